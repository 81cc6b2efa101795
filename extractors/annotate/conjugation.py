"""Verbs from their infinitives: every third-person form a cue verb is met in, with its tense.

The irregular families are data (`lexicon/<lang>/irregular.toml`); a verb is conjugated like the longest family name it
ends with, prefix kept ("contredire" like "dire").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

Tense = Literal[
    "present", "imperfect", "past", "future", "conditional", "participle", "gerund", "infinitive", "subjunctive"
]

_DOUBLING = frozenset({"appeler", "rappeler", "jeter", "rejeter", "projeter", "épeler", "renouveler"})
_ALONE = frozenset({"aller", "être", "avoir"})
_VOWELS = "aeiouyéèêâîôû"


@dataclass(frozen=True, slots=True)
class Form:
    """One written form of a verb."""

    words: str
    tense: Tense
    is_plural: bool = False


def french_forms(lemma: str, irregular: Mapping[str, Mapping[str, str]]) -> tuple[Form, ...]:
    """Conjugate a French infinitive (without reflexive pronoun) in the third person.

    >>> [one.words for one in french_forms("annoncer", {}) if one.tense == "past"]
    ['annonça', 'annoncèrent']
    """
    family = max(
        (one for one in irregular if lemma.endswith(one) and (one not in _ALONE or one == lemma)), key=len, default=None
    )
    if family is not None:
        return tuple(_irregular(lemma, lemma[: -len(family)], irregular[family]))
    if lemma.endswith("er"):
        return tuple(_first_group(lemma))
    if lemma.endswith("ir"):
        return tuple(_second_group(lemma))
    return tuple(_third_group(lemma))


def _irregular(lemma: str, prefix: str, forms: Mapping[str, str]) -> Iterator[Form]:
    single, plural = (prefix + one for one in forms["present"].split())
    yield from (Form(single, "present"), Form(plural, "present", True), Form(lemma, "infinitive"))
    yield from _stem_forms(prefix + forms["imperfect"], prefix + forms["future"])
    past, pasts = (prefix + one for one in forms["past"].split())
    yield from (Form(past, "past"), Form(pasts, "past", True))
    yield from _participles(prefix + forms["participle"])


def _stem_forms(imperfect: str, future: str) -> Iterator[Form]:
    yield from (Form(imperfect + "ait", "imperfect"), Form(imperfect + "aient", "imperfect", True))
    yield Form(imperfect + "ant", "gerund")
    yield from (Form(future + "a", "future"), Form(future + "ont", "future", True))
    yield from (Form(future + "ait", "conditional"), Form(future + "aient", "conditional", True))


def _participles(masculine: str) -> Iterator[Form]:
    plural = masculine if masculine.endswith("s") else masculine + "s"
    for words, is_plural in ((masculine, False), (masculine + "e", False), (plural, True), (masculine + "es", True)):
        yield Form(words, "participle", is_plural)


def _first_group(lemma: str) -> Iterator[Form]:
    stem = lemma[:-2]
    soft = stem[:-1] + "ç" if stem.endswith("c") else stem + "e" if stem.endswith("g") else stem
    strong = _strong_stem(lemma, stem)
    future = (stem if "é" in stem[-3:] else strong) + "er"
    yield from (Form(strong + "e", "present"), Form(strong + "ent", "present", True), Form(lemma, "infinitive"))
    if stem.endswith("ay"):
        yield from (Form(stem[:-1] + "ie", "present"), Form(stem[:-1] + "ient", "present", True))
    yield from _stem_forms(soft, future)
    yield from (Form(soft + "a", "past"), Form(stem + "èrent", "past", True))
    yield from _participles(stem + "é")


def _strong_stem(lemma: str, stem: str) -> str:
    if lemma in _DOUBLING:
        return stem + stem[-1]
    if stem.endswith(("oy", "uy")):
        return stem[:-1] + "i"
    if len(stem) > 2 and (stem[-1] not in _VOWELS or stem.endswith(("gu", "qu"))):
        at = len(stem) - (3 if stem[-2:] in {"gr", "tr", "br", "cr", "vr", "gn", "gu", "qu"} else 2)
        if stem[at] in "eé":
            return stem[:at] + "è" + stem[at + 1 :]
    return stem


def _second_group(lemma: str) -> Iterator[Form]:
    stem = lemma[:-1]
    yield from (Form(stem + "t", "present"), Form(stem + "ssent", "present", True), Form(lemma, "infinitive"))
    yield from _stem_forms(stem + "ss", lemma)
    yield Form(stem + "rent", "past", True)
    yield from _participles(stem)


def _third_group(lemma: str) -> Iterator[Form]:
    stem = lemma[:-2]
    yield from (Form(stem, "present"), Form(stem + "ent", "present", True), Form(lemma, "infinitive"))
    yield from _stem_forms(stem, stem + "r")
    yield from (Form(stem + "it", "past"), Form(stem + "irent", "past", True))
    yield from _participles(stem + "u")


def english_forms(lemma: str, irregular: Mapping[str, Mapping[str, str]]) -> tuple[Form, ...]:
    """Conjugate an English verb in the third person.

    >>> [one.words for one in english_forms("deny", {})]
    ['denies', 'deny', 'denied', 'denied', 'denying']
    """
    odd = irregular.get(lemma, {})
    ends_in_y = lemma.endswith("y") and lemma[-2] not in "aeiou"
    stem = lemma[:-1] if lemma.endswith("e") else lemma[:-1] + "i" if ends_in_y else lemma
    third = odd.get("third") or (stem + "es" if ends_in_y or lemma.endswith(("s", "sh", "ch", "x")) else lemma + "s")
    past = odd.get("past") or stem + "ed"
    participle = odd.get("participle") or past
    gerund = odd.get("gerund") or (lemma[:-1] if lemma.endswith("e") and not lemma.endswith("ee") else lemma) + "ing"
    return (
        Form(third, "present"), Form(lemma, "infinitive"), Form(past, "past"), Form(participle, "participle"),
        Form(gerund, "gerund"),
    )  # fmt: skip
