"""From the candidates of one post to its fields: the most trustworthy source for each.

- **headline, kicker**: JSON-LD, microdata, application state, selectors, repeated; a headline cut with an ellipsis
  gives way.
- **body**: the longest clean one; the page's own paragraphs where they say the same as the structured text.

Its time is settled in `extractors.parse.times`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Generic, NamedTuple, TypeVar

from extractors.model import PostKind, Strategy
from extractors.parse.align import Group, bare_id
from extractors.parse.candidate import Candidate
from extractors.parse.content import words
from extractors.parse.kinds import is_teaser

_TRUST: tuple[Strategy, ...] = ("jsonld", "microdata", "appstate", "selectors", "repeated", "plaintext")
_STRUCTURED: tuple[Strategy, ...] = ("jsonld", "microdata", "appstate")
_SHOWN: tuple[Strategy, ...] = ("selectors", "repeated", "plaintext")
_IDENTIFYING: tuple[Strategy, ...] = ("selectors", "jsonld", "appstate", "microdata", "repeated")
_NO_BODY: tuple[str, Strategy | None] = ("", None)
_REFRAIN = 60
_NEARLY = 0.9
_SHORT = 8
_FEW = 5
_LABEL = 3
_SENTENCE_END = re.compile(r"[.!?…][\"»”’)\]\s]*$")
_WITNESSES = 3


_Value = TypeVar("_Value")


class Settled(NamedTuple, Generic[_Value]):
    """A field's value, and the strategy that it was taken from."""

    value: _Value | None = None
    strategy: Strategy | None = None


def headline(group: Group) -> Settled[str]:
    """The headline of the most trusted reading that has a whole one."""
    kept = [Settled(one.headline, one.strategy) for one in _trusted(group) if one.headline]
    whole = [one for one in kept if one.value and not one.value.rstrip().endswith(("…", "..."))]
    return next(iter(whole or kept), Settled())


def kicker(group: Group) -> Settled[str]:
    """The kicker of the most trusted reading that has one."""
    return next((Settled(one.kicker, one.strategy) for one in _trusted(group) if one.kicker), Settled())


def source_id(group: Group) -> Settled[str]:
    """The id of the reading that knows ids best: the attribute that a profile declares, then what data names."""
    found = [group.candidates[one] for one in _IDENTIFYING if one in group.candidates]
    return next((Settled(bare_id(one.source_id), one.strategy) for one in found if one.source_id), Settled())


def modified_at(group: Group) -> Settled[datetime]:
    """When the post was last changed, as the first reading that says so."""
    found = group.candidates.values()
    return next((Settled(one.modified_at, one.strategy) for one in found if one.modified_at), Settled())


def url(group: Group) -> Settled[str]:
    """The post's own address, as the first reading that has one."""
    return next((Settled(one.url, one.strategy) for one in group.candidates.values() if one.url), Settled())


def declared_kind(group: Group) -> Settled[PostKind]:
    """The kind that the page itself declares, as the first reading that sees it."""
    found = [one for one in group.candidates.values() if one.kind]
    return Settled(found[0].kind, found[0].strategy) if found else Settled()


def _trusted(group: Group) -> list[Candidate]:
    return [group.candidates[one] for one in _TRUST if one in group.candidates]


def refrains(groups: Sequence[Group]) -> frozenset[str]:
    """Short lines that the page shows in several posts: by-lines, buttons, labels, and no text of any of them."""
    counts: Counter[str] = Counter()
    for group in groups:
        shown = [group.candidates[one].body for one in _SHOWN if one in group.candidates]
        lines = {line for one in shown for line in one.split("\n") if len(line) <= _REFRAIN}
        counts.update(line for line in lines if not _is_sentence(line))
    return frozenset(line for line, count in counts.items() if count >= max(_WITNESSES, 0.2 * len(groups)))


def body(group: Group, page_refrains: frozenset[str]) -> tuple[str, Strategy | None]:
    """The longest clean body; the page's paragraphs where they hold what the structured text says."""
    structured = [(group.candidates[one].body, one) for one in _STRUCTURED if one in group.candidates]
    shown = [(_without(group.candidates[one].body, page_refrains), one) for one in _SHOWN if one in group.candidates]
    best, _ = longest = max(structured, key=_length, default=_NO_BODY)
    for text, strategy in shown:
        if not best or not text:
            continue
        cleaned = _agreed(text, best)
        if len(words(cleaned)) >= _NEARLY * len(words(best)):
            return cleaned, strategy
    if not best and page_refrains and not any(text for text, _ in shown) and headline(group).value is None:
        # what several posts say and one says nothing else: an alert in few words, shown once an hour
        return body(group, frozenset())
    found = longest if best else max(shown, key=_length, default=_NO_BODY)
    return found if found[0] else _NO_BODY


def _length(sourced: tuple[str, Strategy | None]) -> int:
    return len(sourced[0])


def _without(text: str, refrains_of_page: frozenset[str]) -> str:
    """A text without the refrains above and below it, and without those of a few words within it."""
    if not refrains_of_page:
        return text
    lines = text.split("\n")
    own = [place for place, line in enumerate(lines) if line not in refrains_of_page]
    if not own:
        return ""
    within = lines[own[0] : own[-1] + 1]
    return "\n".join(line for line in within if line not in refrains_of_page or len(words(line)) > _LABEL)


def _agreed(shown: str, structured: str) -> str:
    """The page's lines without those above and below that are no text: by-lines, captions, labels, other articles.

    Where the lines that the structured text has too say all of it, what stands before the first and after the last of
    them is kept if it is a sentence (a message that is quoted).
    """
    said = "".join(words(structured))
    lines = shown.split("\n")
    keys = ["".join(words(line)) for line in lines]
    known = [bool(key) and key in said for key in keys]
    if not any(known):
        return shown
    first, last = known.index(True), len(known) - 1 - known[::-1].index(True)
    is_cut = structured.endswith(("…", "..."))
    is_whole = not is_cut and sum(
        len(key) for key, is_known in zip(keys, known, strict=True) if is_known
    ) >= _NEARLY * len(said)
    kept = [
        line
        for place, line in enumerate(lines)
        if first <= place <= last or (_is_sentence(line) if is_whole else place > last or len(words(line)) > _SHORT)
    ]
    return "\n".join(kept)


def _is_sentence(line: str) -> bool:
    return bool(_SENTENCE_END.search(line)) and len(words(line)) >= _FEW and not is_teaser(line)
