"""Words that no rule asks for are passed over: what is found stays the same as if every rule were asked."""

from pathlib import Path

import pytest

from extractors.annotate import cues, phrase_ends, phrases
from extractors.annotate.document import annotate
from extractors.annotate.places import places
from extractors.rows import post_from_row
from tests.gold.agreement import read_gold

GOLD = Path(__file__).parents[2] / "gold"
POSTS = [
    post_from_row({name: value for name, value in row.items() if name != "facts"})
    for file in ("posts", "posts_en")
    for row in read_gold(GOLD / f"{file}.jsonl")[::2]
]


class Everything:
    """Holds whatever is asked for."""

    def __contains__(self, one):
        return True


def never(*asked):
    return False


def always(*asked):
    return True


def read():
    return [annotate(post) for post in POSTS]


@pytest.mark.parametrize(
    ("where", "name", "asking_every_rule"),
    [
        (phrase_ends, "_only_goes_on", never),
        (phrases, "_openings", lambda lang: Everything()),
        (cues, "_starters", lambda lang: Everything()),
        (places().index, "knows", always),
    ],
)
def test_no_rule_is_passed_over_that_would_have_read_something(monkeypatch, where, name, asking_every_rule):
    usual = read()
    monkeypatch.setattr(where, name, asking_every_rule)
    assert read() == usual


@pytest.mark.parametrize(
    ("where", "name", "asking_no_rule"),
    [
        (phrase_ends, "_only_goes_on", always),
        (phrases, "_openings", lambda lang: frozenset()),
        (cues, "_starters", lambda lang: frozenset()),
        (places().index, "knows", never),
    ],
)
def test_a_rule_that_is_passed_over_is_noticed(monkeypatch, where, name, asking_no_rule):
    usual = read()
    monkeypatch.setattr(where, name, asking_no_rule)
    assert read() != usual
