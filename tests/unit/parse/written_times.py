"""Instants written the way outlets write them; the properties of the reader and its measured confidence rest on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

MONTHS_FR = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
SHORT_FR = ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."]
DAYS_FR = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]

Written = Callable[[datetime], str]


def french_day(at: datetime, *, year: bool = True) -> str:
    first = "1er" if at.day == 1 else str(at.day)
    return f"{first} {MONTHS_FR[at.month - 1]}" + (f" {at.year}" if year else "")


def half_day(at: datetime, *, dots: bool = False) -> str:
    half = ("a.m.", "p.m.") if dots else ("am", "pm")
    return f"{(at.hour - 1) % 12 + 1}:{at:%M} {half[at.hour // 12]}"


FULL: dict[str, Written] = {
    "weekday, day and clock": lambda at: f"{DAYS_FR[at.weekday()]} {french_day(at)} à {at.hour}h{at:%M}",
    "day glued to its clock": lambda at: f"{DAYS_FR[at.weekday()]} {french_day(at)}{at:%H:%M}",
    "published": lambda at: f"Publié le {french_day(at)} à {at:%H:%M}",
    "published and changed": lambda at: (
        f"Publié le {french_day(at)} à {at.hour}h{at:%M}, mis à jour le {french_day(at + timedelta(days=1))} à 6h19"
    ),
    "changed and published": lambda at: (
        f"Mis à jour le {french_day(at + timedelta(days=1))} à 6h19, publié le {french_day(at)} à {at.hour}h{at:%M}"
    ),
    "short month": lambda at: f"{DAYS_FR[at.weekday()][:3]}. {at.day} {SHORT_FR[at.month - 1]} {at.year} - {at:%H:%M}",
    "figures, day first": lambda at: f"{at:%d/%m/%Y} - {at:%H:%M}",
    "figures with a short year": lambda at: f"{at:%d/%m/%y} à {at:%H}h{at:%M}",
    "issued and modified": lambda at: (
        f"Issued on: {at:%d/%m/%Y - %H:%M} Modified: {at + timedelta(1):%d/%m/%Y - %H:%M}"
    ),
    "English, twelve hours": lambda at: f"{at:%B} {at.day}, {at.year}, {half_day(at, dots=True)}",
    "English, clock first": lambda at: f"{half_day(at)}, {at.day} {at:%b} {at.year}",
    "English with a dot": lambda at: f"{at:%a} {at.day} {at:%b} {at.year} {at:%H.%M}",
    "sortable": lambda at: f"{at:%Y-%m-%d %H:%M}",
}
"""Labels that say their day and year."""

YEARLESS: dict[str, Written] = {
    "French": lambda at: f"{french_day(at, year=False)} à {at.hour}h{at:%M}",
    "French with weekday": lambda at: f"{DAYS_FR[at.weekday()]} {french_day(at, year=False)}, {at:%H:%M}",
    "figures": lambda at: f"Le {at:%d/%m} à {at:%H:%M}",
    "English": lambda at: f"{at.day} {at:%B}, {half_day(at)}",
}
"""Labels that leave the year out."""

CLOCKS: dict[str, Written] = {
    "20:44": lambda at: f"{at:%H:%M}",
    "21h45": lambda at: f"{at.hour}h{at:%M}",
    "à 7 h 05": lambda at: f"à {at.hour}\u00a0h\u00a0{at:%M}",
    "19.30": lambda at: f"{at:%H.%M}",
    "8:15 am": half_day,
}
"""Labels that are only a clock."""


def counted_back(at: datetime, captured: datetime) -> list[tuple[str, timedelta]]:
    """Labels that count back from the capture, and how far below the truth each may lie: what it leaves out."""
    ago = captured - at
    minutes, hours, days = ago // timedelta(minutes=1), ago // timedelta(hours=1), ago // timedelta(days=1)
    if minutes < 1:
        return [("À l'instant", timedelta(minutes=1)), ("Just now", timedelta(minutes=1))]
    if hours < 1:
        unit = timedelta(minutes=1)
        return [(f"il y a {minutes} min", unit), (f"{minutes} min{'s' * (minutes > 1)} ago", unit)]
    if days < 1:
        unit = timedelta(hours=1)
        both = (f"il y a {hours} h {minutes % 60} min", timedelta(minutes=1))
        return [(f"il y a {hours} heures", unit), (f"{hours} hrs ago", unit), *([both] if minutes % 60 else [])]
    return [(f"il y a {days} jours", timedelta(days=1)), (f"{days} days ago", timedelta(days=1))]


def as_page(clocks: Sequence[str], *, pinned: int = 0) -> str:
    """Markup of posts that carry these clocks; the first `pinned` say that they are pinned."""
    return "".join(
        f'<article class="post{" pinned" * (place < pinned)}"><span>{clock}</span><p>Message numéro {place} du fil : '
        f"le pont de Verbove reste ouvert, selon la préfecture, et la ligne {place} circule.</p></article>"
        for place, clock in enumerate(clocks)
    )
