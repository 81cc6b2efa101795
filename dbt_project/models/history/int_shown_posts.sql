-- What a capture that shows a post adds to what is known of it: the time as the earliest capture
-- that
-- knows it, the rest as last shown. One row a post, era and instant.
with
    sightings as (select * from {{ ref("int_sightings") }}),
    compared as (
        select
            * exclude (
                published_at,
                published_on,
                published_raw,
                time_precision,
                time_method,
                time_confidence
            ),
            struct_pack(
                published_at,
                published_on,
                published_raw,
                time_precision,
                time_method,
                time_confidence
            ) as dated,
            content_hash is distinct from lag(content_hash) over history as is_revised,
            row_number() over (
                partition by post_id, era, observed_post_id order by captured_at, snapshot_id
            )
            = 1 as is_new_id,
        from sightings
        window history as (partition by post_id, era order by captured_at, snapshot_id)
    )
select
    post_id,
    era,
    era_ends_at,
    outlet_id,
    blog_id,
    captured_at as known_at,
    first_value(captured_at) over history as captured_at,
    first_value(day) over history as day,
    source_post_id,
    list_sort(list(observed_post_id) filter (is_new_id) over history) as observed_post_ids,
    kind,
    is_pinned,
    lang,
    headline,
    url,
    snapshot_url,
    unnest(
        coalesce(
            first_value(if(dated.published_at is null, null, dated) ignore nulls) over history,
            first_value(if(dated.published_on is null, null, dated) ignore nulls) over history,
            first_value(dated) over history
        )
    ),
    modified_at,
    strategies,
    field_evidence,
    cast(dense_rank() over (partition by post_id, era order by captured_at) as integer) as captures,
    cast(count_if(is_revised) over history as integer) as current_revision_no,
    last_value(if(is_revised, captured_at, null) ignore nulls) over history as current_since,
from compared
window
    history as (
        partition by post_id, era order by captured_at, snapshot_id rows unbounded preceding
    )
qualify row_number() over (partition by post_id, era, captured_at order by snapshot_id desc) = 1
