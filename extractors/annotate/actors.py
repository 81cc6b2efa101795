"""Who speaks and acts in this war: people, offices, ministries, forces, agencies and the places that stand for them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple, cast

from extractors.annotate.values import value
from extractors.annotate.words import LEXICON, Word, word_list, words
from extractors.lexicon.gazetteer.place_keys import place_key
from extractors.model import Side, SpeakerKind
from extractors.text import fold

_GAZETTEER = LEXICON / "gazetteer"


@value
class Actor:
    """One entry of the gazetteer; `role` is the office as a reader knows it, held from `valid_from` to `valid_to`."""

    actor_id: str
    name: str
    kind: SpeakerKind
    country: str | None
    side: Side
    role: str | None = None
    aliases: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None


@value
class ActorMention:
    """An actor as named in a text; `is_metonym_place` tells that the words also name a place ("Kiev", "la Russie")."""

    start: int
    end: int
    actor: Actor
    is_metonym_place: bool = False


@value
class Country:
    """A state as this war sees it: its code, side, names and the words for its people."""

    code: str
    side: Side
    names: tuple[str, ...]
    capitals: tuple[str, ...]
    demonyms: tuple[str, ...]


class _Entry(NamedTuple):
    """What an alias leads to; one written with a capital is only met with one, an acronym only in capitals."""

    rest: tuple[str, ...]
    actor: Actor
    needs_capital: bool
    needs_capitals: bool
    is_metonym_place: bool


class Actors:
    """The gazetteer, searchable by the longest alias at each word."""

    def __init__(self, actors: Iterable[Actor], countries: Iterable[Country]) -> None:
        """Index the aliases of `actors` and the names and capitals of `countries`."""
        self.by_id: Mapping[str, Actor] = {one.actor_id: one for one in actors}
        self._entries: dict[str, list[_Entry]] = {}
        """By their first two words those of several, by the only one the others."""
        self._firsts: set[str] = set()
        for actor in self.by_id.values():
            for alias in {actor.name, *actor.aliases}:
                self._add(alias.removeprefix("@"), actor, is_metonym_place=alias.startswith("@"))
        for country in countries:
            self._add_country(country)
        self.name_words: frozenset[str] = frozenset(
            word.folded
            for one in self.by_id.values()
            if one.kind == "person"
            for name in (one.name, *one.aliases)
            for word in words(name)
            if word.is_capital
        )
        for entries in self._entries.values():
            entries.sort(key=lambda one: -len(one.rest))

    @classmethod
    def load(cls) -> Actors:
        """Read the gazetteer that ships with the package."""
        return cls(read_actors(), countries().values())

    def find(self, text: str, lang: str) -> tuple[ActorMention, ...]:
        """Find the actors named in `text`, longest name first at each place, none inside another."""
        titles = _titles("en" if lang == "en" else "fr")
        found: list[ActorMention] = []
        sequence = words(text)
        past = 0
        for position in [at for at, one in enumerate(sequence) if one.folded in self._firsts]:
            entry = self._longest(text, sequence, position) if position >= past else None
            if entry is None:
                continue
            last = position + len(entry.rest)
            first = _with_first_name(sequence, position, entry, titles)
            if first == position and _is_first_name(sequence, position, entry):
                first = None
            if first is not None:
                found.append(
                    ActorMention(
                        start=sequence[first].start,
                        end=sequence[last].end,
                        actor=entry.actor,
                        is_metonym_place=entry.is_metonym_place,
                    )
                )
            past = last + 1
        return tuple(found)

    def _longest(self, text: str, sequence: tuple[Word, ...], position: int) -> _Entry | None:
        first = sequence[position]
        behind = sequence[position + 1].folded if position + 1 < len(sequence) else ""
        pairs, alone = self._entries.get(f"{first.folded} {behind}", []), self._entries.get(first.folded, [])
        for entry in pairs + alone:
            rest = entry.rest
            if entry.needs_capital and not first.is_capital:
                continue
            if entry.needs_capitals and not text[first.start : first.end].isupper():
                continue
            if not rest or tuple([one.folded for one in sequence[position + 1 : position + 1 + len(rest)]]) == rest:
                return entry
        return None

    def _add(self, alias: str, actor: Actor, *, is_metonym_place: bool) -> None:
        parts = words(alias)
        entry = _Entry(
            tuple(one.folded for one in parts[1:]), actor, parts[0].is_capital, alias.isupper(), is_metonym_place
        )
        self._firsts.add(parts[0].folded)
        self._entries.setdefault(" ".join([one.folded for one in parts[:2]]), []).append(entry)

    def _add_country(self, country: Country) -> None:
        government = Actor(
            actor_id=f"{country.code.lower()}-government", name=country.names[0], kind="government",
            country=country.code, side=country.side, role=None, aliases=country.names + country.capitals,
        )  # fmt: skip
        for alias in government.aliases:
            self._add(alias, government, is_metonym_place=True)


def _with_first_name(sequence: tuple[Word, ...], position: int, entry: _Entry, titles: frozenset[str]) -> int | None:
    """Where the mention starts, with the first name before a surname; None where that name is another person's."""
    if entry.actor.kind != "person" or entry.rest or position == 0:
        return position
    before = sequence[position - 1]
    if not before.is_capital or before.end + 1 != sequence[position].start or before.folded in titles:
        return position
    if demonym(before.folded) or before.folded in _country_words():
        return position
    own, met = place_key(entry.actor.name.split()[0])[:1], place_key(before.folded)[:1]
    if own == met or {own, met} in ({"a", "o"}, {"e", "i"}):
        return position - 1
    is_opening = position == 1 or sequence[position - 2].folded in {".", "!", "?", ":", '"', "«"}
    return position if is_opening else None


def _is_first_name(sequence: tuple[Word, ...], position: int, entry: _Entry) -> bool:
    """A case of "Lee Seong-kweun": a surname before another capital word begins somebody else's name."""
    if entry.actor.kind != "person" or entry.rest or position + 1 >= len(sequence):
        return False
    one, behind = sequence[position], sequence[position + 1]
    return behind.is_capital and behind.start == one.end + 1 and "-" in behind.folded


@lru_cache(maxsize=2)
def _titles(lang: str) -> frozenset[str]:
    return frozenset(map(fold, word_list("titles", lang)["titles"]))


@lru_cache(maxsize=1)
def _country_words() -> frozenset[str]:
    return frozenset(fold(name) for one in countries().values() for name in (*one.names, *one.capitals))


def read_actors() -> tuple[Actor, ...]:
    """Read `actors.csv`."""
    with (_GAZETTEER / "actors.csv").open(encoding="utf-8", newline="") as source:
        return tuple(_actor(row) for row in csv.DictReader(source))


@lru_cache(maxsize=1)
def countries() -> Mapping[str, Country]:
    """States by ISO 3166-1 alpha-2 code."""
    with (_GAZETTEER / "countries.csv").open(encoding="utf-8", newline="") as source:
        return {row["code"]: _country(row) for row in csv.DictReader(source)}


@lru_cache(maxsize=1)
def actors() -> Actors:
    """The gazetteer, read once."""
    return Actors.load()


@lru_cache(maxsize=1)
def _demonyms() -> Mapping[str, Country]:
    return {fold(form).replace(" ", "-"): country for country in countries().values() for form in country.demonyms}


@lru_cache(maxsize=16_384)
def demonym(word: str) -> tuple[str, Side] | None:
    """Country and side of an adjective or people's name, in any gender and number, French or English.

    >>> demonym("nord-coréennes")
    ('KP', 'RUS_ALLY')
    """
    country = _demonyms().get(fold(word.strip()).replace(" ", "-"))
    return (country.code, country.side) if country else None


def side_of(country: str | None) -> Side:
    """Side of a country in this war by its ISO 3166-1 alpha-2 code; UNKNOWN where none is given, else NEUTRAL."""
    if country is None:
        return "UNKNOWN"
    known = countries().get(country)
    return known.side if known else "NEUTRAL"


def _actor(row: Mapping[str, str]) -> Actor:
    return Actor(
        actor_id=row["actor_id"],
        name=row["name"],
        kind=cast("SpeakerKind", row["kind"]),
        country=row["country"] or None,
        side=cast("Side", row["side"]),
        role=row["role"] or None,
        aliases=_split(row["aliases"]),
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
    )


def _country(row: Mapping[str, str]) -> Country:
    return Country(
        code=row["code"],
        side=cast("Side", row["side"]),
        names=_split(row["names"]),
        capitals=_split(row["capitals"]),
        demonyms=tuple(form for word in _split(row["demonyms"]) for form in _inflected(word)),
    )


def _inflected(word: str) -> tuple[str, ...]:
    """Forms of a demonym in both genders and numbers; an English one gains only its plural."""
    if word.endswith(("ien", "éen", "ean", "ian")):
        return word, f"{word}ne", f"{word}s", f"{word}nes"
    if word.endswith(("ais", "ois")):
        return word, f"{word}e", f"{word}es"
    if word.endswith(("e", "s", "h", "x")):
        return word, f"{word}s"
    return word, f"{word}e", f"{word}s", f"{word}es"


def _split(field: str) -> tuple[str, ...]:
    return tuple(one for one in field.split("|") if one)


def _day(field: str) -> date | None:
    return date.fromisoformat(field) if field else None
