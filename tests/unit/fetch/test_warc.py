"""A WARC export is read by a library that did not write it, holds what the archive holds, and is whole or not there."""

import gzip
import os
import signal
import zlib
from datetime import UTC, date, datetime, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator
from warcio.warcwriter import WARCWriter

from extractors.errors import CorruptArchive, NothingForDay, TransientError, UsageError
from extractors.fetch import warc
from extractors.fetch.archive import Archive
from extractors.model import Capture

DAY = date(2024, 10, 30)
NOON = datetime(2024, 10, 30, 12, tzinfo=UTC)
URL = "https://paper.example/direct/été à-12?page=2"
BODIES = ["<html>Une journée calme.</html>".encode(), b"<p>Le pont est ouvert.</p>" * 4000, b""]


def keep(archive: Archive, body: bytes, minutes: int, **changes) -> Capture:
    at = NOON + timedelta(minutes=minutes)
    given = {
        "outlet": "paper", "day": DAY, "url": URL, "final_url": URL, "fetched_at": at, "origin": "live",
        "http_status": 200, "content_type": "text/html; charset=utf-8", "etag": 'W/"é\r\nX-Evil: 1"',
        "robots_verdict": "allowed", "tdm_verdict": "reserved", "legal_basis": "research_art3",
        "policy_reasons": ("robots.txt allows it", "a header reserves"),
    }  # fmt: skip
    return archive.store(body, captured_at=at, **{**given, **changes})


@pytest.fixture
def archive(tmp_path):
    held = Archive(tmp_path / "archive")
    for number, body in enumerate(BODIES):
        keep(held, body, number)
    keep(
        held,
        BODIES[0],
        7,
        outlet="beacon",
        day=date(2024, 10, 31),
        http_status=None,
        origin="import",
        url="file:saved page.html",
    )
    keep(held, BODIES[1], 8, outlet="beacon", origin="wayback", final_url="https://web.archive.example/x/" + URL)
    return held


def everything(held: Archive) -> list[Capture]:
    return list(held.between(None, None))


def write(held: Archive, into: Path, **choice) -> warc.Export:
    return warc.export(held, partial(held.between, choice.get("first"), choice.get("last"), choice.get("slugs", ())),
                       into, software="claimwire/test")  # fmt: skip


def read(path: Path) -> list[dict]:
    """Records as FastWARC reads them, both digests proven."""
    found = []
    with path.open("rb") as stream:
        for one in ArchiveIterator(stream, parse_http=False):
            assert one.verify_block_digest(consume=False)
            one.parse_http()
            assert not one.is_http or one.verify_payload_digest(consume=False)
            headers = {name.lower(): value for name, value in one.headers}
            answer = dict(one.http_headers) if one.http_headers else None
            status = one.http_headers.status_code if one.http_headers else None
            found.append({**headers, "body": one.reader.read(), "answer": answer, "status": status})
    return found


def fields(record: dict) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in record["body"].decode().splitlines())


def test_another_reader_finds_every_capture_with_its_bytes(archive, tmp_path):
    done = write(archive, tmp_path / "out" / "all.warc.gz")
    first, *records = read(done.path)
    assert (done.captures, done.bytes) == (5, done.path.stat().st_size)
    assert (first["warc-type"], fields(first)["software"]) == ("warcinfo", "claimwire/test")
    pages, notes = records[::2], records[1::2]
    for capture, page, note in zip(everything(archive), pages, notes, strict=True):
        assert sha256(page["body"]).hexdigest() == capture.body_sha256
        assert datetime.fromisoformat(page["warc-date"]) == capture.captured_at
        assert note["warc-concurrent-to"] == page["warc-record-id"]
        assert fields(note)["snapshotId"] == capture.snapshot_id
        assert (fields(note)["legalBasis"], fields(note)["policyReason2"]) == ("research_art3", "a header reserves")
    assert len({one["warc-record-id"] for one in records}) == 10


def test_an_answer_has_the_headers_of_its_decoded_body(archive, tmp_path):
    records = read(write(archive, tmp_path / "all.warc.gz").path)
    answers = [one for one in records if one["warc-type"] == "response"]
    assert len(answers) == 4
    for one in answers:
        assert one["status"] == 200
        assert one["answer"].keys() == {"Content-Type", "ETag", "Content-Length"}
        assert int(one["answer"]["Content-Length"]) == len(one["body"])
        assert one["warc-target-uri"] == "https://paper.example/direct/%C3%A9t%C3%A9%20%C3%A0-12?page=2"


def test_an_import_is_a_resource(archive, tmp_path):
    records = read(write(archive, tmp_path / "one.warc.gz", first=date(2024, 10, 31)).path)
    (page,) = [one for one in records if one["warc-type"] == "resource"]
    assert (page["warc-target-uri"], page["content-type"]) == ("file:saved%20page.html", "text/html; charset=utf-8")
    assert page["body"] == BODIES[0]


def test_each_record_is_a_gzip_member_of_its_own(archive, tmp_path):
    content = write(archive, tmp_path / "all.warc.gz").path.read_bytes()
    members = 0
    while content:
        inflater = zlib.decompressobj(wbits=31)
        assert inflater.decompress(content).startswith(b"WARC/1.1\r\n")
        assert inflater.eof
        members, content = members + 1, inflater.unused_data
    assert members == 11


def test_the_same_captures_give_the_same_bytes(archive, tmp_path):
    one, two = (write(archive, tmp_path / name).path for name in ("one.warc.gz", "two.warc.gz"))
    assert one.read_bytes() == two.read_bytes()


def test_days_and_outlets_are_chosen(archive, tmp_path):
    assert write(archive, tmp_path / "a", last=DAY).captures == 4
    assert write(archive, tmp_path / "b", slugs=["beacon"], last=DAY).captures == 1
    with pytest.raises(NothingForDay):
        write(archive, tmp_path / "c", slugs=["nobody"])
    assert not (tmp_path / "c").exists()


def test_a_file_that_is_there_is_not_replaced(archive, tmp_path):
    (tmp_path / "all.warc.gz").write_text("mine")
    with pytest.raises(UsageError, match="there already"):
        write(archive, tmp_path / "all.warc.gz")
    assert (tmp_path / "all.warc.gz").read_text() == "mine"


def test_a_damaged_blob_stops_the_export(archive, tmp_path):
    damaged = everything(archive)[-1]
    (tmp_path / "archive" / damaged.body_path).write_bytes(gzip.compress(b"other"))
    with pytest.raises(CorruptArchive, match=damaged.body_sha256):
        write(archive, tmp_path / "out" / "all.warc.gz")
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("place", [0, 11, 300, -40, -9, -1])
def test_what_reads_otherwise_than_it_was_written_is_no_export(archive, tmp_path, monkeypatch, place):
    real = warc._write

    def write_badly(path, records):
        real(path, records)
        content = bytearray(path.read_bytes())
        content[place] ^= 64
        path.write_bytes(content)

    monkeypatch.setattr(warc, "_write", write_badly)
    with pytest.raises(CorruptArchive):
        write(archive, tmp_path / "out" / "all.warc.gz")
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("lost", [1, 9, 400])
def test_a_file_that_is_cut_off_is_no_export(archive, tmp_path, monkeypatch, lost):
    real = warc._write

    def write_short(path, records):
        real(path, records)
        path.write_bytes(path.read_bytes()[:-lost])

    monkeypatch.setattr(warc, "_write", write_short)
    with pytest.raises(CorruptArchive):
        write(archive, tmp_path / "out" / "all.warc.gz")


@pytest.mark.parametrize("nth", [1, 4, 11])
def test_a_kill_leaves_no_half_file_and_the_next_export_is_whole(archive, tmp_path, monkeypatch, nth):
    target = tmp_path / "out" / "all.warc.gz"
    real, calls = WARCWriter.write_record, []

    def strike(self, record):
        calls.append(1)
        real(self, record)
        self.out.flush()
        if len(calls) == nth:
            os.kill(os.getpid(), signal.SIGKILL)

    with monkeypatch.context() as patch:
        patch.setattr(WARCWriter, "write_record", strike)
        child = os.fork()
        if child == 0:
            write(archive, target)
            os._exit(0)
        assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
    assert not target.exists()
    assert write(archive, target).captures == 5
    assert [one.name for one in target.parent.iterdir()] == ["all.warc.gz"]


def test_a_disk_that_refuses_is_one_sentence(archive, tmp_path):
    (tmp_path / "out").write_text("a file where a folder should be")
    with pytest.raises(TransientError, match="cannot be written"):
        write(archive, tmp_path / "out" / "all.warc.gz")
