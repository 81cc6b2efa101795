"""Names that last: what a new post, an edit or a move must not change."""

from __future__ import annotations

from datetime import datetime

import pytest

from extractors.outlet import Outlet
from extractors.outlets import engines
from extractors.parse.css import compiled
from extractors.parse.identity import blog_id, neighbour_id, stable_ids
from extractors.parse.kinds import kind_of_text
from extractors.parse.page import read_page
from tests.unit.parse.pages import POSTS, blog, page, script

CAPTURED = datetime.fromisoformat("2024-10-30T18:45:00+01:00")
TIMES = [datetime.fromisoformat(at) for _, at, _, _ in POSTS]
NEW = (
    "e5f6a7b8c9d0",
    "2024-10-30T18:10:00+01:00",
    "Encore un pont",
    "Un second pont rouvrira jeudi, a indiqué la préfecture dans la soirée.",
)


def ids(posts: list[tuple[str, str, str, str]]) -> list[str]:
    return [one.post_id for one in read_page(page("", head=script(blog(posts))), captured_at=CAPTURED).posts]


@pytest.mark.parametrize("stem", ["post{0}", "update-{0}", "p{0}"])
def test_positions_are_no_identity(stem: str) -> None:
    def placed(posts: list[tuple[str, str, str, str]]) -> list[tuple[str, str, str, str]]:
        return [(stem.format(place), *one[1:]) for place, one in enumerate(posts, 1)]

    before, after = ids(placed(list(POSTS))), ids(placed([NEW, *POSTS]))
    assert after[1:] == before
    assert after[0] not in before


def test_a_new_post_on_top_changes_no_identity() -> None:
    assert ids([NEW, *POSTS])[1:] == ids(list(POSTS))


@pytest.mark.parametrize(
    ("found", "is_stable"),
    [
        (["a1f0c3d2e4b5", "b2e1d4c3f5a6", "c3d2e5b4a6f7", "d4c3f6a5b7e8"], True),
        (["2259242", "2259210", "2259175", "2258190"], True),
        (["419364605_event79", "419364605_event78", "419364605_event77", "419364605_event76"], True),
        (["80", "79", "78", "77"], True),
        (["1", "2", "3", "4"], False),
        (["419364605_event1", "419364605_event2", "419364605_event3", "419364605_event4"], False),
        (["le-pont", "l-usine", "les-navires", "l-alerte"], False),
        (["2259242", "2259242", "2259175", "2258190"], False),
    ],
)
def test_ids_prove_themselves_without_a_profile(found: list[str], *, is_stable: bool) -> None:
    assert stable_ids(found, TIMES, None) == (found if is_stable else [None] * 4)


def test_ids_that_repeat_the_time_of_the_last_change_are_no_ids() -> None:
    seconds = [int(one.timestamp()) for one in TIMES]
    edited = [seconds[0] + 900, *seconds[1:]]
    for stem in ("post{0}", "entry-{0}000"):
        assert stable_ids([stem.format(one) for one in edited], TIMES, None) == [None] * 4
        assert stable_ids([stem.format(one) for one in edited], TIMES, engines()["wordpress"]) == [None] * 4


def test_the_same_words_twice_are_two_posts() -> None:
    twice = [(f"le-{word}", POSTS[0][1], *POSTS[0][2:]) for word in ("pont", "port")]
    assert len(set(ids([*twice, *POSTS[1:]]))) == 5


PILOT = Outlet(
    slug="pilot", name="Pilot", hosts=("pilot.invalid",), lang="fr", timezone="Europe/Paris", country="FR",
    blog_url=r"https://pilot\.invalid/direct/[^/]*?(?P<id>\d{5})$",
)  # fmt: skip


@pytest.mark.parametrize("outlet", [PILOT, None])
def test_one_number_under_several_slugs_is_one_blog(outlet: Outlet | None) -> None:
    numbers = "12541" if outlet else "12541713"
    found = {
        blog_id("pilot", outlet, f"https://pilot.invalid/direct/{slug}-{numbers}", "Un titre")
        for slug in ("le-pont", "les-ecoles", "%C3%A9coles", "le-port")
    }
    assert len(found) == 1


def test_a_date_in_an_address_is_no_number_of_a_blog() -> None:
    addresses = [f"https://fil.example/20241030-direct-{name}" for name in ("le-pont", "les-ecoles")]
    assert len({blog_id("fil", None, one, None) for one in addresses}) == 2


def test_the_blog_before_is_named_by_its_address() -> None:
    before = blog_id("pilot", PILOT, "https://pilot.invalid/direct/hier-12540", None)
    here = blog_id("pilot", PILOT, "https://pilot.invalid/direct/le-pont-12541", None)
    assert neighbour_id("pilot", PILOT, "https://pilot.invalid/direct/autre-titre-12540", here) == before
    assert neighbour_id("pilot", PILOT, "https://pilot.invalid/direct/autre-titre-12541", here) is None
    assert neighbour_id("pilot", PILOT, None, here) is None


@pytest.mark.parametrize(
    ("marks", "name"),
    [("post pinned", POSTS[2][0]), ("post sticky", "top"), ("post pinned", "top"), ("post", POSTS[2][0])],
)
def test_a_pinned_copy_on_top_is_the_post_below(marks: str, name: str) -> None:
    def shown(posts: list[tuple[str, tuple[str, str, str, str]]]) -> bytes:
        return page(
            "<main>"
            + "".join(
                f'<article class="{marks}" id="{name}"><time datetime="{at}">{at[11:16]}</time><h2>{headline}</h2>'
                f"<p>{text}</p></article>"
                for marks, (name, at, headline, text) in posts
            )
            + "</main>"
        )

    plain = [("post", one) for one in POSTS]
    alone = read_page(shown(plain), captured_at=CAPTURED).posts
    twice = read_page(shown([(marks, (name, *POSTS[2][1:])), *plain]), captured_at=CAPTURED).posts
    assert [one.post_id for one in twice] == [one.post_id for one in alone]
    assert [one.is_pinned for one in twice] == [False, False, True, False]


@pytest.mark.parametrize(
    ("kicker", "headline", "body", "kind"),
    [
        (None, "Summary", "Here is where things stand.", "summary"),
        (None, None, "L'essentiel de la journée : le pont a rouvert.", "summary"),
        (None, None, "Bonjour à tous et bienvenue dans ce direct.", "intro"),
        (None, None, "Ce direct est désormais terminé. Merci.", "closing"),
        (None, "Correction", "Le pont est à Verbove et non à Sambre.", "correction"),
        (None, None, "@Paul : Le pont est-il ouvert ?", "reader_question"),
        (None, "Lire aussi", "", "teaser"),
        ("LE POINT", "Le point à 18h", "Deux ponts sur trois ont rouvert.", "summary"),
        (None, "Point de situation", "Les combats se concentrent au nord.", "summary"),
        (None, None, "Récapitulatif : la préfecture a rouvert le pont, l'usine reste fermée.", "summary"),
        (None, "What has happened so far today", "Two bridges reopened.", "summary"),
        (None, "The day's key developments", "Two bridges reopened.", "summary"),
        (None, None, "Here are the main points from this morning.", "summary"),
        (None, None, "Contrairement à ce que nous avons écrit, le pont n'a pas rouvert.", "correction"),
        (None, None, "Une version précédente de ce message situait le pont à Sambre.", "correction"),
        (None, None, "This post has been amended to give the right name of the bridge.", "correction"),
        (None, None, "We previously reported that the bridge was shut. It was not.", "correction"),
        (None, "Question de lecteur", "Le pont est-il ouvert aux bus ?", "reader_question"),
        (None, None, "Vous nous demandez si le pont est ouvert.", "reader_question"),
        (None, None, "A reader asks whether the bridge is open.", "reader_question"),
        (None, None, "Question : le pont est-il ouvert ?\nRéponse : oui, depuis mercredi.", "answer"),
        (None, "Réponse à vos questions", "Le pont est ouvert aux bus depuis mercredi.", "answer"),
        (None, "Your questions answered", "The bridge is open to buses.", "answer"),
        (None, None, "Q: Is the bridge open?\nA: It has been since Wednesday.", "answer"),
        ("URGENT", None, "Le pont de Verbove est fermé.", "key_event"),
        ("BREAKING", "Bridge shut", "The bridge at Verbove is shut.", "key_event"),
        (None, None, "Ce direct touche à sa fin. A demain.", "closing"),
        (None, None, "Our live coverage has now ended.", "closing"),
        (None, None, "Hello and welcome to our live coverage of the bridge.", "intro"),
        (None, "Questions sur la livraison d'obus", "Le ministère reste vague.", "update"),
        (None, "Key witness heard", "The court heard a key witness.", "update"),
        (None, None, "Le point sur lequel butent les négociateurs reste le pont.", "update"),
        (None, None, "An urgent appeal was made by the mayor.", "update"),
        (None, None, "L'alerte a été levée. Le bilan de la frappe est de trois blessés.", "update"),
        (None, None, "The correction of the border is not on the table, the minister said.", "update"),
        ("PONT", None, "Le pont a rouvert, a dit la préfecture, qui en fera le bilan.", "update"),
    ],
)
def test_kinds(kicker: str | None, headline: str | None, body: str, kind: str) -> None:
    assert kind_of_text(kicker, headline, body) == kind


def test_markup_that_marks_a_question_counts_before_its_greeting() -> None:
    asked = "Bonjour et merci pour ce direct ! Le pont est-il ouvert ?"
    assert kind_of_text(None, None, asked, declared="reader_question") == "reader_question"
    assert kind_of_text(None, None, asked, declared="answer") == "answer"


@pytest.mark.parametrize(
    "selector",
    [
        "article.post",
        "#a",
        "section > article",
        "[data-key]",
        "article[class*=po]",
        "p, article.post",
        "section article",
    ],
)
def test_selectors_find_what_they_name(selector: str) -> None:
    from lxml import html

    root = html.fromstring(
        '<main><section><article class="post key" id="a" data-key="1"><b>x</b></article></section></main>'
    )
    assert [one.get("id") for one in compiled(selector)(root)] == ["a"]


@pytest.mark.parametrize("selector", ["", "a:hover", "article..x"])
def test_selectors_that_are_not_supported_are_refused(selector: str) -> None:
    with pytest.raises(ValueError, match="selector"):
        compiled(selector)
