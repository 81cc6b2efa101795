"""What a quantity found in a text looks like."""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from extractors.annotate.values import value
from extractors.model import Hedge, Quantity, RatePeriod, Unit

MeasureKind = Literal[
    "count", "percent", "km2", "age", "distance", "money", "duration", "year", "ratio", "population", "sentence",
    "physical",
]  # fmt: skip
Form = Literal["number", "article", "collective", "vague", "bare_plural", "share", "zero", "unquantified"]

FIGURE_KINDS: frozenset[MeasureKind] = frozenset({"count", "percent", "km2"})


@value
class Measure:
    """One quantity: `start:end` covers hedge and number, `noun_start:noun_end` the head noun counted, where written.

    Only the kinds of `FIGURE_KINDS` may become quantities of a fact; the others are told so that nobody counts an age
    or a price. `form` says how it was put; an indefinite article ("une femme") and a bare plural ("des morts") are
    figures only inside a victim or force frame. A sum ("deux hommes et une femme") keeps its summands in `parts`;
    `is_subset` marks what follows "dont" or "including".
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


def bounded(value: float, hedge: Hedge, *, unit: Unit | None, words: str) -> Quantity:
    """The quantity that `hedge` makes of one value: no bound is invented.

    >>> bounded(45, "up_to", unit=None, words="jusqu'à 45").high
    45
    """
    return Quantity(
        low=value if hedge in {"exact", "at_least", "more_than"} else None,
        best=value if hedge not in {"up_to", "less_than"} else None,
        high=value if hedge in {"exact", "nearly", "up_to", "less_than"} else None,
        hedge=hedge,
        unit=unit,
        quantity_text=words,
    )
