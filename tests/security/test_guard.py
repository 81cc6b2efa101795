"""Where a request may go (T1, T2, T3): every address is judged after it was resolved, on every hop."""

import socket
import threading
import time
from collections.abc import Iterator

import httpcore2
import pytest

from extractors.errors import (
    BlockedByPolicy,
    ForbiddenAddress,
    MissingSetting,
    NothingForDay,
    Unreachable,
    UsageError,
)
from extractors.fetch import guard, transport
from extractors.fetch.client import Fetcher, FetchRules
from extractors.fetch.guard import gate_of, is_public, vet
from tests.security.wire import HOST, OUTLET, Server, fetcher, paper, redirect, reply

PRIVATE = [
    "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1",
    "192.0.0.170", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.7", "203.0.113.9",
    "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "168.63.129.16",
    "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::ffff:0:127.0.0.1", "64:ff9b::7f00:1",
    "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "5f00::1", "fc00::1",
    "fd12:3456::1", "fe80::1", "fe80::1%lo", "fec0::1", "ff02::1", "no address",
]  # fmt: skip
PUBLIC = ["93.184.215.14", "1.1.1.1", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:93.184.215.14"]
FOREIGN = [
    "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/",
    "http://0/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://localhost/",
    "http://169.254.169.254/latest/meta-data/", "http://metadata.google.internal/", "http://168.63.129.16/",
    "http://①②⑦.⓪.⓪.①/", "http://127。0。0。1/", "http://paper.localhost.evil.example/", "http://evilpaper.localhost/",
    "http://paper.localhost@127.0.0.1/", "http://127.0.0.1@paper.localhost/", "http://paper.localhost:p@127.0.0.1/",
    "http://paper.localhost%2f@127.0.0.1/", "http://127.0.0.1\\@paper.localhost/", "//127.0.0.1/",
    "http://paper.localhost./", "http://sub.paper.localhost/", "http://127.0.0.1#@paper.localhost/",
    "http://127.0.0.1?@paper.localhost/", "http://pa\tper.localhost.evil.example/", "ftp://paper.localhost/",
    "file:///etc/passwd", "gopher://paper.localhost:70/_x", "data:text/html,x", "javascript:alert(1)",
    "unix:///var/run/docker.sock", "dict://paper.localhost:11211/stat", "http://", "http:///etc/passwd",
    "http://[::1", "ws://paper.localhost/",
]  # fmt: skip


@pytest.fixture
def dials(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Every connection that is opened, in order."""
    opened: list[tuple[str, int]] = []
    connect = httpcore2.SyncBackend.connect_tcp

    def dial(self, host, port, *rest):
        opened.append((host, port))
        return connect(self, host, port, *rest)

    monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", dial)
    return opened


@pytest.fixture
def server() -> Iterator[Server]:
    with Server({"/live/today": reply()}) as one:
        yield one


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_that_no_outlet_can_have_is_refused(address):
    assert not is_public(address)
    with pytest.raises(ForbiddenAddress, match="no public address"):
        vet("paper.example", ["93.184.215.14", address])


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_passes(address):
    assert vet("paper.example", [address]) == (address,)


def test_a_name_without_an_address_is_refused():
    with pytest.raises(ForbiddenAddress, match="nothing"):
        vet("paper.example", [])


@pytest.mark.parametrize("url", FOREIGN)
def test_a_foreign_address_is_refused(url, server, dials):
    with pytest.raises(ForbiddenAddress):
        fetcher(server, contact="mail@example.org").get(url)
    assert dials == []


@pytest.mark.parametrize("url", FOREIGN)
def test_a_redirect_never_leaves_the_outlet(url, server, dials):
    """Some forms mean a path of the same host when they are relative, and then that host is asked, no other."""
    server.routes["/live/away"] = redirect(url.replace("\t", ""))
    with pytest.raises((ForbiddenAddress, Unreachable, NothingForDay)):
        fetcher(server, contact="mail@example.org").get(f"http://{HOST}/live/away")
    assert set(dials) == {("127.0.0.1", server.port)}
    assert {request.headers["host"] for request in server.requests} == {HOST}


@pytest.mark.parametrize("name", ["127.0.0.1", "127.1", "2130706433", "0x7f.1", "0177.0.0.1", "localhost", "[::1]"])
def test_a_declared_host_at_a_private_address_is_refused_by_its_address(name, dials):
    outlet = paper(hosts=(name.strip("[]"),))
    with pytest.raises((ForbiddenAddress, Unreachable)):
        Fetcher(outlet, FetchRules(contact="mail@example.org")).get(f"http://{name}/live/today")
    assert dials == []


@pytest.mark.parametrize("path", ["/robots.txt", "/.well-known/tdmrep.json"])
def test_a_policy_file_that_redirects_inwards_is_not_followed(path, server, dials):
    server.routes[path] = redirect("http://127.0.0.1:1/")
    with pytest.raises(BlockedByPolicy):
        fetcher(server).get(f"http://{HOST}/live/today")
    assert set(dials) == {("127.0.0.1", server.port)}
    assert server.pages() == []


def test_the_connection_goes_to_the_address_that_was_judged(monkeypatch):
    """DNS rebinding: the resolver is asked once, so what it would answer next does not matter."""
    answers = iter([["93.184.215.14"], ["127.0.0.1"], ["127.0.0.1"]])
    opened = []

    def dial(self, host, port, *rest):
        opened.append(host)
        raise httpcore2.ConnectError("closed")

    monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", dial)
    one = Fetcher(
        OUTLET, FetchRules(contact="mail@example.org"), sleep=lambda _: None, resolver=lambda *_: next(answers)
    )
    with pytest.raises(ForbiddenAddress, match=r"127\.0\.0\.1"):
        one.get(f"http://{HOST}/live/today")
    assert opened == ["93.184.215.14"]


def test_a_peer_other_than_the_judged_address_is_refused(server, monkeypatch):
    connect = httpcore2.SyncBackend.connect_tcp
    monkeypatch.setattr(
        httpcore2.SyncBackend, "connect_tcp", lambda self, host, port, *rest: connect(self, *server_of(server), *rest)
    )
    one = Fetcher(OUTLET, FetchRules(contact="mail@example.org"), resolver=lambda *_: ["93.184.215.14"])
    with pytest.raises(ForbiddenAddress, match=r"127\.0\.0\.1 answered where 93\.184\.215\.14 was asked"):
        one.get(f"http://{HOST}/live/today")
    assert server.requests == []


def test_without_the_address_guard_the_loopback_is_reached(server, monkeypatch):
    """The planted fault: it shows that the tests above fail where the guard is taken out."""
    connect = httpcore2.SyncBackend.connect_tcp
    monkeypatch.setattr(guard, "is_public", lambda address: True)
    monkeypatch.setattr(
        httpcore2.SyncBackend, "connect_tcp", lambda self, host, port, *rest: connect(self, *server_of(server), *rest)
    )
    one = Fetcher(
        OUTLET, FetchRules(contact="mail@example.org"), sleep=lambda _: None, resolver=lambda *_: ["127.0.0.1"]
    )
    assert one.get(f"http://{HOST}/live/today").status == 200


def test_connect_to_admits_its_own_port_only(server, dials):
    with Server({}) as canary:
        fetcher(server).get(f"http://{HOST}:{canary.port}/live/today")
        with pytest.raises(ForbiddenAddress):
            fetcher(server).get(f"http://127.0.0.1:{canary.port}/")
        assert canary.connections == 0
    assert set(dials) == {("127.0.0.1", server.port)}


def test_a_port_of_its_own_is_refused_where_connect_to_does_not_name_the_host():
    with pytest.raises(ForbiddenAddress, match="ports of http and https only"):
        Fetcher(OUTLET, FetchRules(contact="mail@example.org")).get(f"http://{HOST}:8080/")


def test_connect_to_for_a_host_of_another_outlet_opens_nothing(server):
    with pytest.raises(ForbiddenAddress, match="none of the declared hosts"):
        fetcher(server, connect_to={"other.localhost": server.place}).get("http://other.localhost/")


def test_by_default_the_loopback_is_refused(dials):
    with pytest.raises(ForbiddenAddress, match="no public address"):
        Fetcher(OUTLET, FetchRules(contact="mail@example.org"), resolver=lambda *_: ["127.0.0.1"]).get(
            f"http://{HOST}/"
        )
    assert dials == []


def test_a_proxy_of_the_environment_is_not_used(server, monkeypatch):
    with Server({}) as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"):
            monkeypatch.setenv(name, f"http://{proxy.place}")
        assert fetcher(server).get(f"http://{HOST}/live/today").status == 200
        assert proxy.connections == 0


@pytest.mark.parametrize("place", ["127.0.0.1", "127.0.0.1:", ":80", "127.0.0.1:port", "127.0.0.1:70000", ""])
def test_a_malformed_connect_to_is_named(place):
    with pytest.raises(UsageError, match="CLAIMWIRE_CONNECT_TO"):
        gate_of(OUTLET, {HOST: place})


def test_https_is_never_left_for_http():
    import httpx2

    from extractors.fetch.asking import Answer
    from extractors.fetch.client import _redirected

    answer = Answer(url="", status=301, headers={"location": f"http://{HOST}/live/today"}, body=b"")
    with pytest.raises(ForbiddenAddress, match="from https to http"):
        _redirected(httpx2.URL(f"https://{HOST}/live/today"), answer)


def test_without_a_contact_no_real_site_is_asked(dials):
    asked = []
    one = Fetcher(OUTLET, FetchRules(), resolver=lambda *asks: asked.append(asks) or ["93.184.215.14"])
    with pytest.raises(MissingSetting, match="CLAIMWIRE_CONTACT"):
        one.get(f"https://{HOST}/live/today")
    assert (asked, dials) == ([], [])


@pytest.mark.parametrize("contact", ["mail@example.org\r\nX-Forged: 1", "façade@example.org"])
def test_a_contact_that_would_forge_a_header_is_refused(contact):
    with pytest.raises(MissingSetting, match="CLAIMWIRE_CONTACT"):
        Fetcher(OUTLET, FetchRules(contact=contact))


def test_a_resolver_that_hangs_does_not_hold_the_run(monkeypatch):
    answered = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [answered.wait(5)][1:])
    begun = time.monotonic()
    with pytest.raises(Unreachable, match="not resolved in time"):
        guard.resolve("paper.example", 80, 0.1)
    assert time.monotonic() - begun < 3
    answered.set()


def server_of(server: Server) -> tuple[str, int]:
    return "127.0.0.1", server.port


def test_the_budget_is_spent_by_bytes_and_by_time():
    budget = transport.Budget(deadline=0.0, bytes_left=10)
    budget.spend(10)
    with pytest.raises(Unreachable, match="CLAIMWIRE_MAX_BYTES"):
        budget.spend(1)
    with pytest.raises(Unreachable, match="CLAIMWIRE_DEADLINE_SECONDS"):
        budget.seconds()
