"""Casualties: counted victims with what became of them, whose they are and where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractors.annotate.army_losses import ascribed_behind, is_mass, of_koreans, resumes_army
from extractors.annotate.casualty_frames import casualty_hit
from extractors.annotate.casualty_words import (
    CasualtyHit,
    CasualtyWords,
    casualty_words,
    category_of,
    noun_of,
    victim_measures,
)
from extractors.annotate.facts import (
    Context,
    Finding,
    event_day,
    modality_at,
    quantity_block,
    statement_at,
    verb_before,
)
from extractors.annotate.measure import Measure
from extractors.annotate.places import PlaceMention
from extractors.annotate.reading import Sentence
from extractors.annotate.resumed_victims import among_them
from extractors.annotate.statements import Scan
from extractors.annotate.victim_lists import counts_subset, going_on, is_included
from extractors.annotate.victim_sides import (
    camp_before,
    cost_of_army,
    lost_by,
    of_foreign_force,
    side_of_victims,
)
from extractors.annotate.victims import place_of_victims
from extractors.model import Side


def find_casualties(scan: Scan, context: Context) -> Iterator[Finding]:
    """All casualty findings of a sentence, in text order; subsets point at the figure they are part of."""
    sentence = scan.sentence
    if not sentence.measures:
        return
    words = casualty_words(context.reading.pack.lang)
    texts = [one.text for one in sentence.tokens]
    is_asked = texts[-1] == "?" and not scan.statements and scan.implied is None
    if is_asked or (words.signs.isdisjoint(texts) and not _may_take_up(scan, texts, words, context)):
        return
    parent: Finding | None = None
    last: Finding | None = None
    for measure in victim_measures(sentence):
        hit = None if is_included(measure, sentence) else casualty_hit(measure, sentence, words, context)
        is_subset = counts_subset(measure, sentence)
        if (
            hit is None
            and is_subset
            and parent is not None
            and (
                category_of(measure, sentence, words) in {"child", "combatant"} or _is_placed(measure, parent, sentence)
            )
        ):
            hit = CasualtyHit(
                outcome=parent.fields["outcome"],
                rule="subset",
                start=measure.start,
                end=measure.noun_end or measure.end,
            )
        if hit is None:
            hit = among_them(measure, sentence, words, context)
        if hit is None and last is not None:
            hit = going_on(measure, last, sentence)
        if hit is None or _is_excluded(measure, sentence, words, hit=hit, context=context):
            continue
        category = category_of(measure, sentence, words)
        if (
            is_subset
            and parent is not None
            and hit.outcome == parent.fields["outcome"]
            and category not in {"child", "combatant"}
            and hit.rule != "subset"
        ):
            continue
        found = _finding(measure, hit, scan, context=context, words=words, parent=parent if is_subset else None)
        if not is_subset:
            parent = found
            context.note(sentence, found, _spoken_place(found, sentence, context))
        last = found
        yield found


def _may_take_up(scan: Scan, texts: list[str], words: CasualtyWords, context: Context) -> bool:
    """Whether a sentence without a word of casualties may count those of the one before: "Moscou en admet 498"."""
    if "en" not in texts:
        return False
    near = context.scans[max(0, scan.sentence.index - 2) : scan.sentence.index]
    return any(not words.outcome_nouns.keys().isdisjoint([one.text for one in each.sentence.tokens]) for each in near)


def _is_placed(measure: Measure, parent: Finding, sentence: Sentence) -> bool:
    """A case of "1.325 soldats, dont 440 dans le secteur de X": a bare figure of the same soldiers, by place."""
    at = sentence.token_at(measure.end - 1) + 1
    behind = sentence.tokens[at].text if at < len(sentence.tokens) else ""
    if noun_of(measure) or behind not in {"dans", "à", "près", "sur", "en", "au", "in", "near"}:
        return False
    is_town = behind in {"à", "près"} and sentence.tokens[min(at + 1, len(sentence.tokens) - 1)].is_capital
    return is_town or parent.fields["person_category"] == "combatant"


def _spoken_place(found: Finding, sentence: Sentence, context: Context) -> PlaceMention | None:
    name = found.fields["place"]
    if not name:
        return None
    for index in (*range(sentence.index, -1, -1), sentence.index + 1):
        named = next((one for one in context.places.get(index, ()) if one.name.endswith(name)), None)
        if named is not None:
            return named
    return None


_HANDED_OVER = frozenset({"rendus", "restitués", "remis", "returned"})


def _only_completes(measure: Measure, sentence: Sentence) -> bool:
    """A case of "les trois enfants d'une enseignante": she is not counted."""
    at = sentence.token_at(measure.start)
    if measure.form != "article" or at < _OPENING or sentence.tokens[at - 1].text != "d'":
        return False
    return any(one.noun_end == sentence.tokens[at - 2].end for one in sentence.measures)


def _is_told(measure: Measure, sentence: Sentence, context: Context) -> bool:
    """A case of "figurent parmi les neuf victimes": those of whom the post has told before."""
    at = sentence.token_at(measure.start)
    if at == 0 or sentence.tokens[at - 1].text not in {"les", "des", "ces", "the"}:
        return False
    return sentence.tokens[at - 1].text != "les" or context.sibling is not None or at < _OPENING


_OPENING = 3


def _is_excluded(
    measure: Measure, sentence: Sentence, words: CasualtyWords, *, hit: CasualtyHit, context: Context
) -> bool:
    texts = {one.text for one in sentence.tokens}
    if _only_completes(measure, sentence):
        return True
    if hit.outcome == "casualties_total" and hit.rule == "noun" and _is_told(measure, sentence, context):
        return True
    if noun_of(measure) in {"prisonniers", "captifs", "corps", "dépouilles", "prisonniers de guerre"} and (
        texts & words.groups["freed"] or (hit.outcome == "captured" and texts & _HANDED_OVER)
    ):
        return True
    if noun_of(measure) in {"corps", "cadavres", "dépouilles"} and hit.outcome == "missing":
        return True
    return measure.quantity.unit == "percent"


def _category(measure: Measure, hit: CasualtyHit, scan: Scan, *, context: Context, words: CasualtyWords) -> str:
    """Who the victims are by their noun, else combatants where an army or its losses stand before the figure."""
    category: str = category_of(measure, scan.sentence, words)
    if category != "unknown":
        return category
    before = {one.text for one in scan.sentence.tokens if one.start < measure.start}
    is_english_predicate = context.reading.pack.lang == "en" and hit.rule == "predicate_before"
    if measure.noun is None and not is_english_predicate and words.groups["army"] & before:
        return "combatant"
    is_loss = lost_by(measure, scan) is not None or camp_before(measure, scan.sentence) is not None
    is_loss = is_loss or cost_of_army(measure, scan.sentence)
    is_loss = is_loss or of_foreign_force(scan.sentence, context) is not None
    is_loss = is_loss or is_mass(measure, hit, scan.sentence, context)
    is_loss = is_loss or of_koreans(measure, scan.sentence, context)
    is_loss = is_loss or resumes_army(measure, scan.sentence, context)
    return "combatant" if is_loss or {"pertes", "losses"} & before else category


_NEAR = 90


def _finding(
    measure: Measure, hit: CasualtyHit, scan: Scan, *, context: Context, words: CasualtyWords, parent: Finding | None
) -> Finding:
    sentence = scan.sentence
    statement = statement_at(scan, measure.start)
    category = _category(measure, hit, scan, context=context, words=words)
    sibling = context.sibling if context.sibling is not None and context.sibling[0] == sentence.index else None
    is_joined = (
        sibling is not None
        and hit.rule == "noun"
        and category == "unknown"
        and sibling[1].fields["person_category"] == "combatant"
    )
    if is_joined:
        category = "combatant"
    is_resumed = hit.rule == "going_on" and sibling is not None
    if is_resumed and sibling is not None:
        category = sibling[1].fields["person_category"]
    is_army = category == "combatant" or (hit.outcome in {"losses_unspecified", "deserted"} and category == "unknown")
    located = place_of_victims(measure, hit, sentence, context, is_army=is_army and parent is None, parent=parent)
    side, country = side_of_victims(measure, hit, scan, context=context, words=words, located=located, is_army=is_army)
    if is_army and category == "unknown":
        category = "combatant"
    if parent is not None:
        side, country = parent.fields["side"], parent.fields["victim_country"]
    elif ascribed_behind(sentence, measure) is None and sibling is not None and (is_joined or (is_resumed and is_army)):
        side, country = sibling[1].fields["side"], sibling[1].fields["victim_country"]
    day, precision, first, last = event_day(sentence, scan.statements)
    texts = [one.text for one in sentence.tokens]
    begin, end = measure.start - _NEAR, measure.start + _NEAR
    tokens = tuple([one for one in sentence.tokens if begin < one.start < end])
    if day is not None and "depuis" in texts:
        first, last, day, precision = day, None, None, None
    fields: dict[str, Any] = {
        "outcome": hit.outcome, "person_category": category, "side": side, "victim_country": country,
        **quantity_block(measure, "persons", verb=verb_before(measure, sentence)),
        "aggregation": _aggregation(measure, texts, words),
        "is_running_total": not (words.groups["running"].isdisjoint(texts) or words.groups["totals"].isdisjoint(texts)),
        "counting_basis": _basis(statement, side), "rate_period": measure.rate_period, "subset_of": None,
        **located.block(), "event_on": day, "event_on_precision": precision, "period_start": first, "period_end": last,
        "modality": modality_at(statement, tokens), "polarity": 1,
    }  # fmt: skip
    return Finding(
        table="casualties", start=min(hit.start, measure.start), end=max(hit.end, measure.end), anchor=measure.start,
        rule_id=f"casualties.{hit.rule}.{measure.form}", statement=statement, fields=fields,
        key=(hit.outcome, side, category), subset_parent=parent,
    )  # fmt: skip


def _aggregation(measure: Measure, texts: list[str], words: CasualtyWords) -> str:
    if measure.rate_period is not None:
        return "rate"
    if words.groups["cumulative"].intersection(texts) or words.groups["totals"].intersection(texts):
        return "cumulative"
    return "increment" if {"supplémentaires", "autres", "nouveaux", "more"}.intersection(texts) else "unspecified"


def _basis(statement: Any, side: Side) -> str:
    if statement is None:
        return "unknown"
    if statement.cue.stance == "estimates":
        return "estimate"
    if statement.speaker.side == side:
        return "official_claim"
    return "enemy_claim" if {statement.speaker.side, side} == {"UKR", "RUS"} else "unknown"
