"""Where a page keeps its application state, and how each place is decoded.

Read are JSON scripts (`__NEXT_DATA__`, `__NUXT_DATA__` and any other), assignments to `window` (of JSON, of literals of
JavaScript, of strings that hold JSON, of what a function returns as in `__NUXT__`), the flight data of
`self.__next_f.push`, JSON in the attributes of the elements that a script fills, and a body that is JSON itself. An
answer of an interface may hold no data but markup; then its markup is the page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any

from extractors.parse import flight, lenient, literal, references
from extractors.parse.candidate import MOST_POSTS

_ASSIGNED = re.compile(
    r"(?:window|self|globalThis|Fusion)(?:\.([A-Za-z_$][\w$]*)|\[[\"']([^\"']+)[\"']\])\s*=\s*(JSON\.parse\(\s*)?"
    r"(?=[{\[\"']|\(?\s*function\s*\()"
)
_DECODER = json.JSONDecoder(strict=False)
_MOST_ASSIGNED = 30
_SHORTEST = 40
_SHORTEST_ATTRIBUTE = 120
_DEEPEST = 60
_LISTS = ("posts", "entries", "_items", "items")
_TAG = re.compile(r"<(?:article|div|li|p|section|[a-z]+-[a-z-]+)\b", re.IGNORECASE)


def decode_state(text: str) -> Any | None:
    """Value of a body that is JSON itself."""
    try:
        value = json.loads(lenient.whole_characters(text), strict=False)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict | list) else None


def states(root: Any) -> list[Any]:
    """Every application state of a page that can be decoded."""
    found: list[Any] = []
    pieces: list[str] = []
    for script in root.iter("script"):
        kind, text = (script.get("type") or "").lower(), script.text or ""
        if len(text) < _SHORTEST or "ld+json" in kind:
            continue
        if kind.endswith("json"):
            value = lenient.load(text)
            is_table = script.get("id") == "__NUXT_DATA__" and isinstance(value, list)
            found += [] if value is None else [_revived(value) if is_table else value]
        elif "__next_f" in text:
            pieces += flight.pieces(text)
        else:
            found += list(_assigned(text))
    return [references.followed(one) for one in found] + flight.rows("".join(pieces))


def in_attributes(root: Any) -> list[Any]:
    """JSON that elements carry in attributes for their script, strings of JSON within it decoded too."""
    found = (lenient.load(str(one)) for one in _long_attributes()(root) if str(one).lstrip()[:1] in {"{", "["})
    return [_unfolded(one) for one in found if isinstance(one, dict | list)]


@cache
def _long_attributes() -> Any:
    from lxml import etree

    return etree.XPath(f"//@*[string-length() > {_SHORTEST_ATTRIBUTE}]")


def _unfolded(value: Any, depth: int = 0) -> Any:
    if depth > _DEEPEST:
        return value
    if isinstance(value, dict):
        return {name: _unfolded(one, depth + 1) for name, one in value.items()}
    if isinstance(value, list):
        return [_unfolded(one, depth + 1) for one in value]
    if isinstance(value, str) and len(value) > _SHORTEST_ATTRIBUTE and value[0] in "{[" and value[-1] in "}]":
        decoded = decode_state(value)
        return value if decoded is None else decoded
    return value


def markup_in(value: Any) -> str:
    """The markup that an answer in JSON holds, piece after piece, as one page."""
    pieces: list[str] = []
    stack = [value]
    while stack and len(pieces) < MOST_POSTS:
        one = stack.pop()
        if isinstance(one, dict | list):
            stack.extend(reversed(list(one.values()) if isinstance(one, dict) else one))
        elif isinstance(one, str) and len(one) > _SHORTEST_ATTRIBUTE and _TAG.search(one):
            pieces.append(one)
    return f"<html><body><main>{''.join(pieces)}</main></body></html>" if pieces else ""


def is_end(value: Any) -> bool:
    """Whether an interface's answer says that nothing follows: the list of its posts is there, and empty.

    >>> is_end({"posts": []}), is_end({"posts": [1]}), is_end({"code": "rest_disabled"})
    (True, False, False)
    """
    return isinstance(value, dict) and next((value[one] for one in _LISTS if one in value), None) == []


def _assigned(text: str) -> Iterator[Any]:
    text = lenient.whole_characters(text)
    end = 0
    for match in islice(_ASSIGNED.finditer(text), _MOST_ASSIGNED):
        if match.start() < end:
            continue
        try:
            value, end = _assigned_value(text, match.end())
        except (ValueError, RecursionError):
            continue
        if isinstance(value, str):
            value = lenient.load(value) if value.lstrip()[:1] in {"{", "["} else None
        if isinstance(value, dict | list):
            yield value


def _assigned_value(text: str, place: int) -> tuple[Any, int]:
    """Value assigned at a place: JSON, a literal, a string that holds JSON, or what a function returns."""
    if text[place] in "(f":
        return literal.read_function(text, place), len(text)
    if text[place] in "{[":
        try:
            return _DECODER.raw_decode(text, place)
        except (ValueError, RecursionError):
            return literal.read(text, place)
    return literal.read(text, place)


def _revived(values: list[Any]) -> Any:
    """Value of a table in which objects hold the places of their values (Nuxt 3)."""
    done: dict[int, Any] = {}

    def at(place: Any, depth: int) -> Any:
        if not isinstance(place, int) or isinstance(place, bool) or not 0 <= place < len(values) or depth > 60:
            return None
        if place in done:
            return done[place]
        value = values[place]
        done[place] = None
        if isinstance(value, dict):
            done[place] = {name: at(one, depth + 1) for name, one in value.items()}
        elif isinstance(value, list) and len(value) == 2 and isinstance(value[0], str):
            done[place] = at(value[1], depth + 1) if not isinstance(value[1], str) else value[1]
        elif isinstance(value, list):
            done[place] = [at(one, depth + 1) for one in value]
        else:
            done[place] = value
        return done[place]

    return at(0, 0)
