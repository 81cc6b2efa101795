"""Whether every file of an archive is as it was written: one pass over the sidecars, one over the blobs.

A blob is whole when its content has the digest that names it and, where a sidecar is sealed, its file has the digest
kept there. A sidecar is whole when its seal holds and it lies where its own fields say. Memory holds one blob at a time
and eight bytes for each blob that a capture rests on.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from extractors.errors import CorruptArchive
from extractors.fetch.archive import Sidecar, blob_path, inflated, read_sidecar, snapshot_id_of, visible

Problem = Literal["damaged", "missing", "unreadable", "misplaced", "orphan", "unsealed"]
NOTES: frozenset[Problem] = frozenset({"orphan", "unsealed"})
"""Problems that lose nothing: a blob of a capture that was interrupted, a sidecar older than its seal."""


@dataclass(frozen=True, kw_only=True)
class Resting:
    """A capture that rests on a file."""

    outlet: str
    day: str
    snapshot_id: str


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What is wrong with one file of the archive, and the captures that rest on it."""

    path: str
    problem: Problem
    message: str
    captures: tuple[Resting, ...] = ()

    @property
    def is_fault(self) -> bool:
        """Whether something of a capture is lost."""
        return self.problem not in NOTES


@dataclass(kw_only=True)
class Report:
    """Everything that was found, and how much was looked at."""

    findings: list[Finding] = field(default_factory=list)
    captures: int = 0
    blobs: int = 0

    @property
    def faults(self) -> tuple[Finding, ...]:
        """The findings by which something is lost."""
        return tuple(one for one in self.findings if one.is_fault)


class _Blobs:
    """What is known of the blobs so far: which are whole (and whether a seal proved it), and which are broken."""

    def __init__(self) -> None:
        self.broken: dict[str, tuple[Problem, str]] = {}
        self.captures: dict[str, list[Resting]] = {}
        self.whole: dict[int, bool] = {}

    def is_known(self, digest: str, *, has_seal: bool) -> bool:
        return self.whole.get(_key(digest), False) or (not has_seal and _key(digest) in self.whole)

    def finding(self, path: str) -> Finding:
        problem, message = self.broken[path]
        return Finding(path=path, problem=problem, message=message, captures=tuple(self.captures[path]))


def verify(root: Path, *, on_progress: Callable[[int], None] = lambda _: None) -> Report:
    """Look at every file of an archive; `on_progress` is told how many were looked at."""
    report, blobs = Report(), _Blobs()
    for path in _sidecars(root):
        report.captures += 1
        on_progress(report.captures)
        _look_at_sidecar(root, path, report, blobs)
    for blob in _blobs(root):
        report.blobs += 1
        on_progress(report.captures + report.blobs)
        if blob.relative_to(root).as_posix() not in blobs.broken and _key(blob.stem) not in blobs.whole:
            report.findings.append(_unclaimed(root, blob))
    report.findings.extend(blobs.finding(path) for path in blobs.broken)
    report.findings.sort(key=lambda one: (one.path, one.problem))
    return report


def _sidecars(root: Path) -> Iterator[Path]:
    for outlet in sorted((root / "snapshots").glob("*")):
        for day in sorted(outlet.glob("*")):
            yield from visible(day, ".json")


def _blobs(root: Path) -> Iterator[Path]:
    for folder in sorted((root / "blobs").glob("*")):
        yield from visible(folder, ".gz")


def _look_at_sidecar(root: Path, path: Path, report: Report, blobs: _Blobs) -> None:
    name = path.relative_to(root).as_posix()
    resting = Resting(outlet=path.parent.parent.name, day=path.parent.name, snapshot_id=path.stem)
    try:
        sidecar = read_sidecar(path)
        blob = blob_path(sidecar.capture.body_sha256)
    except CorruptArchive as error:
        report.findings.append(Finding(path=name, problem="unreadable", message=str(error), captures=(resting,)))
        return
    if not _is_in_place(sidecar, resting):
        message = f"{name} says that it is another capture than its place and name do."
        report.findings.append(Finding(path=name, problem="misplaced", message=message, captures=(resting,)))
    elif sidecar.blob_sha256 is None:
        message = f"{name} was written before sidecars were sealed: its address and policy cannot be proven."
        report.findings.append(Finding(path=name, problem="unsealed", message=message, captures=(resting,)))
    _look_at_blob(root, blob, sidecar, resting, blobs)


def _is_in_place(sidecar: Sidecar, resting: Resting) -> bool:
    capture = sidecar.capture
    return (
        (capture.outlet, capture.day.isoformat(), capture.snapshot_id)
        == (resting.outlet, resting.day, resting.snapshot_id)
        and snapshot_id_of(capture.body_sha256, capture.captured_at, capture.part_of, capture.page_number)
        == capture.snapshot_id
        and capture.body_path == blob_path(capture.body_sha256)
    )


def _look_at_blob(root: Path, blob: str, sidecar: Sidecar, resting: Resting, blobs: _Blobs) -> None:
    digest, seal = sidecar.capture.body_sha256, sidecar.blob_sha256
    if blob not in blobs.broken:
        if blobs.is_known(digest, has_seal=seal is not None):
            return
        found = _problem(root / blob, seal)
        if found is None:
            blobs.whole[_key(digest)] = seal is not None
            return
        blobs.broken[blob] = found
    blobs.captures.setdefault(blob, []).append(resting)


def _problem(blob: Path, blob_sha256: str | None) -> tuple[Problem, str] | None:
    if not blob.exists():
        return "missing", f"{blob.name} is gone."
    content, file = hashlib.sha256(), hashlib.sha256()
    try:
        file.update(blob.read_bytes())
        for part in inflated(blob):
            content.update(part)
    except (OSError, EOFError, zlib.error) as error:
        return "damaged", f"{blob.name} cannot be unpacked: {error}."
    if f"{content.hexdigest()}.gz" != blob.name:
        return "damaged", f"{blob.name} holds other bytes than its name stands for."
    if blob_sha256 is not None and file.hexdigest() != blob_sha256:
        return "damaged", f"{blob.name} is not as it was written, though its content is whole."
    return None


def _unclaimed(root: Path, blob: Path) -> Finding:
    problem, message = _problem(blob, None) or (
        "orphan",
        f"{blob.name} belongs to no capture: storing one was interrupted, or its sidecar is lost.",
    )
    return Finding(path=blob.relative_to(root).as_posix(), problem=problem, message=message)


def _key(digest: str) -> int:
    """Eight bytes of a digest: enough to know it again, and little to keep."""
    return int.from_bytes(hashlib.sha256(digest.encode()).digest()[:8])
