"""From an outlet and a day to the addresses of its live blogs, and to the captures a web archive holds of them.

The providers, in their order:

1. **The outlet's licensed interface** (`content_api`), where the operator has set a key.
2. **Computed addresses**, **pages by date**, **news sitemaps and feeds**: all that can name the day are asked, and what
   they find is united. An outlet may run several blogs on one day, and each of these may name only some of them.
3. **Chain links**, only where none of these named a blog, because every step of a chain costs a page.
4. **A web archive** (`cdx`), for a day that is over: it adds the captures of the blogs that were found, or, where none
   was and the feed declares a prefix, finds them itself.

A blog is taken from the licensed interface where that lists it, else as the web archive kept it, else as it stands now.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from extractors.errors import NothingForDay
from extractors.fetch import chain, content_api, web_archive
from extractors.fetch.feeds import address_of, is_dated, is_paged
from extractors.fetch.links import Address, Entry, Fetches, canonical, entries, links_in_page, matches
from extractors.outlet import Feed, Outlet

__all__ = ["Address", "Neighbours", "discover"]

MAX_DAY_PAGES = 20
MAX_SITEMAPS = 10
_FEED_DAYS = 7


@dataclass(frozen=True, kw_only=True)
class Neighbours:
    """Live blogs known of other days, and how a page is read for its links to the next and the previous one."""

    known: Mapping[date, Sequence[str]]
    look: chain.Look


def discover(
    outlet: Outlet, day: date, fetcher: Fetches, now: datetime, *, neighbours: Neighbours | None = None
) -> tuple[Address, ...]:
    """The outlet's live blogs of its local day, in the order its feeds name them; none where nothing is found.

    Raises:
        Unreachable: a provider gave no whole answer, so that what it would have named is not known.
        BrokenPage: a feed is neither HTML nor XML.
        BlockedByPolicy, ForbiddenAddress, MissingSetting: as the fetcher says.
    """
    today = now.astimezone(ZoneInfo(outlet.timezone)).date()
    if day > today:
        return ()
    licensed: dict[str, Address] = {}
    for feed in outlet.feeds:
        if feed.kind == "content_api":
            licensed |= content_api.listed(outlet, feed, day, fetcher)
    live = [url for url in _listed(outlet, day, today, fetcher) if url not in licensed]
    if not live and not licensed and neighbours is not None and day < today:
        live = list(_linked(outlet, day, today, fetcher, neighbours))
    kept: dict[str, list[Address]] = {}
    for feed in outlet.feeds:
        if feed.kind == "cdx" and day < today and (live or not licensed):
            kept |= web_archive.kept_of_day(outlet, feed, day, live, fetcher)
    found = {url: kept.get(url) or [_as_it_stands(url)] for url in dict.fromkeys([*live, *kept])}
    return (*licensed.values(), *(address for addresses in found.values() for address in addresses))


def _linked(outlet: Outlet, day: date, today: date, fetcher: Fetches, neighbours: Neighbours) -> Iterable[str]:
    """Blogs reached by chain links from those known, else from today's where the day is near enough."""
    known = dict(neighbours.known)
    if not known and (today - day).days <= chain.MAX_LINKS:
        known[today] = _listed(outlet, today, today, fetcher)
    return chain.follow(outlet, day, known, fetcher, neighbours.look)


def _listed(outlet: Outlet, day: date, today: date, fetcher: Fetches) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for feed in outlet.feeds:
        if _can_name(feed, day, today):
            links = _links(feed, outlet, day, fetcher)
            found.update(dict.fromkeys(url for url in links if matches(outlet, url)))
    return tuple(found)


def _can_name(feed: Feed, day: date, today: date) -> bool:
    """Whether a feed can name blogs of that day: an address without a date shows today, or the last days."""
    if feed.kind in ("cdx", "content_api"):
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


def _as_it_stands(url: str) -> Address:
    return Address(url=url, canonical_url=url, captured_at=None, origin="live")
