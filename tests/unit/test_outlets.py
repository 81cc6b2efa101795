"""Declared outlets: found by scanning, refused where the file and the slug disagree."""

import re
from datetime import date
from urllib.parse import urlsplit

import pytest

from extractors import outlets
from extractors.errors import UnknownOutlet, UsageError
from extractors.fetch.feeds import address_of

DECLARATION = """
from extractors.outlet import Outlet
OUTLET = Outlet(slug="{slug}", name="N", hosts=("n.example",), lang="fr", timezone="Europe/Paris", country="FR",
                blog_url="https://n.example/.*")
"""


def test_a_file_in_a_further_folder_is_an_outlet(tmp_path):
    (tmp_path / "my_paper.py").write_text(DECLARATION.format(slug="my-paper"), encoding="utf-8")
    assert outlets.find("my-paper", [tmp_path]).name == "N"


@pytest.mark.parametrize("content", [DECLARATION.format(slug="another"), "OUTLET = 5", ""])
def test_a_file_that_declares_no_outlet_of_its_name_is_refused(tmp_path, content):
    (tmp_path / "my_paper.py").write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match="my_paper"):
        outlets.declared([tmp_path])


def test_an_unknown_slug_names_the_known_ones():
    with pytest.raises(UnknownOutlet) as refusal:
        outlets.find("nobody")
    assert "tf1info" in refusal.value.hint


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(UsageError, match="nowhere"):
        outlets.declared([tmp_path / "nowhere"])


@pytest.mark.parametrize("slug", sorted(outlets.declared()))
def test_declarations_hold_together(slug):
    outlet = outlets.find(slug)
    assert re.compile(outlet.blog_url)
    assert all("/" not in host and "*" not in host for host in outlet.hosts)
    assert outlet.volume.low <= outlet.volume.high
    assert all(urlsplit(address_of(feed, date(2024, 8, 1))).hostname for feed in outlet.feeds)
