"""When a statement was made: the day that stands with its cue, else the day of publication."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from extractors.annotate.attribution import Attribution
from extractors.annotate.memory import Speaker
from extractors.annotate.reading import Reading, Sentence
from extractors.model import StatedOnBasis

if TYPE_CHECKING:
    from extractors.annotate.statements import Statement


def anchor_tokens(one: Attribution) -> tuple[int, int]:
    """First and last token of a cue with the phrase that speaks."""
    first, last = one.cue.first, one.cue.last
    if one.phrase is not None and one.frame not in {
        "coordinated",
        "gerund",
        "gerund_leading",
        "relative",
        "according_relative",
        "far_subject",
        "through",
    }:
        first, last = min(first, one.phrase.first), max(last, one.phrase.last)
        if one.second is not None:
            first, last = min(first, one.second.first), max(last, one.second.last)
    return first, last


def day_stated(
    one: Attribution, sentence: Sentence, reading: Reading, last: Statement | None, speaker: Speaker
) -> tuple[date | None, StatedOnBasis]:
    """The day a statement was made and how that is known."""
    said = _day_said(one, sentence)
    if said is not None:
        return said
    carried = (
        last is not None
        and last.speaker.name == speaker.name
        and last.stated_on_basis in {"weekday", "explicit", "carried"}
    )
    if carried and last is not None and sentence.index - last.sentence.index <= 1:
        return last.stated_on, "carried"
    if one.cue.is_pluperfect and not one.is_inverted and one.cue.form == "finite":
        return None, "none"
    if reading.day is None:
        return None, "none"
    return (None, "none") if one.cue.form == "noun" else (reading.day, "publication")


def _day_said(one: Attribution, sentence: Sentence) -> tuple[date, StatedOnBasis] | None:
    """The day that stands with the cue: inside its group, right behind it, or right before it."""
    tokens = sentence.tokens
    if one.cue.form in {"gerund", "noun"}:
        return None
    first, last = anchor_tokens(one)
    if not one.is_inverted:
        last = one.cue.last
    begin = tokens[max(0, first - 3)].start if not one.is_inverted else tokens[one.cue.first].start
    end = tokens[min(len(tokens), last + 3) - 1].end
    for day in sentence.dates:
        if begin <= day.start and day.start < end and day.first is not None and day.precision in {"day", "minute"}:
            return day.first, "weekday" if day.is_weekday else "explicit"
    return None
