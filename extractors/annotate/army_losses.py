"""Losses of armies told later in a post: "celles de Kiev", "35.000 pour la Russie", 300.000 tués nowhere."""

from __future__ import annotations

from extractors.annotate.casualty_words import CasualtyHit, noun_of
from extractors.annotate.facts import Context, is_state
from extractors.annotate.measure import Measure
from extractors.annotate.peoples import people_at
from extractors.annotate.reading import Sentence
from extractors.annotate.statements import Statement
from extractors.model import Side

OPPOSITE: dict[Side, Side] = {"UKR": "RUS", "RUS": "UKR", "UKR_ALLY": "RUS", "RUS_ALLY": "UKR"}
"""Whose enemy a side is."""
_RESUMED = 2


MASS = 5000


def is_mass(measure: Measure, hit: CasualtyHit, sentence: Sentence, context: Context) -> bool:
    """A case of "L'Otan table sur 300.000 tués et blessés": so many, and nowhere in particular, are soldiers."""
    one = measure.quantity
    is_bare = measure.noun is None or noun_of(measure) in _BARE
    if not is_bare or (one.best or one.low or one.high or 0) < MASS:
        return False
    near = context.places.get(sentence.index, ())
    if context.sibling is not None and context.sibling[1].fields["person_category"] == "civilian":
        return False
    return hit.outcome in {"killed", "wounded", "casualties_total"} and all(is_state(place) for place in near)


def people_told(sentence: Sentence, context: Context) -> tuple[Side, str | None] | None:
    """The belligerent whose people were named last: "Combien de Russes sont morts ? …"."""
    for index in range(sentence.index, -1, -1):
        tokens = context.scans[index].sentence.tokens
        for at in range(len(tokens)):
            people = people_at(tokens, at) if tokens[at].is_word else None
            if people is not None and people[1] in {"UKR", "RUS"}:
                return people[1], people[0]
    return None


def of_koreans(measure: Measure, sentence: Sentence, context: Context) -> bool:
    """A case of "Combien de Nord-Coréens … ? Séoul compte 300 morts": bare dead behind talk of their troops."""
    if (measure.noun is not None and noun_of(measure) not in _BARE) or context.places.get(sentence.index):
        return False
    near = [context.scans[index].sentence for index in range(max(0, sentence.index - _RESUMED), sentence.index)]
    return any(
        (people := people_at(one.tokens, at)) is not None and people[0] == "KP"
        for one in near
        for at, token in enumerate(one.tokens)
        if token.is_word and "cor" in token.text
    )


def resumes_army(measure: Measure, sentence: Sentence, context: Context) -> bool:
    """Whether bare dead and wounded go on a toll of soldiers: "celles de Kiev", "s'en tient à 1.351 tués"."""
    if context.sibling is None or sentence.index - context.sibling[0] > _RESUMED or context.places.get(sentence.index):
        return False
    is_bare = measure.noun is None or noun_of(measure) in _BARE
    return is_bare and context.sibling[1].fields["person_category"] == "combatant"


_BARE = frozenset(
    {
        "morts",
        "tués",
        "blessés",
        "décès",
        "disparus",
        "prisonniers",
        "capturés",
        "hommes",
        "victimes",
        "pertes",
        "autres",
    }
)


_ASCRIBING = frozenset({"pour", "côté", "chez", "rangs", "camp"})


def ascribed_behind(sentence: Sentence, measure: Measure) -> tuple[Side, str | None] | None:
    """A case of "35.000 à 43.000 pour la Russie", "10.000 morts dans les rangs ukrainiens"."""
    tokens = sentence.tokens
    first = sentence.token_at((measure.noun_end or measure.end) - 1) + 1
    at = next((at for at in range(first, min(len(tokens), first + 4)) if tokens[at].text in _ASCRIBING), None)
    if at is None or any(one.text in {",", ";", "et"} for one in tokens[first:at]):
        return None
    for later in range(at + 1, min(len(tokens), at + 4)):
        people = people_at(tokens, later)
        if people is not None and people[1] in OPPOSITE:
            return people[1], people[0]
        named = next((each.actor for each in sentence.actors if each.start == tokens[later].start), None)
        if named is not None and named.side in OPPOSITE:
            return named.side, named.country
    return None


def taken_by_pronoun(
    sentence: Sentence, measure: Measure, statement: Statement | None
) -> tuple[Side, str | None] | None:
    """A case of "celles de l'Ukraine", "sur les siens": whose losses a pronoun takes up."""
    tokens = sentence.tokens[: sentence.token_at(measure.start)]
    for at, one in enumerate(tokens):
        if one.text in {"siens", "siennes"} and statement is not None:
            return statement.speaker.side, statement.speaker.country
        if one.text not in {"celles", "ceux", "celle", "celui"}:
            continue
        if "qui" in {each.text for each in tokens[at:]}:
            return None
        for later in range(at + 1, min(len(tokens), at + 6)):
            if tokens[later].text in {"adverses", "adverse", "ennemies"} and statement is not None:
                side = OPPOSITE.get(statement.speaker.side)
                return (side, {"UKR": "UA", "RUS": "RU"}.get(side)) if side else None
            people = people_at(tokens, later)
            if people is not None and people[1] in OPPOSITE:
                return people[1], people[0]
            named = next((each.actor for each in sentence.actors if each.start == tokens[later].start), None)
            if named is not None and named.side in OPPOSITE:
                return named.side, named.country
    return None
