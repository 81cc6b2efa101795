"""Casualties: counted victims with what became of them, whose they are and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from extractors.annotate.facts import (
    Context,
    Finding,
    Located,
    event_day,
    holder,
    is_region,
    modality_at,
    people_behind,
    quantity_block,
    statement_at,
)
from extractors.annotate.actors import demonym
from extractors.annotate.measure import Measure
from extractors.annotate.places import PlaceMention
from extractors.annotate.reading import Sentence, Token
from extractors.annotate.statements import Scan
from extractors.annotate.words import word_list
from extractors.model import Outcome, PersonCategory, Side

_BEHIND, _BEFORE = 16, 9
_STOPS = frozenset({";", ":", ".", "!", "?"})
_OPPOSITE: dict[Side, Side] = {"UKR": "RUS", "RUS": "UKR", "UKR_ALLY": "RUS", "RUS_ALLY": "UKR"}


@dataclass(frozen=True)
class _Words:
    outcome_nouns: dict[str, Outcome]
    predicates: dict[str, list[tuple[tuple[str, ...], Outcome]]]
    people: dict[str, PersonCategory]
    groups: dict[str, frozenset[str]]


@lru_cache(maxsize=4)
def _words(lang: str) -> _Words:
    listed = word_list("casualties", lang)
    predicates: dict[str, list[tuple[tuple[str, ...], Outcome]]] = {}
    for row in listed["predicates"]:
        for one in row["words"]:
            parts = tuple(one.split())
            predicates.setdefault(parts[0], []).append((parts, row["outcome"]))
    for rows in predicates.values():
        rows.sort(key=lambda row: -len(row[0]))
    return _Words(
        outcome_nouns={word: row["outcome"] for row in listed["outcome_nouns"] for word in row["words"]},
        predicates=predicates,
        people={word: row["category"] for row in listed["people"] for word in row["words"]},
        groups={name: frozenset(words) for name, words in listed["words"].items()},
    )


@dataclass(frozen=True, kw_only=True)
class _Hit:
    outcome: Outcome
    rule: str
    start: int
    end: int


def find_casualties(scan: Scan, context: Context) -> Iterator[Finding]:
    """All casualty findings of a sentence, in text order; subsets point at the figure they are part of."""
    sentence = scan.sentence
    words = _words(context.reading.pack.lang)
    lowered = {one.text for one in sentence.tokens}
    if not (lowered & words.outcome_nouns.keys() or lowered & words.predicates.keys()):
        return
    parent: Finding | None = None
    for measure in _measures(sentence):
        hit = _hit(measure, sentence, words, context)
        is_subset = _is_subset(measure, sentence, words)
        if (
            hit is None
            and is_subset
            and parent is not None
            and _category(measure, sentence, words) in {"child", "combatant"}
        ):
            hit = _Hit(
                outcome=parent.fields["outcome"],
                rule="subset",
                start=measure.start,
                end=measure.noun_end or measure.end,
            )
        if hit is None or _is_excluded(measure, sentence, words, hit):
            continue
        category = _category(measure, sentence, words)
        if (
            is_subset
            and parent is not None
            and hit.outcome == parent.fields["outcome"]
            and category not in {"child", "combatant"}
        ):
            continue
        found = _finding(measure, hit, scan, context, words, parent if is_subset else None)
        if not is_subset:
            parent = found
            context.note(sentence, found, _spoken_place(found, sentence, context))
        yield found


def _spoken_place(found: Finding, sentence: Sentence, context: Context) -> PlaceMention | None:
    name = found.fields["place"]
    return next((one for one in context.places.get(sentence.index, ()) if name and one.name.endswith(name)), None)


def _measures(sentence: Sentence) -> Iterator[Measure]:
    for one in sentence.measures:
        if one.is_figure and one.kind == "count" and one.quantity.unit in {None, "persons"}:
            yield one


def _noun(measure: Measure) -> str:
    return (measure.noun or "").lower().replace("’", "'")


def _hit(measure: Measure, sentence: Sentence, words: _Words, context: Context) -> _Hit | None:
    noun = _noun(measure)
    if not noun and _counts_things(measure, sentence, words):
        return None
    if (
        measure.form == "unquantified"
        and measure.quantity.hedge != "vague_small"
        and statement_at(_scan_of(sentence, context), measure.start) is None
    ):
        return None
    if noun in words.outcome_nouns:
        outcome = _combined(sentence, measure, words, words.outcome_nouns[noun])
        return _Hit(outcome=outcome, rule="noun", start=measure.start, end=measure.noun_end or measure.end)
    if noun and noun not in words.people and not _is_people(noun):
        return None
    behind = _predicate_behind(measure, sentence, words)
    if behind is not None:
        return behind
    if noun and measure.form in {"bare_plural"} and not _predicate_before(measure, sentence, words):
        return None
    return _total_before(measure, sentence, words) or _predicate_before(measure, sentence, words)


def _counts_things(measure: Measure, sentence: Sentence, words: _Words) -> bool:
    """A bare figure goes on counting what the last one counted: of "96 drones, dont 62" no person."""
    before = [one for one in sentence.measures if one.start < measure.start and one.noun and one.is_figure]
    if not before:
        return False
    noun = _noun(before[-1])
    if noun.endswith(("és", "ées", "us", "is")):
        return False
    return noun not in words.people and noun not in words.outcome_nouns and not _is_people(noun)


def _scan_of(sentence: Sentence, context: Context) -> Scan:
    return context.scans[sentence.index]


def _is_people(noun: str) -> bool:
    return demonym(noun) is not None if noun.isalpha() or "-" in noun else False


def _combined(sentence: Sentence, measure: Measure, words: _Words, outcome: Outcome) -> Outcome:
    """ "120 morts et blessés" counts both."""
    at = sentence.token_at((measure.noun_end or measure.end) - 1) + 1
    following = [one.text for one in sentence.tokens[at : at + 2]]
    if (
        len(following) == 2
        and following[0] in words.groups["both"]
        and following[1] in words.outcome_nouns
        and not any(one.start == sentence.tokens[at + 1].start for one in sentence.measures)
    ):
        return "casualties_total"
    return outcome


def _predicate_at(tokens: tuple[Token, ...], at: int, words: _Words) -> tuple[Outcome, int] | None:
    for parts, outcome in words.predicates.get(tokens[at].text, ()):
        if tuple(one.text for one in tokens[at : at + len(parts)]) == parts:
            return outcome, at + len(parts)
    return None


def _predicate_behind(measure: Measure, sentence: Sentence, words: _Words) -> _Hit | None:
    tokens = sentence.tokens
    first = sentence.token_at((measure.noun_end or measure.end) - 1) + 1
    later = [
        one.start
        for one in sentence.measures
        if one.start > measure.start
        and one.is_figure
        and not one.is_subset
        and not (measure.start <= one.start < measure.end)
    ]
    limit = later[0] if later else sentence.end
    depth_subset = any(one.is_subset and one.start > measure.start for one in sentence.measures)
    for at in range(first, min(len(tokens), first + _BEHIND)):
        one = tokens[at]
        if one.start >= limit or one.text in _STOPS:
            break
        if one.text in {"qui", "dont", "selon"} and at > first and not depth_subset and one.text != "qui":
            break
        found = _predicate_at(tokens, at, words)
        if found is not None and not _is_active_verb(tokens, at, found[0]):
            return _Hit(
                outcome=_listed(tokens, at, found), rule="predicate", start=measure.start, end=tokens[found[1] - 1].end
            )
    return None


def _listed(tokens: tuple[Token, ...], at: int, found: tuple[Outcome, int]) -> Outcome:
    """ "blessés, portés disparus ou capturés": a list of several outcomes is a loss unspecified."""
    behind = [one.text for one in tokens[found[1] : found[1] + 6]]
    others = [word for word in behind if word in {"disparus", "capturés", "prisonniers", "blessés", "tués"}]
    if found[0] == "casualties_total" or not others:
        return found[0]
    if "ou" not in behind:
        return found[0]
    return "losses_unspecified" if len(others) > 1 or {"disparus", "capturés"} & set(others) else "casualties_total"


def _is_active_verb(tokens: tuple[Token, ...], at: int, outcome: Outcome) -> bool:
    """ "les soldats ont tué": a singular participle behind "ont" has its victims behind it."""
    word = tokens[at].text
    before = tokens[at - 1].text if at else ""
    return (
        before in {"ont", "a", "avait", "avaient"}
        and word
        in {"tué", "blessé", "éliminé", "capturé", "abattu", "exécuté", "évacué", "perdu", "sacrifié", "neutralisé"}
        or word in {"tuant", "blessant", "éliminant", "abattant", "capturant"}
    )


def _total_before(measure: Measure, sentence: Sentence, words: _Words) -> _Hit | None:
    """ "le nombre de morts est passé à 18": an outcome noun with a total before a bare figure."""
    if measure.noun is not None and _noun(measure) not in {"personnes"}:
        return None
    tokens = sentence.tokens
    at = sentence.token_at(measure.start)
    window = tokens[max(0, at - 18) : at]
    texts = [one.text for one in window]
    if not words.groups["totals"].intersection(texts) and "pertes" not in texts:
        return None
    for index in range(len(window) - 1, -1, -1):
        outcome = words.outcome_nouns.get(texts[index])
        if outcome is not None:
            return _Hit(outcome=outcome, rule="total", start=window[index].start, end=measure.end)
        if texts[index] in _STOPS:
            return None
    if words.groups["running"].intersection(texts) and {"bilan", "toll"}.intersection(texts):
        return _Hit(outcome="killed", rule="toll", start=measure.start, end=measure.end)
    return None


def _predicate_before(measure: Measure, sentence: Sentence, words: _Words) -> _Hit | None:
    tokens = sentence.tokens
    last = sentence.token_at(measure.start)
    for at in range(last - 1, max(-1, last - 1 - _BEFORE), -1):
        if tokens[at].text in _STOPS - {":"} or tokens[at].text in {"selon", "dont"} and at < last - 1:
            return None
        if (
            any(one.is_figure and one.start <= tokens[at].start < one.end for one in sentence.measures)
            and measure.form != "article"
        ):
            return None
        found = _predicate_at(tokens, at, words)
        if found is not None and found[1] <= last and _governs(tokens, at, found, words):
            return _Hit(
                outcome=found[0], rule="predicate_before", start=tokens[at].start, end=measure.noun_end or measure.end
            )
    return None


def _governs(tokens: tuple[Token, ...], at: int, found: tuple[Outcome, int], words: _Words) -> bool:
    """Whether the victims stand behind this predicate: an active verb, a gerund, "pertes" with a figure."""
    word = tokens[at].text
    before = tokens[at - 1].text if at else ""
    if (
        word.endswith("ant")
        or found[1] - at > 1
        or word in {"pertes", "perdu", "perd", "perdent", "perdre", "sacrifié", "éliminé", "éliminer", "lost", "loses", "losses"}
    ):
        return True
    if before in {"a", "ont", "avait", "avaient", "aurait", "auraient", "avoir", "ayant", "a-t-elle"} or word in {
        "tue",
        "tuent",
        "blesse",
        "blessent",
        "tuer",
        "blesser",
        "tua",
        "capturer",
        "abattu",
        "neutralisé",
    }:
        return True
    return any(
        one.text in {"a", "ont", "avait", "avaient", "aurait", "auraient", "avoir"}
        for one in tokens[max(0, at - 3) : at]
    ) and not word.endswith(("és", "ées", "ts", "tes"))


def _category(measure: Measure, sentence: Sentence, words: _Words) -> PersonCategory:
    noun = _noun(measure)
    if measure.parts:
        kinds = {words.people.get((one.noun or "").lower(), "unknown") for one in measure.parts}
        if len(kinds) == 1:
            return kinds.pop()
        return "mixed" if "combatant" in kinds or "civilian" in kinds else "unknown"
    if noun in words.people and words.people[noun] != "unknown":
        return words.people[noun]
    at = sentence.token_at((measure.noun_end or measure.end) - 1) + 1
    for one in sentence.tokens[at : at + 4]:
        if one.text in {",", ";", "et", "dont", "ont", "par"}:
            break
        kind = words.people.get(one.text)
        if kind in {"civilian", "combatant", "child"}:
            return kind
    return "unknown"


def _is_subset(measure: Measure, sentence: Sentence, words: _Words) -> bool:
    if measure.is_subset:
        return True
    at = sentence.token_at(measure.start)
    before = [one.text for one in sentence.tokens[max(0, at - 3) : at]]
    return bool({"dont", "lesquels", "lesquelles", "including", "among"}.intersection(before))


def _is_excluded(measure: Measure, sentence: Sentence, words: _Words, hit: _Hit) -> bool:
    texts = {one.text for one in sentence.tokens}
    at = sentence.token_at(measure.start)
    if hit.outcome == "casualties_total" and hit.rule == "noun" and at and sentence.tokens[at - 1].text in {"les", "des", "ces", "the"}:
        return True
    if (
        _noun(measure) in {"prisonniers", "captifs", "corps", "dépouilles", "prisonniers de guerre"}
        and texts & words.groups["freed"]
    ):
        return True
    return measure.quantity.unit == "percent"


def _finding(
    measure: Measure, hit: _Hit, scan: Scan, context: Context, words: _Words, parent: Finding | None
) -> Finding:
    sentence = scan.sentence
    statement = statement_at(scan, measure.start)
    category = _category(measure, sentence, words)
    if category == "unknown" and measure.noun is None and words.groups["army"] & {one.text for one in sentence.tokens if one.start < measure.start}:
        category = "combatant"
    sibling = context.sibling if context.sibling is not None and context.sibling[0] == sentence.index else None
    is_joined = sibling is not None and hit.rule == "noun" and category == "unknown" and sibling[1].fields["person_category"] == "combatant"
    if is_joined:
        category = "combatant"
    is_army = category == "combatant" or hit.outcome in {"losses_unspecified", "deserted"} and category == "unknown"
    located = _place(measure, sentence, context, is_army=is_army and parent is None, parent=parent)
    side, country = _side(measure, hit, scan, context, words, located, is_army=is_army)
    if is_army and category == "unknown":
        category = "combatant"
    if parent is not None:
        side, country = parent.fields["side"], parent.fields["victim_country"]
    elif is_joined and sibling is not None:
        side, country = sibling[1].fields["side"], sibling[1].fields["victim_country"]
    day, precision, first, last = event_day(sentence, measure.start, measure.end, scan.statements)
    texts = [one.text for one in sentence.tokens]
    tokens = tuple(one for one in sentence.tokens if abs(one.start - measure.start) < 90)
    if day is not None and "depuis" in texts:
        first, last, day, precision = day, None, None, None
    fields: dict[str, Any] = {
        "outcome": hit.outcome, "person_category": category, "side": side, "victim_country": country,
        **quantity_block(measure, "persons"), "aggregation": _aggregation(measure, texts, words),
        "is_running_total": bool(words.groups["running"].intersection(texts) and words.groups["totals"].intersection(texts)),
        "counting_basis": _basis(scan, statement, side), "rate_period": measure.rate_period, "subset_of": None,
        **located.block(), "event_on": day, "event_on_precision": precision, "period_start": first, "period_end": last,
        "modality": modality_at(statement, tokens), "polarity": 1,
    }  # fmt: skip
    return Finding(
        table="casualties", start=min(hit.start, measure.start), end=max(hit.end, measure.end), anchor=measure.start,
        rule_id=f"casualties.{hit.rule}.{measure.form}", statement=statement, fields=fields,
        key=(hit.outcome, side, category), subset_parent=parent,
    )  # fmt: skip


def _aggregation(measure: Measure, texts: list[str], words: _Words) -> str:
    if measure.rate_period is not None:
        return "rate"
    if words.groups["cumulative"].intersection(texts) or words.groups["totals"].intersection(texts):
        return "cumulative"
    return "increment" if {"supplémentaires", "autres", "nouveaux", "more"}.intersection(texts) else "unspecified"


def _basis(scan: Scan, statement: Any, side: Side) -> str:
    if statement is None:
        return "unknown"
    if statement.cue.stance == "estimates":
        return "estimate"
    if statement.speaker.side == side:
        return "official_claim"
    return "enemy_claim" if {statement.speaker.side, side} == {"UKR", "RUS"} else "unknown"


def _place(measure: Measure, sentence: Sentence, context: Context, *, is_army: bool, parent: Finding | None) -> Located:
    if parent is not None:
        return parent.extra.get("located", Located()) if parent.extra else Located(
            name=parent.fields["place"], place_id=parent.fields["place_id"],
            candidates=parent.fields["place_candidates"], precision=parent.fields["geo_precision"],
        )  # fmt: skip
    near = list(context.places.get(sentence.index, ()))
    if is_army:
        near = [one for one in near if not _is_country(one)]
    near = _without_regions(near)
    if near:
        return context.settle(_nearest(measure, near, sentence), sentence)
    texts = {one.text for one in sentence.tokens}
    if texts & {"pays", "country"} or (is_army and not texts & {"y", "there", "place"}):
        return Located()
    governed = _governed_place(measure, sentence, context)
    if governed is not None and context.toll_place is None:
        return context.settle(governed, sentence)
    earlier = context.toll_place or context.before(sentence) or context.anywhere()
    if earlier is None:
        return Located()
    return context.settle(earlier, context.scans[_sentence_of(earlier, context)].sentence)


def _governed_place(measure: Measure, sentence: Sentence, context: Context) -> PlaceMention | None:
    """The place the speaker governs: "le gouverneur de la région de Soumy"."""
    statement = statement_at(_scan_of(sentence, context), measure.start)
    if statement is None or statement.speaker.kind != "person":
        return None
    inside = [one for one in sentence.places if statement.speaker.start <= one.start < statement.speaker.end]
    return next((one for one in inside if not _is_country(one)), None)


def _nearest(measure: Measure, near: list[PlaceMention], sentence: Sentence) -> PlaceMention:
    """The last place before the figure; of a list of figures with a place each, the one right behind."""
    behind = [one for one in near if one.start > measure.start]
    ahead = [one for one in near if one.start < measure.start]
    later = [one.start for one in sentence.measures if one.start > measure.end and one.is_figure]
    is_list = any(one.is_figure and one.start < measure.start for one in sentence.measures)
    if behind and len(near) > 1 and is_list and (not later or behind[0].start < later[0]):
        return behind[0]
    return ahead[-1] if ahead else behind[0]


def _is_country(one: PlaceMention) -> bool:
    return not one.candidates or one.candidates[0].feature.startswith("PCL") or one.candidates[0].feature == "country"


def _without_regions(near: list[PlaceMention]) -> list[PlaceMention]:
    """Of "X, dans la région de Y" the town X alone."""
    kept = [one for at, one in enumerate(near) if not (at and is_region(one) and not is_region(near[at - 1]))]
    return kept or near


def _sentence_of(place: Any, context: Context) -> int:
    return next(one.sentence.index for one in context.scans if one.sentence.start <= place.start < one.sentence.end)


def _side(
    measure: Measure, hit: _Hit, scan: Scan, context: Context, words: _Words, located: Located, *, is_army: bool
) -> tuple[Side, str | None]:
    sentence = scan.sentence
    people = people_behind(sentence, measure.noun_start or measure.start, measure.noun_end or measure.end)
    if people is not None:
        return people[1], people[0]
    controlled = _controlled_by(sentence)
    if controlled is not None and not is_army:
        return controlled
    statement = statement_at(scan, measure.start)
    noun = _noun(measure)
    if is_army or hit.outcome == "losses_unspecified":
        owner = _owner(measure, hit, scan, words)
        if owner is not None:
            return owner
        if statement is not None and statement.speaker.side in _OPPOSITE and noun in words.groups["enemy"]:
            side = _OPPOSITE[statement.speaker.side]
            return side, {"UKR": "UA", "RUS": "RU"}.get(side)
    country, side = holder(located, context.reading.day)
    if country is not None:
        return side, country
    if statement is not None and statement.speaker.side in {"UKR", "RUS"}:
        return statement.speaker.side, statement.speaker.country
    return _post_side(context)


def _controlled_by(sentence: Sentence) -> tuple[Side, str | None] | None:
    """"sous contrôle russe": who holds the place, whatever its country."""
    texts = [one.text for one in sentence.tokens]
    for at in range(len(texts) - 2):
        if texts[at] in {"contrôle", "occupation", "control"}:
            found = demonym(texts[at + 1]) or (demonym(texts[at - 1]) if at else None)
            if found is not None and found[1] in {"UKR", "RUS"}:
                return found[1], "UA"
    return None


def _owner(measure: Measure, hit: _Hit, scan: Scan, words: _Words) -> tuple[Side, str | None] | None:
    """Whose army it is: "les pertes russes", "L'Ukraine a perdu", "498 de ses militaires", "avoir éliminé" (the enemy's)."""
    sentence = scan.sentence
    statement = statement_at(scan, measure.start)
    at = sentence.token_at(measure.start)
    texts = [one.text for one in sentence.tokens]
    if statement is not None and {"ses", "nos", "its", "our"}.intersection(texts[at : at + 4]):
        return statement.speaker.side, statement.speaker.country
    if statement is not None and statement.cue.stance in {"accuses", "denounces"} and statement.speaker.side in _OPPOSITE:
        return statement.speaker.side, statement.speaker.country
    start = hit.start
    named = [one for one in sentence.actors if one.end <= measure.start and one.actor.side == "RUS_ALLY"]
    if named and statement is not None and not any(one.start <= each.start < one.end for one in scan.statements for each in named):
        return named[-1].actor.side, named[-1].actor.country
    for one in reversed(sentence.actors):
        if (
            one.end <= max(start, measure.start)
            and one.actor.side in _OPPOSITE | {"UKR": "", "RUS": ""}
            and one.end > start - 60
        ):
            is_speaker = statement is not None and statement.speaker.start <= one.start < statement.speaker.end and statement.cue.form != "finite"
            if not is_speaker and hit.outcome in {"losses_unspecified", "deserted"}:
                return one.actor.side, one.actor.country
    for token in reversed(
        [one for one in sentence.tokens if one.end <= measure.end + 25 and one.start > measure.start - 90]
    ):
        found = demonym(token.text) if token.is_word and len(token.text) > 3 else None
        if found is not None and hit.outcome in {"losses_unspecified", "deserted"}:
            return found[1], found[0]
    if (
        statement is not None
        and hit.rule == "predicate_before"
        and hit.outcome in {"killed", "captured", "casualties_total", "wounded"}
        and statement.speaker.side in _OPPOSITE
    ):
        side = _OPPOSITE[statement.speaker.side]
        return side, {"UKR": "UA", "RUS": "RU"}.get(side)
    if (
        statement is not None
        and hit.outcome in {"losses_unspecified", "deserted"}
        and statement.speaker.side in {"UKR", "RUS"}
    ):
        return statement.speaker.side, statement.speaker.country
    return None


def _post_side(context: Context) -> tuple[Side, str | None]:
    for one in context.all_places:
        if one.candidates and one.candidates[0].country in {"UA", "RU"}:
            located = context.settle(one, context.scans[_sentence_of(one, context)].sentence)
            country, side = holder(located, context.reading.day)
            return side, country
    return "UNKNOWN", None
