"""What the classes and attributes of a post's element say of it: its kind, whether it is pinned, who asks in it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from extractors.model import PostKind
from extractors.parse.content import squeeze

_QUESTION = re.compile(
    r"(?:^|[-_ ])(?:comment-(?:blockquote|author|text)|(?:reader|user)-?question|question-?(?:reader|lecteur|text))"
    r"(?:$|[-_ ])",
    re.IGNORECASE,
)
_ANSWER = re.compile(r"(?:^|[-_ ])(?:answer|reponse|response)(?:$|[-_ ])", re.IGNORECASE)


def exchange(element: Any) -> tuple[list[Any], bool]:
    """The reader's questions quoted in a post, and whether an answer of the newsroom stands beside them."""
    asked: list[Any] = []
    is_answered = False
    for one in element.iterdescendants():
        marks = one.get("class") if isinstance(one.tag, str) else None
        role = _role(marks) if marks else None
        if role == "question":
            asked.append(one)
        elif role == "answer":
            is_answered = True
    return asked, bool(asked) and is_answered


@lru_cache(maxsize=4096)
def _role(marks: str) -> str | None:
    return "question" if _QUESTION.search(marks) else "answer" if _ANSWER.search(marks) else None


def kind_of(element: Any) -> tuple[PostKind | None, bool]:
    """Kind that an element's classes and attributes declare, and whether the post is pinned."""
    marks = squeeze(" ".join(f"{name} {value}" for name, value in element.attrib.items() if name != "style")).lower()
    is_pinned = bool(re.search(r"pinned|sticky|epingl", marks))
    if re.search(r"key-?event|keyevent|--key\b|is-?key|highlight|important|temps-?fort|marquant", marks):
        return "key_event", is_pinned
    if re.search(r"essential|summary|recap|synthese|resume", marks):
        return "summary", is_pinned
    if re.search(r"data-type (?:comment|question)|reader-?question|question-?lecteur", marks):
        return "reader_question", is_pinned
    asked, is_answered = exchange(element)
    if asked:
        return "answer" if is_answered else "reader_question", is_pinned
    return None, is_pinned
