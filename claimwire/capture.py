"""Captures: one outlet's day brought into the archive, politely and only from where it may come."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from claimwire import __version__, sweep
from claimwire.settings import Settings
from extractors.errors import NothingForDay
from extractors.model import Capture
from extractors.outlet import Outlet

if TYPE_CHECKING:
    from extractors.fetch.archive import Archive
    from extractors.fetch.client import Fetcher, FetchRules
    from extractors.fetch.discover import Address


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

    with Fetcher(outlet, fetch_rules(settings, outlet.slug)) as fetcher:
        addresses = discover(outlet, day, fetcher, now)
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


def fetch_rules(settings: Settings, slug: str) -> FetchRules:
    """The rules under which an outlet is fetched, as the settings make them."""
    from extractors.fetch.client import FetchRules

    return FetchRules(
        contact=settings.contact,
        connect_to=settings.connect_to,
        legal_basis=settings.legal_basis.get(slug, "none"),
        delay_seconds=settings.delay_seconds,
        deadline_seconds=settings.deadline_seconds,
        max_bytes=settings.max_bytes,
        version=__version__,
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
