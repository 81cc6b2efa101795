"""Names for records that survive an edited figure: hashes of what was said by whom, never of where or how many."""

from __future__ import annotations

import hashlib
import re
from collections import Counter

from extractors.annotate.statements import Statement
from extractors.text import fold

_WORD = re.compile(r"[^\W\d_]{3,}")


class Numberer:
    """Gives record ids within one post; equal keys are told apart by their order."""

    def __init__(self, post_id: str) -> None:
        """Start counting for one post."""
        self._post_id = post_id
        self._seen: Counter[tuple[str, ...]] = Counter()

    def name(self, table: str, *key: str) -> str:
        """The id of the next record with this key (32 hexadecimal digits)."""
        full = (table, *key)
        self._seen[full] += 1
        joined = "\x1f".join((self._post_id, *full, str(self._seen[full])))
        return hashlib.sha256(joined.encode("utf-8", "replace")).hexdigest()[:32]


def proposition(text: str, statement: Statement) -> str:
    """The words of a statement without figures, folded: the part of a claim's key that its content gives."""
    parts: list[str] = []
    at = statement.content_start
    for measure in statement.sentence.measures:
        if statement.content_start <= measure.start < statement.content_end and measure.start >= at:
            parts.append(text[at : measure.start])
            at = measure.end
    parts.append(text[at : statement.content_end])
    return " ".join(_WORD.findall(fold(" ".join(parts))))
