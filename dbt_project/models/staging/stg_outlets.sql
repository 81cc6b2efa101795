select
    outlet as outlet_id,
    name,
    domain,
    country,
    lang,
    timezone,
    type,
    owner,
    ownership_state,
    cast(volume_low as integer) as volume_low,
    cast(volume_high as integer) as volume_high,
    expects_blog_daily,
from {{ source("raw", "outlets") }}
