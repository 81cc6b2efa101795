"""Whatever a page holds: a new post on top, another order or a second reading changes no other post's name."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.parse.page import Page, read_page
from tests.unit.parse.pages import blog, page, script

CAPTURED = datetime.fromisoformat("2024-10-30T23:50:00+01:00")
FIRST = datetime.fromisoformat("2024-10-30T06:00:00+01:00")
OPENINGS = (
    "Le pont de Verbove a rouvert aux camions légers, a indiqué la préfecture.",
    "Une livraison de générateurs est attendue au port avant la fin de la semaine.",
    "L'usine de Sambre reste fermée, selon son directeur, qui évoque le toit.",
    "Alerte levée dans trois régions.",
)
LAST = ("Le marché couvert a rouvert malgré les vitres brisées.", "Un convoi de cargos est parti cette nuit.")


@st.composite
def rows(draw: st.DrawFn, *, is_distinct: bool = False) -> list[tuple[datetime, str]]:
    """Posts with few distinct texts and few distinct minutes, the newest first, over two that are like no other."""
    minutes = draw(st.lists(st.integers(1, 12), min_size=2, max_size=12))
    numbers = [draw(st.integers(0, 3)) for _ in minutes]
    found = [(FIRST + timedelta(minutes=5 * at), OPENINGS[one]) for at, one in zip(minutes, numbers, strict=True)]
    found = list(dict.fromkeys(found)) if is_distinct else found
    return [*sorted(found, key=lambda one: one[0], reverse=True), *((FIRST, one) for one in LAST)]


def linked(posts: list[tuple[datetime, str]], stem: str | None) -> bytes:
    """A page with linked data; ids count from the top where there is a stem."""
    held = [(f"{stem}{place}" if stem else "", at.isoformat(), "", text) for place, (at, text) in enumerate(posts, 1)]
    value = blog(held)
    if stem is None:
        for update in value["liveBlogUpdate"]:  # type: ignore[attr-defined]
            del update["url"]
    return page("", head=script(value))


def shown(posts: list[tuple[datetime, str]]) -> bytes:
    """A page whose posts stand in the DOM only."""
    body = "".join(
        f'<article class="post"><time datetime="{at.isoformat()}">{at:%H:%M}</time><p>{text}</p></article>'
        for at, text in posts
    )
    return page(f'<main class="live">{body}</main>')


def read(body: bytes) -> Page:
    return read_page(body, url="https://fil.example/direct/en-direct-le-fil", captured_at=CAPTURED)


PAGES = {
    "no ids": lambda posts: linked(posts, None),
    "places as ids": lambda posts: linked(posts, "post"),
    "places under a long number": lambda posts: linked(posts, "419364605_event"),
    "elements": shown,
}
NEW = (FIRST + timedelta(hours=3), "Encore un pont rouvert, a indiqué la préfecture dans la soirée.")


@pytest.mark.parametrize("kind", sorted(PAGES))
@settings(max_examples=40, deadline=None)
@given(data=st.data(), same=st.booleans())
def test_a_new_post_on_top_renames_no_other(kind: str, data: st.DataObject, *, same: bool) -> None:
    """Without ids a page cannot say one thing twice at once: there posts differ in words or minute."""
    is_distinct = kind in {"no ids", "elements"}
    posts = data.draw(rows(is_distinct=is_distinct))
    new = posts[0] if same and not is_distinct else (posts[0][0] + timedelta(minutes=5), posts[0][1]) if same else NEW
    before, after = read(PAGES[kind](posts)), read(PAGES[kind]([new, *posts]))
    assert [one.post_id for one in after.posts[1:]] == [one.post_id for one in before.posts]
    assert len({one.post_id for one in after.posts}) == len(after.posts)


@pytest.mark.parametrize("kind", ["no ids", "places as ids"])
@settings(max_examples=40, deadline=None)
@given(data=st.data(), seed=st.integers(0, 99))
def test_another_order_changes_positions_only(kind: str, data: st.DataObject, seed: int) -> None:
    posts = data.draw(rows(is_distinct=kind == "no ids"))
    moved = random.Random(seed).sample(posts, len(posts))

    def told(found: Page) -> list[tuple[str, str, datetime | None]]:
        return sorted((one.post_id, one.text, one.published_at) for one in found.posts)

    before, after = read(PAGES[kind](posts)), read(PAGES[kind](moved))
    assert told(after) == told(before)
    assert [one.position for one in after.posts] == list(range(len(moved)))


@settings(max_examples=20, deadline=None)
@given(posts=rows())
def test_reading_twice_gives_the_same(posts: list[tuple[datetime, str]]) -> None:
    assert read(shown(posts)) == read(shown(posts))
