"""Readings of several strategies laid over each other: which candidates are the same post.

Two candidates are the same post when their ids agree, or their opening words do, or, where one of them has no text,
their minutes do. Each strategy gives at most one candidate to a post. Strategies that know the markup (JSON-LD,
microdata, declared selectors, a Guardian block list) are all believed; what only a heuristic found is taken where
nobody else found anything, or where at least half of what it found is confirmed by the others, or nearly all that they
found.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
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
_MOST_ALIKE = 50
_START = 24
_LEAST = 2
_NEARLY = 0.8
_MOST_PINNED = 3
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
        self.groups: dict[str, list[Group]] = defaultdict(list)
        self.starts: dict[str, list[Group]] = defaultdict(list)
        self.has_cut = False
        self.minutes: dict[datetime, list[Group]] = defaultdict(list)
        self._openings: dict[int, list[str]] = {}

    def openings(self, candidate: Candidate) -> list[str]:
        """Opening words of a candidate, which is looked for before it is added."""
        found = self._openings.get(id(candidate))
        if found is None:
            found = self._openings[id(candidate)] = _openings(candidate)
        return found

    def take(self, group: Group, candidate: Candidate) -> None:
        """Leave a group out of the lists of those that begin alike: the reading that found it finds it no more."""
        for key in self.openings(candidate):
            if group in self.groups.get(key, ())[:_MOST_ALIKE]:
                self.groups[key].remove(group)

    def add(self, group: Group, candidate: Candidate) -> None:
        """File a group under what one of its candidates says."""
        if candidate.source_id:
            self.ids.setdefault(_plain_id(candidate.source_id), group)
        for key in self.openings(candidate):
            self.groups[key].append(group)
        for start in _starts(candidate):
            self.starts[start].append(group)
        self.has_cut = self.has_cut or _is_cut(candidate)
        minute = _minute(candidate)
        if minute:
            self.minutes[minute].append(group)

    def find(self, candidate: Candidate) -> Group | None:
        known = self.ids.get(_plain_id(candidate.source_id)) if candidate.source_id else None
        if known is not None and not known.fits(candidate):
            known = None
        if known is not None and not _contradicts(known, candidate):
            return known
        alike = (self.groups.get(key, []) for key in self.openings(candidate))
        for found in (*alike, self._cut(candidate)):
            fitting = [one for one in found[:_MOST_ALIKE] if one.fits(candidate)]
            if fitting:
                return min(fitting, key=lambda one: _distance(one, candidate)) if len(fitting) > 1 else fitting[0]
        if known is not None:
            return known
        minute = _minute(candidate)
        same = [one for one in self.minutes.get(minute, ())[:_MOST_ALIKE] if one.fits(candidate)] if minute else []
        bare = [one for one in same if not candidate.body or all(not other.body for other in one.candidates.values())]
        return bare[0] if len(bare) == 1 else None

    def _cut(self, candidate: Candidate) -> list[Group]:
        """Posts that start like this one, where a text of either ends with an ellipsis."""
        if not self.has_cut and not _is_cut(candidate):
            return []
        found = [one for start in _starts(candidate) for one in self.starts.get(start, ())]
        return [one for one in found if _is_cut(candidate) or any(map(_is_cut, one.candidates.values()))]


def _is_cut(candidate: Candidate) -> bool:
    return candidate.body.endswith(("…", "..."))


def _starts(candidate: Candidate) -> list[str]:
    """First letters of a text and of what follows its first line: too few to tell posts apart, unless one is cut."""
    lines = candidate.body.split("\n", 1)
    letters = ("".join(words(one[: _OPENING * 2]))[:_START] for one in (candidate.body, *lines[1:]))
    return [one for one in letters if len(one) == _START]


def _contradicts(group: Group, candidate: Candidate) -> bool:
    """Whether a post of the same id says something else: one reading counts posts otherwise than the other."""
    others = [one.body for one in group.candidates.values() if len(one.body) >= _TELLING]
    if len(candidate.body) < _TELLING or not others or candidate.body in others:
        return False
    said = set(words(candidate.body))
    return all(len(said & one) < _SHARED * min(len(said), len(one)) for one in (set(words(text)) for text in others))


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


def _distance(group: Group, candidate: Candidate) -> tuple[float, int]:
    """How far a post is from a candidate: in seconds, or in minutes of their clocks, then in length of text."""
    others = list(group.candidates.values())
    lengths = min(abs(len(one.body) - len(candidate.body)) for one in others)
    at = candidate.moment.at if candidate.moment else None
    instants = [one.moment.at for one in others if one.moment and one.moment.at]
    if at:
        return min((abs((one - at).total_seconds()) for one in instants), default=0.0), lengths
    clock = candidate.label.clock if candidate.label else None
    return min((abs(one.minute - clock.minute) for one in instants), default=0) if clock else 0, lengths


def align(trusted: Sequence[list[Candidate]], guesses: Sequence[list[Candidate]]) -> list[Group]:
    """Groups in page order, from readings in order of trust."""
    index, order = _Index(), _Order()
    for reading in trusted:
        _merge(without_copies(reading), index, order)
    for reading in map(without_copies, guesses):
        if order.groups and not _is_confirmed(reading, index, len(order.groups)):
            continue
        _merge(reading, index, order)
    return order.in_page_order()


def without_copies(reading: Sequence[Candidate]) -> list[Candidate]:
    """A reading without second copies of a post: a pinned post that also stands in its place, a list shown twice.

    A copy has the same id and the same opening, or the same whole text and the same time where it has no id, or is
    pinned. A post stays where it is not pinned.
    """
    kept: dict[Any, Candidate] = {}
    pinned: dict[Any, Any] = {}
    for place, candidate in enumerate(reading):
        keys = _copy_keys(candidate)
        on_top = next((pinned[one] for one in keys if pinned.get(one) in kept), None)
        if on_top is not None and not candidate.is_pinned:
            first = kept.pop(on_top)
            kept[keys[0]] = replace(candidate, kind=candidate.kind or first.kind, has_pinned_copy=True)
        elif keys[0] not in kept:
            kept[keys[0]] = candidate
            if candidate.is_pinned or _is_out_of_time(reading, place):
                pinned.update(dict.fromkeys(keys if candidate.is_pinned else keys[:1], keys[0]))
        elif candidate.is_pinned and not kept[keys[0]].is_pinned:
            kept[keys[0]] = replace(kept[keys[0]], has_pinned_copy=True)
    return list(kept.values())


def _is_out_of_time(reading: Sequence[Candidate], place: int) -> bool:
    """Whether one of the first posts is older than the one under it, as a pinned one that nothing marks is."""
    if place >= _MOST_PINNED or place + 1 >= len(reading):
        return False
    at, below = (one.moment.at if one.moment else None for one in reading[place : place + 2])
    return at is not None and below is not None and at < below


def _copy_keys(candidate: Candidate) -> list[Any]:
    """What a copy shares: the id with the opening, where there is one, and the whole text with the time."""
    keys: list[Any] = []
    if candidate.source_id:
        keys.append((_plain_id(candidate.source_id), (_openings(candidate) or [""])[0]))
    time = candidate.moment.at if candidate.moment else candidate.label
    if candidate.body and time:
        keys.append((candidate.headline, candidate.body, time))
    return keys or [id(candidate)]


def _is_confirmed(reading: Sequence[Candidate], index: _Index, known: int) -> bool:
    """Whether a guess found the posts: half of it are known ones, or it has nearly all that are known."""
    found = sum(1 for one in reading if index.find(one) is not None)
    return found >= 0.5 * len(reading) or (found >= _LEAST and found >= _NEARLY * known)


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
    """Lay a reading over the groups; what it finds itself is filed at its end, as it gives each group one candidate."""
    before: Group | None = None
    placed: list[Group] = []
    for candidate in reading:
        group = index.find(candidate)
        if group is None:
            group = Group()
            order.insert(group, before)
        else:
            index.take(group, candidate)
        group.candidates[candidate.strategy] = candidate
        placed.append(group)
        before = group
    for group, candidate in zip(placed, reading, strict=True):
        index.add(group, candidate)
