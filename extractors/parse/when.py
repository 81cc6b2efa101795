"""Time labels and machine-readable times, read strictly: what does not say a time gives none.

Relative words ("hier", "il y a 5 min", "21 mins ago") are resolved against the capture instant only, never against
the clock of this machine. A label in whole hours is an instant of day precision: it is right to the hour at best.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from extractors.model import TimePrecision
from extractors.parse import calendar_words as calendar
from extractors.parse.candidate import Label, Moment

Offset = Literal["zero", "other", "none"]
"""Which offset a machine-readable time carries: none at all, that of UTC, or another."""

_LONGEST = 120
_EARLIEST, _LATEST = 946_684_800, 4_102_444_800
_ISO = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})(?:[T ](?P<clock>\d{2}:?\d{2}(?::?\d{2})?)(?:[.,](?P<fraction>\d{1,9}))?"
    r" ?(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?"
)
_COMPACT = re.compile(r"(20\d\d)(\d\d)(\d\d)T?(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d:?\d\d)?")
_OF_SCRIPT = re.compile(
    r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (20\d\d) (\d\d:\d\d:\d\d) (?:GMT|UTC)([+-]\d{4})(?: \([^()]{1,60}\))?"
)
_EPOCH = re.compile(r"(?:/Date\()?(\d{10}(?:\d{3})?(?:\.\d+)?)(?:[+-]\d{4})?(?:\)/)?")
_BY_LINE = re.compile(
    r"[\s,|·–—-]*\b(?:[Pp]ar|[Bb]y)\s+[A-ZÀ-Ý][^\d]{1,60}(?<![.!?…])$|"
    r"(?<=\d)\s?,\s?[A-ZÀ-Ý][^\W\d]+(?:[ '’-][A-ZÀ-Ý][^\W\d]+){1,3}$"
)
_HALF_DAY = 12
_SPARE = 3
_WORDY = 32
_BEFORE = 24
_DAYS_BACK = ((calendar.TODAY, 0), (calendar.DAY_BEFORE, 2), (calendar.YESTERDAY, 1))


def instant(value: object, zone: tzinfo, *, is_utc: bool = False) -> Moment | None:
    """Moment of a machine-readable value: ISO 8601, also without marks between its parts, an epoch, an e-mail date.

    Dates as scripts print them are read, too. An epoch is in seconds or milliseconds. A time without an offset is read
    in `zone`, or as UTC where its name says so (`is_utc`).

    >>> instant("20241030T083205+0100", UTC).at.isoformat()
    '2024-10-30T07:32:05+00:00'
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _epoch(float(value), str(value))
    text = str(value).strip()
    epoch = _EPOCH.fullmatch(text)
    if epoch:
        return _epoch(float(epoch.group(1)), text)
    match = _ISO.fullmatch(_spelt(text))
    found = _iso(match, UTC if is_utc else zone) if match else _mail_date(_OF_SCRIPT.sub(r"\1, \2 \1 \3 \4 \5", text))
    return replace(found, raw=text) if found and found.raw != text else found


def _spelt(text: str) -> str:
    """A compact ISO time with its marks, any other text as it is."""
    match = _COMPACT.fullmatch(text)
    if match is None:
        return text
    year, month, day, hour, minute, second, zone = match.groups()
    return f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}{zone or ''}"


def _epoch(value: float, raw: str) -> Moment | None:
    seconds = value / 1000 if value > _LATEST else value
    if not _EARLIEST <= seconds <= _LATEST:
        return None
    at = datetime.fromtimestamp(seconds, UTC)
    return Moment(at=at, precision="second", method="epoch", raw=raw)


def _iso(match: re.Match[str], zone: tzinfo) -> Moment | None:
    try:
        if match["clock"] is None:
            day = date.fromisoformat(match["day"])
            return Moment(day=day, precision="day", method="structured", raw=match.group())
        fraction = f".{match['fraction'][:6]}" if match["fraction"] else ""
        offset = {"UTC": "Z", "GMT": "Z"}.get(match["zone"] or "", match["zone"] or "")
        clock = match["clock"].replace(":", "")
        at = datetime.fromisoformat(f"{match['day']}T{clock[:2]}:{clock[2:4]}:{clock[4:6] or '00'}{fraction}{offset}")
    except ValueError:
        return None
    twin = None if at.tzinfo else _twin(at.date(), at.time(), zone)
    found = at.astimezone(UTC) if at.tzinfo else local_instant(at.date(), at.time(), zone)
    precision: TimePrecision = "second" if len(clock) == 6 else "minute"
    return _within(Moment(at=found, twin=twin, precision=precision, method="structured", raw=match.group()))


def midnight_of(moment: Moment, zone: tzinfo) -> date | None:
    """Day of an instant that is exactly midnight, in the zone or in UTC, as it is written for want of a clock."""
    if moment.at is None or moment.method == "full_label":
        return None
    for one in (moment.at.astimezone(zone), moment.at):
        if (one.hour, one.minute, one.second, one.microsecond) == (0, 0, 0, 0):
            return one.date()
    return None


def written_clock(raw: str | None) -> tuple[datetime, Offset] | None:
    """Day and clock that an ISO 8601 time writes, whatever its offset says, and which kind of offset it has.

    >>> written_clock("2023-11-02T16:56Z")
    (datetime.datetime(2023, 11, 2, 16, 56), 'zero')
    """
    match = _ISO.fullmatch(raw.strip()) if raw else None
    if match is None or match["clock"] is None:
        return None
    clock, zone = match["clock"].replace(":", ""), match["zone"]
    try:
        at = datetime.fromisoformat(f"{match['day']}T{clock[:2]}:{clock[2:4]}:{clock[4:6] or '00'}")
    except ValueError:
        return None
    is_zero = zone in {"Z", "UTC", "GMT"} or not (zone or "1").strip("+-:0")
    return at, "zero" if is_zero else "other" if zone else "none"


def _mail_date(text: str) -> Moment | None:
    if not re.match(r"[A-Z][a-z]{2}, \d", text):
        return None
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    return (
        _within(Moment(at=at.astimezone(UTC), precision="second", method="structured", raw=text)) if at.tzinfo else None
    )


def _within(moment: Moment) -> Moment | None:
    return moment if moment.at and _EARLIEST <= moment.at.timestamp() <= _LATEST else None


@lru_cache(maxsize=8192)
def read_label(text: str, *, is_month_first: bool = False, spare: int = _SPARE) -> Label | None:
    """Read a time label, or nothing where the text is more than a label.

    `spare` is the number of letters and digits that may be left over once date, clock and filler words are taken out
    ("13:32 , Ada Lane" beside a `<time>` is a label; in running text it is not). Weeks and months ago are a label
    that says no day.

    >>> read_label("Publié hier à 16h43").clock
    datetime.time(16, 43)
    >>> read_label("Le 20 h 30 a été annulé ce soir") is None
    True
    """
    if not text or len(text) > _LONGEST or not (re.search(r"\d", text) or len(text) < _WORDY):
        return None
    rest = _published_part(calendar.folded(_BY_LINE.sub("", text)))
    label, rest = _take(rest, text.strip(), is_month_first)
    left = calendar.FILLER.sub("", rest)
    if label is None or len(left) > spare or calendar.COUNTS_BACK.search(rest):
        return None
    is_bare = label.clock is not None and label.day is None and label.month_day is None
    if is_bare and spare <= _SPARE and _is_measure(label, text, left):
        return None
    return label


def _is_measure(label: Label, text: str, left: str) -> bool:
    """Whether what reads as a clock is a sum, a length, a version or a name ("12.50 €", "8.30 m", "le 20h de TF1")."""
    if calendar.MONEY.search(text) or any(one.isdigit() for one in left):
        return True
    is_dotted = (
        label.zone is None and re.search(r"\d\.\d", text) and not re.search(r"\d ?[ap]\.?m", text, re.IGNORECASE)
    )
    return bool(is_dotted and left)


def _published_part(text: str) -> str:
    """The part of a label that says when something was published, without the one that says when it was changed."""
    later = calendar.LATER.search(text)
    if later is None:
        return text
    before, after = text[: later.start()], text[later.end() :]
    if re.search(r"\d", before):
        return before
    if len(calendar.FILLER.sub("", before)) > _BEFORE:
        return ""
    published = calendar.PUBLISHED.search(after)
    return after[published.start() :] if published else after


def _take(rest: str, raw: str, is_month_first: bool) -> tuple[Label | None, str]:
    """Take the parts of a label out of a folded text one after the other."""
    if calendar.LONG_AGO.search(rest):
        return Label(raw=raw), calendar.LONG_AGO.sub(" ", rest, count=1)
    ago, rest = _take_ago(rest)
    if ago is not None:
        return Label(raw=raw, ago=ago), rest
    day, month_day, rest = _take_day(rest, is_month_first)
    days_back = None
    for pattern, count in _DAYS_BACK:
        if pattern.search(rest):
            days_back, rest = count, pattern.sub(" ", rest, count=1)
            break
    clock, has_seconds, zone, rest = _take_clock(rest)
    weekday, match = None, calendar.WEEKDAY.search(rest)
    if match:
        weekday, rest = calendar.WEEKDAYS[match["name"]], calendar.WEEKDAY.sub(" ", rest, count=1)
    if clock is None and day is None and month_day is None and days_back is None:
        return None, rest
    label = Label(
        raw=raw, day=day, month_day=month_day, weekday=weekday, clock=clock, has_seconds=has_seconds, zone=zone,
        days_back=days_back,
    )  # fmt: skip
    return label, rest


def _take_ago(rest: str) -> tuple[timedelta | None, str]:
    if calendar.NOW.match(rest):
        return timedelta(0), ""
    match = calendar.AGO.search(rest)
    if not match:
        return None, rest
    count, unit = match["count"] or match["count_en"] or "1", match["unit"] or match["unit_en"] or "half-hour"
    seconds = calendar.unit_seconds(unit)
    if seconds is None:
        return None, rest
    ago = timedelta(
        seconds=seconds * (int(count) if count.isdigit() else 1), minutes=int(match["more"] or match["rest"] or 0)
    )
    return ago, calendar.AGO.sub(" ", rest, count=1)


def _take_day(rest: str, is_month_first: bool) -> tuple[date | None, tuple[int, int] | None, str]:
    for pattern in (
        calendar.ISO_DAY,
        calendar.DAY_FIRST,
        calendar.MONTH_FIRST,
        calendar.NUMERIC,
        calendar.DAY_AND_MONTH,
    ):
        match = pattern.search(rest)
        if not match:
            continue
        month, day = _month_and_day(match, is_month_first)
        year = match["year"]
        left = f"{rest[: match.start()]} {rest[match.end() :]}"
        if not year:
            return None, (month, day), left
        try:
            return date(int(year) + (2000 if len(year) == 2 else 0), month, day), None, left
        except ValueError:
            continue
    return None, None, rest


def _month_and_day(match: re.Match[str], is_month_first: bool) -> tuple[int, int]:
    groups = match.groupdict()
    if "first" in groups:
        first, second = int(match["first"]), int(match["second"])
        is_swapped = second > 12 or (is_month_first and first <= 12)
        return (first, second) if is_swapped else (second, first)
    month = groups["month"]
    return (int(month) if month.isdigit() else calendar.MONTHS[month]), int(groups["day"])


def _take_clock(rest: str) -> tuple[time | None, bool, tzinfo | None, str]:
    """Clock of a folded text, whether it says seconds, the zone named behind it, and what is left of the text.

    Of two clocks ("19h31 (17h31 TU)") the one whose zone is named counts; both stand for one time.
    """
    found = [(match, at) for match in calendar.CLOCK.finditer(rest) if (at := _clock_of(match, rest)) is not None][:2]
    if not found:
        return None, False, None, rest
    ends = [*(match.start() for match, _ in found[1:]), len(rest)]
    named = [calendar.ZONE.search(rest, match.end(), end) for (match, _), end in zip(found, ends, strict=True)]
    place = next((place for place, one in enumerate(named) if one), 0)
    taken = [match.span() for match, _ in found if any(named) or match is found[0][0]]
    left = _without(rest, [*taken, *(one.span() for one in named if one)])
    match, at = found[place]
    zone = named[place]
    return at, match["second"] is not None, calendar.zone_named(zone) if zone else None, left


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text


def _clock_of(match: re.Match[str], text: str) -> time | None:
    hour, half = int(match["hour"]), match["half"]
    if match["minute"] is None and not half and not _is_whole_hour(match.group(), text[: match.start()]):
        return None
    if half:
        hour = hour % _HALF_DAY + (_HALF_DAY if half.startswith("p") else 0)
    return time(hour, int(match["minute"] or 0), int(match["second"] or 0)) if hour < 24 else None


def _is_whole_hour(clock: str, before: str) -> bool:
    """Whether a figure without minutes is a clock: "18h", "à 18 heures"; "18 heures" alone is how long it takes."""
    return "h" in clock and ("heure" not in clock or before.endswith("a "))


def local_instant(day: date, clock: time, zone: tzinfo, *, fold: int = 0) -> datetime:
    """UTC instant of a clock on a day; `fold` chooses in the hour that comes twice when summer time ends."""
    return datetime.combine(day, clock.replace(fold=fold), tzinfo=zone).astimezone(UTC)


def _twin(day: date, clock: time, zone: tzinfo) -> datetime | None:
    """The other instant of a clock that comes twice on its day, or that the day leaves out."""
    first, second = (local_instant(day, clock, zone, fold=one) for one in (0, 1))
    return second if second != first else None


def resolve(
    label: Label, zone: ZoneInfo, captured_at: datetime | None, *, page_day: date | None = None
) -> Moment | None:
    """Moment of a label that says its day, or that says how long before the capture; None where it says neither."""
    if label.ago is not None:
        return _resolve_ago(label, label.ago, captured_at, zone)
    written = label.zone or zone
    day, is_relative = _day_of(label, written, captured_at, page_day)
    if day is None:
        return None
    if label.clock is None:
        return Moment(day=day, precision="day", method="relative_label" if is_relative else "full_label", raw=label.raw)
    at = local_instant(day, label.clock, written)
    if captured_at and at > captured_at + timedelta(minutes=5) and is_relative and label.days_back is None:
        return None
    return Moment(
        at=at,
        twin=_twin(day, label.clock, written),
        precision="second" if label.has_seconds else "minute",
        method="relative_label" if is_relative else "full_label",
        raw=label.raw,
    )


def _resolve_ago(label: Label, ago: timedelta, captured_at: datetime | None, zone: tzinfo) -> Moment | None:
    """Moment so long before the capture: a day where days are counted, else to the minute or to the hour."""
    if captured_at is None:
        return None
    at = (captured_at - ago).astimezone(UTC).replace(second=0, microsecond=0)
    if ago and not ago % timedelta(days=1):
        return Moment(day=at.astimezone(zone).date(), precision="day", method="relative_label", raw=label.raw)
    says_minutes = ago < timedelta(hours=1) or bool(ago % timedelta(hours=1))
    return Moment(at=at, precision="minute" if says_minutes else "day", method="relative_label", raw=label.raw)


def _day_of(
    label: Label, zone: tzinfo, captured_at: datetime | None, page_day: date | None
) -> tuple[date | None, bool]:
    """Day of a label, and whether it was said relative to the capture."""
    if label.day is not None:
        return label.day, False
    today = captured_at.astimezone(zone).date() if captured_at else page_day
    if today is None:
        return None, False
    if label.month_day is not None:
        return _latest_year(label.month_day, today), False
    if label.days_back is not None and captured_at is not None:
        return today - timedelta(days=label.days_back), True
    if label.weekday is not None and captured_at is not None:
        return today - timedelta(days=(today.weekday() - label.weekday) % 7), True
    return None, False


def _latest_year(month_day: tuple[int, int], today: date) -> date | None:
    for year in (today.year, today.year - 1):
        try:
            found = date(year, *month_day)
        except ValueError:
            continue
        if found <= today + timedelta(days=1):
            return found
    return None
