"""Application state: the data that a page hands to its own script, and the list in it that holds the posts.

The posts are the list of objects that scores best: objects with
a text, a time and an id, under a name that speaks of posts. A Guardian page names its list `blocks`, and is certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from extractors.model import PostKind
from extractors.parse.candidate import MOST_POSTS, Candidate, Moment, Scene
from extractors.parse.content import from_markup, squeeze
from extractors.parse.event_log import standing
from extractors.parse.jsonld import HOLDERS, objects
from extractors.parse.state_text import body_of, caption_of
from extractors.parse.when import instant, read_label, resolve

_IDS = (
    "id",
    "_id",
    "uuid",
    "postId",
    "post_id",
    "entryId",
    "blockId",
    "key",
    "guid",
    "objectId",
    "contentId",
    "assetId",
    "updateId",
    "identifier",
    "nid",
)
_PUBLISHED = (
    "blockFirstPublished", "firstPublished", "firstPublishedDate", "firstPublishedAt", "datePublished",
    "publishedAt", "published_at",
    "publishDate", "published_date", "publishedDate", "publicationDate", "publication_date", "publishedOn",
    "published", "firstPublication",
    "displayDate", "display_date", "date_published", "first_publish_date", "publish_date",
    "postedAt", "posted_at", "date_gmt", "datetime", "dateTime", "date", "entry_time",
    "created_at", "createdAt", "createdDate",
    "creationDate", "dateCreated", "created", "blockCreatedOn", "timestamp", "time", "ts", "dateISO", "isoDate",
    "pubDate", "eventDate", "heure",
)  # fmt: skip
_MODIFIED = (
    "blockLastUpdated", "lastUpdated", "dateModified", "modifiedAt", "modified_at", "updatedAt", "updated_at",
    "lastModified",
    "modificationDate", "modified_gmt", "modified", "updated", "lastUpdatedDate", "last_updated_date", "date_modified",
    "lastModifiedDate", "content_updated_date",
)  # fmt: skip
_HEADLINES = ("headline", "headlines", "title", "titre", "heading", "name")
_KICKERS = ("kicker", "overline", "surtitre", "surtitle", "supertitle", "overtitle", "eyebrow")
_LIST_NAMES = re.compile(
    r"^(?:blocks|_?posts?|_items|liveposts?|updates|live_?updates|live_?blog\w*|entries|livefeed|timeline|"
    r"events|messages|minutes?|contributions?|edges|items|results|nodes|livestream|direct)$",
    re.IGNORECASE,
)
_STRONG_NAMES = re.compile(
    r"^(?:blocks|posts|live_?posts|updates|live_?updates|live_?blog\w*|entries|timeline|livefeed)$", re.IGNORECASE
)
_FOREIGN_NAMES = re.compile(
    r"related|most|trending|recommend|navigation|menu|breadcrumb|comment|tags|authors|images|"
    r"keyevents|podcast|slideshow|nav$|teasers|latestnews|headlines",
    re.IGNORECASE,
)
_MOST_NODES = 400_000


def read(values: list[Any], scene: Scene) -> list[Candidate]:
    """Posts of the best list of objects in the states; empty where none is good enough."""
    best: list[Candidate] = []
    best_score = 0.0
    for path, everything in _lists(values):
        if any(_FOREIGN_NAMES.search(name) for name in path[-2:]):
            continue
        listed = standing(everything)[:MOST_POSTS]
        candidates = _candidates(listed, scene)
        score = _score(path, listed, candidates)
        if score > best_score:
            best, best_score = candidates, score
    return best


def _lists(values: list[Any]) -> Iterator[tuple[tuple[str, ...], list[dict[str, Any]]]]:
    stack: list[tuple[tuple[str, ...], Any]] = [((), one) for one in reversed(values)]
    count = 0
    while stack and count < _MOST_NODES:
        count += 1
        path, value = stack.pop()
        if isinstance(value, dict):
            stack.extend(((*path[-5:], name), one) for name, one in reversed(value.items()) if isinstance(one, HOLDERS))
            keyed = [one for one in value.values() if isinstance(one, dict)]
            if len(keyed) >= 2 and len(keyed) == len(value):
                yield path, keyed
        elif isinstance(value, list):
            listed = [_unwrapped(one) for one in value if isinstance(one, dict)]
            stack.extend((path, one) for one in reversed(value) if isinstance(one, HOLDERS))
            if listed:
                yield path, listed


def _unwrapped(value: dict[str, Any]) -> dict[str, Any]:
    """An object without the envelope that some interfaces put around it, or around its dates."""
    for name in ("node", "post", "attributes", "data", "fields", "item", "entry", "content", "dates", "metadata"):
        inner = value.get(name)
        if (
            isinstance(inner, dict)
            and any(key in inner for key in _PUBLISHED)
            and not any(key in value for key in _PUBLISHED)
        ):
            return {**{key: one for key, one in value.items() if key != name}, **inner}
    return value


def _candidates(listed: list[dict[str, Any]], scene: Scene) -> list[Candidate]:
    if not any(any(key in one for key in _PUBLISHED) for one in listed[:20]):
        return []
    found: list[Candidate] = []
    for value in listed:
        moment = _moment(value, scene)
        if moment is None:
            continue
        headline, kicker = _line(value, _HEADLINES), _line(value, _KICKERS)
        body = body_of(value)
        if not body and not headline:
            body = caption_of(value)
        found.append(
            Candidate(
                strategy="appstate",
                order=len(found),
                body=body,
                headline=headline,
                kicker=kicker,
                source_id=next(
                    (str(value[key]) for key in _IDS if isinstance(value.get(key), str | int) and value[key] != ""),
                    None,
                ),
                moment=moment,
                modified_at=_first(value, (*_MODIFIED, "timestamp") if "entry_time" in value else _MODIFIED, scene),
                kind=_kind(value),
                is_pinned=bool(_flag(value, "pinned") or _flag(value, "isPinned") or _flag(value, "sticky")),
            )
        )
    return found


def _line(value: dict[str, Any], keys: tuple[str, ...]) -> str | None:
    """First of these fields that holds a line of text, also where it is kept in versions (`{"basic": …}`)."""
    for key in keys:
        held = value.get(key)
        held = held.get("basic") if isinstance(held, dict) else held
        if isinstance(held, str):
            return squeeze(from_markup(held).replace("\n", " ")) or None
    return None


def _moment(value: dict[str, Any], scene: Scene) -> Moment | None:
    for key in _PUBLISHED:
        raw = value.get(key)
        if isinstance(raw, dict):
            raw = next(
                (raw[name] for name in ("iso", "iso8601", "date", "$date", "timestamp", "value", "utc") if name in raw),
                None,
            )
        if raw in (None, "", 0):
            continue
        found = instant(raw, scene.zone, is_utc=key.endswith(("_gmt", "Gmt", "UTC")))
        if found is None and isinstance(raw, str):
            label = read_label(raw, is_month_first=scene.is_month_first)
            found = resolve(label, scene.clock_zone, scene.captured_at) if label else None
        if found is not None:
            return replace(found, method="structured") if found.method == "epoch" else found
    return None


def _first(value: dict[str, Any], keys: tuple[str, ...], scene: Scene) -> datetime | None:
    for key in keys:
        found = (
            instant(value[key], scene.zone, is_utc=key.endswith("_gmt"))
            if isinstance(value.get(key), str | int | float)
            else None
        )
        if found and found.at:
            return found.at
    return None


def _flag(value: dict[str, Any], name: str) -> bool:
    attributes = value.get("attributes")
    return value.get(name) is True or (isinstance(attributes, dict) and attributes.get(name) is True)


def _kind(value: dict[str, Any]) -> PostKind | None:
    kind = str(value.get("type") or value.get("kind") or value.get("postType") or "").lower()
    if _flag(value, "summary") or kind in {"summary", "essential", "essentiel", "recap"}:
        return "summary"
    if any(
        _flag(value, one)
        for one in (
            "keyEvent",
            "key_event",
            "isKeyEvent",
            "isKey",
            "important",
            "highlight",
            "lb_highlight",
            "isHighlighted",
            "isEssential",
        )
    ):
        return "key_event"
    if "comment" in {kind, value.get("post_items_type")} or kind in {"question", "reader_question"}:
        return "reader_question"
    if kind in {"teaser", "readalso", "related"}:
        return "teaser"
    return None


def _score(path: tuple[str, ...], listed: list[dict[str, Any]], candidates: list[Candidate]) -> float:
    """How much a list looks like posts: texts and ids and times that differ, under a name that says so."""
    texts = [one for one in candidates if len(one.body) + len(one.headline or "") >= 20]
    if not texts or len(texts) < 0.5 * len(listed):
        return 0.0
    bodied = sum(1 for one in texts if one.body)
    name = path[-1] if path else ""
    is_named = bool(_LIST_NAMES.match(name)) or any(_STRONG_NAMES.match(one) for one in path)
    instants = {one.moment.at for one in texts if one.moment}
    if not is_named and (len(texts) < 3 or len(instants) < 3):
        return 0.0
    if bodied < 0.5 * len(texts):
        return 0.0
    length = sum(min(len(one.body), 1500) for one in texts)
    return (
        length
        * (3.0 if _STRONG_NAMES.match(name) else 1.5 if is_named else 1.0)
        * (1.0 if any(one.source_id for one in texts) else 0.6)
    )


def is_certain(values: list[Any]) -> bool:
    """Whether a state is of a kind that is known to hold a live blog's posts."""
    return any(isinstance(one, dict) and isinstance(one.get("blocks"), list) and "keyEvents" in one for one in values)


def has_more_pages(values: list[Any]) -> bool:
    """Whether a state says that older posts stand on further pages than the one it is."""
    for one in objects(values):
        pages = one.get("pagination")
        if isinstance(pages, dict) and _is_before(pages, "currentPage", "totalPages"):
            return True
        if isinstance(one.get("entries"), list) and _is_before(one, "page", "pages"):
            return True
        body, total = one.get("body"), one.get("totalBodyBlocks")
        if isinstance(body, list) and isinstance(total, int) and len(body) < total:
            return True
        links = one.get("_links")
        is_followed = isinstance(links, dict) and bool(links.get("next"))
        if is_followed or one.get("hasNextPage") is True or one.get("hasMorePosts") is True:
            return True
    return False


def _is_before(counted: dict[str, Any], page: str, pages: str) -> bool:
    total = counted.get(pages)
    at = counted.get(page)
    return isinstance(total, int | float) and (at if isinstance(at, int | float) else 1) < total
