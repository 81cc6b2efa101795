"""30 October 2024 of the demo world, from HTTP to the published file."""

import csv
import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import duckdb
import pytest

from claimwire import pipeline
from claimwire.warehouse.frames import canonical_dump
from extractors.errors import CheckFailed, ClaimwireError

from .conftest import DAY, NOW, claimwire, settings_of

FACTS = ("fct_claims", "fct_casualties", "fct_mobilisation", "fct_territory")


@pytest.mark.parametrize("table", FACTS)
def test_each_fact_table_has_rows_that_lead_back_to_a_sentence(world, table):
    rows = world.rows(f"select quote, sentence, url, post_id, claim_id from {table}")
    assert rows
    assert all(row["quote"] and row["url"].startswith("http") and row["post_id"] and row["claim_id"] for row in rows)
    assert all(row["quote"] in row["sentence"] or row["sentence"] in row["quote"] for row in rows)


def test_every_outlet_was_read_whole(world):
    assert {one.outlet for one in world.outcomes} == set(pipeline.enabled(world.settings))
    assert all(one.is_complete and one.status == "collected" for one in world.outcomes)
    coverage = world.rows("select outlet_id, status, is_complete from mart_coverage")
    assert len(coverage) == len(world.outcomes)


def test_a_post_that_cannot_be_annotated_is_set_aside_and_the_others_are_read(world, tmp_path, monkeypatch):
    from extractors.annotate import document

    annotate = document.annotate

    def planted(post, *, outlet=None):
        if post.position == 3:
            raise TypeError("planted")
        return annotate(post, outlet=outlet)

    monkeypatch.setattr(document, "annotate", planted)
    settings = world.settings.model_copy(update={"home": tmp_path})
    shutil.copytree(world.settings.archive, settings.archive)
    slug = pipeline.enabled(settings)[0]
    outcome = pipeline.read_outlet(settings, slug, DAY, mode="replay", now=NOW)
    assert outcome.quarantined_count == 2
    assert outcome.record_count > 0


def test_every_post_of_the_demo_week_is_read(world, tmp_path):
    settings = world.settings.model_copy(update={"home": tmp_path})
    for back in range(7):
        for slug in pipeline.enabled(settings):
            outcome = pipeline.read_outlet(settings, slug, DAY - timedelta(days=back), now=NOW)
            assert outcome.quarantined_count == 0
            assert outcome.record_count > 0


def test_captures_keep_their_own_instants(world):
    captured = {row["captured_at"] for row in world.rows("select distinct captured_at from fct_claims")}
    assert captured
    assert all(one < NOW - timedelta(days=10) for one in captured)


def test_a_plain_client_opens_the_file_and_finds_every_column_described(world):
    with duckdb.connect(str(world.publication.database), read_only=True) as client:
        columns = client.execute(
            "select table_name, column_name, comment from duckdb_columns() where schema_name = 'main' and not internal"
        ).fetchall()
    assert {table for table, _, _ in columns} >= set(FACTS)
    assert [row for row in columns if not row[2]] == []


def test_the_edited_figure_the_deleted_post_and_the_inserted_one(world):
    edited = world.rows("select * from fct_casualties where n_observations > 1 and best is distinct from first_best")
    assert edited
    removed = world.rows("select * from dim_post where is_deleted")
    assert len(removed) == 1
    assert (
        world.rows(f"select * from fct_claims where post_id = '{removed[0]['post_id']}' and lifecycle <> 'removed'")
        == []
    )


def test_a_second_run_changes_nothing_but_the_build_id(world, tmp_path):
    before = canonical_dump(world.publication.database)
    again, _ = pipeline.run(world.settings, DAY, now=NOW + timedelta(hours=1))
    assert again.folder != world.publication.folder
    assert canonical_dump(again.database) == before
    for first in sorted((world.publication.folder / "csv").glob("*.csv")):
        assert (again.folder / "csv" / first.name).read_bytes() == first.read_bytes()
    assert (world.settings.published / "latest").resolve() == again.folder.resolve()
    assert (again.folder / "changes.jsonl").read_text(encoding="utf-8") == ""


def test_exports_hold_the_same_rows_as_the_file(world):
    for table in FACTS:
        count = world.rows(f"select count(*) as rows from {table}")[0]["rows"]
        with (world.publication.folder / "csv" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            assert len(list(csv.DictReader(file))) == count
        with duckdb.connect() as client:
            parquet = str(world.publication.folder / "parquet" / f"{table}.parquet")
            assert client.execute("select count(*) from read_parquet(?)", [parquet]).fetchone() == (count,)


def test_the_report_and_the_quality_page_are_there(world):
    for page in ("report", "quality"):
        text = (world.publication.folder / page / "index.html").read_text(encoding="utf-8")
        assert "<script src" not in text
        assert "2024-10-30" in text or "30 October 2024" in text


def test_the_warehouse_is_rebuilt_from_the_archive_alone(world, tmp_path):
    settings = world.settings.model_copy(update={"home": tmp_path})
    shutil.copytree(world.settings.archive, settings.archive)
    settings = settings.model_copy(update={"connect_to": {}})
    publication, _ = pipeline.run(settings, DAY, mode="replay", now=NOW + timedelta(days=3))
    assert canonical_dump(publication.database) == canonical_dump(world.publication.database)


def test_one_failing_outlet_leaves_the_others_whole(world, demo_server, tmp_path):
    slugs = pipeline.enabled(world.settings)
    pairs = dict(world.settings.connect_to)
    broken = next(host for host in pairs if host.startswith(slugs[0]))
    environment = {
        **demo_server.environment,
        "CLAIMWIRE_HOME": str(tmp_path),
        "CLAIMWIRE_CONNECT_TO": ",".join(
            f"{host}={'127.0.0.1:9' if host == broken else at}" for host, at in pairs.items()
        ),
    }
    publication, outcomes = pipeline.run(settings_of(environment), DAY, now=NOW)
    failed = [one for one in outcomes if one.status == "failed"]
    assert [one.outlet for one in failed] == [slugs[0]]
    rows = pipeline_rows(publication, "select outlet_id, is_complete, message from mart_coverage order by outlet_id")
    assert [row["outlet_id"] for row in rows if not row["is_complete"]] == [slugs[0]]
    posts = pipeline_rows(publication, "select distinct outlet_id from fct_claims")
    assert {row["outlet_id"] for row in posts} == set(slugs[1:])


def test_done_but_incomplete_has_its_exit_code(world, demo_server, tmp_path):
    slugs = pipeline.enabled(world.settings)
    pairs = {host: "127.0.0.1:9" if host.startswith(slugs[0]) else at for host, at in world.settings.connect_to.items()}
    environment = {
        **demo_server.environment,
        "CLAIMWIRE_HOME": str(tmp_path),
        "CLAIMWIRE_CONNECT_TO": ",".join(f"{host}={at}" for host, at in pairs.items()),
    }
    done = claimwire("run", "--day", DAY.isoformat(), "--json", environment=environment)
    assert done.returncode == 8, done.stderr
    assert json.loads(done.stdout)["published"]


def test_a_failing_check_publishes_nothing_and_keeps_what_is_loaded(world, tmp_path, monkeypatch):
    from expectations import gate

    home = tmp_path / "home"
    shutil.copytree(world.settings.home, home, symlinks=True)
    settings = world.settings.model_copy(update={"home": home})
    before = (settings.published / "latest").resolve()
    judge = gate.judge

    def planted(frames, *, day):
        verdict = judge(frames, day=day)
        worst = replace(verdict.results[0], is_passed=False, severity="critical")
        return replace(verdict, results=(worst, *verdict.results[1:]))

    monkeypatch.setattr(gate, "judge", planted)
    with pytest.raises(CheckFailed) as failure:
        pipeline.build_and_publish(settings, now=datetime(2024, 11, 21, tzinfo=UTC))
    assert failure.value.exit_code == 5
    assert (settings.published / "latest").resolve() == before
    assert list(settings.candidates.glob("rejected-*.duckdb"))
    page = next(settings.candidates.glob("rejected-*/quality/index.html"))
    assert str(page) in failure.value.hint


def pipeline_rows(publication, sql):
    with duckdb.connect(str(publication.database), read_only=True) as client:
        found = client.execute(sql)
        names = [one[0] for one in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def test_every_error_has_a_documented_exit_code():
    kinds, codes = [ClaimwireError], set()
    while kinds:
        kind = kinds.pop()
        codes.add(kind.exit_code)
        kinds.extend(kind.__subclasses__())
    assert codes <= set(range(1, 9))
