"""Flight data of Next.js: pieces pushed one after the other, which together are rows of values and of texts.

A row is `<hex>:<JSON>` up to a line end, or `<hex>:T<length>,<text>` with its length in bytes and no line end. A string
`$<hex>` stands for the row of that number, `$D<time>` for a time, `$undefined` for nothing, `$$…` for `$…`.
"""

from __future__ import annotations

import json
import re
from itertools import islice
from typing import Any

from extractors.parse import lenient

_PUSH = re.compile(r"__next_f\.push\(\s*(?=\[)")
_ROW = re.compile(rb"([0-9a-f]{0,8}):(?:T([0-9a-f]{1,8}),)?")
_REFERENCE = re.compile(r"\$[0-9a-f]{1,8}")
_MOST_PUSHES = 2000
_MOST_DEPTH = 120
_DECODER = json.JSONDecoder(strict=False)


def pieces(text: str) -> list[str]:
    """Pieces of flight data that a script pushes."""
    found = []
    for match in islice(_PUSH.finditer(text), _MOST_PUSHES):
        try:
            value, _ = _DECODER.raw_decode(text, match.end())
        except (ValueError, RecursionError):
            continue
        if isinstance(value, list) and len(value) > 1 and isinstance(value[1], str):
            found.append(value[1])
    return found


def rows(text: str) -> list[Any]:
    """Values of the rows, with the texts that they refer to put in."""
    texts: dict[str, str] = {}
    values: list[Any] = []
    data, place = text.encode("utf-8", "replace"), 0
    while place < len(data):
        match = _ROW.match(data, place)
        if match and match.group(2):
            place = match.end() + int(match.group(2), 16)
            texts[match.group(1).decode()] = data[match.end() : place].decode("utf-8", "replace")
            continue
        end = data.find(b"\n", place)
        end = len(data) if end < 0 else end
        if match and data[match.end() : match.end() + 1] in {b"{", b"["}:
            value = lenient.load(data[match.end() : end].decode("utf-8", "replace"))
            values += [value] if isinstance(value, dict | list) else []
        place = end + 1
    return [_filled(one, texts, 0) for one in values]


def _filled(value: Any, texts: dict[str, str], depth: int) -> Any:
    if isinstance(value, str) and value.startswith("$"):
        return _meant(value, texts)
    if depth > _MOST_DEPTH:
        return None
    if isinstance(value, dict):
        return {key: _filled(one, texts, depth + 1) for key, one in value.items()}
    if isinstance(value, list):
        return [_filled(one, texts, depth + 1) for one in value]
    return value


def _meant(value: str, texts: dict[str, str]) -> str | None:
    if value == "$undefined":
        return None
    if value.startswith(("$$", "$D")):
        return value[1:] if value[1] == "$" else value[2:]
    return texts.get(value[1:], value) if _REFERENCE.fullmatch(value) else value
