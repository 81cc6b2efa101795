"""Any instant that is written as outlets write it is read back, whatever clock and zone this machine has."""

from __future__ import annotations

import sys
import time as machine
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from extractors.parse.clocks import roll
from extractors.parse.page import read_page
from extractors.parse.when import read_label, resolve
from tests.unit.parse.pages import page
from tests.unit.parse.test_time_cases import Case, cases, said
from tests.unit.parse.written_times import CLOCKS, FULL, YEARLESS, as_page, counted_back, french_day

ZONES = [ZoneInfo(one) for one in ("Europe/Paris", "Europe/London", "Europe/Kyiv", "America/New_York", "UTC")]
PARIS = ZONES[0]
ENDS_OF_SUMMER = [datetime(2024, 10, 27, 1, tzinfo=UTC), datetime(2025, 10, 26, 1, tzinfo=UTC)]
STARTS_OF_SUMMER = [datetime(2024, 3, 31, 1, tzinfo=UTC), datetime(2025, 3, 30, 1, tzinfo=UTC)]
instants = st.integers(0, 9 * 365 * 24 * 60).map(lambda one: datetime(2019, 1, 1, tzinfo=UTC) + timedelta(minutes=one))
captures = st.one_of(
    instants,
    st.builds(
        lambda change, ahead: change + timedelta(minutes=ahead),
        st.sampled_from(ENDS_OF_SUMMER + STARTS_OF_SUMMER),
        st.integers(-60, 900),
    ),
)
zones = st.sampled_from(ZONES)


def other_of(at: datetime, zone: ZoneInfo) -> datetime:
    """The other instant with the same local clock, or the same instant."""
    local = at.astimezone(zone)
    return local.replace(fold=1 - local.fold).astimezone(UTC)


def read(text: str, zone: ZoneInfo, captured: datetime | None) -> Any:
    label = read_label(text)
    assert label is not None, text
    found = resolve(label, zone, captured)
    assert found is not None, text
    return found


@given(instants, zones, st.sampled_from(sorted(FULL)))
def test_a_label_with_its_day_is_read_back(at: datetime, zone: ZoneInfo, form: str) -> None:
    found = read(FULL[form](at.astimezone(zone)), zone, None)
    assert found.at in {at, other_of(at, zone)}
    assert (found.precision, found.method) == ("minute", "full_label")


@given(instants, zones, st.sampled_from(sorted(YEARLESS)), st.integers(0, 360 * 24 * 60))
def test_a_label_without_its_year_is_read_back(at: datetime, zone: ZoneInfo, form: str, later: int) -> None:
    found = read(YEARLESS[form](at.astimezone(zone)), zone, at + timedelta(minutes=later))
    assert found.at in {at, other_of(at, zone)}


@given(captures, zones, st.integers(0, 6 * 24 * 60), st.integers(0, 59))
def test_a_label_that_counts_back_is_right_to_its_unit(
    captured: datetime, zone: ZoneInfo, ago: int, second: int
) -> None:
    captured += timedelta(seconds=second)
    at = captured - timedelta(minutes=ago)
    for text, unit in counted_back(at, captured):
        found = read(text, zone, captured)
        assert found.method == "relative_label"
        if found.day is not None:
            assert timedelta(0) <= found.day - at.astimezone(zone).date() <= timedelta(days=1)
        else:
            assert timedelta(minutes=-1) <= found.at - at <= unit
            assert (found.precision == "minute") == (unit == timedelta(minutes=1))


@given(captures, zones, st.integers(0, 23 * 60), st.sampled_from(sorted(CLOCKS)))
def test_yesterday_and_today_are_those_of_the_capture(captured: datetime, zone: ZoneInfo, ago: int, form: str) -> None:
    at = captured - timedelta(minutes=ago)
    back = (captured.astimezone(zone).date() - at.astimezone(zone).date()).days
    clock = CLOCKS[form](at.astimezone(zone)).removeprefix("à ")
    for words in (("Aujourd’hui à", "Publié aujourd'hui à", "Today at"), ("Hier,", "Publié hier à", "Yesterday,"))[
        back
    ]:
        assert read(f"{words} {clock}", zone, captured).at in {at, other_of(at, zone)}


def sequence(captured: datetime, gaps: list[int]) -> list[datetime]:
    """Instants of posts, newest first, so many minutes apart."""
    found = [captured.replace(second=0, microsecond=0)]
    for gap in gaps:
        found.append(found[-1] - timedelta(minutes=gap))
    return found


def clocks_back(posts: list[datetime], zone: ZoneInfo, captured: datetime, form: str) -> list[datetime | None]:
    labels = [read_label(CLOCKS[form](one.astimezone(zone))) for one in posts]
    assert all(labels)
    return [one.at if one else None for one in roll(labels, zone, newest=captured, oldest=None)]


def says_it_is_oldest_first(posts: list[datetime], zone: ZoneInfo) -> bool:
    """Whether the clocks on the wall rise often enough to tell; one falls where summer time ends."""
    clocks = [one.astimezone(zone).hour * 60 + one.astimezone(zone).minute for one in posts]
    steps = [(later - earlier + 720) % 1440 - 720 for earlier, later in pairwise(clocks)]
    return sum(1 for one in steps if one > 0) > max(1, 2 * sum(1 for one in steps if one < 0))


@given(
    captures, zones, st.lists(st.integers(0, 8 * 60), min_size=4, max_size=40), st.sampled_from(sorted(CLOCKS)),
    st.booleans(),
)  # fmt: skip
def test_clocks_in_order_are_read_back(
    captured: datetime, zone: ZoneInfo, gaps: list[int], form: str, is_oldest_first: bool
) -> None:
    posts = sequence(captured, gaps)
    posts = posts[::-1] if is_oldest_first and says_it_is_oldest_first(posts[::-1], zone) else posts
    found = clocks_back(posts, zone, captured, form)
    assert all(one in {at, other_of(at, zone)} for one, at in zip(found, posts, strict=True))


@given(
    st.sampled_from(ENDS_OF_SUMMER), st.integers(0, 180), st.lists(st.integers(1, 25), min_size=12, max_size=40),
    st.booleans(),
)  # fmt: skip
def test_close_posts_in_the_doubled_hour_are_told_apart(
    change: datetime, ahead: int, gaps: list[int], is_oldest_first: bool
) -> None:
    captured = change + timedelta(minutes=60 + ahead)
    posts = sequence(captured, gaps)
    posts = posts[::-1] if is_oldest_first else posts
    assert clocks_back(posts, PARIS, captured, "20:44") == posts


@given(captures, zones, st.lists(st.integers(25, 6 * 60), min_size=8, max_size=30), st.data())
def test_a_few_swapped_posts_move_no_day(captured: datetime, zone: ZoneInfo, gaps: list[int], data: Any) -> None:
    swaps = data.draw(st.sets(st.integers(0, len(gaps) - 2), max_size=len(gaps) // 8))
    gaps = [15 if place in swaps else gap for place, gap in enumerate(gaps)]
    posts = sequence(captured, gaps)
    for place in sorted(swaps):
        if place - 1 not in swaps and place + 1 not in swaps:
            posts[place], posts[place + 1] = posts[place + 1], posts[place]
    found = clocks_back(posts, zone, captured, "20:44")
    assert all(one in {at, other_of(at, zone)} for one, at in zip(found, posts, strict=True))


@settings(max_examples=40, deadline=None)
@given(captures, st.lists(st.integers(1, 5 * 60), min_size=4, max_size=12), st.integers(0, 2), st.integers(0, 22 * 60))
def test_pinned_posts_stand_outside_the_order(captured: datetime, gaps: list[int], pinned: int, back: int) -> None:
    stuck = sequence(captured - timedelta(minutes=back), [3] * (pinned - 1)) if pinned else []
    posts = stuck + sequence(captured, gaps)
    clocks = [f"{one.astimezone(PARIS):%H:%M}" for one in posts]
    body = page(as_page(clocks, pinned=pinned))
    found = read_page(body, captured_at=captured, timezone="Europe/Paris").posts
    assert all(one.published_at in {at, other_of(at, PARIS)} for one, at in zip(found, posts, strict=True))


@settings(max_examples=40, deadline=None)
@given(captures, st.lists(st.integers(30, 8 * 60), min_size=3, max_size=12))
def test_day_headers_and_clocks_are_read_back_long_after(captured: datetime, gaps: list[int]) -> None:
    posts = sequence(captured, gaps)
    lines, day = [], None
    for place, at in enumerate(one.astimezone(PARIS) for one in posts):
        lines += [french_day(at)] if at.date() != day else []
        lines += [f"{at:%H:%M}", f"Message numéro {place} du fil : la ligne {place} circule de nouveau, dit la mairie."]
        day = at.date()
    text = "\n\n".join(lines).encode()
    later = captured + timedelta(days=300)
    found = read_page(text, captured_at=later, timezone="Europe/Paris", content_type="text/plain").posts
    assert all(one.published_at in {at, other_of(at, PARIS)} for one, at in zip(found, posts, strict=True))


@settings(max_examples=60, deadline=None)
@given(captures, zones, st.lists(st.integers(1, 5 * 60), min_size=3, max_size=12), st.booleans())
def test_a_false_offset_is_set_right_and_a_true_one_left(
    captured: datetime, zone: ZoneInfo, gaps: list[int], is_false: bool
) -> None:
    posts = sequence(captured, gaps)
    off = [one for one in posts if one.astimezone(zone).utcoffset()]
    assume(not off or sum(1 for one in off if other_of(one, zone) == one) >= 3)
    body = ""
    for place, at in enumerate(posts):
        local = at.astimezone(zone)
        written = local if is_false else at
        body += (
            f'<article class="post"><time datetime="{written:%Y-%m-%dT%H:%M}Z">{local:%H:%M}</time><p>Message numéro '
            f"{place} du fil : la ligne {place} circule de nouveau, a dit la mairie.</p></article>"
        )
    found = read_page(page(body), captured_at=captured, timezone=zone.key).posts
    assert all(one.published_at in {at, other_of(at, zone)} for one, at in zip(found, posts, strict=True))


class NoClock(datetime):
    """A datetime that does not know what time it is."""

    @classmethod
    def now(cls, tz: Any = None) -> NoClock:
        raise AssertionError("the machine's clock was read")

    utcnow = today = now

    @classmethod
    def combine(cls, date: date, time: Any, tzinfo: Any = None) -> datetime:
        return datetime.combine(date, time, tzinfo=tzinfo)  # a subclass would lose the fold


class NoDay(date):
    """A date that does not know what day it is."""

    @classmethod
    def today(cls) -> NoDay:
        raise AssertionError("the machine's clock was read")


@pytest.fixture
def without_clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name, module in list(sys.modules.items()):
        if name.startswith("extractors.parse."):
            for one, stand_in in (("datetime", NoClock), ("date", NoDay)):
                if hasattr(module, one):
                    monkeypatch.setattr(module, one, stand_in)
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    machine.tzset()
    read_label.cache_clear()
    yield
    monkeypatch.undo()
    machine.tzset()
    read_label.cache_clear()


@pytest.mark.usefixtures("without_clock")
@pytest.mark.parametrize("case", cases()[::3], ids=lambda one: one.name)
def test_this_machine_s_clock_and_zone_are_never_asked(case: Case) -> None:
    found = [said(one) for one in case.read() if one.kind != "teaser"]
    assert found == [wanted for mark, wanted in case.posts if not mark.startswith("@")]


@pytest.mark.usefixtures("without_clock")
def test_asking_this_machine_s_clock_is_noticed() -> None:
    from extractors.parse import when

    with pytest.raises(AssertionError, match="clock was read"):
        when.datetime.now(UTC)
