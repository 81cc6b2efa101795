"""Judgements of builds are kept, published and rejected ones alike, and told oldest first."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from claimwire import judgements

FIRST = datetime(2024, 10, 1, tzinfo=UTC)


def result(**changes: Any) -> dict[str, Any]:
    return {"suite": "volume", "check": "posts_dropped", "severity": "warning", "is_passed": True, **changes}


def judge(folder: Path, number: int, **changes: Any) -> str:
    instant = FIRST + timedelta(days=number)
    build_id = instant.strftime("%Y%m%dT%H%M%SZ")
    judgements.write(
        folder, build_id, day=instant.date(), judged_at=instant, is_passed=not changes, results=[result(**changes)]
    )
    return build_id


def test_each_build_is_kept_with_its_day_and_instant(tmp_path: Path) -> None:
    judge(tmp_path / "quality", 0)
    last = judge(tmp_path / "quality", 1, is_passed=False)
    assert judgements.history(tmp_path / "quality", until=last) == [
        {**result(), "build_id": "20241001T000000Z", "day": "2024-10-01", "judged_at": "2024-10-01T00:00:00+00:00",
         "is_fit": True},
        {**result(is_passed=False), "build_id": last, "day": "2024-10-02", "judged_at": "2024-10-02T00:00:00+00:00",
         "is_fit": False},
    ]  # fmt: skip


def test_a_build_judged_again_is_told_once(tmp_path: Path) -> None:
    judge(tmp_path, 0)
    again = judge(tmp_path, 0, is_passed=False)
    assert [one["is_passed"] for one in judgements.history(tmp_path, until=again)] == [False]


def test_a_later_build_is_no_part_of_an_earlier_history(tmp_path: Path) -> None:
    first = judge(tmp_path, 0)
    judge(tmp_path, 1)
    assert {one["build_id"] for one in judgements.history(tmp_path, until=first)} == {first}


def test_a_build_that_was_never_judged_is_not_there(tmp_path: Path) -> None:
    assert judgements.read(tmp_path, "20241001T000000Z") is None


def test_only_so_many_builds_are_kept(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(judgements, "KEPT", 3)
    last = [judge(tmp_path, number) for number in range(5)][-1]
    days = [date.fromisoformat(one["day"]).day for one in judgements.history(tmp_path, until=last)]
    assert days == [3, 4, 5]
