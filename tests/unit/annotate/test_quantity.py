"""Figures in words: every form of the specification, our own forms, and what must never be counted."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.annotate.quantity import Measure, find_quantities
from extractors.annotate.words import word_list

FORMS = Path(__file__).parent / "forms"
SHARED = Path(__file__).parents[3].parent / "shared" / "spec" / "quantities.jsonl"
BOUNDS = ("low", "best", "high", "hedge")


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def figures(text: str, lang: str) -> list[Measure]:
    return [one for one in find_quantities(text, lang) if one.is_figure and one.form != "article"]


def bounds(measure: Measure) -> dict[str, object]:
    return {name: getattr(measure.quantity, name) for name in BOUNDS}


@pytest.mark.parametrize(
    ("lang", "form"), [(lang, one) for lang in ("fr", "en") for one in rows(FORMS / f"quantities_{lang}.jsonl")]
)
def test_own_forms(lang: str, form: dict[str, object]) -> None:
    found = [one for one in find_quantities(str(form["text"]), lang) if one.is_figure]
    if "quantity" in form:
        assert not [one for one in found if one.form != "article"]
        return
    first = found[0]
    assert bounds(first) == {name: form.get(name) for name in BOUNDS}
    assert "noun" not in form or first.noun == form["noun"]
    assert "unit" not in form or first.quantity.unit == form["unit"]
    assert first.rate_period == form.get("rate")


@pytest.mark.skipif(not SHARED.exists(), reason="the specification is not beside the checkout")
def test_every_form_of_the_specification() -> None:
    wrong = []
    for form in rows(SHARED):
        found = [one for one in find_quantities(str(form["text"]), "fr") if one.is_figure or one.kind == "money"]
        if "quantity" in form:
            wrong += [form["text"]] if found else []
        elif not found or bounds(found[0]) != {name: form[name] for name in BOUNDS}:
            wrong.append(form["text"])
    assert wrong == []


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_examples_of_the_word_lists(lang: str) -> None:
    for example in word_list("numbers", lang)["examples"]:
        assert bounds(find_quantities(example["text"], lang)[0]) == {name: example.get(name) for name in BOUNDS}


def test_a_change_is_no_range() -> None:
    found = find_quantities("Le bilan est passé de 10 à 12 morts.", "fr")
    assert [one.quantity.best for one in found] == [10, 12]


def test_a_subset_is_marked_and_not_added() -> None:
    whole, part = find_quantities("Neuf personnes, dont deux enfants, sont mortes.", "fr")
    assert (whole.quantity.best, whole.is_subset) == (9, False)
    assert (part.quantity.best, part.is_subset) == (2, True)


def test_different_outcomes_are_not_summed() -> None:
    found = figures("Quatre morts et une trentaine de blessés à Soumy.", "fr")
    assert [(one.quantity.best, one.noun) for one in found] == [(4, "morts"), (30, "blessés")]


def test_a_sum_keeps_its_parts() -> None:
    (found,) = find_quantities("Deux hommes et une femme ont péri.", "fr")
    assert [(one.noun, one.quantity.best) for one in found.parts] == [("hommes", 2), ("femme", 1)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("une mère de 34 ans", "age"),
        ("à 12 kilomètres", "distance"),
        ("2 milliards d'euros", "money"),
        ("pendant trois semaines", "duration"),
        ("en 2023", "year"),
        ("cinq fois", "ratio"),
        ("condamné à 8 ans de réclusion", "sentence"),
        ("peuplée de 4.000 habitants", "population"),
        ("40 tonnes", "physical"),
    ],
)
def test_what_is_no_count_says_so(text: str, kind: str) -> None:
    measures = [one for one in find_quantities(text, "fr") if one.form != "article"]
    assert [one.kind for one in measures] == [kind]


def test_seed_sentences() -> None:
    text = "Kiev va mobiliser au moins 160.000 soldats, à hauteur de 85%, soit “un total de 1,050 million de citoyens”."
    assert [bounds(one) for one in figures(text, "fr")] == [
        {"low": 160000, "best": 160000, "high": None, "hedge": "at_least"},
        {"low": 85, "best": 85, "high": 85, "hedge": "exact"},
        {"low": 1050000, "best": 1050000, "high": 1050000, "hedge": "exact"},
    ]


PIECES = st.sampled_from(
    [
        "au moins ",
        "12 ",
        "3.000 ",
        "deux ",
        "une dizaine de ",
        "soldats ",
        "morts",
        " et ",
        "entre ",
        "à ",
        "’",
        "«",
        "»",
        "\u202f",
        "\u00a0",
        "des ",
        "centaines de ",
        "millions ",
        "%",
        " km²",
        "155ᵉ ",
        "É",
        "œ",
        "ﬁ",
        "\n",
        ".",
        "F-16 ",
        "demi",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=40), st.sampled_from(["fr", "en"]))
def test_offsets_are_those_of_the_text(text: str, lang: str) -> None:
    found = find_quantities(text, lang)
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert one.quantity.quantity_text == text[one.start : one.end] or one.parts
        if one.noun is not None:
            assert one.noun == text[one.noun_start : one.noun_end]
    assert [one.start for one in found] == sorted(one.start for one in found)


@pytest.mark.parametrize(
    "pump", ["1 000 ", "1.", "cent ", "vingt-", "plus de ", "entre 1 et ", "“", "dizaines de ", "12h"]
)
def test_time_grows_with_length_only(pump: str) -> None:
    started = time.process_time()
    find_quantities(pump * 2_000, "fr")
    assert time.process_time() - started < 1.5
