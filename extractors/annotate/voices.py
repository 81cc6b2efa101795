"""Who speaks behind a word that names nobody: "on", "il" of his own plans, a region that only counts its dead."""

from __future__ import annotations

from extractors.annotate.attribution import Attribution
from extractors.annotate.memory import Memory, Speaker
from extractors.annotate.phrases import phrase_at
from extractors.annotate.reading import Sentence
from extractors.annotate.speakers import describe

_ANYONES = frozenset(
    {"déplorer", "compter", "dénombrer", "recenser", "craindre", "relever", "noter", "constater", "signaler", "parler"}
)
"""Verbs that nobody in particular speaks with: "on déplore un mort"."""


_COUNTING = frozenset({"compter", "déplorer", "recenser", "pleurer", "dénombrer", "enregistrer"})
_TERRITORIES = frozenset(
    {"région", "ville", "oblast", "pays", "commune", "localité", "village", "district", "province"}
)


_TOLLS = frozenset({"bilan", "bilans", "chiffres", "décompte", "décomptes", "compteur"})


def _is_bare_count(one: Attribution, sentence: Sentence) -> bool:
    """A case of "Un précédent bilan faisait état de six morts": a count that nobody is said to have made."""
    if one.phrase is None or one.phrase.actor is not None or one.phrase.demonym is not None:
        return False
    words = [token.text for token in sentence.tokens[one.phrase.first : one.phrase.last]]
    return bool(_TOLLS.intersection(words)) and not {"de", "du", "des", "d'"}.intersection(words)


def only_counts(one: Attribution, sentence: Sentence) -> bool:
    """A case of "la région compte 2.500 morts", "selon X, l'armée déplorait 300 tués": a toll that another tells."""
    if one.cue.form != "finite" or one.phrase is None or one.is_inverted:
        return False
    if _is_bare_count(one, sentence):
        return True
    if one.cue.lemma not in _COUNTING:
        return False
    if one.phrase.first and sentence.tokens[one.phrase.first - 1].text in {"que", "qu'"}:
        return True
    words = [token.text for token in sentence.tokens[one.phrase.first : one.phrase.last]]
    opening = " ".join(token.text for token in sentence.tokens[:2])
    if any(token.text in {"selon", "d'après"} for token in sentence.tokens[one.cue.last :]):
        return True
    return bool(_TERRITORIES.intersection(words[:2])) or opening.startswith(("selon", "d'après", "à en croire"))


def seat(one: Attribution, sentence: Sentence, memory: Memory) -> Speaker | None:
    """A case of "À Moscou, on raille …": the government that sits there."""
    if one.pronoun is None or one.pronoun.text != "on" or one.is_inverted:
        return None
    actor = next((each for each in sentence.actors if each.end <= one.pronoun.start), None)
    if actor is None or sentence.token_at(actor.start) > _SEAT or actor.actor.kind == "person":
        return None
    phrase = phrase_at(sentence, memory.reading.pack, sentence.token_at(actor.start))
    return describe(phrase, sentence, memory) if phrase is not None else None


_SEAT = 4


def own_future(one: Attribution, sentence: Sentence, memory: Memory) -> Speaker | None:
    """A case of "X se rendra à Y, a-t-il indiqué": who tells his own plans is the subject of the clause."""
    if one.cue.pronoun not in {"il", "elle"} or not one.is_inverted:
        return None
    phrase = phrase_at(sentence, memory.reading.pack, 0)
    if phrase is None or phrase.name is None or phrase.last >= one.cue.first:
        return None
    is_future = any(token.text.endswith(_FUTURE) for token in sentence.tokens[phrase.last : phrase.last + 3])
    return describe(phrase, sentence, memory) if is_future else None


_FUTURE = ("era", "ira", "dra", "vra", "rra", "aura")


def speaks_for_nobody(one: Attribution) -> bool:
    """A case of "on déplore un mort"."""
    return one.pronoun is not None and one.pronoun.text == "on" and one.cue.lemma in _ANYONES
