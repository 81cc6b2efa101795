# ruff: noqa: E501 (sentences and pages in tables)
"""Where a post's own time stands among others: attributes, titles, changes, teasers, day headers."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from extractors.parse.page import read_page
from tests.unit.parse.pages import POSTS, page

CAPTURED = datetime.fromisoformat("2024-10-30T18:45:00+01:00")
URL = "https://fil.example/direct/fil-123456"
SECONDS = [datetime.fromisoformat(at).astimezone(UTC) for _, at, _, _ in POSTS]
MINUTES = [one.replace(second=0) for one in SECONDS]
UNITS = [f'<article class="post"><i>{at[11:16]}</i><h3>{h}</h3><p>{t}</p></article>' for _, at, h, t in POSTS]
TEXTS = [f"{h}\n{t}" for _, _, h, t in POSTS]


def posts(stamp: str) -> bytes:
    """The four posts, each below what `stamp` makes of its time."""
    body = ""
    for _, at, headline, text in POSTS:
        time = datetime.fromisoformat(at)
        there = time.astimezone(ZoneInfo("America/New_York"))
        made = stamp.format(
            at=at, clock=f"{time:%H:%M}", day=time.day, written=f"{time:%d/%m/%Y %H:%M}", epoch=int(time.timestamp()),
            eastern=f"{there:%I:%M} {'p.m.' if there.hour > 11 else 'a.m.'} ET", month=f"{there:%B} {there.day}",
        )  # fmt: skip
        body += f'<div class="post">{made}<h3>{headline}</h3><p>{text}</p></div>'
    return page(body)


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        ("<span>Publié à {clock} - Modifié à 23h59</span>", MINUTES),
        ("<span>{clock} (mis à jour à 23:59)</span>", MINUTES),
        ("<time>Modifié à 23:59</time><time>{clock}</time>", MINUTES),
        ('<time class="modified" datetime="2024-10-30T18:40:00+01:00"></time><time datetime="{at}"></time>', SECONDS),
        ('<span data-last-updated="2024-10-30T18:40:00+01:00"></span><time datetime="{at}"></time>', SECONDS),
        ('<span data-date="{written}"></span>', MINUTES),
        ('<span data-ts="{epoch}000"></span>', SECONDS),
        ('<abbr title="{at}">x</abbr>', SECONDS),
        ('<span title="{day} octobre 2024 à {clock}">plus tôt</span>', MINUTES),
        ('<a aria-label="{clock}, {day} octobre 2024" href="#p">lien</a>', MINUTES),
        ('<meta itemprop="datePublished" content="{at}">', SECONDS),
        ("<span>{eastern}</span>", MINUTES),
        ("<footer>Publié à {clock} par Ada Lane</footer>", MINUTES),
        ("<aside>{clock}</aside>", MINUTES),
        ("<span>{eastern}, {month}</span>", MINUTES),
    ],
)
def test_the_time_of_publication_is_told_from_others(stamp: str, expected: list[datetime]) -> None:
    found = read_page(posts(stamp), url=URL, captured_at=CAPTURED)
    assert [one.published_at for one in found.posts] == expected
    assert [one.text for one in found.posts] == TEXTS


def test_a_headline_opens_with_no_clock() -> None:
    body = "".join(
        f'<div class="post"><h3><span>{at[11:13]}h{at[14:16]}</span> | {h}</h3><p>{t}</p></div>'
        for _, at, h, t in POSTS
    )
    assert [one.text for one in read_page(page(body), url=URL, captured_at=CAPTURED).posts] == TEXTS


def test_a_title_that_is_no_time_dates_nothing() -> None:
    found = read_page(
        posts('<a title="Le 12 mars 2019 vu par nos lecteurs" href="/x">lien</a><i>{clock}</i>'), captured_at=CAPTURED
    )
    assert {one.time_method for one in found.posts} == {"clock_rollover"}


CARD = '<article class="post"><h4>{title}</h4><a href="/x.html">Pourquoi le port compte autant pour les exportations</a><span>Publié hier à 16h43</span></article>'


@pytest.mark.parametrize("title", ["Lire aussi", ""])
def test_a_card_among_the_posts_is_a_teaser_without_a_time(title: str) -> None:
    card = CARD.format(title=title)
    body = page(UNITS[0] + card + UNITS[1] + UNITS[2] + card + UNITS[3])
    found = read_page(body, url=URL, captured_at=CAPTURED)
    kinds = [(one.kind, one.published_at) for one in found.posts]
    assert kinds == [
        ("update", MINUTES[0]),
        ("teaser", None),
        ("update", MINUTES[1]),
        ("update", MINUTES[2]),
        ("teaser", None),
        ("update", MINUTES[3]),
    ]


def test_a_card_in_a_text_goes_with_its_title() -> None:
    lines = "\n\n".join(f"{at[11:16]}\n\n{h.upper()}\n\n{t}" for _, at, h, t in POSTS[:2])
    text = f"{lines}\n\nUn autre sujet sur le port\n\nPublié hier à 16h43\n\n" + "\n\n".join(
        f"{at[11:16]}\n\n{h.upper()}\n\n{t}" for _, at, h, t in POSTS[2:]
    )
    found = read_page(text.encode(), captured_at=CAPTURED, content_type="text/plain")
    assert [one.text for one in found.posts] == [f"{h.upper()}\n{t}" for _, _, h, t in POSTS]


@pytest.mark.parametrize(
    "body",
    [
        f"<h2>Wednesday, October 30</h2>{''.join(UNITS[:3])}<h2>Tuesday, October 29</h2>{UNITS[3]}",
        f"<section><h2>Wednesday, October 30</h2>{''.join(UNITS[:3])}</section><section><h2>Tuesday, October 29</h2>{UNITS[3]}</section>",
    ],
    ids=["between the posts", "in sections"],
)
def test_english_day_headers(body: str) -> None:
    later = datetime.fromisoformat("2024-11-03T10:00:00+01:00")
    found = read_page(page(f"<div>{body}</div>", lang="en"), url=URL, captured_at=later, timezone="Europe/Paris")
    assert [one.published_on for one in found.posts] == [*[date(2024, 10, 30)] * 3, date(2024, 10, 29)]


def test_twelve_hour_clocks_roll_over_midnight() -> None:
    clocks = ("12:05 a.m.", "11:50 p.m.", "12:10 p.m.", "11:59 a.m.")
    body = "".join(f'<div class="post"><span>{one}</span><p>{text}</p></div>' for one, text in zip(clocks, TEXTS, strict=True))  # fmt: skip
    found = read_page(page(body, lang="en"), url=URL, captured_at=CAPTURED, timezone="America/New_York")
    assert [f"{one.published_at:%d %H:%M}" for one in found.posts] == ["30 04:05", "30 03:50", "29 16:10", "29 15:59"]


def test_dates_at_the_head_of_a_page_bound_its_clocks() -> None:
    head = '<p class="dates">Issued on: 04/02/2026 - 06:59 Modified: 05/02/2026 - 03:57</p>'
    later = datetime.fromisoformat("2026-02-08T08:00:00+01:00")
    found = read_page(page(head + "".join(UNITS), lang="en"), url=URL, captured_at=later, timezone="Europe/Paris")
    assert [one.published_on for one in found.posts] == [*[date(2026, 2, 4)] * 3, date(2026, 2, 3)]


def test_a_list_shown_twice_gives_its_posts_once() -> None:
    body = page(f'<div class="desktop">{"".join(UNITS)}</div><div class="mobile">{"".join(UNITS)}</div>')
    assert [one.text for one in read_page(body, url=URL, captured_at=CAPTURED).posts] == TEXTS
