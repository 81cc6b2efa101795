"""Where it happens: settlements, regions and countries by any of their spellings, and which one is meant."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extractors.annotate.actors import actors, demonym
from extractors.annotate.place_choice import PlaceMention, chosen
from extractors.annotate.place_index import Place, PlaceIndex
from extractors.annotate.values import value
from extractors.annotate.words import plain, word_list, words
from extractors.model import GeoPrecision
from extractors.text import fold, normalise

__all__ = ["Place", "PlaceMention", "Places", "ResolvedPlace", "places"]

_PRECISION: dict[str, GeoPrecision] = {
    "city": "settlement", "town": "settlement", "village": "settlement", "site": "settlement", "raion": "adm2",
    "hromada": "hromada", "region": "adm1", "country": "country", "front": "front",
}  # fmt: skip
_KNOWN = 10
_SHORTEST_VILLAGE, _SHORTEST, _PRONOUN_REACH = 5, 3, 12
_CAPITALS = {"UA": "Kiev", "RU": "Moscou"}
_IN_CAPITAL = frozenset({"dans", "sur", "de", "à", "visant", "visé", "frappé", "touché", "contre", "frappe", "secoué"})
_SENTENCE_END = re.compile(r"[.!?]")
_SMALL = frozenset({"ile", "pont", "capitale"})
_ENDS = frozenset(".!?:;\"'()\n•…—–")


@value
class ResolvedPlace:
    """Which place is meant: the id where the words or their context tell it, else the candidates' ids."""

    place_id: str | None
    candidates: tuple[str, ...]
    geo_precision: GeoPrecision
    admin1: str | None
    country: str | None


@dataclass(frozen=True)
class _PlaceWords:
    """Word lists of one language."""

    sets: dict[str, frozenset[str]]
    toponym: re.Pattern[str]


@lru_cache(maxsize=8)
def _place_words(lang: str) -> _PlaceWords:
    pack = word_list("places", lang)
    sets = {name: frozenset(map(fold, listed)) for name, listed in pack.items() if isinstance(listed, list)}
    return _PlaceWords(sets, re.compile(str(pack["toponym"]), re.IGNORECASE))


def looks_like_place(name: str) -> bool:
    """Whether a name ends as places of the region do: "Kondrativka", "Vyssoké"."""
    return len(name) > _SHORTEST_VILLAGE and _place_words("fr").toponym.search(name) is not None


class Places:
    """The gazetteer, searchable by any spelling."""

    def __init__(self) -> None:
        """Read the gazetteer that ships with the package."""
        self.index = PlaceIndex()
        self._people = actors().name_words

    def find(self, text: str, lang: str) -> tuple[PlaceMention, ...]:
        """Find the places named in `text`, in text order, none inside another."""
        return tuple(_Search(self, text, lang).mentions())

    def is_person(self, folded: str) -> bool:
        """Whether a word is a name of someone in the actors gazetteer."""
        return folded in self._people

    def resolve(self, mention: PlaceMention, context: tuple[PlaceMention, ...]) -> ResolvedPlace:
        """Decide between the candidates of `mention` by the places named around it (its own mention is ignored)."""
        remaining = chosen(mention, [one for one in context if one.start != mention.start])
        if len(remaining) == 1:
            place = remaining[0]
            return ResolvedPlace(
                place_id=place.place_id or None, candidates=(), geo_precision=_PRECISION[place.feature],
                admin1=place.admin1, country=place.country,
            )  # fmt: skip
        remaining = remaining or mention.candidates
        admin1 = {one.admin1 for one in remaining}
        states = {one.country for one in remaining}
        return ResolvedPlace(
            place_id=None,
            candidates=tuple(one.place_id for one in remaining if one.place_id),
            geo_precision="adm1" if len(admin1) == 1 and None not in admin1 else "unknown",
            admin1=admin1.pop() if len(admin1) == 1 else None,
            country=states.pop() if len(states) == 1 else None,
        )


@lru_cache(maxsize=1)
def places() -> Places:
    """The gazetteer, read once."""
    return Places()


class _Search:
    """Finds the places of one text."""

    def __init__(self, gazetteer: Places, text: str, lang: str) -> None:
        self._gazetteer = gazetteer
        self._text = text
        self._is_english = lang == "en"
        self._words = words(text)
        self._sentence_ends = [one.start() for one in _SENTENCE_END.finditer(plain(normalise(text)))]
        self._lists = _place_words(lang)
        self._in_list_of_regions = -1

    def mentions(self) -> list[PlaceMention]:
        found: list[PlaceMention] = []
        past = 0
        for at in [at for at, one in enumerate(self._words) if one.is_capital or one.folded in _SMALL]:
            if at < past:
                continue
            read = self._capital(at) if self._words[at].folded == "capitale" else self._at(at)
            if read is not None:
                mention, past = read
                found.append(mention)
        return found

    def _at(self, at: int) -> tuple[PlaceMention, int] | None:
        is_capital = self._words[at].is_capital
        for last in range(self._reach(at), at - 1, -1):
            if is_capital and not self._words[last].is_capital:
                continue
            name = self._text[self._words[at].start : self._words[last].end]
            if not self._gazetteer.index.knows(name):
                continue
            read = self._division(at, last, name) or self._alone(at, last, name) or self._settlement(at, last, name)
            if read is not None:
                return read, self._after(read, last)
        return None

    def _capital(self, at: int) -> tuple[PlaceMention, int] | None:
        """A case of "dans la capitale ukrainienne": the city it stands for, where something is done in it."""
        is_in = self._folded(at - 1) == "la" and self._folded(at - 2) in _IN_CAPITAL
        behind = self._folded(at + 1)
        people = demonym(behind)
        name = "Kiev" if people is None else _CAPITALS.get(people[0])
        is_named = people is None and (behind == "de" or (at + 1 < len(self._words) and self._words[at + 1].is_capital))
        if not is_in or name is None or is_named:
            return None
        last = at if people is None else at + 1
        found = self._gazetteer.index.settlements(name)
        return replace(self._mention(self._words[at].start, self._words[last].end, found), name=name), last + 1

    def _after(self, mention: PlaceMention, last: int) -> int:
        return next(
            (at for at in range(last + 1, len(self._words)) if self._words[at].start >= mention.end), len(self._words)
        )

    def _reach(self, first: int) -> int:
        """The last word of a name of most words that begins at one: only a space stands between them."""
        last, limit = first, min(first + self._gazetteer.index.longest, len(self._words)) - 1
        while last < limit:
            end = self._words[last].end
            if end + 1 != self._words[last + 1].start or self._text[end] not in " \u00a0\u202f":
                break
            last += 1
        return last

    def _division(self, first: int, last: int, name: str) -> PlaceMention | None:
        """A region, district or hromada: the word for its kind before the name, or behind it in English."""
        kind, start, end = self._kind(first, last)
        if kind is None:
            return None
        if kind in {"region", "regions"}:
            candidates = self._gazetteer.index.region(name)
        else:
            candidates = self._gazetteer.index.division(name, "r" if kind == "district" else "h")
        if not candidates:
            return None
        if kind == "regions":
            self._in_list_of_regions = last
        return self._mention(start, end, candidates)

    def _kind(self, first: int, last: int) -> tuple[str | None, int, int]:
        own = self._words[first].start, self._words[last].end
        if self._continues_list(first):
            return "regions", *own
        kind, at = self._kind_before(first)
        if kind is not None:
            return kind, own[0] if kind == "regions" else self._words[at].start, own[1]
        if not self._is_english:
            return None, *own
        behind = self._folded(last + 1)
        for name in ("region", "district", "hromada"):
            if behind in self._lists.sets[name]:
                return name, own[0], self._words[last + 1].end
        return ("regions" if self._ends_list_of_regions(last + 1) else None), *own

    def _kind_before(self, first: int) -> tuple[str | None, int]:
        sets, at = self._lists.sets, first - 1
        while at >= 0 and first - at <= 3 and self._folded(at) in sets["link"]:
            at -= 1
        if at == first - 1:
            return None, at
        while at >= 0 and first - at <= 6 and (self._folded(at) in sets["adjectives"] or demonym(self._folded(at))):
            at -= 1
        kind = next(
            (one for one in ("region", "regions", "district", "hromada") if self._folded(at) in sets[one]), None
        )
        if kind is None and self._folded(at) in {"celle", "celles"} and self._names_regions(at):
            return "regions", at
        return kind, at

    def _names_regions(self, at: int) -> bool:
        """A case of "les régions les plus touchées sont celles de X": what "celles" stands for."""
        named = self._lists.sets["region"] | self._lists.sets["regions"]
        return any(self._folded(place) in named for place in range(max(0, at - _PRONOUN_REACH), at))

    def _continues_list(self, first: int) -> bool:
        last = self._in_list_of_regions
        if last < 0 or not 1 < first - last <= 5:
            return False
        return all(self._folded(at) in self._lists.sets["join"] for at in range(last + 1, first))

    def _ends_list_of_regions(self, at: int) -> bool:
        """English lists: "Kharkiv, Sumy and Donetsk regions"."""
        for place in range(at, min(at + 8, len(self._words))):
            if self._folded(place) in self._lists.sets["regions"]:
                return place > at or self._folded(at) in self._lists.sets["regions"]
            if self._folded(place) not in self._lists.sets["join"] and not self._words[place].is_capital:
                return False
        return False

    def _alone(self, first: int, last: int, name: str) -> PlaceMention | None:
        candidates = self._gazetteer.index.alone(name)
        if not candidates or (len(name) <= _SHORTEST and not name.isupper()) or self._is_behind_name(first):
            return None
        return self._mention(self._words[first].start, self._words[last].end, candidates)

    def _settlement(self, first: int, last: int, name: str) -> PlaceMention | None:
        candidates = self._gazetteer.index.settlements(name)
        if not candidates or len(name) <= _SHORTEST or fold(name) in self._lists.sets["not_places"]:
            return None
        if self._has_age(last + 1):
            return None
        is_known = any(
            one.population > _KNOWN or one.feature in {"city", "site"} or not one.place_id for one in candidates
        )
        is_announced = self._is_announced(first)
        if not is_announced and (self._is_part_of_name(first, last, is_known=is_known) or self._is_water(first, last)):
            return None
        if not is_known and not is_announced and not self._is_likely_village(first, last, name):
            return None
        return self._mention(self._words[first].start, self._words[last].end, candidates)

    def _is_announced(self, first: int) -> bool:
        """Whether a word for a settlement stands before the name, or its population behind: "X, 330 habitants"."""
        if self._folded(first + 1) == "," and self._counts_people(first + 2):
            return True
        return any(self._folded(at) in self._lists.sets["settlement"] for at in range(max(0, first - 3), first))

    def _has_age(self, at: int) -> bool:
        """A case of "Tamara, 12 ans": whoever has an age is a person."""
        if self._folded(at) not in {",", "("} or not self._folded(at + 1).isdigit():
            return False
        return any(self._folded(later) in {"ans", "an"} for later in range(at + 2, at + 5))

    def _counts_people(self, at: int) -> bool:
        return any(self._folded(later) in {"habitants", "ames"} for later in range(at, at + 8))

    def _is_water(self, first: int, last: int) -> bool:
        """Whether the words around make it a river of that name ("l'Oskil", "la rivière Oskil", "the Oskil river")."""
        before = first - 2 if self._folded(first - 1) == "'" else first - 1
        water = self._lists.sets["water"]
        return self._folded(before) in self._lists.sets["article"] | water or self._folded(last + 1) in water

    def _is_part_of_name(self, first: int, last: int, *, is_known: bool) -> bool:
        """Whether capital words on either side make it a person's or an institution's name."""
        if self._is_behind_name(first):
            return True
        behind = self._words[last + 1] if last + 1 < len(self._words) else None
        is_followed = behind is not None and behind.is_capital and behind.start == self._words[last].end + 1
        is_title = behind is not None and self._text[self._words[first].start : behind.end].isupper()
        is_followed = is_followed and not is_title
        if self._gazetteer.is_person(self._words[last].folded) and (is_followed or not is_known):
            return True
        return is_followed and not is_known

    def _is_behind_name(self, first: int) -> bool:
        """Whether the word before is a name too ("Air France", "Igor Konotop")."""
        before = self._words[first - 1] if first else None
        if before is None or not before.is_capital or before.end + 1 != self._words[first].start:
            return False
        if before.folded in self._lists.sets["opening"] | self._lists.sets["settlement"] or demonym(before.folded):
            return False
        return before.folded.isalpha() or "-" in before.folded

    def _is_likely_village(self, first: int, last: int, name: str) -> bool:
        if len(name) < _SHORTEST_VILLAGE or self._gazetteer.is_person(self._words[last].folded):
            return False
        before = self._folded(first - 1)
        if not before or before in _ENDS:
            return bool(self._lists.toponym.search(name)) and len(name) > _SHORTEST_VILLAGE
        return before in self._lists.sets["before"] or bool(self._lists.toponym.search(name))

    def _mention(self, start: int, end: int, candidates: Sequence[Place]) -> PlaceMention:
        sentence = bisect(self._sentence_ends, start)
        name = self._text[start:end]
        return PlaceMention(start=start, end=end, name=name, candidates=tuple(candidates), sentence=sentence)

    def _folded(self, at: int) -> str:
        return self._words[at].folded if 0 <= at < len(self._words) else ""
