"""What a check is, before any library runs it, and what comes out of it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

Severity = Literal["critical", "warning"]
Rows = Literal["all", "day", "earlier"]


@dataclass(frozen=True, kw_only=True)
class Check:
    """One expectation on one frame, as data.

    `rows` are those of the frame it sees: all of them, those of the day that is judged, or those of days before it.
    `expectation` names a class of `great_expectations.expectations`, `arguments` are its own; `where` narrows the
    rows by a pandas query over the frame's columns. `limit` names its number as `suite.name` of `thresholds.toml`.
    """

    suite: str
    check: str
    frame: str
    expectation: str
    expected: str
    severity: Severity = "critical"
    rows: Rows = "all"
    where: str | None = None
    limit: str | None = None
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class CheckResult:
    """How one check ended; a failure is told once for each outlet it concerns, with up to three of its values."""

    suite: str
    check: str
    severity: Severity
    is_passed: bool
    outlet: str | None
    observed: str
    expected: str
    row_count: int


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The results of all checks on one candidate."""

    results: tuple[CheckResult, ...]

    @property
    def is_passed(self) -> bool:
        """True unless a critical check failed."""
        return not any(one.severity == "critical" for one in self.failures)

    @property
    def failures(self) -> tuple[CheckResult, ...]:
        """Results that did not pass, critical ones first."""
        failed = [one for one in self.results if not one.is_passed]
        return tuple(sorted(failed, key=lambda one: one.severity != "critical"))


def thresholds() -> Mapping[str, Mapping[str, float]]:
    """The numbers of `thresholds.toml`, by suite."""
    return {suite: numbers for suite, numbers in _thresholds().items() if suite != "history_begins"}


def threshold(name: str) -> float:
    """One number of `thresholds.toml`, by `suite.name`."""
    suite, _, key = name.partition(".")
    return thresholds()[suite][key]


def history_begins() -> Mapping[str, date]:
    """The day from which an outlet's past counts, for outlets that `thresholds.toml` names."""
    found: Mapping[str, date] = _thresholds()["history_begins"]
    return found


@cache
def _thresholds() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "thresholds.toml").read_text(encoding="utf-8"))


def between(column: str, low: float | None = None, high: float | None = None) -> dict[str, Any]:
    """Arguments of an expectation that each value of a column lies between two bounds, nulls aside."""
    return {"column": column, "min_value": low, "max_value": high}
