"""Figures that count what another noun names: "en a fait onze", "cinq des onze morts", "parmi eux, une adolescente"."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.annotate.casualty_words import STOPS, CasualtyHit, CasualtyWords, category_of, noun_of, predicate_at
from extractors.annotate.facts import Context
from extractors.annotate.measure import Measure
from extractors.annotate.reading import Sentence, Token
from extractors.model import Outcome


def part_of(measure: Measure, sentence: Sentence, words: CasualtyWords) -> CasualtyHit | None:
    """A case of "cinq des onze morts": the figure counts some of those that the next one counts."""
    tokens = sentence.tokens
    at = sentence.token_at(measure.end - 1) + 1
    if at >= len(tokens) or tokens[at].text not in {"des", "of"}:
        return None
    following = next((one for one in sentence.measures if tokens[at].end <= one.start <= tokens[at].end + 6), None)
    outcome = words.outcome_nouns.get(noun_of(following)) if following is not None else None
    if following is None or outcome is None:
        return None
    end = following.noun_end or following.end
    return CasualtyHit(outcome=outcome, rule="part_of", start=measure.start, end=end)


_TOLD = ("fai", "fit", "reti", "reten", "dénombr", "compt", "recens", "déplor", "évoqu", "avanc", "annon", "reconn",
         "admet", "admis", "reven", "cit", "mention", "ajout", "identifi", "confirm", "tu", "bless", "signal", "relev",
         "relèv", "estim", "chiffr", "donn", "trouv", "di", "totalis", "conc", "perd", "soign", "laiss")  # fmt: skip
_TAKEN_UP_REACH, _TAKEN_UP_BACK = 9, 2


def _outcomes(tokens: Sequence[Token], words: CasualtyWords) -> list[Outcome]:
    """What the outcome nouns of some words tell; two of them joined count both."""
    found: list[Outcome] = []
    for at, one in enumerate(tokens):
        if one.text not in words.outcome_nouns:
            continue
        following = [each.text for each in tokens[at + 1 : at + 3]]
        is_pair = len(following) > 1 and following[0] in {"ou", "et"} and following[1] in words.outcome_nouns
        found.append("casualties_total" if is_pair else words.outcome_nouns[one.text])
    return found


def taken_up(measure: Measure, sentence: Sentence, words: CasualtyWords, context: Context) -> CasualtyHit | None:
    """A case of "compter ses morts. Le missile en a fait onze": the figure counts the noun that "en" stands for."""
    tokens = sentence.tokens
    last = sentence.token_at(measure.start)
    if noun_of(measure) or measure.form not in {"number", "collective", "vague"}:
        return None
    if last > 1 and tokens[last - 1].text == ":" and tokens[last - 2].text in words.outcome_nouns:
        named = words.outcome_nouns[tokens[last - 2].text]
        return CasualtyHit(outcome=named, rule="taken_up", start=tokens[last - 2].start, end=measure.end)
    at = next((at for at in range(last - 1, max(-1, last - _TAKEN_UP_REACH), -1) if tokens[at].text == "en"), None)
    if at is None or not any(one.text.startswith(_TOLD) for one in tokens[at + 1 : last]):
        return None
    if any(one.text in STOPS | {",", "que"} and one.text != "que" for one in tokens[at:last]):
        return None
    deed = next((found for one in range(at + 1, last) if (found := predicate_at(tokens, one, words)) is not None), None)
    if deed is not None and deed[0] in {"killed", "wounded", "captured"}:
        return CasualtyHit(outcome=deed[0], rule="taken_up", start=tokens[at].start, end=measure.end)
    earlier = [tokens[:at]]
    earlier += [context.scans[sentence.index - back].sentence.tokens for back in (1, 2) if sentence.index >= back]
    for group in earlier[: _TAKEN_UP_BACK + 1]:
        inside = _outcomes(group, words)
        outcome = (inside[-1] if group is earlier[0] else inside[0]) if inside else None
        if outcome is not None:
            return CasualtyHit(outcome=outcome, rule="taken_up", start=tokens[at].start, end=measure.end)
    return None


_THEM = frozenset({"eux", "elles", "them"})


def among_them(measure: Measure, sentence: Sentence, words: CasualtyWords, context: Context) -> CasualtyHit | None:
    """A case of "Parmi eux, une adolescente de 15 ans": some of those whom the sentence before has counted."""
    if context.sibling is None or sentence.index - context.sibling[0] > 1:
        return None
    at = sentence.token_at(measure.start)
    before = [one.text for one in sentence.tokens[max(0, at - 8) : at]]
    is_among = "parmi" in before and bool(_THEM.intersection(before))
    if not is_among or category_of(measure, sentence, words) not in {"child", "combatant"}:
        return None
    outcome = context.sibling[1].fields["outcome"]
    return CasualtyHit(outcome=outcome, rule="subset", start=measure.start, end=measure.noun_end or measure.end)
