"""How the checks went over the last builds: when a fault began, and whether it is over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import takewhile
from typing import Literal

from claimwire.report.wording import Row, long_day, short_day

State = Literal["passed", "warning", "critical", "not run"]
MARKS: Mapping[State, str] = {"passed": "·", "warning": "!", "critical": "✕", "not run": ""}
MOST_BUILDS = 28


@dataclass(frozen=True, kw_only=True)
class Build:
    """One build that was judged."""

    build_id: str
    day: date
    judged_at: datetime
    is_fit: bool

    @property
    def name(self) -> str:
        """The day it was judged for, short."""
        return short_day(self.day)

    @property
    def title(self) -> str:
        """The build, its day and whether it was fit to publish."""
        return f"{long_day(self.day)}, build {self.build_id}, {'fit' if self.is_fit else 'not fit'} to publish"


@dataclass(frozen=True, kw_only=True)
class Trend:
    """One check on one outlet (or on all) through the builds; `since` is the first of those that fail up to now."""

    suite: str
    check: str
    outlet: str | None
    states: tuple[State, ...]
    since: Build | None

    @property
    def marks(self) -> tuple[tuple[State, str], ...]:
        """Each state with the sign that shows it without colour."""
        return tuple((state, MARKS[state]) for state in self.states)


def builds_of(history: Sequence[Row]) -> tuple[Build, ...]:
    """The newest builds of a history, oldest first."""
    found = {str(row["build_id"]): row for row in history}
    return tuple(
        Build(
            build_id=build_id,
            day=date.fromisoformat(str(row["day"])),
            judged_at=datetime.fromisoformat(str(row["judged_at"])),
            is_fit=bool(row["is_fit"]),
        )
        for build_id, row in sorted(found.items())[-MOST_BUILDS:]
    )


def trends(history: Sequence[Row]) -> tuple[Trend, ...]:
    """Each check and outlet that failed in one of the builds shown; those that fail now come first."""
    builds = builds_of(history)
    shown = {build.build_id for build in builds}
    states: dict[tuple[str, str, str | None], dict[str, State]] = {}
    ran: set[tuple[str, str]] = set()
    for row in history:
        if row["build_id"] in shown:
            ran.add((row["build_id"], row["check"]))
            if not row["is_passed"]:
                states.setdefault((row["suite"], row["check"], row["outlet"]), {})[row["build_id"]] = row["severity"]
    found = [_trend(key, failed, builds, ran) for key, failed in states.items()]
    return tuple(sorted(found, key=_urgency))


def _trend(
    key: tuple[str, str, str | None], failed: Mapping[str, State], builds: Sequence[Build], ran: set[tuple[str, str]]
) -> Trend:
    suite, check, outlet = key
    missing: State = "not run"
    states = tuple(failed.get(one.build_id, "passed" if (one.build_id, check) in ran else missing) for one in builds)
    failing = list(takewhile(lambda one: one.build_id in failed, reversed(builds)))
    return Trend(suite=suite, check=check, outlet=outlet, states=states, since=failing[-1] if failing else None)


def _urgency(trend: Trend) -> tuple[bool, bool, str, str]:
    return (trend.since is None, trend.states[-1] != "critical", trend.check, trend.outlet or "")


def as_context(history: Sequence[Row]) -> Iterator[tuple[str, object]]:
    """What the page shows of a history."""
    yield "builds", builds_of(history)
    yield "trends", trends(history)
