"""Markup to paragraphs: what a reader reads, one paragraph a line."""

from __future__ import annotations

import html
import re
from collections.abc import Collection
from functools import lru_cache
from typing import Any

from extractors.text import fold

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ]
)
UNREAD = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "figure",
        "picture",
        "img",
        "video",
        "audio",
        "iframe",
        "object",
        "embed",
        "button",
        "form",
        "input",
        "select",
        "textarea",
        "nav",
        "canvas",
        "dialog",
        "head",
        "map",
    ]
)
_TEASER = re.compile(
    r"(?:^|[-_ ])(?:teaser|read-?also|lire-?aussi|related|read-?more|recommend\w*|card-article|articlecard)(?:$|[-_ ])",
    re.IGNORECASE,
)
_SPACES = re.compile(r"[ \t\n\r\f\v]{2,}|[\t\n\r\f\v]")
_UNTIDY = ("  ", "\n", "\t", "\r", "\f", "\v")
_TAGS = re.compile(r"<(?:/?[a-zA-Z][^<>]{0,2000}|!--.*?--)>", re.DOTALL)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});")
_CUT_ENTITY = re.compile(r"&[a-zA-Z]{2,10}(?=…|\.\.\.)")
_TOKENS = re.compile(r"\[\[[a-z]{1,12}:[^\[\]]{1,200}\]\]")
_ADDRESS = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/)\S+")
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\u00ad\u202a-\u202e\u2066-\u2069]")
_PHRASE = 4
_LONGEST_MARKS = 1000
_WORD = re.compile(r"[^\W_]+")
_APART = str.maketrans({chr(one): " " for one in range(128) if not chr(one).isalnum()})


def squeeze(text: str) -> str:
    """One line with single spaces; no-break spaces stay, invisible characters go."""
    if text.isascii():
        return " ".join(text.split())
    if _INVISIBLE.search(text):
        text = _INVISIBLE.sub("", text)
    text = text.strip()
    return _SPACES.sub(" ", text) if any(one in text for one in _UNTIDY) else text


def paragraphs(element: Any, *, without: Collection[Any] = ()) -> str:
    """Text of an element, block by block; `without` names elements (and what they hold) that are left out.

    A figure's caption, scripts, buttons and embedded frames are no text of a post; a quoted message is.
    """
    left_out = set(without)
    pieces: list[str] = []
    stack: list[Any] = [element]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            pieces.append(node)
            continue
        tag = node.tag
        if tag in UNREAD or node in left_out or not isinstance(tag, str):
            continue
        if tag in BLOCKS:
            pieces.append("\n")
            stack.append("\n")
        if node.text:
            pieces.append(node.text.replace("\n", " "))
        for child in reversed(node):
            if child.tail:
                stack.append(child.tail.replace("\n", " "))
            stack.append(child)
    return _lines("".join(pieces))


def is_teaser(element: Any) -> bool:
    """Whether an element announces another article inside a post."""
    return names_teaser(marks_of(element))


def marks_of(element: Any) -> str:
    """Classes and id of an element, by which sites say what it is."""
    classes, name = element.get("class"), element.get("id")
    return f"{classes or ''} {name or ''}"[:_LONGEST_MARKS] if classes or name else ""


@lru_cache(maxsize=4096)
def names_teaser(marks: str) -> bool:
    """Whether classes or an id say that an element announces another article."""
    return bool(_TEASER.search(marks))


def inline(element: Any) -> str:
    """All text of an element on one line, words of neighbouring elements kept apart."""
    return squeeze(" ".join(element.itertext()))


def is_longer(element: Any, most: int) -> bool:
    """Whether the text of an element on one line has more than that many characters; looks no further than needed."""
    return _pieces(element, most) is None or len(inline(element)) > most


def _pieces(element: Any, most: int) -> list[str] | None:
    """The texts that an element holds; None as soon as their words are more than so many characters."""
    pieces: list[str] = []
    room = most
    for piece in element.itertext():
        length = len(piece) if len(piece) <= room else len(squeeze(piece))
        room -= length if not piece.isspace() else 0
        if room < 0:
            return None
        pieces.append(piece)
    return pieces


def from_markup(value: str) -> str:
    r"""Text of a string that may be plain, escaped once or twice, or a fragment of HTML.

    >>> from_markup("L&#39;arm&eacute;e<br>recule.")
    "L'armée\nrecule."
    """
    text = _CUT_ENTITY.sub("", value) if "&" in value else value
    if "<" in text and _TAGS.search(text):
        return _fragment(text)
    for _ in range(2):
        if not _ENTITY.search(text):
            break
        text = html.unescape(text)
    return _fragment(text) if "<" in text and _TAGS.search(text) else _lines(text)


def _fragment(text: str) -> str:
    from extractors.errors import BrokenPage
    from extractors.parse.tree import read_tree

    try:
        root = read_tree(f"<div>{text}</div>")
        found = paragraphs(root, without=[one for one in root.iter() if isinstance(one.tag, str) and is_teaser(one)])
    except BrokenPage:
        from bs4 import BeautifulSoup

        found = _lines(BeautifulSoup(_TAGS.sub(" ", text), "lxml").get_text(" "))
    return _lines(html.unescape(found)) if _ENTITY.search(found) else found


def _lines(text: str) -> str:
    """Paragraphs one a line, without empty ones, content-system tokens and lines that are only an address."""
    if "[[" in text:
        text = _TOKENS.sub("", text)
    lines = (squeeze(line) for line in text.replace("\u2028", "\n").split("\n"))
    return "\n".join(line for line in lines if line and not _is_address(line))


def _is_address(line: str) -> bool:
    said = _ADDRESS.sub("", line) if "://" in line or "www." in line or "pic." in line else line
    return not said.strip(" .,;:()-–—")


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """Words of a text folded for comparing: no accents, no punctuation, no case."""
    folded = fold(text)
    return tuple(folded.translate(_APART).split() if folded.isascii() else _WORD.findall(folded))


def repeats(body: str, line: str) -> bool:
    """Whether the body already says the line: begins with it, or holds all of four words or more.

    A headline cut short with an ellipsis counts by what is left of it, be it in the middle of a word.
    """
    whole = line.rstrip("… .")
    wanted, said = words(whole), words(body)
    if said[: len(wanted)] == wanted:
        return True
    if line.rstrip().endswith(("…", "...")) and wanted and said[: len(wanted) - 1] == wanted[:-1]:
        return " ".join(said).startswith(" ".join(wanted))
    return len(wanted) >= _PHRASE and f" {' '.join(wanted)} " in f" {' '.join(said)} "


def compose(kicker: str | None, headline: str | None, body: str) -> str:
    """Kicker and headline as lines of their own where what follows does not repeat them, then the body."""
    text = body
    for line in (headline, kicker):
        if line and not repeats(text, line):
            text = f"{line}\n{text}" if text else line
    return text
