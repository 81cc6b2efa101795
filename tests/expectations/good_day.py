"""Invented frames of a candidate in which nothing is wrong: two outlets, eleven days, the last one judged."""

from __future__ import annotations

from datetime import date

import pandas as pd

DAY = date(2024, 10, 30)
OUTLETS = ("le-fil", "the-wire")
FIRST = pd.Timestamp("2024-10-20")


def good_frames() -> dict[str, pd.DataFrame]:
    return {
        "coverage": coverage(),
        "freshness": pd.DataFrame(
            {
                "latest_day": [pd.Timestamp(DAY)],
                "newest_post_on": [pd.Timestamp(DAY)],
                "newest_post_at": [pd.Timestamp("2024-10-30T21:50Z")],
            }
        ),
        "posts": pd.DataFrame(
            {
                "post_id": [f"post-{number}" for number in range(6)],
                "outlet_id": [OUTLETS[number % 2] for number in range(6)],
                "minutes_after_capture": [-3.0, -60.0, -400.0, None, 5.0, -1.0],
                "days_before_day": [0.0, 0.0, 1.0, None, -1.0, 0.0],
            }
        ),
        "shares": shares(),
        "claims": spans("claim_id"),
        "casualties": figures("casualty_id", "persons"),
        "mobilisation": figures("mobilisation_id", "percent"),
        "territory": figures("territory_id", "km2"),
        "counts": pd.DataFrame(
            {
                "table_name": ["claims", "casualties", "mobilisation", "territory", "posts"],
                "rows": [6, 4, 4, 0, 6],
                "repeated_keys": [0] * 5,
                "missing_keys": [0] * 5,
                "rows_without_claim": [0] * 5,
                "rows_without_post": [0] * 5,
            }
        ),
    }


def coverage() -> pd.DataFrame:
    rows = [
        {
            "outlet_id": outlet,
            "day": FIRST + pd.Timedelta(days=offset),
            "status": "collected",
            "is_expected": True,
            "is_captured": True,
            "is_complete": True,
            "posts": 40,
            "claims": 60,
            "quarantined": 0,
            "history_days": offset,
            "posts_above_low": 35,
            "posts_of_high": 0.4,
            "posts_change_pct": 5.0,
            "claims_change_pct": -10.0,
        }
        for outlet in OUTLETS
        for offset in range(11)
    ]
    return pd.DataFrame(rows)


def shares() -> pd.DataFrame:
    rows = [
        {
            "outlet_id": outlet,
            "day": FIRST + pd.Timedelta(days=offset),
            "posts": 40,
            "claims": 60,
            "quarantined": 1,
            "minute_pct": 98.0,
            "resolved_pct": 90.0,
            "stances": 7,
            "topics": 6,
            "sides": 4,
            "quarantine_pct": 2.4,
            "claims_per_post": 1.5,
            "history_days": offset,
            "resolved_change_pct": -2.0,
            "minute_change_pct": 0.0,
        }
        for outlet in OUTLETS
        for offset in range(11)
    ]
    return pd.DataFrame(rows)


def spans(key: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            key: [f"{key}-{number}" for number in range(4)],
            "outlet_id": [OUTLETS[number % 2] for number in range(4)],
            "confidence": [0.9, 1.0, 0.0, 0.5],
            "span_start": [0, 12, 30, 44],
            "span_length": [10, 1, 200, 7],
        }
    )


def figures(key: str, unit: str) -> pd.DataFrame:
    return spans(key).assign(
        low=[85.0, 20.0, None, None],
        best=[85.0, None, 60.0, None],
        high=[85.0, None, 60.0, None],
        hedge=["exact", "vague", "nearly", "unquantified"],
        unit=[unit, unit, unit, None],
    )


def nothing_at_all() -> dict[str, pd.DataFrame]:
    """The frames of a candidate without a single row; the one row of `freshness` is null."""
    empty = {name: frame.iloc[:0] for name, frame in good_frames().items()}
    nulls = pd.Series([pd.NaT], dtype="datetime64[us]")
    return {**empty, "freshness": pd.DataFrame(dict.fromkeys(good_frames()["freshness"], nulls))}
