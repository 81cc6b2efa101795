"""A fixture out of a page: its prose scrambled, its markup kept, and the posts that are expected of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from claimwire.given import GivenPage
from extractors.errors import TransientError, UnreadablePage, UsageError
from extractors.model import Post
from extractors.parse.encoding import decode
from extractors.parse.page import Page, read_page
from extractors.parse.scramble import Scrambler, prose_left
from extractors.parse.trace import Trace
from extractors.rows import to_row

_COMPARED = ("published_at", "published_on", "time_precision", "time_method", "kind")
_EXPECTED = ("text", "kind", "published_at", "source_post_id", "published_on")
_SUFFIXES = {"text/html": "html", "application/json": "json", "text/plain": "txt"}
_SHOWN = 3


@dataclass(frozen=True, kw_only=True)
class Fixture:
    """Where a fixture lies, how many posts it has, how it reads otherwise, and which words of the prose are left."""

    folder: Path
    page: str
    posts: int
    differences: tuple[str, ...]
    words_left: tuple[str, ...]


def write_fixture(given: GivenPage, folder: Path, *, timezone: str | None = None) -> Fixture:
    """Write `page.<ext>` and `expected.jsonl` into a folder.

    Raises:
        UnreadablePage: the page cannot be read, so that no posts are expected of it.
        UsageError: the folder holds a fixture already, or nothing says when the page stood so.
        TransientError: the disk refuses.
    """
    if any(folder.glob("page.*")) or (folder / "expected.jsonl").exists():
        raise UsageError(f"{folder} holds a fixture already.", hint="Name another folder with --into.")
    text = decode(given.body, given.content_type)
    trace = Trace()
    before = _read(given, text, given.url, timezone, trace)
    outlet = given.outlet or (trace.scene.outlet if trace.scene else None)
    scrambler = Scrambler(outlet)
    scrambled = scrambler.page(text)
    url = given.url or before.canonical_url
    after = _reread(given, scrambled, scrambler.address(given.url) if given.url else None, timezone)
    name = f"page.{_suffix(given, text)}"
    about = {
        "page": name,
        "markup": "documented: a saved page, its prose scrambled",
        "url": scrambler.address(url) if url else None,
        "captured_at": (given.captured_at or _shortly_after(before)).isoformat(),
        **({one: getattr(after, one) for one in ("status", "is_complete", "next_url")} if after else {}),
    }
    _write(folder, name, scrambled, [about, *(_row(one) for one in (after.posts if after else ()))])
    prose = [one for one in (before.title, before.standfirst, *(post.text for post in before.posts)) if one]
    return Fixture(
        folder=folder,
        page=name,
        posts=len(after.posts) if after else 0,
        differences=tuple(_differences(before, after, scrambler)),
        words_left=prose_left(prose, scrambled),
    )


def _read(given: GivenPage, text: str, url: str | None, timezone: str | None, trace: Trace | None = None) -> Page:
    kind = given.content_type.partition(";")[0] if given.content_type else None
    return read_page(
        text.encode(),
        outlet=given.outlet,
        url=url,
        captured_at=given.captured_at,
        timezone=timezone,
        content_type=f"{kind}; charset=utf-8" if kind else None,
        trace=trace,
    )


def _reread(given: GivenPage, text: str, url: str | None, timezone: str | None) -> Page | None:
    try:
        return _read(given, text, url, timezone)
    except UnreadablePage:
        return None


def _shortly_after(page: Page) -> datetime:
    """A minute after the newest post, where nobody says when the page was saved."""
    known = [one.published_at for one in page.posts if one.published_at]
    if not known:
        raise UsageError("Nothing says when the page stood so.", hint="Say it with --captured-at.")
    return max(known) + timedelta(minutes=1)


def _suffix(given: GivenPage, text: str) -> str:
    kind = given.content_type.partition(";")[0].strip() if given.content_type else ""
    return "json" if text.lstrip()[:1] in {"{", "["} else _SUFFIXES.get(kind, "html")


def _row(post: Post) -> dict[str, Any]:
    row = to_row(post)
    return {name: row[name] for name in _EXPECTED}


def _write(folder: Path, name: str, page: str, rows: list[dict[str, Any]]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(page, encoding="utf-8", newline="")
        lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in rows)
        (folder / "expected.jsonl").write_text(lines, encoding="utf-8")
    except OSError as error:
        raise TransientError(f"{folder} cannot be written: {error.strerror}.", hint="Name another folder.") from error


def _differences(before: Page, after: Page | None, scrambler: Scrambler) -> list[str]:
    """How the scrambled page reads otherwise than the original, in sentences; nothing where it reads the same."""
    if after is None:
        return ["it cannot be read any more"]
    found = [
        f"{name} is {getattr(after, name)}, not {getattr(before, name)}"
        for name in ("status", "is_complete", "lang", "timezone")
        if getattr(after, name) != getattr(before, name)
    ]
    if len(after.posts) != len(before.posts):
        return [*found, f"it has {len(after.posts)} posts, not {len(before.posts)}"]
    pairs = list(zip(before.posts, after.posts, strict=True))
    for name in _COMPARED:
        found += _places(name, [getattr(old, name) != getattr(new, name) for old, new in pairs])
    found += _places("length of the text", [len(old.text) != len(new.text) for old, new in pairs])
    found += _places(
        "id", [scrambler.identifier(old.source_post_id or "") != (new.source_post_id or "") for old, new in pairs]
    )
    return found


def _places(name: str, differs: list[bool]) -> list[str]:
    places = [str(place) for place, one in enumerate(differs) if one]
    more = f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
    return [f"{name} differs in post {', '.join(places[:_SHOWN])}{more}"] if places else []
