"""What a web archive would have kept of the demo world, and its answers."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import cache
from urllib.parse import quote_plus, urlsplit

from demo import pages, world

FIELDS = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")


@dataclass(frozen=True, kw_only=True)
class Kept:
    """One capture, with the fields of a CDX row."""

    urlkey: str
    timestamp: str
    original: str
    mimetype: str
    statuscode: str
    digest: str
    length: str
    body: bytes
    captured_at: datetime

    @property
    def memento_datetime(self) -> str:
        """The capture's instant as the header of a replay says it."""
        return format_datetime(self.captured_at, usegmt=True)

    def row(self, names: Sequence[str] = FIELDS) -> list[str]:
        """The named fields, in their order."""
        return [str(getattr(self, name)) for name in names]


@cache
def kept(url: str) -> tuple[Kept, ...]:
    """The captures of one address, oldest first."""
    blog = world.blogs_by_url().get(url)
    return tuple(_capture(blog, instant) for instant in blog.captures) if blog else ()


def cdx(query: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    """The answer to a CDX query and its content type.

    Supports `url`, `matchType` (exact, prefix, host), `from`, `to`, `filter`, `collapse`, `fl`, `limit`, `output`,
    `showResumeKey` and `resumeKey`.
    """
    names = tuple(_one(query, "fl", ",".join(FIELDS)).split(","))
    found = _select(query)
    shown = _limited(found, _one(query, "limit", ""))
    rows = [one.row(names) for one in shown]
    if _one(query, "showResumeKey", "") == "true" and shown and shown[-1] is not found[-1]:
        rows += [[], [quote_plus(_key(shown[-1]))]]
    if _one(query, "output", "text") == "json":
        return json.dumps([list(names), *rows] if rows else []), "application/json"
    return "".join(" ".join(row) + "\n" for row in rows), "text/plain"


def _key(one: Kept) -> str:
    """Where a further answer goes on: after this capture."""
    return f"{one.urlkey} {one.timestamp}!"


def nearest(timestamp: str, url: str) -> Kept | None:
    """The capture of an address whose instant is nearest to a timestamp of 1 to 14 digits."""
    if not (found := kept(url)):
        return None
    asked = _parse(timestamp)
    return min(found, key=lambda one: abs((one.captured_at - asked).total_seconds()))


def surt(url: str) -> str:
    """The sort-friendly form of an address that a CDX uses as its key."""
    parts = urlsplit(url)
    host, _, port = parts.netloc.lower().partition(":")
    path = (parts.path or "/").lower() + (f"?{parts.query}" if parts.query else "")
    return f"{','.join(reversed(host.split('.')))}{':' + port if port else ''}){path}"


def _capture(blog: world.DemoBlog, instant: datetime) -> Kept:
    body = pages.render(blog, instant)
    return Kept(
        urlkey=surt(blog.url),
        timestamp=instant.astimezone(UTC).strftime("%Y%m%d%H%M%S"),
        original=blog.url,
        mimetype="text/html",
        statuscode="200",
        digest=base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode(),
        length=str(len(body)),
        body=body,
        captured_at=instant.astimezone(UTC),
    )


def _select(query: Mapping[str, Sequence[str]]) -> list[Kept]:
    low, high = _one(query, "from", "").ljust(14, "0"), _one(query, "to", "").ljust(14, "9")
    found = [
        one
        for url in _addresses(_one(query, "url", ""), _one(query, "matchType", "exact"))
        for one in kept(url)
        if low <= one.timestamp <= high and all(_passes(one, rule) for rule in query.get("filter", ()))
    ]
    found = _collapsed(found, _one(query, "collapse", ""))
    keys = [_key(one) for one in found]
    resumed = _one(query, "resumeKey", "")
    return found[keys.index(resumed) + 1 :] if resumed in keys else found


def _addresses(url: str, match: str) -> Iterable[str]:
    if url.endswith("*"):
        url, match = url[:-1], "prefix"
    key = surt(url if "://" in url else f"http://{url}")
    keys = {surt(known): known for known in world.blogs_by_url()}
    if match == "host":
        key = key.split(")", 1)[0] + ")"
    return [known for one, known in sorted(keys.items()) if one == key or (match != "exact" and one.startswith(key))]


def _passes(one: Kept, rule: str) -> bool:
    name, _, pattern = rule.removeprefix("!").partition(":")
    return bool(re.fullmatch(pattern, str(getattr(one, name, "")))) != rule.startswith("!")


def _collapsed(found: list[Kept], rule: str) -> list[Kept]:
    name, _, width = rule.partition(":")
    if not name:
        return found
    keys = [(one.urlkey, str(getattr(one, name))[: int(width) if width else None]) for one in found]
    return [one for place, one in enumerate(found) if place == 0 or keys[place] != keys[place - 1]]


def _limited(found: list[Kept], limit: str) -> list[Kept]:
    if not limit:
        return found
    return found[int(limit) :] if int(limit) < 0 else found[: int(limit)]


def _one(query: Mapping[str, Sequence[str]], name: str, otherwise: str) -> str:
    return query[name][0] if query.get(name) else otherwise


def _parse(timestamp: str) -> datetime:
    template = "19700101000000"
    return datetime.strptime(timestamp + template[len(timestamp) :], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
