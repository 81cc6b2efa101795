"""A sweep on its way into the archive: what is fetched, what is stored, and what ends it early."""

from datetime import timedelta

import pytest

from claimwire import capture, pipeline, sweep
from extractors import outlets
from extractors.errors import NeedsScript, Unreachable
from tests.security.wire import redirect, reply
from tests.unit.collecting.newsroom import BLOG, DAY, EVENING, Item, Newsroom, as_json, edited, newsroom


def collect(settings, minutes=0):
    return pipeline.collect(settings, "paper", DAY, mode="refetch", now=EVENING + timedelta(minutes=minutes))


def held(settings):
    return capture.archive_of(settings).captures("paper", DAY)


def files(settings):
    return sorted(path for path in settings.archive.rglob("*") if path.is_file())


def read(settings, minutes=0):
    return pipeline.read_outlet(settings, "paper", DAY, mode="refetch", now=EVENING + timedelta(minutes=minutes))


def test_every_page_is_a_capture_of_its_own_in_one_sweep(tmp_path):
    with newsroom(tmp_path) as (server, settings):
        collect(settings)
        first, *others = held(settings)
        assert [one.page_number for one in held(settings)] == [1, 2, 3, 4]
        assert (first.part_of, {one.part_of for one in others}) == (None, {first.snapshot_id})
        assert {one.captured_at for one in held(settings)} == {EVENING}
        assert {one.url for one in held(settings)} == {BLOG}
        assert [one.final_url for one in others] == [f"{BLOG}?page={number}" for number in (2, 3, 4)]
        bodies = [capture.archive_of(settings).read(one) for one in held(settings)]
        assert bodies == [server.render(number) for number in (1, 2, 3, 4)]


@pytest.mark.parametrize("has_validators", [True, False])
def test_an_unchanged_sweep_is_stored_once(tmp_path, has_validators):
    with newsroom(tmp_path, Newsroom(has_validators=has_validators)) as (server, settings):
        collect(settings)
        before = files(settings)
        collect(settings, minutes=10)
        assert files(settings) == before
        assert len(server.pages()) == 8


def test_a_page_that_changed_makes_a_whole_new_sweep_without_storing_the_others_bytes_again(tmp_path):
    with newsroom(tmp_path) as (server, settings):
        collect(settings)
        blobs = len(list((settings.archive / "blobs").rglob("*.gz")))
        server.items = edited(server.items, 7, "The harbour office corrected the count of barges to ninety-one.")
        collect(settings, minutes=10)
        newest = [one for one in held(settings) if one.captured_at == EVENING + timedelta(minutes=10)]
        assert [one.page_number for one in newest] == [1, 2, 3, 4]
        assert {one.part_of for one in newest[1:]} == {newest[0].snapshot_id}
        assert len(list((settings.archive / "blobs").rglob("*.gz"))) == blobs + 1


@pytest.mark.parametrize(
    "answer", [reply(b"", "404 Not Found"), reply(b"", "500 Internal Server Error"), reply(b"", "403 Forbidden"),
               redirect("http://elsewhere.example/")],
)  # fmt: skip
def test_a_page_that_fails_ends_the_sweep_and_keeps_what_came_before(tmp_path, answer, monkeypatch):
    monkeypatch.setattr("time.sleep", lambda _: None)
    with newsroom(tmp_path) as (server, settings):
        server.routes[server.page_path(3)] = answer
        outcome = read(settings)
        assert [one.page_number for one in held(settings)] == [1, 2]
        assert (outcome.status, outcome.is_complete, outcome.post_count) == ("collected", False, 10)


def test_a_day_whose_sweep_broke_is_asked_for_again_and_one_that_is_whole_is_not(tmp_path):
    with newsroom(tmp_path) as (server, settings):
        server.routes[server.page_path(3)] = server.otherwise
        for days, count, is_complete in ((1, 10, False), (2, 20, True), (3, 20, True)):
            outcome = pipeline.read_outlet(settings, "paper", DAY, now=EVENING + timedelta(days=days))
            assert (outcome.post_count, outcome.is_complete) == (count, is_complete)
            server.routes.clear()
        assert [path.partition("?page=")[2] for path in server.pages() if "?" in path] == ["2", "3", "2", "3", "4"]


def test_a_first_page_that_fails_is_an_error(tmp_path, monkeypatch):
    monkeypatch.setattr("time.sleep", lambda _: None)
    with newsroom(tmp_path) as (server, settings):
        server.routes[server.path] = reply(b"", "500 Internal Server Error")
        with pytest.raises(Unreachable):
            collect(settings)


def test_a_chain_that_leads_back_to_a_page_ends_and_is_not_complete(tmp_path):
    with newsroom(tmp_path) as (server, settings):
        turned = server.render(3).replace(b"?page=4", b"?page=2")
        server.routes[server.page_path(3)] = reply(turned)
        outcome = read(settings)
        assert len(server.pages()) == 3
        assert (outcome.is_complete, outcome.post_count) == (False, 15)


def test_a_chain_without_end_is_cut_and_is_not_complete(tmp_path, monkeypatch):
    monkeypatch.setattr(sweep, "MAX_PAGES", 3)
    with newsroom(tmp_path) as (server, settings):
        outcome = read(settings)
        assert len(server.pages()) == 3
        assert (outcome.is_complete, outcome.post_count) == (False, 15)


def test_a_wall_in_the_middle_of_a_sweep_makes_it_incomplete(tmp_path):
    wall = b"<html><head><title>Just a moment...</title></head><body>Verify you are human.</body></html>"
    with newsroom(tmp_path) as (server, settings):
        server.routes[server.page_path(2)] = reply(wall)
        outcome = read(settings)
        assert (outcome.is_complete, outcome.post_count, outcome.quarantined_count) == (False, 5, 1)


def test_a_page_of_a_sweep_that_is_cut_off_makes_it_incomplete(tmp_path):
    with newsroom(tmp_path) as (server, settings):
        server.routes[server.page_path(2)] = reply(server.render(2).removesuffix(b"</body></html>"))
        assert not read(settings).is_complete


def test_the_same_last_page_of_two_sweeps_is_kept_for_each(tmp_path):
    archive = capture.archive_of(newsroom_settings(tmp_path))
    given = {"outlet": "paper", "day": DAY, "final_url": BLOG, "fetched_at": EVENING, "captured_at": EVENING}
    firsts = [archive.store(name, url=BLOG, origin="live", **given) for name in (b"a", b"b")]
    for one in firsts:
        archive.store(b'{"posts": []}', url=BLOG, origin="live", part_of=one.snapshot_id, page_number=2, **given)
    assert [len(pages) for pages in sweep.in_sweeps(archive.captures("paper", DAY))] == [2, 2]


def newsroom_settings(tmp_path):
    with newsroom(tmp_path) as (_, settings):
        return settings


LIVEBLOG = (
    b"<!DOCTYPE html><html lang=en><head><title>Canal briefing - live</title></head><body><h1>Canal briefing: live</h1>"
    b'<div id="wpcom-liveblog-container" class="77"></div><script>var liveblog_settings = {"post_id":"77",'
    b'"endpoint_url":"http:\\/\\/paper.localhost\\/wp-json\\/liveblog\\/v1\\/77\\/","latest_entry_id":"67210019",'
    b'"latest_entry_timestamp":"1730289600"};</script></body></html>'
)


def entry(item):
    return {
        "id": 67210000 + item.number, "type": "new", "html": item.html, "content": f"<p>{item.words}</p>",
        "render": f"<p>{item.words}</p>", "timestamp": int(item.at.timestamp()), "entry_time": int(item.at.timestamp()),
        "key_event": False, "authors": [{"id": 1, "name": "Desk"}], "share_link": f"{BLOG}/#{67210000 + item.number}",
    }  # fmt: skip


def rest(server, page, pages, items):
    path = f"/wp-json/liveblog/v1/77/get-entries/{page}/67210019-1730289600"
    server.routes[path] = as_json({"entries": [entry(one) for one in items], "page": page, "pages": pages, "total": 20})


def test_a_page_whose_posts_an_interface_serves_is_read_from_the_interface(tmp_path):
    with newsroom(tmp_path, layouts="") as (server, settings):
        server.routes[server.path] = reply(LIVEBLOG)
        for number, items in enumerate(server.pages_of(), start=1):
            rest(server, number, 4, items)
        outcome = read(settings)
        assert (outcome.is_complete, outcome.post_count, outcome.quarantined_count) == (True, 20, 0)


def test_a_page_whose_interface_gives_nothing_needs_a_script(tmp_path):
    with newsroom(tmp_path, layouts="") as (server, settings):
        server.routes[server.path] = reply(LIVEBLOG)
        with pytest.raises(NeedsScript):
            read(settings)
        assert len(held(settings)) == 1


def test_an_error_in_json_is_not_the_end_of_a_blog(tmp_path):
    with newsroom(tmp_path, layouts="") as (server, settings):
        server.routes[server.path] = reply(LIVEBLOG)
        rest(server, 1, 4, server.pages_of()[0])
        server.routes["/wp-json/liveblog/v1/77/get-entries/2/67210019-1730289600"] = as_json({"code": "rest_disabled"})
        outcome = read(settings)
        assert (outcome.is_complete, outcome.post_count) == (False, 5)


SCROLL = (
    'Layout(selectors=Selectors(post="section.post", post_id="id", time=".date", headline="h2"), '
    'next_page="/ajax/live/article/{id}/scroll?lastPost={post}"),'
)


def section(item):
    return (
        f'<section class="post" id="{item.id}"><span class="date">{item.at:%H:%M}</span>'
        f"<h2>Update {item.number}</h2><p>{item.words}</p></section>"
    )


def test_posts_that_come_in_by_scrolling_are_dated_from_the_page_before(tmp_path):
    late = [Item(number) for number in range(-30, 6)]
    with newsroom(tmp_path, layouts=SCROLL) as (server, settings):
        pages = [late[30:], late[15:30], late[:15]]
        shown = [[section(one) for one in reversed(page)] for page in pages]
        head = b"<!DOCTYPE html><html lang=en><head><title>Canal briefing - live</title></head><body>"
        server.routes[server.path] = reply(head + "".join(shown[0]).encode() + b"</body></html>")
        scroll = "/ajax/live/article/1234567/scroll?lastPost="
        for above, page in zip(pages, [shown[1], shown[2], []], strict=True):
            server.routes[f"{scroll}{above[0].id}"] = as_json({"posts": page})
        outcome = read(settings)
        assert (outcome.is_complete, outcome.post_count) == (True, len(late))
        outlet = outlets.find("paper", settings.outlet_folders)
        readings = sweep.read(held(settings), capture.archive_of(settings).read, outlet, {})
        found = {post.source_post_id: post.published_at for one in readings for post in one.page.posts}
        assert found == {one.id: one.at for one in late}
