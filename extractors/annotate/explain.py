"""Why a post was read so: what its words were taken for, every rule that fired, every cue that was dropped."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.annotate.actors import ActorMention
from extractors.annotate.dates import DateMention
from extractors.annotate.document import annotate
from extractors.annotate.lexicon import is_read
from extractors.annotate.measure import Measure
from extractors.annotate.place_choice import PlaceMention
from extractors.annotate.reading import Sentence, read
from extractors.annotate.statements import Scan, scan
from extractors.annotate.values import value
from extractors.model import NEVER_ANNOTATED, Casualty, Claim, Mobilisation, Post, Record, Territory
from extractors.outlet import Outlet

_SHOWN = 3
Recognised = ActorMention | PlaceMention | DateMention | Measure


@value
class Fired:
    """One rule at work: which, for which table, over which words of the post, and what came of it.

    Words that were only recognised carry `actors`, `places`, `dates` or `quantities` for a table.
    """

    rule_id: str
    table: str
    start: int
    end: int
    words: str
    note: str
    record_id: str | None = None


def explain(post: Post, *, outlet: Outlet | None = None) -> tuple[Fired, ...]:
    """Every rule that fired on a post, in text order; a cue that made no claim is told with the reason."""
    if post.kind in NEVER_ANNOTATED or not is_read(post.lang):
        return ()
    fired = [_from_record(one) for one in annotate(post, outlet=outlet)]
    reading = read(post)
    for sentence in reading.sentences:
        fired.extend(_recognised(sentence, post))
    for one in scan(reading):
        fired.extend(_dropped(one, post))
    return tuple(sorted(fired, key=lambda one: (one.start, one.table, one.end)))


def _recognised(sentence: Sentence, post: Post) -> Iterator[Fired]:
    """The actors, places, days and figures of a sentence."""
    for actor in sentence.actors:
        yield _word("actors", "gazetteer", actor, post, f"{actor.actor.name} ({actor.actor.side})")
    for place in sentence.places:
        known = ", ".join(one.place_id for one in place.candidates[:_SHOWN])
        rest = len(place.candidates) - _SHOWN
        yield _word("places", "gazetteer", place, post, f"{known}{f' and {rest} more' if rest > 0 else ''}")
    for day in sentence.dates:
        yield _word("dates", day.precision, day, post, f"{day.first or 'open'} to {day.last or 'open'}")
    for measure in sentence.measures:
        bounds = measure.quantity
        said = f"{bounds.hedge} {bounds.low} {bounds.best} {bounds.high}, {measure.noun or 'no noun'}"
        yield _word("quantities", f"{measure.kind}.{measure.form}", measure, post, said)


def _word(table: str, rule: str, found: Recognised, post: Post, note: str) -> Fired:
    words = post.text[found.start : found.end]
    return Fired(rule_id=f"{table}.{rule}", table=table, start=found.start, end=found.end, words=words, note=note)


def _from_record(one: Record) -> Fired:
    return Fired(
        rule_id=one.rule_id, table=one.table, start=one.span_start, end=one.span_end, words=one.quote,
        note=_note(one), record_id=one.record_id,
    )  # fmt: skip


def _note(one: Record) -> str:
    if isinstance(one, Claim):
        verb = one.verb_lemma or "no verb"
        return f"{one.speaker} ({one.speaker_side}, {one.speaker_resolution}) {one.stance} by {verb}"
    if isinstance(one, Casualty):
        return f"{one.quantity_text or 'no figure'} {one.outcome}, side {one.side}, place {one.place or 'none'}"
    if isinstance(one, Mobilisation):
        return f"{one.quantity_text or 'no figure'} {one.mobilisation_type}, force {one.force_country or 'unknown'}"
    if isinstance(one, Territory):
        return (
            f"{one.territory_type} of {one.place or 'no place'} for {one.side_gaining or 'nobody'}, {one.claim_status}"
        )
    return ""


def _dropped(one: Scan, post: Post) -> list[Fired]:
    kept = {each.cue for each in one.statements}
    dropped = []
    for cue in one.cues:
        if cue in kept:
            continue
        start, end = one.sentence.tokens[cue.first].start, one.sentence.tokens[cue.last - 1].end
        dropped.append(
            Fired(
                rule_id=f"cue.{cue.form}.{cue.lemma}",
                table="claims",
                start=start,
                end=end,
                words=post.text[start:end],
                note="no claim: nothing said with it, or nobody who says it",
            )
        )
    return dropped
