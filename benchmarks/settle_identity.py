"""How long dbt takes to settle which observations are one post, for a long blog that is captured often.

    .venv/bin/python -m benchmarks.settle_identity [posts] [captures]

The blog shows every post in every capture from the one that first has it; one post in ten is edited in its opening, so
that its provisional id changes. Printed are CPU seconds of the models that settle identity, without dbt's own start.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from claimwire.warehouse.build import prepare_raw
from claimwire.warehouse.connection import query
from claimwire.warehouse.load import load
from claimwire.warehouse.models import PROJECT
from extractors.parse.identity import post_id
from tests.dbt import small_world

_WORDS = 4000
_LENGTH = 60
_MODELS = ["+int_post_identity"]


def pages(posts: int, captures: int) -> list[small_world.Page]:
    """Captures of one blog that grows from the top."""
    draw = random.Random(1)
    words = [f"mot{number}" for number in range(_WORDS)]
    texts = [" ".join(draw.choices(words, k=_LENGTH)) for _ in range(posts)]
    start = small_world.at(0)
    times = [start + timedelta(minutes=place) for place in range(posts)]
    edited = {place: draw.randrange(captures) for place in range(0, posts, 10)}
    found = []
    for turn in range(captures):
        newest = posts * (turn + 1) // captures
        shown = []
        for place in range(newest - 1, -1, -1):
            text = f"corrige {texts[place]}" if turn > edited.get(place, captures) else texts[place]
            key = post_id("gazette", small_world.BLOG, None, times[place], text)
            shown.append(small_world.post(key, text, times[place], is_known_by_source=False))
        found.append(small_world.page(start + timedelta(minutes=posts + turn), shown))
    return found


def main(posts: int, captures: int) -> None:
    """Load the blog, settle it, print what it cost and how many posts came of how many ids."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        packages = small_world.write_packages(home / "packages", pages(posts, captures))
        load(home / "live.duckdb", packages=packages, outlet_days=(), lock_seconds=5)
        prepare_raw(home / "live.duckdb", home / "raw.duckdb", lock_seconds=5)
        _cpu(home, ["stg_snapshots"])
        idle = _cpu(home, ["stg_snapshots"])
        spent = _cpu(home, _MODELS) - idle
        counted = "select count(*) as ids, count(distinct post_id) as posts from intermediate.int_post_identity"
        (row,) = query(home / "claimwire.duckdb", counted)
    print(f"{posts} posts, {captures} captures: {spent:.1f} s CPU; {row['ids']} ids are {row['posts']} posts")


def _cpu(home: Path, models: list[str]) -> float:
    files = {"database": str(home / "claimwire.duckdb"), "raw": str(home / "raw.duckdb")}
    command = [
        sys.executable, "-c", "from dbt.cli.main import cli; cli()", "--quiet", "run", "--project-dir", str(PROJECT),
        "--profiles-dir", str(PROJECT), "--target-path", str(home / "target"), "--log-path", str(home / "logs"),
        "--no-send-anonymous-usage-stats", "--no-version-check", "--vars", json.dumps(files), "--select", *models,
    ]  # fmt: skip
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, cwd=home)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main(*(int(one) for one in sys.argv[1:] or (500, 100)))
