"""The annotator against development gold: no floor may be missed, no span may be wrong."""

import json
import tomllib
from functools import lru_cache
from pathlib import Path

import pytest

from benchmarks.rule_precision import GOLD, annotate_gold, load_scorer

FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))
pytestmark = pytest.mark.skipif(not (GOLD / "score.py").exists(), reason="no development gold beside the checkout")


@lru_cache(maxsize=1)
def scores(folder: Path) -> dict:
    target = folder / "records.jsonl"
    annotate_gold(GOLD / "dev.jsonl", target)
    return load_scorer(GOLD / "score.py").score(str(GOLD / "dev.jsonl"), str(target), boot=1)[0]


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    return scores(tmp_path_factory.mktemp("gold"))


@pytest.mark.parametrize(
    ("lang", "table", "measure"),
    [(lang, table, name) for lang in ("fr", "all") for table, names in FLOORS[lang].items() for name in names],
)
def test_floor_holds(measured, lang, table, measure):
    assert measured[lang][table][measure] >= FLOORS[lang][table][measure]


def test_every_quote_stands_where_it_says(measured):
    assert measured["records_with_bad_span"] == 0


def test_the_scorer_sees_a_planted_fault(tmp_path):
    target = tmp_path / "records.jsonl"
    annotate_gold(GOLD / "dev.jsonl", target)
    rows = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        row["span_start"] += 1
    target.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    spoilt = load_scorer(GOLD / "score.py").score(str(GOLD / "dev.jsonl"), str(target), boot=1)[0]
    assert spoilt["records_with_bad_span"] == len(rows)
    assert spoilt["fr"]["claims"]["detect_f1"] < FLOORS["fr"]["claims"]["detect_f1"]
