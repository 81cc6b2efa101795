"""How sure a time is: more witnesses raise it, a longer walk lowers it, and it says what has been measured."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from extractors.parse.candidate import Moment
from extractors.parse.confidence import confidence
from extractors.parse.page import read_page
from extractors.parse.shifts import Shift
from tests.unit.parse.pages import POSTS, blog, page, script

AT = datetime(2024, 10, 30, 17, 31, tzinfo=UTC)
CAPTURED = datetime(2024, 10, 30, 18, tzinfo=UTC)
CLOCK = Moment(at=AT, precision="minute", method="clock_rollover")
PARIS = ZoneInfo("Europe/Paris")


def stated(stamp: str, *, head: str = "") -> list[float]:
    """Confidence in the times of the four posts, each below what `stamp` makes of its local time."""
    body = "".join(
        f'<div class="post">{datetime.fromisoformat(at).strftime(stamp)}<h3>{headline}</h3><p>{text}</p></div>'
        for _, at, headline, text in POSTS
    )
    found = read_page(page(body, head=head), captured_at=CAPTURED, timezone="Europe/Paris")
    return [one.time_confidence for one in found.posts]


def test_no_time_is_no_confidence() -> None:
    assert confidence(Moment(raw="il y a une semaine")) == 0.0


def test_a_second_source_raises_and_a_contradiction_lowers() -> None:
    alone = confidence(CLOCK)
    assert confidence(CLOCK, differing=1) < alone < confidence(CLOCK, agreeing=1) < confidence(CLOCK, agreeing=2) < 1


def test_the_walk_from_the_nearest_anchor_lowers() -> None:
    walked = [confidence(CLOCK, walked=timedelta(hours=hours)) for hours in (1, 13, 25, 37, 49, 500)]
    assert walked == sorted(walked, reverse=True)
    assert walked[-1] == walked[-2] == 0.5


def test_a_clock_that_comes_twice_and_a_pinned_post_lower() -> None:
    twice = replace(CLOCK, twin=AT + timedelta(hours=1))
    assert confidence(twice) < confidence(CLOCK)
    assert confidence(CLOCK, is_pinned=True) < confidence(CLOCK)


def test_who_corrects_a_false_offset_matters() -> None:
    moment = replace(CLOCK, method="iso_corrected")
    by = [confidence(moment, shift=Shift(witness=one)) for one in ("readings", "capture", "page", "clocks")]
    assert by == sorted(by, reverse=True)
    assert len(set(by)) == 4


@pytest.mark.parametrize(
    ("surer", "less_sure"),
    [
        ('<time datetime="%Y-%m-%dT%H:%M:%S%:z">%H:%M</time>', '<time datetime="%Y-%m-%dT%H:%M:%S%:z"></time>'),
        ('<time datetime="%Y-%m-%dT%H:%M:%S%:z"></time>', '<time datetime="%Y-%m-%dT%H:%M:%SZ">%H:%M</time>'),
        ("<i>%d/%m/%Y %H:%M</i>", "<i>%H:%M</i>"),
    ],
)
def test_pages_that_say_more_are_read_more_surely(surer: str, less_sure: str) -> None:
    surer, less_sure = (one.replace("%:z", "+01:00") for one in (surer, less_sure))
    assert all(more >= less for more, less in zip(stated(surer), stated(less_sure), strict=True))
    assert sum(stated(surer)) > sum(stated(less_sure))


def test_data_and_attributes_that_agree_are_surest() -> None:
    both = stated('<time datetime="%Y-%m-%dT%H:%M:%S+01:00">%H:%M</time>', head=script(blog()))
    assert min(both) > 0.98
