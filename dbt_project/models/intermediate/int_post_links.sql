-- For an id, the earlier id whose post it continues, if any: the best of its pairs, where
-- that earlier id has no better continuation in the same capture. One id of the outlet's
-- decides. Of posts of one minute, words, neighbours or the very second do. An outlet that
-- corrects a time keeps the words; the page that showed one of the two times would have shown
-- the other too, if they were two posts.
with
    judged as (
        select
            *,
            case
                when has_same_source or is_headline
                then 'source'
                when has_same_source is not null
                then null
                when
                    has_same_minute
                    and (
                        shared > 0.5 * fewest
                        or (is_near and shared > 0.3 * fewest)
                        or is_below_same
                        or is_above_same
                        or has_same_second
                    )
                then 'minute'
                when
                    not has_same_minute
                    and (likeness >= 0.8 or (likeness >= 0.6 and is_near))
                    and (is_new_time_in_reach or (is_old_time_in_reach and fewest >= 8))
                then 'words'
                when
                    has_same_minute is null
                    and has_same_day is not false
                    and (
                        (likeness >= 0.5 and shared >= 3)
                        or (likeness >= 0.3 and (is_below_same or is_above_same))
                        or (is_below_same and is_above_same)
                    )
                then 'place'
            end as basis,
            likeness
            + if(has_same_source or is_headline, 10, 0)
            + if(has_same_minute, 1, 0)
            + if(is_near, 0.5, 0)
            + if(is_below_same, 0.25, 0)
            + if(is_above_same, 0.25, 0) as score,
        from {{ ref("int_post_pairs") }}
    ),
    ranked as (
        select
            *,
            row_number() over (
                partition by post_id order by score desc, last_at desc, earlier_id
            ) as choice,
            row_number() over (
                partition by earlier_id, first_at order by score desc, post_id
            ) as turn,
        from judged
        where basis is not null
    )
select post_id, earlier_id, basis, score,
from ranked
where choice = 1 and turn = 1
