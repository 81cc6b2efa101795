"""A fixture is made only of a page that reads, lies in a folder of its own, and says where it reads differently."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any

import pytest

from claimwire.fixture import Fixture, write_fixture
from claimwire.given import GivenPage
from extractors.errors import NotALiveBlog, TransientError, UsageError
from extractors.parse.page import read_page
from extractors.parse.scramble import Scrambler
from tests.unit.parse.pages import POSTS, blog, page, script

URL = "https://fil.example/direct/fil-123456"
CAPTURED = datetime.fromisoformat("2024-10-30T18:45:00+01:00")
BODY = page("".join(f"<h3>{h}</h3><p>{t}</p>" for _, _, h, t in POSTS), head=script(blog()))

FIRST = re.compile(r'\{"@type": "BlogPosting".*?\}, (?=\{"@type")')


def given(**changes: Any) -> GivenPage:
    known = {"body": BODY, "outlet": None, "url": URL, "captured_at": CAPTURED, "content_type": "text/html"}
    return GivenPage(**{**known, **changes})


def made(tmp_path, monkeypatch, change) -> Fixture:
    real = Scrambler.page
    monkeypatch.setattr(Scrambler, "page", lambda self, text: change(real(self, text)))
    return write_fixture(given(), tmp_path / "made")


def test_what_is_written_is_what_the_fixture_tests_read(tmp_path):
    done = write_fixture(given(), tmp_path / "made")
    assert (done.posts, done.differences, done.words_left) == (4, (), ())
    about, *rows = [json.loads(line) for line in (done.folder / "expected.jsonl").read_text("utf-8").splitlines()]
    assert about.keys() == {"page", "markup", "url", "captured_at", "status", "is_complete", "next_url"}
    found = read_page((done.folder / about["page"]).read_bytes(), url=about["url"], captured_at=CAPTURED)
    assert [one.text for one in found.posts] == [one["text"] for one in rows]
    assert [datetime.fromisoformat(one["published_at"]) for one in rows] == [one.published_at for one in found.posts]
    assert [one["source_post_id"] for one in rows] == [one.source_post_id for one in found.posts]


def test_the_same_page_gives_the_same_fixture(tmp_path):
    one, two = (write_fixture(given(), tmp_path / name).folder for name in ("one", "two"))
    assert [path.read_bytes() for path in sorted(one.iterdir())] == [
        path.read_bytes() for path in sorted(two.iterdir())
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text.replace("2024-10-29T23", "2024-10-28T23"), "published_at differs in post 3"),
        (lambda text: text.replace(POSTS[0][0], "zz9"), "id differs in post 0"),
        (lambda text: FIRST.sub("", text, count=1), "it has 3 posts, not 4"),
        (lambda text: text.replace('lang="fr"', 'lang="en"'), "lang is en, not fr"),
        (lambda text: "<p>rien</p>", "it cannot be read any more"),
    ],
)
def test_a_page_that_reads_differently_says_how(tmp_path, monkeypatch, change, said):
    assert any(said in one for one in made(tmp_path, monkeypatch, change).differences)


def test_a_word_that_is_left_is_named(tmp_path, monkeypatch):
    done = made(tmp_path, monkeypatch, lambda text: text.replace("</body>", "<i data-place='Verbove'></i></body>"))
    assert done.words_left == ("verbove",)


def test_without_an_instant_the_newest_post_gives_one(tmp_path):
    done = write_fixture(given(captured_at=None), tmp_path / "made")
    about = json.loads((done.folder / "expected.jsonl").read_text("utf-8").splitlines()[0])
    assert about["captured_at"] == "2024-10-30T16:32:20+00:00"


def test_a_folder_that_holds_a_fixture_is_left_alone(tmp_path):
    write_fixture(given(), tmp_path / "made")
    with pytest.raises(UsageError, match="already"):
        write_fixture(given(), tmp_path / "made")


def test_a_page_that_is_no_live_blog_makes_none(tmp_path):
    article = b"<html><body><h1>Un gateau</h1><p>Battez les oeufs avec le sucre, puis la farine.</p></body></html>"
    with pytest.raises(NotALiveBlog):
        write_fixture(given(body=article, url=None), tmp_path / "made")
    assert not (tmp_path / "made").exists()


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path):
    (tmp_path / "made").write_text("a file")
    with pytest.raises(TransientError, match="cannot be written"):
        write_fixture(given(), tmp_path / "made")
