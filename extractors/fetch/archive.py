"""The store of record: captured bytes under the digest of their content, each capture with a sidecar of provenance.

Nothing in it is ever overwritten. A blob is written before the sidecar that names it, so that a process killed between
the two leaves an orphan blob and nothing else: the next run stores the capture again.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import secrets
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Required, TypedDict, Unpack

from extractors.errors import BadDate, ClaimwireError, CorruptArchive, TransientError, UsageError
from extractors.model import Capture, LegalBasis, Origin
from extractors.rows import day as read_day
from extractors.rows import instant, to_row

_SLUG = re.compile(r"[a-z0-9-]{1,64}")
_DIGEST = re.compile(r"[0-9a-f]{64}")


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
            return _read_sidecar(sidecar)
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
        _place(sidecar, json.dumps(to_row(capture), ensure_ascii=False, indent=1).encode())
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
        held = [_read_sidecar(path) for path in _files(self._folder(slug, day), ".json")]
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

    def verify(self) -> tuple[str, ...]:
        """Paths, relative to the archive, of blobs that are damaged or missing and of sidecars that cannot be read."""
        broken = {path for path in self._blobs() if not _holds_its_name(path)}
        for path in sorted((self._root / "snapshots").glob("*/*/*.json")):
            try:
                blob = self._blob(_read_sidecar(path).body_sha256)
            except CorruptArchive:
                broken.add(path)
            else:
                broken.update({blob} if not blob.exists() else set())
        return tuple(sorted(path.relative_to(self._root).as_posix() for path in broken))

    def _blobs(self) -> Iterator[Path]:
        for folder in sorted((self._root / "blobs").glob("??")):
            yield from _files(folder, ".gz")

    def _blob(self, digest: str) -> Path:
        if not _DIGEST.fullmatch(digest):
            raise CorruptArchive(f"{digest!r} is no digest.")
        return self._root / "blobs" / digest[:2] / f"{digest}.gz"

    def _folder(self, slug: str, day: date) -> Path:
        return self._root / "snapshots" / _slug(slug) / f"{day:%Y-%m-%d}"


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


def _files(folder: Path, suffix: str) -> Iterable[Path]:
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


def _inflated(blob: Path) -> Iterator[bytes]:
    """The content of a blob in parts of a mebibyte, so that one swapped for a bomb fills no memory."""
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
    for part in _inflated(blob):
        body += part
        if len(body) > size:
            raise EOFError("it is larger than its sidecar says")
    return bytes(body)


def _holds_its_name(blob: Path) -> bool:
    digest = hashlib.sha256()
    try:
        for part in _inflated(blob):
            digest.update(part)
    except (OSError, EOFError, zlib.error):
        return False
    return digest.hexdigest() == blob.stem


def _read_sidecar(path: Path) -> Capture:
    try:
        row: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        row["day"] = read_day(row["day"])
        row["captured_at"], row["fetched_at"] = instant(row["captured_at"]), instant(row["fetched_at"])
        row["policy_reasons"] = tuple(row["policy_reasons"])
        return Capture(**row)
    except (OSError, ValueError, KeyError, TypeError, ClaimwireError) as error:
        raise CorruptArchive(f"{path} is no sidecar of a capture: {error}.") from error
