"""Verbs about single pages and posts: nothing is archived, loaded or published."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from claimwire.cli.arguments import Address, CapturedAt, OutletOption, Timezone, instant_of, settings_for
from claimwire.cli.printing import DONE_BUT_INCOMPLETE, print_line

app = typer.Typer()


@app.command()
def parse(
    page: Path,
    outlet: OutletOption = None,
    url: Address = None,
    captured_at: CapturedAt = None,
    timezone: Timezone = None,
) -> None:
    """Read a saved page without network; one JSON object a post, in page order."""
    from claimwire import reading

    for row in reading.parse_file(
        page,
        outlet=outlet,
        folders=settings_for().outlet_folders,
        url=url,
        captured_at=instant_of(captured_at) if captured_at else None,
        timezone=timezone,
    ):
        print_line(row)


@app.command()
def annotate(
    posts: Annotated[Path | None, typer.Argument(help="Posts as JSON lines; default: standard input.")] = None,
) -> None:
    """Read posts as JSON lines, print their records as JSON lines."""
    from claimwire import reading

    failed: list[str] = []
    with reading.open_lines(posts) as lines:
        for row in reading.annotate_lines(lines, folders=settings_for().outlet_folders, failed=failed):
            print_line(row)
    for one in failed:
        sys.stderr.write(f"note: post {one}\n")
    if failed:
        raise typer.Exit(DONE_BUT_INCOMPLETE)
