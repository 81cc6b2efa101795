"""Application state: the data that a page hands to its own script, and the list in it that holds the posts.

Read are JSON scripts (`__NEXT_DATA__`, `__NUXT_DATA__` and any other), assignments to `window`, the flight data of
`self.__next_f.push`, and a body that is JSON itself. The posts are the list of objects that scores best: objects with
a text, a time and an id, under a name that speaks of posts. A Guardian page names its list `blocks`, and is certain.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from extractors.parse import lenient
from extractors.parse.about import About
from extractors.parse.candidate import Candidate, Moment, Scene
from extractors.parse.content import from_markup, squeeze
from extractors.parse.state_text import body_of, caption_of
from extractors.parse.when import instant, read_label, resolve

_ASSIGNED = re.compile(
    r"(?:window|self|globalThis)(?:\.([A-Za-z_$][\w$]*)|\[[\"']([^\"']+)[\"']\])\s*=\s*(JSON\.parse\(\s*)?(?=[{\[\"'])"
)
_FLIGHT = re.compile(r"self\.__next_f\.push\(\s*(\[.*?\])\s*\)\s*;?\s*$", re.DOTALL)
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
    "identifier",
    "nid",
)
_PUBLISHED = (
    "blockFirstPublished", "firstPublished", "firstPublishedDate", "firstPublishedAt", "datePublished", "publishedAt", "published_at",
    "publishDate", "published_date", "publishedDate", "publicationDate", "publication_date", "publishedOn", "published", "firstPublication",
    "displayDate", "postedAt", "posted_at", "date_gmt", "datetime", "dateTime", "date", "entry_time", "created_at", "createdAt", "createdDate",
    "creationDate", "dateCreated", "created", "blockCreatedOn", "timestamp", "time", "ts", "dateISO", "isoDate", "pubDate", "eventDate", "heure",
)  # fmt: skip
_MODIFIED = (
    "blockLastUpdated", "lastUpdated", "dateModified", "modifiedAt", "modified_at", "updatedAt", "updated_at", "lastModified",
    "modificationDate", "modified_gmt", "modified", "updated", "lastUpdatedDate",
)  # fmt: skip
_HEADLINES = ("headline", "title", "titre", "heading", "name")
_KICKERS = ("kicker", "overline", "surtitre", "supertitle", "eyebrow")
_LIST_NAMES = re.compile(
    r"^(?:blocks|posts?|liveposts?|updates|live_?updates|live_?blog\w*|entries|livefeed|timeline|events|messages|minutes?|contributions?|edges|items|results|nodes|livestream|direct)$",
    re.IGNORECASE,
)
_STRONG_NAMES = re.compile(
    r"^(?:blocks|posts|live_?posts|updates|live_?updates|live_?blog\w*|entries|timeline|livefeed)$", re.IGNORECASE
)
_FOREIGN_NAMES = re.compile(
    r"related|most|trending|recommend|navigation|menu|breadcrumb|comment|tags|authors|images|keyevents|podcast|slideshow|nav$|teasers|latestnews|headlines",
    re.IGNORECASE,
)
_MOST_NODES = 400_000


def decode_state(text: str) -> Any | None:
    """Value of a body that is JSON itself."""
    try:
        value = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict | list) else None


def states(root: Any) -> list[Any]:
    """Every application state of a page that can be decoded."""
    found: list[Any] = []
    flight: list[str] = []
    for script in root.iter("script"):
        kind, text = (script.get("type") or "").lower(), script.text or ""
        if len(text) < 40 or "ld+json" in kind:  # noqa: PLR2004
            continue
        if kind.endswith("json"):
            value = lenient.load(text)
            found += (
                [_revived(value) if script.get("id") == "__NUXT_DATA__" and isinstance(value, list) else value]
                if value is not None
                else []
            )
        elif "__next_f" in text:
            flight.append(_flight_piece(text))
        else:
            found += list(_assigned(text))
    return found + list(_flight_rows("".join(flight)))


def _assigned(text: str) -> Iterator[Any]:
    for match in list(_ASSIGNED.finditer(text))[:30]:
        rest = text[match.end() :]
        if match.group(3):
            literal = re.match(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'", rest)
            rest = _unquoted(literal.group()) if literal else ""
        if rest[:1] in "{[" and rest:
            value = lenient.load(rest)
            if isinstance(value, dict | list):
                yield value


def _unquoted(literal: str) -> str:
    if literal.startswith("'"):
        literal = '"' + literal[1:-1].replace("\\'", "'").replace('"', '\\"').replace('\\\\"', '\\"') + '"'
    try:
        return str(json.loads(literal, strict=False))
    except ValueError:
        return ""


def _flight_piece(text: str) -> str:
    match = _FLIGHT.search(text.strip())
    value = lenient.load(match.group(1)) if match else None
    return value[1] if isinstance(value, list) and len(value) > 1 and isinstance(value[1], str) else ""


def _flight_rows(text: str) -> Iterator[Any]:
    for row in text.split("\n"):
        payload = row.partition(":")[2]
        if payload[:1] in {"{", "["}:
            value = lenient.load(payload)
            if isinstance(value, dict | list):
                yield value


def _revived(values: list[Any]) -> Any:
    """Value of a table in which objects hold the places of their values (Nuxt 3)."""
    done: dict[int, Any] = {}

    def at(place: Any, depth: int) -> Any:
        if not isinstance(place, int) or isinstance(place, bool) or not 0 <= place < len(values) or depth > 60:  # noqa: PLR2004
            return None
        if place in done:
            return done[place]
        value = values[place]
        done[place] = None
        if isinstance(value, dict):
            done[place] = {name: at(one, depth + 1) for name, one in value.items()}
        elif isinstance(value, list) and len(value) == 2 and isinstance(value[0], str):  # noqa: PLR2004
            done[place] = at(value[1], depth + 1) if not isinstance(value[1], str) else value[1]
        elif isinstance(value, list):
            done[place] = [at(one, depth + 1) for one in value]
        else:
            done[place] = value
        return done[place]

    return at(0, 0)


def read(values: list[Any], scene: Scene) -> list[Candidate]:
    """Posts of the best list of objects in the states; empty where none is good enough."""
    best: list[Candidate] = []
    best_score = 0.0
    for path, listed in _lists(values):
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
            stack.extend(
                ((*path[-5:], name), one) for name, one in reversed(value.items()) if isinstance(one, dict | list)
            )
            keyed = [one for one in value.values() if isinstance(one, dict)]
            if len(keyed) >= 2 and len(keyed) == len(value):  # noqa: PLR2004
                yield path, keyed
        elif isinstance(value, list):
            listed = [_unwrapped(one) for one in value if isinstance(one, dict)]
            stack.extend((path, one) for one in reversed(value) if isinstance(one, dict | list))
            if listed:
                yield path, listed


def _unwrapped(value: dict[str, Any]) -> dict[str, Any]:
    """An object without the envelope that some interfaces put around it."""
    for name in ("node", "post", "attributes", "data", "fields", "item", "entry", "content"):
        inner = value.get(name)
        if (
            isinstance(inner, dict)
            and any(key in inner for key in _PUBLISHED)
            and not any(key in value for key in _PUBLISHED)
        ):
            return {**{key: one for key, one in value.items() if key in _IDS}, **inner}
    return value


def _candidates(listed: list[dict[str, Any]], scene: Scene) -> list[Candidate]:
    if not any(any(key in one for key in _PUBLISHED) for one in listed[:20]):
        return []
    found = []
    for value in listed:
        moment = _moment(value, scene)
        if moment is None:
            continue
        headline = next(
            (
                squeeze(from_markup(value[key]).replace("\n", " "))
                for key in _HEADLINES
                if isinstance(value.get(key), str)
            ),
            None,
        )
        kicker = next((squeeze(from_markup(value[key])) for key in _KICKERS if isinstance(value.get(key), str)), None)
        body = body_of(value)
        if not body and not headline:
            body = caption_of(value)
        found.append(
            Candidate(
                strategy="appstate",
                order=len(found),
                body=body,
                headline=headline or None,
                kicker=kicker or None,
                source_id=next(
                    (str(value[key]) for key in _IDS if isinstance(value.get(key), str | int) and value[key] != ""),
                    None,
                ),
                moment=moment,
                modified_at=_first(value, _MODIFIED, scene),
                kind=_kind(value),
                is_pinned=bool(_flag(value, "pinned") or _flag(value, "isPinned") or _flag(value, "sticky")),
            )
        )
    return found


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


def _first(value: dict[str, Any], keys: tuple[str, ...], scene: Scene) -> Any:
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


def _kind(value: dict[str, Any]) -> Any:
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
            "isHighlighted",
            "isEssential",
        )
    ):
        return "key_event"
    if kind in {"question", "reader_question", "comment"}:
        return "reader_question"
    return None


def _score(path: tuple[str, ...], listed: list[dict[str, Any]], candidates: list[Candidate]) -> float:
    """How much a list looks like posts: texts and ids and times that differ, under a name that says so."""
    texts = [one for one in candidates if len(one.body) + len(one.headline or "") >= 20]  # noqa: PLR2004
    if not texts or len(texts) < 0.5 * len(listed) or any(_FOREIGN_NAMES.search(name) for name in path[-2:]):
        return 0.0
    bodied = sum(1 for one in texts if one.body)
    name = path[-1] if path else ""
    is_named = bool(_LIST_NAMES.match(name)) or any(_STRONG_NAMES.match(one) for one in path)
    instants = {one.moment.at for one in texts if one.moment}
    if not is_named and (len(texts) < 3 or len(instants) < 3):  # noqa: PLR2004
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
    """Whether a state says that older posts stand on further pages."""
    from extractors.parse.jsonld import objects

    for one in objects(values):
        pages = one.get("pagination")
        if isinstance(pages, dict) and isinstance(pages.get("totalPages"), int) and pages["totalPages"] > 1:
            return True
        if one.get("hasNextPage") is True or one.get("hasMorePosts") is True:
            return True
    return False


def about_state(values: list[Any], url: str | None) -> About:
    """What a body that is application state says of its blog."""
    top = next((one for one in values if isinstance(one, dict)), {})
    config = top.get("config") if isinstance(top.get("config"), dict) else {}
    address = top.get("canonicalUrl") or top.get("webURL") or top.get("canonical_url") or url
    title = next((top[key] for key in ("headline", "webTitle", "title") if isinstance(top.get(key), str)), None)
    standfirst = top.get("standfirst") if isinstance(top.get("standfirst"), str) else None
    published = (
        instant(top.get("webPublicationDate"), __import__("datetime").UTC)
        if isinstance(top.get("webPublicationDate"), str)
        else None
    )
    return About(
        canonical_url=address if isinstance(address, str) else url,
        title=squeeze(from_markup(title)) if title else None,
        standfirst=squeeze(from_markup(standfirst).replace("\n", " ")) if standfirst else None,
        lang=top.get("lang")[:2] if isinstance(top.get("lang"), str) else None,
        is_live_type=bool(config.get("isLiveBlog")) or "LiveBlog" in json.dumps(top.get("format", "")),
        status="closed" if config.get("isLive") is False else "live" if config.get("isLive") is True else "unknown",
        modified_at=published.at if published else None,
    )
