"""Servers that lie, stall, flood and break off (T4, T5, T6, T8, F11, F18): each ends in one typed error, in time."""

import gzip
import socket
import time
import tracemalloc
import zlib
from datetime import UTC, date, datetime

import pytest

from extractors.errors import BrokenPage, ForbiddenAddress, Unreachable
from extractors.fetch.client import Fetcher
from extractors.fetch.discover import discover
from extractors.outlet import Feed
from tests.security.wire import HOST, PAGE, Server, fetcher, paper, redirect, reply, reset

URL = f"http://{HOST}/live/today"
DEADLINE = 0.4
LIMIT = 1_000_000


def zipped(body: bytes) -> bytes:
    return gzip.compress(body, mtime=0)


def bomb(megabytes: int) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(megabytes)) + packer.flush()


def drip(prefix: bytes, part: bytes, pause: float):
    def play(connection: socket.socket, _):
        connection.sendall(prefix)
        while True:
            connection.sendall(part)
            time.sleep(pause)

    return play


def flood(prefix: bytes, part: bytes):
    return drip(prefix, part, 0)


def broken_off(content: bytes):
    def play(connection: socket.socket, _):
        connection.sendall(content)
        reset(connection)

    return play


def silent(connection: socket.socket, _):
    time.sleep(DEADLINE * 4)


BOMB = bomb(60)
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
WHOLE = zipped(PAGE * 50)
STALLING = {
    "nothing is said": silent,
    "the head drips": drip(HEAD, b"X-Slow: 1\r\n", 0.05),
    "the body drips": drip(HEAD + b"Content-Length: 100000\r\n\r\n", b"a", 0.05),
    "the chunks drip": drip(CHUNKED, b"1\r\na\r\n", 0.05),
    "interim answers drip": drip(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n", 0.05),
}
BREAKING = {
    "the body is short": reply(PAGE, Content_Length=str(len(PAGE) + 1)),
    "the last chunk is missing": CHUNKED + b"5\r\nhello\r\n",
    "a chunk is short": CHUNKED + b"50\r\nhello",
    "the connection is reset": broken_off(HEAD + b"Content-Length: 5000\r\n\r\nhello"),
    "the gzip stream is cut": reply(WHOLE[:-20], Content_Encoding="gzip"),
    "the gzip trailer is cut": reply(WHOLE[:-4], Content_Encoding="gzip"),
    "the gzip stream is empty": reply(b"", Content_Encoding="gzip"),
    "the second gzip member is cut": reply(WHOLE + WHOLE[:-9], Content_Encoding="gzip"),
    "the gzip checksum is wrong": reply(WHOLE[:-8] + bytes(8), Content_Encoding="gzip"),
    "gzip is declared and not sent": reply(PAGE, Content_Encoding="gzip"),
    "the answer is empty": b"",
    "the answer is no HTTP": b"SSH-2.0-OpenSSH_9.2\r\n",
    "the status is no number": b"HTTP/1.1 okay\r\n\r\n",
    "two lengths are declared": HEAD + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
}
TOO_MUCH = {
    "a bomb of gzip": reply(BOMB, Content_Encoding="gzip"),
    "a bomb in a bomb": reply(zipped(BOMB), Content_Encoding="gzip, gzip"),
    "brotli that was not asked for": reply(b"\x1b\x00\x00", Content_Encoding="br"),
    "a large body": reply(bytes(LIMIT + 1)),
    "chunks without end": flood(CHUNKED, b"2000\r\n" + bytes(0x2000) + b"\r\n"),
    "a body without end": flood(HEAD + b"\r\n", bytes(8192)),
    "a flood of interim answers": flood(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n" * 100),
}
FLOODED_HEADS = {
    "a header without end": flood(HEAD + b"X-Long: ", b"a" * 8192),
    "headers without end": flood(HEAD, b"X-More: 1\r\n" * 500),
}


def ask(play, **options) -> tuple[Server, float]:
    """Ask a server that plays this for every page; it must fail, and says how long that took."""
    with Server({URL.removeprefix(f"http://{HOST}"): play}) as server:
        begun = time.monotonic()
        with pytest.raises(Unreachable) as caught:
            fetcher(server, **{"deadline_seconds": DEADLINE, "max_bytes": LIMIT, **options}).get(URL)
        assert URL in str(caught.value)
        assert type(caught.value) is Unreachable
        return server, time.monotonic() - begun


@pytest.mark.parametrize("what", STALLING)
def test_a_server_that_stalls_is_left_at_the_deadline(what):
    server, seconds = ask(STALLING[what])
    assert seconds < 3 * DEADLINE + 3
    assert len(server.pages()) == 3


@pytest.mark.parametrize("what", BREAKING)
def test_an_answer_that_is_not_whole_is_asked_again_and_then_refused(what):
    server, _ = ask(BREAKING[what])
    assert len(server.pages()) == 3


@pytest.mark.parametrize("what", TOO_MUCH)
def test_more_than_is_allowed_is_refused_at_once_and_in_little_memory(what):
    play = TOO_MUCH[what]
    tracemalloc.start()
    server, _ = ask(play, deadline_seconds=10.0)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(server.pages()) == 1
    assert peak < 16 * LIMIT


@pytest.mark.parametrize("what", FLOODED_HEADS)
def test_a_head_without_end_is_refused(what):
    _, seconds = ask(FLOODED_HEADS[what])
    assert seconds < 3 * DEADLINE + 3


def test_an_answer_that_is_whole_the_second_time_is_taken():
    slept: list[float] = []
    with Server({"/live/today": [BREAKING["the gzip stream is cut"], reply(WHOLE, Content_Encoding="gzip")]}) as server:
        assert fetcher(server, slept=slept).get(URL).body == PAGE * 50
        assert len(server.pages()) == 2
    assert len(slept) == 1
    assert 0.5 <= slept[0] <= 1.5


def test_redirects_in_a_circle_end():
    with Server({"/live/today": redirect("/live/again"), "/live/again": redirect("/live/today")}) as server:
        with pytest.raises(Unreachable, match="redirects more than 5 times"):
            fetcher(server).get(URL)
        assert len(server.pages()) == 6


def test_a_redirect_to_nowhere_is_refused():
    with Server({"/live/today": reply(b"", "302 Found")}) as server, pytest.raises(Unreachable, match="nowhere"):
        fetcher(server).get(URL)


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><rss><channel><item><link>&j;</link></item></channel></rss>"
)


@pytest.mark.parametrize("kind", ["rss", "sitemap"])
def test_a_feed_with_entities_is_refused_unread(kind):
    with Server({}) as canary:
        outside = b'<!DOCTYPE rss [<!ENTITY x SYSTEM "http://%s/x">]><rss><item><link>&x;</link></item></rss>'
        wide = LAUGHS.decode().replace("?>", ' encoding="utf-16"?>', 1).encode("utf-16")
        in_attribute = LAUGHS.replace(b"<link>&j;</link>", b'<link href="&j;"/>')
        for feed in (LAUGHS, wide, in_attribute, outside % canary.place.encode()):
            with pytest.raises(BrokenPage, match=r"entit|amplification"):
                listed(kind, feed)
        assert canary.connections == 0


def test_an_external_document_type_is_not_loaded():
    with Server({}) as canary:
        feed = b'<!DOCTYPE rss SYSTEM "http://%s/rss.dtd"><rss><channel/></rss>' % canary.place.encode()
        assert listed("rss", feed) == ()
        assert canary.connections == 0


def test_a_sitemap_does_not_lead_out_of_the_outlet():
    index = b"<sitemapindex><sitemap><loc>http://127.0.0.1:1/x.xml</loc></sitemap></sitemapindex>"
    with pytest.raises(ForbiddenAddress):
        listed("sitemap", index)


def listed(kind, body: bytes):
    outlet = paper(feeds=(Feed(kind=kind, url=f"http://{HOST}/feed"),))
    with Server({"/feed": reply(body, Content_Type="application/xml")}) as server:
        asks: Fetcher = fetcher(server, outlet)
        return discover(outlet, date(2024, 10, 30), asks, datetime(2024, 10, 30, 12, tzinfo=UTC))
