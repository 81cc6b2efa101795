"""Rows: JSON out of dataclasses and back, strict about what an instant is."""

from datetime import UTC, date, datetime

import pytest

from extractors.errors import BadDate, UsageError
from extractors.model import FieldEvidence, Post
from extractors.rows import day, instant, post_from_row, to_row

POST = Post(
    post_id="p1",
    outlet="gazette",
    lang="fr",
    timezone="Europe/Paris",
    text="Bonjour.",
    published_at=datetime(2024, 10, 30, 8, tzinfo=UTC),
    published_on=date(2024, 10, 30),
    strategies=("jsonld", "selectors"),
    field_evidence=FieldEvidence(body="selectors", published_at="jsonld"),
)


def test_a_post_survives_the_way_out_and_back():
    assert post_from_row(to_row(POST)) == POST


def test_keys_beyond_the_contract_are_ignored():
    assert post_from_row({**to_row(POST), "shoe_size": 43}) == POST


def test_the_least_a_post_may_be():
    row = {"post_id": "p", "outlet": "o", "lang": "fr", "timezone": "Europe/Paris", "published_at": None, "text": ""}
    assert post_from_row(row).published_at is None


@pytest.mark.parametrize("row", [None, [], "text", 5, {}, {"post_id": "p"}, {**to_row(POST), "text": 5}])
def test_what_is_no_post_is_refused(row):
    with pytest.raises(UsageError):
        post_from_row(row)


@pytest.mark.parametrize("text", ["2024-10-30T08:00:00", "yesterday", "", None, 5])
def test_an_instant_needs_an_offset(text):
    with pytest.raises(BadDate):
        instant(text)


@pytest.mark.parametrize("text", ["30/10/2024", "2024-13-01", "", None])
def test_a_day_is_written_year_first(text):
    with pytest.raises(BadDate):
        day(text)
