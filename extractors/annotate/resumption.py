"""Places a frame takes up from before: by a pronoun, "la ville", "cette localité", "la région"."""

from __future__ import annotations

import itertools

from extractors.annotate.facts import Context, is_region, is_settlement
from extractors.annotate.hamlets import SETTLEMENTS
from extractors.annotate.places import PlaceMention
from extractors.annotate.statements import Scan
from extractors.annotate.territory_frames import BE, STOPS, TerritoryHit


def takes_up(hit: TerritoryHit, scan: Scan) -> bool:
    """A case of "la prise de cette ville minière de la région de X": the object is the town named before."""
    if _is_resumed_subject(hit, scan) or _is_of_it(hit, scan):
        return True
    behind = [one.text for one in scan.sentence.tokens[hit.last : hit.last + 6]]
    for this, noun in itertools.pairwise(behind):
        if this in {"cette", "ce", "this", "that"} and noun in SETTLEMENTS | SECTORS:
            return True
        if this in {",", ".", ";"}:
            return False
    return False


def takes_up_list(hit: TerritoryHit, scan: Scan) -> bool:
    """A case of "ces deux villages sont à nous", "la perte des deux bourgs": all the names listed before."""
    tokens = scan.sentence.tokens
    texts = [one.text for one in tokens[max(0, hit.first - 6) : hit.last + 7]]
    return any(
        this in {"ces", "les", "des"} and noun in _PLURALS | {"deux", "trois", "quatre"}
        for this, noun in itertools.pairwise(texts)
    ) and not _PLURALS.isdisjoint(texts)


_PLURALS = frozenset({"villages", "localités", "bourgs", "villes", "hameaux", "bourgades", "cités"})
_OPENS = frozenset({":", ";", '"', "que", "qu'", "et", "mais", ","})


def _is_resumed_subject(hit: TerritoryHit, scan: Scan) -> bool:
    """A case of "la localité, collée à X, est sous contrôle russe": the subject is the town named before."""
    if not (hit.is_passive or hit.frame.rule == "phrase" or hit.frame.place == "subject"):
        return False
    tokens = scan.sentence.tokens
    for at in range(hit.first - 1, -1, -1):
        if tokens[at].text in STOPS | {":"}:
            return False
        follows = tokens[at + 1]
        if (
            tokens[at].text in SETTLEMENTS | _PARTS
            and follows.text not in {"de", "d'", "du"}
            and not follows.is_capital
        ):
            is_apposition = tokens[at - 2].text == "," and at > _SECOND and tokens[at - 3].is_capital
            is_subject = at < _SECOND or (tokens[at - 2].text in _OPENS and not is_apposition)
            return at > 0 and is_subject and tokens[at - 1].text in {"la", "le", "l'", "cette", "ce"}
    return False


def _is_of_it(hit: TerritoryHit, scan: Scan) -> bool:
    """A case of "s'en est emparé", "en ont été chassés", "y ont planté": the pronoun stands for the place."""
    tokens = scan.sentence.tokens
    if hit.frame.rule == "noun" or tokens[min(hit.last, len(tokens) - 1)].text[0].isdigit():
        return False
    at = hit.first - 1
    while at > 0 and (tokens[at].text in VERBS_LEAD | BE or tokens[at].text.endswith("ment")):
        at -= 1
    return at >= 0 and tokens[at].text in {"en", "y"} and "fait" not in {one.text for one in tokens[at : hit.first]}


_SECOND = 2
_PARTS = frozenset({"centre", "quartier", "gare", "nœud", "bastion", "verrou", "faubourg", "agglomération", "commune"})
SECTORS = frozenset({"petite", "grande", "secteur", "zone", "axe", "direction", "sector", "area", "region"})


_ORDINALS = {"premier": 0, "première": 0, "first": 0, "second": -1, "seconde": -1, "deuxième": 1, "latter": -1,
             "former": 0}  # fmt: skip


def ordinal_place(hit: TerritoryHit, scan: Scan, context: Context) -> PlaceMention | None:
    """A case of "la perte du premier village, mais assurent garder le second": one of the names listed before."""
    tokens = scan.sentence.tokens
    for at in range(hit.last, min(len(tokens), hit.last + 4)):
        number = _ORDINALS.get(tokens[at].text)
        behind = tokens[at + 1].text if at + 1 < len(tokens) else "."
        if number is not None and (behind in SETTLEMENTS or not tokens[at + 1].is_word):
            listed = context.listed
            return listed[number] if listed and -len(listed) <= number < len(listed) else None
    return None


_RESUMING = frozenset(
    {"localité", "village", "ville", "bourg", "cité", "bourgade", "en", "dont", "centrale", "city", "town", "there",
     "district", "quartier", "zone", "secteur", "hameau", "bastion", "quartiers", "faubourgs", "centre",
     "centre-ville", "périphérie", "lisière", "agglomération"}
)  # fmt: skip


TOWN_PARTS = frozenset(
    {"immeuble", "immeubles", "usine", "gare", "mairie", "rive", "rue", "rues", "faubourg", "cokerie", "aciérie",
     "mine", "terril", "hôpital", "hauteur", "hauteurs", "raffinerie", "terrils", "pâtés", "maisons", "centre",
     "quartier", "quartiers", "faubourgs", "centre-ville", "nord", "sud", "est", "ouest", "positions", "poches"}
)  # fmt: skip


def carried_place(hit: TerritoryHit, scan: Scan, context: Context) -> PlaceMention | None:
    """A case of "cette localité", "la ville", "en": the place named before."""
    tokens = scan.sentence.tokens
    if _is_resumed_subject(hit, scan):
        return latest_ground(scan, context)
    if _is_of_it(hit, scan):
        start = tokens[hit.first].start
        own = in_statement(hit, scan, [one for one in context.places.get(scan.sentence.index, ()) if one.end <= start])
        return own[-1] if own else latest_ground(scan, context)
    texts = [one.text for one in tokens[max(0, hit.first - 12) : hit.last + 9]]
    is_there = "y" in [one.text for one in tokens[max(0, hit.first - 3) : hit.first]] and "eu" not in texts
    is_resumed = hit.frame.type == "contested" or (hit.frame.type == "withdrawal" and hit.frame.rule == "verb")
    is_french = context.reading.pack.lang == "fr"
    is_resumed = is_resumed or is_there or (is_french and (hit.frame.type == "repelled_attack" or _is_into(hit, scan)))
    if not is_resumed and not _RESUMING.intersection(texts):
        return _resumed(hit, scan, context)
    if {"dernière", "dernier"}.intersection(texts) and {"cette", "ce"}.intersection(texts):
        earlier = [one for one in context.all_places if one.start < scan.sentence.start]
        return earlier[-1] if earlier else None
    region = _resumed_region(hit, scan, context)
    if region is not None:
        return region
    ahead = [one for one in context.places.get(scan.sentence.index, ()) if one.end <= tokens[hit.first].start]
    inside = in_statement(hit, scan, ahead)
    if inside and not ("dont" in texts and is_region(inside[-1])):
        return inside[-1]
    return latest_ground(scan, context) or (ahead[-1] if ahead else _place_of_speaker(hit, scan))


def _place_of_speaker(hit: TerritoryHit, scan: Scan) -> PlaceMention | None:
    """A case of "le maire de X dément que les Russes soient entrés dans sa ville": the town of who speaks."""
    start = scan.sentence.tokens[hit.first].start
    own = next((one for one in scan.statements if one.covers(start)), None)
    if own is None:
        return None
    inside = [one for one in scan.sentence.places if own.speaker.start <= one.start < own.speaker.end]
    is_of_it = bool(inside) and is_settlement(inside[-1]) and inside[-1].start > own.speaker.start
    return inside[-1] if is_of_it else None


def _resumed_region(hit: TerritoryHit, scan: Scan, context: Context) -> PlaceMention | None:
    """A case of "ses unités tiennent leurs positions dans la région": the region named before."""
    behind = [one.text for one in scan.sentence.tokens[hit.last : hit.last + 8]]
    takes = any(this in {"la", "cette", "l'", "cet"} and noun in _WIDE for this, noun in itertools.pairwise(behind))
    if not takes:
        return None
    earlier = [one for one in context.all_places if one.end <= scan.sentence.tokens[hit.first].start]
    return next((one for one in reversed(earlier) if is_region(one)), None)


def _is_into(hit: TerritoryHit, scan: Scan) -> bool:
    """A case of "sont entrés par le nord": into the town the post is about."""
    follows = [one.text for one in scan.sentence.tokens[hit.last : hit.last + 1]]
    return hit.frame.type == "entry" and hit.frame.rule == "verb" and bool(_WAYS.intersection(follows))


_WAYS = frozenset({"par", "dans", "jusqu'", "jusque"})
_WIDE = frozenset({"région", "oblast", "province"})


def latest_ground(scan: Scan, context: Context) -> PlaceMention | None:
    """The place named before, or the hamlet no gazetteer lists that an earlier frame was about."""
    listed = context.before(scan.sentence, takes_town=True)
    hamlet = context.ground
    if hamlet is None or hamlet.candidates or hamlet.start >= scan.sentence.start:
        return listed
    held = next(one.sentence for one in context.scans if one.sentence.start <= hamlet.start < one.sentence.end)
    return listed if listed is not None and listed.start >= held.end else hamlet


def _resumed(hit: TerritoryHit, scan: Scan, context: Context) -> PlaceMention | None:
    """A case of "Hours later, the army acknowledged a withdrawal": from the first town of the sentence before."""
    if context.reading.pack.lang != "en":
        return None
    if hit.frame.type == "repelled_attack":
        start = scan.sentence.tokens[hit.first].start
        ahead = [one for one in context.places.get(scan.sentence.index, ()) if one.end <= start]
        return ahead[-1] if ahead else None
    if hit.frame.rule != "noun" or hit.frame.type not in _RESUMABLE:
        return None
    before = context.places.get(scan.sentence.index - 1, ())
    return next((one for one in before if is_settlement(one)), None)


_RESUMABLE = frozenset({"withdrawal", "capture", "recapture"})


VERBS_LEAD = frozenset(
    {"a", "ont", "est", "sont", "se", "s'", "avait", "avaient", "aurait", "auraient", "has", "have", "is", "are", "was",
     "were", "that"}
)  # fmt: skip


def in_statement(hit: TerritoryHit, scan: Scan, inside: list[PlaceMention]) -> list[PlaceMention]:
    """Of "un soldat rencontré à X dit que …" X is where it was said, not what it is about."""
    start = scan.sentence.tokens[hit.first].start
    own = next((one for one in scan.statements if one.covers(start) and not one.is_inverted), None)
    if own is None or own.cue.form != "finite":
        return inside
    cue = scan.sentence.tokens[own.cue.at]
    if any(one.text in {"dont", "whose"} and one.start < cue.start for one in scan.sentence.tokens):
        return inside
    return [one for one in inside if not one.start < cue.start <= start or _is_antecedent(one, scan)]


def _is_antecedent(one: PlaceMention, scan: Scan) -> bool:
    """A case of "X, que Moscou disait tenir": the place a relative clause is about."""
    at = scan.sentence.token_at(one.end - 1) + 1
    return any(each.text in {"que", "qu'"} for each in scan.sentence.tokens[at : at + 2])
