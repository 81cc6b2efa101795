-- One row an id under which captures showed a post: how it was first and last shown, beside
-- which others. An outlet's own ids count only where no post of the blog carried two of them:
-- ids that move from post to post are places.
with
    blogs as (select * from {{ ref("int_blog_identity") }}),
    snapshots as (select * from {{ ref("stg_snapshots") }}),
    sweeps as (select * from {{ ref("int_sweeps") }}),
    placed as (
        select
            posts.*,
            coalesce(blogs.blog_id, posts.blog_id) as lasting_blog_id,
            snapshots.captured_at as shown_at,
            sweeps.is_complete,
            list(posts.post_id) over newer as above,
            list(posts.post_id) over older as below,
            min(posts.published_at) over (partition by posts.blog_id, shown_at) as oldest,
            max(posts.published_at) over (partition by posts.blog_id, shown_at) as newest,
        from {{ ref("stg_post_observations") }} as posts
        inner join snapshots on posts.snapshot_id = snapshots.snapshot_id
        inner join sweeps on coalesce(snapshots.part_of, snapshots.snapshot_id) = sweeps.sweep_id
        left join blogs on posts.blog_id = blogs.observed_blog_id
        window
            newer as (
                partition by sweeps.sweep_id, posts.kind = 'headline'
                order by snapshots.page_number, posts.position, posts.post_id
                rows between 3 preceding and 1 preceding
            ),
            older as (
                partition by sweeps.sweep_id, posts.kind = 'headline'
                order by snapshots.page_number, posts.position, posts.post_id
                rows between 1 following and 3 following
            )
    ),
    observations as (
        select
            post_id,
            outlet_id,
            lasting_blog_id as blog_id,
            source_post_id,
            kind = 'headline' as is_headline,
            shown_at,
            row(shown_at, snapshot_id) as turn,
            struct_pack(
                snapshot_id,
                is_complete,
                published_at,
                published_on,
                time_precision,
                oldest,
                newest,
                above,
                below,
                text
            ) as state,
        from placed
    ),
    posts as (
        select
            post_id,
            arg_min(outlet_id, turn) as outlet_id,
            arg_min(blog_id, turn) as blog_id,
            bool_or(is_headline) as is_headline,
            max(source_post_id) as source_post_id,
            count(distinct source_post_id) > 1 as is_moved,
            min(shown_at) as first_at,
            max(shown_at) as last_at,
            list(distinct shown_at) as captures,
            arg_min(state, turn) as first_state,
            arg_max(state, turn) as last_state,
        from observations
        group by post_id
    )
select
    * exclude (source_post_id, is_moved),
    if(bool_or(is_moved) over (partition by blog_id), null, source_post_id) as source_post_id,
    {{ word_set("first_state.text") }} as first_words,
    {{ word_set("last_state.text") }} as last_words,
from posts
