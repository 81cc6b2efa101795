"""What is typed at the command line, and what it means."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractors.errors import BadDate, UsageError

if TYPE_CHECKING:
    from claimwire.settings import Settings

demo: dict[str, str] = {}
"""Settings of the invented outlets, filled while `--demo` serves them."""

Day = Annotated[str, typer.Option("--day", help="The outlet's local day, as 2024-10-30.")]
Outlets = Annotated[str | None, typer.Option("--outlets", help="Slugs separated by commas; default: all enabled.")]
Mode = Annotated[str, typer.Option("--mode", help="missing, refetch, or replay (never touches the network).")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
OutletOption = Annotated[
    str | None,
    typer.Option("--outlet", help="Slug of the outlet; default: by the address, else try everything."),
]
Address = Annotated[str | None, typer.Option("--url", help="Address of the page.")]
CapturedAt = Annotated[str | None, typer.Option("--captured-at", help="When it was saved (ISO 8601).")]
Timezone = Annotated[str | None, typer.Option("--timezone", help="Zone of its clocks, as Europe/Paris.")]


def settings_for(outlets: str | None = None) -> Settings:
    """Settings as the environment makes them, with the outlets and the demo world of this call."""
    from claimwire.settings import read_settings

    return read_settings(**{**demo, **({"outlets": outlets} if outlets else {})})


def now() -> datetime:
    """The instant of this call."""
    return datetime.now(UTC)


def day_of(text: str) -> date:
    """A day as it is typed.

    Raises:
        BadDate: it is no day.
    """
    from extractors.rows import day

    return day(text)


def instant_of(text: str) -> datetime:
    """An instant as it is typed.

    Raises:
        BadDate: it is no instant, or lacks an offset.
    """
    from extractors.rows import instant

    return instant(text)


def days_between(first: date, last: date) -> list[date]:
    """The days of a range, both included.

    Raises:
        BadDate: the range ends before it begins.
    """
    if last < first:
        raise BadDate(f"The range ends on {last}, before it begins on {first}.")
    return [first + timedelta(days=one) for one in range((last - first).days + 1)]


def mode_of(text: str) -> Any:
    """A mode as it is typed.

    Raises:
        UsageError: there is no such mode.
    """
    if text not in ("missing", "refetch", "replay"):
        raise UsageError(f"{text!r} is no mode.", hint="Use missing, refetch or replay.")
    return text


def published_file() -> Path:
    """The latest published file.

    Raises:
        UsageError: nothing is published yet.
    """
    path = settings_for().published / "latest" / "claimwire.duckdb"
    if not path.exists():
        raise UsageError("Nothing is published yet.", hint="Run a day first: claimwire run --day 2024-10-30.")
    return path
