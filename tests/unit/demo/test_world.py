"""The demo world's posts: how many, how varied, and our own."""

import re
import tomllib
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from demo import pages, world
from extractors.outlets import declared

WEEK = tuple(date(2024, 10, 24) + timedelta(days=count) for count in range(7))
EXPECTED = tomllib.loads((world.FOLDER / "expected.toml").read_text(encoding="utf-8"))
SHARED = Path(__file__).parents[3].parent / "shared"
REAL_OUTLETS = (
    "TF1", "LCI", "Le Monde", "Le Figaro", "Libération", "BFM", "franceinfo", "France 24", "RFI", "Le Parisien",
    "Ouest-France", "20 Minutes", "Mediapart", "BBC", "Guardian", "CNN", "Sky News", "Reuters", "Al Jazeera", "Times",
)  # fmt: skip


def written():
    return [world.blog(slug, day) for slug in world.outlets() for day in world.written_days(slug)]


def texts():
    for blog in written():
        for post in blog.posts:
            for wording in post.wordings:
                yield f"{blog.outlet.slug}/{blog.day}/{post.id}", "\n".join(wording.paragraphs)


def found(slug, post_id, day=EXPECTED["day"]):
    return next(post for post in world.blog(slug, day).posts if post.id == post_id)


def test_every_outlet_has_the_seven_days_and_the_world_at_least_126_posts():
    counts = {}
    for blog in written():
        counts[blog.outlet.slug, blog.day] = sum(post.kind != "teaser" for post in blog.posts)
    assert {slug for slug, _ in counts} == set(world.outlets())
    assert all(world.written_days(slug) == WEEK for slug in world.outlets())
    assert min(counts.values()) >= 6
    assert sum(counts.values()) >= 126


def test_the_outlets_are_two_french_ones_and_an_english_one_in_three_technologies():
    assert sorted(one.lang for one in world.outlets().values()) == ["en", "fr", "fr"]
    assert {one.technology for one in written()} == set(pages.TECHNOLOGIES)


def test_the_program_finds_the_outlets_in_their_folder():
    assert set(world.outlets()) <= set(declared([world.FOLDER / "outlets"]))


def test_each_blog_address_is_matched_by_its_outlet_and_by_no_other():
    for blog in world.blogs():
        matching = [slug for slug, one in world.outlets().items() if re.search(one.blog_url, blog.url)]
        assert matching == [blog.outlet.slug]
        assert re.search(blog.outlet.blog_url, blog.url)["id"]


def test_ids_are_unique_in_their_blog_and_texts_in_the_world():
    for blog in written():
        ids = [post.id for post in blog.posts]
        assert len(ids) == len(set(ids)), blog.url
    seen = {}
    for where, text in texts():
        assert text not in seen, f"{where} repeats {seen[text]}"
        seen[text] = where


def test_edits_change_something_and_come_after_the_post():
    for blog in written():
        for post in blog.posts:
            assert post.wordings[0].since == post.appears_at >= post.published_at
            for before, after in pairwise(post.wordings):
                assert after.since > before.since
                assert after.paragraphs != before.paragraphs
            assert post.deleted_at is None or post.deleted_at > post.wordings[-1].since


def test_no_real_outlet_is_named():
    for where, text in texts():
        assert not [name for name in REAL_OUTLETS if re.search(rf"\b{name}\b", text)], where
    for outlet in world.outlets().values():
        assert not [name for name in REAL_OUTLETS if name in outlet.name]


@pytest.mark.skipif(not (SHARED / "seed").is_dir(), reason="the shared seed texts are not here")
def test_no_eight_words_in_a_row_come_from_the_seed():
    def runs(text, length=8):
        words = re.findall(r"\w+", text.lower())
        return {tuple(words[place : place + length]) for place in range(len(words) - length + 1)}

    seed = runs((SHARED / "seed" / "tf1info-2024-10-30.txt").read_text(encoding="utf-8"))
    assert seed
    for where, text in texts():
        assert not runs(text) & seed, where


def test_the_clock_crosses_midnight_on_the_english_page_of_the_27th():
    blog = world.blog("harbour-lantern", date(2024, 10, 27))
    clocks = re.findall(r'entry-clock">(\d\d:\d\d)<', pages.render(blog, blog.captures[-1]).decode())
    rises = [(newer, older) for newer, older in pairwise(clocks) if older > newer]
    assert rises == [("00:24", "23:38")]
    assert blog.posts[0].published_at == datetime(2024, 10, 26, 22, 38, tzinfo=UTC)


def test_summer_time_ends_between_the_26th_and_the_27th():
    hours = [world.blog("quotidien-du-canal", date(2024, 10, day)).captures[-1].hour for day in (26, 27)]
    assert hours == [21, 22]


def test_each_generated_day_has_a_blog_of_every_outlet_and_days_differ():
    for slug in world.outlets():
        bodies = set()
        for day in (date(2024, 9, 1), date(2024, 9, 24), date(2024, 9, 25), date(2024, 10, 23)):
            blog = world.blog(slug, day)
            assert 4 <= len(blog.posts) <= 6
            page = pages.render(blog, blog.captures[-1]).decode()
            assert "{" not in "".join(one for post in blog.posts for one in post.wordings[0].paragraphs)
            bodies.add(re.sub(r"\d{8}|\d{4}.\d{2}.\d{2}", "", page))
        assert len(bodies) == 4
    assert world.blog("harbour-lantern", date(2024, 8, 31)) is None
    assert world.blog("harbour-lantern", date(2024, 10, 31)) is None


def test_the_captures_of_30_october_hold_the_expected_posts():
    for one in EXPECTED["captures"]:
        blog = world.blog(one["outlet"], EXPECTED["day"])
        assert one["captured_at"] in blog.captures
        assert sum(post.kind != "teaser" for post in blog.standing(one["captured_at"])) == one["posts"]
    assert len(world.blog("quotidien-du-canal", EXPECTED["day"]).captures) == 4


def test_deleted_edited_and_inserted_posts_are_as_expected():
    captures = world.blog("quotidien-du-canal", EXPECTED["day"]).captures
    for one in EXPECTED["deleted"]:
        post = found(one["outlet"], one["post"])
        assert [post.stands_at(instant) for instant in captures] == [True, False, False, False]
    for one in EXPECTED["inserted"]:
        post = found(one["outlet"], one["post"])
        first = world.blog(one["outlet"], EXPECTED["day"]).standing(captures[0])
        assert post not in first
        assert first[-1].published_at < post.published_at < first[0].published_at
    for one in EXPECTED["edited_figures"]:
        post = found(one["outlet"], one["post"])
        assert post.published_at == one["published_at"]
        assert len({post.wording_at(instant) for instant in captures if post.stands_at(instant)}) == 2


def test_the_expected_posts_exist_and_the_dispatches_are_nearly_the_same():
    for one in EXPECTED["dispatches"]:
        first, second = (set(found(*key).wordings[-1].paragraphs[0].split()) for key in one["posts"])
        assert first != second
        assert len(first & second) / len(first | second) > 0.7
        assert all(one["agency"] in found(*key).wordings[-1].paragraphs[0] for key in one["posts"])
    for one in EXPECTED["denials"]:
        assert all(found(*key) for key in [*one.get("claims", ()), *one["denied_by"]])
    for one in EXPECTED["facts"]:
        assert found(one["outlet"], one["post"])
    for slug, ids in EXPECTED["noise"].items():
        assert all(found(slug, post_id) for post_id in ids)
