"""Whose the victims are: by nationality, army, whoever lost them, and who holds the place."""

from __future__ import annotations

import itertools

from extractors.annotate.actors import demonym, side_of
from extractors.annotate.army_losses import (
    MASS,
    OPPOSITE,
    ascribed_behind,
    of_koreans,
    people_told,
    resumes_army,
    taken_by_pronoun,
)
from extractors.annotate.casualty_words import CasualtyHit, CasualtyWords, noun_of
from extractors.annotate.facts import Context, Located, holder, statement_at
from extractors.annotate.measure import Measure
from extractors.annotate.peoples import people_at, people_behind
from extractors.annotate.reading import Sentence
from extractors.annotate.statements import Scan, Statement
from extractors.annotate.victims import sentence_of
from extractors.model import Side


def side_of_victims(
    measure: Measure,
    hit: CasualtyHit,
    scan: Scan,
    *,
    context: Context,
    words: CasualtyWords,
    located: Located,
    is_army: bool,
) -> tuple[Side, str | None]:
    """Whose the victims are: by nationality, army, and who holds the place."""
    sentence = scan.sentence
    people = people_behind(sentence, measure.noun_start or measure.start, measure.noun_end or measure.end)
    if people is not None:
        return people[1], people[0]
    sent = of_foreign_force(sentence, context)
    if sent is not None:
        return sent
    controlled = _controlled_by(sentence)
    if controlled is not None and not is_army:
        return controlled
    statement = statement_at(scan, measure.start)
    if is_army and of_koreans(measure, sentence, context):
        return "RUS_ALLY", "KP"
    if statement is not None and statement.speaker.side in OPPOSITE and _by_own_troops(measure, sentence):
        return _enemy_of(statement)
    if is_army or hit.outcome == "losses_unspecified":
        owner = _owner(measure, hit, scan, words) or _taken_over(measure, scan, context, words)
        if owner is not None:
            return owner
    country, side = holder(located, context.reading.day)
    if country is not None:
        return side, country
    if statement is not None and statement.speaker.side in {"UKR", "RUS"}:
        return statement.speaker.side, statement.speaker.country
    return _post_side(context)


def _enemy_of(statement: Statement) -> tuple[Side, str | None]:
    side = OPPOSITE[statement.speaker.side]
    return side, {"UKR": "UA", "RUS": "RU"}.get(side)


def _loses_as_enemy(measure: Measure, sentence: Sentence) -> bool:
    """A case of "l'ennemi, lui, déplorerait 198.000 tués"."""
    tokens = sentence.tokens
    last = sentence.token_at(measure.start)
    verb = next((at for at in range(last - 1, max(0, last - 12), -1) if tokens[at].text.startswith(_LOSING)), None)
    if verb is None:
        return False
    return bool(
        {"ennemi", "adversaire", "agresseur", "assaillant"}.intersection(
            t.text for t in tokens[max(0, verb - 6) : verb]
        )
    )


def _is_called_enemy(measure: Measure, sentence: Sentence) -> bool:
    """A case of "800 soldats ennemis"."""
    at = sentence.token_at((measure.noun_end or measure.end) - 1) + 1
    behind = {one.text for one in sentence.tokens[at : at + 2]}
    return bool(behind & {"ennemis", "ennemi", "adverses", "adverse", "enemy"})


def _taken_over(measure: Measure, scan: Scan, context: Context, words: CasualtyWords) -> tuple[Side, str | None] | None:
    """Whose soldiers are that no word ascribes: the speaker's enemies, else those of the toll that they go on."""
    statement = statement_at(scan, measure.start)
    is_enemy = (
        noun_of(measure) in words.groups["enemy"]
        or _loses_as_enemy(measure, scan.sentence)
        or _is_called_enemy(measure, scan.sentence)
    )
    if statement is not None and statement.speaker.side in OPPOSITE and is_enemy:
        return _enemy_of(statement)
    if context.sibling is not None and resumes_army(measure, scan.sentence, context):
        last = context.sibling[1].fields
        return last["side"], last["victim_country"]
    if (measure.quantity.best or measure.quantity.low or 0) >= MASS:
        return people_told(scan.sentence, context)
    return None


_OWN = frozenset({"ses", "nos", "its", "our"})
_TROOPS = frozenset({"troupes", "forces", "soldats", "unités", "hommes", "troops", "soldiers", "units"})


def _by_own_troops(measure: Measure, sentence: Sentence) -> bool:
    """A case of "1.240 hommes mis hors de combat par ses troupes": said by one side, of the other."""
    texts = [one.text for one in sentence.tokens if one.start >= measure.end]
    return any(
        by in {"par", "by"} and own in _OWN and noun in _TROOPS
        for by, own, noun in zip(texts, texts[1:], texts[2:], strict=False)
    )


_OUT_OF = frozenset({("of", "the"), ("sur", "les"), ("parmi", "les"), ("among", "the")})


def of_foreign_force(sentence: Sentence, context: Context) -> tuple[Side, str | None] | None:
    """A case of "Sur les 11.000 envoyés, 4.000 ont été tués": the victims are of the force the post has told of."""
    opening = tuple(one.text for one in sentence.tokens[:2])
    if opening not in _OUT_OF or context.foreign is None or context.foreign[0] is None:
        return None
    country = context.foreign[0]
    return side_of(country), country


def _controlled_by(sentence: Sentence) -> tuple[Side, str | None] | None:
    """A case of "sous contrôle russe": who holds the place, whatever its country."""
    texts = [one.text for one in sentence.tokens]
    for at in range(len(texts) - 2):
        if texts[at] in {"contrôle", "occupation", "control"}:
            found = demonym(texts[at + 1]) or (demonym(texts[at - 1]) if at else None)
            if found is not None and found[1] in {"UKR", "RUS"}:
                return found[1], "UA"
    return None


def _owner(measure: Measure, hit: CasualtyHit, scan: Scan, words: CasualtyWords) -> tuple[Side, str | None] | None:
    """Whose army it is: "les pertes russes", "498 de ses militaires", "avoir éliminé" (the enemy's)."""
    sentence = scan.sentence
    statement = statement_at(scan, measure.start)
    at = sentence.token_at(measure.start)
    texts = [one.text for one in sentence.tokens]
    if statement is not None and {"ses", "nos", "its", "our"}.intersection(texts[at : at + 4]):
        return statement.speaker.side, statement.speaker.country
    if (
        statement is not None
        and statement.cue.stance in {"accuses", "denounces"}
        and statement.speaker.side in OPPOSITE
    ):
        return statement.speaker.side, statement.speaker.country
    if (
        (_is_theirs(sentence, measure) or _of_enemy(sentence, measure, words))
        and statement is not None
        and statement.speaker.side in {"UKR", "RUS"}
    ):
        theirs = OPPOSITE[statement.speaker.side]
        return theirs, {"UKR": "UA", "RUS": "RU"}.get(theirs)
    resumed = ascribed_behind(sentence, measure) or taken_by_pronoun(sentence, measure, statement)
    if resumed is not None:
        return resumed
    lost = lost_by(measure, scan) or camp_before(measure, sentence) or _cost_to(measure, sentence)
    if lost is not None:
        return lost[1], lost[0]
    suffered = _suffered(sentence, measure.start)
    if suffered is not None:
        return suffered[1], suffered[0]
    return (
        _ally_named(measure, scan, statement)
        or _loser_named(measure, hit, sentence, statement)
        or _of_speaker(hit, statement)
    )


_OPENERS = frozenset({"que", "qu'", ";", "that", "said", "says", "say", "claimed", "estimated", "estimates"})
_LOSING = ("perd", "laissé", "laisse", "subi", "sacrifi", "lost", "suffered", "déplor")


def lost_by(measure: Measure, scan: Scan) -> tuple[str | None, Side] | None:
    """Who lost the men a figure counts: the army before "a perdu", "y a laissé", "a subi", the speaker left out."""
    sentence = scan.sentence
    tokens = sentence.tokens
    last = sentence.token_at(measure.start)
    verb = next((at for at in range(last - 1, max(0, last - 7), -1) if tokens[at].text.startswith(_LOSING)), None)
    if verb is None or verb < 1 or any(one.text in {",", ";", "contre"} for one in tokens[verb:last]):
        return None
    first = next((at + 1 for at in range(verb - 1, -1, -1) if tokens[at].text in _OPENERS), 0)
    armies = [
        (one.start, one.actor.country, one.actor.side)
        for one in sentence.actors
        if one.actor.side in OPPOSITE and tokens[first].start <= one.start < tokens[verb].start
    ]
    for at in range(max(first, verb - 12), verb):
        people = people_at(tokens, at)
        if people is not None and people[1] in OPPOSITE:
            armies.append((tokens[at].start, people[0], people[1]))
    spoken = [(one.speaker.start, one.speaker.end) for one in scan.statements]
    named = sorted(one for one in armies if not any(start <= one[0] < end for start, end in spoken))
    return (named[-1][1], named[-1][2]) if named else None


def camp_before(measure: Measure, sentence: Sentence) -> tuple[str, Side] | None:
    """A case of "côté russe, 198.000 morts": the camp named before the figure."""
    tokens = sentence.tokens[: sentence.token_at(measure.start)]
    for at in range(len(tokens) - 2, -1, -1):
        if tokens[at].text in {"côté", "camp", "rangs"}:
            return demonym(tokens[at + 1].text)
    return None


def _is_theirs(sentence: Sentence, measure: Measure) -> bool:
    """A case of "chiffre leurs pertes à 7.000 hommes": said by one side, of the other."""
    tokens = sentence.tokens[: sentence.token_at(measure.end - 1) + 3]
    return any(
        before.text in {"leurs", "their"} and one.text in {"pertes", "losses"}
        for before, one in itertools.pairwise(tokens)
    )


def _of_enemy(sentence: Sentence, measure: Measure, words: CasualtyWords) -> bool:
    """A case of "les pertes de l'assaillant se montent à 910 tués et 335 blessés": said by one side, of the other."""
    texts = [one.text for one in sentence.tokens[: sentence.token_at(measure.start)]]
    lost = next((at for at, text in enumerate(texts) if text in {"pertes", "losses"}), None)
    return lost is not None and bool(words.groups["enemy"].intersection(texts[lost : lost + _BESIDE]))


_BESIDE = 4


def _cost_to(measure: Measure, sentence: Sentence) -> tuple[str | None, Side] | None:
    """A case of "a coûté 26.000 hommes à Moscou": whom the ground has cost them."""
    at = sentence.token_at(measure.start)
    if not any(one.text.startswith(("coût", "cost")) for one in sentence.tokens[max(0, at - 5) : at]):
        return None
    last = sentence.token_at((measure.noun_end or measure.end) - 1) + 1
    near = sentence.tokens[max(0, at - 5) : last + 4]
    for one in sentence.actors:
        if near[0].start <= one.start < near[-1].end and one.actor.side in OPPOSITE:
            return one.actor.country, one.actor.side
    return None


def cost_of_army(measure: Measure, sentence: Sentence) -> bool:
    """Whether the men a figure counts are what ground has cost an army."""
    return _cost_to(measure, sentence) is not None


def _ally_named(measure: Measure, scan: Scan, statement: Statement | None) -> tuple[Side, str | None] | None:
    """North Koreans named before the figure, unless they speak."""
    named = [one for one in scan.sentence.actors if one.end <= measure.start and one.actor.side == "RUS_ALLY"]
    if (
        named
        and statement is not None
        and not any(one.start <= each.start < one.end for one in scan.statements for each in named)
    ):
        return named[-1].actor.side, named[-1].actor.country
    return None


def _loser_named(
    measure: Measure, hit: CasualtyHit, sentence: Sentence, statement: Statement | None
) -> tuple[Side, str | None] | None:
    """The army beside a loss: "L'Ukraine a perdu", "la désertion de 300 soldats russes"."""
    if hit.outcome not in {"losses_unspecified", "deserted"}:
        return None
    for one in reversed(sentence.actors):
        if (
            one.end <= max(hit.start, measure.start)
            and one.actor.side in {"UKR", "RUS", "RUS_ALLY"}
            and one.end > hit.start - 60
        ):
            is_speaker = (
                statement is not None
                and statement.speaker.start <= one.start < statement.speaker.end
                and statement.cue.form != "finite"
            )
            if not is_speaker:
                return one.actor.side, one.actor.country
    for token in reversed(
        [one for one in sentence.tokens if one.end <= measure.end + 25 and one.start > measure.start - 90]
    ):
        found = demonym(token.text) if token.is_word and len(token.text) > 3 else None
        if found is not None:
            return found[1], found[0]
    return None


def _of_speaker(hit: CasualtyHit, statement: Statement | None) -> tuple[Side, str | None] | None:
    """Whom a side says it hit is the enemy's; what it says it lost is its own."""
    if statement is None or statement.speaker.side not in OPPOSITE:
        return None
    is_enemys = hit.outcome == "casualties_total" and hit.rule == "predicate"
    is_enemys = is_enemys or (hit.rule == "deed" and statement.cue.stance == "claims")
    if (hit.rule == "predicate_before" or is_enemys) and hit.outcome in {
        "killed",
        "captured",
        "casualties_total",
        "wounded",
    }:
        side = OPPOSITE[statement.speaker.side]
        return side, {"UKR": "UA", "RUS": "RU"}.get(side)
    is_own = statement.speaker.side in {"UKR", "RUS"} and statement.cue.stance == "confirms"
    if hit.rule in {"noun", "total", "going_on", "taken_up"} and is_own:
        return statement.speaker.side, statement.speaker.country
    if hit.outcome in {"losses_unspecified", "deserted"} and statement.speaker.side in {"UKR", "RUS"}:
        return statement.speaker.side, statement.speaker.country
    return None


def _suffered(sentence: Sentence, before: int) -> tuple[str, Side] | None:
    """A case of "les pertes russes s'élèvent à": whose losses the figure tells."""
    tokens = sentence.tokens
    for at, one in enumerate(tokens[:-1]):
        if one.start < before and one.text in {"pertes", "losses"}:
            found = demonym(tokens[at + 1].text) or (demonym(tokens[at - 1].text) if at else None)
            if found is not None:
                return found
    return None


def _post_side(context: Context) -> tuple[Side, str | None]:
    """Whose the victims of a post are that names no place for them: of the one side that holds all its places."""
    sides: list[tuple[Side, str | None]] = []
    for one in context.all_places:
        if one.candidates and one.candidates[0].country in {"UA", "RU"}:
            located = context.settle(one, context.scans[sentence_of(one, context)].sentence)
            country, side = holder(located, context.reading.day)
            sides.append((side, country))
    return sides[0] if sides and len({side for side, _ in sides}) == 1 else ("UKR", "UA")
