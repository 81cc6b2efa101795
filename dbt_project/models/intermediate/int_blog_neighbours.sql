-- The blogs before and after a blog, as its own page names them, else as theirs name it; only
-- blogs that were captured. Where several say so, the nearest in time counts.
with
    blogs as (select * from {{ ref("int_blogs") }}),
    identity as (select * from {{ ref("int_blog_identity") }}),
    named as (
        select blogs.blog_id, before.blog_id as previous_blog_id, after.blog_id as next_blog_id,
        from blogs
        left join identity as before on blogs.previous_blog_id = before.observed_blog_id
        left join identity as after on blogs.next_blog_id = after.observed_blog_id
    ),
    pairs as (
        select previous_blog_id, blog_id as next_blog_id, blog_id as said_by,
        from named
        where previous_blog_id <> blog_id
        union
        select blog_id, next_blog_id, blog_id,
        from named
        where next_blog_id <> blog_id
    ),
    placed as (
        select pairs.*, abs(epoch(later.first_captured_at - earlier.first_captured_at)) as distance,
        from pairs
        inner join blogs as earlier on pairs.previous_blog_id = earlier.blog_id
        inner join blogs as later on pairs.next_blog_id = later.blog_id
    ),
    befores as (
        select next_blog_id as blog_id, previous_blog_id,
        from placed
        qualify
            row_number() over (
                partition by next_blog_id
                order by said_by <> next_blog_id, distance, previous_blog_id
            )
            = 1
    ),
    afters as (
        select previous_blog_id as blog_id, next_blog_id,
        from placed
        qualify
            row_number() over (
                partition by previous_blog_id
                order by said_by <> previous_blog_id, distance, next_blog_id
            )
            = 1
    )
select blogs.blog_id, befores.previous_blog_id, afters.next_blog_id,
from blogs
left join befores on blogs.blog_id = befores.blog_id
left join afters on blogs.blog_id = afters.blog_id
