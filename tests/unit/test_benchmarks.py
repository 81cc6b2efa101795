"""The tables of figures that are kept are of the form that their programs print."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.annotate_posts import given_up, score
from benchmarks.tables import machine, table
from benchmarks.truth import says, words

FOLDER = Path(__file__).parents[2] / "benchmarks"
PROGRAMS = {
    "parse_pages": [
        "posts | instants | bodies | bodies in trafilatura | bodies in newspaper4k",
        "shown | same | share",
        "median | least | trafilatura | newspaper4k",
    ],
    "memory_pages": ["peak MB | CPU seconds | outcome"],
    "annotate_posts": [
        "words per CPU second | peak MB | CPU seconds to load",
        "claim F1 | claim and speaker F1 | quoted and right",
    ],
    "reading_quality": ["table | facts | found | right speaker | whole record"],
    "cookbook": ["question | rows | median ms | slowest ms | first ms"],
    "hostile_pages": ["CPU seconds | outcome"],
    "judge_candidate": ["to import the library | to judge | peak MB"],
}


def is_table(text: str, heads: str) -> bool:
    """Whether a text holds a table under these heads, with a row at least, each as wide as its heads."""
    match = re.search(rf"^\| [^\n]*{re.escape(heads)} \|\n\|[-|]+\|\n((?:\|.*\|\n)+)", text, re.MULTILINE)
    if match is None:
        return False
    width = match.group().split("\n", 1)[0].count("|")
    return all(line.count("|") == width for line in match.group(1).splitlines())


@pytest.mark.parametrize("program", list(PROGRAMS))
def test_the_kept_table_is_of_the_present_form(program: str) -> None:
    text = (FOLDER / f"{program}.md").read_text(encoding="utf-8")
    assert all(is_table(text, heads) for heads in PROGRAMS[program])
    assert re.search(r"^Measured on \d+ cores with \d+ GiB of memory\.$", text, re.MULTILINE)


def test_a_table_of_another_form_is_noticed() -> None:
    kept = table(["page", "CPU seconds", "outcome"], [["a", 1, "2 posts"]]) + "\n"
    assert is_table(kept, "CPU seconds | outcome")
    assert not is_table(kept, "seconds | posts")
    assert not is_table(kept.replace("| a |", "| a | b |"), "CPU seconds | outcome")


def test_a_machine_is_named_by_its_size_only() -> None:
    assert re.fullmatch(r"Measured on \d+ cores with \d+ GiB of memory\.", machine())


def test_a_body_is_said_by_a_text_that_holds_nearly_all_of_its_runs() -> None:
    body = words("Le pont de Verbove a rouvert&nbsp;<b>mercredi</b> matin, a indiqué la préfecture.")
    assert says(("avant", *body, "après"), body)
    assert not says(body[:6] + body[8:], body)


def test_claims_are_scored_by_their_words_and_by_who_makes_them() -> None:
    fact = {"table": "claims", "quote": "a dit Anna Roche", "speaker": "Anna Roche", "quote_type": "direct"}
    other = {**fact, "quote": "selon Kiev", "speaker": "Kiev", "quote_type": "selon", "optional": True}
    posts = [{"text": "« Oui », a dit Anna Roche, selon Kiev.", "facts": [fact, other]}]
    assert score(posts, [[(9, 25, "Roche"), (27, 37, "Lviv")]]) == (1.0, 1.0, 1.0)
    assert score(posts, [[(9, 25, "Lviv")]]) == (1.0, 0.0, 0.0)
    assert score(posts, [[(0, 6, "Anna Roche")]]) == (0.0, 0.0, 0.0)
    assert score(posts, [[(9, 25, "Roche"), (0, 6, "Roche")]])[0] == 2 / 3


def test_posts_that_a_reader_gives_up_are_told() -> None:
    assert given_up({"ours": {"given_up": 0}, "absent": None}) == ""
    assert given_up({"ours": {"given_up": 0}, "theirs": {"given_up": 2}}).startswith(" theirs: 2 posts given up")
