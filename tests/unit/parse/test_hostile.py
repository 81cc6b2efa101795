# ruff: noqa: E501 (sentences and pages in tables)
"""Pages made to hang or to break a reader end in a typed error or a reading, in time."""

from __future__ import annotations

import time

import pytest

from extractors.errors import UnreadablePage
from extractors.parse.encoding import decode
from extractors.parse.page import read_page

OPEN = b"<html><body>"
PAGES = {
    "nested div": OPEN + b"<div>" * 200_000,
    "nested and closed": OPEN + b"<div>" * 100_000 + b"x" + b"</div>" * 100_000,
    "nested bold": OPEN + b"<b>" * 100_000,
    "nested tables": OPEN + b"<table><tr><td>" * 20_000,
    "many paragraphs": OPEN + b"<p>x" * 40_000,
    "open anchors": OPEN + b"<a " * 200_000,
    "open comments": OPEN + b"<!--" * 250_000,
    "open scripts": OPEN + b"<script>" * 100_000,
    "many attributes": OPEN + b"<div " + b" ".join(b"a%d=1" % one for one in range(50_000)) + b">x</div>",
    "only angles": b"<" * 400_000 + b"<html>",
    "one attribute": OPEN + b'<div class="' + b"x" * 3_000_000,
    "one text": OPEN + b"<p>" + b"a" * 3_000_000,
    "references": OPEN + b'<script type="application/ld+json">[{"liveBlogUpdate":[' + b",".join(b'{"@id":"#%d"}' % i for i in range(60_000)) + b"]}]</script>",
    "nested json": b"[" * 200_000,
    "nested linked data": OPEN + b'<script type="application/ld+json">' + b"[" * 100_000 + b"</script>",
    "broken linked data": OPEN + b'<script type="application/ld+json">{"liveBlogUpdate":[' + b'{"@type":"BlogPosting",' * 50_000,
    "broken attributes": OPEN + b"".join(b"<div data-props='[{\"a\":\"" + b"x" * 300 + b"\",'></div>" for _ in range(8000)),
    "nested attribute": OPEN + b"<div data-props='" + b'{"a":' * 3000 + b"1" + b"}" * 3000 + b"'></div>",
    "markup in an answer": b'{"posts":[' + b",".join([b'"<section>' + b"x " * 100 + b'</section>"'] * 20_000) + b"]}",
    "open windows": OPEN + b"<script>" + b"window.a={" * 20_000 + b"</script>",
    "backslashes": OPEN + b'<script>window.a=JSON.parse("' + b"\\" * 200_001 + b"</script>",
    "many clocks": OPEN + b"".join(b"<div class=p><time>%02d:%02d</time><p>text</p></div>" % (i % 24, i % 60) for i in range(6000)),
    "flat clocks": OPEN + b"".join(b"<h3><time>%02d:%02d</time> x</h3><p>Un texte assez long pour un paragraphe.</p>" % (i % 24, i % 60) for i in range(20_000)),
    "nested clocks": OPEN + b"<div><time>20:44</time>" * 450,
    "many lines": b"20:44 Titre\n" * 100_000,
    "entities": b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><html><body><p>&b;&b;</p></body></html>',
}  # fmt: skip


@pytest.mark.parametrize("name", list(PAGES))
def test_ends_in_time(name: str) -> None:
    began = time.process_time()
    with pytest.raises(UnreadablePage):
        read_page(PAGES[name])
    assert time.process_time() - began < 2.0


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
