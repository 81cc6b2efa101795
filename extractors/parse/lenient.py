"""JSON as pages carry it: wrapped in comments, several values in one script, with slips of every kind, or cut off."""

from __future__ import annotations

import json
import re
from typing import Any

from extractors.parse import literal

_OPENING = re.compile(r"\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)+")
_HALF = re.compile(
    r"\\u[dD][89abAB][\da-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][\da-fA-F]{2})\\u[dD][c-fC-F][\da-fA-F]{2}"
)
_OBJECT = re.compile(r'\{\s*"')
_BETWEEN = re.compile(r"[\s,;]*")
_ESCAPED = ("{&quot;", "[{&quot;", "{ &quot;")
_MOST_SALVAGED = 3000
_MOST_VALUES = 50
_MOST_OF_ONE = 200_000
_MOST_MENDED = 2_000_000
_DECODER = json.JSONDecoder(strict=False)


def load(text: str) -> Any | None:
    """First value of a JSON text, mended where it can be; None where there is none."""
    found = values(text, most=1)
    return found[0] if found else None


def values(text: str, *, most: int = _MOST_VALUES) -> list[Any]:
    """Values that stand one after the other in a JSON text, each mended where it can be.

    What stands behind the last (the end of a comment) is no value and ends the reading.
    """
    opening = _OPENING.match(text)
    stripped = whole_characters(text[opening.end() if opening else 0 :].strip())
    if stripped.startswith(_ESCAPED):
        stripped = stripped.replace("&quot;", '"').replace("&amp;", "&")
    found: list[Any] = []
    place = 0
    while place < len(stripped) and len(found) < most:
        try:
            value, place = _decoded(stripped, place)
        except (ValueError, RecursionError):
            break
        found.append(value)
        between = _BETWEEN.match(stripped, place)
        place = between.end() if between else place
    return found


def whole_characters(text: str) -> str:
    r"""A JSON text without escapes of half a character, which nothing could write down again.

    >>> whole_characters('"\\ud83d\\ude80 \\ud83d"')
    '"\\ud83d\\ude80 \\ufffd"'
    """
    return _HALF.sub(r"\\ufffd", text) if "\\ud" in text or "\\uD" in text else text


def _decoded(text: str, place: int) -> tuple[Any, int]:
    try:
        return _DECODER.raw_decode(text, place)
    except (ValueError, RecursionError):
        return literal.read(text, place)


def salvage(text: str, marker: str) -> list[Any]:
    """Objects that can still be read out of a broken JSON text and mention the marker near their start."""
    found: list[Any] = []
    text = whole_characters(text)
    position = tries = mended = 0
    while tries < _MOST_SALVAGED:
        match = _OBJECT.search(text, position)
        if match is None:
            break
        tries += 1
        position = match.end()
        if marker not in text[match.start() : match.start() + 400]:
            continue
        try:
            value, position = _DECODER.raw_decode(text, match.start())
        except (ValueError, RecursionError):
            if mended > _MOST_MENDED:
                continue
            part = text[match.start() : match.start() + _MOST_OF_ONE]
            mended += len(part)
            try:
                value, length = literal.read(part)
            except (ValueError, RecursionError):
                continue
            position = match.start() + length
        found.append(value)
    return found
