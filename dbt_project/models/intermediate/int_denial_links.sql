-- What a denial points at, where no fact tells: what others said of the same topic in the same
-- post, and what opponents said of it up to a week before, in words that the denial takes up.
with
    claims as (select * from {{ ref("int_linked_claims") }}),
    denials as (select * from claims where is_denial and polarity = -1),
    assertions as (select * from claims where is_assertion and polarity = 1),
    in_post as (
        select
            'denies_in_post' as rule,
            denials.claim_id as from_claim_id,
            assertions.claim_id as to_claim_id,
            0 as days_apart,
            len(list_intersect(denials.stems, assertions.stems)) as shared,
        from denials
        inner join
            assertions
            on denials.post_id = assertions.post_id
            and denials.topic = assertions.topic
            and denials.origin_id <> assertions.origin_id
            and (denials.camp = assertions.camp) is not true
            and (denials.is_relinked or assertions.is_relinked)
    ),
    placed as (select *, {{ stretches_around("said_on") }} as stretch, from denials),
    taken_up as (select * exclude (stems), unnest(stems) as stem, from placed),
    taken as (
        select * exclude (stems), {{ stretch_of("said_on") }} as stretch, unnest(stems) as stem,
        from assertions
    ),
    before as (
        select
            'denies_topic' as rule,
            taken_up.claim_id as from_claim_id,
            taken.claim_id as to_claim_id,
            taken_up.said_on - taken.said_on as days_apart,
        from taken_up
        inner join
            taken
            on taken_up.topic = taken.topic
            and taken_up.lang = taken.lang
            and taken_up.stem = taken.stem
            and taken_up.stretch = taken.stretch
            and taken_up.camp <> taken.camp
            and taken_up.post_id <> taken.post_id
            and (taken_up.is_relinked or taken.is_relinked)
            and taken_up.said_on >= taken.said_on
        group by all
        having count(*) >= 2
    )
select rule, from_claim_id, to_claim_id, days_apart,
from in_post
where shared >= 1
union all
from before
