"""The language packs, read once: cue verbs expanded to their forms, nouns that head speakers, closed classes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, cast

from extractors.annotate.conjugation import Form, Tense, english_forms, french_forms
from extractors.annotate.words import word_list
from extractors.model import Stance

Frame = Literal["say", "weak", "quoted", "clause", "figure"]


@dataclass(frozen=True, slots=True)
class CueVerb:
    """A cue verb as its pack lists it; `tail` are the fixed words behind the verb ("état" of "faire état")."""

    lemma: str
    stance: Stance
    frame: Frame
    after: tuple[str, ...]
    example: str
    is_reflexive: bool
    tail: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VerbForm:
    """One written form of a cue verb."""

    verb: CueVerb
    tense: Tense
    is_plural: bool


@dataclass(frozen=True, slots=True)
class Pack:
    """What the engine asks of a language."""

    lang: str
    forms: Mapping[str, tuple[VerbForm, ...]]
    noun_forms: frozenset[str]
    speaker_nouns: Mapping[str, str]
    compound_beginnings: frozenset[str]
    """What the nouns of several words may begin with."""
    grammar: Mapping[str, frozenset[str]]
    common_forms: frozenset[str]
    """Finite forms of verbs that are no cues, by which a quotation is known to be a clause."""


@lru_cache(maxsize=2)
def conjugate(lemma: str, lang: str) -> tuple[Form, ...]:
    """All third-person forms of a verb of the pack's language; the last ones are kept, which are asked for twice."""
    irregular = word_list("irregular", lang)
    return english_forms(lemma, irregular) if lang == "en" else french_forms(lemma, irregular)


def cue_verbs(lang: str) -> tuple[CueVerb, ...]:
    """The cue verbs of a language, in the order of the pack."""
    return tuple(_verb(row) for row in word_list("verbs", lang)["verbs"])


def _verb(row: Mapping[str, Any]) -> CueVerb:
    lemma = row["lemma"]
    bare = lemma.removeprefix("se ").removeprefix("s'")
    return CueVerb(
        lemma=lemma,
        stance=cast("Stance", row["stance"]),
        frame=cast("Frame", row.get("frame", "say")),
        after=tuple(row.get("after", ())),
        example=row["example"],
        is_reflexive=bare != lemma,
        tail=tuple(part for word in bare.split()[1:] for part in word.replace("'", "' ").split()),
    )


def language_of(tag: str) -> str:
    """The language of a tag, without its country.

    >>> language_of("fr-BE")
    'fr'
    """
    return tag.partition("-")[0].lower()


def is_read(tag: str) -> bool:
    """Whether there is a pack for a language tag."""
    return language_of(tag) in ("fr", "en")


@lru_cache(maxsize=4)
def pack(lang: str) -> Pack:
    """The pack of a language that has one."""
    grammar = {name: frozenset(words) for name, words in word_list("grammar", lang).items()}
    nouns = {word: one["kind"] for one in word_list("speakers", lang)["nouns"] for word in one["words"]}
    return Pack(
        lang=lang,
        forms=_forms(lang),
        noun_forms=frozenset(word_list("verbs", lang)["noun_forms"]),
        speaker_nouns=nouns,
        compound_beginnings=frozenset(begun for noun in nouns for begun in _beginnings(noun)),
        grammar=grammar,
        common_forms=frozenset(
            form.words
            for lemma in grammar.get("common_verbs", ())
            for form in conjugate(lemma, lang)
            if form.tense not in {"participle", "infinitive", "gerund"}
        ),
    )


def _beginnings(noun: str) -> Iterator[str]:
    """What a noun begins with before each of its spaces, and up to each of its apostrophes."""
    for at, sign in enumerate(noun):
        if sign in " '":
            yield noun[: at + (sign == "'")]


def _forms(lang: str) -> dict[str, tuple[VerbForm, ...]]:
    found: dict[str, list[VerbForm]] = {}
    for verb in cue_verbs(lang):
        first = verb.lemma.removeprefix("se ").removeprefix("s'").split()[0]
        for form in conjugate(first, lang):
            found.setdefault(form.words, []).append(VerbForm(verb, form.tense, form.is_plural))
    ranked = lambda one: (-len(one.verb.tail), not one.verb.is_reflexive, one.tense != "participle")  # noqa: E731
    return {words: tuple(sorted(forms, key=ranked)) for words, forms in found.items()}
