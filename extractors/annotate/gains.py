"""Who gains by a territory frame: by who acts, who speaks, whose ground it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from extractors.annotate.actors import demonym
from extractors.annotate.facts import Context, Located
from extractors.annotate.peoples import people_at
from extractors.annotate.reading import Sentence, Token
from extractors.annotate.statements import Scan, Statement
from extractors.annotate.territory_frames import STOPS, TerritoryHit
from extractors.annotate.territory_words import TerritoryWords
from extractors.model import Side, TerritoryType

OPPOSITE: dict[str, Side] = {"UKR": "RUS", "RUS": "UKR", "UKR_ALLY": "RUS", "RUS_ALLY": "UKR"}


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
    located: Located,
) -> Side | None:
    """The side that ends up ahead, by who acts in the frame, else by who speaks, else by whose ground it is."""
    if hit.frame.gain == "none":
        return None
    attacker = _attacker(hit, scan.sentence) or _surrounded(hit, scan.sentence, statement, words)
    if attacker is not None:
        return OPPOSITE.get(attacker)
    agent = _agent(hit, scan, context, statement, words)
    speaks = statement.speaker.side if statement is not None and statement.speaker.side in {"UKR", "RUS"} else None
    ground: Side | None = {"UA": "RUS", "RU": "UKR"}.get(located.country or "")  # type: ignore[assignment]
    if hit.frame.gain == "loser" and hit.frame.type == "repelled_attack":
        if statement is not None and speaks is not None:
            return OPPOSITE[speaks] if statement.cue.lemma in _ADMITTING else speaks
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
    return agent or _by_speaker(statement, located, hit.frame.rule == "noun" and hit.frame.type in _INTRUSIONS)


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


_ADMITTING = frozenset(
    {"reconnaître", "admettre", "concéder", "avouer", "déplorer", "constater", "acknowledge", "admit"}
)


def _by_speaker(statement: Statement | None, located: Located, is_intrusion: bool) -> Side | None:
    """Whose gain a change without an agent is: the speaker's own, the enemy's where it denies or warns."""
    if statement is not None and statement.speaker.side in OPPOSITE:
        is_own_ground = {"UA": "UKR", "RU": "RUS"}.get(located.country or "") == statement.speaker.side
        is_admitted = statement.cue.lemma in _ADMITTING and is_own_ground
        if statement.cue.stance in {"denies", "warns"} or is_admitted or (is_own_ground and is_intrusion):
            return OPPOSITE[statement.speaker.side]
    if statement is not None and statement.speaker.side in {"UKR", "RUS"}:
        return statement.speaker.side
    return {"UA": "RUS", "RU": "UKR"}.get(located.country or "")  # type: ignore[return-value]


def _agent(
    hit: TerritoryHit, scan: Scan, context: Context, statement: Statement | None, words: TerritoryWords
) -> Side | None:
    """The force named in the frame: behind "par" or beside a noun, before an active verb."""
    sentence = scan.sentence
    tokens = sentence.tokens
    loser = _taken_from(hit, sentence)
    if loser is not None:
        return OPPOSITE.get(loser)
    if hit.frame.rule == "phrase":
        texts = [one.text for one in tokens[hit.first : hit.last]]
        told = [found[1] for found in map(demonym, texts) if found is not None and found[1] in OPPOSITE]
        if told:
            return told[0]
    behind = tokens[hit.last : hit.last + 8]
    if hit.is_passive or hit.frame.tense == "noun":
        side = _side_among(
            [one.text for one in _until(behind)],
            sentence,
            tokens[hit.last - 1].end,
            tokens[min(len(tokens) - 1, hit.last + 7)].end,
            needs_by=hit.is_passive,
            takes_metonyms=hit.frame.rule == "phrase" and _is_of(behind),
        )
        if side is not None:
            return side
    if hit.frame.gain == "behind":
        whose = _owner_behind(hit, sentence, statement)
        if whose is not None or not _OWN.intersection(one.text for one in tokens[hit.first : hit.last]):
            return whose
    if hit.frame.gain == "enemy_of_object":
        return _side_among(
            [one.text for one in behind],
            sentence,
            tokens[hit.last - 1].end,
            tokens[min(len(tokens) - 1, hit.last + 7)].end,
            needs_by=False,
            takes_metonyms=True,
        )
    if hit.is_passive:
        return None
    return (
        _agent_ahead(hit, sentence, context, statement, words)
        or _possessing(hit, sentence, statement)
        or _taken_up(hit, scan, context)
    )


def _taken_from(hit: TerritoryHit, sentence: Sentence) -> Side | None:
    """A case of "arrachée aux Ukrainiens", "reprise à l'occupant": who loses it."""
    if hit.frame.rule != "verb" or hit.frame.type not in {"capture", "recapture"}:
        return None
    tokens = sentence.tokens
    for at in range(hit.last, min(len(tokens) - 2, hit.last + 7)):
        if tokens[at].text in {",", ";", ":", "."}:
            return None
        name = tokens[at + 2] if tokens[at + 1].text == "l'" else tokens[at + 1]
        found = demonym(name.text) if len(name.text) > _SHORT else None
        if tokens[at].text in {"aux", "à"} and found is not None and found[1] in OPPOSITE and name.is_capital:
            return found[1]
        if tokens[at].text in {"aux", "à"} and name.text in _INVADERS:
            return "RUS"
    return None


_SHORT = 3


def _is_of(behind: Sequence[Token]) -> bool:
    return bool(behind) and behind[0].text in {"de", "d'", "du", "des", "of"}


def _owner_behind(hit: TerritoryHit, sentence: Sentence, statement: Statement | None) -> Side | None:
    """A case of "est passée sous la coupe de Moscou", "sous le contrôle de ses hommes": whose hands they are."""
    tokens = sentence.tokens
    behind = _until(tokens[hit.last : hit.last + 8])
    if not behind:
        return None
    side = _side_among(
        [one.text for one in behind], sentence, behind[0].start, behind[-1].end, needs_by=False, takes_metonyms=True
    )
    is_speakers = statement is not None and statement.speaker.side in OPPOSITE
    if (
        side is None
        and is_speakers
        and statement is not None
        and _OWN.intersection(one.text for one in tokens[hit.first : hit.last + 8])
    ):
        return statement.speaker.side
    if side is None and is_speakers and statement is not None and _FOES.intersection(one.text for one in behind):
        return OPPOSITE[statement.speaker.side]
    return side


_OWN = frozenset({"ses", "nos", "notre", "leurs", "son", "leur"})
_FOES = frozenset({"ennemi", "ennemie", "occupant", "occupants", "adversaire", "envahisseur", "envahisseurs"})


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
    if is_noun and not _is_of(near):
        return None
    texts = [one.text for one in near]
    if not (words.groups["forces"] - {"moscou", "kiev"}).intersection(texts) or {"par", "by"}.intersection(texts):
        return None
    side = _side_among(texts, sentence, near[0].start, near[-1].end, needs_by=False, takes_metonyms=True)
    if side is None and statement is not None and _OWN.intersection(texts) and statement.speaker.side in OPPOSITE:
        return statement.speaker.side
    return side


def _agent_ahead(
    hit: TerritoryHit, sentence: Sentence, context: Context, statement: Statement | None, words: TerritoryWords
) -> Side | None:
    """The force named nearest before an active verb, the speaker left out."""
    tokens = sentence.tokens
    if statement is not None and statement.speaker.side in OPPOSITE and _is_own_deed(hit, sentence, statement):
        return statement.speaker.side
    near = {one.text for one in tokens[max(0, hit.first - 4) : hit.first]}
    if statement is not None and statement.speaker.side in OPPOSITE and "nous" in near:
        return statement.speaker.side
    ahead = tokens[: _subject_end(hit, sentence)]
    if statement is not None:
        ahead = tuple(one for one in ahead if not statement.speaker.start <= one.start < statement.speaker.end)
    for one in reversed(ahead):
        if one.text in STOPS or (one.text in {"que", "qu'"} and statement is not None):
            break
        if one.text in words.groups["enemy"] and statement is not None and statement.speaker.side in OPPOSITE:
            return OPPOSITE[statement.speaker.side]
        found = demonym(one.text) if one.is_word and len(one.text) > 3 else None
        if found is not None and found[1] in {"UKR", "RUS"} and not _is_of_place(one.start, context, sentence):
            return found[1]
        for actor in sentence.actors:
            if (
                actor.start <= one.start < actor.end
                and not _is_owned(actor.start, sentence)
                and actor.actor.side in {"UKR", "RUS"}
                and not _is_of_place(one.start, context, sentence)
            ):
                return actor.actor.side
    return None


def _is_own_deed(hit: TerritoryHit, sentence: Sentence, statement: Statement) -> bool:
    """A case of "dit avoir stoppé", "assure contenir": an infinitive right behind the cue has its subject."""
    between = [one.text for one in sentence.tokens[statement.cue.last : hit.first]]
    is_near = statement.cue.last <= hit.first and len(between) <= _CLOSE and statement.cue.stance != "accuses"
    return is_near and (between[-1:] == ["avoir"] or (hit.frame.tense == "infinitive" and not between))


_CLOSE = 4
_SHARES = frozenset({"%", "percent", "cent", "territoire", "part"})


def _is_owned(start: int, sentence: Sentence) -> bool:
    """A case of "19% of Ukraine", "20 % de l'Ukraine": the ground, not who takes it."""
    at = sentence.token_at(start)
    before = [one.text for one in sentence.tokens[max(0, at - 3) : at] if one.text not in {"l'", "la", "the"}]
    return len(before) > 1 and before[-1] in {"of", "de", "d'"} and before[-2] in _SHARES


def _taken_up(hit: TerritoryHit, scan: Scan, context: Context) -> Side | None:
    """A case of "Elles contrôlent": the army that the sentence before names."""
    tokens = scan.sentence.tokens
    near = [one.text for one in tokens[max(0, hit.first - 6) : hit.first]]
    if scan.sentence.index == 0:
        return None
    if {"elle", "il", "it"}.intersection(near):
        return _state_before(scan, context)
    if not {"ils", "elles", "they"}.intersection(near):
        return None
    before = context.scans[scan.sentence.index - 1].sentence.tokens
    for at, one in enumerate(before[1:], start=1):
        found = people_at(before, at)
        if found is not None and found[1] in OPPOSITE and _ARMIES.intersection((before[at - 1].text, one.text)):
            return found[1]
        led = people_at(before, at - 1)
        if led is not None and led[1] in OPPOSITE and one.text in _ARMIES:
            return led[1]
    return None


def _state_before(scan: Scan, context: Context) -> Side | None:
    """A case of "Moscou occupe … Elle a grignoté": the side at war that the sentence before begins with."""
    before = context.scans[scan.sentence.index - 1].sentence.actors
    return next((one.actor.side for one in before if one.actor.side in OPPOSITE and one.is_metonym_place), None)


_ARMIES = frozenset(
    {"troupes", "forces", "soldats", "unités", "militaires", "russes", "ukrainiens", "combattants", "brigades", "les",
     "troops", "soldiers", "units", "russians", "ukrainians", "fighters"}
)  # fmt: skip


def _attacker(hit: TerritoryHit, sentence: Sentence) -> Side | None:
    """Whose attack is repelled: "vingt-six assauts russes repoussés"."""
    if hit.frame.type != "repelled_attack" or not hit.is_passive:
        return None
    near = sentence.tokens[max(0, hit.first - 8) : hit.first]
    found = [demonym(one.text) for one in near if one.is_word and len(one.text) > 3]
    sides = [one[1] for one in found if one is not None and one[1] in {"UKR", "RUS"}]
    return sides[-1] if sides else None


def _subject_end(hit: TerritoryHit, sentence: Sentence) -> int:
    """Where the subject of a frame ends: before the auxiliary, also one shared ("a pris X et repoussé Y")."""
    if hit.frame.tense != "participle":
        return hit.first
    for at in range(hit.first - 1, max(-1, hit.first - 24), -1):
        if sentence.tokens[at].text in {"a", "ont", "avait", "avaient", "aurait", "auraient", "has", "have", "had"}:
            return at
        if sentence.tokens[at].text in {";", ",", "que", "qu'"}:
            break
    return hit.first


def _possessing(hit: TerritoryHit, sentence: Sentence, statement: Statement | None) -> Side | None:
    """A case of "ses troupes": the speaker's own."""
    tokens = sentence.tokens
    if (
        statement is not None
        and {"ses", "nos", "notre", "son", "its", "our", "their", "leurs"}.intersection(
            one.text for one in tokens[max(0, hit.first - 8) : hit.first]
        )
        and statement.speaker.side in {"UKR", "RUS"}
    ):
        is_admitted = statement.cue.lemma in _ADMITTING and hit.frame.gain == "agent" and hit.frame.type != "recapture"
        return OPPOSITE[statement.speaker.side] if is_admitted else statement.speaker.side
    return None


def _until(tokens: tuple[Any, ...]) -> list[Any]:
    kept = []
    for one in tokens:
        if one.text in {",", ";", ".", ":"}:
            break
        kept.append(one)
    return kept


def _is_of_place(offset: int, context: Context, sentence: Sentence) -> bool:
    return any(one.start <= offset < one.end for one in context.places.get(sentence.index, ()))


_INVADERS = frozenset({"occupant", "occupants", "envahisseur", "envahisseurs"})


def _side_among(
    texts: list[str], sentence: Sentence, start: int, end: int, *, needs_by: bool, takes_metonyms: bool = False
) -> Side | None:
    if needs_by and not {"par", "by"}.intersection(texts):
        return None
    for word in texts:
        if word in _INVADERS:
            return "RUS"
        found = demonym(word) if len(word) > 3 else None
        if found is not None and found[1] in {"UKR", "RUS"}:
            return found[1]
    for actor in sentence.actors:
        if (
            start <= actor.start < end
            and actor.actor.side in {"UKR", "RUS"}
            and (needs_by or takes_metonyms or not actor.is_metonym_place)
        ):
            return actor.actor.side
    return None
