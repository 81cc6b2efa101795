"""What a written date means: one rule for each kind of expression, shared by the languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from extractors.annotate.date_patterns import DateWords
from extractors.annotate.time_spans import (
    Span,
    day_of,
    month_span,
    nearest_year,
    part_of_month,
    part_of_year,
    plus,
    season_span,
    unit_span,
    weekday_day,
)
from extractors.annotate.values import value
from extractors.model import DatePrecision

Resolved = tuple[date | None, date | None, DatePrecision]
_PARTS = {
    "debut": "early", "early": "early", "start": "early", "beginning": "early", "fin": "late", "late": "late",
    "end": "late", "mi": "mid", "mid": "mid", "milieu": "mid", "middle": "mid", "courant": "whole",
}  # fmt: skip


@value
class Moment:
    """From where a date is read: the anchor's day, the direction, and the last day mentioned before."""

    today: date
    is_ahead: bool
    lists: DateWords
    mentioned: date | None = None

    def count(self, match: re.Match[str]) -> int:
        """Number said in group `n` or `m`; 0 for none or an indefinite one ("quelques")."""
        said = match["n"] or match["m"] if "m" in match.re.groupindex else match["n"]
        if not said:
            return 0
        return int(said) if said.isdecimal() else self.lists.numbers[said]

    def unit(self, match: re.Match[str]) -> str:
        """Unit said in group `unit`."""
        return self.lists.units[match["unit"]]

    def direction(self, match: re.Match[str]) -> int:
        """1 where the words say "next", -1 where they say "last", else 0."""
        groups = match.groupdict()
        return 1 if groups.get("ahead") else -1 if groups.get("back") else 0


def _nights(match: re.Match[str], moment: Moment) -> Resolved | None:
    groups = match.groupdict()
    if groups.get("month"):
        last = _calendar_day(match, moment)
    else:
        weekday = moment.lists.weekdays.index(match["weekday"])
        last = weekday_day(moment.today, weekday, is_ahead=moment.is_ahead, is_strict=False)
    return None if last is None else (last - timedelta(days=1), last, "range")


def _night_of(match: re.Match[str], moment: Moment) -> Resolved:
    weekday = moment.lists.weekdays.index(match["weekday"])
    first = weekday_day(moment.today, weekday, is_ahead=moment.is_ahead, is_strict=False)
    return first, first + timedelta(days=1), "range"


def _night(match: re.Match[str], moment: Moment) -> Resolved:
    del match
    return moment.today - timedelta(days=1), moment.today, "range"


def _calendar_day(match: re.Match[str], moment: Moment, day: str = "day", month: str = "month") -> date | None:
    number = moment.lists.months[match[month]]
    if year := match.groupdict().get("year"):
        return day_of(int(year), number, int(match[day]))
    return nearest_year(moment.today, number, int(match[day]), is_ahead=moment.is_ahead)


def _day(match: re.Match[str], moment: Moment) -> Resolved | None:
    found = _calendar_day(match, moment)
    return None if found is None else (found, found, "day")


def _days(match: re.Match[str], moment: Moment) -> Resolved | None:
    last = _calendar_day(match, moment, "day2", "month2")
    if last is None:
        return None
    month = moment.lists.months[match["month"]] if match["month"] else last.month
    first = day_of(last.year - (month > last.month), month, int(match["day"]))
    return None if first is None or first > last else (first, last, "range")


def _numeric(match: re.Match[str], moment: Moment) -> Resolved | None:
    del moment
    found = day_of(int(match["year"]), int(match["month"]), int(match["day"]))
    return None if found is None else (found, found, "day")


def _weekend(match: re.Match[str], moment: Moment) -> Resolved:
    is_ahead = "next" in match.group() or moment.direction(match) > 0 or moment.is_ahead
    saturday = weekday_day(moment.today, 5, is_ahead=is_ahead, is_strict=False)
    return saturday, saturday + timedelta(days=1), "range"


def _weekday(match: re.Match[str], moment: Moment) -> Resolved:
    direction = moment.direction(match)
    found = weekday_day(
        moment.today,
        moment.lists.weekdays.index(match["weekday"]),
        is_ahead=direction > 0 or (moment.is_ahead and direction == 0),
        is_strict=direction < 0,
    )
    return found, found, "day"


def _shifted(match: re.Match[str], moment: Moment) -> Resolved:
    shifts = {"before": -2, "yesterday": -1, "today": 0, "tomorrow": 1, "after": 2}
    found = moment.today + timedelta(days=shifts[match.lastgroup or "today"])
    return found, found, "day"


def _next_day(match: re.Match[str], moment: Moment) -> Resolved | None:
    del match
    if moment.mentioned is None:
        return None
    found = moment.mentioned + timedelta(days=1)
    return found, found, "day"


def _last_units(match: re.Match[str], moment: Moment) -> Resolved:
    count = moment.count(match)
    first = plus(moment.today, -count, moment.unit(match)) if count else None
    return first, moment.today, "range"


def _next_units(match: re.Match[str], moment: Moment) -> Resolved:
    count = moment.count(match)
    last = plus(moment.today, count, moment.unit(match)) if count else None
    return moment.today, last, "range"


def _ago(match: re.Match[str], moment: Moment) -> Resolved:
    count = moment.count(match)
    if not count:
        return None, moment.today, "range"
    found = plus(moment.today, -count, moment.unit(match))
    return found, found, "day"


def _in_units(match: re.Match[str], moment: Moment) -> Resolved | None:
    count = moment.count(match)
    if not count:
        return moment.today, None, "range"
    found = plus(moment.today, count, moment.unit(match))
    return found, found, "day"


def _over_units(match: re.Match[str], moment: Moment) -> Resolved:
    if moment.is_ahead:
        return _next_units(match, moment)
    return _last_units(match, moment)


def _edge_of_unit(match: re.Match[str], moment: Moment) -> Resolved:
    unit = {"annee": "year", "mois": "month", "semaine": "week"}.get(match["unit"], match["unit"])
    first, last = unit_span(moment.today, unit, 0)
    part = _PARTS[match["part"]]
    if unit == "week":
        return first, last, "range"
    if unit == "month":
        return *part_of_month(first.year, first.month, part), "range"
    return *part_of_year(first.year, part), "range"


def _this_unit(match: re.Match[str], moment: Moment) -> Resolved:
    words = match.group()
    unit = next(name for name, said in _THIS.items() if any(one in words for one in said))
    first, last = unit_span(moment.today, unit, moment.direction(match))
    precision: dict[str, DatePrecision] = {"week": "range", "month": "month", "year": "year"}
    return first, last, precision[unit]


_THIS = MappingProxyType(
    {"week": ("semaine", "week"), "month": ("mois", "month"), "year": ("annee", "l'an", "year", " an ")}
)


def _month_year(match: re.Match[str], moment: Moment) -> tuple[int, int]:
    """Year and month: the most recent such month, this one included, or the next where the words point ahead."""
    month = moment.lists.months[match["month"]]
    if match["year"] if "year" in match.re.groupindex else None:
        return int(match["year"]), month
    is_ahead = moment.direction(match) > 0 or moment.is_ahead
    if is_ahead:
        return moment.today.year + (month < moment.today.month), month
    return moment.today.year - (month > moment.today.month), month


def _month(match: re.Match[str], moment: Moment) -> Resolved:
    return *month_span(*_month_year(match, moment)), "month"


def _part_of_month(match: re.Match[str], moment: Moment) -> Resolved:
    year, month = _month_year(match, moment)
    part = _PARTS[match["part"]]
    return (*month_span(year, month), "month") if part == "whole" else (*part_of_month(year, month, part), "range")


def _part_of_year(match: re.Match[str], moment: Moment) -> Resolved:
    del moment
    return *part_of_year(int(match["year"]), _PARTS[match["part"]]), "range"


def _season(match: re.Match[str], moment: Moment) -> Resolved:
    month = moment.lists.seasons[match["season"]]
    if match["year"]:
        return *season_span(int(match["year"]), month), "range"
    direction = moment.direction(match)
    year = moment.today.year
    if direction > 0 or (moment.is_ahead and direction == 0):
        year += season_span(year, month)[0] < moment.today
    else:
        begins = season_span(year, month)[0]
        is_near = match.group().startswith(("cet ", "ce ", "this ")) and (begins - moment.today).days < _SOON
        year -= begins > moment.today and not is_near
    return *season_span(year, month), "range"


_SOON = 150
_ORDINALS = MappingProxyType(
    {"premier": 1, "deuxieme": 2, "second": 2, "troisieme": 3, "quatrieme": 4, "dernier": 0, "first": 1, "third": 3,
     "fourth": 4, "last": 0, "final": 0}
)  # fmt: skip


def _part_by_number(match: re.Match[str], moment: Moment) -> Resolved:
    """A case of "le premier trimestre", "the second half of 2025"."""
    months = 3 if match["unit"].startswith(("tri", "quarter")) else 6
    year = int(match["year"]) if match["year"] else moment.today.year
    number = _ORDINALS[match["nth"]] or 12 // months
    first, last = (number - 1) * months + 1, min(12, number * months)
    return month_span(year, first)[0], month_span(year, last)[1], "range"


def _horizon(match: re.Match[str], moment: Moment) -> Resolved:
    """A case of "à l'horizon 2030"."""
    return moment.today, date(int(match["year"]), 1, 1), "range"


def _year(match: re.Match[str], moment: Moment) -> Resolved:
    del moment
    year = int(match["year"])
    return date(year, 1, 1), date(year, 12, 31), "year"


RULES: Mapping[str, Callable[[re.Match[str], Moment], Resolved | None]] = MappingProxyType(
    {
        "nights": _nights, "night_of": _night_of, "night": _night, "day": _day, "days": _days, "numeric": _numeric,
        "weekend": _weekend, "weekday": _weekday, "shifted": _shifted, "next_day": _next_day, "last_units": _last_units,
        "next_units": _next_units, "ago": _ago, "since_units": _last_units, "within": _next_units,
        "in_units": _in_units, "over_units": _over_units, "edge_of_unit": _edge_of_unit, "this_unit": _this_unit,
        "month": _month, "part_of_month": _part_of_month, "part_of_year": _part_of_year, "season": _season,
        "year": _year, "part_by_number": _part_by_number, "horizon": _horizon,
    }
)  # fmt: skip


_PARTS_OF = frozenset({"edge_of_unit", "part_of_month", "part_of_year"})


def bounded_by(words: str, rule: str, read: Resolved, today: date) -> Resolved:
    """Turn a date into the period that the word before it makes of it: since, until ("d'ici"), up_to, before, from."""
    first, last, _ = read
    is_begun = rule in {"month", "season", "year"}
    is_end = rule in _PARTS_OF and last is not None and (last + timedelta(days=1)).day == 1
    end = first if is_begun else last
    periods: dict[str, Span] = {
        "since": (first, max(today, first) if first else today),
        "until": (min(today, end) if end else today, end),
        "up_to": (None, last),
        "before": (None, last if is_end else first - timedelta(days=1) if first else None),
        "from": (first, None),
    }
    return *periods[words], "range"
