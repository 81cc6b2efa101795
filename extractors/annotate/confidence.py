"""Confidence of a rule: its precision as measured on development gold, written by `benchmarks.rule_precision`."""

from __future__ import annotations

from functools import lru_cache

from extractors.annotate.words import word_list


@lru_cache(maxsize=1)
def _measured() -> tuple[dict[str, float], dict[str, float]]:
    listed = word_list("../confidence", "fr")
    return dict(listed["rules"]), dict(listed["tables"])


@lru_cache(maxsize=4_096)
def confidence(table: str, rule_id: str) -> float:
    """Measured precision of a rule, that of its whole table for a rule the gold never met."""
    rules, tables = _measured()
    return rules.get(rule_id, tables[table])
