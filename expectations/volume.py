"""Volume: how many posts and claims an outlet's day holds, against what it declares and against its own past."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from expectations.model import Check, between, threshold, thresholds

BETWEEN = "ExpectColumnValuesToBeBetween"
WITHIN = "days_ago <= 28"


def checks() -> tuple[Check, ...]:
    """The suite: the day that is judged may stop publication, days before it only warn."""
    return (*_declared(), *_against_median("posts"), *_against_median("claims"), *_days(), _read(), _filled())


def _declared() -> tuple[Check, ...]:
    times, share = threshold("volume.stop_times_high"), threshold("volume.stop_share_of_low")
    held = "is_captured"
    young = f"{held} and posts_history_days < {threshold('volume.history_days'):g}"
    many = f"{young} and volume_low >= {1 / share:g}"
    below = f"a new outlet's day holds at least {100 * share:g} % of the fewest posts declared"
    bounds = (
        _day("posts_reach_declared_low", between("posts_above_low", 0), "at least the posts declared", held),
        _day("posts_within_declared_high", between("posts_of_high", None, 1), "at most the posts declared", held),
        _day(
            "posts_far_above_declared", between("posts_of_high", None, times),
            f"at most {times:g} times the posts declared", held, limit="volume.stop_times_high",
        ),
        _day(
            "posts_far_below_declared", between("posts_of_low", share), below, many, limit="volume.stop_share_of_low"
        ),
    )  # fmt: skip
    return tuple(one if one.limit else replace(one, severity="warning") for one in bounds)


def _day(check: str, arguments: dict[str, object], expected: str, where: str, *, limit: str | None = None) -> Check:
    return Check(
        suite="volume", check=check, frame="coverage", rows="day", where=where, expectation=BETWEEN,
        arguments=arguments, expected=expected, limit=limit,
    )  # fmt: skip


def _against_median(what: str) -> Iterator[Check]:
    """A day of a busy outlet by itself, several days of a quiet one together."""
    numbers = thresholds()["volume"]
    known = f"is_captured and {what}_history_days >= {numbers['history_days']:g}"
    busy = f"{known} and {what}_median >= {numbers['least_median']:g}"
    quiet = f"{known} and {what}_median < {numbers['least_median']:g}"
    days = f"{what} of the last {numbers['quiet_days']:g} captured days"
    for name, limit, column, where, subject in (
        ("dropped", "warn_change_pct", "change_pct", busy, what),
        ("collapsed", "stop_change_pct", "change_pct", busy, what),
        ("dropped_over_days", "warn_change_pct", "recent_change_pct", quiet, days),
        ("collapsed_over_days", "stop_change_pct", "recent_change_pct", quiet, days),
    ):
        bound = f"no more than {-numbers[limit]:g} % below the median of its last 28 sound days"
        critical = _day(
            f"{what}_{name}",
            between(f"{what}_{column}", numbers[limit]),
            f"{subject} {bound}",
            where,
            limit=f"volume.{limit}",
        )
        yield critical if limit.startswith("stop") else replace(critical, severity="warning")
        if name == "collapsed":
            yield replace(
                critical, check=f"{what}_collapsed_earlier", rows="earlier", severity="warning",
                where=f"{where} and {WITHIN}",
            )  # fmt: skip


def _days() -> tuple[Check, ...]:
    each_day = "a captured page on each day an outlet is expected to have a live blog"
    missing = Check(
        suite="volume", check="day_missing", frame="coverage", rows="day", where="is_expected", severity="warning",
        expectation="ExpectColumnValuesToBeInSet", arguments={"column": "is_captured", "value_set": [True]},
        expected=each_day,
    )  # fmt: skip
    return (
        missing,
        replace(missing, check="earlier_day_missing", rows="earlier", where=f"is_expected and {WITHIN}"),
        replace(
            missing, check="day_incomplete", where="is_captured",
            arguments={"column": "is_complete", "value_set": [True]},
            expected="all pages of a captured live blog were read",
        ),
    )  # fmt: skip


def _read() -> Check:
    return Check(
        suite="volume", check="outlet_could_not_be_read", frame="coverage", rows="day", severity="warning",
        expectation="ExpectColumnValuesToNotBeInSet",
        arguments={"column": "status", "value_set": ["failed", "blocked", "not_run"]},
        expected="each outlet's day was read, or had no live blog",
    )  # fmt: skip


def _filled() -> Check:
    known = f"is_captured and posts_history_days >= {threshold('volume.history_days'):g}"
    return replace(
        _day("captured_without_posts", between("posts", 1), "a captured page holds posts", known), severity="warning"
    )
