"""How far records agree with the project's own gold posts: detection and whole-record F1 by table.

A record meets a gold fact where their words overlap and their key agrees (the cue verb; outcome, type and figure;
type and place); it is whole where the fields that define its table agree too. Facts marked optional cost nothing.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from extractors.annotate.document import annotate
from extractors.rows import post_from_row, to_row
from extractors.text import fold

FIELDS = {
    "claims": ("speaker_side", "stance", "polarity"),
    "casualties": ("outcome", "low", "best", "high", "side", "place"),
    "mobilisation": ("mobilisation_type", "low", "best", "high", "force_country", "status"),
    "territory": ("territory_type", "place", "side_gaining", "claim_status", "low", "best", "high"),
}


def read_gold(path: Path) -> list[dict[str, Any]]:
    """The posts of a gold file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def records_of(post: dict[str, Any]) -> list[dict[str, Any]]:
    """The annotator's records of a gold post, as rows."""
    return [to_row(one) for one in annotate(post_from_row({k: v for k, v in post.items() if k != "facts"}))]


def score(posts: list[dict[str, Any]], read=records_of) -> dict[str, dict[str, float]]:
    """Detection, speaker (claims) and whole-record F1 of each table."""
    return _figures(_sum(tally(post, read(post)) for post in posts))


def intervals(
    posts: list[dict[str, Any]], read=records_of, *, rounds: int = 1000
) -> dict[str, dict[str, tuple[float, float]]]:
    """The 95 % interval of each F1 over posts drawn again and again (a document bootstrap, always the same draws)."""
    tallies = [tally(post, read(post)) for post in posts]
    draw = random.Random(20241030)
    drawn = [_figures(_sum(draw.choices(tallies, k=len(tallies)))) for _ in range(rounds)]
    return {
        table: {name: _middle([one[table][name] for one in drawn]) for name in measures}
        for table, measures in drawn[0].items()
    }


def facts_of(posts: list[dict[str, Any]]) -> Counter[str]:
    """How many facts each table asks for; the optional ones are not counted."""
    return Counter(fact["table"] for post in posts for fact in post["facts"] if not fact.get("optional"))


def tally(post: dict[str, Any], records: list[dict[str, Any]]) -> dict[str, Counter[str]]:
    """What one post's records are worth: facts asked for (`gold`), found (`hit`), with the right speaker, whole."""
    counts: dict[str, Counter[str]] = {table: Counter() for table in FIELDS}
    for table, counter in counts.items():
        facts = sorted((f for f in post["facts"] if f["table"] == table), key=lambda f: bool(f.get("optional")))
        free = [one for one in records if one["table"] == table]
        for fact in facts:
            found = max((one for one in free if _meets(post, fact, one)), key=lambda o: _agreed(fact, o), default=None)
            if found is not None:
                free.remove(found)
            if fact.get("optional"):
                continue
            counter["gold"] += 1
            if found is not None:
                counter["hit"] += 1
                counter["speaker"] += _same_name(fact.get("speaker"), found.get("speaker"))
                counter["whole"] += _agreed(fact, found) == len(FIELDS[table]) + 1
        counter["surplus"] += len(free)
    return counts


def _sum(tallies: Iterable[dict[str, Counter[str]]]) -> dict[str, Counter[str]]:
    total: dict[str, Counter[str]] = {table: Counter() for table in FIELDS}
    for one in tallies:
        for table, counter in one.items():
            total[table].update(counter)
    return total


def _middle(values: list[float]) -> tuple[float, float]:
    ordered = sorted(values)
    cut = round(len(ordered) * 0.025)
    return ordered[cut], ordered[-cut - 1]


def _figures(counts: dict[str, Counter[str]]) -> dict[str, dict[str, float]]:
    return {table: _f1(counter) for table, counter in counts.items()}


def _f1(counter: Counter[str]) -> dict[str, float]:
    total = counter["gold"] + counter["hit"] + counter["surplus"]
    named = {"detect_f1": "hit", "speaker_f1": "speaker", "record_f1": "whole"}
    return {name: 2 * counter[key] / total if total else 1.0 for name, key in named.items()}


def _meets(post: dict[str, Any], fact: dict[str, Any], one: dict[str, Any]) -> bool:
    start = post["text"].index(fact["quote"])
    if one["quote"] != post["text"][one["span_start"] : one["span_end"]]:
        return False
    if not (one["sentence_start"] < start + len(fact["quote"]) and start < one["sentence_end"]):
        return False
    if fact["table"] == "claims":
        return _words(fact["verb_lemma"]) == _words(one["verb_lemma"])
    figures = [(row["best"] or row["low"] or row["high"]) for row in (fact, one)]
    kinds = {"casualties": "outcome", "mobilisation": "mobilisation_type", "territory": "territory_type"}
    kind = kinds[fact["table"]]
    is_place_free = fact["table"] != "territory"
    return (
        fact[kind] == one[kind]
        and figures[0] == figures[1]
        and (is_place_free or _same_name(fact["place"], one["place"]))
    )


def _agreed(fact: dict[str, Any], one: dict[str, Any]) -> int:
    """How many defining fields agree, the speaker (of claims; given for facts) counted as one."""
    same = sum(
        _same_name(fact[name], one[name]) if name == "place" else fact[name] == one[name]
        for name in FIELDS[fact["table"]]
    )
    return same + (fact["table"] != "claims" or _same_name(fact["speaker"], one["speaker"]))


def _words(name: str | None) -> set[str]:
    return {word for word in fold(name or "").replace("'", " ").replace("-", " ").split() if word not in {"se", "s"}}


_SMALL = {"le", "la", "les", "de", "du", "des", "d", "l", "region", "the", "of"}


def _same_name(gold: str | None, read: str | None) -> bool:
    one, other = _words(gold) - _SMALL, _words(read) - _SMALL
    return one <= other or other <= one if one and other else one == other
