"""Texts and series: words that one outlet has in several posts, and totals that fall without a correction."""

from __future__ import annotations

from expectations.model import Check, Severity, between, threshold


def checks() -> tuple[Check, ...]:
    """The suite, over the 28 days up to the day that is judged."""
    return (
        _repeated("bodies_repeat", "warning", "texts.warn_repeated_pct"),
        _repeated("bodies_mostly_repeat", "critical", "texts.stop_repeated_pct"),
        Check(
            suite="texts", check="totals_do_not_fall", frame="series", severity="warning",
            expectation="ExpectColumnValuesToBeBetween",
            arguments=between("falls", None, threshold("series.warn_falls")), limit="series.warn_falls",
            expected="no running total of one speaker falls within an outlet without an edit or a correction",
        ),
    )  # fmt: skip


def _repeated(check: str, severity: Severity, limit: str) -> Check:
    most = threshold(limit)
    return Check(
        suite="texts", check=check, frame="repeats", rows="day", severity=severity, limit=limit,
        where=f"posts >= {threshold('texts.posts'):g}", expectation="ExpectColumnValuesToBeBetween",
        arguments=between("repeated_pct", None, most),
        expected=f"at most {most:g} % of the posts have the same words as another one of the outlet's 28 days",
    )  # fmt: skip
