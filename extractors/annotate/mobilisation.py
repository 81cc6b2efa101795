"""Mobilisation: sizes and movements of forces, by the trigger nearest to the figure."""

from __future__ import annotations

import itertools
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from extractors.annotate.actors import demonym
from extractors.annotate.english_forces import continued, is_progressive
from extractors.annotate.facts import (
    Context,
    Finding,
    Located,
    modality_at,
    quantity_block,
    statement_at,
    verb_before,
)
from extractors.annotate.forces import counted_noun, force_of
from extractors.annotate.measure import Measure
from extractors.annotate.reading import Sentence
from extractors.annotate.statements import Scan, Statement
from extractors.annotate.words import word_list
from extractors.model import MobilisationStatus, MobilisationType, TargetOrAchieved

_ORDERS = frozenset({"ordonner", "décréter", "signer", "order", "decree"})


_STOCKS = frozenset({"strength", "staffing_level"})


_STOPS = frozenset({";", "!", "?"})


_TARGETS: dict[str, TargetOrAchieved] = {
    "achieved": "achieved", "reported": "achieved", "ongoing": "achieved", "planned": "target", "announced": "target",
    "demanded": "target", "imminent": "expected", "denied": "none",
}  # fmt: skip


@dataclass(frozen=True)
class _Words:
    lang: str
    phrases: dict[str, list[tuple[tuple[str, ...], MobilisationType]]]
    triggers: tuple[tuple[str, MobilisationType], ...]
    groups: dict[str, frozenset[str]]
    faint: tuple[str, ...]


@lru_cache(maxsize=4)
def _words(lang: str) -> _Words:
    listed = word_list("mobilisation", lang)
    phrases: dict[str, list[tuple[tuple[str, ...], MobilisationType]]] = {}
    for row in listed["triggers"]:
        for written in row["words"]:
            if " " in written:
                phrases.setdefault(written.split()[0], []).append((tuple(written.split()), row["type"]))
    return _Words(
        lang=lang,
        phrases=phrases,
        triggers=tuple((word, row["type"]) for row in listed["triggers"] for word in row["words"]),
        groups={name: frozenset(words) for name, words in listed["words"].items()},
        faint=tuple(listed["words"].get("faint", ("\0",))),
    )


@lru_cache(maxsize=16_384)
def _type_of_word(word: str, lang: str) -> MobilisationType | None:
    best: tuple[int, MobilisationType] | None = None
    for trigger, kind in _words(lang).triggers:
        if " " not in trigger and word.startswith(trigger) and (best is None or len(trigger) > best[0]):
            best = (len(trigger), kind)
    return best[1] if best else None


def find_mobilisation(scan: Scan, context: Context, taken: frozenset[int]) -> Iterator[Finding]:
    """All force findings of a sentence, in text order; `taken` are the figures that count victims."""
    sentence = scan.sentence
    words = _words(context.reading.pack.lang)
    triggers = _triggers(sentence, words, context.reading.pack.lang) or _resumed(scan, context, words)
    parent: Finding | None = None
    for measure in sentence.measures:
        if not measure.is_figure or measure.start in taken:
            continue
        kind = _kind(measure, sentence, words, triggers, parent) or continued(measure, sentence, context)
        if kind is None or _is_trap(measure, words):
            continue
        if (
            kind == "enlistment"
            and context.force is not None
            and context.force == (sentence.index - 1, "contract_recruitment")
        ):
            kind = "contract_recruitment"
        context.force = (sentence.index, kind)
        whole = parent if measure.is_subset else None
        found = _finding(measure, kind, scan, context=context, words=words, parent=whole)
        parent = found if not measure.is_subset else parent
        yield found


def _triggers(sentence: Sentence, words: _Words, lang: str) -> list[tuple[int, int, MobilisationType]]:
    """Start and end of every trigger of a sentence with its type."""
    found: list[tuple[int, int, MobilisationType]] = []
    tokens = sentence.tokens
    for at, one in enumerate(tokens):
        for parts, kind in words.phrases.get(one.text, ()):
            if tuple(each.text for each in tokens[at : at + len(parts)]) == parts:
                found.append((one.start, tokens[at + len(parts) - 1].end, kind))
                break
        else:
            kind_of_word = _type_of_word(one.text, lang) if one.is_word and not one.is_capital else None
            if kind_of_word is not None:
                found.append((one.start, one.end, kind_of_word))
    return found


def _resumed(scan: Scan, context: Context, words: _Words) -> list[tuple[int, int, MobilisationType]]:
    """A case of "la mobilisation partielle. … 300.000 hommes sont concernés": the movement of the sentence before."""
    tokens = scan.sentence.tokens
    link = next((one for one in tokens if one.text.startswith(("concern", "suivr", "visé"))), None)
    if link is None or scan.sentence.index == 0:
        return []
    before = _triggers(context.scans[scan.sentence.index - 1].sentence, words, words.lang)
    return [(link.start, link.end, before[-1][2])] if before else []


def _kind(
    measure: Measure,
    sentence: Sentence,
    words: _Words,
    triggers: list[tuple[int, int, MobilisationType]],
    parent: Finding | None,
) -> MobilisationType | None:
    noun = counted_noun(measure)
    if measure.kind == "percent":
        return _staffing(sentence, words)
    if measure.kind != "count" or measure.form in {"article", "zero"} or (measure.form == "bare_plural"):
        return None
    if (
        noun
        and _type_of_word(noun, words.lang) is None
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


def _counts_things(measure: Measure, sentence: Sentence, words: _Words) -> bool:
    """A bare figure goes on counting what the last one counted: of "31 drones, dont 22" no soldier."""
    before = [one for one in sentence.measures if one.end <= measure.start and one.is_figure and one.noun]
    if not before:
        return False
    noun = counted_noun(before[-1])
    return noun not in words.groups["persons"] | words.groups["formations"] and demonym(noun) is None


def _staffing(sentence: Sentence, words: _Words) -> MobilisationType | None:
    texts = {one.text for one in sentence.tokens}
    if texts & words.groups["staffing"] and texts & words.groups["staffing_hosts"] and "pertes" not in texts:
        return "staffing_level"
    return None


def _nearest(
    measure: Measure, sentence: Sentence, words: _Words, triggers: list[tuple[int, int, MobilisationType]]
) -> tuple[MobilisationType, int] | None:
    start, end = measure.start, measure.noun_end or measure.end
    best: tuple[int, int, MobilisationType] | None = None
    barriers = [one.start for one in sentence.tokens if one.text in _STOPS]
    for first, last, kind in triggers:
        if any(min(first, start) < at < max(last, end) for at in barriers):
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
        weight = distance + (_FAINT_DISTANCE if _is_faint(first, last, sentence, words) else 0)
        if distance <= _FARTHEST and (best is None or weight < best[0]):
            best = (weight, distance, kind)
    return (best[2], best[1]) if best else None


_FAINT_DISTANCE, _FARTHEST = 60, 140


def _is_faint(first: int, last: int, sentence: Sentence, words: _Words) -> bool:
    """Whether a trigger tells the type only where no other stands near: "supplémentaires", "présents"."""
    one = sentence.tokens[sentence.token_at(first)]
    return one.end == last and one.text.startswith(words.faint)


def _is_trap(measure: Measure, words: _Words) -> bool:
    return counted_noun(measure) in words.groups["traps"]


def _finding(
    measure: Measure, kind: MobilisationType, scan: Scan, *, context: Context, words: _Words, parent: Finding | None
) -> Finding:
    sentence = scan.sentence
    statement = statement_at(scan, measure.start)
    country, side, is_foreign = force_of(measure, scan, context, statement, parent)
    if kind == "training_equipment" and is_foreign and country != "UA" and _trains_itself(measure, sentence):
        kind = "foreign_deployment"
    status = _status(
        measure, kind, scan, context=context, statement=statement, words=words, country=country, parent=parent
    )
    located = _place(measure, sentence, context, kind)
    if kind in {"strength", "training_equipment"} and is_foreign and _serves_abroad(country, located):
        kind = "foreign_deployment"
    if kind == "foreign_deployment" and not is_foreign and country in {"UA", "RU"}:
        kind = "strength" if status in {"reported", "achieved"} and located.country in {None, country} else kind
    tokens = tuple(one for one in sentence.tokens if abs(one.start - measure.start) < 90)
    first, last = _period(sentence, context)
    if status in {"planned", "announced"} and last is not None and first is not None and last == context.reading.day:
        first, last = last, _ahead(first, last)
    unit = measure.quantity.unit or (
        "percent"
        if kind == "staffing_level"
        else "formations"
        if counted_noun(measure) in words.groups["formations"]
        else "persons"
    )
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


def _trains_itself(measure: Measure, sentence: Sentence) -> bool:
    """A case of "3.000 hommes s'entraînent en Russie": soldiers abroad, whom nobody else trains."""
    at = sentence.token_at((measure.noun_end or measure.end) - 1) + 1
    near = sentence.tokens[at : at + 8]
    return any(
        one.text in {"s'", "train", "training"} and (one.text != "s'" or behind.text.startswith("entraîn"))
        for one, behind in itertools.pairwise(near)
    )


def _resumes_order(scan: Scan, context: Context) -> bool:
    """Whether a figure tells more of what the sentence before decreed: "300.000 hommes sont concernés"."""
    before = context.scans[scan.sentence.index - 1].statements if scan.sentence.index else ()
    return any(one.text.startswith("concern") for one in scan.sentence.tokens) and any(
        one.cue.lemma in _ORDERS for one in before
    )


def _serves_abroad(country: str | None, located: Located) -> bool:
    """Whether a foreign force stands in another country than its own."""
    return located.country is not None and located.country != country


def _status(
    measure: Measure, kind: MobilisationType, scan: Scan, *, context: Context, statement: Statement | None,
    words: _Words,
    country: str | None, parent: Finding | None,
) -> MobilisationStatus:  # fmt: skip
    if parent is not None:
        return parent.fields["status"]  # type: ignore[no-any-return]
    texts = [one.text for one in scan.sentence.tokens if abs(one.start - measure.start) < 160]
    near = set(texts)
    if statement is not None and statement.cue.stance == "denies":
        return "denied"
    if statement is not None and statement.cue.stance == "demands":
        return "demanded"
    if near & words.groups["imminent"] and measure.start > 0 and _is_imminent(scan.sentence, measure):
        return "imminent"
    if statement is not None and (statement.cue.lemma in _ORDERS or _resumes_order(scan, context)):
        return "announced"
    return _status_by_words(measure, kind, scan, statement=statement, words=words) or _status_by_speaker(
        kind, statement, country
    )


def _status_by_words(
    measure: Measure, kind: MobilisationType, scan: Scan, *, statement: Statement | None, words: _Words
) -> MobilisationStatus | None:
    """The status that the words around a figure tell: to come, under way, decided."""
    texts = [one.text for one in scan.sentence.tokens if abs(one.start - measure.start) < 160]
    near = set(texts)
    if any(_is_future_word(word) for word in _clause(scan.sentence, measure)):
        return "planned"
    if measure.rate_period is not None or (near & {"chaque", "signent", "massés"} and kind != "strength"):
        return "ongoing"
    if words.lang == "en":
        if near & words.groups["announced"]:
            return "announced"
        if is_progressive(scan.sentence, measure) or _clause_set(scan.sentence, measure) & words.groups["ongoing"]:
            return "ongoing"
    if _clause_set(scan.sentence, measure) & words.groups["planned"]:
        return "planned"
    if (
        statement is not None
        and statement.cue.stance == "announces"
        and kind in {"mobilisation_wave", "conscription_call_up", "foreign_deployment", "redeployment"}
        and not _is_done(texts)
    ):
        return "announced"
    if near & {"décret", "décrété", "ordonné"}:
        return "announced"
    return None


def _status_by_speaker(kind: MobilisationType, statement: Statement | None, country: str | None) -> MobilisationStatus:
    """Who owns or trains a force says that it is so; anybody else reports it."""
    if (
        statement is not None
        and statement.speaker.country is not None
        and (statement.speaker.country == country or kind == "training_equipment")
    ):
        return "achieved"
    return "reported"


def _is_done(texts: list[str]) -> bool:
    return bool({"ont", "a", "été", "déjà"} & set(texts)) and bool({"déjà", "depuis", "été"} & set(texts))


def _is_imminent(sentence: Sentence, measure: Measure) -> bool:
    texts = [one.text for one in sentence.tokens if measure.start <= one.start < measure.start + 90]
    return "point" in texts or any(word.startswith(("imminent", "apprêt")) for word in texts)


def _is_future_word(word: str) -> bool:
    return (
        word.endswith(("eront", "iront", "dront", "sera", "era"))
        and word not in {"opéra", "libéra", "considéra"}
        and len(word) > 4
    ) or word in {"va", "vont"}


def _clause(sentence: Sentence, measure: Measure) -> list[str]:
    return [one.text for one in sentence.tokens if abs(one.start - measure.start) < 70 and not one.is_capital]


def _clause_set(sentence: Sentence, measure: Measure) -> set[str]:
    return set(_clause(sentence, measure))


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
    inside = context.places.get(sentence.index, ())
    if not inside:
        return Located()
    behind = [one for one in inside if one.start >= measure.end]
    regions = behind or list(inside)
    return context.settle(regions[0], sentence)


def _ahead(first: date, last: date) -> date:
    """The end of a span of some months that begins, not ends, today: "mobilisés en trois mois"."""
    months = (last.year - first.year) * 12 + last.month - first.month
    if first.day != last.day or not months:
        return last + (last - first)
    year, month = divmod(last.month - 1 + months, 12)
    longest = monthrange(last.year + year, month + 1)[1]
    return last.replace(year=last.year + year, month=month + 1, day=min(last.day, longest))


def _period(sentence: Sentence, context: Context) -> tuple[date | None, date | None]:
    for day in sentence.dates:
        if day.precision in {"range", "month", "year"} and day.first is not None:
            texts = [one.text for one in sentence.tokens if day.start - 12 <= one.start < day.start]
            if "depuis" in texts or "depuis" in day.words.lower():
                return day.first, context.reading.day
            return day.first, day.last
    return None, None
