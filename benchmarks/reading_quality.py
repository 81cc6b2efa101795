"""How well posts are read, with 95 % intervals: `python -m benchmarks.reading_quality [--write]`.

F1 over the gold files of the project, by table: records found, claims with the right speaker, whole records. The rules
were written with these posts at hand, so the figures are in sample; how an unseen batch was read is told in the notes
of the change that added it. A table of fewer than 30 facts in one language is told for both languages together.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from benchmarks.tables import publish, table
from tests.gold.agreement import FIELDS, facts_of, intervals, read_gold, score

GOLD = Path(__file__).parents[1] / "tests" / "gold"
FEWEST = 30


def main(arguments: list[str]) -> None:
    """Measure each language, and both."""
    posts = [post for path in sorted(GOLD.glob("posts*.jsonl")) for post in read_gold(path)]
    rows = []
    for lang in ("fr", "en", "all"):
        some = [post for post in posts if lang in (post["lang"], "all")]
        rows += _rows(lang, some)
    heads = ["language", "table", "facts", "found", "right speaker", "whole record"]
    intro = (
        f"{len(posts)} posts of the project's own gold, all of them seen since: posts never seen are read less well."
        " In brackets the 95 % interval of a document bootstrap."
    )
    publish(__file__, "How well posts are read", [intro, table(heads, rows)], arguments)


def _rows(lang: str, posts: list[dict[str, Any]]) -> list[list[object]]:
    counts, figures, ranges = facts_of(posts), score(posts), intervals(posts)

    def shown(name: str, measure: str) -> str:
        low, high = ranges[name][measure]
        return f"{figures[name][measure]:.3f} ({low:.2f}–{high:.2f})"

    return [
        [lang, name, counts[name], shown(name, "detect_f1"),
         shown(name, "speaker_f1") if name == "claims" else "", shown(name, "record_f1")]
        for name in FIELDS
        if lang == "all" or counts[name] >= FEWEST
    ]  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1:])
