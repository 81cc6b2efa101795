"""How the report words enums, figures, times and addresses; it escapes nothing, the templates do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

Row = Mapping[str, Any]

SIDES: Mapping[str, str] = {
    "UKR": "Ukraine",
    "RUS": "Russia",
    "UKR_ALLY": "Ukraine’s allies",
    "RUS_ALLY": "Russia’s allies",
    "IGO": "International",
    "MEDIA": "Media",
    "NEUTRAL": "Others",
    "UNKNOWN": "Side unknown",
}
NARROW_SPACE = "\u202f"
LEADS: Mapping[str, str] = {
    "exact": "{best}",
    "approx": "about {best}",
    "at_least": "at least {low}",
    "more_than": "more than {low}",
    "nearly": "nearly {high}",
    "up_to": "up to {high}",
    "less_than": "less than {high}",
    "between": "{low} to {high}",
    "vague": "{low} or more",
    "vague_small": "a small number",
    "vague_large": "a large number",
    "unquantified": "",
}
UNITS: Mapping[str, str] = {"persons": "", "percent": "%", "km2": "km²"}
SPOKEN: Mapping[str, str] = {
    "casualties_total": "killed or wounded",
    "losses_unspecified": "losses",
    "edited": "edited since",
    "removed": "removed from the page",
    "adm1": "region",
    "adm2": "district",
    "claimed_by_gainer": "says the side that gains",
    "admitted_by_loser": "admits the side that loses",
    "denied_by_loser": "denied by the side that would lose",
    "assessed_by_osint": "assessed by analysts",
    "confirmed_by_third": "says a third party",
}
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
UNSAFE = re.compile(CONTROL.pattern[:-1] + r"\s\"'<>\\`]")
RELAYS = frozenset({"spokesperson", "document", "relay_agency", "relay_media"})


def words(value: str | None) -> str:
    """An enum as words.

    >>> words("foreign_troops")
    'foreign troops'
    """
    return SPOKEN.get(value or "", (value or "").replace("_", " "))


def counted(count: int, word: str) -> str:
    """A word in the number that a count asks for.

    >>> counted(1, "denial"), counted(0, "denial")
    ('denial', 'denials')
    """
    return word if count == 1 else f"{word}s"


def speaker(row: Row) -> str:
    """Who speaks: a name, the newsroom itself, or nobody named."""
    unnamed = "The newsroom" if row["speaker_side"] == "MEDIA" else "Unnamed speaker"
    name = clean(row["speaker"]) or unnamed
    return name[0].upper() + name[1:]


def around(row: Row) -> tuple[str, str, str]:
    """The sentence of a fact, cut before and after the words that it rests on."""
    sentence, quote = clean(row["sentence"]), clean(row["quote"])
    before, found, after = sentence.partition(quote)
    return (before, found, after) if found else ("", quote, "")


def clean(text: str | None) -> str:
    r"""Text without control and direction-override characters, on one line.

    >>> clean("one\x00\ntwo")
    'one two'
    """
    return " ".join(CONTROL.sub("", text or "").split())


def number(value: float | Decimal | None) -> str:
    """A number with thin spaces between thousands.

    >>> number(33.3), number(7.0)
    ('33.3', '7')
    """
    if value is None:
        return ""
    return f"{value:,.10g}".replace(",", NARROW_SPACE) if value < 10**10 else f"{value:,.0f}"


def figure(row: Row, prefix: str = "") -> str:
    """The figure of a fact with its hedge, never sharper than its words; empty where there is none.

    `prefix` reads other columns of the row (`first_` those of its first observation).
    """
    bounds = {name: number(row[prefix + name]) for name in ("low", "best", "high")}
    lead = LEADS.get(row["hedge"] or "", "{best}").format(**bounds).strip()
    if not any(bounds.values()) and row["hedge"] not in ("vague_small", "vague_large"):
        return ""
    unit = row["unit"] or ""
    return f"{lead} {UNITS.get(unit, words(unit))}".strip()


def earlier_figure(row: Row) -> str:
    """The figure as the post first gave it, where a later revision changed it."""
    changed = any(row[name] != row[f"first_{name}"] for name in ("low", "best", "high"))
    return figure(row, "first_") if changed else ""


def clock(instant: datetime | None, timezone: str | None, day: date) -> str:
    """Hour and minute in the outlet's zone, with the day where it is another one."""
    if instant is None:
        return "time unknown"
    local = local_time(instant, timezone)
    return f"{local:%H:%M}" if local.date() == day else f"{local.day} {local:%b} {local:%H:%M}"


def local_time(instant: datetime, timezone: str | None) -> datetime:
    """An instant in a zone; in UTC where the zone is unknown, and where an instant carries none."""
    aware = instant if instant.tzinfo else instant.replace(tzinfo=UTC)
    try:
        return aware.astimezone(ZoneInfo(timezone or "UTC"))
    except (ZoneInfoNotFoundError, ValueError):
        return aware.astimezone(UTC)


def long_day(day: date) -> str:
    """A day as a masthead gives it.

    >>> long_day(date(2024, 10, 30))
    'Wednesday 30 October 2024'
    """
    return f"{day:%A} {day.day} {day:%B %Y}"


def short_day(day: date) -> str:
    """A day as an axis gives it.

    >>> short_day(date(2024, 10, 3))
    '3 Oct'
    """
    return f"{day.day} {day:%b}"


def link(url: str | None) -> str | None:
    """The address where it is plain http or https with a host, else None.

    >>> link("javascript:alert(1)") is None, link("https://wire.example/post#p1")
    (True, 'https://wire.example/post#p1')
    """
    if not url or UNSAFE.search(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def anchor(value: str | None) -> str:
    """An id as it may stand in a fragment.

    >>> anchor('9f"><b>')
    '9f___b_'
    """
    return re.sub(r"[^0-9A-Za-z_-]", "_", value or "")


def side(value: str | None) -> str:
    """A known side, for a class name."""
    return value if value and value in SIDES else "UNKNOWN"


def relays(claim: Row) -> list[str]:
    """Who passed a claim on between its origin and its publisher, in order."""
    return [clean(hop["name"]) for hop in claim["attribution"] or () if hop["role"] in RELAYS]
