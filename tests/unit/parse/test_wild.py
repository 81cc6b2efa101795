"""Pages as publishing systems render them, in original words, with what stands around posts in the wild.

Beside each `wild/<name>.html` its `.jsonl` says how it is read, then each post in page order: instant, text, kind where
it matters, and whether the post is shown in the page's own markup. Each page is read whole and without scripts.
"""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from extractors import errors
from extractors.model import Post
from extractors.parse.page import read_page

EXPECTED = sorted((Path(__file__).parent / "wild").glob("*.jsonl"))
_SCRIPTS = re.compile(rb"<script\b.*?</script\s*>", re.DOTALL | re.IGNORECASE)


def rows_of(path: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    about, *posts = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return about, posts


def read(path: Path, about: dict[str, Any], *, without_scripts: bool = False) -> tuple[Post, ...]:
    body = path.with_suffix(".html").read_bytes()
    found = read_page(
        _SCRIPTS.sub(b"", body) if without_scripts else body,
        url=about["url"],
        captured_at=datetime.fromisoformat(about["captured_at"]),
        timezone=about.get("timezone"),
        content_type=about.get("content_type"),
    )
    return found.posts


def minute(at: datetime | str | None) -> datetime | None:
    found = datetime.fromisoformat(at) if isinstance(at, str) else at
    return found.replace(second=0, microsecond=0) if found else None


WITH_POSTS = [one for one in EXPECTED if "error" not in rows_of(one)[0]]
SHOWN = [one for one in WITH_POSTS if not rows_of(one)[0].get("scripts_only")]
WITHOUT_POSTS = [one for one in EXPECTED if one not in WITH_POSTS]


@pytest.mark.parametrize("path", WITH_POSTS, ids=lambda one: one.stem)
def test_a_page_gives_every_post_once_with_its_text_and_time(path: Path) -> None:
    about, expected = rows_of(path)
    found = read(path, about)
    assert [one.text for one in found] == [one["text"] for one in expected]
    assert [minute(one.published_at) for one in found] == [minute(one["at"]) for one in expected]
    named = [(one.kind, row["kind"]) for one, row in zip(found, expected, strict=True) if "kind" in row]
    assert all(kind == wanted for kind, wanted in named), named


@pytest.mark.parametrize("path", SHOWN, ids=lambda one: one.stem)
def test_without_its_scripts_it_gives_the_posts_that_it_shows(path: Path) -> None:
    about, expected = rows_of(path)
    shown = [one for one in expected if one.get("shown", True)]
    found = read(path, about, without_scripts=True)
    assert [one.text for one in found] == [one.get("shown_text", one["text"]) for one in shown]
    instants = [minute(one["at"]) if one.get("shown_at", True) else None for one in shown]
    assert [minute(one.published_at) for one in found] == instants


@pytest.mark.parametrize("path", WITHOUT_POSTS, ids=lambda one: one.stem)
def test_a_page_that_is_no_live_blog_says_so(path: Path) -> None:
    about, _ = rows_of(path)
    with pytest.raises(getattr(errors, about["error"])):
        read(path, about)
