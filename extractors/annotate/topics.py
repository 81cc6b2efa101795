"""What a claim is about: the topic of its words and facts, else that of its post."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import cast

from extractors.annotate.facts import Finding
from extractors.annotate.statements import Statement
from extractors.annotate.words import word_list
from extractors.model import Topic

_WORD = re.compile(r"[^\W_]++")


@lru_cache(maxsize=4)
def _topics(lang: str) -> tuple[dict[str, int], dict[str, list[tuple[Topic, str]]]]:
    """The topics in their order, and their words by the two letters they begin with."""
    listed: dict[Topic, list[str]] = word_list("topics", lang)["words"]
    by_beginning: dict[str, list[tuple[Topic, str]]] = {}
    for topic, words in listed.items():
        for word in words:
            by_beginning.setdefault(word[:2], []).append((topic, word))
    return dict.fromkeys(listed, 0), by_beginning


def _scores(text: str, lang: str) -> dict[Topic, int]:
    """How many different words of each topic a text holds; of several at one place the first listed counts."""
    topics, by_beginning = _topics(lang)
    scores = cast("dict[Topic, int]", dict(topics))
    lowered = text.lower()
    seen: set[tuple[Topic, str]] = set()
    for match in _WORD.finditer(lowered):
        at = match.start()
        listed = by_beginning.get(lowered[at : at + 2])
        if listed is None:
            continue
        met: set[Topic] = set()
        for topic, word in listed:
            if topic not in met and lowered.startswith(word, at):
                met.add(topic)
                seen.add((topic, word))
    for topic, _ in seen:
        scores[topic] += 1
    return scores


def topic_of(
    text: str, lang: str, findings: Sequence[Finding], default: Callable[[], Topic] = lambda: "other"
) -> Topic:
    """The topic most words speak for; facts count for their own, and where no word tells, `default` holds."""
    scores = _scores(text, lang)
    tables = {one.table for one in findings}
    of_table: tuple[tuple[str, Topic], ...] = (("casualties", "casualties"), ("territory", "territory"))
    for table, topic in of_table:
        if table in tables:
            scores[topic] = scores.get(topic, 0) + 2
    if "mobilisation" in tables:
        is_foreign = any(one.fields.get("is_foreign_force") for one in findings) or bool(scores.get("foreign_troops"))
        scores["foreign_troops" if is_foreign else "mobilisation"] = (
            scores.get("mobilisation", 0) + scores.get("foreign_troops", 0) + 2
        )
    best = max(scores, key=lambda one: scores[one])
    return best if scores[best] else default()


def told(statement: Statement, text: str) -> str:
    """What is said, without the name and office of who says it."""
    speaker, start, end = statement.speaker, statement.start, statement.end
    if start <= speaker.start and speaker.end <= end:
        return f"{text[start : speaker.start]} {text[speaker.end : end]}"
    return text[start:end]
