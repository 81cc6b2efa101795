"""What a claim is about: the topic of its words and facts, else that of its post."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from extractors.annotate.facts import Finding
from extractors.annotate.statements import Statement
from extractors.annotate.words import word_list
from extractors.model import Topic

_WORD = re.compile(r"[^\W_]++")
_BEGINNING = 3


class _TopicWords:
    """The words of the topics of a language, found by how they begin."""

    def __init__(self, listed: dict[Topic, list[str]]) -> None:
        self.topics = dict.fromkeys(listed, 0)
        self.by_beginning: dict[str, list[tuple[Topic, str]]] = {}
        self.phrases: dict[str, list[str]] = {}
        for topic, words in listed.items():
            for word in words:
                self.by_beginning.setdefault(word[:_BEGINNING], []).append((topic, word))
                first = _WORD.match(word)
                if first is not None and first.end() < len(word):
                    self.phrases.setdefault(first.group(), []).append(word)

    def told(self, lowered: str) -> Iterable[tuple[Topic, str]]:
        """The different words of each topic in a text; of several at one place the first listed."""
        words = set(_WORD.findall(lowered))
        begun = words.intersection(self.phrases)
        if any(phrase in lowered for first in begun for phrase in self.phrases[first]):
            places = ((lowered, match.start()) for match in _WORD.finditer(lowered))
        else:
            places = ((word, 0) for word in words if word[:_BEGINNING] in self.by_beginning)
        return {one for text, at in places for one in self._told_at(text, at)}

    def _told_at(self, text: str, at: int) -> Iterable[tuple[Topic, str]]:
        met: dict[Topic, str] = {}
        for topic, word in self.by_beginning.get(text[at : at + _BEGINNING], ()):
            if topic not in met and text.startswith(word, at):
                met[topic] = word
        return met.items()


@lru_cache(maxsize=4)
def _topics(lang: str) -> _TopicWords:
    return _TopicWords(word_list("topics", lang)["words"])


def _scores(text: str, lang: str) -> dict[Topic, int]:
    """How many different words of each topic a text holds."""
    listed = _topics(lang)
    scores = dict(listed.topics)
    for topic, _ in listed.told(text.lower()):
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
