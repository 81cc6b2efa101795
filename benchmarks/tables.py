"""Tables of figures: printed, and kept beside the program that measured them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

Row = Sequence[object]


def machine() -> str:
    """The machine by its cores and memory, which is all that a reader needs."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"Measured on {os.cpu_count()} cores with {memory:.0f} GiB of memory."


def table(heads: Row, rows: Iterable[Row]) -> str:
    """A table of markdown.

    >>> print(table(["page", "ms"], [["a", 12.3]]))
    | page | ms |
    |---|---|
    | a | 12.3 |
    """
    lines = [heads, *rows]
    shown = [f"| {' | '.join(str(one) for one in line)} |" for line in lines]
    return "\n".join([shown[0], "|" + "---|" * len(heads), *shown[1:]])


def publish(program: str, title: str, parts: Iterable[str], arguments: Sequence[str]) -> None:
    """Print a page of tables; with `--write` keep it beside its program."""
    text = "\n\n".join([f"# {title}", *parts, machine()]) + "\n"
    sys.stdout.write(text)
    if "--write" in arguments:
        Path(program).with_suffix(".md").write_text(text, encoding="utf-8")
