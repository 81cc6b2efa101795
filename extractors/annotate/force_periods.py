"""When forces are raised or moved: the dates that belong to a figure."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from extractors.annotate.dates import DateMention
from extractors.annotate.facts import Context
from extractors.annotate.measure import Measure
from extractors.annotate.reading import Sentence

_BACKWARDS = 2


def runs_since(sentence: Sentence) -> bool:
    """Whether a span of the sentence has gone on since its beginning."""
    return any(one.words.lower().startswith(("depuis", "since")) for one in sentence.dates)


def ahead(first: date, last: date) -> date:
    """The end of a span of some months that begins, not ends, today: "mobilisés en trois mois"."""
    months = (last.year - first.year) * 12 + last.month - first.month
    if first.day != last.day or not months:
        return last + (last - first)
    year, month = divmod(last.month - 1 + months, 12)
    longest = monthrange(last.year + year, month + 1)[1]
    return last.replace(year=last.year + year, month=month + 1, day=min(last.day, longest))


def _dates_of(measure: Measure, sentence: Sentence) -> list[DateMention]:
    """The dates that belong to a figure: the one right before or behind it, else those before any figure."""
    figures = [one for one in sentence.measures if one.is_figure and one.kind == "count" and one.form != "article"]
    if measure not in figures:
        figures.append(measure)
    owned = [day for day in sentence.dates if min(figures, key=lambda one: _apart(one, day)) is measure]
    first = min(one.start for one in figures)
    return owned or [day for day in sentence.dates if day.end <= first]


def _apart(measure: Measure, day: DateMention) -> int:
    end = measure.noun_end or measure.end
    return day.start - end if day.start >= end else (measure.start - day.end) * _BACKWARDS


def period(measure: Measure, sentence: Sentence, context: Context) -> tuple[date | None, date | None]:
    """First and last day of the period a figure belongs to, None where none is said."""
    for day in _dates_of(measure, sentence):
        if day.precision in {"range", "month", "year"} and day.last is not None:
            texts = [one.text for one in sentence.tokens if day.start - 12 <= one.start < day.start]
            if "depuis" in texts or "depuis" in day.words.lower():
                return day.first, context.reading.day
            return day.first, day.last
    return None, None
