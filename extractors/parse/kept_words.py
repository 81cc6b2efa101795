"""Words that say how a page is to be read, and nothing of what it reports: a scrambled page keeps them.

They are the words of the reader's own patterns (time labels, weekdays, months, "lire aussi", greetings, walls), so that
a word that the reader learns is kept from then on, and the articles, prepositions and pronouns by which it tells
languages and goes from one paragraph to the next.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import cache

from extractors import parse
from extractors.text import fold

_SCRAMBLING = ("kept_words", "invented", "scramble")
_CLASS = re.compile(r"\[(.)[^\]\\-]{0,3}\]")
_ESCAPE = re.compile(r"\\[a-zA-Z]")
_WORD = re.compile(r"([a-z]{2,})(\?)?")
_FUNCTION_WORDS = """
    a au aux avec ce celle celles celui ces cet cette ceux comme dans de des donc du elle elles en est et eux ici il ils
    je la le les leur leurs lui mais me mes mon ne nos notre nous on ont ou par pas plus pour qu que qui sa sans se ses
    son sont sous sur ta te tes ton tous tout toute toutes tu un une vers vos votre vous y
    also an and are as at be been both but by for from had has have he her his if in into is it its not of off on or our
    over she so than that the their them then there these they this those to us was we were what when where which who
    will with would you your
    con da dal dei del della di gli il lo nel non per sono su un una uno
    que el en las los por se es der das den die ein im ist mit nicht und von
"""
_SPELT_WITH_AN_ENDING = """
    publie publiee publies publiees modifie modifiee actualise actualisee termine terminee verifie verifiez verifier
    donnee donnees indiquee indiquees exprimee exprimees accepter accepte refuser refuse gerer introuvable trouvee
    seconde secondes second seconds minute minutes hour hours heure heures jour jours day days
    supprimee existe precedent precedente bienvenue bonjour bonsoir lundi direct live liveblog aujourd hui
"""


@cache
def kept_words() -> frozenset[str]:
    """The words that stay, folded."""
    listed = {*_FUNCTION_WORDS.split(), *_SPELT_WITH_AN_ENDING.split()}
    return frozenset(listed.union(*(_words_of(one) for one in _patterns())))


def is_kept(word: str) -> bool:
    """Whether a word stays as it is.

    >>> is_kept("Publié"), is_kept("mercredi"), is_kept("gouverneur")
    (True, True, False)
    """
    return fold(word) in kept_words()


def _patterns() -> Iterator[str]:
    from extractors.parse.calendar_words import MONTHS, WEEKDAYS

    yield from (*MONTHS, *WEEKDAYS)
    for found in pkgutil.iter_modules(parse.__path__):
        if found.name in _SCRAMBLING:
            continue
        module = importlib.import_module(f"{parse.__name__}.{found.name}")
        yield from (one.pattern for one in vars(module).values() if isinstance(one, re.Pattern))


def _words_of(pattern: str) -> Iterator[str]:
    """Words spelt out in a pattern, also without a last letter that is optional."""
    text = _ESCAPE.sub(" ", _CLASS.sub(r"\1", pattern if isinstance(pattern, str) else ""))
    for word, optional in _WORD.findall(fold(text)):
        yield word
        if optional:
            yield word[:-1]
