"""Figures in words: find every counted, hedged, ranged or vague quantity of a text, and say what it counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import zip_longest

from extractors.annotate.figure_context import FigureContext, Noun
from extractors.annotate.figure_sums import sums
from extractors.annotate.figure_words import FigureWords, Token, figure_words, tokens
from extractors.annotate.measure import FIGURE_KINDS, Form, Measure, MeasureKind, bounded
from extractors.annotate.numerals import Numeral, read_numeral
from extractors.model import Hedge, Quantity, Unit

__all__ = ["FIGURE_KINDS", "Measure", "MeasureKind", "find_quantities"]

_SHARE_OF_MOST = 20
_SCORES = {"dozen": 10.0, "score": 20.0, "hundred": 100.0, "thousand": 1000.0, "million": 1_000_000.0}
_UNITS: dict[str, Unit] = {"percent": "percent", "km2": "km2"}


def find_quantities(text: str, lang: str) -> tuple[Measure, ...]:
    """Find the quantities of `text`, in text order; offsets count code points of `text` as given.

    >>> [(one.quantity.best, one.quantity.hedge, one.noun) for one in find_quantities("quelque 12.000 soldats", "fr")]
    [(12000.0, 'approx', 'soldats')]
    """
    lists = figure_words(lang)
    found = sums(text, _Reader(text, tokens(text, lists), lists).read(), lists)
    return tuple(_falling(text, one, behind) for one, behind in zip_longest(found, found[1:]))


def _falling(text: str, one: Measure, behind: Measure | None) -> Measure:
    """A case of "de 27 à 25 ans": the first counts what the second does, where that is no figure."""
    if behind is None or one.noun is not None or behind.is_figure or behind.noun is None:
        return one
    return replace(one, kind=behind.kind) if text[one.end : behind.start].strip() in {"à", "to"} else one


_PASSAGE = 7
_RULES = ("zero", "share", "vague", "several", "bare_plural", "number")


@lru_cache(maxsize=8)
def _rules_of(lang: str) -> Mapping[str, tuple[str, ...]]:
    """Every word that a quantity other than one in digits may begin with, and the rules that it may begin."""
    lists = figure_words(lang)
    sets, phrases = lists.sets, lists.phrases
    begun = {
        "zero": {*phrases["zero"]},
        "share": {*lists.cardinals, *lists.fractions, "moitie", "half"},
        "vague": {*phrases["small"], *phrases["many"], *sets["large"], *sets["loss_nouns"]},
        "several": {*phrases["several"]},
        "bare_plural": sets["bare_plural"],
        "number": {
            *lists.cardinals,
            *lists.hundreds,
            *lists.scales,
            *lists.collectives,
            *sets["half"],
            *sets["article"],
        },
    }
    every = frozenset().union(*begun.values())
    return {word: tuple(name for name in _RULES if word in begun[name]) for word in every}


class _Reader:
    """Reads one text from left to right; each rule answers with a measure and the token to go on from."""

    def __init__(self, text: str, sequence: Sequence[Token], lists: FigureWords) -> None:
        self._text = text
        self._tokens = sequence
        self._lists = lists
        self._words = _rules_of(lists.lang)
        self._context = FigureContext(sequence, lists)
        self._rules = dict(
            zip(
                _RULES,
                (self._zero, self._share, self._vague, self._several, self._bare_plural, self._number),
                strict=True,
            )
        )

    def read(self) -> list[Measure]:
        found: list[Measure] = []
        past = 0
        for position in self._starts():
            for name in self._begun_by(self._tokens[position]) if position >= past else ():
                if (read := self._rules[name](position)) is not None:
                    measure, past = read
                    found.append(measure)
                    break
        return found

    def _starts(self) -> list[int]:
        words, tokens = self._words, enumerate(self._tokens)
        return [at for at, one in tokens if one.folded in words or one.value is not None or "-" in one.folded]

    def _begun_by(self, token: Token) -> Sequence[str]:
        """The rules that may find a quantity at a token; a compound may begin what its first part does."""
        if token.value is not None:
            return ("number",)
        first, hyphen, _ = token.folded.partition("-")
        if hyphen and first in self._words:
            return _RULES
        return self._words.get(token.folded, ())

    def _measure(
        self, first: int, last: int, quantity: Quantity, *, noun: Noun | None, kind: MeasureKind = "count", form: Form
    ) -> Measure:
        """The measure whose words run from token `first` to `last` (excluded)."""
        start, end = self._tokens[first].start, self._tokens[last - 1].end
        return Measure(
            start=start,
            end=end,
            quantity=_written(quantity, self._text[start:end]),
            noun=self._text[noun.start : noun.end] if noun else None,
            noun_start=noun.start if noun else None,
            noun_end=noun.end if noun else None,
            kind=kind,
            form=form,
            rate_period=self._context.rate_after(noun.at + 1 if noun else last),
            is_subset=bool(self._context.phrase_before(first, "subset")),
        )

    def _zero(self, at: int) -> tuple[Measure, int] | None:
        size = self._context.phrase_at(at, "zero")
        noun = self._context.noun_after(at + size) if size else None
        unit = self._context.unit_of(noun)
        if noun is None or unit not in {"persons", "settlements", "formations"}:
            return None
        quantity = bounded(0.0, "exact", unit=unit, words="")
        return self._measure(at, at + size, quantity, noun=noun, form="zero"), noun.at + 1

    def _share(self, at: int) -> tuple[Measure, int] | None:
        """Shares as fractions: "la moitié de", "les deux tiers du", "un cinquième du", "two-thirds of", "half of"."""
        read = self._fraction(at)
        if read is None:
            return None
        value, end = read
        noun = self._context.noun_after(end, through_articles=True)
        if self._context.kind_at(*(() if noun is None else (noun.at,)))[0] == "duration":
            return None
        first = at - (self._context.word(at - 1) in {"la", "les", "l'"})
        hedge, first = self._context.hedge_before(first)
        quantity = bounded(value, hedge or "exact", unit="percent", words="")
        return self._measure(first, end, quantity, noun=noun, kind="percent", form="share"), end

    def _fraction(self, at: int) -> tuple[float, int] | None:
        lists, word = self._lists, self._context.word(at)
        parts = word.split("-")
        if len(parts) == 1:
            parts = [word, self._context.word(at + 1)]
            size = 2
        else:
            size = 1
        if word in lists.fractions and self._context.word(at - 1) == "le" and self._is_tenth(at):
            parts, size = ["un", word], 1
        elif word in {"moitie", "half"}:
            parts, size = ["un" if lists.lang == "fr" else "one", word], 1
        if len(parts) != 2 or parts[0] not in lists.cardinals or parts[1] not in lists.fractions:
            return None
        is_of = self._context.word(at + size) in lists.sets["of"]
        if not is_of and parts[1] not in {"moitie", "tiers"}:
            return None
        return round(100 * lists.cardinals[parts[0]] / lists.fractions[parts[1]], 1), at + size

    def _is_tenth(self, at: int) -> bool:
        """A case of "tiennent le dixième de la ville", "en tiennent le dixième": a share, not a rank."""
        behind = self._context.word(at + 1)
        return self._lists.lang == "fr" and behind in {"de", "du", '"', ",", ".", "des"}

    def _vague(self, at: int) -> tuple[Measure, int] | None:
        """Quantities without a figure: "un petit nombre de soldats", "de nombreux civils", "de lourdes pertes"."""
        named: tuple[tuple[str, Hedge], ...] = (("small", "vague_small"), ("many", "vague_large"))
        for name, hedge in named:
            size = self._context.phrase_at(at, name)
            noun = self._context.noun_after(at + size) if size else None
            if size and (name == "small" or self._context.unit_of(noun)):
                return self._unquantified(
                    at, at + size, noun, "vague_small" if hedge == "vague_small" else "vague_large"
                )
        losses, large = self._lists.sets["loss_nouns"], self._lists.sets["large"]
        word, behind = self._context.word(at), self._context.word(at + 1)
        if word in large and behind in losses:
            return self._unquantified(at, at + 1, self._context.noun_after(at + 1), "vague_large")
        if word in losses and behind in large and self._lists.lang == "fr":
            token = self._tokens[at]
            return self._unquantified(at, at + 2, Noun(at, token.folded, token.start, token.end), "vague_large")
        return None

    def _unquantified(self, first: int, last: int, noun: Noun | None, hedge: Hedge) -> tuple[Measure, int]:
        quantity = Quantity(hedge=hedge, unit=self._context.unit_of(noun))
        return self._measure(first, last, quantity, noun=noun, form="unquantified"), max(
            last, noun.at + 1 if noun else 0
        )

    def _several(self, at: int) -> tuple[Measure, int] | None:
        size = self._context.phrase_at(at, "several")
        if not size:
            return None
        if self._lists.lang == "en" and self._context.word(at + size) in _SCORES:
            return self._several_scores(at, at + size)
        numeral = read_numeral(self._tokens, at + size, self._lists) if at + size < len(self._tokens) else None
        if numeral is not None:
            return None
        noun = self._context.noun_after(at + size)
        kind, _ = self._context.kind_at(at + size)
        if noun is None or (kind is None and self._context.unit_of(noun) is None):
            return None
        quantity = Quantity(low=2.0, hedge="vague", unit=_UNITS.get(kind or "", self._context.unit_of(noun)))
        return self._measure(at, at + size, quantity, noun=noun, kind=kind or "count", form="vague"), noun.at + 1

    def _several_scores(self, at: int, scale: int) -> tuple[Measure, int] | None:
        """A case of "several hundred soldiers": twice the scale at least."""
        noun = self._context.noun_after(scale + 1)
        quantity = Quantity(low=2 * _SCORES[self._context.word(scale)], hedge="vague", unit=self._context.unit_of(noun))
        return self._measure(at, scale + 1, quantity, noun=noun, form="vague"), (noun.at if noun else scale) + 1

    def _bare_plural(self, at: int) -> tuple[Measure, int] | None:
        if self._context.word(at) not in self._lists.sets["bare_plural"]:
            return None
        noun = self._context.noun_after(at + 1)
        if noun is None or noun.folded not in self._lists.sets["persons"] or self._is_article_of(at):
            return None
        if (
            noun.folded in self._lists.sets["loss_nouns"]
            and self._context.word(noun.at + 1) in self._lists.sets["large"]
        ):
            return None
        quantity = Quantity(low=2.0, hedge="vague", unit="persons")
        return self._measure(at, at + 1, quantity, noun=noun, form="bare_plural"), noun.at + 1

    def _is_article_of(self, at: int) -> bool:
        """Whether "des" is "de les" behind a noun ("la mort des soldats") rather than a plural of its own."""
        before = self._context.word(at - 1)
        is_noun = (
            before.isalpha() and before not in self._lists.sets["stop"] and before not in self._lists.sets["verbs"]
        )
        return is_noun and not before.endswith(("ait", "aient", "ont", "ent", "er", "ir", "ant", "re"))

    def _number(self, at: int) -> tuple[Measure, int] | None:
        numeral = read_numeral(self._tokens, at, self._lists)
        if numeral is None:
            return None
        if (share := self._one_in(numeral)) is not None:
            return share
        upper = self._upper(numeral)
        whole = replace(upper, first=numeral.first) if upper else numeral
        noun = self._context.noun_after(whole.last)
        if self._context.is_no_quantity(whole, noun):
            return None
        if numeral.form == "article" and upper is None and not self._is_counted_one(whole, noun):
            return None
        hedge, first = self._context.hedge_before(whole.first)
        if upper is not None and self._context.word(first - 1) in self._lists.sets["between"] | {"from"}:
            first -= 1
        kind, end = self._context.kind_of(whole, first, noun)
        last = max(whole.last, end) if kind == "percent" else whole.last
        if kind in {"percent", "km2"}:
            noun = self._context.noun_after(end) if self._context.word(end) in self._lists.sets["of"] else None
        after, behind = self._context.hedge_after(noun.at + 1 if noun else last)
        quantity = self._quantity(numeral, upper, hedge or after, kind, noun)
        if noun is not None and noun.folded in self._lists.sets["pairs"]:
            quantity = _doubled(quantity)
        form: Form = "vague" if quantity.hedge == "vague" else whole.form
        first = self._before_multiple(first) if form == "vague" else first
        return self._measure(first, last, quantity, noun=noun, kind=kind, form=form), max(behind, last, end)

    def _is_counted_one(self, numeral: Numeral, noun: Noun | None) -> bool:
        """Whether an indefinite article counts: the noun stands next to it and is something this war counts."""
        if noun is None:
            return self._is_listed_one(numeral)
        is_next = self._context.word(numeral.last) not in self._lists.sets["of"]
        if self._lists.lang == "en" and noun.folded in self._lists.sets["demographic"]:
            return True
        kind, _ = self._context.kind_at(numeral.last)
        return is_next and (self._context.unit_of(noun) is not None or kind == "duration")

    def _is_listed_one(self, numeral: Numeral) -> bool:
        """A case of "deux à Soumy et une dans le village de X": the last of a list of figures with a place each."""
        is_joined = self._context.word(numeral.first - 1) in {"et", ",", "and"}
        return is_joined and self._context.word(numeral.last) in {"a", "dans", "pres", "in", "near"}

    def _before_multiple(self, first: int) -> int:
        if self._context.word(first - 1) in {"des", "les", "de", "plusieurs", "quelques", "several", "some", "many"}:
            return first - 1
        return first

    def _quantity(
        self, numeral: Numeral, upper: Numeral | None, hedge: Hedge | None, kind: MeasureKind, noun: Noun | None
    ) -> Quantity:
        unit = _UNITS.get(kind) or (
            self._context.unit_of(noun) if kind in {"count", "duration", "population"} else None
        )
        if upper is not None:
            return Quantity(low=_distributed(numeral, upper), high=upper.value, hedge="between", unit=unit)
        if numeral.form == "vague":
            return Quantity(low=2 * numeral.value, hedge="vague", unit=unit)
        is_round = numeral.form == "collective" and (numeral.value == numeral.scale or numeral.scale > 12)
        return bounded(numeral.value, hedge or ("approx" if is_round else "exact"), unit=unit, words="")

    def _upper(self, numeral: Numeral) -> Numeral | None:
        """The upper end of a range that starts with `numeral`: "entre X et Y", "X à Y", "X-Y", "deux ou trois"."""
        sets, first = self._lists.sets, self._context.hedge_before(numeral.first)[1]
        at = numeral.last + (self._context.word(numeral.last) == "%")
        is_between = self._context.word(first - 1) in sets["between"]
        if self._context.word(at) not in sets["between_join" if is_between else "range_join"]:
            return None
        if numeral.form == "vague" or at + 1 >= len(self._tokens) or self._is_change(first):
            return None
        upper = read_numeral(self._tokens, at + 1, self._lists)
        if upper is None or upper.form == "vague" or upper.value <= numeral.value:
            return None
        return upper

    def _is_change(self, first: int) -> bool:
        """Whether "de X à Y" tells a change ("est passé de 10 à 12") rather than a range."""
        before = {self._context.word(place) for place in range(max(0, first - _PASSAGE), first)}
        return bool(before & self._lists.sets["range_verbs"])

    def _one_in(self, numeral: Numeral) -> tuple[Measure, int] | None:
        """Shares as ratios: "un soldat sur trois", "one in five"."""
        noun = self._context.noun_after(numeral.last)
        for at in (numeral.last, *((noun.at + 1,) if noun else ())):
            size = self._context.phrase_at(at, "out_of")
            if not size or at + size >= len(self._tokens) or numeral.form == "vague":
                continue
            whole = read_numeral(self._tokens, at + size, self._lists)
            if whole is None or not numeral.value < whole.value <= _SHARE_OF_MOST or whole.form != "number":
                continue
            behind = self._context.noun_after(whole.last)
            if behind is not None and (at != numeral.last or self._context.kind_at(behind.at)[0]):
                continue
            hedge, first = self._context.hedge_before(numeral.first)
            value = round(100 * numeral.value / whole.value, 1)
            quantity = bounded(value, hedge or "exact", unit="percent", words="")
            measure = self._measure(first, whole.last, quantity, noun=noun or behind, kind="percent", form="share")
            return measure, whole.last
        return None


def _written(one: Quantity, words: str) -> Quantity:
    return Quantity(low=one.low, best=one.best, high=one.high, hedge=one.hedge, unit=one.unit, quantity_text=words)


def _doubled(quantity: Quantity) -> Quantity:
    """Couples counted as the persons they are."""
    low, best, high = (None if one is None else 2 * one for one in (quantity.low, quantity.best, quantity.high))
    return replace(quantity, low=low, best=best, high=high)


def _distributed(lower: Numeral, upper: Numeral) -> float:
    """Lower end of a range, with the scale that is said only once: "3 et 4 millions", "10 à 12 000"."""
    for scale in (upper.scale, 1000.0):
        is_round = upper.value >= scale > 1 and upper.value % scale == 0
        if is_round and lower.scale == 1 and lower.value < scale and lower.value * scale < upper.value:
            return lower.value * scale
    return lower.value
