-- What a fact says of its post, from when to when: its time, its address, whether it is there.
with
    events as (
        select
            post_id,
            era,
            era_ends_at,
            outlet_id,
            blog_id,
            known_at,
            published_at,
            published_on,
            url,
            if(is_deleted, missing_since, null) as missing_since,
        from {{ ref("int_post_events") }}
    ),
    changed as (
        select *,
        from events
        qualify
            row(
                published_at,
                published_on,
                url,
                missing_since
            ) is distinct from lag(row(published_at, published_on, url, missing_since)) over (
                partition by post_id, era order by known_at
            )
    )
select
    * exclude (known_at, era_ends_at),
    known_at as valid_from,
    coalesce(
        lead(known_at) over (partition by post_id, era order by known_at), era_ends_at
    ) as valid_to,
from changed
