"""Figures that count no force: those who speak, sources that are cited, names in figures."""

from __future__ import annotations

from extractors.annotate.measure import Measure
from extractors.annotate.reading import Sentence
from extractors.annotate.statements import Scan


def is_speaker(measure: Measure, scan: Scan) -> bool:
    """A case of "ont confirmé deux officiers": those who speak are no force."""
    if (measure.quantity.best or 0) >= _CROWD:
        return False
    return any(one.speaker.start <= measure.start < one.speaker.end for one in scan.statements)


_CROWD = 100


def is_cited(measure: Measure, sentence: Sentence) -> bool:
    """A case of "qui cite plusieurs recrues": sources are no force."""
    at = sentence.token_at(measure.start)
    return any(
        one.text.startswith(("cite", "citant", "citing", "quot")) for one in sentence.tokens[max(0, at - 2) : at]
    )


def is_label(measure: Measure, sentence: Sentence) -> bool:
    """A case of "le contrat « 18-24 »": a name in figures counts nobody."""
    first = sentence.tokens[sentence.token_at(measure.start)]
    inside = next((one for one in sentence.quotations if one.start <= first.start < one.end), None)
    is_name = measure.quantity.hedge == "between" or 0 < (measure.quantity.best or 0) < _CROWD
    return (
        is_name
        and inside is not None
        and measure.start <= inside.inner_start + 1
        and measure.end >= inside.inner_end - 1
    )


_LEFT = ("désert", "abandonn", "fui", "fugu", "deserted", "fled")


def is_lost(measure: Measure, sentence: Sentence) -> bool:
    """A case of "1.700 de ses soldats auraient déserté", "les corps de 41 soldats": losses are no movement."""
    first = sentence.token_at(measure.start)
    if any(one.text in _BODIES for one in sentence.tokens[max(0, first - 3) : first]):
        return True
    at = sentence.token_at((measure.noun_end or measure.end) - 1) + 1
    return any(one.text.startswith(_LEFT) for one in sentence.tokens[at : at + _VERB])


_BODIES = frozenset({"corps", "dépouilles", "bodies", "remains"})
_VERB = 8
