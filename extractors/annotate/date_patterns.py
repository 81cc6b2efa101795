"""How dates are written: the patterns and word lists of each language, read from `lexicon/<lang>/dates.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from extractors.annotate.words import word_list
from extractors.text import fold

_LANGUAGES = frozenset({"fr", "en"})
_GATE = (
    r"\d{4}|\d/\d|semaine|week|mois|month|annee|\ban\b|\bans\b|year|jour|heure|nuit|night|hier|demain|veille|matin|soir"
    r"|today|day|tomorrow|morning|evening|tonight|hour|guerre|war|invasion|conflit|hostilit|operation|trimestre|quarter"
    r"|S|M|W"
)


@dataclass(frozen=True, kw_only=True)
class DateWords:
    """Patterns and word lists of one language."""

    lang: str
    gate: re.Pattern[str]
    patterns: tuple[tuple[str, re.Pattern[str], str | None], ...]
    """Rule, pattern, and the kind of word without which the pattern cannot match."""
    kinds: Mapping[str, re.Pattern[str]]
    before: re.Pattern[str]
    future: re.Pattern[str]
    past: re.Pattern[str]
    not_future: frozenset[str]
    weekdays: tuple[str, ...]
    months: Mapping[str, int]
    numbers: Mapping[str, int]
    units: Mapping[str, str]
    seasons: Mapping[str, int]
    events: tuple[tuple[re.Pattern[str], str], ...]


@lru_cache(maxsize=8)
def date_words(lang: str) -> DateWords:
    """Patterns and word lists for `lang`; a language without its own is read as French."""
    lang = lang if lang in _LANGUAGES else "fr"
    pack = word_list("dates", lang)
    tables = {
        name: {fold(word): value for word, value in pack[name].items()}
        for name in ("months", "numbers", "units", "seasons")
    }
    listed = {
        "W": _any(pack["weekdays"]), "M": _any(tables["months"]), "A": _any(map(fold, pack["ahead"])),
        "L": _any(word for word in tables["months"] if word not in _SHORT_MONTHS), "B": _any(map(fold, pack["back"])),
        "N": r"(?:\d{1,3}|" + _any(tables["numbers"])[3:], "U": _any(tables["units"]), "S": _any(tables["seasons"]),
    }  # fmt: skip
    return DateWords(
        lang=lang,
        gate=re.compile(_filled(_GATE, listed)),
        patterns=tuple(
            (
                one["rule"],
                re.compile(rf"(?<![\w-])(?:{_filled(one['pattern'], listed)})(?![\w-])"),
                _needed(one["pattern"]),
            )
            for one in pack["patterns"]
        ),
        kinds={
            "weekday": re.compile(listed["W"]), "month": re.compile(listed["M"]), "unit": re.compile(listed["U"]),
            "season": re.compile(listed["S"]), "year": re.compile(r"(?:19|20)\d\d"),
        },
        before=re.compile(rf"\b{pack['before']}"),
        future=re.compile(pack["future"]),
        past=re.compile(pack["past"]),
        not_future=frozenset(map(fold, pack["not_future"])),
        weekdays=tuple(pack["weekdays"]),
        months=tables["months"], numbers=tables["numbers"], units=tables["units"], seasons=tables["seasons"],
        events=tuple(
            (re.compile(rf"\b{re.escape(fold(words))}\b"), meaning) for words, meaning in pack["events"].items()
        ),
    )  # fmt: skip


_SHORT_MONTHS = frozenset({"janv", "fevr", "sept", "oct", "nov", "dec", "jan", "feb", "aug", "sep"})
_PLACEHOLDER = re.compile(r"(?<![\\A-Za-z<])[ABLMNSUW](?![A-Za-z>])")


_GROUP = re.compile(
    r"\(\?P<(?P<kind>weekday|month|unit|season|year)>(?:[WMLUS]|\(\?:19\|20\)\\d\{2\})\)(?P<optional>[?*{])?"
)


def _needed(pattern: str) -> str | None:
    """The kind of word a pattern always asks for: a group outside all others that may not be left out."""
    depths, depth, is_escaped = [], 0, False
    for sign in pattern:
        depths.append(depth)
        if not is_escaped and sign in "()":
            depth += 1 if sign == "(" else -1
        is_escaped = sign == "\\" and not is_escaped
    if any(sign == "|" and not depths[at] for at, sign in enumerate(pattern)):
        return None
    found = (one for one in _GROUP.finditer(pattern) if not depths[one.start()] and not one["optional"])
    return next((one["kind"] for one in found), None)


def _any(listed: object) -> str:
    words = sorted({str(one) for one in listed}, key=len, reverse=True)  # type: ignore[attr-defined]
    return "(?:" + "|".join(map(re.escape, words)) + ")"


def _filled(pattern: str, listed: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda match: listed[match.group()], pattern)
