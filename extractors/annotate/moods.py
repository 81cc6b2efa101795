"""Moods that show in the form of a verb."""

from __future__ import annotations

_CONDITIONAL = (
    "erait",
    "eraient",
    "irait",
    "iraient",
    "drait",
    "draient",
    "vrait",
    "vraient",
    "rrait",
    "rraient",
    "aurait",
    "auraient",
)


_ENDINGS = ("rait", "raient")


_NOT_CONDITIONAL = frozenset(
    {
        "retirait",
        "tirait",
        "attirait",
        "admirait",
        "respirait",
        "inspirait",
        "espérait",
        "libérait",
        "considérait",
        "opérait",
        "récupérait",
        "préférait",
        "différait",
        "virait",
        "aspirait",
        "accélérait",
        "coopérait",
        "gérait",
        "ouvrait",
        "couvrait",
        "livrait",
        "découvrait",
        "souffrait",
        "retiraient",
        "espéraient",
        "livraient",
        "considéraient",
        "ouvraient",
        "éclairait",
    }
)


_WHOLE = frozenset(
    {"could", "might", "would", "pourrions", "devrions", "serions", "aurions", "ferions", "voudrions", "pourrais",
     "devrais", "voudrais", "aimerions"}
)  # fmt: skip


def is_conditional(word: str) -> bool:
    """Whether a word is a verb in the conditional.

    >>> is_conditional("pourrait"), is_conditional("retrait")
    (True, False)
    """
    if word.endswith(_ENDINGS):
        return word.endswith(_CONDITIONAL) and word not in _NOT_CONDITIONAL
    return word in _WHOLE
