"""A post as the annotator reads it: sentences of tokens, with quotations, actors, places, days and figures."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from extractors.annotate.actors import ActorMention, actors
from extractors.annotate.dates import DateMention, find_dates
from extractors.annotate.lexicon import Pack, language_of, pack
from extractors.annotate.places import PlaceMention, places
from extractors.annotate.quantity import Measure, find_quantities
from extractors.annotate.values import value
from extractors.model import Post
from extractors.text import Quotation, normalise, quotations, sentences

SENTENCE_CAP = 4_000
_NEVER = sys.maxsize
Spanned = TypeVar("Spanned", Quotation, ActorMention, PlaceMention, DateMention, Measure)
_WORD = r"[^\W\d_]++(?:-[^\W\d_]++)*+"
_FR_TOKEN = re.compile(
    rf"(?=\S)(?:{_WORD}(?!')"
    r"|(?i:aujourd'hui|l'une? d'(?:entre )?(?:eux|elles)|d'autres|d'après|d'abord|d'ailleurs"
    r"|(?:[ldjmnstc]|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=\w))"
    rf"|{_WORD}|\d+(?:[.,\u00a0\u202f ]\d{{3}})*(?:[.,]\d+)?[^\W\d_]*|\S)"
)
_EN_TOKEN = re.compile(
    rf"(?=\S)(?:{_WORD}(?!['.])"
    r"|(?i:'s(?![^\W_])|n't(?![^\W_])|[^\W\d_]+?(?=n't(?![^\W_]))|U\.S\.|U\.K\.)"
    rf"|{_WORD}|\d+(?:,\d{{3}})*(?:\.\d+)?[^\W\d_]*|\S)"
)


@dataclass(slots=True, eq=False)
class Token:
    """One word or sign: lower-case normalised text, offsets in the post, whether it is capitalised or quoted."""

    text: str
    start: int
    end: int
    is_capital: bool
    is_quoted: bool
    is_upper: bool = False
    is_word: bool = False
    """Whether it begins with a letter."""


@value
class Sentence:
    """One sentence with what was found in it; offsets are those of the post."""

    index: int
    start: int
    end: int
    tokens: tuple[Token, ...]
    ends: tuple[int, ...]
    """Where each token ends."""
    quotations: tuple[Quotation, ...]
    actors: tuple[ActorMention, ...]
    places: tuple[PlaceMention, ...]
    dates: tuple[DateMention, ...]
    measures: tuple[Measure, ...]
    is_title: bool
    """Whether the sentence is a line of its own without a full stop: a kicker or headline."""

    def token_at(self, offset: int) -> int:
        """Index of the first token that ends behind `offset`."""
        return bisect_right(self.ends, offset)


@value
class Reading:
    """A post cut up for the annotator."""

    post: Post
    pack: Pack
    text: str
    """The post's text with quotation marks, apostrophes and spaces unified; offsets are those of the post."""
    day: date | None
    """The local day relative dates are counted from, None where the post has none."""
    sentences: tuple[Sentence, ...] = field(default=())


def anchor_of(post: Post) -> datetime | None:
    """The local moment dates are counted from: publication, else the day of it, else the capture."""
    try:
        zone = ZoneInfo(post.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        zone = ZoneInfo("UTC")
    if post.published_at is not None:
        return post.published_at.astimezone(zone)
    if post.published_on is not None:
        return datetime.combine(post.published_on, time(12), zone)
    return post.captured_at.astimezone(zone) if post.captured_at is not None else None


def read(post: Post) -> Reading:
    """Cut a post into sentences and find the actors, places, days and figures of each."""
    words = pack(language_of(post.lang))
    anchor = anchor_of(post)
    days = find_dates(post.text, words.lang, anchor) if anchor else ()
    found = _Found(post.text, words.lang, days)
    text = normalise(post.text)
    cut = [
        _sentence(index, text, start, min(end, start + SENTENCE_CAP), found)
        for index, (start, end) in enumerate(sentences(post.text))
    ]
    return Reading(post=post, pack=words, text=text, day=anchor.date() if anchor else None, sentences=tuple(cut))


class _Found:
    """What a whole post holds, before its sentences are told apart; marks around a name quote nothing."""

    def __init__(self, text: str, lang: str, days: tuple[DateMention, ...]) -> None:
        self.lang, self.days = lang, days
        self.actors, self.places = actors().find(text, lang), places().find(text, lang)
        self.measures = find_quantities(text, lang)
        names = {(one.start, one.end) for one in self.actors}
        inside = quotations(text)
        named = [one for one in inside if (one.inner_start, one.inner_end) in names]
        self.quotations = tuple([one for one in inside if one not in named]) if named else inside
        self.marks = frozenset([at for one in named for at in (one.start, one.end - 1)])


def _sentence(index: int, text: str, start: int, end: int, found: _Found) -> Sentence:
    quoted = _within(start, end, found.quotations)
    tokens = _tokens(text, start, end, quoted, found.lang)
    if found.marks:
        tokens = tuple([one for one in tokens if one.start not in found.marks])
    line_end = text.find("\n", end)
    closes_line = line_end < 0 or not text[end:line_end].strip()
    starts_line = start == 0 or not text[text.rfind("\n", 0, start) + 1 : start].strip()
    return Sentence(
        index=index,
        start=start,
        end=end,
        tokens=tokens,
        ends=tuple([one.end for one in tokens]),
        quotations=quoted,
        actors=_within(start, end, found.actors),
        places=_within(start, end, found.places),
        dates=_within(start, end, found.days),
        measures=_within(start, end, found.measures),
        is_title=starts_line and closes_line and line_end >= 0 and text[end - 1] not in ".!?…:" and end - start < 160,
    )


def _within(start: int, end: int, spans: tuple[Spanned, ...]) -> tuple[Spanned, ...]:
    return tuple([one for one in spans if one.start < end and start < one.end]) if spans else ()


def _tokens(text: str, start: int, end: int, quoted: tuple[Quotation, ...], lang: str) -> tuple[Token, ...]:
    found: list[Token] = []
    add = found.append
    spans = iter([*((one.start, one.end) for one in quoted), (_NEVER, _NEVER)])
    opens, closes = next(spans)
    is_french = lang != "en"
    for match in (_FR_TOKEN if is_french else _EN_TOKEN).finditer(text, start, end):
        at, past = match.span()
        while closes <= at:
            opens, closes = next(spans)
        word = text[at:past]
        first = word[0]
        is_capital = first.isupper()
        lowered = "à" if word == "A" and is_french and text[past : past + 1] != "." else word.lower()
        is_upper = is_capital and past - at > 1 and word.isupper()
        add(Token(lowered, at, past, is_capital, opens <= at, is_upper, first.isalpha()))
    return tuple(found)
