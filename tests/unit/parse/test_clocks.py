"""Clocks without a day, walked along the page."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from extractors.parse.candidate import Label, Moment
from extractors.parse.clocks import roll
from extractors.parse.when import read_label

PARIS = ZoneInfo("Europe/Paris")


def labels(*texts: str) -> list[Label | Moment | None]:
    return [read_label(one) for one in texts]


def walk(
    texts: list[Label | Moment | None], *, newest: str | None = None, oldest: str | None = None
) -> list[str | None]:
    found = roll(
        texts,
        PARIS,
        newest=datetime.fromisoformat(newest) if newest else None,
        oldest=datetime.fromisoformat(oldest) if oldest else None,
    )
    return [f"{one.at:%d %H:%M}" if one and one.at else None for one in found]


def test_midnight_is_crossed_twice() -> None:
    found = walk(labels("18:31", "00:10", "23:50", "08:00", "21:00"), newest="2024-10-30T18:45:00+01:00")
    assert found == ["30 17:31", "29 23:10", "29 22:50", "29 07:00", "28 20:00"]


def test_a_page_that_starts_with_the_oldest() -> None:
    found = walk(labels("21:00", "23:50", "00:10", "18:31"), newest="2024-10-30T18:45:00+01:00")
    assert found == ["29 20:00", "29 22:50", "29 23:10", "30 17:31"]


def test_small_disorder_is_no_midnight() -> None:
    found = walk(labels("18:31", "17:00", "17:12", "16:00"), newest="2024-10-30T18:45:00+01:00")
    assert found == ["30 17:31", "30 16:00", "30 16:12", "30 15:00"]


def test_the_hour_that_comes_twice_stays_in_order() -> None:
    found = walk(labels("03:10", "02:20", "02:50", "01:30"), newest="2024-10-27T08:00:00+01:00")
    assert found == ["27 02:10", "27 01:20", "27 00:50", "26 23:30"]


def test_the_hour_that_is_left_out_is_still_read() -> None:
    assert walk(labels("03:10", "02:30", "01:50"), newest="2025-03-30T08:00:00+02:00")[1] is not None


def test_a_known_instant_sets_the_walk_right() -> None:
    known = Moment(at=datetime(2024, 10, 28, 20, 0, tzinfo=UTC), precision="second", method="structured")
    found = walk([*labels("18:31"), known, *labels("20:00", "22:00")], newest="2024-10-30T18:45:00+01:00")
    assert found == ["30 17:31", "28 20:00", "28 19:00", "27 21:00"]


def test_the_first_publication_alone_is_walked_upwards() -> None:
    found = walk(labels("00:40", "22:15", "20:02"), oldest="2024-10-29T20:00:00+01:00")
    assert found == ["29 23:40", "29 21:15", "29 19:02"]


def test_nothing_known_gives_nothing() -> None:
    assert walk(labels("18:31", "17:00")) == [None, None]


def test_a_label_that_names_its_zone_is_read_in_it() -> None:
    assert walk(labels("17:40 TU", "17:00 TU"), newest="2024-10-30T18:45:00+01:00") == ["30 17:40", "30 17:00"]


def test_one_post_that_stands_hours_too_low_moves_no_day() -> None:
    found = walk(labels("15:27", "18:23", "15:17", "15:02"), newest="2024-10-30T19:45:00+01:00")
    assert found == ["30 14:27", "30 17:23", "30 14:17", "30 14:02"]


def test_a_clock_that_rises_before_the_page_goes_on_from_it_is_midnight() -> None:
    found = walk(labels("06:10", "22:40", "22:10", "21:55"), newest="2024-10-30T07:00:00+01:00")
    assert found == ["30 05:10", "29 21:40", "29 21:10", "29 20:55"]


def test_an_old_post_kept_on_top_of_a_busy_page_moves_no_day() -> None:
    found = walk(labels("08:00", "18:31", "18:12", "17:40"), newest="2024-10-30T18:45:00+01:00")
    assert found == ["30 07:00", "30 17:31", "30 17:12", "30 16:40"]


def test_a_page_that_paused_since_the_morning_is_no_page_with_an_old_post_on_top() -> None:
    found = walk(labels("08:00", "21:31", "21:12", "20:40"), newest="2024-10-30T18:45:00+01:00")
    assert found == ["30 07:00", "29 20:31", "29 20:12", "29 19:40"]


def test_a_time_without_an_offset_in_the_doubled_hour_goes_by_the_order() -> None:
    twins = [
        Moment(at=datetime(2025, 10, 26, 0, minute, tzinfo=UTC), twin=datetime(2025, 10, 26, 1, minute, tzinfo=UTC))
        for minute in (10, 50)
    ]
    assert walk([*labels("03:05"), *twins], newest="2025-10-26T08:00:00+01:00") == ["26 02:05", "26 01:10", "26 00:50"]
