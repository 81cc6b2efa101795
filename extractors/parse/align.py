"""Readings of several strategies laid over each other: which candidates are the same post.

Two candidates are the same post when their ids agree, or their opening words do, or, where one of them has no text,
their minutes do. Each strategy gives at most one candidate to a post. Strategies that know the markup (JSON-LD,
microdata, declared selectors, a Guardian block list) are all believed; what only a heuristic found is taken where
nobody else found anything, or where at least half of what it found is confirmed by the others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from extractors.model import Strategy
from extractors.parse.candidate import Candidate
from extractors.parse.content import words

_PREFIX = re.compile(
    r"^(?:(?:#|block|post|live|blog|entry|event|update|item|section|article|anchor|id|asset|pinned|key|message|msg|"
    r"card)+[-_:]+)+",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"[-_]parent$", re.IGNORECASE)
_IN_DOM: tuple[Strategy, ...] = ("selectors", "microdata", "repeated")
_OPENING = 60
_SHORTEST = 12
_TELLING = 40
_SHARED = 0.3


@dataclass(eq=False)
class Group:
    """One post as several strategies saw it."""

    candidates: dict[Strategy, Candidate] = field(default_factory=dict)

    def fits(self, candidate: Candidate) -> bool:
        """Whether this strategy has not given a candidate yet."""
        return candidate.strategy not in self.candidates


def bare_id(source_id: str) -> str:
    """An id without the prefixes and suffixes that one rendering adds and another does not.

    >>> bare_id("#liveblog-entry-4711"), bare_id("block-67289a118f08b7c6"), bare_id("4711"), bare_id("post-")
    ('4711', '67289a118f08b7c6', '4711', 'post-')
    """
    return _SUFFIX.sub("", _PREFIX.sub("", source_id.strip())) or source_id


def _plain_id(source_id: str) -> str:
    return bare_id(source_id).lower()


class _Index:
    """Groups by id, by opening words and by minute."""

    def __init__(self) -> None:
        self.ids: dict[str, Group] = {}
        self.openings: dict[str, list[Group]] = defaultdict(list)
        self.minutes: dict[datetime, list[Group]] = defaultdict(list)

    def add(self, group: Group, candidate: Candidate) -> None:
        group.candidates[candidate.strategy] = candidate
        if candidate.source_id:
            self.ids.setdefault(_plain_id(candidate.source_id), group)
        for key in _openings(candidate):
            self.openings[key].append(group)
        minute = _minute(candidate)
        if minute:
            self.minutes[minute].append(group)

    def find(self, candidate: Candidate) -> Group | None:
        known = self.ids.get(_plain_id(candidate.source_id)) if candidate.source_id else None
        if known is not None and not known.fits(candidate):
            known = None
        if known is not None and not _contradicts(known, candidate):
            return known
        for key in _openings(candidate):
            fitting = [one for one in self.openings.get(key, ()) if one.fits(candidate)]
            if fitting:
                return min(fitting, key=lambda one: _distance(one, candidate))
        if known is not None:
            return known
        minute = _minute(candidate)
        same = [one for one in self.minutes.get(minute, ()) if one.fits(candidate)] if minute else []
        bare = [one for one in same if not candidate.body or all(not other.body for other in one.candidates.values())]
        return bare[0] if len(bare) == 1 else None


def _contradicts(group: Group, candidate: Candidate) -> bool:
    """Whether a post of the same id says something else: one reading counts posts otherwise than the other."""
    said = set(words(candidate.body))
    others = [set(words(one.body)) for one in group.candidates.values() if len(one.body) >= _TELLING]
    if len(candidate.body) < _TELLING or not others:
        return False
    return all(len(said & one) < _SHARED * min(len(said), len(one)) for one in others)


def _openings(candidate: Candidate) -> list[str]:
    keys = []
    lines = candidate.body.split("\n", 2)
    for text in (candidate.body, "\n".join(lines[1:]), lines[-1], candidate.headline or ""):
        key = "".join(words(text[: _OPENING * 3]))[:_OPENING]
        if len(key) >= _SHORTEST:
            keys.append(key)
    return list(dict.fromkeys(keys))


def _minute(candidate: Candidate) -> datetime | None:
    at = candidate.moment.at if candidate.moment else None
    return at.replace(second=0, microsecond=0) if at else None


def _distance(group: Group, candidate: Candidate) -> float:
    at = candidate.moment.at if candidate.moment else None
    others = [one.moment.at for one in group.candidates.values() if one.moment and one.moment.at]
    return min((abs((one - at).total_seconds()) for one in others), default=0.0) if at else 0.0


def align(trusted: Sequence[list[Candidate]], guesses: Sequence[list[Candidate]]) -> list[Group]:
    """Groups in page order, from readings in order of trust."""
    index, order = _Index(), _Order()
    for reading in trusted:
        _merge(without_copies(reading), index, order)
    for reading in map(without_copies, guesses):
        if order.groups and _confirmed(reading, index) < 0.5 * len(reading):
            continue
        _merge(reading, index, order)
    return order.in_page_order()


def without_copies(reading: Sequence[Candidate]) -> list[Candidate]:
    """A reading without second copies of a post: a pinned post that also stands in its place, a list shown twice.

    A copy has the same id and the same opening, or the same whole text and the same time.
    """
    kept: dict[Any, Candidate] = {}
    for candidate in reading:
        key = _copy_key(candidate)
        first = kept.get(key)
        if first is None:
            kept[key] = candidate
        elif first.is_pinned and not candidate.is_pinned:
            del kept[key]
            kept[key] = replace(candidate, kind=candidate.kind or first.kind, has_pinned_copy=True)
        elif candidate.is_pinned and not first.is_pinned:
            kept[key] = replace(first, has_pinned_copy=True)
    return list(kept.values())


def _copy_key(candidate: Candidate) -> Any:
    if candidate.source_id:
        return _plain_id(candidate.source_id), (_openings(candidate) or [""])[0]
    text = (candidate.headline, candidate.body)
    time = candidate.moment.at if candidate.moment else candidate.label
    return (text, time) if candidate.body and time else id(candidate)


def _confirmed(reading: Iterable[Candidate], index: _Index) -> int:
    return sum(1 for one in reading if index.find(one) is not None)


class _Order:
    """Groups in the order of the page: a post that only one reading has stands behind its neighbour there."""

    def __init__(self) -> None:
        self.groups: list[Group] = []

    def insert(self, group: Group, after: Group | None) -> None:
        is_last = bool(self.groups) and after is self.groups[-1]
        place = len(self.groups) if is_last else self.groups.index(after) + 1 if after is not None else 0
        self.groups.insert(place, group)

    def in_page_order(self) -> list[Group]:
        """The DOM's own order where it holds nearly every post, else the merged one."""
        for strategy in _IN_DOM:
            placed = [one for one in self.groups if strategy in one.candidates]
            if placed and len(placed) == len(self.groups):
                return sorted(self.groups, key=lambda one: one.candidates[strategy].order)
        return self.groups


def _merge(reading: Sequence[Candidate], index: _Index, order: _Order) -> None:
    before: Group | None = None
    for candidate in reading:
        group = index.find(candidate)
        if group is None:
            group = Group()
            order.insert(group, before)
        index.add(group, candidate)
        before = group
