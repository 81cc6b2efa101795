"""Freshness: the candidate holds the day it was built for, posts of that day, and no outlet has fallen silent."""

from __future__ import annotations

from expectations.model import Check, Severity, between, threshold

BETWEEN = "ExpectColumnValuesToBeBetween"


def checks() -> tuple[Check, ...]:
    """The suite; the distances of the frame `freshness`, of one row, are filled in from the day that is judged."""
    return (*_days(), *_silence())


def _days() -> tuple[Check, ...]:
    behind, ahead = threshold("freshness.newest_post_warn_days"), threshold("freshness.ahead_warn_days")
    return (
        Check(
            suite="freshness", check="day_is_loaded", frame="freshness",
            expectation=BETWEEN, arguments=between("days_behind", 0, 0),
            expected="the latest day loaded is the day asked for",
        ),
        Check(
            suite="freshness", check="anything_is_loaded", frame="freshness",
            expectation="ExpectColumnValuesToNotBeNull", arguments={"column": "latest_day"},
            expected="at least one outlet's day is recorded",
        ),
        Check(
            suite="freshness", check="newest_post_is_recent", frame="freshness", severity="warning",
            expectation=BETWEEN, arguments=between("newest_post_days_behind", None, behind),
            expected=f"the newest post is at most {behind:g} days older than the day asked for",
            limit="freshness.newest_post_warn_days",
        ),
        Check(
            suite="freshness", check="newest_post_is_not_ahead", frame="freshness", severity="warning",
            expectation=BETWEEN, arguments=between("newest_post_days_behind", -ahead, None),
            expected=f"no post is dated more than {ahead:g} days after the day asked for",
            limit="freshness.ahead_warn_days",
        ),
    )  # fmt: skip


def _silence() -> tuple[Check, ...]:
    known = f"posts_history_days >= {threshold('volume.history_days'):g}"
    levels: tuple[tuple[str, Severity, str, str], ...] = (
        ("outlet_is_silent", "warning", "freshness.warn_rarer_pct", known),
        ("daily_outlet_is_silent", "critical", "freshness.stop_rarer_pct", f"{known} and is_expected"),
    )
    return tuple(
        Check(
            suite="freshness", check=name, frame="coverage", rows="day", severity=severity, where=where,
            expectation=BETWEEN, arguments=between("rarer_pct", threshold(limit)), limit=limit,
            expected=f"days with posts at most {-threshold(limit):g} % rarer than the outlet's gaps were",
        )
        for name, severity, limit, where in levels
    )  # fmt: skip
