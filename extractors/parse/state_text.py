"""Text of a post in application state: a string, or a tree of components."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from extractors.parse.content import from_markup

_BODIES = (
    "articleBody", "content_elements", "content_html", "content_text",
    "bodyHtml", "body_html", "bodyHTML", "contentHtml", "html", "body", "content", "contents",
    "texte", "text", "elements",
    "components", "blocks", "paragraphs", "children", "bodyTextSummary", "rendered", "markup", "corps", "contenu",
    "description", "chapo",
    "summary", "message", "groups",
)  # fmt: skip
_TEXTS = (
    "html",
    "text",
    "value",
    "content",
    "body",
    "markup",
    "rendered",
    "data",
    "children",
    "items",
    "elements",
    "paragraphs",
    "components",
    "blocks",
    "rows",
    "texte",
    "refs",
    "item",
    "model",
)
_NO_TEXT = re.compile(
    r"image|picture|photo|video|audio|youtube|iframe|embed(?!ded)|gallery|advert|^ad$|newsletter|"
    r"related|readalso|teaser|promo|map|chart|poll",
    re.IGNORECASE,
)
_INLINE = re.compile(r"^(?:text|span|strong|em|bold|italic|link|a|leaf|hyperlink|linebreak)$", re.IGNORECASE)
_DEEPEST = 40


def body_of(value: dict[str, Any]) -> str:
    """Paragraphs of a post's object, from the first of its fields that holds any."""
    for key in _BODIES:
        if value.get(key):
            found = "\n".join(one for one in _texts(value[key], 0) if one)
            if found:
                return found
    return ""


def _texts(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        yield from_markup(value)
    elif depth > _DEEPEST:
        return
    elif isinstance(value, list) and _is_run(value):
        yield _joined(value, depth)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one, depth + 1)
    elif isinstance(value, dict) and not _NO_TEXT.search(_kind(value)):
        held = next(
            (value[key] for key in _TEXTS if value.get(key) and isinstance(value[key], str | list | dict)), None
        )
        yield from _texts(held, depth + 1)


def _is_run(value: list[Any]) -> bool:
    """Whether a list holds the runs of one paragraph rather than paragraphs."""
    return bool(value) and all(isinstance(one, dict) and _is_inline(one) for one in value)


def _joined(value: list[dict[str, Any]], depth: int) -> str:
    """Runs of one paragraph set one after the other as they are, their spaces kept."""
    pieces = []
    for one in value:
        raw = one.get("text", one.get("value"))
        pieces.append(raw if isinstance(raw, str) else " ".join(_texts(one, depth + 1)))
    return from_markup("".join(pieces))


def _is_inline(value: dict[str, Any]) -> bool:
    kind = _kind(value)
    return bool(_INLINE.match(kind)) or (not kind and isinstance(value.get("text"), str) and len(value) <= 4)


def _kind(value: dict[str, Any]) -> str:
    for key in ("_type", "__typename", "type", "nodeType", "kind", "component"):
        if isinstance(value.get(key), str):
            return str(value[key]).rsplit(".", 1)[-1]
    return ""


def caption_of(value: dict[str, Any]) -> str:
    """First caption in a post that is only a picture."""
    stack: list[Any] = [value]
    steps = 0
    while stack and steps < 2000:
        steps += 1
        one = stack.pop()
        if isinstance(one, dict):
            for key in ("caption", "mediaTitle", "legend"):
                if isinstance(one.get(key), str) and one[key].strip():
                    return from_markup(one[key])
            stack.extend(reversed([inner for inner in one.values() if isinstance(inner, dict | list)]))
        elif isinstance(one, list):
            stack.extend(reversed([inner for inner in one if isinstance(inner, dict | list)]))
    return ""
