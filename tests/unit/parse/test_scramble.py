# ruff: noqa: E501 (pages in tables)
"""A scrambled page has none of its words and reads the same: on small pages, on every outlet's page, on real ones."""

from __future__ import annotations

import csv
import gzip
import html
import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.outlet import Outlet
from extractors.outlets import find
from extractors.parse.encoding import decode
from extractors.parse.invented import Inventor
from extractors.parse.kept_words import is_kept
from extractors.parse.page import Page, read_page
from extractors.parse.scramble import Scrambler, prose_left
from extractors.parse.trace import Trace
from tests.unit.parse.pages import POSTS, blog, page, script

ROOT = Path(__file__).parents[3]
EXPECTED = sorted((ROOT / "tests" / "outlets").rglob("expected*.jsonl"))
INDEX = ROOT.parent / "shared" / "pages" / "INDEX.tsv"
REAL = list(csv.DictReader(INDEX.open(encoding="utf-8"), delimiter="\t")) if INDEX.exists() else []
KINDS = {"html": "text/html", "json": "application/json", "txt": "text/plain"}
WORD = re.compile(r"[^\W\d_]{4,}")


def plain(text: str) -> str:
    return re.sub(r"<[^>]*>", " ", html.unescape(html.unescape(text)))


def strings(value: Any) -> Iterator[str]:
    """Every text that JSON holds, and what it holds itself."""
    if isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)
    elif isinstance(value, str):
        try:
            yield from strings(json.loads(value)) if value.lstrip()[:1] in {"{", "["} else [plain(value)]
        except ValueError:
            yield plain(value)


def shown(text: str) -> Iterator[str]:
    """What people read of a page, as another library takes it apart: text, described pictures, texts in JSON."""
    if text.lstrip()[:1] in "{[":
        yield from strings(json.loads(text))
        return
    root = lxml.html.document_fromstring(text)
    for one in root.iter():
        if not isinstance(one.tag, str):
            continue
        if one.tag == "script":
            try:
                yield from strings(json.loads(one.text or "", strict=False))
            except ValueError:
                continue
        elif one.tag != "style":
            yield one.text or ""
        yield one.tail or ""
        yield from (one.get(name) or "" for name in ("alt", "title", "aria-label", "placeholder"))
        if one.get("name") != "viewport":
            yield from strings(one.get("content") or "")


def words(texts: Iterator[str]) -> set[str]:
    spoken = (one for one in texts if " " in one.strip() and "://" not in one)
    return {word.lower() for one in spoken for word in WORD.findall(one) if not is_kept(word)}


def assert_reads_the_same(before: Page, after: Page, scrambler: Scrambler) -> None:
    assert len(after.posts) == len(before.posts)
    for old, new in zip(before.posts, after.posts, strict=True):
        assert (new.published_at, new.published_on, new.kind) == (old.published_at, old.published_on, old.kind)
        assert (new.source_post_id or "") == scrambler.identifier(old.source_post_id or "")
        assert len(new.text) == len(old.text)
        assert new.field_evidence == old.field_evidence
    assert (after.status, after.is_complete, after.lang) == (before.status, before.is_complete, before.lang)


def check(body: bytes, kind: str, outlet: Outlet | None, url: str | None, **known: Any) -> str:
    text, trace = decode(body, kind), Trace()
    before = read_page(body, outlet=outlet, url=url, content_type=kind, trace=trace, **known)
    scrambler = Scrambler(trace.scene.outlet if trace.scene else None)
    scrambled = scrambler.page(text)
    address = scrambler.address(url) if url else None
    after = read_page(scrambled.encode(), outlet=outlet, url=address, content_type=kind, **known)
    assert_reads_the_same(before, after, scrambler)
    original = words(shown(text)) | words(iter([one.text for one in before.posts]))
    assert len(original) > 5
    assert original & words(shown(scrambled)) == set()
    assert prose_left([one.text for one in before.posts], scrambled) == ()
    assert Scrambler(trace.scene.outlet if trace.scene else None).page(text) == scrambled
    return scrambled


@pytest.mark.parametrize("path", EXPECTED, ids=lambda one: f"{one.parent.name}/{one.stem}")
@pytest.mark.parametrize("is_named", [True, False], ids=["outlet named", "by its address"])
def test_every_outlets_page_reads_the_same_without_its_words(path: Path, is_named: bool) -> None:
    about = json.loads(path.read_text(encoding="utf-8").splitlines()[0])
    outlet = find(path.parent.name) if is_named and path.parent.parent.name != "engines" else None
    body = (path.parent / about["page"]).read_bytes()
    captured_at = datetime.fromisoformat(about["captured_at"])
    check(body, KINDS[about["page"].rsplit(".", 1)[1]], outlet, about["url"], captured_at=captured_at)


@pytest.mark.skipif(not REAL, reason="the shared pages are not at hand")
@pytest.mark.parametrize("row", REAL, ids=lambda row: row["file"])
def test_a_real_page_reads_the_same_without_its_words(row: dict[str, str]) -> None:
    body = gzip.decompress((INDEX.parent / row["file"]).read_bytes())
    check(body, KINDS[row["file"].split(".")[1]], None, None, timezone=row["timezone"])


def test_markup_times_and_ids_stay() -> None:
    body = "".join(
        f'<li class="post-card" id="b-{n}" data-type="update"><time datetime="{at}">{at[11:13]}h{at[14:16]}</time><h3>{h}</h3><p>{t}</p></li>'
        for n, at, h, t in POSTS
    )
    scrambled = Scrambler().page(page(body, head=script(blog())).decode())
    assert re.findall(r"<[^>]*>", scrambled.split("<body>")[1]) == re.findall(
        r"<[^>]*>", page(body).decode().split("<body>")[1]
    )
    assert [one for _, one, _, _ in POSTS] == re.findall(r'"datePublished": "([^"]*)"', scrambled)[1:]
    assert "préfecture" not in scrambled
    assert "mercredi" in scrambled


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Publié hier à 16h43", "Publié hier à 16h43"),
        ("dimanche 4 février 202419:54", "dimanche 4 février 202419:54"),
        ("il y a 5 min", "il y a 5 min"),
        ("Lire aussi", "Lire aussi"),
        ("19.30 GMT", "19.30 GMT"),
        ("Issued on: 04/02/2026 - 06:59", "Issued on: 04/02/2026 - 06:59"),
        ("2 hrs ago", "2 hrs ago"),
        ("Ce live est à présent terminé", "Ce live est à présent terminé"),
        ("5 juin 2025", "5 juin 2025"),
        ("19H41 TU", "19H41 TU"),
    ],
)
def test_labels_of_time_and_of_the_live_stay(text: str, kept: str) -> None:
    assert Inventor().text(text) == kept


def test_other_figures_change_and_keep_their_shape() -> None:
    found = Inventor().text("160.000 soldats, 1 050 hommes, 85 %")
    assert re.fullmatch(r"\d{3}\.\d{3} \w{7}, 1 \d{3} \w{6}, \d\d %", found)
    assert "160.000" not in found
    assert "85" not in found


@pytest.mark.parametrize(
    ("value", "forbidden"),
    [
        ("Le maire d&eacute;ment, l&#39;arm&eacute;e aussi", "arm"),
        ("Le maire d&amp;eacute;ment la chute", "eacute"),
        ("<p>Le maire <b>dément</b></p>", "maire"),
        ("[[ge:rep-locali:maire-dement-chute]] Le maire dément", "maire"),
        ('{"text": "Le maire dément la chute"}', "maire"),
        ("Photo du maire sur https://journal.example/le-maire-dement/12", "maire"),
    ],
)
def test_texts_inside_json_are_reached_however_they_are_wrapped(value: str, forbidden: str) -> None:
    text = json.dumps({"posts": [{"id": "a1", "text": value}]}, ensure_ascii=False)
    scrambled = Scrambler().page(text)
    assert forbidden not in scrambled
    assert len(html.unescape(html.unescape(json.loads(scrambled)["posts"][0]["text"]))) == len(
        html.unescape(html.unescape(value))
    )


def test_flight_data_is_reached_also_where_a_text_goes_on_in_the_next_piece() -> None:
    pieces = ['5:{"posts":[{"id":"a1","body":"Le maire dément la', ' chute du pont","kicker":"LE PONT"}]}\n']
    scripts = "".join(f"<script>self.__next_f.push({json.dumps([1, one])})</script>" for one in pieces)
    scrambled = Scrambler().page(f"<html><body>{scripts}</body></html>")
    joined = "".join(json.loads(one)[1] for one in re.findall(r"push\((.*?)\)<", scrambled))
    (post,) = json.loads(joined.partition(":")[2])["posts"]
    assert len(post["body"]) == len("Le maire dément la chute du pont")
    assert not {"maire", "dément", "chute", "pont"} & set(scrambled.lower().split())
    assert "maire" not in scrambled


def test_code_styles_comments_and_handlers_are_emptied() -> None:
    text = (
        "<p onclick=\"vote('maire')\">Le maire parle.</p><!-- par le maire --><style>.maire{}</style>"
        '<script>function maire(){return \'le maire\'}; window.STATE = {"a": "le maire parle"}; maire();</script>'
    )
    scrambled = Scrambler().page(text)
    assert "maire" not in scrambled
    assert re.search(r'<script>window\.STATE = \{"a": "le \w{5} \w{5}"\};</script>', scrambled)


def test_addresses_keep_their_shape_and_an_outlets_host() -> None:
    scrambler = Scrambler(find("tf1info"))
    own = "https://www.tf1info.fr/international/en-direct-ukraine-le-maire-dement-2330417.html"
    changed = scrambler.address(own)
    assert re.fullmatch(find("tf1info").blog_url, changed)
    assert changed.endswith("-2330417.html")
    assert "maire" not in changed
    other = scrambler.address("https://www.journal-du-port.fr/2024/10/30/le-maire-dement-77.php?page=2#post-5f3a")
    assert re.fullmatch(r"https://www\.\w{7}-du-\w{4}\.fr/2024/10/30/le-\w{5}-\w{6}-77\.php\?page=2#post-5f3a", other)


def test_an_id_made_of_a_headline_changes_like_the_headline() -> None:
    body = '<h2 id="le-maire-dement-chute">Le maire dément la chute, il dement</h2><a href="#le-maire-dement-chute">x</a><div id="post-container">y</div>'
    scrambled = Scrambler().page(body)
    names = re.findall(r'id="([^"]*)"', scrambled)
    assert names[1] == "post-container"
    assert "maire" not in names[0]
    assert f'href="#{names[0]}"' in scrambled


def test_a_word_that_is_left_is_found() -> None:
    texts = ["Le gouverneur dément la chute"]
    assert prose_left(texts, '<p class="chute">Le pont <b>gouverneur</b></p>') == ("gouverneur",)
    assert prose_left(
        texts, '<script type="application/json">{"chute": "le gouverneur", "type": "chute"}</script>'
    ) == ("gouverneur",)
    assert prose_left(texts, '<img class="x" alt="dément">') == ("dément",)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_keeps_its_length_and_its_capitals(text: str) -> None:
    plain = text.replace("&", "").replace("\\", "")
    found = Inventor().text(plain)
    assert len(found) == len(plain)
    assert [one.isupper() for one in found if one.isascii()] == [
        old.isupper() for old, new in zip(plain, found, strict=True) if new.isascii()
    ] or not plain.isascii()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text("abcdeéilmnorstu", min_size=3, max_size=7), min_size=2, max_size=60, unique=True))
def test_two_words_never_become_one(listed: list[str]) -> None:
    inventor = Inventor()
    made = [inventor.word(one) for one in listed]
    assert len(set(made)) == len(listed)
    assert [inventor.word(one) for one in listed] == made
