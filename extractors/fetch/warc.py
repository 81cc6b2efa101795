"""Captures as a WARC 1.1 file, for the tools that replay web archives.

A page that was fetched is a `response` record, an imported one a `resource`; beside each stands a `metadata` record
with its provenance. The archive keeps decoded bodies, so the answer's headers are those of the decoded body: no
Content-Encoding, the length of what is there. The same captures give the same bytes. The file is written under a
hidden name, read back and compared record by record, and only then given its own name; what a killed export leaves
hidden, the next one of that name removes.
"""

from __future__ import annotations

import base64
import gzip
import os
import secrets
import uuid
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

from extractors.errors import CorruptArchive, NothingForDay, TransientError, UsageError
from extractors.fetch.archive import Archive
from extractors.model import Capture

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord
    from warcio.warcwriter import WARCWriter

_VERSION = "1.1"
_NAMES = uuid.UUID("9a2f6c1e-6d0b-5c52-9d1c-0f4c1b7e6a35")
_URI_CHARACTERS = "%/:=&?~#+!$,;'@()*[]"
_FIELDS = "application/warc-fields"

Selection = Callable[[], Iterable[Capture]]
"""Captures in a fixed order; asked for once to write and once to compare."""


@dataclass(frozen=True, kw_only=True)
class Export:
    """A WARC file that was written, and what is in it."""

    path: Path
    captures: int
    bytes: int


@dataclass(frozen=True, kw_only=True)
class _Record:
    """One record before it is written and after it is read."""

    kind: Literal["warcinfo", "response", "resource", "metadata"]
    name: str
    date: str
    content_type: str
    payload: bytes
    target: str | None = None
    concurrent_to: str | None = None
    answer: tuple[str, tuple[tuple[str, str], ...]] | None = None


def export(archive: Archive, selection: Selection, into: Path, *, software: str) -> Export:
    """Write the captures of a selection into a new file.

    Raises:
        NothingForDay: the selection is empty.
        UsageError: there is such a file already.
        CorruptArchive: a capture is damaged, or what was written reads otherwise; nothing is left.
        TransientError: the disk refuses.
    """
    if into.exists():
        raise UsageError(f"{into} is there already.", hint="Name a new file, or move the old one away.")
    count = sum(1 for _ in selection())
    if not count:
        raise NothingForDay("The archive holds no capture of those days and outlets.", hint="Widen --from and --to.")
    draft = into.with_name(f".{into.name}.{secrets.token_hex(4)}")
    try:
        into.parent.mkdir(parents=True, exist_ok=True)
        for left in into.parent.glob(f".{into.name}.*"):
            left.unlink()
        _write(draft, _records(archive, selection, software))
        _compare(draft, _records(archive, selection, software))
        draft.rename(into)
    except OSError as error:
        raise TransientError(
            f"{into} cannot be written: {error.strerror}.", hint="Free space, or name another."
        ) from error
    finally:
        with suppress(OSError):
            draft.unlink()
    return Export(path=into, captures=count, bytes=into.stat().st_size)


def _records(archive: Archive, selection: Selection, software: str) -> Iterator[_Record]:
    yield _warcinfo(selection(), software)
    for capture in selection():
        page = _page(capture, archive.read(capture))
        yield page
        yield _provenance(capture, page)


def _warcinfo(captures: Iterable[Capture], software: str) -> _Record:
    names, latest = sha256(software.encode()), ""
    for one in captures:
        names.update(f"{one.outlet}/{one.snapshot_id}".encode())
        latest = max(latest, _date(one.fetched_at))
    fields = {
        "software": software,
        "format": f"WARC file version {_VERSION}",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "description": "Captures of live blogs; bodies are kept decoded; each answer's headers are those of its body.",
    }
    return _Record(
        kind="warcinfo", name=_name(names.hexdigest()), date=latest, content_type=_FIELDS, payload=_lines(fields)
    )


def _page(capture: Capture, body: bytes) -> _Record:
    is_answer = capture.http_status is not None
    kind_of_body = _header(capture.content_type or "application/octet-stream")
    return _Record(
        kind="response" if is_answer else "resource",
        name=_name(capture.outlet, capture.snapshot_id, "page"),
        date=_date(capture.captured_at),
        content_type="application/http; msgtype=response" if is_answer else kind_of_body,
        payload=body,
        target=_target(capture),
        answer=_answer(capture, kind_of_body) if is_answer else None,
    )


def _answer(capture: Capture, content_type: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    status = capture.http_status or HTTPStatus.OK
    phrase = HTTPStatus(status).phrase if status in set(HTTPStatus) else "Unknown"
    said = {
        "Content-Type": content_type,
        "ETag": capture.etag,
        "Last-Modified": capture.last_modified,
        "Content-Length": str(capture.body_bytes),
    }
    return f"{status} {phrase}", tuple((name, _header(value)) for name, value in said.items() if value)


def _provenance(capture: Capture, page: _Record) -> _Record:
    fields = {
        "outlet": capture.outlet,
        "day": capture.day.isoformat(),
        "snapshotId": capture.snapshot_id,
        "url": capture.url,
        "finalUrl": capture.final_url,
        "origin": capture.origin,
        "capturedAt": capture.captured_at.isoformat(),
        "fetchedAt": capture.fetched_at.isoformat(),
        "bodySha256": capture.body_sha256,
        "legalBasis": capture.legal_basis,
        "robotsVerdict": capture.robots_verdict,
        "tdmVerdict": capture.tdm_verdict,
        **{f"policyReason{number}": one for number, one in enumerate(capture.policy_reasons, start=1)},
        "isLate": str(capture.is_late).lower(),
        "isTruncated": str(capture.is_truncated).lower(),
    }
    name = _name(capture.outlet, capture.snapshot_id, "provenance")
    return _Record(
        kind="metadata", name=name, date=page.date, content_type=_FIELDS, payload=_lines(fields), target=page.target,
        concurrent_to=page.name,
    )  # fmt: skip


def _target(capture: Capture) -> str:
    """The page's own address, which a capture of a web archive was not fetched from."""
    address = capture.final_url if capture.origin in {"live", "replay"} else capture.url
    return quote(address, safe=_URI_CHARACTERS)


def _name(*parts: str) -> str:
    return f"<urn:uuid:{uuid.uuid5(_NAMES, '/'.join(parts))}>"


def _date(instant: datetime) -> str:
    return instant.isoformat().replace("+00:00", "Z")


def _header(value: str) -> str:
    """A value that is one line of ASCII, whatever a server or an operator wrote."""
    return quote(" ".join(value.split()), safe=" !\"#$%&'()*+,/:;<=>?@[\\]^_`{|}~-.")


def _lines(fields: dict[str, str]) -> bytes:
    return "".join(f"{name}: {' '.join(value.split())}\r\n" for name, value in fields.items()).encode()


def _digest(content: bytes) -> str:
    return f"sha256:{base64.b32encode(sha256(content).digest()).decode()}"


def _write(path: Path, records: Iterable[_Record]) -> None:
    from warcio.warcwriter import WARCWriter

    with path.open("xb") as stream:
        writer = WARCWriter(stream, gzip=True, warc_version=_VERSION)
        for one in records:
            writer.write_record(_written(writer, one))
        stream.flush()
        os.fsync(stream.fileno())


def _written(writer: WARCWriter, record: _Record) -> ArcWarcRecord:
    from warcio.statusandheaders import StatusAndHeaders

    headers = {"WARC-Record-ID": record.name, "WARC-Date": record.date}
    if record.kind != "warcinfo":
        headers["WARC-Payload-Digest"] = _digest(record.payload)
    if record.concurrent_to:
        headers["WARC-Concurrent-To"] = record.concurrent_to
    return writer.create_warc_record(
        record.target or "",
        record.kind,
        payload=BytesIO(record.payload),
        length=len(record.payload),
        warc_content_type=record.content_type,
        warc_headers_dict=headers,
        http_headers=StatusAndHeaders(record.answer[0], list(record.answer[1]), protocol="HTTP/1.1")
        if record.answer
        else None,
    )


def _compare(path: Path, records: Iterable[_Record]) -> None:
    """Read the file back, and compare each record with the archive it came from.

    Readers of WARC take a record that is cut off for a whole one, so the file is unpacked to its end first.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        with gzip.open(path) as unpacked:
            while unpacked.read(1 << 20):
                pass
        with path.open("rb") as stream:
            for read, wanted in zip(ArchiveIterator(stream, check_digests="raise"), records, strict=True):
                said = read.rec_headers.get_header
                found = (read.rec_type, said("WARC-Record-ID"), said("WARC-Date"), read.content_stream().read())
                if found != (wanted.kind, wanted.name, wanted.date, wanted.payload):
                    raise CorruptArchive(f"Record {wanted.name} of {path.name} reads otherwise than it was written.")
    except (ArchiveLoadFailed, ValueError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise CorruptArchive(f"{path.name} cannot be read back: {error}.", hint="Check the disk.") from error
