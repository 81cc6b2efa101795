"""The vocabulary of casualties: what words tell an outcome, who is counted, which figures may count people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from extractors.annotate.actors import demonym
from extractors.annotate.measure import Measure
from extractors.annotate.reading import Sentence, Token
from extractors.annotate.values import value
from extractors.annotate.words import word_list
from extractors.model import Outcome, PersonCategory

STOPS = frozenset({";", ":", ".", "!", "?"})


@dataclass(frozen=True)
class CasualtyWords:
    """The casualty words of a pack, ready for look-up."""

    outcome_nouns: dict[str, Outcome]
    predicates: dict[str, list[tuple[tuple[str, ...], Outcome]]]
    people: dict[str, PersonCategory]
    groups: dict[str, frozenset[str]]
    deeds: dict[str, Outcome]

    @cached_property
    def signs(self) -> frozenset[str]:
        """The words without one of which a sentence tells no casualties."""
        ends = {parts[-1] for rows in self.predicates.values() for parts, _ in rows}
        return frozenset({"bilan", "toll", *self.outcome_nouns, *self.deeds, *ends})


@lru_cache(maxsize=4)
def casualty_words(lang: str) -> CasualtyWords:
    """The casualty words of a language, read once."""
    listed = word_list("casualties", lang)
    predicates: dict[str, list[tuple[tuple[str, ...], Outcome]]] = {}
    for row in listed["predicates"]:
        for one in row["words"]:
            parts = tuple(one.split())
            predicates.setdefault(parts[0], []).append((parts, row["outcome"]))
    for rows in predicates.values():
        rows.sort(key=lambda row: -len(row[0]))
    return CasualtyWords(
        outcome_nouns={word: row["outcome"] for row in listed["outcome_nouns"] for word in row["words"]},
        predicates=predicates,
        people={word: row["category"] for row in listed["people"] for word in row["words"]},
        groups={name: frozenset(words) for name, words in listed["words"].items()},
        deeds={word: row["outcome"] for row in listed.get("deeds", ()) for word in row["words"]},
    )


@value
class CasualtyHit:
    """An outcome found for a figure, by which rule and over which characters."""

    outcome: Outcome
    rule: str
    start: int
    end: int


def victim_measures(sentence: Sentence) -> Iterator[Measure]:
    """The figures of a sentence that may count people."""
    for one in sentence.measures:
        is_counted = one.is_figure and one.kind == "count" and one.quantity.unit in {None, "persons"}
        if is_counted and not is_out_of(one, sentence):
            yield one


def is_out_of(measure: Measure, sentence: Sentence) -> bool:
    """A case of "4.000 sur 11.000": the whole that another figure is taken of."""
    at = sentence.token_at(measure.start)
    if at < 1 or sentence.tokens[at - 1].text != "sur":
        return False
    return any(one.end == sentence.tokens[at - 2].end for one in sentence.measures)


def noun_of(measure: Measure) -> str:
    """The noun a figure counts, in lower case; empty where none is written."""
    noun = (measure.noun or "").lower().replace("’", "'")
    return "" if noun in _NO_NOUNS else noun


_NO_NOUNS = frozenset(
    {"nos", "ses", "leurs", "ces", "vos", "grièvement", "légèrement", "gravement", "sérieusement", "mortellement"}
)


def is_people(noun: str) -> bool:
    """Whether a noun names people by their country: "Ukrainiens"."""
    return demonym(noun) is not None if noun.isalpha() or "-" in noun else False


_WAYS = frozenset({"à", "en", "au", "aux", "sur", "dans", "chez", "vers"})


def _goes(tokens: tuple[Token, ...], behind: int) -> bool:
    """A case of "se sont rendus sur place": who goes somewhere has not given himself up."""
    is_way = any(one.text in _WAYS for one in tokens[behind : behind + 2] if one.text != '"')
    return is_way and tokens[behind - 1].text.startswith("rend")


_LOST_ELSE = frozenset({"trace", "contact", "contrôle", "vue", "patience", "espoir", "connaissance", "pied", "terrain"})


def _loses_else(tokens: tuple[Token, ...], behind: int) -> bool:
    """A case of "a perdu la trace d'un policier", "a perdu Bakhmout, dit un colonel": nobody is lost."""
    if not tokens[behind - 1].text.startswith("perd"):
        return False
    is_town = tokens[behind : behind + 1] and tokens[behind].is_capital and tokens[behind].is_word
    if is_town and not is_people(tokens[behind].text):
        return True
    return any(one.text in _LOST_ELSE for one in tokens[behind : behind + 2])


def predicate_at(tokens: tuple[Token, ...], at: int, words: CasualtyWords) -> tuple[Outcome, int] | None:
    """What the predicate that begins at a token tells, and the token behind it."""
    for parts, outcome in words.predicates.get(tokens[at].text, ()):
        behind = at + len(parts)
        is_read = tuple(one.text for one in tokens[at:behind]) == parts
        if is_read and not _goes(tokens, behind) and not _loses_else(tokens, behind):
            return outcome, at + len(parts)
    return None


_BEING = frozenset({"sont", "étaient", "tous", "toutes"})


def _said_to_be(sentence: Sentence, at: int, words: CasualtyWords) -> PersonCategory | None:
    """A case of "onze des blessés sont des enfants", "trois blessés, tous secouristes"."""
    tokens = sentence.tokens
    for index in range(at, min(len(tokens) - 1, at + 8)):
        if tokens[index].text in _BEING:
            noun = tokens[min(len(tokens) - 1, index + 1 + (tokens[index + 1].text == "des"))].text
            kind = words.people.get(noun)
            return kind if kind != "unknown" else None
    return None


def category_of(measure: Measure, sentence: Sentence, words: CasualtyWords) -> PersonCategory:
    """Who is counted, by the words alone."""
    noun = noun_of(measure)
    if measure.parts:
        kinds = {words.people.get((one.noun or "").lower(), "unknown") for one in measure.parts}
        if len(kinds) == 1:
            return kinds.pop()
        return "mixed" if "combatant" in kinds or "civilian" in kinds else "unknown"
    if noun in words.people and words.people[noun] != "unknown":
        return words.people[noun]
    at = sentence.token_at((measure.noun_end or measure.end) - 1) + 1
    said = _said_to_be(sentence, at, words)
    if said is not None:
        return said
    reach = 6 if at < len(sentence.tokens) and sentence.tokens[at].text in {"of", "de", "d'"} else 4
    for one in sentence.tokens[at : at + reach]:
        if one.text in {",", ";", "et", "dont", "ont", "par", "parmi"} or one.text.startswith("figur"):
            break
        kind = words.people.get(one.text)
        if kind in {"civilian", "combatant", "child"}:
            return kind
    return "unknown"
