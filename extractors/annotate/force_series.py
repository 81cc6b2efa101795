"""Figures set beside another: joined to it, compared with it, or telling only how far two lie apart."""

from __future__ import annotations

import itertools

from extractors.annotate.force_nouns import counted_noun
from extractors.annotate.force_words import ForceWords
from extractors.annotate.measure import Measure
from extractors.annotate.reading import Sentence

_ADJECTIVES = 3


def goes_on(measure: Measure, end: int, sentence: Sentence, words: ForceWords) -> bool:
    """Whether a figure tells of the force whose figure ends at `end`: "1.000 démineurs et 5.000 ouvriers"."""
    people = words.groups["persons"] | words.groups["formations"]
    if is_compared(measure, sentence, words):
        return measure.kind == "count" and (counted_noun(measure) in people or not _counts_other(measure, words))
    between = [one.text for one in sentence.tokens if end <= one.start < measure.start]
    if (
        not _counts_other(measure, words)
        and measure.kind == "count"
        and (between[-1:] in ([","], ["et"], ["puis"], ["and"]) or _is_of_whole(between, words))
    ):
        return True
    is_joined = bool(between) and between[-1] in {"et", ",", "and", "puis"} and len(between) <= _ADJECTIVES
    return is_joined and counted_noun(measure) in people and measure.form != "article"


def is_compared(measure: Measure, sentence: Sentence, words: ForceWords) -> bool:
    """A case of "contre 40.000 un an plus tôt", "loin des 4.000 escomptés", "au lieu de 12.000"."""
    at = sentence.token_at(measure.start)
    before = [one.text for one in sentence.tokens[max(0, at - 2) : at]]
    if before[-1:] in (["les"], ["des"]) and at > 1:
        before = [one.text for one in sentence.tokens[max(0, at - 3) : at]]
    return not words.groups.get("comparing", frozenset()).isdisjoint(before)


def is_hoped_for(measure: Measure, sentence: Sentence, words: ForceWords) -> bool:
    """A case of "loin des 4.000 escomptés", "les 20.000 promis": what was to be, and is not."""
    at = sentence.token_at((measure.noun_end or measure.end) - 1) + 1
    near = [one.text for one in sentence.tokens[at : at + 2]]
    return not words.groups.get("hoped", frozenset()).isdisjoint([counted_noun(measure), *near])


def _counts_other(measure: Measure, words: ForceWords) -> bool:
    """Whether a noun stands behind the figure; "escomptés" is none."""
    return bool(counted_noun(measure)) and counted_noun(measure) not in words.groups.get("hoped", frozenset())


def _is_of_whole(between: list[str], words: ForceWords) -> bool:
    """A case of "; l'objectif est fixé à 20.000", "un chiffre porté à 30.000"."""
    return not words.groups.get("wholes", frozenset()).isdisjoint(between[-_REACH:])


_REACH = 7
_APART = frozenset({"plus", "moins", "more", "fewer", "less"})
_AMOUNTS = frozenset({"soit", "c'", "est", "i.e"})


def is_difference(measure: Measure, sentence: Sentence) -> bool:
    """A case of "soit 10.000 de plus qu'au printemps": how far two figures lie apart counts no force."""
    if counted_noun(measure):
        return False
    at = sentence.token_at(measure.start)
    behind = sentence.token_at(measure.end - 1) + 1
    before = {one.text for one in sentence.tokens[max(0, at - 2) : at]}
    following = [one.text for one in sentence.tokens[behind : behind + 2]]
    return bool(_AMOUNTS & before) and bool(_APART.intersection(following))


def is_left_behind(measure: Measure, sentence: Sentence) -> bool:
    """A case of "passer de 1,15 à 1,5 million d'hommes": the figure that is outgrown stands without its noun."""
    at = sentence.token_at(measure.start)
    behind = sentence.token_at(measure.end - 1) + 1
    tokens = sentence.tokens
    is_from = at > 0 and tokens[at - 1].text in {"de", "d'", "from"}
    is_bare = measure.noun is None and behind < len(tokens) and tokens[behind].text in {"à", "to"}
    return is_from and is_bare and any(one.start == tokens[behind + 1].start for one in sentence.measures)


def are_so_many(measure: Measure, sentence: Sentence) -> bool:
    """A case of "Nous sommes 25.000", "Ils seraient 3.000": a pronoun stands for the force."""
    if counted_noun(measure) or measure.kind != "count":
        return False
    at = sentence.token_at(measure.start)
    before = [one.text for one in sentence.tokens[max(0, at - 5) : at]]
    return not _PRONOUNS.isdisjoint(before) and not _BEING.isdisjoint(before)


_PRONOUNS = frozenset({"nous", "ils", "elles", "they", "we"})
_BEING = frozenset({"sommes", "étions", "sont", "étaient", "seront", "seraient", "are", "were"})


def is_of_them(measure: Measure, sentence: Sentence) -> bool:
    """A case of "qui en retient 520.000", "Katmandou en recense 200": "en" stands for the soldiers told before."""
    if counted_noun(measure) or measure.kind != "count" or measure.is_subset:
        return False
    at = sentence.token_at(measure.start)
    near = sentence.tokens[max(0, at - _EN_REACH) : at]
    for one, verb in itertools.pairwise(near):
        is_date = any(day.start <= one.start < day.end for day in sentence.dates)
        if one.text == "en" and verb.is_word and not verb.is_capital and not is_date:
            return verb.text.endswith(_FINITE_ENDS)
    return False


_EN_REACH = 4
_FINITE_ENDS = ("t", "e", "ent", "a")


def is_of_whole(measure: Measure, sentence: Sentence, words: ForceWords) -> bool:
    """A case of "L'objectif est d'arriver à 60.000": a target of what the sentence before tells."""
    if counted_noun(measure) or measure.kind != "count":
        return False
    before = [one.text for one in sentence.tokens if one.start < measure.start]
    return _is_of_whole(before, words)
