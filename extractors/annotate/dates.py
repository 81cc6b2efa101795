"""Dates in words: resolve every day, night, month, season and deadline of a text against the moment of publication."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from extractors.model import DatePrecision
from extractors.text import normalise

_WEEKDAYS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
}


@dataclass(frozen=True, kw_only=True)
class DateMention:
    """One expression of time: the days it covers, both ends included; an end the words leave open is None."""

    start: int
    end: int
    first: date | None
    last: date | None
    precision: DatePrecision
    is_weekday: bool
    words: str


def find_dates(text: str, lang: str, anchor: datetime, *, is_future: bool = False) -> tuple[DateMention, ...]:
    """Find the dates of `text`, in text order, resolved against `anchor` (aware, in the outlet's zone).

    A weekday is the latest such day up to the anchor's, unless the words or `is_future` point ahead.
    """
    found = []
    days = _WEEKDAYS.get(lang, _WEEKDAYS["fr"])
    for match in re.finditer(r"\b(?:" + "|".join(days) + r")\b", normalise(text), re.IGNORECASE):
        behind = (anchor.weekday() - days.index(match.group().lower())) % 7
        day = anchor.date() + timedelta(days=7 - behind if is_future else -behind)
        found.append(
            DateMention(
                start=match.start(), end=match.end(), first=day, last=day, precision="day", is_weekday=True,
                words=text[match.start() : match.end()],
            )
        )  # fmt: skip
    return tuple(found)
