"""Fixture pages of outlets and engines: how they are found and read, and what is compared.

A fixture is `page….{html,json,txt}` with `expected….jsonl` beside it: first what the page is (how its markup is known,
its address and capture, and what is compared of the page as a whole), then one row a post with the fields that are
compared. A row's `undeclared` says what is read otherwise where no declaration helps; null: the post is not found then.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from extractors import outlets
from extractors.outlet import Outlet
from extractors.parse.page import Page, read_page
from extractors.rows import to_row

FOLDER = Path(__file__).parent
OUTLETS = sorted(FOLDER.glob("*/expected*.jsonl"))
ENGINES = sorted(FOLDER.glob("engines/*/expected*.jsonl"))
REQUIRED = {"text", "kind", "published_at", "source_post_id"}
WITHOUT_PROFILE = {"status", "is_complete", "next_url"}
WITH_PROFILE = WITHOUT_PROFILE | {"title", "standfirst"}
_KINDS = {"html": "text/html", "json": "application/json", "txt": "text/plain"}


def named(path: Path) -> str:
    """Name of a fixture in the list of tests."""
    return f"{path.parent.name}/{path.stem}"


def rows_of(path: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What a page is, and the posts expected of it."""
    about, *posts = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return about, posts


def read(path: Path, outlet: Outlet | None = None) -> Page:
    """The page beside a file of expected posts, as it is read."""
    about, _ = rows_of(path)
    return read_page(
        (path.parent / about["page"]).read_bytes(),
        outlet=outlet,
        url=about["url"],
        captured_at=datetime.fromisoformat(about["captured_at"]),
        content_type=_KINDS[about["page"].rsplit(".", 1)[1]],
    )


def assert_expected(path: Path, found: Page, *, is_declared: bool) -> None:
    """The posts and the page are what the file says."""
    about, posts = rows_of(path)
    expected = [
        _wanted(one, is_declared=is_declared) for one in posts if is_declared or one.get("undeclared", {}) is not None
    ]
    rows = [to_row(one) for one in found.posts]
    assert [{name: row[name] for name in wanted} for row, wanted in zip(rows, expected, strict=True)] == expected
    for name in about.keys() & (WITH_PROFILE if is_declared else WITHOUT_PROFILE):
        assert getattr(found, name) == about[name]


def _wanted(row: Mapping[str, Any], *, is_declared: bool) -> dict[str, Any]:
    kept = {name: value for name, value in row.items() if name != "undeclared"}
    return kept if is_declared else kept | row.get("undeclared", {})


def forget_declarations(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the reader know no outlet and no engine."""
    monkeypatch.setattr(outlets, "declared", lambda folders=(): MappingProxyType({}))
    monkeypatch.setattr(outlets, "engines", lambda: MappingProxyType({}))


def without_fixture(slugs: Iterable[str], folder: Path) -> list[str]:
    """Declared outlets or engines that lack a page or the posts expected of it."""
    return [
        slug
        for slug in sorted(slugs)
        if not (any((folder / slug).glob("page*")) and any((folder / slug).glob("expected*.jsonl")))
    ]
