# ruff: noqa: E501 (sentences and pages in tables)
"""Whose page it is: the outlet that declares its address, or a slug of its host."""

from __future__ import annotations

import pytest

from extractors.outlets import find
from extractors.parse.asked import owner, slug_of_host
from extractors.parse.page import read_page
from tests.unit.parse.pages import blog, page, script

TF1 = "https://www.tf1info.fr/international/en-direct-le-fil-du-canal-2330001.html"
CANONICAL = f'<link rel="canonical" href="{TF1}">'
SHARED = f'<meta property="og:url" content="{TF1}">'


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("", TF1),
        (CANONICAL, None),
        (CANONICAL, "https://copies.example/saved/1.html"),
        (SHARED, None),
        ('<link rel="canonical" href="https://copies.example/1">' + SHARED, None),
    ],
    ids=["argument", "canonical", "canonical of a copy", "og:url", "og:url of a copy"],
)
def test_a_page_is_read_with_the_declaration_of_its_address(head: str, url: str | None) -> None:
    found = read_page(page("", head=head + script(blog(host="https://www.tf1info.fr")), lang="en"), url=url)
    assert {(one.outlet, one.timezone, one.lang) for one in found.posts} == {("tf1info", "Europe/Paris", "fr")}


def test_what_the_caller_names_wins() -> None:
    body = page("", head=CANONICAL + script(blog(host="https://www.tf1info.fr")))
    assert read_page(body, outlet_slug="mine").posts[0].outlet == "mine"
    assert read_page(body, outlet=find("franceinfo"), outlet_slug="mine").posts[0].outlet == "franceinfo"


def test_a_host_that_nobody_declared_gives_its_name() -> None:
    found = read_page(page("", head=script(blog())), url="https://www.fil.example/direct/fil-123456")
    assert {one.outlet for one in found.posts} == {"fil"}
    assert {one.outlet for one in read_page(page("", head=script(blog()))).posts} == {"unknown"}


@pytest.mark.parametrize(
    ("host", "slug"),
    [("www.corkbeo.ie", "corkbeo"), ("corkbeo.ie", "corkbeo"), ("edition.news.co.uk", "edition-news"), ("WWW.Fil-Info.FR", "fil-info"),
     ("127.0.0.1", "127-0-0-1"), ("localhost", "localhost"), ("", "unknown"), (None, "unknown"), ("[::1]", "1")],
)  # fmt: skip
def test_slugs_of_hosts(host: str | None, slug: str) -> None:
    assert slug_of_host(host) == slug


def test_a_page_in_another_language_on_an_outlets_host_is_not_the_outlets() -> None:
    other = "https://www.tf1info.fr/autre/page.html"
    assert owner([other], None) == find("tf1info")
    assert owner([other], "es") is None
    assert owner(["https://fil.example/direct"], "fr") is None
