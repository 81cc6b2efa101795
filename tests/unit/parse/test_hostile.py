# ruff: noqa: E501 (sentences and pages in tables)
"""Pages made to hang or to break a reader end in a typed error or a reading, in time."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.errors import BrokenPage, UnreadablePage
from extractors.parse import dom
from extractors.parse.encoding import MOST_BYTES, decode
from extractors.parse.outline import Outline
from extractors.parse.page import Page, read_page
from tests.unit.parse import hostile
from tests.unit.parse.pages import POSTS, blog, page, script

SHOWN = "".join(
    f'<article class="post" id="{name}"><time datetime="{at}">{at[11:16]}</time><h2>{headline}</h2><p>{text}</p></article>'
    for name, at, headline, text in POSTS
)
WHOLE = page(SHOWN, head=script(blog()))
FIXTURES = sorted((Path(__file__).parents[2] / "outlets").glob("*/page*.html"))[:6]


@pytest.mark.parametrize("name", list(hostile.REFUSED))
def test_a_hostile_page_ends_in_a_typed_error(name: str) -> None:
    with pytest.raises(UnreadablePage):
        read_page(hostile.REFUSED[name]())


@pytest.mark.parametrize("name", list(hostile.READ))
def test_a_page_that_is_only_strange_is_read(name: str) -> None:
    body, expected = hostile.READ[name]
    found = read_page(body()).posts
    assert len(found) == expected
    assert all(hostile.TEXT in one.text for one in found)
    assert "\ud83d" not in "".join(one.text for one in found)


def test_a_page_of_too_many_bytes_is_refused_by_its_size() -> None:
    with pytest.raises(BrokenPage, match=f"has {MOST_BYTES + 1} bytes"):
        read_page(b"x" * (MOST_BYTES + 1))


def test_each_element_is_measured_and_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    measured, looked_at = [], Counter[Any]()
    measure, read_stamp = Outline._measure, dom.read_stamp
    monkeypatch.setattr(Outline, "_measure", lambda self, root: (measured.append(root), measure(self, root))[1])
    monkeypatch.setattr(dom, "read_stamp", lambda one, scene: (looked_at.update([one]), read_stamp(one, scene))[1])
    assert len(read_page(WHOLE).posts) == len(POSTS)
    assert len(measured) == 1
    assert max(looked_at.values()) == 1


def _keys(found: Page) -> set[tuple[Any, ...]]:
    return {(one.post_id, one.published_at, one.headline, one.text) for one in found.posts}


@pytest.mark.parametrize("share", range(5, 100, 5))
@pytest.mark.parametrize("kind", ["data and page", "page", "data"])
def test_a_page_cut_off_gives_an_error_or_posts_of_the_whole(kind: str, share: int) -> None:
    head, shown = ("" if kind == "page" else script(blog())), ("" if kind == "data" else SHOWN)
    body = page(shown, head=head)
    try:
        found = read_page(body[: len(body) * share // 100])
    except UnreadablePage:
        return
    assert _keys(found) <= _keys(read_page(body))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_a_page_reads_the_same_in_every_encoding(encoding: str) -> None:
    text = WHOLE.decode().replace('charset="utf-8"', 'charset="windows-1252"')
    assert _keys(read_page(text.encode(encoding))) == _keys(read_page(WHOLE))


def test_bytes_of_another_encoding_spoil_only_the_post_they_stand_in() -> None:
    spoilt = WHOLE.replace("préfecture".encode(), "préfecture".encode("cp1252"))
    found, whole = read_page(spoilt), read_page(WHOLE)
    assert [one.text for one in found.posts][1:] == [one.text for one in whole.posts][1:]


@pytest.mark.parametrize("address", ["http://[live", "//[::1", "http://\u2100/x"])
def test_an_address_that_is_none_stops_no_page(address: str) -> None:
    head = f'<link rel="canonical" href="{address}"><meta property="og:url" content="{address}">'
    data = blog()
    data["url"] = data["mainEntityOfPage"] = address
    found = read_page(page(f'<a href="{address}" rel="next">Direct précédent</a>{SHOWN}', head=head + script(data)))
    assert len(found.posts) == len(POSTS)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_the_bytes_the_answer_is_a_page_or_a_typed_error(data: st.DataObject) -> None:
    body = bytearray(data.draw(st.sampled_from(FIXTURES)).read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, max(0, len(body) - 1)))
        end = min(len(body), start + data.draw(st.integers(1, 400)))
        change = data.draw(st.sampled_from(["delete", "repeat", "flip"]))
        part = bytes(body[start:end])
        new = {"delete": b"", "repeat": part * 3, "flip": bytes(one ^ 0x15 for one in part)}[change]
        body[start:end] = new
    try:
        found = read_page(bytes(body))
    except UnreadablePage:
        return
    assert found.posts
    assert all(one.text.encode() or True for one in found.posts)


@pytest.mark.parametrize(
    ("body", "content_type", "expected"),
    [
        ("\ufeffété".encode(), None, "été"),
        ("été".encode("utf-16"), None, "été"),
        ("été".encode("cp1252"), "text/html; charset=windows-1252", "été"),
        ('<meta charset="iso-8859-1">été'.encode(), None, '<meta charset="iso-8859-1">été'),
        ('<meta charset="iso-8859-15">été €'.encode("iso-8859-15"), None, '<meta charset="iso-8859-15">été €'),
        ("l’été".encode("cp1252"), None, "l’été"),
        ("été ".encode() * 20 + b"\xc3", None, "été " * 20 + "\ufffd"),
        (b"a\r\nb\rc\x00\x08d", None, "a\nb\ncd"),
    ],
)
def test_characters_are_decided_once(body: bytes, content_type: str | None, expected: str) -> None:
    assert decode(body, content_type) == expected
