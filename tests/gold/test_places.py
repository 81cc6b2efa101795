"""The gazetteer against the places of the gold: a wrong village is worse than none."""

import csv
import gzip
import re
import tomllib
from collections import Counter
from functools import lru_cache
from pathlib import Path

import pytest

from benchmarks.rule_precision import GOLD
from extractors.annotate.words import LEXICON
from tests.gold.agreement import read_gold, records_of

FOLDER = Path(__file__).parent
WRITTEN = tomllib.loads((FOLDER / "places.toml").read_text(encoding="utf-8"))
FLOORS = tomllib.loads((FOLDER / "floors.toml").read_text(encoding="utf-8"))["places"]
FILES = [*sorted(FOLDER.glob("posts*.jsonl")), GOLD / "dev.jsonl"]


@lru_cache(maxsize=1)
def regions():
    """The region of every settlement of the gazetteer, its country where it has none."""
    with gzip.open(LEXICON / "gazetteer" / "places.csv.gz", "rt", encoding="utf-8", newline="") as file:
        return {row["place_id"]: row["admin1"] or row["country"] for row in csv.DictReader(file)}


def region_of(place_id):
    """Of a settlement, its region or country; of a region or country, its own code."""
    return place_id if re.fullmatch(r"[A-Z]{2}(-[A-Z0-9]+)?", place_id) else regions()[place_id]


def is_right(place_id, expected):
    """Whether an id lies where the words put it: in that region, or in that country where only it is known."""
    found = region_of(place_id)
    return bool(expected) and (found == expected or found.split("-")[0] == expected)


@lru_cache(maxsize=1)
def counted():
    """How often a place of the gold was named in a record (`named`), given an id (`found`), the right one (`right`)."""
    counts, wrong = Counter(), []
    for path in FILES:
        for post in read_gold(path) if path.exists() else ():
            named = {fact["place"] for fact in post["facts"] if fact.get("place")}
            read = {one["place"]: one["place_id"] for one in records_of(post) if one.get("place") in named}
            for name, place_id in read.items():
                expected = WRITTEN["in_post"].get(f"{path.stem}/{post['post_id']}/{name}", WRITTEN["region"].get(name))
                if expected is None:
                    continue
                counts["named"] += bool(expected)
                counts["found"] += place_id is not None
                if place_id is not None and is_right(place_id, expected):
                    counts["right"] += 1
                elif place_id is not None:
                    wrong.append(f"{post['post_id']} {name}: {place_id} lies in {region_of(place_id)}, not {expected}")
    return counts, wrong


def test_an_id_that_is_given_is_right():
    counts, wrong = counted()
    assert counts["found"] >= 200
    assert counts["right"] / counts["found"] >= FLOORS["right_of_found"], wrong


def test_a_place_that_is_named_has_an_id():
    counts, _ = counted()
    assert counts["right"] / counts["named"] >= FLOORS["right_of_named"]


@pytest.mark.parametrize(
    ("place_id", "expected", "right"),
    [("UA-14", "UA-14", True), ("RU-KRS", "RU", True), ("UA-14", "UA-12", False), ("UA-14", "", False)],
)
def test_a_planted_fault_is_seen(place_id, expected, right):
    assert is_right(place_id, expected) is right
