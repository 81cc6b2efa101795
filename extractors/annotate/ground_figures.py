"""The figures of a territory frame: km2, settlements, shares, and the places they count or are shares of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.annotate.facts import Context, is_settlement
from extractors.annotate.hamlets import SETTLEMENTS, names_from
from extractors.annotate.measure import Measure
from extractors.annotate.places import PlaceMention
from extractors.annotate.reading import Sentence, Token
from extractors.annotate.resumption import SECTORS, latest_ground
from extractors.annotate.statements import Scan
from extractors.annotate.territory_frames import TerritoryHit


def regions_behind(start: int, scan: Scan, context: Context) -> list[PlaceMention]:
    """Where the ground lies that a figure counts: "93 localités dans la région de X"."""
    near = [one for one in context.places.get(scan.sentence.index, ()) if 0 <= one.start - start < 60]
    return near[:1]


def areas_of(hit: TerritoryHit, hits: list[TerritoryHit], sentence: Sentence, told: Measure | None) -> list[Measure]:
    """The figures of a frame: the nearest, and what "soit" puts in other units; `told` is the figure told last."""
    again = _counted_again(hit, sentence, told)
    if hit.frame.rule == "other":
        return again
    first = next(iter(again), None) or area_of(hit, hits, sentence)
    if first is None or hit.frame.type in {"offensive", "repelled_attack", "entry", "contested", "encirclement"}:
        return []
    joined = [
        one
        for one in sentence.measures
        if one is not first and (one.kind in {"km2", "percent"} or one.quantity.unit == "settlements")
        and (_is_joined(first, one, sentence) if first.start < one.start else _is_joined(one, first, sentence))
    ]  # fmt: skip
    return sorted([first, *joined[:1]], key=lambda one: one.start)


_JOINTS = frozenset({"soit", "ou", "(", "et"})


def _is_joined(former: Measure, latter: Measure, sentence: Sentence) -> bool:
    """Whether the second figure says the first in other units, or more of the same: "six villages et 40 km2"."""
    between = [one.text for one in sentence.tokens if former.end <= one.start < latter.start]
    return bool(between) and len(between) <= _FEW and between[-1] in _JOINTS and ";" not in between


_FEW = 8


def _counted_again(hit: TerritoryHit, sentence: Sentence, told: Measure | None) -> list[Measure]:
    """A case of "et en a récupéré 5", "n'en retient que 346, et 130 localités": figures in the unit told before."""
    tokens = sentence.tokens
    if told is None or "en" not in [one.text for one in tokens[max(0, hit.first - 4) : hit.last + 1]]:
        return []
    end = tokens[hit.last - 1].end
    bare = next((one for one in sentence.measures if 0 <= one.start - end < _SOON and one.quantity.unit is None), None)
    if bare is None or bare.kind != "count" or bare.noun is not None:
        return []
    again = replace(bare, kind=told.kind, quantity=replace(bare.quantity, unit=told.quantity.unit))
    return [again, *(one for one in sentence.measures if one.quantity.unit == "settlements" and one.start > bare.end)]


_SOON = 14


def area_of(hit: TerritoryHit, hits: list[TerritoryHit], sentence: Sentence) -> Measure | None:
    """A figure of the frame: km2, settlements or a share of ground within the clause."""
    start, end = sentence.tokens[hit.first].start, sentence.tokens[hit.last - 1].end
    best: tuple[int, Measure] | None = None
    for one in sentence.measures:
        if one.kind not in {"km2", "percent", "count"} or not one.is_figure:
            continue
        unit = one.quantity.unit
        if one.kind == "count" and unit != "settlements":
            continue
        if (
            one.kind == "percent"
            and not _is_share_of_town(one, hit, sentence)
            and not {
                "territoire",
                "terrain",
                "terres",
                "terrains",
                "pays",
                "ville",
                "région",
                "surface",
                "superficie",
                "oblast",
                "territory",
                "region",
                "province",
                "city",
                "town",
                "country",
                "area",
                *SETTLEMENTS,
            }.intersection(token.text for token in sentence.tokens)
        ):
            continue
        if one.form == "article" or _is_of_people(one, sentence):
            continue
        distance = start - one.end if one.end <= start else one.start - end
        others = (_distance(other, one, sentence) for other in hits if other is not hit)
        if any(other < distance for other in others):
            continue
        if distance < 80 and (best is None or distance < best[0]):
            best = (distance, one)
    return best[1] if best else None


def shared_place(area: Measure, hit: TerritoryHit, scan: Scan, context: Context) -> list[PlaceMention]:
    """Of what a share is told: "19% of Ukraine", "a third of the town" named before."""
    sentence = scan.sentence
    at = sentence.token_at(area.end - 1) + 1
    near = sentence.tokens[at : at + 5]
    if not near or area.kind != "percent":
        return []
    if area.noun is None and not sentence.places:
        carried = latest_ground(scan, context)
        return [carried] if carried is not None and is_settlement(carried) else []
    listed = [one for one in sentence.places if near[0].start <= one.start < near[-1].end]
    if listed:
        return listed[:1]
    if not (SETTLEMENTS | SECTORS).intersection(one.text for one in near):
        return []
    carried = latest_ground(scan, context)
    ahead = [one for one in context.places.get(sentence.index, ()) if one.end <= sentence.tokens[hit.first].start]
    return ahead[-1:] or ([carried] if carried is not None else [])


def _is_of_people(one: Measure, sentence: Sentence) -> bool:
    """A case of "a perdu un sixième de sa population": a share of no ground."""
    at = sentence.token_at(one.end - 1) + 1
    is_share = one.kind == "percent" and sentence.tokens[min(at, len(sentence.tokens) - 1)].text in _OF
    return is_share and not _PEOPLE.isdisjoint(each.text for each in sentence.tokens[at : at + 4])


_OF = frozenset({"de", "d'", "des", "du", "of"})
_PEOPLE = frozenset({"population", "habitants", "effectifs", "hommes", "soldats", "forces", "production", "capacités",
                     "stocks", "électricité", "armée", "chars", "blindés"})  # fmt: skip
_MARKS = frozenset({":", "–", "—", "-", "(", "savoir", "dont", "including", "namely"})


def listed_behind(area: Measure, scan: Scan, context: Context) -> list[PlaceMention]:
    """A case of "quatre localités sont tombées, à savoir A, B, C et D": the names of what is counted."""
    if area.kind != "count":
        return []
    tokens = scan.sentence.tokens
    at = scan.sentence.token_at(area.end - 1) + 1
    mark = next((place for place in range(at, len(tokens)) if tokens[place].text in _MARKS), None)
    behind = names_from(mark + 1, scan, context) if mark is not None else []
    colon = next((place for place, one in enumerate(tokens) if one.text == ":" and one.end <= area.start), None)
    ahead = names_from(0, scan, context) if colon is not None and not behind else []
    return behind or [one for one in ahead if colon is not None and one.end <= tokens[colon].start]


def is_headlined(hit: TerritoryHit, tokens: Sequence[Token]) -> bool:
    """Whether a number and a colon before it stand ahead of a noun: "A, B, C : l'armée a revendiqué trois gains"."""
    ahead = [one.text for one in tokens[: hit.first]]
    return ":" in ahead and bool(ahead) and (ahead[-1] in _FIGURES or ahead[-1].isdigit())


_FIGURES = frozenset({"deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"})
_TAKING = frozenset({"capture", "recapture", "advance", "withdrawal"})


def headline_list(hit: TerritoryHit, scan: Scan, context: Context) -> list[PlaceMention]:
    """The names a headline lists before the count of what was taken: "A, B, C : trois prises en deux jours"."""
    tokens = scan.sentence.tokens
    if hit.frame.rule != "noun" or hit.frame.type not in _TAKING or not is_headlined(hit, tokens):
        return []
    found = names_from(0, scan, context)
    behind = scan.sentence.token_at(found[-1].end - 1) + 1 if found else 0
    return found if len(found) > 1 and tokens[behind].text == ":" else []


def place_counted_in(area: Measure, hit: TerritoryHit, scan: Scan, context: Context) -> list[PlaceMention]:
    """Where a figure without a place of its own lies: "Dans la région de X, …", "le gouverneur de X recense …"."""
    sentence = scan.sentence
    start = min(area.start, sentence.tokens[hit.first].start)
    for one in sentence.places:
        at = sentence.token_at(one.start)
        if one.start >= start or not one.candidates or one.candidates[0].feature == "country":
            continue
        words = [each.text for each in sentence.tokens[max(0, at - 4) : at]]
        leads = [word for word in words if word not in _OF_REGION]
        is_led = leads[-1:] in (["dans"], ["en"]) or words[-1:] == ["à"]
        is_governed = "gouverneur" in [each.text for each in sentence.tokens[max(0, at - 7) : at]]
        if (is_led and one in context.places.get(sentence.index, ())) or is_governed:
            return [one]
    return []


_OF_REGION = frozenset({"la", "le", "l'", "région", "oblast", "de", "du", "d'", "province", "district", "secteur"})
_HOLDING = frozenset({"control", "capture", "recapture", "withdrawal"})


def _is_share_of_town(one: Measure, hit: TerritoryHit, sentence: Sentence) -> bool:
    """A case of "70 % de X", "X est à 95 % sous contrôle russe": a share of the town a frame of holding is about."""
    if hit.frame.type not in _HOLDING:
        return False
    counted = one.noun is None or any(place.start == one.noun_start for place in sentence.places)
    start, end = sentence.tokens[hit.first].start, sentence.tokens[hit.last - 1].end
    counted = counted or one.noun_start == start
    if counted and (0 <= one.start - end < _BESIDE or 0 <= start - one.end < _BESIDE):
        return True
    return counted and any(abs(place.start - one.start) < _NEXT_TO for place in sentence.places)


_NEXT_TO, _BESIDE = 40, 10


def _distance(hit: TerritoryHit, one: Measure, sentence: Sentence) -> int:
    start, end = sentence.tokens[hit.first].start, sentence.tokens[hit.last - 1].end
    return start - one.end if one.end <= start else one.start - end
