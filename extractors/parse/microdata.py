"""Microdata: elements with `itemprop="liveBlogUpdate"`, or blog postings inside an item of type `LiveBlogPosting`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from extractors.parse.candidate import MOST_POSTS, Candidate, Moment, Scene
from extractors.parse.content import from_markup, inline, paragraphs, squeeze
from extractors.parse.furniture import furniture
from extractors.parse.when import instant, read_label, resolve

_POSTS = (
    "//*[@itemprop][contains(concat(' ', normalize-space(@itemprop), ' '), ' liveBlogUpdate ')]"
    " | //*[@itemtype][contains(@itemtype, 'LiveBlogPosting')]//*[@itemtype][contains(@itemtype, '/BlogPosting')]"
)


def read(root: Any, scene: Scene) -> list[Candidate]:
    """Posts marked up as microdata, in document order."""
    return [_candidate(element, order, scene) for order, element in enumerate(root.xpath(_POSTS)[:MOST_POSTS])]


def _candidate(element: Any, order: int, scene: Scene) -> Candidate:
    properties = _properties(element)
    url = _value(properties, "url") or _value(properties, "mainEntityOfPage")
    body, moment = _body(properties), _moment(properties, scene)
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


def _properties(element: Any) -> dict[str, Any]:
    """First element of each property of an item; those of items nested in it are theirs."""
    found: dict[str, Any] = {}
    for one in _own(element):
        for name in (one.get("itemprop") or "").split():
            found.setdefault(name, one)
    return found


def _own(element: Any) -> Iterator[Any]:
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


def _body(properties: dict[str, Any]) -> str:
    for name in ("articleBody", "text", "description"):
        element = properties.get(name)
        if element is None:
            continue
        content = element.get("content")
        found = from_markup(content) if content else paragraphs(element, without=furniture(element, []))
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
