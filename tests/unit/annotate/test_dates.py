"""Dates in words: every form of the specification and our own, seen from one Wednesday."""

from __future__ import annotations

import json
import time
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.annotate.date_patterns import date_words
from extractors.annotate.dates import find_dates
from extractors.annotate.words import plain
from extractors.text import normalise

FORMS = Path(__file__).parent / "forms"
SHARED = Path(__file__).parents[3].parent / "shared" / "spec" / "dates.jsonl"
ANCHOR = datetime(2024, 10, 30, 18, 31, tzinfo=ZoneInfo("Europe/Paris"))


def rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def day(written: str | None, *, is_end: bool = False) -> date | None:
    """The day of a form's bound; an end at midnight belongs to the day before."""
    if written is None:
        return None
    moment = datetime.fromisoformat(written)
    return moment.date() - timedelta(days=1) if is_end and written.endswith("T00:00") else moment.date()


@pytest.mark.parametrize(
    ("lang", "form"), [(lang, one) for lang in ("fr", "en") for one in rows(FORMS / f"dates_{lang}.jsonl")]
)
def test_own_forms(lang: str, form: dict[str, str]) -> None:
    found = find_dates(form["text"], lang, ANCHOR)
    if "none" in form:
        assert found == ()
        return
    (mention,) = found
    assert (mention.first, mention.last, mention.precision) == (day(form["start"]), day(form["end"]), form["precision"])


@pytest.mark.skipif(not SHARED.exists(), reason="the specification is not beside the checkout")
def test_every_form_of_the_specification() -> None:
    head, *forms = rows(SHARED)
    anchor = datetime.fromisoformat(head["anchor"])
    wrong = []
    for form in forms:
        found = find_dates(form["text"], "fr", anchor, is_future="futur" in form["text"])
        expected = [(day(form["start"]), day(form["end"], is_end=True))]
        wrong += [form["text"]] if [(one.first, one.last) for one in found] != expected else []
    assert wrong == []


def test_the_next_day_follows_the_day_mentioned() -> None:
    first, second = find_dates("Frappé le 3 mai 2023, le dépôt a brûlé le lendemain.", "fr", ANCHOR)
    assert second.first == first.first + timedelta(days=1) == date(2023, 5, 4)


def test_the_zone_of_the_anchor_decides_the_day() -> None:
    late = datetime(2024, 10, 30, 23, 30, tzinfo=ZoneInfo("Europe/Paris"))
    assert find_dates("hier", "fr", late)[0].first == date(2024, 10, 29)
    assert find_dates("hier", "fr", late.astimezone(ZoneInfo("Asia/Tokyo")))[0].first == date(2024, 10, 30)


def test_leap_days() -> None:
    anchor = datetime(2024, 3, 30, 12, tzinfo=ZoneInfo("Europe/Paris"))
    assert find_dates("le 29 février", "fr", anchor)[0].first == date(2024, 2, 29)
    assert find_dates("il y a un mois", "fr", anchor)[0].first == date(2024, 2, 29)


PIECES = st.sampled_from(
    [
        "mardi",
        " ",
        "dans la nuit de ",
        "mardi à mercredi",
        "depuis ",
        "août",
        " 2023",
        "le 24 ",
        "’",
        "d’ici à ",
        "l’été",
        "œ",
        "\u202f",
        "É",
        "il y a trois jours",
        "Monday",
        " in May",
        "fin ",
        "\n",
        "“",
        "à 18h31",
        "week-end",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=40), st.sampled_from(["fr", "en"]))
def test_offsets_are_those_of_the_text(text: str, lang: str) -> None:
    end = 0
    for one in find_dates(text, lang, ANCHOR):
        assert end <= one.start < one.end <= len(text)
        assert one.words == text[one.start : one.end]
        assert one.first is None or one.last is None or one.first <= one.last
        end = one.end


@pytest.mark.parametrize("pump", ["le 3 ", "mardi ", "depuis ", "dans la nuit ", "d'ici à ", "2024-", "en mai "])
def test_time_grows_with_length_only(pump: str) -> None:
    started = time.process_time()
    find_dates(pump * 300, "fr", ANCHOR)
    assert time.process_time() - started < 2


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_pattern_for_all_dates_stands_where_the_first_of_them_does(lang: str) -> None:
    lists = date_words(lang)
    for form in rows(FORMS / f"dates_{lang}.jsonl"):
        flat = plain(normalise(form["text"]))
        alone = [match.start() for _, pattern in lists.patterns if (match := pattern.search(flat))]
        met = lists.any_of_them.search(flat)
        assert (met.start() if met else None) == min(alone, default=None), form["text"]
