"""Lists of victims: figures that go on counting as the last one did, and those that are part of it."""

from __future__ import annotations

from extractors.annotate.casualty_words import STOPS, CasualtyHit, noun_of
from extractors.annotate.facts import Finding
from extractors.annotate.measure import Measure
from extractors.annotate.reading import Sentence

_APART = 16
_APARTS = frozenset({"âgé", "âgés", "âgée", "âgées", "aged", "né", "nés", "article", "brigade"})
_AGES = frozenset({"ans", "%", "km", "et", "ou", "years"})
_OF_THEM = frozenset({("of", "them"), ("of", "whom"), ("d'", "entre"), ("of", "those")})


def going_on(measure: Measure, last: Finding, sentence: Sentence) -> CasualtyHit | None:
    """A bare figure that goes on counting as the last one did: "310 soldats, et plus de 62.000", "Soumy (29)"."""
    is_state = last.fields["outcome"] == "wounded" and tells_state(measure, sentence)
    if noun_of(measure) or measure.is_subset or measure.form == "zero" or is_state:
        return None
    tokens = sentence.tokens
    at = sentence.token_at(measure.start)
    before, behind = tokens[at - 1].text, tokens[min(len(tokens) - 1, sentence.token_at(measure.end - 1) + 1)].text
    between = [one.text for one in tokens if last.end <= one.start < measure.start]
    if not between or len(between) > _APART or STOPS.intersection(between):
        return None
    is_aside = before == "(" and behind == ")"
    if not is_aside and (_APARTS.intersection(between) or behind in _AGES):
        return None
    if not is_aside and before not in {",", "et", "and", "puis", "contre"}:
        return None
    start, end = measure.start, measure.noun_end or measure.end
    return CasualtyHit(outcome=last.fields["outcome"], rule="going_on", start=start, end=end)


_STATES = frozenset({("dans", "un", "état"), ("entre", "la", "vie"), ("en", "soins", "intensifs")})


def tells_state(measure: Measure, sentence: Sentence) -> bool:
    """A case of "trois dans un état critique" behind a count of wounded: how badly, and nobody more."""
    at = sentence.token_at(measure.end - 1) + 1
    behind = tuple(one.text for one in sentence.tokens[at : at + 3])
    return behind in _STATES or behind[:1] == ("grièvement",)


_FIGURING = frozenset({"figurent", "figure", "figuraient", "figurait", "compte", "trouvent", "trouve", "dénombre"})


def _is_found_among(sentence: Sentence, at: int) -> bool:
    """A case of "Parmi les 73 blessés figurent 14 enfants"."""
    texts = [one.text for one in sentence.tokens[max(0, at - 9) : at]]
    if texts[-1:] == [","] and "parmi" in texts and not {".", ":", ";"}.intersection(texts[texts.index("parmi") :]):
        return True
    verb = next((index for index, text in enumerate(texts) if text in _FIGURING), None)
    return verb is not None and verb > len(texts) - 4 and "parmi" in texts[:verb]


def is_included(measure: Measure, sentence: Sentence) -> bool:
    """A case of "quatorze tués, deux enfants compris"."""
    at = sentence.token_at((measure.noun_end or measure.end) - 1) + 1
    behind = [one.text for one in sentence.tokens[at : at + 3]]
    return behind[:1] in (["compris"], ["inclus"]) or behind in (
        ["figurant", "parmi", "eux"],
        ["figurant", "parmi", "elles"],
    )


def counts_subset(measure: Measure, sentence: Sentence) -> bool:
    """Whether a figure is part of the one before it ("dont", "parmi lesquels")."""
    if measure.is_subset:
        return True
    at = sentence.token_at(measure.start)
    if _is_found_among(sentence, at):
        return True
    before = [one.text for one in sentence.tokens[max(0, at - 3) : at]]
    end = sentence.token_at(measure.end - 1) + 1
    behind = tuple(one.text for one in sentence.tokens[end : end + 2])
    if is_included(measure, sentence):
        return True
    return behind in _OF_THEM or bool({"dont", "lesquels", "lesquelles", "including", "among"}.intersection(before))
