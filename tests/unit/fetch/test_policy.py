"""What an outlet allows is read first, recorded with every answer, and obeyed (F14, F46)."""

import json

import pytest

from extractors.errors import BlockedByPolicy, Unreachable
from extractors.fetch.policy import Policy, PolicyFile
from tests.security.wire import COPIES, HOST, PAGE, Server, fetcher, redirect, reply, reset

URL = f"http://{HOST}/live/today"
ROBOTS, RESERVATIONS = "/robots.txt", "/.well-known/tdmrep.json"
TEXT = {"Content_Type": "text/plain"}


def robots(text: str | bytes) -> bytes:
    return reply(text.encode() if isinstance(text, str) else text, **TEXT)


def reservations(*rules: dict[str, object]) -> bytes:
    return reply(json.dumps(rules).encode(), Content_Type="application/json")


RESERVED = reservations({"location": "/", "tdm-reservation": 1, "tdm-policy": "https://paper.example/terms"})
ALLOWING = {
    "there is no file": b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
    "the file is gone": reply(b"", "410 Gone"),
    "the file is forbidden (RFC 9309: 4xx is no rules)": reply(b"", "403 Forbidden"),
    "the file is empty": robots(""),
    "the longest rule allows": robots("User-agent: *\nDisallow: /live\nAllow: /live/today\n"),
    "an equal rule allows": robots("User-agent: *\nDisallow: /live/today\nAllow: /live/today\n"),
    "another agent is meant": robots("User-agent: OtherBot\nDisallow: /\n"),
    "our group outweighs that of all": robots("User-agent: *\nDisallow: /\n\nUser-agent: Claimwire\nAllow: /\n"),
    "a wildcard does not match": robots("User-agent: *\nDisallow: /*.php$\n"),
    "it is redirected to rules that allow": redirect("/rules"),
}
DISALLOWING = {
    "all is disallowed": robots("User-agent: *\nDisallow: /\n"),
    "the path is disallowed": robots("User-agent: *\nDisallow: /live/\n"),
    "a byte order mark comes first": robots(b"\xef\xbb\xbfUser-agent: *\nDisallow: /\n"),
    "we are named": robots("User-agent: claimwire\nDisallow: /\n\nUser-agent: *\nAllow: /\n"),
    "a wildcard matches": robots("User-agent: *\nDisallow: /*day$\n"),
    "two groups are one": robots("User-agent: *\nDisallow: /a\n\nUser-agent: *\nDisallow: /live\n"),
    "lines end with CR": robots("User-agent: *\rDisallow: /live\r"),
    "the server fails": reply(b"", "503 Service Unavailable"),
    "the file comes too often": reply(b"", "429 Too Many Requests"),
    "the file is cut": reply(b"User-agent: *\n", Content_Length="100", **TEXT),
    "the connection is reset": lambda connection, _: reset(connection),
    "the file is beyond measure": robots("# \n" * 500_000),
    "it leads to another host": redirect("http://elsewhere.example/robots.txt"),
}


@pytest.mark.parametrize("what", ALLOWING)
def test_robots_that_do_not_speak_against_it_allow(what):
    with Server(
        {ROBOTS: ALLOWING[what], "/live/today": reply(), "/rules": robots("User-agent: *\nAllow: /")}
    ) as server:
        answer = fetcher(server).get(URL)
    assert (answer.robots_verdict, answer.tdm_verdict, answer.policy_reasons) == ("allowed", "not_reserved", ())


@pytest.mark.parametrize("what", DISALLOWING)
@pytest.mark.parametrize("legal_basis", ["none", "permission"])
def test_robots_that_disallow_or_cannot_be_read_are_obeyed_whatever_the_legal_basis(what, legal_basis):
    with Server({ROBOTS: DISALLOWING[what], "/live/today": reply()}) as server:
        asks = fetcher(server, legal_basis=legal_basis)
        for _ in range(2):
            with pytest.raises(BlockedByPolicy, match=r"robots\.txt"):
                asks.get(URL)
        assert server.pages() == []
        assert server.paths().count(ROBOTS) <= 3


def test_a_host_that_cannot_be_reached_is_unreachable_and_not_blocked():
    with Server({}) as server:
        pass
    with pytest.raises(Unreachable, match="no connection"):
        fetcher(server).get(URL)


def test_robots_over_500_kibibytes_are_read_to_their_end():
    text = "# a long preface\n" * 32_000 + "User-agent: *\nDisallow: /live\n"
    assert len(text) > 512 * 1024
    with Server({ROBOTS: robots(text)}) as server, pytest.raises(BlockedByPolicy, match="disallows it for Claimwire"):
        fetcher(server).get(URL)


def test_policy_files_are_read_once_a_run():
    with Server({ROBOTS: robots("User-agent: *\nAllow: /"), "/live/today": reply()}) as server:
        asks = fetcher(server)
        for _ in range(3):
            asks.get(URL)
        assert server.paths() == [ROBOTS, RESERVATIONS, *["/live/today"] * 3]


def test_a_reservation_blocks_and_the_sentence_names_the_setting():
    with Server({RESERVATIONS: RESERVED, "/live/today": reply()}) as server:
        with pytest.raises(BlockedByPolicy, match="CLAIMWIRE_LEGAL_BASIS declares nothing for paper") as caught:
            fetcher(server).get(URL)
        assert server.pages() == []
    assert "https://paper.example/terms" in str(caught.value)
    assert "CLAIMWIRE_LEGAL_BASIS=paper=research_art3" in caught.value.hint
    assert caught.value.exit_code == 7


@pytest.mark.parametrize("legal_basis", ["research_art3", "licence", "permission"])
def test_a_declared_legal_basis_lifts_a_reservation_which_is_recorded_all_the_same(legal_basis):
    with Server({RESERVATIONS: RESERVED, "/live/today": reply(tdm_reservation="1")}) as server:
        answer = fetcher(server, legal_basis=legal_basis).get(URL)
    assert (answer.tdm_verdict, answer.body) == ("reserved", PAGE)
    assert answer.policy_reasons == (
        "tdmrep.json reserves /, policy https://paper.example/terms",
        "header tdm-reservation: 1",
    )


@pytest.mark.parametrize(
    ("rules", "is_reserved"),
    [
        ([], False),
        ([{"location": "/", "tdm-reservation": 0}], False),
        ([{"location": "/sport", "tdm-reservation": 1}], False),
        ([{"location": "/live/", "tdm-reservation": 1}], True),
        ([{"location": "/*/today$", "tdm-reservation": 1}], True),
        ([{"location": "/live/$", "tdm-reservation": 1}], False),
        ([{"location": "/", "tdm-reservation": 1}, {"location": "/live", "tdm-reservation": 0}], False),
        ([{"location": "/", "tdm-reservation": 0}, {"location": "/live", "tdm-reservation": 1}], True),
        ([{"location": "/", "tdm-reservation": 0}, {"location": "/", "tdm-reservation": 1}], True),
        ([{"location": "/", "tdm-reservation": "1"}], True),
        ([{"location": "/", "tdm-reservation": "yes"}], True),
        ([{"location": 5, "tdm-reservation": 1}], False),
        (["no rule"], False),
    ],
)
def test_the_most_specific_rule_of_tdmrep_decides(rules, is_reserved):
    verdict = Policy("paper", "permission", lambda url: files(url, rules)).judge(URL)
    assert verdict.tdm == ("reserved" if is_reserved else "not_reserved")


def files(url: str, rules: object) -> PolicyFile:
    return PolicyFile(status=200, body=json.dumps(rules).encode()) if url.endswith("json") else PolicyFile(status=404)


@pytest.mark.parametrize(
    ("file", "verdict"),
    [
        (reply(b"<!doctype html><h1>404</h1>"), "not_reserved"),
        (reply(b"", "403 Forbidden"), "not_reserved"),
        (reply(b"{ no json", Content_Type="application/json"), "unreachable"),
        (reply(b"", "500 Internal Server Error"), "unreachable"),
    ],
)
def test_a_tdmrep_file_that_cannot_be_read_counts_as_a_reservation(file, verdict):
    with Server({RESERVATIONS: file, "/live/today": reply()}) as server:
        if verdict == "unreachable":
            with pytest.raises(BlockedByPolicy, match=r"tdmrep\.json"):
                fetcher(server).get(URL)
            assert server.pages() == []
        else:
            assert fetcher(server).get(URL).tdm_verdict == verdict


META = b'<html><head><meta content="1" name="TDM-Reservation"><meta name=tdm-policy content=/terms></head></html>'


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (reply(tdm_reservation="1", tdm_policy="https://paper.example/t"), "header tdm-reservation: 1, policy https"),
        (reply(META), "meta tdm-reservation: 1, policy /terms"),
        (reply(META, tdm_reservation="0"), "meta tdm-reservation: 1"),
        (reply(X_Archive_Orig_tdm_reservation="1"), "archived header tdm-reservation: 1"),
    ],
)
def test_a_reservation_seen_only_with_the_page_drops_the_page(page, reason):
    with Server({"/live/today": page}) as server:
        with pytest.raises(BlockedByPolicy, match=reason):
            fetcher(server).get(URL)
        kept = fetcher(server, legal_basis="licence").get(URL)
    assert kept.tdm_verdict == "reserved"
    assert any(one.startswith(reason) for one in kept.policy_reasons)


def test_words_against_archives_and_machines_are_recorded():
    page = reply(b'<meta name="robots" content="index, noarchive">', X_Robots_Tag="noai, noimageai")
    with Server({"/live/today": page}) as server:
        answer = fetcher(server).get(URL)
    assert answer.policy_reasons == ("X-Robots-Tag: noai", "X-Robots-Tag: noimageai", "meta robots: noarchive")


@pytest.mark.parametrize("status", ["401 Unauthorized", "402 Payment Required", "403 Forbidden", "451 Unavailable"])
def test_a_refusal_ends_the_run_at_that_host_after_one_request(status):
    with Server({"/live/today": reply(b"", status), "/live/other": reply()}) as server:
        asks = fetcher(server)
        for url in (URL, URL, f"http://{HOST}/live/other"):
            with pytest.raises(BlockedByPolicy, match=status[:3]):
                asks.get(url)
        assert server.pages() == ["/live/today"]


@pytest.mark.parametrize(
    "url",
    [f"http://{COPIES}/web/20241030id_/{URL}", f"http://{COPIES}/cdx?url=http%3A%2F%2F{HOST}%2Flive%2Ftoday&from=1"],
)
def test_a_web_archives_copy_does_not_lift_the_publishers_reservation(url):
    def only_paper(connection, request):
        connection.sendall(RESERVED if request.headers["host"] == HOST else reply(b"", "404 Not Found"))

    path = url.removeprefix(f"http://{COPIES}")
    with Server({RESERVATIONS: only_paper, path: reply()}) as server:
        with pytest.raises(BlockedByPolicy, match="reserved"):
            fetcher(server).get(url)
        assert server.pages() == []
        answer = fetcher(server, legal_basis="research_art3").get(url)
    assert (answer.robots_verdict, answer.tdm_verdict) == ("allowed", "reserved")


def test_copies_of_an_outlet_that_is_no_longer_there_are_read():
    with Server({}) as gone:
        pass
    with Server({f"/web/20241030id_/{URL}": reply()}) as server:
        asks = fetcher(server, connect_to={COPIES: server.place, HOST: gone.place})
        answer = asks.get(f"http://{COPIES}/web/20241030id_/{URL}")
    assert answer.tdm_verdict == "not_reserved"
    assert "out of reach" in answer.policy_reasons[0]
