"""Places told beside those of the sentence before: "DeepState en signale deux autres, A et B", "même sort pour C"."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.annotate.facts import Context
from extractors.annotate.hamlets import names_from
from extractors.annotate.places import PlaceMention
from extractors.annotate.reading import Token
from extractors.annotate.statements import Scan
from extractors.annotate.territory_frames import TerritoryHit
from extractors.annotate.territory_words import TerritoryFrame

_SAME = (("même", "sort"), ("de", "même"), ("idem", "pour"), ("aussi", "le", "cas"), ("y", "ajoute"), ("y", "ajoutent"),
         ("s'", "ajoute"), ("s'", "ajoutent"), ("autant", "pour"))  # fmt: skip
_OTHERS = frozenset({"autre", "autres"})


def others_of(scan: Scan, context: Context) -> list[TerritoryHit]:
    """The frame of the sentence before, taken up where this one has none of its own but names more places."""
    told = context.told
    if told is None or scan.sentence.index - told[0] not in {1, 2}:
        return []
    at = _resuming_at(scan.sentence.tokens)
    if at is None:
        return []
    frame = TerritoryFrame((scan.sentence.tokens[at].text,), told[1], "agent", "any", "noun", "other")
    return [TerritoryHit(frame=frame, first=at, last=at + 1)]


def others_named(hit: TerritoryHit, scan: Scan, context: Context) -> list[PlaceMention]:
    """The names behind the words that take up, else those that open the sentence."""
    tokens = scan.sentence.tokens
    if tokens[hit.first].text == "en":
        return []
    for at in range(hit.last, len(tokens)):
        if tokens[at].is_capital:
            return names_from(at, scan, context)
    return names_from(0, scan, context)


def _resuming_at(tokens: Sequence[Token]) -> int | None:
    texts = [one.text for one in tokens]
    for at, word in enumerate(texts):
        if word in _OTHERS and at > 1 and "en" in texts[max(0, at - 4) : at - 1]:
            return at
        behind = texts[at + 1] if at + 1 < len(texts) else ""
        if word == "en" and _is_count(behind) and any(one.text[0].isdigit() for one in tokens[at + 2 : at + 5]):
            return at
        if any(tuple(texts[at : at + len(same)]) == same for same in _SAME):
            return at
    return None


def _is_count(verb: str) -> bool:
    return verb in {"a", "ont"} or verb.startswith(_COUNTING)


_COUNTING = ("retien", "rest", "compt", "recens", "dénombr", "signal", "revendiqu", "cit", "list", "annonc")
