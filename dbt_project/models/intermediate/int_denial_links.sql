-- What a denial points at, where no fact tells: what others said of the same topic in the same
-- post, and what opponents said of it up to a week before, in words that the denial takes up.
with
    claims as (select * from {{ ref("int_linked_claims") }}),
    denials as (select * from claims where is_denial and polarity = -1),
    assertions as (select * from claims where is_assertion and polarity = 1),
    placed as (select *, {{ stretches_around("said_on") }} as stretch, from denials),
    in_post as (
        select
            'denies_in_post' as rule,
            denials.claim_id as from_claim_id,
            assertions.claim_id as to_claim_id,
            0 as days_apart,
            len(list_intersect(denials.stems, assertions.stems)) as shared,
            1 as needed,
        from denials
        inner join
            assertions
            on denials.post_id = assertions.post_id
            and denials.topic = assertions.topic
            and denials.origin_id <> assertions.origin_id
            and (denials.camp = assertions.camp) is not true
    ),
    before as (
        select
            'denies_topic' as rule,
            placed.claim_id as from_claim_id,
            assertions.claim_id as to_claim_id,
            placed.said_on - assertions.said_on as days_apart,
            len(list_intersect(placed.stems, assertions.stems)) as shared,
            2 as needed,
        from placed
        inner join
            assertions
            on placed.topic = assertions.topic
            and placed.lang = assertions.lang
            and placed.stretch = {{ stretch_of("assertions.said_on") }}
            and placed.camp <> assertions.camp
            and placed.post_id <> assertions.post_id
            and placed.said_on >= assertions.said_on
    )
select rule, from_claim_id, to_claim_id, days_apart,
from in_post
where shared >= needed
union all
select rule, from_claim_id, to_claim_id, days_apart,
from before
where shared >= needed
