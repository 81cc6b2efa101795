"""From an outlet and a day to the addresses of its live blogs, and to the captures a web archive holds of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Protocol
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from extractors.errors import NothingForDay, Unreachable
from extractors.fetch.client import Response
from extractors.fetch.feeds import address_of, is_dated, is_paged
from extractors.fetch.links import Entry, canonical, entries, links_in_page, matches
from extractors.model import Origin
from extractors.outlet import Feed, Outlet

MAX_CAPTURES = 48
MAX_DAY_PAGES = 20
MAX_SITEMAPS = 10
_FEED_DAYS = 7
_AFTER = timedelta(hours=12)
_TIMESTAMP = "%Y%m%d%H%M%S"


class Fetches(Protocol):
    """What discovery needs of a fetcher."""

    def get(self, url: str) -> Response:
        """Fetch an address."""


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where one version of a live blog is fetched from.

    `url` is asked; `canonical_url` is the blog's own address. `captured_at` is the instant of a web archive's capture,
    and None for the page as it stands now.
    """

    url: str
    canonical_url: str
    captured_at: datetime | None
    origin: Origin


def discover(outlet: Outlet, day: date, fetcher: Fetches, now: datetime) -> tuple[Address, ...]:
    """The outlet's live blogs of its local day, in the order its feeds name them; none where nothing is found.

    All feeds are asked and their findings united. A day that is over is taken from the web archive where a `cdx` feed
    names one: all captures from the day's beginning until noon of the next, at most 48 a blog, spread evenly; a blog
    that it does not hold is fetched as it stands now.

    Raises:
        Unreachable: a feed gave no whole answer, so that what it would have named is not known.
        BrokenPage: a feed is neither HTML nor XML.
        BlockedByPolicy, ForbiddenAddress, MissingSetting: as the fetcher says.
    """
    zone = ZoneInfo(outlet.timezone)
    today = now.astimezone(zone).date()
    if day > today:
        return ()
    live = _listed(outlet, day, today, fetcher)
    archives = [feed for feed in outlet.feeds if feed.kind == "cdx"] if day < today else []
    kept = {url: captures for feed in archives for url, captures in _kept(outlet, feed, day, live, fetcher).items()}
    found = [kept.get(url) or [_as_it_stands(url)] for url in dict.fromkeys([*live, *kept])]
    return tuple(address for addresses in found for address in addresses)


def _listed(outlet: Outlet, day: date, today: date, fetcher: Fetches) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for feed in outlet.feeds:
        if _can_name(feed, day, today):
            links = _links(feed, outlet, day, fetcher)
            found.update(dict.fromkeys(url for url in links if matches(outlet, url)))
    return tuple(found)


def _can_name(feed: Feed, day: date, today: date) -> bool:
    """Whether a feed can name blogs of that day: an address without a date shows today, or the last days."""
    if feed.kind == "cdx":
        return False
    if is_dated(feed) or day == today:
        return True
    return feed.kind in ("rss", "sitemap") and today - day <= timedelta(days=_FEED_DAYS)


def _links(feed: Feed, outlet: Outlet, day: date, fetcher: Fetches) -> Iterable[str]:
    if feed.kind == "computed":
        return (canonical(address_of(feed, day)),)
    if feed.kind == "day_page":
        return _links_of_pages(feed, day, fetcher)
    try:
        return _links_of_day(address_of(feed, day), outlet, day, fetcher)
    except NothingForDay:
        return ()


def _links_of_pages(feed: Feed, day: date, fetcher: Fetches) -> Iterable[str]:
    """Links of the page that lists a day, or of its pages until one is not there or adds no link."""
    found: dict[str, None] = {}
    for number in range(1, (MAX_DAY_PAGES if is_paged(feed) else 1) + 1):
        try:
            page = fetcher.get(address_of(feed, day, number))
        except NothingForDay:
            break
        links = links_in_page(page.body, page.final_url)
        if found.keys() >= set(links):
            break
        found.update(dict.fromkeys(links))
    return found


def _links_of_day(url: str, outlet: Outlet, day: date, fetcher: Fetches) -> Iterable[str]:
    """Links of the entries dated that day, also in the sitemaps that an index names."""
    zone = ZoneInfo(outlet.timezone)
    found = _entries(url, zone, fetcher)
    further = [one for one in found if one.kind == "sitemap" and (not one.days or max(one.days) >= day)]
    for child in further[:MAX_SITEMAPS]:
        found += tuple(entry for link in child.links for entry in _entries(link, zone, fetcher))
    return [link for one in found if one.kind != "sitemap" and day in one.days for link in one.links]


def _entries(url: str, zone: ZoneInfo, fetcher: Fetches) -> tuple[Entry, ...]:
    answer = fetcher.get(url)
    return entries(answer.body, answer.final_url, zone)


def _kept(outlet: Outlet, feed: Feed, day: date, live: Sequence[str], fetcher: Fetches) -> Mapping[str, list[Address]]:
    """Captures of the blogs that are known, else of every blog under the feed's prefix that was captured that day."""
    zone = ZoneInfo(outlet.timezone)
    begins = datetime.combine(day, time.min, zone)
    next_day = datetime.combine(day + timedelta(days=1), time.min, zone)
    window = (begins, next_day + _AFTER)
    if live or not feed.prefix:
        found = [(url, _captures(feed, {"url": url}, window, fetcher)) for url in live]
        return {url: _addresses(feed, url, rows) for url, rows in found if rows}
    under: dict[str, list[tuple[datetime, str]]] = {}
    for instant, original in _captures(feed, {"url": feed.prefix, "matchType": "prefix"}, window, fetcher):
        if (url := _blog(outlet, feed, original)) is not None:
            under.setdefault(url, []).append((instant, original))
    return {url: _addresses(feed, url, rows) for url, rows in under.items() if min(rows)[0] < next_day}


def _captures(
    feed: Feed, asked: Mapping[str, str], window: tuple[datetime, datetime], fetcher: Fetches
) -> list[tuple[datetime, str]]:
    """Instant and original address of the captures within a window (its end excluded), oldest first."""
    first, last = (one.astimezone(UTC) for one in window)
    query = [
        *asked.items(),
        ("from", first.strftime(_TIMESTAMP)),
        ("to", (last - timedelta(seconds=1)).strftime(_TIMESTAMP)),
        ("output", "json"),
        ("filter", "statuscode:200"),
        ("collapse", "digest"),
    ]
    url = f"{feed.url}?{urlencode(query)}"
    try:
        answer = fetcher.get(url)
    except NothingForDay:
        return []
    rows = _rows(answer.body, url)
    return sorted({row for row in rows if first <= row[0] < last})


def _rows(body: bytes, url: str) -> list[tuple[datetime, str]]:
    """Rows of a CDX answer in JSON: the first names the fields; no row at all is an empty list, or nothing."""
    if not body.strip():
        return []
    try:
        names, *rows = _list(json.loads(body)) or [[]]
        named = [dict(zip(names, row, strict=True)) for row in rows]
        return [(_instant(str(one["timestamp"])), str(one["original"])) for one in named]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Unreachable(f"{url} did not answer with a list of captures.") from error


def _list(found: object) -> list[Any]:
    if not isinstance(found, list):
        raise TypeError("no list")
    return found


def _instant(timestamp: str) -> datetime:
    return datetime.strptime(timestamp, _TIMESTAMP).replace(tzinfo=UTC)


def _blog(outlet: Outlet, feed: Feed, original: str) -> str | None:
    """The blog's own address for that of a capture, by whichever of http and https it was made."""
    bare = canonical(original).removeprefix("https:").removeprefix("http:")
    schemes = ("http:", "https:") if (feed.prefix or "").startswith("http:") else ("https:", "http:")
    return next((scheme + bare for scheme in schemes if matches(outlet, scheme + bare)), None)


def _addresses(feed: Feed, url: str, rows: Sequence[tuple[datetime, str]]) -> list[Address]:
    replay = feed.replay or ""
    return [
        Address(
            url=replay.replace("{timestamp}", instant.strftime(_TIMESTAMP)).replace("{url}", original),
            canonical_url=url,
            captured_at=instant,
            origin="wayback",
        )
        for instant, original in _spread(rows)
    ]


def _spread(rows: Sequence[tuple[datetime, str]]) -> list[tuple[datetime, str]]:
    """At most so many captures, the first and the last among them."""
    if len(rows) <= MAX_CAPTURES:
        return list(rows)
    step = (len(rows) - 1) / (MAX_CAPTURES - 1)
    return [rows[round(place * step)] for place in range(MAX_CAPTURES)]


def _as_it_stands(url: str) -> Address:
    return Address(url=url, canonical_url=url, captured_at=None, origin="live")
