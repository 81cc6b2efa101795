"""Characters, one to one: what is normalised here keeps every offset; quotations and sentences are found on top."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_UNIFIED = {
    "’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‹": '"', "›": '"',
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2011": "-", "\u2010": "-",
}  # fmt: skip
_SAME_LENGTH = str.maketrans(_UNIFIED)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


@lru_cache(maxsize=64)
def normalise(text: str) -> str:
    """Unify quotation marks, apostrophes, spaces and hyphens; the result is as long as `text`.

    >>> normalise("“Selydové”")
    '"Selydové"'
    """
    for written, unified in _UNIFIED.items():
        if written in text:
            text = text.replace(written, unified)
    return text


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """Lower case without accents and with unified typography, for looking names up; not of the same length.

    >>> fold("Sélydové")
    'selydove'
    """
    folded = text.casefold()
    return folded if folded.isascii() else _BEYOND_ASCII.sub(_plain, folded)


def _plain(match: re.Match[str]) -> str:
    return _unaccented(match.group())


@lru_cache(maxsize=4096)
def _unaccented(letters: str) -> str:
    """Letters without their accents; each is folded by itself, so that a run of them can be."""
    decomposed = unicodedata.normalize("NFKD", letters.translate(_SAME_LENGTH))
    return "".join([one for one in decomposed if not unicodedata.combining(one)])


def content_hash(text: str) -> str:
    """Digest of a text with spaces and typography unified (32 hexadecimal digits of SHA-256)."""
    unified = " ".join(normalise(unicodedata.normalize("NFC", text)).split())
    return hashlib.sha256(unified.encode("utf-8", "replace")).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks: offsets of the marks (`start`, `end`) and of what they hold."""

    start: int
    end: int
    inner_start: int
    inner_end: int


_CLOSING = {"«": "»", "“": "”", "„": "“”", "‹": "›", "‘": "’", '"': '"'}
_OPENING = frozenset(_CLOSING)
_DEEPEST = 3
_MARK = re.compile(r"[«»“”„\"‹›\n‘’](?:(?<![‘’])|(?<=‘)(?<![^\W_]‘)(?=\w)|(?<=[\w.,!?…]’)(?![^\W_]))")
"""Begins with one set of characters, which the engine seeks quickly; so does the next pattern."""
_SPACED = " \u00a0\u202f\u2009"
_SENTENCE_END = re.compile(
    r"[\n.!?…](?:(?<=\n)\n*|(?<!\n)[.!?…]*(?:[\"”»’]*|[\s\u00a0\u202f][»”])[\s\u00a0\u202f]+"
    r"(?=[\"“«‘(—–-]?[\s\u00a0\u202f]*[A-ZÀ-ÖØ-Þ0-9Ѐ-Я]))"
)
_ABBREVIATION = re.compile(
    r"(?:(?<![^\W_])(?:M|MM|Mme|Mmes|Mlle|Dr|Pr|Me|Mr|Mrs|Ms|St|Ste|Gen|Gén|Col|Lt|Cap|Sgt|Sen|Rep|Gov|Jr|No|art|env|av|p|vol|cf|etc)"
    r"|(?<![^\W_])(?<!\bon )(?<!\bsur )[A-Z]|[A-Z]\.[A-Z])\.$"
)


@lru_cache(maxsize=64)
def quotations(text: str) -> tuple[Quotation, ...]:
    """Find the outermost quotations of any mark; one left open ends with its paragraph.

    >>> [one.inner_start for one in quotations("Il dit « oui, “oui” » puis “non”.")]
    [9, 28]
    """
    found: list[Quotation] = []
    opened = -1
    depth: list[str] = []
    for mark in _MARK.finditer(text):
        sign, at = mark.group(), mark.start()
        if sign == "\n":
            if depth:
                found.append(_quotation(text, opened, at, at))
            depth = []
        elif depth and sign in depth[-1]:
            depth.pop()
            if not depth:
                found.append(_quotation(text, opened, at, at + 1))
        elif depth and any(sign in one for one in depth) and sign != '"':
            found.append(_quotation(text, opened, at, at + 1))
            depth = []
        elif sign in _OPENING:
            opened = opened if depth else at
            depth += [_CLOSING[sign]] if len(depth) < _DEEPEST else []
    if depth:
        found.append(_quotation(text, opened, len(text), len(text)))
    return tuple(found)


def _quotation(text: str, opened: int, closed: int, end: int) -> Quotation:
    first, last = opened + 1, closed
    while first < last and text[first] in _SPACED:
        first += 1
    while last > first and text[last - 1] in _SPACED:
        last -= 1
    return Quotation(opened, end, first, last)


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Split a text into sentences as (start, end); a quotation of several sentences is not cut open.

    Abbreviations and initials end no sentence. A line break always does.

    >>> text = "« Oui. Non. », dit M. Dupont. Il part."
    >>> [text[a:b] for a, b in sentences(text)]
    ['« Oui. Non. », dit M. Dupont.', 'Il part.']
    """
    inside = quotations(text)
    found: list[tuple[int, int]] = []
    start, index = 0, 0
    for cut in _SENTENCE_END.finditer(text):
        is_break = cut.group()[0] == "\n"
        while index < len(inside) and inside[index].end <= cut.start():
            index += 1
        if not is_break:
            if index < len(inside) and inside[index].start < cut.start() and not _closes(inside[index], cut):
                continue
            if text[cut.start()] == "." and _ABBREVIATION.search(text[max(0, cut.start() - 6) : cut.start() + 1]):
                continue
        _append_stripped(found, text, start, cut.start() if is_break else cut.end())
        start = cut.end()
    _append_stripped(found, text, start, len(text))
    return tuple(found)


def _closes(one: Quotation, cut: re.Match[str]) -> bool:
    return one.end <= cut.end()


def _append_stripped(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append((start, end))
