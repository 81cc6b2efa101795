"""Two times in one post, read together: a day beside a clock, an epoch beside a local time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from extractors.parse.candidate import Label, Moment, Scene
from extractors.parse.when import midnight_of, written_clock

_QUARTER, _DAY = 900, 86_400


def joined(moment: Moment, label: Label, scene: Scene) -> tuple[Moment | None, Label | None]:
    """An attribute that gives only a day, or midnight for want of a clock, and the label beside it, read together."""
    day = moment.day or midnight_of(moment, scene.zone)
    if day is None or label.ago is not None:
        return moment, label
    if label.clock is None:
        is_same = label.day == day or label.month_day == (day.month, day.day)
        return (replace(moment, at=None, twin=None, day=day, precision="day") if is_same else moment), label
    written = written_clock(moment.raw)
    meant = [moment.at.astimezone(scene.clock_zone).time()] if moment.at else []
    if label.clock in meant or (written and written[0].time() == label.clock):
        return moment, label
    return None, replace(label, day=label.day or day)


def is_same(one: datetime | None, other: datetime | None) -> bool:
    """Whether two instants can be one, of which an offset is false: quarter hours apart, less than a day."""
    if one is None or other is None:
        return False
    seconds = abs((one - other).total_seconds())
    return seconds < _DAY and min(seconds % _QUARTER, -seconds % _QUARTER) < 60
