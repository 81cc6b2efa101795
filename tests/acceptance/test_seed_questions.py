"""The questions of the cookbook on the page that started the project: what it answers, and what it must not answer."""

from datetime import UTC, date, datetime

import pytest

from claimwire import pipeline
from claimwire.settings import Settings
from claimwire.warehouse.connection import query
from demo import cookbook

from .conftest import SHARED

SEED = SHARED / "seed" / "tf1info-2024-10-30.txt"
CAPTURED = datetime.fromisoformat("2024-10-30T18:45:00+01:00")
ASKED = {one.number: one.sql for one in reversed(cookbook.recipes(cookbook.PAGE.read_text(encoding="utf-8")))}

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the seed page is not beside this checkout")


@pytest.fixture(scope="module")
def answer(tmp_path_factory):
    settings = Settings(_env_file=None, home=tmp_path_factory.mktemp("seed"), outlets=("tf1info",))
    now = datetime(2024, 11, 2, 8, 0, tzinfo=UTC)
    outcome = pipeline.import_page(settings, "tf1info", SEED, captured_at=CAPTURED, now=now)
    pipeline.load(settings, outcome.day, ["tf1info"])
    database = pipeline.build_and_publish(settings, now=now).database
    return lambda number: query(database, ASKED[number])


def test_two_settlements_are_claimed_on_two_days_in_two_oblasts(answer):
    rows = [(one["oblast"], one["day"], one["places"]) for one in answer(1)]
    assert rows == [
        ("Donetsk oblast", date(2024, 10, 29), ["Selydove"]),
        ("Kharkiv oblast", date(2024, 10, 30), ["Kruhliakivka"]),
    ]


def test_neither_is_answered_by_ukraine(answer):
    assert {one["place"]: one["answer"] for one in answer(2)} == {
        "Selydove": "unconfirmed",
        "Kruhliakivka": "unconfirmed",
    }


def test_the_ambassador_denies_after_assertions_of_the_other_side(answer):
    rows = answer(3)
    assert {one["denied_by"] for one in rows} == {"Vassili Nebenzia"}
    assert all("mensonges éhontés" in one["denial"] for one in rows)
    assert all(one["assertions"] > 0 for one in rows)


def test_the_soldiers_are_counted_as_the_words_bound_them(answer):
    rows = {(one["words"], one["low"], one["best"], one["high"]) for one in answer(4)}
    assert {("10.000", 10_000, 10_000, 10_000), ("quelque deux mille", None, 2_000, None)} <= rows


def test_the_targets_have_what_was_achieved_beside_them(answer):
    rows = {(one["mobilisation_type"], one["force_country"]): one for one in answer(6)}
    wave = rows["mobilisation_wave", "UA"]
    assert (wave["target_low"], wave["target"], wave["achieved"]) == (160_000, 160_000, None)
    assert rows["foreign_deployment", "KP"]["achieved"] == 10_000
    assert rows["staffing_level", "UA"]["target"] == 85


def test_one_claim_rests_on_an_anonymous_source_that_afp_passes_on(answer):
    (row,) = answer(7)
    assert row["quote"].startswith("Cette mobilisation doit s’étaler sur les trois prochains mois")
    assert row["side"] == "UKR"


def test_origins_are_counted_and_never_outnumber_mentions(answer):
    rows = answer(8)
    assert rows
    assert all(one["outlets"] == 1 <= one["origins"] <= one["mentions"] for one in rows)


def test_the_spokeswoman_is_quoted_twice(answer):
    rows = answer(13)
    assert ["arrive à Moscou" in one["quote"] for one in rows] == [True, False]
    assert {(one["stated_on"], one["venue"]) for one in rows} == {(date(2024, 10, 30), "point presse")}


@pytest.mark.parametrize("number", [9, 10, 11, 16])
def test_one_capture_has_no_edits_no_lost_posts_no_contradiction_and_no_rising_toll(answer, number):
    assert answer(number) == []


def test_losses_have_no_number(answer):
    rows = answer(5)
    assert len(rows) <= 1
    assert all(
        (one["of_side"], one["outcome"], one["last_figure"]) == ("RUS", "losses_unspecified", None) for one in rows
    )
