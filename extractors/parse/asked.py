"""What the caller knows of a page, and what follows from it and from the page: outlet, language, zones, slug."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from extractors.outlet import Engine, Outlet
from extractors.parse.about import About, guess_lang, is_month_first, zone_of
from extractors.parse.address import urlsplit
from extractors.parse.candidate import Scene
from extractors.parse.content import paragraphs
from extractors.parse.jsonld import site
from extractors.parse.trace import Trace

if TYPE_CHECKING:
    from extractors.parse.page import Page

_UNIVERSAL_NAMES = ("temps universel", " TU", " GMT", " UTC")
_UNIVERSAL = re.compile(
    r"temps universel|[Hh](?:eures?|oraires?) (?:[a-zà-ÿ' ]{0,40} )?(?:TU|GMT|UTC)\b|"
    r"[Aa]ll times (?:are |shown |given |listed )*(?:in )?(?:GMT|UTC)\b"
)
_SENTENCE = 80
_MOST_NAMES = 2000


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the caller knows of a page, and the trace of its reading; `follows` is the page that it continues."""

    outlet: Outlet | None
    url: str | None
    captured_at: datetime | None
    timezone: str | None
    slug: str | None
    trace: Trace
    follows: Page | None = None
    has_further: bool = False

    def scene(self, text: str, about: About, root: Any = None) -> Scene:
        """Surroundings for the strategies, from what is known and what the page says."""
        addresses = self._addresses(about)
        outlet = self.outlet or owner(addresses, about.lang)
        lang = outlet.lang if outlet else about.lang or guess_lang(text if root is None else paragraphs(root))
        zone = zone_of(self.timezone, outlet, about.canonical_url or self.url, lang, text)
        hosts = {urlsplit(one).hostname for one in addresses[:2]}
        return Scene(
            url=about.canonical_url or self.url,
            hosts=frozenset({one for one in hosts if one} | set(outlet.hosts if outlet else ())),
            zone=zone,
            clock_zone=_clock_zone(text, zone, outlet),
            lang=lang,
            captured_at=self.captured_at,
            outlet=outlet,
            is_month_first=is_month_first(outlet, zone, lang),
            engine=_engine(text, outlet),
        )

    def is_declared(self, about: About, outlet: Outlet | None) -> bool:
        """Whether the outlet declares the page's address as one of its live blogs."""
        return outlet is not None and any(re.search(outlet.blog_url, one) for one in self._addresses(about))

    def _addresses(self, about: About) -> list[str]:
        return [one for one in (self.url, about.canonical_url, about.shared_url) if one]

    def slug_of(self, scene: Scene) -> str:
        """Slug that the posts carry: the outlet's, the one given, else one made of the host, else `unknown`."""
        if self.outlet is None and self.slug is not None:
            return self.slug
        if scene.outlet is not None:
            return scene.outlet.slug
        return slug_of_host(urlsplit(scene.url).hostname if scene.url else None)


def _says_universal(text: str) -> bool:
    """Whether a sentence says that the page's hours are in universal time; looked for where that has its name."""
    return any(
        _UNIVERSAL.search(text, max(0, one.start() - _SENTENCE), one.end() + 1)
        for name in _UNIVERSAL_NAMES
        if name.lstrip() in text
        for one in islice(re.finditer(name, text), _MOST_NAMES)
    )


def owner(addresses: Iterable[str], lang: str | None) -> Outlet | None:
    """The declared outlet whose live blogs have one of these addresses, else the one that owns its host.

    A host that several outlets share, or a page in another language than the outlet's, belongs to none of them.
    """
    from extractors.outlets import declared

    known = tuple(declared().values())
    listed = list(addresses)
    for address in listed:
        found = next((one for one in known if re.search(one.blog_url, address)), None)
        if found is not None:
            return found
    hosts = {urlsplit(one).hostname for one in listed}
    owners = [one for one in known if hosts & set(one.hosts) and lang in {None, one.lang}]
    return owners[0] if len(owners) == 1 else None


def _engine(text: str, outlet: Outlet | None) -> Engine | None:
    """Engine whose marks a page shows: any declared one for an unknown outlet, else the one that the outlet names."""
    from extractors.outlets import engines

    for engine in engines().values():
        is_possible = outlet is None or outlet.engine == engine.slug
        if is_possible and any(mark in text for mark in engine.marks):
            return engine
    return None


def slug_of_host(host: str | None) -> str:
    """Slug for the host of an outlet that nobody has declared: without `www` and public suffix, `unknown` for none.

    >>> slug_of_host("www.corkbeo.ie"), slug_of_host("news.example.co.uk"), slug_of_host(None)
    ('corkbeo', 'news-example', 'unknown')
    """
    if not host:
        return "unknown"
    name = host.lower().removeprefix("www.")
    is_named = "." in name and not re.fullmatch(r"[\d.]+", name) and ":" not in name
    suffix = site(name).partition(".")[2] if is_named else ""
    return re.sub(r"[^a-z0-9]+", "-", name.removesuffix(f".{suffix}")).strip("-") or "unknown"


def _clock_zone(text: str, zone: ZoneInfo, outlet: Outlet | None) -> ZoneInfo:
    """Zone of the page's clocks: as declared, UTC where the page says so ("les heures sont en temps universel")."""
    if outlet is not None and outlet.clock_timezone:
        return ZoneInfo(outlet.clock_timezone)
    return ZoneInfo("UTC") if _says_universal(text) else zone
