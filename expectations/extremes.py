"""Frames of extremes: of each table and outlet the values that lie furthest out, so that one bad row is enough."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

FIGURES = ("casualties", "mobilisation", "territory")
TABLES: Mapping[str, str] = MappingProxyType({"claims": "fct_claims", **{table: f"fct_{table}" for table in FIGURES}})

_SPANS: Mapping[str, str] = MappingProxyType(
    {
        "shortest_span": "min(fact.span_end - fact.span_start)",
        "earliest_span": "min(fact.span_start)",
        "least_confidence": "min(fact.confidence)",
        "most_confidence": "max(fact.confidence)",
        "spans_not_in_post": "count_if(texts.is_found is distinct from true)",
    }
)
_STATED: Mapping[str, str] = MappingProxyType(
    {"most_days_stated_after": "max(date_diff('day', fact.published_on, fact.stated_on))"}
)
_QUANTITY: Mapping[str, str] = MappingProxyType(
    {
        "most_low_above_best": "max(fact.low - fact.best)",
        "most_best_above_high": "max(fact.best - fact.high)",
        "most_low_above_high": "max(fact.low - fact.high)",
        "least_low": "min(fact.low)",
        "least_best": "min(fact.best)",
        "least_high": "min(fact.high)",
        "most_percent": "max(fact.best) filter (where fact.unit = 'percent')",
        "widest_exact": "max(abs(fact.high - fact.low)) filter (where fact.hedge = 'exact')",
    }
)

_FRAME = """
with texts as (
    select fact.rowid as row_id, bool_or(contains(revision.text, fact.quote)) as is_found,
    from {table} as fact
    left join intermediate.int_post_revisions as revision on fact.post_id = revision.post_id
    group by all
)

select
    fact.outlet_id,
    count(*) as rows,
    {columns},
from {table} as fact
inner join texts on fact.rowid = texts.row_id
group by fact.outlet_id
order by fact.outlet_id
"""

_POSTS = """
select
    outlet_id,
    count(*) as rows,
    max(date_diff('minute', captured_at, published_at)) as most_minutes_after_capture,
    max(date_diff('day', published_on, day)) as most_days_before,
    min(date_diff('day', published_on, day)) as least_days_before,
from dim_post
group by outlet_id
order by outlet_id
"""


def _frame(name: str, table: str) -> str:
    columns = {**_SPANS, **(_STATED if name == "claims" else _QUANTITY)}
    return _FRAME.format(table=table, columns=",\n    ".join(f"{sql} as {column}" for column, sql in columns.items()))


EXTREMES: Mapping[str, str] = MappingProxyType(
    {"posts": _POSTS, **{name: _frame(name, table) for name, table in TABLES.items()}}
)
