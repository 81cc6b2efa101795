"""Whose soldiers a figure counts: by the adjective, the army named, the speaker, or what the post said before."""

from __future__ import annotations

import itertools

from extractors.annotate.actors import demonym
from extractors.annotate.facts import Context, Finding
from extractors.annotate.force_nouns import counted_noun, told_noun
from extractors.annotate.force_owner import owner_of, speaks
from extractors.annotate.measure import Measure
from extractors.annotate.peoples import people_at, people_behind
from extractors.annotate.reading import Sentence
from extractors.annotate.statements import Scan, Statement
from extractors.model import Side

_ENEMY = frozenset({"assaillants", "occupants", "ennemis", "envahisseurs", "saboteurs"})


def force_of(
    measure: Measure, scan: Scan, context: Context, statement: Statement | None, parent: Finding | None
) -> tuple[str | None, Side, bool]:
    """Whose soldiers, whom they serve, and whether they serve abroad."""
    sentence = scan.sentence
    people: tuple[str | None, Side] | None
    if _is_of_foreigners(measure, sentence):
        return None, _served(sentence, context, "UNKNOWN"), True
    people = people_behind(sentence, measure.noun_start or measure.start, measure.noun_end or measure.end)
    people = people or _named_with(measure, sentence)
    if people is None and measure.noun and demonym(measure.noun) is not None:
        people = demonym(measure.noun)
    if (
        people is None
        and statement is not None
        and counted_noun(measure) in _ENEMY
        and statement.speaker.side in {"UKR", "RUS"}
    ):
        return ("RU", "RUS", False) if statement.speaker.side == "UKR" else ("UA", "UKR", False)
    people = (
        people
        or _sent_by(measure, sentence)
        or _on_side(measure, sentence)
        or _left(measure, sentence)
        or _joined(measure, sentence)
        or _gathered_by(sentence)
    )
    if people is None and context.foreign is not None and _takes_up_force(measure, scan):
        return *context.foreign, True
    if people is None and parent is not None:
        return parent.fields["force_country"], parent.fields["side"], parent.fields["is_foreign_force"]
    if people is None and (_is_of_several(measure, sentence) or _is_of_coalition(sentence, context)):
        return None, "UKR", True
    if people is None:
        people = owner_of(measure, scan, statement, context)
    if people is None:
        return None, "UNKNOWN", False
    country, side = people
    if country == "KP":
        return country, "RUS", True
    is_foreign = country not in {"UA", "RU"}
    return country, (_served(sentence, context, side) if is_foreign else side), is_foreign


def _named_with(measure: Measure, sentence: Sentence) -> tuple[str | None, Side] | None:
    """A case of "2.500 combattants de Wagner": a unit whose name the counted noun belongs to."""
    if measure.noun_start is None:
        return None
    for one in sentence.actors:
        is_unit = one.actor.kind == "military_unit" and one.actor.country is not None
        if is_unit and one.start <= measure.noun_start < one.end:
            return one.actor.country, one.actor.side
    return None


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
    if any(people_at(tokens, at) is not None and not speaks(one.start, scan) for at, one in enumerate(tokens)):
        return False
    first = scan.sentence.token_at(measure.start)
    near = [one.text for one in tokens[max(0, first - 12) : first + 14]]
    is_of_them = bool(_OF_THEM.intersection(itertools.pairwise(near)))
    return is_of_them or bool(_ARRIVALS.intersection(near))


_FOREIGNERS = frozenset(
    {"étrangers", "étrangères", "africains", "asiatiques", "migrants", "ressortissants", "foreigners", "africans",
     "nationals"}
)  # fmt: skip


def _is_of_foreigners(measure: Measure, sentence: Sentence) -> bool:
    """A case of "1.400 ressortissants de 36 pays africains", "20.000 le nombre d'étrangers": of no one country."""
    noun = told_noun(measure, sentence)
    end = measure.noun_end or measure.end
    following = [one for one in sentence.tokens if one.start >= end][:2]
    is_of_lands = any(one.text in _LANDS for one in sentence.tokens if 0 <= one.start - end < _OF_LANDS)
    is_foreign = any(one.text in {"étrangers", "étrangères", "foreign"} for one in following)
    if noun not in _FOREIGNERS and not is_foreign and not (is_of_lands and noun == "volontaires"):
        return False
    return all(not one.is_word or demonym(one.text) is None for one in following)


_OF_LANDS = 25
_LANDS = frozenset({"pays", "nationalités", "countries"})
_RESUMING = frozenset({"contingent", "force", "dispositif", "mission", "déploiement", "elle", "il"})


def _is_of_coalition(sentence: Sentence, context: Context) -> bool:
    """A case of "Le contingent avoisinerait 20.000 hommes": that of the coalition told before."""
    resumed = any(
        one.text == "en" and behind.text.startswith("form") for one, behind in itertools.pairwise(sentence.tokens)
    )
    if not sentence.index or not (resumed or _RESUMING.intersection(one.text for one in sentence.tokens[:6])):
        return False
    before = [one.text for one in context.scans[sentence.index - 1].sentence.tokens]
    return not _COALITIONS.isdisjoint(before)


_COALITIONS = frozenset({"coalition", "réassurance", "multinationale", "interposition", "européenne", "reassurance"})
_SEVERAL = frozenset(
    {"européenne", "européen", "européens", "européennes", "multinationale", "multinational", "internationale",
     "international", "occidentale", "occidental", "occidentaux", "alliée", "alliés", "otan", "onusienne", "european",
     "allied", "western", "nato", "coalition", "étrangers", "étrangères", "migrants", "foreign", "africains",
     "asiatiques", "stabilisation", "interposition", "réassurance", "reassurance"}
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
    near = sentence.tokens[0 if sentence.tokens[0].text == "côté" else max(0, at - 6) : at + 10]
    found = next((behind for one, behind in itertools.pairwise(near) if one.text == "côté"), None)
    return demonym(found.text) if found is not None and len(found.text) > 3 else None


_SENT = ("envoy", "dépêch", "déploy", "fourni", "mass", "engag", "mobilis", "concentr", "expédi", "promis", "align",
         "recrut", "enrôl", "mis", "amass", "sent", "deploy", "dispatch")  # fmt: skip


def _sent_by(measure: Measure, sentence: Sentence) -> tuple[str, Side] | None:
    """A case of "les 11.000 soldats dépêchés par Pyongyang": they are those of who sent them."""
    tokens = sentence.tokens
    at = sentence.token_at((measure.noun_end or measure.end) - 1) + 1
    for verb, by in itertools.pairwise(range(at, min(at + 4, len(tokens) - 1))):
        if tokens[verb].text.startswith(_SENT) and tokens[by].text in {"par", "by"}:
            start = tokens[by + 1].start if by + 1 < len(tokens) else -1
            sender = next((one.actor for one in sentence.actors if start <= one.start <= start + 3), None)
            return (sender.country, sender.side) if sender is not None and sender.country else None
    return None


def _gathered_by(sentence: Sentence) -> tuple[str, Side] | None:
    """A case of "telle serait la force réunie par Moscou": whose the force is that the sentence counts."""
    tokens = sentence.tokens
    for force, verb, by in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if force.text in {"force", "troupes", "contingent"} and verb.text.startswith(_GATHERED) and by.text == "par":
            sender = next((one.actor for one in sentence.actors if 0 < one.start - by.end < _NEXT), None)
            return (sender.country, sender.side) if sender is not None and sender.country else None
    return None


_GATHERED = ("réuni", "rassembl", "mass", "amass", "concentr", "envoy", "dépêch", "déploy", "levé")
_NEXT = 5


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


_JOINING = ("rejoi", "intég", "gonfl", "grossi", "join")


def _joined(measure: Measure, sentence: Sentence) -> tuple[str, Side] | None:
    """A case of "5.000 volontaires se sont enrôlés dans l'armée ukrainienne": they are those of the army they join."""
    first = sentence.token_at((measure.noun_end or measure.end) - 1) + 1
    near = sentence.tokens[first : first + 12]
    for at, (into, one) in enumerate(zip(near, near[2:], strict=False), start=first):
        is_joining = into.text in {"dans", "in", "into"} or into.text.startswith(_JOINING)
        if is_joining and one.text in _RANKS_JOINED:
            return people_at(sentence.tokens, at + 3) if at + 3 < len(sentence.tokens) else None
    return None
