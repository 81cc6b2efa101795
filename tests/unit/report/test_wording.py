"""Figures are never sharper than their words, addresses never anything but the web, times those of the outlet."""

from __future__ import annotations

import doctest
from datetime import UTC, date, datetime

import pytest

from claimwire.report import geometry, wording

DAY = date(2024, 10, 30)


def fact(hedge, low=None, best=None, high=None, unit="persons"):
    return {"hedge": hedge, "low": low, "best": best, "high": high, "unit": unit,
            "first_low": low, "first_best": best, "first_high": high}  # fmt: skip


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (fact("exact", 160000, 160000, 160000), "160\u202f000"),
        (fact("approx", None, 684280), "about 684\u202f280"),
        (fact("at_least", 4, 4), "at least 4"),
        (fact("more_than", 30), "more than 30"),
        (fact("nearly", None, 200, 200), "nearly 200"),
        (fact("up_to", None, None, 8000), "up to 8\u202f000"),
        (fact("less_than", None, None, 12), "less than 12"),
        (fact("between", 3, None, 5), "3 to 5"),
        (fact("vague", 20), "20 or more"),
        (fact("vague_small"), "a small number"),
        (fact("vague_large"), "a large number"),
        (fact("unquantified"), ""),
        (fact("exact", 0, 0, 0), "0"),
        (fact("exact", 85, 85, 85, "percent"), "85 %"),
        (fact("exact", 478, 478, 478, "km2"), "478 km²"),
        (fact("exact", 2, 2, 2, "settlements"), "2 settlements"),
    ],
)
def test_figure_keeps_its_hedge(row, told):
    assert wording.figure(row) == told


def test_changed_figure_tells_what_it_was():
    row = {**fact("exact", 4.0, 4.0, 4.0), "first_low": 3.0, "first_best": 3.0, "first_high": 3.0}
    assert wording.earlier_figure(row) == "3"
    assert wording.earlier_figure(fact("exact", 4.0, 4.0, 4.0)) == ""


@pytest.mark.parametrize(
    "url",
    [
        None, "", "javascript:alert(1)", " javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x",
        "//evil.example/x", "file:///etc/passwd", "/relative", "https://", "https://a.example/\"onmouseover=x", "http://a.example/\nx",
        "https://[::1", "vbscript:x", "java\tscript:alert(1)",
    ],
)  # fmt: skip
def test_only_web_addresses_become_links(url):
    assert wording.link(url) is None


@pytest.mark.parametrize("url", ["https://a.example/x?y=1&z=2#post-3", "HTTP://a.example", "https://bücher.example/é"])
def test_web_addresses_stay_as_they_are(url):
    assert wording.link(url) == url


def test_times_are_those_of_the_outlet():
    late = datetime(2024, 10, 29, 23, 30, tzinfo=UTC)
    assert wording.clock(late, "Europe/Paris", DAY) == "00:30"
    assert wording.clock(late, "Europe/London", DAY) == "29 Oct 23:30"
    assert wording.clock(late, "No/Where", DAY) == "29 Oct 23:30"
    assert wording.clock(late.replace(tzinfo=None), "../etc", DAY) == "29 Oct 23:30"
    assert wording.clock(None, "Europe/Paris", DAY) == "time unknown"


def test_sentence_is_cut_around_the_words_of_the_fact():
    row = {"sentence": "Deux morts et neuf blessés.", "quote": "neuf blessés"}
    assert wording.around(row) == ("Deux morts et ", "neuf blessés", ".")
    assert wording.around({**row, "quote": "ailleurs"}) == ("", "ailleurs", "")


@pytest.mark.parametrize(
    ("name", "side", "told"),
    [("état-major", "UKR", "État-major"), (None, "MEDIA", "The newsroom"), ("", "RUS", "Unnamed speaker")],
)
def test_speaker_is_named_as_at_the_start_of_a_line(name, side, told):
    assert wording.speaker({"speaker": name, "speaker_side": side}) == told


def test_direction_overrides_and_control_characters_are_dropped():
    assert wording.clean("a\u202eb\x07c\u2066d\r\n e") == "abcd e"


@pytest.mark.parametrize("module", [wording, geometry])
def test_examples_in_the_docstrings(module):
    assert doctest.testmod(module).failed == 0
