# ruff: noqa: E501 (texts in tables)
"""Values that stand in a page's scripts: JSON with slips, literals, flight data, caches with references."""

from __future__ import annotations

import json
from typing import Any

import pytest

from extractors.parse import flight, lenient, literal, references


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": 1, "b": [1, 2,],}', {"a": 1, "b": [1, 2]}),
        ('{"a": "first\nsecond"}', {"a": "first\nsecond"}),
        ('{"a": "he said "no", twice", "b": "c"}', {"a": 'he said "no", twice', "b": "c"}),
        ("{a: 'it\\'s', $b: !0, c: void 0, 'd': .5, e: undefined}", {"a": "it's", "$b": True, "c": None, "d": 0.5, "e": None}),
        ('<!-- {"a": 1} -->', {"a": 1}),
        ('{"a": 1, // one\n "b": /* two */ 2}', {"a": 1, "b": 2}),
        ('{"a": "\\p{x} \\u00e9"}', {"a": "p{x} é"}),
        ("{&quot;a&quot;: &quot;b&quot;}", {"a": "b"}),
        ('{"at": new Date("2024-10-30T10:00:00Z")}', {"at": "2024-10-30T10:00:00Z"}),
        ('{"a": "cut off in the', None),
        ("[" * 5000, None),
        ("nothing of the kind", None),
    ],
)  # fmt: skip
def test_a_text_is_read_with_its_slips(text: str, expected: Any) -> None:
    assert lenient.load(text) == expected


def test_values_that_stand_one_after_the_other() -> None:
    assert lenient.values('{"a": 1}\n{"b": [2,]}; {"c": ') == [{"a": 1}, {"b": [2]}]


def test_whole_objects_of_a_text_that_is_cut_off() -> None:
    text = (
        '{"x": [{"@type": "BlogPosting", "n": 1}, {"@type": "BlogPosting", "n": "a "b" c"}, {"@type": "BlogPosting", "n'
    )
    assert [one["n"] for one in lenient.salvage(text, '"BlogPosting"')] == [1, 'a "b" c']


def test_what_a_function_returns() -> None:
    script = '(function(a,b,c){c.x=1;c.y={z:b};return {p:a,q:[b,c],r:!1,s:"a\\u002Fb"}}("one",{},{}))'
    assert literal.read_function(script) == {"p": "one", "q": [{}, {"x": 1, "y": {"z": {}}}], "r": False, "s": "a/b"}
    for broken in ("(function(a){return {p:a}}", "function(a){alert(a)}(1)", "{}"):
        with pytest.raises(ValueError, match="no "):
            literal.read_function(broken)


def test_flight_data_is_joined_and_its_texts_put_in() -> None:
    text = '<p>L\'été "arrive"</p>'
    rows = f'1f:T{len(text.encode()):x},{text}2:["$","x",null,{{"body":"$1f","at":"$D2024-10-30","no":"$undefined","paid":"$$5"}}]\n'
    cut = rows.index("été")
    scripts = [f"self.__next_f.push({json.dumps([1, one])})" for one in (rows[:cut], rows[cut:])]
    pieces = [piece for script in scripts for piece in flight.pieces(script)]
    value = flight.rows("".join(pieces))[0][3]
    assert value == {"body": text, "at": "2024-10-30", "no": None, "paid": "$5"}


def test_references_are_followed_in_the_order_of_the_list() -> None:
    state = {
        "ROOT_QUERY": {"live": {"__ref": "Live:1"}},
        "Post:1": {"id": "1", "body": {"__ref": "Text:1"}, "blog": {"__ref": "Live:1"}},
        "Post:2": {"id": "2"},
        "Text:1": {"html": "<p>x</p>"},
        "Live:1": {"posts": [{"__ref": "Post:2"}, {"__ref": "Post:1"}]},
    }
    posts = references.followed(state)[0]["Live:1"]["posts"]
    assert [one["id"] for one in posts] == ["2", "1"]
    assert posts[1]["body"] == {"html": "<p>x</p>"}
    assert references.followed({"posts": [{"id": 1}]}) == {"posts": [{"id": 1}]}
