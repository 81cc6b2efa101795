"""Days reached by the links from one live blog to the one before it and the one after it."""

from datetime import UTC, date, datetime

import pytest

from extractors.fetch.chain import MAX_LINKS, Linked
from extractors.fetch.discover import Address, Neighbours, discover
from extractors.outlet import Feed
from tests.security.wire import HOST, Server, fetcher, paper, reply

DAY = date(2024, 10, 30)
LATER = datetime(2026, 11, 23, tzinfo=UTC)


def live(url: str) -> tuple[Address, ...]:
    return (Address(url=url, canonical_url=url, captured_at=None, origin="live"),)


def listing(link: str) -> bytes:
    return reply(f'<a href="{link}">x</a>'.encode())


def chained(links, *, day: date = DAY, known=None, feeds=(), now=LATER, routes=None):
    """Discovery where page after page names its day and its neighbours: day of month, previous and next number."""

    def look(response):
        own, before, after = links[int(response.final_url.rsplit("-", 1)[1])]
        return Linked(
            first_day=date(2024, 10, own) if own else None,
            previous_url=f"http://{HOST}/live/day-{before}#end" if before else None,
            next_url=(f"http://{HOST}/live/day-{after}" if isinstance(after, int) else f"http://[{after}")
            if after
            else None,
        )

    pages = {f"/live/day-{number}": reply() for number in links}
    outlet = paper(feeds=tuple(feeds))
    given = {
        date(2024, 10, own): [f"http://{HOST}/live/day-{number}" for number in numbers] for own, numbers in known or ()
    }
    with Server({**pages, **(routes or {})}) as server:
        found = discover(outlet, day, fetcher(server, outlet), now, neighbours=Neighbours(known=given, look=look))
        return found, server.pages()


@pytest.mark.parametrize("start", [(27, [1]), (31, [5])])
def test_a_day_is_reached_by_chain_links_from_before_and_from_after(start):
    links = {1: (27, 0, 2), 2: (28, 1, 3), 3: (29, 2, 4), 4: (30, 3, 5), 5: (31, 4, 0)}
    found, asked = chained(links, known=[start])
    assert found == live(f"http://{HOST}/live/day-4")
    assert asked[-1] == "/live/day-4"


def test_a_chain_starts_from_todays_blogs_where_none_is_known():
    links = {1: (30, 0, 2), 2: (31, 1, 0)}
    section = Feed(kind="day_page", url=f"http://{HOST}/section")
    now = datetime(2024, 10, 31, 12, tzinfo=UTC)
    found, asked = chained(links, feeds=[section], now=now, routes={"/section": listing("/live/day-2")})
    assert found == live(f"http://{HOST}/live/day-1")
    assert asked == ["/section", "/live/day-2", "/live/day-1"]


@pytest.mark.parametrize(
    ("links", "count"),
    [
        ({1: (28, 0, 2), 2: (29, 1, 1)}, 2),
        ({1: (28, 0, 2), 2: (31, 1, 0)}, 2),
        ({1: (28, 0, 2), 2: (None, 1, 3), 3: (30, 2, 0)}, 2),
        ({1: (28, 0, 9)}, 2),
        ({1: (28, 0, "http://[day-2"), 2: (30, 1, 0)}, 1),
        ({number: (1 + number, 0, number + 1) for number in range(1, 30)}, MAX_LINKS),
    ],
    ids=["a loop", "past the day", "no day", "gone", "no address", "too long"],
)
def test_a_chain_that_does_not_lead_to_the_day_ends(links, count):
    found, asked = chained(links, known=[(links[1][0], [1])])
    assert (found, len(asked)) == ((), count)


def test_no_chain_is_followed_where_the_day_is_listed():
    day_page = Feed(kind="day_page", url=f"http://{HOST}/archives/%Y/%m/%d")
    routes = {"/archives/2024/10/30": listing("/live/today")}
    found, asked = chained({1: (29, 0, 2), 2: (30, 1, 0)}, known=[(29, [1])], feeds=[day_page], routes=routes)
    assert (found, asked) == (live(f"http://{HOST}/live/today"), ["/archives/2024/10/30"])
