"""One polite request: conditional, named, paced, tried again within reason (F11 to F18)."""

import datetime as dt
import ipaddress
import ssl
from datetime import UTC, datetime
from pathlib import Path

import httpcore2
import pytest

from extractors.errors import BlockedByPolicy, NothingForDay, Unreachable
from extractors.fetch import guard
from extractors.fetch.client import Fetcher, FetchRules
from tests.security.wire import HOST, OUTLET, PAGE, Server, fetcher, redirect, reply

URL = f"http://{HOST}/live/today"
NOW = datetime(2024, 10, 30, 12, tzinfo=UTC)
BUSY = "503 Service Unavailable"


def test_who_asks_is_said_and_only_gzip_is_asked_for():
    with Server({"/live/today": reply()}) as server:
        fetcher(server, contact="https://example.org/about", version="1.2").get(URL)
    for request in server.requests:
        assert request.headers["user-agent"] == "Claimwire/1.2 (+https://example.org/about)"
        assert request.headers["accept-encoding"] == "gzip"
        assert request.headers["host"] == HOST


def test_the_answer_carries_what_the_archive_keeps():
    page = reply(ETag='"one"', Last_Modified="Wed, 30 Oct 2024 11:00:00 GMT")
    with Server({"/live/today": page}) as server:
        answer = fetcher(server).get(URL)
    assert (answer.url, answer.final_url, answer.status, answer.body) == (URL, URL, 200, PAGE)
    assert (answer.etag, answer.last_modified) == ('"one"', "Wed, 30 Oct 2024 11:00:00 GMT")
    assert answer.content_type == "text/html; charset=utf-8"
    assert not answer.is_unchanged
    assert not answer.is_truncated


def test_validators_are_sent_and_304_is_unchanged():
    with Server({"/live/today": reply(b"", "304 Not Modified", ETag='"one"')}) as server:
        answer = fetcher(server).get(URL, etag='"one"', last_modified="Wed, 30 Oct 2024 11:00:00 GMT")
    assert answer.is_unchanged
    assert not answer.is_truncated
    assert server.requests[-1].headers["if-none-match"] == '"one"'
    assert server.requests[-1].headers["if-modified-since"] == "Wed, 30 Oct 2024 11:00:00 GMT"


def test_304_without_a_question_is_no_answer():
    with Server({"/live/today": reply(b"", "304 Not Modified")}) as server, pytest.raises(Unreachable, match="304"):
        fetcher(server).get(URL, etag='"forged"\r\nX-Header: 1')


def test_no_cookie_is_kept():
    with Server({"/live/today": reply(Set_Cookie="id=1")}) as server:
        asks = fetcher(server)
        asks.get(URL)
        asks.get(URL)
    assert all("cookie" not in request.headers for request in server.requests)


@pytest.mark.parametrize(
    ("body", "content_type", "is_truncated"),
    [
        (PAGE, "text/html", False),
        (PAGE[:-7], "text/html; charset=utf-8", True),
        (PAGE.upper(), "text/html", False),
        (PAGE[:-7], "", True),
        (b"", "text/html", True),
        (b'{"posts": []}', "application/json", False),
        (b"plain words", "text/plain", False),
    ],
)
def test_a_page_without_its_end_is_marked(body, content_type, is_truncated):
    with Server({"/live/today": reply(body, Content_Type=content_type)}) as server:
        assert fetcher(server).get(URL).is_truncated is is_truncated


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone"])
def test_a_page_that_is_not_there_is_asked_once(status):
    with Server({"/live/today": reply(b"", status)}) as server:
        with pytest.raises(NothingForDay, match=status[:3]):
            fetcher(server).get(URL)
        assert server.pages() == ["/live/today"]


@pytest.mark.parametrize("status", ["204 No Content", "206 Partial Content", "300 Multiple Choices", "400 Bad Request"])
def test_an_answer_that_is_no_page_is_unreachable_at_once(status):
    with Server({"/live/today": reply(b"", status)}) as server:
        with pytest.raises(Unreachable, match=status[:3]):
            fetcher(server).get(URL)
        assert server.pages() == ["/live/today"]


def test_a_failing_server_is_asked_three_times_and_then_left_alone():
    slept: list[float] = []
    with Server({"/live/today": reply(b"", "500 Internal Server Error"), "/live/other": reply()}) as server:
        asks = fetcher(server, slept=slept)
        for url in (URL, f"http://{HOST}/live/other"):
            with pytest.raises(Unreachable, match="answered 500"):
                asks.get(url)
        assert server.pages() == ["/live/today"] * 3
    assert [0.5 <= slept[0] <= 1.5, 1.0 <= slept[1] <= 3.0, len(slept)] == [True, True, 2]


def test_a_server_that_recovers_is_taken():
    with Server({"/live/today": [reply(b"", BUSY), reply(b"", "502 Bad Gateway"), reply()]}) as server:
        assert fetcher(server).get(URL).body == PAGE


@pytest.mark.parametrize("status", [BUSY, "429 Too Many Requests"])
@pytest.mark.parametrize(("asked", "waited"), [("7", 7.0), ("Wed, 30 Oct 2024 12:01:30 GMT", 90.0)])
def test_a_short_pause_that_a_server_asks_for_is_kept(status, asked, waited):
    slept: list[float] = []
    with Server({"/live/today": [reply(b"", status, Retry_After=asked), reply()]}) as server:
        assert fetcher(server, slept=slept, clock=lambda: NOW).get(URL).status == 200
    assert slept == [waited]


@pytest.mark.parametrize(
    ("asked", "until"),
    [
        ("121", "2024-10-30T12:02:01Z"),
        ("Wed, 30 Oct 2024 13:00:00 GMT", "2024-10-30T13:00:00Z"),
        ("99999999999999999999", "2024-10-31T12:00:00Z"),
        ("Fri, 31 Dec 9999 23:59:59 GMT", "2024-10-31T12:00:00Z"),
    ],
)
def test_a_long_pause_ends_the_run_at_that_host_and_names_the_instant(asked, until):
    slept: list[float] = []
    with Server({"/live/today": reply(b"", BUSY, Retry_After=asked)}) as server:
        asks = fetcher(server, slept=slept, clock=lambda: NOW)
        for _ in range(2):
            with pytest.raises(Unreachable, match=f"not to be asked before {until}"):
                asks.get(URL)
        assert server.pages() == ["/live/today"]
    assert slept == []


@pytest.mark.parametrize("asked", ["0", "-5", "soon", "Wed, 30 Oct 2024 11:00:00 GMT", "٣", ""])
def test_a_pause_that_means_nothing_is_our_own(asked):
    slept: list[float] = []
    with Server({"/live/today": [reply(b"", BUSY, Retry_After=asked), reply()]}) as server:
        fetcher(server, slept=slept, clock=lambda: NOW).get(URL)
    assert 0.5 <= slept[0] <= 1.5


def test_a_moved_page_is_found_and_its_new_address_kept():
    with Server({"/live/today": redirect("/live/moved", "301 Moved Permanently"), "/live/moved": reply()}) as server:
        answer = fetcher(server).get(URL)
    assert (answer.url, answer.final_url) == (URL, f"http://{HOST}/live/moved")


def test_a_redirect_is_judged_by_robots_again():
    robots = reply(b"User-agent: *\nDisallow: /private\n")
    with Server({"/robots.txt": robots, "/live/today": redirect("/private"), "/private": reply()}) as server:
        with pytest.raises(BlockedByPolicy, match="/private"):
            fetcher(server).get(URL)
        assert server.pages() == ["/live/today"]


@pytest.fixture
def real_site(monkeypatch: pytest.MonkeyPatch):
    """A server that the guard takes for a site on the internet."""
    with Server({"/live/today": reply()}) as server:
        connect = httpcore2.SyncBackend.connect_tcp
        monkeypatch.setattr(guard, "is_public", lambda address: True)
        monkeypatch.setattr(
            httpcore2.SyncBackend,
            "connect_tcp",
            lambda self, host, port, *rest: connect(self, host, server.port, *rest),
        )
        yield server


@pytest.mark.parametrize(
    ("robots", "delay", "waits"),
    [
        (b"", 10.0, [10.0, 10.0, 10.0]),
        (b"User-agent: *\nCrawl-delay: 25\n", 10.0, [10.0, 25.0, 25.0]),
        (b"User-agent: *\nCrawl-delay: 5\n", 10.0, [10.0, 10.0, 10.0]),
        (b"User-agent: *\nCrawl-delay: 86400\n", 10.0, [10.0, 300.0, 300.0]),
    ],
)
def test_requests_to_a_real_site_are_spaced(real_site, robots, delay, waits):
    real_site.routes["/robots.txt"] = reply(robots)
    slept: list[float] = []
    rules = FetchRules(contact="mail@example.org", delay_seconds=delay)
    asks = Fetcher(OUTLET, rules, sleep=slept.append, resolver=lambda *_: ["127.0.0.1"])
    asks.get(URL)
    asks.get(URL)
    assert [round(one) for one in slept] == waits


def test_a_local_server_is_not_waited_for():
    slept: list[float] = []
    with Server({"/live/today": reply()}) as server:
        fetcher(server, slept=slept, delay_seconds=10.0).get(URL)
    assert slept == []


def test_each_request_has_its_own_connection_and_never_two_at_once():
    with Server({"/live/today": reply()}) as server:
        fetcher(server).get(URL)
        assert server.connections == len(server.requests) == 3


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for the paper's host, signed by itself, with its key."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    names = x509.SubjectAlternativeName([x509.DNSName(HOST), x509.IPAddress(ipaddress.ip_address("::2"))])
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), 1)
        .not_valid_before(datetime.now(UTC) - dt.timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + dt.timedelta(days=1))
        .add_extension(names, critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "paper.pem"
    plain = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(
        signed.public_bytes(serialization.Encoding.PEM) + key.private_bytes(serialization.Encoding.PEM, *plain)
    )
    return path


class SecureServer(Server):
    """The scripted server behind TLS."""

    certificate: Path

    def _serve(self, connection):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate)
        try:
            secure = context.wrap_socket(connection, server_side=True)
        except OSError:
            return
        super()._serve(secure)


@pytest.fixture
def secure_server(certificate):
    server = SecureServer({"/live/today": reply()})
    server.certificate = certificate
    with server:
        yield server


def test_a_certificate_is_judged_by_the_hosts_name(secure_server, certificate):
    trusting = ssl.create_default_context(cafile=str(certificate))
    answer = fetcher(secure_server, ssl_context=trusting).get(URL.replace("http:", "https:"))
    assert answer.body == PAGE


def test_a_certificate_that_nobody_vouches_for_is_never_accepted(secure_server):
    with pytest.raises(Unreachable, match="CERTIFICATE_VERIFY_FAILED"):
        fetcher(secure_server).get(URL.replace("http:", "https:"))
    assert secure_server.requests == []
