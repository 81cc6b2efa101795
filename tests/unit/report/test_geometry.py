"""Charts: shares add up, marks stay inside, lines join only what was given almost daily."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from claimwire.report import geometry

sys.path.insert(0, str(Path(__file__).parent))
from invented_day import DAY, claims, coverage, tables


def test_bars_are_shares_of_the_largest_topic():
    bars = geometry.bars(claims())
    assert [bar.count for bar in bars] == sorted((bar.count for bar in bars), reverse=True)
    assert sum(bar.count for bar in bars) == len(claims())
    for bar in bars:
        assert sum(piece.width for piece in bar.segments) == pytest.approx(100 * bar.count / bars[0].count, abs=0.01)
        ends = [piece.start + piece.width for piece in bar.segments]
        assert [piece.start for piece in bar.segments[1:]] == pytest.approx(ends[:-1], abs=0.01)


def test_claims_without_a_topic_come_last():
    rows = [{**claims()[0], "topic": topic} for topic in ("other", "other", "other", "aid", "strikes", "strikes")]
    assert [bar.topic for bar in geometry.bars(rows)] == ["strikes", "aid", "other"]
    assert max(piece.width for bar in geometry.bars(rows) for piece in bar.segments) == 100


def test_lanes_hold_every_timed_claim_once_at_its_local_time():
    lanes = geometry.lanes(claims(), DAY)
    assert sum(lane.count for lane in lanes) == len(claims())
    for lane in lanes:
        assert all(0 < dot.x < 100 and 0 < dot.y < lane.height for dot in lane.dots)
    (paris,) = (dot for lane in lanes for dot in lane.dots if dot.claim == claims()[2]["claim_id"])
    assert paris.x == round(1 + 98 * (9 * 60 + 45) / (24 * 60), 2)
    assert sum(dot.is_denial for lane in lanes for dot in lane.dots) == 1


def test_claims_of_one_moment_are_stacked_not_hidden():
    (lane,) = geometry.lanes([claims()[0]] * 5, DAY)
    assert len({(dot.x, dot.y) for dot in lane.dots}) == 5


@pytest.mark.parametrize(("shift", "edge"), [(-2, "first"), (2, "last")])
def test_claims_of_other_days_stand_at_the_edge(shift, edge):
    moved = {**claims()[0], "published_at": claims()[0]["published_at"] + timedelta(days=shift)}
    (lane,) = geometry.lanes([moved], DAY)
    assert (lane.dots[0].x < 3) == (edge == "first")
    assert (lane.dots[0].x > 97) == (edge == "last")


def test_claim_without_time_is_on_no_lane():
    assert geometry.lanes([{**claims()[0], "published_at": None}], DAY) == ()


def totals(days):
    first = tables()["totals"][0]
    return [{**first, "published_on": date(2024, 10, day), "figure": 1000.0 + day} for day in days]


def test_daily_totals_are_joined_and_occasional_ones_are_not():
    assert [one.is_daily for one in geometry.series(totals([1, 2, 3, 5]))] == [True]
    assert [one.is_daily for one in geometry.series(totals([1, 2, 6]))] == [False]
    assert geometry.series(totals([1, 2])) == ()


def test_each_speaker_victims_and_outcome_is_a_chart_of_its_own():
    keys = (("a", "killed"), ("a", "wounded"), ("b", "killed"))
    rows = [{**row, "speaker_key": key, "outcome": what} for key, what in keys for row in totals([1, 2, 3])]
    assert len(geometry.series(rows)) == 3


def test_rising_total_rises_on_the_page():
    (one,) = geometry.series(tables()["totals"])
    heights = [point.y for point in one.points]
    assert heights == sorted(heights, reverse=True)
    assert all(0 <= point.x <= 100 and 0 < point.y < geometry.SERIES_HEIGHT for point in one.points)


def test_total_that_never_changes_is_a_flat_line():
    (one,) = geometry.series([{**row, "figure": 5.0} for row in totals([1, 2, 3])])
    assert len({point.y for point in one.points}) == 1


def test_grid_tells_failed_empty_and_incomplete_days_apart():
    grid = geometry.grid(coverage())
    cells = dict(grid.rows)
    assert [len(row) for row in cells.values()] == [len(grid.days)] * 3
    assert (cells["Météo du front"][-1].text, cells["Météo du front"][-1].level) == ("!", "failed")
    assert cells["Météo du front"][0].text == "–"
    assert cells["The Harbour Lantern"][3].text.endswith("*")
    assert cells["Le Fil de l’Est"][-1].text == "34"


def test_day_that_an_outlet_lacks_stays_empty():
    grid = geometry.grid(coverage()[1:])
    assert grid.rows[0][1][0].title == "not asked for"
