"""What a cue is."""

from __future__ import annotations

import re
from typing import Literal

from extractors.annotate.lexicon import Frame
from extractors.annotate.values import value
from extractors.model import Stance

CueForm = Literal["finite", "gerund", "passive", "according", "noun", "label"]


_INVERTED = re.compile(r"(.+?)-(?:t-)?(il|elle|ils|elles|on)")


@value
class Cue:
    """A cue in tokens `first:last` (auxiliary and clitics included); `at` is its own word."""

    first: int
    last: int
    at: int
    lemma: str | None
    stance: Stance
    form: CueForm
    frame: Frame = "say"
    after: tuple[str, ...] = ()
    pronoun: str | None = None
    """The subject pronoun written behind the verb ("a-t-il dit")."""
    is_negated: bool = False
    tense: str = "present"
    is_pluperfect: bool = False


def split_inversion(word: str) -> tuple[str, str | None]:
    """The verb and the subject pronoun of "a-t-il"; None where no pronoun hangs on it."""
    match = _INVERTED.fullmatch(word) if "-" in word else None
    return (match[1], match[2]) if match else (word, None)
