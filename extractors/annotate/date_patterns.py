"""How dates are written: the patterns and word lists of each language, read from `lexicon/<lang>/dates.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from extractors.annotate.values import value
from extractors.annotate.words import word_list
from extractors.text import fold

_LANGUAGES = frozenset({"fr", "en"})
_NAMED = re.compile(r"\(\?P<\w+>")


@value
class DateWords:
    """Patterns and word lists of one language."""

    lang: str
    any_of_them: re.Pattern[str]
    """Matches wherever one of the patterns does."""
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    """Patterns with the rule that reads them, or with what the event means that they name."""
    before: re.Pattern[str]
    future: re.Pattern[str]
    past: re.Pattern[str]
    not_future: frozenset[str]
    weekdays: tuple[str, ...]
    months: Mapping[str, int]
    numbers: Mapping[str, int]
    units: Mapping[str, str]
    seasons: Mapping[str, int]


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
    written = [(one["rule"], _filled(one["pattern"], listed)) for one in pack["patterns"]]
    events = [(meaning, re.escape(fold(words))) for words, meaning in pack["events"].items()]
    return DateWords(
        lang=lang,
        any_of_them=_any_of_them([words for _, words in events], [pattern for _, pattern in written]),
        patterns=(
            *((meaning, re.compile(rf"\b{words}\b")) for meaning, words in events),
            *((rule, re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])")) for rule, pattern in written),
        ),
        before=re.compile(rf"\b{pack['before']}"),
        future=re.compile(pack["future"]),
        past=re.compile(pack["past"]),
        not_future=frozenset(map(fold, pack["not_future"])),
        weekdays=tuple(pack["weekdays"]),
        months=tables["months"], numbers=tables["numbers"], units=tables["units"], seasons=tables["seasons"],
    )  # fmt: skip


_SHORT_MONTHS = frozenset({"janv", "fevr", "sept", "oct", "nov", "dec", "jan", "feb", "aug", "sep"})
_PLACEHOLDER = re.compile(r"(?<![\\A-Za-z<])[ABLMNSUW](?![A-Za-z>])")


def _any_of_them(events: Iterable[str], patterns: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all, their groups without names; what they have before and behind them is asked once."""
    unnamed = (_NAMED.sub("(?:", one) for one in patterns)
    return re.compile(rf"(?<!\w)(?=\w)(?:(?:{'|'.join(events)})\b|(?<!-)(?:{'|'.join(unnamed)})(?![\w-]))")


def _any(listed: object) -> str:
    words = sorted({str(one) for one in listed}, key=len, reverse=True)  # type: ignore[attr-defined]
    return "(?:" + "|".join(map(re.escape, words)) + ")"


def _filled(pattern: str, listed: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda match: listed[match.group()], pattern)
