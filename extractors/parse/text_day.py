"""The day of a text that has no time of its own.

A text without any time is dated only where it is clearly the live of one day: by its own head ("Publié le …", changed
the same day or the next morning), or by the capture, where the text holds the greeting that opened the day's live and
speaks of the capture's weekday or of today. Otherwise a post that itself speaks of the capture's weekday has that day,
and the others have none.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

from extractors.parse import kinds
from extractors.parse.candidate import Candidate, Moment, Scene
from extractors.parse.content import squeeze
from extractors.parse.continuation import first_sentence
from extractors.parse.when import read_label, resolve
from extractors.text import fold

_HEAD_LINE = 200


def dates_of_head(text: str, scene: Scene, *, lines: int = 40) -> tuple[datetime | None, datetime | None]:
    """When the page says it was published and changed, read from the lines at its head."""
    for line in [squeeze(one) for one in text.split("\n")[:lines]]:
        folded = fold(line)
        if len(line) > _HEAD_LINE or not re.match(r"(?:publie|published|issued|mis en ligne)\b", folded):
            continue
        first, _, second = re.sub(r"(?i)(mis à jour|modifié|actualisé|updated|modified)", "\0", line).partition("\0")
        found = [
            resolve(one, scene.clock_zone, scene.captured_at) if one else None
            for one in (read_label(first), read_label(second))
        ]
        if found[0] and found[0].at and found[0].method == "full_label":
            return found[0].at, found[1].at if found[1] else None
    return None, None


def dated(candidates: list[Candidate], text: str, scene: Scene) -> list[Candidate]:
    """Give the posts of a text without times the day of its live, where that is clear."""
    if any(one.label or one.moment for one in candidates):
        return candidates
    day = _day_of_head(text, scene) or _day_of_capture(text, scene)
    if day is not None:
        return [_on(one, day) for one in candidates]
    captured = scene.captured_at.astimezone(scene.zone).date() if scene.captured_at else None
    if captured is None:
        return candidates
    return [_on(one, captured) if _speaks_of(first_sentence(one.body), captured) else one for one in candidates]


def _on(candidate: Candidate, day: date) -> Candidate:
    return replace(candidate, moment=Moment(day=day, precision="day", method="page_date"))


def _day_of_head(text: str, scene: Scene) -> date | None:
    published, modified = dates_of_head(text, scene)
    if published is None:
        return None
    first = published.astimezone(scene.zone)
    last = modified.astimezone(scene.zone) if modified else first
    next_morning = datetime.combine(
        first.date() + timedelta(days=1), datetime.min.time(), tzinfo=scene.zone
    ) + timedelta(hours=8)
    return first.date() if last < next_morning else None


def _day_of_capture(text: str, scene: Scene) -> date | None:
    if scene.captured_at is None:
        return None
    day = scene.captured_at.astimezone(scene.zone).date()
    lines = [squeeze(one) for one in text.split("\n") if one.strip()]
    opens = any(kinds.is_greeting(one) for one in lines)
    return day if opens and any(_speaks_of(first_sentence(one), day) for one in lines) else None


_WEEKDAYS = (
    ("lundi", "monday"), ("mardi", "tuesday"), ("mercredi", "wednesday"), ("jeudi", "thursday"), ("vendredi", "friday"),
    ("samedi", "saturday"), ("dimanche", "sunday"),
)  # fmt: skip


def _speaks_of(sentence: str, day: date) -> bool:
    """Whether a sentence names the weekday of a day, not as a coming or past one, or says today."""
    names = "|".join((*_WEEKDAYS[day.weekday()], "aujourd'hui", "today"))
    return bool(re.search(rf"\b(?:{names})\b(?! (?:prochain|dernier|soir dernier))", sentence))
