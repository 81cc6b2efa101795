{{ kept_by("sweep_id") }}
select
    snapshot_id,
    coalesce(part_of, snapshot_id) as sweep_id,
    outlet_id,
    day,
    url,
    captured_at,
    origin,
    is_late,
    is_complete,
    is_truncated,
    cast(post_count as integer) as posts,
    body_sha256,
    parser_version,
    annotator_version,
from {{ ref("stg_snapshots") }}
