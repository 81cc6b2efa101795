"""The part of CSS that profiles need, as XPath: tag, `#id`, `.class`, attributes, descendants, children, lists."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_STEP = re.compile(r"\s*(?P<child>>)?\s*(?P<compound>(?:\[[^\]]*\]|[^\s>,\[])+)")
_PART = re.compile(
    r"(?P<tag>^[a-zA-Z][\w-]*|^\*)|#(?P<id>[\w-]+)|\.(?P<klass>[\w-]+)"
    r"|\[(?P<name>[\w:-]+)(?:(?P<test>[~^$*]?=)[\"']?(?P<value>[^\"'\]]*)[\"']?)?\]"
)


@cache
def compiled(selector: str) -> Any:
    """XPath of a CSS selector, ready to be called with an element.

    Raises:
        ValueError: the selector uses a form that is not supported.
    """
    from lxml import etree

    return etree.XPath(" | ".join(_path(one.strip()) for one in selector.split(",")))


def _path(selector: str) -> str:
    """XPath of one selector.

    >>> _path("article.post > h2")
    "descendant-or-self::article[contains(concat(' ', normalize-space(@class), ' '), ' post ')]/h2"
    """
    path, position = "", 0
    while position < len(selector):
        match = _STEP.match(selector, position)
        if match is None:
            raise ValueError(f"The selector {selector!r} cannot be read.")
        axis = "descendant-or-self::" if not path else "/" if match["child"] else "//"
        path += axis + _compound(match["compound"])
        position = match.end()
    if not path:
        raise ValueError("A selector is empty.")
    return path


def _compound(text: str) -> str:
    tag, tests, position = "*", [], 0
    while position < len(text):
        match = _PART.match(text, position) if position == 0 else _PART.match(text[position:])
        if match is None:
            raise ValueError(f"The selector part {text!r} cannot be read.")
        tag = match["tag"] or tag
        tests += _tests(match)
        position += match.end()
    return tag + "".join(f"[{one}]" for one in tests)


def _tests(match: re.Match[str]) -> list[str]:
    if match["id"]:
        return [f"@id='{match['id']}'"]
    if match["klass"]:
        return [f"contains(concat(' ', normalize-space(@class), ' '), ' {match['klass']} ')"]
    if not match["name"]:
        return []
    name, value = f"@{match['name']}", f"'{match['value']}'"
    length = len(match["value"] or "")
    return [
        {
            None: name,
            "=": f"{name}={value}",
            "*=": f"contains({name}, {value})",
            "^=": f"starts-with({name}, {value})",
            "$=": f"substring({name}, string-length({name}) - {length - 1})={value}",
            "~=": f"contains(concat(' ', normalize-space({name}), ' '), concat(' ', {value}, ' '))",
        }[match["test"]]
    ]
