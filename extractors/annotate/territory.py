"""Territory: places taken, lost, held or fought over, by the frame of the verb or noun that says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from extractors.annotate.actors import demonym
from extractors.annotate.facts import Context, Finding, Located, event_day, modality_at, quantity_block, statement_at
from extractors.annotate.lexicon import conjugate
from extractors.annotate.measure import Measure
from extractors.annotate.places import PlaceMention
from extractors.annotate.reading import Reading, Sentence, Token
from extractors.annotate.statements import Scan, Statement
from extractors.annotate.words import word_list
from extractors.model import Claim, ClaimStatus, Side, TerritoryType

_STOPS = frozenset({";", "!", "?"})
_OPPOSITE: dict[str, Side] = {"UKR": "RUS", "RUS": "UKR", "UKR_ALLY": "RUS", "RUS_ALLY": "UKR"}
_ADMITS = frozenset({"asserts", "confirms", "announces"})
_OWN_GAINS = frozenset({"capture", "recapture", "advance", "entry", "encirclement"})


@dataclass(frozen=True)
class _Frame:
    words: tuple[str, ...]
    type: TerritoryType
    gain: str
    place: str
    tense: str
    rule: str
    is_reflexive: bool = False
    needs_force: bool = False
    needs_attack: bool = False


@dataclass(frozen=True)
class _Words:
    frames: dict[str, tuple[_Frame, ...]]
    groups: dict[str, frozenset[str]]


@lru_cache(maxsize=4)
def _words(lang: str) -> _Words:
    listed = word_list("territory", lang)
    frames: dict[str, list[_Frame]] = {}
    for row in listed["verbs"]:
        for one in _verb_frames(row, lang):
            frames.setdefault(one.words[0], []).append(one)
    for rule in ("nouns", "phrases"):
        for row in listed[rule]:
            for written in row["words"]:
                parts = tuple(written.split())
                frames.setdefault(parts[0], []).append(
                    _Frame(parts, row["type"], row["gain"], row.get("place", "any"), "noun", rule.rstrip("s"))
                )
    ordered = {word: tuple(sorted(rows, key=lambda one: -len(one.words))) for word, rows in frames.items()}
    return _Words(frames=ordered, groups={name: frozenset(words) for name, words in listed["words"].items()})


def _verb_frames(row: dict[str, Any], lang: str) -> Iterator[_Frame]:
    bare = row["verb"].removeprefix("se ").removeprefix("s'")
    first, *tail = bare.split()
    tail = [part for word in tail for part in word.replace("l'", "l' ").split()]
    for form in conjugate(first, lang):
        yield _Frame(
            (form.words, *tail), row["type"], row["gain"], row["place"], form.tense, "verb",
            is_reflexive=bare != row["verb"], needs_force=row.get("needs_force", False),
            needs_attack=row.get("needs_attack", False),
        )  # fmt: skip


_CLITIC_ARTICLES = frozenset({"le", "la", "l'", "les"})


def _is_background(sentence: Sentence, at: int, frame: _Frame) -> bool:
    """A relative clause in the pluperfect tells what came before: "des soldats qui s'y étaient infiltrés"."""
    near = [one.text for one in sentence.tokens[max(0, at - 6) : at]]
    return "qui" in near and bool({"étaient", "était", "avaient", "avait"}.intersection(near))


@dataclass(frozen=True, kw_only=True)
class _Hit:
    frame: _Frame
    first: int
    last: int
    is_passive: bool = False


def find_territory(
    scan: Scan, context: Context, victims: tuple[tuple[int, int], ...] = ()
) -> Iterator[Finding]:
    """All territory findings of a sentence, in text order: one for each place a frame reaches.

    `victims` are the spans of casualties: who is captured there is no place. A question states nothing.
    """
    sentence = scan.sentence
    words = _words(context.reading.pack.lang)
    seen: set[tuple[str, str]] = set()
    used: set[int] = set()
    hits = [one for one in _hits(sentence, words, context.reading) if not _is_victim(one, sentence, victims)]
    if hits and _is_question(scan):
        return
    if hits:
        hits = [one for one in hits if not (one.is_passive and one.frame.type == "control" and not _has_auxiliary(one, sentence.tokens))]
    for hit in hits:
        for finding in _findings(hit, hits, scan, context, words, used):
            key = (finding.fields["territory_type"], finding.fields["place"] or str(finding.fields["best"]))
            if key in seen:
                continue
            seen.add(key)
            yield finding


def _is_victim(hit: _Hit, sentence: Sentence, victims: tuple[tuple[int, int], ...]) -> bool:
    start = sentence.tokens[hit.first].start
    return any(first <= start < last for first, last in victims)


def _is_question(scan: Scan) -> bool:
    return scan.sentence.tokens[-1].text == "?" and not scan.statements and scan.implied is None


def _hits(sentence: Sentence, words: _Words, reading: Reading) -> Iterator[_Hit]:
    tokens = sentence.tokens
    at = 0
    while at < len(tokens):
        hit = _hit_at(sentence, at, words, reading)
        if hit is None:
            at += 1
            continue
        yield hit
        at = hit.last


def _hit_at(sentence: Sentence, at: int, words: _Words, reading: Reading) -> _Hit | None:
    tokens = sentence.tokens
    for frame in words.frames.get(tokens[at].text, ()):
        if tuple(one.text for one in tokens[at : at + len(frame.words)]) != frame.words:
            continue
        hit = _accept(sentence, at, frame, words, reading)
        if hit is not None:
            return hit
    return None


def _accept(sentence: Sentence, at: int, frame: _Frame, words: _Words, reading: Reading) -> _Hit | None:
    tokens = sentence.tokens
    last = at + len(frame.words)
    grammar = reading.pack.grammar
    before = [one.text for one in tokens[max(0, at - 4) : at]]
    if words.groups["traps"].intersection(one.text for one in tokens[last : last + 4]):
        return None
    if frame.tense == "noun":
        if any(word.startswith(("évit", "empêch", "prévenir", "prevent", "avoid")) for word in before):
            return None
        return _Hit(frame=frame, first=at, last=last)
    if tokens[at].is_capital and at > 0:
        return None
    if len(before) > 1 and before[-1] in _CLITIC_ARTICLES and before[-2] in grammar["prepositions"] | {"de", "d'"}:
        return None
    if _is_background(sentence, at, frame):
        return None
    if before and frame.tense == "gerund" and before[-1] in grammar["determiners"]:
        return None
    has_reflexive = bool({"s'", "se"}.intersection(before[-4:]))
    if frame.is_reflexive != has_reflexive:
        return None
    near = {one.text for one in tokens[max(0, at - 14) : at + 14]}
    if (
        frame.needs_force
        and not words.groups["forces"] & near
        and not any(demonym(one) for one in near if len(one) > 4)
    ):
        return None
    if frame.needs_attack and not words.groups["attacks"] & near:
        return None
    if frame.type in words.groups["strike_types"] and words.groups["strikes"] & near and frame.type != "entry":
        return None
    is_passive = False
    if frame.tense == "participle" and before and before[-1] in grammar["determiners"]:
        return None
    if frame.tense == "participle" and not frame.is_reflexive:
        is_active = bool(grammar["auxiliaries_have"].intersection(before)) and not {"été", "être"}.intersection(before)
        intransitive = frame.words[0].startswith(("entré", "tombé")) and bool(grammar["auxiliaries_be"].intersection(before))
        is_passive = not is_active and not intransitive
    elif before and before[-1] in grammar["determiners"] - {"le", "la", "l'", "les", "leur"}:
        return None
    return _Hit(frame=frame, first=at, last=last, is_passive=is_passive)


def _findings(
    hit: _Hit, hits: list[_Hit], scan: Scan, context: Context, words: _Words, used: set[int]
) -> Iterator[Finding]:
    sentence = scan.sentence
    found = _places(hit, hits, scan, context) or _unlisted(hit, scan, context)
    if hit.frame.place == "direct" and not found:
        return
    area = _area(hit, hits, sentence)
    if area is not None:
        if area.start not in used:
            used.add(area.start)
            yield from _finding(hit, scan, context, words, found[0] if found and area.kind != "count" and hit.frame.gain != "enemy_of_object" else None, area)
        return
    if found:
        for one in found:
            yield from _finding(hit, scan, context, words, one, None)
        return
    carried = _carried(hit, scan, context)
    if carried is not None:
        yield from _finding(hit, scan, context, words, carried, None)


_LEADS = frozenset({"de", "d'", "du", "la", "le", "l'", "les", "village", "localité", "ville", "bourg", "villages", "localités", "hameau", "cité", "bourgade", "of", "the", "town", "city"})


def _unlisted(hit: _Hit, scan: Scan, context: Context) -> list[PlaceMention]:
    """A capitalised name right behind the frame that no gazetteer lists: a hamlet."""
    if hit.frame.place not in {"object", "of"} or hit.is_passive:
        return []
    tokens = scan.sentence.tokens
    at = hit.last
    while at < len(tokens) and tokens[at].text in _LEADS:
        at += 1
    return _named_at(at, scan, context) if at < len(tokens) else []


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


def _carried(hit: _Hit, scan: Scan, context: Context) -> PlaceMention | None:
    """ "cette localité", "la ville", "en": the place named before."""
    tokens = scan.sentence.tokens
    texts = [one.text for one in tokens[max(0, hit.first - 12) : hit.last + 9]]
    if not {
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
        "hameau",
    }.intersection(texts):
        return None
    inside = [one for one in context.places.get(scan.sentence.index, ()) if one.end <= tokens[hit.first].start]
    return inside[-1] if inside else context.before(scan.sentence)


def _places(hit: _Hit, hits: list[_Hit], scan: Scan, context: Context) -> list[PlaceMention]:
    """The places of a frame: objects behind it (a list counts whole), or the subject before a passive."""
    sentence = scan.sentence
    tokens = sentence.tokens
    inside = list(context.places.get(sentence.index, ()))
    if hit.frame.place == "direct":
        inside = [
            one
            for one in sentence.places
            if one.start == tokens[min(hit.last, len(tokens) - 1)].start
            or 0 < one.start - tokens[hit.last - 1].end < 25
        ]
    after = [one for one in hits if one.first >= hit.last]
    limit = tokens[after[0].first].start if after else sentence.end
    stop = next((one.start for one in tokens[hit.last :] if one.text in _STOPS), sentence.end)
    end = tokens[hit.last - 1].end
    behind = [one for one in inside if end <= one.start < min(limit, stop)]
    ahead = [one for one in inside if one.end <= tokens[hit.first].start]
    adjacent = [one for one in ahead if tokens[hit.first].start - one.end < 4]
    if adjacent and (hit.is_passive or hit.frame.rule == "phrase"):
        return adjacent[-1:]
    if hit.is_passive and not _has_auxiliary(hit, tokens):
        ahead = [one for one in ahead if tokens[hit.first].start - one.end < 30][-1:]
    prefers_ahead = hit.is_passive or hit.frame.place == "subject" or hit.frame.rule == "phrase"
    if prefers_ahead and ahead:
        return _with_unlisted(_group(_nearest_subject(ahead, sentence), ahead, sentence), scan, context)
    if hit.frame.place == "direct":
        return _group(behind[0], behind, sentence) if behind else []
    if behind:
        return _with_unlisted(_group(behind[0], behind, sentence), scan, context) if behind[0].start - end < 90 else []
    if hit.frame.place in {"near", "any"} and ahead:
        return [_nearest_subject(ahead, sentence)]
    if hit.frame.place == "of" and ahead and any(one.text == "dont" for one in tokens[: hit.first]):
        return [ahead[0]]
    return []


def _has_auxiliary(hit: _Hit, tokens: Sequence[Token]) -> bool:
    return bool(_BE.intersection(one.text for one in tokens[max(0, hit.first - 5) : hit.first]))


_BE = frozenset({"est", "sont", "été", "être", "était", "étaient", "sera", "seront", "serait", "seraient", "fut", "is", "are", "was", "were", "been", "be"})


def _with_unlisted(group: list[PlaceMention], scan: Scan, context: Context) -> list[PlaceMention]:
    """A list of villages goes on behind "et" with a name no gazetteer lists."""
    tokens = scan.sentence.tokens
    at = scan.sentence.token_at(group[-1].end - 1) + 1
    if at + 1 < len(tokens) and tokens[at].text in {"et", "and"} and tokens[at + 1].is_capital:
        return group + _named_at(at + 1, scan, context)
    return group


def _nearest_subject(ahead: list[PlaceMention], sentence: Sentence) -> PlaceMention:
    """Of "X, dans la région de Y, a été pris" the town X, not its region."""
    towns = [one for one in ahead if one.candidates and one.candidates[0].feature.startswith(("P", "settlement"))]
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
        if both == [","] and not (
            group[1].candidates and group[1].candidates[0].feature.startswith(("P", "settlement"))
        ):
            return group[:1]
    return group


def _area(hit: _Hit, hits: list[_Hit], sentence: Sentence) -> Measure | None:
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


def _distance(hit: _Hit, one: Measure, sentence: Sentence) -> int:
    start, end = sentence.tokens[hit.first].start, sentence.tokens[hit.last - 1].end
    return start - one.end if one.end <= start else one.start - end


def _finding(
    hit: _Hit, scan: Scan, context: Context, words: _Words, place: PlaceMention | None, area: Measure | None
) -> Iterator[Finding]:
    sentence = scan.sentence
    tokens = sentence.tokens
    start, end = tokens[hit.first].start, tokens[hit.last - 1].end
    if place is not None and sentence.start <= place.start < sentence.end:
        start, end = min(start, place.start), max(end, place.end)
    if area is not None:
        start, end = min(start, area.start), max(end, area.end)
    statement = statement_at(scan, tokens[hit.first].start)
    located = (
        Located() if place is None else context.settle(place, context.scans[_index(place, context, sentence)].sentence)
    )
    kind = hit.frame.type
    if statement is None and hit.is_passive and hit.frame.words[0] in words.groups["losers"]:
        kind = "capture"
    gaining = _gaining(hit, scan, context, statement, words, located)
    if kind == "contested":
        gaining = None
    losing: Side | None = _OPPOSITE.get(gaining) if gaining is not None else None
    kind = _retake(kind, gaining, located, hit)
    if kind in {"capture", "recapture", "control"} and gaining is None:
        return
    day, precision, first, last = event_day(sentence, start, end, scan.statements)
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
        key=(kind, located.name or ""), extra={"is_own_gain": is_own, "is_denied": is_denied, "is_osint": _names_osint(sentence)},
    )  # fmt: skip


def _names_osint(sentence: Sentence) -> bool:
    return bool({"isw", "deepstate"}.intersection(one.text for one in sentence.tokens))


def _index(place: PlaceMention, context: Context, sentence: Sentence) -> int:
    return next(
        (one.sentence.index for one in context.scans if one.sentence.start <= place.start < one.sentence.end),
        sentence.index,
    )


def _is_negated(hit: _Hit, sentence: Sentence, reading: Reading) -> bool:
    near = [one.text for one in sentence.tokens[max(0, hit.first - 5) : hit.last + 3]]
    return (
        bool(reading.pack.grammar["negations"].intersection(near))
        and bool(reading.pack.grammar["negators"].intersection(near))
        or "toute" in near[:6]
        and hit.frame.tense == "noun"
    )


def _retake(kind: TerritoryType, gaining: Side | None, located: Located, hit: _Hit) -> TerritoryType:
    """A side takes back only its own recognised ground; what Russia "liberates" in Ukraine it captures."""
    own = {"UKR": "UA", "RUS": "RU"}.get(gaining or "")
    if kind in {"capture", "recapture"} and own is not None:
        if located.country is not None:
            return "recapture" if located.country == own else "capture"
        if kind == "capture" and gaining == "UKR" and hit.frame.words[0].startswith(("libér", "pris", "nett")):
            return "recapture"
        if kind == "recapture" and gaining == "RUS":
            return "capture"
    return kind


def _gaining(
    hit: _Hit, scan: Scan, context: Context, statement: Statement | None, words: _Words, located: Located
) -> Side | None:
    """The side that ends up ahead, by who acts in the frame, else by who speaks, else by whose ground it is."""
    if hit.frame.gain == "none":
        return None
    agent = _agent(hit, scan, context, statement, words)
    speaks = statement.speaker.side if statement is not None and statement.speaker.side in {"UKR", "RUS"} else None
    ground: Side | None = {"UA": "RUS", "RU": "UKR"}.get(located.country or "")  # type: ignore[assignment]
    if hit.frame.gain == "loser":
        loser = agent or (speaks if statement is not None and statement.cue.stance in _ADMITS else None)
        return _OPPOSITE.get(loser) if loser is not None else ground
    if hit.is_passive and agent is None and hit.frame.type == "capture" and ground is not None:
        return ground
    if hit.frame.gain in {"enemy", "enemy_of_object"}:
        if agent is not None and hit.frame.gain == "enemy_of_object":
            return _OPPOSITE.get(agent)
        return {"UA": "RUS", "RU": "UKR"}.get(located.country or "")  # type: ignore[return-value]
    if agent is not None:
        return agent
    if statement is not None and statement.cue.stance in {"denies", "warns"} and statement.speaker.side in _OPPOSITE:
        return _OPPOSITE[statement.speaker.side]
    if statement is not None and statement.speaker.side in {"UKR", "RUS"}:
        return statement.speaker.side
    return {"UA": "RUS", "RU": "UKR"}.get(located.country or "")  # type: ignore[return-value]


def _agent(hit: _Hit, scan: Scan, context: Context, statement: Statement | None, words: _Words) -> Side | None:
    """The force named in the frame: behind "par" or beside a noun, before an active verb."""
    sentence = scan.sentence
    tokens = sentence.tokens
    behind = tokens[hit.last : hit.last + 8]
    if hit.is_passive or hit.frame.tense == "noun":
        side = _side_among(
            [one.text for one in _until(behind)],
            sentence,
            tokens[hit.last - 1].end,
            tokens[min(len(tokens) - 1, hit.last + 7)].end,
            scan,
            needs_by=hit.is_passive,
        )
        if side is not None:
            return side
    if hit.frame.gain == "enemy_of_object":
        return _side_among(
            [one.text for one in behind],
            sentence,
            tokens[hit.last - 1].end,
            tokens[min(len(tokens) - 1, hit.last + 7)].end,
            scan,
            needs_by=False, takes_metonyms=True,
        )
    if hit.is_passive:
        return None
    ahead = tokens[: hit.first]
    if statement is not None:
        ahead = tuple(one for one in ahead if not statement.speaker.start <= one.start < statement.speaker.end)
    for one in reversed(ahead):
        if one.text in _STOPS or one.text in {"que", "qu'"} and statement is not None:
            break
        if one.text in words.groups["enemy"] and statement is not None and statement.speaker.side in _OPPOSITE:
            return _OPPOSITE[statement.speaker.side]
        found = demonym(one.text) if one.is_word and len(one.text) > 3 else None
        if found is not None and found[1] in {"UKR", "RUS"} and not _is_of_place(one.start, context, sentence):
            return found[1]
        for actor in sentence.actors:
            if (
                actor.start <= one.start < actor.end
                and actor.actor.side in {"UKR", "RUS"}
                and not _is_of_place(one.start, context, sentence)
            ):
                return actor.actor.side
    if (
        statement is not None
        and {"ses", "nos", "notre", "son", "its", "our", "their", "leurs"}.intersection(
            one.text for one in tokens[max(0, hit.first - 8) : hit.first]
        )
        and statement.speaker.side in {"UKR", "RUS"}
    ):
        return statement.speaker.side
    return None


def _until(tokens: tuple[Any, ...]) -> list[Any]:
    kept = []
    for one in tokens:
        if one.text in {",", ";", ".", ":"}:
            break
        kept.append(one)
    return kept


def _is_of_place(offset: int, context: Context, sentence: Sentence) -> bool:
    return any(one.start <= offset < one.end for one in context.places.get(sentence.index, ()))


def _side_among(
    texts: list[str], sentence: Sentence, start: int, end: int, scan: Scan, *, needs_by: bool, takes_metonyms: bool = False
) -> Side | None:
    if needs_by and not {"par", "by"}.intersection(texts):
        return None
    for word in texts:
        found = demonym(word) if len(word) > 3 else None
        if found is not None and found[1] in {"UKR", "RUS"}:
            return found[1]
    for actor in sentence.actors:
        if (
            start <= actor.start < end
            and actor.actor.side in {"UKR", "RUS"}
            and (needs_by or takes_metonyms or not actor.is_metonym_place)
        ):
            return actor.actor.side
    return None


def settle_status(finding: Finding, claim: Claim) -> dict[str, ClaimStatus]:
    """How a claim stands to a change: by the side of the speaker against the sides that gain and lose."""
    gaining, losing = finding.fields["side_gaining"], finding.fields["side_losing"]
    side = claim.speaker_side
    if claim.stance == "reports" or gaining is None:
        return {"claim_status": "reported"}
    name = claim.speaker.lower() if claim.speaker else ""
    if (
        "deepstate" in name
        or "isw" in name
        or "study of war" in name
        or "étude de la guerre" in name
        or side == "MEDIA"
        and "isw" in finding.fields.get("place", "")
    ):
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
