"""Invented frames of a candidate in which nothing is wrong: two outlets, three weeks, the last one judged."""

from __future__ import annotations

from datetime import date

import pandas as pd

DAY = date(2024, 10, 30)
OUTLETS = ("le-fil", "the-wire")
DAYS = 21
FIRST = pd.Timestamp(DAY) - pd.Timedelta(days=DAYS - 1)
SPANS = {
    "rows": 30, "shortest_span": 1, "earliest_span": 0, "least_confidence": 0.0, "most_confidence": 1.0,
    "spans_not_in_post": 0,
}  # fmt: skip
FIGURES = {
    "most_low_above_best": 0.0, "most_best_above_high": 0.0, "most_low_above_high": 0.0, "least_low": 0.0,
    "least_best": 0.0, "least_high": 0.0, "most_percent": 100.0, "widest_exact": 0.0,
}  # fmt: skip


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
        "posts": of_outlets(rows=3, most_minutes_after_capture=5.0, most_days_before=1.0, least_days_before=-1.0),
        "shares": shares(),
        "drift": pd.concat(
            [of_outlets(mix=mix, records=60, records_before=600, drift_pct=12.0) for mix in ("stances", "tables")],
            ignore_index=True,
        ),
        "variety": pd.DataFrame(
            {
                "table_name": ["fct_claims", "fct_claims", "fct_territory"],
                "column_name": ["stance", "topic", "place_id"],
                "rows": [600, 600, 12],
                "kinds": [9, 7, 1],
            }
        ),
        "repeats": of_outlets(day=pd.Timestamp(DAY), posts=40, repeated_pct=0.0),
        "series": of_outlets(series="uk-general-staff RUS killed", rows=9, falls=0),
        "claims": of_outlets(**SPANS, most_days_stated_after=0.0),
        "casualties": of_outlets(**SPANS, **FIGURES),
        "mobilisation": of_outlets(**SPANS, **FIGURES),
        "territory": of_outlets(**SPANS, **FIGURES),
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


def of_outlets(**values: object) -> pd.DataFrame:
    return pd.DataFrame([{"outlet_id": outlet, **values} for outlet in OUTLETS])


def of_days(**values: object) -> pd.DataFrame:
    rows = [
        {"outlet_id": outlet, "day": FIRST + pd.Timedelta(days=offset), "days_ago": DAYS - 1 - offset, **values}
        for outlet in OUTLETS
        for offset in range(DAYS)
    ]
    return pd.DataFrame(rows)


def coverage() -> pd.DataFrame:
    return of_days(
        status="collected",
        is_expected=True,
        is_captured=True,
        is_complete=True,
        posts=40,
        claims=60,
        has_posts=True,
        volume_low=5,
        volume_high=100,
        posts_above_low=35,
        posts_of_low=8.0,
        posts_of_high=0.4,
    )


def shares() -> pd.DataFrame:
    return of_days(
        is_captured=True,
        posts=40,
        claims=60,
        places=20,
        quarantined=1,
        minute_pct=98.0,
        resolved_pct=90.0,
        placed_pct=80.0,
        spoken_pct=70.0,
        stances=7,
        topics=6,
        sides=4,
        quarantine_pct=2.4,
        claims_per_post=1.5,
    )


def nothing_at_all() -> dict[str, pd.DataFrame]:
    """The frames of a candidate without a single row; the one row of `freshness` is null."""
    empty = {name: frame.iloc[:0] for name, frame in good_frames().items()}
    nulls = pd.Series([pd.NaT], dtype="datetime64[us]")
    return {**empty, "freshness": pd.DataFrame(dict.fromkeys(good_frames()["freshness"], nulls))}
