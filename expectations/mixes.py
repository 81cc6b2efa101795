"""Frames of mixes: how far a day's kinds are from the usual ones, and how many kinds a column still has."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "fct_claims": (
            "stance", "modality", "quote_type", "topic", "attribution", "speaker_side", "speaker_kind",
            "speaker_resolution",
        ),
        "fct_casualties": ("outcome", "person_category", "side", "hedge", "best"),
        "fct_mobilisation": ("mobilisation_type", "status", "side", "hedge"),
        "fct_territory": ("territory_type", "claim_status", "side_gaining", "place_id"),
        "dim_post": ("published_at", "published_on"),
    }
)  # fmt: skip

DRIFT = """
with records as (
    select outlet_id, post_id, 'stances' as mix, stance as kind from fct_claims
    union all
    select outlet_id, post_id, 'tables', 'claims' from fct_claims
    union all
    select outlet_id, post_id, 'tables', 'casualties' from fct_casualties
    union all
    select outlet_id, post_id, 'tables', 'mobilisation' from fct_mobilisation
    union all
    select outlet_id, post_id, 'tables', 'territory' from fct_territory
),

kinds as (
    select
        records.outlet_id,
        records.mix,
        records.kind,
        count_if(post.day = $latest) as now,
        count_if(post.day < $latest) as before,
    from records
    inner join dim_post as post using (post_id)
    where post.day between $latest - 28 and $latest
    group by all
),

shares as (
    select
        *,
        sum(now) over whole as records,
        sum(before) over whole as records_before,
        now / nullif(sum(now) over whole, 0) - before / nullif(sum(before) over whole, 0) as difference,
    from kinds
    window whole as (partition by outlet_id, mix)
)

select
    outlet_id,
    mix,
    records,
    records_before,
    50.0 * sum(abs(difference)) as drift_pct,
from shares
group by all
order by all
"""

_ONE = """
select
    '{table}' as table_name,
    '{column}' as column_name,
    count(fact.{column}) as rows,
    count(distinct fact.{column}) as kinds,
from {table} as fact
inner join dim_post as post using (post_id)
where post.day > $latest - 28
"""

VARIETY = "union all".join(
    _ONE.format(table=table, column=column) for table, columns in COLUMNS.items() for column in columns
)
