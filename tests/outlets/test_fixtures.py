"""Each declared outlet reads a page of its own: original words in the outlet's markup, and the posts it holds.

A fixture is `tests/outlets/<slug>/page….{html,json,txt}` with `expected….jsonl` beside it: first what the page is (how
its markup is known, its address and capture), then one row a post with the fields that are compared.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from extractors.outlet import Outlet
from extractors.outlets import declared, find
from extractors.parse.page import Page, read_page
from extractors.rows import to_row

FOLDER = Path(__file__).parent
EXPECTED = sorted(FOLDER.glob("*/expected*.jsonl"))
REQUIRED = {"text", "kind", "published_at", "source_post_id"}
DECLARATION = """
from extractors.outlet import Outlet
OUTLET = Outlet(slug="planted", name="N", hosts=("n.example",), lang="fr", timezone="Europe/Paris", country="FR",
                blog_url="https://n.example/.*")
"""


def rows_of(path: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    about, *posts = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return about, posts


def read(path: Path, outlet: Outlet | None) -> Page:
    about, _ = rows_of(path)
    captured = datetime.fromisoformat(about["captured_at"])
    kind = {"html": "text/html", "json": "application/json", "txt": "text/plain"}[about["page"].rsplit(".", 1)[1]]
    body = (path.parent / about["page"]).read_bytes()
    return read_page(body, outlet=outlet, url=about["url"], captured_at=captured, content_type=kind)


def without_fixture(slugs: Iterable[str], folder: Path) -> list[str]:
    """Declared outlets that lack a page or the posts expected of it."""
    return [
        slug
        for slug in sorted(slugs)
        if not (any((folder / slug).glob("page*")) and any((folder / slug).glob("expected*.jsonl")))
    ]


@pytest.mark.parametrize("path", EXPECTED, ids=lambda one: f"{one.parent.name}/{one.stem}")
@pytest.mark.parametrize("is_named", [True, False], ids=["outlet named", "by its address"])
def test_a_page_gives_the_posts_expected_of_it(path: Path, is_named: bool) -> None:
    about, expected = rows_of(path)
    found = read(path, find(path.parent.name) if is_named else None)
    rows = [to_row(one) for one in found.posts]
    assert [{name: row[name] for name in wanted} for row, wanted in zip(rows, expected, strict=True)] == expected
    assert {one.outlet for one in found.posts} == {path.parent.name}
    for name in about.keys() & {"status", "is_complete", "next_url"}:
        assert getattr(found, name) == about[name]


@pytest.mark.parametrize("path", EXPECTED, ids=lambda one: f"{one.parent.name}/{one.stem}")
def test_what_is_expected_says_how_the_markup_is_known(path: Path) -> None:
    about, expected = rows_of(path)
    assert any(word in about["markup"] for word in ("documented", "presumed"))
    assert expected
    assert all(row.keys() >= REQUIRED for row in expected)


def test_every_declared_outlet_has_a_fixture() -> None:
    assert without_fixture(declared(), FOLDER) == []


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
