{{ kept_by("post_id") }}
{{ config(schema="history", alias="posts") }}
{%- set counted = ["last_seen_at", "captures"] %}
with
    events as (
        select
            *,
            current_revision_no > 1 as is_edited,
            case
                when is_deleted
                then 'removed'
                when current_revision_no > 1
                then 'edited'
                else 'live'
            end as lifecycle,
        from {{ ref("int_post_events") }}
    ),
    blogs as (select blog_id as held_blog_id, from {{ ref("dim_live_blog") }}),
    compared as (
        select
            events.* exclude (blog_id),
            held_blog_id as blog_id,
            row({{ contract_columns("dim_post") | reject("in", counted) | join(", ") }}) as told,
            told is distinct from lag(told) over history as is_changed,
        from events
        left join blogs on events.blog_id = blogs.held_blog_id
        window history as (partition by post_id, era order by known_at)
    ),
    numbered as (
        select *, count_if(is_changed) over history as state_no,
        from compared
        window history as (partition by post_id, era order by known_at rows unbounded preceding)
    ),
    states as (
        select
            * exclude (captures),
            captures - cast(is_shown as integer) as captures_before,
            last_value(if(is_shown, known_at, null) ignore nulls) over earlier as seen_before_at,
            list(known_at) filter (is_shown) over state as seen_at,
        from numbered
        window
            state as (partition by post_id, era, state_no),
            earlier as (
                partition by post_id, era
                order by known_at
                rows between unbounded preceding and 1 preceding
            )
        qualify is_changed
    )
select
    {%- for column in contract_columns("dim_post") if column not in counted %}
        {{ column }},
    {%- endfor %}
    captures_before,
    seen_before_at,
    coalesce(list_sort(seen_at), []) as seen_at,
    known_at as valid_from,
    coalesce(
        lead(known_at) over (partition by post_id, era order by known_at), era_ends_at
    ) as valid_to,
from states
qualify kind <> 'headline'
