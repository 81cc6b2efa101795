-- What may tell that two ids of a blog are one post: the outlet's id, the minute, the
-- neighbours on both sides, and the words that few posts of the blog have. Three points make
-- a pair worth a closer look, so that a blog of hundreds of posts stays cheap.
with
    posts as (select * from {{ ref("int_observed_posts") }}),
    spoken as (
        select blog_id, post_id, unnest(list_distinct(first_words || last_words)) as word,
        from posts
        where not is_headline
    ),
    rare as (
        select *, from spoken qualify count(*) over (partition by blog_id, word) between 2 and 20
    ),
    placed as (
        select
            blog_id,
            post_id,
            unnest(
                [
                    'minute ' || date_trunc('minute', first_state.published_at),
                    'minute ' || date_trunc('minute', last_state.published_at),
                    'between ' || first_state.above[-1] || ' ' || first_state.below[1],
                    'between ' || last_state.above[-1] || ' ' || last_state.below[1]
                ]
            ) as key,
        from posts
        where not is_headline
    )
select distinct blog_id, post_id, key, 3 as points,
from placed
where key is not null
union all
select blog_id, post_id, if(is_headline, 'headline', 'source ' || source_post_id), 3,
from posts
where is_headline or source_post_id is not null
union all
select blog_id, post_id, 'word ' || word, 1,
from rare
