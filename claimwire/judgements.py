"""Judgements: how each build was judged, kept beside the candidates so that one can see when a fault began.

One file a build, `candidates/quality/<build>.json`, of published and of rejected builds alike.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from claimwire.packages import replace_file

KEPT = 400


def write(
    folder: Path, build_id: str, *, day: date, judged_at: datetime, is_passed: bool,
    results: Sequence[Mapping[str, Any]],
) -> None:  # fmt: skip
    """Keep the results of one build, in place of what was kept of it before; the oldest builds are forgotten."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = {
        "build_id": build_id, "day": day.isoformat(), "judged_at": judged_at.isoformat(), "is_passed": is_passed,
        "results": list(results),
    }  # fmt: skip
    replace_file(folder / f"{build_id}.json", json.dumps(kept, ensure_ascii=False, indent=1).encode())
    for old in sorted(folder.glob("*.json"), reverse=True)[KEPT:]:
        old.unlink()


def read(folder: Path, build_id: str) -> dict[str, Any] | None:
    """What was kept of one build; nothing where it was never judged."""
    path = folder / f"{build_id}.json"
    found: dict[str, Any] | None = json.loads(path.read_text(encoding="utf-8")) if path.exists() else None
    return found


def history(folder: Path, *, until: str) -> list[dict[str, Any]]:
    """The results of every build that is kept, up to one build, oldest first, each row with its build."""
    builds = (read(folder, path.stem) for path in sorted(folder.glob("*.json")) if path.stem <= until)
    return [
        {**row, **{name: build[name] for name in ("build_id", "day", "judged_at")}, "is_fit": build["is_passed"]}
        for build in builds
        if build
        for row in build["results"]
    ]
