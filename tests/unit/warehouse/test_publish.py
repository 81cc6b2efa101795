"""Publishing: a whole folder or none, the same bytes for the same rows, readers never disturbed."""

from __future__ import annotations

import csv
import hashlib
import json
import subprocess
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from claimwire.warehouse import exports
from claimwire.warehouse import publish as publishing
from claimwire.warehouse.connection import query
from claimwire.warehouse.frames import canonical_dump
from claimwire.warehouse.publish import Publication, publish
from extractors.errors import BuildFailed, DiskFull, UnreadableWarehouse

DAY = date(2024, 10, 30)
FIRST, SECOND, THIRD = "20241031T000000Z", "20241101T000000Z", "20241102T000000Z"
CLAIMS = [("b", "deux", "live"), ("a", "un", "live"), ("c", "trois", "live")]
QUALITY = [{
    "suite": "volume", "check": "posts", "severity": "critical", "is_passed": True, "outlet": None,
    "observed": "12", "expected": "at least 1", "row_count": 1,
    "build_id": "20241031T000000Z", "day": DAY, "judged_at": datetime(2024, 10, 31, 0, 1, tzinfo=UTC), "is_fit": True,
}]  # fmt: skip
MakeCandidate = Callable[..., Path]


def release(candidate: Path, published: Path, **more: Any) -> Publication:
    return publish(
        candidate=candidate, published=published, day=DAY, build_id=candidate.stem,
        **{"quality": QUALITY, "keep": 3, **more},
    )  # fmt: skip


def lines(publication: Publication) -> list[dict[str, Any]]:
    return [json.loads(one) for one in (publication.folder / "changes.jsonl").read_text("utf-8").splitlines()]


def test_the_folder_holds_what_it_promises(tmp_path: Path, make_candidate: MakeCandidate) -> None:
    done = release(make_candidate(FIRST, CLAIMS), tmp_path / "published")
    assert done.folder.name == f"2024-10-30-{FIRST}"
    assert (tmp_path / "published" / "latest").resolve() == done.folder.resolve()
    names = {one.relative_to(done.folder).as_posix() for one in done.folder.rglob("*") if one.is_file()}
    assert {
        "claimwire.duckdb",
        "changes.jsonl",
        "SHA256SUMS",
        "csv/fct_claims.csv",
        "parquet/fct_claims.parquet",
    } <= names
    assert not [one for one in names if one.endswith((".wal", ".tmp"))]
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=done.folder, check=True)


def test_only_marts_are_published(tmp_path: Path, make_candidate: MakeCandidate) -> None:
    done = release(make_candidate(FIRST, CLAIMS), tmp_path / "published")
    schemas = query(done.database, "select distinct schema_name as name from duckdb_tables() order by 1")
    assert [one["name"] for one in schemas] == ["history", "main", "meta"]


def test_comments_and_dictionary_are_kept(tmp_path: Path, make_candidate: MakeCandidate) -> None:
    done = release(make_candidate(FIRST, CLAIMS), tmp_path / "published")
    said = query(done.database, "select comment from duckdb_tables() where table_name = 'fct_claims'")
    assert said == [{"comment": "What was said."}]
    described = "select description, data_type from meta.dictionary where column_name = 'quote' limit 1"
    assert query(done.database, described) == [{"description": "The l'words", "data_type": "VARCHAR"}]
    assert query(done.database, "select build_id, built_at, day from meta.build") == [
        {"build_id": FIRST, "built_at": "2024-10-31T00:00:00+00:00", "day": "2024-10-30"}
    ]
    assert query(done.database, "from meta.quality_results") == QUALITY
    credited = query(done.database, "select name, licence from meta.sources where attribution <> ''")
    assert {"name": "GeoNames", "licence": "CC BY 4.0"} in credited
    assert "KATOTTG" in {one["name"] for one in credited}


def test_the_file_is_in_the_format_of_old_clients(tmp_path: Path, make_candidate: MakeCandidate) -> None:
    done = release(make_candidate(FIRST, CLAIMS), tmp_path / "published")
    version = query(done.database, "select tags from duckdb_databases() where path like '%claimwire.duckdb'")
    assert version[0]["tags"]["storage_version"].startswith("v1.0.0")
    assert int.from_bytes(done.database.read_bytes()[12:20], "little") == 64


def test_the_same_rows_give_the_same_bytes(tmp_path: Path, make_candidate: MakeCandidate) -> None:
    first = release(make_candidate(FIRST, CLAIMS), tmp_path / "one")
    second = release(make_candidate(SECOND, CLAIMS[::-1]), tmp_path / "two")
    assert canonical_dump(first.database) == canonical_dump(second.database)
    for name in ("csv/fct_claims.csv", "parquet/fct_claims.parquet", "changes.jsonl"):
        assert (first.folder / name).read_bytes() == (second.folder / name).read_bytes()


def test_a_digest_tells_other_rows_apart(tmp_path: Path, make_candidate: MakeCandidate) -> None:
    first = make_candidate(FIRST, CLAIMS)
    second = make_candidate(SECOND, [*CLAIMS[:2], ("c", "trois.", "live")])
    assert canonical_dump(first) != canonical_dump(second)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_spreadsheet_runs_a_cell(tmp_path: Path, make_candidate: MakeCandidate, start: str) -> None:
    done = release(make_candidate(FIRST, [("a", f"{start}SUM(1)", "live")]), tmp_path / "published")
    with (done.folder / "csv" / "fct_claims.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["quote"] == f"'{start}SUM(1)"
    assert row["hops"] == '["a","b"]'
    lossless = f"from read_parquet('{done.folder}/parquet/fct_claims.parquet')"
    assert duckdb.sql(lossless).fetchall() == [("a", f"{start}SUM(1)", "live", ["a", "b"])]


def test_changes_are_told_against_the_last_publication(tmp_path: Path, make_candidate: MakeCandidate) -> None:
    release(make_candidate(FIRST, CLAIMS), tmp_path / "published")
    after = [("a", "un", "live"), ("b", "deux cents", "edited"), ("c", "trois", "removed"), ("d", "quatre", "live")]
    done = release(make_candidate(SECOND, after), tmp_path / "published")
    assert done.changes == {"added": 1, "revised": 1, "withdrawn": 1}
    by_id = {one["id"]: one for one in lines(done)}
    assert by_id["b"]["change"] == "revised"
    assert by_id["b"]["before"] == {"quote": "deux", "lifecycle": "live"}
    assert by_id["b"]["row"]["quote"] == "deux cents"
    assert by_id["c"]["change"] == "withdrawn"
    assert by_id["d"]["change"] == "added"


def test_changes_replay_yesterday_into_today(tmp_path: Path, make_candidate: MakeCandidate) -> None:
    state: dict[str, Any] = {}
    for build, claims in ((FIRST, CLAIMS), (SECOND, [("b", "2", "edited"), ("d", "quatre", "live")])):
        done = release(make_candidate(build, claims), tmp_path / "published")
        for line in lines(done):
            if line["change"] == "withdrawn" and "before" not in line:
                del state[line["id"]]
            else:
                state[line["id"]] = line["row"]
    assert [state[key] for key in sorted(state)] == query(done.database, "from fct_claims order by claim_id")


def test_nothing_changed_is_an_empty_feed(tmp_path: Path, make_candidate: MakeCandidate) -> None:
    release(make_candidate(FIRST, CLAIMS), tmp_path / "published")
    done = release(make_candidate(SECOND, CLAIMS), tmp_path / "published")
    assert done.changes == {"added": 0, "revised": 0, "withdrawn": 0}
    assert lines(done) == []


def test_finish_adds_to_the_folder_before_digests(tmp_path: Path, make_candidate: MakeCandidate) -> None:
    def finish(folder: Path) -> None:
        assert query(folder / "claimwire.duckdb", "select count(*) as n from fct_claims") == [{"n": 3}]
        (folder / "report").mkdir()
        (folder / "report" / "index.html").write_text("<p>")

    done = release(make_candidate(FIRST, CLAIMS), tmp_path / "published", finish=finish)
    assert hashlib.sha256(b"<p>").hexdigest() + "  report/index.html" in (done.folder / "SHA256SUMS").read_text()


def test_an_error_in_finish_leaves_what_is_published(tmp_path: Path, make_candidate: MakeCandidate) -> None:
    before = release(make_candidate(FIRST, CLAIMS), tmp_path / "published")

    def finish(folder: Path) -> None:
        raise RuntimeError(folder.name)

    with pytest.raises(RuntimeError):
        release(make_candidate(SECOND, CLAIMS), tmp_path / "published", finish=finish)
    assert (tmp_path / "published" / "latest").resolve() == before.folder.resolve()
    assert release(tmp_path / "candidates" / f"{SECOND}.duckdb", tmp_path / "published").changes["added"] == 0
    assert [one.name for one in (tmp_path / "published").glob(".*")] == []


def test_publishing_a_build_again_changes_nothing(tmp_path: Path, make_candidate: MakeCandidate) -> None:
    candidate = make_candidate(FIRST, CLAIMS)
    first = release(candidate, tmp_path / "published")
    stamps = {one: one.stat().st_mtime_ns for one in first.folder.rglob("*")}
    assert release(candidate, tmp_path / "published") == first
    assert {one: one.stat().st_mtime_ns for one in first.folder.rglob("*")} == stamps


def test_a_damaged_publication_is_written_anew(tmp_path: Path, make_candidate: MakeCandidate) -> None:
    candidate = make_candidate(FIRST, CLAIMS)
    done = release(candidate, tmp_path / "published")
    (done.folder / "csv" / "fct_claims.csv").write_text("spoilt")
    assert exports.damaged(done.folder) == ("csv/fct_claims.csv",)
    release(candidate, tmp_path / "published")
    assert exports.damaged(done.folder) == ()


def test_old_builds_are_pruned_but_not_the_one_in_use(tmp_path: Path, make_candidate: MakeCandidate) -> None:
    for build in (FIRST, SECOND, THIRD):
        release(make_candidate(build, CLAIMS), tmp_path / "published", keep=2)
    kept = sorted(one.name for one in (tmp_path / "published").iterdir() if one.is_dir() and not one.is_symlink())
    assert kept == [f"2024-10-30-{SECOND}", f"2024-10-30-{THIRD}"]
    release(tmp_path / "candidates" / f"{FIRST}.duckdb", tmp_path / "published", keep=2)
    assert (tmp_path / "published" / "latest" / "claimwire.duckdb").is_file()


def test_a_reader_keeps_its_build_while_others_are_published(tmp_path: Path, make_candidate: MakeCandidate) -> None:
    first = release(make_candidate(FIRST, CLAIMS), tmp_path / "published", keep=1)
    with duckdb.connect(str(first.database), read_only=True) as reader:
        for build in (SECOND, THIRD):
            release(make_candidate(build, CLAIMS[:1]), tmp_path / "published", keep=1)
        assert reader.execute("select count(*) from fct_claims").fetchall() == [(3,)]
    assert query(tmp_path / "published" / "latest" / "claimwire.duckdb", "select count(*) as n from fct_claims") == [
        {"n": 1}
    ]


def test_an_unclosed_candidate_is_refused(tmp_path: Path, make_candidate: MakeCandidate) -> None:
    candidate = make_candidate(FIRST, CLAIMS)
    candidate.with_name(candidate.name + ".wal").write_bytes(b"log")
    with pytest.raises(BuildFailed, match=r"duckdb\.wal shows that the candidate was never closed"):
        release(candidate, tmp_path / "published")
    assert not (tmp_path / "published" / "latest").exists()


@pytest.mark.parametrize("share", [0.5, 0.9])
def test_half_a_candidate_is_refused(tmp_path: Path, make_candidate: MakeCandidate, share: float) -> None:
    candidate = make_candidate(FIRST, CLAIMS)
    whole = candidate.read_bytes()
    candidate.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises((UnreadableWarehouse, BuildFailed)):
        release(candidate, tmp_path / "published")
    assert not (tmp_path / "published" / "latest").exists()


def test_a_file_without_marts_is_refused(tmp_path: Path) -> None:
    candidate = tmp_path / f"{FIRST}.duckdb"
    duckdb.connect(str(candidate)).close()
    with pytest.raises(BuildFailed, match="lacks fct_casualties, fct_claims, fct_mobilisation, fct_territory"):
        release(candidate, tmp_path / "published")


def test_a_full_disk_stops_before_the_first_byte(
    tmp_path: Path, make_candidate: MakeCandidate, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(folder: Path, sources: object) -> None:
        raise DiskFull(f"{folder} has 3 bytes free, 500 are needed.")

    monkeypatch.setattr(publishing, "require_space", full)
    with pytest.raises(DiskFull):
        release(make_candidate(FIRST, CLAIMS), tmp_path / "published")
    assert [one.name for one in (tmp_path / "published").iterdir()] == ["publication.lock"]
