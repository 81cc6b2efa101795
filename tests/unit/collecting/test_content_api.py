"""The Guardian's Content API as it answers, on this machine: what is asked, what is read, and where the key is not."""

import gzip
import json
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from pydantic import SecretStr

from claimwire import capture, pipeline
from extractors.errors import MissingSetting, Unreachable
from tests.security.wire import HOST, redirect, reply
from tests.unit.collecting.newsroom import API, BLOG, COMPUTED, DAY, EVENING, Item, Newsroom, newsroom

KEY = "5f1c-secret-key-77"
FEED = f'Feed(kind="content_api", url="http://{API}/search?section=world"),'
BLOG_ID = BLOG.removeprefix(f"http://{HOST}/")
LATER = datetime(2026, 11, 23, tzinfo=UTC)


def block(item, **attributes):
    at = item.at.isoformat().replace("+00:00", "Z")
    return {
        "id": f"6721f0aa8f08c1d2e3f4{item.number:04x}", "bodyHtml": f"<p>{item.words}</p>",
        "bodyTextSummary": item.words, "title": f"Update {item.number}", "attributes": attributes, "published": True,
        "createdDate": at, "firstPublishedDate": at, "publishedDate": at, "lastModifiedDate": at, "contributors": [],
        "elements": [{"type": "text", "assets": [], "textTypeData": {"html": f"<p>{item.words}</p>"}}],
    }  # fmt: skip


class Interface(Newsroom):
    """The pages of a newsroom, and its interface on a host of its own."""

    per_answer = 1
    others = ("world/live/tomorrows-briefing-1234568", "sport/2024/match-report")

    def play(self, path):
        parts = urlsplit(path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path not in ("/search", f"/{BLOG_ID}") or ("api-key" not in query and "show-blocks" not in query):
            return super().play(path)
        if query.get("api-key") != KEY:
            return reply(b'{"message":"Unauthorized"}', "401 Unauthorized", Content_Type="application/json")
        value = self.search(query) if parts.path == "/search" else self.content()
        answer = {"response": {"status": "ok", "userTier": "developer", **value}}
        return self.validated(json.dumps(answer).encode(), Content_Type="application/json")

    def described(self, name, at):
        kind = "liveblog" if "/live/" in name else "article"
        return {
            "id": name, "type": kind, "sectionId": "world", "webPublicationDate": at, "webTitle": "Canal briefing",
            "webUrl": f"http://{HOST}/{name}", "apiUrl": f"https://{API}/{name}", "isHosted": False,
        }  # fmt: skip

    def search(self, query):
        dates = ["2024-10-30T20:00:00Z", "2024-10-31T08:00:00Z", "2024-10-30T20:00:00Z"]
        results = [self.described(name, at) for name, at in zip((BLOG_ID, *self.others), dates, strict=True)]
        number = int(query["page"])
        return {
            "total": len(results), "startIndex": number, "pageSize": self.per_answer, "currentPage": number,
            "pages": len(results), "orderBy": query["order-by"], "results": results[number - 1 : number],
        }  # fmt: skip

    def content(self):
        newest = sorted(self.items, key=lambda one: -one.number)
        marks = {0: {"summary": True}, 1: {"keyEvent": True}, 2: {"pinned": True}}
        body = [block(one, **marks.get(place, {})) for place, one in enumerate(newest)]
        fields = {
            "headline": "Canal briefing – live",
            "liveBloggingNow": "true",
            "lastModified": "2024-10-30T19:59:00Z",
        }
        content = {**self.described(BLOG_ID, "2024-10-30T06:00:00Z"), "fields": fields}
        return {"total": 1, "content": {**content, "blocks": {"body": body, "totalBodyBlocks": len(body)}}}


@pytest.fixture
def world(tmp_path):
    with newsroom(tmp_path, Interface(), feeds=FEED + COMPUTED) as (server, settings):
        yield (
            server,
            settings.model_copy(
                update={
                    "guardian_key": SecretStr(KEY),
                    "connect_to": {HOST: server.place, API: server.place},
                }
            ),
        )


def test_a_day_is_found_and_read_by_the_interface_where_a_key_is_set(world):
    server, settings = world
    outcome = pipeline.read_outlet(settings, "paper", DAY, now=EVENING)
    assert (outcome.is_complete, outcome.post_count, outcome.snapshot_count) == (True, 20, 1)
    (held,) = capture.archive_of(settings).captures("paper", DAY)
    assert (held.url, urlsplit(held.final_url).hostname) == (BLOG, API)
    searches = [parse_qs(urlsplit(path).query) for path in server.pages() if path.startswith("/search")]
    assert [one["page"] for one in searches] == [["1"], ["2"], ["3"]]
    first = searches[0]
    assert {name: first[name] for name in ("section", "type", "from-date", "to-date")} == {
        "section": ["world"], "type": ["liveblog"], "from-date": ["2024-10-30"], "to-date": ["2024-10-30"]
    }  # fmt: skip
    assert server.path not in server.pages()


def test_what_the_blocks_say_is_read(world):
    _, settings = world
    pipeline.collect(settings, "paper", DAY, now=EVENING)
    archive = capture.archive_of(settings)
    (held,) = archive.captures("paper", DAY)
    from extractors import outlets
    from extractors.parse.page import read_page

    page = read_page(archive.read(held), outlet=outlets.find("paper", settings.outlet_folders), url=held.url)
    assert page.title == "Canal briefing – live"
    assert [one.kind for one in page.posts[:3]] == ["summary", "key_event", "update"]
    assert [one.published_at for one in page.posts] == [Item(number).at for number in reversed(range(20))]
    assert all(Item(19 - place).words in one.text for place, one in enumerate(page.posts))


def test_blocks_that_are_missing_make_the_capture_incomplete(world):
    server, settings = world
    content = server.content()
    del content["content"]["blocks"]["body"][-1]
    server.content = lambda: content
    assert not pipeline.read_outlet(settings, "paper", DAY, now=EVENING).is_complete


def test_an_unchanged_answer_is_stored_once(world):
    _, settings = world
    for _ in range(2):
        pipeline.read_outlet(settings, "paper", DAY, mode="refetch", now=EVENING)
    assert len(capture.archive_of(settings).captures("paper", DAY)) == 1


def test_the_key_stands_in_nothing_that_is_kept_or_shown(world, caplog, capsys):
    server, settings = world
    caplog.set_level(0)
    pipeline.read_outlet(settings, "paper", DAY, now=EVENING)
    assert any(f"api-key={KEY}" in path for path in server.pages())
    files = [path for path in settings.home.rglob("*") if path.is_file()]
    kept = b"".join(gzip.decompress(one.read_bytes()) if one.suffix == ".gz" else one.read_bytes() for one in files)
    assert b"final_url" in kept
    assert KEY.encode() not in kept
    assert KEY not in caplog.text + repr(settings) + "".join(capsys.readouterr())


def test_a_redirect_that_repeats_the_key_is_kept_without_it(world):
    server, settings = world
    asked = next(
        path for path in (pipeline.collect(settings, "paper", DAY, now=EVENING), *server.pages())
        if isinstance(path, str) and path.startswith(f"/{BLOG_ID}?")
    )  # fmt: skip
    server.items = server.items[1:]
    server.routes[asked] = redirect(f"http://{API}{asked}&moved=1")
    pipeline.collect(settings, "paper", DAY, mode="refetch", now=LATER)
    newest = capture.archive_of(settings).captures("paper", DAY)[-1]
    assert "moved=1" in newest.final_url
    assert KEY not in newest.final_url


def test_a_key_that_is_refused_is_a_setting_to_mend(world):
    _, settings = world
    wrong = settings.model_copy(update={"guardian_key": SecretStr("another-key")})
    with pytest.raises(MissingSetting, match="refuses the key") as refusal:
        pipeline.collect(wrong, "paper", DAY, now=EVENING)
    assert "another-key" not in str(refusal.value)


def test_an_answer_that_is_no_list_is_unreachable(world):
    server, settings = world
    server.search = lambda query: {"results": None}
    with pytest.raises(Unreachable, match="list of results") as failure:
        pipeline.collect(settings, "paper", DAY, now=EVENING)
    assert KEY not in str(failure.value)


def test_a_result_without_an_address_is_left_out(world):
    server, settings = world
    search = server.search

    def planted(query):
        found = search(query)
        return {**found, "results": [{**found["results"][0], "webUrl": "http://[nowhere"}, *found["results"]]}

    server.search = planted
    assert pipeline.collect(settings, "paper", DAY, now=EVENING).snapshot_count == 1


def test_without_a_key_the_interface_is_not_asked(world):
    server, settings = world
    pipeline.collect(settings.model_copy(update={"guardian_key": None}), "paper", DAY, now=EVENING)
    assert not [path for path in server.pages() if path.startswith("/search")]
    assert server.path in server.pages()
