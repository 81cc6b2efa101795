"""Verbs about single pages and posts: nothing is archived, loaded or published."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimwire.cli.arguments import Address, AsJson, CapturedAt, OutletOption, Timezone, instant_of, now, settings_for
from claimwire.cli.printing import DONE_BUT_INCOMPLETE, print_line, show
from extractors.errors import UsageError

if TYPE_CHECKING:
    from claimwire.given import GivenPage
    from extractors.parse.examine import Examination, ExaminedPost

app = typer.Typer()

Place = Annotated[str, typer.Argument(metavar="FILE|URL", help="A saved page, or the address of one.")]


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
def page(
    place: Place,
    outlet: OutletOption = None,
    url: Address = None,
    captured_at: CapturedAt = None,
    timezone: Timezone = None,
    post: Annotated[int | None, typer.Option("--post", help="Show one post in full, by its position.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show how a page is read: what each strategy sees, what each post rests on, and what disagrees."""
    from claimwire.cli import examined
    from claimwire.reading import known_zone
    from extractors.parse.examine import examine_page
    from extractors.rows import to_row

    given = _given(place, outlet=outlet, url=url, captured_at=captured_at)
    found = examine_page(**vars(given), timezone=known_zone(timezone))
    chosen = _post(found, post) if post is not None and found.page else None
    if as_json:
        row = to_row(chosen) if chosen else examined.examination_row(found)
        sys.stdout.write(json.dumps(row, ensure_ascii=False, indent=1) + "\n")
    elif chosen:
        examined.show_examined_post(chosen)
    else:
        examined.show_examination(found)
    if found.error:
        raise found.error


@app.command()
def fixture(
    place: Place,
    into: Annotated[Path, typer.Option("--into", help="Folder for page.html and expected.jsonl.")],
    outlet: OutletOption = None,
    url: Address = None,
    captured_at: CapturedAt = None,
    timezone: Timezone = None,
    as_json: AsJson = False,
) -> None:
    """Write a fixture: the page with its prose scrambled and its markup kept, and the posts expected of it."""
    from claimwire.fixture import write_fixture
    from claimwire.reading import known_zone

    given = _given(place, outlet=outlet, url=url, captured_at=captured_at)
    made = write_fixture(given, into, timezone=known_zone(timezone))
    show(made, as_json=as_json)
    for one in made.differences:
        sys.stderr.write(f"note: the scrambled page reads differently: {one}\n")
    if made.words_left:
        sys.stderr.write(f"note: words of its prose are left: {', '.join(made.words_left)}\n")
    if made.differences or made.words_left:
        raise typer.Exit(DONE_BUT_INCOMPLETE)


def _given(place: str, *, outlet: str | None, url: str | None, captured_at: str | None) -> GivenPage:
    from claimwire.given import open_page

    instant = instant_of(captured_at) if captured_at else None
    return open_page(settings_for(), place, outlet=outlet, url=url, captured_at=instant, now=now())


def _post(found: Examination, position: int) -> ExaminedPost:
    if not 0 <= position < len(found.posts):
        raise UsageError(f"The page has no post {position}.", hint=f"Its posts are 0 to {len(found.posts) - 1}.")
    return found.posts[position]


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
