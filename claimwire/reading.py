"""Reading: one capture becomes the rows of its package, a pure function of its bytes."""

from __future__ import annotations

import gzip
import json
import re
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from extractors import annotate, outlets, parse
from extractors.errors import BrokenPage, UnreadablePage, UsageError, WalledPage
from extractors.model import (
    NEVER_ANNOTATED,
    Blog,
    Capture,
    Post,
    PostObservation,
    Quarantined,
    Record,
    Snapshot,
)
from extractors.outlet import Outlet
from extractors.rows import post_from_row, to_row

if TYPE_CHECKING:
    from extractors.parse.page import Page, UnreadPost

Annotated = dict[tuple[str, str, datetime | None], tuple[Record, ...]]

_LARGEST_FILE = 50_000_000
_BAD_POST = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What one capture holds: the rows of its package, and the error where the page could not be read."""

    rows: tuple[Any, ...]
    post_ids: tuple[str, ...] = ()
    record_ids: tuple[str, ...] = ()
    quarantined_count: int = 0
    is_complete: bool = False
    error: UnreadablePage | None = None
    page: Page | None = None


def versions() -> str:
    """The part of a package's name that says who read it: parser and annotator versions."""
    return f"{parse.VERSION}-{annotate.VERSION}"


def read_capture(
    capture: Capture, body: bytes, outlet: Outlet, annotated: Annotated, *, follows: Page | None = None
) -> Reading:
    """Read the posts of one capture and annotate those whose words `annotated` does not hold yet.

    A further page of a sweep `follows` the one before it.
    """
    from extractors.parse.page import read_page
    from extractors.parse.paging import further_url

    kind = capture.content_type
    try:
        _refuse_elsewhere(capture, outlet)
        further = further_url(body, here=capture.final_url, blog_url=capture.url, outlet=outlet, content_type=kind)
        page = read_page(
            body, outlet=outlet, url=capture.url, captured_at=capture.captured_at, content_type=kind,
            follows=follows, has_further=further is not None,
        )  # fmt: skip
    except UnreadablePage as error:
        return unreadable(capture, error)
    page = replace(page, is_complete=page.is_complete and further is None and not capture.is_truncated)
    return _readable(capture, page, outlet, annotated)


def _refuse_elsewhere(capture: Capture, outlet: Outlet) -> None:
    """A live blog's address that leads to another page of the site is a blog that is gone, whatever stands there."""
    asked, shown = urlsplit(capture.url), urlsplit(capture.final_url)
    is_moved = capture.part_of is None and asked.hostname == shown.hostname and asked.path != shown.path
    if is_moved and re.search(outlet.blog_url, capture.url) and not re.search(outlet.blog_url, capture.final_url):
        raise WalledPage(f"{capture.url} leads to {capture.final_url}, which is no live blog (a soft 404).")


def read_bytes(path: Path) -> bytes:
    """The bytes of a saved page, unpacked where they are gzipped.

    Raises:
        UsageError: there is no such file.
        BrokenPage: the file is larger than 50 MB, or its gzip stream is cut off.
    """
    try:
        with path.open("rb") as file:
            body = file.read(_LARGEST_FILE + 1)
        if body[:2] == b"\x1f\x8b":
            with gzip.open(path) as file:
                body = file.read(_LARGEST_FILE + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise BrokenPage(f"{path} is a gzip file that is cut off or damaged.") from error
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.", hint="Give the path of a saved page.") from error
    if len(body) > _LARGEST_FILE:
        raise BrokenPage(f"{path} is larger than {_LARGEST_FILE // 1_000_000} MB.")
    return body


def content_type_of(path: Path) -> str | None:
    """The media type that a saved page's name claims, or None where it claims none."""
    suffix = path.with_suffix("").suffix if path.suffix == ".gz" else path.suffix
    known = {".txt": "text/plain", ".html": "text/html", ".htm": "text/html", ".json": "application/json"}
    return known.get(suffix.lower())


def known_zone(name: str | None) -> str | None:
    """The name of a time zone, unchanged.

    Raises:
        UsageError: there is no such zone.
    """
    if name is not None and name not in available_timezones():
        raise UsageError(f"{name!r} is no time zone.", hint="Use a name such as Europe/Paris.")
    return name


def parse_file(
    path: Path,
    *,
    outlet: str | None,
    folders: Iterable[Path],
    url: str | None,
    captured_at: datetime | None,
    timezone: str | None,
) -> Iterator[dict[str, Any]]:
    """The posts of a saved page as JSON-ready rows, in page order.

    Raises:
        UsageError: the file or the outlet is not there, or the time zone is unknown.
        UnreadablePage: the page is no live blog that can be read.
    """
    from extractors.parse.page import read_page

    page = read_page(
        read_bytes(path),
        outlet=outlets.find(outlet, folders) if outlet else None,
        url=url,
        captured_at=captured_at,
        timezone=known_zone(timezone),
        content_type=content_type_of(path),
    )
    return (to_row(post) for post in page.posts)


@contextmanager
def open_lines(path: Path | None) -> Iterator[Iterable[bytes]]:
    """The lines of a file, or of standard input.

    Raises:
        UsageError: the file cannot be opened.
    """
    if path is None:
        yield sys.stdin.buffer
        return
    try:
        file = path.open("rb")
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from error
    with file:
        yield file


def annotate_lines(lines: Iterable[bytes], *, folders: Iterable[Path], failed: list[str]) -> Iterator[dict[str, Any]]:
    """The records of posts given as JSON lines in UTF-8, as JSON-ready rows, post by post in text order.

    A post whose reading fails gives no record and is noted in `failed`.

    Raises:
        UsageError: a line is no post; the sentence says which.
    """
    from extractors.annotate.document import annotate as annotate_post

    declared = outlets.declared(folders)
    for post in posts_of(lines):
        try:
            records = annotate_post(post, outlet=declared.get(post.outlet))
        except _BAD_POST as error:
            failed.append(f"{post.post_id}: {type(error).__name__}: {error}")
        else:
            yield from (to_row(record) for record in records)


def posts_of(lines: Iterable[bytes]) -> Iterator[Post]:
    """Posts given as JSON lines in UTF-8; empty lines are passed over.

    Raises:
        UsageError: a line is no post; the sentence says which.
    """
    return (_post_of(line, number) for number, line in enumerate(lines, start=1) if line.strip())


def _post_of(line: bytes, number: int) -> Post:
    try:
        return post_from_row(json.loads(line.decode("utf-8")))
    except (json.JSONDecodeError, UnicodeDecodeError, UsageError, RecursionError) as error:
        raise UsageError(f"Line {number} is no post: {error}", hint="Each line is one JSON object in UTF-8.") from error


def _readable(capture: Capture, page: Page, outlet: Outlet, annotated: Annotated) -> Reading:
    observations = [_observation(post, capture) for post in page.posts]
    records: dict[tuple[str, str], Record] = {}
    unread = [_unread_post(capture, one) for one in page.quarantined]
    for post in page.posts:
        if post.kind in NEVER_ANNOTATED:
            continue
        try:
            found = _annotate_once(post, outlet, annotated)
        except _BAD_POST as error:
            unread.append(_unannotated(capture, post, error))
        else:
            records.update({(one.record_id, one.content_hash): one for one in found})
    blogs = () if capture.part_of else (_blog(capture, page), *_headline(capture, page))
    rows = (_snapshot(capture, page, len(unread)), *blogs, *observations, *records.values(), *unread)
    return Reading(
        rows=rows,
        post_ids=tuple(post.post_id for post in page.posts),
        record_ids=tuple(one.record_id for one in records.values()),
        quarantined_count=len(unread),
        is_complete=page.is_complete,
        page=page,
    )


def _annotate_once(post: Post, outlet: Outlet, annotated: Annotated) -> tuple[Record, ...]:
    from extractors.annotate.document import annotate as annotate_post

    key = (post.post_id, post.content_hash, post.published_at)
    if key not in annotated:
        annotated[key] = annotate_post(post, outlet=outlet)
    return annotated[key]


def unreadable(capture: Capture, error: UnreadablePage) -> Reading:
    """A capture that shows no posts, and why."""
    row = _quarantined(capture, "parse", type(error).__name__, str(error))
    return Reading(rows=(_snapshot(capture, None, 1), row), quarantined_count=1, error=error)


def _snapshot(capture: Capture, page: Page | None, quarantined: int) -> Snapshot:
    return Snapshot(
        **_fields(capture),
        blog_id=page.blog_id if page else None,
        is_complete=bool(page and page.is_complete),
        post_count=len(page.posts) if page else 0,
        quarantined_count=quarantined,
        parser_version=parse.VERSION,
        annotator_version=annotate.VERSION,
    )


def _blog(capture: Capture, page: Page) -> Blog:
    return Blog(
        blog_id=page.blog_id or f"{capture.outlet}:{capture.day}",
        snapshot_id=capture.snapshot_id,
        outlet=capture.outlet,
        canonical_url=page.canonical_url,
        title=page.title,
        standfirst=page.standfirst,
        lang=page.lang,
        timezone=page.timezone,
        status=page.status,
        opened_at=page.opened_at,
        closed_at=page.closed_at,
        previous_url=page.previous_url,
        next_url=page.next_url,
        previous_blog_id=page.previous_blog_id,
        next_blog_id=page.next_blog_id,
    )


def _headline(capture: Capture, page: Page) -> tuple[PostObservation, ...]:
    """The blog's title and standfirst as a post of their own that lasts as long as the blog, for their revisions."""
    from extractors.parse.identity import headline_id

    if not page.title:
        return ()
    post = Post(
        post_id=headline_id(page.blog_id or f"{capture.outlet}:{capture.day}"),
        outlet=capture.outlet,
        lang=page.lang,
        timezone=page.timezone,
        text="\n".join(one for one in (page.title, page.standfirst) if one),
        blog_id=page.blog_id,
        captured_at=capture.captured_at,
        kind="headline",
        headline=page.title,
        url=page.canonical_url,
    )
    return (_observation(post, capture),)


def _observation(post: Post, capture: Capture) -> PostObservation:
    return PostObservation(
        **_fields(post), snapshot_id=capture.snapshot_id, day=capture.day, observed_hash=post.content_hash
    )


def _unread_post(capture: Capture, unread: UnreadPost) -> Quarantined:
    row = _quarantined(capture, "parse", unread.error, unread.message)
    return replace(row, position=unread.position, evidence=unread.evidence)


def _unannotated(capture: Capture, post: Post, error: Exception) -> Quarantined:
    row = _quarantined(capture, "annotate", type(error).__name__, str(error))
    return replace(row, position=post.position, post_id=post.post_id)


def _quarantined(capture: Capture, stage: Literal["parse", "annotate"], error: str, message: str) -> Quarantined:
    return Quarantined(
        snapshot_id=capture.snapshot_id,
        outlet=capture.outlet,
        day=capture.day,
        post_id=None,
        position=None,
        stage=stage,
        error=error,
        message=message,
        evidence=capture.body_path,
    )


def _fields(value: Capture | Post) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__dataclass_fields__}
