"""One page: every strategy reads it, their readings are aligned, each post takes the best of each.

The bytes are decoded once and parsed once. JSON-LD, microdata, declared selectors and a known application state are
believed; repeated timed siblings and an unknown application state are guesses, which count where the page is a live
blog and nobody else found posts, or where the others confirm them. A page saved as text, and a live blog whose posts
stand in no elements of their own, is read as lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from extractors.errors import BrokenPage, NeedsScript, NoPosts, NotALiveBlog
from extractors.model import Post, Strategy
from extractors.outlet import Outlet
from extractors.parse import (
    appstate,
    flat,
    identity,
    jsonld,
    microdata,
    plaintext,
    repeated,
    selectors,
    state_about,
    state_sources,
    text_day,
    times,
    verdict,
)
from extractors.parse.about import About, about_tree, bounds, dates_of, day_in_url
from extractors.parse.align import Group, align
from extractors.parse.asked import Asked
from extractors.parse.candidate import Candidate, Scene
from extractors.parse.cards import leads_away
from extractors.parse.content import paragraphs
from extractors.parse.encoding import decode
from extractors.parse.posts import UnreadPost, build
from extractors.parse.trace import Trace
from extractors.parse.tree import read_tree

__all__ = ["Page", "UnreadPost", "read_page"]

_MARKUP = re.compile(
    r"<(?:!doctype|html|head|body|div|p|script|article|section|main|span|ul|li|h[1-6]|meta|time)\b", re.IGNORECASE
)
_ENDED = re.compile(
    r"\b(?:[Cc]e|[Ll]e) (?:live|direct) est (?:à présent |désormais |maintenant )?terminé|"
    r"\bliveblog is (?:now closed|no longer being updated)"
)
_DATED = re.compile(r">\s*(?:Publi|Issued|Mis en ligne)", re.IGNORECASE)
_STRATEGIES: tuple[Strategy, ...] = ("jsonld", "microdata", "selectors", "repeated", "appstate")
_MIDDLING = 5
_ROUND = 5
_MOST = 0.6
_HEAD_LINES = 12


@dataclass(frozen=True, kw_only=True)
class Page:
    """A live blog as one capture shows it; posts in page order."""

    blog_id: str | None
    canonical_url: str | None
    title: str | None
    standfirst: str | None
    lang: str
    timezone: str
    status: Literal["live", "closed", "unknown"]
    opened_at: datetime | None
    closed_at: datetime | None
    previous_url: str | None
    next_url: str | None
    previous_blog_id: str | None
    next_blog_id: str | None
    posts: tuple[Post, ...]
    quarantined: tuple[UnreadPost, ...]
    is_complete: bool

    @property
    def oldest_at(self) -> datetime | None:
        """Instant of the oldest post that has one."""
        return min((one.published_at for one in self.posts if one.published_at), default=None)


def read_page(
    body: bytes,
    *,
    outlet: Outlet | None = None,
    url: str | None = None,
    captured_at: datetime | None = None,
    timezone: str | None = None,
    content_type: str | None = None,
    outlet_slug: str | None = None,
    follows: Page | None = None,
    has_further: bool = False,
    trace: Trace | None = None,
) -> Page:
    """Read a saved page: HTML, application state in JSON, or text.

    Without `outlet` every strategy is tried, and where the page's address (`url`, its canonical link, its `og:url`) is
    that of a declared outlet's live blog, or lies on its host, that outlet's whole declaration is used: slug, language,
    zones, stability of ids, selectors. Otherwise posts carry `outlet_slug`, or a slug made of the host (`unknown` for
    none). Without `timezone` and outlet, the zone is that of the host's country, else of the offsets written in the
    page, else of the page's language, else UTC; only clocks and times without an offset depend on it. `trace` is
    filled with what each strategy saw, also where the page cannot be read.

    A further page of a blog `follows` the one before, whose oldest post bounds its times; it may be an interface's
    answer that says that nothing follows. A page that `has_further` pages may hold no post itself.

    Raises:
        UnreadablePage: no post can be read; its class says why.
    """
    text = decode(body, content_type)
    asked = Asked(
        outlet=outlet, url=url, captured_at=captured_at, timezone=timezone, slug=outlet_slug,
        follows=follows, has_further=has_further, trace=trace if trace is not None else Trace(),
    )  # fmt: skip
    is_text = "text/plain" in (content_type or "").lower()
    if not is_text and text.lstrip()[:1] in {"{", "["}:
        value = state_sources.decode_state(text)
        if value is not None:
            return _read_state(value, text, asked)
        if not _MARKUP.search(text):
            raise BrokenPage("The page is JSON that is cut off or broken.")
    if is_text or not _MARKUP.search(text):
        return _read_text(text, asked)
    return _read_html(text, asked)


def _read_html(text: str, asked: Asked) -> Page:
    root = read_tree(text)
    held = state_sources.in_attributes(root)
    values = jsonld.documents(root) + held
    about = about_tree(root, values, asked.url)
    scene = asked.scene(text, about, root)
    selectors.drop_excluded(root, scene)
    published, modified = dates_of(root, values, scene.zone)
    if published is None and modified is None and _DATED.search(text):
        published, modified = text_day.dates_of_head(_main_text(root), scene, lines=_HEAD_LINES)
    title, standfirst = selectors.names_of_blog(root, scene)
    about = replace(
        about,
        published_at=published,
        modified_at=modified,
        title=title or about.title,
        standfirst=standfirst or about.standfirst,
    )
    is_live = verdict.looks_live(about, asked.url) or asked.is_declared(about, scene.outlet)
    states = state_sources.states(root) + held
    state = appstate.read(states, scene)
    trusted = [jsonld.read(values, scene), microdata.read(root, scene), selectors.read(root, scene)]
    timed = repeated.anchors(root, scene)
    guesses = [repeated.read(timed, scene, known=trusted[-1]) or flat.read(timed, scene)]
    asked.trace.root, asked.trace.linked, asked.trace.states = root, values, states
    asked.trace.saw(about, scene, zip(_STRATEGIES, [*trusted, *guesses, state], strict=True))
    (trusted if appstate.is_certain(states) else guesses).insert(len(trusted), state)
    has_trusted = any(trusted)
    if not has_trusted and verdict.says_missing(root):
        raise verdict.reason(text, root, about, asked.url)
    guesses = [one for one in guesses if has_trusted or _is_convincing(one, scene, is_live=is_live)]
    groups = align(trusted, guesses)
    if not groups and is_live and not verdict.is_cut(text):
        lines = plaintext.read_lines(_main_text(root), scene, needs_labels=True)
        asked.trace.saw(about, scene, [("plaintext", lines)])
        groups = align([lines], [])
    if not groups:
        error = verdict.reason(text, root, about, asked.url)
        if not (asked.has_further and isinstance(error, NeedsScript | NoPosts)):
            raise error
    has_more = about.has_more_pages or appstate.has_more_pages(states)
    about = replace(about, has_more_pages=has_more or verdict.is_cut(text))
    return _page(groups, about, scene, asked, text=text)


def _main_text(root: Any) -> str:
    """Text of the page's main part, where it marks one."""
    main = next(root.iter("main"), None)
    articles = list(root.iter("article")) if main is None else []
    part = main if main is not None else articles[0] if len(articles) == 1 else root
    return paragraphs(part, without=[*part.iter("footer", "aside", "nav")])


def _is_convincing(reading: Sequence[Candidate], scene: Scene, *, is_live: bool) -> bool:
    """Whether a guess may stand alone: enough posts of enough text, fewer where the page calls itself live.

    A page that does not, and whose every clock is round, is a timetable; one whose headlines lead to pages of their own
    is a list of articles.
    """
    bodies = [len(one.body) for one in reading if one.moment or one.label]
    if is_live:
        return len(bodies) >= 2 and sum(bodies) / len(bodies) >= 40
    clocks = [one.label.clock for one in reading if one.label and one.label.clock]
    if len(clocks) == len(bodies) and all(one.minute % _ROUND == 0 for one in clocks):
        return False
    if sum(leads_away(one.element, scene.url) for one in reading) >= _MOST * len(reading):
        return False
    return len(bodies) >= _MIDDLING and sorted(bodies)[len(bodies) // 2] >= 160


def _read_state(value: Any, text: str, asked: Asked) -> Page:
    about = state_about.about_state([value], asked.url)
    scene = asked.scene(text, about)
    state, linked = appstate.read([value], scene), jsonld.read([value], scene)
    asked.trace.states = asked.trace.linked = [value]
    asked.trace.saw(about, scene, [("appstate", state), ("jsonld", linked)])
    groups = align([state, linked], [])
    markup = "" if groups else state_sources.markup_in(value)
    if markup:
        return _read_html(markup, asked)
    if not groups and not (asked.follows is not None and state_sources.is_end(value)):
        error = NoPosts if about.is_live_type else NotALiveBlog
        raise error("The application state holds no list of posts.")
    return _page(groups, replace(about, has_more_pages=appstate.has_more_pages([value])), scene, asked, text=text)


def _read_text(text: str, asked: Asked) -> Page:
    about = About(canonical_url=asked.url)
    scene = asked.scene(text, about)
    published, modified = text_day.dates_of_head(text, scene)
    about = replace(about, published_at=published, modified_at=modified, day=day_in_url(asked.url))
    reading = plaintext.read_lines(text, scene)
    asked.trace.saw(about, scene, [("plaintext", reading)])
    if not reading:
        raise NotALiveBlog("The text holds nothing that reads as a post.")
    return _page([Group({"plaintext": one}) for one in reading], about, scene, asked, text=text)


def _page(groups: list[Group], about: About, scene: Scene, asked: Asked, *, text: str) -> Page:
    newest, oldest = bounds(about, scene.captured_at, scene.zone)
    slug = asked.slug_of(scene)
    blog = identity.blog_id(slug, scene.outlet, scene.url, about.title or _captured_day(scene))
    if asked.follows is not None:
        about, blog = _continued(about, asked.follows), asked.follows.blog_id
        newest, oldest = min((one for one in (newest, asked.follows.oldest_at) if one), default=None), None
    found = times.moments(groups, scene, newest=newest, oldest=oldest, published=about.published_at)
    posts, unread = build(groups, found, scene, slug=slug, blog=blog, is_cut=verdict.is_cut(text))
    asked.trace.groups, asked.trace.moments = groups, found
    asked.trace.left_out = frozenset(one.position for one in unread)
    if groups and not posts:
        raise NoPosts("No post of the page could be read.")
    known = [one.published_at for one in posts if one.published_at]
    status = _status(posts, about, text)
    return Page(
        blog_id=blog,
        canonical_url=about.canonical_url,
        title=about.title,
        standfirst=about.standfirst,
        lang=scene.lang,
        timezone=scene.zone.key,
        status=status,
        opened_at=min([*known, *([about.published_at] if about.published_at else [])], default=None),
        closed_at=max(known, default=None) if status == "closed" else None,
        previous_url=about.previous_url,
        next_url=about.next_url,
        previous_blog_id=identity.neighbour_id(slug, scene.outlet, about.previous_url, blog),
        next_blog_id=identity.neighbour_id(slug, scene.outlet, about.next_url, blog),
        posts=posts,
        quarantined=unread,
        is_complete=not about.has_more_pages,
    )


def _continued(about: About, before: Page) -> About:
    """What a further page says of its blog, with what only the page before it said."""
    return replace(
        about,
        canonical_url=before.canonical_url,
        title=about.title or before.title,
        status=before.status if about.status == "unknown" else about.status,
    )


def _captured_day(scene: Scene) -> str | None:
    return scene.captured_at.astimezone(scene.zone).date().isoformat() if scene.captured_at else None


def _status(posts: Sequence[Post], about: About, text: str) -> Literal["live", "closed", "unknown"]:
    if about.status != "unknown":
        return about.status
    if any(one.kind == "closing" for one in (*posts[:1], *posts[-1:])) or re.search(
        r"as it happened", about.title or "", re.IGNORECASE
    ):
        return "closed"
    if any(one in text for one in ("terminé", "liveblog is ")) and _ENDED.search(text):
        return "closed"
    return "live" if verdict.looks_live(about, about.canonical_url) else "unknown"
