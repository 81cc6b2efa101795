-- Every id under which a capture showed a post, and the id it goes by: that of its earliest
-- capture. Links make trees whose roots are posts; where two members of a tree were shown
-- together, or carry two ids of the outlet's, the later one begins a post of its own.
with recursive
    posts as (select * from {{ ref("int_observed_posts") }}),
    links as (select * from {{ ref("int_post_links") }}),
    descent as (
        select post_id, post_id as ancestor_id,
        from posts
        union all
        select descent.post_id, links.earlier_id,
        from descent
        inner join links on descent.ancestor_id = links.post_id
    ),
    trees as (
        select descent.post_id, descent.ancestor_id as root_id,
        from descent
        anti join links on descent.ancestor_id = links.post_id
    ),
    members as (
        select
            trees.root_id,
            posts.post_id,
            posts.captures,
            posts.source_post_id,
            row(posts.first_at, posts.post_id) as turn,
        from trees
        inner join posts on trees.post_id = posts.post_id
        qualify count(*) over (partition by trees.root_id) > 1
    ),
    strangers as (
        select distinct later.post_id,
        from members as later
        inner join
            members as earlier on later.root_id = earlier.root_id and earlier.turn < later.turn
        where
            list_has_any(earlier.captures, later.captures)
            or earlier.source_post_id <> later.source_post_id
    ),
    kept as (select post_id, earlier_id, from links anti join strangers using (post_id)),
    lineage as (
        select post_id, post_id as ancestor_id,
        from posts
        union all
        select lineage.post_id, kept.earlier_id,
        from lineage
        inner join kept on lineage.ancestor_id = kept.post_id
    )
select
    lineage.post_id as observed_post_id,
    root.post_id,
    root.outlet_id,
    root.blog_id,
    lineage.post_id <> root.post_id as is_alias,
from lineage
anti join kept on lineage.ancestor_id = kept.post_id
inner join posts as root on lineage.ancestor_id = root.post_id
