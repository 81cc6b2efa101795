"""The checks and the report on marts that dbt really built: every query runs, every column it names is there."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from claimwire import pipeline
from claimwire.report.build import QUERIES, write_report
from claimwire.settings import Settings
from claimwire.warehouse.connection import query
from claimwire.warehouse.frames import latest_day, read_frames
from expectations.gate import FRAMES, Verdict, all_checks, judge
from extractors.errors import CheckFailed


@pytest.fixture(scope="module")
def verdict(candidate: Path) -> Verdict:
    return judge(read_frames(candidate, FRAMES), day=latest_day(candidate))


@pytest.fixture(scope="module")
def tables(candidate: Path) -> Mapping[str, list[dict[str, Any]]]:
    return {name: query(candidate, sql) for name, sql in QUERIES.items()}


def test_every_check_can_be_evaluated_and_none_is_critical(verdict: Verdict) -> None:
    assert {one.check for one in verdict.results} == {check.check for check in all_checks()}
    assert not [one for one in verdict.results if one.observed.startswith("could not be evaluated")]
    assert verdict.is_passed, verdict.failures


def test_outlet_that_failed_is_flagged_by_name(candidate: Path) -> None:
    (failed,) = query(candidate, "select outlet_id, day from mart_coverage where status = 'failed'")
    verdict = judge(read_frames(candidate, FRAMES), day=failed["day"])
    told = {one.outlet: one.severity for one in verdict.failures if one.check == "outlet_could_not_be_read"}
    assert told == {failed["outlet_id"]: "warning"}


def test_report_shows_every_claim_and_fact_of_the_day(
    tables: Mapping[str, list[dict[str, Any]]], verdict: Verdict, candidate: Path, tmp_path: Path
) -> None:
    meta = {"day": latest_day(candidate), "build_id": "20241031T000000Z"}
    page = write_report(tmp_path, tables=tables, quality=[vars(one) for one in verdict.results], meta=meta)
    text = page.read_text(encoding="utf-8")
    for name in ("claims", "casualties", "mobilisation", "territory"):
        assert tables[name], name
    for claim in tables["claims"]:
        assert f'id="c-{claim["claim_id"]}"' in text
    for fact in (*tables["casualties"], *tables["mobilisation"], *tables["territory"]):
        assert f'id="f-{fact["fact_id"]}"' in text


def test_changed_toll_tells_both_figures(tables: Mapping[str, list[dict[str, Any]]]) -> None:
    changed = [row for row in tables["casualties"] if row["lifecycle"] == "edited"]
    assert [row for row in changed if row["best"] != row["first_best"]]


def test_a_rejected_build_is_part_of_the_history_that_the_next_one_publishes(candidate: Path, tmp_path: Path) -> None:
    settings = Settings(_env_file=None, home=tmp_path)
    settings.candidates.mkdir()
    bad, good = "20241101T000000Z", "20241102T000000Z"
    for build in (bad, good):
        shutil.copyfile(candidate, settings.candidates / f"{build}.duckdb")
    with duckdb.connect(str(settings.candidates / f"{bad}.duckdb")) as connection:
        connection.execute("update fct_casualties set low = 9, best = 3")
    with pytest.raises(CheckFailed, match="casualties_low_at_most_best"):
        pipeline.check(settings, bad, now=datetime(2024, 11, 1, 0, 5, tzinfo=UTC))
    page = settings.candidates / f"rejected-{bad}" / "quality" / "index.html"
    assert "casualties low at most best" in page.read_text(encoding="utf-8").partition("Over the last builds")[2]
    pipeline.check(settings, good, now=datetime(2024, 11, 2, 0, 5, tzinfo=UTC))
    done = pipeline.publish(settings, good)
    failed = """select build_id, judged_at, is_fit, outlet from meta.quality_results
        where "check" = 'casualties_low_at_most_best' and not is_passed"""
    assert query(done.database, failed) == [
        {"build_id": bad, "judged_at": datetime(2024, 11, 1, 0, 5, tzinfo=UTC), "is_fit": False, "outlet": "gazette"}
    ]
    builds = "select distinct build_id from meta.quality_results order by all"
    assert query(done.database, builds) == [{"build_id": bad}, {"build_id": good}]
    assert "over</td>" in (done.folder / "quality" / "index.html").read_text(encoding="utf-8")
