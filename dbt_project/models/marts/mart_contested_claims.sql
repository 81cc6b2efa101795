with
    links as (
        select *
        from {{ ref("fct_claim_links") }}
        where relation in ('denies', 'contradicts_quantity', 'contradicts_polarity')
    ),
    claims as (
        select *, coalesce(published_at, first_captured_at) as said_at, from {{ ref("fct_claims") }}
    ),
    signatures as (select * from {{ ref("int_claim_signature") }}),
    turned as (
        select
            links.*,
            links.relation = 'denies'
            or (one.said_at, one.claim_id) > (other.said_at, other.claim_id) as is_from_the_answer,
            if(is_from_the_answer, links.to_claim_id, links.from_claim_id) as claim_id,
            if(is_from_the_answer, links.from_claim_id, links.to_claim_id) as answer_claim_id,
            if(is_from_the_answer, links.to_fact_id, links.from_fact_id) as fact_id,
            if(is_from_the_answer, links.from_fact_id, links.to_fact_id) as answer_fact_id,
        from links
        inner join claims as one on links.from_claim_id = one.claim_id
        inner join claims as other on links.to_claim_id = other.claim_id
    )
select
    turned.link_id,
    turned.relation,
    turned.basis,
    turned.rule,
    turned.rule_version,
    turned.score,
    claims.topic,
    turned.fact_table,
    facts.place,
    facts.place_id,
    turned.claim_id,
    claims.speaker,
    claims.speaker_side,
    claims.stance,
    claims.sentence,
    facts.quantity_text,
    claims.outlet_id,
    claims.published_at,
    claims.published_on,
    claims.url,
    turned.answer_claim_id,
    answers.speaker as answer_speaker,
    answers.speaker_side as answer_speaker_side,
    answers.stance as answer_stance,
    answers.sentence as answer_sentence,
    answer_facts.quantity_text as answer_quantity_text,
    answers.outlet_id as answer_outlet_id,
    answers.published_at as answer_published_at,
    answers.url as answer_url,
    cast(date_diff('minute', claims.said_at, answers.said_at) as integer) as lag_minutes,
from turned
inner join claims on turned.claim_id = claims.claim_id
inner join claims as answers on turned.answer_claim_id = answers.claim_id
left join signatures as facts on turned.fact_id = facts.fact_id
left join signatures as answer_facts on turned.answer_fact_id = answer_facts.fact_id
