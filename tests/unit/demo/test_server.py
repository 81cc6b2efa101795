"""The demo world over HTTP, asked as the program and as a browser would."""

import http.client
import json
import subprocess
import sys
from datetime import date
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

import pytest

from claimwire.settings import Settings
from demo import server, web_archive, world

DAY = date(2024, 10, 30)
BLOG = world.address("quotidien-du-canal", DAY)
CDX = "/cdx/search/cdx?output=json&url="


@pytest.fixture(scope="module")
def running():
    with server.serve() as one:
        yield one


@pytest.fixture
def get(running):
    def ask(host, path, method="GET", **headers):
        connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=5)
        connection.request(method, path, headers={"Host": host, **headers})
        response = connection.getresponse()
        answer = response.status, response.headers, response.read()
        connection.close()
        return answer

    return ask


def rows(get, query):
    status, headers, body = get("archive.localhost:8765", CDX + query)
    assert status == 200
    assert headers["Content-Type"] == "application/json"
    return json.loads(body)


def test_a_blog_answers_with_an_etag_and_then_with_not_modified(get):
    path = urlsplit(BLOG).path
    status, headers, body = get("quotidien-du-canal.localhost:8765", path)
    assert status == 200
    assert b"LiveBlogPosting" in body
    status, again, body = get("quotidien-du-canal.localhost", path, **{"If-None-Match": headers["ETag"]})
    assert (status, body, again["ETag"]) == (304, b"", headers["ETag"])
    status, _, body = get("quotidien-du-canal.localhost", path, **{"If-None-Match": '"another"'})
    assert status == 200
    assert body


def test_the_live_page_is_its_last_capture(get):
    blog = world.blogs_by_url()[BLOG]
    _, _, body = get("quotidien-du-canal.localhost", urlsplit(BLOG).path)
    assert body == web_archive.kept(blog.url)[-1].body


def test_a_head_request_has_the_length_and_no_body(get):
    status, headers, body = get("harbour-lantern.localhost", "/robots.txt", method="HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["Content-Length"]) > 0


@pytest.mark.parametrize("slug", sorted(world.outlets()))
def test_the_day_page_links_the_blog_of_that_day(get, slug):
    outlet = world.outlets()[slug]
    status, _, body = get(outlet.hosts[0], "/archives/2024/10/30")
    assert status == 200
    assert f'href="{urlsplit(world.address(slug, DAY)).path}"' in body.decode()
    status, _, body = get(outlet.hosts[0], "/archives/2024/10/31")
    assert status == 200
    assert b"href" not in body


def test_robots_allow_the_blogs_and_forbid_the_search(get):
    status, headers, body = get("gazette-des-ecluses.localhost", "/robots.txt")
    assert status == 200
    assert headers["Content-Type"].startswith("text/plain")
    assert b"Disallow: /recherche" in body


@pytest.mark.parametrize(
    ("host", "path"),
    [
        ("quotidien-du-canal.localhost", "/international/direct-guerre-en-ukraine-20241031.html"),
        ("quotidien-du-canal.localhost", "/archives/2024/13/30"),
        ("harbour-lantern.localhost", urlsplit(BLOG).path),
        ("archive.localhost", "/web/20241030id_/http://quotidien-du-canal.localhost:8765/nothing"),
        ("archive.localhost", "/elsewhere"),
        ("127.0.0.1", "/archives/2024/10/30"),
    ],
)
def test_what_is_not_there_is_not_found(get, host, path):
    assert get(host, path)[0] == 404


def test_the_front_page_names_the_outlets_and_a_home_page_lists_the_days(get, running):
    _, _, body = get(f"127.0.0.1:{running.port}", "/")
    assert all(outlet.name in body.decode() for outlet in world.outlets().values())
    _, _, body = get("harbour-lantern.localhost", "/")
    assert b"/archives/2024/10/30" in body


def test_the_cdx_answers_in_the_real_form_with_the_four_instants(get):
    names, *captures = rows(get, quote(BLOG, safe="") + "&from=20241030&to=20241030")
    assert names == ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]
    assert [one[1] for one in captures] == ["20241030133000", "20241030171000", "20241030194500", "20241030224500"]
    assert {one[2] for one in captures} == {BLOG}
    assert len({one[5] for one in captures}) == 4
    assert all(len(one[5]) == 32 for one in captures)


def test_the_cdx_bounds_filters_limits_and_chooses_fields(get):
    url = quote(BLOG, safe="")
    assert len(rows(get, url + "&from=20241030180000")) == 3
    assert len(rows(get, url + "&to=20241030171000")) == 3
    assert rows(get, url + "&to=2023") == []
    assert rows(get, url + "&filter=statuscode:404") == []
    assert len(rows(get, url + "&filter=!statuscode:404&filter=mimetype:text/.*")) == 5
    assert rows(get, url + "&fl=timestamp&limit=1") == [["timestamp"], ["20241030133000"]]
    assert rows(get, url + "&fl=timestamp&limit=-1") == [["timestamp"], ["20241030224500"]]
    assert len(rows(get, url + "&collapse=timestamp:8")) == 2
    assert len(rows(get, url + "&collapse=digest")) == 5


def test_the_cdx_finds_by_prefix_and_says_nothing_of_the_unknown(get):
    week = rows(get, quote("quotidien-du-canal.localhost:8765/international/*") + "&from=20241024&to=20241030")
    assert len({one[2] for one in week[1:]}) == 7
    same = rows(
        get, "http://quotidien-du-canal.localhost:8765/international/&matchType=prefix&from=20241024&to=20241030"
    )
    assert same == week
    assert rows(get, "http://nowhere.localhost/") == []


def test_a_cdx_answer_that_is_cut_gives_the_key_to_go_on_with(get):
    url = quote(BLOG, safe="") + "&fl=timestamp&limit=3&showResumeKey=true"
    names, *first, empty, (key,) = rows(get, url)
    assert (names, len(first), empty) == (["timestamp"], 3, [])
    assert ("%2F" in key, key[-3:]) == (True, "%21")
    further = rows(get, f"{url}&resumeKey={key}")[1:]
    assert [names, *first, *further] == rows(get, quote(BLOG, safe="") + "&fl=timestamp")


def test_the_cdx_speaks_text_by_default(get):
    _, headers, body = get("archive.localhost", f"/cdx/search/cdx?url={BLOG}&limit=1")
    assert headers["Content-Type"] == "text/plain"
    assert body.decode().split(" ")[1] == "20241030133000"


@pytest.mark.parametrize("address", [BLOG, quote(BLOG, safe="")])
def test_a_replay_gives_the_bytes_of_its_instant(get, address):
    status, headers, body = get("archive.localhost", f"/web/20241030171000id_/{address}")
    assert status == 200
    assert headers["Memento-Datetime"] == "Wed, 30 Oct 2024 17:10:00 GMT"
    assert body == web_archive.kept(BLOG)[1].body
    assert b"rumeur-pont" not in body
    assert b"koursk-insere" in body


def test_a_replay_at_another_instant_leads_to_the_nearest(get):
    status, headers, body = get("archive.localhost", f"/web/2024103014id_/{BLOG}")
    assert (status, body) == (302, b"")
    assert headers["Location"] == f"/web/20241030133000id_/{BLOG}"


def test_every_written_day_has_a_late_capture_of_every_blog():
    for slug, outlet in world.outlets().items():
        for day in world.written_days(slug):
            captures = web_archive.kept(world.address(slug, day))
            last = captures[-1].captured_at.astimezone(ZoneInfo(outlet.timezone))
            assert (last.date(), last.hour) >= (day, 21)


def test_the_settings_are_read_by_the_program(running, monkeypatch):
    for name, value in running.environment.items():
        monkeypatch.setenv(name, value)
    settings = Settings()
    assert settings.outlets == tuple(world.outlets())
    assert settings.connect_to == dict(running.connect_to)
    assert settings.outlet_folders == (world.FOLDER / "outlets",)


def test_the_port_is_free_again_after_the_context():
    with server.serve() as first:
        port = first.port
    with server.serve(port) as second:
        assert second.port == port


def test_the_command_prints_its_settings():
    command = [sys.executable, "-m", "demo.server", "--settings", "--port", "9"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, cwd=world.FOLDER.parent).stdout
    assert "harbour-lantern.localhost=127.0.0.1:9" in printed
