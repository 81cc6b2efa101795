"""What stands in a post's element and is not its text: times, tools, by-lines, captions, players, links to articles."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from extractors.parse import kinds
from extractors.parse.candidate import Scene
from extractors.parse.content import inline, marks_of, names_teaser
from extractors.parse.dom import CHANGE_WORDS, HEADINGS, TITLE, Stamp, best_stamp
from extractors.parse.marks import exchange

_TOOLS = re.compile(
    r"(?:^|[-_ ])(?:share|sharing|social|partage|partager|toolbar|tools|actions?|reactions?|byline|"
    r"authors?|auteurs?|contributors?|signature|"
    r"permalink|copy-?link|caption|credit|legende?|sr-only|visually-hidden|tooltip|ss|advert|ad|ads|"
    r"pub|promo|newsletter)(?:$|[-_ ])",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"^[\W_]*(?:par|by|von|di)\b|^\W*$", re.IGNORECASE)
_SIGNS = re.compile(r"\s*(?:[Bb]y|[Pp]ar|[Vv]on)\s")
_SIGNED = re.compile(
    r"(?:[Bb]y|[Pp]ar|[Vv]on):?\s+[A-ZÀ-Ý][\w’'-]+(?:,?\s+(?:and|et|und|in|at|à|for|avec|[A-ZÀ-Ý&][\w’'-]*)){0,8}$"
)
_PLAYER = re.compile(r"(?<!has)(?<!with)(?:^|[-_ ])(?:video|audio|podcast|gallery|slideshow)(?:$|[-_ ])", re.IGNORECASE)
_CAPTION = re.compile(r"caption|legend|credit", re.IGNORECASE)
_LONG_CAPTION = 500
_CARD = 0.5
_PARTS = frozenset(("article", "aside", "section"))
_TEASER_LENGTH = 300
_LINE = 70
_PHRASE = 3
_SIGN = 3
_SIGNATURE = 45


def furniture(element: Any, found_stamps: list[Stamp], scene: Scene) -> set[Any]:
    """Elements of a post that are not its text: the line of its time, tools to share it, by-lines, teasers."""
    found: set[Any] = set()
    for one in element.iterdescendants():
        marks = marks_of(one)
        if one.tag == "time" or names_teaser(marks) or _is_tool(one, marks, scene) or _is_pointer(one, scene):
            found.add(one)
        elif _signs(one, scene):
            found.add(_signature(one, element, scene))
    asked, answered = exchange(element)
    if answered:
        found |= set(asked)
    best, shown = best_stamp(found_stamps), next((one for one in found_stamps if one.label), None)
    own = {one.element for one in (best, shown) if one is not None}
    for stamp in found_stamps:
        line = _time_line(element, stamp, scene) if stamp.element in own else stamp.element if stamp.label else None
        found |= {stamp.card if stamp.card is not None else line} - {None, element}
    return found


def _is_tool(element: Any, marks: str, scene: Scene) -> bool:
    """Whether an element's marks name a tool, a by-line, a caption, a player; a long one is none whatever its marks."""
    if (element.get("itemtype") or "").endswith("/Comment"):
        return True
    most = _longest_tool(marks)
    if scene.outline.length(element) > most:
        return False
    return _names_tools(marks) or (most > 0 and element.find(".//p") is None)


@lru_cache(maxsize=4096)
def _longest_tool(marks: str) -> int:
    """Most characters of a tool so named; -1 where the marks name none."""
    if _names_tools(marks) and _CAPTION.search(marks):
        return _LONG_CAPTION
    return _LINE * 2 if _names_tools(marks) or _PLAYER.search(marks) else -1


def _is_pointer(element: Any, scene: Scene) -> bool:
    """Whether an element only points to another article: "Lire aussi : …", or a card that is mostly link."""
    is_part = element.tag in _PARTS
    if not is_part and element.tag not in {"p", "li", "div"}:
        return False
    linked = scene.outline.linked(element)
    text = scene.outline.short(element, _TEASER_LENGTH) if linked else ""
    if is_part and text:
        return linked >= _CARD * len(text)
    return bool(text) and kinds.is_teaser(text)


def _signs(element: Any, scene: Scene) -> bool:
    """Whether an element of a few words says who wrote ("By Ada Lane in Cork")."""
    text = element.text
    return bool(text and _SIGNS.match(text)) and bool(_SIGNED.match(scene.outline.short(element, _LINE)))


def _signature(element: Any, top: Any, scene: Scene) -> Any:
    """The whole line of a signature: the outermost element that is still one."""
    parent = element.getparent()
    while parent is not None and parent is not top and _SIGNED.match(scene.outline.short(parent, _LINE)):
        element, parent = parent, parent.getparent()
    return element


@lru_cache(maxsize=4096)
def _names_tools(marks: str) -> bool:
    return bool(_TOOLS.search(marks))


def _time_line(element: Any, stamp: Stamp, scene: Scene) -> Any:
    if stamp.element is element:
        return None
    is_sign = scene.outline.length(stamp.element) <= _SIGN
    line = stamp.element if stamp.label or is_sign else None
    for one in stamp.element.iterancestors():
        if (
            one is element
            or _says_more(line)
            or scene.outline.length(one) > _LINE
            or next(one.iter("p", *HEADINGS), None) is not None
            or _titles(one, line)
        ):
            break
        line = one
    return line


def _titles(holder: Any, line: Any) -> bool:
    """Whether an element holds, beside the line of a time, what reads as a headline: bold, marked so, or a phrase."""
    if line is None:
        return False
    for one in holder.iterdescendants():
        if not isinstance(one.tag, str) or one is line or line in one.iterancestors() or one in line.iterancestors():
            continue
        if one.tag in {"strong", "b"} or TITLE.search(one.get("class") or ""):
            return True
    rest = inline(holder).replace(inline(line), "", 1)
    small = [word for word in rest.split() if word[0].islower()]
    signs = len(rest) <= _SIGNATURE and _BYLINE.match(rest)
    return len(small) >= _PHRASE and not signs and not CHANGE_WORDS.search(rest)


def _says_more(line: Any) -> bool:
    """Whether what follows a time on its line is text ("18h31 : le pont rouvre") and not only who wrote."""
    after = (line.tail or "") if line is not None else ""
    return after.strip().count(" ") >= 1 and not _BYLINE.match(after)
