with
    rules as (select * from {{ ref("int_second_rules") }}),
    opinions as (select * from {{ ref("stg_second_opinions") }}),
    pairs as (select * from {{ ref("int_second_pairs") }}),
    posts as (select * from {{ ref("int_posts") }}),
    revisions as (select * from {{ ref("int_post_revisions") }} where is_current),
    differing as (
        select
            'differs' as disagreement,
            opinions.* exclude (record_id, fields),
            pairs.rules_record_id,
            pairs.second_record_id,
            pairs.field,
            pairs.rules_value,
            pairs.second_value,
        from pairs
        inner join opinions on pairs.second_record_id = opinions.record_id
        where not pairs.is_same
    ),
    only_second as (
        select
            'only_second' as disagreement,
            opinions.* exclude (record_id, fields),
            opinions.record_id as second_record_id,
        from opinions
        anti join pairs on opinions.record_id = pairs.second_record_id
    ),
    only_rules as (
        select
            'only_rules' as disagreement,
            rules.* exclude (record_id, fields),
            rules.record_id as rules_record_id,
        from rules
        anti join
            pairs on rules.record_id = pairs.rules_record_id and rules.annotator = pairs.annotator
    ),
    everything as (
        from differing
        union all by name
        from only_second
        union all by name
        from only_rules
    )
select
    md5(
        concat_ws(
            '|',
            everything.annotator,
            everything.disagreement,
            everything.rules_record_id,
            everything.second_record_id,
            everything.field
        )
    ) as review_id,
    posts.post_id,
    posts.outlet_id,
    posts.published_on,
    posts.url,
    everything.record_table,
    everything.disagreement,
    everything.field,
    everything.rules_value,
    everything.second_value,
    everything.rules_record_id,
    everything.second_record_id,
    everything.quote,
    everything.span_start,
    everything.span_end,
    everything.annotator,
    everything.annotator_version,
from everything
inner join
    revisions
    on everything.post_id = revisions.observed_post_id
    and everything.content_hash = revisions.content_hash
inner join posts on revisions.post_id = posts.post_id
