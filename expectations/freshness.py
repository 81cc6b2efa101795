"""Freshness: the candidate holds the day it was built for, and posts of that day."""

from __future__ import annotations

from expectations.model import Check, between, thresholds


def checks() -> tuple[Check, ...]:
    """The suite; the frame `freshness` has one row, its distances are filled in from the day that is judged."""
    numbers = thresholds()["freshness"]
    behind, ahead = numbers["newest_post_warn_days"], numbers["ahead_warn_days"]
    return (
        Check(
            suite="freshness", check="day_is_loaded", frame="freshness",
            expectation="ExpectColumnValuesToBeBetween", arguments=between("days_behind", 0, 0),
            expected="the latest day loaded is the day asked for",
        ),
        Check(
            suite="freshness", check="anything_is_loaded", frame="freshness",
            expectation="ExpectColumnValuesToNotBeNull", arguments={"column": "latest_day"},
            expected="at least one outlet's day is recorded",
        ),
        Check(
            suite="freshness", check="newest_post_is_recent", frame="freshness", severity="warning",
            expectation="ExpectColumnValuesToBeBetween", arguments=between("newest_post_days_behind", None, behind),
            expected=f"the newest post is at most {behind:g} days older than the day asked for",
        ),
        Check(
            suite="freshness", check="newest_post_is_not_ahead", frame="freshness", severity="warning",
            expectation="ExpectColumnValuesToBeBetween", arguments=between("newest_post_days_behind", -ahead, None),
            expected=f"no post is dated more than {ahead:g} days after the day asked for",
        ),
    )  # fmt: skip
