"""Mobilisation: sizes and movements of forces, by the trigger nearest to the figure."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any, cast

from extractors.annotate.actors import demonym, side_of
from extractors.annotate.english_forces import MADE, continued
from extractors.annotate.facts import (
    Context,
    Finding,
    Located,
    modality_at,
    quantity_block,
    statement_at,
    verb_before,
)
from extractors.annotate.force_kinds import kind_at_home, kind_by_host
from extractors.annotate.force_periods import ahead, period, runs_since
from extractors.annotate.force_status import ForceWords, force_words, status_of, type_of_word
from extractors.annotate.force_traps import is_cited, is_label, is_speaker
from extractors.annotate.forces import counted_noun, force_of
from extractors.annotate.measure import Measure
from extractors.annotate.places import PlaceMention
from extractors.annotate.reading import Sentence, Token
from extractors.annotate.statements import Scan
from extractors.model import MobilisationType, TargetOrAchieved

_CONVICTS = frozenset({"prisonniers", "détenus", "condamnés", "inmates", "convicts", "prisoners"})


_BY_NOUN = frozenset({"contract_recruitment", "enlistment", "conscription_call_up", "mobilisation_wave"})
_AT_HOME = frozenset({"strength", "mobilisation_wave", "conscription_call_up", "staffing_level", "demobilisation"})
_STOCKS = frozenset({"strength", "staffing_level"})


_STOPS = frozenset({";", "!", "?"})


_TARGETS: dict[str, TargetOrAchieved] = {
    "achieved": "achieved", "reported": "achieved", "ongoing": "achieved", "planned": "target", "announced": "target",
    "demanded": "target", "imminent": "expected", "denied": "none",
}  # fmt: skip


def find_mobilisation(scan: Scan, context: Context, taken: frozenset[int]) -> Iterator[Finding]:
    """All force findings of a sentence, in text order; `taken` are the figures that count victims."""
    sentence = scan.sentence
    if not any(one.is_figure and one.start not in taken for one in sentence.measures):
        return
    words = force_words(context.reading.pack.lang)
    triggers = _triggers(sentence, words, context.reading.pack.lang) or _resumed(scan, context, words)
    parent: Finding | None = None
    last: Finding | None = None
    for measure in _counts(sentence, words):
        if (
            not measure.is_figure
            or measure.start in taken
            or is_speaker(measure, scan)
            or is_cited(measure, sentence)
            or is_label(measure, sentence)
        ):
            continue
        kind = _kind(measure, sentence, words, triggers, parent) or continued(measure, sentence, context)
        if kind is None and last is not None and _goes_on(measure, last, sentence, words):
            kind = last.fields["mobilisation_type"]
        if kind is None and _is_among_them(measure, sentence, context):
            kind = cast("MobilisationType", context.force[1]) if context.force is not None else None
        if kind is None or _is_trap(measure, words):
            continue
        if (
            kind == "enlistment"
            and context.force is not None
            and context.force == (sentence.index - 1, "contract_recruitment")
        ):
            kind = "contract_recruitment"
        context.force = (sentence.index, kind)
        if kind in MADE:
            context.made = context.force
        whole = parent if measure.is_subset else None
        found = _finding(measure, kind, scan, context=context, words=words, parent=whole)
        parent = found if not measure.is_subset else parent
        last = found
        yield found


def _counts(sentence: Sentence, words: ForceWords) -> Iterator[Measure]:
    """The figures of a sentence; of "4.800 militaires et 200 civils" the soldiers alone."""
    for one in sentence.measures:
        soldiers = [part for part in one.parts if counted_noun(part) in words.groups["persons"]]
        yield soldiers[0] if len(soldiers) == 1 and len(one.parts) > 1 else one


def _goes_on(measure: Measure, last: Finding, sentence: Sentence, words: ForceWords) -> bool:
    """A case of "1.000 démineurs et 5.000 ouvriers": the second figure moves with the first."""
    between = [one.text for one in sentence.tokens if last.end <= one.start < measure.start]
    is_joined = bool(between) and between[-1] in {"et", ",", "and", "puis"} and len(between) <= _ADJECTIVES
    is_people = counted_noun(measure) in words.groups["persons"] | words.groups["formations"]
    return is_joined and is_people and measure.form != "article"


_ADJECTIVES = 3


def _triggers(sentence: Sentence, words: ForceWords, lang: str) -> list[tuple[int, int, MobilisationType]]:
    """Start and end of every trigger of a sentence with its type."""
    found: list[tuple[int, int, MobilisationType]] = []
    tokens = sentence.tokens
    for at, one in enumerate(tokens):
        for parts, kind in words.phrases.get(one.text, ()):
            if tuple(each.text for each in tokens[at : at + len(parts)]) == parts:
                found.append((one.start, tokens[at + len(parts) - 1].end, kind))
                break
        else:
            if at > 1 and tokens[at - 2].text == "coalition":
                continue
            is_adjective = (
                at > 0 and tokens[at - 1].text in words.groups.get("adverbs", ()) and one.text.startswith("équip")
            )
            kind_of_word = (
                type_of_word(one.text, lang) if one.is_word and not (one.is_capital or is_adjective) else None
            )
            if kind_of_word is not None:
                found.append((one.start, one.end, kind_of_word))
    return found


def _resumed(scan: Scan, context: Context, words: ForceWords) -> list[tuple[int, int, MobilisationType]]:
    """A case of "la mobilisation partielle. … 300.000 hommes sont concernés": the movement of the sentence before."""
    tokens = scan.sentence.tokens
    link = next((one for one in tokens if one.text.startswith(("concern", "suivr", "visé"))), None) or _done(tokens)
    if link is None or scan.sentence.index == 0:
        return []
    before = _triggers(context.scans[scan.sentence.index - 1].sentence, words, words.lang)
    return [(link.start, link.end, before[-1][2])] if before else []


def _done(tokens: tuple[Token, ...]) -> Token | None:
    """A case of "500 jeunes seulement l'ont fait", "have done so": the verb stands for the one before."""
    for before, one, behind in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if (before.text, behind.text) in {("l'", "fait"), ("done", "so"), ("done", "it")} or (
            one.text == "done" and behind.text == "so"
        ):
            return one
    return None


def _kind(
    measure: Measure,
    sentence: Sentence,
    words: ForceWords,
    triggers: list[tuple[int, int, MobilisationType]],
    parent: Finding | None,
) -> MobilisationType | None:
    noun = counted_noun(measure)
    if measure.kind == "percent":
        return _staffing(sentence, words)
    if (
        measure.kind != "count"
        or measure.form == "zero"
        or _is_bare_article(measure, words)
        or (measure.form == "bare_plural")
    ):
        return None
    if (
        noun
        and type_of_word(noun, words.lang) is None
        and noun not in words.groups["persons"]
        and noun not in words.groups["formations"]
        and demonym(noun) is None
    ):
        return None
    if not noun and (_counts_things(measure, sentence, words) or not (measure.is_subset or triggers or parent)):
        return None
    if not noun and measure.quantity.unit not in {None, "persons"}:
        return None
    near = _nearest(measure, sentence, words, triggers)
    if near is None:
        return None
    if (
        noun
        in {
            "personnes",
            "citoyens",
            "adultes",
            "membres",
            "ouvriers",
            "ingénieurs",
            "russes",
            "ukrainiens",
            "américains",
            "",
        }
        and near[1] > 60
    ):
        return None
    return near[0]


def _is_among_them(measure: Measure, sentence: Sentence, context: Context) -> bool:
    """A case of "Parmi eux, plus de 1.400 Africains": part of the force of the sentence before."""
    opening = tuple(one.text for one in sentence.tokens[:2])
    at = sentence.token_at(measure.start)
    if context.force is not None and context.force[0] == sentence.index - 1 and at > 1:
        ahead = [one.text for one in sentence.tokens[max(0, at - 4) : at]]
        if "les" in ahead and ahead[-1] == "à" and not counted_noun(measure):
            return True
    return (
        context.force is not None and context.force[0] == sentence.index - 1 and measure.kind == "count"
        and measure.form != "article" and opening in {("parmi", "eux"), ("parmi", "elles"), ("among", "them")}
    )  # fmt: skip


def _is_bare_article(measure: Measure, words: ForceWords) -> bool:
    """A case of "un soldat": one of many; "une brigade" is a formation of its own."""
    return measure.form == "article" and counted_noun(measure) not in words.groups["formations"]


def _counts_things(measure: Measure, sentence: Sentence, words: ForceWords) -> bool:
    """A bare figure goes on counting what the last one counted: of "31 drones, dont 22" no soldier."""
    ahead = [one for one in sentence.measures if one.end <= measure.start and one.is_figure]
    before = [one for one in ahead if one.noun or one.kind != "count"]
    if not before or before[-1].kind != "count":
        return bool(before)
    noun = counted_noun(before[-1])
    return noun not in words.groups["persons"] | words.groups["formations"] and demonym(noun) is None


def _staffing(sentence: Sentence, words: ForceWords) -> MobilisationType | None:
    texts = {one.text for one in sentence.tokens}
    if texts & words.groups["staffing"] and texts & words.groups["staffing_hosts"] and "pertes" not in texts:
        return "staffing_level"
    return None


def _nearest(
    measure: Measure, sentence: Sentence, words: ForceWords, triggers: list[tuple[int, int, MobilisationType]]
) -> tuple[MobilisationType, int] | None:
    start, end = measure.start, measure.noun_end or measure.end
    best: tuple[int, int, MobilisationType] | None = None
    barriers = [one.start for one in sentence.tokens if one.text in _STOPS]
    for first, last, kind in triggers:
        if any(min(first, start) < at < max(last, end) for at in barriers):
            continue
        if _counts_others(first, measure, sentence):
            continue
        distance = 0 if first < end and start < last else start - last if last <= start else first - end
        crossed = sum(
            1
            for one in sentence.measures
            if one.is_figure
            and one is not measure
            and not one.is_subset
            and min(last, end) <= one.start < max(first, start)
        )
        distance += 50 * crossed
        is_own = measure.noun_start is not None and measure.noun_start <= first < end
        is_faint = _is_faint(first, sentence, words) or (is_own and kind in _BY_NOUN)
        weight = distance + (_FAINT_DISTANCE if is_faint else 0)
        if distance <= _FARTHEST and (best is None or weight < best[0]):
            best = (weight, distance, kind)
    return (best[2], best[1]) if best else None


def _counts_others(first: int, measure: Measure, sentence: Sentence) -> bool:
    """A case of "84.000 hommes, dont 19.000 volontaires": the noun of a subset tells nothing of the whole."""
    subsets = [one for one in sentence.measures if one is not measure and one.is_subset and one.noun_start is not None]
    return any(one.noun_start == first for one in subsets)


_FAINT_DISTANCE, _FARTHEST, _CLAUSE = 60, 140, 60


def _is_faint(first: int, sentence: Sentence, words: ForceWords) -> bool:
    """Whether a trigger tells the type only where no other stands near: "supplémentaires", "présents"."""
    one = sentence.tokens[sentence.token_at(first)]
    return one.text.startswith(words.faint)


def _is_trap(measure: Measure, words: ForceWords) -> bool:
    return counted_noun(measure) in words.groups["traps"]


def _finding(
    measure: Measure, kind: MobilisationType, scan: Scan, *, context: Context, words: ForceWords, parent: Finding | None
) -> Finding:
    sentence = scan.sentence
    statement = statement_at(scan, measure.start)
    country, side, is_foreign = force_of(measure, scan, context, statement, parent)
    if kind in {"enlistment", "contract_recruitment"} and counted_noun(measure) in _CONVICTS:
        kind = "prisoner_recruitment"
    kind = kind_by_host(kind, measure, sentence)
    if kind == "withdrawal" and country == "KP":
        kind = "foreign_deployment"
    if kind == "training_equipment" and is_foreign and country != "UA" and _trains_itself(measure, sentence):
        kind = "foreign_deployment"
    if is_foreign and kind in _AT_HOME and country not in {None, "KP"}:
        side = side_of(country)
    status = status_of(
        measure, kind, scan, context=context, statement=statement, words=words, country=country, parent=parent
    )
    located = _place(measure, sentence, context, kind)
    if located.name is not None:
        context.force_place = located
    if kind in {"strength", "training_equipment"} and is_foreign and _serves_abroad(country, located):
        kind = "foreign_deployment"
    kind = kind_at_home(kind, measure, sentence, country=country, located=located, is_foreign=is_foreign, status=status)
    if is_foreign and kind == "foreign_deployment":
        context.foreign = (country, side)
    tokens = tuple(one for one in sentence.tokens if abs(one.start - measure.start) < 90)
    first, last = period(measure, sentence, context)
    is_coming = status in {"planned", "announced"} and not runs_since(sentence)
    if is_coming and last is not None and first is not None and last == context.reading.day:
        first, last = last, ahead(first, last)
    unit = _unit(measure, kind, words)
    fields: dict[str, Any] = {
        "mobilisation_type": kind, "status": status, "target_or_achieved": _TARGETS[status], "side": side,
        "force_country": country, "is_foreign_force": is_foreign,
        **quantity_block(measure, unit, verb=verb_before(measure, sentence)),
        "aggregation": "rate" if measure.rate_period else "stock" if kind in _STOCKS else "unspecified",
        "rate_period": measure.rate_period, **located.block(), "period_start": first, "period_end": last,
        "modality": modality_at(statement, tokens), "polarity": -1 if status == "denied" else 1,
    }  # fmt: skip
    return Finding(
        table="mobilisation", start=measure.start, end=measure.noun_end or measure.end, anchor=measure.start,
        rule_id=f"mobilisation.{kind}.{measure.form}", statement=statement, fields=fields,
        key=(kind, country or "", located.name or ""), subset_parent=parent,
    )  # fmt: skip


def _unit(measure: Measure, kind: MobilisationType, words: ForceWords) -> str:
    """What a figure counts where its noun does not tell."""
    if measure.quantity.unit is not None:
        return measure.quantity.unit
    if kind == "staffing_level":
        return "percent"
    return "formations" if counted_noun(measure) in words.groups["formations"] else "persons"


def _trains_itself(measure: Measure, sentence: Sentence) -> bool:
    """A case of "3.000 hommes s'entraînent en Russie": soldiers abroad, whom nobody else trains."""
    at = sentence.token_at((measure.noun_end or measure.end) - 1) + 1
    near = sentence.tokens[at : at + 8]
    return any(
        one.text in {"s'", "train", "training"} and (one.text != "s'" or behind.text.startswith("entraîn"))
        for one, behind in itertools.pairwise(near)
    )


def _serves_abroad(country: str | None, located: Located) -> bool:
    """Whether a foreign force stands in another country than its own."""
    return located.country is not None and located.country != country


def _place(measure: Measure, sentence: Sentence, context: Context, kind: MobilisationType) -> Located:
    if kind in {
        "mobilisation_wave",
        "conscription_call_up",
        "enlistment",
        "contract_recruitment",
        "staffing_level",
        "demobilisation",
        "training_equipment",
        "prisoner_recruitment",
    }:
        return Located()
    inside = [
        one for one in context.places.get(sentence.index, ()) if not _is_said_at(one, context.scans[sentence.index])
    ]
    if not inside:
        near = {one.text for one in sentence.tokens if abs(one.start - measure.start) < _CLAUSE}
        return context.force_place or Located() if near & {"y", "there"} else Located()
    behind = [one for one in inside if one.start >= measure.end]
    regions = behind or list(inside)
    return context.settle(regions[0], sentence)


def _is_said_at(one: PlaceMention, scan: Scan) -> bool:
    """A case of ", the premier told a conference in Stockholm": a place behind the cue."""
    tokens = scan.sentence.tokens
    return any(
        each.is_inverted and tokens[each.cue.at].end <= one.start and not each.covers(one.start)
        for each in scan.statements
    )
