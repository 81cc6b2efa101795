"""The page saved as text that started the project: what it says must come out of the whole chain."""

import json
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest

from claimwire import pipeline
from claimwire.settings import Settings
from claimwire.warehouse.connection import query

from .conftest import SHARED, claimwire

SEED = SHARED / "seed" / "tf1info-2024-10-30.txt"
CAPTURED = "2024-10-30T18:45:00+01:00"
POSTS = ([1], [2], [3], [5, 6], [7, 8], [9], [10], [11], [12], [13, 14, 15, 16, 19])

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the seed page is not beside this checkout")


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    settings = Settings(_env_file=None, home=tmp_path_factory.mktemp("seed"), outlets=("tf1info",))
    now = datetime(2024, 11, 2, 8, 0, tzinfo=UTC)
    outcome = pipeline.import_page(settings, "tf1info", SEED, captured_at=datetime.fromisoformat(CAPTURED), now=now)
    pipeline.load(settings, outcome.day, ["tf1info"])
    return pipeline.build_and_publish(settings, now=now).database


def test_ten_posts_are_found_where_they_begin_and_end(tmp_path):
    done = claimwire(
        "parse",
        str(SEED),
        "--outlet",
        "tf1info",
        "--captured-at",
        CAPTURED,
        environment={"CLAIMWIRE_HOME": str(tmp_path)},
    )
    lines = SEED.read_text(encoding="utf-8").splitlines()
    texts = [json.loads(row)["text"] for row in done.stdout.splitlines() if json.loads(row)["kind"] != "headline"]
    expected = ["\n".join(lines[number - 1] for number in numbers) for numbers in POSTS]
    assert texts == expected


def test_both_captures_are_claimed_by_russia(published):
    rows = query(
        published,
        "select distinct place, speaker_side, claim_status, side_gaining, side_losing from fct_territory "
        "where territory_type = 'capture' order by place",
    )
    common = {"speaker_side": "RUS", "claim_status": "claimed_by_gainer", "side_gaining": "RUS", "side_losing": "UKR"}
    assert rows == [{"place": "Krougliakivka", **common}, {"place": "Selydové", **common}]


def test_mobilisation_is_told_twice_with_two_hedges(published):
    rows = query(
        published,
        "select hedge, best, high, side from fct_mobilisation where low = 160000 order by hedge",
    )
    assert rows == [
        {"hedge": "at_least", "best": 160000, "high": None, "side": "UKR"},
        {"hedge": "exact", "best": 160000, "high": 160000, "side": "UKR"},
    ]


@pytest.mark.parametrize(
    ("kind", "best", "unit", "force"),
    [
        ("staffing_level", 85, "percent", "UA"),
        ("enlistment", 1_050_000, "persons", "UA"),
        ("foreign_deployment", 10_000, "persons", "KP"),
        ("foreign_deployment", 2_000, "persons", "KP"),
    ],
)
def test_figures_keep_their_unit_and_force(published, kind, best, unit, force):
    rows = query(published, f"select mobilisation_type, unit, force_country from fct_mobilisation where best = {best}")
    assert rows
    assert all(row == {"mobilisation_type": kind, "unit": unit, "force_country": force} for row in rows)


def test_the_ambassador_denies(published):
    rows = query(
        published,
        "select distinct speaker, speaker_side, speaker_country, stance from fct_claims where stance = 'denies'",
    )
    assert {"speaker": "Vassili Nebenzia", "speaker_side": "RUS", "speaker_country": "RU", "stance": "denies"} in rows


def test_the_denial_is_linked_to_what_it_denies(published):
    rows = query(
        published,
        "select distinct answer_speaker, speaker_side from mart_contested_claims "
        "where relation = 'denies' and topic = 'foreign_troops' and position('nord-coréen' in sentence) > 0",
    )
    assert rows == [{"answer_speaker": "Vassili Nebenzia", "speaker_side": "UKR_ALLY"}]


def test_figures_that_can_both_be_so_do_not_contradict(published):
    assert query(published, "from fct_claim_links where relation = 'contradicts_quantity'") == []
    told_twice = query(
        published,
        "select links.relation from fct_claim_links as links "
        "inner join fct_mobilisation as one on links.from_fact_id = one.mobilisation_id "
        "inner join fct_mobilisation as other on links.to_fact_id = other.mobilisation_id "
        "where one.low = 160000 and other.low = 160000",
    )
    assert told_twice == [{"relation": "same_statement"}]


def test_no_casualty_has_a_figure(published):
    assert query(published, "select * from fct_casualties where coalesce(low, best, high) is not null") == []


TRAPS = ("20.000 habitants", "onze", "155", "Verdun", "18h31", "Washington", "Londres", "Kiev", "Ouest")
WORDS_OF_FACTS = """
select coalesce(quantity_text, '') || ' ' || coalesce(place, '') as words from fct_mobilisation
union all select coalesce(quantity_text, '') || ' ' || coalesce(place, '') from fct_territory
union all select coalesce(quantity_text, '') || ' ' || coalesce(place, '') from fct_casualties
"""


def test_no_trap_became_a_fact(published):
    rows = [json.loads(line) for line in (SHARED / "seed" / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    spans = " | ".join(row["span"] for row in rows if row["table"] == "negative")
    assert all(trap in spans for trap in TRAPS)
    words = " | ".join(row["words"] for row in query(published, WORDS_OF_FACTS))
    assert [trap for trap in TRAPS if trap in words] == []
    assert query(published, "select * from fct_mobilisation where best in (20000, 11, 155, 18, 31, 1.05, 1050)") == []


def test_byline_greeting_and_teaser_say_nothing(published):
    claims = query(published, "select speaker, quote from fct_claims")
    assert not any("rédaction" in (row["speaker"] or "") for row in claims)
    assert not any(row["quote"].startswith("Bonjour") or "needs your car" in row["quote"] for row in claims)


def test_records_are_in_their_posts(published):
    rows = query(published, "select claim_id, stated_on, published_on from fct_claims order by published_at")
    assert rows
    assert all(row["published_on"] == date(2024, 10, 30) for row in rows)
    ids = sorted(row["claim_id"] for row in rows)
    assert all(one != other for one, other in pairwise(ids))
