"""What the command line prints: data to standard output, everything else to standard error."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from extractors.model import OutletDay

DONE_BUT_INCOMPLETE = 8


def print_line(row: dict[str, Any]) -> None:
    """One row as a line of JSON."""
    sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


def show(result: Any, *, as_json: bool) -> None:
    """The fields of one result, a line each, or as JSON."""
    row = result if isinstance(result, dict) else {name: getattr(result, name) for name in result.__dataclass_fields__}
    if as_json:
        sys.stdout.write(json.dumps(row, default=str, ensure_ascii=False, indent=1) + "\n")
        return
    for name, value in row.items():
        sys.stdout.write(f"{name}: {value}\n")


def show_outcomes(outcomes: list[OutletDay], *, as_json: bool, published: str | None = None) -> None:
    """How each outlet's day ended, and where the publication lies."""
    from extractors.rows import to_row

    if as_json:
        rows = [to_row(one) for one in outcomes]
        sys.stdout.write(json.dumps({"outlets": rows, "published": published}, ensure_ascii=False, indent=1) + "\n")
        return
    for one in outcomes:
        counts = f"{one.snapshot_count} captures, {one.post_count} posts, {one.record_count} records"
        sys.stdout.write(f"{one.outlet} {one.day} {one.status}: {one.message or counts}\n")
    if published:
        sys.stdout.write(f"published: {published}\n")


def exit_if_incomplete(outcomes: list[OutletDay]) -> None:
    """End with the code for done but incomplete where an outlet's day is."""
    if any(not one.is_complete for one in outcomes):
        sys.stderr.write("note: done, but incomplete; see mart_coverage.\n")
        raise typer.Exit(DONE_BUT_INCOMPLETE)


def print_csv(rows: list[dict[str, Any]]) -> None:
    """Rows as CSV with a header."""
    import csv

    if rows:
        writer = csv.DictWriter(sys.stdout, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def print_table(rows: list[dict[str, Any]]) -> None:
    """Rows as a table for people."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not rows:
        sys.stdout.write("no rows\n")
        return
    table = Table(*rows[0], show_lines=False, header_style="bold")
    for row in rows:
        table.add_row(*(Text("" if value is None else str(value)) for value in row.values()))
    Console().print(table)
