"""Namesakes: which of several places a mention means, by what is named around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.annotate.place_index import Place

_FRONT_REGIONS = frozenset({"UA-14", "UA-09", "UA-63", "UA-23", "UA-65", "UA-59", "RU-KRS", "RU-BEL"})
_PROMINENT, _MARGIN, _NEXT_TO = 20_000, 10, 80


@dataclass(frozen=True, kw_only=True)
class PlaceMention:
    """A place as named in a text: the name as written without its article, and what it may mean.

    A region is named with its word ("région de Koursk", "Kursk region"), a settlement without ("Soudja").
    """

    start: int
    end: int
    name: str
    candidates: tuple[Place, ...]


def chosen(mention: PlaceMention, context: Sequence[PlaceMention]) -> tuple[Place, ...]:
    """The candidates that remain: by the region said next to the name, size, the regions around, and the front."""
    candidates = mention.candidates
    if len(candidates) == 1:
        return candidates
    regions = [one for one in context if one.candidates[0].feature == "region"]
    near = {_region(one) for one in regions if 0 <= one.start - mention.end <= _NEXT_TO}
    largest = _prominent(candidates)
    if largest is not None and (largest.admin1 in near or not _within(candidates, near)):
        return (largest,)
    settled = {one.candidates[0].admin1 for one in context if len(one.candidates) == 1}
    states = {one.candidates[0].country for one in context if one.candidates[0].feature in {"country", "region"}}
    for group in (near, {_region(one) for one in regions}, settled, _FRONT_REGIONS):
        if len(inside := _within(candidates, group)) == 1:
            return inside
    inside = tuple(one for one in candidates if one.country in states)
    if len(inside) == 1:
        return inside
    towns = [one for one in _within(candidates, near or _FRONT_REGIONS) if one.feature in {"city", "town"}]
    return (towns[0],) if len(towns) == 1 else candidates


def _region(mention: PlaceMention) -> str | None:
    return mention.candidates[0].admin1


def _within(candidates: Sequence[Place], regions: frozenset[str] | set[str | None]) -> tuple[Place, ...]:
    return tuple(one for one in candidates if one.admin1 is not None and one.admin1 in regions)


def _prominent(candidates: Sequence[Place]) -> Place | None:
    """The one candidate so much larger than its namesakes that a reader thinks of no other."""
    ordered = sorted(candidates, key=lambda one: -one.population)
    is_larger = ordered[0].population >= _PROMINENT and ordered[0].population >= _MARGIN * ordered[1].population
    return ordered[0] if is_larger else None
