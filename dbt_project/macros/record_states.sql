{#
    What was known of each record of one staged table, from when to when: one row a record and state.

    A state lasts until another revision of the post shows the record again, or no longer, or until the post itself
    goes, comes back, or tells another time or address. `figures` are the columns whose change makes a record edited;
    each is kept as first seen under first_<name>. A change that comes with the outlet's own notice is a correction,
    a removal that does is a retraction.
#}
{% macro record_states(staged, record_table, key, figures) %}
    with
        records as (select * from {{ staged }}),
        identity as (
            select * from {{ ref("int_record_identity") }} where record_table = '{{ record_table }}'
        ),
        revisions as (select * from {{ ref("int_revision_history") }}),
        standings as (select * from {{ ref("int_post_standings") }}),
        observed as (
            select
                records.* exclude (post_id, content_hash, {{ key }}),
                coalesce(identity.record_id, records.{{ key }}) as {{ key }},
                revisions.* exclude (text, content_hash, observed_post_id, snapshot_id),
                substr(
                    revisions.text, sentence_start + 1, sentence_end - sentence_start
                ) as sentence,
                substr(revisions.text, span_start + 1, span_end - span_start) as quote_in_text,
                hash({{ figures | join(", ") }}) as figures,
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
        told as (
            select
                *,
                {% for figure in figures %}
                    first_value({{ figure }}) over history as first_{{ figure }},
                {% endfor %}
                first_value(valid_from) over history as first_captured_at,
                cast(
                    dense_rank() over (partition by {{ key }}, era order by revision_no) as integer
                ) as n_observations,
                min(figures) over so_far <> max(figures) over so_far as is_edited,
                if(figures <> lag(figures) over history, new_notice, null) as edit_notice,
            from observed
            window
                history as (partition by {{ key }}, era order by revision_no, span_start),
                so_far as (partition by {{ key }}, era order by revision_no)
            qualify
                row_number() over (partition by {{ key }}, era, revision_no order by span_start) = 1
        ),
        followed as (
            select
                *,
                last_value(edit_notice ignore nulls) over history as correction,
                lead(valid_from) over history as next_shown_at,
            from told
            window history as (partition by {{ key }}, era order by revision_no)
        ),
        parts as (
            select
                * exclude (valid_from, valid_to),
                valid_from as captured_at,
                null as gone_since,
                valid_from,
                valid_to,
            from followed
            union all by name
            select
                * exclude (valid_from, valid_to),
                valid_from as captured_at,
                next_revision_at as gone_since,
                next_revision_at as valid_from,
                coalesce(next_shown_at, era_ends_at) as valid_to,
            from followed
            where next_revision_at is not null and (next_revision_at < next_shown_at) is not false
        )
    select
        parts.* exclude (valid_from, valid_to),
        standings.outlet_id,
        standings.blog_id,
        standings.published_at,
        standings.published_on,
        standings.url,
        greatest(parts.valid_from, standings.valid_from) as valid_from,
        least(parts.valid_to, standings.valid_to) as valid_to,
        coalesce(parts.gone_since, standings.missing_since) as removed_at,
        case
            when parts.gone_since is not null and parts.next_notice is not null
            then 'retracted_by_outlet'
            when parts.gone_since is not null or standings.missing_since is not null
            then 'removed'
            when parts.correction is not null
            then 'corrected_by_outlet'
            when parts.is_edited
            then 'edited'
            else 'live'
        end as lifecycle,
    from parts
    inner join
        standings
        on parts.post_id = standings.post_id
        and parts.era = standings.era
        and (parts.valid_from < standings.valid_to) is not false
        and (standings.valid_from < parts.valid_to) is not false
    where (parts.valid_from < parts.valid_to) is not false
{% endmacro %}
