"""Verbs of the archive: prove that it is whole, and hand it on."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimwire.cli.arguments import AsJson, day_of, days_between, settings_for
from claimwire.cli.printing import show
from extractors.errors import CorruptArchive

if TYPE_CHECKING:
    from extractors.fetch.integrity import Finding, Report

app = typer.Typer(no_args_is_help=True, help="The archive of captures: verify it, export it.")

_EVERY = 500


@app.command()
def verify(as_json: AsJson = False) -> None:
    """Look at every file of the archive; name what is damaged, and the captures that rest on it."""
    from extractors.fetch import integrity

    report = integrity.verify(settings_for().archive, on_progress=_progress)
    if as_json:
        sys.stdout.write(json.dumps(_row(report), ensure_ascii=False, indent=1) + "\n")
    else:
        _print(report)
    if report.faults:
        raise typer.Exit(CorruptArchive.exit_code)


@app.command()
def export(
    into: Annotated[Path, typer.Option("--into", help="The WARC file to write, as captures.warc.gz.")],
    first: Annotated[str | None, typer.Option("--from", help="First day; default: the oldest.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="Last day, inclusive; default: the newest.")] = None,
    outlets: Annotated[
        str | None, typer.Option("--outlets", help="Slugs separated by commas; default: all that are held.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write captures as a WARC file, read it back, and only then give it its name."""
    from claimwire import __version__
    from claimwire.capture import archive_of
    from extractors.fetch import warc

    begin, end = day_of(first) if first else None, day_of(last) if last else None
    if begin and end:
        days_between(begin, end)
    held = archive_of(settings_for())
    slugs = tuple(one.strip() for one in outlets.split(",")) if outlets else ()
    software = f"claimwire/{__version__}"
    show(warc.export(held, partial(held.between, begin, end, slugs), into, software=software), as_json=as_json)


def _row(report: Report) -> dict[str, object]:
    findings = [{**asdict(one), "is_fault": one.is_fault} for one in report.findings]
    return {"captures": report.captures, "blobs": report.blobs, "is_whole": not report.faults, "findings": findings}


def _print(report: Report) -> None:
    for one in report.findings:
        sys.stdout.write(f"{'BAD ' if one.is_fault else 'note'} {one.path}: {one.problem}. {one.message}\n")
        for line in _resting(one):
            sys.stdout.write(f"       {line}\n")
    counted = f"{report.captures} captures, {report.blobs} blobs"
    ending = f"{len(report.faults)} damaged" if report.faults else "every byte as it was captured"
    sys.stdout.write(f"{counted}: {ending}\n")


def _resting(finding: Finding) -> list[str]:
    return [f"capture {one.snapshot_id} of {one.outlet}, {one.day}, rests on it" for one in finding.captures]


def _progress(count: int) -> None:
    if count % _EVERY == 0 and sys.stderr.isatty():
        sys.stderr.write(f"\r{count} files")
