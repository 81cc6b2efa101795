"""Whose soldiers a figure counts: by the adjective, the army named, the speaker, or what the post said before."""

from __future__ import annotations

import itertools

from extractors.annotate.actors import ActorMention, demonym
from extractors.annotate.facts import Context, Finding
from extractors.annotate.measure import Measure
from extractors.annotate.peoples import people_at, people_behind
from extractors.annotate.reading import Sentence
from extractors.annotate.statements import Scan, Statement
from extractors.model import Side

_SOLDIERS = frozenset(
    {"soldiers", "troops", "forces", "fighters", "servicemen", "mercenaries", "personnel", "units", "army"}
)
_ENEMY = frozenset({"assaillants", "occupants", "ennemis", "envahisseurs", "saboteurs"})


def counted_noun(measure: Measure) -> str:
    """The noun a figure counts, in lower case; empty where none is written."""
    noun = (measure.noun or "").lower().replace("’", "'")
    return "" if noun in {"nos", "ses", "leurs", "ces", "vos", "autres", "others"} else noun


def force_of(
    measure: Measure, scan: Scan, context: Context, statement: Statement | None, parent: Finding | None
) -> tuple[str | None, Side, bool]:
    """Whose soldiers, whom they serve, and whether they serve abroad."""
    sentence = scan.sentence
    people: tuple[str | None, Side] | None
    people = people_behind(sentence, measure.noun_start or measure.start, measure.noun_end or measure.end)
    if people is None and measure.noun and demonym(measure.noun) is not None:
        people = demonym(measure.noun)
    if (
        people is None
        and statement is not None
        and counted_noun(measure) in _ENEMY
        and statement.speaker.side in {"UKR", "RUS"}
    ):
        return ("RU", "RUS", False) if statement.speaker.side == "UKR" else ("UA", "UKR", False)
    people = people or _on_side(measure, sentence) or _left(measure, sentence) or _joined(measure, sentence)
    if people is None and context.foreign is not None and _takes_up_force(measure, scan):
        return *context.foreign, True
    if people is None and _is_of_several(measure, sentence):
        return None, "UKR", True
    if people is None and parent is not None:
        return parent.fields["force_country"], parent.fields["side"], parent.fields["is_foreign_force"]
    if people is None:
        people = _owner(measure, scan, statement, context)
    if people is None:
        return None, "UNKNOWN", False
    country, side = people
    if country == "KP":
        return country, "RUS", True
    is_foreign = country not in {"UA", "RU"}
    return country, (_served(sentence, context, side) if is_foreign else side), is_foreign


_RANKS = frozenset(
    {
        "par",
        "avec",
        "by",
        "with",
        "rangs",
        "côtés",
        "compte",
        "profit",
        "service",
        "renfort",
        "solde",
        "ranks",
        "alongside",
        "behalf",
    }
)


def _served(sentence: Sentence, context: Context, side: Side) -> Side:
    """The side a foreign force serves: whose ranks it joins, else Ukraine's where an ally's force is to go there."""
    tokens = sentence.tokens
    for at, one in enumerate(tokens):
        if one.text not in _RANKS:
            continue
        near = tokens[max(0, at - 2) : at + 6]
        for place in range(max(0, at - 2), min(len(tokens), at + 6)):
            people = people_at(tokens, place)
            if people is not None and people[1] in {"UKR", "RUS"}:
                return people[1]
        for actor in sentence.actors:
            if near[0].start <= actor.start <= near[-1].end and actor.actor.side in {"UKR", "RUS"}:
                return actor.actor.side
    if side in {"RUS_ALLY", "RUS"}:
        return "RUS"
    if any(one.text in {"réassurance", "volontaires", "reassurance"} for one in tokens) and side == "UKR_ALLY":
        return "UKR"
    here = [one.candidates[0].country for one in context.places.get(sentence.index, ()) if one.candidates]
    if here:
        return "UKR" if "UA" in here else side
    is_going = any(one.candidates and one.candidates[0].country == "UA" for one in context.all_places)
    return "UKR" if is_going and side == "UKR_ALLY" else side


_ARRIVALS = frozenset(
    {"arrivée", "arrivées", "rotation", "rotations", "relève", "renfort", "renforts", "arrival", "reinforcements"}
)  # fmt: skip


_OF_THEM = frozenset({("entre", "eux"), ("entre", "elles"), ("of", "them")})


def _takes_up_force(measure: Measure, scan: Scan) -> bool:
    """A case of "le nombre d'entre eux", "de nouvelles rotations": more of the foreign force told before."""
    tokens = scan.sentence.tokens
    if any(people_at(tokens, at) is not None and not _speaks(one.start, scan) for at, one in enumerate(tokens)):
        return False
    first = scan.sentence.token_at(measure.start)
    near = [one.text for one in tokens[max(0, first - 12) : first + 14]]
    is_of_them = bool(_OF_THEM.intersection(itertools.pairwise(near)))
    return is_of_them or bool(_ARRIVALS.intersection(near))


_SEVERAL = frozenset(
    {"européenne", "européen", "européens", "européennes", "multinationale", "multinational", "internationale",
     "international", "occidentale", "occidental", "occidentaux", "alliée", "alliés", "otan", "onusienne", "european",
     "allied", "western", "nato", "coalition", "étrangers", "étrangères", "migrants", "foreign", "africains",
     "asiatiques", "stabilisation", "interposition"}
)  # fmt: skip
_BESIDE = 5


def _is_of_several(measure: Measure, sentence: Sentence) -> bool:
    """A case of "une force européenne de 200.000 hommes": no one state sends it."""
    first = sentence.token_at(measure.start)
    last = sentence.token_at((measure.noun_end or measure.end) - 1) + 1
    near = sentence.tokens[max(0, first - _BESIDE) : last + 2]
    return any(one.text in _SEVERAL for one in near)


def _on_side(measure: Measure, sentence: Sentence) -> tuple[str, Side] | None:
    """A case of "50.000 hommes massés côté russe"."""
    at = sentence.token_at(measure.start)
    near = sentence.tokens[max(0, at - 6) : at + 10]
    found = next((behind for one, behind in itertools.pairwise(near) if one.text == "côté"), None)
    return demonym(found.text) if found is not None and len(found.text) > 3 else None


def _left(measure: Measure, sentence: Sentence) -> tuple[str, Side] | None:
    """A case of "1.500 soldats ont quitté la Corée du Nord": they are those of the country they left."""
    at = sentence.token_at((measure.noun_end or measure.end) - 1) + 1
    verb = next((one for one in sentence.tokens[at : at + 5] if one.text in {"quitté", "quittent", "left"}), None)
    if verb is None:
        return None
    for one in sentence.actors:
        if 0 < one.start - verb.end < 6 and one.actor.country:
            return one.actor.country, one.actor.side
    return None


_RANKS_JOINED = frozenset({"armée", "forces", "rangs", "légion", "légions", "troupes", "army", "ranks"})


def _joined(measure: Measure, sentence: Sentence) -> tuple[str, Side] | None:
    """A case of "5.000 volontaires se sont enrôlés dans l'armée ukrainienne": they are those of the army they join."""
    first = sentence.token_at((measure.noun_end or measure.end) - 1) + 1
    near = sentence.tokens[first : first + 12]
    for at, (into, one) in enumerate(zip(near, near[2:], strict=False), start=first):
        if into.text in {"dans", "in", "into"} and one.text in _RANKS_JOINED:
            return people_at(sentence.tokens, at + 3) if at + 3 < len(sentence.tokens) else None
    return None


def _owner(
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
        and not _speaks(one.start, scan)
        and not (one.is_metonym_place and _is_where(one.start, sentence))
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
    inside = _demonym_inside(measure, sentence, statement)
    if inside is not None:
        return inside
    earlier = None if statement is None else _told_before(measure, sentence, context, statement)
    if earlier is not None:
        return earlier
    if statement is not None and statement.speaker.country:
        is_facing = statement.speaker.side in _FACING and _is_facing(measure, sentence)
        return _FACING[statement.speaker.side] if is_facing else (statement.speaker.country, statement.speaker.side)
    return _named_earlier(sentence, context) or _belligerent_before(sentence, context)


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
        if people is None or _speaks(tokens[at].start, scan):
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
    if sentence.tokens[sentence.token_at(measure.start) - 1].text in {"soit", "ou", "(", "or"}:
        return False
    start = sentence.tokens[at - 1].start
    others = (one for one in sentence.measures if one is not measure and one.noun_start is not None)
    return any(one.noun_start is not None and one.start <= start and start - one.noun_start < _NEAR for one in others)


_NEAR = 3


def _is_where(start: int, sentence: Sentence) -> bool:
    """A case of "en Estonie", "in Lithuania": a state that is where, not who."""
    at = sentence.token_at(start)
    before = sentence.tokens[at - 1].text if at else ""
    if before in {"la", "l'", "le", "les", "the"} and at > 1:
        before = sentence.tokens[at - 2].text
    return before in {"en", "in", "vers", "into", "dans", "across"}


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


def _named_earlier(sentence: Sentence, context: Context) -> tuple[str, Side] | None:
    """The state or people that the nearest earlier sentence names."""
    for index in range(sentence.index - 1, -1, -1):
        for actor in context.scans[index].sentence.actors:
            if actor.actor.country and actor.actor.kind not in {"agency", "media"}:
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
        allied = [one for one in context.scans[index].sentence.actors if one.actor.side == "RUS_ALLY"]
        if allied:
            return str(allied[-1].actor.country), allied[-1].actor.side
    return None


def _demonym_inside(measure: Measure, sentence: Sentence, statement: Statement | None) -> tuple[str, Side] | None:
    for one in sentence.tokens:
        if (
            statement is not None
            and statement.covers(one.start)
            and statement.sentence.tokens[statement.cue.at].end <= one.start < measure.start
        ):
            found = demonym(one.text) if one.is_word and len(one.text) > 3 else None
            if found is not None:
                return found
    return None


def _speaks(offset: int, scan: Scan) -> bool:
    return any(one.speaker.start <= offset < one.speaker.end for one in scan.statements)
