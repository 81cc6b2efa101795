"""Territory frames that tell nothing new: what is said, moved, hurt, repelled, told by the way or told again."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.annotate.hamlets import SETTLEMENTS
from extractors.annotate.reading import Sentence, Token
from extractors.annotate.statements import Scan
from extractors.annotate.territory_frames import STOPS, TerritoryHit, has_auxiliary

Spans = tuple[tuple[int, int], ...]


def telling(hits: list[TerritoryHit], scan: Scan, victims: Spans, moved: Spans) -> list[TerritoryHit]:
    """The frames of a sentence that tell a change or state of their own."""
    if not hits:
        return hits
    sentence = scan.sentence
    kept = [
        one
        for one in hits
        if not (_is_victim(one, sentence, victims) or _is_cue(one, scan) or _is_move(one, sentence, moved))
    ]
    kept = [one for one in kept if not (_is_bare_state(one, sentence) or _is_of_ground(one, kept, sentence.tokens))]
    kept = [one for one in kept if not _is_recount(one, sentence.tokens)]
    repelled = [one for one in kept if one.frame.type == "repelled_attack"]
    return [one for one in kept if not _is_repelled(one, repelled, sentence.tokens)]


def is_counted(hit: TerritoryHit, sentence: Sentence) -> bool:
    """A case of "1.294 km2 contrôlés": the participle of a figure needs no auxiliary."""
    last = sentence.tokens[hit.first - 1].end if hit.first else 0
    return any(
        one.is_figure and (last in {one.end, one.noun_end} or (one.kind == "km2" and 0 < last - one.end < _UNIT))
        for one in sentence.measures
    )


_UNIT = 20


def _is_bare_state(hit: TerritoryHit, sentence: Sentence) -> bool:
    """A case of "vers des zones occupées": a lasting state without an auxiliary describes, unless it is counted."""
    if not hit.is_passive or hit.frame.type not in _LASTING or has_auxiliary(hit, sentence.tokens):
        return False
    near = {one.text for one in sentence.tokens[max(0, hit.first - 6) : hit.first]}
    is_share = not near.isdisjoint(_SHARES) and any(one.kind in {"percent", "km2"} for one in sentence.measures)
    return not (is_share or is_counted(hit, sentence))


_SHARES = frozenset({"part", "superficie", "surface", "proportion", "étendue"})


_LASTING = frozenset({"control", "encirclement"})


def _is_repelled(hit: TerritoryHit, repelled: Sequence[TerritoryHit], tokens: Sequence[Token]) -> bool:
    """A case of "ont repoussé un assaut", "une tentative de percée a été déjouée": one fact, told by the verb."""
    if hit.frame.rule != "noun" or not any(abs(hit.first - one.first) < _APART for one in repelled):
        return False
    if hit.frame.type in {"advance", "entry"}:
        is_object = any(0 <= hit.first - one.last < _OBJECT for one in repelled)
        return is_object or bool(_ATTEMPTS.intersection(one.text for one in tokens[max(0, hit.first - 4) : hit.first]))
    return hit.frame.type == "offensive"


_APART, _OBJECT = 30, 4
_ATTEMPTS = frozenset({"tentative", "tentatives", "essai", "essais", "attempt", "attempts"})


def _is_cue(hit: TerritoryHit, scan: Scan) -> bool:
    """Whether the verb says that somebody speaks: "avance la Défense russe" is no advance."""
    if hit.frame.rule != "verb" or hit.frame.place == "direct":
        return False
    return any(one.cue.first <= hit.first < one.cue.last for one in scan.statements)


def _is_move(hit: TerritoryHit, sentence: Sentence, moved: Spans) -> bool:
    start = sentence.tokens[hit.first].start
    return hit.frame.type == "withdrawal" and any(0 <= start - last < _REACH for _, last in moved)


_REACH = 60


def _is_victim(hit: TerritoryHit, sentence: Sentence, victims: Spans) -> bool:
    start = sentence.tokens[hit.first].start
    if hit.frame.words[0] in {"pertes", "losses"} and victims:
        return True
    return any(first <= start < last for first, last in victims)


def _is_of_ground(hit: TerritoryHit, hits: Sequence[TerritoryHit], tokens: Sequence[Token]) -> bool:
    """A case of "perdu la moitié du terrain conquis à X", "encerclé des soldats dans le centre": told besides."""
    if hit.frame.rule == "noun" and hit.frame.type == "entry" and len(hit.frame.words) > _FEW:
        return len(hits) > 1
    if hit.frame.rule != "verb" or not any(one is not hit for one in hits):
        return False
    ahead = [one.text for one in tokens[max(0, hit.first - 4) : hit.first]]
    if hit.is_passive:
        is_lost = hit.frame.type == "withdrawal" and ahead[-1:] in (["positions"], ["localités"], ["villages"])
        return bool(ahead) and (is_lost or ahead[-1] in _GROUND or ahead[-3:-1] == ["sur", "les"])
    at = next((at for at, word in enumerate(ahead) if word in {"que", "qu'"}), 0)
    return hit.frame.tense in {"imperfect", "participle"} and at > 0 and ahead[at - 1] in _GROUND


_FEW = 2
_GROUND = frozenset({"terrain", "terrains", "territoire", "territoires", "terres", "surface", "superficie"})


def _is_recount(hit: TerritoryHit, tokens: Sequence[Token]) -> bool:
    """A case of "c'est la troisième localité dont Moscou s'attribue la conquête": the place is told already."""
    texts = [one.text for one in tokens[: hit.first]]
    start = next((at + 1 for at in range(len(texts) - 1, -1, -1) if texts[at] in STOPS | {":"}), 0)
    if texts[start : start + 1] != ["c'"]:
        return False
    return any(
        word.startswith(_NTH) and behind in SETTLEMENTS
        for word, behind in zip(texts[start:], texts[start + 1 :], strict=False)
    )


_NTH = ("premi", "second", "deuxi", "troisi", "quatri", "cinqui", "sixi", "septi", "huiti", "énième", "dern", "seul")
