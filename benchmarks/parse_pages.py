"""CPU time to read each of the real pages kept beside the checkout, or any saved pages named on the command line.

    python benchmarks/parse_pages.py [PAGE…] [--write]

Prints one row a page: bytes, posts, and the median and least CPU milliseconds of eleven readings in one process, caches
emptied before each. `--write` also keeps the table as `benchmarks/parse_pages.md`.
"""

from __future__ import annotations

import gzip
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = ROOT.parent / "shared" / "pages"
TABLE = Path(__file__).with_suffix(".md")
READINGS = 11


def bytes_of(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def measured(body: bytes) -> tuple[int, list[float]]:
    """Posts of a page and the CPU milliseconds of each reading."""
    from extractors.parse import content, when
    from extractors.parse.page import read_page

    times, posts = [], 0
    for _ in range(READINGS):
        for cached in (content.words, when.read_label):
            cached.cache_clear()
        began = time.process_time()
        posts = len(read_page(body).posts)
        times.append((time.process_time() - began) * 1000)
    return posts, times


def rows(paths: list[Path]) -> Iterator[str]:
    yield "| page | bytes | posts | median ms | least ms |\n|---|---|---|---|---|"
    for path in paths:
        body = bytes_of(path)
        posts, times = measured(body)
        yield f"| {path.name} | {len(body)} | {posts} | {statistics.median(times):.0f} | {min(times):.0f} |"


def main(arguments: list[str]) -> int:
    named = [Path(one) for one in arguments if one != "--write"]
    paths = named or sorted(one for one in PAGES.glob("*.gz"))
    if not paths:
        sys.stderr.write(f"No pages: {PAGES} is not there, and none is named.\n")
        return 1
    lines = []
    for line in rows(paths):
        lines.append(line)
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    if "--write" in arguments:
        TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    raise SystemExit(main(sys.argv[1:]))
