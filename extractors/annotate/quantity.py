"""Figures in words: find every counted, hedged, ranged or vague quantity of a text, and say what it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from extractors.model import Quantity, RatePeriod
from extractors.text import normalise

MeasureKind = Literal[
    "count", "percent", "km2", "age", "ordinal", "distance", "money", "duration", "designation", "year", "date",
    "clock", "ratio", "population", "score", "sentence", "physical",
]  # fmt: skip
Form = Literal["number", "article", "collective", "vague", "bare_plural", "share", "zero", "unquantified"]

FIGURE_KINDS: frozenset[MeasureKind] = frozenset({"count", "percent", "km2"})
_NUMBER = re.compile(
    r"(?<![\w.,-])(?P<number>\d{1,3}(?:[ .]\d{3}(?!\d)){1,4}|\d{1,9}(?:,\d{1,3})?)(?![\w])(?P<rest> ?(?P<noun>[^\W\d_]+|%))?"
)


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One quantity: `start:end` covers hedge and number, `noun_start:noun_end` the head noun counted, where written.

    Only the kinds of `FIGURE_KINDS` may become quantities of a fact; the others are told so that nobody counts an age
    or a price. `form` says how it was put; an indefinite article ("une femme") and a bare plural ("des morts") are
    figures only inside a victim or force frame. A sum ("deux hommes et une femme") keeps its summands in `parts`.
    """

    start: int
    end: int
    quantity: Quantity
    noun: str | None = None
    noun_start: int | None = None
    noun_end: int | None = None
    kind: MeasureKind = "count"
    form: Form = "number"
    rate_period: RatePeriod | None = None
    is_subset: bool = False
    parts: tuple[Measure, ...] = field(default=())

    @property
    def is_figure(self) -> bool:
        """Whether it may be the quantity of a fact."""
        return self.kind in FIGURE_KINDS


def find_quantities(text: str, lang: str) -> tuple[Measure, ...]:
    """Find the quantities of `text`, in text order; offsets count code points of `text` as given."""
    found = []
    for match in _NUMBER.finditer(normalise(text)):
        value = float(match["number"].replace(" ", "").replace(".", "").replace(",", "."))
        is_share = match["noun"] == "%"
        found.append(
            Measure(
                start=match.start("number"),
                end=match.end() if is_share else match.end("number"),
                quantity=Quantity(
                    low=value, best=value, high=value, hedge="exact",
                    unit="percent" if is_share else None, quantity_text=text[match.start() : match.end("number")],
                ),
                noun=None if is_share else match["noun"],
                noun_start=None if is_share or not match["noun"] else match.start("noun"),
                noun_end=None if is_share or not match["noun"] else match.end("noun"),
                kind="percent" if is_share else "count",
            )
        )  # fmt: skip
    return tuple(found)
