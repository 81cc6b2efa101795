"""An outlet's usual day: the median of its last sound days, which no collapse can teach it to accept.

A day is sound where it holds at least half of what was usual by then. A day that the suites flag is therefore no part
of the median of the days after it, however long the fault lasts, and the alarm stays until somebody mends the parser
or declares in `thresholds.toml` when the outlet's history begins anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import isnan
from statistics import median
from typing import TYPE_CHECKING

from expectations.model import history_begins, thresholds

if TYPE_CHECKING:
    from pandas import DataFrame

WINDOW = 28


@dataclass(frozen=True, kw_only=True)
class Usual:
    """What was known before a day: how many sound days, their median, and by how much the day and the week differ."""

    history_days: int
    median: float | None
    change_pct: float | None
    recent_change_pct: float | None


def usual_days(days: Sequence[date], values: Sequence[float | None], *, least: float = 0) -> Iterator[Usual]:
    """Each day against the sound days before it, in order; a day without a value is neither judged nor remembered.

    Days of a young history count as sound from `least` on. A peak of some weeks does not make the days after it
    unsound: they are held against the median of the whole memory too.
    """
    numbers = thresholds()["volume"]
    enough, share = numbers["history_days"], 1 + numbers["warn_change_pct"] / 100
    sound: list[tuple[date, float]] = []
    judged: list[float] = []
    for day, value in zip(days, values, strict=True):
        sound = [one for one in sound if (day - one[0]).days <= numbers["memory_days"]]
        known = [one[1] for one in sound]
        usual = median(known[-WINDOW:]) if known else None
        judged = [*judged, value][-int(numbers["quiet_days"]) :] if value is not None else judged
        recent = sum(judged) / len(judged) if judged and value is not None else None
        yield Usual(
            history_days=len(known), median=usual, change_pct=_change(value, usual),
            recent_change_pct=_change(recent, usual),
        )  # fmt: skip
        floor = share * min(usual or 0, median(known)) if len(known) >= enough else least
        if value is not None and value >= floor:
            sound.append((day, value))


def rarer_pct(days: Sequence[date], has_posts: Sequence[bool]) -> Iterator[float | None]:
    """By how much posts have become rarer, in percent of their usual frequency; nothing for a day that holds some."""
    filled: list[date] = []
    for day, has_some in zip(days, has_posts, strict=True):
        if has_some:
            filled.append(day)
        gaps = [(later - sooner).days for sooner, later in pairwise(filled[-WINDOW - 1 :])]
        yield _change(median(gaps or [1]), (day - filled[-1]).days + 1) if filled and not has_some else None


def with_usual(frame: DataFrame, columns: Mapping[str, str], *, is_counted: str, least: str | None = None) -> DataFrame:
    """The frame with the columns of `Usual` for each of its columns, under the prefix given for it."""
    import pandas as pd

    parts = [_of_outlet(rows, columns, is_counted, least) for _, rows in frame.groupby("outlet_id", sort=False)]
    return pd.concat(parts, ignore_index=True) if parts else _of_outlet(frame, columns, is_counted, least)


def _of_outlet(rows: DataFrame, columns: Mapping[str, str], is_counted: str, least: str | None) -> DataFrame:
    rows = rows.sort_values("day").reset_index(drop=True)
    days = [one.date() for one in rows["day"]]
    begin = history_begins().get(str(rows["outlet_id"].iloc[0]), date.min) if days else date.min
    counted = [bool(one) and day >= begin for one, day in zip(rows[is_counted], days, strict=True)]
    lowest = float(rows[least].fillna(0).iloc[-1]) if least and days else 0.0
    for number, (column, prefix) in enumerate(columns.items()):
        values = [
            float(one) if is_in and not isnan(one) else None for one, is_in in zip(rows[column], counted, strict=True)
        ]
        usual = list(usual_days(days, values, least=0 if number else lowest))
        rows[f"{prefix}_history_days"] = [one.history_days for one in usual]
        rows[f"{prefix}_median"] = _floats([one.median for one in usual])
        rows[f"{prefix}_change_pct"] = _floats([one.change_pct for one in usual])
        rows[f"{prefix}_recent_change_pct"] = _floats([one.recent_change_pct for one in usual])
    return rows


def _floats(values: Sequence[float | None]) -> list[float]:
    return [float("nan") if one is None else one for one in values]


def _change(value: float | None, usual: float | None) -> float | None:
    return None if value is None or not usual else 100.0 * (value / usual - 1)
