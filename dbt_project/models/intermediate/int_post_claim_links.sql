-- What a claim takes up from the nearest one before it in its post on the same topic: blame,
-- warnings and demands are about it; one that begins with "this …" adds to what another said.
with
    claims as (select * from {{ ref("int_linked_claims") }} where is_relinked),
    answers as (
        select *,
        from claims
        where is_reaction or (is_assertion and is_resuming and not is_newsroom)
    ),
    assertions as (select * from claims where is_assertion or is_denial)
select
    if(answers.is_reaction, 'reacts_in_post', 'resumes_in_post') as rule,
    answers.claim_id as from_claim_id,
    assertions.claim_id as to_claim_id,
    0 as days_apart,
from answers
inner join
    assertions
    on answers.post_id = assertions.post_id
    and answers.topic = assertions.topic
    and answers.span_start > assertions.span_start
    and (answers.is_reaction or answers.speaker_key <> assertions.speaker_key)
qualify
    row_number() over (
        partition by answers.claim_id order by assertions.span_start desc, assertions.claim_id
    )
    = 1
