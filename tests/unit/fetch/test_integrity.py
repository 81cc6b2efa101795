"""Verification names every file that is not as it was written, and the captures that rest on it (F22, F37)."""

import gzip
import json
import shutil
import tracemalloc
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.errors import CorruptArchive
from extractors.fetch.archive import Archive
from extractors.fetch.integrity import Resting, verify
from extractors.model import Capture

DAY = date(2024, 10, 30)
NOON = datetime(2024, 10, 30, 12, tzinfo=UTC)
URL = "https://paper.example/live/today"
BODIES = [b"<html>A quiet day.</html>", b"<p>The bridge is open.</p>" * 40, bytes(range(200))]


def keep(root: Path, body: bytes = BODIES[0], minutes: int = 0, **changes) -> Capture:
    at = NOON + timedelta(minutes=minutes)
    given = {"outlet": "paper", "day": DAY, "url": URL, "final_url": URL, "fetched_at": NOON, "origin": "live"}
    return Archive(root).store(body, captured_at=at, **{**given, **changes})


def sidecar_of(root: Path, capture: Capture) -> Path:
    return root / f"snapshots/{capture.outlet}/{capture.day}/{capture.snapshot_id}.json"


def found(root: Path) -> list[tuple[str, str]]:
    return [(one.path, one.problem) for one in verify(root).findings if one.is_fault]


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    root = tmp_path_factory.mktemp("archive")
    for number, body in enumerate(BODIES):
        keep(root, body, number, etag='"é"', policy_reasons=("one", "0" * 64))
    keep(root, BODIES[0], 9, outlet="other-paper")
    return root


def test_a_whole_archive_has_no_findings(archive):
    report = verify(archive)
    assert (report.findings, report.captures, report.blobs) == ([], 4, 3)


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_one_flipped_bit_of_any_file_names_that_file(archive, tmp_path_factory, data):
    files = sorted(path for path in archive.rglob("*") if path.is_file())
    path = data.draw(st.sampled_from(files))
    whole = path.read_bytes()
    place = data.draw(st.integers(0, len(whole) * 8 - 1))
    flipped = bytearray(whole)
    flipped[place // 8] ^= 1 << place % 8
    try:
        path.write_bytes(flipped)
        assert [one for one, _ in found(archive)] == [path.relative_to(archive).as_posix()]
    finally:
        path.write_bytes(whole)


def test_every_bit_of_a_blob_counts(tmp_path):
    """Also those that say nothing of the content: the head of gzip, padding, a repetition told in another way."""
    stored = keep(tmp_path, b"abababab" * 30)
    blob = tmp_path / stored.body_path
    whole = blob.read_bytes()
    silent = 0
    for place in range(len(whole) * 8):
        flipped = bytearray(whole)
        flipped[place // 8] ^= 1 << place % 8
        blob.write_bytes(flipped)
        assert found(tmp_path) == [(stored.body_path, "damaged")]
        try:
            silent += Archive(tmp_path).read(stored) == b"abababab" * 30
        except CorruptArchive:
            continue
    assert silent > 50


def test_the_captures_that_rest_on_a_damaged_blob_are_named(archive, tmp_path):
    shutil.copytree(archive, tmp_path / "copy")
    shared = keep(tmp_path / "copy")
    (tmp_path / "copy" / shared.body_path).write_bytes(gzip.compress(b"other words"))
    (finding,) = verify(tmp_path / "copy").faults
    assert finding.path == shared.body_path
    assert {(one.outlet, one.day) for one in finding.captures} == {
        ("paper", "2024-10-30"),
        ("other-paper", "2024-10-30"),
    }
    assert Resting(outlet="paper", day="2024-10-30", snapshot_id=shared.snapshot_id) in finding.captures


def test_a_missing_blob_is_a_fault_and_an_orphan_a_note(tmp_path):
    gone, left = keep(tmp_path), keep(tmp_path, BODIES[1], 1)
    (tmp_path / gone.body_path).unlink()
    sidecar_of(tmp_path, left).unlink()
    assert [(one.path, one.problem, one.is_fault) for one in verify(tmp_path).findings] == sorted(
        [(gone.body_path, "missing", True), (left.body_path, "orphan", False)]
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [("url", "https://elsewhere.example/"), ("legal_basis", "licence"), ("is_late", True), ("body_bytes", 3)],
)
def test_a_changed_field_of_a_sidecar_is_found(tmp_path, name, value):
    path = sidecar_of(tmp_path, keep(tmp_path))
    row = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**row, name: value}, ensure_ascii=False, indent=1), encoding="utf-8")
    assert found(tmp_path) == [(path.relative_to(tmp_path).as_posix(), "unreadable")]


def test_a_sidecar_older_than_seals_is_read_and_noted(tmp_path):
    stored = keep(tmp_path)
    path = sidecar_of(tmp_path, stored)
    row = json.loads(path.read_text(encoding="utf-8"))
    del row["sidecar_sha256"], row["blob_sha256"]
    path.write_text(json.dumps(row, ensure_ascii=False, indent=1), encoding="utf-8")
    assert Archive(tmp_path).captures("paper", DAY) == (stored,)
    assert [(one.problem, one.is_fault) for one in verify(tmp_path).findings] == [("unsealed", False)]
    keep(tmp_path, minutes=5)
    (tmp_path / stored.body_path).write_bytes(gzip.compress(BODIES[0], 1, mtime=7))
    assert found(tmp_path) == [(stored.body_path, "damaged")]


def test_a_sidecar_in_another_captures_place_is_found(tmp_path):
    path = sidecar_of(tmp_path, keep(tmp_path))
    moved = tmp_path / "snapshots/other-paper/2024-10-30" / path.name
    moved.parent.mkdir(parents=True)
    path.rename(moved)
    assert found(tmp_path) == [(moved.relative_to(tmp_path).as_posix(), "misplaced")]


def test_progress_counts_every_file(archive):
    counts = []
    verify(archive, on_progress=counts.append)
    assert counts == [1, 2, 3, 4, 5, 6, 7]


def test_memory_does_not_grow_with_the_archive(tmp_path):
    peaks = []
    for size in (5, 50):
        root = tmp_path / str(size)
        for number in range(size):
            keep(root, bytes(400_000) + number.to_bytes(2), number)
        tracemalloc.start()
        verify(root)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 100_000
