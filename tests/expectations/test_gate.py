"""Each check is proved by a planted fault: good frames pass, and a fault fails its own check in its own row."""

from __future__ import annotations

import re
import socket
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import expectations
from expectations.extremes import FIGURES, TABLES
from expectations.gate import FRAMES, CheckResult, Verdict, all_checks, judge
from expectations.model import thresholds

sys.path.insert(0, str(Path(__file__).parent))
from good_day import DAY, good_frames, nothing_at_all

OLD = [40] * 20  # the days before the one that is judged

# check -> (frame, what is planted in an outlet's row, or in its last day, or as a list in all its days,
#           further checks that the same fault fails)
IN_A_ROW: dict[str, tuple[str, dict[str, Any], set[str]]] = {
    "posts_reach_declared_low": ("coverage", {"posts_above_low": -2}, set()),
    "posts_within_declared_high": ("coverage", {"posts_of_high": 1.2}, set()),
    "posts_far_above_declared": ("coverage", {"posts_of_high": 6.0}, {"posts_within_declared_high"}),
    "posts_far_below_declared": (
        "coverage", {"is_captured": [False] * 19 + [True] * 2, "is_expected": [False] * 21, "posts_of_low": 0.1}, set(),
    ),
    "posts_dropped": ("coverage", {"posts": 19}, set()),
    "posts_collapsed": ("coverage", {"posts": 7}, {"posts_dropped"}),
    "posts_collapsed_earlier": ("coverage", {"posts": [*OLD[:19], 7, 40]}, set()),
    "posts_dropped_over_days": ("coverage", {"posts": [6] * 14 + [3] + [2] * 6}, set()),
    "posts_collapsed_over_days": ("coverage", {"posts": [6] * 14 + [1] * 7}, {"posts_dropped_over_days"}),
    "captured_without_posts": ("coverage", {"posts": [6] * 20 + [0]}, set()),
    "claims_dropped": ("coverage", {"claims": 25}, set()),
    "claims_collapsed": ("coverage", {"claims": 0}, {"claims_dropped"}),
    "claims_collapsed_earlier": ("coverage", {"claims": [*OLD[:19], 2, 40]}, set()),
    "claims_dropped_over_days": ("coverage", {"claims": [6] * 14 + [3] + [2] * 6}, set()),
    "claims_collapsed_over_days": ("coverage", {"claims": [6] * 14 + [1] * 7}, {"claims_dropped_over_days"}),
    "day_missing": ("coverage", {"is_captured": False, "is_complete": False}, set()),
    "earlier_day_missing": ("coverage", {"is_captured": [True] * 17 + [False] + [True] * 3}, set()),
    "day_incomplete": ("coverage", {"is_complete": False}, set()),
    "outlet_could_not_be_read": ("coverage", {"status": "failed"}, set()),
    "outlet_is_silent": (
        "coverage",
        {name: [True] * 18 + [False] * 3 for name in ("is_captured", "has_posts")} | {"is_expected": [False] * 21},
        set(),
    ),
    "daily_outlet_is_silent": (
        "coverage",
        {name: [True] * 15 + [False] * 6 for name in ("is_captured", "has_posts")},
        {"outlet_is_silent", "day_missing", "earlier_day_missing"},
    ),
    "posts_published_before_capture": ("posts", {"most_minutes_after_capture": 61.0}, set()),
    "posts_published_near_day": ("posts", {"most_days_before": 4.0}, set()),
    "posts_published_up_to_day": ("posts", {"least_days_before": -2.0}, set()),
    "claims_stated_before_published": ("claims", {"most_days_stated_after": 2.0}, set()),
    "bodies_repeat": ("repeats", {"repeated_pct": 11.0}, set()),
    "bodies_mostly_repeat": ("repeats", {"repeated_pct": 61.0}, {"bodies_repeat"}),
    "totals_do_not_fall": ("series", {"falls": 1}, set()),
    "speakers_resolved": ("shares", {"resolved_pct": 59.0}, set()),
    "speakers_mostly_unresolved": (
        "shares", {"resolved_pct": [20.0] * 20 + [10.0]}, {"speakers_resolved"},
    ),
    "speakers_resolved_dropped": ("shares", {"resolved_pct": 44.0}, {"speakers_resolved"}),
    "speakers_resolved_collapsed": (
        "shares", {"resolved_pct": 16.0}, {"speakers_resolved_dropped", "speakers_resolved"},
    ),
    "speakers_named_dropped": ("shares", {"spoken_pct": 30.0}, set()),
    "speakers_named_collapsed": ("shares", {"spoken_pct": 0.0}, {"speakers_named_dropped"}),
    "places_resolved": ("shares", {"placed_pct": [60.0] * 20 + [39.0]}, set()),
    "places_mostly_unresolved": ("shares", {"placed_pct": [8.0] * 20 + [4.5]}, {"places_resolved"}),
    "places_resolved_dropped": ("shares", {"placed_pct": [90.0] * 20 + [44.0]}, set()),
    "places_resolved_collapsed": ("shares", {"placed_pct": 10.0}, {"places_resolved_dropped", "places_resolved"}),
    "stances_not_constant": ("shares", {"stances": 1}, set()),
    "topics_not_constant": ("shares", {"topics": 1}, set()),
    "sides_not_constant": ("shares", {"sides": 1}, set()),
    "times_precise": ("shares", {"minute_pct": 70.0}, set()),
    "times_precise_dropped": ("shares", {"minute_pct": 40.0}, {"times_precise"}),
    "times_precise_collapsed": ("shares", {"minute_pct": 0.0}, {"times_precise", "times_precise_dropped"}),
    "quarantine_rate": ("shares", {"quarantine_pct": 6.0}, set()),
    "quarantine_rate_extreme": ("shares", {"quarantine_pct": 51.0}, {"quarantine_rate"}),
    "claims_per_post": ("shares", {"claims_per_post": 21.0}, set()),
    "stances_drifted": ("drift", {"mix": "stances", "drift_pct": 41.0}, set()),
    "stances_drifted_far": ("drift", {"mix": "stances", "drift_pct": 86.0}, {"stances_drifted"}),
    "tables_drifted": ("drift", {"mix": "tables", "drift_pct": 41.0}, set()),
    "tables_drifted_far": ("drift", {"mix": "tables", "drift_pct": 86.0}, {"tables_drifted"}),
}  # fmt: skip
for table in FIGURES:
    IN_A_ROW |= {
        f"{table}_low_at_most_best": (table, {"most_low_above_best": 2.0}, set()),
        f"{table}_best_at_most_high": (table, {"most_best_above_high": 2.0}, set()),
        f"{table}_low_at_most_high": (table, {"most_low_above_high": 2.0}, set()),
        f"{table}_low_not_negative": (table, {"least_low": -1.0}, set()),
        f"{table}_best_not_negative": (table, {"least_best": -1.0}, set()),
        f"{table}_high_not_negative": (table, {"least_high": -1.0}, set()),
        f"{table}_percent_at_most_100": (table, {"most_percent": 101.0}, set()),
        f"{table}_exact_figure_has_one_value": (table, {"widest_exact": 1.0}, set()),
    }
for table in TABLES:
    IN_A_ROW |= {
        f"{table}_span_is_not_empty": (table, {"shortest_span": 0}, set()),
        f"{table}_span_starts_in_text": (table, {"earliest_span": -1}, set()),
        f"{table}_span_is_in_post": (table, {"spans_not_in_post": 1}, set()),
        f"{table}_confidence_reaches_0": (table, {"least_confidence": -0.01}, set()),
        f"{table}_confidence_at_most_1": (table, {"most_confidence": 1.01}, set()),
    }
IN_A_TABLE = {
    "keys_unique": ("claims", "repeated_keys"),
    "keys_present": ("casualties", "missing_keys"),
    "claims_known": ("mobilisation", "rows_without_claim"),
    "posts_known": ("territory", "rows_without_post"),
}
IN_A_COLUMN = {"columns_not_constant"}
IN_TIME = {
    "day_is_loaded": ("latest_day", pd.Timestamp(DAY - timedelta(days=1))),
    "anything_is_loaded": ("latest_day", pd.NaT),
    "newest_post_is_recent": ("newest_post_on", pd.Timestamp(DAY - timedelta(days=3))),
    "newest_post_is_not_ahead": ("newest_post_on", pd.Timestamp(DAY + timedelta(days=3))),
}


def failed(verdict: Verdict) -> set[tuple[str, str | None]]:
    return {(one.check, one.outlet) for one in verdict.failures}


@pytest.fixture(scope="module")
def planted() -> Verdict:
    """One outlet a fault, named after the check that must fail, among outlets without fault."""
    frames, unspoilt = good_frames(), good_frames()
    for check, (name, changes, _) in IN_A_ROW.items():
        rows = unspoilt[name].query("outlet_id == 'the-wire'").assign(outlet_id=check).reset_index(drop=True)
        for column, value in changes.items():
            last = [*rows[column].iloc[:-1], value]
            rows[column] = value if isinstance(value, list) else last
        frames[name] = pd.concat([frames[name], rows], ignore_index=True)
    return judge(frames, day=DAY)


@pytest.fixture(scope="module")
def good() -> Verdict:
    return judge(good_frames(), day=DAY)


def test_good_frames_pass_every_check(good):
    assert good.is_passed
    assert failed(good) == set()
    assert [one.check for one in good.results] == [check.check for check in all_checks()]


def test_every_check_has_a_name_of_its_own_and_a_planted_fault():
    names = [check.check for check in all_checks()]
    assert len(names) == len(set(names))
    assert set(names) == {*IN_A_ROW, *IN_A_TABLE, *IN_A_COLUMN, *IN_TIME}


@pytest.mark.parametrize("check", IN_A_ROW)
def test_fault_in_a_row_fails_exactly_its_check(planted, check):
    told = {one.check for one in planted.failures if one.outlet == check}
    assert told == {check} | IN_A_ROW[check][2]


def test_rows_without_fault_stay_untouched(planted):
    assert {outlet for _, outlet in failed(planted)} == set(IN_A_ROW)


def test_fault_in_a_table_fails_exactly_its_check():
    frames = good_frames()
    for table, column in IN_A_TABLE.values():
        frames["counts"].loc[frames["counts"]["table_name"] == table, column] = 2
    verdict = judge(frames, day=DAY)
    told = {one.check: one.observed for one in verdict.failures}
    assert told == {check: f"1 of them unexpected: {table} {column}=2" for check, (table, column) in IN_A_TABLE.items()}


def test_column_that_became_constant_fails_exactly_its_check():
    frames = good_frames()
    frames["variety"].loc[0, "kinds"] = 1
    (told,) = judge(frames, day=DAY).failures
    assert (told.check, told.severity, told.observed) == (
        "columns_not_constant", "warning", "1 of them unexpected: fct_claims stance kinds=1",
    )  # fmt: skip


def test_fault_in_time_fails_exactly_its_check():
    frames = good_frames()
    rows = [frames["freshness"].assign(**{column: [value]}) for column, value in IN_TIME.values()]
    frames["freshness"] = pd.concat([*rows, frames["freshness"]], ignore_index=True)
    verdict = judge(frames, day=DAY)
    assert {one.check for one in verdict.failures} == set(IN_TIME)
    assert all(one.observed.startswith("1 of them unexpected") for one in verdict.failures)


def test_severity_decides(planted, good):
    collapsed = next(one for one in planted.failures if one.check == "posts_collapsed")
    dropped = next(one for one in planted.failures if one.check == "posts_dropped")
    assert (collapsed.severity, dropped.severity) == ("critical", "warning")
    assert not Verdict(results=(*good.results, collapsed)).is_passed
    assert Verdict(results=(*good.results, dropped)).is_passed
    assert Verdict(results=(dropped, collapsed)).failures == (collapsed, dropped)


def test_failure_names_the_day_the_row_and_the_value(planted):
    told = {one.check: one for one in planted.failures if one.outlet == one.check}
    assert told["posts_collapsed"].observed == "1 of them unexpected: 2024-10-30 posts_change_pct=-82.5"
    assert told["casualties_low_at_most_best"].observed.endswith("unexpected: most_low_above_best=2")
    assert told["posts_collapsed"].row_count == 1


def test_outlet_too_young_or_too_small_is_not_judged_by_its_past():
    frames = good_frames()
    young = frames["coverage"]["day"] > pd.Timestamp(DAY - timedelta(days=7))
    frames["coverage"] = frames["coverage"][young].assign(posts=[40, 40, 40, 40, 40, 40, 9] * 2, claims=0)
    frames["shares"] = frames["shares"].assign(
        claims=19, posts=9, places=9, quarantined=0, resolved_pct=0.0, placed_pct=0.0, minute_pct=0.0, stances=1
    )
    frames["drift"] = frames["drift"].assign(records=19, drift_pct=90.0)
    frames["repeats"] = frames["repeats"].assign(posts=9, repeated_pct=90.0)
    assert failed(judge(frames, day=DAY)) == set()


def test_candidate_without_any_row_is_refused_and_nothing_crashes():
    verdict = judge(nothing_at_all(), day=DAY)
    assert failed(verdict) == {("anything_is_loaded", None)}
    assert not verdict.is_passed


def test_day_without_a_figure_is_normal():
    frames = good_frames()
    assert failed(judge({**frames, **{table: frames[table].iloc[:0] for table in FIGURES}}, day=DAY)) == set()


def test_check_that_cannot_be_evaluated_fails():
    frames = good_frames()
    frames["claims"] = frames["claims"].drop(columns="most_confidence")
    (told,) = judge(frames, day=DAY).failures
    assert told.check == "claims_confidence_at_most_1"
    assert told.observed.startswith("could not be evaluated: ")


def test_missing_frame_is_an_error():
    frames = good_frames()
    del frames["territory"]
    with pytest.raises(KeyError, match="territory"):
        judge(frames, day=DAY)


def test_judging_is_silent_writes_nothing_and_opens_no_connection(monkeypatch, tmp_path, capfd):
    def refuse(*_arguments, **_options):
        raise AssertionError("a check opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.chdir(tmp_path)
    assert judge(good_frames(), day=DAY).is_passed
    assert list(tmp_path.iterdir()) == []
    assert capfd.readouterr() == ("", "")


def test_days_are_told_apart_by_the_day_that_is_judged():
    frames = good_frames()
    frames["coverage"].loc[frames["coverage"]["day"] == pd.Timestamp(DAY), "posts"] = 4
    later = judge({**frames, "freshness": frames["freshness"].assign(latest_day=pd.Timestamp(2024, 10, 31))},
                  day=date(2024, 10, 31))  # fmt: skip
    assert {one.check for one in later.failures} == {"posts_collapsed_earlier"}
    assert later.is_passed


def test_results_are_plain_values(planted):
    for one in planted.results:
        assert isinstance(one, CheckResult)
        assert all(value is None or type(value) in (str, bool, int) for value in vars(one).values())


def test_frames_named_by_the_checks_are_those_that_are_read():
    assert {check.frame for check in all_checks()} == set(FRAMES)


def test_every_threshold_is_used_and_says_what_it_does():
    code = "".join(path.read_text("utf-8") for path in Path(expectations.__file__).parent.glob("*.py"))
    for suite, numbers in thresholds().items():
        for name in numbers:
            assert re.search(rf"\b{name}\b['\"]", code), f"{suite}.{name}"
    stops = {check.check: check.severity for check in all_checks() if ".stop_" in (check.limit or "")}
    assert {severity for check, severity in stops.items() if not check.endswith("_earlier")} == {"critical"}
    warnings = {check.severity for check in all_checks() if ".warn_" in (check.limit or "")}
    assert warnings == {"warning"}
