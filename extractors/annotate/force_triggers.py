"""The words that tell a force or a movement of one, and which of them a figure goes with."""

from __future__ import annotations

from typing import cast

from extractors.annotate.actors import demonym
from extractors.annotate.facts import Context
from extractors.annotate.force_nouns import counted_noun, told_span
from extractors.annotate.force_series import is_left_behind
from extractors.annotate.force_words import ForceWords, type_of_word
from extractors.annotate.measure import Measure
from extractors.annotate.reading import Sentence, Token
from extractors.annotate.statements import Scan
from extractors.model import MobilisationType

Trigger = tuple[int, int, MobilisationType]
"""Start, end and type."""
_BY_NOUN = frozenset(
    {"contract_recruitment", "enlistment", "conscription_call_up", "mobilisation_wave", "prisoner_recruitment"}
)
_STOPS = frozenset({";", "!", "?"})
_FAINT_DISTANCE, _FARTHEST, _JOINED = 60, 140, 25


def triggers_of(scan: Scan, words: ForceWords, lang: str) -> list[Trigger]:
    """Start and end of every trigger of a sentence with its type; a verb of speech is none ("relève", "a rappelé")."""
    found: list[Trigger] = []
    tokens = scan.sentence.tokens
    spoken = {one.cue.at for one in scan.statements if one.cue.form == "finite" and one.frame != "figure"}
    for at, one in enumerate(tokens):
        for parts, kind in words.phrases.get(one.text, ()):
            if tuple(each.text for each in tokens[at : at + len(parts)]) == parts:
                found.append((one.start, tokens[at + len(parts) - 1].end, kind))
                break
        else:
            if (at > 1 and tokens[at - 2].text == "coalition") or at in spoken or _makes_up(tokens, at):
                continue
            is_adjective = (
                at > 0 and tokens[at - 1].text in words.groups.get("adverbs", ()) and one.text.startswith("équip")
            )
            kind_of_word = (
                type_of_word(one.text, lang) if one.is_word and not (one.is_capital or is_adjective) else None
            )
            if kind_of_word is not None:
                found.append((one.start, one.end, kind_of_word))
    return found


def _makes_up(tokens: tuple[Token, ...], at: int) -> bool:
    """A case of "10.000 hommes en formeraient l'ossature": making up a force is no training."""
    return at > 0 and tokens[at - 1].text == "en" and tokens[at].text.startswith(("formai", "formera", "forment"))


def resumed(scan: Scan, context: Context, words: ForceWords) -> list[Trigger]:
    """A case of "la mobilisation partielle. … 300.000 hommes sont concernés": the movement of the sentence before."""
    tokens = scan.sentence.tokens
    link = next((one for one in tokens if one.text.startswith(("concern", "suivr", "visé"))), None) or _done(tokens)
    if link is None or scan.sentence.index == 0:
        return []
    before = triggers_of(context.scans[scan.sentence.index - 1], words, words.lang)
    return [(link.start, link.end, before[-1][2])] if before else []


def _done(tokens: tuple[Token, ...]) -> Token | None:
    """A case of "500 jeunes seulement l'ont fait", "have done so": the verb stands for the one before."""
    for before, one, behind in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if (before.text, behind.text) in {("l'", "fait"), ("done", "so"), ("done", "it")} or (
            one.text == "done" and behind.text == "so"
        ):
            return one
    return None


_FEWEST = 100


def bare_force(measure: Measure, scan: Scan, context: Context, words: ForceWords) -> MobilisationType | None:
    """The type of soldiers that no word of a movement goes with: that of the sentence before, else so many they are."""
    noun, sentence = counted_noun(measure), scan.sentence
    if measure.kind != "count" or measure.form in {"article", "zero"}:
        return None
    if demonym(noun) is not None and any(one.text == "y" for one in sentence.tokens):
        return told_before(sentence, context, words)
    is_counted = any(one.text.startswith(tuple(words.groups["counting"])) for one in sentence.tokens)
    if noun in words.groups["formations"] and measure.form == "number" and is_counted:
        return told_before(sentence, context, words) or "strength"
    if noun not in words.groups["soldiers"] | words.groups["raised"]:
        return None
    quantity = measure.quantity
    if max(one or 0 for one in (quantity.low, quantity.best, quantity.high)) < _FEWEST:
        return None
    if any(one.text.startswith(words.captive) for one in sentence.tokens):
        return None
    before = told_before(sentence, context, words)
    return before or ("mobilisation_wave" if noun in words.groups["raised"] else "strength")


def told_before(sentence: Sentence, context: Context, words: ForceWords) -> MobilisationType | None:
    """The movement that the sentence before tells, with a figure or without."""
    if context.force is not None and context.force[0] >= sentence.index - 1:
        return cast("MobilisationType", context.force[1])
    if not sentence.index:
        return None
    before = context.scans[sentence.index - 1]
    told = triggers_of(before, words, words.lang)
    plain = (kind for first, _, kind in reversed(told) if not _is_faint(first, before.sentence, words))
    return next(plain, told[-1][2] if told else None)


def nearest(
    measure: Measure, sentence: Sentence, words: ForceWords, triggers: list[Trigger]
) -> tuple[MobilisationType, int] | None:
    """Type and distance of the trigger a figure goes with."""
    barriers = [one.start for one in sentence.tokens if one.text in _STOPS]
    start, end = measure.start, measure.noun_end or measure.end
    near = [one for one in triggers if not any(min(one[0], start) < at < max(one[1], end) for at in barriers)]
    return _nearest(measure, sentence, words, near) or _nearest(measure, sentence, words, triggers)


def _nearest(
    measure: Measure, sentence: Sentence, words: ForceWords, triggers: list[Trigger]
) -> tuple[MobilisationType, int] | None:
    start, end = measure.start, measure.noun_end or measure.end
    told = told_span(measure, sentence)
    at = sentence.token_at(start)
    is_joined = at > 0 and sentence.tokens[at - 1].text in {"et", "and", "puis"}
    best: tuple[int, int, MobilisationType] | None = None
    for first, last, kind in triggers:
        if _counts_others(first, measure, sentence):
            continue
        distance = _distance(first, last, start=start, end=end)
        if told is not None:
            distance = min(distance, _distance(first, last, start=told[0], end=told[1]))
        crossed = sum(
            1
            for one in sentence.measures
            if one.is_figure
            and one is not measure
            and not one.is_subset
            and not is_left_behind(one, sentence)
            and min(last, end) <= one.start < max(first, start)
        )
        distance += 50 * crossed
        is_own = measure.noun_start is not None and measure.noun_start <= first < end
        is_faint = _is_faint(first, sentence, words, last) or (is_own and kind in _BY_NOUN)
        is_faint = is_faint and not (is_own and (measure.is_subset or counted_noun(measure) in words.groups["acts"]))
        weight = distance + (_FAINT_DISTANCE if is_faint else 0) + (_JOINED if is_joined and last <= start else 0)
        if distance <= _FARTHEST and (best is None or weight < best[0]):
            best = (weight, distance, kind)
    return (best[2], best[1]) if best else None


def _distance(first: int, last: int, *, start: int, end: int) -> int:
    return 0 if first < end and start < last else start - last if last <= start else first - end


def _counts_others(first: int, measure: Measure, sentence: Sentence) -> bool:
    """A case of "84.000 hommes, dont 19.000 volontaires": the noun of a subset tells nothing of the whole."""
    subsets = [one for one in sentence.measures if one is not measure and one.is_subset and one.noun_start is not None]
    return any(one.noun_start == first for one in subsets)


def _is_faint(first: int, sentence: Sentence, words: ForceWords, last: int | None = None) -> bool:
    """Whether a trigger tells the type only where no other stands near: "supplémentaires", "venus de"."""
    said = " ".join(one.text for one in sentence.tokens if first <= one.start < (first + 1 if last is None else last))
    return said.startswith(words.faint)
