"""What stands around a number: its hedge, the noun it counts, and what kind of quantity that makes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, cast

from extractors.annotate.figure_words import FigureWords, Token
from extractors.annotate.measure import MeasureKind
from extractors.annotate.numerals import Numeral
from extractors.model import Hedge, RatePeriod, Unit

_CURRENCIES = frozenset("$€£")
_YEARS = range(1900, 2100)
_LAST_DAY = 31
_RATE_WINDOW = 8
_POPULATION_WINDOW = 6
_CLITIC_REACH = 4


class Noun(NamedTuple):
    """The head noun at token `at`."""

    at: int
    folded: str
    start: int
    end: int


class _Places(dict[int, str]):
    """The words of a text by their places, empty outside it."""

    def __missing__(self, at: int) -> str:
        return ""


class FigureContext:
    """The tokens of one text, asked about the neighbourhood of a number."""

    def __init__(self, tokens: Sequence[Token], lists: FigureWords) -> None:
        """Ask about `tokens` with the word lists of their language."""
        self.tokens, self.lists = tokens, lists
        self.words = tuple([one.folded for one in tokens])
        self.word: Callable[[int], str] = _Places(enumerate(self.words)).__getitem__

    def matches(self, at: int, phrase: tuple[str, ...]) -> bool:
        """Whether `phrase`, of which one word is known to, stands at token `at`."""
        return len(phrase) == 1 or (at >= 0 and self.words[at : at + len(phrase)] == phrase)

    def phrase_at(self, at: int, name: str) -> int:
        """Length of the longest phrase of the list `name` that starts at `at`, or 0."""
        for one in self.lists.phrases[name].get(self.word(at), ()):
            if self.matches(at, one):
                return len(one)
        return 0

    def phrase_before(self, at: int, name: str) -> int:
        """Length of the longest phrase of the list `name` that ends just before `at`, or 0."""
        for one in self.lists.phrases_by_last[name].get(self.word(at - 1), ()):
            if self.matches(at - len(one), one):
                return len(one)
        return 0

    def hedge_before(self, first: int) -> tuple[Hedge | None, int]:
        """The hedge that ends just before token `first`, and the token where it starts; a second, outer one wins."""
        hedge: Hedge | None = None
        for _ in range(2):
            step = self._hedge_ending(first)
            if step is None or self._is_only(step[0], first):
                break
            hedge, first = (step[1] if hedge is None or step[1] != "approx" else hedge), first - len(step[0])
        return hedge, first

    def _hedge_ending(self, first: int) -> tuple[tuple[str, ...], Hedge] | None:
        words = self.words
        for one in self.lists.hedges.get(self.word(first - 1), ()):
            size = len(one[0])
            if size == 1 or words[first - size : first] == one[0]:
                return one
        return None

    def _is_only(self, phrase: Sequence[str], first: int) -> bool:
        """A case of "n'a plus que 18.000 recrues": no more than that, and no less."""
        if tuple(phrase) != ("plus", "que"):
            return False
        ahead = range(first - len(phrase) - _CLITIC_REACH, first - len(phrase))
        return any(self.word(at) in {"n", "n'", "ne"} for at in ahead)

    def hedge_after(self, at: int) -> tuple[Hedge | None, int]:
        """The hedge that starts at token `at` ("au moins", "or more"), and the token behind it."""
        for phrase, hedge in self.lists.hedges_after.get(self.word(at), ()):
            if self.matches(at, phrase):
                return hedge, at + len(phrase)
        return None, at

    def noun_after(self, at: int, *, through_articles: bool = False) -> Noun | None:
        """The head noun counted by a number that ends before token `at`: past "de" and adjectives before the noun."""
        of, skip = self.lists.sets["of"], self.lists.sets["skip_before"]
        if self.word(at) == '"' and self.word(at + 1) in of:
            at += 1
        while self.word(at) in of or (through_articles and self.word(at) in {"la", "le", "les", "l'", "the", "ses"}):
            at += 1
        if self.word(at - 1) in of and self.word(at) in {"ses", "leurs", "nos"} and self._is_noun(at + 1):
            at += 1
        at = self._behind_age(at)
        while self.word(at) in skip and self._is_noun(at + 1):
            at += 1
        if not self._is_noun(at):
            return None
        if self.lists.lang == "en":
            at = self._english_head(at)
        token = self.tokens[at]
        return Noun(at, token.folded, token.start, token.end)

    def _behind_age(self, at: int) -> int:
        """Past an age that stands before its noun: "a | 15-year-old | girl"."""
        if self.lists.lang != "en" or not 0 <= at < len(self.tokens) or self.tokens[at].value is None:
            return at
        start = at + 1 + (self.word(at + 1) == "-")
        size = self.phrase_at(start, "age")
        return start + size if size else at

    def unit_of(self, noun: Noun | None) -> Unit | None:
        """What the noun counts, where the word lists know it."""
        return self.lists.units.get(noun.folded) if noun else None

    def kind_at(self, *places: int) -> tuple[MeasureKind | None, int]:
        """Kind named by a unit of measure at one of the token `places`, and the token behind it."""
        for at in places:
            start = at + (self.word(at) == "-")
            for phrase, kind in self.lists.kinds.get(self.word(start), ()):
                if self.matches(start, phrase):
                    return cast("MeasureKind", kind), start + len(phrase)
        return None, 0

    def kind_of(self, numeral: Numeral, start: int, noun: Noun | None) -> tuple[MeasureKind, int]:
        """Kind of the quantity whose hedge starts at token `start`, and the token behind its unit of measure."""
        if self.word(numeral.first - 1) in _CURRENCIES:
            return "money", numeral.last
        places = (numeral.last, numeral.last + (self.word(numeral.last) in self.lists.sets["of"]))
        kind, end = self.kind_at(*places, *((noun.at,) if noun else ()))
        if self._is_age(numeral, start, end if kind == "duration" else numeral.last):
            return "age", numeral.last
        if kind is not None:
            return ("sentence" if kind == "duration" and self.phrase_at(end, "sentence") else kind), end
        return self._kind_by_noun(numeral, start, noun), numeral.last

    def _kind_by_noun(self, numeral: Numeral, start: int, noun: Noun | None) -> MeasureKind:
        if self._is_year(numeral, noun):
            return "year"
        is_people = noun is not None and noun.folded in self.lists.sets["population_nouns"]
        return "population" if noun and is_people and self._is_population(start, noun.at + 1) else "count"

    def is_no_quantity(self, numeral: Numeral, noun: Noun | None) -> bool:
        """Whether the number is part of a date, a clock time or a name."""
        before, behind = self.word(numeral.first - 1), self.word(numeral.last)
        sets = self.lists.sets
        if numeral.value <= _LAST_DAY and (behind in sets["months"] or (before in sets["months"] and not noun)):
            return True
        if (
            numeral.value <= _LAST_DAY
            and behind in {"and", "et", "to", "-", "–"}
            and self.word(numeral.last + 2) in sets["months"]
        ):
            return True
        if before in sets["day_of_month_after"] and numeral.is_digits and numeral.value <= _LAST_DAY and noun is None:
            return True
        if before in sets["clock_at"] and behind in {"heures", "heure", "h", "o'clock"}:
            return True
        if before in {"elles", "eux", "tous", "toutes"} and not noun:
            return True
        if behind in {"et", "a", "ou"} and self.word(numeral.last + 2) in {"ans", "an"} and before in {"de", "d'", ","}:
            return True
        if before == "numero" and numeral.value <= _LAST_DAY:
            return True
        if before == "-" and self.tokens[numeral.first - 1].end == self.tokens[numeral.first].start:
            return True
        return numeral.is_digits and numeral.scale == 1 and before in sets["designators"] and numeral.value < _YEARS[0]

    def rate_after(self, at: int) -> RatePeriod | None:
        """Period of a rate said within a few words after token `at`, before the next figure or sentence."""
        for place, token in enumerate(self.tokens[at : at + _RATE_WINDOW], at):
            if token.value is not None or token.folded in {".", ";"}:
                return None
            for phrase, period in self.lists.rates.get(token.folded, ()):
                if self.matches(place, phrase):
                    return period
        return None

    def _is_noun(self, at: int) -> bool:
        if not 0 <= at < len(self.tokens):
            return False
        token = self.tokens[at]
        is_word = token.shape in {"word", "designation"} and token.folded not in self.lists.sets["stop"]
        return is_word and token.folded.split("-", 1)[0] not in self.lists.cardinals

    def _english_head(self, at: int) -> int:
        """English puts adjectives and nationalities before the noun: the last of the first run of known nouns."""
        known = next((place for place in range(at, at + 4) if self.word(place) in self.lists.units), None)
        if known is None or not all(self._is_noun(place) for place in range(at, known)):
            return at
        while self.word(known + 1) in self.lists.units and self.word(known + 1) not in {"killed", "wounded", "injured"}:
            known += 1
        return known

    def _is_age(self, numeral: Numeral, start: int, unit_end: int) -> bool:
        before = self.word(start - 1)
        at = numeral.last + (self.word(numeral.last) == "-")
        is_in_years = bool(self.phrase_at(at, "age")) or unit_end > numeral.last
        if self.phrase_before(start, "age_before"):
            return True
        if not is_in_years or self.phrase_at(unit_end, "sentence"):
            return False
        if self.lists.lang == "en":
            return bool(self.phrase_at(at, "age"))
        if not self.phrase_at(numeral.last, "age"):
            return False
        if before in {"de", "d'"}:
            return self.word(start - 2) in self.lists.sets["persons"]
        is_aside = before == "," and self.word(numeral.last + 1) in {",", ".", ")", ""}
        return is_aside and start > 1 and self.tokens[start - 2].is_capital

    def _is_year(self, numeral: Numeral, noun: Noun | None) -> bool:
        written = self.tokens[numeral.first].folded
        if not (numeral.is_digits and numeral.scale == 1 and written.isdecimal() and numeral.value in _YEARS):
            return False
        if noun is None:
            return True
        before = self.word(numeral.first - 1)
        is_said_so = before in self.lists.sets["years_in"] or before in self.lists.sets["months"]
        return is_said_so and noun.folded not in self.lists.units

    def _is_population(self, start: int, end: int) -> bool:
        reach = range(max(0, start - _POPULATION_WINDOW), start)
        opening = next((place + 1 for place in reversed(reach) if self.word(place) in {".", "!", "?"}), reach.start)
        before = {self.word(place) for place in range(opening, start)}
        return bool(before & self.lists.sets["population_before"]) or bool(self.phrase_at(end, "population_after"))
