"""The gate between a candidate and its publication: it runs every suite and is the only one who knows the library."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from expectations import distribution, freshness, keys, ranges, texts, volume
from expectations.frames import FRAMES
from expectations.history import rarer_pct, with_usual
from expectations.model import Check, CheckResult, Verdict

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["FRAMES", "SUITES", "Check", "CheckResult", "Verdict", "all_checks", "judge"]

SUITES = (volume, freshness, ranges, texts, distribution, keys)
SHOWN = 3
NAMING = ("day", "table_name", "column_name", "mix", "series")


def all_checks() -> tuple[Check, ...]:
    """Every check of every suite, in the order in which they are told."""
    return tuple(check for suite in SUITES for check in suite.checks())


def judge(frames: Mapping[str, DataFrame], *, day: date) -> Verdict:
    """Run every suite on the frames that `FRAMES` yields of a candidate.

    An expectation that cannot be evaluated counts as failed. The library is imported here; nothing is sent anywhere
    and no file is written.

    Raises:
        KeyError: a frame of `FRAMES` is missing.
    """
    source = _quiet_context().data_sources.add_pandas("candidate")
    frame = source.add_dataframe_asset("frame").add_batch_definition_whole_dataframe("whole")
    seen = _derived(frames, day)
    results: dict[str, tuple[CheckResult, ...]] = {}
    for name, checks in _batches(all_checks()).items():
        rows = _rows(seen[checks[0].frame], checks[0], day)
        for check, outcome in zip(checks, _validate(frame, name, rows, checks), strict=True):
            results[check.check] = tuple(_results(check, outcome, rows))
    return Verdict(results=tuple(result for check in all_checks() for result in results[check.check]))


def _quiet_context() -> Any:
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    context = gx.get_context(mode="ephemeral")
    context.enable_analytics(enable=False)
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    return context


def _batches(checks: Sequence[Check]) -> dict[str, list[Check]]:
    """Checks that see the same rows of the same frame, under a name for that batch."""
    batches: dict[str, list[Check]] = {}
    for check in checks:
        batches.setdefault(f"{check.frame}, {check.rows}, {check.where or 'any'}", []).append(check)
    return batches


def _rows(frame: DataFrame, check: Check, day: date) -> DataFrame:
    import pandas as pd

    if check.rows != "all":
        days = pd.to_datetime(frame["day"]).dt.date
        frame = frame[days == day] if check.rows == "day" else frame[days < day]
    return (frame.query(check.where) if check.where else frame).reset_index(drop=True)


def _derived(frames: Mapping[str, DataFrame], day: date) -> dict[str, DataFrame]:
    """The frames, with the distances to the day that is judged and to each outlet's usual day."""
    import pandas as pd

    coverage = with_usual(
        frames["coverage"], {"posts": "posts", "claims": "claims"}, is_counted="is_captured", least="volume_low"
    )
    silences = (
        rarer_pct([one.date() for one in rows["day"]], [bool(one) for one in rows["has_posts"]])
        for _, rows in coverage.groupby("outlet_id", sort=False)
    )
    rarer = pd.Series([one for outlet in silences for one in outlet], dtype="float64")
    shares = {"resolved_pct": "resolved", "placed_pct": "placed", "minute_pct": "minute", "spoken_pct": "spoken"}
    return {
        **frames,
        "coverage": coverage.assign(rarer_pct=rarer),
        "shares": with_usual(frames["shares"], shares, is_counted="is_captured"),
        "freshness": _with_distances(frames["freshness"], day),
    }


def _with_distances(frame: DataFrame, day: date) -> DataFrame:
    import pandas as pd

    def behind(column: str) -> Any:
        return (pd.Timestamp(day) - pd.to_datetime(frame[column])).dt.days

    return frame.assign(days_behind=behind("latest_day"), newest_post_days_behind=behind("newest_post_on"))


def _validate(frame: Any, name: str, rows: DataFrame, checks: Sequence[Check]) -> list[Any]:
    """Outcomes of the checks, in their order."""
    import great_expectations as gx

    suite = gx.ExpectationSuite(name=name, expectations=[_expectation(one) for one in checks])
    run = frame.get_batch({"dataframe": rows}).validate(suite, result_format="COMPLETE")
    outcomes = {one.expectation_config.meta["check"]: one for one in run.results}
    return [outcomes[check.check] for check in checks]


def _expectation(check: Check) -> Any:
    from great_expectations import expectations as library

    build = getattr(library, check.expectation)
    return build(**check.arguments, severity=check.severity, meta={"check": check.check})


def _results(check: Check, outcome: Any, rows: DataFrame) -> Iterator[CheckResult]:
    """One result where the check passed or concerns no outlet, else one for each outlet with failing rows."""
    if outcome.success:
        count = _count(rows)
        yield _result(check, None, f"{count} rows, none unexpected", count, is_passed=True)
        return
    failing = rows.loc[outcome.result.get("unexpected_index_list") or []]
    if failing.empty:
        yield _result(check, None, _reason(outcome), _count(rows))
    elif "outlet_id" in failing:
        for outlet, its_rows in failing.groupby("outlet_id", dropna=False):
            yield _result(check, str(outlet), _shown(check, its_rows), _count(rows[rows["outlet_id"] == outlet]))
    else:
        yield _result(check, None, _shown(check, failing), _count(rows))


def _count(rows: DataFrame) -> int:
    """How many rows of the candidate the rows of a frame stand for."""
    return int(rows["rows"].sum()) if "rows" in rows else len(rows)


def _result(check: Check, outlet: str | None, observed: str, row_count: int, *, is_passed: bool = False) -> CheckResult:
    return CheckResult(
        suite=check.suite,
        check=check.check,
        severity=check.severity,
        is_passed=is_passed,
        outlet=outlet,
        observed=observed,
        expected=check.expected,
        row_count=row_count,
    )


def _reason(outcome: Any) -> str:
    raised = outcome.exception_info or {}
    details = [raised, *(one for one in raised.values() if isinstance(one, dict))]
    messages = [str(one["exception_message"]) for one in details if one.get("exception_message")]
    return f"could not be evaluated: {messages[0].splitlines()[0][:200]}" if messages else "unexpected"


def _shown(check: Check, failing: DataFrame) -> str:
    """Up to three failing rows by what names them, and the column at fault."""
    column = str(check.arguments["column"])
    named = [name for name in NAMING if name in failing and name != column]
    told = [
        " ".join([*(_value(row[name]) for name in named), f"{column}={_value(row[column])}"])
        for _, row in failing.head(SHOWN).iterrows()
    ]
    return f"{len(failing)} of them unexpected: " + "; ".join(told)


def _value(value: Any) -> str:
    if hasattr(value, "date"):
        return str(value.date())
    return f"{value:g}" if isinstance(value, float) else str(value)
