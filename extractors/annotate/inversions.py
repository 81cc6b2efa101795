"""What an inverted subject is not: an amount, an object; and clauses that a speaker interrupts."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.annotate.cue_words import Cue
from extractors.annotate.phrases import Phrase
from extractors.annotate.reading import Token

_FUTURES = ("era", "ira", "dra", "rra", "vra", "ront")
_AUXILIARIES = frozenset({"a", "ont", "est", "sont", "va", "vont", "n'", "ne", "avait", "avaient", "était"})


def is_interrupted(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """A case of "L'Ukraine, prévenait X, répliquera": the verb of the interrupted clause follows the speaker."""
    if phrase.last + 1 >= len(tokens) or tokens[phrase.last].text != ",":
        return False
    word = tokens[phrase.last + 1].text
    return phrase.is_speaker and (word in _AUXILIARIES or word.endswith(_FUTURES))


def cue_is_plural(tokens: Sequence[Token], cue: Cue) -> bool:
    """Whether several speak: "ont indiqué", "affirment"."""
    return any(one.text.endswith("nt") for one in tokens[cue.first : cue.last])


def is_count(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """A case of "a estimé à 11.000 le nombre de soldats" or "à 50.000 les Russes massés": an amount does not speak."""
    before = [one.text for one in tokens[max(0, phrase.first - 2) : phrase.first]]
    if len(before) == _AMOUNT and before[0] == "à" and before[1][0].isdigit():
        return True
    return phrase.kind is None and not _COUNTED.isdisjoint(one.text for one in tokens[phrase.first : phrase.first + 3])


_AMOUNT = 2
_COUNTED = frozenset({"nombre", "chiffre", "total", "effectif", "effectifs", "pertes", "contingent", "montant", "coût"})


def ends_subject(found: Sequence[Phrase], cue: Cue, tokens: Sequence[Token]) -> bool:
    """Whether the words before the comma are themselves a subject with an apposition: "X, ministre, accuse Y"."""
    for one in found:
        if one.last == cue.first - 1 and tokens[cue.first - 1].text == ",":
            return (one.role is not None or one.first == 0) and one.is_speaker and not one.is_governed
    return False
