"""Ranges: figures, offsets, confidences and times lie where they can."""

from __future__ import annotations

from expectations.model import Check, Severity, between, ordered, thresholds

BETWEEN = "ExpectColumnValuesToBeBetween"
PAIR = "ExpectColumnPairValuesAToBeGreaterThanB"
FIGURES = ("casualties", "mobilisation", "territory")


def checks() -> tuple[Check, ...]:
    """The suite, over every row of the candidate."""
    figures = (check for table in FIGURES for check in _figures(table))
    spans = (check for table in ("claims", *FIGURES) for check in _spans(table))
    return (*figures, *spans, *_times())


def _figures(table: str) -> tuple[Check, ...]:
    above = thresholds()["ranges"]["warn_percent"]
    return (
        _range(table, "low_at_most_best", PAIR, ordered("low", "best"), "low ≤ best where both are given"),
        _range(table, "best_at_most_high", PAIR, ordered("best", "high"), "best ≤ high where both are given"),
        _range(table, "low_at_most_high", PAIR, ordered("low", "high"), "low ≤ high where both are given"),
        _range(table, "low_not_negative", BETWEEN, between("low", 0), "no figure below zero"),
        _range(table, "best_not_negative", BETWEEN, between("best", 0), "no figure below zero"),
        _range(table, "high_not_negative", BETWEEN, between("high", 0), "no figure below zero"),
        _range(
            table, "percent_at_most_100", BETWEEN, between("best", None, above), f"no percentage above {above:g}",
            severity="warning", where="unit == 'percent'",
        ),
        _range(
            table, "exact_figure_has_one_value", "ExpectColumnPairValuesToBeEqual",
            {"column_A": "low", "column_B": "high", "ignore_row_if": "neither"},
            "low, best and high are one where the hedge is exact", where="hedge == 'exact'",
        ),
    )  # fmt: skip


def _spans(table: str) -> tuple[Check, ...]:
    return (
        _range(table, "span_is_not_empty", BETWEEN, between("span_length", 1), "no quoted span is empty"),
        _range(table, "span_starts_in_text", BETWEEN, between("span_start", 0), "no span starts before its post"),
        _range(table, "confidence_is_share", BETWEEN, between("confidence", 0, 1), "0 ≤ confidence ≤ 1"),
    )  # fmt: skip


def _times() -> tuple[Check, ...]:
    numbers = thresholds()["ranges"]
    after, before = numbers["stop_minutes_after_capture"], numbers["warn_days_before_day"]
    return (
        _range(
            "posts", "published_before_capture", BETWEEN, between("minutes_after_capture", None, after),
            f"no post is dated more than {after:g} minutes after its page was captured",
        ),
        _range(
            "posts", "published_near_day", BETWEEN, between("days_before_day", -1, before),
            f"no post is dated more than {before:g} days before or one day after the day of its page",
            severity="warning",
        ),
    )  # fmt: skip


def _range(
    frame: str, check: str, expectation: str, arguments: dict[str, object], expected: str, *,
    severity: Severity = "critical", where: str | None = None,
) -> Check:  # fmt: skip
    return Check(
        suite="ranges", check=f"{frame}_{check}", frame=frame, expectation=expectation, arguments=arguments,
        expected=expected, severity=severity, where=where,
    )  # fmt: skip
