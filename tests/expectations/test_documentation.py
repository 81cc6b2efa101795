"""docs/quality.md tells every check with its severity and its threshold, and none that does not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from expectations.extremes import FIGURES, TABLES
from expectations.gate import all_checks
from expectations.model import thresholds

PAGE = Path(__file__).parents[2] / "docs" / "quality.md"
ROW = re.compile(r"^\| `([^`]+)` \| (critical|warning) \| (?:`([^`]+)`)? ?\| (\S.*) \| (\S.*) \|$", re.MULTILINE)
PLACEHOLDERS = {"<fact>": FIGURES, "<table>": tuple(TABLES)}


def described(text: str) -> Iterator[tuple[str, str, str, str | None]]:
    for suite, section in re.findall(r"^## Suite `(\w+)`\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL):
        for name, severity, limit, *_ in ROW.findall(section):
            mark = name.partition("_")[0]
            for one in PLACEHOLDERS.get(mark, (mark,)):
                yield suite, name.replace(mark, one, 1), severity, limit or None


def test_every_check_is_told_as_it_is():
    told = sorted(described(PAGE.read_text("utf-8")), key=str)
    assert told == sorted(((one.suite, one.check, one.severity, one.limit) for one in all_checks()), key=str)


def test_a_check_that_is_told_otherwise_is_noticed():
    text = PAGE.read_text("utf-8")
    spoilt = text.replace("| `posts_collapsed` | critical |", "| `posts_collapsed` | warning |")
    assert spoilt != text
    assert sorted(described(spoilt), key=str) != sorted(described(text), key=str)


def test_the_numbers_of_the_text_are_those_of_the_thresholds():
    text, volume = PAGE.read_text("utf-8"), thresholds()["volume"]
    assert f"of the {volume['memory_days']} days before" in text
    assert f"median under {volume['least_median']} posts" in text
    assert (volume["quiet_days"], volume["history_days"]) == (7, 7)
