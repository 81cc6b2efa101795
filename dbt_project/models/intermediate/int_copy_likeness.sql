{{ kept("forget_changed('post_id', 'other_post_id')") }}
-- How much two posts share of their runs of five words (Jaccard).
with
    candidates as (
        select post_id, other_post_id,
        from {{ ref("int_copy_candidates") }}
        {% if is_incremental() %} anti join {{ this }} using (post_id, other_post_id) {% endif %}
    ),
    revisions as (select * from {{ ref("int_post_revisions") }} where is_current),
    worded as (
        select
            revisions.post_id,
            list_distinct({{ shingles(folded_words("revisions.text"), 5) }}) as shingles,
        from revisions
        where
            post_id in (select post_id from candidates)
            or post_id in (select other_post_id from candidates)
    )
select
    candidates.post_id,
    candidates.other_post_id,
    len(list_intersect(one.shingles, other.shingles)) as shared,
    shared / greatest(len(one.shingles) + len(other.shingles) - shared, 1) as likeness,
from candidates
inner join worded as one on candidates.post_id = one.post_id
inner join worded as other on candidates.other_post_id = other.post_id
