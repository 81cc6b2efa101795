"""Clock labels without a day: which day each belongs to, walked along the page.

A live blog lists its posts newest first or oldest first; the direction is that of most steps between two clocks. From
the newest post, which lies at or before the capture (or the page's last change), each older post gets the latest
instant with its clock that is not later than the one before it. A clock that rises by half an hour or less is disorder
of the page, more is midnight, unless the next two go on from where the one before it stood: then it is one post out of
place. In the hour that comes twice when summer time ends the later one is tried first, so
that a list which falls through it stays in order; a rise there by five minutes or less is disorder, more is the
other of the two hours. Times and day headers that are known in between set the walk right.
Where only the first publication is known, the same walk goes upwards from the oldest post.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta, tzinfo
from itertools import pairwise
from zoneinfo import ZoneInfo

from extractors.model import TimePrecision
from extractors.parse.candidate import Label, Moment
from extractors.parse.when import local_instant

_DISORDER = timedelta(minutes=30)
_AHEAD = timedelta(minutes=5)
_OVER_MIDNIGHT = 20 * 60
_UNTOLD = 10 * 60
_PAUSE, _SHORTLY = timedelta(hours=12), timedelta(hours=3)
_JUST_BEFORE, _LONG_AGO = timedelta(hours=2), timedelta(hours=3)


def is_newest_first(minutes: Sequence[float | None]) -> bool:
    """Whether clocks (minutes of a day) fall along the page; only twice as many rises make a page oldest first.

    A jump of nearly a day is a small step over midnight the other way; one of ten to twenty hours tells nothing.
    """
    falls = rises = 0
    for earlier, later in pairwise(one for one in minutes if one is not None):
        step = later - earlier
        if abs(step) > _OVER_MIDNIGHT:
            step = -step
        elif abs(step) > _UNTOLD:
            continue
        falls, rises = falls + (step < 0), rises + (step > 0)
    return rises <= max(1, 2 * falls)


def roll(
    labels: Sequence[Label | Moment | None],
    zone: ZoneInfo,
    *,
    newest: datetime | None,
    oldest: datetime | None,
    pinned: Sequence[bool] = (),
) -> list[Moment | None]:
    """Resolve clock-only labels in page order; what cannot be resolved is None.

    `newest` bounds the list from above (the capture, or the page's last change), `oldest` from below. Posts that are
    `pinned` to the top of a page stand outside its order: each has the latest instant with its clock. The first post
    counts as pinned, too, where all others would otherwise lie before `oldest`, or where the second was written just
    before the capture and the first long ago: else a busy page would have paused for most of a day.
    """
    if not any(pinned) and newest and _is_first_pinned(labels, zone, newest + _AHEAD, oldest):
        pinned = [place == 0 for place in range(len(labels))]
    if any(pinned):
        return _around_pinned(labels, zone, pinned, newest=newest, oldest=oldest)
    minutes = [_minutes(one, zone) for one in labels]
    order = list(range(len(labels)))
    if not is_newest_first(minutes):
        order.reverse()
    known = [one.at for one in labels if isinstance(one, Moment) and one.at]
    if newest is None and known and order and isinstance(labels[order[0]], Moment):
        newest = max(known)
    found: list[Moment | None] = [one if isinstance(one, Moment) else None for one in labels]
    if newest is not None:
        _walk_down(labels, order, found, zone, limit=newest + _AHEAD, oldest=oldest)
    elif oldest is not None:
        _walk_up(labels, order[::-1], found, zone, oldest)
    return found


def _is_first_pinned(
    labels: Sequence[Label | Moment | None], zone: ZoneInfo, limit: datetime, oldest: datetime | None
) -> bool:
    first, *others = labels or [None]
    second = others[0] if others else None
    if not (isinstance(first, Label) and isinstance(second, Label) and first.clock and second.clock):
        return False
    above, below = (_latest(one.clock, one.zone or zone, limit, limit) for one in (first, second) if one.clock)
    if below <= above + _DISORDER:
        return False
    if oldest is not None:
        return below - timedelta(days=1) < oldest - timedelta(hours=2)
    is_busy = limit - below <= _JUST_BEFORE and limit - above >= _LONG_AGO
    return is_busy and is_newest_first([_minutes(one, zone) for one in others])


def _around_pinned(
    labels: Sequence[Label | Moment | None],
    zone: ZoneInfo,
    pinned: Sequence[bool],
    *,
    newest: datetime | None,
    oldest: datetime | None,
) -> list[Moment | None]:
    ordered = [None if is_pinned else one for one, is_pinned in zip(labels, pinned, strict=True)]
    found = roll(ordered, zone, newest=newest, oldest=oldest)
    limit = newest or max((one.at for one in found if one and one.at), default=None)
    for place, one in enumerate(labels):
        if isinstance(one, Moment):
            found[place] = one
        elif pinned[place] and one is not None and one.clock is not None and limit is not None:
            within = limit + _AHEAD
            found[place] = _moment(_latest(one.clock, one.zone or zone, within, within), one, zone)
    return found


def _minutes(one: Label | Moment | None, zone: ZoneInfo) -> float | None:
    if isinstance(one, Moment):
        local = one.at.astimezone(zone) if one.at else None
        return local.hour * 60 + local.minute if local else None
    return one.clock.hour * 60 + one.clock.minute if one and one.clock else None


def _walk_down(
    labels: Sequence[Label | Moment | None],
    order: Sequence[int],
    found: list[Moment | None],
    zone: ZoneInfo,
    *,
    limit: datetime,
    oldest: datetime | None,
) -> None:
    ceiling = limit
    for place, index in enumerate(order):
        label = labels[index]
        if isinstance(label, Moment):
            settled = found[index] = _untwinned(label, limit)
            limit = min(limit, settled.at or limit)
            continue
        if label is None or label.clock is None:
            continue
        at = _latest(label.clock, label.zone or zone, limit, limit + _DISORDER)
        if limit - at > _PAUSE:
            at = _out_of_place(label, [labels[one] for one in order[place + 1 : place + 3]], zone, limit, ceiling) or at
        if oldest is not None and at < oldest - timedelta(hours=2):
            again = _latest(label.clock, label.zone or zone, limit + timedelta(days=1), limit + timedelta(days=1))
            at = (
                again if again <= max(limit, oldest) + timedelta(hours=12) and at < oldest - timedelta(hours=20) else at
            )
        found[index] = _moment(at, label, zone)
        limit = min(limit, at)


def _out_of_place(
    label: Label, following: Sequence[Label | Moment | None], zone: ZoneInfo, limit: datetime, ceiling: datetime
) -> datetime | None:
    """Instant above the limit of a clock that stands too low in the page: the next two go on from the limit itself."""
    clocks = [(one.clock, one.zone or zone) for one in following if isinstance(one, Label) and one.clock]
    if len(clocks) < 2 or label.clock is None:
        return None
    if any(limit - _latest(clock, there, limit, limit + _DISORDER) > _SHORTLY for clock, there in clocks):
        return None
    at = _earliest(label.clock, label.zone or zone, limit)
    return at if at <= ceiling else None


def _latest(clock: time, zone: tzinfo, limit: datetime, disorder: datetime) -> datetime:
    """Latest instant with that clock up to the limit, or a little after it."""
    return _chosen(_instants(clock, zone, limit), limit, disorder)


def _instants(clock: time, zone: tzinfo, near: datetime) -> list[datetime]:
    """Instants with that clock about a given one, earliest first; both where the clock comes twice."""
    day = near.astimezone(zone).date()
    days = [day + timedelta(days=shift) for shift in (-1, 0, 1)]
    return sorted({local_instant(one, clock, zone, fold=fold) for one in days for fold in (0, 1)})


def _chosen(candidates: Sequence[datetime], limit: datetime, disorder: datetime) -> datetime:
    """Of several instants the latest up to the limit, or the next after it where the page is only in disorder."""
    before = [one for one in candidates if one <= limit]
    after = [one for one in candidates if limit < one <= disorder]
    if not before:
        return candidates[0]
    back, ahead = limit - before[-1], (after[0] - limit) if after else disorder - limit
    is_disorder = back > timedelta(hours=3) or (back + ahead == timedelta(hours=1) and ahead <= _AHEAD)
    return after[0] if after and is_disorder else before[-1]


def _untwinned(moment: Moment, limit: datetime) -> Moment:
    """A time whose local clock comes twice, as the order of the page has it."""
    if moment.at is None or moment.twin is None:
        return moment
    both = sorted((moment.at, moment.twin))
    at = _chosen(both, limit, limit + _DISORDER)
    return replace(moment, at=at, twin=both[0] if at == both[1] else both[1])


def _walk_up(
    labels: Sequence[Label | Moment | None],
    order: Sequence[int],
    found: list[Moment | None],
    zone: ZoneInfo,
    floor: datetime,
) -> None:
    floor -= _DISORDER
    for index in order:
        label = labels[index]
        if isinstance(label, Moment):
            floor = max(floor, label.at) if label.at else floor
            continue
        if label is None or label.clock is None:
            continue
        at = _earliest(label.clock, label.zone or zone, floor)
        found[index] = _moment(at, label, zone)
        floor = max(floor, at - _DISORDER)


def _earliest(clock: time, zone: tzinfo, floor: datetime) -> datetime:
    return next(one for one in _instants(clock, zone, floor) if one >= floor)


def _moment(at: datetime, label: Label, zone: tzinfo) -> Moment:
    written = label.zone or zone
    twins = _instants(label.clock, written, at) if label.clock else []
    twin = next((one for one in twins if timedelta(0) < abs(one - at) < timedelta(hours=3)), None)
    precision: TimePrecision = "second" if label.has_seconds else "minute"
    return Moment(at=at.astimezone(UTC), twin=twin, precision=precision, method="clock_rollover", raw=label.raw)
