# ruff: noqa: E501 (sentences and pages in tables)
"""Pages that hold no post end in an error that says why."""

from __future__ import annotations

import pytest

from extractors.errors import BrokenPage, NeedsScript, NoPosts, NotALiveBlog, UnreadablePage, WalledPage
from extractors.parse.page import read_page
from tests.unit.parse.pages import blog, page, script
from tests.unit.parse.test_strategies import ENTRIES, URL

STORY = "<p>Un article ordinaire sur le pont et la rivière, avec des phrases assez longues pour un article.</p>" * 12
COMMENT = (
    "<div class=comment><time>1{}:00</time><p>"
    + "Un lecteur donne son avis, en plusieurs phrases bien longues. " * 4
    + "</p></div>"
)
CARD = (
    '<article class=card><time datetime="2024-10-30T1{0}:00:00Z"></time><a href="/{0}"><h3>Titre numéro {0}</h3><p>'
    + "Un chapeau. " * 15
    + "</p></a></article>"
)

LISTED = (
    '<article class=item><h3><a href="/{0}">Titre numéro {0}</a></h3><time datetime="2024-10-30T1{0}:07:00Z"></time><p>'
    + "Un chapeau en une phrase. " * 9
    + "</p></article>"
)


@pytest.mark.parametrize(
    ("body", "url", "error"),
    [
        (b"", URL, BrokenPage),
        (b"  \n\n ", URL, BrokenPage),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 50, URL, BrokenPage),
        (b"\x00\x01" * 4000, URL, BrokenPage),
        (b'{"props": {"pageProps": ', URL, BrokenPage),
        (page("<main>" + STORY)[:220], URL, BrokenPage),
        (page(STORY * 2, head=script(blog([]))), URL, NoPosts),
        (page(STORY, head=script(blog(host="https://sample.invalid"))), URL, NoPosts),
        (page('<div id="liveblog-root"></div><noscript>Activez JavaScript.</noscript>'), URL, NeedsScript),
        (page(f"<article>{STORY}</article>", title="Le pont"), "https://fil.example/pont", NotALiveBlog),
        (page(f"<article>{STORY}</article>{''.join(COMMENT.format(one) for one in range(8))}", title="Le pont"), "https://fil.example/pont", NotALiveBlog),
        (page("".join(CARD.format(one) for one in range(9)), title="Accueil"), "https://fil.example/", NotALiveBlog),
        (page("".join(LISTED.format(one) for one in range(9)), title="Accueil"), "https://fil.example/", NotALiveBlog),
        (b'{"title": "Le pont", "sections": [1, 2, 3]}', "https://fil.example/pont", NotALiveBlog),
        (page("<p>Nous et nos partenaires utilisons des cookies.</p><button>Continuer sans accepter</button>"), URL, WalledPage),
        (b"<html><head><title>Just a moment...</title></head><body><p>Checking.</p></body></html>", URL, WalledPage),
        (page("<p>Please verify you are human before you go on.</p>", title="fil.example"), URL, WalledPage),
        (page("<p>Revenez à l'accueil.</p>", title="Page introuvable"), URL, WalledPage),
    ],
)  # fmt: skip
def test_the_error_says_why(body: bytes, url: str, error: type[UnreadablePage]) -> None:
    with pytest.raises(UnreadablePage) as caught:
        read_page(body, url=url)
    assert type(caught.value) is error
    assert caught.value.exit_code == 4


def test_a_live_with_a_consent_banner_is_still_read() -> None:
    banner = "<div class=consent><p>Nous et nos partenaires utilisons des cookies.</p><button>Continuer sans accepter</button></div>"
    assert len(read_page(page(f"{banner}<ul>{ENTRIES}</ul>"), url=URL).posts) == 4


def test_a_cut_page_loses_the_post_it_is_cut_in_and_is_not_complete() -> None:
    whole = page(f"<ul>{ENTRIES}</ul>")
    found = read_page(whole[: whole.index(b"L'alerte") + 20], url=URL)
    assert len(found.posts) == 3
    assert [one.message for one in found.quarantined] == ["The page ends inside this post."]
    assert not found.is_complete
    assert read_page(whole, url=URL).is_complete
