"""How sure the time of a post is: the share of posts so read whose time is right to its precision.

The doubt that a way of reading leaves, before anything else is known (`benchmarks/time_confidence.py` measures it):

| time_method | doubt | | time_method | doubt |
|---|---|---|---|---|
| structured, epoch | 0.02 | | clock_rollover | 0.04, and 0.04 for each half day to the nearest anchor |
| iso | 0.05 | | relative_label | 0.04 in minutes, 0.20 in hours or days |
| iso_corrected | 0.04 by other readings | | page_date | 0.20 |
| | 0.10 by the page's dates, 0.20 by visible clocks or the capture | | none | 1 |
| full_label | 0.04 | | | |

An anchor is the capture, or a time of the page that is known without walking. What the reader sees beside it changes
the doubt: a source that is read on its own and says the same halves it, one that says otherwise doubles it; a clock
that means two instants, because it comes twice that night, adds 0.20; a pinned post, which stands outside the order,
adds 0.10. A half is the most that a time which is given leaves in doubt.
"""

from __future__ import annotations

from datetime import timedelta
from types import MappingProxyType

from extractors.model import TimeMethod
from extractors.parse.candidate import Moment
from extractors.parse.shifts import Shift, Witness

_DOUBT: MappingProxyType[TimeMethod, float] = MappingProxyType(
    {
        "structured": 0.02, "epoch": 0.02, "iso": 0.05, "iso_corrected": 0.20, "full_label": 0.04,
        "clock_rollover": 0.04, "relative_label": 0.04, "page_date": 0.20,
    }
)  # fmt: skip
_CORRECTED: MappingProxyType[Witness, float] = MappingProxyType(
    {"readings": 0.04, "page": 0.10, "clocks": 0.20, "capture": 0.20}
)
_IN_HOURS = 0.20
_HALF_DAY = 0.04
_TWICE = 0.20
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
    (0.96, 0.88, 0.98)
    """
    if moment.method == "none":
        return 0.0
    doubt = _CORRECTED[shift.witness] if shift else _DOUBT[moment.method]
    if moment.method == "relative_label" and moment.precision == "day":
        doubt = _IN_HOURS
    if moment.method == "clock_rollover":
        doubt += _HALF_DAY * (walked / timedelta(hours=12)) + _PINNED * is_pinned
    doubt = doubt * 2.0 ** (differing - agreeing) + _TWICE * (moment.twin is not None)
    return round(1 - min(doubt, _MOST), 3)
