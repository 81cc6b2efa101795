# ruff: noqa: E501 (sentences and pages in tables)
"""Markup of engines that no profile declares, each with the same four posts in it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from extractors.errors import NeedsScript, NoPosts, NotALiveBlog
from extractors.parse.page import Page, read_page
from tests.unit.parse.pages import POSTS, blog, page, script

CAPTURED = datetime.fromisoformat("2024-10-30T18:45:00+01:00")
URL = "https://fil.example/direct/fil-123456"
TIMES = [datetime.fromisoformat(at) for _, at, _, _ in POSTS]
TEXTS = [f"{headline}\n{text}" for _, _, headline, text in POSTS]
SAMPLES = [
    {
        "@type": "BlogPosting",
        "headline": f"Green landscape {place}",
        "articleBody": "A green landscape.",
        "datePublished": "2016-09-08T00:00:00Z",
        "url": f"https://samples.invalid/x#post{place}",
    }
    for place in range(4)
]


def read(body: bytes | str, **options: Any) -> Page:
    given = {"url": URL, "captured_at": CAPTURED, **options}
    return read_page(body if isinstance(body, bytes) else body.encode(), **given)


def each(template: str, times: list[datetime] = TIMES) -> str:
    """The template once a post, with its id, its time in several forms, headline and text."""
    return "".join(
        template.format(
            id=name, at=at.isoformat(), utc=f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.000Z", epoch=int(at.timestamp()), clock=f"{at:%H:%M}", dotted=f"{at.astimezone(UTC):%H.%M}",
            universal=f"{at.astimezone(UTC):%HH%M} TU.", day=f"{at:%d/%m/%Y}", headline=headline, text=text,
        )
        for (name, _, headline, text), at in zip(POSTS, times, strict=True)
    )  # fmt: skip


def assert_posts(found: Page, *, seconds: bool, texts: list[str] = TEXTS) -> None:
    wanted = [one.astimezone(UTC) if seconds else one.astimezone(UTC).replace(second=0) for one in TIMES]
    assert [one.published_at for one in found.posts] == wanted
    assert [one.text for one in found.posts] == texts


DOM = {
    "WordPress": (('<article id="id_{epoch}" class="liveblog-entry"><aside class="liveblog-entry-aside"><a class="liveblog-meta-time" href="#x"><span>2h ago</span><span>{clock}</span></a></aside>'
                  '<div class="liveblog-entry-main"><header class="liveblog-meta-authors"><span class="liveblog-meta-author-name">Ada Lane</span></header><h2 class="liveblog-entry-title">{headline}</h2>'
                  '<div class="liveblog-entry-content"><p>{text}</p></div></div><footer class="liveblog-entry-tools"><button>Edit</button></footer></article>'), False),
    "AP": (('<bsp-liveblog-post data-post-id="00000192-d0c1-{id}" data-posted-date-timestamp="{epoch}000"><h2 class="LiveBlogPost-headline">{headline}</h2>'
           '<div class="LiveBlogPost-body"><p>{text}</p></div><bsp-copy-link data-link="https://fil.example/x#{id}"><button>Copy</button></bsp-copy-link></bsp-liveblog-post>'), True),
    "CNN": (('<article class="live-story-post liveStoryPost" id="h_{id}" data-last-updated="{utc}"><h2 class="live-story-post__headline">{headline}</h2>'
            '<div class="live-story-post__byline">From Ada Lane</div><div><p>{text}</p></div></article>'), True),
    "CBS": (('<section class="post-update" id="post-update-{id}"><div class="post-update__time-ago"><time datetime="{at}">x ago</time></div><h2 class="post-update__headline">{headline}</h2>'
            '<p>{text}</p><span class="post-update__author">By Ada Lane</span></section>'), True),
    "Tickaroo": (('<div class="tik4-live__event"><div class="tik4-meta"><time class="tik4-by-date" datetime="{at}">{clock}</time></div><div class="tik4-author"><span class="tik4-author__name__t">Ada Lane</span></div>'
                 '<h2 class="tik4-headline">{headline}</h2><div class="tik4-content-block tik4-content-block--rich-text"><p>{text}</p></div></div>'), True),
    "old BBC": (('<li class="lx-stream__post-container"><article class="lx-stream-post" id="post_{id}"><header><h3>{headline}</h3><p><time><span class="gel-icon"></span><span>{clock}</span></time></p></header>'
                '<div class="lx-stream-post-body"><p>{text}</p></div><ul class="lx-stream-post__share-tools"><li>Share</li></ul></article></li>'), False),
    "Guardian": ('<article id="block-{id}"><a href="?page=with:block-{id}"><time datetime="{utc}" data-relativeformat="med">{dotted}&nbsp;<span>GMT</span></time></a><h2>{headline}</h2><p>{text}</p></article>', True),
    "AMP live list": ('<div id="post-{id}" data-sort-time="{epoch}" data-update-time="{epoch}9"><h3>{headline}</h3><p>{text}</p></div>', True),
    "Independent": ('<div class="live-blog-post" id="post-{id}"><h2>{headline}</h2><time datetime="{at}">{clock} , <a>Ada Lane</a></time><p>{text}</p></div>', True),
    "clock in GMT": ('<div class="post"><span class="ts">{dotted}&nbsp;GMT</span><h3>{headline}</h3><p>{text}</p></div>', False),
    "clock in universal time": ('<div class="post"><span class="ts">{universal}</span><h3>{headline}</h3><p>{text}</p></div>', False),
    "day, month, year": ('<div class="post"><span class="ts">Issued on: {day} - {clock}</span><h3>{headline}</h3><p>{text}</p></div>', False),
    "day and clock glued": ('<div class="post"><div>{day}<b>{clock}</b></div><h3>{headline}</h3><p>{text}</p></div>', False),
    "heads among paragraphs": ('<h3><time datetime="{at}">{clock}</time> {headline}</h3><p>{text}</p>', True),
    "times among paragraphs": ('<time datetime="{at}">{clock}</time><h3>{headline}</h3><p>{text}</p>', True),
    "terms and definitions": ("<dt>{clock}</dt><dd><h3>{headline}</h3><p>{text}</p></dd>", False),
}  # fmt: skip


@pytest.mark.parametrize("engine", list(DOM))
def test_markup_without_a_profile(engine: str) -> None:
    template, seconds = DOM[engine]
    assert_posts(read(page(f"<main>{each(template)}</main>")), seconds=seconds)


def entry(number: int, **changes: Any) -> dict[str, Any]:
    _, at, headline, text = POSTS[number]
    seconds = int(datetime.fromisoformat(at).timestamp())
    return {"id": 4711 + number, "type": "new", "content": f"<p>{text}</p>", "headline": headline, "timestamp": str(seconds + 50), "entry_time": seconds, **changes}  # fmt: skip


def item(number: int, **changes: Any) -> dict[str, Any]:
    name, at, headline, text = POSTS[number]
    main = {"id": "main", "refs": [{"item": {"item_type": "text", "text": f"<h3>{headline}</h3><p>{text}</p>"}}]}
    return {"_id": f"urn:newsml:{name}", "published_date": at, "deleted": False, "post_status": "open", "groups": [{"id": "root"}, main], **changes}  # fmt: skip


def revived() -> list[Any]:
    """The four posts as a table in which objects hold the places of their values."""
    table: list[Any] = [{"data": 1}, {"posts": 2}, [3, 8, 13, 18]]
    for name, at, headline, text in POSTS:
        place = len(table)
        table += [{"id": place + 1, "publishedAt": place + 2, "title": place + 3, "body": place + 4}, name, at, headline, f"<p>{text}</p>"]  # fmt: skip
    return table


ARC = {"live": {"posts": [{"_id": n, "display_date": at, "headlines": {"basic": h}, "content_elements": [{"type": "text", "content": t}]} for n, at, h, t in POSTS]}}  # fmt: skip
FEED = {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": n, "date_published": at, "title": h, "content_html": f"<p>{t}</p>"} for n, at, h, t in POSTS]}  # fmt: skip
CACHE = {"ROOT_QUERY": {"a": 1}, **{f"Post:{n}": {"id": n, "firstPublishedAt": at, "headline": h, "body": t} for n, at, h, t in POSTS}}  # fmt: skip
STATES: dict[str, Callable[[], bytes | str]] = {
    "WordPress interface": lambda: json.dumps({"entries": [entry(one) for one in range(4)], "pages": 1}),
    "Superdesk interface": lambda: json.dumps({"_items": [*map(item, range(4)), item(0, deleted=True), item(0, post_status="draft")]}),
    "JSON Feed": lambda: json.dumps(FEED),
    "Arc": lambda: page(f"<script>Fusion.contextPath='/pf';Fusion.globalContent={json.dumps(ARC)};Fusion.x=1;</script>"),
    "Apollo": lambda: page(f"<script>window.__APOLLO_STATE__={json.dumps(CACHE)}</script>"),
    "Nuxt": lambda: page(script(revived(), kind="application/json", identifier="__NUXT_DATA__")),
}  # fmt: skip


@pytest.mark.parametrize("engine", list(STATES))
def test_state_without_a_profile(engine: str) -> None:
    assert_posts(read(STATES[engine]()), seconds=True)


def test_an_event_log_gives_the_posts_that_stand() -> None:
    correction = entry(
        1, type="update", content="<p>Cinq générateurs sont arrivés au port.</p>", timestamp="1830297999"
    )
    log = [*map(entry, range(4)), correction, entry(0, type="delete", content="", timestamp="1830298000")]
    found = read(json.dumps({"entries": log, "pages": 3}))
    assert [one.text for one in found.posts] == [
        "Nouvelle livraison\nCinq générateurs sont arrivés au port.",
        *TEXTS[2:],
    ]
    assert found.posts[0].published_at == TIMES[1].astimezone(UTC)
    assert found.posts[0].modified_at == datetime.fromtimestamp(1830297999, UTC)
    assert not found.is_complete


@pytest.mark.parametrize("url", [URL, None])
def test_sample_posts_are_known_by_their_host(url: str | None) -> None:
    updates = [*blog()["liveBlogUpdate"], *SAMPLES]  # type: ignore[misc]
    assert_posts(read(page("", head=script({**blog(), "url": URL, "liveBlogUpdate": updates})), url=url), seconds=True)


def test_only_sample_posts_are_no_posts() -> None:
    body = page("<p>Le direct commence bientôt.</p>" * 30, head=script({**blog(), "liveBlogUpdate": SAMPLES}))
    with pytest.raises(NoPosts):
        read(body)


def test_a_live_center_needs_its_script() -> None:
    with pytest.raises(NeedsScript):
        read(page('<div id="live-center"></div><script src="https://x.norkon.example/live.js"></script>'))


CLOCKS = '<div class="post{mark}"><i>{clock}</i><h3>{headline}</h3><p>{text}</p></div>'
PIN = '<div class="post{mark}"><i>07:00</i><h3>À retenir</h3><p>Le point sur la situation, que nous tiendrons à jour au fil de la journée et du soir.</p></div>'


@pytest.mark.parametrize(
    ("mark", "head"),
    [(" pinned", ""), ("", '<meta property="article:published_time" content="2024-10-29T22:30:00+01:00">')],
    ids=["marked", "older than the page"],
)
def test_a_pinned_post_does_not_move_the_days_below_it(mark: str, head: str) -> None:
    posts = each(CLOCKS.replace("{mark}", ""))
    found = read(page(PIN.format(mark=mark) + posts, head=head))
    assert [f"{one.published_at:%d %H:%M}" for one in found.posts] == ["30 06:00", "30 16:31", "30 14:02", "30 08:45", "29 22:50"]  # fmt: skip


def test_clocks_from_the_oldest_down() -> None:
    posts = "".join(reversed(each(CLOCKS.replace("{mark}", "") + "\0").split("\0")))
    assert [one.published_at for one in read(page(posts)).posts] == [
        one.astimezone(UTC).replace(second=0) for one in reversed(TIMES)
    ]


def test_the_hour_that_comes_twice_stays_in_order() -> None:
    clocks = ["03:10", "02:20", "02:50", "02:10"]
    body = "".join(
        f'<div class="post"><i>{one}</i><p>{text}</p></div>' for one, text in zip(clocks, TEXTS, strict=True)
    )
    found = read(page(body), captured_at=datetime.fromisoformat("2024-10-27T06:00:00+01:00"))
    assert [f"{one.published_at:%H:%M}" for one in found.posts] == ["02:10", "01:20", "00:50", "00:10"]


def test_lists_and_comments_beside_the_posts_are_none() -> None:
    side = "".join(
        f'<li><time datetime="2024-10-30T{hour:02}:00:00+01:00">{hour}:00</time><a href="/{hour}.html">Un titre de dépêche assez long numéro {hour}</a></li>'
        for hour in range(20, 0, -1)
    )
    readers = "".join(
        f'<div class="avis"><time datetime="2024-10-30T17:{one:02}:00+01:00">17:{one:02}</time><p>Je ne suis pas de cet avis, et voici pourquoi en long et en large, numéro {one}.</p></div>'
        for one in range(12)
    )
    assert_posts(read(page(f"<div><ul>{side}</ul></div>{each(CLOCKS.replace('{mark}', ''))}")), seconds=False)
    assert_posts(read(page(f"<ul>{side}</ul>{readers}", head=script(blog()))), seconds=True)


def test_a_list_of_articles_is_no_live_blog() -> None:
    listed = "".join(
        f'<h3><time datetime="2024-10-{day:02}">{day} octobre 2024</time></h3><p><a href="/{day}.html">{TEXTS[0] * 2}</a></p>'
        for day in range(20, 0, -1)
    )
    with pytest.raises(NotALiveBlog):
        read(page(listed, title="Archives"), url="https://fil.example/archives")


def test_a_question_and_its_answer() -> None:
    asked = '<blockquote class="comment-blockquote"><p>Le pont est-il ouvert aux camions ?</p></blockquote>'
    answer = '<div class="answer-text"><p>Pas encore, selon la préfecture, et pas avant la fin de la semaine.</p></div>'
    first, *others = each(CLOCKS.replace("{mark}", "") + "\0").split("\0")[:-1]
    pair = f'<div class="post"><i>18:02</i>{asked}{answer}</div><div class="post"><i>18:01</i>{asked}</div>'
    found = read(page(pair + first + "".join(others)))
    assert [one.kind for one in found.posts[:3]] == ["answer", "reader_question", "update"]
    assert found.posts[0].text == "Pas encore, selon la préfecture, et pas avant la fin de la semaine."
    assert found.posts[1].text == "Le pont est-il ouvert aux camions ?"
