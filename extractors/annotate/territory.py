"""Territory: places taken, lost, held or fought over, by the frame of the verb or noun that says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from extractors.annotate.facts import (
    Context,
    Finding,
    Located,
    event_day,
    is_region,
    modality_at,
    quantity_block,
    statement_at,
)
from extractors.annotate.gains import recaptured, side_gaining
from extractors.annotate.ground import counted_behind, places_of
from extractors.annotate.ground_figures import (
    areas_of,
    headline_list,
    is_headlined,
    listed_behind,
    place_counted_in,
    regions_behind,
    shared_place,
)
from extractors.annotate.hamlets import gapped, named_behind, unlisted_places
from extractors.annotate.measure import Measure
from extractors.annotate.places import PlaceMention
from extractors.annotate.reading import Reading, Sentence, Token
from extractors.annotate.resumption import carried_place, ordinal_place, takes_up, takes_up_list
from extractors.annotate.statements import Scan, Statement
from extractors.annotate.territory_agents import OPPOSITE
from extractors.annotate.territory_frames import TerritoryHit, has_auxiliary, territory_hits
from extractors.annotate.territory_others import others_named, others_of
from extractors.annotate.territory_traps import telling
from extractors.annotate.territory_words import TerritoryWords, territory_words
from extractors.model import Claim, ClaimStatus, Side, TerritoryType

_OWN_GAINS = frozenset({"capture", "recapture", "advance", "entry", "encirclement"})


def find_territory(
    scan: Scan, context: Context, victims: tuple[tuple[int, int], ...] = (), moved: tuple[tuple[int, int], ...] = ()
) -> Iterator[Finding]:
    """All territory findings of a sentence, in text order: one for each place a frame reaches.

    `victims` are the spans of casualties: who is captured there is no place; `moved` are those of forces counted on
    their way, who leave a region without losing it. A question states nothing.
    """
    sentence = scan.sentence
    words = territory_words(context.reading.pack.lang)
    seen: set[tuple[str, str, str]] = set()
    used: set[int] = set()
    hits = telling(list(territory_hits(sentence, words, context.reading)), scan, victims, moved)
    if hits and _is_question(scan):
        return
    hits = hits or others_of(scan, context)
    for hit in hits:
        for finding in _findings(hit, hits, scan, context=context, words=words, used=used):
            key = (finding.fields["territory_type"], finding.fields["place"] or "", str(finding.fields["best"]))
            is_bare = finding.fields["hedge"] == "unquantified" and any(one[:2] == key[:2] for one in seen)
            if key in seen or is_bare:
                continue
            seen.add(key)
            yield finding


def _is_question(scan: Scan) -> bool:
    return scan.sentence.tokens[-1].text == "?" and not scan.statements and scan.implied is None


def _findings(
    hit: TerritoryHit, hits: list[TerritoryHit], scan: Scan, *, context: Context, words: TerritoryWords, used: set[int]
) -> Iterator[Finding]:
    sentence = scan.sentence
    areas = areas_of(hit, hits, sentence, context.area)
    if any(one.quantity.best == 0 for one in areas):
        return
    found = _found(hit, hits, areas, scan, context)
    areas = [one for one in areas if not _is_count_of(one, found)]
    if hit.frame.place in {"direct", "adjacent"} and not found and not areas:
        return
    if hit.frame.place == "direct" and areas:
        found = regions_behind(areas[-1].end, scan, context) or found
    for area in areas:
        if area.start not in used:
            used.add(area.start)
            shared = shared_place(area, hit, scan, context) if area.kind == "percent" else []
            found = found or shared
            is_object = (
                hit.frame.gain == "enemy_of_object" and found and found[0].start > sentence.tokens[hit.first].start
            )
            has_place = found and _holds_places(area, found[0]) and not is_object
            lying = [] if has_place or area.kind == "percent" else place_counted_in(area, hit, scan, context)
            lying = lying or _region_behind(area, scan, context, is_needed=bool(found) and not has_place)
            place = (shared or found)[0] if has_place else next(iter(lying), None)
            yield from _finding(hit, scan, context, words=words, place=place, area=area)
    if areas and (hit.frame.place == "direct" or not _names_some_of(areas[0], found, sentence)):
        return
    if found:
        found = [*found, *gapped(hit, scan, context)]
        context.ground = found[-1]
        context.listed = tuple(found) if len(found) > 1 else context.listed
        for one in found:
            yield from _finding(hit, scan, context, words=words, place=one, area=None)
        return
    for one in _carried(hit, scan, context):
        yield from _finding(hit, scan, context, words=words, place=one, area=None)


def _region_behind(area: Measure, scan: Scan, context: Context, *, is_needed: bool) -> list[PlaceMention]:
    """A case of "Y est tombée : trois villages perdus dans l'oblast de X": the region that a count of others names."""
    is_asked = is_needed and area.kind == "count"
    return [one for one in regions_behind(area.end, scan, context) if is_region(one)] if is_asked else []


def _carried(hit: TerritoryHit, scan: Scan, context: Context) -> tuple[PlaceMention, ...]:
    """The places of earlier sentences that a frame without one of its own is about."""
    if _is_of_none(hit, scan.sentence):
        return ()
    if takes_up_list(hit, scan):
        return context.listed
    carried = ordinal_place(hit, scan, context) or carried_place(hit, scan, context)
    return () if carried is None else (carried, *counted_behind(hit, scan, context))


def _found(
    hit: TerritoryHit, hits: list[TerritoryHit], areas: list[Measure], scan: Scan, context: Context
) -> list[PlaceMention]:
    """The places of a frame in its sentence; those a figure counts win over a region."""
    if hit.frame.rule == "other":
        return others_named(hit, scan, context)
    listed = headline_list(hit, scan, context)
    if listed:
        return listed
    found = _grounds(hit, hits, scan, context) if not takes_up(hit, scan) else []
    if not areas:
        return found
    if areas[0].kind == "km2" and not found and takes_up(hit, scan):
        carried = carried_place(hit, scan, context)
        return [carried] if carried is not None else []
    listed = listed_behind(areas[0], scan, context)
    is_told = len(listed) > 1 or all(is_region(one) for one in found)
    return listed if listed and is_told else found


def _holds_places(area: Measure, place: PlaceMention) -> bool:
    """Whether villages may be counted in a place: in a region, or in that of a great city ("treize localités à X")."""
    is_great = bool(place.candidates) and place.candidates[0].population >= _GREAT
    return area.kind != "count" or is_region(place) or is_great


_GREAT = 200_000


def _is_of_none(hit: TerritoryHit, sentence: Sentence) -> bool:
    """A case of "aucune ville n'a été prise": of no place in particular."""
    near = [one.text for one in sentence.tokens[max(0, hit.first - 7) : hit.first]]
    return bool({"aucun", "aucune"}.intersection(near))


def _grounds(hit: TerritoryHit, hits: list[TerritoryHit], scan: Scan, context: Context) -> list[PlaceMention]:
    return (
        named_behind(hit, scan, context) or places_of(hit, hits, scan, context) or unlisted_places(hit, scan, context)
    )


def _names_some_of(area: Measure, found: Sequence[PlaceMention], sentence: Sentence) -> bool:
    """A case of "quatre localités, dont X et Y": the names are told beside the count."""
    if area.kind != "count" or not found or is_region(found[0]):
        return False
    if found[-1].end < area.start and ":" in _texts_between(found[-1].end, area.start, sentence):
        return True
    between = _texts_between(area.end, found[0].start, sentence)
    counted = [one.text for one in sentence.tokens if area.start <= one.start < area.end]
    is_more = found[0].end < area.start and bool({"autre", "autres"}.intersection(counted))
    return is_more or bool({"dont", "including", "notamment", ":"}.intersection(between))


def _texts_between(start: int, end: int, sentence: Sentence) -> list[str]:
    return [one.text for one in sentence.tokens if start <= one.start < end]


def _is_count_of(area: Measure, found: Sequence[PlaceMention]) -> bool:
    """Whether a count says no more than the names: "three villages – A, B and C"."""
    count = area.quantity.best
    return area.kind == "count" and count is not None and len(found) > 1 and len(found) >= count


def _span(hit: TerritoryHit, sentence: Sentence, place: PlaceMention | None, area: Measure | None) -> tuple[int, int]:
    """From the first to the last of the words that say it: the frame, the place in its sentence, the figure."""
    starts, ends = [sentence.tokens[hit.first].start], [sentence.tokens[hit.last - 1].end]
    for one in (place, area):
        if one is not None and (one is area or sentence.start <= one.start < sentence.end):
            starts.append(one.start)
            ends.append(one.end)
    return min(starts), max(ends)


def _finding(
    hit: TerritoryHit,
    scan: Scan,
    context: Context,
    *,
    words: TerritoryWords,
    place: PlaceMention | None,
    area: Measure | None,
) -> Iterator[Finding]:
    sentence = scan.sentence
    tokens = sentence.tokens
    start, end = _span(hit, sentence, place, area)
    statement = statement_at(scan, tokens[hit.first].start)
    located = (
        Located() if place is None else context.settle(place, context.scans[_index(place, context, sentence)].sentence)
    )
    country = _ground_of(located, area, context, sentence)
    gaining = side_gaining(hit, scan, context, statement=statement, words=words, country=country)
    kind, gaining = _settled(_kind_said(hit, statement, words, tokens), gaining, hit, context, area=area)
    if _tells_no_change(kind, hit, scan, context, statement=statement, located=located):
        return
    losing: Side | None = OPPOSITE.get(gaining) if gaining is not None else None
    kind = recaptured(kind, gaining, country, hit)
    if kind in {"capture", "recapture", "control"} and gaining is None:
        return
    context.told = (sentence.index, kind, gaining) if gaining is not None else context.told
    context.area = area if area is not None else context.area
    day, precision, first, last = event_day(sentence, scan.statements)
    is_denied = statement is not None and (
        statement.cue.stance == "denies" or _is_negated(hit, sentence, context.reading)
    )
    fields: dict[str, Any] = {
        "territory_type": kind, "claim_status": "reported", "side_gaining": gaining, "side_losing": losing,
        "is_trend": place is None and area is None, "place_relation": located.relation if place is not None else None,
        **located.block(), **quantity_block(area, area.quantity.unit if area is not None else None),
        "aggregation": "cumulative" if area is not None else "unspecified", "event_on": day,
        "event_on_precision": precision, "period_start": first, "period_end": last,
        "modality": modality_at(statement, tuple(one for one in tokens[max(0, hit.first - 6) : hit.last + 6])),
        "polarity": -1 if is_denied else 1,
    }  # fmt: skip
    is_own = statement is not None and kind in _OWN_GAINS and statement.speaker.side == gaining and not is_denied
    yield Finding(
        table="territory", start=start, end=min(end, start + 280), anchor=tokens[hit.first].start,
        rule_id=f"territory.{hit.frame.rule}.{hit.frame.type}", statement=statement, fields=fields,
        key=(kind, located.name or ""),
        extra={"is_own_gain": is_own, "is_denied": is_denied, "is_osint": _names_osint(sentence)},
    )  # fmt: skip


def _settled(
    kind: TerritoryType, gaining: Side | None, hit: TerritoryHit, context: Context, *, area: Measure | None
) -> tuple[TerritoryType, Side | None]:
    """Nobody gains where both fight; what is told beside others is their gain; km2 that are lost are taken."""
    if kind == "contested":
        return kind, None
    if hit.frame.rule == "other" and context.told is not None:
        return kind, context.told[2]
    is_lost = kind == "withdrawal" and hit.frame.words[0].startswith("perd")
    is_ground = area is not None and (area.kind == "km2" or (area.kind == "percent" and area.noun in _GROUND))
    return ("capture" if is_lost and is_ground else kind), gaining


_GROUND = frozenset({"terrain", "territoire", "terres"})


def _kind_said(
    hit: TerritoryHit, statement: Statement | None, words: TerritoryWords, tokens: Sequence[Token]
) -> TerritoryType:
    """What the frame says; a place that "is lost" or is somebody's since a day is taken, a list of gains too."""
    is_lost = hit.is_passive and hit.frame.words[0] in words.groups["losers"]
    if is_lost and (statement is None or has_auxiliary(hit, tokens)):
        return "capture"
    is_since = hit.frame.place == "adjacent" and [one.text for one in tokens[hit.last : hit.last + 1]] == ["depuis"]
    if is_since or (hit.frame.words[0] in {"gain", "gains"} and tokens[0].is_capital and is_headlined(hit, tokens)):
        return "capture"
    return hit.frame.type


def _ground_of(located: Located, area: Measure | None, context: Context, sentence: Sentence) -> str | None:
    """The country whose ground changes hands; of a count or an unlisted name that of the places beside it."""
    if located.country is not None or (area is None and located.name is None):
        return located.country
    around = [one for places in context.places.values() for one in places]
    near = context.places.get(sentence.index, ()) if located.name is None else around
    named = {one.candidates[0].country for one in near if one.candidates}
    return named.pop() if len(named) == 1 else None


def _tells_no_change(
    kind: str, hit: TerritoryHit, scan: Scan, context: Context, *, statement: Statement | None, located: Located
) -> bool:
    """A case of a withdrawal that is demanded or will not come, or of a whole country or ground outside the war."""
    if kind == "withdrawal":
        is_demanded = statement is not None and statement.cue.stance == "demands"
        is_refused = hit.frame.tense == "future" and _is_negated(hit, scan.sentence, context.reading)
        if is_demanded or is_refused:
            return True
    is_label = kind == "entry" and hit.frame.rule == "noun" and hit.first == 0
    if (is_label or kind in _STATELY) and located.precision == "country":
        return True
    if kind == "entry" and hit.frame.rule != "verb" and hit.frame.words[0] not in _GOING and is_wide(located):
        return True
    is_general = kind == "repelled_attack" and hit.frame.needs_attack and (is_wide(located) or located.name is None)
    if is_general and not any(one.text.startswith(_ASSAULTS) for one in scan.sentence.tokens):
        return True
    return kind in _HELD and located.country not in {None, "UA", "RU"}


_INSTITUTES = (["the", "study", "of", "war"], ["étude", "de", "la", "guerre"])


def _names_osint(sentence: Sentence) -> bool:
    words = [one.text for one in sentence.tokens]
    named = [words[at : at + 4] for at in range(len(words))]
    return bool({"isw", "deepstate"}.intersection(words)) or any(each in _INSTITUTES for each in named)


_ASSAULTS = ("attaqu", "assaut", "offens", "tentativ", "perc", "contre-", "attack", "assault", "attempt")


def is_wide(located: Located) -> bool:
    """Whether the place is a region or a state, where soldiers may be without taking it."""
    return located.precision in {"country", "adm1", "adm2", "front"}


_GOING = frozenset({"entrée", "incursion", "incursions", "irruption", "infiltration", "infiltrations", "intrusion"})
_STATELY = frozenset({"withdrawal", "capture", "recapture", "offensive"})
_HELD = frozenset({"capture", "recapture", "withdrawal", "control"})


def _index(place: PlaceMention, context: Context, sentence: Sentence) -> int:
    return next(
        (one.sentence.index for one in context.scans if one.sentence.start <= place.start < one.sentence.end),
        sentence.index,
    )


def _is_negated(hit: TerritoryHit, sentence: Sentence, reading: Reading) -> bool:
    if hit.frame.words[0] == "plus":
        return False
    near = [one.text for one in sentence.tokens[max(0, hit.first - 5) : hit.last + 3]]
    denying = reading.pack.grammar["negators"].intersection(near)
    if denying == {"plus"} and _is_restricted([one.text for one in sentence.tokens[hit.last : hit.last + 4]]):
        return False
    is_neither = "ni" in [one.text for one in sentence.tokens[: hit.first]]
    return (bool(reading.pack.grammar["negations"].intersection(near)) and bool(denying or is_neither)) or (
        "toute" in near[:6] and hit.frame.tense == "noun"
    )


def _is_restricted(behind: list[str]) -> bool:
    """A case of "ne contrôle plus que 800 km2", "ne se trouvent plus qu'à 3 km": no denial."""
    at = next((at for at, word in enumerate(behind) if word in {"que", "qu'"}), None)
    return at is not None and "," not in behind[:at]


_EVIDENCE = ("image", "carte", "donnée", "relevé", "vidéo", "analyse", "calcul", "géolocalis", "map", "footage", "data")
_OSINT = ("deepstate", "isw", "study of war", "étude de la guerre", "osint")


def settle_status(finding: Finding, claim: Claim) -> dict[str, ClaimStatus]:
    """How a claim stands to a change: by the side of the speaker against the sides that gain and lose."""
    gaining, losing = finding.fields["side_gaining"], finding.fields["side_losing"]
    side = claim.speaker_side
    if claim.stance == "reports" or gaining is None:
        return {"claim_status": "reported"}
    name = claim.speaker.lower() if claim.speaker else ""
    if any(one in name for one in _OSINT):
        return {"claim_status": "assessed_by_osint"}
    if finding.extra.get("is_osint") and any(one in name for one in _EVIDENCE):
        return {"claim_status": "assessed_by_osint"}
    if side == "MEDIA" and finding.extra.get("is_osint"):
        return {"claim_status": "assessed_by_osint"}
    if side == gaining:
        return {"claim_status": "claimed_by_gainer"}
    if side == losing:
        return {
            "claim_status": "denied_by_loser"
            if claim.polarity < 0 or finding.extra.get("is_denied")
            else "admitted_by_loser"
        }
    if side in {"UKR_ALLY", "RUS_ALLY", "IGO", "NEUTRAL"}:
        return {"claim_status": "confirmed_by_third"}
    return {"claim_status": "reported"}
