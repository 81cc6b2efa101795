"""Sweeps: one live blog captured page by page until nothing follows, and read as one.

Each page is a capture of its own; all of a sweep have the same instant. A sweep is **complete** when none of its pages
is missing or cut off, each after the first could be read, and the last says that nothing follows it. What ends it
early (a page that fails, a loop, more than `MAX_PAGES`) leaves what was captured, and leaves it incomplete.
`int_sweeps` says the same of what is loaded.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from claimwire import reading
from extractors.errors import BlockedByPolicy, NeedsScript, NothingForDay, Unreachable, UnreadablePage
from extractors.model import Capture, LegalBasis
from extractors.outlet import Outlet

if TYPE_CHECKING:
    from extractors.fetch.archive import Archive
    from extractors.fetch.client import Fetcher, Response
    from extractors.fetch.discover import Address
    from extractors.parse.page import Page

MAX_PAGES = 50
_OF_THE_ANSWER = (
    "final_url", "http_status", "etag", "last_modified", "content_type", "robots_verdict", "tdm_verdict",
    "policy_reasons", "is_truncated",
)  # fmt: skip


@dataclass(kw_only=True)
class Sweep:
    """A sweep on its way into the archive.

    While every page is as it was `held`, nothing is stored; with the first that is not, all are, those before it too.
    """

    archive: Archive
    outlet: Outlet
    day: date
    address: Address
    fetched_at: datetime
    legal_basis: LegalBasis
    is_late: bool
    held: tuple[Capture, ...] = ()
    pages: list[Capture] = field(default_factory=list)
    is_changed: bool = False

    def known(self, url: str) -> Capture | None:
        """The page that was held in the place of the next one, if it is the same address."""
        place = len(self.pages)
        one = self.held[place] if place < len(self.held) else None
        if one is None or urlsplit(one.final_url).hostname != urlsplit(url).hostname:
            return None
        return one if place == 0 or one.final_url == url else None

    def add(self, response: Response, known: Capture | None) -> bytes:
        """Take the next page; returns its bytes, which are those already held where it is unchanged."""
        is_same = known is not None and hashlib.sha256(response.body).hexdigest() == known.body_sha256
        if known is not None and (response.is_unchanged or is_same):
            body = self.archive.read(known)
            self.pages.append(self._store(body, _answer_of(known)) if self.is_changed else known)
            return body
        if not self.is_changed:
            unchanged, self.pages, self.is_changed = self.pages, [], True
            for one in unchanged:
                self.pages.append(self._store(self.archive.read(one), _answer_of(one)))
        self.pages.append(
            self._store(response.body, {"http_status": response.status} | _answer_of(response, "http_status"))
        )
        return response.body

    def _store(self, body: bytes, answer: dict[str, Any]) -> Capture:
        return self.archive.store(
            body,
            outlet=self.outlet.slug,
            day=self.day,
            url=self.address.canonical_url,
            captured_at=self.address.captured_at or self.fetched_at,
            fetched_at=self.fetched_at,
            origin=self.address.origin,
            legal_basis=self.legal_basis,
            is_late=self.is_late,
            part_of=self.pages[0].snapshot_id if self.pages else None,
            page_number=len(self.pages) + 1,
            **answer,
        )


def _answer_of(source: Capture | Response, *without: str) -> dict[str, Any]:
    return {name: getattr(source, name) for name in _OF_THE_ANSWER if name not in without}


def fetch(sweep: Sweep, fetcher: Fetcher) -> Capture:
    """Fetch the pages of a sweep, one after the other; returns its first.

    A web archive's copy stands alone, because it keeps the further pages at other instants or not at all.

    Raises:
        Unreachable, NothingForDay, BlockedByPolicy, ForbiddenAddress, MissingSetting: the first page could not be had.
    """
    url: str | None = sweep.address.url
    asked: set[str] = set()
    while url and url not in asked and len(sweep.pages) < MAX_PAGES:
        known = sweep.known(url)
        try:
            response = fetcher.get(
                url, etag=known.etag if known else None, last_modified=known.last_modified if known else None
            )
        except (Unreachable, NothingForDay, BlockedByPolicy):
            if not sweep.pages:
                raise
            break
        body = sweep.add(response, known)
        asked |= {url, response.final_url}
        url = _further(body, sweep.pages[-1], sweep.outlet)
    return sweep.pages[0]


def is_broken(pages: Sequence[Capture], body_of: Callable[[Capture], bytes], outlet: Outlet) -> bool:
    """Whether a sweep ended before its last page, so that asking again may bring what is missing."""
    return _further(body_of(pages[-1]), pages[-1], outlet) is not None


def _further(body: bytes, last: Capture, outlet: Outlet) -> str | None:
    from extractors.parse.paging import further_url

    if last.origin != "live":
        return None
    try:
        return further_url(body, here=last.final_url, blog_url=last.url, outlet=outlet, content_type=last.content_type)
    except UnreadablePage:
        return None


def in_sweeps(captures: Iterable[Capture]) -> list[tuple[Capture, ...]]:
    """The captures of a day, in the archive's order, sweep by sweep."""
    return [tuple(pages) for _, pages in groupby(captures, lambda one: one.part_of or one.snapshot_id)]


def read(
    pages: Sequence[Capture], body_of: Callable[[Capture], bytes], outlet: Outlet, annotated: reading.Annotated
) -> list[reading.Reading]:
    """Read the pages of one sweep in their order, each bounded in time by the one before it.

    A first page without posts is no error while a further page shows some.
    """
    found: list[reading.Reading] = []
    before: Page | None = None
    for capture in pages:
        found.append(reading.read_capture(capture, body_of(capture), outlet, annotated, follows=before))
        before = found[-1].page or before
    if not any(one.post_ids or one.error for one in found):
        error = NeedsScript("The page is a live blog whose posts did not come from the interface that it names.")
        found[0] = reading.unreadable(pages[0], error)
    return found


def is_complete(pages: Sequence[Capture], readings: Sequence[reading.Reading]) -> bool:
    """Whether a sweep that was read shows the whole blog."""
    return (
        [one.page_number for one in pages] == list(range(1, len(pages) + 1))
        and not any(one.is_truncated for one in pages)
        and not any(one.error for one in readings)
        and any(one.post_ids for one in readings)
        and readings[-1].is_complete
    )
