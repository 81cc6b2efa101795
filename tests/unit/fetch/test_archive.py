"""The store of record: nothing is stored twice, nothing is overwritten, damage is found (F22, F37, T13, T23)."""

import gzip
import hashlib
import json
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.errors import BadDate, CorruptArchive, TransientError, UsageError
from extractors.fetch.archive import Archive, snapshot_id_of
from extractors.fetch.integrity import verify
from extractors.model import Capture

BODY = b"<html><body>A quiet day.</body></html>"
DAY = date(2024, 10, 30)
NOON = datetime(2024, 10, 30, 12, tzinfo=UTC)
URL = "https://paper.example/live/today"


def keep(archive: Archive, body: bytes = BODY, captured_at: datetime = NOON, **changes) -> Capture:
    given = {"outlet": "paper", "day": DAY, "url": URL, "final_url": URL, "fetched_at": NOON, "origin": "live"}
    return archive.store(body, captured_at=captured_at, **{**given, **changes})


def faults(root: Path) -> tuple[str, ...]:
    return tuple(one.path for one in verify(root).faults)


def files(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_bytes_and_provenance_come_back_as_they_went_in(tmp_path):
    archive = Archive(tmp_path)
    stored = keep(
        archive, etag='"é"', http_status=200, policy_reasons=("one", "two"), legal_basis="licence", is_late=True
    )
    assert archive.captures("paper", DAY) == (stored,)
    assert archive.read(stored) == BODY
    assert stored.policy_reasons == ("one", "two")
    assert faults(tmp_path) == ()


@pytest.mark.parametrize("size", [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 << 20])
def test_bytes_of_any_number_are_kept_whole(tmp_path, size):
    archive = Archive(tmp_path)
    assert archive.read(keep(archive, bytes(size))) == bytes(size)
    assert faults(tmp_path) == ()


def test_the_layout_is_by_digest_and_by_day(tmp_path):
    stored = keep(Archive(tmp_path))
    digest = hashlib.sha256(BODY).hexdigest()
    assert sorted(files(tmp_path)) == [
        f"blobs/{digest[:2]}/{digest}.gz", f"snapshots/paper/2024-10-30/{stored.snapshot_id}.json"
    ]  # fmt: skip
    assert stored.snapshot_id == hashlib.sha256(f"{digest}2024-10-30T12:00:00+00:00".encode()).hexdigest()[:32]


def test_the_same_capture_twice_changes_no_byte(tmp_path):
    archive = Archive(tmp_path)
    first = keep(archive)
    before = files(tmp_path)
    again = keep(archive, fetched_at=NOON + timedelta(days=700), etag='"other"')
    assert again == first
    assert files(tmp_path) == before


def test_two_archives_of_the_same_captures_are_equal_byte_by_byte(tmp_path):
    for name in ("one", "two"):
        keep(Archive(tmp_path / name))
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_the_same_bytes_later_are_a_second_capture_of_one_blob(tmp_path):
    archive = Archive(tmp_path)
    later = keep(archive, captured_at=NOON + timedelta(hours=1))
    first = keep(archive)
    assert archive.captures("paper", DAY) == (first, later)
    assert sum(name.endswith(".gz") for name in files(tmp_path)) == 1


def test_an_instant_names_the_same_capture_in_every_zone():
    assert snapshot_id_of("0" * 64, NOON) == snapshot_id_of("0" * 64, NOON.astimezone(timezone(timedelta(hours=2))))


def test_the_latest_capture_of_an_address_is_that_of_the_last_day(tmp_path):
    archive = Archive(tmp_path)
    assert archive.latest("paper", URL) == ()
    keep(archive, captured_at=NOON + timedelta(hours=2))
    last = keep(archive, day=date(2024, 10, 31), captured_at=NOON + timedelta(days=1), origin="wayback")
    keep(archive, day=date(2024, 11, 1), url="https://paper.example/live/other", captured_at=NOON + timedelta(days=2))
    assert archive.latest("paper", URL) == (last,)
    assert archive.latest("paper", URL, origin="live")[0].captured_at == NOON + timedelta(hours=2)


@pytest.mark.parametrize("other", [gzip.compress(b"other words"), gzip.compress(bytes(50_000_000)), b"", b"no gzip"])
def test_a_blob_with_other_content_is_not_read(tmp_path, other):
    archive = Archive(tmp_path)
    stored = keep(archive)
    (tmp_path / stored.body_path).write_bytes(other)
    with pytest.raises(CorruptArchive):
        archive.read(stored)
    assert faults(tmp_path) == (stored.body_path,)


def test_a_missing_blob_is_named(tmp_path):
    archive = Archive(tmp_path)
    stored = keep(archive)
    (tmp_path / stored.body_path).unlink()
    assert faults(tmp_path) == (stored.body_path,)
    with pytest.raises(CorruptArchive):
        archive.read(stored)


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff", b'{"day": "2024-10-30", "captured_at": "noon"}'])
def test_a_sidecar_that_cannot_be_read_is_named(tmp_path, content):
    archive = Archive(tmp_path)
    stored = keep(archive)
    sidecar = tmp_path / f"snapshots/paper/2024-10-30/{stored.snapshot_id}.json"
    sidecar.write_bytes(content)
    with pytest.raises(CorruptArchive, match=stored.snapshot_id):
        archive.captures("paper", DAY)
    assert faults(tmp_path) == (f"snapshots/paper/2024-10-30/{stored.snapshot_id}.json",)


def test_a_sidecar_cannot_lead_out_of_the_archive(tmp_path):
    archive = Archive(tmp_path / "archive")
    stored = keep(archive)
    (tmp_path / "secret.gz").write_bytes(gzip.compress(b"secret"))
    sidecar = tmp_path / f"archive/snapshots/paper/2024-10-30/{stored.snapshot_id}.json"
    forged = {**json.loads(sidecar.read_text()), "body_sha256": "../../secret", "body_path": "../secret.gz"}
    del forged["sidecar_sha256"]
    sidecar.write_text(json.dumps(forged))
    (capture,) = archive.captures("paper", DAY)
    with pytest.raises(CorruptArchive):
        archive.read(capture)


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(st.text(), st.sampled_from(["..", ".", "", "a/b", "a\0", "%2e%2e", "paper\n", "Paper", "a" * 65, "é"]))
)
def test_a_slug_that_is_no_folder_of_ours_is_refused(slug):
    if slug and len(slug) <= 64 and all(one in "abcdefghijklmnopqrstuvwxyz0123456789-" for one in slug):
        return
    archive = Archive(Path("nowhere"))
    for use in (
        lambda: keep(archive, outlet=slug),
        lambda: archive.captures(slug, DAY),
        lambda: archive.latest(slug, URL),
    ):
        with pytest.raises(UsageError, match="no outlet's slug"):
            use()
    assert not Path("nowhere").exists()


def test_an_instant_without_an_offset_is_refused(tmp_path):
    with pytest.raises(BadDate):
        keep(Archive(tmp_path), captured_at=datetime(2024, 10, 30, 12))  # noqa: DTZ001 (that is what is tested)
    assert files(tmp_path) == {}


def test_a_folder_that_cannot_be_written_is_named_with_the_size(tmp_path):
    (tmp_path / "blobs").write_text("a file where a folder should be")
    with pytest.raises(TransientError, match=r"blobs/.*\.gz \(\d+ bytes\) cannot be written") as caught:
        keep(Archive(tmp_path))
    assert "disk" in caught.value.hint


def test_an_empty_archive_holds_nothing(tmp_path):
    archive = Archive(tmp_path / "none")
    assert archive.captures("paper", DAY) == ()
    assert faults(tmp_path / "none") == ()
