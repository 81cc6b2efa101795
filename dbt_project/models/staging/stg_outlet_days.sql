select
    outlet as outlet_id,
    day,
    status,
    error,
    message,
    cast(snapshot_count as integer) as snapshot_count,
    cast(post_count as integer) as post_count,
    cast(record_count as integer) as record_count,
    cast(quarantined_count as integer) as quarantined_count,
    is_complete,
    recorded_at,
from {{ source("raw", "outlet_days") }}
