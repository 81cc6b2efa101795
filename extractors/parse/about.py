"""What a page says of its blog as a whole: address, title, language, zone, bounds, status, neighbours."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from extractors.errors import UsageError
from extractors.outlet import Outlet
from extractors.parse.address import urljoin, urlsplit
from extractors.parse.content import from_markup, inline, squeeze, words
from extractors.parse.jsonld import objects, types
from extractors.parse.when import instant

_BY_DOMAIN = {
    "fr": "Europe/Paris", "uk": "Europe/London", "ie": "Europe/Dublin", "it": "Europe/Rome", "de": "Europe/Berlin",
    "es": "Europe/Madrid", "be": "Europe/Brussels", "ch": "Europe/Zurich", "at": "Europe/Vienna",
    "nl": "Europe/Amsterdam",
    "ua": "Europe/Kyiv", "pl": "Europe/Warsaw", "il": "Asia/Jerusalem", "in": "Asia/Kolkata",
    "au": "Australia/Sydney",
    "ca": "America/Toronto", "lu": "Europe/Luxembourg", "mc": "Europe/Paris",
}  # fmt: skip
_BY_LANG = {
    "fr": "Europe/Paris",
    "it": "Europe/Rome",
    "de": "Europe/Berlin",
    "es": "Europe/Madrid",
    "nl": "Europe/Amsterdam",
}
_BY_OFFSET = {
    330: "Asia/Kolkata",
    345: "Asia/Kathmandu",
    540: "Asia/Tokyo",
    480: "Asia/Singapore",
    -300: "America/New_York",
    -240: "America/New_York",
}
_INDIAN = re.compile(r"\d (?:hrs?\.? ?)?\(?IST\b")
_STOP = {
    "fr": "le la les des est une dans pour sur au avec qui que ont selon par plus",
    "en": "the of and to in is that for on with was are by at from has",
    "it": "il di che la per una del con non della sono gli nel dei",
    "es": "el de que la en los del las por con una para se es",
    "de": "der die und das den von mit ist auf für im nicht ein dem",
}  # fmt: skip
_STOP_WORDS = {lang: frozenset(text.split()) for lang, text in _STOP.items()}
_OFFSET = re.compile(r"T\d{2}:?\d{2}(?::?\d{2})?(?:\.\d+)?([+-])(\d{2}):?(\d{2})\b")
_URL_DAY = re.compile(
    r"(?<!\d)(20[0-3]\d)[/-]?(\d{2}|[a-z]{3})[/-]?(\d{2})(?!\d)|(?<!\d)(\d{2})-(\d{2})-(20[0-3]\d)(?!\d)"
)
_SHORT_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_PREVIOUS = re.compile(
    r"direct pr[ée]c[ée]dent|pr[ée]c[ée]dent direct|direct d['’]hier|previous (?:live ?)?blog|"
    r"earlier live|yesterday['’]s (?:live|blog)",
    re.IGNORECASE,
)
_SERIAL = ("direct", "live", "blog")
_NEXT = re.compile(
    r"(?:dernier|nouveau|prochain) direct|direct suivant|live coverage continues|new live ?blog|"
    r"latest live ?blog|follow today['’]s live",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class About:
    """The blog as its page describes it."""

    canonical_url: str | None = None
    shared_url: str | None = None
    title: str | None = None
    standfirst: str | None = None
    lang: str | None = None
    published_at: datetime | None = None
    modified_at: datetime | None = None
    day: date | None = None
    is_live_type: bool = False
    status: Literal["live", "closed", "unknown"] = "unknown"
    previous_url: str | None = None
    next_url: str | None = None
    has_more_pages: bool = False


def about_tree(root: Any, values: list[Any], url: str | None) -> About:
    """What an HTML page and its linked data say of the blog."""
    metas = _metas(root)
    holder = _holder(values)
    canonical = _canonical(root, metas, url) or _address_of(holder)
    title = _title(root, metas, holder)
    standfirst = holder.get("description") or metas.get("og:description") or metas.get("description")
    links = [(one, _words_of_link(one)) for one in islice(root.iter("button", "a"), _MOST_LINKS)]
    before, after = _neighbours(links, canonical or url)
    return About(
        canonical_url=canonical,
        shared_url=metas.get("og:url"),
        title=title,
        standfirst=squeeze(from_markup(str(standfirst)).replace("\n", " ")) or None if standfirst else None,
        lang=_declared_lang(root, metas, holder),
        day=day_in_url(canonical or url),
        is_live_type=bool(types(holder) & {"LiveBlogPosting"}) or "LiveBlogPosting" in str(metas.get("itemtype", "")),
        previous_url=before,
        next_url=after,
        has_more_pages=_has_more_pages(root, links),
    )


def dates_of(root: Any, values: list[Any], zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
    """When the page says it was first published and last changed; a time without an offset is the outlet's."""
    metas, holder = _metas(root), _holder(values)
    published = (holder.get("datePublished"), metas.get("article:published_time"), metas.get("date"))
    modified = (holder.get("dateModified"), metas.get("article:modified_time"), metas.get("og:updated_time"))
    return _first_instant(published, zone), _first_instant(modified, zone)


def _metas(root: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in root.iter("meta"):
        name, content = one.get("property") or one.get("name") or one.get("itemprop"), one.get("content")
        if name and content:
            found.setdefault(name.lower(), content.strip())
    return found


def _holder(values: list[Any]) -> dict[str, Any]:
    """The linked data object that describes the page: the live blog, else the article."""
    article: dict[str, Any] = {}
    for one in objects(values):
        if "LiveBlogPosting" in types(one) or one.get("liveBlogUpdate"):
            return one
        if not article and types(one) & {"NewsArticle", "Article", "ReportageNewsArticle"}:
            article = one
    return article


def _canonical(root: Any, metas: dict[str, str], url: str | None) -> str | None:
    for one in root.iter("link"):
        if "canonical" in (one.get("rel") or "").lower().split() and one.get("href"):
            found = urljoin(url or "", one.get("href").strip())
            return found if urlsplit(found).scheme in {"http", "https"} else url
    shared = metas.get("og:url")
    return shared if shared and urlsplit(shared).scheme in {"http", "https"} else url


def _address_of(holder: dict[str, Any]) -> str | None:
    """Address that the linked data gives the page."""
    for name in ("url", "mainEntityOfPage", "@id"):
        one = holder.get(name)
        one = (one.get("@id") or one.get("url")) if isinstance(one, dict) else one
        if isinstance(one, str) and urlsplit(one).scheme in {"http", "https"}:
            return one
    return None


def _title(root: Any, metas: dict[str, str], holder: dict[str, Any]) -> str | None:
    heading = next((inline(one) for one in root.iter("h1") if len(inline(one)) > _RUBRIC), None)
    named = next((inline(one) for one in root.iter("title")), None)
    for one in (heading, holder.get("headline"), metas.get("og:title"), named):
        if isinstance(one, str) and one.strip():
            return squeeze(from_markup(one).replace("\n", " "))
    return None


_RUBRIC = 24
_MOST_LINKS = 5000


def _first_instant(values: Iterable[Any], zone: ZoneInfo) -> datetime | None:
    for one in values:
        found = instant(one, zone) if isinstance(one, str | int | float) else None
        if found and found.at:
            return found.at
    return None


def _declared_lang(root: Any, metas: dict[str, str], holder: dict[str, Any]) -> str | None:
    for one in (root.get("lang"), metas.get("og:locale"), metas.get("language"), holder.get("inLanguage")):
        if isinstance(one, str) and re.match(r"[a-zA-Z]{2}(?:[-_]|$)", one):
            return one[:2].lower()
    return None


def _words_of_link(link: Any) -> str:
    """Text of a link or button that is made of a few elements."""
    return squeeze("".join(link.itertext()) if len(link) else link.text or "") if len(link) < 5 else ""


def _neighbours(links: list[tuple[Any, str]], url: str | None) -> tuple[str | None, str | None]:
    before = after = None
    for link, text in links:
        if not 8 < len(text) < 160 or not link.get("href") or not any(one in text.lower() for one in _SERIAL):
            continue
        if before is None and _PREVIOUS.search(text):
            before = urljoin(url or "", link.get("href"))
        elif after is None and _NEXT.search(text):
            after = urljoin(url or "", link.get("href"))
    return before, after


_MORE = re.compile(
    r"^(?:afficher|voir|charger|lire) (?:plus|la suite|les (?:messages|posts) pr[ée]c[ée]dents)|"
    r"^(?:load|show|view|see) (?:more|older|previous)|^(?:older|plus anciens)$",
    re.IGNORECASE,
)


def _has_more_pages(root: Any, links: list[tuple[Any, str]]) -> bool:
    for one in root.iter("link", "a"):
        relation = one.get("rel")
        if relation and "next" in relation.lower().split() and one.get("href"):
            return True
    return any(
        len(one) < 4 and _MORE.match(text[:60]) and not (one.get("href") or "").startswith(("http:", "https:"))
        for one, text in links
    )


def guess_lang(text: str) -> str:
    """Language of a text by its small words; English where nothing tells."""
    counts = Counter(words(text[:6000]))
    scores = {lang: sum(counts[one] for one in stop) for lang, stop in _STOP_WORDS.items()}
    best = max(scores, key=lambda one: scores[one])
    return best if scores[best] else "en"


def zone_of(timezone: str | None, outlet: Outlet | None, url: str | None, lang: str | None, text: str) -> ZoneInfo:
    """Zone of an outlet's days: as asked for, as declared, else by domain, by the page's offsets, by language.

    Clocks that carry the name of India's time ("IST") stand before the language.

    Raises:
        UsageError: the name asked for is no zone.
    """
    if timezone or outlet:
        name = timezone or (outlet.timezone if outlet else "UTC")
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise UsageError(f"{name!r} is no time zone.", hint="Write it as Europe/Paris.") from error
    domain = (urlsplit(url).hostname or "").rsplit(".", 1)[-1] if url else ""
    return ZoneInfo(_BY_DOMAIN.get(domain) or _zone_written(text) or _BY_LANG.get(lang or "") or "UTC")


def _zone_written(text: str) -> str | None:
    """Name of a zone by the offset that most times of a page carry, or by the name of India's time."""
    offsets = Counter(
        (1 if sign == "+" else -1) * (int(hours) * 60 + int(rest))
        for sign, hours, rest in _OFFSET.findall(text[:2_000_000])
    )
    common = offsets.most_common(1)[0][0] if offsets else 0
    return _BY_OFFSET.get(common) or ("Asia/Kolkata" if "IST" in text and _INDIAN.search(text) else None)


def day_in_url(url: str | None) -> date | None:
    """Day written in an address (`/2024/10/30/`, `-30-10-2024`, `_20241030`, `/2021/feb/19/`), if it is one."""
    for match in _URL_DAY.finditer(urlsplit(url).path if url else ""):
        year, month, day, day_first, month_first, year_last = match.groups()
        name = month or month_first
        number = _SHORT_MONTHS.index(name) + 1 if name in _SHORT_MONTHS else int(name) if name.isdigit() else 0
        try:
            return date(int(year or year_last), number, int(day or day_first))
        except ValueError:
            continue
    return None


_AMERICAN = (
    "New_York", "Detroit", "Chicago", "Denver", "Boise", "Phoenix", "Los_Angeles", "Anchorage", "Indiana/", "Kentucky/",
    "North_Dakota/", "Juneau", "Menominee",
)  # fmt: skip


def is_month_first(outlet: Outlet | None, zone: ZoneInfo, lang: str) -> bool:
    """Whether figures in a date are month, day, year: at outlets of the United States that write English."""
    if lang != "en":
        return False
    if outlet is not None:
        return outlet.country == "US"
    return zone.key == "Pacific/Honolulu" or zone.key.startswith(tuple(f"America/{one}" for one in _AMERICAN))


def bounds(about: About, captured_at: datetime | None, zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
    """Newest and oldest instant that the page's own dates and the capture allow its posts.

    The capture bounds from above while the page was being written (changed within twelve hours); later, the page's
    last change does. A day in the address bounds from both sides.
    """
    newest, oldest = captured_at, about.published_at
    modified = about.modified_at
    if modified and (
        captured_at is None
        or captured_at - modified > timedelta(hours=12)
        or captured_at < modified - timedelta(hours=1)
    ):
        newest = modified + timedelta(minutes=30)
    if newest is None and about.day is not None:
        newest = datetime.combine(about.day + timedelta(days=1), datetime.min.time(), tzinfo=zone) - timedelta(
            minutes=6
        )
    if oldest is not None and newest is not None and oldest > newest:
        oldest = None
    return newest, oldest
