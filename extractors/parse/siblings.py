"""A group of posts made whole: neighbours of another form, and posts of the same form that stand elsewhere.

Systems mark posts by what they hold (`post--video`), give one a class of its own, or lift the newest out of the list.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from extractors.parse.candidate import Scene
from extractors.parse.dom import HEADINGS, stamp_of

_ABOVE = 9
_LEAST_TEXT = 20
_MOSTLY = 0.5
_ALL = 0.9


def completed(units: list[Any], timed: list[Any], form: Any, scene: Scene) -> list[Any]:
    """The units and what else is a post beside them, in document order; `form` gives an element's form."""
    known, parents = set(units), {one.getparent() for one in units}
    above = {holder for one in units for holder in one.iterancestors()}
    forms = {form(one) for one in units if one.get("class")}
    counts = Counter(holder for anchor in timed for holder in _chain(anchor))
    most = max(counts[one] for one in units) + 1
    found: dict[Any, None] = {}
    for anchor in timed:
        for one in _chain(anchor):
            if one in known:
                found.setdefault(one)
                break
            is_beside = one.getparent() in parents
            if one in above or not (is_beside or form(one) in forms):
                continue
            if counts[one] <= most and _is_post(one, scene):
                found.setdefault(one)
            if is_beside:
                break
    return list(found)


def _chain(anchor: Any) -> list[Any]:
    chain = [anchor]
    for one in anchor.iterancestors():
        if len(chain) >= _ABOVE or one.tag == "body":
            break
        chain.append(one)
    return chain


def _is_post(element: Any, scene: Scene) -> bool:
    """Whether an element has text of its own beside links and the label of a time."""
    plain = scene.outline.plain(element)
    if element.tag in HEADINGS or plain < _LEAST_TEXT or plain < _MOSTLY * scene.outline.length(element):
        return False
    stamp = stamp_of(element, scene)
    return stamp is None or stamp.label is None or len(stamp.label.raw) < _ALL * scene.outline.length(element)
