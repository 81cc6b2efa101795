-- Everything after which something else is known of a post, in order: another address of its
-- blog, a
-- complete capture that lacks it, a capture that shows it. Each row tells all that was known then.
with
    shown as (select * from {{ ref("int_shown_posts") }}),
    misses as (select * from {{ ref("int_misses") }}),
    urls as (select * from {{ ref("int_blog_urls") }}),
    linkless as (
        select
            post_id,
            era,
            min(known_at) as since,
            max(era_ends_at) as until,
            min(blog_id) as blog_id,
        from shown
        where url is null
        group by post_id, era
    ),
    events as (
        select
            post_id,
            era,
            known_at,
            2 as turn,
            shown as post,
            struct_pack(missing_since := cast(null as timestamptz), is_deleted := false) as missing,
        from shown
        union all
        select post_id, era, captured_at, 1, null, struct_pack(missing_since, is_deleted),
        from misses
        union all
        select linkless.post_id, linkless.era, urls.valid_from, 0, null, null,
        from linkless
        inner join urls on linkless.blog_id = urls.blog_id and linkless.since < urls.valid_from
        where (urls.valid_from < linkless.until) is not false
    ),
    filled as (
        select
            known_at,
            turn = 2 as is_shown,
            last_value(post ignore nulls) over history as post,
            last_value(missing ignore nulls) over history as missing,
        from events
        window
            history as (partition by post_id, era order by known_at, turn rows unbounded preceding)
        qualify row_number() over (partition by post_id, era, known_at order by turn desc) = 1
    )
select
    filled.known_at,
    filled.is_shown,
    post.* exclude (known_at, url, snapshot_url),
    missing.*,
    coalesce(post.url, urls.url, post.snapshot_url) as url,
from filled
asof left join urls on post.blog_id = urls.blog_id and filled.known_at >= urls.valid_from
