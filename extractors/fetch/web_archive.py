"""What a web archive kept of an outlet's live blogs, by its CDX interface.

The index names each capture with its instant, its address and the digest of its bytes. `collapse=digest` leaves out
neighbours only, so bytes that come again later are dropped here: each distinct digest of a blog is one observation.
A long answer is cut and ends with a key, with which the next question goes on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from extractors.errors import NothingForDay, Unreachable
from extractors.fetch.links import Address, Fetches, absolute, matches
from extractors.outlet import Feed, Outlet

MAX_CAPTURES = 48
MAX_ANSWERS = 10
ROWS_AN_ANSWER = 3000
_AFTER = timedelta(hours=12)
_TIMESTAMP = "%Y%m%d%H%M%S"


@dataclass(frozen=True, kw_only=True)
class Kept:
    """One capture as the index names it; without a digest it is like no other."""

    at: datetime
    original: str
    digest: str | None


def kept_of_day(
    outlet: Outlet, feed: Feed, day: date, live: Sequence[str], fetcher: Fetches
) -> Mapping[str, list[Address]]:
    """Captures of the blogs that are known, else of every blog under the feed's prefix that was captured that day.

    They are those from the day's beginning until noon of the next, at most 48 a blog, spread evenly.

    Raises:
        Unreachable: the index did not answer, or not with a list of captures.
    """
    zone = ZoneInfo(outlet.timezone)
    next_day = datetime.combine(day + timedelta(days=1), time.min, zone)
    window = (datetime.combine(day, time.min, zone), next_day + _AFTER)
    under: dict[str, list[Kept]] = {}
    if live or not feed.prefix:
        under = {url: _captures(feed, {"url": url}, window, fetcher) for url in live}
        return {url: _addresses(feed, url, rows) for url, rows in under.items() if rows}
    for one in _captures(feed, {"url": feed.prefix, "matchType": "prefix"}, window, fetcher):
        if (url := _blog(outlet, feed, one.original)) is not None:
            under.setdefault(url, []).append(one)
    return {url: _addresses(feed, url, rows) for url, rows in under.items() if rows[0].at < next_day}


def _captures(feed: Feed, asked: Mapping[str, str], window: tuple[datetime, datetime], fetcher: Fetches) -> list[Kept]:
    """The captures within a window (its end excluded), oldest first."""
    first, last = (one.astimezone(UTC) for one in window)
    query = [
        *asked.items(),
        ("from", first.strftime(_TIMESTAMP)),
        ("to", (last - timedelta(seconds=1)).strftime(_TIMESTAMP)),
        ("output", "json"),
        ("filter", "statuscode:200"),
        ("collapse", "digest"),
        ("limit", str(ROWS_AN_ANSWER)),
        ("showResumeKey", "true"),
    ]
    url, found = f"{feed.url}?{urlencode(query)}", list[Kept]()
    going_on: str | None = ""
    for _ in range(MAX_ANSWERS):
        rows, going_on = _answer(f"{url}&resumeKey={going_on}" if going_on else url, fetcher)
        found += rows
        if not going_on:
            break
    return sorted({one for one in found if first <= one.at < last}, key=lambda one: (one.at, one.original))


def _answer(url: str, fetcher: Fetches) -> tuple[list[Kept], str | None]:
    """The rows of one answer, and the key with which the next goes on (as it is to be sent)."""
    try:
        body = fetcher.get(url).body
    except NothingForDay:
        return [], None
    if not body.strip():
        return [], None
    try:
        names, *rows = _list(json.loads(body)) or [[]]
        going_on = None
        if len(rows) >= 2 and rows[-2] == []:
            *rows, _, (going_on,) = rows
        named = [dict(zip(names, row, strict=True)) for row in rows]
        return [_kept(one) for one in named], going_on
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Unreachable(f"{url} did not answer with a list of captures.") from error


def _kept(named: Mapping[str, Any]) -> Kept:
    at = datetime.strptime(str(named["timestamp"]), _TIMESTAMP).replace(tzinfo=UTC)
    digest = named.get("digest")
    return Kept(at=at, original=str(named["original"]), digest=str(digest) if digest not in (None, "", "-") else None)


def _list(found: object) -> list[Any]:
    if not isinstance(found, list):
        raise TypeError("no list")
    return found


def _blog(outlet: Outlet, feed: Feed, original: str) -> str | None:
    """The blog's own address for that of a capture, by whichever of http and https it was made."""
    bare = (absolute(original, "") or "").removeprefix("https:").removeprefix("http:")
    schemes = ("http:", "https:") if (feed.prefix or "").startswith("http:") else ("https:", "http:")
    return next((scheme + bare for scheme in schemes if matches(outlet, scheme + bare)), None)


def _addresses(feed: Feed, url: str, rows: Sequence[Kept]) -> list[Address]:
    replay = feed.replay or ""
    return [
        Address(
            url=replay.replace("{timestamp}", one.at.strftime(_TIMESTAMP)).replace("{url}", one.original),
            canonical_url=url,
            captured_at=one.at,
            origin="wayback",
        )
        for one in _spread(_distinct(rows))
    ]


def _distinct(rows: Sequence[Kept]) -> list[Kept]:
    """The first capture of each digest."""
    firsts: dict[str, Kept] = {}
    for place, one in enumerate(rows):
        firsts.setdefault(one.digest or f"#{place}", one)
    return list(firsts.values())


def _spread(rows: Sequence[Kept]) -> list[Kept]:
    """At most so many captures, the first and the last among them."""
    if len(rows) <= MAX_CAPTURES:
        return list(rows)
    step = (len(rows) - 1) / (MAX_CAPTURES - 1)
    return [rows[round(place * step)] for place in range(MAX_CAPTURES)]
