"""Where the subject of a cue stands: steps over adverbs, days and insertions to it."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.annotate.english_subjects import ends_named
from extractors.annotate.lexicon import Pack
from extractors.annotate.phrases import Phrase
from extractors.annotate.reading import Sentence, Token


def skip(sentence: Sentence, at: int, found: Sequence[Phrase], pack: Pack) -> int | None:
    """Step over what may stand between an inverted verb and its subject; None where the clause is over."""
    tokens = sentence.tokens
    one = tokens[at]
    if one.text in pack.grammar["clause_openers"] or one.text in {"qui", "dont", "où"}:
        return None
    for day in sentence.dates:
        if day.start <= one.start < day.end:
            return max(at + 1, sentence.token_at(day.end))
    phrase = next((each for each in found if each.first == at), None)
    if phrase is not None and phrase.is_governed:
        return phrase.last
    if one.text in pack.grammar["prepositions"] or one.text in {"ce", "du", "des", "une", "un", "l'", "la", "le"}:
        return at + 1
    if (
        one.text in pack.grammar["adverbs"]
        or one.text.endswith("ment")
        or one.text in {",", '"'}
        or one.text == "interview"
    ):
        return at + 1
    if at > 0 and one.is_word and not one.is_capital and _is_inside_prepositional(tokens, at, pack):
        return at + 1
    return None


def _is_inside_prepositional(tokens: Sequence[Token], at: int, pack: Pack) -> bool:
    for position in range(at - 1, max(-1, at - 6), -1):
        if tokens[position].text in pack.grammar["prepositions"]:
            return True
        if not tokens[position].is_word:
            return False
    return False


def back(sentence: Sentence, at: int, found: Sequence[Phrase], pack: Pack) -> int:
    """Step back from a cue over adverbs, days and insertions between commas to where its subject ends."""
    tokens = sentence.tokens
    moved = True
    while moved and at > 0:
        moved = False
        one = tokens[at - 1]
        if (
            one.text in pack.grammar["clitics"] - {"en", "nous", "vous"}
            or (one.text.endswith("ment") and one.is_word and not any(each.first < at <= each.last for each in found))
            or (any(day.start < one.end <= day.end for day in sentence.dates) and not one.is_quoted)
            or one.text in pack.grammar["back_adverbs"]
        ):
            at, moved = at - 1, True
        elif one.text == "," and ends_named(found, at - 1, pack):
            return at - 1
        elif one.text in {",", ")"}:
            start = _insertion_start(tokens, at - 1, pack)
            if start is not None:
                at, moved = start, True
    return at


def _insertion_start(tokens: Sequence[Token], comma: int, pack: Pack) -> int | None:
    """Where an insertion that ends at `comma` begins: ", qui … ,", ", lors de … ,", "( … )"."""
    opening = "(" if tokens[comma].text == ")" else ","
    for position in range(comma - 1, max(-1, comma - 40), -1):
        if tokens[position].text in _CLAUSE_ENDS:
            return None
        if tokens[position].text == opening and position + 1 < comma:
            follows = tokens[position + 1].text
            if (
                opening == "("
                or follows in pack.grammar["insertion_openers"]
                or follows.endswith(("ant", "é", "ée", "és", "ées"))
            ):
                return position
    return None


_CLAUSE_ENDS = frozenset({";", ":", ".", "!", "?"})


def relative_antecedent(tokens: Sequence[Token], found: Sequence[Phrase], at: int) -> Phrase | None:
    """The phrase that "qui" or "who" stands for."""
    end = at - 1 if at and tokens[at - 1].text == "," else at
    while end > 1 and (tokens[end - 1].is_quoted or tokens[end - 1].text == '"'):
        end -= 1
    direct = next((one for one in found if one.last == end and one.is_speaker), None)
    if direct is not None:
        return direct
    earlier = [one for one in found if one.last <= at and one.is_speaker]
    return earlier[-1] if earlier and at - earlier[-1].last <= 3 else None
