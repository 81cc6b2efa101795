# ruff: noqa: E501 (sentences and pages in tables)
"""Each strategy reads its own page, without an outlet's profile."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from extractors.model import FieldEvidence
from extractors.parse.page import Page, read_page
from tests.unit.parse.pages import POSTS, blog, page, script

CAPTURED = datetime.fromisoformat("2024-10-30T18:45:00+01:00")
URL = "https://fil.example/direct/fil-123456"
TO_THE_SECOND = [datetime.fromisoformat(at).astimezone(UTC) for _, at, _, _ in POSTS]
TO_THE_MINUTE = [one.replace(second=0) for one in TO_THE_SECOND]
STATE = {
    "related": [
        {
            "id": place,
            "title": f"Autre sujet {place}",
            "date": "2024-10-30T10:00:00Z",
            "description": "Un chapeau assez long.",
        }
        for place in range(6)
    ],
    "page": {
        "live": {
            "posts": [{"id": n, "publishedAt": at, "title": h, "bodyHtml": f"<p>{t}</p>"} for n, at, h, t in POSTS]
        }
    },
}
ENTRIES = "".join(
    f'<li class="entry"><span class="clock">{at[11:16]}</span><h3>{h}</h3><div><p>{t}</p></div></li>'
    for _, at, h, t in POSTS
)


def read(body: bytes, **options: Any) -> Page:
    return read_page(body, **{"url": URL, "captured_at": CAPTURED, **options})


def assert_read(found: Page, instants: list[datetime], strategy: str) -> None:
    assert [one.published_at for one in found.posts] == instants
    assert [one.text for one in found.posts] == [f"{h}\n{t}" for _, _, h, t in POSTS]
    assert all(strategy in one.strategies for one in found.posts)
    assert [one.position for one in found.posts] == [0, 1, 2, 3]
    assert found.posts[3].published_on == date(2024, 10, 29)


def referred() -> dict[str, object]:
    """A graph whose live blog only names its updates."""
    updates = [
        {"@type": "BlogPosting", "@id": f"#{n}", "headline": h, "articleBody": t, "datePublished": at}
        for n, at, h, t in POSTS
    ]
    return {"@graph": [{**blog(), "liveBlogUpdate": [{"@id": f"#{n}"} for n, *_ in POSTS]}, *updates]}


MICRODATA = "".join(
    f'<article itemprop="liveBlogUpdate" itemscope itemtype="https://schema.org/BlogPosting" id="{n}">'
    f'<meta itemprop="datePublished" content="{at}"><h2 itemprop="headline">{h}</h2><div itemprop="articleBody"><p>{t}</p></div>'
    '<div itemprop="author" itemscope><span itemprop="name">Ada Lane</span></div></article>'
    for n, at, h, t in POSTS
)


@pytest.mark.parametrize(
    ("body", "strategy"),
    [
        (page("", head=script(blog())), "jsonld"),
        (page("", head=script({"@graph": [{"@type": "WebPage"}, [blog()]]})), "jsonld"),
        (page("", head=script(referred())), "jsonld"),
        (
            page("", head=f'<script type="application/ld+json">{json.dumps(blog()).replace("}]", "},]")}</script>'),
            "jsonld",
        ),
        (page("", head=f'<script type="application/ld+json"><!-- {json.dumps(blog())} --></script>'), "jsonld"),
        (page(f'<div itemscope itemtype="https://schema.org/LiveBlogPosting">{MICRODATA}</div>'), "microdata"),
        (
            page(
                '<div id="__next"></div>',
                head=script({"props": STATE}, kind="application/json", identifier="__NEXT_DATA__"),
            ),
            "appstate",
        ),
        (page(f"<script>window.__STATE__ = {json.dumps(STATE)};</script>"), "appstate"),
        (page(f"<script>window.__STATE__ = JSON.parse({json.dumps(json.dumps(STATE))});</script>"), "appstate"),
        (
            page(
                f"<script>self.__next_f.push({json.dumps([1, '2:' + json.dumps(['$', 'div', None, STATE])])})</script>"
            ),
            "appstate",
        ),
    ],
)
def test_structured_pages_are_read_to_the_second(body: bytes, strategy: str) -> None:
    found = read(body)
    assert_read(found, TO_THE_SECOND, strategy)
    assert [one.source_post_id for one in found.posts] == [one[0] for one in POSTS]
    assert {one.time_method for one in found.posts} == {"structured"}
    assert {one.time_precision for one in found.posts} == {"second"}


def test_a_body_that_is_state_is_read() -> None:
    blocks = [
        {"id": n, "blockFirstPublished": int(datetime.fromisoformat(at).timestamp() * 1000), "title": h,
         "elements": [{"_type": "x.TextBlockElement", "html": f"<p>{t}</p>"}], "attributes": {"keyEvent": place == 1}}
        for place, (n, at, h, t) in enumerate(POSTS)
    ]  # fmt: skip
    state = {"headline": "Le fil", "blocks": blocks, "keyEvents": blocks[:1], "pagination": {"totalPages": 3}}
    found = read(json.dumps(state).encode())
    assert_read(found, TO_THE_SECOND, "appstate")
    assert found.posts[1].kind == "key_event"
    assert not found.is_complete


def test_clock_only_siblings_roll_over_midnight() -> None:
    found = read(page(f'<ul class="feed">{ENTRIES}</ul>'))
    assert_read(found, TO_THE_MINUTE, "repeated")
    assert {(one.time_method, one.time_precision) for one in found.posts} == {("clock_rollover", "minute")}


def test_clocks_without_any_anchor_give_no_time() -> None:
    found = read(page(f'<ul class="feed">{ENTRIES}</ul>'), captured_at=None)
    assert {(one.published_at, one.published_on, one.time_method) for one in found.posts} == {(None, None, "none")}
    assert [one.published_raw for one in found.posts] == [at[11:16] for _, at, _, _ in POSTS]


def test_clocks_of_a_page_that_says_universal_time() -> None:
    found = read(page(f'<p>Les heures sont en temps universel (TU).</p><ul class="feed">{ENTRIES}</ul>'))
    assert found.posts[0].published_at == datetime(2024, 10, 30, 17, 31, tzinfo=UTC)


def test_day_headers_date_the_clocks_below_them() -> None:
    first, *others = ENTRIES.split("</li>")[:-1]
    body = f"<ul><li class=day>mercredi 30 octobre 2024</li>{first}</li><li class=day>lundi 28 octobre 2024</li>{'</li>'.join(others)}</li></ul>"
    found = read(page(body), captured_at=None)
    assert [one.published_on for one in found.posts] == [date(2024, 10, 30), *[date(2024, 10, 28)] * 3]


def test_paragraphs_that_open_with_clocks_are_read_as_lines() -> None:
    flat = "".join(f"<p><strong>{at[11:13]}h{at[14:16]} : {h}</strong></p><p>{t}</p>" for _, at, h, t in POSTS)
    assert_read(read(page(f"<main>{flat}</main>")), TO_THE_MINUTE, "plaintext")


def test_relative_labels_count_from_the_capture() -> None:
    labels = ("il y a 5 min", "il y a 20 minutes", "hier à 22h10", "hier à 21h")
    body = "".join(
        f'<div class="item"><span>{one}</span><p>{t}</p></div>' for one, (*_, t) in zip(labels, POSTS, strict=True)
    )
    found = read(page(body))
    assert [f"{one.published_at:%d %H:%M}" for one in found.posts] == ["30 17:40", "30 17:25", "29 21:10", "29 20:00"]
    assert {one.time_method for one in found.posts} == {"relative_label"}
    assert {one.published_at for one in read(page(body), captured_at=None).posts} == {None}


def lying(times: bool = True) -> str:
    return "".join(
        f'<section class="post"><time datetime="{at[:16]}Z">{at[11:16] if times else ""}</time><h2>{h}</h2><p>{t}</p></section>'
        for _, at, h, t in POSTS
    )


def test_a_false_z_is_found_by_the_visible_clock() -> None:
    found = read(page(lying()))
    assert [one.published_at for one in found.posts] == TO_THE_MINUTE
    assert {one.time_method for one in found.posts} == {"iso_corrected"}


def test_a_false_z_is_found_by_linked_data_and_corrects_what_only_the_dom_has() -> None:
    found = read(page(lying(times=False), head=script(blog(POSTS[:3]))))
    assert [one.time_method for one in found.posts] == ["structured"] * 3 + ["iso_corrected"]
    assert found.posts[3].published_at == TO_THE_MINUTE[3]


def test_a_true_z_stays() -> None:
    true = "".join(
        f'<section class="post"><time datetime="{at[:19]}+01:00"></time><h2>{h}</h2><p>{t}</p></section>'
        for _, at, h, t in POSTS
    )
    assert [one.published_at for one in read(page(true)).posts] == TO_THE_SECOND


def test_a_teaser_card_gives_no_time_and_no_text() -> None:
    card = (
        '<div class="ArticleCard"><a href="/x"><h4>Un autre sujet</h4></a><span>Publié aujourd’hui à 18h31</span></div>'
    )
    body = "".join(f'<div class="post"><h3>{h}</h3><p>{t}</p>{card}</div>' for _, _, h, t in POSTS)
    clocked = "".join(
        f'<div class="post"><i>{at[11:16]}</i><h3>{h}</h3><p>{t}</p>{card}</div>' for _, at, h, t in POSTS
    )
    assert_read(read(page(f"<main>{clocked}</main>")), TO_THE_MINUTE, "repeated")
    assert "18h31" not in " ".join(one.text for one in read(page("", head=script(blog())) + body.encode()).posts)


def test_dom_and_linked_data_make_one_post_and_the_union() -> None:
    shown = "".join(
        f'<div class="entry" id="{n}"><time>{at[11:16]}</time><mark>Ada Lane</mark><h3>{h}</h3><p>{t}</p></div>'
        for n, at, h, t in POSTS[1:]
    )
    found = read(page(shown, head=script(blog(POSTS[:3]))))
    assert [one.published_at for one in found.posts] == [*TO_THE_SECOND[:3], TO_THE_MINUTE[3]]
    assert [one.text for one in found.posts] == [f"{h}\n{t}" for _, _, h, t in POSTS]
    assert [one.strategies for one in found.posts] == [
        ("jsonld",),
        ("jsonld", "repeated"),
        ("jsonld", "repeated"),
        ("repeated",),
    ]


def test_paragraphs_of_the_page_are_kept_where_linked_data_glues_them() -> None:
    glued = [
        (n, at, h, f"{t} Une suite assez longue pour compter comme un paragraphe entier.") for n, at, h, t in POSTS
    ]
    shown = "".join(
        f'<div class="entry" id="{n}"><time>{at[11:16]}</time><h3>{h}</h3><p>{t}</p>'
        "<p>Une suite assez longue pour compter comme un paragraphe entier.</p></div>"
        for n, at, h, t in POSTS
    )
    found = read(page(shown, head=script(blog(glued))))
    assert [one.text.count("\n") for one in found.posts] == [2, 2, 2, 2]


def test_a_headline_that_all_posts_share_is_the_blogs() -> None:
    found = read(page("", head=script(blog([(n, at, "EN DIRECT - Le fil", t) for n, at, _, t in POSTS]))))
    assert [one.text for one in found.posts] == [one[3] for one in POSTS]


def test_entities_and_markup_in_linked_data_become_text() -> None:
    value = blog(
        [("a1f0c3d2e4b5", POSTS[0][1], "L&#39;arm&eacute;e &amp;quot;avance&amp;quot;", "<p>Un.</p><p>Deux.</p>")]
    )
    assert read(page("", head=script(value))).posts[0].text == 'L\'armée "avance"\nUn.\nDeux.'


def test_sample_posts_of_a_theme_are_dropped() -> None:
    updates = [*blog()["liveBlogUpdate"], *blog(host="https://sample.invalid")["liveBlogUpdate"]]  # type: ignore[misc]
    assert len(read(page("", head=script({**blog(), "liveBlogUpdate": updates}))).posts) == 4


def test_posts_of_broken_linked_data_are_salvaged() -> None:
    broken = json.dumps(blog()).replace('"headline": "Alerte', '"headline": Alerte')
    assert len(read(page("", head=f'<script type="application/ld+json">{broken}</script>')).posts) == 3


def test_a_post_without_text_is_kept_and_filled_from_the_page() -> None:
    bare = [(n, at, h, "") for n, at, h, _ in POSTS]
    shown = "".join(
        f'<div class="entry" id="{n}"><time>{at[11:16]}</time><h3>{h}</h3><p>{t}</p></div>' for n, at, h, t in POSTS
    )
    assert [one.text for one in read(page("", head=script(blog(bare)))).posts] == [one[2] for one in POSTS]
    assert_read(read(page(shown, head=script(blog(bare)))), TO_THE_SECOND, "jsonld")


def test_a_post_dated_after_the_capture_is_quarantined() -> None:
    late = [*POSTS, ("e5f6a7b8c9d0", "2031-01-01T00:00:05Z", "Un jour lointain", "Un texte qui vient du futur, et de loin."), *(
        (f"f{place}a7b8c9d0e1", at, f"{h} bis", f"{t} bis") for place, (_, at, h, t) in enumerate(POSTS)
    )]  # fmt: skip
    found = read(page("", head=script(blog(late))))
    assert len(found.posts) == 8
    assert [one.position for one in found.quarantined] == [4]


def test_midnight_everywhere_is_a_day() -> None:
    days = [(n, f"{at[:10]}T00:00:00+01:00", h, t) for n, at, h, t in POSTS]
    found = read(page("", head=script(blog([*days[:3], (days[3][0], "2024-10-28T00:00:00+01:00", *days[3][2:])]))))
    assert {(one.published_at, one.time_precision) for one in found.posts} == {(None, "day")}
    assert found.posts[0].published_on == date(2024, 10, 30)


def test_each_field_says_which_strategy_it_was_taken_from() -> None:
    shown = "".join(
        f'<div class="entry" id="{n}"><time>{at[11:16]}</time><h3>{h}</h3><p>{t}</p></div>' for n, at, h, t in POSTS[1:]
    )
    cut = [(n, at, h[:9] + "…", t) for n, at, h, t in POSTS[:3]]
    found = read(page(shown, head=script(blog(cut)))).posts
    assert found[1].field_evidence == FieldEvidence(
        body="repeated",
        headline="repeated",
        published_at="jsonld",
        modified_at=found[0].field_evidence.modified_at,
        source_post_id="jsonld",
        url=found[0].field_evidence.url,
    )
    assert (found[0].field_evidence.body, found[0].field_evidence.headline) == ("jsonld", "jsonld")
    assert {found[3].field_evidence.body, found[3].field_evidence.published_at} == {"repeated"}


def test_what_nobody_says_rests_on_nothing() -> None:
    updates = [{"@type": "BlogPosting", "articleBody": t} for _, _, _, t in POSTS]
    for one in read(page("", head=script({**blog(), "liveBlogUpdate": updates}))).posts:
        assert one.published_at is None
        assert one.field_evidence == FieldEvidence(body="jsonld")
