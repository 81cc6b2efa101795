"""What a claim is about: the topic of its words and facts, else that of its post."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from extractors.annotate.facts import Finding
from extractors.annotate.statements import Statement
from extractors.annotate.words import word_list
from extractors.model import Topic


@lru_cache(maxsize=4)
def _topics(lang: str) -> tuple[tuple[Topic, re.Pattern[str]], ...]:
    return tuple(
        (topic, re.compile("(?<![^\\W_])(?:" + "|".join(map(re.escape, words)) + ")"))
        for topic, words in word_list("topics", lang)["words"].items()
    )


def topic_of(
    text: str, lang: str, findings: Sequence[Finding], default: Callable[[], Topic] = lambda: "other"
) -> Topic:
    """The topic most words speak for; facts count for their own, and where no word tells, `default` holds."""
    lowered = text.lower()
    scores: dict[Topic, int] = {topic: len(set(words.findall(lowered))) for topic, words in _topics(lang)}
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
