{{ kept_by("post_id") }}
-- One row a post and day on which captures showed it.
with observations as (select * from {{ ref("int_post_observations") }})
select distinct post_id, outlet_id, day,
from observations
where kind <> 'headline'
