"""Numbers in words and digits: read the numeral that starts at a token."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from extractors.annotate.figure_words import FigureWords, Token
from extractors.annotate.values import value

NumeralForm = Literal["number", "article", "collective", "vague"]
_GLUED = {"k": 1_000.0, "m": 1_000_000.0, "bn": 1_000_000_000.0, "md": 1_000_000_000.0, "mds": 1_000_000_000.0}
_SHORTEST_SCALE = 3
_HUNDRED = 100
_THOUSAND = 1000


@value
class Numeral:
    """A number read from tokens `first` to `last` (excluded); `scale` is the last multiplier that was said."""

    first: int
    last: int
    value: float
    form: NumeralForm = "number"
    scale: float = 1
    is_digits: bool = False


def read_numeral(tokens: Sequence[Token], first: int, lists: FigureWords) -> Numeral | None:
    """The number, collective ("une dizaine") or plural multiple ("dizaines de milliers") that starts at `first`."""
    token = tokens[first]
    if token.value is not None:
        numeral = _scaled_digits(tokens, first, lists)
        return _with_half(tokens, _times_collective(tokens, numeral, lists), lists)
    return _multiple(tokens, first, lists) or _half_scale(tokens, first, lists) or _words(tokens, first, lists)


def _scaled_digits(tokens: Sequence[Token], first: int, lists: FigureWords) -> Numeral:
    value = tokens[first].value or 0.0
    last, scale = first + 1, 1.0
    if last < len(tokens) and tokens[last].start == tokens[first].end and tokens[last].folded in _GLUED:
        scale = _GLUED[tokens[last].folded]
        return Numeral(first=first, last=last + 1, value=value * scale, scale=scale, is_digits=True)
    while last < first + 3 and last < len(tokens) and _is_scale(tokens[last], lists):
        scale *= lists.scales[tokens[last].folded]
        last += 1
    return Numeral(first=first, last=last, value=value * scale, scale=scale, is_digits=True)


def _is_scale(token: Token, lists: FigureWords) -> bool:
    return token.folded in lists.scales and (len(token.folded) >= _SHORTEST_SCALE or token.folded in {"md", "bn"})


def _words(tokens: Sequence[Token], first: int, lists: FigureWords) -> Numeral | None:
    """A number in words: "trois cent mille", "quatre-vingt-dix-sept", "two hundred and fifty"."""
    sum_ = _Sum(lists)
    position = last = first
    while position < len(tokens) and (parts := _parts(tokens[position], lists)) is not None and sum_.take(parts):
        position = last = position + 1
        is_joined = position + 1 < len(tokens) and tokens[position].folded in lists.sets["join"]
        if is_joined and sum_.can_join(tokens[position + 1].folded):
            position += 1
    if last == first:
        return None
    is_article = last == first + 1 and tokens[first].folded in lists.sets["article"]
    numeral = Numeral(
        first=first, last=last, value=sum_.value, form="article" if is_article else "number", scale=sum_.scale
    )
    return _with_half(tokens, _times_collective(tokens, numeral, lists), lists)


def _parts(token: Token, lists: FigureWords) -> list[str] | None:
    """The number words a token consists of; None where any part is no number word."""
    if token.shape != "word":
        return None
    known = (lists.cardinals, lists.hundreds, lists.scales)
    parts = [one for one in token.folded.split("-") if one not in lists.sets["join"]]
    if not parts or parts[0] in {"k", "m"}:
        return None
    return parts if all(any(one in table for table in known) for one in parts) else None


class _Sum:
    """Adds number words up in the order they are said; refuses the word that starts another number."""

    def __init__(self, lists: FigureWords) -> None:
        self._lists = lists
        self._total = 0.0
        self._group = 0.0
        self._last: float | None = None
        self.scale = 1.0

    @property
    def value(self) -> float:
        return self._total + self._group

    def take(self, parts: Sequence[str]) -> bool:
        before = (self._total, self._group, self._last, self.scale)
        if all(self._take(one) for one in parts):
            return True
        self._total, self._group, self._last, self.scale = before
        return False

    def can_join(self, word: str) -> bool:
        """Whether "et" or "and" between the last word and `word` belongs to the number (vingt et un)."""
        value = self._lists.cardinals.get(word.split("-", maxsplit=1)[0])
        if value is None or self._last is None:
            return False
        if self._lists.lang == "en":
            return self._last >= _HUNDRED
        return self._last in {20, 30, 40, 50, 60, 70, 80} and value in {1, 11}

    def _take(self, word: str) -> bool:
        if word in self._lists.scales:
            return self._multiply(self._lists.scales[word])
        if word in self._lists.hundreds:
            return self._hundred()
        return self._add(self._lists.cardinals[word])

    def _multiply(self, scale: int) -> bool:
        if self._last is None and scale > _THOUSAND:
            return False
        if self._group:
            self._total += self._group * scale
        elif not self._total:
            self._total = scale
        elif self._last is not None and self._last < scale:
            self._total *= scale
        else:
            return False
        self._group, self._last, self.scale = 0.0, float(scale), float(scale)
        return True

    def _hundred(self) -> bool:
        if (self._last is None and self._lists.lang == "en") or self._group >= _HUNDRED:
            return False
        self._group = (self._group or 1) * _HUNDRED
        self._last = self.scale = float(_HUNDRED)
        return True

    def _add(self, value: int) -> bool:
        if self._last == 4 and value == 20 and self._lists.lang == "fr":
            self._group += 76
            self._last = 80.0
            return True
        if not _follows(self._last, value):
            return False
        self._group += value
        self._last = float(value)
        return True


def _follows(last: float | None, value: int) -> bool:
    """Whether a cardinal may follow the last number word: vingt + deux, soixante + douze, dix + sept, cent + any."""
    if last is None or last >= _HUNDRED:
        return True
    if last == 10:
        return value in {7, 8, 9}
    below = 20 if last in {60, 80} else 10
    return last in {20, 30, 40, 50, 60, 70, 80, 90} and 0 < value < below


def _multiple(tokens: Sequence[Token], first: int, lists: FigureWords) -> Numeral | None:
    """Plural multiples without a number of their own: "dizaines de milliers", "millions" -> vague."""
    word = tokens[first].folded
    unit: float | None = lists.collectives.get(word) if word.endswith("s") else None
    if unit is None and word in {"millions", "milliards"}:
        unit = float(lists.scales.get(word, 1_000_000))
    if unit is None:
        return None
    last, unit = _of_scale(tokens, first + 1, unit, lists)
    return Numeral(first=first, last=last, value=unit, form="vague", scale=unit)


def _of_scale(tokens: Sequence[Token], last: int, unit: float, lists: FigureWords) -> tuple[int, float]:
    """Multiply by the scales that follow with "de": "dizaines de milliers", "tens of thousands"."""
    for _ in range(2):
        if last + 1 >= len(tokens) or tokens[last].folded not in lists.sets["of"]:
            break
        word = tokens[last + 1].folded
        following = (lists.collectives.get(word) or lists.scales.get(word) or 0) if word.endswith("s") else 0
        if following < _THOUSAND:
            break
        unit, last = unit * following, last + 2
    return last, float(unit)


def _times_collective(tokens: Sequence[Token], numeral: Numeral, lists: FigureWords) -> Numeral:
    """Multiply by a collective: "une dizaine", "trois centaines", "une bonne centaine"."""
    last = numeral.last
    if last < len(tokens) and tokens[last].folded in lists.sets["skip_before"] and last + 1 < len(tokens):
        last += tokens[last + 1].folded in lists.collectives
    if last >= len(tokens) or tokens[last].folded not in lists.collectives:
        return numeral
    unit = lists.collectives[tokens[last].folded]
    end, value = _of_scale(tokens, last + 1, numeral.value * unit, lists)
    return replace(numeral, last=end, value=value, form="collective", scale=float(unit))


def _with_half(tokens: Sequence[Token], numeral: Numeral, lists: FigureWords) -> Numeral:
    """Add "et demi" or "and a half" to the last scale said: "un million et demi", "two and a half million"."""
    following = [one.folded for one in tokens[numeral.last : numeral.last + 3]]
    if not following or following[0] not in lists.sets["join"]:
        return numeral
    size = next((at + 1 for at, word in enumerate(following) if word in lists.sets["half"]), 0)
    if not size or (following[1] != "a" and following[1] not in lists.sets["half"]):
        return numeral
    end = numeral.last + size
    value = numeral.value + numeral.scale / 2
    if end < len(tokens) and _is_scale(tokens[end], lists):
        scale = float(lists.scales[tokens[end].folded])
        return replace(numeral, last=end + 1, value=value * scale, scale=scale, form="number")
    return replace(numeral, last=end, value=value, form="number" if numeral.form == "article" else numeral.form)


def _half_scale(tokens: Sequence[Token], first: int, lists: FigureWords) -> Numeral | None:
    """Half of a scale: "un demi-million", "une demi-douzaine", "half a million", "half a dozen"."""
    last = first + (tokens[first].folded in lists.sets["article"])
    if last >= len(tokens):
        return None
    parts = tokens[last].folded.split("-")
    if parts[0] not in lists.sets["half"]:
        return None
    rest = parts[1:] or [one.folded for one in tokens[last + 1 : last + 3]]
    end = last + 1
    if len(parts) == 1:
        skip = bool(rest) and rest[0] in lists.sets["article"]
        rest, end = rest[skip : skip + 1], end + skip + 1
    if not rest or end > len(tokens):
        return None
    if rest[0] in lists.collectives:
        value = lists.collectives[rest[0]] / 2
        return Numeral(first=first, last=end, value=value, form="collective", scale=value)
    if rest[0] in lists.scales:
        return Numeral(first=first, last=end, value=lists.scales[rest[0]] / 2, scale=1)
    return None
