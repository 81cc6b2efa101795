"""Names of blogs and posts that last: from what the outlet keeps, never from where a post stands.

A source id is used where the outlet's profile calls its ids stable. Without a profile each id decides for itself: one
that ends in a hash or in a number of four digits and more that is no date names its post. A counter that grows with
time is kept as the outlet's id, and the page's next capture may disprove it, so it makes no key. `post1…postN` counted
from the newest are positions, ids made of a headline's words change with the headline, ids made of a time change with
every edit, and none of these is used.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from urllib.parse import unquote

from extractors.outlet import Engine, Outlet
from extractors.parse.address import urlsplit
from extractors.parse.content import words

_HASH = re.compile(r"(?:^|[-_:])(?=[0-9a-f-]*\d)[0-9a-f]{8,}(?:-[0-9a-f]{4,})*$", re.IGNORECASE)
_GLUED_HASH = re.compile(r"(?=(?:[a-f]*\d){4})[0-9a-f]{16,}$", re.IGNORECASE)
_LONG_NUMBER = re.compile(r"(?<!\d)\d{4,}$")
_COUNTER = re.compile(r"(\d+)$")
_BLOG_NUMBER = re.compile(r"(?<!\d)(\d{6,})(?!\d)")
_DATE = re.compile(r"20[0-3]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])?|20[0-3]\d")
_OPENING = 12


def digest(*parts: str) -> str:
    """Key of stable values: 32 hexadecimal digits of SHA-256."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


def blog_id(slug: str, outlet: Outlet | None, url: str | None, title: str | None) -> str | None:
    """Key of a blog: its id in the address, where there is one, else the address, else its title.

    An address is the same however its letters are encoded.
    """
    if url:
        match = re.search(outlet.blog_url, url) if outlet else None
        group = match.groupdict().get("id") if match else None
        if group is None:
            numbers = [one for one in _BLOG_NUMBER.findall(urlsplit(url).path) if not _DATE.fullmatch(one)]
            group = numbers[-1] if numbers and outlet is None else None
        parts = urlsplit(url)
        return digest(slug, unquote(group or parts.path.rstrip("/")))
    return digest(slug, " ".join(words(title))) if title else None


def neighbour_id(slug: str, outlet: Outlet | None, url: str | None, blog: str | None) -> str | None:
    """Key of the blog that a page calls its previous or next one; None where that is the page's own."""
    found = blog_id(slug, outlet, url, None) if url else None
    return found if found != blog else None


def headline_id(blog: str) -> str:
    """Key of the pseudo-post that holds a blog's title and standfirst."""
    return digest(blog, "headline")


def stable_ids(
    ids: Sequence[str | None], times: Sequence[datetime | None], profile: Outlet | Engine | None
) -> list[str | None]:
    """The source ids of a page that outlive a capture, in page order; None where a post has none such."""
    if not isinstance(profile, Outlet) and _are_times(ids, times):
        return [None] * len(ids)
    if profile is not None and profile.post_ids != "none":
        return [one if profile.post_ids == "stable" else None for one in ids]
    present = [one for one in ids if one]
    if len(set(present)) < len(present):
        return [None] * len(ids)
    if _are_counted(ids):
        return list(ids) if _grow_with_time(ids, times) else [None] * len(ids)
    return [one if one and is_own(one) else None for one in ids]


def _are_times(ids: Sequence[str | None], times: Sequence[datetime | None]) -> bool:
    """Whether ids repeat the seconds of the posts' own times: such a name is that of the last change."""
    timed = [(one, int(at.timestamp())) for one, at in zip(ids, times, strict=True) if one and at]
    same = sum(1 for one, seconds in timed if re.search(rf"(?<!\d){seconds}(?:000)?$", one))
    return len(timed) >= 2 and same >= 0.5 * len(timed)


def is_own(source_id: str) -> bool:
    """Whether an id names its post by its form alone.

    >>> [is_own(one) for one in ("block-6721f0a98f08", "2259242", "post3", "live-20241030", "le-pont-rouvre")]
    [True, True, False, False, False]
    """
    number = _LONG_NUMBER.search(source_id)
    return _is_hash(source_id) or bool(number and not _DATE.fullmatch(number.group()))


def _are_counted(ids: Sequence[str | None]) -> bool:
    """Whether every id ends in a counter (`419364605_event79`), which must prove that it is no position.

    A counter is short, or is no larger than twice the posts that it counts.
    """
    if not all(ids) or any(_is_hash(one) for one in ids if one):
        return False
    counters = [_COUNTER.search(one) for one in ids if one]
    return bool(ids) and all(one and (len(one.group()) < 4 or int(one.group()[:9]) <= 2 * len(ids)) for one in counters)


def _is_hash(source_id: str) -> bool:
    mark = _HASH.search(source_id) or _GLUED_HASH.search(source_id)
    return bool(mark and re.search("[a-f]", mark.group(), re.IGNORECASE))


def _grow_with_time(ids: Sequence[str | None], times: Sequence[datetime | None]) -> bool:
    """Whether a counter rises from the oldest post to the newest, so that a new post renumbers none."""
    counted = []
    for one, at in zip(ids, times, strict=True):
        match = _COUNTER.search(one) if one else None
        if match is None or at is None:
            return False
        counted.append((at, int(match.group(1))))
    counted.sort()
    steps = [later[1] - earlier[1] for earlier, later in pairwise(counted)]
    rising = sum(1 for step in steps if step > 0)
    return len(counted) >= 3 and rising >= 0.9 * len(steps)


def post_id(
    slug: str, blog: str | None, source_id: str | None, at: datetime | None, text: str, *, is_declared: bool = False
) -> str:
    """Key of a post: outlet and source id where that lasts, else outlet, blog, instant and opening words.

    An id that lasts because the outlet declares it so, not by its form, is told apart by its blog.
    """
    if source_id and is_own(source_id):
        return f"{slug}:{source_id}"
    if source_id and is_declared:
        return f"{slug}:{(blog or 'blog')[:12]}:{source_id}"
    opening = " ".join(words(text[:400])[:_OPENING])
    return digest(slug, blog or "", at.isoformat() if at else "", opening)


def distinct(keys: Sequence[str]) -> list[str]:
    """Keys with an occurrence number where one comes again in the same page, counted from the end of the page.

    The end is counted from because posts are added at the top.
    """
    seen: dict[str, int] = {}
    found: list[str] = []
    for key in reversed(keys):
        seen[key] = seen.get(key, 0) + 1
        found.append(key if seen[key] == 1 else f"{key}-{seen[key]}")
    return found[::-1]
