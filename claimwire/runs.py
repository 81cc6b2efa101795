"""What one run of a schedule is about: which outlets, and which day. Imported by DAG files, so it imports little."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from claimwire.settings import Settings, read_settings
from extractors import outlets
from extractors.errors import BadDate, ClaimwireError, MissingSetting, UsageError

__all__ = [
    "chosen_outlets",
    "day_of_run",
    "enabled_outlets",
    "explained",
    "local_day",
    "read_settings",
    "summary_of",
]


def enabled_outlets(settings: Settings | None = None) -> tuple[str, ...]:
    """Slugs of the outlets that are read each day, without reading anything but their declarations.

    Named ones are taken as they are; else all that the configured folders declare; empty where nothing is set.
    """
    settings = settings or read_settings()
    if settings.outlets:
        return settings.outlets
    if settings.outlet_folders:
        return tuple(sorted(set(outlets.declared(settings.outlet_folders)) - set(outlets.declared())))
    return ()


def chosen_outlets(slugs: Sequence[str], settings: Settings) -> list[str]:
    """The outlets of one run, each of which must be declared.

    Raises:
        MissingSetting: none was chosen and none is enabled.
        UnknownOutlet: a slug is not declared.
    """
    chosen = list(dict.fromkeys(slugs)) or list(enabled_outlets(settings))
    if not chosen:
        raise MissingSetting(
            "No outlet is enabled.", hint="Set CLAIMWIRE_OUTLETS, for instance to tf1info, or try `claimwire --demo`."
        )
    return [outlets.find(slug, settings.outlet_folders).slug for slug in chosen]


def day_of_run(asked: str | None, interval_start: datetime | None, *, is_backfill: bool, now: datetime) -> date:
    """The day of a run: the one asked for, else the date on which the run's interval starts, else yesterday.

    Raises:
        UsageError: a day is asked for in a backfill, whose every run has its own.
        BadDate: what is asked for is no ISO date, or lies in the future.

    >>> now = datetime(2026, 1, 1, tzinfo=UTC)
    >>> str(day_of_run(None, datetime(2024, 10, 30, tzinfo=UTC), is_backfill=True, now=now))
    '2024-10-30'
    """
    if asked is None:
        return (
            interval_start.astimezone(UTC).date() if interval_start else now.astimezone(UTC).date() - timedelta(days=1)
        )
    if is_backfill:
        raise UsageError(
            f"A backfill takes its days from its dates, and day={asked} would read one day again and again.",
            hint="Leave the parameter `day` empty in a backfill.",
        )
    return _read_day(asked, now)


def local_day(slug: str, settings: Settings, *, now: datetime) -> date:
    """The calendar day that it is now where the outlet is."""
    return now.astimezone(ZoneInfo(outlets.find(slug, settings.outlet_folders).timezone)).date()


def summary_of(outcome: Any) -> dict[str, Any]:
    """What a step returned, as JSON for Airflow: dates and paths as text."""
    return {name: _plain(value) for name, value in vars(outcome).items()}


@contextmanager
def explained() -> Iterator[None]:
    """Log an error of ours as one sentence with its hint, and pass it on; also a decorator."""
    try:
        yield
    except ClaimwireError as error:
        logging.getLogger(__name__).error("%s: %s %s", type(error).__name__, error, error.hint)  # noqa: TRY400
        raise


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, (list, tuple, set)):
        return [_plain(one) for one in value]
    return value if value is None or isinstance(value, (bool, int, float)) else str(value)


def _read_day(text: str, now: datetime) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise BadDate(f"{text!r} is no day.") from error
    if day > now.astimezone(UTC).date() + timedelta(days=1):
        raise BadDate(f"{day} lies in the future.")
    return day
