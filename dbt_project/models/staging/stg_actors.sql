select actor_id, name, kind, role, country, side, aliases, valid_from, valid_to,
from {{ source("raw", "actors") }}
