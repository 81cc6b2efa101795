"""The second reader against a local stub of an OpenAI-compatible endpoint, over real HTTP."""

from __future__ import annotations

import dataclasses
import json
import threading
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from claimwire import pipeline
from claimwire.second_reader import PATIENCE, SecondReader, answer_schema
from claimwire.settings import Settings
from claimwire.warehouse.connection import query
from claimwire.warehouse.load import load
from extractors.errors import MissingSetting, Unreachable
from extractors.model import Casualty, Claim, Post
from tests.dbt import small_world

TEXT = "Trois marins ont péri dans le port, a indiqué la capitainerie d’Odessa. « Nous sommes en deuil », dit-elle."
POST = Post(
    post_id="p1", outlet="demo", lang="fr", timezone="Europe/Paris", text=TEXT,
    published_at=datetime(2025, 3, 4, 9, tzinfo=UTC),
)  # fmt: skip
CLAIM = {
    "evidence": "Trois marins ont péri dans le port, a indiqué la capitainerie d'Odessa",
    "speaker": "capitainerie d’Odessa", "speaker_mention": "la capitainerie d’Odessa", "speaker_role": None,
    "speaker_kind": "government", "speaker_resolution": "explicit", "speaker_country": "UA", "speaker_side": "UKR",
    "stance": "asserts", "verb_lemma": "indiquer", "modality": "fact", "polarity": 1, "quote_type": "indirect",
    "stated_on": "2025-03-04", "stated_on_basis": "publication", "topic": "casualties",
}  # fmt: skip
TOLL = {
    "evidence": "Trois marins ont péri", "claim": 0, "low": 3, "best": 3, "high": 3, "hedge": "exact",
    "unit": "persons", "quantity_text": "Trois", "aggregation": "unspecified", "place": None, "period_start": None,
    "period_end": None, "modality": "fact", "polarity": 1, "outcome": "killed", "person_category": "unknown",
    "side": "UKR", "victim_country": "UA", "is_running_total": False, "counting_basis": "official_claim",
    "rate_period": None, "event_on": None, "event_on_precision": None,
}  # fmt: skip
ANSWER = {"claims": [CLAIM], "casualties": [TOLL], "mobilisation": [], "territory": []}


@contextmanager
def stub(answer, status=200, raw=None):
    """An endpoint that gives one answer to everything; yields its address and the questions it was asked."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            length = int(self.headers["Content-Length"])
            asked.append((self.path, dict(self.headers), json.loads(self.rfile.read(length))))
            body = raw or json.dumps({"choices": [{"message": {"content": json.dumps(answer)}}]}).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", asked
    finally:
        server.shutdown()
        server.server_close()


def reader(url, folder, **changes):
    settings = Settings(
        _env_file=None, home=folder, second_reader_url=url, second_reader_model="stub", second_reader_key="k-123"
    )
    return dataclasses.replace(SecondReader.of(settings), **changes)


def read(folder, answer):
    with stub(answer) as (url, _):
        return reader(url, folder).read(POST)


def test_records_carry_their_own_annotator_and_stand_in_the_post(tmp_path):
    claim, toll = read(tmp_path, ANSWER).records
    assert isinstance(claim, Claim)
    assert isinstance(toll, Casualty)
    assert (claim.annotator, toll.claim_id) == ("openai-compatible:stub", claim.record_id)
    for one in (claim, toll):
        assert one.quote == TEXT[one.span_start : one.span_end]
    assert claim.quote.endswith("d’Odessa"), "the post's own apostrophe is kept"
    assert (toll.low, toll.best, toll.high) == (3.0, 3.0, 3.0)


def test_the_question_is_the_post_with_a_schema_and_no_chance(tmp_path):
    with stub(ANSWER) as (url, asked):
        reader(url, tmp_path).read(POST)
    ((path, headers, question),) = asked
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer k-123"
    assert question["temperature"] == 0
    assert TEXT in question["messages"][1]["content"]
    assert question["response_format"]["json_schema"]["schema"] == answer_schema()


def test_an_answer_is_asked_for_once(tmp_path):
    with stub(ANSWER) as (url, asked):
        first = reader(url, tmp_path).read(POST)
        assert reader(url, tmp_path).read(POST) == first
        assert len(asked) == 1
        reader(url, tmp_path, model="other").read(POST)
        assert len(asked) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"evidence": "Quatre marins ont péri"},
        {"evidence": ""},
        {"evidence": None},
        {"speaker_mention": "le maire"},
        {"stance": "shouts"},
        {"polarity": 7},
        {"stated_on": "yesterday"},
        {"speaker_side": None},
    ],
)
def test_a_claim_that_the_post_does_not_bear_out_is_refused(tmp_path, change):
    found = read(tmp_path, {**ANSWER, "claims": [{**CLAIM, **change}]})
    assert found.records == ()
    assert found.refused_count == 2, "the figure rests on the claim and goes with it"


@pytest.mark.parametrize(
    "change",
    [
        {"claim": 4},
        {"claim": None},
        {"quantity_text": None},
        {"quantity_text": "Trente"},
        {"low": 5},
        {"low": "three"},
        {"place": "Kharkiv"},
        {"outcome": "lost"},
    ],
)
def test_a_figure_that_the_post_does_not_bear_out_is_refused(tmp_path, change):
    found = read(tmp_path, {**ANSWER, "casualties": [{**TOLL, **change}]})
    assert [one.table for one in found.records] == ["claims"]
    assert found.refused_count == 1


def test_annotate_is_the_interface_of_the_rules(tmp_path):
    with stub(ANSWER) as (url, _):
        assert [one.table for one in reader(url, tmp_path).annotate(POST)] == ["claims", "casualties"]


@pytest.mark.parametrize(
    "raw", [b"<html>", b"{}", b'{"choices": []}', b'{"choices": [{"message": {"content": "hm"}}]}']
)
def test_an_answer_of_another_form_is_no_answer_and_not_kept(tmp_path, raw):
    with stub(None, raw=raw) as (url, _), pytest.raises(Unreachable, match="did not answer"):
        reader(url, tmp_path).read(POST)
    assert not list(tmp_path.rglob("*.json"))


def test_too_much_is_not_read(tmp_path):
    with stub(ANSWER) as (url, _), pytest.raises(Unreachable, match="bytes"):
        reader(url, tmp_path, max_bytes=100).read(POST)


def test_nobody_there_is_said(tmp_path):
    with stub(ANSWER) as (url, _):
        pass
    with pytest.raises(Unreachable, match="was not asked"):
        reader(url, tmp_path).read(POST)


def test_it_goes_on_past_a_post_and_gives_up_after_a_few_in_a_row(tmp_path):
    with stub(ANSWER, status=500) as (url, asked):
        readings, error = reader(url, tmp_path).read_all([POST] * 10)
    assert readings == []
    assert isinstance(error, Unreachable)
    assert len(asked) == PATIENCE


def test_a_refused_key_ends_it_at_once(tmp_path):
    with stub(ANSWER, status=401) as (url, asked):
        _, error = reader(url, tmp_path).read_all([POST] * 10)
    assert isinstance(error, MissingSetting)
    assert len(asked) == 1


def test_it_is_off_unless_set(tmp_path):
    with pytest.raises(MissingSetting, match="No second reader"):
        SecondReader.of(Settings(_env_file=None, home=tmp_path))


def test_the_key_is_never_shown(tmp_path):
    assert "k-123" not in repr(reader("http://127.0.0.1:1/v1", tmp_path))


def test_a_day_is_read_once(tmp_path):
    load(tmp_path / "raw.duckdb", packages=small_world.write_packages(tmp_path), outlet_days=(), lock_seconds=5)
    said = {"claims": [{**CLAIM, "evidence": "personnes ont été tuées", "speaker_mention": "le gouverneur"}]}

    def ask(url):
        settings = Settings(_env_file=None, home=tmp_path, second_reader_url=url, second_reader_model="stub")
        return pipeline.second_read(settings, small_world.DAY, ["gazette", "beacon"])

    with stub(said) as (url, asked):
        done = ask(url)
        assert (done.posts, done.records, done.refused, done.unread) == (8, 2, 6, 0)
        assert ask(url).posts == 0
        assert len(asked) == 8
    rows = query(tmp_path / "raw.duckdb", "select distinct post_id, annotator from second_opinions")
    assert rows == [{"post_id": "g-1", "annotator": "openai-compatible:stub"}]
