"""From one page of a live blog to the address of the next: by the outlet's template, or by what the page says.

In this order:

1. **The outlet's template** (`Layout.next_page`): `{id}` is the blog's id in its address, `{post}` that of the last
   post on the page. A part without posts is the last.
2. **Pagination in the data**: The Guardian's `pagination.older`, the `_links.next` of an Eve interface (Superdesk),
   `page` and `pages` of an answer of WordPress Liveblog, or the oldest entry of its `lazyload`.
3. **The interface named in the page**: the `endpoint_url` of WordPress Liveblog's settings.
4. **Links**: `rel=next`, or one called "older" that leads to the same path with another query.

Only addresses on the host of the blog or of the page itself are followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any
from urllib.parse import urldefrag

from extractors.outlet import Layout, Outlet
from extractors.parse import lenient, state_sources
from extractors.parse.address import urljoin, urlsplit
from extractors.parse.content import squeeze
from extractors.parse.css import compiled
from extractors.parse.encoding import decode
from extractors.parse.jsonld import objects
from extractors.parse.tree import read_tree

_SETTINGS = re.compile(r"\bliveblog_settings\s*=\s*(?=\{)")
_PAGED = re.compile(r"/get-entries/(\d+)/")
_LAZY = re.compile(r"/lazyload/\d+/(\d+)")
_OLDER = re.compile(
    r"(?:older|next)(?: (?:posts?|updates?|entries))?|(?:posts?|messages) (?:pr[ée]c[ée]dents?|plus anciens?)|"
    r"plus anciens?|(?:page )?suivante?",
    re.IGNORECASE,
)
_MOST_LINKS = 5000


def further_url(
    body: bytes, *, here: str, blog_url: str, outlet: Outlet | None = None, content_type: str | None = None
) -> str | None:
    """Address of the page that follows this one; None where nothing says that one does.

    `here` is the page's own address, `blog_url` that of the blog.

    Raises:
        BrokenPage: the bytes are no page.
    """
    text = decode(body, content_type)
    value = state_sources.decode_state(text) if text.lstrip()[:1] in {"{", "["} else None
    if value is not None:
        found = _after_data(value, here, blog_url, outlet)
    elif "<" in text:
        found = _after_page(text, here, blog_url, outlet)
    else:
        return None
    hosts = {urlsplit(one).netloc for one in (here, blog_url)}
    return next((urldefrag(one).url for one in found if urlsplit(one).netloc in hosts), None)


def _after_page(text: str, here: str, blog_url: str, outlet: Outlet | None) -> Iterator[str]:
    root = read_tree(text)
    yield from _by_template(root, blog_url, outlet)
    yield from _by_pagination(state_sources.states(root), blog_url)
    yield from _by_interface(root, blog_url)
    yield from _by_links(root, here)


def _after_data(value: Any, here: str, blog_url: str, outlet: Outlet | None) -> Iterator[str]:
    is_templated = outlet is not None and any(one.next_page for one in outlet.layouts)
    markup = state_sources.markup_in(value) if is_templated else ""
    if markup:
        yield from _by_template(read_tree(markup), blog_url, outlet)
    yield from _by_pagination([value], blog_url)
    if isinstance(value, dict):
        yield from _by_entries(value, here)
        yield from _by_eve(value, here)


def _by_template(root: Any, blog_url: str, outlet: Outlet | None) -> Iterator[str]:
    match = re.search(outlet.blog_url, blog_url) if outlet else None
    blog = match.groupdict().get("id") if match else None
    for layout in outlet.layouts if outlet and blog else ():
        post = _last_post(root, layout)
        if post and layout.next_page:
            yield urljoin(blog_url, layout.next_page.replace("{id}", str(blog)).replace("{post}", post))


def _last_post(root: Any, layout: Layout) -> str | None:
    """Id of the last post of a layout, which is the oldest that the page shows."""
    name = layout.selectors.post_id
    ids = [one.get(name) for one in compiled(layout.selectors.post)(root)] if name else []
    return next((one for one in reversed(ids) if one), None)


def _by_pagination(values: list[Any], blog_url: str) -> Iterator[str]:
    for one in objects(values):
        pages = one.get("pagination")
        if isinstance(pages, dict) and isinstance(pages.get("older"), str):
            yield urljoin(blog_url, pages["older"])


def _by_interface(root: Any, blog_url: str) -> Iterator[str]:
    for settings in _settings(root):
        endpoint = settings.get("endpoint_url")
        if not isinstance(endpoint, str) or not endpoint:
            continue
        base = urljoin(blog_url, endpoint).rstrip("/")
        newest, at = settings.get("latest_entry_id"), settings.get("latest_entry_timestamp")
        if newest and at:
            yield f"{base}/get-entries/1/{newest}-{at}"
        elif shown := _times(one.get("data-timestamp") for one in compiled("[data-timestamp]")(root)):
            yield f"{base}/lazyload/{min(shown)}/0"


def _settings(root: Any) -> Iterator[dict[str, Any]]:
    """Settings that WordPress Liveblog hands to its script."""
    for script in root.iter("script"):
        text = script.text or ""
        match = _SETTINGS.search(text) if "liveblog_settings" in text else None
        value = lenient.load(text[match.end() :]) if match else None
        if isinstance(value, dict):
            yield value


def _by_entries(value: Mapping[str, Any], here: str) -> Iterator[str]:
    entries, page, pages = (value.get(name) for name in ("entries", "page", "pages"))
    if not isinstance(entries, list) or not entries:
        return
    if isinstance(page, int | float) and isinstance(pages, int | float) and _PAGED.search(here):
        if page < pages:
            yield _PAGED.sub(f"/get-entries/{int(page) + 1}/", here, count=1)
    elif match := _LAZY.search(here):
        times = _times(one.get("timestamp") for one in entries if isinstance(one, dict))
        if times:
            yield f"{here[: match.start()]}/lazyload/{min(times)}/{match[1]}"


def _by_eve(value: Mapping[str, Any], here: str) -> Iterator[str]:
    """The next page of an Eve interface, whose links are relative to the interface's own root."""
    links = value.get("_links")
    own, further = (_href(links, name) for name in ("self", "next"))
    if further:
        resource = (own or further).partition("?")[0].strip("/")
        root, found, _ = here.partition(f"/{resource}")
        yield urljoin(f"{root}/", further.lstrip("/")) if found else urljoin(here, further)


def _href(links: Any, name: str) -> str | None:
    one = links.get(name) if isinstance(links, dict) else None
    href = one.get("href") if isinstance(one, dict) else None
    return href if isinstance(href, str) and href else None


def _by_links(root: Any, here: str) -> Iterator[str]:
    links = [one for one in islice(root.iter("link", "a"), _MOST_LINKS) if one.get("href")]
    for one in links:
        if "next" in (one.get("rel") or "").lower().split():
            yield urljoin(here, one.get("href").strip())
    for one in links:
        address = urljoin(here, one.get("href").strip()) if _is_older(one) else here
        if urlsplit(address).path == urlsplit(here).path and urlsplit(address).query != urlsplit(here).query:
            yield address


def _is_older(link: Any) -> bool:
    names = (link.get("aria-label") or "", squeeze("".join(link.itertext())) if len(link) < 5 else "")
    return any(_OLDER.fullmatch(one.strip()) for one in names)


def _times(values: Iterable[Any]) -> list[int]:
    return [int(one) for one in values if isinstance(one, int | str) and str(one).isdigit()]
