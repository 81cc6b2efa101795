{{ kept_by("post_id") }}
with
    posts as (
        select *
        from {{ ref("int_posts") }}
        where kind <> 'headline' and {{ is_changed("post_id") }}
    ),
    blogs as (select * from {{ ref("dim_live_blog") }})
select
    posts.post_id,
    blogs.blog_id,
    posts.outlet_id,
    posts.day,
    posts.source_post_id,
    posts.observed_post_ids,
    posts.kind,
    posts.is_pinned,
    posts.lang,
    posts.headline,
    posts.url,
    posts.published_at,
    posts.published_on,
    posts.published_raw,
    posts.time_precision,
    posts.time_method,
    posts.time_confidence,
    posts.modified_at,
    posts.strategies,
    posts.field_evidence,
    posts.captured_at,
    posts.last_seen_at,
    posts.captures,
    posts.current_revision_no,
    posts.current_since,
    posts.current_revision_no > 1 as is_edited,
    posts.is_deleted,
    posts.missing_since,
    case
        when posts.is_deleted
        then 'removed'
        when posts.current_revision_no > 1
        then 'edited'
        else 'live'
    end as lifecycle,
from posts
left join blogs on posts.blog_id = blogs.blog_id
