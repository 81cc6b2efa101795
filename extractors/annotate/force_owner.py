"""Who owns a force that no adjective names: the army before the figure, the speaker, or what the post said before."""

from __future__ import annotations

import itertools

from extractors.annotate.actors import ActorMention, demonym
from extractors.annotate.facts import Context
from extractors.annotate.force_nouns import counted_noun
from extractors.annotate.measure import Measure
from extractors.annotate.peoples import people_at
from extractors.annotate.reading import Sentence
from extractors.annotate.statements import Scan, Statement
from extractors.model import Side

_SOLDIERS = frozenset(
    {"soldiers", "troops", "forces", "fighters", "servicemen", "mercenaries", "personnel", "units", "army"}
)


def owner_of(
    measure: Measure, scan: Scan, statement: Statement | None, context: Context
) -> tuple[str | None, Side] | None:
    """The force named nearest before the figure, else the speaker's own, else the one the post has named."""
    sentence = scan.sentence
    before = _demonym_before(measure, sentence)
    if before is not None and before[0] == "KP" and not counted_noun(measure):
        return before
    actors = [
        one
        for one in sentence.actors
        if one.actor.country
        and one.actor.kind not in {"agency", "media"}
        and not speaks(one.start, scan)
        and not (one.is_metonym_place and _is_where(one.start, sentence))
        and not _is_host(one.end, sentence)
    ]
    named = _force_before(measure, scan)
    if named is not None:
        return named
    ahead = [one for one in actors if one.end <= measure.start and (statement is None or statement.covers(one.start))]
    if ahead:
        country = None if _is_pair(ahead, sentence) else ahead[-1].actor.country
        return country, ahead[-1].actor.side
    if before is not None and (statement is None or not statement.speaker.country):
        return before
    if counted_noun(measure) in _MERCENARIES and _is_told_of_wagner(context):
        return "RU", "RUS"
    inside = _demonym_inside(measure, sentence, statement)
    if inside is not None:
        return inside
    earlier = None if statement is None else _told_before(measure, sentence, context, statement)
    if earlier is not None:
        return earlier
    if statement is not None and statement.speaker.country and statement.speaker.side != "MEDIA":
        is_facing = statement.speaker.side in _FACING and _is_facing(measure, sentence)
        return _FACING[statement.speaker.side] if is_facing else (statement.speaker.country, statement.speaker.side)
    earlier = _named_earlier(sentence, context) or _belligerent_before(sentence, context)
    later = next((one.actor for one in actors if one.start > measure.end), None)
    if earlier is not None or later is None or later.country is None:
        return earlier or _demonym_behind(measure, scan) or _belligerent_behind(scan, context)
    return later.country, later.side


_MERCENARIES = frozenset({"mercenaires", "mercenaries"})


def _is_told_of_wagner(context: Context) -> bool:
    """Whether the post tells of the Russian company whose mercenaries it then counts."""
    return any(one.text == "wagner" for scan in context.scans for one in scan.sentence.tokens)


_HOSTING = ("abrit", "accueill", "héberg", "host")


def _is_host(end: int, sentence: Sentence) -> bool:
    """A case of "Minsk abrite 3.000 mercenaires": who houses a force does not own it."""
    at = sentence.token_at(end - 1) + 1
    return any(one.text.startswith(_HOSTING) for one in sentence.tokens[at : at + 3])


_FACING: dict[str, tuple[str, Side]] = {"UKR": ("RU", "RUS"), "RUS": ("UA", "UKR")}
_AHEAD_OF = frozenset({("face", "à"), ("face", "au"), ("aux", "portes"), ("à", "l'assaut"), ("facing", "the")})


_OWNING = frozenset({"son", "sa", "ses", "notre", "nos", "its", "our"})


def _is_raised(measure: Measure, sentence: Sentence) -> bool:
    """A case of "le rythme des enrôlements tombe à 30.000": a third state tells of the army the post is about."""
    at = sentence.token_at(measure.start)
    near = [one.text for one in sentence.tokens[max(0, at - 14) : at + 8]]
    is_raised = any(one.startswith(("recrut", "enrôl", "engagement", "mobilis", "effectif")) for one in near)
    return is_raised and _OWNING.isdisjoint(near)


def _is_facing(measure: Measure, sentence: Sentence) -> bool:
    """A case of "50.000 soldats massés face à X": whoever counts those massed before a town counts the enemy's."""
    at = sentence.token_at(measure.start)
    near = [one.text for one in sentence.tokens[max(0, at - 6) : at + 10]]
    is_massed = any(one.startswith(("mass", "amass")) for one in near)
    return is_massed and not _AHEAD_OF.isdisjoint(itertools.pairwise(near))


def _told_before(
    measure: Measure, sentence: Sentence, context: Context, statement: Statement
) -> tuple[str | None, Side] | None:
    """The force that the post has named, where the speaker's own is not meant."""
    is_third = statement.speaker.side not in {"UKR", "RUS"}
    is_sent = _is_sent(measure, sentence)
    if not is_third and not is_sent:
        return None
    owner = context.force_owner
    if is_third and owner is not None and owner[0] >= sentence.index - 1 and owner[1] in {"UA", "RU", "KP"}:
        return owner[1], owner[2]
    earlier = _earlier_force(sentence, context)
    is_meant = statement.cue.form == "according" or is_sent or (is_third and _is_raised(measure, sentence))
    if earlier is not None or not is_meant:
        return earlier
    return _belligerent_before(sentence, context) or _belligerent_named(sentence, context)


_FORCES = frozenset(
    {"contingent", "soldats", "troupes", "militaires", "forces", "armée", "unités", "combattants", "corps",
     "détachement", "groupement", "garnison", "légion", "bataillon", "régiment", "division", "brigade", "brigades",
     "mercenaires", "renforts", "effectifs", "marine", "marines", "instructeurs",
     "contingents", "army", "troops", "soldiers", "units", "fighters", "instructors"}
)  # fmt: skip


def _force_before(measure: Measure, scan: Scan) -> tuple[str, Side] | None:
    """The force that the sentence names before the figure: "le contingent nord-coréen: 4.000 hommes"."""
    tokens = scan.sentence.tokens
    last = scan.sentence.token_at(measure.start)
    for at in range(last - 1, 0, -1):
        if tokens[at].text in {";", "tandis", "contre", "while", "against"}:
            return None
        people = people_at(tokens, at)
        if people is None or speaks(tokens[at].start, scan):
            continue
        beside = {one.text for one in (*tokens[at - 1 : at], *tokens[at + 1 : at + 2])}
        if _FORCES & beside and not (measure.noun and _is_counted(at, scan.sentence, measure)):
            return people
    return None


def _is_pair(ahead: list[ActorMention], sentence: Sentence) -> bool:
    """A case of "Paris et Londres planchent sur": two states send the force."""
    if len(ahead) == 1 or ahead[-1].actor.country == ahead[-2].actor.country:
        return False
    between = [one.text for one in sentence.tokens if ahead[-2].end <= one.start < ahead[-1].start]
    return between in (["et"], ["and"], [","])


def _is_counted(at: int, sentence: Sentence, measure: Measure) -> bool:
    """Whether another figure counts the force beside a token: "2.800 soldats ukrainiens et deux compagnies"."""
    if sentence.tokens[sentence.token_at(measure.start) - 1].text in {"soit", "ou", "(", "or", "de", "d'", "forte"}:
        return False
    start = sentence.tokens[at - 1].start
    others = (
        one for one in sentence.measures
        if one is not measure and one.noun_start is not None and one.form != "article"
    )  # fmt: skip
    return any(one.noun_start is not None and one.start <= start and start - one.noun_start < _NEAR for one in others)


_NEAR = 3


def _is_where(start: int, sentence: Sentence) -> bool:
    """A case of "en Estonie", "in Lithuania": a state that is where, not who."""
    at = sentence.token_at(start)
    before = sentence.tokens[at - 1].text if at else ""
    if before in {"la", "l'", "le", "les", "the"} and at > 1:
        before = sentence.tokens[at - 2].text
    return before in {"en", "à", "au", "aux", "pour", "in", "to", "vers", "into", "dans", "across"}


def _is_sent(measure: Measure, sentence: Sentence) -> bool:
    """A case of "elle a envoyé 11.000 hommes": whoever speaks, those meant before have sent them."""
    at = sentence.token_at(measure.start)
    near = [one.text for one in sentence.tokens[max(0, at - 8) : at]]
    return any(one.startswith(_SENDING) for one in near) and bool(
        {"elle", "il", "ils", "elles", "it", "they"} & set(near)
    )


_SENDING = ("envoy", "dépêch", "expédi", "mass", "concentr", "déploy", "recrut", "mobilis", "enrôl", "regroup",
            "rassembl", "align", "amass", "sent", "deploy")  # fmt: skip


def _belligerent_before(sentence: Sentence, context: Context) -> tuple[str, Side] | None:
    for index in range(sentence.index - 1, -1, -1):
        for one in context.scans[index].statements[::-1]:
            if one.speaker.country is not None and one.speaker.side in {"UKR", "RUS"}:
                return one.speaker.country, one.speaker.side
    return None


def _belligerent_named(sentence: Sentence, context: Context) -> tuple[str, Side] | None:
    """The state at war that the sentence before names: "la Russie … Elle en a massé 50.000"."""
    before = context.scans[sentence.index - 1].sentence.actors if sentence.index else ()
    named = [one.actor for one in before if one.actor.country and one.actor.side in {"UKR", "RUS", "RUS_ALLY"}]
    return (str(named[-1].country), named[-1].side) if named else None


def _demonym_before(measure: Measure, sentence: Sentence) -> tuple[str, Side] | None:
    before: tuple[str, Side] | None = None
    for at, one in enumerate(sentence.tokens):
        if one.start >= measure.start:
            break
        before = people_at(sentence.tokens, at) or before
    return before


def _belligerent_behind(scan: Scan, context: Context) -> tuple[str, Side] | None:
    """The state at war that speaks further on, where the post has named none before."""
    for later in context.scans[scan.sentence.index + 1 :]:
        for one in later.statements:
            if one.speaker.country is not None and one.speaker.side in {"UKR", "RUS"}:
                return one.speaker.country, one.speaker.side
    return None


def _demonym_behind(measure: Measure, scan: Scan) -> tuple[str, Side] | None:
    """A case of "400.000 contractuels: telle est la consigne transmise aux régions russes"."""
    tokens = scan.sentence.tokens
    for at, one in enumerate(tokens):
        people = people_at(tokens, at) if one.start > measure.end and not speaks(one.start, scan) else None
        if people is not None and people[1] in {"UKR", "RUS"}:
            return people
    return None


def _named_earlier(sentence: Sentence, context: Context) -> tuple[str, Side] | None:
    """The state or people that the nearest earlier sentence names."""
    for index in range(sentence.index - 1, -1, -1):
        for actor in context.scans[index].sentence.actors:
            is_there = actor.is_metonym_place and _is_where(actor.start, context.scans[index].sentence)
            if actor.actor.country and actor.actor.kind not in {"agency", "media"} and not is_there:
                return actor.actor.country, actor.actor.side
        for word in context.scans[index].sentence.tokens:
            people = demonym(word.text) if word.is_word and len(word.text) > 3 else None
            if people is not None:
                return people
    return None


def _earlier_force(sentence: Sentence, context: Context) -> tuple[str, Side] | None:
    """The soldiers spoken of before, by their adjective: "des soldats nord-coréens"."""
    for index in range(sentence.index - 1, -1, -1):
        tokens = context.scans[index].sentence.tokens
        for at in range(len(tokens) - 1, 0, -1):
            found = demonym(tokens[at].text) if tokens[at].is_word and len(tokens[at].text) > 3 else None
            if found is not None and tokens[at - 1].text in {
                "soldats",
                "troupes",
                "militaires",
                "forces",
                "combattants",
                "armée",
                "déploiement",
                "unités",
            }:
                return found
            if found is not None and found[0] == "KP":
                return found
            led = people_at(tokens, at - 1) if tokens[at].text in _SOLDIERS else None
            if led is not None:
                return led
        told = context.scans[index].sentence
        allied = [one for one in told.actors if one.actor.side == "RUS_ALLY" and not _is_where(one.start, told)]
        if allied:
            return str(allied[-1].actor.country), allied[-1].actor.side
    return None


def _demonym_inside(measure: Measure, sentence: Sentence, statement: Statement | None) -> tuple[str, Side] | None:
    for one in sentence.tokens:
        if (
            statement is not None
            and statement.covers(one.start)
            and statement.sentence.tokens[statement.cue.at].end <= one.start < measure.start
            and not statement.speaker.start <= one.start < statement.speaker.end
        ):
            found = demonym(one.text) if one.is_word and len(one.text) > 3 else None
            if found is not None:
                return found
    return None


def speaks(offset: int, scan: Scan) -> bool:
    """Whether the words at an offset name a speaker of the sentence."""
    return any(one.speaker.start <= offset < one.speaker.end for one in scan.statements)
