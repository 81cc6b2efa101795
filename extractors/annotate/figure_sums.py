"""Sums: what one coordination says of people is counted together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.annotate.figure_words import FigureWords
from extractors.annotate.measure import Measure
from extractors.model import Quantity


def sums(text: str, found: Sequence[Measure], lists: FigureWords) -> list[Measure]:
    """Join what one sum says of people: "deux hommes, une femme et un enfant" is four persons."""
    joined: list[Measure] = []
    for measure in found:
        if (
            joined
            and _is_summand(measure, lists)
            and _is_summand(joined[-1], lists)
            and _meet(text, joined[-1], measure)
        ):
            joined[-1] = _sum(text, joined[-1], measure)
        else:
            joined.append(measure)
    return joined


def _is_summand(measure: Measure, lists: FigureWords) -> bool:
    is_exact = measure.quantity.hedge == "exact" and measure.kind == "count" and bool(measure.quantity.best)
    nouns = [one.noun for one in measure.parts] or [measure.noun]
    return (
        is_exact and not measure.is_subset and nouns[-1] is not None and nouns[-1].lower() in lists.sets["demographic"]
    )


def _meet(text: str, left: Measure, right: Measure) -> bool:
    end = (left.parts[-1] if left.parts else left).noun_end
    between = text[end : right.start].strip()
    return between in {"et", "and", ",", "et d'", "ainsi que", ", et", ", and"}


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
    return replace(left, end=right.noun_end or right.end, quantity=quantity, form="number", parts=parts)
