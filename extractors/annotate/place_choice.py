"""Namesakes: which of several places a mention means, by what is named around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.annotate.place_index import Place

_FRONT_REGIONS = frozenset({"UA-14", "UA-09", "UA-63", "UA-23", "UA-65", "UA-59", "RU-KRS", "RU-BEL"})
_PROMINENT, _TOWN, _MARGIN, _NEXT_TO = 20_000, 3_000, 10, 45


@dataclass(frozen=True, kw_only=True)
class PlaceMention:
    """A place as named in a text: the name as written without its article, and what it may mean.

    A region is named with its word ("région de Koursk", "Kursk region"), a settlement without ("Soudja"). `sentence`
    counts the ends of sentences before it.
    """

    start: int
    end: int
    name: str
    candidates: tuple[Place, ...]
    sentence: int = 0


def chosen(mention: PlaceMention, context: Sequence[PlaceMention]) -> tuple[Place, ...]:
    """The candidates that remain: by the region said next to the name, size, the regions around, and the front."""
    if len(mention.candidates) == 1:
        return mention.candidates
    regions = [one for one in context if one.candidates[0].feature == "region"]
    same = [one for one in regions if one.sentence == mention.sentence]
    near = {_region(one) for one in same if 0 <= one.start - mention.end <= _NEXT_TO}
    for remaining in _readings(mention.candidates, near, context):
        if len(remaining) == 1:
            return tuple(remaining)
    return mention.candidates


def _readings(
    candidates: Sequence[Place], near: set[str | None], context: Sequence[PlaceMention]
) -> Iterator[Sequence[Place]]:
    """What each clue leaves of the candidates, the surest clue first."""
    inside = _within(candidates, near)
    if not inside:
        yield _prominent(candidates, _PROMINENT)
    yield _prominent(inside, _PROMINENT)
    yield inside
    front = _within(candidates, _FRONT_REGIONS)
    towns = [one for one in front if one.feature in {"city", "town"}]
    if not inside:
        yield _prominent(towns, _TOWN)
    yield _within(candidates, {_region(one) for one in context if one.candidates[0].feature == "region"})
    yield _within(candidates, {_region(one) for one in context if len(one.candidates) == 1})
    yield front
    states = {one.candidates[0].country for one in context if one.candidates[0].feature in {"country", "region"}}
    yield [one for one in candidates if one.country in states]
    yield [one for one in inside or front if one.feature in {"city", "town"}]


def _region(mention: PlaceMention) -> str | None:
    return mention.candidates[0].admin1


def _within(candidates: Sequence[Place], regions: frozenset[str] | set[str | None]) -> tuple[Place, ...]:
    return tuple(one for one in candidates if one.admin1 is not None and one.admin1 in regions)


def _prominent(candidates: Sequence[Place], least: int) -> tuple[Place, ...]:
    """The one candidate so much larger than its namesakes that a reader thinks of no other."""
    ordered = sorted(candidates, key=lambda one: -one.population)
    if not ordered or ordered[0].population < least:
        return ()
    is_larger = len(ordered) == 1 or ordered[0].population >= _MARGIN * ordered[1].population
    return (ordered[0],) if is_larger else ()
