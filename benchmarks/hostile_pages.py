"""Seconds in which each hostile page of the tests ends, and how: `python -m benchmarks.hostile_pages [--write]`."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

from benchmarks.tables import Row, publish, table
from tests.unit.parse.hostile import READ, REFUSED


def rows() -> Iterator[Row]:
    from extractors.errors import UnreadablePage
    from extractors.parse.page import read_page

    for name, make in {**REFUSED, **{name: page for name, (page, _) in READ.items()}}.items():
        body = make()
        began = time.process_time()
        try:
            outcome = f"{len(read_page(body).posts)} posts"
        except UnreadablePage as error:
            outcome = f"{type(error).__name__}: {error}"
        yield [name, len(body), f"{time.process_time() - began:.2f}", outcome]


def main(arguments: list[str]) -> int:
    found = sorted(rows(), key=lambda row: row[2], reverse=True)
    table_of = table(["page", "bytes", "CPU seconds", "outcome"], found)
    publish(__file__, "Hostile pages, slowest first", [table_of], arguments)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
