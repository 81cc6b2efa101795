{{ kept_by("post_id") }}
-- What links compare of the wording of a claim.
with
    claims as (
        select
            claim_id,
            post_id,
            lower(strip_accents(quote)) as folded,
            left(folded, 40) as beginning,
            regexp_extract_all(folded, '\w+') as words,
        from {{ ref("fct_claims") }}
        where {{ is_changed("post_id") }}
    )
select
    claim_id,
    post_id,
    regexp_matches(beginning, '^\W*(cet|cette|ces|cela|this|these|it would|it will)\b')
    and not regexp_matches(
        beginning,
        '^\W*\w+ (nuit|semaine|annee|matin|ete|hiver|week|morning|night|year|month|summer|winter)\b'
    ) as is_resuming,
    {{ telling_stems("folded") }} as stems,
    md5(array_to_string(words, ' ')) as words_hash,
    len(words) as words,
from claims
