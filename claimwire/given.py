"""A page that the operator gives: a saved file, or an address that is fetched once and not kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from claimwire import reading
from claimwire.capture import fetch_rules
from claimwire.settings import Settings
from extractors import outlets
from extractors.errors import UsageError
from extractors.outlet import Outlet


@dataclass(frozen=True, kw_only=True)
class GivenPage:
    """Bytes of a page and what is known of them; `outlet` is the one that was named, or owns the fetched address."""

    body: bytes
    outlet: Outlet | None
    url: str | None
    captured_at: datetime | None
    content_type: str | None


def is_address(place: str) -> bool:
    """Whether a page is given by its address.

    >>> is_address("https://paper.example/live"), is_address("page.html")
    (True, False)
    """
    return place.lower().startswith(("http://", "https://"))


def open_page(
    settings: Settings, place: str, *, outlet: str | None, url: str | None, captured_at: datetime | None, now: datetime
) -> GivenPage:
    """Read a saved page, or fetch an address under the guard and the policy that hold for every capture.

    Raises:
        UsageError: the file is not there, or no declared outlet owns the address.
        BrokenPage: the file cannot be unpacked.
        Unreachable, BlockedByPolicy, ForbiddenAddress, NothingForDay, MissingSetting: as their names say.
    """
    named = outlets.find(outlet, settings.outlet_folders) if outlet else None
    if is_address(place):
        return _fetched(settings, place, named or _owner(settings, place), now)
    path = Path(place)
    return GivenPage(
        body=reading.read_bytes(path),
        outlet=named,
        url=url,
        captured_at=captured_at,
        content_type=reading.content_type_of(path),
    )


def _fetched(settings: Settings, place: str, outlet: Outlet, now: datetime) -> GivenPage:
    from extractors.fetch.client import Fetcher

    with Fetcher(outlet, fetch_rules(settings, outlet)) as fetcher:
        response = fetcher.get(place)
    return GivenPage(
        body=response.body,
        outlet=outlet,
        url=response.final_url,
        captured_at=now,
        content_type=response.content_type,
    )


def _owner(settings: Settings, place: str) -> Outlet:
    host = urlsplit(place).hostname
    for outlet in outlets.declared(settings.outlet_folders).values():
        if host in outlet.hosts:
            return outlet
    raise UsageError(
        f"No declared outlet has the host {host}.",
        hint="Only declared hosts are fetched: declare the outlet, or save the page and give the file.",
    )
