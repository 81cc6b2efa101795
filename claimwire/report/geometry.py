"""Geometry of the charts: rows in, positions in percent and pixels out, so that a chart is as wide as its page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from claimwire.report.wording import (
    SIDES,
    Row,
    anchor,
    clean,
    clock,
    local_time,
    number,
    short_day,
    side,
    speaker,
    words,
)

LANE = 26
DAY_MINUTES = 24 * 60
SLOT = 30
SERIES_HEIGHT = 96
LEAST_POINTS = 3
DAILY_GAP = 2
LEVELS = (1, 5, 15, 30, 60)


@dataclass(frozen=True, kw_only=True)
class Segment:
    """One piece of a stacked bar; `start` and `width` in percent."""

    side: str
    count: int
    start: float
    width: float


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One topic's claims, stacked by the side of their speakers."""

    topic: str
    count: int
    segments: tuple[Segment, ...]


@dataclass(frozen=True, kw_only=True)
class Dot:
    """One claim on the hours of its day; `x` in percent, `y` in pixels."""

    claim: str
    x: float
    y: float
    is_denial: bool
    title: str


@dataclass(frozen=True, kw_only=True)
class Lane:
    """One side's claims through the day."""

    side: str
    name: str
    count: int
    dots: tuple[Dot, ...]
    height: int


@dataclass(frozen=True, kw_only=True)
class Point:
    """One day's figure of a series; `x` in percent, `y` in pixels."""

    x: float
    y: float
    day: str
    figure: str


@dataclass(frozen=True, kw_only=True)
class Series:
    """A running total as one speaker gave it day by day."""

    speaker: str
    speaker_side: str
    title: str
    points: tuple[Point, ...]
    is_daily: bool


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One outlet's day in the coverage grid."""

    level: str
    text: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Grid:
    """Outlets down, days across."""

    days: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


def topics_of(claims: Sequence[Row]) -> dict[str, int]:
    """Claims counted by topic, largest first and those without a topic of their own last."""
    counts = Counter(claim["topic"] for claim in claims)
    return dict(sorted(counts.items(), key=lambda pair: (pair[0] == "other", -pair[1], pair[0])))


def bars(claims: Sequence[Row]) -> tuple[Bar, ...]:
    """Claims by topic as shares of the largest topic."""
    topics = topics_of(claims)
    return tuple(
        Bar(
            topic=topic,
            count=count,
            segments=_segments([c for c in claims if c["topic"] == topic], max(topics.values())),
        )
        for topic, count in topics.items()
    )


def _segments(claims: Sequence[Row], full: int) -> tuple[Segment, ...]:
    counts = Counter(side(claim["speaker_side"]) for claim in claims)
    found, start = [], 0.0
    for name in SIDES:
        width = 100 * counts[name] / full
        if width:
            found.append(Segment(side=name, count=counts[name], start=round(start, 3), width=round(width, 3)))
        start += width
    return tuple(found)


def lanes(claims: Sequence[Row], day: date) -> tuple[Lane, ...]:
    """A strip of dots for each side that spoke; claims of the same half hour are stacked."""
    timed = [claim for claim in claims if claim["published_at"] is not None]
    return tuple(
        _lane(name, [claim for claim in timed if side(claim["speaker_side"]) == name], day)
        for name in SIDES
        if any(side(claim["speaker_side"]) == name for claim in timed)
    )


def _lane(name: str, claims: Sequence[Row], day: date) -> Lane:
    stacked: Counter[int] = Counter()
    dots = []
    for claim in claims:
        local = local_time(claim["published_at"], claim["timezone"])
        minutes = (local.date() - day).days * DAY_MINUTES + local.hour * 60 + local.minute
        slot = min(max(minutes, 0), DAY_MINUTES - 1) // SLOT
        told = clock(claim["published_at"], claim["timezone"], day)
        dots.append(
            Dot(
                claim=anchor(claim["claim_id"]),
                x=round(1 + 98 * (slot + 0.5) * SLOT / DAY_MINUTES, 2),
                y=LANE / 2 + stacked[slot] * 11,
                is_denial=claim["stance"] == "denies" or claim["polarity"] == -1,
                title=f"{told} {speaker(claim)} {words(claim['stance'])}",
            )
        )
        stacked[slot] += 1
    height = LANE + 11 * (max(stacked.values()) - 1)
    return Lane(side=name, name=SIDES[name], count=len(claims), dots=tuple(dots), height=height)


def series(totals: Iterable[Row]) -> tuple[Series, ...]:
    """Running totals that have at least three days, longest first; joined only where hardly a day is missing."""
    groups = groupby(totals, key=lambda row: (row["speaker_key"], row["side"], row["outcome"]))
    found = [_series(list(rows)) for _, rows in groups]
    return tuple(sorted((one for one in found if len(one.points) >= LEAST_POINTS), key=lambda one: -len(one.points)))


def _series(rows: Sequence[Row]) -> Series:
    first, last = rows[0]["published_on"], rows[-1]["published_on"]
    days, figures = max((last - first).days, 1), [float(row["figure"]) for row in rows]
    low, spread = min(figures), (max(figures) - min(figures)) or 1
    points = tuple(
        Point(
            x=round(2 + 96 * (row["published_on"] - first).days / days, 2),
            y=round(SERIES_HEIGHT - 26 - (SERIES_HEIGHT - 48) * (value - low) / spread, 2),
            day=short_day(row["published_on"]),
            figure=number(row["figure"]),
        )
        for row, value in zip(rows, figures, strict=True)
    )
    gaps = [(later["published_on"] - row["published_on"]).days for row, later in pairwise(rows)]
    title = f"{words(rows[0]['outcome'])}, {SIDES[side(rows[0]['side'])]}"
    return Series(
        speaker=speaker(rows[0]),
        speaker_side=side(rows[0]["speaker_side"]),
        title=title,
        points=points,
        is_daily=bool(gaps) and max(gaps) <= DAILY_GAP,
    )


def grid(coverage: Sequence[Row]) -> Grid:
    """Posts read per outlet and day; a day without a row stays empty."""
    days = sorted({row["day"] for row in coverage})
    outlets = {row["outlet_id"]: clean(row["outlet"]) or row["outlet_id"] for row in coverage}
    cells = {(row["outlet_id"], row["day"]): _cell(row) for row in coverage}
    empty = Cell(level="none", text="", title="not asked for")
    return Grid(
        days=tuple(short_day(day) for day in days),
        rows=tuple((name, tuple(cells.get((key, day), empty) for day in days)) for key, name in outlets.items()),
    )


def _cell(row: Row) -> Cell:
    told = f"{short_day(row['day'])}: {words(row['status'])}, {row['posts']} posts, {row['claims']} claims"
    if row["status"] in ("failed", "blocked"):
        return Cell(level="failed", text="!", title=f"{told}. {clean(row['message'])}")
    if not row["posts"]:
        return Cell(level="none", text="–", title=told)
    level = sum(row["posts"] >= least for least in LEVELS)
    marks = "" if row["is_complete"] else "*"
    return Cell(
        level=str(level), text=f"{row['posts']}{marks}", title=told + ("" if row["is_complete"] else ", incomplete")
    )
