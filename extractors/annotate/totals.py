"""Running totals: an outcome noun with its figure behind it ("le nombre de morts est passé à 18")."""

from __future__ import annotations

from extractors.annotate.casualty_words import STOPS, CasualtyHit, CasualtyWords, noun_of
from extractors.annotate.measure import Measure
from extractors.annotate.reading import Sentence, Token


def total_before(measure: Measure, sentence: Sentence, words: CasualtyWords) -> CasualtyHit | None:
    """A case of "le nombre de morts est passé à 18": an outcome noun with a total before a bare figure."""
    if measure.noun is not None and noun_of(measure) != "personnes":
        return None
    tokens = sentence.tokens
    at = sentence.token_at(measure.start)
    window = tokens[max(0, at - 18) : at]
    texts = [one.text for one in window]
    named = _named_behind(measure, sentence, words)
    if named is not None:
        return named
    is_total = words.groups["totals"].intersection(texts) or {"pertes", "casualties"}.intersection(texts)
    if not is_total and not _is_put_at(tokens, at, words):
        return None
    if _is_former(measure, sentence):
        return None
    for index in range(len(window) - 1, -1, -1):
        outcome = words.outcome_nouns.get(texts[index])
        if outcome is not None and index > 1 and _is_pair(texts[index - 2 : index + 1], words):
            outcome = "casualties_total"
        if outcome is not None:
            return CasualtyHit(outcome=outcome, rule="total", start=window[index].start, end=measure.end)
        if texts[index] in STOPS:
            return None
    if words.groups["running"].intersection(texts) and {"bilan", "toll"}.intersection(texts):
        return CasualtyHit(outcome="killed", rule="toll", start=measure.start, end=measure.end)
    return None


def _named_behind(measure: Measure, sentence: Sentence, words: CasualtyWords) -> CasualtyHit | None:
    """A case of "chiffre à 5.000 les défections"."""
    tokens = sentence.tokens
    at, end = sentence.token_at(measure.start), sentence.token_at(measure.end - 1) + 1
    if at < 1 or tokens[at - 1].text not in {"à", "at"} or end + 1 >= len(tokens) or tokens[end].text != "les":
        return None
    outcome = words.outcome_nouns.get(tokens[end + 1].text)
    if outcome is None:
        return None
    return CasualtyHit(outcome=outcome, rule="total", start=measure.start, end=tokens[end + 1].end)


def _is_put_at(tokens: tuple[Token, ...], at: int, words: CasualtyWords) -> bool:
    """A case of "évalue les tués à 180.000": an outcome noun with its figure behind "à"."""
    if at >= _SHORTEST_PUT and tokens[at - 1].text in words.outcome_nouns:
        return tokens[at].text in {"entre", "autour", "between"} and tokens[at - 2].text in {
            "les",
            "ses",
            "leurs",
            "the",
        }
    if at < _SHORTEST_PUT or tokens[at - 1].text not in {"à", "at"}:
        return False
    back = at - 2 if tokens[at - 2].text in words.outcome_nouns else at - 3
    return tokens[back].text in words.outcome_nouns and tokens[back - 1].text in {"les", "ses", "leurs", "the", "its"}


_SHORTEST_PUT = 5


def _is_pair(texts: list[str], words: CasualtyWords) -> bool:
    """A case of "tués ou blessés": two outcomes counted together."""
    return texts[1] in words.groups["both"] and {texts[0], texts[2]} <= words.outcome_nouns.keys()


def _is_former(measure: Measure, sentence: Sentence) -> bool:
    """A case of "est passé de trois à cinq": the first figure no longer holds."""
    at, end = sentence.token_at(measure.start), sentence.token_at(measure.end - 1) + 1
    behind = [one.text for one in sentence.tokens[end : end + 2]]
    return at > 0 and sentence.tokens[at - 1].text == "de" and behind[:1] == ["à"]
