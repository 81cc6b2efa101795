"""A page read in the open: every strategy's count and reason, every post's views, every disagreement."""

from __future__ import annotations

from typing import Any

import pytest

from extractors.outlets import find
from extractors.parse.examine import Examination, examine_page
from extractors.parse.page import read_page
from tests.unit.parse.pages import POSTS, blog, page, script
from tests.unit.parse.test_strategies import CAPTURED, STATE, URL


def examine(body: bytes, **known: Any) -> Examination:
    return examine_page(body, **{"url": URL, "captured_at": CAPTURED, **known})


def shown(posts: Any = POSTS, *, zone: str = "+01:00", cut: int | None = None) -> str:
    return "".join(
        f'<div class="entry" id="post-{n}"><time datetime="{at[:19]}{zone}"></time><h3>{h}</h3><p>{t[:cut]}</p></div>'
        for n, at, h, t in posts
    )


def reasons(found: Examination) -> dict[str, str | None]:
    return {one.strategy: one.reason for one in found.strategies}


def kinds(found: Examination) -> list[set[tuple[str, str, str]]]:
    return [{(one.kind, one.strategy, one.message) for one in post.disagreements} for post in found.posts]


def test_examining_changes_nothing_of_the_reading() -> None:
    body = page(shown(), head=script(blog()))
    found = examine(body)
    assert found.page == read_page(body, url=URL, captured_at=CAPTURED)
    assert [one.post for one in found.posts] == list(found.page.posts if found.page else ())
    assert (found.verdict, found.error, found.timezone) == ("read", None, "Europe/Paris")


def test_each_strategy_is_counted_and_says_why_it_found_nothing() -> None:
    found = examine(page(shown(POSTS[1:]), head=script(blog())))
    counts = {one.strategy: (one.posts, one.bodies, one.instants, one.ids, one.used) for one in found.strategies}
    assert counts["jsonld"] == (4, 4, 4, 4, 4)
    assert counts["repeated"] == (3, 3, 3, 3, 3)
    why = reasons(found)
    assert (why["jsonld"], why["repeated"]) == (None, None)
    assert why["microdata"] == "no element carries itemprop liveBlogUpdate"
    assert why["selectors"] == "no outlet and no engine is known for the page"
    assert why["appstate"] == "the page holds no application state"


def test_linked_data_without_updates_says_what_it_holds() -> None:
    article = script({"@type": "NewsArticle", "headline": "Un titre"})
    assert "NewsArticle" in str(reasons(examine(page(shown(), head=article)))["jsonld"])
    broken = '<script type="application/ld+json">{"@type": "NewsArt</script>'
    assert "none of 1" in str(reasons(examine(page(shown(), head=broken)))["jsonld"])
    assert reasons(examine(page(shown())))["jsonld"] == "the page holds no JSON-LD"


def test_an_outlets_layouts_that_match_nothing_are_named() -> None:
    assert (
        reasons(examine(page(shown()), outlet=find("lemonde")))["selectors"] == "nothing matches the layouts of lemonde"
    )


def test_a_guess_that_is_not_confirmed_is_said_to_be_set_aside() -> None:
    other = [
        (f"x{n}", at, f"Autre {n}", f"Un autre texte, assez long pour un message du fil, numéro {n} de la liste.")
        for n, at, _, _ in POSTS
    ]
    late = [(n, at.replace("2024-10", "2024-09"), h, t) for n, at, h, t in other]
    found = examine(page(shown(late), head=script(blog())))
    assert len(found.posts) == 4
    assert str(reasons(found)["repeated"]).startswith("set aside")


def test_a_false_z_is_named_where_another_strategy_proves_it() -> None:
    found = examine(page(shown(zone="Z"), head=script(blog())))
    expected = ("time", "repeated", "1 h later than settled: its Z is false")
    assert all(expected in one for one in kinds(found))
    assert {one.post.field_evidence.published_at for one in found.posts} == {"jsonld"}


def test_a_shorter_body_another_headline_and_another_id_are_named() -> None:
    other = [(f"z{n}", at, f"{h} : le point", t) for n, at, h, t in POSTS]
    found = examine(page(shown(other, cut=90), head=script(blog())))
    for one in kinds(found):
        assert ("body", "repeated", "body is shorter") in one
        assert ("headline", "repeated", "headline differs") in one
        assert ("id", "repeated", "id differs") in one
    details = {one.kind: one.detail for one in found.posts[0].disagreements}
    assert details["headline"] == "Pont rouvert à Verbove : le point"
    assert details["id"].endswith("za1f0c3d2e4b5")


def test_a_post_that_one_strategy_saw_alone_is_named() -> None:
    found = examine(page(shown(POSTS[1:]), head=script(blog())))
    assert kinds(found)[0] == {("seen_by_one", "jsonld", "no other strategy saw it")}
    assert kinds(found)[1:] == [set()] * 3
    alone = examine(page("", head=script(blog())))
    assert kinds(alone) == [set()] * 4


def test_where_all_agree_nothing_disagrees() -> None:
    found = examine(page(shown(), head=script(blog())))
    assert kinds(found) == [set()] * 4
    assert [[view.strategy for view in one.views] for one in found.posts] == [["jsonld", "repeated"]] * 4


def test_a_page_that_cannot_be_read_still_shows_what_each_strategy_saw() -> None:
    found = examine(page(shown(POSTS[:1]), head=script({**blog(), "liveBlogUpdate": []})))
    assert found.page is None
    assert found.verdict == type(found.error).__name__ != "read"
    assert {one.strategy for one in found.strategies} >= {"jsonld", "microdata", "selectors", "repeated", "appstate"}
    assert "LiveBlogPosting" in str(reasons(found)["jsonld"])


@pytest.mark.parametrize("body", [b"", b"\x00\x01\x02" * 400, b"{broken"])
def test_what_is_no_page_has_a_verdict_and_no_strategies(body: bytes) -> None:
    found = examine(body)
    assert found.verdict == "BrokenPage"
    assert found.posts == ()


def test_state_and_text_are_examined_too() -> None:
    import json

    state = examine(json.dumps(STATE).encode(), content_type="application/json")
    assert {one.strategy: one.used for one in state.strategies} == {"jsonld": 0, "appstate": 4}
    text = examine("\n".join(f"{at[11:16]}\n{t}" for _, at, _, t in POSTS).encode(), content_type="text/plain")
    assert {one.strategy: one.used for one in text.strategies} == {"plaintext": 4}
    assert text.posts[0].views[0].time_as_written == "17:31"
