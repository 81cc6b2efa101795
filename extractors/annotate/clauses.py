"""Whether quoted words are a whole clause: a subject with a finite verb, or an imperative."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.annotate.lexicon import Pack
from extractors.annotate.reading import Token

_OPEN = frozenset({"que", "qu'", "à", "de", "d'", "qui", "of", "to", "by"})
_SPOKEN = frozenset({"je", "j'", "nous", "il", "ils", "on", "c'", "ça", "cela", "tu", "ce"})
_FINITE = frozenset({"present", "imperfect", "past", "future", "conditional"})
_ENDINGS = ("ons", "aient", "ait", "ront", "era", "irent", "èrent", "ez")
_NOUN_ENDINGS = ("tions", "sions", "gions", "lions")
_NO_VERBS = frozenset(
    {"souvent", "président", "argent", "accident", "incident", "continent", "urgent", "récent", "violent", "présent",
     "absent", "occident", "orient", "agent", "différent", "patient", "client", "parent", "talent", "innocent",
     "permanent", "évident", "dissident", "précédent", "sergent", "excellent", "puissent", "avions", "camions",
     "missions", "munitions", "positions", "sanctions", "nations", "régions", "millions", "prisons", "raisons",
     "maisons", "souhait", "portrait", "retrait", "fait"}
)  # fmt: skip


def is_clause(tokens: Sequence[Token], pack: Pack) -> bool:
    """Whether the words between two quotation marks are a clause."""
    if len(tokens) < 2:
        return False
    words = [one.text for one in tokens]
    if pack.lang == "en" and tokens[0].is_capital and len(words) > 2 and words[-1] in {",", ".", "?", "!"}:
        return True
    if words[0] in _OPEN:
        return False
    is_embedded = not tokens[0].is_capital
    if is_embedded and not pack.grammar["subjects"].intersection(words[:3]):
        return False
    if not is_embedded and pack.lang == "fr" and words[0] in _SPOKEN:
        return True
    return any(_is_finite(word, pack) or _is_common_verb(words, at, pack) for at, word in enumerate(words))


def _is_finite(word: str, pack: Pack) -> bool:
    grammar = pack.grammar
    if pack.lang == "fr" and len(word) > 5 and word.endswith("ent") and not word.endswith("ment"):
        return word not in _NO_VERBS
    if (
        word in grammar["auxiliaries_have"]
        or word in grammar["auxiliaries_be"]
        or word in grammar["modals"]
        or word in grammar["finite"]
    ):
        return True
    if len(word) > 4 and word.endswith(_ENDINGS) and word not in _NO_VERBS and not word.endswith(_NOUN_ENDINGS):
        return True
    return (
        any(form.tense in {"present", "imperfect", "past", "future"} for form in pack.forms.get(word, ()))
        and word not in pack.noun_forms
    )


def _is_common_verb(words: Sequence[str], at: int, pack: Pack) -> bool:
    """A form of a common verb, unless an article before it or the opening makes it a noun: "une frappe", "Frappe"."""
    if words[at] not in pack.common_forms or at == 0:
        return False
    before = words[at - 1]
    return before not in pack.grammar["determiners"] and before not in pack.grammar["prepositions"]
