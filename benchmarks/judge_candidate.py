"""How long judging takes, and whether it grows: invented candidates of 7 000, 70 000 and 700 000 posts.

    .venv/bin/python -m benchmarks.judge_candidate [--write]

Each is judged in a process of its own. The candidates are the small marts of the suites' own tests, with longer posts,
more days and more outlets; every post has a claim and a figure.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.tables import publish, table
from tests.expectations import test_frames

_OUTLETS = "abcdef"
_SIZES = {7_000: ("2024-09-24", 32), 70_000: ("2023-11-01", 32), 700_000: ("2023-11-01", 320)}
_JUDGE = """
import json, resource, sys, time
from pathlib import Path
def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
from claimwire.warehouse.frames import latest_day, read_frames
from expectations import gate
candidate, start = Path(sys.argv[1]), cpu()
frames = read_frames(candidate, gate.FRAMES)
read = cpu()
import great_expectations
imported = cpu()
gate.judge(frames, day=latest_day(candidate))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([read - start, imported - read, cpu() - imported, peak]))
"""


def main(arguments: list[str]) -> None:
    """Make, judge and tell."""
    heads = ["posts", "CPU seconds to read the frames", "to import the library", "to judge", "peak MB"]
    with tempfile.TemporaryDirectory() as folder:
        rows = [_judged(posts, path) for posts, path in _candidates(Path(folder))]
    publish(__file__, "Judging a candidate", [table(heads, rows)], arguments)


def _candidates(folder: Path) -> Iterator[tuple[int, Path]]:
    marts = test_frames.MARTS
    for posts, (first, a_day) in _SIZES.items():
        longer = "' was said by the mayor. ' || repeat('Nothing else was known about it. ', 15)"
        test_frames.MARTS = (
            marts.replace("2024-10-15", first)
            .replace("range(40)", f"range({a_day})")
            .replace("' was said by the mayor.'", longer)
        )
        yield posts, test_frames.candidate(folder / f"{posts}.duckdb", list(_OUTLETS))


def _judged(posts: int, candidate: Path) -> list[object]:
    command = [sys.executable, "-W", "ignore", "-c", _JUDGE, str(candidate)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    *seconds, peak = json.loads(done.stdout.splitlines()[-1])
    return [posts, *(f"{one:.1f}" for one in seconds), f"{peak:.0f}"]


if __name__ == "__main__":
    main(sys.argv[1:])
