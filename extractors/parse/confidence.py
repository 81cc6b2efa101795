"""How sure the time of a post is: the share of posts so read whose time is right to its precision.

The doubt that a way of reading leaves before anything else is known:

| time_method | doubt | known from |
|---|---|---|
| structured, epoch, full_label | 0.02 | measured below 0.01; what outlets themselves get wrong is not in it |
| iso | 0.02; with a zero offset and no witness 0.15 | measured; two of the dozen outlets studied write a false `Z` |
| iso_corrected | 0.02 by other readings, 0.05 by the capture | measured below 0.01 |
| | 0.10 by the page's dates, 0.20 by visible clocks | judged: clocks may be in UTC at an outlet nobody declared |
| clock_rollover | 0.02, 0.03, 0.05, 0.20, 0.50 for each half day begun | measured: way to the nearest anchor |
| relative_label | 0.02 in minutes, 0.13 in hours or days | measured: what is rounded off may cross midnight |
| page_date | 0.20 | judged |
| none | 1 | |

What is measured `benchmarks/time_confidence.py` measures again, on invented blogs with the pauses of real ones. An
anchor is the capture, or a time of the page that is known without walking. What else the reader sees changes the
doubt: a source that is read on its own and says the same halves it, one that says otherwise doubles it; a clock that
comes twice that night adds 0.10 (measured); a pinned post, which stands outside the order, adds 0.10. A half is the
most that a time which is given leaves in doubt.
"""

from __future__ import annotations

from datetime import timedelta
from types import MappingProxyType

from extractors.model import TimeMethod
from extractors.parse.candidate import Moment
from extractors.parse.shifts import Shift, Witness
from extractors.parse.when import written_clock

_DOUBT: MappingProxyType[TimeMethod, float] = MappingProxyType(
    {
        "structured": 0.02, "epoch": 0.02, "full_label": 0.02, "iso": 0.02, "relative_label": 0.02, "page_date": 0.20,
        "iso_corrected": 0.20,
    }
)  # fmt: skip
_CORRECTED: MappingProxyType[Witness, float] = MappingProxyType(
    {"readings": 0.02, "capture": 0.05, "page": 0.10, "clocks": 0.20}
)
_WALKED = (0.02, 0.03, 0.05, 0.20, 0.50)
_UNWITNESSED_ZERO = 0.15
_IN_HOURS = 0.13
_TWICE = 0.10
_PINNED = 0.10
_MOST = 0.5


def confidence(
    moment: Moment,
    *,
    agreeing: int = 0,
    differing: int = 0,
    shift: Shift | None = None,
    walked: timedelta = timedelta(0),
    is_pinned: bool = False,
) -> float:
    """How sure a moment is, between 0 (no time) and 1.

    `agreeing` and `differing` count the independent sources that say the same and otherwise, `walked` is the way to
    the nearest anchor of a clock label.

    >>> from datetime import UTC, datetime
    >>> at = Moment(at=datetime(2024, 10, 30, tzinfo=UTC), precision="minute", method="clock_rollover")
    >>> confidence(at), confidence(at, walked=timedelta(days=1)), confidence(at, agreeing=1)
    (0.98, 0.95, 0.99)
    """
    if moment.method == "none":
        return 0.0
    doubt = _doubt(moment, shift, walked, is_witnessed=agreeing > 0) + _PINNED * is_pinned
    doubt = doubt * 2.0 ** (differing - agreeing) + _TWICE * (moment.twin is not None)
    return round(1 - min(doubt, _MOST), 3)


def _doubt(moment: Moment, shift: Shift | None, walked: timedelta, *, is_witnessed: bool) -> float:
    if shift is not None:
        return _CORRECTED[shift.witness]
    if moment.method == "clock_rollover":
        return _WALKED[min(walked // timedelta(hours=12), len(_WALKED) - 1)]
    if moment.method == "relative_label" and moment.precision == "day":
        return _IN_HOURS
    written = written_clock(moment.raw) if moment.method == "iso" else None
    if written is not None and written[1] == "zero" and not is_witnessed:
        return _UNWITNESSED_ZERO
    return _DOUBT[moment.method]
