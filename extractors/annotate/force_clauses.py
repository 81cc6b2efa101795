"""The clause of a figure: the words that tell how far its movement has come."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from extractors.annotate.force_words import ForceWords
from extractors.annotate.measure import Measure
from extractors.annotate.reading import Sentence, Token

_REACH, _NEAR, _BESIDE = 90, 3, 4
_TURNS = frozenset({"et", "mais", "and", "but"})
_OPENING = frozenset(
    {"qui", "tandis", "alors", "mais", "puis", "contre", "après", "où", "loin", "while", "but", "who", "which"}
)
_FINITE = frozenset(
    {"a", "ont", "est", "sont", "entend", "entendent", "veulent",
     "comptent", "souhaite", "souhaitent", "va", "vont", "sera", "seront", "serait", "seraient", "était", "étaient",
     "avait", "avaient", "aurait", "auraient", "pourrait", "pourraient", "doit", "doivent", "devrait", "devraient",
     "peut", "prévoit", "veut", "compte", "has", "have", "is", "are", "was", "were", "will", "would", "could"}
)  # fmt: skip


def clause_of(sentence: Sentence, measure: Measure) -> list[str]:
    """The words of a figure's own clause, names left out."""
    turns = _turns(sentence)
    breaks = [*turns, *_breaks(sentence, measure, max((at for at in turns if at <= measure.start), default=0))]
    first = max((at for at in breaks if at <= measure.start), default=sentence.start)
    last = min((at for at in breaks if at > measure.start), default=sentence.end)
    return [
        one.text
        for one in sentence.tokens
        if first <= one.start < last and abs(one.start - measure.start) < _REACH and not one.is_capital
    ]


def _breaks(sentence: Sentence, measure: Measure, begun: int) -> Iterator[int]:
    """Where another clause begins: behind a semicolon or a colon, at a comma before "qui" or a second verb."""
    tokens = sentence.tokens
    end = measure.noun_end or measure.end
    for at, (one, behind) in enumerate(itertools.pairwise(tokens)):
        if one.text == ";" or (one.text == ":" and _has_verb(tokens[:at]) and _has_verb(tokens[at:])):
            begun = max(begun, one.start)
            yield one.start
        elif one.text == "," and behind.text in _FINITE:
            if _has_verb(tuple(each for each in tokens[:at] if each.start >= begun)):
                yield one.start
        elif one.text == "," and behind.text in _OPENING:
            told = [each for each in tokens if end <= each.start < one.start]
            if behind.text not in {"qui", "who", "which"} or one.start < end or len(told) > _BESIDE:
                yield one.start


def _has_verb(tokens: tuple[Token, ...]) -> bool:
    return any(one.text in _FINITE or one.text.endswith(("ront", "era")) for one in tokens)


def _turns(sentence: Sentence) -> list[int]:
    """Where the clause of each next figure begins: at the last "et" or "mais" before it."""
    figures = [one for one in sentence.measures if one.is_figure and one.kind == "count"]
    turns: list[int] = []
    for one, following in itertools.pairwise(figures):
        between = [each for each in sentence.tokens if one.end <= each.start < following.start]
        found = [each.start for each in between if each.text in _TURNS]
        if found and len(between) > _NEAR and _has_verb(_opened(sentence, found[-1], following)):
            turns.append(found[-1])
    return turns


def _opened(sentence: Sentence, turn: int, figure: Measure) -> tuple[Token, ...]:
    """The words from a turn to some behind the figure it leads to."""
    last = sentence.token_at((figure.noun_end or figure.end) - 1) + _AFTER
    return tuple(one for one in sentence.tokens[:last] if one.start > turn)


_AFTER = 9


def beside(sentence: Sentence, measure: Measure) -> list[str]:
    """The words next to a figure, up to the next one."""
    first = sentence.token_at(measure.start)
    following = (one.start for one in sentence.measures if one.start > measure.end and one.is_figure)
    limit = next(following, sentence.end)
    return [one.text for one in sentence.tokens[max(0, first - 5) : first + 9] if one.start < limit]


def is_told_done(sentence: Sentence, measure: Measure, words: ForceWords) -> bool:
    """A case of "222.000 hommes ont été appelés", "a déjà formé 2.000 soldats": a past tense beside the figure.

    A participle of what is meant ("a promis 2.000 soldats") tells nothing done.
    """
    tokens, intents, having = sentence.tokens, words.intents, words.groups["having"]
    first, last = sentence.token_at(measure.start), sentence.token_at((measure.noun_end or measure.end) - 1) + 1
    behind = [one.text for one in tokens[last : last + _BESIDE]]
    before = [one.text for one in tokens[max(0, first - _BESIDE) : first]]
    if any(word in {",", ";", ":", "et", "."} for word in before[-1:]):
        before = []
    held = next((at for at, word in enumerate(behind) if word in having), None)
    if held is not None and not {",", ".", ";", ":"}.intersection(behind[:held]):
        return intents.isdisjoint(behind[held:])
    done = next((at for at, word in enumerate(before) if word in having), None)
    if {"que", "qu'", "that"}.intersection(before):
        return False
    return done is not None and _is_participle(before[done + 1 :]) and intents.isdisjoint(before[done:])


def _is_participle(words: list[str]) -> bool:
    return any(word.endswith(("é", "i", "u", "is", "it", "ed", "ert", "ent")) for word in words)
