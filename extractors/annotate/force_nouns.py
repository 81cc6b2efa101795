"""What a figure of a force counts."""

from __future__ import annotations

from extractors.annotate.measure import Measure
from extractors.annotate.reading import Sentence


def counted_noun(measure: Measure) -> str:
    """The noun a figure counts, in lower case; empty where none is written."""
    noun = (measure.noun or "").lower().replace("’", "'")
    return "" if noun in {"nos", "ses", "leurs", "ces", "vos", "autres", "others", "aujourd"} else noun


_NUMBERS = frozenset({"nombre", "total", "effectif", "number"})


def told_noun(measure: Measure, sentence: Sentence) -> str:
    """The noun a figure counts, behind it or in "le nombre d'étrangers" elsewhere; empty where none is written."""
    noun = counted_noun(measure)
    span = None if noun else told_span(measure, sentence)
    return noun if span is None else sentence.tokens[sentence.token_at(span[0])].text


def told_span(measure: Measure, sentence: Sentence) -> tuple[int, int] | None:
    """Where "le nombre de" tells what a figure without a noun counts."""
    if counted_noun(measure):
        return None
    tokens = sentence.tokens
    for at, one in enumerate(tokens[:-2]):
        if one.text in _NUMBERS and tokens[at + 1].text in {"de", "d'", "des", "of"}:
            behind = tokens[at + 2]
            return behind.start, behind.end
    return None
