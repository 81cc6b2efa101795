"""The frames as DuckDB yields them from small marts: a collapse in the marts is a collapse in the verdict."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb
import pytest

from claimwire.warehouse.frames import read_frames
from expectations.gate import FRAMES, Verdict, judge

DAY = date(2024, 10, 30)
FREE_TEXT = {"quote", "sentence", "headline", "speaker", "message", "error", "url", "text", "title"}

# outlet -> (what happens to its last day, checks that must fail for it and for nobody else)
TODAY = "where outlet_id = $outlet and day = date '2024-10-30'"
ITS_POSTS = f"where post_id in (select post_id from dim_post {TODAY})"
ITS_LAST = f"{ITS_POSTS} and number = 39"
TWO_DAYS = "where post_id in (select post_id from dim_post where outlet_id = $outlet and day >= date '2024-10-29')"
PLANTED: dict[str, tuple[str, set[str]]] = {
    "unspoilt": ("select $outlet", set()),
    "layout_changed": (
        f"update mart_coverage set posts = 6, claims = 3 {TODAY}",
        {"posts_dropped", "posts_collapsed", "claims_dropped", "claims_collapsed"},
    ),
    "annotator_went_blind": (
        f"update mart_coverage set claims = 0 {TODAY}",
        {"claims_dropped", "claims_collapsed"},
    ),
    "outlet_failed": (
        f"update mart_coverage set status = 'failed', snapshots = 0, posts = 0, claims = 0 {TODAY}",
        {"day_missing", "outlet_could_not_be_read"},
    ),
    "unread_page": (
        f"update mart_coverage set status = 'failed', posts = 0, claims = 0 {TODAY}",
        {"day_missing", "outlet_could_not_be_read"},
    ),
    "no_blog_that_day": (
        f"update mart_coverage set status = 'no_blog', is_expected = false, snapshots = 0, posts = 0 {TODAY}",
        set(),
    ),
    "cut_short": (f"update mart_coverage set is_complete = false {TODAY}", {"day_incomplete"}),
    "read_twice": (
        f"update mart_coverage set posts = 700 {TODAY}",
        {"posts_within_declared_high", "posts_far_above_declared"},
    ),
    "constant_stance": (
        f"update fct_claims set stance = 'claims' {ITS_POSTS}",
        {"stances_not_constant", "stances_drifted"},
    ),
    "constant_topic": (f"update fct_claims set topic = 'other' {ITS_POSTS}", {"topics_not_constant"}),
    "constant_side": (f"update fct_claims set speaker_side = 'UKR' {ITS_POSTS}", {"sides_not_constant"}),
    "speakers_lost": (
        f"update fct_claims set speaker_resolution = 'unresolved' {ITS_POSTS}",
        {
            "speakers_resolved",
            "speakers_mostly_unresolved",
            "speakers_resolved_dropped",
            "speakers_resolved_collapsed",
            "speakers_named_dropped",
            "speakers_named_collapsed",
        },
    ),
    "speakers_became_the_newsroom": (
        f"update fct_claims set speaker_resolution = 'newsroom' {ITS_POSTS}",
        {"speakers_named_dropped", "speakers_named_collapsed"},
    ),
    "times_lost": (
        f"update dim_post set time_precision = 'day' {TODAY}",
        {"times_precise", "times_precise_dropped", "times_precise_collapsed"},
    ),
    "quarantined": (f"update mart_coverage set quarantined = 10 {TODAY}", {"quarantine_rate"}),
    "quarantined_in_each_of_ten_captures": (
        f"update mart_coverage set quarantined = 10, snapshots = 10 {TODAY}",
        set(),
    ),
    "post_from_the_future": (
        f"update dim_post set published_at = captured_at + interval 2 hours {TODAY} and number = 7",
        {"posts_published_before_capture"},
    ),
    "post_of_another_week": (
        f"update dim_post set published_on = day - 6 {TODAY} and number = 7",
        {"posts_published_near_day"},
    ),
    "places_lost": (
        f"update fct_casualties set place_id = null {ITS_POSTS}",
        {"places_resolved", "places_mostly_unresolved", "places_resolved_dropped", "places_resolved_collapsed"},
    ),
    "one_body_for_all": (
        f"update dim_post_revision set content_hash = 'same' {ITS_POSTS}",
        {"bodies_repeat", "bodies_mostly_repeat"},
    ),
    "a_body_for_two": (
        f"update dim_post_revision set content_hash = 'same' {ITS_POSTS} and post_id similar to '.* [0-2]'",
        set(),
    ),
    "teasers_of_yesterday": (
        f"update dim_post_revision set content_hash = right(post_id, 1) {TWO_DAYS} and post_id similar to '.* [0-4]'",
        {"bodies_repeat"},
    ),
    "other_stances": (
        f"update fct_claims set stance = if(number = 0, 'claims', 'asks') {ITS_POSTS}",
        {"stances_drifted", "stances_drifted_far"},
    ),
    "no_more_figures": (f"delete from fct_casualties {ITS_POSTS}", {"tables_drifted"}),
    "quote_of_another_post": (
        f"update fct_claims set quote = 'Nobody said so' {ITS_POSTS} and number = 7",
        {"claims_span_is_in_post"},
    ),
    "total_falls": (
        f"update fct_casualties set low = 1, best = 1, high = 1 {ITS_LAST}",
        {"totals_do_not_fall"},
    ),
    "total_falls_by_an_edit": (
        f"update fct_casualties set low = 1, best = 1, high = 1, lifecycle = 'edited' {ITS_LAST}",
        set(),
    ),
    "total_falls_and_says_that_it_is_corrected": (
        f"update fct_casualties set low = 1, best = 1, high = 1, lifecycle = 'corrected_by_outlet' {ITS_LAST}",
        set(),
    ),
    "total_that_is_only_rounder": (
        f"update fct_casualties set low = 100, best = null, high = null {ITS_LAST}",
        set(),
    ),
    "total_of_long_ago": (
        f"update fct_casualties set high = 1, best = 1, low = 1, event_on = date '2024-03-01' {ITS_LAST}",
        set(),
    ),
    "toll_of_a_place": (
        f"update fct_casualties set low = 1, best = 1, high = 1, place = 'a town' {ITS_LAST}",
        set(),
    ),
    "statement_of_next_week": (
        f"update fct_claims set stated_on = published_on + 7 {ITS_POSTS} and number = 7",
        {"claims_stated_before_published"},
    ),
    "figure_upside_down": (
        f"update fct_casualties set hedge = 'between', low = 500, best = null {ITS_POSTS} and number = 7",
        {"casualties_low_at_most_high"},
    ),
}
MARTS = """
create table dim_outlet as select unnest($outlets) as outlet_id, 5 as volume_low, 100 as volume_high;

create table mart_coverage as
select
    outlet_id, day::date as day, 'collected' as status, true as is_expected, 1 as snapshots, true as is_complete,
    40 as posts, 40 as claims, 0 as quarantined,
from dim_outlet, generate_series(date '2024-10-15', date '2024-10-30', interval 1 day) as days(day);

create table dim_post as
select
    concat_ws(' ', outlet_id, day, number) as post_id, number, outlet_id, day, day as published_on,
    'minute' as time_precision, (day + interval 9 hours + interval (number) minutes)::timestamptz as published_at,
    (day + interval 23 hours)::timestamptz as captured_at,
from mart_coverage, range(40) as numbers(number);

create table dim_post_revision as select post_id, true as is_current, md5(post_id) as content_hash, from dim_post;
create schema intermediate;
create table intermediate.int_post_revisions as
select post_id, 'Number ' || number || ' was said by the mayor.' as text, from dim_post;

create table fct_claims as
select
    'c ' || post_id as claim_id, post_id, number, outlet_id, published_at, published_on, 0.9 as confidence,
    0 as span_start, 20 as span_end, 'Number ' || number || ' was said' as quote,
    published_on as stated_on, if(number % 2 = 0, 'explicit', 'carried') as speaker_resolution,
    if(number % 3 = 0, 'claims', 'denies') as stance,
    if(number % 2 = 0, 'strikes', 'territory') as topic, if(number % 2 = 0, 'UKR', 'RUS') as speaker_side,
    if(number % 2 = 0, 'stated', 'possible') as modality, if(number % 2 = 0, 'direct', 'none') as quote_type,
    if(number % 2 = 0, 'named', 'anonymous') as attribution, if(number % 2 = 0, 'person', 'army') as speaker_kind,
    if(number % 2 = 0, 'the mayor', 'the army') as speaker, 'p' || number % 2 as speaker_id, 'live' as lifecycle,
    null::timestamptz as removed_at,
from dim_post;

create table fct_casualties as
select
    'k ' || claim_id as casualty_id, claim_id, post_id, number, outlet_id, published_at, published_on, confidence,
    span_start, span_end, quote, speaker, speaker_id, lifecycle, removed_at,
    100.0 + day_number as low, 100.0 + day_number as best, 100.0 + day_number as high,
    if(number % 2 = 0, 'exact', 'about') as hedge, 'persons' as unit,
    if(number % 2 = 0, 'killed', 'wounded') as outcome,
    if(number % 2 = 0, 'civilian', 'unknown') as person_category, if(number % 2 = 0, 'UKR', 'RUS') as side,
    if(number < 20, 'the town', null) as place, if(number < 20, 'g1', null) as place_id,
    if(number < 20, 'event', 'cumulative') as aggregation, 1 as polarity, null::varchar as subset_of,
    null::varchar as rate_period, null::date as event_on, null::date as period_end,
from (select *, day(published_on) as day_number from fct_claims);
create table fct_mobilisation as
select * rename (casualty_id as mobilisation_id), 'wave' as mobilisation_type, 'planned' as status,
from fct_casualties limit 0;
create table fct_territory as
select * rename (casualty_id as territory_id), 'capture' as territory_type, 'claimed' as claim_status,
    'RUS' as side_gaining,
from fct_casualties limit 0;
"""


def candidate(path: Path, outlets: Sequence[str], *statements: str) -> Path:
    with duckdb.connect(str(path)) as connection:
        for mart in MARTS.split(";\n"):
            connection.execute(mart, {"outlets": list(outlets)} if "$outlets" in mart else None)
        for statement in statements:
            connection.execute(statement)
    return path


def judged(path: Path) -> set[tuple[str, str | None]]:
    return {(one.check, one.outlet) for one in judge(read_frames(path, FRAMES), day=DAY).failures}


@pytest.fixture(scope="module")
def verdict(tmp_path_factory) -> Verdict:
    path = candidate(tmp_path_factory.mktemp("marts") / "candidate.duckdb", list(PLANTED))
    with duckdb.connect(str(path)) as connection:
        for outlet, (statement, _) in PLANTED.items():
            connection.execute(statement, {"outlet": outlet})
    return judge(read_frames(path, FRAMES), day=DAY)


@pytest.mark.parametrize("outlet", PLANTED)
def test_fault_in_the_marts_is_found_and_nothing_else(verdict, outlet):
    assert {one.check for one in verdict.failures if one.outlet == outlet} == PLANTED[outlet][1]


def test_every_row_is_looked_at(verdict):
    (spans,) = (one for one in verdict.results if one.check == "claims_span_is_not_empty")
    assert spans.row_count == len(PLANTED) * 16 * 40


def test_a_column_of_one_value_is_named(tmp_path):
    path = candidate(tmp_path / "candidate.duckdb", ["le-fil"], "update fct_claims set modality = 'stated'")
    (told,) = judge(read_frames(path, FRAMES), day=DAY).failures
    assert (told.check, told.observed) == (
        "columns_not_constant", "1 of them unexpected: fct_claims modality kinds=1",
    )  # fmt: skip


def test_frames_do_not_grow_with_the_posts(tmp_path):
    frames = read_frames(candidate(tmp_path / "candidate.duckdb", ["le-fil"]), FRAMES)
    assert {name for name, frame in frames.items() if len(frame) > 30} == set()


def test_lost_keys_are_counted(tmp_path):
    path = candidate(
        tmp_path / "candidate.duckdb",
        ["le-fil"],
        "insert into fct_claims from fct_claims limit 3",
        "update fct_casualties set claim_id = 'lost' where number = 3",
        "update fct_casualties set post_id = null where number = 4",
        "update fct_casualties set casualty_id = null where number = 5",
    )
    assert judged(path) == {
        ("keys_unique", None),
        ("claims_known", None),
        ("posts_known", None),
        ("keys_present", None),
        ("casualties_span_is_in_post", "le-fil"),
    }


def test_day_that_was_not_loaded_is_missed(tmp_path):
    path = candidate(tmp_path / "candidate.duckdb", ["le-fil"], f"delete from mart_coverage where day = '{DAY}'")
    assert judged(path) == {("day_is_loaded", None)}


def test_frames_hold_no_free_text(tmp_path):
    frames = read_frames(candidate(tmp_path / "candidate.duckdb", ["le-fil"]), FRAMES)
    assert {name for name, frame in frames.items() if FREE_TEXT & set(frame.columns)} == set()
