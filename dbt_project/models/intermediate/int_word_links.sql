-- Claims that are one by their words: the same sentence, the same speaker in two copies of one
-- text, or a speaker who says much the same again.
with
    claims as (select * from {{ ref("int_linked_claims") }}),
    duplicates as (select * from {{ ref("int_near_duplicates") }}),
    placed as (
        select *, {{ stretches_around("said_on") }} as stretch, from claims where words >= 6
    ),
    dated as (
        select *, said_on + unnest([-1, 0, 1]) as near_day, from claims where not is_newsroom
    ),
    sentences as (
        select
            'same_sentence' as rule,
            one.claim_id as from_claim_id,
            other.claim_id as to_claim_id,
            abs(one.said_on - other.said_on) as days_apart,
            1.0 as likeness,
        from placed as one
        inner join
            claims as other
            on one.words_hash = other.words_hash
            and one.stretch = {{ stretch_of("other.said_on") }}
            and one.claim_id < other.claim_id
            and one.polarity = other.polarity
            and (one.is_relinked or other.is_relinked)
            and (one.post_id <> other.post_id or one.sentence_start <> other.sentence_start)
    ),
    copies as (
        select
            'wire_copy' as rule,
            one.claim_id as from_claim_id,
            other.claim_id as to_claim_id,
            abs(one.said_on - other.said_on) as days_apart,
            {{ shared_part("one.stems", "other.stems") }} as likeness,
        from duplicates
        inner join claims as one on duplicates.post_id = one.post_id
        inner join claims as other on duplicates.other_post_id = other.post_id
        where
            (one.is_relinked or other.is_relinked)
            and one.topic = other.topic
            and one.stance = other.stance
            and one.polarity = other.polarity
            and one.speaker_key = other.speaker_key
            and {{ shared_part("one.stems", "other.stems") }} >= 0.6
    ),
    repeated as (
        select
            'same_speaker_words' as rule,
            one.claim_id as from_claim_id,
            other.claim_id as to_claim_id,
            abs(one.said_on - other.said_on) as days_apart,
            {{ shared_part("one.stems", "other.stems") }} as likeness,
        from dated as one
        inner join
            claims as other
            on one.speaker_key = other.speaker_key
            and one.topic = other.topic
            and one.stance = other.stance
            and one.polarity = other.polarity
            and one.lang = other.lang
            and one.near_day = other.said_on
            and one.claim_id < other.claim_id
            and (one.is_relinked or other.is_relinked)
        where
            {{ shared_part("one.stems", "other.stems") }} >= 0.6
            or (one.is_denial and len(list_intersect(one.stems, other.stems)) >= 2)
    )
select *,
from sentences
union all
select *,
from copies
union all
select *,
from repeated
