"""Arithmetic of days: weeks, months, seasons and years around an anchor."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

Span = tuple[date | None, date | None]

_DECEMBER = 12
_SEASON_STARTS = {3: 20, 6: 21, 9: 23, 12: 21}


def plus_months(day: date, months: int) -> date:
    """The same day `months` later (earlier when negative), or the last day of that month.

    >>> plus_months(date(2024, 10, 31), -8)
    datetime.date(2024, 2, 29)
    """
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    if not 1 <= year <= 9998:
        return day
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def plus(day: date, count: int, unit: str) -> date:
    """`count` units ("hour", "day", "night", "week", "month", "quarter", "year") later; a day is 24 hours."""
    months = {"month": 1, "quarter": 3, "year": 12}.get(unit)
    if months is not None:
        return plus_months(day, months * count)
    days = {"hour": count / 24, "day": count, "night": count, "week": 7 * count}[unit]
    return day + timedelta(days=round(days))


def month_span(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def unit_span(day: date, unit: str, shift: int) -> tuple[date, date]:
    """The calendar week, month or year of `day`, `shift` units away."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=shift)
        return monday, monday + timedelta(days=6)
    if unit == "month":
        moved = plus_months(day.replace(day=1), shift)
        return month_span(moved.year, moved.month)
    year = day.year + shift
    return date(year, 1, 1), date(year, _DECEMBER, 31)


def season_span(year: int, month: int) -> tuple[date, date]:
    """Astronomical season that begins in `month` (3, 6, 9, 12) of `year`."""
    following = plus_months(date(year, month, 1), 3)
    last = following.replace(day=_SEASON_STARTS[following.month]) - timedelta(days=1)
    return date(year, month, _SEASON_STARTS[month]), last


def part_of_month(year: int, month: int, part: str) -> tuple[date, date]:
    """Third of a month: "early" 1-10, "mid" 11-20, "late" 21 to the end."""
    first, last = month_span(year, month)
    if part == "early":
        return first, first.replace(day=10)
    return (first.replace(day=11), first.replace(day=20)) if part == "mid" else (first.replace(day=21), last)


def part_of_year(year: int, part: str) -> tuple[date, date]:
    """Rough part of a year: "early" January to March, "mid" May to August, "late" October to December."""
    first, last = {"early": (1, 3), "mid": (5, 8), "late": (10, 12)}[part]
    return date(year, first, 1), month_span(year, last)[1]


def weekday_day(anchor: date, weekday: int, *, is_ahead: bool, is_strict: bool) -> date:
    """The latest such day up to `anchor`, or the next one after it; `is_strict` leaves the anchor's own day out."""
    if is_ahead:
        return anchor + timedelta(days=(weekday - anchor.weekday() - 1) % 7 + 1)
    behind = (anchor.weekday() - weekday) % 7
    return anchor - timedelta(days=behind or (7 if is_strict else 0))


def day_of(year: int, month: int, day: int) -> date | None:
    """A date, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nearest_year(anchor: date, month: int, day: int, *, is_ahead: bool) -> date | None:
    """The latest such day up to a week after `anchor`, or the next one where the words point ahead."""
    limit = anchor if is_ahead else anchor + timedelta(days=7)
    years = (
        (anchor.year, anchor.year + 1) if is_ahead else (anchor.year + 1, anchor.year, anchor.year - 1, anchor.year - 4)
    )
    days = [found for year in years if (found := day_of(year, month, day)) is not None]
    return next((one for one in days if (one >= limit if is_ahead else one <= limit)), None)
