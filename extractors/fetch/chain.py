"""Chain links: from a live blog of a neighbouring day to the one before or after it, until the day is reached."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from extractors.errors import NothingForDay
from extractors.fetch.client import Response
from extractors.fetch.links import Fetches, absolute, matches
from extractors.outlet import Outlet

MAX_LINKS = 10
MAX_STARTS = 4


@dataclass(frozen=True, kw_only=True)
class Linked:
    """What a page says of its place in the chain: the days that it covers, and its neighbours."""

    first_day: date | None = None
    last_day: date | None = None
    previous_url: str | None = None
    next_url: str | None = None

    def covers(self, day: date) -> bool:
        """Whether posts of that day stand in it, as far as it says."""
        first, last = self.first_day or self.last_day, self.last_day or self.first_day
        return first is not None and last is not None and first <= day <= last

    def towards(self, day: date) -> str | None:
        """The neighbour that is nearer to that day."""
        known = self.first_day or self.last_day
        if known is None:
            return None
        return self.next_url if known < day else self.previous_url


Look = Callable[[Response], Linked]


def follow(
    outlet: Outlet, day: date, known: Mapping[date, Sequence[str]], fetcher: Fetches, look: Look
) -> tuple[str, ...]:
    """Live blogs of a day, reached from those that are `known` of other days, the nearest first.

    Each chain ends after `MAX_LINKS` pages, where a page names no neighbour or one that was seen, or where it has gone
    past the day. `look` reads a page.

    Raises:
        Unreachable, BlockedByPolicy, ForbiddenAddress, MissingSetting: as the fetcher says.
    """
    found: dict[str, None] = {}
    seen: set[str] = set()
    for start in _starts(day, known):
        found.update(dict.fromkeys(_walk(outlet, day, start, seen, lambda url: look(fetcher.get(url)))))
    return tuple(found)


def _starts(day: date, known: Mapping[date, Sequence[str]]) -> Sequence[str]:
    nearest = sorted(known, key=lambda one: abs((one - day).days))
    return list(dict.fromkeys(url for one in nearest for url in known[one]))[:MAX_STARTS]


def _walk(outlet: Outlet, day: date, start: str, seen: set[str], read: Callable[[str], Linked]) -> Iterable[str]:
    url: str | None = start
    is_before: bool | None = None
    for _ in range(MAX_LINKS):
        if url is None or url in seen or not matches(outlet, url):
            return
        seen.add(url)
        try:
            linked = read(url)
        except NothingForDay:
            return
        if linked.covers(day):
            yield url
            return
        place = linked.first_day or linked.last_day
        if place is None or (is_before is not None and is_before != (place < day)):
            return
        is_before = place < day
        further = linked.towards(day)
        url = absolute(url, further) if further else None
