"""Machine-readable times of the DOM whose offset is false: a `Z` behind a local clock, a summer offset in winter.

Two things may be true of such times: they are right as they stand, or what they write is the page's local clock,
whatever their offset says (so that the error changes where summer time ends inside a page). Second witnesses decide,
in this order, for the times with a zero offset, with another one, and with none apart:

| witness | says so where |
|---|---|
| another reading of the same posts (JSON-LD, state, an epoch) | three posts or more and four fifths of them agree |
| the clock that stands beside the time | it repeats what is written, is not the local clock of the instant; as many |
| the page's first publication | it is the oldest post's time to the minute once that is read as local |
| the capture | three posts lie after it, and none does once read as local |

Where another reading agrees on neither but differs by one number of quarter hours, that number is taken off: the
page's zone is not known well enough.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from extractors.parse.align import Group
from extractors.parse.candidate import Candidate, Moment, Scene
from extractors.parse.when import Offset, local_instant, written_clock

Witness = Literal["readings", "clocks", "page", "capture"]
_QUARTER = 900
_WITNESSES = 3
_MOST = 0.8
_AHEAD = timedelta(minutes=5)
_SAME = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class Shift:
    """How times with one kind of offset are off: to be read as local clocks, or by a constant; and who says so."""

    witness: Witness
    by: timedelta | None = None


@dataclass(frozen=True, kw_only=True)
class _Row:
    """One time of the DOM: as it stands, as written, read as local, and what other readings of the post say."""

    at: datetime
    written: datetime
    local: tuple[datetime, datetime]
    others: tuple[datetime, ...]
    candidate: Candidate


def shifts_of(groups: Sequence[Group], scene: Scene, *, published: datetime | None = None) -> dict[Offset, Shift]:
    """What is wrong with the times of the DOM, for each kind of offset they carry; nothing where they are right."""
    rows: dict[Offset, list[_Row]] = {}
    for group in groups:
        for candidate in group.candidates.values():
            moment = _iso_of(candidate)
            found = written_clock(moment.raw) if moment else None
            if moment is None or moment.at is None or found is None:
                continue
            written, kind = found
            local = tuple(local_instant(written.date(), written.time(), scene.clock_zone, fold=one) for one in (0, 1))
            rows.setdefault(kind, []).append(
                _Row(at=moment.at, written=written, local=(local[0], local[1]), others=_others(group, moment),
                     candidate=candidate)
            )  # fmt: skip
            break
    found_shifts = {kind: _shift(one, scene, published, min(_WITNESSES, len(groups))) for kind, one in rows.items()}
    return {kind: one for kind, one in found_shifts.items() if one is not None}


def corrected(moment: Moment, shifts: dict[Offset, Shift], zone: ZoneInfo) -> tuple[Moment, Shift | None]:
    """A time of the DOM with its offset set right where it is false, and the shift that said so."""
    from dataclasses import replace

    found = written_clock(moment.raw) if moment.method == "iso" and moment.at and shifts else None
    shift = shifts.get(found[1]) if found else None
    if found is None or shift is None or moment.at is None:
        return moment, None
    if shift.by is not None:
        return replace(moment, at=moment.at - shift.by, method="iso_corrected"), shift
    first, second = (local_instant(found[0].date(), found[0].time(), zone, fold=one) for one in (0, 1))
    twin = second if second != first else None
    return replace(moment, at=first, twin=twin, method="iso_corrected"), shift


def _iso_of(candidate: Candidate) -> Moment | None:
    both = (candidate.moment, candidate.second)
    return next((one for one in both if one and one.at and one.method == "iso"), None)


def _others(group: Group, moment: Moment) -> tuple[datetime, ...]:
    known = [one for candidate in group.candidates.values() for one in (candidate.moment, candidate.second)]
    return tuple(one.at for one in known if one and one.at and one.method != "iso" and one is not moment)


def _shift(rows: Sequence[_Row], scene: Scene, published: datetime | None, least: int) -> Shift | None:
    read = [one for one in rows if one.others]
    if len(read) >= least:
        return _by_readings(read, least)
    clocked = [one for one in rows if one.candidate.clock is not None and not one.others]
    if len(clocked) >= least:
        return _by_clocks(clocked, scene, least)
    return _by_page(rows, published) or _by_capture(rows, scene.captured_at)


def _by_readings(rows: Sequence[_Row], least: int) -> Shift | None:
    as_local = [any(_quarters(local, one.others[0]) == 0 for local in one.local) for one in rows]
    apart = [_quarters(one.at, one.others[0]) for one in rows]
    if _is_local(as_local, [one == 0 for one in apart], least):
        return Shift(witness="readings")
    value, count = Counter(apart).most_common(1)[0]
    is_constant = value != 0 and count >= max(least, _MOST * len(rows))
    return Shift(witness="readings", by=timedelta(seconds=value * _QUARTER)) if is_constant else None


def _is_local(as_local: Sequence[bool], as_given: Sequence[bool], least: int) -> bool:
    """Whether what is written is local time, by the posts on which that makes a difference."""
    telling = [local and not given for local, given in zip(as_local, as_given, strict=True) if not (local and given)]
    return sum(telling) >= max(least, _MOST * len(telling))


def _quarters(one: datetime, other: datetime) -> int:
    return round((one - other).total_seconds() / _QUARTER)


def _by_clocks(rows: Sequence[_Row], scene: Scene, least: int) -> Shift | None:
    shown = [one.candidate.clock.replace(second=0) if one.candidate.clock else None for one in rows]
    as_local = [one.written.time().replace(second=0) == clock for one, clock in zip(rows, shown, strict=True)]
    given = [one.at.astimezone(scene.clock_zone).time() for one in rows]
    as_given = [one.replace(second=0) == clock for one, clock in zip(given, shown, strict=True)]
    return Shift(witness="clocks") if _is_local(as_local, as_given, least) else None


def _by_page(rows: Sequence[_Row], published: datetime | None) -> Shift | None:
    oldest = min(rows, key=lambda one: one.at)
    if published is None or len(rows) < _WITNESSES or abs(oldest.at - published) < _SAME:
        return None
    return Shift(witness="page") if any(abs(one - published) < _SAME for one in oldest.local) else None


def _by_capture(rows: Sequence[_Row], captured_at: datetime | None) -> Shift | None:
    if captured_at is None:
        return None
    limit = captured_at + _AHEAD
    late = sum(1 for one in rows if one.at > limit)
    is_local = late >= _WITNESSES and all(min(one.local) <= limit for one in rows)
    return Shift(witness="capture") if is_local else None
