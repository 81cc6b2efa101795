"""The checks over the last builds: when a fault began, and whether it is over."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from claimwire.report.build import write_quality
from claimwire.report.trend import MOST_BUILDS, builds_of, trends

sys.path.insert(0, str(Path(__file__).parent))
from invented_day import META, quality

FIRST = date(2024, 10, 1)


def row(number: int, check: str = "posts_dropped", **changes: Any) -> dict[str, Any]:
    day = FIRST + timedelta(days=number)
    return {
        "suite": "volume", "check": check, "severity": "warning", "is_passed": True, "outlet": None, "is_fit": True,
        "build_id": f"{day:%Y%m%d}T000000Z", "day": day.isoformat(), "judged_at": f"{day}T00:05:00+00:00", **changes,
    }  # fmt: skip


def failed(number: int, check: str = "posts_dropped", **changes: Any) -> dict[str, Any]:
    return row(number, check, is_passed=False, **{"outlet": "le-fil", **changes})


def test_a_check_that_always_passed_is_not_shown() -> None:
    assert trends([row(0), row(1)]) == ()


def test_the_day_a_fault_began_is_that_of_the_first_build_that_fails_up_to_now() -> None:
    (told,) = trends([failed(0), row(1), failed(2), failed(3)])
    assert told.states == ("warning", "passed", "warning", "warning")
    assert told.since is not None
    assert told.since.day == date(2024, 10, 3)


def test_a_fault_that_is_over_says_so_and_comes_last() -> None:
    over, now = "aaa_over", "zzz_now"
    told = trends([failed(0, over), row(1, over), row(0, now), failed(1, now)])
    assert [(one.check, one.since is None) for one in told] == [(now, False), (over, True)]


def test_outlets_are_told_apart_and_a_check_that_was_not_run_is_empty() -> None:
    told = trends([row(0, "another"), failed(1), failed(1, outlet="the-wire", severity="critical")])
    assert [(one.outlet, one.states) for one in told] == [
        ("the-wire", ("not run", "critical")),
        ("le-fil", ("not run", "warning")),
    ]


def test_only_the_newest_builds_are_shown() -> None:
    history = [failed(number) for number in range(MOST_BUILDS + 5)]
    assert builds_of(history)[0].day == FIRST + timedelta(days=5)
    assert len(trends(history)[0].states) == MOST_BUILDS


def test_the_page_shows_the_trend_also_of_a_rejected_build(tmp_path: Path) -> None:
    history = [row(0), failed(1, severity="critical", is_fit=False)]
    text = write_quality(tmp_path, quality=quality(), meta=META, history=history).read_text(encoding="utf-8")
    assert "Over the last builds" in text
    assert '<th title="Wednesday 2 October 2024, build 20241002T000000Z, not fit to publish">2 Oct</th>' in text
    assert '<td class="critical"><b>✕</b></td>' in text


def test_no_observed_value_is_told_in_the_trend(tmp_path: Path) -> None:
    history = [failed(1, observed="a sentence of an outlet", expected="another one")]
    text = write_quality(tmp_path, quality=[], meta=META, history=history).read_text(encoding="utf-8")
    assert "sentence of an outlet" not in text
