"""Ranges: figures, offsets, confidences and times lie where they can, in the row that lies furthest out."""

from __future__ import annotations

from expectations.extremes import FIGURES, TABLES
from expectations.model import Check, Severity, between, threshold


def checks() -> tuple[Check, ...]:
    """The suite, over the extremes of every row of the candidate."""
    figures = (check for table in FIGURES for check in _figures(table))
    spans = (check for table in TABLES for check in _spans(table))
    return (*figures, *spans, *_times())


def _figures(table: str) -> tuple[Check, ...]:
    above = threshold("ranges.warn_percent")
    return (
        _range(table, "low_at_most_best", between("most_low_above_best", None, 0), "low ≤ best"),
        _range(table, "best_at_most_high", between("most_best_above_high", None, 0), "best ≤ high"),
        _range(table, "low_at_most_high", between("most_low_above_high", None, 0), "low ≤ high"),
        _range(table, "low_not_negative", between("least_low", 0, None), "no figure below zero"),
        _range(table, "best_not_negative", between("least_best", 0, None), "no figure below zero"),
        _range(table, "high_not_negative", between("least_high", 0, None), "no figure below zero"),
        _range(
            table, "percent_at_most_100", between("most_percent", None, above), f"no percentage above {above:g}",
            severity="warning", limit="ranges.warn_percent",
        ),
        _range(
            table, "exact_figure_has_one_value", between("widest_exact", 0, 0),
            "low, best and high are one where the hedge is exact",
        ),
    )  # fmt: skip


def _spans(table: str) -> tuple[Check, ...]:
    return (
        _range(table, "span_is_not_empty", between("shortest_span", 1, None), "no quoted span is empty"),
        _range(table, "span_starts_in_text", between("earliest_span", 0, None), "no span starts before its post"),
        _range(table, "span_is_in_post", between("spans_not_in_post", 0, 0), "each quoted span stands in its post"),
        _range(table, "confidence_reaches_0", between("least_confidence", 0, None), "no confidence below 0"),
        _range(table, "confidence_at_most_1", between("most_confidence", None, 1), "no confidence above 1"),
    )


def _times() -> tuple[Check, ...]:
    after, before = threshold("ranges.stop_minutes_after_capture"), threshold("ranges.warn_days_before_day")
    stated = threshold("ranges.warn_days_stated_after")
    return (
        _range(
            "posts", "published_before_capture", between("most_minutes_after_capture", None, after),
            f"no post is dated more than {after:g} minutes after its page was captured",
            limit="ranges.stop_minutes_after_capture",
        ),
        _range(
            "posts", "published_near_day", between("most_days_before", None, before),
            f"no post is dated more than {before:g} days before the day of its page",
            severity="warning", limit="ranges.warn_days_before_day",
        ),
        _range(
            "posts", "published_up_to_day", between("least_days_before", -1, None),
            "no post is dated more than one day after the day of its page", severity="warning",
        ),
        _range(
            "claims", "stated_before_published", between("most_days_stated_after", None, stated),
            f"no statement is dated more than {stated:g} day after the post that reports it",
            severity="warning", limit="ranges.warn_days_stated_after",
        ),
    )  # fmt: skip


def _range(
    frame: str, check: str, arguments: dict[str, object], expected: str, *,
    severity: Severity = "critical", limit: str | None = None,
) -> Check:  # fmt: skip
    return Check(
        suite="ranges", check=f"{frame}_{check}", frame=frame, expectation="ExpectColumnValuesToBeBetween",
        arguments=arguments, expected=expected, severity=severity, limit=limit,
    )  # fmt: skip
