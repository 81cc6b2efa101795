"""What differs between outlets, as data without behaviour."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

PostIdStability = Literal["stable", "positional", "slug", "none"]
FeedKind = Literal["day_page", "computed", "rss", "sitemap", "content_api", "cdx"]
INTERNET_ARCHIVE = "web.archive.org"


@dataclass(frozen=True, kw_only=True)
class Feed:
    """A place where the addresses of a day's live blogs are found.

    `url` is a template for `datetime.strftime` (`https://outlet/archive/%Y/%m/%d`) in which a month may stand as a
    word: `{month_fr}` is "février", `{month_fr_plain}` "fevrier", `{month_en}` "february", `{month_en_short}` "feb";
    `{page}` counts the pages by which one day is listed, from 1. A `day_page`, `rss` or `sitemap` is fetched and
    searched for links that match the outlet's `blog_url`; `computed` is itself the blog's address; `content_api` is the
    search of The Guardian's Content API, asked only with a key (its host is one of the outlet's); `cdx` is a web
    archive's CDX endpoint, asked for the captures of each address found or of `prefix`, whose bytes are fetched from
    `replay` (`{timestamp}` and `{url}` are filled in).
    """

    kind: FeedKind
    url: str
    prefix: str | None = None
    replay: str | None = None


def internet_archive(prefix: str | None = None) -> Feed:
    """The Internet Archive's captures of the blogs that are found, or of every blog whose address begins so."""
    return Feed(
        kind="cdx",
        url=f"https://{INTERNET_ARCHIVE}/cdx/search/cdx",
        prefix=prefix,
        replay=f"https://{INTERNET_ARCHIVE}/web/{{timestamp}}id_/{{url}}",
    )


@dataclass(frozen=True, kw_only=True)
class Selectors:
    """CSS selectors of one page layout; `post` repeats, the others are looked up inside a post.

    `post_id` and `time_attribute` name attributes (`id`, `data-posted-at`); `time` is an element whose attribute or
    text says when the post was published, `changed` one that says when it was last changed; `noise` is removed before a
    body is read; `question` is what a reader says in a post; an element that `excluded` matches is no post (an
    advertisement, one that was withdrawn).
    """

    post: str
    post_id: str | None = None
    time: str | None = None
    time_attribute: str | None = None
    changed: str | None = None
    kicker: str | None = None
    headline: str | None = None
    body: str | None = None
    author: str | None = None
    key_event: str | None = None
    question: str | None = None
    noise: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Layout:
    """One era of an outlet's markup, valid until a day (exclusive), or until now; newest last.

    `title` and `standfirst` are selectors of what the page says of the blog as a whole.
    """

    selectors: Selectors
    until: date | None = None
    next_page: str | None = None
    title: str | None = None
    standfirst: str | None = None


@dataclass(frozen=True, kw_only=True)
class Volume:
    """How many posts a day of this outlet normally holds."""

    low: int = 1
    high: int = 400


@dataclass(frozen=True, kw_only=True)
class Engine:
    """Software by which many outlets publish live blogs, as declared in `outlets/engines/<slug>.py`.

    It is used for a page of an outlet that names it, or that nobody has declared, where one of `marks` (plain
    text) stands in the page. `layouts` are its own themes, all in use at once.
    """

    slug: str
    name: str
    marks: tuple[str, ...]
    layouts: tuple[Layout, ...] = ()
    post_ids: PostIdStability = "none"
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Outlet:
    """One outlet as declared in `outlets/<slug>.py`.

    `hosts` are all host names its pages may be fetched from; `archive_hosts` those of web archives asked for its
    past days. `blog_url` is a regular expression for the address of a live blog with an optional group `id`.
    `timezone` dates its days; `clock_timezone` is that of its clock labels where it differs.
    `expects_blog_daily` makes a day without a live blog an incomplete day. `engine` is the slug of the one it
    publishes with, whose layouts and ids hold where the outlet declares none of its own.
    """

    slug: str
    name: str
    hosts: tuple[str, ...]
    lang: str
    timezone: str
    country: str
    blog_url: str
    feeds: tuple[Feed, ...] = ()
    archive_hosts: tuple[str, ...] = ()
    layouts: tuple[Layout, ...] = ()
    post_ids: PostIdStability = "none"
    engine: str | None = None
    clock_timezone: str | None = None
    volume: Volume = field(default_factory=Volume)
    expects_blog_daily: bool = False
    type: str = "newsroom"
    owner: str | None = None
    ownership_state: str | None = None
    teaser_labels: tuple[str, ...] = ()
    policy_note: str = ""
