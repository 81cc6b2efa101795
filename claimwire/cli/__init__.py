"""The command line: typer verbs, thin over `pipeline`.

Data goes to standard output, everything else to standard error. Exit codes: 0 done, 1 unexpected, 2 usage,
3 unreachable, 4 unreadable page, 5 check failed, 6 locked, 7 blocked by policy, 8 done but incomplete.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Annotated

import typer

from claimwire.cli import archive, arguments, pages
from claimwire.cli.arguments import (
    AsJson,
    Day,
    Mode,
    Outlets,
    day_of,
    days_between,
    instant_of,
    mode_of,
    now,
    published_file,
    settings_for,
)
from claimwire.cli.printing import DONE_BUT_INCOMPLETE, exit_if_incomplete, print_csv, print_table, show, show_outcomes
from extractors.errors import ClaimwireError, UsageError

app = typer.Typer(
    name="claimwire",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(pages.app)
app.add_typer(archive.app, name="archive")


@app.callback()
def options(
    context: typer.Context,
    demo: Annotated[bool, typer.Option("--demo", help="Serve the invented outlets meanwhile, and read those.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show where an unexpected error comes from.")] = False,
) -> None:
    """War live blogs as data: who claimed what, through whom, with which hedge, and who denied it."""
    if debug:
        sys.excepthook = sys.__excepthook__
    if demo:
        from demo.server import serve

        served = context.with_resource(serve(port=0)).environment
        arguments.demo.update({name.removeprefix("CLAIMWIRE_").lower(): value for name, value in served.items()})


@app.command()
def run(day: Day, outlets: Outlets = None, mode: Mode = "missing", as_json: AsJson = False) -> None:
    """Do everything for one day: collect, extract, load, build, check, publish."""
    from claimwire import pipeline

    publication, outcomes = pipeline.run(settings_for(outlets), day_of(day), mode=mode_of(mode), now=now())
    show_outcomes(outcomes, as_json=as_json, published=str(publication.folder))
    exit_if_incomplete(outcomes)


@app.command()
def collect(day: Day, outlets: Outlets = None, mode: Mode = "missing", as_json: AsJson = False) -> None:
    """Bring a day's captures into the archive."""
    from claimwire import pipeline

    settings = settings_for(outlets)
    outcomes = [
        pipeline.collect(settings, slug, day_of(day), mode=mode_of(mode), now=now())
        for slug in pipeline.enabled(settings)
    ]
    show_outcomes(outcomes, as_json=as_json)


@app.command()
def extract(day: Day, outlets: Outlets = None, as_json: AsJson = False) -> None:
    """Read a day's archived captures into packages of rows, without network."""
    from claimwire import pipeline

    settings = settings_for(outlets)
    slugs = pipeline.enabled(settings)
    outcomes = [pipeline.read_outlet(settings, slug, day_of(day), mode="replay", now=now()) for slug in slugs]
    show_outcomes(outcomes, as_json=as_json)
    exit_if_incomplete(outcomes)


@app.command()
def load(day: Day, outlets: Outlets = None, as_json: AsJson = False) -> None:
    """Load a day's packages into the raw tables."""
    from claimwire import pipeline

    settings = settings_for(outlets)
    show(pipeline.load(settings, day_of(day), pipeline.enabled(settings)), as_json=as_json)


@app.command(name="second-read")
def second_read(day: Day, outlets: Outlets = None, as_json: AsJson = False) -> None:
    """Ask the second reader, where one is set, about a day's loaded posts; mart_review_queue compares."""
    from claimwire import pipeline

    settings = settings_for(outlets)
    summary = pipeline.second_read(settings, day_of(day), pipeline.enabled(settings))
    show(summary, as_json=as_json)
    if summary.unread:
        raise typer.Exit(DONE_BUT_INCOMPLETE)


@app.command()
def build(
    full: Annotated[bool, typer.Option("--full", help="Rebuild from nothing.")] = False, as_json: AsJson = False
) -> None:
    """Build a candidate from everything that is loaded."""
    from claimwire import pipeline

    show(pipeline.build(settings_for(), now=now(), is_full=full), as_json=as_json)


@app.command()
def check(build_id: str, as_json: AsJson = False) -> None:
    """Judge a candidate; a critical failure sets it aside."""
    from claimwire import pipeline

    verdict = pipeline.check(settings_for(), build_id, now=now())
    failed = [one for one in verdict.results if not one.is_passed]
    show({"checks": len(verdict.results), "warnings": len(failed), "is_passed": verdict.is_passed}, as_json=as_json)


@app.command()
def publish(build_id: str, as_json: AsJson = False) -> None:
    """Publish a candidate that passed its checks."""
    from claimwire import pipeline

    show(pipeline.publish(settings_for(), build_id), as_json=as_json)


@app.command(name="import")
def import_page(
    page: Path,
    outlet: Annotated[str, typer.Option("--outlet", help="Slug of the outlet.")],
    captured_at: Annotated[str, typer.Option("--captured-at", help="When it was saved, as 2024-10-30T18:45:00+01:00.")],
    url: Annotated[str | None, typer.Option("--url", help="Its address, where known.")] = None,
    as_json: AsJson = False,
) -> None:
    """Put a saved page, or a page saved as text, through the whole chain."""
    from claimwire import pipeline

    settings = settings_for()
    instant = instant_of(captured_at)
    outcome = pipeline.import_page(settings, outlet, page, captured_at=instant, url=url, now=now())
    pipeline.load(settings, outcome.day, [outlet])
    publication = pipeline.build_and_publish(settings, now=now())
    show_outcomes([outcome], as_json=as_json, published=str(publication.folder))


@app.command()
def sql(
    query: str,
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
) -> None:
    """Query the latest published file, read-only."""
    from claimwire.warehouse.connection import query as ask

    rows = ask(published_file(), query)
    if as_json:
        sys.stdout.write(json.dumps(rows, default=str, ensure_ascii=False, indent=1) + "\n")
    elif as_csv:
        print_csv(rows)
    else:
        print_table(rows)


@app.command()
def explain(
    name: Annotated[str | None, typer.Argument(metavar="RECORD|POST", help="Id of a record or of a post.")] = None,
    posts: Annotated[Path | None, typer.Option("--posts", help="Posts as JSON lines instead; - reads them in.")] = None,
    as_json: AsJson = False,
) -> None:
    """Lead a record back to its sentence, post, archived page and rules, or show every rule that fires on a post."""
    from claimwire import provenance, reading
    from claimwire.cli.explained import show_explained

    settings = settings_for()
    if (name is None) == (posts is None):
        raise UsageError("Name a record, a post, or a file of posts.", hint="claimwire explain ID, or --posts FILE.")
    if name is not None:
        show_explained(provenance.explain_published(settings, published_file(), name), as_json=as_json)
        return
    with reading.open_lines(None if posts == Path("-") else posts) as lines:
        for post in reading.posts_of(lines):
            show_explained(provenance.explain_post(post, folders=settings.outlet_folders), as_json=as_json)


@app.command()
def join(
    file: Path,
    output: Annotated[Path, typer.Option("--output", help="The file to write, ending in .csv or .parquet.")],
    days: Annotated[int, typer.Option("--days", min=0, help="How many days a fact may be from an event.")] = 3,
    km: Annotated[float, typer.Option("--km", min=0, help="How far two exact points of one place may lie apart.")] = 5,
    as_json: AsJson = False,
) -> None:
    """Join your own copy of VIINA, ACLED or UCDP GED to the published facts, by place and day."""
    from claimwire.warehouse.events import join_events

    show(join_events(published_file(), file, output, days=days, km=km), as_json=as_json)


@app.command()
def doctor(as_json: AsJson = False) -> None:
    """Look at settings, folders, locks and disk; say what is wrong and what to do."""
    from claimwire.doctor import examine

    findings = examine(settings_for())
    if as_json:
        sys.stdout.write(json.dumps(findings, ensure_ascii=False, indent=1) + "\n")
    else:
        for one in findings:
            sys.stdout.write(f"{'ok ' if one['is_ok'] else 'BAD'} {one['name']}: {one['message']}\n")
    if not all(one["is_ok"] for one in findings):
        raise typer.Exit(UsageError.exit_code)


@app.command()
def backfill(
    first: Annotated[str, typer.Option("--from", help="First day.")],
    last: Annotated[str, typer.Option("--to", help="Last day, inclusive.")],
    outlets: Outlets = None,
    mode: Mode = "missing",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say which days.")] = False,
    as_json: AsJson = False,
) -> None:
    """Read a range of days, then build, check and publish once."""
    from claimwire import pipeline

    days = days_between(day_of(first), day_of(last))
    if dry_run:
        show({"days": len(days), "first": first, "last": last}, as_json=as_json)
        return
    publication, outcomes = pipeline.backfill(settings_for(outlets), days, mode=mode_of(mode), now=now())
    show_outcomes(outcomes, as_json=as_json, published=str(publication.folder))
    exit_if_incomplete(outcomes)


@app.command()
def up() -> None:
    """Start the scheduled system and keep it running until Ctrl-C or `claimwire down`."""
    from claimwire import supervisor

    raise typer.Exit(supervisor.up(settings_for()))


@app.command()
def down() -> None:
    """End the scheduled system."""
    from claimwire import supervisor

    raise typer.Exit(supervisor.down(settings_for()))


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []})
def airflow(context: typer.Context) -> None:
    """Run an airflow command against the system that `claimwire up` started."""
    from claimwire import supervisor

    raise typer.Exit(supervisor.airflow(settings_for(), context.args))


def main() -> None:
    """Run the command line; every expected error is one sentence, a hint and its exit code."""
    sys.excepthook = _unexpected
    try:
        typer.main.get_command(app)()
    except ClaimwireError as error:
        sys.stderr.write(f"error: {error}\nhint: {error.hint}\n")
        sys.exit(error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _unexpected(kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    sys.stderr.write(f"error: unexpected {kind.__name__}: {error}\nhint: `claimwire --debug …` shows where.\n")
