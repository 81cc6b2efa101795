{{ kept_by("post_id") }}
with
    revisions as (select * from {{ ref("int_post_revisions") }} where {{ is_changed("post_id") }}),
    posts as (select * from {{ ref("int_posts") }}),
    blogs as (select * from {{ ref("dim_live_blog") }})
select
    revisions.revision_id,
    revisions.post_id,
    blogs.blog_id,
    posts.outlet_id,
    posts.kind,
    revisions.revision_no,
    revisions.valid_from,
    revisions.valid_to,
    revisions.is_current,
    revisions.headline,
    if(
        posts.kind = 'headline', nullif(regexp_extract(revisions.text, '\n(.+)', 1), ''), null
    ) as standfirst,
    if(
        posts.kind = 'headline',
        null,
        regexp_extract(
            left(revisions.text, least(120, cast(0.5 * length(revisions.text) as integer))),
            '^(.*)\s'
        )
        || ' …'
    ) as opening,
    cast(length(revisions.text) as integer) as characters,
    revisions.content_hash,
    revisions.snapshot_id,
from revisions
inner join posts on revisions.post_id = posts.post_id
left join blogs on posts.blog_id = blogs.blog_id
