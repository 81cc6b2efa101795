{{ config(materialized="view", schema="staging") }}
-- Claims with all that links compare of them, and whether they are linked again: a view that is
-- dropped with the staging schema.
with
    traits as (select * from {{ ref("int_claim_traits") }}),
    relinked as (select * from {{ ref("int_relinked_claims") }})
select traits.*, relinked.is_relinked,
from traits
inner join relinked on traits.claim_id = relinked.claim_id
