"""Addresses of live blogs, and those in the pages that list them: HTML, RSS and Atom, sitemaps."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Protocol
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit
from zoneinfo import ZoneInfo

from extractors.errors import BrokenPage
from extractors.fetch.client import Response
from extractors.model import Origin
from extractors.outlet import Outlet

if TYPE_CHECKING:
    from lxml.etree import _Element

_ENTRIES = frozenset({"item", "entry", "url", "sitemap"})
_DATES = frozenset({"pubDate", "published", "updated", "date", "lastmod", "publication_date"})
_LINKS = frozenset({"link", "loc", "guid", "id"})
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}


class Fetches(Protocol):
    """What discovery needs of a fetcher."""

    def get(self, url: str) -> Response:
        """Fetch an address."""


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where one version of a live blog is fetched from.

    `url` is asked; `canonical_url` is the blog's own address. `captured_at` is the instant of a web archive's capture,
    and None for the page as it stands now.
    """

    url: str
    canonical_url: str
    captured_at: datetime | None
    origin: Origin


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One entry of a feed or a sitemap: its addresses, and the days it names."""

    kind: str
    links: tuple[str, ...]
    days: frozenset[date] = field(default_factory=frozenset)


def links_in_page(body: bytes, url: str) -> tuple[str, ...]:
    """Every link of a page of HTML, absolute, in page order.

    Raises:
        BrokenPage: the body is no HTML at all.
    """
    from lxml import etree, html

    try:
        tree = html.document_fromstring(body, parser=html.HTMLParser(huge_tree=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise BrokenPage(f"{url} is no page of HTML: {error}.") from error
    named = tree.xpath("string(//base/@href)")
    root = absolute(url, str(named)) or url
    found = (absolute(root, str(href)) for href in tree.xpath("//a/@href"))
    return tuple(dict.fromkeys(one for one in found if one))


def entries(body: bytes, url: str, zone: ZoneInfo) -> tuple[Entry, ...]:
    """Entries of an RSS or Atom feed, a sitemap or a sitemap index; their dates as days of the zone.

    Raises:
        BrokenPage: the body is no XML, or declares entities of its own.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BrokenPage(f"{url} is no readable XML: {error}.") from error
    declared = tree.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise BrokenPage(f"{url} declares entities of its own, which no feed needs.")
    return tuple(_entry(node, url, zone) for node in tree.iter(etree.Element) if _name(node) in _ENTRIES)


def matches(outlet: Outlet, url: str) -> bool:
    """Whether an address is that of a live blog of the outlet."""
    if (urlsplit(url).hostname or "") not in {host.lower() for host in outlet.hosts}:
        return False
    return bool(re.search(outlet.blog_url, url) or re.search(outlet.blog_url, unquote(url)))


def canonical(url: str) -> str:
    """An address without fragment and without a port that says nothing."""
    parts = urlsplit(url)
    netloc = parts.netloc.lower().removesuffix(_DEFAULT_PORTS.get(parts.scheme, ":"))
    return urlunsplit((parts.scheme, netloc, parts.path or "/", parts.query, ""))


def absolute(url: str, link: str) -> str | None:
    """The canonical address of a link on a page; None where it is no address of the web.

    >>> absolute("https://a.example/x/", "../y#z"), absolute("https://a.example/", "http://[y")
    ('https://a.example/y', None)
    """
    try:
        found = canonical(urljoin(url, link.strip()))
    except ValueError:
        return None
    return found if urlsplit(found).scheme in ("http", "https") and _port_is_number(found) else None


def _entry(node: _Element, url: str, zone: ZoneInfo) -> Entry:
    links, days = [], []
    for part in node.iter():
        name, text = _name(part), (part.text or "").strip()
        if name in _LINKS:
            links.append(absolute(url, part.get("href") or text))
        elif name in _DATES and (instant := _instant(text, zone)):
            days.append(instant.astimezone(zone).date())
    found = dict.fromkeys(one for one in links if one)
    return Entry(kind=_name(node), links=tuple(found), days=frozenset(days))


def _name(node: _Element) -> str:
    return str(node.tag).rpartition("}")[2] if isinstance(node.tag, str) else ""


def _instant(text: str, zone: ZoneInfo) -> datetime | None:
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(text)
        except (ValueError, TypeError, IndexError):
            continue
        if found.tzinfo is not None:
            return found
        return found.replace(tzinfo=zone if read is datetime.fromisoformat else UTC)
    return None


def _port_is_number(url: str) -> bool:
    try:
        urlsplit(url).port  # noqa: B018 (reading it raises where it is no number)
    except ValueError:
        return False
    return True
