"""What one strategy saw of one post, and the surroundings in which every strategy reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from extractors.model import PostKind, Strategy, TimeMethod, TimePrecision
from extractors.outlet import Engine, Layout, Outlet
from extractors.parse.outline import Outline

MOST_POSTS = 5000
"""Posts read of one page; no live blog has more on one, and a page made to hang has."""


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A resolved time: an instant in UTC, or only a day, how it was known, and which strategy says so once settled.

    `twin` is the other instant that the same local clock may mean, where summer time ends or begins in that hour.
    """

    at: datetime | None = None
    twin: datetime | None = None
    day: date | None = None
    precision: TimePrecision = "none"
    method: TimeMethod = "none"
    raw: str | None = None
    strategy: Strategy | None = None
    confidence: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Label:
    """A time label as written, still to be resolved against a capture, a page date or its neighbours."""

    raw: str
    day: date | None = None
    month_day: tuple[int, int] | None = None
    weekday: int | None = None
    clock: time | None = None
    has_seconds: bool = False
    zone: tzinfo | None = None
    days_back: int | None = None
    ago: timedelta | None = None


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One post as one strategy read it.

    `element` is the DOM element it stands in, where there is one. `clock`, which stands visibly beside a
    machine-readable time, and `second`, another machine-readable time there, are witnesses against a false `Z`.
    A post with a pinned copy stands in its own place and is shown on top too.
    """

    strategy: Strategy
    order: int
    body: str = ""
    headline: str | None = None
    kicker: str | None = None
    source_id: str | None = None
    url: str | None = None
    moment: Moment | None = None
    label: Label | None = None
    clock: time | None = None
    second: Moment | None = None
    modified_at: datetime | None = None
    kind: PostKind | None = None
    is_pinned: bool = False
    has_pinned_copy: bool = False
    element: Any = None


@dataclass(frozen=True, kw_only=True)
class Scene:
    """Where a page stands: its address, zone, language and capture instant, its outlet and engine where known.

    `zone` dates the outlet's days; `clock_zone` is the one its clock labels are written in. `outline` and the stamps
    remember what was measured and read of the page's elements, so that no strategy looks at one again.
    """

    url: str | None
    hosts: frozenset[str]
    zone: ZoneInfo
    clock_zone: ZoneInfo
    lang: str
    captured_at: datetime | None
    outlet: Outlet | None
    is_month_first: bool = False
    engine: Engine | None = None
    outline: Outline = field(default_factory=Outline, compare=False, repr=False)
    stamps: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)
    stamps_within: dict[Any, list[Any]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def layouts(self) -> tuple[Layout, ...]:
        """Layouts that the outlet declares, else those of its engine."""
        return (self.outlet.layouts if self.outlet else ()) or (self.engine.layouts if self.engine else ())

    @property
    def names_posts(self) -> Outlet | Engine | None:
        """Who declares how long a post keeps its id: the outlet, else its engine."""
        return self.outlet if self.outlet and self.outlet.post_ids != "none" else self.engine
