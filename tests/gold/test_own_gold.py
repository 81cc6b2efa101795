"""The annotator against the project's own posts: no floor may be missed."""

import tomllib
from functools import lru_cache
from pathlib import Path

import pytest

from tests.gold.agreement import read_gold, records_of, score

FOLDER = Path(__file__).parent
FLOORS = tomllib.loads((FOLDER / "floors.toml").read_text(encoding="utf-8"))["posts"]


@lru_cache(maxsize=4)
def measured(name):
    return score(read_gold(FOLDER / f"{name}.jsonl"))


@pytest.mark.parametrize(
    ("name", "table", "measure"),
    [(name, table, one) for name, tables in FLOORS.items() for table, ones in tables.items() for one in ones],
)
def test_floor_holds(name, table, measure):
    assert measured(name)[table][measure] >= FLOORS[name][table][measure]


@pytest.mark.parametrize("name", FLOORS)
def test_every_gold_quote_stands_in_its_post(name):
    for post in read_gold(FOLDER / f"{name}.jsonl"):
        assert all(fact["quote"] in post["text"] for fact in post["facts"])


def test_a_planted_fault_is_seen():
    posts = read_gold(FOLDER / "posts.jsonl")[:10]

    def spoilt(post):
        return [{**row, "span_start": row["span_start"] + 1} for row in records_of(post)]

    assert score(posts)["claims"]["detect_f1"] > 0.8
    assert score(posts, spoilt)["claims"]["detect_f1"] == 0
