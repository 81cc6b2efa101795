"""Declared outlets and engines: found by scanning, refused where a file and its slug disagree."""

import re
from dataclasses import fields, replace
from datetime import date
from urllib.parse import urlsplit

import pytest

from extractors import outlets
from extractors.errors import UnknownOutlet, UsageError
from extractors.fetch.feeds import address_of
from extractors.outlet import Volume
from extractors.parse.css import compiled
from extractors.parse.page import read_page

NO_SELECTORS = {"post_id", "time_attribute"}
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


def test_an_engine_that_no_file_declares_is_refused(tmp_path):
    declaration = DECLARATION.format(slug="my-paper").replace('lang="fr"', 'lang="fr", engine="nobody"')
    (tmp_path / "my_paper.py").write_text(declaration, encoding="utf-8")
    with pytest.raises(UsageError, match="nobody"):
        outlets.declared([tmp_path])


def selectors_of(layouts):
    """Every selector of some layouts, one by one."""
    for layout in layouts:
        parts = [
            getattr(layout.selectors, one.name) for one in fields(layout.selectors) if one.name not in NO_SELECTORS
        ]
        for part in (*parts, layout.title, layout.standfirst):
            yield from part if isinstance(part, tuple) else [part] if part else []


@pytest.mark.parametrize("slug", sorted(outlets.declared()))
def test_declarations_hold_together(slug):
    outlet = outlets.find(slug)
    assert re.compile(outlet.blog_url)
    assert all("/" not in host and "*" not in host for host in outlet.hosts)
    assert outlet.volume != Volume()
    assert 0 < outlet.volume.low <= outlet.volume.high
    assert outlet.policy_note
    assert outlet.feeds
    assert all(urlsplit(address_of(feed, date(2024, 8, 1))).hostname for feed in outlet.feeds)
    assert {urlsplit(one.replay).hostname for one in outlet.feeds if one.replay} <= set(outlet.archive_hosts)
    assert all(compiled(one) for one in selectors_of(outlet.layouts))


@pytest.mark.parametrize("slug", sorted(outlets.engines()))
def test_engines_hold_together(slug):
    engine = outlets.engines()[slug]
    assert engine.slug == slug
    assert all(len(one) > 4 for one in engine.marks)
    assert engine.note
    assert all(compiled(one) for one in selectors_of(engine.layouts))


def feed_of(kind):
    """Three cards of the WordPress plugin, with this class on their texts."""
    return "".join(
        f'<article class="liveblog-entry liveblog-entry-card" data-entry-id="{9 - one}">'
        f'<time datetime="2024-11-04T0{one}:10:00Z">x</time>'
        f'<div class="{kind}"><p>Le pont numéro {one} a rouvert, selon la mairie.</p></div></article>'
        for one in (1, 2, 3)
    )


@pytest.mark.parametrize(
    ("engine", "kind", "is_used"),
    [
        ("wordpress", "liveblog-entry-content", True),
        ("wordpress", "entry-words", False),
        (None, "liveblog-entry-content", False),
    ],
    ids=["named and shown", "not shown", "not named"],
)
def test_an_engine_is_used_where_the_outlet_names_it_and_the_page_shows_it(engine, kind, is_used):
    paper = replace(outlets.find("tf1info"), engine=engine)
    url = "https://www.tf1info.fr/international/en-direct-le-pont-2331055.html"
    found = read_page(f"<main>{feed_of(kind)}</main>".encode(), outlet=paper, url=url)
    assert [("selectors" in one.strategies) for one in found.posts] == [is_used] * 3
    assert [one.source_post_id for one in found.posts] == (["8", "7", "6"] if is_used else [None] * 3)
