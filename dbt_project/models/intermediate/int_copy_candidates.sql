-- Pairs of posts within three days that share a rare run of words, in the text or in a quotation.
with
    posts as (select * from {{ ref("int_post_shingles") }}),
    keyed as (
        select post_id, shown_on, 'text' as basis, unnest(keys) as key,
        from posts
        where words >= 12
        union all
        select post_id, shown_on, 'quotation', unnest(quotation_keys),
        from posts
    ),
    rare as (select *, from keyed qualify count(*) over (partition by basis, key) between 2 and 60)
select one.post_id, other.post_id as other_post_id, max(one.basis = 'quotation') as is_quoted,
from rare as one
inner join
    rare as other
    on one.basis = other.basis
    and one.key = other.key
    and one.post_id < other.post_id
    and abs(one.shown_on - other.shown_on) <= 3
group by all
