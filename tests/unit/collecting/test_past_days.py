"""A past day that nothing lists: reached from a neighbouring day's blog, or taken from a web archive's captures."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from claimwire import capture, pipeline
from extractors.errors import NothingForDay
from tests.security.wire import COPIES, HOST, reply
from tests.unit.collecting.newsroom import BLOG, DAY, Item, newsroom

LATER = datetime(2024, 11, 20, 9, tzinfo=UTC)
CDX = (
    f'Feed(kind="cdx", url="http://{COPIES}/cdx", prefix="http://{HOST}/world/live/", '
    f'replay="http://{COPIES}/web/{{timestamp}}id_/{{url}}"),'
)


def blog_of(day):
    return f"/world/live/briefing-{day:%d%m%Y}"


def page_of(day, links=()):
    """A live blog of one day, with links to others that say which they are."""
    items = [Item(96 * (day - DAY).days + number) for number in (20, 16, 12, 8)]
    anchors = "".join(f'<p><a href="{blog_of(other)}">{text}</a></p>' for other, text in links)
    posts = "".join(one.html for one in items)
    return reply(f"<!DOCTYPE html><html><head><title>Live</title></head><body>{posts}{anchors}</body></html>".encode())


def days(first, last):
    return [first + timedelta(days=one) for one in range((last - first).days + 1)]


@pytest.fixture
def chained(tmp_path):
    """Blogs of a week, each of which names the one before; the archive holds that of 2 November."""
    with newsroom(tmp_path, feeds="") as (server, settings):
        for day in days(date(2024, 10, 27), date(2024, 11, 2)):
            before = (day - timedelta(days=1), "Follow our previous live blog of the canal")
            server.routes[blog_of(day)] = page_of(day, [before])
        known = date(2024, 11, 2)
        address = f"http://{HOST}{blog_of(known)}"
        capture.archive_of(settings).store(
            b"x", outlet="paper", day=known, url=address, final_url=address, captured_at=LATER, fetched_at=LATER,
            origin="live",
        )  # fmt: skip
        yield server, settings


def test_a_day_is_reached_from_the_blog_of_a_later_day_that_the_archive_holds(chained):
    server, settings = chained
    outcome = pipeline.read_outlet(settings, "paper", DAY, now=LATER)
    assert (outcome.status, outcome.post_count) == ("collected", 4)
    (held,) = capture.archive_of(settings).captures("paper", DAY)
    assert (held.url, held.is_late) == (f"http://{HOST}{blog_of(DAY)}", True)
    assert server.pages() == [blog_of(day) for day in reversed(days(DAY, date(2024, 11, 2)))] + [blog_of(DAY)]


def test_a_chain_that_breaks_before_the_day_finds_nothing(chained):
    server, settings = chained
    server.routes[blog_of(date(2024, 10, 31))] = page_of(date(2024, 10, 31))
    with pytest.raises(NothingForDay):
        pipeline.read_outlet(settings, "paper", DAY, now=LATER)


def test_each_distinct_capture_of_a_web_archive_is_an_observation_at_its_own_instant(tmp_path):
    names = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]
    instants = {"20241030090000": "AAAA", "20241030100000": "BBBB", "20241030110000": "AAAA", "20241030120000": "CCCC"}
    with newsroom(tmp_path, feeds=CDX, more=f'archive_hosts=("{COPIES}",)') as (server, settings):
        rows = [["key", at, BLOG, "text/html", "200", digest, "1"] for at, digest in instants.items()]
        whole = list(server.items)
        for count, at in enumerate(instants, start=1):
            server.items = whole[: 4 + count]
            server.routes[f"/web/{at}id_/{BLOG}"] = reply(server.render(1))
        play = server.play
        server.play = lambda path: reply(json.dumps([names, *rows]).encode()) if path.startswith("/cdx") else play(path)
        outcome = pipeline.read_outlet(settings, "paper", DAY, now=LATER)
        held = capture.archive_of(settings).captures("paper", DAY)
        assert [f"{one.captured_at:%H}" for one in held] == ["09", "10", "12"]
        assert {(one.origin, one.is_late, one.url) for one in held} == {("wayback", True, BLOG)}
        assert outcome.post_count == 8
