"""One fact of a force: whose it is, of which type, how far it has come, where and when."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date
from typing import Any

from extractors.annotate.actors import side_of
from extractors.annotate.facts import (
    Context,
    Finding,
    Located,
    modality_at,
    quantity_block,
    statement_at,
    verb_before,
)
from extractors.annotate.force_clauses import is_told_done
from extractors.annotate.force_kinds import kind_at_home, kind_by_host, kind_of_enrolment
from extractors.annotate.force_nouns import counted_noun
from extractors.annotate.force_periods import ahead, period, runs_since
from extractors.annotate.force_status import status_of
from extractors.annotate.force_words import ForceWords
from extractors.annotate.forces import force_of
from extractors.annotate.measure import Measure
from extractors.annotate.places import PlaceMention
from extractors.annotate.reading import Sentence
from extractors.annotate.statements import Scan, Statement
from extractors.model import MobilisationStatus, MobilisationType, Side, TargetOrAchieved

_AT_HOME = frozenset({"strength", "mobilisation_wave", "conscription_call_up", "staffing_level", "demobilisation"})
_STOCKS = frozenset({"strength", "staffing_level"})


_TARGETS: dict[str, TargetOrAchieved] = {
    "achieved": "achieved", "reported": "achieved", "ongoing": "achieved", "planned": "target", "announced": "target",
    "demanded": "target", "imminent": "expected", "denied": "none",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Counted:
    """A figure of a force with what it rests on: `parent` is the whole it is part of, `kin` whose force it shares."""

    measure: Measure
    scan: Scan
    context: Context
    words: ForceWords
    parent: Finding | None
    kin: Finding | None
    is_taken_up: bool = False
    """Whether a pronoun stands for the force told last."""

    @property
    def sentence(self) -> Sentence:
        """The sentence of the figure."""
        return self.scan.sentence


@dataclass(frozen=True, kw_only=True)
class _Force:
    """Whose soldiers they are, by whose word, and where."""

    statement: Statement | None
    country: str | None
    side: Side
    is_foreign: bool
    located: Located


def force_fact(counted: Counted, kind: MobilisationType) -> Finding:
    """The fact of a figure that counts a force of some type."""
    measure, sentence, context = counted.measure, counted.sentence, counted.context
    kind, status, force = _settle(counted, kind)
    tokens = tuple(one for one in sentence.tokens if abs(one.start - measure.start) < 90)
    status, first, last = _period(counted, status)
    fields: dict[str, Any] = {
        "mobilisation_type": kind, "status": status, "target_or_achieved": _TARGETS[status], "side": force.side,
        "force_country": force.country, "is_foreign_force": force.is_foreign,
        **quantity_block(measure, _unit(counted, kind), verb=verb_before(measure, sentence)),
        "aggregation": "rate" if measure.rate_period else "stock" if kind in _STOCKS else "unspecified",
        "rate_period": measure.rate_period, **force.located.block(), "period_start": first, "period_end": last,
        "modality": modality_at(force.statement, tokens), "polarity": -1 if status == "denied" else 1,
    }  # fmt: skip
    if force.is_foreign and kind == "foreign_deployment":
        context.foreign = (force.country, force.side)
    context.force_owner = (sentence.index, force.country, force.side)
    return Finding(
        table="mobilisation", start=measure.start, end=measure.noun_end or measure.end, anchor=measure.start,
        rule_id=f"mobilisation.{kind}.{measure.form}", statement=force.statement, fields=fields,
        key=(kind, force.country or "", force.located.name or ""), subset_parent=counted.parent,
    )  # fmt: skip


def _settle(counted: Counted, kind: MobilisationType) -> tuple[MobilisationType, MobilisationStatus, _Force]:
    """Type and status by each other: what is to be moved is moved, what stands is so strong."""
    measure, sentence, context = counted.measure, counted.sentence, counted.context
    statement = statement_at(counted.scan, measure.start) or (
        counted.kin.statement if counted.kin is not None else None
    )
    country, side, is_foreign = force_of(measure, counted.scan, context, statement, counted.kin)
    trained = context.force_owner
    if counted.is_taken_up and trained is not None and trained[0] >= sentence.index - 1:
        country, side = trained[1], trained[2]
        is_foreign = country not in {"UA", "RU"}
    if kind == "training_equipment" and is_foreign and trained is not None and trained[1] in {"UA", "RU"}:
        country, side, is_foreign = trained[1], trained[2], False
    kind = kind_by_host(kind_of_enrolment(kind, measure, sentence, country), measure, sentence)
    if kind == "withdrawal" and country == "KP":
        kind = "foreign_deployment"
    if kind == "training_equipment" and is_foreign and country != "UA" and _trains_itself(measure, sentence):
        kind = "foreign_deployment"
    if is_foreign and kind in _AT_HOME and country not in {None, "KP"}:
        side = side_of(country)
    located = _place(measure, sentence, context, kind)
    if located.name is not None:
        context.force_place = located
    force = _Force(statement=statement, country=country, side=side, is_foreign=is_foreign, located=located)
    status = _status(counted, kind, force)
    if kind in {"strength", "training_equipment"} and is_foreign and _serves_abroad(country, located):
        kind = "foreign_deployment"
    is_there = sentence.index > 0 and any(one.text == "y" for one in sentence.tokens)
    told = (context.scans[sentence.index - 1].sentence, sentence) if is_there else (sentence,)
    at_home = kind_at_home(kind, measure, told, country=country, located=located, is_foreign=is_foreign, status=status)
    return at_home, status if at_home == kind else _status(counted, at_home, force), force


def _status(counted: Counted, kind: MobilisationType, force: _Force) -> MobilisationStatus:
    return status_of(
        counted.measure, kind, counted.scan, context=counted.context, statement=force.statement, words=counted.words,
        country=force.country, parent=counted.parent,
    )  # fmt: skip


def _period(counted: Counted, status: MobilisationStatus) -> tuple[MobilisationStatus, date | None, date | None]:
    """First and last day, with the status that they tell: what begins after today is planned."""
    today = counted.context.reading.day
    first, last = period(counted.measure, counted.sentence, counted.context)
    is_ahead = first is not None and today is not None and first > today
    if (
        is_ahead
        and status in {"reported", "achieved"}
        and not is_told_done(counted.sentence, counted.measure, counted.words)
    ):
        status = "planned"
    is_coming = status in {"planned", "announced"} and not runs_since(counted.sentence)
    if is_coming and last is not None and first is not None and last == today:
        first, last = last, ahead(first, last)
    return status, first, last


_CLAUSE = 60


def _unit(counted: Counted, kind: MobilisationType) -> str:
    """What a figure counts where its noun does not tell."""
    measure, words = counted.measure, counted.words
    if counted.kin is not None and not counted_noun(measure) and counted.kin.fields["unit"] != "percent":
        return str(counted.kin.fields["unit"])
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
