"""Who acts in a territory frame: the force named beside it, before it or taken up from the sentence before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from extractors.annotate.actors import demonym
from extractors.annotate.facts import Context
from extractors.annotate.peoples import people_at
from extractors.annotate.reading import Sentence, Token
from extractors.annotate.statements import Scan, Statement
from extractors.annotate.territory_frames import BE, STOPS, TerritoryHit
from extractors.annotate.territory_words import TerritoryWords
from extractors.model import Side

OPPOSITE: dict[str, Side] = {"UKR": "RUS", "RUS": "UKR", "UKR_ALLY": "RUS", "RUS_ALLY": "UKR"}
ADMITTING = frozenset(
    {"reconnaître", "admettre", "concéder", "avouer", "déplorer", "constater", "acknowledge", "admit"}
)


def agent_of(
    hit: TerritoryHit, scan: Scan, context: Context, statement: Statement | None, words: TerritoryWords
) -> Side | None:
    """The force named in the frame: behind "par" or beside a noun, before an active verb."""
    sentence = scan.sentence
    tokens = sentence.tokens
    behind = _until(tokens[hit.last : hit.last + 8])
    told = (
        _taken_from(hit, sentence) or _in_words(hit, sentence, statement) or _beside(hit, sentence, statement, behind)
    )
    if told is not None:
        return told
    if hit.frame.gain == "behind":
        whose = _owner_behind(hit, sentence, statement)
        if whose is not None or not OWN.intersection(one.text for one in tokens[hit.first : hit.last]):
            return whose
    if hit.frame.gain == "enemy_of_object":
        return side_among(
            [one.text for one in behind],
            sentence,
            tokens[hit.last - 1].end,
            tokens[min(len(tokens) - 1, hit.last + 7)].end,
            needs_by=False,
            takes_metonyms=True,
        )
    if hit.is_passive:
        return _described(hit, sentence)
    return (
        _agent_ahead(hit, sentence, context, statement, words)
        or _possessing(hit, sentence, statement)
        or _taken_up(hit, scan, context)
    )


def _in_words(hit: TerritoryHit, sentence: Sentence, statement: Statement | None) -> Side | None:
    """A case of "sous drapeau russe", "est à nous", "passé à l'ennemi": the words of the frame name the side."""
    if hit.frame.rule != "phrase" and hit.last == hit.first + 1:
        return None
    texts = [one.text for one in sentence.tokens[hit.first : hit.last]]
    told = [found[1] for found in map(demonym, texts) if found is not None and found[1] in OPPOSITE]
    if told or statement is None or statement.speaker.side not in OPPOSITE:
        return told[0] if told else None
    if _FIRST.intersection(texts):
        return statement.speaker.side
    is_foe = hit.frame.gain == "behind" and not _FOES.isdisjoint(texts)
    return OPPOSITE[statement.speaker.side] if is_foe else None


def _beside(hit: TerritoryHit, sentence: Sentence, statement: Statement | None, behind: Sequence[Token]) -> Side | None:
    """A case of "occupé par l'armée russe", "la prise de X par l'ennemi", "une avancée de Moscou"."""
    if not behind or not (hit.is_passive or hit.frame.tense == "noun"):
        return None
    texts = [one.text for one in behind]
    is_move = hit.frame.tense == "noun" and hit.frame.type in {"advance", "offensive"}
    takes_metonyms = (hit.frame.rule == "phrase" or is_move) and is_of(behind)
    start = sentence.tokens[hit.last - 1].end
    side = side_among(texts, sentence, start, behind[-1].end, needs_by=hit.is_passive, takes_metonyms=takes_metonyms)
    is_foe = not _FOES.isdisjoint(texts) and ("par" in texts if hit.is_passive else is_of(behind))
    if side is None and is_foe and statement is not None and statement.speaker.side in OPPOSITE:
        return OPPOSITE[statement.speaker.side]
    return side


def _described(hit: TerritoryHit, sentence: Sentence) -> Side | None:
    """A case of "200 soldats russes infiltrés", "l'armée russe a progressé, avec 700 km2 conquis": whose deed it is."""
    tokens = sentence.tokens
    if hit.frame.type == "entry":
        near = tokens[max(0, hit.first - 3) : hit.first]
    elif BE.isdisjoint(one.text for one in tokens[max(0, hit.first - 5) : hit.first]):
        at = next((at for at in range(hit.first - 1, 0, -1) if tokens[at].text == "avec"), 0)
        near = tokens[: at if any(one.kind == "km2" for one in sentence.measures) else 0]
    else:
        return None
    found = [demonym(one.text) for one in near if one.is_word and len(one.text) > _SHORT]
    return next((one[1] for one in found if one is not None and one[1] in OPPOSITE), None)


def _taken_from(hit: TerritoryHit, sentence: Sentence) -> Side | None:
    """A case of "arrachée aux Ukrainiens", "reprise à l'occupant": the enemy of who loses it."""
    if hit.frame.rule != "verb" or hit.frame.type not in {"capture", "recapture"}:
        return None
    tokens = sentence.tokens
    for at in range(hit.last, min(len(tokens) - 2, hit.last + 7)):
        if tokens[at].text in {",", ";", ":", "."}:
            return None
        name = tokens[at + 2] if tokens[at + 1].text == "l'" else tokens[at + 1]
        found = demonym(name.text) if len(name.text) > _SHORT else None
        if tokens[at].text in {"aux", "à"} and found is not None and name.is_capital:
            return OPPOSITE.get(found[1])
        if tokens[at].text in {"aux", "à"} and name.text in _INVADERS:
            return "UKR"
    return None


_SHORT = 3


def is_of(behind: Sequence[Token]) -> bool:
    """Whether the words behind a frame begin with "de"."""
    return bool(behind) and behind[0].text in {"de", "d'", "du", "des", "of"}


def _owner_behind(hit: TerritoryHit, sentence: Sentence, statement: Statement | None) -> Side | None:
    """A case of "est passée sous la coupe de Moscou", "sous le contrôle de ses hommes": whose hands they are."""
    tokens = sentence.tokens
    behind = _until(tokens[hit.last : hit.last + 8])
    if not behind:
        return None
    side = side_among(
        [one.text for one in behind], sentence, behind[0].start, behind[-1].end, needs_by=False, takes_metonyms=True
    )
    is_speakers = statement is not None and statement.speaker.side in OPPOSITE
    if (
        side is None
        and is_speakers
        and statement is not None
        and OWN.intersection(one.text for one in tokens[hit.first : hit.last + 8])
    ):
        return statement.speaker.side
    if side is None and is_speakers and statement is not None and _FOES.intersection(one.text for one in behind):
        return OPPOSITE[statement.speaker.side]
    return side


_FIRST = frozenset({"nous", "nos", "notre"})
OWN = frozenset({"ses", "nos", "notre", "leurs", "son", "leur"})
_FOES = frozenset({"ennemi", "ennemie", "occupant", "occupants", "adversaire", "envahisseur", "envahisseurs"})


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
        if one.text in STOPS or (one.text in {"que", "qu'", "dont"} and statement is not None):
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
    named = next((one.actor.side for one in before if one.actor.side in OPPOSITE and one.is_metonym_place), None)
    return named or _army_before(scan, context)


def _army_before(scan: Scan, context: Context) -> Side | None:
    """A case of "L'armée russe a progressé … Elle occupe": the army that an earlier sentence begins with."""
    for one in reversed(context.scans[max(0, scan.sentence.index - 3) : scan.sentence.index]):
        tokens = one.sentence.tokens
        for at in range(min(_OPENING, len(tokens) - 1)):
            found = demonym(tokens[at + 1].text)
            if tokens[at].text in {"armée", "défense"} and found is not None:
                return OPPOSITE.get(OPPOSITE.get(found[1], ""))
            if tokens[at].text in _STATES:
                return _STATES[tokens[at].text]
    return None


_OPENING = 12
_STATES: dict[str, Side] = {"russie": "RUS", "ukraine": "UKR"}


_ARMIES = frozenset(
    {"troupes", "forces", "soldats", "unités", "militaires", "russes", "ukrainiens", "combattants", "brigades", "les",
     "troops", "soldiers", "units", "russians", "ukrainians", "fighters"}
)  # fmt: skip


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
        is_admitted = statement.cue.lemma in ADMITTING and hit.frame.gain == "agent" and hit.frame.type != "recapture"
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


def side_among(
    texts: list[str], sentence: Sentence, start: int, end: int, *, needs_by: bool, takes_metonyms: bool = False
) -> Side | None:
    """The side at war that words name, behind "par" where that is asked for."""
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
