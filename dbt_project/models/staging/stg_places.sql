select place_id, name, country, admin1, feature, lat, lon, cast(population as bigint) as population,
from {{ source("raw", "places") }}
