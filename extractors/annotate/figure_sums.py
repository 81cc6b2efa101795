"""Sums: what one coordination says of people is counted together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.annotate.figure_words import FigureWords
from extractors.annotate.measure import Measure
from extractors.model import Quantity
from extractors.text import fold

_LINKS = frozenset(
    {"et", "and", ",", "et d'", "ainsi que", ", et", ", and", "et ses", "et leurs", ", ses", ", leurs", "et his",
     "and his", "and her", "and their", "avec ses", "ainsi que ses", "ainsi que leurs", ", ainsi que"}
)  # fmt: skip
_AGE = re.compile(r"^,? (?:de|âgée?s? de) [\w-]+(?: et [\w-]+)? ans")
_KIN = re.compile(
    r",? (?:et |ainsi que |and |avec )?(son|sa|leur|his|her|their) (?:(?:jeune|petite?|propre|young) )?"
    r"([^\W\d_]+(?:-[^\W\d_]+)*)"
)


def sums(text: str, found: Sequence[Measure], lists: FigureWords) -> list[Measure]:
    """Join what one sum says of people: "deux hommes, une femme et un enfant" is four persons."""
    joined: list[Measure] = []
    for measure in found:
        at = len(joined) - (2 if joined and joined[-1].kind in {"age", "duration"} else 1)
        if (
            at >= 0
            and _is_summand(measure, lists)
            and _is_summand(joined[at], lists)
            and _meet(text, joined[at], measure)
        ):
            joined[at] = _sum(text, joined[at], measure)
        else:
            joined.append(measure)
        joined[-1] = _with_kin(text, joined[-1], lists)
    return joined


def _with_kin(text: str, measure: Measure, lists: FigureWords) -> Measure:
    """A case of "un père et son fils": the one whom a possessive adds is counted too."""
    while measure.noun_end and _is_summand(measure, lists):
        last = measure.parts[-1] if measure.parts else measure
        found = _KIN.match(text, last.noun_end or last.end)
        if found is None or fold(found.group(2)) not in lists.sets["demographic"]:
            return measure
        one = Quantity(low=1, best=1, high=1, hedge="exact", unit="persons", quantity_text=found.group(1))
        kin = Measure(
            start=found.start(1), end=found.end(1), quantity=one, noun=found.group(2), noun_start=found.start(2),
            noun_end=found.end(2), form="article",
        )  # fmt: skip
        measure = _sum(text, measure, kin)
    return measure


def _is_summand(measure: Measure, lists: FigureWords) -> bool:
    is_exact = measure.quantity.hedge == "exact" and measure.kind == "count" and bool(measure.quantity.best)
    nouns = [one.noun for one in measure.parts] or [measure.noun]
    return is_exact and not measure.is_subset and nouns[-1] is not None and fold(nouns[-1]) in lists.sets["demographic"]


def _meet(text: str, left: Measure, right: Measure) -> bool:
    end = (left.parts[-1] if left.parts else left).noun_end
    between = _AGE.sub("", text[end : right.start]).strip()
    return between in _LINKS


def _sum(text: str, left: Measure, right: Measure) -> Measure:
    parts = (*(left.parts or (left,)), right)
    total = (left.quantity.best or 0) + (right.quantity.best or 0)
    quantity = Quantity(
        low=total,
        best=total,
        high=total,
        hedge="exact",
        unit="persons",
        quantity_text=text[left.start : right.noun_end],
    )
    end = right.noun_end or right.end
    return replace(left, end=end, noun_end=end, quantity=quantity, form="number", parts=parts)
