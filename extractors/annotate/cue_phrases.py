"""Cues without a verb: "selon", "d'après", "de source", and reporting nouns with the speaker behind them."""

from __future__ import annotations

from functools import lru_cache

from extractors.annotate.cue_words import Cue
from extractors.annotate.lexicon import Pack
from extractors.annotate.reading import Token
from extractors.annotate.words import word_list
from extractors.model import Stance


def according_at(tokens: tuple[Token, ...], pack: Pack, at: int) -> Cue | None:
    """The cue without a verb that begins at a token, None where none does."""
    for words, lemma in _according(pack.lang).get(tokens[at].text, ()):
        size = len(words)
        if at + size >= len(tokens) or (size > 1 and tokens[at + 1].text != words[1]):
            continue
        if tuple([one.text for one in tokens[at : at + size]]) == words and _introduces(tokens, at, words):
            if lemma == "de source" and _is_checked(tokens, at):
                continue
            last = at + (1 if lemma == "de source" else len(words))
            return Cue(first=at, last=last, at=at, lemma=lemma, stance="asserts", form="according")
    return None


def _is_checked(tokens: tuple[Token, ...], at: int) -> bool:
    """A case of "impossible à vérifier de source indépendante": nobody is quoted."""
    if any(one.text in {"appris", "apprend", "apprenait"} for one in tokens[max(0, at - 6) : at]):
        return True
    near = [one.text for one in tokens[max(0, at - 4) : at + 4]]
    return any(word.startswith(("vérifi", "indépendant", "confirmer", "recoup")) for word in near)


@lru_cache(maxsize=4)
def _according(lang: str) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in word_list("nouns", lang)["according"]:
        for written in sorted(row["words"], key=lambda one: -len(one)):
            words = tuple(written.split())
            found.setdefault(words[0], []).append((words, row["lemma"]))
    return found


def _introduces(tokens: tuple[Token, ...], at: int, words: tuple[str, ...]) -> bool:
    behind = tokens[at + len(words)].text
    if words[-1] in {"selon", "suivant"} and behind in {"que", "qu'", "lesquels", "lequel", "laquelle", "lesquelles"}:
        return behind in {"lequel", "laquelle"} and at > 0 and tokens[at - 1].text == ","
    if words != ("pour",):
        return True
    if behind in {"sa", "leur", "ma", "cela", "autant", "que"} or {"instant", "heure", "moment", "fois"}.intersection(
        one.text for one in tokens[at + 2 : at + 4]
    ):
        return False
    return (
        at == 0 or tokens[at - 1].text in {",", ":", ";"} or (at == 1 and tokens[0].text in {"mais", "et", "or", "car"})
    )


def wordless_starters(lang: str) -> frozenset[str]:
    """The words that cues without a verb begin with."""
    return frozenset(_according(lang)) | frozenset(_reporting_nouns(lang))


def reporting_noun_at(tokens: tuple[Token, ...], pack: Pack, at: int) -> Cue | None:
    """The reporting noun that begins at a token and names its speaker behind it."""
    listed = _reporting_nouns(pack.lang).get(tokens[at].text)
    for words, stance in listed or ():
        end = at + len(words)
        if tuple(one.text for one in tokens[at:end]) != words:
            continue
        linked = _link_behind(tokens, pack, end)
        if linked is not None and (
            at == 0 or tokens[at - 1].text in pack.grammar["noun_openers"] or demonymic(tokens[at - 1])
        ):
            return Cue(first=at, last=linked, at=at, lemma=" ".join(words), stance=stance, form="noun")
    return None


def demonymic(one: Token) -> bool:
    """Whether a token may stand before a reporting noun as an ordinal or adjective."""
    return one.text.endswith(("ième", "ière", "ier", "elle", "eau", "nte"))


def _link_behind(tokens: tuple[Token, ...], pack: Pack, at: int) -> int | None:
    if at < len(tokens) and tokens[at].text in {"émane", "émanait", "provient", "venait", "émanant"}:
        at += 1
    for position in range(at, min(len(tokens), at + 3)):
        if tokens[position].text in pack.grammar["noun_links"]:
            return position + 1
        if not (tokens[position].is_word and position == at):
            return None
    return None


@lru_cache(maxsize=4)
def _reporting_nouns(lang: str) -> dict[str, list[tuple[tuple[str, ...], Stance]]]:
    found: dict[str, list[tuple[tuple[str, ...], Stance]]] = {}
    for row in word_list("nouns", lang)["nouns"]:
        words = tuple(row["noun"].split())
        found.setdefault(words[0], []).append((words, row["stance"]))
    return found
