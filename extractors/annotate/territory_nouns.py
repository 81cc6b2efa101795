"""Nouns of territory that tell no ground: a time, a cause, a seat, what was stopped, what is still to come."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.annotate.reading import Token
from extractors.annotate.territory_words import TerritoryFrame, TerritoryWords

_SPANS = frozenset({"mois", "semaines", "jours", "heures", "ans", "années", "months", "weeks", "days", "years"})


_ONSETS = frozenset(
    {
        "fort",
        "cœur",
        "cadre",
        "pic",
        "issue",
        "début",
        "lancement",
        "déclenchement",
        "commencement",
        "anniversaire",
        "start",
        "beginning",
        "outset",
        "onset",
    }
)


_CAUSES = frozenset({"par", "lors", "pendant", "durant", "après", "by", "during", "after"})


_PERILS = frozenset({"threat", "risk", "danger", "prospect", "menace", "risque"})


_LASTING = frozenset({"offensive", "entry", "encirclement", "control", "contested"})


_COMING = frozenset(
    {
        "question",
        "imminente",
        "imminent",
        "inéluctable",
        "inévitable",
        "prochaine",
        "programmée",
        "plans",
        "objectif",
        "objectifs",
        "priorité",
    }
)


def is_to_come(frame: TerritoryFrame, tokens: Sequence[Token], last: int) -> bool:
    """A case of "la chute de X n'est qu'une question de jours", "la prise imminente de X"."""
    near = {one.text for one in tokens[last : last + 10]}
    return frame.type in {"capture", "recapture"} and frame.rule == "noun" and bool(_COMING & near)


_STOPPED = (
    "stopp",
    "enray",
    "frein",
    "bloqu",
    "repouss",
    "conten",
    "ralent",
    "endigu",
    "colmat",
    "résorb",
    "jugul",
    "halted",
    "stalled",
    "slowed",
)


def is_stopped(frame: TerritoryFrame, behind: list[str]) -> bool:
    """A case of "l'avancée ennemie a été stoppée": no ground is gained."""
    return frame.type in {"advance", "offensive"} and any(word.startswith(_STOPPED) for word in behind)


def is_no_noun(frame: TerritoryFrame, before: list[str], words: TerritoryWords) -> bool:
    """Whether the noun tells a time, a cause or what is not to be: "depuis le début de l'incursion"."""
    last, second = (before[-1] if before else ""), (before[-2] if len(before) > 1 else "")
    if frame.type == "advance" and last in {"ces", "these", "those"}:
        return True
    if frame.type == "offensive" and last in {"cette", "this"}:
        return True
    if _is_undone(frame, before):
        return True
    if "sans" in before[-3:] or last in words.groups["traps"] or (last in {"de", "d'", "of"} and second in _SPANS):
        return True
    is_planned = any(word.startswith(_PLANS) for word in before)
    if frame.type == "offensive" and (last in {"d'", "de"} or second in _CAUSES or is_planned):
        return True
    if (frame.type == "contested" and second in _CAUSES) or _ONSETS.intersection(before):
        return True
    if second in {"depuis", "since"} and frame.type in _LASTING:
        return True
    if second in _PERILS or (len(before) > 2 and before[-3] in _PERILS and last in {"l'", "la", "the", "an"}):
        return True
    return any(word.startswith(("évit", "empêch", "prévenir", "prevent", "avoid")) for word in before)


def _is_undone(frame: TerritoryFrame, before: list[str]) -> bool:
    """A case of "pour éviter d'être pris au piège", "rompre l'encerclement", "l'administration d'occupation"."""
    if frame.words[0] == "occupation" and _SEATS.intersection(before):
        return True
    is_feared = {"pour", "éviter", "afin"}.intersection(before if "être" in before else before[-3:])
    if (frame.rule == "phrase" and is_feared) or (frame.words[0] == "présence" and _is_ended(before)):
        return True
    return frame.type == "encirclement" and any(word.startswith(_BROKEN) for word in before)


def _is_ended(before: list[str]) -> bool:
    """A case of "nettoyée de la présence russe", "mettre fin à la présence russe"."""
    return any(word.startswith(("nett", "vid", "purg", "débarr", "libér")) or word == "fin" for word in before)


_BROKEN = ("romp", "bris", "lev", "desserr", "échapp", "cass")
_PLANS = ("vue", "prépar", "projet", "planifi", "menac", "imminen", "risque", "menace")


_SEATS = frozenset(
    {"administration", "administrations", "autorité", "autorités", "responsable", "responsables", "gouverneur", "chef",
     "forces", "armée", "troupes", "régime", "police", "maire", "patron", "années", "cadres", "services"}
)  # fmt: skip
