"""From one page to the address of the next: every way that a page or an interface names it."""

import json

import pytest

from extractors.outlet import Layout, Outlet, Selectors
from extractors.parse.page import read_page
from extractors.parse.paging import further_url

BLOG = "https://paper.example/world/live/2024/oct/30/canal-briefing_1234567_3210.html"
OUTLET = Outlet(
    slug="paper", name="The Paper", hosts=("paper.example",), lang="en", timezone="Europe/London", country="GB",
    blog_url=r"https://paper\.example/.*_(?P<id>\d{7})_\d+\.html",
    layouts=(
        Layout(selectors=Selectors(post="li.old", post_id="data-id"), next_page="/old/{id}/{post}"),
        Layout(
            selectors=Selectors(post="section.post", post_id="id"),
            next_page="/ajax/live/article/{id}/scroll?lastPost={post}",
        ),
    ),
)  # fmt: skip
ENDPOINT = "https://paper.example/wp-json/liveblog/v1/77/"


def further(body, here=BLOG, outlet=None, **changes):
    content = body if isinstance(body, str) else json.dumps(body)
    return further_url(content.encode(), here=here, blog_url=BLOG, outlet=outlet, **changes)


def page(head="", main=""):
    return f"<!DOCTYPE html><html><head>{head}</head><body>{main}</body></html>"


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ('<link rel="next" href="?page=2">', f"{BLOG}?page=2"),
        ('<a href="/x?page=2" rel="nofollow NEXT">on</a>', "https://paper.example/x?page=2"),
        ("<link rel=next>", None),
        ('<link rel="prev" href="?page=1">', None),
    ],
)
def test_a_link_to_the_next_page_is_followed(link, found):
    assert further(page(link)) == found


@pytest.mark.parametrize("name", ["Older", "older posts", "Messages précédents", "Posts plus anciens"])
def test_a_link_called_older_is_followed_where_only_its_query_differs(name):
    assert further(page(main=f'<a href="?page=2#top">{name}</a>')) == f"{BLOG}?page=2"
    assert further(page(main=f'<a href="?page=2" aria-label="{name}"><svg></svg></a>')) == f"{BLOG}?page=2"
    assert further(page(main=f'<a href="/archives?page=2">{name}</a>')) is None
    assert further(page(main=f'<a href="{BLOG}#x">{name}</a>')) is None


def test_another_host_is_not_followed():
    assert further(page('<link rel="next" href="https://elsewhere.example/2"><link rel="next" href="?p=2">')) == (
        f"{BLOG}?p=2"
    )
    assert further(page('<link rel="next" href="//elsewhere.example/2">')) is None
    assert further({"pagination": {"older": "https://elsewhere.example/?page=with:block-1"}}) is None


def test_the_outlets_template_names_blog_and_last_post():
    shown = '<section class="post" id="p-9">nine</section><section class="post" id="p-8">eight</section>'
    scroll = "https://paper.example/ajax/live/article/1234567/scroll?lastPost="
    assert further(page(main=shown), outlet=OUTLET) == f"{scroll}p-8"
    words = shown.replace("eight", "eight barges wait at the lower lock, the harbour office says")
    assert further({"posts": [words]}, here=f"{scroll}p-10", outlet=OUTLET) == f"{scroll}p-8"
    assert further({"posts": []}, here=f"{scroll}p-8", outlet=OUTLET) is None
    assert further(page(main='<li class="old" data-id="5">five</li>'), outlet=OUTLET) == (
        "https://paper.example/old/1234567/5"
    )


def test_pagination_in_application_state_names_the_older_page():
    state = {"pagination": {"currentPage": 2, "totalPages": 3, "newer": "?page=1", "older": "?page=with:block-6"}}
    assert further({"headline": "x", **state}, here=f"{BLOG}?page=with:block-9") == f"{BLOG}?page=with:block-6"
    script = f'<script type="application/json">{json.dumps({"props": {"pageProps": state}})}</script>'
    assert further(page(main=script)) == f"{BLOG}?page=with:block-6"
    del state["pagination"]["older"]
    assert further(state) is None


def settings(**values):
    return page(main=f"<script>var liveblog_settings = {json.dumps(values)};</script>")


def test_wordpress_liveblog_is_asked_page_by_page():
    first = settings(endpoint_url=ENDPOINT, latest_entry_id="612", latest_entry_timestamp="1730318400", nonce="x")
    assert further(first) == f"{ENDPOINT}get-entries/1/612-1730318400"
    answer = {"entries": [{"id": 612, "timestamp": 1730318400}], "page": 1, "pages": 3, "total": 30}
    assert further(answer, here=f"{ENDPOINT}get-entries/1/612-1730318400") == f"{ENDPOINT}get-entries/2/612-1730318400"
    last = {**answer, "page": 3, "pages": 3.0}
    assert further(last, here=f"{ENDPOINT}get-entries/3/612-1730318400") is None


def test_an_older_wordpress_liveblog_is_asked_for_what_is_before_the_oldest_entry():
    entries = "".join(f'<div class="liveblog-entry" data-timestamp="{at}"></div>' for at in (300, 100, 200))
    shown = settings(endpoint_url=ENDPOINT, latest_entry_timestamp="300").replace("<script>", f"{entries}<script>")
    assert further(shown) == f"{ENDPOINT}lazyload/100/0"
    answer = {"entries": [{"timestamp": 90}, {"timestamp": "80"}], "index": 0}
    assert further(answer, here=f"{ENDPOINT}lazyload/100/0") == f"{ENDPOINT}lazyload/80/0"
    assert further({"entries": [], "index": 0}, here=f"{ENDPOINT}lazyload/80/0") is None


def test_an_eve_interface_names_its_next_page_from_its_own_root():
    links = {"self": {"href": "client_blogs/5f/posts?page=1"}, "next": {"href": "client_blogs/5f/posts?page=2"}}
    here = "https://paper.example/api/client_blogs/5f/posts?page=1"
    assert further({"_items": [], "_links": links}, here=here) == here.replace("page=1", "page=2")
    assert further({"_items": [], "_links": {"self": links["self"]}}, here=here) is None


@pytest.mark.parametrize(
    "body", ["words", "[]", "{", "[1, 2]", '{"_links": []}', '{"entries": {}, "page": {}}', "<p>a</p>"]
)
def test_what_says_nothing_of_a_further_page_has_none(body):
    assert further(body, outlet=OUTLET) is None


def test_a_page_of_several_is_complete_only_where_it_is_the_last():
    from tests.unit.collecting.newsroom import Item

    blocks = [
        {"id": f"6721f0aa8f08c1d2e3f40a{n}", "blockFirstPublished": int(Item(n).at.timestamp() * 1000),
         "elements": [{"html": f"<p>{Item(n).words}</p>"}]}
        for n in (14, 13, 12)
    ]  # fmt: skip
    for number, is_last in ((1, False), (2, False), (3, True)):
        state = {"blocks": blocks, "keyEvents": [], "pagination": {"currentPage": number, "totalPages": 3}}
        assert read_page(json.dumps(state).encode(), url=BLOG).is_complete is is_last
