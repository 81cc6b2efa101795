"""One lxml tree a page, after a linear look at its size and depth."""

from __future__ import annotations

import re
from itertools import accumulate, islice
from typing import Any

from extractors.errors import BrokenPage

MOST_TAGS = 200_000
MOST_DEPTH = 500
MOST_ATTRIBUTES = 2000
_MOST_NAMES = 1000
_TAG = re.compile(r"<(/?[a-zA-Z][a-zA-Z0-9-]{0,30})(?=[\s/>])")
_LONG_TAG = 8000
_ATTRIBUTE = re.compile(r"\s[\w:.-]+\s*=")
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "option",
        "tr",
        "td",
        "th",
        "dt",
        "dd",
        "thead",
        "tbody",
    ]
)
_RAW = re.compile(r"<(script|style|textarea|template)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)


def read_tree(text: str) -> Any:
    """Root element of an HTML page.

    Raises:
        BrokenPage: too many tags, nested too deeply, or nothing that a parser can read.
    """
    from lxml import etree

    _scan(text)
    parser = etree.HTMLParser(huge_tree=True, encoding="utf-8", remove_pis=True, remove_comments=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise BrokenPage("The page cannot be read as HTML.") from error
    if root is None or not isinstance(root.tag, str):
        raise BrokenPage("The page cannot be read as HTML.")
    return root


def _too_many_attributes(text: str) -> bool:
    """Whether one tag has thousands of attributes, which takes a parser minutes."""
    long_tags = (one.partition(">")[0] for one in text.split("<") if len(one) > _LONG_TAG and one[0].isalpha())
    return any(one.count("=") > MOST_ATTRIBUTES and len(_ATTRIBUTE.findall(one)) > MOST_ATTRIBUTES for one in long_tags)


def _scan(text: str) -> None:
    """Count tags and the depth of open elements in one pass, without building anything."""
    if _too_many_attributes(text):
        raise BrokenPage(f"A tag of the page has more than {MOST_ATTRIBUTES} attributes.")
    if text.count("<") > MOST_TAGS and sum(1 for _ in islice(_TAG.finditer(text), MOST_TAGS + 1)) > MOST_TAGS:
        raise BrokenPage(f"The page has more than {MOST_TAGS} tags.")
    depths = list(accumulate(map(_STEPS.__getitem__, _TAG.findall(text)), initial=0))
    if max(depths) - min(depths) > MOST_DEPTH and _true_depth(text) > MOST_DEPTH:
        raise BrokenPage(f"The page nests more than {MOST_DEPTH} elements.")


class _Steps(dict[str, int]):
    """What a tag does to the depth, by its name: opens (1), closes (-1), or neither."""

    def __missing__(self, tag: str) -> int:
        name = tag.removeprefix("/").lower()
        step = 0 if name in _VOID else 1 if name == tag.lower() else -1
        if len(self) < _MOST_NAMES:
            self[tag] = step
        return step


_STEPS = _Steps()


def _true_depth(text: str) -> int:
    """Depth with scripts left out and with end tags that close what was left open inside them."""
    open_tags: list[str] = []
    counts: dict[str, int] = {}
    deepest = 0
    for match in _TAG.finditer(_RAW.sub(" ", text)):
        is_end, name = match.group(1)[0] == "/", match.group(1).lower().removeprefix("/")
        if name in _VOID:
            continue
        if not is_end:
            open_tags.append(name)
            counts[name] = counts.get(name, 0) + 1
            deepest = max(deepest, len(open_tags))
            if deepest > MOST_DEPTH:
                break
        elif counts.get(name):
            while open_tags:
                last = open_tags.pop()
                counts[last] -= 1
                if last == name:
                    break
    return deepest
