"""Microdata: elements with `itemprop="liveBlogUpdate"`, or blog postings inside an item of type `LiveBlogPosting`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache
from itertools import islice
from typing import Any

from extractors.parse.candidate import MOST_POSTS, Candidate, Moment, Scene
from extractors.parse.content import from_markup, inline, paragraphs, squeeze
from extractors.parse.furniture import furniture
from extractors.parse.when import instant, read_label, resolve

_MOST_ELEMENTS = 300_000


def read(root: Any, scene: Scene) -> list[Candidate]:
    """Posts marked up as microdata, in document order.

    Items that hold each other are looked through again and again; a page made of such ends early.
    """
    found: list[Candidate] = []
    left = _MOST_ELEMENTS
    for element in islice(_posts(root), MOST_POSTS):
        own = list(islice(_own(element), left))
        left -= len(own)
        found.append(_candidate(element, _properties(own), len(found), scene))
    return found


@cache
def _marked() -> Any:
    from lxml import etree

    return etree.XPath("descendant-or-self::*[@itemprop or @itemtype]")


def _posts(root: Any) -> Iterator[Any]:
    blogs: set[Any] = set()
    for element in _marked()(root):
        kind = element.get("itemtype") or ""
        is_update = "liveBlogUpdate" in (element.get("itemprop") or "").split()
        if is_update or ("/BlogPosting" in kind and any(one in blogs for one in element.iterancestors())):
            yield element
        if "LiveBlogPosting" in kind:
            blogs.add(element)


def _candidate(element: Any, properties: dict[str, Any], order: int, scene: Scene) -> Candidate:
    url = _value(properties, "url") or _value(properties, "mainEntityOfPage")
    body, moment = _body(properties, scene), _moment(properties, scene)
    headline = squeeze(from_markup(_value(properties, "headline") or _value(properties, "name") or ""))
    return Candidate(
        strategy="microdata",
        order=order,
        body=body,
        headline=headline or None,
        source_id=(url.rsplit("#", 1)[1] if url and "#" in url else None) or element.get("id"),
        url=url,
        moment=moment,
        modified_at=_instant(properties, "dateModified", scene),
        element=element,
    )


def _properties(own: Iterable[Any]) -> dict[str, Any]:
    """First element of each property of an item."""
    found: dict[str, Any] = {}
    for one in own:
        for name in (one.get("itemprop") or "").split():
            found.setdefault(name, one)
    return found


def _own(element: Any) -> Iterator[Any]:
    """Elements of an item; those of items nested in it are theirs."""
    stack = list(reversed(element))
    while stack:
        one = stack.pop()
        if not isinstance(one.tag, str):
            continue
        yield one
        if one.get("itemscope") is None:
            stack.extend(reversed(one))


def _value(properties: dict[str, Any], name: str) -> str | None:
    element = properties.get(name)
    if element is None:
        return None
    for attribute in ("content", "datetime", "href", "src", "itemid"):
        if element.get(attribute):
            return str(element.get(attribute))
    return inline(element) or None


def _body(properties: dict[str, Any], scene: Scene) -> str:
    for name in ("articleBody", "text", "description"):
        element = properties.get(name)
        if element is None:
            continue
        content = element.get("content")
        found = from_markup(content) if content else paragraphs(element, without=furniture(element, [], scene))
        if found:
            return found
    return ""


def _moment(properties: dict[str, Any], scene: Scene) -> Moment | None:
    for name in ("datePublished", "dateCreated", "dateModified"):
        raw = _value(properties, name)
        if raw is None:
            continue
        found = instant(raw, scene.zone)
        if found is None:
            label = read_label(raw, is_month_first=scene.is_month_first)
            found = resolve(label, scene.clock_zone, scene.captured_at) if label else None
        if found is not None:
            return replace(found, method="structured") if found.method == "epoch" else found
    return None


def _instant(properties: dict[str, Any], name: str, scene: Scene) -> datetime | None:
    found = instant(_value(properties, name), scene.zone)
    return found.at if found else None
