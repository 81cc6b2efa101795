"""Words of dates and clocks in the languages whose pages are read, as patterns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from extractors.text import fold

_MONTHS = {
    "fr": "janvier|janv fevrier|fevr|fev mars avril|avr mai juin "
    "juillet|juil aout septembre|sept octobre|oct novembre|nov decembre|dec",
    "en": "january|jan february|feb march|mar april|apr may june|jun "
    "july|jul august|aug september|sep october november december",
    "it": "gennaio|gen febbraio|feb marzo aprile maggio|mag giugno|giu "
    "luglio|lug agosto|ago settembre|set ottobre|ott novembre dicembre|dic",
    "es": "enero|ene febrero marzo abril|abr mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre",
    "de": "januar februar marz|maerz april mai juni juli august september oktober|okt november dezember|dez",
}  # fmt: skip
_DAYS = {
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "en": "monday|mon tuesday|tue wednesday|wed thursday|thu friday|fri saturday|sat sunday|sun",
    "it": "lunedi martedi mercoledi giovedi venerdi sabato domenica",
    "es": "lunes martes miercoles jueves viernes sabado domingo",
    "de": "montag dienstag mittwoch donnerstag freitag samstag sonntag",
}  # fmt: skip
_UNITS = {
    "second": "secondes?|seconds?|secs?|s|sekunden?|secondi|segundos?",
    "minute": "minutes?|mins?|min|mn|m|minuti|minuto|minutos|minuten",
    "quarter": "quart d'heure",
    "half": "demi-heure|half-hour",
    "hour": "heures?|hours?|hrs?|h|ore|ora|horas?|stunden?|std",
    "day": "jours?|days?|j|d|giorni|giorno|dias?|tagen?|tag",
}


def _table(rows: Mapping[str, str]) -> dict[str, int]:
    return {
        name: place
        for words in rows.values()
        for place, group in enumerate(words.split(" "), 1)
        for name in group.split("|")
    }


MONTHS = _table(_MONTHS)
WEEKDAYS = {name: place - 1 for name, place in _table(_DAYS).items()}


def _either(names: Mapping[str, int]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


_YEAR = r"(?:19|20)\d{2}"
DAY_FIRST = re.compile(
    rf"(?<![\d:])(?P<day>\d{{1,2}})(?:er|st|nd|rd|th|o|\.)?[ -]*(?:de |"
    rf"of )?(?P<month>{_either(MONTHS)})(?![a-z])\.?,?(?:[ -]*(?:de |del )?(?P<year>{_YEAR}))?"
)
MONTH_FIRST = re.compile(
    rf"\b(?P<month>{_either(MONTHS)})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])(?:,? (?P<year>{_YEAR}))?"
)
NUMERIC = re.compile(rf"(?<!\d)(?P<first>\d{{1,2}})[/.-](?P<second>\d{{1,2}})[/.-](?P<year>{_YEAR}|\d{{2}}(?=$|[ ,]))")
DAY_AND_MONTH = re.compile(r"(?<![\d/])(?P<first>\d{1,2})/(?P<second>\d{1,2})(?![\d/])(?P<year>)(?=.*\d ?[h:])")
ISO_DAY = re.compile(rf"(?P<year>{_YEAR})-(?P<month>\d{{2}})-(?P<day>\d{{2}})")
CLOCK = re.compile(
    r"(?<![a-su-z\d.,/])(?P<hour>[01]?\d|2[0-4])(?: ?h(?:eures?)?\b ?| ?h(?=\d)| ?: ?|\.|"
    r"(?= ?[ap]\.?m\b))(?P<minute>[0-5]\d)?(?:[:.](?P<second>[0-5]\d))?(?![\d%])"
    r" ?(?P<half>[ap]\.?m\b\.?)?"
)
WEEKDAY = re.compile(rf"\b(?P<name>{_either(WEEKDAYS)})\b\.?")
_CITIES = {
    "paris": "Europe/Paris", "bruxelles": "Europe/Brussels", "brussels": "Europe/Brussels", "londres": "Europe/London",
    "london": "Europe/London", "uk": "Europe/London", "berlin": "Europe/Berlin", "rome": "Europe/Rome",
    "kiev": "Europe/Kyiv", "kyiv": "Europe/Kyiv", "moscou": "Europe/Moscow", "moscow": "Europe/Moscow",
    "varsovie": "Europe/Warsaw", "warsaw": "Europe/Warsaw", "jerusalem": "Asia/Jerusalem", "israel": "Asia/Jerusalem",
    "new york": "America/New_York", "washington": "America/New_York", "eastern": "America/New_York",
}  # fmt: skip
_CITY = "|".join(_CITIES)
ZONE = re.compile(
    r"\b(?P<name>temps universel(?: \(tu\))?|utc|gmt|tu|bst|cest|cet|msk|eest|eet|est|edt|pst|pdt|ist|et)\b"
    r"(?P<offset>[+-]\d{1,2}(?::?\d{2})?)?"
    rf"|\bheure d[e'] ?(?P<city>{_CITY})\b|\b(?P<city_en>{_CITY}) time\b"
)
TODAY = re.compile(r"\b(?:aujourd'?hui|today|oggi|hoy|heute)\b")
DAY_BEFORE = re.compile(r"\b(?:avant-hier|(?:the )?day before yesterday|vorgestern|anteayer)\b")
YESTERDAY = re.compile(r"\b(?:hier|yesterday|ieri|ayer|gestern)\b")
NOW = re.compile(
    r"^(?:a l'instant|il y a quelques secondes|maintenant|just now|now|moments? ago|a few seconds ago|"
    r"adesso|ora|gerade eben)$"
)
AGO = re.compile(
    r"\b(?:il y a|vor|hace) (?:environ |about |a peine |(?:un peu )?(?:moins|plus|pres) d[e'] ?)?"
    r"(?P<count>\d{1,3}|une?|eine?[rnm]?) ?(?P<unit>quart d'heure|demi-heure|[a-z]+)(?![a-z])"
    r"(?: ?(?:et )?(?P<rest>[0-5]?\d)(?: ?(?:minutes?|mins?|mn|m))?\b(?!:))?"
    r"|\b(?:(?:about|over|almost|less than) )?(?:(?P<half>half an hour)|(?P<count_en>\d{1,3}|an?|one) ?"
    r"(?P<unit_en>[a-z]+))(?:,? ?(?P<more>\d{1,2}) ?(?:minutes?|mins?|m)?)? (?:ago|fa)\b"
)
LONG_AGO = re.compile(
    r"\bil y a [\w' ]{0,24}?(?:semaines?|mois|ans?)\b|\b(?:\d{1,3}|an?|one|several) (?:weeks?|months?|years?) ago\b|"
    r"\bil y a quelques (?:minutes|heures|jours)\b|\b(?:a few|some|several) (?:minutes|hours|days) ago\b"
)
COUNTS_BACK = re.compile(r"\b(?:ago|il y a)\b")
MONEY = re.compile(r"[€$£%]")
LATER = re.compile(
    r"\b(?:mis(?:e)? a jour|modifie|actualise|updated|modified|last update|aggiornato|aktualisiert|actualizado)\w*\b"
)
PUBLISHED = re.compile(r"\b(?:publiee?|published|posted|issued|mis en ligne)\b")
FILLER = re.compile(
    r"\b(?:publie|publiee|publication|posted|published|issued|first|on|at|le|a|the|el|il|am|um|uhr|"
    r"ore|alle|heure|heures|h|de|du|depuis|"
    r"last|time|local|locale|live|direct)\b|[\W_]+"
)

_FIXED = {
    "utc": 0, "gmt": 0, "tu": 0, "bst": 60, "cet": 60, "cest": 120, "eet": 120, "eest": 180, "msk": 180, "est": -300,
    "edt": -240, "pst": -480, "pdt": -420,
}  # fmt: skip


def zone_named(match: re.Match[str]) -> tzinfo | None:
    """Zone that `ZONE` found (`TU`, `GMT`, `BST`, `GMT+2`, `heure de Kiev`); None for names of several (`IST`)."""
    city = match["city"] or match["city_en"]
    name, offset = match["name"], match["offset"]
    if city or name == "et":
        return ZoneInfo(_CITIES[city or "eastern"])
    if name.startswith("temps"):
        return UTC
    minutes = _FIXED.get(name)
    if minutes is None:
        return None
    if offset:
        digits = offset[1:].replace(":", "")
        hours, rest = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
        minutes += (hours * 60 + rest) * (-1 if offset[0] == "-" else 1)
    return timezone(timedelta(minutes=minutes)) if abs(minutes) < 24 * 60 else None


_SECONDS = {"second": 1, "minute": 60, "quarter": 900, "half": 1800, "hour": 3600, "day": 86400}


def unit_seconds(word: str) -> int | None:
    """Seconds of a unit of time as written after a number."""
    for name, pattern in _UNITS.items():
        if re.fullmatch(pattern, word):
            return _SECONDS[name]
    return None


def folded(text: str) -> str:
    """A label in the form that these patterns read: folded, single spaces."""
    return re.sub(r"\s+", " ", fold(text)).strip()
