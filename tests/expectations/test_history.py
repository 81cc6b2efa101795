"""An outlet's usual day: what it learns from, and what no length of time teaches it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd
import pytest

from expectations import history
from expectations.history import rarer_pct, usual_days, with_usual

FIRST = date(2024, 1, 1)


def changes(values: Sequence[float | None], **more: float) -> list[float | None]:
    days = [FIRST + timedelta(days=number) for number in range(len(values))]
    return [None if one.change_pct is None else round(one.change_pct) for one in usual_days(days, values, **more)]


def test_the_median_is_that_of_the_last_28_days():
    days = [FIRST + timedelta(days=number) for number in range(60)]
    last = list(usual_days(days, [40.0] * 31 + [50.0] * 29))[-1]
    assert (last.history_days, last.median, last.change_pct) == (59, 50.0, 0.0)


@pytest.mark.parametrize("left", [0.0, 2.0, 15.0])
def test_a_collapse_is_never_learned_however_long_it_lasts(left):
    told = changes([40.0] * 28 + [left] * 100)
    assert set(told[28:]) == {round(100 * (left / 40 - 1))}


def test_a_slow_decline_is_learned():
    values = [40 * 0.99**number for number in range(150)]
    assert min(one for one in changes(values) if one is not None) > -20


def test_a_level_that_lasts_is_learned_where_it_is_sound():
    assert changes([40.0] * 28 + [25.0] * 60)[-1] == 0


def test_weeks_of_a_peak_do_not_make_the_days_after_it_unsound_for_ever():
    told = changes([40.0] * 60 + [130.0] * 20 + [40.0] * 40)
    assert told[80] == -69
    assert told[-1] == 0


def test_days_without_a_page_are_neither_judged_nor_remembered():
    told = changes([40.0] * 10 + [None] * 40 + [40.0])
    assert told[10:50] == [None] * 40
    assert told[50] == 0


def test_a_collapse_in_the_first_week_is_no_lesson_either():
    days = [FIRST + timedelta(days=number) for number in range(20)]
    told = list(usual_days(days, [40.0] * 3 + [1.0] * 17, least=10))
    assert {one.history_days for one in told[3:]} == {3}


def test_several_days_are_told_together():
    days = [FIRST + timedelta(days=number) for number in range(21)]
    last = list(usual_days(days, [4.0] * 14 + [1.0] * 7))[-1]
    assert last.recent_change_pct == -75


def test_memory_ends():
    assert changes([40.0] * 28 + [None] * 181 + [2.0])[-1] is None


def test_an_outlet_whose_history_begins_anew_is_learned_anew(monkeypatch):
    days = pd.to_datetime([FIRST + timedelta(days=number) for number in range(50)])
    frame = pd.DataFrame({"outlet_id": "le-fil", "day": days, "posts": [40] * 28 + [6] * 22, "is_captured": True})
    assert with_usual(frame, {"posts": "posts"}, is_counted="is_captured")["posts_change_pct"].iloc[-1] == -85
    monkeypatch.setattr(history, "history_begins", lambda: {"le-fil": FIRST + timedelta(days=28)})
    anew = with_usual(frame, {"posts": "posts"}, is_counted="is_captured")
    assert anew["posts_history_days"].tolist() == [0] * 29 + list(range(1, 22))
    assert anew["posts_change_pct"].iloc[-1] == 0


def rarer(pattern: str) -> list[float | None]:
    days = [FIRST + timedelta(days=number) for number in range(len(pattern))]
    told = rarer_pct(days, [one == "x" for one in pattern])
    return [None if one is None else round(one) for one in told]


def test_silence_grows_with_the_days_missed():
    assert rarer("xxxxx......")[4:] == [None, -50, -67, -75, -80, -83, -86]


def test_an_outlet_with_gaps_of_its_own_is_held_against_them():
    assert rarer("x..x..x..x..")[-2:] == [50, 0]


def test_nothing_is_rarer_before_the_first_post():
    assert rarer("...x") == [None] * 4
