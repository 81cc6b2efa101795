"""Who gains by a territory frame: by who acts, who speaks, whose ground it is."""

from __future__ import annotations

from extractors.annotate.actors import demonym
from extractors.annotate.facts import Context
from extractors.annotate.reading import Sentence
from extractors.annotate.statements import Scan, Statement
from extractors.annotate.territory_agents import ADMITTING, OPPOSITE, OWN, agent_of, is_of, side_among
from extractors.annotate.territory_frames import TerritoryHit
from extractors.annotate.territory_words import TerritoryWords
from extractors.model import Side, TerritoryType

_INTRUSIONS = frozenset({"entry", "offensive", "encirclement"})
_ADMITS = frozenset({"asserts", "confirms", "announces"})


def recaptured(kind: TerritoryType, gaining: Side | None, country: str | None, hit: TerritoryHit) -> TerritoryType:
    """A side takes back only its own recognised ground; what Russia "liberates" in Ukraine it captures."""
    own = {"UKR": "UA", "RUS": "RU"}.get(gaining or "")
    if kind in {"capture", "recapture"} and own is not None:
        if country is not None:
            return "recapture" if country == own else "capture"
        if kind == "capture" and gaining == "UKR" and hit.frame.words[0].startswith(("libér", "pris", "nett")):
            return "recapture"
        if kind == "recapture" and gaining == "RUS":
            return "capture"
    return kind


def side_gaining(
    hit: TerritoryHit,
    scan: Scan,
    context: Context,
    *,
    statement: Statement | None,
    words: TerritoryWords,
    country: str | None,
) -> Side | None:
    """The side that ends up ahead, by who acts in the frame, else by who speaks, else by whose ground it is."""
    if hit.frame.gain == "none":
        return None
    attacker = _attacker(hit, scan.sentence) or _surrounded(hit, scan.sentence, statement, words)
    if attacker is not None:
        return OPPOSITE.get(attacker)
    agent = agent_of(hit, scan, context, statement, words)
    speaks = statement.speaker.side if statement is not None and statement.speaker.side in {"UKR", "RUS"} else None
    ground: Side | None = {"UA": "RUS", "RU": "UKR"}.get(country or "")  # type: ignore[assignment]
    if hit.frame.gain == "loser" and hit.frame.type == "repelled_attack":
        if statement is not None and speaks is not None:
            return OPPOSITE[speaks] if statement.cue.lemma in ADMITTING else speaks
        return OPPOSITE.get(agent or ground or "")
    if hit.frame.gain == "loser":
        loser = agent or (speaks if statement is not None and statement.cue.stance in _ADMITS else None)
        return OPPOSITE.get(loser) if loser is not None else ground
    told = _by_ground(hit, agent, speaks, ground)
    if told is not None or hit.frame.gain == "holder":
        return told
    if hit.frame.gain in {"enemy", "enemy_of_object"}:
        if agent is not None and hit.frame.gain == "enemy_of_object":
            return OPPOSITE.get(agent)
        return ground or "RUS"
    near = [one.text for one in scan.sentence.tokens[max(0, hit.first - 4) : hit.first]]
    is_denied = hit.frame.type in _INTRUSIONS | {"advance"} and not _DENYING.isdisjoint(near)
    is_intrusion = is_denied or (hit.frame.rule == "noun" and hit.frame.type in _INTRUSIONS)
    return agent or _by_speaker(statement, country, is_intrusion)


_DENYING = frozenset({"pas", "aucun", "aucune", "ni", "jamais", "no"})


def _by_ground(hit: TerritoryHit, agent: Side | None, speaks: Side | None, ground: Side | None) -> Side | None:
    """Where nobody acts: who takes, holds or takes back the ground of a side; `ground` is the enemy of its owner."""
    if hit.frame.gain == "holder":
        return OPPOSITE.get(ground or "")
    if agent is not None:
        return None
    is_occupied = hit.frame.words[0].startswith("occup")
    if hit.is_passive and ground is not None and hit.frame.words[0].startswith(("libér", "délivr")):
        return speaks or OPPOSITE[ground]
    if hit.is_passive and ground is not None and (hit.frame.type in {"capture", "encirclement"} or is_occupied):
        return ground
    if hit.is_passive and speaks is not None and is_occupied:
        return OPPOSITE[speaks]
    if speaks is None and ground is not None and hit.frame.type in {"repelled_attack", "recapture"}:
        return OPPOSITE[ground]
    return None


_OSINT = ("deepstate", "deep state", "isw", "osint")


def _by_speaker(statement: Statement | None, country: str | None, is_intrusion: bool) -> Side | None:
    """Whose gain a change without an agent is: the speaker's own, the enemy's where it denies or warns."""
    if statement is not None and statement.speaker.side in OPPOSITE:
        is_own_ground = {"UA": "UKR", "RU": "RUS"}.get(country or "") == statement.speaker.side
        is_admitted = statement.cue.lemma in ADMITTING and is_own_ground
        if statement.cue.stance in {"denies", "warns"} or is_admitted or (is_own_ground and is_intrusion):
            return OPPOSITE[statement.speaker.side]
    is_observer = statement is not None and any(one in statement.speaker.name.lower() for one in _OSINT)
    if statement is not None and statement.speaker.side in {"UKR", "RUS"} and not is_observer:
        return statement.speaker.side
    return {"UA": "RUS", "RU": "UKR"}.get(country or "")  # type: ignore[return-value]


def _surrounded(
    hit: TerritoryHit, sentence: Sentence, statement: Statement | None, words: TerritoryWords
) -> Side | None:
    """Who is surrounded where it is an army: "les soldats de Kiev sont cernés", "l'encerclement de ses troupes"."""
    if hit.frame.type != "encirclement":
        return None
    is_noun = hit.frame.rule == "noun"
    if not (is_noun or hit.is_passive or hit.frame.rule == "phrase"):
        return None
    tokens = sentence.tokens
    near = tokens[hit.last : hit.last + 8] if is_noun else tokens[max(0, hit.first - 12) : hit.first]
    if is_noun and not is_of(near):
        return None
    texts = [one.text for one in near]
    if not (words.groups["forces"] - {"moscou", "kiev"}).intersection(texts) or {"par", "by"}.intersection(texts):
        return None
    side = side_among(texts, sentence, near[0].start, near[-1].end, needs_by=False, takes_metonyms=True)
    if side is None and statement is not None and OWN.intersection(texts) and statement.speaker.side in OPPOSITE:
        return statement.speaker.side
    return side


def _attacker(hit: TerritoryHit, sentence: Sentence) -> Side | None:
    """Whose attack is repelled: "vingt-six assauts russes repoussés"."""
    if hit.frame.type != "repelled_attack" or not hit.is_passive:
        return None
    near = sentence.tokens[max(0, hit.first - 8) : hit.first]
    found = [demonym(one.text) for one in near if one.is_word and len(one.text) > 3]
    sides = [one[1] for one in found if one is not None and one[1] in {"UKR", "RUS"}]
    return sides[-1] if sides else None
