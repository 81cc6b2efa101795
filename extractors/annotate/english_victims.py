"""English victims: verbs whose victims stand behind them ("killing two", "killed two and wounded nine")."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.annotate.reading import Token

_GERUNDS = frozenset(
    [
        "killing",
        "wounding",
        "injuring",
        "eliminating",
        "capturing",
        "evacuating",
        "hurting",
        "hospitalising",
        "displacing",
        "losing",
    ]
)
_TRANSITIVE = frozenset(
    [
        "killed",
        "kill",
        "kills",
        "wounded",
        "wound",
        "wounds",
        "injured",
        "injures",
        "injure",
        "captured",
        "capture",
        "eliminated",
        "hurt",
        "evacuated",
        "hospitalised",
        "lost",
        "lose",
    ]
)
_NOUNS = frozenset({"killed", "wounded", "injured"})
_BE = frozenset({"was", "were", "been", "is", "are", "be", "being"})
_FIGURES = frozenset(
    [
        "a",
        "an",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "another",
        "at",
        "more",
        "dozens",
        "several",
        "some",
        "about",
    ]
)


def is_active(tokens: Sequence[Token], at: int) -> bool:
    """Whether the verb has its victims behind it: "injuring nine", "and wounded nine others"."""
    word = tokens[at].text
    if word in _GERUNDS:
        return True
    if word not in _TRANSITIVE or at + 1 >= len(tokens) or tokens[at - 1].text != "and":
        return False
    behind = tokens[at + 1].text
    return (behind[0].isdigit() or behind in _FIGURES) and not _is_passive(tokens, at, 8)


def governs_behind(tokens: Sequence[Token], at: int) -> bool | None:
    """Whether a predicate before a figure counts it, None where these rules cannot tell."""
    before = tokens[at - 1].text if at else ""
    if before == "the" and tokens[at - 2].text == "among":
        return True
    word = tokens[at].text
    if before == "to" and word in _TRANSITIVE:
        return False
    if word not in _GERUNDS and (word not in _TRANSITIVE or _is_passive(tokens, at, 3)):
        return None
    return before not in {"the", "of", "and"} or word not in _NOUNS or is_active(tokens, at)


def _is_passive(tokens: Sequence[Token], at: int, reach: int) -> bool:
    return not _BE.isdisjoint(one.text for one in tokens[max(0, at - reach) : at])
