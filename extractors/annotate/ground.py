"""The ground a territory frame is about: places behind or before it, lists, hamlets no gazetteer knows, areas."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from extractors.annotate.actors import demonym
from extractors.annotate.facts import Context, is_settlement
from extractors.annotate.measure import Measure
from extractors.annotate.places import PlaceMention
from extractors.annotate.reading import Sentence, Token
from extractors.annotate.statements import Scan
from extractors.annotate.territory_frames import STOPS, TerritoryHit, has_auxiliary

_LEADS = frozenset(
    {
        "de",
        "d'",
        "du",
        "la",
        "le",
        "l'",
        "les",
        "village",
        "localité",
        "ville",
        "bourg",
        "villages",
        "localités",
        "hameau",
        "cité",
        "bourgade",
        "of",
        "the",
        "town",
        "city",
    }
)


def unlisted_places(hit: TerritoryHit, scan: Scan, context: Context) -> list[PlaceMention]:
    """A capitalised name right behind the frame that no gazetteer lists: a hamlet."""
    tokens = scan.sentence.tokens
    hamlet = _hamlet_behind(tokens, hit.last) if context.reading.pack.lang == "en" else None
    if hamlet is not None:
        return _named_at(hamlet, scan, context)
    if hit.frame.place not in {"object", "of"} or hit.is_passive:
        return []
    at = hit.last
    while at < len(tokens) and tokens[at].text in _LEADS:
        at += 1
    return _named_at(at, scan, context) if at < len(tokens) else []


def _hamlet_behind(tokens: Sequence[Token], last: int) -> int | None:
    """A case of "near the village of X": where the name begins."""
    for at in range(last, min(len(tokens) - 2, last + 8)):
        if tokens[at].text in {",", ";"}:
            return None
        if tokens[at].text in {"village", "town", "hamlet", "settlement"} and tokens[at + 1].text == "of":
            return at + 2
    return None


def _unlisted_ahead(hit: TerritoryHit, scan: Scan, context: Context) -> list[PlaceMention]:
    """A case of "la localité de X est aux mains de": a subject that no gazetteer lists."""
    tokens = scan.sentence.tokens
    for at in range(hit.first - 1, max(1, hit.first - 10), -1):
        is_led = tokens[at - 1].text in {"de", "d'", "of"} and tokens[at - 2].text in _SETTLEMENTS
        if is_led and tokens[at].is_capital:
            return _named_at(at, scan, context)
    return []


def _named_at(at: int, scan: Scan, context: Context) -> list[PlaceMention]:
    tokens = scan.sentence.tokens
    last = at
    while last < len(tokens) and tokens[last].is_capital and tokens[last].is_word and not tokens[last].is_quoted:
        last += 1
    start = tokens[at].start
    taken = any(one.start <= start < one.end for one in scan.sentence.actors) or demonym(tokens[at].text) is not None
    if last == at or taken or tokens[at].is_upper:
        return []
    end = tokens[last - 1].end
    return [PlaceMention(start=start, end=end, name=context.reading.post.text[start:end], candidates=())]


_SETTLEMENTS = frozenset({"localité", "village", "ville", "bourg", "cité", "bourgade", "hameau", "town", "city"})


def takes_up(hit: TerritoryHit, scan: Scan) -> bool:
    """A case of "la prise de cette ville minière de la région de X": the object is the town named before."""
    behind = [one.text for one in scan.sentence.tokens[hit.last : hit.last + 6]]
    for this, noun in itertools.pairwise(behind):
        if this in {"cette", "ce", "this", "that"} and noun in _SETTLEMENTS | {"petite", "grande"}:
            return True
        if this in {",", ".", ";"}:
            return False
    return False


def carried_place(hit: TerritoryHit, scan: Scan, context: Context) -> PlaceMention | None:
    """A case of "cette localité", "la ville", "en": the place named before."""
    tokens = scan.sentence.tokens
    texts = [one.text for one in tokens[max(0, hit.first - 12) : hit.last + 9]]
    is_resumed = hit.frame.type == "contested" or (hit.frame.type == "withdrawal" and hit.frame.rule == "verb")
    if not is_resumed and not {
        "localité",
        "village",
        "ville",
        "bourg",
        "cité",
        "bourgade",
        "en",
        "dont",
        "centrale",
        "city",
        "town",
        "there",
        "district",
        "quartier",
        "zone",
        "secteur",
        "hameau",
    }.intersection(texts):
        return _resumed(hit, scan, context)
    ahead = [one for one in context.places.get(scan.sentence.index, ()) if one.end <= tokens[hit.first].start]
    inside = _in_statement(hit, scan, ahead)
    if inside:
        return inside[-1]
    return context.before(scan.sentence, takes_town=True) or (ahead[-1] if ahead else None)


def _resumed(hit: TerritoryHit, scan: Scan, context: Context) -> PlaceMention | None:
    """A case of "Hours later, the army acknowledged a withdrawal": from the first town of the sentence before."""
    if context.reading.pack.lang != "en":
        return None
    if hit.frame.type == "repelled_attack":
        start = scan.sentence.tokens[hit.first].start
        ahead = [one for one in context.places.get(scan.sentence.index, ()) if one.end <= start]
        return ahead[-1] if ahead else None
    if hit.frame.rule != "noun" or hit.frame.type not in _RESUMABLE:
        return None
    before = context.places.get(scan.sentence.index - 1, ())
    return next((one for one in before if is_settlement(one)), None)


_RESUMABLE = frozenset({"withdrawal", "capture", "recapture"})


def places_of(hit: TerritoryHit, hits: list[TerritoryHit], scan: Scan, context: Context) -> list[PlaceMention]:
    """The places of a frame: objects behind it (a list counts whole), or the subject before a passive."""
    sentence = scan.sentence
    tokens = sentence.tokens
    inside = _in_statement(hit, scan, list(context.places.get(sentence.index, ())))
    if hit.frame.place == "direct":
        inside = [
            one
            for one in sentence.places
            if one.start == tokens[min(hit.last, len(tokens) - 1)].start
            or 0 < one.start - tokens[hit.last - 1].end < 25
        ]
    after = [one for one in hits if one.first >= hit.last]
    limit = tokens[after[0].first].start if after else sentence.end
    stop = next((one.start for one in tokens[hit.last :] if one.text in STOPS), sentence.end)
    end = tokens[hit.last - 1].end
    behind = [one for one in inside if end <= one.start < min(limit, stop)]
    ahead = [one for one in inside if one.end <= tokens[hit.first].start]
    if not ahead and (hit.is_passive or hit.frame.rule == "phrase"):
        ahead = _unlisted_ahead(hit, scan, context)
    adjacent = [one for one in ahead if tokens[hit.first].start - one.end < 4]
    if adjacent and (hit.is_passive or hit.frame.rule == "phrase"):
        return adjacent[-1:]
    if hit.is_passive and not has_auxiliary(hit, tokens):
        ahead = [one for one in ahead if tokens[hit.first].start - one.end < 30][-1:]
    prefers_ahead = hit.is_passive or hit.frame.place == "subject" or hit.frame.rule == "phrase"
    if prefers_ahead and ahead:
        return _with_unlisted(_group(_nearest_subject(ahead), ahead, sentence), scan, context)
    if hit.frame.place == "direct":
        return _group(behind[0], behind, sentence) if behind else []
    if behind:
        return _with_unlisted(_group(behind[0], behind, sentence), scan, context) if behind[0].start - end < 90 else []
    if hit.frame.place in {"near", "any"} and ahead:
        return [_nearest_subject(ahead)]
    if hit.frame.place == "of" and ahead and any(one.text == "dont" for one in tokens[: hit.first]):
        return [ahead[0]]
    return []


def _in_statement(hit: TerritoryHit, scan: Scan, inside: list[PlaceMention]) -> list[PlaceMention]:
    """Of "un soldat rencontré à X dit que …" X is where it was said, not what it is about."""
    start = scan.sentence.tokens[hit.first].start
    own = next((one for one in scan.statements if one.covers(start) and not one.is_inverted), None)
    if own is None or own.cue.form != "finite":
        return inside
    cue = scan.sentence.tokens[own.cue.at]
    if any(one.text in {"dont", "whose"} and one.start < cue.start for one in scan.sentence.tokens):
        return inside
    return [one for one in inside if not one.start < cue.start <= start]


def _with_unlisted(group: list[PlaceMention], scan: Scan, context: Context) -> list[PlaceMention]:
    """A list of villages goes on behind "et" with a name no gazetteer lists."""
    tokens = scan.sentence.tokens
    at = scan.sentence.token_at(group[-1].end - 1) + 1
    if at + 1 < len(tokens) and tokens[at].text in {"et", "and"} and tokens[at + 1].is_capital:
        return group + _named_at(at + 1, scan, context)
    return group


def _nearest_subject(ahead: list[PlaceMention]) -> PlaceMention:
    """Of "X, dans la région de Y, a été pris" the town X, not its region."""
    towns = [one for one in ahead if is_settlement(one)]
    return (towns or ahead)[0] if len(ahead) <= 3 else (towns or ahead)[-1]


def _group(first: PlaceMention, among: list[PlaceMention], sentence: Sentence) -> list[PlaceMention]:
    """A list of names joined by commas and "et": "X, Y et Z"."""
    group = [first]
    tokens = sentence.tokens
    for one in among[among.index(first) + 1 :]:
        between = [token.text for token in tokens if group[-1].end <= token.start < one.start]
        if all(
            word in {",", "et", "and", "de", "d'", "des", "villages", "ainsi", "que", "puis"} for word in between
        ) and ("et" in between or "," in between or "and" in between or "puis" in between):
            group.append(one)
        elif between[:1] not in (["("], [","]):
            break
        else:
            break
    if (
        len(group) > 1
        and "," in [t.text for t in tokens if group[0].end <= t.start < group[1].start]
        and len(group) == 2
    ):
        both = [t.text for t in tokens if group[0].end <= t.start < group[1].start]
        if both == [","] and not (is_settlement(group[1])):
            return group[:1]
    return group


def regions_behind(start: int, scan: Scan, context: Context) -> list[PlaceMention]:
    """Where the ground lies that a figure counts: "93 localités dans la région de X"."""
    near = [one for one in context.places.get(scan.sentence.index, ()) if 0 <= one.start - start < 60]
    return near[:1]


def areas_of(hit: TerritoryHit, hits: list[TerritoryHit], sentence: Sentence) -> list[Measure]:
    """The figures of a frame: the nearest, and what "soit" puts in other units."""
    first = area_of(hit, hits, sentence)
    if first is None or hit.frame.type in {"offensive", "repelled_attack", "entry", "contested", "encirclement"}:
        return []
    also = [
        one
        for one in sentence.measures
        if one.kind in {"km2", "percent"}
        and one.start > first.end
        and sentence.tokens[sentence.token_at(one.start) - 1].text in {"soit", "ou", "(", "et"}
    ]
    return [first, *also[:1]]


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
        if one.kind == "percent" and not {
            "territoire",
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
        }.intersection(token.text for token in sentence.tokens):
            continue
        if one.form == "article":
            continue
        distance = start - one.end if one.end <= start else one.start - end
        others = (_distance(other, one, sentence) for other in hits if other is not hit)
        if any(other < distance for other in others):
            continue
        if distance < 80 and (best is None or distance < best[0]):
            best = (distance, one)
    return best[1] if best else None


def _distance(hit: TerritoryHit, one: Measure, sentence: Sentence) -> int:
    start, end = sentence.tokens[hit.first].start, sentence.tokens[hit.last - 1].end
    return start - one.end if one.end <= start else one.start - end
