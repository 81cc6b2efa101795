"""The store of record: captured bytes under the digest of their content, each capture with a sidecar of provenance.

Nothing in it is ever overwritten. A blob is written before the sidecar that names it, so that a process killed between
the two leaves an orphan blob and nothing else: the next run stores the capture again.

A sidecar seals itself and its blob: `blob_sha256` is the digest of the blob as it lies on the disk, `sidecar_sha256`
that of the sidecar with this digest written as zeros, so that one flipped bit anywhere is found
(`extractors.fetch.integrity`). Sidecars written before there were seals are read as they are.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import secrets
import zlib
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Required, TypedDict, Unpack

from extractors.errors import BadDate, ClaimwireError, CorruptArchive, TransientError, UsageError
from extractors.model import Capture, LegalBasis, Origin
from extractors.rows import day as read_day
from extractors.rows import instant, to_row

_SLUG = re.compile(r"[a-z0-9-]{1,64}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_SEAL = "sidecar_sha256"
_UNSEALED = "0" * 64


class Provenance(TypedDict, total=False):
    """What is known of a capture beside its bytes and its day; see `extractors.model.Capture`."""

    url: Required[str]
    final_url: Required[str]
    fetched_at: Required[datetime]
    origin: Required[Origin]
    http_status: int | None
    etag: str | None
    last_modified: str | None
    content_type: str | None
    legal_basis: LegalBasis
    robots_verdict: str
    tdm_verdict: str
    policy_reasons: tuple[str, ...]
    is_late: bool
    is_truncated: bool
    part_of: str | None
    page_number: int


_UNSAID: dict[str, Any] = {
    "http_status": None,
    "etag": None,
    "last_modified": None,
    "content_type": None,
    "legal_basis": "none",
    "robots_verdict": "unknown",
    "tdm_verdict": "unknown",
    "policy_reasons": (),
    "is_late": False,
    "is_truncated": False,
    "part_of": None,
    "page_number": 1,
}


class Archive:
    """Captures of all outlets under one folder: `blobs/<2 hex>/<sha256>.gz`, `snapshots/<outlet>/<day>/<id>.json`."""

    def __init__(self, root: Path) -> None:
        """Use the folder, which is made when the first capture is stored."""
        self._root = root

    def store(
        self, body: bytes, *, outlet: str, day: date, captured_at: datetime, **provenance: Unpack[Provenance]
    ) -> Capture:
        """Keep decoded bytes and their provenance; the same bytes of the same instant are the capture already held.

        Raises:
            UsageError: the outlet's slug or the day cannot name a folder.
            BadDate: an instant has no offset.
            TransientError: the disk refuses; the sentence names the path and the size.
        """
        digest = hashlib.sha256(body).hexdigest()
        known: dict[str, Any] = {**_UNSAID, **provenance, "fetched_at": _utc(provenance["fetched_at"])}
        snapshot_id = snapshot_id_of(digest, captured_at, known["part_of"], known["page_number"])
        sidecar = self._folder(outlet, day) / f"{snapshot_id}.json"
        if sidecar.exists():
            return read_sidecar(sidecar).capture
        blob = self._blob(digest)
        capture = Capture(
            snapshot_id=snapshot_id,
            outlet=outlet,
            day=day,
            captured_at=_utc(captured_at),
            body_sha256=digest,
            body_path=blob.relative_to(self._root).as_posix(),
            body_bytes=len(body),
            **known,
        )
        _place(blob, gzip.compress(body, mtime=0))
        _place(sidecar, _sealed(capture, blob.read_bytes()))
        return capture

    def days(self, slug: str) -> tuple[date, ...]:
        """The days of an outlet that hold captures, oldest first."""
        folders = (self._root / "snapshots" / _slug(slug)).glob("????-??-??")
        return tuple(sorted(date.fromisoformat(folder.name) for folder in folders))

    def captures(self, slug: str, day: date) -> tuple[Capture, ...]:
        """The captures of an outlet's day, oldest first, those of one sweep page by page.

        Raises:
            CorruptArchive: a sidecar cannot be read.
        """
        held = [read_sidecar(path).capture for path in visible(self._folder(slug, day), ".json")]
        return tuple(sorted(held, key=_place_in_day))

    def latest(self, slug: str, url: str, *, origin: Origin | None = None) -> tuple[Capture, ...]:
        """The newest sweep of an address in the last day that holds one, of that origin where one is asked for."""
        for day in reversed(self.days(slug)):
            held = self.captures(slug, day)
            found = [one for one in held if one.part_of is None and one.url == url and origin in (None, one.origin)]
            if found:
                return (found[-1], *(one for one in held if one.part_of == found[-1].snapshot_id))
        return ()

    def read(self, capture: Capture) -> bytes:
        """The captured bytes, proven by their digest.

        Raises:
            CorruptArchive: the blob is gone, or holds other bytes.
        """
        blob = self._blob(capture.body_sha256)
        try:
            body = _unpack(blob, capture.body_bytes)
        except (OSError, EOFError, zlib.error) as error:
            raise CorruptArchive(f"{blob} cannot be read: {error}.") from error
        if hashlib.sha256(body).hexdigest() != capture.body_sha256:
            raise CorruptArchive(f"{blob} no longer holds the bytes that its name stands for.")
        return body

    def between(self, first: date | None, last: date | None, slugs: Collection[str] = ()) -> Iterator[Capture]:
        """The captures of a range of days, both included, outlet by outlet; all days and outlets where none are named.

        Raises:
            CorruptArchive: a sidecar cannot be read.
        """
        for outlet in sorted((self._root / "snapshots").glob("*")):
            for folder in sorted(outlet.glob("????-??-??")) if not slugs or outlet.name in slugs else ():
                day = read_day(folder.name)
                if (first or day) <= day <= (last or day):
                    yield from self.captures(outlet.name, day)

    def _blob(self, digest: str) -> Path:
        return self._root / blob_path(digest)

    def _folder(self, slug: str, day: date) -> Path:
        return self._root / "snapshots" / _slug(slug) / f"{day:%Y-%m-%d}"


@dataclass(frozen=True, kw_only=True)
class Sidecar:
    """A capture as its sidecar keeps it, and the digest of its blob's file; None where the sidecar has no seal."""

    capture: Capture
    blob_sha256: str | None


def blob_path(digest: str) -> str:
    """Where the archive keeps the bytes of a digest.

    Raises:
        CorruptArchive: it is no digest.
    """
    if not _DIGEST.fullmatch(digest):
        raise CorruptArchive(f"{digest!r} is no digest.")
    return f"blobs/{digest[:2]}/{digest}.gz"


def snapshot_id_of(body_sha256: str, captured_at: datetime, part_of: str | None = None, page_number: int = 1) -> str:
    """Name of a capture: the same bytes at the same instant have the same name, whoever fetched them.

    Further pages of two sweeps may hold the same bytes ("nothing follows"), so theirs names their place as well.
    """
    place = f"{part_of}{page_number}" if part_of else ""
    return hashlib.sha256(f"{body_sha256}{_utc(captured_at).isoformat()}{place}".encode()).hexdigest()[:32]


def _place_in_day(capture: Capture) -> tuple[datetime, str, int]:
    return capture.captured_at, capture.part_of or capture.snapshot_id, capture.page_number


def _slug(slug: str) -> str:
    if not _SLUG.fullmatch(slug):
        raise UsageError(f"{slug!r} is no outlet's slug.", hint="A slug holds lower-case letters, digits and hyphens.")
    return slug


def _utc(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise BadDate(f"{value.isoformat()} has no offset from UTC.")
    return value.astimezone(UTC)


def visible(folder: Path, suffix: str) -> Iterable[Path]:
    """The files of a folder that were written whole, in the order of their names."""
    return sorted(path for path in folder.glob(f"*{suffix}") if not path.name.startswith("."))


def _place(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, and leave one that is there as it is."""
    if path.exists():
        return
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        _make_folder(path.parent)
        _write_durably(draft, content)
        draft.rename(path)
        _sync_folder(path.parent)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        raise TransientError(
            f"{path} ({len(content)} bytes) cannot be written: {error.strerror}.",
            hint="Free space on the disk of CLAIMWIRE_HOME or make the folder writable, then run the day again.",
        ) from error


def _write_durably(path: Path, content: bytes) -> None:
    with path.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _make_folder(folder: Path) -> None:
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def inflated(blob: Path) -> Iterator[bytes]:
    """The content of a blob in parts of a mebibyte, so that one swapped for a bomb fills no memory.

    Raises:
        OSError, EOFError, zlib.error: the file is not there, or is no whole gzip file.
    """
    inflater = zlib.decompressobj(wbits=31)
    waiting = blob.read_bytes()
    while waiting:
        yield inflater.decompress(waiting, 1 << 20)
        waiting = inflater.unconsumed_tail
    yield inflater.flush()
    if not inflater.eof or inflater.unused_data:
        raise EOFError("it does not end where it should")


def _unpack(blob: Path, size: int) -> bytes:
    body = bytearray()
    for part in inflated(blob):
        body += part
        if len(body) > size:
            raise EOFError("it is larger than its sidecar says")
    return bytes(body)


def _sealed(capture: Capture, blob: bytes) -> bytes:
    row = {**to_row(capture), "blob_sha256": hashlib.sha256(blob).hexdigest(), _SEAL: _UNSEALED}
    content = json.dumps(row, ensure_ascii=False, indent=1).encode()
    before, _, after = content.rpartition(_UNSEALED.encode())
    return before + hashlib.sha256(content).hexdigest().encode() + after


def _is_whole(content: bytes, seal: str) -> bool:
    before, _, after = content.rpartition(seal.encode())
    return hashlib.sha256(before + _UNSEALED.encode() + after).hexdigest() == seal


def read_sidecar(path: Path) -> Sidecar:
    """Read a sidecar and try its seal.

    Raises:
        CorruptArchive: it cannot be read, or is not as it was written.
    """
    try:
        content = path.read_bytes()
        row: dict[str, Any] = json.loads(content.decode("utf-8"))
        if _SEAL in row and not _is_whole(content, row.pop(_SEAL)):
            raise CorruptArchive("it is not as it was written")
        blob_sha256 = row.pop("blob_sha256", None)
        row["day"] = read_day(row["day"])
        row["captured_at"], row["fetched_at"] = instant(row["captured_at"]), instant(row["fetched_at"])
        row["policy_reasons"] = tuple(row["policy_reasons"])
        return Sidecar(capture=Capture(**row), blob_sha256=blob_sha256)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, ClaimwireError) as error:
        raise CorruptArchive(f"{path} is no sidecar of a capture: {error}.") from error
