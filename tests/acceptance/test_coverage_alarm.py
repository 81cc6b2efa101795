"""Silent collapse is told on its first day, by the outlet's name, and for as long as it lasts.

Weeks of invented days go through the real pipeline; then the pages of four outlets change. An outlet that still yields
something, but far too little, stops publication: its rows would be published as if they were its day. An outlet whose
page cannot be read at all is recorded as failed and only warned about, so that the others' day is published; if it is
expected daily, five such days stop publication too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from claimwire import pipeline
from claimwire.settings import Settings
from claimwire.warehouse.connection import query
from claimwire.warehouse.frames import read_frames
from expectations.gate import FRAMES, Verdict, judge
from extractors.errors import CheckFailed

from . import collapsing_world as played
from .conftest import settings_of

CRITICAL: Mapping[str, set[str]] = {
    "one-of-twenty-found": {"posts_collapsed", "claims_collapsed"},
    "times-lost": {"times_precise_collapsed"},
    "speakers-lost": {"speakers_named_collapsed"},
    "newcomer-broken": {"posts_far_below_declared"},
}
INNOCENT = ("steady", "quiet", "weekly-rest", "newcomer")
LATER = [played.BREAK + timedelta(days=days) for days in (1, 14, played.BROKEN_DAYS - 1)]


@dataclass(frozen=True)
class Collapse:
    """What was judged on the first broken day, what the check said, and the frames of the last one."""

    settings: Settings
    error: CheckFailed
    first: Verdict
    frames: Mapping[str, Any]

    def judged(self, day: date) -> Verdict:
        """The verdict on one of the broken days."""
        return judge(self.frames, day=day)


@pytest.fixture(scope="module")
def collapse(tmp_path_factory: pytest.TempPathFactory) -> Collapse:
    home = tmp_path_factory.mktemp("collapse")
    played.declare(home / "outlets")
    settings = settings_of(
        {"CLAIMWIRE_HOME": str(home / "var"), "CLAIMWIRE_OUTLET_FOLDERS": str(home / "outlets"),
         "CLAIMWIRE_OUTLETS": ",".join(played.OUTLETS)}
    )  # fmt: skip
    for number in range(played.SOUND_DAYS + 1):
        played.play(settings, played.FIRST + timedelta(days=number), home)
    with pytest.raises(CheckFailed) as caught:
        pipeline.build_and_publish(settings, now=played.NOW)
    (rejected,) = settings.candidates.glob("rejected-*.duckdb")
    first = judge(read_frames(rejected, FRAMES), day=played.BREAK)
    for number in range(1, played.BROKEN_DAYS):
        played.play(settings, played.BREAK + timedelta(days=number), home)
    last = pipeline.build(settings, now=played.NOW + timedelta(days=1)).candidate
    return Collapse(settings, caught.value, first, read_frames(last, FRAMES))


def told(verdict: Verdict, outlet: str, severity: str | None = None) -> set[str]:
    return {one.check for one in verdict.failures if one.outlet == outlet and severity in (None, one.severity)}


def test_publication_is_stopped_on_the_first_day(collapse: Collapse) -> None:
    assert "posts_collapsed" in str(collapse.error) or "posts_far_below_declared" in str(collapse.error)
    assert not (collapse.settings.published / "latest").exists()


@pytest.mark.parametrize("outlet", sorted(CRITICAL))
def test_an_outlet_that_collapsed_is_named_on_the_first_day(collapse: Collapse, outlet: str) -> None:
    assert told(collapse.first, outlet, "critical") == CRITICAL[outlet]


def test_a_page_without_any_post_is_told_as_failed(collapse: Collapse) -> None:
    told_first = told(collapse.first, "all-selectors-lost")
    assert told_first == {"outlet_could_not_be_read", "day_missing"}
    assert not told(collapse.first, "all-selectors-lost", "critical")


@pytest.mark.parametrize("outlet", INNOCENT)
def test_an_outlet_that_did_not_change_is_left_alone(collapse: Collapse, outlet: str) -> None:
    assert told(collapse.first, outlet) == set()


def test_a_day_of_rest_is_no_collapse(collapse: Collapse) -> None:
    (rejected,) = collapse.settings.candidates.glob("rejected-*.duckdb")
    rest = query(rejected, f"from mart_coverage where outlet_id = 'weekly-rest' and day = date '{played.BREAK}'")
    assert [one["status"] for one in rest] == ["no_blog"]


@pytest.mark.parametrize("day", LATER, ids=str)
def test_the_flag_stays_as_long_as_the_fault(collapse: Collapse, day: date) -> None:
    verdict = collapse.judged(day)
    for outlet in played.BROKEN.keys() & CRITICAL.keys():
        assert told(verdict, outlet, "critical") >= CRITICAL[outlet], outlet
    assert "outlet_could_not_be_read" in told(verdict, "all-selectors-lost")
    is_long = day > played.BREAK + timedelta(days=4)
    assert told(verdict, "all-selectors-lost", "critical") == ({"daily_outlet_is_silent"} if is_long else set())
    assert told(verdict, "steady") == told(verdict, "quiet") == set()
