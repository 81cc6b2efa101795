"""Each declared outlet and engine reads pages of its own: original words in its markup, and the posts they hold."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest

from extractors.errors import NeedsScript
from extractors.outlets import declared, engines, find
from extractors.parse.page import read_page
from tests.outlets.fixtures import (
    ENGINES,
    FOLDER,
    OUTLETS,
    REQUIRED,
    assert_expected,
    forget_declarations,
    named,
    read,
    rows_of,
    without_fixture,
)

DECLARATION = """
from extractors.outlet import Outlet
OUTLET = Outlet(slug="planted", name="N", hosts=("n.example",), lang="fr", timezone="Europe/Paris", country="FR",
                blog_url="https://n.example/.*")
"""


@pytest.mark.parametrize("path", OUTLETS, ids=named)
@pytest.mark.parametrize("is_named", [True, False], ids=["outlet named", "by its address"])
def test_a_page_gives_the_posts_expected_of_it(path: Path, is_named: bool) -> None:
    found = read(path, find(path.parent.name) if is_named else None)
    assert_expected(path, found, is_declared=True)
    assert {one.outlet for one in found.posts} == {path.parent.name}


@pytest.mark.parametrize("path", ENGINES, ids=named)
def test_a_page_of_an_engine_is_known_by_its_marks(path: Path) -> None:
    assert_expected(path, read(path), is_declared=True)


@pytest.mark.parametrize("path", [*OUTLETS, *ENGINES], ids=named)
def test_a_page_is_read_as_well_without_any_declaration(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forget_declarations(monkeypatch)
    assert_expected(path, read(path), is_declared=False)


@pytest.mark.parametrize("path", [*OUTLETS, *ENGINES], ids=named)
def test_what_is_expected_says_how_the_markup_is_known(path: Path) -> None:
    about, expected = rows_of(path)
    assert any(word in about["markup"] for word in ("documented", "presumed"))
    assert expected
    assert all(row.keys() >= REQUIRED for row in expected)


@pytest.mark.parametrize("folder", sorted({path.parent for path in [*OUTLETS, *ENGINES]}), ids=lambda one: one.name)
def test_every_page_has_its_own_expected_posts(folder: Path) -> None:
    listed = sorted(rows_of(path)[0]["page"] for path in folder.glob("expected*.jsonl"))
    assert sorted(path.name for path in folder.glob("page*")) == listed


@pytest.mark.parametrize("path", [*OUTLETS, *ENGINES], ids=named)
def test_no_teaser_label_dates_a_post(path: Path) -> None:
    labels = [re.compile(one) for outlet in declared().values() for one in outlet.teaser_labels]
    found = read(path)
    assert not any(one.search(post.published_raw or "") for post in found.posts for one in labels)
    assert not any(one.search(post.text) for post in found.posts for one in labels)


def test_a_live_whose_posts_a_script_brings_is_no_empty_success() -> None:
    url = "https://www.france24.com/fr/europe/20231104-%F0%9F%94%B4-en-direct-des-drones-au-dessus-du-fleuve"
    body = (FOLDER / "france24-fr" / "refused-script.html").read_bytes()
    with pytest.raises(NeedsScript):
        read_page(body, url=url)


def test_every_declared_outlet_has_a_fixture() -> None:
    assert without_fixture(declared(), FOLDER) == []


def test_every_engine_has_a_fixture() -> None:
    assert without_fixture(engines(), FOLDER / "engines") == []


def test_an_outlet_without_a_fixture_is_named(tmp_path: Path) -> None:
    (tmp_path / "planted.py").write_text(DECLARATION, encoding="utf-8")
    assert without_fixture(declared([tmp_path]), FOLDER) == ["planted"]


def test_a_fixture_without_expected_posts_is_none(tmp_path: Path) -> None:
    (tmp_path / "guardian").mkdir()
    (tmp_path / "guardian" / "page.html").write_text("<p>x</p>", encoding="utf-8")
    assert without_fixture(["guardian"], tmp_path) == ["guardian"]


@pytest.mark.parametrize("slug", sorted(declared()))
def test_the_pages_address_is_one_that_the_outlet_declares(slug: str) -> None:
    for path in (FOLDER / slug).glob("expected*.jsonl"):
        match = re.search(find(slug).blog_url, rows_of(path)[0]["url"])
        assert match is not None
        assert match["id"]


@pytest.mark.parametrize("stability", ["positional", "slug"])
def test_ids_that_do_not_last_name_no_post(stability: Literal["positional", "slug"]) -> None:
    page = FOLDER / "ap" / "expected.jsonl"
    found = read(page, replace(find("ap"), post_ids=stability))
    named = read(page, find("ap"))
    assert {one.source_post_id for one in found.posts} == {None}
    assert not {one.post_id for one in found.posts} & {one.post_id for one in named.posts}
    assert [one.text for one in found.posts] == [one.text for one in named.posts]
