"""The words that figures are written with, read from `lexicon/<lang>/numbers.toml` and cut as the text is cut."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from extractors.annotate.values import value
from extractors.annotate.words import plain, word_list
from extractors.model import Hedge, RatePeriod, Unit
from extractors.text import fold, normalise

_LITERALS = {
    "fr": r"\d{1,3}(?:(?:[ .'][0-9]{3}(?![0-9])){1,4}(?:,[0-9]{1,3}(?![0-9]))?|(?:,[0-9]{3}(?![0-9])){2,4})"
    r"|\d{1,12}(?:[.,][0-9]{1,3}(?![0-9]))?",
    "en": r"\d{1,3}(?:[, ][0-9]{3}(?![0-9])){1,4}(?:\.[0-9]{1,3}(?![0-9]))?|\d{1,12}(?:\.[0-9]{1,3}(?![0-9]))?",
}
_SHAPES = r"""
    (?!n[°º])[^\W\d_]++(?![-/'0-9])
  | (?P<designation>[^\W\d_]{1,12}-?[0-9][\w-]{0,12}(?<!km2)|\d{1,4}[xX]\d{1,4}|n[°º]\ ?\d{1,5}
        |\d{1,4}-(?:bis|ter)\b)
  | (?P<date>\d{1,2}[/.]\d{1,2}[/.]\d{2,4}(?![\w])|\d{4}-\d\d-\d\d(?![\w])|24/24|24/7)
  | (?P<clock>\d{1,2}\ ?[hH](?:\ ?\d{2})?(?![\w])|\d{1,2}:\d{2}(?::\d{2})?(?![\w])|\d{1,2}(?:[.:]\d{2})?\ ?[ap]\.?m\b)
  | (?P<ordinal>\d{1,4}(?:SUFFIX)(?!\w))
  | (?P<number>LITERAL)
  | (?P<elision>(?i:jusqu|lorsqu|puisqu|quelqu|qu|[cdjlmnst])')
  | (?P<word>[^\W\d_]+(?:[-/][^\W\d_]+)*[²2³]?|km/h)
  | (?P<sign>\S)
"""
Phrases = Mapping[str, Mapping[str, tuple[tuple[str, ...], ...]]]


class Token(NamedTuple):
    """One word, figure or sign; `value` is set on figures in digits, `shape` names what the characters look like."""

    folded: str
    start: int
    end: int
    shape: str
    value: float | None
    is_capital: bool


@value
class FigureWords:
    """The word lists of one language, folded.

    Hedges are keyed by their last word, everything else by its first, phrases by both; the longest come first.
    """

    lang: str
    pattern: re.Pattern[str]
    cardinals: Mapping[str, int]
    hundreds: Mapping[str, int]
    scales: Mapping[str, int]
    collectives: Mapping[str, int]
    fractions: Mapping[str, int]
    hedges: Mapping[str, tuple[tuple[tuple[str, ...], Hedge], ...]]
    hedges_after: Mapping[str, tuple[tuple[tuple[str, ...], Hedge], ...]]
    rates: Mapping[str, tuple[tuple[tuple[str, ...], RatePeriod], ...]]
    kinds: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    units: Mapping[str, Unit]
    sets: Mapping[str, frozenset[str]]
    phrases: Phrases
    phrases_by_last: Phrases


@lru_cache(maxsize=8)
def figure_words(lang: str) -> FigureWords:
    """Word lists for `lang`; a language without a pack is read as French."""
    lang = lang if lang in _LITERALS else "fr"
    pack = word_list("numbers", lang)
    pattern = compile_tokens(lang, pack["ordinal_suffixes"])
    cut = _Cutter(pattern)
    nouns = pack["nouns"]
    counted: dict[str, Unit] = {}
    for unit in ("units", "settlements", "formations", "persons"):
        counted.update(dict.fromkeys(_folded(nouns[unit]), unit))
    counted.update({fold(word): unit for word, unit in pack["duration_units"].items()})
    phrases = {
        "several": cut.all(pack["several"]), "subset": cut.all(pack["subset"]), "out_of": cut.all(pack["out_of"]),
        "zero": cut.all(pack["zero"]["before"]), "small": cut.all(pack["vague"]["small"]),
        "many": cut.all(pack["vague"]["large"]), "age": cut.all(pack["age"]["words"]),
        "age_before": cut.all(pack["age"]["before"]), "sentence": cut.all(pack["age"]["sentence"]),
        "population_after": cut.all(pack["population"]["after"]),
    }  # fmt: skip
    flat = ("half", "join", "between", "between_join", "range_join", "range_verbs", "article", "bare_plural", "of",
            "years_in", "clock_at", "day_of_month_after", "months")  # fmt: skip
    return FigureWords(
        lang=lang,
        pattern=pattern,
        **{name: {fold(word): value for word, value in pack[name].items()} for name in
           ("cardinals", "hundreds", "scales", "collectives", "fractions")},
        hedges=cut.by_last(pack["hedges"]),
        hedges_after=cut.by_first(pack["hedges_after"]),
        rates=cut.by_first(pack["rates"]),
        kinds=cut.by_first(pack["kinds"]),
        units=counted,
        sets={name: _folded(pack[name]) for name in flat}
        | {name: _folded(nouns[name]) for name in ("skip_before", "stop", "demographic", "persons", "verbs", "pairs")}
        | {"designators": _folded(pack["designators"]["words"]),
           "population_nouns": _folded(pack["population"]["nouns"]),
           "population_before": _folded(pack["population"]["before"]),
           "loss_nouns": _folded(pack["vague"]["loss_nouns"]), "large": _folded(pack["vague"]["large_adjectives"])},
        phrases=_keyed_phrases(phrases, 0),
        phrases_by_last=_keyed_phrases(phrases, -1),
    )  # fmt: skip


def _keyed_phrases(phrases: Mapping[str, Iterable[tuple[str, ...]]], place: int) -> Phrases:
    keyed: dict[str, dict[str, tuple[tuple[str, ...], ...]]] = {}
    for name, listed in phrases.items():
        table = keyed.setdefault(name, {})
        for phrase in listed:
            table[phrase[place]] = (*table.get(phrase[place], ()), phrase)
    return keyed


def compile_tokens(lang: str, suffixes: Iterable[str]) -> re.Pattern[str]:
    """The pattern that cuts a text of `lang` into tokens; every quantifier is bounded or over single characters."""
    suffix = "|".join(sorted(map(re.escape, suffixes), key=len, reverse=True))
    source = _SHAPES.replace("SUFFIX", suffix).replace("LITERAL", _LITERALS[lang].replace(" ", r"\ "))
    return re.compile(rf"(?=\S)(?:{source})", re.VERBOSE)


def tokens(text: str, lists: FigureWords) -> list[Token]:
    """Cut `text` into tokens with offsets into it."""
    return _tokens(text, lists.pattern, lists.lang)


def _tokens(text: str, pattern: re.Pattern[str], lang: str) -> list[Token]:
    normal = normalise(text)
    folded = plain(normal)
    found: list[Token] = []
    made, add = tuple.__new__, found.append
    for match in pattern.finditer(normal):
        start, end = match.span()
        shape = match.lastgroup or "word"
        value = _value(normal[start:end], lang) if shape == "number" else None
        add(made(Token, (folded[start:end], start, end, shape, value, normal[start].isupper())))
    return found


def _value(written: str, lang: str) -> float:
    """Number in digits; a comma before exactly "000" or repeated commas part thousands in French too."""
    plain = written.replace(" ", "").replace("'", "")
    if lang == "en":
        return float(plain.replace(",", ""))
    if plain.count(",") > 1 or plain.endswith(",000"):
        return float(plain.replace(",", "").replace(".", ""))
    whole, _, part = plain.partition(",")
    if not part and re.fullmatch(r"\d+\.\d{1,2}", whole):
        return float(whole)
    return float(whole.replace(".", "") + "." + (part or "0"))


class _Cutter:
    """Cuts the phrases of a word list as the text will be cut."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._pattern = pattern

    def cut(self, phrase: str) -> tuple[str, ...]:
        return tuple(one.folded for one in _tokens(phrase, self._pattern, "fr"))

    def all(self, phrases: Iterable[str]) -> tuple[tuple[str, ...], ...]:
        return tuple(sorted(map(self.cut, phrases), key=len, reverse=True))

    def by_last(self, lists: Mapping[str, Iterable[str]]) -> dict[str, Any]:
        return self._keyed(lists, -1)

    def by_first(self, lists: Mapping[str, Iterable[str]]) -> dict[str, Any]:
        return self._keyed(lists, 0)

    def _keyed(self, lists: Mapping[str, Iterable[str]], place: int) -> dict[str, Any]:
        keyed: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name, phrases in lists.items():
            for phrase in phrases:
                parts = self.cut(phrase)
                keyed.setdefault(parts[place], []).append((parts, name))
        return {word: tuple(sorted(found, key=lambda one: -len(one[0]))) for word, found in keyed.items()}


def _folded(listed: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, listed))
