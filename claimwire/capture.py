"""Captures: one outlet's day brought into the archive, politely and only from where it may come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from claimwire import __version__, sweep
from claimwire.settings import Settings
from extractors.errors import NothingForDay, UnreadablePage
from extractors.model import Capture
from extractors.outlet import Outlet

if TYPE_CHECKING:
    from extractors.fetch.archive import Archive
    from extractors.fetch.chain import Linked
    from extractors.fetch.client import Fetcher, FetchRules, Response
    from extractors.fetch.discover import Address, Neighbours

_NEAR = timedelta(days=7)


def archive_of(settings: Settings) -> Archive:
    """The archive under the settings' home."""
    from extractors.fetch.archive import Archive

    return Archive(settings.archive)


def capture_day(settings: Settings, outlet: Outlet, day: date, now: datetime) -> tuple[Capture, ...]:
    """Fetch what discovery finds for the day and archive it; an unchanged blog is the sweep already held.

    An address that is gone costs only itself, unless all of them are.

    Raises:
        Unreachable, BlockedByPolicy, ForbiddenAddress, MissingSetting, NothingForDay: as their names say.
    """
    from extractors.fetch.client import Fetcher
    from extractors.fetch.discover import discover

    if settings.guardian_key is None:
        outlet = replace(outlet, feeds=tuple(one for one in outlet.feeds if one.kind != "content_api"))
    with Fetcher(outlet, fetch_rules(settings, outlet)) as fetcher:
        addresses = discover(outlet, day, fetcher, now, neighbours=_neighbours(settings, outlet, day, now))
        return _fetch_each(settings, outlet, day, addresses, fetcher=fetcher, now=now)


def begin_of(day: date, outlet: Outlet) -> datetime:
    """The instant at which the outlet's local day begins."""
    return datetime.combine(day, time.min, ZoneInfo(outlet.timezone))


def end_of(day: date, outlet: Outlet) -> datetime:
    """The instant at which the outlet's local day is over."""
    return begin_of(day + timedelta(days=1), outlet)


def is_final(capture: Capture, outlet: Outlet) -> bool:
    """Whether a capture was fetched after its day had ended, so that nothing more is to come."""
    return capture.fetched_at >= end_of(capture.day, outlet)


def fetch_rules(settings: Settings, outlet: Outlet) -> FetchRules:
    """The rules under which an outlet is fetched, as the settings make them."""
    from extractors.fetch.client import FetchRules

    key = settings.guardian_key
    hosts = [urlsplit(one.url).hostname or "" for one in outlet.feeds if one.kind == "content_api"]
    return FetchRules(
        contact=settings.contact,
        connect_to=settings.connect_to,
        legal_basis=settings.legal_basis.get(outlet.slug, "none"),
        delay_seconds=settings.delay_seconds,
        deadline_seconds=settings.deadline_seconds,
        max_bytes=settings.max_bytes,
        version=__version__,
        secrets=dict.fromkeys(hosts, f"api-key={key.get_secret_value()}") if key else {},
    )


def _neighbours(settings: Settings, outlet: Outlet, day: date, now: datetime) -> Neighbours:
    """The live blogs that the archive holds of other days near this one, and how a page is read for its links."""
    from extractors.fetch.discover import Neighbours

    archive = archive_of(settings)
    near = [one for one in archive.days(outlet.slug) if one != day and abs(one - day) <= _NEAR]
    known = {one: list(dict.fromkeys(held.url for held in archive.captures(outlet.slug, one))) for one in near}
    return Neighbours(known=known, look=lambda response: _linked(outlet, response, now))


def _linked(outlet: Outlet, response: Response, now: datetime) -> Linked:
    from extractors.fetch.chain import Linked
    from extractors.parse.page import read_page

    try:
        page = read_page(
            response.body,
            outlet=outlet,
            url=response.final_url,
            captured_at=now,
            content_type=response.content_type,
        )
    except UnreadablePage:
        return Linked()
    days = [one.published_on for one in page.posts if one.published_on]
    return Linked(
        first_day=min(days, default=None),
        last_day=max(days, default=None),
        previous_url=page.previous_url,
        next_url=page.next_url,
    )


def _fetch_each(
    settings: Settings, outlet: Outlet, day: date, addresses: Iterable[Address], *, fetcher: Fetcher, now: datetime
) -> tuple[Capture, ...]:
    found: list[Capture] = []
    gone: list[NothingForDay] = []
    for address in addresses:
        try:
            found.append(_fetch_one(settings, outlet, day, address, fetcher=fetcher, now=now))
        except NothingForDay as error:
            gone.append(error)
    if gone and not found:
        raise gone[0]
    return tuple(found)


def _fetch_one(
    settings: Settings, outlet: Outlet, day: date, address: Address, *, fetcher: Fetcher, now: datetime
) -> Capture:
    archive = archive_of(settings)
    held = archive.latest(outlet.slug, address.canonical_url, origin="live") if address.origin == "live" else ()
    return sweep.fetch(
        sweep.Sweep(
            archive=archive,
            outlet=outlet,
            day=day,
            address=address,
            fetched_at=now,
            legal_basis=settings.legal_basis.get(outlet.slug, "none"),
            is_late=now >= end_of(day, outlet),
            held=held if held and held[0].day == day else (),
        ),
        fetcher,
    )
