-- Pairs of posts within three days that are one text (Jaccard of their runs of five words at
-- least 0.8), or that share a quotation of eight words and more while one of them names an agency.
with
    candidates as (select * from {{ ref("int_copy_candidates") }}),
    compared as (select * from {{ ref("int_copy_likeness") }}),
    posts as (select * from {{ ref("int_post_shingles") }})
select
    candidates.post_id,
    candidates.other_post_id,
    if(compared.likeness >= 0.8, 'text', 'quotation') as basis,
    compared.likeness,
from candidates
inner join
    compared
    on candidates.post_id = compared.post_id
    and candidates.other_post_id = compared.other_post_id
inner join posts as one on candidates.post_id = one.post_id
inner join posts as other on candidates.other_post_id = other.post_id
where
    compared.likeness >= 0.8
    or (
        candidates.is_quoted
        and one.outlet_id <> other.outlet_id
        and (len(one.agencies) > 0 or len(other.agencies) > 0)
    )
