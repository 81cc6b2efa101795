{#
    The records of one staged table as the latest revision that holds each of them shows it, one row a record.

    `figures` are the columns whose change makes a record edited; each is kept as first seen under first_<name>.
    A record counts as removed when its post is deleted, or when the post's current revision no longer holds it.
#}
{% macro settled_records(staged, record_table, key, figures) %}
    with
        records as (select * from {{ staged }}),
        identity as (
            select * from {{ ref("int_record_identity") }} where record_table = '{{ record_table }}'
        ),
        revisions as (select * from {{ ref("int_post_revisions") }}),
        posts as (select * from {{ ref("int_posts") }}),
        observed as (
            select
                records.* exclude (post_id, content_hash, {{ key }}),
                coalesce(identity.record_id, records.{{ key }}) as {{ key }},
                revisions.post_id,
                revisions.revision_no,
                revisions.valid_from as captured_at,
                revisions.valid_to,
                substr(
                    revisions.text, sentence_start + 1, sentence_end - sentence_start
                ) as sentence,
                substr(revisions.text, span_start + 1, span_end - span_start) as quote_in_text,
            from records
            inner join
                revisions
                on records.post_id = revisions.observed_post_id
                and records.content_hash = revisions.content_hash
            left join
                identity
                on records.{{ key }} = identity.observed_record_id
                and records.post_id = identity.observed_post_id
        ),
        settled as (
            select
                *,
                {% for figure in figures %}
                    first_value({{ figure }}) over history as first_{{ figure }},
                {% endfor %}
                first_value(captured_at) over history as first_captured_at,
                cast(
                    count(distinct revision_no) over (partition by {{ key }}) as integer
                ) as n_observations,
                count(distinct({{ figures | join(", ") }})) over (partition by {{ key }})
                > 1 as is_edited,
            from observed
            window
                history as (
                    partition by {{ key }}
                    order by revision_no, span_start
                    rows between unbounded preceding and unbounded following
                )
            qualify
                row_number() over (partition by {{ key }} order by revision_no desc, span_start) = 1
        )
    select
        settled.*,
        posts.outlet_id,
        posts.blog_id,
        posts.published_at,
        posts.published_on,
        posts.url,
        case
            when posts.is_deleted or settled.revision_no < posts.current_revision_no
            then 'removed'
            when settled.is_edited
            then 'edited'
            else 'live'
        end as lifecycle,
        case
            when settled.revision_no < posts.current_revision_no
            then settled.valid_to
            when posts.is_deleted
            then posts.missing_since
        end as removed_at,
    from settled
    inner join posts on settled.post_id = posts.post_id
{% endmacro %}
