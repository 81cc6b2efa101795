"""Namesakes: which of several places a mention means, by what is named around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.annotate.place_index import Place
from extractors.annotate.values import value

_FRONT_REGIONS = frozenset({"UA-14", "UA-09", "UA-63", "UA-12", "UA-23", "UA-65", "UA-59", "RU-KRS", "RU-BEL"})
_SETTLED = frozenset({"village", "town", "city"})
_RAION, _HROMADA = len("ua:UA") + 4, len("ua:UA") + 7
_PROMINENT, _TOWN, _MARGIN, _NEXT_TO = 20_000, 3_000, 10, 45


@value
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
    """The candidates that remain: by the region said next to the name, size, the places around, and the front.

    None remain of a lone village that lies in another state than everything else the post names on the front.
    """
    if len(mention.candidates) == 1:
        return () if _lies_elsewhere(mention.candidates[0], context) else mention.candidates
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
    sure = [one for one in context if len(one.candidates) == 1]
    for digits in (_HROMADA, _RAION):
        near_by = {_division(one.candidates[0], digits) for one in sure} - {None}
        yield [one for one in inside or candidates if _division(one, digits) in near_by]
    if not inside:
        yield _prominent(_towns(_within(candidates, _FRONT_REGIONS)), _TOWN)
    named = _within(inside or candidates, {_region(one) for one in context if one.candidates[0].feature == "region"})
    yield named
    held = named or inside or candidates
    around = _within(held, {_region(one) for one in sure})
    yield around
    front = _within(held, _FRONT_REGIONS)
    yield _beside_each_other(_within(around, _FRONT_REGIONS) or front, context)
    yield front
    states = {one.candidates[0].country for one in context if one.candidates[0].feature in {"country", "region"}}
    yield [one for one in held if one.country in states]
    yield _towns(named or inside or front)


def _towns(candidates: Sequence[Place]) -> list[Place]:
    return [one for one in candidates if one.feature in {"city", "town"}]


def _beside_each_other(candidates: Sequence[Place], context: Sequence[PlaceMention]) -> list[Place]:
    """Those whose hromada holds a namesake of most other names of the post: villages told together lie together."""
    others = [{_division(one, _HROMADA) for one in mention.candidates} for mention in context]
    shared = [sum(_division(one, _HROMADA) in divisions for divisions in others) for one in candidates]
    most = max(shared, default=0)
    return [one for one, count in zip(candidates, shared, strict=True) if count == most > 0]


def _lies_elsewhere(place: Place, context: Sequence[PlaceMention]) -> bool:
    if place.feature not in {"village", "town"} or place.population >= _PROMINENT or place.admin1 in _FRONT_REGIONS:
        return False
    sure = [one.candidates[0] for one in context if len(one.candidates) == 1]
    states = {one.country for one in sure if one.admin1 in _FRONT_REGIONS}
    return bool(states) and place.country not in states


def _division(place: Place, digits: int) -> str | None:
    """The first digits of a settlement's number in the codifier: oblast, raion, hromada, two, two and three."""
    return place.place_id[:digits] if place.place_id.startswith("ua:") and place.feature in _SETTLED else None


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
