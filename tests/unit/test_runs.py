"""Which day and which outlets a run of the schedule is about."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from claimwire.runs import chosen_outlets, day_of_run, enabled_outlets, explained, local_day, summary_of
from claimwire.settings import Settings
from extractors.errors import BadDate, MissingSetting, UnknownOutlet, Unreachable, UsageError

NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)
DEMO = Path(__file__).parents[2] / "demo" / "outlets"


def settings(**changes):
    return Settings(_env_file=None, **changes)


def test_a_scheduled_or_backfilled_run_reads_the_day_on_which_its_interval_starts():
    start = datetime(2024, 10, 27, tzinfo=UTC)
    assert day_of_run(None, start, is_backfill=True, now=NOW) == date(2024, 10, 27)
    assert day_of_run(None, start, is_backfill=False, now=NOW) == date(2024, 10, 27)


def test_a_manual_run_reads_the_day_asked_for_else_yesterday():
    start = datetime(2026, 11, 22, tzinfo=UTC)
    assert day_of_run("2024-10-30", start, is_backfill=False, now=NOW) == date(2024, 10, 30)
    assert day_of_run(None, None, is_backfill=False, now=NOW) == date(2026, 11, 22)


def test_a_backfill_refuses_a_day_in_one_sentence():
    with pytest.raises(UsageError, match="A backfill takes its days from its dates") as caught:
        day_of_run("2024-10-30", datetime(2024, 10, 1, tzinfo=UTC), is_backfill=True, now=NOW)
    assert "empty" in caught.value.hint


@pytest.mark.parametrize(
    "text", ["30/10/2024", "2024-02-30", "{{ 7*7 }}", "'; drop table x; --", "../../etc", "2031-01-01"]
)
def test_a_day_that_is_none_is_refused(text):
    with pytest.raises(BadDate):
        day_of_run(text, None, is_backfill=False, now=NOW)


def test_the_outlets_of_a_run_are_those_chosen_else_all_enabled():
    demo = settings(outlet_folders=str(DEMO))
    assert len(enabled_outlets(demo)) >= 3
    assert "tf1info" not in enabled_outlets(demo)
    assert chosen_outlets([], demo) == list(enabled_outlets(demo))
    one = enabled_outlets(demo)[0]
    assert chosen_outlets([one, one], demo) == [one]
    with pytest.raises(UnknownOutlet):
        chosen_outlets(["../../etc/passwd"], demo)


def test_a_run_without_any_outlet_names_the_setting():
    with pytest.raises(MissingSetting) as caught:
        chosen_outlets([], settings())
    assert "CLAIMWIRE_OUTLETS" in caught.value.hint


def test_the_day_now_is_the_outlets_own():
    midnight_in_paris = datetime(2024, 10, 30, 23, 30, tzinfo=UTC)
    assert local_day("tf1info", settings(), now=midnight_in_paris) == date(2024, 10, 31)


def test_a_summary_is_plain_json():
    @dataclass(frozen=True)
    class Loaded:
        snapshots: int
        days: tuple[date, ...]
        folder: Path

    summary = summary_of(Loaded(snapshots=2, days=(date(2024, 10, 30),), folder=Path("a/b")))
    assert summary == {"snapshots": 2, "days": ["2024-10-30"], "folder": "a/b"}


def test_an_error_of_ours_is_logged_with_its_hint_and_passed_on(caplog):
    @explained()
    def step():
        raise Unreachable("The outlet does not answer.")

    with pytest.raises(Unreachable):
        step()
    assert "Unreachable: The outlet does not answer." in caplog.text
    assert Unreachable.hint in caplog.text
