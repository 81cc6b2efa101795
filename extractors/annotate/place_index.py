"""The places gazetteer in memory: its table is kept as read, and a row parsed only when a spelling leads to it."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterable, Mapping
from functools import lru_cache

from extractors.annotate.actors import countries
from extractors.annotate.values import value
from extractors.annotate.words import LEXICON
from extractors.lexicon.gazetteer.place_keys import adjective_stem, place_key
from extractors.text import fold

_GAZETTEER = LEXICON / "gazetteer"
_LARGE = 200_000


@value
class Place:
    """One place of the gazetteer.

    `place_id` is `ua:<KATOTTG code>` in Ukraine, `geonames:<id>` elsewhere, an ISO 3166 code for countries and
    first-level regions, empty for sites and hamlets no source numbers; `admin1` an ISO 3166-2 code; `feature` city,
    town, village, raion, hromada, region, country, site or front; coordinates only where a source gives them.
    """

    place_id: str
    name: str
    country: str | None
    admin1: str | None
    lat: float | None = None
    lon: float | None = None
    feature: str
    population: int = 0


class PlaceIndex:
    """Spelling to places."""

    def __init__(self) -> None:
        """Read the four tables of the gazetteer."""
        self._table = gzip.decompress((_GAZETTEER / "places.csv.gz").read_bytes())
        self._by_key = _row_starts(self._table)
        self._sites = _keyed(_read_sites())
        self._regions, self._alone = _read_regions()
        self._countries = {
            fold(name): _country(code, one.names[0]) for code, one in countries().items() for name in one.names
        }
        self.longest = 4
        self.knows = lru_cache(maxsize=4_096)(self._knows)
        """Whether any search below may find a place of that name."""

    def _knows(self, name: str) -> bool:
        key = place_key(name)
        if any(key in one for one in (self._by_key, self._sites, self._regions, self._alone)):
            return True
        if self._settlement_key(name) in self._by_key:
            return True
        stem = adjective_stem(key)
        return fold(name) in self._countries or f"r:{stem}" in self._by_key or f"h:{stem}" in self._by_key

    def _settlement_key(self, name: str) -> str:
        """The key of a settlement's name; French writes a mute e behind "-in": "Irpine"."""
        key = place_key(name)
        return key.removesuffix("e") if key.endswith("ine") and key not in self._by_key else key

    def settlements(self, name: str) -> tuple[Place, ...]:
        """Settlements and sites of any spelling of `name`; who has another main name gives way, unless it is a city."""
        key = self._settlement_key(name)
        found = self._listed(key)
        if not found:
            return self._sites.get(key, ())
        own = tuple(one for one in found if place_key(one.name) == key)
        if own and max(one.population for one in found) < _LARGE:
            found = own
        return (*found, *self._sites.get(key, ()))

    def region(self, name: str) -> tuple[Place, ...]:
        """The first-level region called after `name` ("Koursk", "Kharkiv")."""
        return self._regions.get(place_key(name), ())

    def alone(self, name: str) -> tuple[Place, ...]:
        """A country, front or region that is named without a word for its kind ("Crimée", "Donbass", "Pologne")."""
        folded = fold(name)
        if folded in self._countries:
            return (self._countries[folded],)
        return self._alone.get(place_key(name), ())

    def division(self, name: str, kind: str) -> tuple[Place, ...]:
        """The raions ("r") or hromadas ("h") with their seat at `name`."""
        return self._listed(f"{kind}:{adjective_stem(place_key(name))}")

    def _listed(self, key: str) -> tuple[Place, ...]:
        starts = self._by_key.get(key, ())
        return tuple([self._place(one) for one in ((starts,) if isinstance(starts, int) else starts)])

    def _place(self, start: int) -> Place:
        return _parsed(self._table[start : self._table.index(b"\n", start)])


def _row_starts(table: bytes) -> dict[str, int | tuple[int, ...]]:
    """Where the row of each key begins, or those of all its rows; one alone is kept bare, which saves memory."""
    found: dict[str, int | tuple[int, ...]] = {}
    start = 0
    for row in io.BytesIO(table):
        for key in row[row.rfind(b",") + 1 :].decode().split() if start else ():
            known = found.get(key)
            found[key] = start if known is None else (*((known,) if isinstance(known, int) else known), start)
        start += len(row)
    return found


@lru_cache(maxsize=8_192)
def _parsed(row: bytes) -> Place:
    place_id, name, country, admin1, feature, lat, lon, population, _ = next(csv.reader((row.decode(),)))
    return Place(
        place_id=place_id, name=name, country=country, admin1=admin1 or None, feature=feature,
        lat=float(lat) if lat else None, lon=float(lon) if lon else None, population=int(population or 0),
    )  # fmt: skip


def _country(code: str, name: str) -> Place:
    return Place(place_id=code, name=name, country=code, admin1=None, feature="country")


def _read_regions() -> tuple[Mapping[str, tuple[Place, ...]], Mapping[str, tuple[Place, ...]]]:
    regions: dict[str, tuple[Place, ...]] = {}
    alone = {place_key(name): (_FRONT,) for name in ("Donbass", "Donbas")}
    with (_GAZETTEER / "regions.csv").open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            place = Place(
                place_id=row["place_id"],
                name=row["name"],
                country=row["country"],
                admin1=row["place_id"],
                feature="region",
            )
            for alias in filter(None, row["aliases"].split("|")):
                regions[place_key(alias)] = (place,)
                if row["is_named_alone"] or alias in {"Transcarpatie", "Volhynie", "Kouban", "Primorié"}:
                    alone[place_key(alias)] = (place,)
    return regions, alone


_FRONT = Place(place_id="", name="Donbas", country="UA", admin1=None, feature="front")


def _read_sites() -> Iterable[tuple[str, Place]]:
    with (_GAZETTEER / "sites.csv").open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            place = Place(
                place_id="",
                name=row["name"],
                country=row["country"],
                admin1=row["admin1"] or None,
                feature=row["feature"],
            )
            for alias in row["aliases"].split("|"):
                yield place_key(alias), place


def _keyed(pairs: Iterable[tuple[str, Place]]) -> Mapping[str, tuple[Place, ...]]:
    keyed: dict[str, tuple[Place, ...]] = {}
    for key, place in pairs:
        if place not in keyed.get(key, ()):
            keyed[key] = (*keyed.get(key, ()), place)
    return keyed
