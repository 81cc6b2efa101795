"""Posts without a profile: siblings of one form that each carry a time and a text.

Every element that says a time is an anchor. On the way up from it, each ancestor is filed under its form (tag, first
class, depth, and the same of its parent); a form with two or more members, each with its own anchor, is a group. The
group with the most text that is no link wins. Comments, navigation and lists of links to articles are no groups.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import Any

from extractors.parse import kinds
from extractors.parse.candidate import Candidate, Scene
from extractors.parse.content import inline, marks_of, names_teaser, paragraphs
from extractors.parse.dom import (
    Stamp,
    best_stamp,
    headline_of,
    id_of,
    kicker_of,
    stamp_of,
    stamps,
    with_day_headers,
    without_clock,
    without_separator,
)
from extractors.parse.furniture import furniture
from extractors.parse.marks import kind_of
from extractors.parse.siblings import completed

_ABOVE = 9
_LEAST = 2
_OF_ONE_TAG = 0.6
_MOST_ANCHORS = 3000
_OF_READERS = (
    "comments?|commentaires?|commenti|kommentare?|reactions?|discussions?|disqus|replies|reviews?|avis|testimonials?"
)
_FOREIGN = re.compile(
    rf"(?:^|[-_ ])(?:{_OF_READERS}|related|most-?read|sidebar|newsletter|advert(?:isement)?|sponsor(?:ed)?|"
    r"recommend\w*|carousel|(?:news|stock|top)-?ticker|breaking-?news|"
    r"footer|menu|nav|navbar|breadcrumb|widget|outbrain|taboola|latest-?news|read-?also|"
    r"keyevents?-list|timeline-nav)(?:$|[-_ ])",
    re.IGNORECASE,
)
_NEVER = re.compile(rf"(?:^|[-_ ])(?:{_OF_READERS}|related|most-?read)(?:$|[-_ ])", re.IGNORECASE)
_MAIN_PART = 0.4
_MAIN_LEAST = 300
_NO_MATTER = frozenset(("nav", "head"))
_ASIDE = frozenset(("aside", "footer"))
_SILENT = frozenset(("script", "style", "noscript", "svg"))
_MARGIN = 80
_MOSTLY = 0.5
_CARD_LABEL = re.compile(r"(?:publi[ée]|published|posted)\b", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


def read(timed: list[Any], scene: Scene, *, known: Sequence[Candidate] = ()) -> list[Candidate]:
    """Posts of the best group of siblings around a page's times; none where no group is convincing.

    What a declared selector has read already (`known`) is not read again: a guess knows nothing better.
    """
    best, best_score = [], 0.0
    for units, weight in _groups(timed):
        score = weight * _score(units, scene)
        if score > best_score:
            best, best_score = units, score
    best = completed(best, timed, _form, scene) if best else best
    read_before = {one.element: one for one in known}
    found = (
        replace(read_before[unit], strategy="repeated", order=order)
        if unit in read_before
        else _candidate(unit, order, scene)
        for order, unit in enumerate(best)
    )
    return with_day_headers(list(found), scene)


def _groups(timed: list[Any]) -> list[tuple[list[Any], float]]:
    """Groups of one form, and of one tag whatever the classes, which weigh less."""
    filed: dict[tuple[Any, ...], dict[Any, None]] = defaultdict(dict)
    keys: dict[Any, tuple[Any, ...]] = {}
    for anchor in timed:
        chain = [anchor, *anchor.iterancestors()]
        depth = len(chain)
        for level, (unit, parent) in enumerate(pairwise(chain[: _ABOVE + 1])):
            if unit.tag == "body":
                break
            if unit not in keys:
                keys[unit] = (_form(unit), _form(parent), depth - level)
            form, above, height = keys[unit]
            filed[form, above, height].setdefault(unit)
            filed[form[0], above, height].setdefault(unit)
    return [
        (list(units), _OF_ONE_TAG if isinstance(key[0], str) else 1.0)
        for key, units in filed.items()
        if len(units) >= _LEAST
    ]


def _form(element: Any) -> tuple[str, str]:
    return element.tag, _first_class(element.get("class") or "")


@lru_cache(maxsize=4096)
def _first_class(classes: str) -> str:
    """First of an element's classes, its numbers left out."""
    return _DIGITS.sub("#", next(iter(classes.split()), ""))


def anchors(root: Any, scene: Scene) -> list[Any]:
    """Every element of the page's matter that says a time, in document order."""
    found: list[Any] = []
    body = root.find("body")
    top = body if body is not None else root
    stack = [top]
    while stack and len(found) < _MOST_ANCHORS:
        one = stack.pop()
        if not isinstance(one.tag, str) or one.tag in _SILENT or one.tag in _NO_MATTER:
            continue
        if one is not top and _is_foreign(one, scene) and not _is_main(one, top, scene):
            continue
        if stamp_of(one, scene) is not None:
            found.append(one)
        stack.extend(reversed(one))
    return found


def _is_foreign(element: Any, scene: Scene) -> bool:
    """Whether an element is no part of the page's matter, by its tag or its marks."""
    marks = marks_of(element)
    is_named = bool(marks) and (_names_foreign(marks) or names_teaser(marks))
    return is_named or _is_outside(element, scene) or element.get("data-tombstone") is not None


@lru_cache(maxsize=4096)
def _names_foreign(marks: str) -> bool:
    return bool(_FOREIGN.search(marks))


def _is_main(element: Any, top: Any, scene: Scene) -> bool:
    """Whether an element holds most of the page's text, whatever its name says ("ticker", a form around it all)."""
    if _NEVER.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
        return False
    plain = scene.outline.plain(element)
    return plain > _MAIN_LEAST and plain >= _MAIN_PART * scene.outline.plain(top)


def _is_outside(element: Any, scene: Scene) -> bool:
    """Whether a tag is for what stands around the matter; an aside or footer of a few words may hold a post's time."""
    return element.tag == "form" or (element.tag in _ASIDE and scene.outline.length(element) > _MARGIN)


def _score(units: list[Any], scene: Scene) -> float:
    """Text that is no link, with little weight for one long unit and more for many; nothing for lists of links."""
    plain = [(scene.outline.length(one), scene.outline.linked(one)) for one in units]
    total, linked = sum(one for one, _ in plain), sum(one for _, one in plain)
    if not total or linked > 0.6 * total:
        return 0.0
    if sum(1 for text, link in plain if text - link >= 40) < max(_LEAST, 0.4 * len(units)):
        return 0.0
    many = min(1.0, len(units) / 4 + 0.25) * (1 + 0.01 * min(len(units), 30))
    return sum(min(text - link, 1500) for text, link in plain) * many


def _is_card(element: Any, headline: str | None, stamp: Stamp | None, scene: Scene) -> bool:
    """Whether one of the siblings announces another article: mostly a link, with words or a label that say so.

    Its time is that of the other article, and no time of this page.
    """
    label = stamp.label.raw if stamp and stamp.label else ""
    rubric = headline if headline and kinds.is_teaser(headline) else ""
    length = scene.outline.length(element) - len(label) - len(rubric)
    linked = scene.outline.linked(element)
    if not linked or linked < _MOSTLY * length:
        return False
    return kinds.is_teaser(headline or inline(element)) or bool(_CARD_LABEL.match(label))


def _candidate(element: Any, order: int, scene: Scene) -> Candidate:
    found = stamps(element, scene)
    stamp, left_out = best_stamp(found), furniture(element, found, scene)
    headline, headline_element = headline_of(element, left_out, scene)
    kicker, kicker_element = kicker_of(element)
    left_out |= {one for one in (headline_element, kicker_element) if one is not None}
    kind, is_pinned = kind_of(element)
    if _is_card(element, headline, stamp or next(iter(found), None), scene):
        kind, stamp = "teaser", None
    return Candidate(
        strategy="repeated",
        order=order,
        body=without_separator(paragraphs(element, without=left_out)),
        headline=without_clock(headline, stamp),
        kicker=kicker,
        source_id=id_of(element),
        moment=stamp.moment if stamp else None,
        label=stamp.label if stamp else None,
        clock=stamp.clock if stamp else None,
        second=stamp.second if stamp else None,
        kind=kind,
        is_pinned=is_pinned,
        element=element,
    )
