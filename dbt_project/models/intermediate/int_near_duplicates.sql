-- Pairs of posts within three days that are one text (Jaccard of their runs of five words at
-- least 0.8), or that share a quotation of eight words and more while one of them names an agency.
with
    posts as (select * from {{ ref("int_post_shingles") }}),
    revisions as (select * from {{ ref("int_post_revisions") }} where is_current),
    keyed as (
        select post_id, shown_on, 'text' as basis, unnest(keys) as key,
        from posts
        where words >= 12
        union all
        select post_id, shown_on, 'quotation', unnest(quotation_keys),
        from posts
    ),
    rare as (select *, from keyed qualify count(*) over (partition by basis, key) between 2 and 60),
    candidates as (
        select one.post_id, other.post_id as other_id, max(one.basis = 'quotation') as is_quoted,
        from rare as one
        inner join
            rare as other
            on one.basis = other.basis
            and one.key = other.key
            and one.post_id < other.post_id
            and abs(one.shown_on - other.shown_on) <= 3
        group by all
    ),
    worded as (
        select
            revisions.post_id,
            list_distinct({{ shingles(folded_words("revisions.text"), 5) }}) as shingles,
        from revisions
        where
            post_id in (select post_id from candidates)
            or post_id in (select other_id from candidates)
    ),
    compared as (
        select
            candidates.*,
            len(list_intersect(one.shingles, other.shingles)) as shared,
            len(one.shingles) + len(other.shingles) - shared as together,
        from candidates
        inner join worded as one on candidates.post_id = one.post_id
        inner join worded as other on candidates.other_id = other.post_id
    )
select
    compared.post_id,
    compared.other_id,
    if(shared / greatest(together, 1) >= 0.8, 'text', 'quotation') as basis,
    shared / greatest(together, 1) as likeness,
from compared
inner join posts as one on compared.post_id = one.post_id
inner join posts as other on compared.other_id = other.post_id
where
    shared / greatest(together, 1) >= 0.8
    or (
        is_quoted
        and one.outlet_id <> other.outlet_id
        and (len(one.agencies) > 0 or len(other.agencies) > 0)
    )
