"""JSON-LD: every `LiveBlogPosting` of a page, wherever it stands in the tree of linked data.

An object is a live blog by its type or by what it holds (`liveBlogUpdate`, `blogPost`, `blogPosts`, `updates`), also
inside `@graph` and lists. Updates are a list or a single object. Posts whose address lies on a foreign host are the
sample posts that some themes ship, and are dropped. A broken block does not stop the page: its posts are salvaged one
by one where they are whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import Any

from extractors.parse import lenient
from extractors.parse.address import urlsplit
from extractors.parse.candidate import MOST_POSTS, Candidate, Moment, Scene
from extractors.parse.content import from_markup, squeeze
from extractors.parse.when import instant, read_label, resolve

_HOLDS = ("liveBlogUpdate", "blogPost", "blogPosts", "updates")
_LISTS = ("itemListElement", "@list", "@set", "@graph")
_BODIES = ("articleBody", "text", "body")
_PUBLISHED = ("datePublished", "dateCreated", "uploadDate", "dateModified")
_MOST_NODES = 300_000
HOLDERS = (dict, list)
"""Types of decoded JSON that hold other values."""


def documents(root: Any) -> list[Any]:
    """Every JSON-LD value of a page that can be decoded, broken blocks salvaged post by post."""
    found: list[Any] = []
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = script.text or ""
        values = lenient.values(text)
        if not any(_holds_posts(one) for one in values) and "liveBlogUpdate" in text:
            posts = lenient.salvage(text, '"BlogPosting"')
            values += [{"liveBlogUpdate": posts}] if posts else []
        found += values
    return found


def _holds_posts(value: Any) -> bool:
    return any(one.get("liveBlogUpdate") for one in objects(value))


def objects(values: Any) -> Iterator[dict[str, Any]]:
    """Every object in a decoded tree, in document order."""
    stack, count = [values], 0
    while stack and count < _MOST_NODES:
        count += 1
        value = stack.pop()
        if isinstance(value, dict):
            yield value
            stack.extend(reversed([one for one in value.values() if isinstance(one, HOLDERS)]))
        elif isinstance(value, list):
            stack.extend(reversed([one for one in value if isinstance(one, HOLDERS)]))


def types(value: dict[str, Any]) -> set[str]:
    """Types of an object, without their vocabulary's address."""
    declared = value.get("@type") or value.get("type") or ()
    names = declared if isinstance(declared, list) else [declared]
    return {str(one).rsplit("/", 1)[-1] for one in names if isinstance(one, str)}


def read(values: Any, scene: Scene) -> list[Candidate]:
    """Posts of every live blog in decoded JSON-LD, in the order in which it lists them."""
    found: list[Candidate] = []
    seen: set[tuple[Any, ...]] = set()
    holders = _own_holders(values, scene)
    titles = {_headline(one) for one in holders if one.get("liveBlogUpdate")}
    for update in islice(_updates(holders, values, _place(scene.url)), MOST_POSTS):
        candidate = _candidate(update, len(found), scene)
        if candidate.headline in titles and candidate.body:
            candidate = replace(candidate, headline=None)
        key = (candidate.source_id, candidate.headline, candidate.body, candidate.moment and candidate.moment.at)
        if key in seen or not _is_own(candidate.url, scene.hosts):
            continue
        seen.add(key)
        found.append(candidate)
    return _without_shared(found)


def _headline(value: dict[str, Any]) -> str:
    named = value.get("headline") or value.get("name") or value.get("alternativeHeadline")
    return squeeze(_text(named).replace("\n", " "))


def _own_holders(values: Any, scene: Scene) -> list[dict[str, Any]]:
    """Objects that hold updates; where one of them has the page's address, those of other addresses are left out."""
    holders = [one for one in objects(values) if any(one.get(name) for name in _HOLDS)]
    page = _place(scene.url)
    places = [_place(_address(one)) for one in holders]
    if page is None or page not in places:
        return holders
    return [one for one, place in zip(holders, places, strict=True) if place in {None, page}]


def _place(url: str | None) -> str | None:
    """Path of an address: what names a page of a site."""
    return urlsplit(url).path.rstrip("/") or None if url else None


def _updates(holders: list[dict[str, Any]], values: Any, page: str | None) -> Iterator[dict[str, Any]]:
    named: dict[str, dict[str, Any]] | None = None
    for update in _listed(holders, page):
        if _is_reference(update):
            named = _named(values) if named is None else named
            yield named.get(update["@id"], update)
        else:
            yield update


def _listed(holders: list[dict[str, Any]], page: str | None) -> Iterator[dict[str, Any]]:
    """Updates of the holders; a blog that is not live lists articles, which have pages of their own."""
    for holder in holders:
        is_live = "LiveBlogPosting" in types(holder)
        for name in _HOLDS:
            for one in _items(holder.get(name)):
                if not isinstance(one, dict) or not _is_update(one, name):
                    continue
                if is_live or name == "liveBlogUpdate" or _place(_address(one)) in {None, page}:
                    yield one


def _items(held: Any) -> list[Any]:
    """What a property holds: one value, several, or a list object's."""
    if isinstance(held, dict):
        inner = next((held[name] for name in _LISTS if isinstance(held.get(name), list)), None)
        return [held] if inner is None else inner
    return held if isinstance(held, list) else [held]


def _named(values: Any) -> dict[str, dict[str, Any]]:
    """Objects of a tree that say more than their name, by it."""
    return {one["@id"]: one for one in objects(values) if isinstance(one.get("@id"), str) and not _is_reference(one)}


def _is_reference(update: dict[str, Any]) -> bool:
    """Whether an update is only a name (`{"@id": "#p1"}`) of an object that stands elsewhere in the tree."""
    return isinstance(update.get("@id"), str) and set(update) <= {"@id", "@type"}


def _is_update(value: dict[str, Any], name: str) -> bool:
    if isinstance(value.get("item"), dict):
        value = value["item"]
    if name == "liveBlogUpdate":
        return "LiveBlogPosting" not in types(value)
    return bool(types(value) & {"BlogPosting", "LiveBlogUpdate", "SocialMediaPosting"})


def _candidate(value: dict[str, Any], order: int, scene: Scene) -> Candidate:
    value = value["item"] if isinstance(value.get("item"), dict) else value
    body = next((_text(value[name]) for name in _BODIES if value.get(name)), "")
    url = _address(value)
    return Candidate(
        strategy="jsonld",
        order=order,
        body=body or _text(value.get("description")),
        headline=_headline(value) or None,
        source_id=_source_id(value, url, scene),
        url=url,
        moment=_moment(value, scene),
        modified_at=_modified(value, scene),
    )


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(filter(None, (_text(one) for one in value)))
    if isinstance(value, dict):
        return _text(value.get("@value") or value.get("text") or value.get("articleBody"))
    return from_markup(value) if isinstance(value, str) else ""


def _address(value: dict[str, Any]) -> str | None:
    for name in ("url", "@id", "mainEntityOfPage"):
        one = value.get(name)
        one = one.get("@id") or one.get("url") if isinstance(one, dict) else one
        if isinstance(one, str) and one.startswith(("http://", "https://", "/")):
            return one
    return None


def _source_id(value: dict[str, Any], url: str | None, scene: Scene) -> str | None:
    for name in ("@id", "identifier", "id"):
        one = value.get(name)
        one = one.get("value") if isinstance(one, dict) else one
        if isinstance(one, int) or (isinstance(one, str) and one and not one.startswith(("http", "/"))):
            return str(one).lstrip("#")
    for address in (value.get("url"), value.get("@id"), url):
        if isinstance(address, str) and "#" in address:
            return address.rsplit("#", 1)[1] or None
    return _last_part(url, scene)


def _last_part(url: str | None, scene: Scene) -> str | None:
    """Id at the end of an address that is not the page's own (`…/live/4711/entry-99`, `?post=99`)."""
    if url is None or scene.url is None:
        return None
    mine, page = urlsplit(url), urlsplit(scene.url)
    if (mine.path.rstrip("/"), mine.query) == (page.path.rstrip("/"), page.query):
        return None
    match = re.search(
        r"(?:=|/|-|_)([0-9a-f]{8,}|\d{4,})(?:\.html?)?/?$", mine.path + ("?" + mine.query if mine.query else "")
    )
    return match.group(1) if match else None


def _moment(value: dict[str, Any], scene: Scene) -> Moment | None:
    for name in _PUBLISHED:
        raw = value.get(name)
        if isinstance(raw, list) and raw:
            raw = raw[0]
        if raw in (None, ""):
            continue
        found = instant(raw, scene.zone)
        if found is None and isinstance(raw, str):
            label = read_label(raw, is_month_first=scene.is_month_first)
            found = resolve(label, scene.zone, None) if label else None
        if found is not None:
            return found
    return None


def _modified(value: dict[str, Any], scene: Scene) -> datetime | None:
    found = instant(value.get("dateModified"), scene.zone)
    return found.at if found else None


def _is_own(url: str | None, hosts: frozenset[str]) -> bool:
    host = urlsplit(url).hostname if url else None
    if not host or not hosts:
        return True
    return any(site(host) == site(one) for one in hosts)


def site(host: str) -> str:
    """The part of a host name that one publisher owns, roughly: its last two labels, three under `co.uk` and the like.

    >>> site("edition.news.example.co.uk")
    'example.co.uk'
    """
    parts = host.lower().split(".")
    is_second_level = len(parts) > 2 and parts[-2] in {"co", "com", "org", "net", "gov", "ac"} and len(parts[-1]) == 2
    return ".".join(parts[-3:] if is_second_level else parts[-2:])


def _without_shared(found: list[Candidate]) -> list[Candidate]:
    """Leave out a headline or a time that all posts share: then it is the blog's, not the post's."""
    if len(found) < 3:
        return found
    headlines = {one.headline for one in found}
    moments = {one.moment.at or one.moment.day for one in found if one.moment}
    if len(headlines) == 1:
        found = [replace(one, headline=None) for one in found]
    if len(moments) == 1 and all(one.moment for one in found):
        found = [replace(one, moment=None, modified_at=None) for one in found]
    return found
