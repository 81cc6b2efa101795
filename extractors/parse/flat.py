"""Posts that stand in no elements of their own: a line with a time, then paragraphs, then the next line with a time.

Heads are the children of one parent that say a time in a few words; what stands between two of them is one post. The
parent with the most text between its heads wins.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import Any

from extractors.parse.candidate import Candidate, Scene
from extractors.parse.content import inline, paragraphs
from extractors.parse.dom import HEADINGS, best_stamp, stamps

_ABOVE = 3
_LEAST = 3
_LONGEST_HEAD = 200
_SHORTEST_BODY = 40


def read(timed: list[Any], scene: Scene) -> list[Candidate]:
    """Posts between a page's timed lines; none where fewer than three lines have a text below them."""
    best: list[tuple[Any, list[Any]]] = []
    best_length = 0
    for heads in _heads(timed, scene):
        units = _units(heads)
        lengths = [sum(scene.outline.plain(one) for one in rest) for _, rest in units]
        bodied = [one for one in lengths if one >= _SHORTEST_BODY]
        if len(bodied) >= max(_LEAST, 0.6 * len(units)) and sum(bodied) > best_length:
            best, best_length = units, sum(bodied)
    found = [_candidate(head, rest, order, scene) for order, (head, rest) in enumerate(best)]
    return [one for one in found if one is not None]


def _heads(timed: list[Any], scene: Scene) -> list[list[Any]]:
    """Short children with a time, by the parent that they share."""
    filed: dict[Any, dict[Any, None]] = defaultdict(dict)
    for anchor in timed:
        child = anchor
        for _ in range(_ABOVE):
            parent = child.getparent()
            if parent is None or child.tag == "body" or scene.outline.length(child) > _LONGEST_HEAD:
                break
            filed[parent].setdefault(child, None)
            child = parent
    return [list(children) for children in filed.values() if len(children) >= _LEAST]


def _units(heads: list[Any]) -> list[tuple[Any, list[Any]]]:
    """Each head with the elements that follow it up to the next; the last ends with elements of kinds seen before."""
    children, wanted = list(heads[0].getparent()), set(heads)
    places = [*(place for place, one in enumerate(children) if one in wanted), len(children)]
    units = [(children[first], children[first + 1 : last]) for first, last in pairwise(places)]
    known = {one.tag for _, rest in units[:-1] for one in rest}
    head, rest = units[-1]
    most = 3 * max(len(one) for _, one in units[:-1]) + 3
    ends = next((place for place, one in enumerate(rest[:most]) if one.tag not in known), min(most, len(rest)))
    return [*units[:-1], (head, rest[:ends])]


def _candidate(head: Any, rest: list[Any], order: int, scene: Scene) -> Candidate | None:
    found = stamps(head, scene)
    stamp = best_stamp(found)
    if stamp is None:
        return None
    headline = None if stamp.element is head else paragraphs(head, without={one.element for one in found}) or None
    if headline is None and rest and rest[0].tag in HEADINGS:
        headline, rest = inline(rest[0]) or None, rest[1:]
    return Candidate(
        strategy="repeated",
        order=order,
        body="\n".join(filter(None, (paragraphs(one) for one in rest))),
        headline=headline.lstrip(" :–—-|•").replace("\n", " ") if headline else None,
        source_id=head.get("id"),
        moment=stamp.moment,
        label=stamp.label,
        clock=stamp.clock,
        second=stamp.second,
        element=head,
    )
