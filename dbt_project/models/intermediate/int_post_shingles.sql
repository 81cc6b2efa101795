{{ kept_by("post_id") }}
-- What tells that a post repeats another: the eight lowest hashes of its runs of five words, the
-- two lowest of the runs of eight words of each quotation, and the agencies that it names.
with
    posts as (
        select *
        from {{ ref("int_posts") }}
        where kind <> 'headline' and {{ is_changed("post_id") }}
    ),
    revisions as (select * from {{ ref("int_post_revisions") }} where is_current),
    actors as (select * from {{ ref("stg_actors") }}),
    named as (select unnest(list_append(aliases, name)) as name, from actors where kind = 'agency'),
    agencies as (
        select list(distinct lower(strip_accents(name))) as names,
        from named
        where regexp_matches(name, '^\w{3,}$')
    ),
    worded as (
        select
            posts.post_id,
            posts.outlet_id,
            coalesce(posts.published_on, posts.day) as shown_on,
            {{ folded_words("revisions.text") }} as words,
            list_transform(
                regexp_extract_all(revisions.text, '[«“"]([^«»“”"]{30,})[»”"]', 1),
                lambda quoted:{{ folded_words("quoted") }}
            ) as quotations,
        from posts
        inner join revisions on posts.post_id = revisions.post_id
    )
select
    worded.post_id,
    worded.outlet_id,
    worded.shown_on,
    cast(len(words) as integer) as words,
    list_sort(list_distinct({{ shingles("words", 5) }}))[:8] as keys,
    list_distinct(
        flatten(
            list_transform(
                quotations, lambda quoted:list_sort(list_distinct({{ shingles("quoted", 8) }}))[:2]
            )
        )
    ) as quotation_keys,
    list_sort(list_intersect(words, agencies.names)) as agencies,
from worded
cross join agencies
