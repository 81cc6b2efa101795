"""Measure each rule on development gold and write its confidence: `python -m benchmarks.rule_precision`.

A rule's confidence is its precision on the posts of the gold files, Laplace-smoothed ((hits + 1) / (records + 2));
records that match an optional fact are left out. Rules the gold never meets take the precision of their table.
"""

from __future__ import annotations

import importlib.util
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from extractors.annotate.document import annotate
from extractors.annotate.words import LEXICON
from extractors.rows import post_from_row, to_row

GOLD = Path(__file__).parents[1].parent / "shared" / "gold"
OWN_GOLD = Path(__file__).parents[1] / "tests" / "gold"


def load_scorer(path: Path) -> Any:
    """Import the scorer as a module."""
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    spec.loader.exec_module(module)
    return module


def annotate_gold(gold: Path, target: Path) -> None:
    """Annotate the posts of a gold file into JSON lines."""
    with gold.open(encoding="utf-8") as source, target.open("w", encoding="utf-8") as out:
        for line in source:
            row = {name: value for name, value in json.loads(line).items() if name != "facts"}
            for record in annotate(post_from_row(row)):
                out.write(json.dumps(to_row(record), ensure_ascii=False) + "\n")


def measure(gold: Path, scorer: Any) -> dict[str, tuple[int, int]]:
    """Hits and records of each rule and of each table."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "records.jsonl"
        annotate_gold(gold, target)
        records = scorer.load(target)
        _, errors = scorer.score(str(gold), str(target), boot=1)
    counted, wrong = Counter[str](), Counter[str]()
    for record in records:
        counted.update((record["rule_id"], record["table"]))
    for error in errors:
        if error["kind"] == "false_hit":
            wrong.update((error["pred"]["rule_id"], error["table"]))
    return {name: (counted[name] - wrong[name], counted[name]) for name in counted}


def render(measured: dict[str, tuple[int, int]]) -> str:
    """The confidence file."""
    smoothed = {name: round((hits + 1) / (total + 2), 4) for name, (hits, total) in measured.items()}
    lines = [
        "# Measured precision of each rule on development gold; written by benchmarks.rule_precision, never by hand.",
        "[tables]",
    ]
    lines += [f"{name} = {value}" for name, value in sorted(smoothed.items()) if "." not in name]
    lines.append("\n[rules]")
    lines += [f'"{name}" = {value}' for name, value in sorted(smoothed.items()) if "." in name]
    return "\n".join(lines) + "\n"


def together(parts: list[dict[str, tuple[int, int]]]) -> dict[str, tuple[int, int]]:
    """The hits and records of several gold files, added up."""
    hits, totals = Counter[str](), Counter[str]()
    for part in parts:
        hits.update({name: one for name, (one, _) in part.items()})
        totals.update({name: one for name, (_, one) in part.items()})
    return {name: (hits[name], totals[name]) for name in totals}


def main() -> None:
    """Write `lexicon/confidence.toml` from the gold beside the checkout and the project's own."""
    scorer = load_scorer(GOLD / "score.py")
    files = [GOLD / "dev.jsonl", *sorted(OWN_GOLD.glob("posts*.jsonl"))]
    measured = together([measure(one, scorer) for one in files])
    (LEXICON / "confidence.toml").write_text(render(measured), encoding="utf-8")


if __name__ == "__main__":
    main()
