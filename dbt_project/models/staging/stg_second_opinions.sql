select
    record_id,
    record_table,
    post_id,
    content_hash,
    annotator,
    annotator_version,
    cast(span_start as integer) as span_start,
    cast(span_end as integer) as span_end,
    quote,
    fields,
from {{ source("raw", "second_opinions") }}
