"""The words of territory as a pack lists them: frames of verbs (conjugated), nouns and phrases, and word groups."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from extractors.annotate.conjugation import Form
from extractors.annotate.lexicon import conjugate
from extractors.annotate.words import word_list
from extractors.model import TerritoryType


@dataclass(frozen=True, slots=True)
class TerritoryFrame:
    """One way to say that ground changes or holds: its words and whose gain it is."""

    words: tuple[str, ...]
    type: TerritoryType
    gain: str
    place: str
    tense: str
    rule: str
    is_reflexive: bool = False
    needs_force: bool = False
    needs_attack: bool = False
    needs_reach: bool = False
    needs_area: bool = False
    needs_army: bool = False


@dataclass(frozen=True)
class TerritoryWords:
    """The territory frames and word groups of a pack."""

    frames: dict[str, tuple[TerritoryFrame, ...]]
    groups: dict[str, frozenset[str]]


@lru_cache(maxsize=4)
def territory_words(lang: str) -> TerritoryWords:
    """The territory words of a language, verbs conjugated, read once."""
    listed = word_list("territory", lang)
    frames: dict[str, list[TerritoryFrame]] = {}
    for row in listed["verbs"]:
        for verb in spellings(row["verb"]):
            for one in _verb_frames({**row, "verb": verb}, lang):
                frames.setdefault(one.words[0], []).append(one)
    for rule in ("nouns", "phrases"):
        for row in listed[rule]:
            for written in (one for listing in row["words"] for one in spellings(listing)):
                parts = tuple(written.split())
                frames.setdefault(parts[0], []).append(
                    TerritoryFrame(
                        parts,
                        row["type"],
                        row["gain"],
                        row.get("place", "any"),
                        "noun",
                        rule.rstrip("s"),
                        needs_reach=row.get("needs_reach", False),
                        needs_army=row.get("needs_army", False),
                    )
                )
    ordered = {word: tuple(sorted(rows, key=lambda one: -len(one.words))) for word, rows in frames.items()}
    return TerritoryWords(frames=ordered, groups={name: frozenset(words) for name, words in listed["words"].items()})


_CHOICE = re.compile(r"\[([^\]]*)\]")


def spellings(written: str) -> Iterator[str]:
    """Every wording that brackets stand for; words of which any may stand behind the first are kept side by side.

    >>> list(spellings("[retirer|replier] [ses|leurs] troupes"))
    ['retirer ses|leurs troupes', 'replier ses|leurs troupes']
    """
    found = _CHOICE.search(written)
    if found is None:
        yield " ".join(written.split())
        return
    options = found.group(1).split("|")
    if found.start() > 0 and "" not in options and not any(set(one) & set(" '") for one in options):
        options = ["|".join(options)]
    for one in options:
        yield from spellings(written[: found.start()] + one + written[found.end() :])


@lru_cache(maxsize=1024)
def options_of(word: str) -> frozenset[str]:
    """The words that may stand where a frame has this one."""
    return frozenset(word.split("|"))


def _first_persons(infinitive: str, lang: str) -> Iterator[Form]:
    """What soldiers say of themselves: "nous contrôlons", "nous avancions"."""
    if lang != "fr":
        return
    for form in conjugate(infinitive, lang):
        if form.tense == "imperfect" and not form.is_plural:
            stem = form.words.removesuffix("ait")
            yield Form(stem + "ons", "present", True)
            yield Form(stem.replace("ç", "c").removesuffix("e") + "ions", "imperfect", True)


def _verb_frames(row: dict[str, Any], lang: str) -> Iterator[TerritoryFrame]:
    bare = row["verb"].removeprefix("se ").removeprefix("s'")
    first, *tail = bare.split()
    tail = [part for word in tail for part in word.replace("'", "' ").split()]
    for form in (*conjugate(first, lang), *_first_persons(first, lang)):
        yield TerritoryFrame(
            (form.words, *tail), row["type"], row["gain"], row["place"], form.tense, "verb",
            is_reflexive=bare != row["verb"], needs_force=row.get("needs_force", False),
            needs_attack=row.get("needs_attack", False), needs_reach=row.get("needs_reach", False),
            needs_area=row.get("needs_area", False),
        )  # fmt: skip
