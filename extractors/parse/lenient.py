"""JSON as pages carry it: wrapped in comments, with trailing commas, raw line ends, or cut off."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

_WRAPPING = re.compile(
    r"^\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)+|(?:-->|/\*\s*\]\]>\s*\*/|"
    r"//\s*\]\]>|\]\]>|;)+\s*$"
)
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrtu])')
_LINE_COMMENT = re.compile(r"^\s*//[^\n]*$", re.MULTILINE)
_OBJECT = re.compile(r'\{\s*"')
_MOST_SALVAGED = 3000
_DECODER = json.JSONDecoder(strict=False)


def load(text: str) -> Any | None:
    """Value of a JSON text, mended where a simple mend is enough; None where it is not JSON."""
    stripped = _WRAPPING.sub("", text).strip()
    for repaired in _mended(stripped):
        try:
            return _DECODER.raw_decode(repaired)[0]
        except (ValueError, RecursionError):
            continue
    return None


def _mended(text: str) -> Iterator[str]:
    yield text
    mended = _TRAILING_COMMA.sub("", _LINE_COMMENT.sub("", _BAD_ESCAPE.sub("", text)))
    yield mended
    if text.startswith(("{&quot;", "[{&quot;", "{ &quot;")):
        yield text.replace("&quot;", '"').replace("&amp;", "&")


def salvage(text: str, marker: str) -> list[Any]:
    """Objects that can still be read out of a broken JSON text and mention the marker near their start."""
    found: list[Any] = []
    position = tries = 0
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
            continue
        found.append(value)
    return found
