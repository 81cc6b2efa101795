"""From a day to addresses: feeds of every kind, and what a web archive kept."""

import json
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from urllib.parse import parse_qs, quote_plus, urlsplit

import pytest

from extractors.errors import BlockedByPolicy, BrokenPage, Unreachable, UsageError
from extractors.fetch.discover import MAX_DAY_PAGES, Address, discover
from extractors.fetch.links import canonical, matches
from extractors.fetch.web_archive import MAX_ANSWERS, MAX_CAPTURES
from extractors.outlet import Feed
from tests.security.wire import COPIES, HOST, Server, fetcher, paper, reply

DAY = date(2024, 10, 30)
TODAY = datetime(2024, 10, 30, 17, tzinfo=UTC)
LATER = datetime(2026, 11, 23, tzinfo=UTC)
BLOG = f"http://{HOST}/live/today"
DAY_PAGE = Feed(kind="day_page", url=f"http://{HOST}/archives/%Y/%m/%d")
CDX = Feed(kind="cdx", url=f"http://{COPIES}/cdx", replay=f"http://{COPIES}/web/{{timestamp}}id_/{{url}}")
FIELDS = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]
NOTHING = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


def page(*links: str, head: str = "") -> bytes:
    anchors = "".join(f'<a href="{link}">x</a>' for link in links)
    return reply(f"<html><head>{head}</head><body>{anchors}</body></html>".encode())


def live(*urls: str) -> tuple[Address, ...]:
    return tuple(Address(url=url, canonical_url=url, captured_at=None, origin="live") for url in urls)


def kept(*instants: str, original: str = BLOG, blog: str = BLOG) -> tuple[Address, ...]:
    return tuple(
        Address(
            url=f"http://{COPIES}/web/{one}id_/{original}",
            canonical_url=blog,
            captured_at=datetime.strptime(one, "%Y%m%d%H%M%S").replace(tzinfo=UTC),
            origin="wayback",
        )
        for one in instants
    )


def find(routes, *feeds: Feed, day: date = DAY, now: datetime = TODAY, **changes) -> tuple[Address, ...]:
    outlet = paper(feeds=feeds, **changes)
    with Server(routes) as server:
        return discover(outlet, day, fetcher(server, outlet), now)


class CdxServer(Server):
    """A web archive's index: answers as the real one does, from rows of timestamp, original address and digest.

    An answer holds `per_answer` rows at most; one that is cut ends with an empty row and the key to go on with, which
    stands there as it is to be sent. Neighbours of one digest are collapsed before.
    """

    rows: tuple[tuple[str, ...], ...] = ()
    per_answer: int = 3000

    def _next(self, path):
        parts = urlsplit(path)
        if parts.path != "/cdx":
            return super()._next(path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        rows = [
            ["key", row[0], row[1], "text/html", "200", row[2] if row[2:] else f"DIGEST{place}", "1"]
            for place, row in enumerate(self.rows)
            if self.is_asked(row[1], query) and query["from"] <= row[0] <= query["to"]
        ]
        rows = [row for place, row in enumerate(rows) if not place or row[5] != rows[place - 1][5]]
        begin = int(query.get("resumeKey", "org,paper)/live 0!").removesuffix("!").split()[-1])
        answer = rows[begin : begin + self.per_answer]
        if query.get("showResumeKey") == "true" and begin + self.per_answer < len(rows):
            answer += [[], [quote_plus(f"org,paper)/live {begin + self.per_answer}!")]]
        return reply(json.dumps([FIELDS, *answer] if answer else []).encode(), Content_Type="application/json")

    @staticmethod
    def is_asked(original, query):
        is_prefix = query.get("matchType") == "prefix"
        return original.startswith(query["url"]) if is_prefix else original == query["url"]


def find_kept(
    rows, *feeds: Feed, routes=None, day: date = DAY, now: datetime = LATER, per_answer: int = 3000, **changes
):
    outlet = paper(feeds=feeds, **changes)
    with CdxServer(routes or {}) as server:
        server.rows, server.per_answer = tuple(rows), per_answer
        found = discover(outlet, day, fetcher(server, outlet), now)
        return found, [path for path in server.pages() if path.startswith("/cdx")]


def test_links_of_a_day_page_are_resolved_matched_and_named_once():
    links = ["today", "/live/today#post-3", BLOG, f"http://{HOST}:80/live/today", "/live/evening", "/sport/match"]
    foreign = ["http://elsewhere.example/live/today", "mailto:desk@paper.example", "javascript:0", "http://[bad/live/x"]
    routes = {"/archives/2024/10/30": page(*links, *foreign, head=f'<base href="http://{HOST}/live/">')}
    assert find(routes, DAY_PAGE) == live(BLOG, f"http://{HOST}/live/evening")


def test_a_day_page_that_lists_nothing_or_is_not_there_names_nothing():
    assert find({"/archives/2024/10/30": page("/sport/match")}, DAY_PAGE) == ()
    assert find({"/archives/2024/10/30": NOTHING}, DAY_PAGE) == ()


def test_a_day_page_that_cannot_be_read_is_not_taken_for_an_empty_one():
    with pytest.raises(Unreachable):
        find({"/archives/2024/10/30": reply(b"", "500 Internal Server Error")}, DAY_PAGE)
    with pytest.raises(BlockedByPolicy):
        find({"/archives/2024/10/30": reply(b"", "403 Forbidden")}, DAY_PAGE)
    with pytest.raises(BrokenPage):
        find({"/archives/2024/10/30": reply(b"")}, DAY_PAGE)


def test_a_day_page_names_its_month_as_a_word_with_and_without_accents():
    words = Feed(kind="day_page", url=f"http://{HOST}/archives/%Y/%m/%d-{{month_fr}}-%Y")
    plain = Feed(kind="day_page", url=f"http://{HOST}/archives/%Y/%-d-{{month_fr_plain}}-%Y.html")
    routes = {
        "/archives/2024/08/09-ao%C3%BBt-2024": page("/live/today"),
        "/archives/2024/9-aout-2024.html": page("/live/evening"),
    }
    day = date(2024, 8, 9)
    assert find(routes, words, plain, day=day, now=LATER) == live(BLOG, f"http://{HOST}/live/evening")


def test_a_field_that_no_template_has_is_refused():
    with pytest.raises(UsageError, match=r"\{mois\}"):
        find({}, Feed(kind="day_page", url=f"http://{HOST}/archives/%d-{{mois}}-%Y"))


PAGED = Feed(kind="day_page", url=f"http://{HOST}/archives/%d-%m-%Y/{{page}}/")


@pytest.mark.parametrize("beyond", [NOTHING, page("/live/today", "/live/evening"), page()])
def test_a_day_that_is_listed_on_several_pages_is_read_to_the_last(beyond):
    routes = {
        "/archives/30-10-2024/1/": page("/live/today", "/sport/match"),
        "/archives/30-10-2024/2/": page("/sport/other", "/live/evening"),
        "/archives/30-10-2024/3/": beyond,
        "/archives/30-10-2024/4/": page("/live/never-asked"),
    }
    assert find(routes, PAGED, now=LATER) == live(BLOG, f"http://{HOST}/live/evening")


def test_the_pages_of_a_day_are_counted():
    outlet = paper(feeds=(PAGED,))
    routes = {f"/archives/30-10-2024/{number}/": page(f"/live/n{'a' * number}") for number in range(1, 40)}
    with Server(routes) as server:
        discover(outlet, DAY, fetcher(server, outlet), LATER)
        assert len(server.pages()) == MAX_DAY_PAGES


def test_a_computed_address_needs_no_question():
    feed = Feed(kind="computed", url=f"http://{HOST}/live/day-%Y-%m-%d")
    assert find({}, feed) == live(f"http://{HOST}/live/day-2024-10-30")


def test_an_address_with_an_emoji_is_matched_as_it_is_written_and_as_it_is_sent():
    outlet = paper(blog_url=r"/live/🔴-today$")
    assert matches(outlet, f"http://{HOST}/live/%F0%9F%94%B4-today")
    assert matches(outlet, f"http://{HOST}/live/🔴-today")


def test_findings_of_several_feeds_are_united_in_their_order():
    computed = Feed(kind="computed", url=f"http://{HOST}/live/evening")
    routes = {"/archives/2024/10/30": page("/live/today", "/live/evening")}
    assert find(routes, computed, DAY_PAGE) == live(f"http://{HOST}/live/evening", BLOG)


def rss(*items: tuple[str, str]) -> bytes:
    written = "".join(f"<item><link>{link}</link><pubDate>{when}</pubDate></item>" for link, when in items)
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><link>{BLOG}</link>{written}</channel></rss>'
    return reply(feed.encode(), Content_Type="application/rss+xml")


def test_items_of_a_feed_count_on_the_outlets_local_day():
    items = [
        (f"http://{HOST}/live/late", "Tue, 29 Oct 2024 23:30:00 +0000"),
        (f"http://{HOST}/live/early", "Tue, 29 Oct 2024 22:30:00 +0000"),
        (f"http://{HOST}/live/undated", ""),
        (f"http://{HOST}/sport/match", "Wed, 30 Oct 2024 10:00:00 +0000"),
    ]
    assert find({"/rss": rss(*items)}, Feed(kind="rss", url=f"http://{HOST}/rss")) == live(f"http://{HOST}/live/late")


def test_an_atom_feed_is_read_and_an_update_counts_too():
    entry = (
        f'<entry><link href="{BLOG}"/><published>2024-10-28T08:00:00Z</published>'
        "<updated>2024-10-30T09:00:00+01:00</updated></entry>"
    )
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>'.encode()
    assert find({"/atom": reply(feed)}, Feed(kind="rss", url=f"http://{HOST}/atom")) == live(BLOG)


def sitemap(*pages: tuple[str, str], name: str = "url", root: str = "urlset") -> bytes:
    rows = "".join(f"<{name}><loc>{loc}</loc><lastmod>{when}</lastmod></{name}>" for loc, when in pages)
    return reply(f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</{root}>'.encode())


def test_a_sitemap_index_is_followed_where_it_can_hold_the_day():
    index = sitemap(
        (f"http://{HOST}/old.xml", "2024-10-01"),
        (f"http://{HOST}/new.xml", "2024-10-31"),
        name="sitemap",
        root="sitemapindex",
    )
    new = sitemap((BLOG, "2024-10-30T22:00:00+01:00"), (f"http://{HOST}/live/other", "2024-10-31"))
    feed = Feed(kind="sitemap", url=f"http://{HOST}/index.xml")
    assert find({"/index.xml": index, "/new.xml": new}, feed, now=TODAY + timedelta(days=1)) == live(BLOG)


def test_a_news_sitemap_is_dated_by_publication():
    news = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
        f"<url><loc>{BLOG}</loc><news:news><news:publication_date>2024-10-30T06:00:00+01:00</news:publication_date>"
        "</news:news></url></urlset>"
    )
    assert find({"/news.xml": reply(news.encode())}, Feed(kind="sitemap", url=f"http://{HOST}/news.xml")) == live(BLOG)


def test_feeds_without_a_date_in_their_address_are_not_asked_for_days_they_cannot_hold():
    section = Feed(kind="day_page", url=f"http://{HOST}/section")
    feed = Feed(kind="rss", url=f"http://{HOST}/rss")
    outlet = paper(feeds=(section, feed))
    with Server({"/section": page("/live/today"), "/rss": rss()}) as server:
        asks = fetcher(server, outlet)
        assert discover(outlet, DAY, asks, TODAY) == live(BLOG)
        assert discover(outlet, DAY - timedelta(days=1), asks, TODAY) == ()
        assert discover(outlet, DAY - timedelta(days=8), asks, TODAY) == ()
        assert server.pages() == ["/section", "/rss", "/rss"]


def test_a_day_that_has_not_begun_for_the_outlet_is_not_looked_for():
    before_midnight = datetime(2024, 10, 29, 22, 59, tzinfo=UTC)
    routes = {"/archives/2024/10/30": page("/live/today")}
    assert find(routes, DAY_PAGE, now=before_midnight) == ()
    assert find(routes, DAY_PAGE, now=before_midnight + timedelta(minutes=1)) == live(BLOG)


ROUTES = {"/archives/2024/10/30": page("/live/today")}


def test_a_past_day_is_taken_from_the_captures_of_its_window():
    instants = ["20241029225959", "20241029230000", "20241030180000", "20241031105959", "20241031110000"]
    found, asked = find_kept([(one, BLOG) for one in instants], DAY_PAGE, CDX, routes=ROUTES)
    assert found == kept(*instants[1:4])
    assert "from=20241029230000&to=20241031105959" in asked[0]
    assert "output=json&filter=statuscode%3A200&collapse=digest&limit=3000&showResumeKey=true" in asked[0]


def test_the_window_is_that_of_a_day_of_25_hours():
    _, asked = find_kept(
        [], DAY_PAGE, CDX, routes={"/archives/2024/10/27": page("/live/today")}, day=date(2024, 10, 27)
    )
    assert "from=20241026220000&to=20241028105959" in asked[0]


def test_a_blog_that_the_web_archive_lacks_is_fetched_as_it_stands():
    routes = {"/archives/2024/10/30": page("/live/today", "/live/evening")}
    found, _ = find_kept([("20241030180000", BLOG)], DAY_PAGE, CDX, routes=routes)
    assert found == kept("20241030180000") + live(f"http://{HOST}/live/evening")


def test_today_is_never_taken_from_the_web_archive():
    found, asked = find_kept([("20241030090000", BLOG)], DAY_PAGE, CDX, routes=ROUTES, now=TODAY)
    assert (found, asked) == (live(BLOG), [])


PREFIX = Feed(kind="cdx", url=CDX.url, replay=CDX.replay, prefix=f"http://{HOST}/live/")


def test_where_nothing_lists_the_day_the_web_archive_is_asked_by_prefix():
    rows = [
        ("20241030180000", BLOG),
        ("20241031080000", BLOG),
        ("20241031080000", f"http://{HOST}/live/tomorrow"),
        ("20241030180000", f"http://{HOST}/live/not-a-blog.css"),
    ]
    found, asked = find_kept(rows, PREFIX)
    assert found == kept("20241030180000", "20241031080000")
    assert "matchType=prefix" in asked[0]


def test_a_capture_made_by_http_belongs_to_the_blog_at_https():
    secure = f"https://{HOST}/live/today"
    found, _ = find_kept(
        [("20241030180000", f"http://{HOST}:80/live/today")],
        Feed(kind="cdx", url=CDX.url, replay=CDX.replay, prefix=f"http://{HOST}"),
        blog_url=rf"https://{HOST}/live/(?P<id>[a-z]+)$",
    )
    assert found == kept("20241030180000", original=f"http://{HOST}:80/live/today", blog=secure)


def test_each_distinct_digest_is_one_observation_at_its_first_instant():
    rows = [
        ("20241030080000", BLOG, "AAAA"),
        ("20241030090000", BLOG, "AAAA"),
        ("20241030100000", BLOG, "BBBB"),
        ("20241030110000", BLOG, "AAAA"),
        ("20241030120000", BLOG, "CCCC"),
    ]
    found, _ = find_kept(rows, DAY_PAGE, CDX, routes=ROUTES)
    assert found == kept("20241030080000", "20241030100000", "20241030120000")


def test_the_same_bytes_of_two_blogs_are_an_observation_of_each():
    evening = f"http://{HOST}/live/evening"
    rows = [("20241030080000", BLOG, "AAAA"), ("20241030090000", evening, "BBBB"), ("20241030100000", evening, "AAAA")]
    found, _ = find_kept(rows, PREFIX)
    assert found == kept("20241030080000") + kept("20241030090000", "20241030100000", original=evening, blog=evening)


def test_an_answer_that_is_cut_is_gone_on_with_by_its_key():
    rows = [(f"202410301{minute:05d}", BLOG) for minute in range(0, 5000, 1000)]
    found, asked = find_kept(rows, DAY_PAGE, CDX, routes=ROUTES, per_answer=2)
    assert found == kept(*(instant for instant, _ in rows))
    assert [urlsplit(one).query.partition("resumeKey=")[2] for one in asked] == [
        "", "org%2Cpaper%29%2Flive+2%21", "org%2Cpaper%29%2Flive+4%21"
    ]  # fmt: skip


def test_an_index_that_never_ends_is_asked_so_often_and_no_more():
    rows = [(f"2024103010{second:04d}", BLOG) for second in range(40)]
    found, asked = find_kept(rows, DAY_PAGE, CDX, routes=ROUTES, per_answer=1)
    assert (len(asked), len(found)) == (MAX_ANSWERS, MAX_ANSWERS)


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_an_index_that_is_busy_is_asked_again_and_then_unreachable(status):
    outlet = paper(feeds=(DAY_PAGE, CDX))
    busy = reply(b"", status, Retry_After="7")
    empty = reply(b"[]", Content_Type="application/json")
    for answers, is_reached in (([busy, busy, empty], True), ([busy], False)):
        slept: list[float] = []
        with Server(dict(ROUTES)) as server:
            asks = fetcher(server, outlet, slept=slept)
            path = "/cdx?" + find_kept([], DAY_PAGE, CDX, routes=ROUTES)[1][0].partition("?")[2]
            server.routes[path] = list(answers)
            if is_reached:
                assert discover(outlet, DAY, asks, LATER) == live(BLOG)
            else:
                with pytest.raises(Unreachable):
                    discover(outlet, DAY, asks, LATER)
        assert slept == [7.0, 7.0]


def test_very_many_captures_are_thinned_evenly():
    start = datetime(2024, 10, 30, tzinfo=UTC)
    rows = [((start + timedelta(minutes=n)).strftime("%Y%m%d%H%M%S"), BLOG) for n in range(1000)]
    found, _ = find_kept(rows, DAY_PAGE, CDX, routes=ROUTES)
    instants = [one.captured_at for one in found]
    gaps = {(later - earlier).total_seconds() // 60 for earlier, later in pairwise(instants)}
    assert (len(found), instants[0], instants[-1]) == (MAX_CAPTURES, start, start + timedelta(minutes=999))
    assert gaps <= {21.0, 22.0}


@pytest.mark.parametrize("answer", [b"", b"[]", b"\n"])
def test_an_index_without_captures_is_no_error(answer):
    outlet = paper(feeds=(DAY_PAGE, CDX))
    with Server(dict(ROUTES), otherwise=reply(answer)) as server:
        server.routes |= {"/robots.txt": NOTHING, "/.well-known/tdmrep.json": NOTHING}
        assert discover(outlet, DAY, fetcher(server, outlet), LATER) == live(BLOG)


@pytest.mark.parametrize(
    "answer",
    [b"<html>busy</html>", b'{"error": 1}', b'[["timestamp"],["1","2"]]', b'[["a"],["b"]]', b"[" * 100_000, b"[5, 6]"],
)
def test_an_index_that_cannot_be_read_is_unreachable(answer):
    outlet = paper(feeds=(DAY_PAGE, CDX))
    with Server(dict(ROUTES), otherwise=reply(answer)) as server:
        server.routes |= {"/robots.txt": NOTHING, "/.well-known/tdmrep.json": NOTHING}
        with pytest.raises(Unreachable, match="list of captures"):
            discover(outlet, DAY, fetcher(server, outlet), LATER)


def test_an_address_is_made_canonical():
    assert canonical("HTTPS://Paper.Example:443#top") == "https://paper.example/"
    assert canonical("http://paper.example:8765/live?page=2#x") == "http://paper.example:8765/live?page=2"
