import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.text import normalise, quotations, sentences


def cut(text):
    return [text[a:b] for a, b in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il part. Elle reste.", ["Il part.", "Elle reste."]),
        ("« Oui. Non. », dit M. Novak. Il part.", ["« Oui. Non. », dit M. Novak.", "Il part."]),
        ("“Nous tenons.” Il part.", ["“Nous tenons.”", "Il part."]),
        ("Le général J. K. Novak parle. Fin.", ["Le général J. K. Novak parle.", "Fin."]),
        ("Titre sans point\nLe texte suit.", ["Titre sans point", "Le texte suit."]),
        ("Coût de 1.050 euros. Fin.", ["Coût de 1.050 euros.", "Fin."]),
        ('"Is it over?" he asked. It was not.', ['"Is it over?" he asked.', "It was not."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, expected):
    assert cut(text) == expected


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('Il dit « oui » et “non” puis "peut-être".', ["oui", "non", "peut-être"]),
        ("“Les unités du groupe ‘Nord’ tiennent”, dit-il.", ["Les unités du groupe ‘Nord’ tiennent"]),
        ("« Il a dit “non” », dit-il.", ["Il a dit “non”"]),
        ("L’armée d’ici n’a rien dit.", []),
        ("“Ouverte sans fin\nLigne suivante.", ["Ouverte sans fin"]),
    ],
)
def test_quotations_of_every_mark(text, inner):
    assert [text[one.inner_start : one.inner_end] for one in quotations(text)] == inner


@given(st.text(alphabet="aB.«»“”\"' \n’‘!?", max_size=80))
def test_no_text_breaks_the_splitters(text):
    assert len(normalise(text)) == len(text)
    spans = sentences(text)
    assert all(a < b for a, b in spans)
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans))
    assert all(0 <= one.start <= one.inner_start <= one.inner_end <= one.end <= len(text) for one in quotations(text))
