"""Whose people a noun counts: the adjective or state beside it, in French and English order."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.annotate.actors import demonym
from extractors.annotate.reading import Sentence, Token
from extractors.model import Side


def people_behind(sentence: Sentence, start: int, end: int, reach: int = 5) -> tuple[str, Side] | None:
    """The demonym beside a noun: "soldats russes", "prisonniers ukrainiens", "militaires nord-coréens"."""
    first = sentence.token_at(start)
    last = sentence.token_at(end - 1) + 1
    before = _people_before(sentence, first)
    if before is not None:
        return before
    is_of_other = False
    for one in sentence.tokens[first : last + reach]:
        if one.start >= end and one.text in {
            ",",
            ";",
            ".",
            "ont",
            "sont",
            "a",
            "est",
            "à",
            "dans",
            "en",
            "qui",
            "par",
            "contre",
            "were",
            "have",
        }:
            return None
        found = demonym(one.text) if one.is_word and len(one.text) > 3 else None
        if found is not None and not (is_of_other and found[1] not in {"UKR", "RUS", "RUS_ALLY"}):
            return found
        is_of_other = is_of_other or (one.start >= end and one.text in {"d'", "de", "du", "des"})
    return _people_of(sentence, last)


def _people_of(sentence: Sentence, last: int) -> tuple[str, Side] | None:
    """A case of "500 soldats de Pyongyang": whose they are stands right behind "de"."""
    tokens = sentence.tokens
    at = last
    while at < len(tokens) and tokens[at].text in {"de", "d'", "du", "la", "l'", "of"}:
        at += 1
    if at in {last, len(tokens)}:
        return None
    named = next((one.actor for one in sentence.actors if one.start == tokens[at].start), None)
    return (named.country, named.side) if named is not None and named.country and named.kind != "person" else None


def _people_before(sentence: Sentence, at: int) -> tuple[str, Side] | None:
    """English puts the adjective first: "1,420 Russian soldiers", "South Korean marines"."""
    for index in range(max(0, at - 2), at):
        found = people_at(sentence.tokens, index) if sentence.tokens[index].is_capital else None
        if found is not None:
            return found
    return None


_KOREANS: dict[str, tuple[str, Side]] = {"north": ("KP", "RUS_ALLY"), "south": ("KR", "UKR_ALLY")}


def people_at(tokens: Sequence[Token], at: int) -> tuple[str, Side] | None:
    """Country and side of the adjective or people at a token; English writes "North Korean" in two words."""
    word = tokens[at].text
    if word in {"korean", "koreans"} and at:
        return _KOREANS.get(tokens[at - 1].text)
    return demonym(word) if tokens[at].is_word and len(word) > 3 else None
