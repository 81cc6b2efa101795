"""Values written in a script, read with forgiveness: JSON with the slips that pages make, and literals of JavaScript.

Read are unquoted names, single quotes, comments, trailing commas, raw line ends, `!0`, `void 0`, `undefined`,
`new Date("…")`, and quotation marks inside a string that nobody escaped: such a mark ends the string only where what
follows it can follow a value. Names that a function's arguments bind (`__NUXT__`) are read as what they are bound to.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MOST_DEPTH = 200
_SPACE = re.compile(r"(?:\s+|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
_NUMBER = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")
_NAME = re.compile(r"[A-Za-z_$][\w$]*")
_NOT = re.compile(r"![01]")
_CALL = re.compile(r"(?:new\s+)?[A-Za-z_$][\w$.]*\s*\(\s*")
_TO_QUOTE = {one: re.compile(rf"(?:[^{one}\\]|\\.)*", re.DOTALL) for one in "\"'`"}
_AFTER = {
    "{": re.compile(r"\s*(?:\}|,\s*(?:[\"'][^\"'\n]{1,80}[\"']\s*:|[A-Za-z_$][\w$]*\s*:|\}|//|/\*|$)|$)"),
    "[": re.compile(r"\s*(?:\]|,\s*(?:[\[{\"'\d\]-]|true|false|null|$)|$)"),
    ":": re.compile(r"\s*:"),
    "(": re.compile(r"\s*(?:[,);]|$)"),
}
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{2})|(\r?\n)|(.))", re.DOTALL)
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}
_WORDS = {"true": True, "false": False, "null": None, "undefined": None, "NaN": None, "Infinity": None}
_FUNCTION = re.compile(r"\(?\s*function\s*\(([^()]{0,20000})\)\s*\{")
_BOUND = re.compile(r"([A-Za-z_$][\w$]*)(?:\.([A-Za-z_$][\w$]*)|\[\s*(\d+|\"[^\"]*\")\s*\])\s*=(?!=)\s*")
_RETURN = re.compile(r"return\b\s*")
_ARGUMENTS = re.compile(r"\s*;?\s*\}\s*\)?\s*\(")


@dataclass(frozen=True)
class _Bound:
    """A name whose value stands among a function's arguments."""

    name: str


def read(text: str, start: int = 0) -> tuple[Any, int]:
    """Value that begins at a place of a text, and where it ends.

    >>> read('{a: 1, b: [!0, 2,], "c": "a "b" c"}')[0]
    {'a': 1, 'b': [True, 2], 'c': 'a "b" c'}

    Raises:
        ValueError: the text there is no literal, ends within it, or nests too deeply.
    """
    return _value(text, start, "(", 0, ())


def read_function(text: str, start: int = 0) -> Any:
    """What a function that is called at once returns (`(function(a,b){return {x:a}}(1,2))`).

    Raises:
        ValueError: the text there is no such function.
    """
    head = _FUNCTION.match(text, start)
    if head is None:
        raise ValueError("no function")
    names = [one.strip() for one in head.group(1).split(",") if one.strip()]
    place, bound = head.end(), []
    while (match := _BOUND.match(text, place)) is not None:
        value, place = _value(text, match.end(), "(", 0, names)
        place = _skip(text, place)
        place += text[place : place + 1] in {";", ","}
        bound.append((match.group(1), match.group(2) or match.group(3), value))
    match = _RETURN.match(text, place)
    if match is None:
        raise ValueError("no return")
    value, place = _value(text, match.end(), "(", 0, names)
    return _resolved(value, _arguments(text, place, names, bound), 0)


def _arguments(text: str, place: int, names: list[str], bound: list[tuple[str, str, Any]]) -> dict[str, Any]:
    match = _ARGUMENTS.match(text, place)
    if match is None:
        raise ValueError("no arguments")
    place = match.end()
    values: list[Any] = []
    while text[place : place + 1] not in {")", ""} and len(values) < len(names):
        value, place = _value(text, _skip(text, place), "(", 0, ())
        values.append(value)
        place = _skip(text, place)
        place += text[place : place + 1] == ","
    known = dict(zip(names, values, strict=False))
    for name, key, value in bound:
        holder = known.get(name)
        if isinstance(holder, dict):
            holder[key.strip('"')] = value
        elif isinstance(holder, list) and key.isdigit() and int(key) <= len(holder):
            holder[int(key) : int(key) + 1] = [value]
    return known


def _resolved(value: Any, known: Mapping[str, Any], depth: int) -> Any:
    if depth > MOST_DEPTH:
        return None
    if isinstance(value, _Bound):
        held = known.get(value.name)
        return _resolved(held, known, depth + 1) if isinstance(held, dict | list) else held
    if isinstance(value, dict):
        return {key: _resolved(one, known, depth + 1) for key, one in value.items()}
    if isinstance(value, list):
        return [_resolved(one, known, depth + 1) for one in value]
    return value


def unescaped(text: str) -> str:
    r"""Characters of the inside of a string literal.

    >>> unescaped(r"\x22l\u0027\u00e9t\u00e9\x22")
    '"l\'été"'
    """
    if "\\" not in text:
        return text
    found = _ESCAPE.sub(_character, text)
    return found.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if "\\u" in text else found


def _character(match: re.Match[str]) -> str:
    four, braced, two, line, letter = match.groups()
    digits = four or braced or two
    if digits:
        return chr(min(int(digits, 16), 0x10FFFF))
    return "" if line else _LETTERS.get(letter, letter)


def _skip(text: str, place: int) -> int:
    match = _SPACE.match(text, place)
    return match.end() if match else place


def _value(text: str, place: int, inside: str, depth: int, names: Any) -> tuple[Any, int]:
    place = _skip(text, place)
    first = text[place : place + 1]
    if depth > MOST_DEPTH or not first:
        raise ValueError("too deep, or the text ends")
    if first == "{":
        return _object(text, place + 1, depth + 1, names)
    if first == "[":
        return _array(text, place + 1, depth + 1, names)
    if first in _TO_QUOTE:
        return _string(text, place, inside)
    for pattern in (_NUMBER, _NOT):
        match = pattern.match(text, place)
        if match:
            return _number(match.group()), match.end()
    return _word(text, place, depth, names)


def _number(text: str) -> Any:
    if text.startswith("!"):
        return text == "!0"
    return int(text) if re.fullmatch(r"-?\d{1,30}", text) else float(text)


def _word(text: str, place: int, depth: int, names: Any) -> tuple[Any, int]:
    if text.startswith("void 0", place):
        return None, place + 6
    call = _CALL.match(text, place)
    if call:
        end = _skip(text, call.end())
        value = None
        while text[end : end + 1] not in {")", ""}:
            value, end = _value(text, end, "(", depth + 1, names)
            end = _skip(text, end)
            end += text[end : end + 1] == ","
        return value, end + 1
    match = _NAME.match(text, place)
    if match is None or not (match.group() in _WORDS or match.group() in names):
        raise ValueError("no value")
    return (_Bound(match.group()) if match.group() in names else _WORDS[match.group()]), match.end()


def _string(text: str, place: int, inside: str) -> tuple[str, int]:
    quote, start = text[place], place + 1
    body, after, end = _TO_QUOTE[quote], _AFTER[inside], start
    while True:
        match = body.match(text, end)
        end = match.end() if match else end
        if text[end : end + 1] != quote:
            raise ValueError("the text ends within a string")
        if after.match(text, end + 1):
            return unescaped(text[start:end]), end + 1
        end += 1


def _object(text: str, place: int, depth: int, names: Any) -> tuple[dict[str, Any], int]:
    found: dict[str, Any] = {}
    while True:
        place = _skip(text, place)
        first = text[place : place + 1]
        if first == "}":
            return found, place + 1
        if first == ",":
            place += 1
            continue
        if first in {'"', "'"}:
            key, place = _string(text, place, ":")
        else:
            match = _NAME.match(text, place) or _NUMBER.match(text, place)
            if match is None:
                raise ValueError("no name")
            key, place = match.group(), match.end()
        place = _skip(text, place)
        if text[place : place + 1] != ":":
            raise ValueError("no colon")
        found[key], place = _value(text, place + 1, "{", depth, names)


def _array(text: str, place: int, depth: int, names: Any) -> tuple[list[Any], int]:
    found: list[Any] = []
    while True:
        place = _skip(text, place)
        first = text[place : place + 1]
        if first == "]":
            return found, place + 1
        if first == ",":
            place += 1
            continue
        value, place = _value(text, place, "[", depth, names)
        found.append(value)
