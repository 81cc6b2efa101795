"""How fast and how rightly posts are annotated, beside spaCy and textacy: `python -m benchmarks.annotate_posts`.

The posts are the French ones of `tests/gold`. Each reader runs in a process of its own on one core: CPU seconds to
load it (imports and word lists, up to its first sentence), words read per CPU second (the best of so many rounds,
words being what spaces part) and peak memory. spaCy runs the pipeline `fr_core_news_sm`: words, sentences, syntax and
names, but no claims and no figures. textacy takes direct quotations with their speakers from its parses; it gives up
posts with an unclosed quotation mark, from which it then reads nothing. Claims are scored alike: one is found where its
words overlap a gold claim, and right where the speaker's name agrees too. `--write` keeps the tables. Without the peers
(`make benchmark` installs them into an environment of their own) their rows are empty.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.tables import Row, publish, table

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold"
ROUNDS = 7
MISSING = "–"
PIPELINE = "fr_core_news_sm"
FIRST = "Le ministère a annoncé mercredi la mort de trois soldats près de Koupiansk."
CLAIMS = (
    "Claims: found, and found with the right speaker; of the gold claims with quoted words, how many are right. The"
    " rules were written with these posts at hand, so our figures say less about other posts than textacy's."
)
SMALL = frozenset({"le", "la", "les", "de", "du", "des", "d", "l"})


class Told(NamedTuple):
    """A claim as it is scored: its words in the post and who makes it."""

    start: int
    end: int
    speaker: str


Reader = Callable[[Sequence[dict[str, Any]]], list[list[Told] | None]]
"""Tells the claims of each post, None of one that it gives up."""


def gold_posts() -> list[dict[str, Any]]:
    """The French posts of the project's own gold, with their facts."""
    lines = [line for one in sorted(GOLD.glob("posts*.jsonl")) for line in one.read_text("utf-8").splitlines()]
    return [row for row in map(json.loads, filter(None, lines)) if row["lang"].startswith("fr")]


def by_us(posts: Sequence[dict[str, Any]]) -> list[list[Told] | None]:
    from extractors.annotate.document import annotate
    from extractors.rows import post_from_row

    read = (annotate(post_from_row(post)) for post in posts)
    return [
        [Told(one.span_start, one.span_end, one.speaker) for one in records if one.table == "claims"]
        for records in read
    ]


@lru_cache(maxsize=1)
def pipeline() -> Any:
    import spacy

    return spacy.load(PIPELINE)


def by_spacy(posts: Sequence[dict[str, Any]]) -> list[list[Told] | None]:
    """What the pipeline reads holds no claims."""
    return [[] for _ in pipeline().pipe([post["text"] for post in posts])]


def by_textacy(posts: Sequence[dict[str, Any]]) -> list[list[Told] | None]:
    from textacy.extract import direct_quotations

    parses = pipeline().pipe([post["text"] for post in posts])
    return [None if _is_left_open(parse) else [_quoted(one) for one in direct_quotations(parse)] for parse in parses]


def _is_left_open(parse: Any) -> bool:
    """Whether a quotation is not closed: textacy raises an error then."""
    return sum(one.is_quote for one in parse) % 2 == 1


def _quoted(found: Any) -> Told:
    words = [*found.speaker, *found.cue, *found.content]
    end = max(one.idx + len(one) for one in words)
    return Told(min(one.idx for one in words), end, " ".join(one.text for one in found.speaker))


READERS: dict[str, Reader] = {"Claimwire": by_us, f"spaCy {PIPELINE}": by_spacy, "textacy quotations": by_textacy}


def measured(name: str) -> dict[str, Any]:
    """Load, speed, memory and claims of one reader in this process."""
    reader = READERS[name]
    began = time.process_time()
    reader([{"post_id": "first", "outlet": "gold", "lang": "fr", "timezone": "UTC", "text": FIRST}])
    load = time.process_time() - began
    posts = [{field: value for field, value in post.items() if field != "facts"} for post in gold_posts()]
    seconds = min(_seconds(reader, posts) for _ in range(ROUNDS))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    count = sum(len(post["text"].split()) for post in posts)
    told = reader(posts)
    given_up = told.count(None)
    return {
        "load": load,
        "speed": count / seconds,
        "peak": peak,
        "given_up": given_up,
        "told": [one or [] for one in told],
    }


def _seconds(reader: Reader, posts: Sequence[dict[str, Any]]) -> float:
    began = time.process_time()
    reader(posts)
    return time.process_time() - began


def apart(name: str) -> dict[str, Any] | None:
    """The same in a fresh process on one core; None where the reader is not installed."""
    command = [sys.executable, "-m", "benchmarks.annotate_posts", "--one", name]
    alone = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(command, cwd=ROOT, env=alone, check=False, capture_output=True, text=True)
    if done.returncode:
        sys.stderr.write(f"{name} is not measured: {done.stderr.strip().splitlines()[-1]}\n")
        return None
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def same_name(one: str, other: str) -> bool:
    """Whether two names agree in all words of the shorter one.

    >>> same_name("le président Volodymyr Zelensky", "Zelensky")
    True
    """
    from extractors.text import fold

    left, right = (set(fold(name).replace("'", " ").replace("-", " ").split()) - SMALL for name in (one, other))
    return bool(left and right) and (left <= right or right <= left)


def score(posts: Sequence[dict[str, Any]], told: Sequence[Sequence[Sequence[Any]]]) -> tuple[float, float, float]:
    """F1 of claims found, F1 of claims with the right speaker, and the share of quoted gold claims with the right one.

    A claim that meets only an optional fact counts neither way.
    """
    found = right = wanted = made = quoted = quoted_right = 0
    for post, claims in zip(posts, told, strict=True):
        free = [Told(*one) for one in claims]
        for fact in sorted(_claims(post), key=lambda one: bool(one.get("optional"))):
            met = _best(post, fact, free)
            if met is not None:
                free.remove(met)
            if fact.get("optional"):
                continue
            is_right = met is not None and same_name(fact["speaker"], met.speaker)
            is_quoted = fact["quote_type"] in {"direct", "mixed"}
            wanted, found, right = wanted + 1, found + (met is not None), right + is_right
            made += met is not None
            quoted, quoted_right = quoted + is_quoted, quoted_right + (is_quoted and is_right)
        made += len(free)
    return 2 * found / (wanted + made), 2 * right / (wanted + made), quoted_right / quoted


def _claims(post: dict[str, Any]) -> Iterable[dict[str, Any]]:
    return (one for one in post["facts"] if one["table"] == "claims")


def _best(post: dict[str, Any], fact: dict[str, Any], free: Iterable[Told]) -> Told | None:
    """The claim that overlaps a gold claim; of several one with the right speaker, then the one with most words."""
    start = post["text"].index(fact["quote"])
    end = start + len(fact["quote"])
    shared = {one: min(end, one.end) - max(start, one.start) for one in free}
    met = [one for one, common in shared.items() if common > 0]
    return max(met, key=lambda one: (same_name(fact["speaker"], one.speaker), shared[one]), default=None)


def speeds(read: dict[str, dict[str, Any] | None]) -> Iterator[Row]:
    for name, one in read.items():
        found = (f"{one['speed']:.0f}", f"{one['peak']:.0f}", f"{one['load']:.2f}") if one else [MISSING] * 3
        yield [name, *found]


def claims(posts: Sequence[dict[str, Any]], read: dict[str, dict[str, Any] | None]) -> Iterator[Row]:
    for name, one in read.items():
        if READERS[name] is not by_spacy:
            yield [name, *([f"{part:.2f}" for part in score(posts, one["told"])] if one else [MISSING] * 3)]


def given_up(read: dict[str, dict[str, Any] | None]) -> str:
    """Of how many posts a reader tells nothing, in a sentence for each that gives some up."""
    counts = {name: one["given_up"] for name, one in read.items() if one and one["given_up"]}
    return "".join(
        f" {name}: {count} posts given up for an unclosed quotation mark, counted as nothing found."
        for name, count in counts.items()
    )


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--one"]:
        sys.stdout.write(json.dumps(measured(arguments[1])))
        return 0
    posts = gold_posts()
    read = {name: apart(name) for name in READERS}
    parts = [
        f"{len(posts)} French posts of the project's own gold, {sum(len(one['text'].split()) for one in posts)} words.",
        table(["reader", "words per CPU second", "peak MB", "CPU seconds to load"], speeds(read)),
        CLAIMS + given_up(read),
        table(["reader", "claim F1", "claim and speaker F1", "quoted and right"], claims(posts, read)),
    ]
    publish(__file__, "Annotating posts", parts, arguments)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
