-- What the links compare of a claim: who stands behind it, whose war they fight, what it is about.
with
    claims as (select * from {{ ref("fct_claims") }}),
    worded as (select * from {{ ref("int_claim_words") }}),
    origins as (select * from {{ ref("int_claim_origin") }}),
    posts as (select * from {{ ref("dim_post") }})
select
    claims.claim_id,
    claims.post_id,
    claims.outlet_id,
    claims.blog_id,
    posts.kind as post_kind,
    coalesce(claims.published_at, claims.first_captured_at) as said_at,
    coalesce(claims.published_on, cast(claims.first_captured_at as date)) as shown_on,
    coalesce(claims.stated_on, shown_on) as said_on,
    claims.first_captured_at,
    origins.origin_id,
    origins.origin_kind,
    origins.speaker_key,
    claims.speaker_kind = 'newsroom' as is_newsroom,
    claims.speaker_side as side,
    claims.quote_type,
    {{ camp("claims.speaker_side") }} as camp,
    claims.topic,
    claims.stance,
    claims.polarity,
    claims.stance
    in ('asserts', 'claims', 'reports', 'announces', 'confirms', 'estimates') as is_assertion,
    claims.stance in ('accuses', 'denounces', 'warns', 'demands', 'questions') as is_reaction,
    claims.stance = 'denies' as is_denial,
    worded.is_resuming,
    claims.modality,
    claims.lang,
    claims.span_start,
    claims.sentence_start,
    worded.stems,
    worded.words_hash,
    worded.words,
from claims
inner join worded on claims.claim_id = worded.claim_id
inner join origins on claims.claim_id = origins.claim_id
left join posts on claims.post_id = posts.post_id
