select
    snapshot_id,
    outlet as outlet_id,
    day,
    post_id,
    cast(position as integer) as position,
    stage,
    error,
    message,
    evidence,
from {{ source("raw", "quarantine") }}
