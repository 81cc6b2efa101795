"""How long it takes to load and build a year of 70 000 posts, and one more day: `python -m benchmarks.build_year`.

The archive is generated (`benchmarks/year.py`), in the density of a year for every size: 7 000 posts are five weeks,
700 000 ten years. Each step is a process of its own; shown are its seconds and the most memory that it and its children
held together. `--sizes 7000,70000,700000` names the sizes; the figures of sizes that are not measured again are kept.
`--write` keeps the table and the plot.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import tables, year

ROOT = Path(__file__).parents[1]
STEPS = ("load", "whole build", "load of a day", "daily build", "daily build of nothing new")
_WAIT = 0.05
_PLOT = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 560 300" font-family="sans-serif" font-size="12"
  text-anchor="middle"><rect width="560" height="300" fill="white"/>
<path d="M60 30V250H540" fill="none" stroke="black"/>
<polyline points="{line}" fill="none" stroke="black"/>{marks}
<text x="300" y="18">Load and whole build, milliseconds a post</text><text x="300" y="290">posts</text></svg>
"""


def step(home: Path, name: str) -> None:
    """One step in this process."""
    from claimwire.warehouse.build import build
    from claimwire.warehouse.load import load

    raw = home / "raw.duckdb"
    if name.startswith("load"):
        found = sorted(path for day in json.loads((home / "days.json").read_text()) for path in map(Path, day))
        load(raw, packages=found, outlet_days=(), outlets=year.OUTLETS, lock_seconds=5)
        return
    turn = STEPS.index(name)
    summary = build(raw=raw, candidates=home / "candidates", published=home / "published",
                    build_id=f"20250101T0000{turn:02}Z", lock_seconds=5)  # fmt: skip
    if (summary.base is None) != (name == "whole build"):
        raise SystemExit(f"The {name} continued {summary.base}.")


def measured(posts: int) -> dict[str, list[float]]:
    """Seconds and peak megabytes of each step for an archive of so many posts."""
    days = year.days_of(posts)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        written = [[str(one) for one in year.packages_of(home / "packages", day)] for day in range(days + 1)]
        found = {}
        for name in STEPS:
            (home / "days.json").write_text(json.dumps(written[days:] if name == "load of a day" else written[:days]))
            found[name] = _watched(home, name)
            sys.stderr.write(f"{posts} posts, {name}: {found[name][0]} s, {found[name][1]} MB\n")
    return found


def _watched(home: Path, name: str) -> list[float]:
    command = [sys.executable, "-m", "benchmarks.build_year", "--step", name, "--home", str(home)]
    started = time.monotonic()
    peak = 0
    with subprocess.Popen(command, cwd=ROOT) as process:
        while process.poll() is None:
            peak = max(peak, sum(_resident(one) for one in _family(process.pid)))
            time.sleep(_WAIT)
    if process.returncode:
        raise SystemExit(f"{name} failed.")
    return [round(time.monotonic() - started, 1), round(peak / 1e6)]


def _family(pid: int) -> list[int]:
    """A process and all its descendants."""
    found = [pid]
    for one in found:
        for children in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                found += map(int, children.read_text().split())
            except OSError:
                continue
    return found


def _resident(pid: int) -> int:
    try:
        kilobytes = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text(encoding="utf-8"))
    except OSError:
        return 0
    return 1000 * int(kilobytes[1]) if kilobytes else 0


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", default="7000,70000")
    parser.add_argument("--step")
    parser.add_argument("--home", type=Path)
    options, rest = parser.parse_known_args(arguments)
    if options.step:
        step(options.home, options.step)
        return 0
    kept = Path(__file__).with_suffix(".json")
    figures: dict[str, dict[str, list[float]]] = json.loads(kept.read_text()) if kept.exists() else {}
    figures.update({size: measured(int(size)) for size in options.sizes.split(",")})
    figures = {size: figures[size] for size in sorted(figures, key=int)}
    heads = ["posts", *(f"{name}, s (MB)" for name in STEPS), "load and whole build, ms a post"]
    rows = [
        [size, *(f"{one[name][0]} ({one[name][1]:.0f})" for name in STEPS), f"{_cost(size, one):.2f}"]
        for size, one in figures.items()
    ]
    asked = ("Asked for 70 000 posts: load and whole build in 60 s, a daily build in 10 s, less than 2 000 MB; and a"
             " cost a post that does not grow.")  # fmt: skip
    tables.publish(__file__, "Building a year", [asked, tables.table(heads, rows)], rest)
    if "--write" in rest:
        kept.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
        costs = {int(size): _cost(size, one) for size, one in figures.items()}
        Path(__file__).with_suffix(".svg").write_text(plot(costs), encoding="utf-8")
    return 0


def _cost(size: str, one: dict[str, list[float]]) -> float:
    return 1000 * (one["load"][0] + one["whole build"][0]) / int(size)


def plot(costs: dict[int, float]) -> str:
    """Milliseconds a post over the size of the archive, the sizes on a scale of tens."""
    import math

    most = max(costs.values()) * 1.15
    places = {size: (70 + 180 * (math.log10(size) - 3.5), 250 - 210 * cost / most) for size, cost in costs.items()}
    line = " ".join(f"{x:.0f},{y:.0f}" for x, y in places.values())
    marks = "".join(
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="4"/><text x="{x:.0f}" y="{y - 10:.0f}">{costs[size]:.2f} ms</text>'
        f'<text x="{x:.0f}" y="270">{size:,}</text>'
        for size, (x, y) in places.items()
    )
    return _PLOT.format(line=line, marks=marks)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
