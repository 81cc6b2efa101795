"""Volume: how many posts and claims an outlet's day holds, against what it declares and against its own past."""

from __future__ import annotations

from expectations.model import Check, Rows, Severity, between, thresholds

BETWEEN = "ExpectColumnValuesToBeBetween"
IN_SET = "ExpectColumnValuesToBeInSet"


def checks() -> tuple[Check, ...]:
    """The suite: the day that is judged may stop publication, days before it only warn."""
    return (*_declared(), *_against_median("posts"), *_against_median("claims"), *_days(), _read())


def _declared() -> tuple[Check, ...]:
    times = thresholds()["volume"]["stop_times_high"]
    bounds: tuple[tuple[str, Severity, dict[str, object], str], ...] = (
        ("posts_reach_declared_low", "warning", between("posts_above_low", 0), "at least the posts declared"),
        ("posts_within_declared_high", "warning", between("posts_of_high", None, 1), "at most the posts declared"),
        ("posts_far_above_declared", "critical", between("posts_of_high", None, times),
         f"at most {times:g} times the posts declared"),
    )  # fmt: skip
    return tuple(
        Check(
            suite="volume", check=name, frame="coverage", rows="day", where="is_captured", severity=severity,
            expectation=BETWEEN, arguments=arguments, expected=expected,
        )
        for name, severity, arguments, expected in bounds
    )  # fmt: skip


def _against_median(what: str) -> tuple[Check, ...]:
    numbers = thresholds()["volume"]
    levels: tuple[tuple[str, Severity, float, Rows], ...] = (
        ("dropped", "warning", numbers["warn_change_pct"], "day"),
        ("collapsed", "critical", numbers["stop_change_pct"], "day"),
        ("collapsed_earlier", "warning", numbers["stop_change_pct"], "earlier"),
    )
    return tuple(
        Check(
            suite="volume", check=f"{what}_{name}", frame="coverage", rows=rows, severity=severity,
            where=f"is_captured and history_days >= {numbers['history_days']:g}",
            expectation=BETWEEN, arguments=between(f"{what}_change_pct", change),
            expected=f"{what} no more than {-change:g} % below the median of the 28 days before",
        )
        for name, severity, change, rows in levels
    )  # fmt: skip


def _days() -> tuple[Check, ...]:
    each_day = "a captured page on each day an outlet is expected to have a live blog"
    days: tuple[tuple[str, Rows, str, str, str], ...] = (
        ("day_missing", "day", "is_expected", "is_captured", each_day),
        ("earlier_day_missing", "earlier", "is_expected", "is_captured", each_day),
        ("day_incomplete", "day", "is_captured", "is_complete", "all pages of a captured live blog were read"),
    )
    return tuple(
        Check(
            suite="volume", check=name, frame="coverage", rows=rows, where=where, severity="warning",
            expectation=IN_SET, arguments={"column": column, "value_set": [True]}, expected=expected,
        )
        for name, rows, where, column, expected in days
    )  # fmt: skip


def _read() -> Check:
    return Check(
        suite="volume", check="outlet_could_not_be_read", frame="coverage", rows="day", severity="warning",
        expectation="ExpectColumnValuesToNotBeInSet",
        arguments={"column": "status", "value_set": ["failed", "blocked", "not_run"]},
        expected="each outlet's day was read, or had no live blog",
    )  # fmt: skip
