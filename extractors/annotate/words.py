"""Words with their offsets, and the word lists that the grammars read."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from extractors.text import fold, normalise

LEXICON = Path(__file__).parents[1] / "lexicon"
_WORD = re.compile(r"[^\W\d_]++(?:-[^\W\d_]++)*+|\S")


class Word(NamedTuple):
    """One word (hyphenated compounds whole) or sign of a text; `folded` is what word lists are searched by."""

    folded: str
    start: int
    end: int
    is_capital: bool


@lru_cache(maxsize=16)
def words(text: str) -> tuple[Word, ...]:
    """Cut `text` into words and single signs; offsets are those of `text`.

    >>> [one.folded for one in words("L’armée de Kiev")]
    ['l', "'", 'armee', 'de', 'kiev']
    """
    normal = normalise(text)
    folded = plain(normal)
    spans = [one.span() for one in _WORD.finditer(normal)]
    made = tuple.__new__
    return tuple([made(Word, (folded[start:end], start, end, normal[start].isupper())) for start, end in spans])


class _Plain(dict[int, str]):
    """Characters to their plain lower-case form where that is one character too, so that offsets stay."""

    def __missing__(self, code: int) -> str:
        folded = fold(chr(code))
        self[code] = folded if len(folded) == 1 else chr(code)
        return self[code]


_PLAIN = _Plain()


@lru_cache(maxsize=64)
def plain(text: str) -> str:
    """Lower case without accents, character for character.

    >>> plain("L’été à Séoul")
    "l'ete a seoul"
    """
    return text.translate(_PLAIN)


@lru_cache(maxsize=64)
def word_list(name: str, lang: str) -> dict[str, Any]:
    """Read `lexicon/<lang>/<name>.toml`; languages without a pack are read as French."""
    folder = LEXICON / (lang if (LEXICON / lang).is_dir() and lang.isalpha() else "fr")
    with (folder / f"{name}.toml").open("rb") as source:
        return tomllib.load(source)
