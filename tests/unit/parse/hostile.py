# ruff: noqa: E501 (pages in tables)
"""Pages made to hang or to break a reader, by name; `benchmarks.hostile_pages` shows the seconds of each."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable

OPEN = b"<html><body>"
LIVE = b"<!doctype html><html><head><title>EN DIRECT - Le fil</title></head><body>"
TEXT = "Un texte assez long pour un message"


def linked(text: bytes) -> bytes:
    """A page with one block of linked data."""
    return LIVE + b'<script type="application/ld+json">' + text + b"</script>"


def updates(*posts: dict[str, object]) -> bytes:
    return json.dumps({"@type": "LiveBlogPosting", "liveBlogUpdate": posts}).encode()


def update(place: int, **said: object) -> dict[str, object]:
    at = f"2024-10-30T{place // 60 % 24:02d}:{place % 60:02d}:00Z"
    return {"@type": "BlogPosting", "articleBody": f"{TEXT} {place}.", "datePublished": at, "@id": f"{place}", **said}


def articles(count: int) -> bytes:
    return b"".join(
        b"<article class=post><time datetime='2024-10-30T%02d:%02d:00Z'>x</time><p>%s.</p></article>"
        % (i // 60 % 24, i % 60, TEXT.encode())
        for i in range(count)
    )


Page = Callable[[], bytes]

REFUSED: dict[str, Page] = {
    "nested div": lambda: OPEN + b"<div>" * 200_000,
    "100,000 nested div": lambda: OPEN + b"<div>" * 100_000,
    "nested and closed": lambda: OPEN + b"<div>" * 100_000 + b"x" + b"</div>" * 100_000,
    "nested bold": lambda: OPEN + b"<b>" * 100_000,
    "nested tables": lambda: OPEN + b"<table><tr><td>" * 20_000,
    "nested articles": lambda: LIVE + (b"<div>" * 400 + b"<time>10:10</time>" + b"</div>" * 400) * 240,
    "50 MB of tag soup": lambda: b"<div><p>x</b>" * 4_000_000,
    "12 MB of tag soup": lambda: b"<div><p>x</b>" * 900_000,
    "many paragraphs": lambda: OPEN + b"<p>x" * 60_000,
    "many lines in one paragraph": lambda: LIVE + b"<p>" + b"mot<br>" * 180_000,
    "many names": lambda: LIVE + b"<meta name=a content=b>" * 180_000,
    "open anchors": lambda: OPEN + b"<a " * 200_000,
    "open comments": lambda: OPEN + b"<!--" * 250_000,
    "open scripts": lambda: OPEN + b"<script>" * 100_000,
    "open sections of data": lambda: LIVE + b"<![CDATA[" * 500_000,
    "many attributes": lambda: OPEN + b"<div " + b" ".join(b"a%d=1" % one for one in range(50_000)) + b">x</div>",
    "only angles": lambda: b"<" * 400_000 + b"<html>",
    "angles and spaces": lambda: LIVE + b"<p>" + b"< " * 2_500_000,
    "one attribute": lambda: OPEN + b'<div class="' + b"x" * 3_000_000,
    "one attribute of spaces": lambda: LIVE + b"<p class='" + b" " * 5_000_000 + b"'>x",
    "one attribute of classes": lambda: LIVE + b"<div class='" + b"a-" * 2_000_000 + b"'>x</div>",
    "one text": lambda: OPEN + b"<p>" + b"a" * 5_000_000,
    "one text of spaces": lambda: LIVE + b"<p>" + b" " * 5_000_000,
    "one text of digits": lambda: LIVE + b"<p>" + b"1" * 5_000_000,
    "one text of spaced digits": lambda: LIVE + b"<p>" + b"1 " * 2_500_000,
    "one text of clocks": lambda: LIVE + b"<p>" + b"10:" * 1_600_000,
    "one text of quotation marks": lambda: LIVE + b"<p>" + b'"' * 3_000_000,
    "one text of references": lambda: LIVE + b"<p>&" + b"amp;" * 1_000_000,
    "one text of tokens": lambda: LIVE + b"<p>" + b"[[a:" * 1_000_000,
    "one text of zones": lambda: LIVE + b"<p>" + b"heures GMT " * 400_000,
    "lines of nothing": lambda: b"a\n" + b"\n" * 5_000_000 + b"10:10 x",
    "many clocks": lambda: OPEN + b"".join(b"<div class=p><time>%02d:%02d</time><p>text</p></div>" % (i % 24, i % 60) for i in range(9000)),
    "50,000 times": lambda: LIVE + b"<time>20:44</time>" * 50_000,
    "flat clocks": lambda: OPEN + b"".join(b"<h3><time>%02d:%02d</time> x</h3><p>Un texte assez long pour un paragraphe.</p>" % (i % 24, i % 60) for i in range(20_000)),
    "nested clocks": lambda: OPEN + b"<div><time>20:44</time>" * 450,
    "many lines": lambda: b"20:44 Titre\n" * 100_000,
    "entities": lambda: b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><html><body><p>&b;&b;</p></body></html>',
    "references": lambda: linked(b'[{"liveBlogUpdate":[' + b",".join(b'{"@id":"#%d"}' % i for i in range(60_000)) + b"]}]"),
    "nested json": lambda: b"[" * 200_000,
    "nested objects": lambda: b'{"a":' * 100_000,
    "nested linked data": lambda: linked(b"[" * 100_000),
    "nested and closed linked data": lambda: linked(b'{"a":' * 100_000 + b"1" + b"}" * 100_000),
    "broken linked data": lambda: linked(b'{"liveBlogUpdate":[' + b'{"@type":"BlogPosting",' * 50_000),
    "linked data of line ends": lambda: linked(b"{" + b"\n" * 3_000_000 + b"x"),
    "linked data of commas": lambda: linked(b'{"a":[' + b", " * 1_500_000),
    "linked data of comments": lambda: linked(b'{"a"' + b"\n//" * 1_000_000),
    "linked data of backslashes": lambda: linked(b'{"a":"' + b"\\" * 3_000_001),
    "10,000 blocks of linked data": lambda: LIVE + b"".join(b'<script type="application/ld+json">{"@type":"BlogPosting","headline":"%d"}</script>' % i for i in range(10_000)),
    "10,000 broken blocks": lambda: LIVE + b"".join(b'<script type="application/ld+json">{"@type":"BlogPosting","headline":"%d",,</script>' % i for i in range(10_000)),
    "open windows": lambda: OPEN + b"<script>" + b"window.a={" * 20_000 + b"</script>",
    "backslashes": lambda: OPEN + b'<script>window.a=JSON.parse("' + b"\\" * 200_001 + b"</script>",
    "nested microdata": lambda: LIVE + (b"<div itemtype='x/LiveBlogPosting'>" * 200 + b"<div itemtype='x/BlogPosting'>" * 200 + b"x" + b"</div>" * 400) * 200,
    "NULs in tags": lambda: LIVE + b"<di\x00v>" * 50_000,
    "only NULs": lambda: b"\x00" * 3_000_000,
    "a charset that is none": lambda: b"<meta charset=punycode><p>" + b"a" * 500_000 + b"-" + b"zz9\xff" * 200_000,
    "UTF-7": lambda: b"<html><meta charset=utf-7><p>" + b"+AGE-" * 500_000 + b"\xff",
    "a title of 1 MB": lambda: b"<html><title>" + b"EN DIRECT " * 100_000 + b"</title><body>",
    "gzip": lambda: gzip.compress(OPEN * 1000),
    "PDF": lambda: b"%PDF-1.7 " + b"x" * 1000,
    "PNG": lambda: b"\x89PNG\r\n\x1a\n" + b"\x00" * 1000,
    "random bytes": lambda: bytes((i * i * 31 + i * 7) % 251 for i in range(1_000_000)),
    "nothing": lambda: b"",
    "only spaces": lambda: b" \n\t" * 1_000_000,
}  # fmt: skip

READ: dict[str, tuple[Page, int]] = {
    "3,000 posts in linked data": (lambda: linked(updates(*map(update, range(3000)))), 3000),
    "20,000 equal posts in linked data": (lambda: linked(updates(*[update(0)] * 20_000)), 1),
    "20,000 posts of one minute": (lambda: linked(updates(*(update(i, datePublished="2024-10-30T10:00:00Z") for i in range(20_000)))), 5000),
    "3,000 posts, each in data and page": (lambda: linked(updates(*map(update, range(3000)))) + articles(3000), 3000),
    "half a character": (lambda: linked(updates(update(0), update(1, articleBody=f"{TEXT} \ud83d, et la suite."))), 2),
    "references in a body": (lambda: linked(updates(update(0), update(1, articleBody=f"{TEXT} &{'amp;' * 1_000_000}lt;"))), 2),
    "tags in a body": (lambda: linked(updates(update(0), update(1, articleBody=f"{TEXT} {'<a b' * 150_000}"))), 2),
    "nested tags in a body": (lambda: linked(updates(update(0), update(1, articleBody=f"{'<div>' * 30_000}{TEXT}"))), 2),
}  # fmt: skip
