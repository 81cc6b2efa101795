"""How far a statement reaches over the words around it: before a colon, past a relative clause, "ce que dément X"."""

from __future__ import annotations

from extractors.annotate.reading import Sentence
from extractors.annotate.statements import Scan, Statement

_HEAD = 16


def heading(scan: Scan, offset: int) -> Statement | None:
    """A case of "Six tués, dont un enfant : le gouverneur accuse Kiev": whose toll stands before the colon."""
    tokens = scan.sentence.tokens[:_HEAD]
    at = next((at for at, one in enumerate(tokens) if one.text == ":" and one.start > offset), None)
    if at is None or scan.sentence.is_title:
        return None
    first = scan.statements[0]
    is_next = at + 1 < len(tokens) and first.speaker.start <= tokens[min(len(tokens) - 1, at + 2)].start
    return first if is_next and first.speaker.start > tokens[at].start else None


def is_relative(sentence: Sentence, start: int, offset: int) -> bool:
    """Whether a relative clause or another speaker's turn lies between two offsets."""
    between = [one.text for one in sentence.tokens if start <= one.start < offset]
    return bool({"qui", "dont", "où", "who", "which", "alors", "tandis"}.intersection(between))


def is_afterthought(one: Statement, offset: int) -> bool:
    """A case of "Moscou affirme avoir pris X, ce que dément Kiev": who comments on it has not told it."""
    at = one.cue.first
    tokens = one.sentence.tokens
    return tokens[at].start > offset and [each.text for each in tokens[max(0, at - 2) : at]] in _COMMENTS


_COMMENTS = (["ce", "que"], ["ce", "qu'"])
