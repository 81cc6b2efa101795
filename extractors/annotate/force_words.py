"""The words of force frames, as a language's pack lists them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extractors.annotate.words import word_list
from extractors.model import MobilisationType


@dataclass(frozen=True)
class ForceWords:
    """The force words of a pack, ready for look-up."""

    lang: str
    phrases: dict[str, list[tuple[tuple[str, ...], MobilisationType]]]
    triggers: tuple[tuple[str, MobilisationType], ...]
    groups: dict[str, frozenset[str]]
    faint: tuple[str, ...]
    captive: tuple[str, ...]
    intents: frozenset[str]
    """Words of what is meant, asked for or decided, and not yet done."""


@lru_cache(maxsize=4)
def force_words(lang: str) -> ForceWords:
    """The force words of a language, read once."""
    listed = word_list("mobilisation", lang)
    phrases: dict[str, list[tuple[tuple[str, ...], MobilisationType]]] = {}
    for row in listed["triggers"]:
        for written in row["words"]:
            if " " in written:
                phrases.setdefault(written.split()[0], []).append((tuple(written.split()), row["type"]))
    groups = {
        **{name: frozenset(words) for name, words in listed["words"].items()},
        **{row["name"]: frozenset(row["words"]) for row in listed["statuses"]},
    }
    for told in phrases.values():
        told.sort(key=lambda one: -len(one[0]))
    return ForceWords(
        lang=lang,
        phrases=phrases,
        triggers=tuple((word, row["type"]) for row in listed["triggers"] for word in row["words"]),
        groups=groups,
        faint=tuple(listed["words"].get("faint", ("\0",))),
        captive=tuple(listed["words"]["captive"]),
        intents=frozenset().union(*(groups.get(name, ()) for name in _INTENTS)),
    )


_INTENTS = ("planned", "ordered", "decided", "asking", "passed", "assent", "floated")


@lru_cache(maxsize=16_384)
def type_of_word(word: str, lang: str) -> MobilisationType | None:
    """The type of the longest trigger a word begins with, None where none does."""
    best: tuple[int, MobilisationType] | None = None
    if word.startswith(("retraité", "retraite")):
        return None
    for trigger, kind in force_words(lang).triggers:
        if " " not in trigger and word.startswith(trigger) and (best is None or len(trigger) > best[0]):
            best = (len(trigger), kind)
    return best[1] if best else None
