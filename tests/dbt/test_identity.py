"""One post stays one post and one blog one blog, whatever an outlet does to them and however captures are loaded."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from claimwire.warehouse.build import prepare_raw
from claimwire.warehouse.connection import query
from claimwire.warehouse.frames import canonical_dump
from claimwire.warehouse.load import load
from claimwire.warehouse.models import PROJECT
from tests.dbt import small_world
from tests.dbt.identity_world import STORIES, address
from tests.dbt.small_world import Page

ONE_POST = (
    "opening-edited", "headline-edited", "time-corrected", "time-and-words", "time-bumped", "rewritten",
    "rewritten-without-time", "time-learnt", "lasting-ids", "second-exact", "slug-changed", "gap", "without-time",
    "same-minute",
)  # fmt: skip
TWO_POSTS = ("twice-shown", "twice-rolled-off", "twice-on-other-pages")
MODELS = ("+dim_post", "+dim_post_revision", "+dim_live_blog", "+int_posts")


@pytest.fixture(scope="module")
def settle(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Iterable[Sequence[Page]]], Path]:
    """Load pages, one call a batch, and run the models that settle identity; dbt's parse is kept between runs."""
    target = tmp_path_factory.mktemp("target")

    def of(batches: Iterable[Sequence[Page]]) -> Path:
        home = tmp_path_factory.mktemp("home")
        for number, batch in enumerate(batches):
            packages = small_world.write_packages(home / str(number), batch)
            outlets = [small_world.GAZETTE, small_world.BEACON]
            load(home / "live.duckdb", packages=packages, outlet_days=(), outlets=outlets, lock_seconds=5)
        prepare_raw(home / "live.duckdb", home / "raw.duckdb", lock_seconds=5)
        files = {"database": str(home / "claimwire.duckdb"), "raw": str(home / "raw.duckdb")}
        command = [
            sys.executable, "-m", "dbt.cli.main", "--no-use-colors", "build", "--project-dir", str(PROJECT),
            "--profiles-dir", str(PROJECT), "--target-path", str(target), "--log-path", str(target / "logs"),
            "--no-send-anonymous-usage-stats", "--no-version-check", "--exclude-resource-type", "unit_test",
            "--indirect-selection", "cautious", "--vars", json.dumps(files), "--select", *MODELS,
        ]  # fmt: skip
        ended = subprocess.run(command, capture_output=True, text=True, check=False, cwd=home)
        assert ended.returncode == 0, ended.stdout[-3000:]
        return home / "claimwire.duckdb"

    return of


@pytest.fixture(scope="module")
def settled(settle: Callable[[Iterable[Sequence[Page]]], Path]) -> Path:
    """Every story, loaded in one call."""
    return settle([pages_of_all()])


def pages_of_all() -> list[Page]:
    return list(chain.from_iterable(one.pages for one in STORIES.values()))


def posts_of(settled: Path, name: str) -> list[dict[str, Any]]:
    """The posts of a story, each with the labels under which captures showed it."""
    labels = STORIES[name].labels
    found = []
    for row in query(settled, "from dim_post order by captured_at, post_id"):
        known = set().union(*(labels.get(one, ()) for one in row["observed_post_ids"]))
        found += [{**row, "labels": known}] if known else []
    return found


def named(settled: Path, name: str) -> list[set[str]]:
    """Which labels are one post, but for the other posts of the page."""
    return [one["labels"] for one in posts_of(settled, name) if not any(map(_is_filler, one["labels"]))]


def _is_filler(label: str) -> bool:
    return label.startswith("filler")


@pytest.mark.parametrize("name", ONE_POST)
def test_an_edited_post_stays_one_post(settled: Path, name: str) -> None:
    (post,) = [one for one in posts_of(settled, name) if "new" in one["labels"]]
    assert post["labels"] == {"old", "new"}
    is_reworded = len({(one.headline, one.text) for one in STORIES[name].shown if one.label in {"old", "new"}}) > 1
    assert (post["current_revision_no"] > 1) == is_reworded
    assert not post["is_deleted"]


@pytest.mark.parametrize("name", TWO_POSTS)
def test_the_same_words_hours_apart_are_two_posts(settled: Path, name: str) -> None:
    assert sorted(map(sorted, named(settled, name))) == [["early"], ["late"]]


@pytest.mark.parametrize("name", sorted(STORIES))
def test_the_other_posts_of_a_page_stay_themselves(settled: Path, name: str) -> None:
    fillers = [one for one in posts_of(settled, name) if any(map(_is_filler, one["labels"]))]
    assert all(len(one["labels"]) == 1 for one in fillers), fillers
    assert len({(one["blog_id"], *one["labels"]) for one in fillers}) == len(fillers)


def test_of_two_posts_of_one_minute_each_keeps_its_own(settled: Path) -> None:
    assert sorted(map(sorted, named(settled, "same-minute"))) == [["new", "old"], ["still"]]
    assert sorted(map(sorted, named(settled, "both-edited"))) == [["one-new", "one-old"], ["two-new", "two-old"]]


def test_a_chain_of_edits_is_one_post_with_a_state_each(settled: Path) -> None:
    (post,) = [one for one in posts_of(settled, "chain") if len(one["labels"]) > 1]
    assert post["labels"] == {f"state-{turn}" for turn in range(4)}
    states = revisions(settled, post["post_id"])
    assert [one["revision_no"] for one in states] == [1, 2, 3, 4]
    assert [one["valid_to"] for one in states[:-1]] == [one["valid_from"] for one in states[1:]]


def test_an_edit_that_is_undone_is_a_third_state(settled: Path) -> None:
    (post,) = [one for one in posts_of(settled, "comes-back") if "first" in one["labels"]]
    states = revisions(settled, post["post_id"])
    assert [one["content_hash"] == states[0]["content_hash"] for one in states] == [True, False, True]


def test_ids_that_count_places_name_no_post(settled: Path) -> None:
    assert sorted(map(sorted, named(settled, "positions"))) == [["first"], ["second"], ["third"]]


def test_two_posts_shown_together_are_never_one(settled: Path) -> None:
    together = named(settled, "impostor")
    assert not any({"one", "two"} <= one for one in together)
    assert {"between"} <= set().union(*together)
    assert query(settled, SHOWN_TWICE) == []


SHOWN_TWICE = """
    select post_id from intermediate.int_post_observations
    group by post_id, captured_at having count(distinct observed_post_id) > 1
"""


def test_a_post_that_another_one_replaces_is_not_it(settled: Path) -> None:
    assert sorted(map(sorted, named(settled, "replaced"))) == [["new"], ["old"]]


def test_a_moved_post_is_no_revision(settled: Path) -> None:
    assert [one["current_revision_no"] for one in posts_of(settled, "moved")] == [1, 1, 1]


def test_only_whole_captures_tell_that_a_post_is_gone(settled: Path) -> None:
    found = {next(iter(one["labels"])): one for one in posts_of(settled, "taken-down")}
    assert {label: one["lifecycle"] for label, one in found.items()} == {
        "kept": "live",
        "gone": "removed",
        "back": "live",
    }
    day = STORIES["taken-down"].day
    assert found["gone"]["missing_since"] == small_world.at(12, day=day)


def revisions(settled: Path, post_id: str) -> list[dict[str, Any]]:
    sql = "from dim_post_revision where post_id = $post_id order by revision_no"
    return query(settled, sql, {"post_id": post_id})


def blogs(settled: Path, *names: str) -> list[dict[str, Any]]:
    """The blogs that ever had one of these addresses, in the order of their first capture."""
    urls = [one if "://" in one else address(one) for one in names]
    sql = "from dim_live_blog where list_has_any(urls, $urls) order by first_captured_at"
    return query(settled, sql, {"urls": urls})


@pytest.mark.parametrize("names", [("le-pont-rouvre", "camions-sur-le-pont"), ("ancien-titre", "nouveau-titre")])
def test_a_new_address_is_no_new_blog(settled: Path, names: tuple[str, str]) -> None:
    (blog,) = blogs(settled, *names)
    assert blog["urls"] == sorted(map(address, names))
    assert len(blog["observed_blog_ids"]) == 2
    assert (blog["captures"], blog["canonical_url"]) == (2, address(names[1]))


def test_one_number_under_four_slugs_is_one_blog(settled: Path) -> None:
    (blog,) = blogs(settled, "https://gazette.invalid/direct-12541713/marche")
    assert (len(blog["urls"]), blog["captures"], len(blog["observed_blog_ids"])) == (4, 4, 1)


def test_an_address_that_leads_to_each_blog_in_turn_joins_none(settled: Path) -> None:
    assert len(blogs(settled, "en-ce-moment", "premier", "deuxieme")) == 3


def test_addresses_of_two_days_are_two_blogs(settled: Path) -> None:
    first, second = blogs(settled, "2024-10-30/le-fil", "2024-10-31/le-fil")
    assert (first["posts"], second["posts"]) == (2, 3)


def test_a_blog_that_continues_another_is_linked_and_not_joined(settled: Path) -> None:
    night, day, evening = blogs(settled, "nuit", "journee", "soiree")
    assert [one["previous_blog_id"] for one in (night, day, evening)] == [None, night["blog_id"], day["blog_id"]]
    assert [one["next_blog_id"] for one in (night, day, evening)] == [day["blog_id"], evening["blog_id"], None]


def test_the_headline_of_a_blog_has_a_history(settled: Path) -> None:
    (blog,) = blogs(settled, "title-edited")
    assert (blog["first_title"], blog["title"]) == ("Le pont rouvre", "Le pont est fermé")
    assert (blog["headline_revision_no"], blog["posts"]) == (2, 3)
    states = revisions(settled, blog["headline_post_id"])
    assert [(one["headline"], one["standfirst"]) for one in states] == [
        ("Le pont rouvre", "Les camions passent."),
        ("Le pont est fermé", None),
    ]
    assert query(settled, "from dim_post where kind = 'headline'") == []


def test_no_whole_body_is_published(settled: Path) -> None:
    rows = query(settled, "select opening, characters from dim_post_revision where kind <> 'headline'")
    assert rows
    assert all(len(one["opening"]) <= min(122, one["characters"] // 2 + 3) for one in rows)


def test_the_order_of_loading_changes_nothing(settle: Callable[..., Path], settled: Path) -> None:
    shuffled = sorted(pages_of_all(), key=lambda one: one.snapshot.body_sha256)
    told = ("chain", "impostor", "slug-changed", "title-edited")
    last = [one for name in told for one in reversed(STORIES[name].pages)]
    one_by_one = settle([[one for one in shuffled if one not in last], *([one] for one in last)])
    in_parts = settle([shuffled[::2], shuffled[1::2], shuffled[:3]])
    for other in (one_by_one, in_parts):
        assert query(other, ALL_POSTS) == query(settled, ALL_POSTS)
        assert canonical_dump(other) == canonical_dump(settled)


ALL_POSTS = "from intermediate.int_posts order by post_id"
