"""Whose count, tally or estimate is cited: "d'après le décompte du maire", "selon le bilan communiqué par …"."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.annotate.lexicon import Pack
from extractors.annotate.phrases import Phrase, joined, phrase_at
from extractors.annotate.reading import Sentence, Token

_COUNTS = frozenset(
    {"bilan", "décompte", "recensement", "comptage", "calculs", "estimations", "estimation", "chiffres", "tally",
     "count", "figures", "estimate", "estimates", "point", "bulletin", "relevé", "pointage", "recension"}
)  # fmt: skip


def whose_count(sentence: Sentence, phrase: Phrase | None, found: Sequence[Phrase], pack: Pack) -> Phrase | None:
    """A case of "d'après le dernier décompte du maire, Jan Novak": the mayor speaks, not the count."""
    tokens = sentence.tokens
    if phrase is None or phrase.name is not None or phrase.actor is not None:
        return None
    given = _given_by(sentence, phrase, found)
    if given is not None:
        return given
    for at in range(phrase.first + 1, min(len(tokens) - 1, phrase.last + 5)):
        if tokens[at].text not in {"du", "de", "des", "of"} or not _is_behind_count(tokens, at):
            continue
        begin = at + 2 if tokens[at + 1].text in {"la", "l'", "le", "the"} else at + 1
        role = phrase_at(sentence, pack, begin)
        if role is None or role.kind not in {"person", "military", "ministry", "government", "security_service"}:
            return None
        following = next((one for one in found if one.first == role.last + 1 and one.name is not None), None)
        is_joined = following is not None and tokens[role.last].text == ","
        return joined(role, following) if following is not None and is_joined else role
    return None


def _is_behind_count(tokens: Sequence[Token], at: int) -> bool:
    """Whether a count stands before "du", with its adjectives: "un bilan encore provisoire du ministère"."""
    for back in range(at - 1, max(-1, at - 4), -1):
        if tokens[back].text in _COUNTS:
            return True
        if not tokens[back].is_word or tokens[back].is_capital:
            return False
    return False


def _given_by(sentence: Sentence, phrase: Phrase, found: Sequence[Phrase]) -> Phrase | None:
    """A case of "selon le bilan communiqué à midi par le maire": who gave the count speaks."""
    tokens = sentence.tokens
    count = next((at for at in range(phrase.first, phrase.last) if tokens[at].text in _COUNTS), None)
    if count is None or not tokens[count + 1].text.endswith(("é", "ée", "és", "ées", "is", "given", "released")):
        return None
    for at in range(count + 1, min(len(tokens) - 1, count + 8)):
        if tokens[at].text in {"par", "by"}:
            return next((one for one in found if one.first == at + 1 and one.is_speaker), None)
        if tokens[at].text in {",", ";", "."}:
            return None
    return None
