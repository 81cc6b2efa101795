select
    post_id,
    content_hash,
    annotator,
    annotator_version,
    cast(record_count as integer) as record_count,
    cast(refused_count as integer) as refused_count,
from {{ source("raw", "second_readings") }}
