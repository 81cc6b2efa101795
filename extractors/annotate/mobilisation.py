"""Mobilisation: sizes and movements of forces, by the trigger nearest to the figure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from extractors.annotate.actors import demonym
from extractors.annotate.english_forces import MADE, continued
from extractors.annotate.facts import (
    Context,
    Finding,
)
from extractors.annotate.force_facts import Counted, force_fact
from extractors.annotate.force_nouns import counted_noun, told_noun
from extractors.annotate.force_series import (
    are_so_many,
    goes_on,
    is_difference,
    is_left_behind,
    is_of_them,
    is_of_whole,
)
from extractors.annotate.force_traps import is_cited, is_label, is_lost, is_speaker
from extractors.annotate.force_triggers import Trigger, bare_force, nearest, resumed, told_before, triggers_of
from extractors.annotate.force_words import ForceWords, force_words, type_of_word
from extractors.annotate.measure import Measure
from extractors.annotate.reading import Sentence
from extractors.annotate.statements import Scan
from extractors.model import MobilisationType


def find_mobilisation(scan: Scan, context: Context, taken: frozenset[int]) -> Iterator[Finding]:
    """All force findings of a sentence, in text order; `taken` are the figures that count victims."""
    sentence = scan.sentence
    if not any(one.is_figure and one.start not in taken for one in sentence.measures):
        return
    words = force_words(context.reading.pack.lang)
    triggers = triggers_of(scan, words, context.reading.pack.lang) or resumed(scan, context, words)
    parent: Finding | None = None
    last: Finding | None = None
    for measure in _counts(sentence, words):
        if not measure.is_figure or measure.start in taken or _counts_no_force(measure, scan):
            continue
        is_next = last is not None and goes_on(measure, last.end, sentence, words)
        told = _kind_told(measure, scan, words=words, triggers=triggers, parent=parent)
        if last is not None and is_next and (told is None or not measure.noun):
            is_own = told is not None and _has_own_trigger(measure, sentence, triggers)
            told = told if is_own else last.fields["mobilisation_type"]
        if sentence.index and last is None and is_of_whole(measure, sentence, words):
            told = told_before(sentence, context, words) or told
        kind = told or continued(measure, sentence, context) or _kind_taken_up(measure, scan, context, words)
        if kind is None or _is_trap(measure, words) or _recruits(measure, kind, words):
            continue
        if kind == "strength" and not measure.noun and told_before(sentence, context, words) == "foreign_deployment":
            kind = "foreign_deployment"
        kind = _kept(kind, measure, sentence, context)
        context.force = (sentence.index, kind)
        if kind in MADE:
            context.made = context.force
        whole = parent if measure.is_subset else None
        taken_up = told is None and (are_so_many(measure, sentence) or is_of_them(measure, sentence))
        kin = whole or (last if is_next or taken_up else None)
        counted = Counted(
            measure=measure, scan=scan, context=context, words=words, parent=whole, kin=kin, is_taken_up=taken_up
        )
        found = force_fact(counted, kind)
        context.force = (sentence.index, found.fields["mobilisation_type"])
        parent = found if not measure.is_subset else parent
        last = found
        yield found


def _kept(kind: MobilisationType, measure: Measure, sentence: Sentence, context: Context) -> MobilisationType:
    """Those who enlist behind men recruited by contract or from prisons are of the same: a type once told is kept."""
    before = context.force
    if kind != "enlistment" or before is None or before[0] < sentence.index - 1:
        return kind
    is_candidate = counted_noun(measure).startswith("candidat")
    if before == (sentence.index - 1, "contract_recruitment") or (is_candidate and before[1] == "prisoner_recruitment"):
        return cast("MobilisationType", before[1])
    return kind


def _kind_taken_up(measure: Measure, scan: Scan, context: Context, words: ForceWords) -> MobilisationType | None:
    """The type of soldiers that no word of the sentence tells the movement of."""
    if _is_among_them(measure, scan.sentence, context) or is_of_them(measure, scan.sentence):
        return told_before(scan.sentence, context, words)
    if are_so_many(measure, scan.sentence):
        is_of_us = any(one.text == "nous" for one in scan.sentence.tokens)
        return told_before(scan.sentence, context, words) or ("strength" if is_of_us else None)
    return bare_force(measure, scan, context, words)


def _kind_of_subset(
    kind: MobilisationType | None, measure: Measure, sentence: Sentence, triggers: list[Trigger], parent: Finding | None
) -> MobilisationType | None:
    """A part is of its whole's type, unless a word of its own tells another: "dont 695.000 sous contrat"."""
    if kind is None or parent is None or not measure.is_subset:
        return kind
    return (
        kind
        if _has_own_trigger(measure, sentence, triggers)
        else cast("MobilisationType", parent.fields["mobilisation_type"])
    )


def _has_own_trigger(measure: Measure, sentence: Sentence, triggers: list[Trigger]) -> bool:
    """Whether a trigger stands in a figure's own words: its noun, or right behind it."""
    end = measure.noun_end or measure.end
    limit = next((one.start for one in sentence.tokens if one.start >= end and one.text in _ENDS), sentence.end)
    return any(measure.start <= first < min(limit, end + _OWN_WORDS) for first, _, _ in triggers)


_ENDS = frozenset({",", ";", ":", "et", "and"})
_OWN_WORDS = 25
_FEW = 10


def _recruits(measure: Measure, kind: MobilisationType, words: ForceWords) -> bool:
    """A case of "six brigades recrutent dans cette tranche d'âge": units recruit, they are not recruited."""
    is_unit = counted_noun(measure) in words.groups["formations"]
    return is_unit and kind in {"contract_recruitment", "conscription_call_up"}


def _counts_no_force(measure: Measure, scan: Scan) -> bool:
    sentence = scan.sentence
    return (
        is_speaker(measure, scan)
        or is_cited(measure, sentence)
        or is_label(measure, sentence)
        or is_difference(measure, sentence)
        or is_left_behind(measure, sentence)
        or is_lost(measure, sentence)
    )


def _counts(sentence: Sentence, words: ForceWords) -> Iterator[Measure]:
    """The figures of a sentence; of "4.800 militaires et 200 civils" the soldiers alone."""
    for one in sentence.measures:
        soldiers = [part for part in one.parts if counted_noun(part) in words.groups["persons"]]
        yield soldiers[0] if len(soldiers) == 1 and len(one.parts) > 1 else one


def _kind_told(
    measure: Measure, scan: Scan, *, words: ForceWords, triggers: list[Trigger], parent: Finding | None
) -> MobilisationType | None:
    """The type that the words of the sentence tell."""
    if measure.kind == "percent":
        return _staffing(scan.sentence, words)
    if not _may_count_soldiers(measure, scan.sentence, words, is_told=bool(triggers) or parent is not None):
        return None
    near = nearest(measure, scan.sentence, words, triggers)
    if near is None or (told_noun(measure, scan.sentence) in words.groups["anybody"] | {""} and near[1] > _CLOSE):
        return None
    return _kind_of_subset(near[0], measure, scan.sentence, triggers, parent)


_CLOSE = 60


def _may_count_soldiers(measure: Measure, sentence: Sentence, words: ForceWords, *, is_told: bool) -> bool:
    noun = counted_noun(measure)
    if measure.kind != "count" or measure.form in {"zero", "bare_plural"} or _is_bare_article(measure, words):
        return False
    if noun:
        people = words.groups["persons"] | words.groups["formations"]
        return noun in people or type_of_word(noun, words.lang) is not None or demonym(noun) is not None
    if _counts_things(measure, sentence, words) or not (measure.is_subset or is_told):
        return False
    is_few = measure.quantity.unit not in {None, "persons"} or (measure.quantity.best or _FEW) < _FEW
    return bool(told_noun(measure, sentence)) or not is_few


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


def _is_trap(measure: Measure, words: ForceWords) -> bool:
    return counted_noun(measure) in words.groups["traps"]
