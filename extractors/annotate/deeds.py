"""Deeds told by a verb that may also tell words: a figure added, men called back, an army that advances."""

from __future__ import annotations

from extractors.annotate.lexicon import VerbForm
from extractors.annotate.reading import Token

_OWNING = frozenset({"des", "ses", "son", "sa", "leurs", "leur"})
_CALLED_BACK = frozenset({"réservistes", "troupes", "soldats", "hommes", "ambassadeur", "ambassadrice", "contingent"})


def counts_behind(tokens: tuple[Token, ...], last: int) -> bool:
    """A case of "Moscow adds between 8,000 and 9,000 troops": a figure is added, no word."""
    near = tokens[last : last + 2]
    is_clause = bool(near) and (near[0].is_quoted or near[0].text in {"que", "qu'", "that", ":"})
    return bool(near) and not is_clause and any(one.text[0].isdigit() for one in near)


def calls_back(tokens: tuple[Token, ...], form: VerbForm, last: int) -> bool:
    """A case of "a rappelé 30.000 réservistes", "rappelle ses troupes": called back, not recalled in words."""
    if form.verb.lemma != "rappeler":
        return False
    return counts_behind(tokens, last) or (
        any(one.text in _OWNING for one in tokens[last : last + 1])
        and any(one.text in _CALLED_BACK for one in tokens[last + 1 : last + 3])
    )


_CALLED_UP = frozenset({"jeunes", "conscrits", "réservistes", "appelés", "hommes", "recrues"})


def calls_up(tokens: tuple[Token, ...], form: VerbForm, last: int) -> bool:
    """A case of "appelle 160.000 jeunes sous les drapeaux": called to arms, not upon to do something."""
    near = [one.text for one in tokens[last : last + 8]]
    is_counted = form.verb.lemma == "appeler" and counts_behind(tokens, last)
    return is_counted and not _CALLED_UP.isdisjoint(near) and "drapeaux" in near


def supplies(tokens: tuple[Token, ...], form: VerbForm, last: int) -> bool:
    """A case of "a fourni 15.000 combattants", "en fourniraient 10.000": men are supplied, no figure is told."""
    return form.verb.lemma == "fournir" and counts_behind(tokens, last)


def moves(tokens: tuple[Token, ...], form: VerbForm, last: int) -> bool:
    """A case of "a avancé vers la ville": who advances says nothing."""
    ways = {"de", "d'", "vers", "en", "dans", "sur"}
    if [one.text for one in tokens[last + 1 : last + 3]] in (["son", "côté"], ["leur", "côté"]):
        return False
    return form.verb.lemma == "avancer" and any(one.text in ways for one in tokens[last : last + 1])
