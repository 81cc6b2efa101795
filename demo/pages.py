"""A live blog's page as it stood at an instant, in the technology of its outlet."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from html import escape
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from demo.world import FOLDER, DemoBlog, DemoPost, Wording

_LABELS = {"fr": ("Direct terminé", "En direct"), "en": ("Closed", "Live")}
_DOM_MARKS = {"key_event": " post--key", "summary": " post--summary", "reader_question": " post--question"}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


@dataclass(frozen=True)
class View:
    """A blog at an instant."""

    blog: DemoBlog
    instant: datetime

    @cached_property
    def zone(self) -> ZoneInfo:
        """The outlet's own time zone."""
        return ZoneInfo(self.blog.outlet.timezone)

    @cached_property
    def posts(self) -> tuple[DemoPost, ...]:
        """The posts on the page, newest first, teasers included."""
        return self.blog.standing(self.instant)

    @property
    def is_closed(self) -> bool:
        """Whether the closing post stands on the page."""
        return any(post.kind == "closing" for post in self.posts)

    @property
    def status(self) -> str:
        """The page's own words for live or closed."""
        closed, live = _LABELS[self.blog.outlet.lang]
        return closed if self.is_closed else live

    def wording(self, post: DemoPost) -> Wording:
        """What a post says at this instant."""
        return post.wording_at(self.instant)

    def modified_at(self, post: DemoPost) -> datetime:
        """When a post last changed, as the page says it."""
        latest = self.wording(post).since
        return post.published_at if latest == post.appears_at else latest

    def local(self, instant: datetime) -> datetime:
        """An instant on the outlet's clock."""
        return instant.astimezone(self.zone)


def render(blog: DemoBlog, instant: datetime) -> bytes:
    """The page's bytes at that instant; the same bytes each time."""
    return TECHNOLOGIES[blog.technology](View(blog, instant)).encode()


@cache
def _asset(name: str) -> str:
    return (FOLDER / "assets" / name).read_text(encoding="utf-8")


def _paragraphs(wording: Wording) -> str:
    return "".join(f"<p>{escape(one, quote=False)}</p>" for one in wording.paragraphs)


def _typeset(text: str) -> str:
    """French spacing as a careful newsroom sets it: no-break spaces in quotations, narrow ones in figures."""
    text = text.replace("« ", "«\u00a0").replace(" »", "\u00a0»").replace(" %", "\u00a0%")
    return re.sub(r"(?<=\d) (?=\d{3}\b)", "\u202f", text)


def _script(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False).replace("</", "<\\/")


def _document(view: View, head: str, body: str) -> str:
    blog = view.blog
    title = escape(f"{blog.title} – {blog.outlet.name}", quote=False)
    return (
        f'<!DOCTYPE html>\n<html lang="{blog.outlet.lang}">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f"<style>\n{_asset('page.css')}</style>\n"
        f'<link rel="canonical" href="{blog.url}">\n{head}</head>\n<body>\n{body}</body>\n</html>\n'
    )


def _jsonld_page(view: View) -> str:
    blog = view.blog
    posts = [post for post in view.posts if post.kind != "teaser"]
    first, last = min(post.published_at for post in posts), max(view.modified_at(post) for post in posts)
    state: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting",
        "@id": blog.url,
        "url": blog.url,
        "headline": blog.title,
        "description": blog.standfirst,
        "inLanguage": blog.outlet.lang,
        "datePublished": view.local(first).isoformat(),
        "dateModified": view.local(last).isoformat(),
        "coverageStartTime": view.local(first).isoformat(),
        "publisher": {"@type": "NewsMediaOrganization", "name": blog.outlet.name},
        "liveBlogUpdate": [_jsonld_post(view, post) for post in posts],
    }
    if view.is_closed:
        state["coverageEndTime"] = view.local(last).isoformat()
    head = f'<script type="application/ld+json">{_script(state)}</script>\n'
    return _document(view, head, _jsonld_body(view))


def _jsonld_post(view: View, post: DemoPost) -> dict[str, Any]:
    wording = view.wording(post)
    return {
        "@type": "BlogPosting",
        "@id": f"{view.blog.url}#post-{post.id}",
        "url": f"{view.blog.url}#post-{post.id}",
        "headline": wording.headline or wording.kicker or wording.paragraphs[0][:80],
        "datePublished": view.local(post.published_at).isoformat(),
        "dateModified": view.local(view.modified_at(post)).isoformat(),
        "articleBody": "\n".join(wording.paragraphs),
        "author": {"@type": "Organization", "name": "La rédaction"},
    }


def _jsonld_body(view: View) -> str:
    blog = view.blog
    posts = "\n".join(_dom_post(view, post) for post in view.posts)
    return (
        f'<header class="site"><a href="/">{escape(blog.outlet.name)}</a></header>\n'
        f'<main>\n<p class="status">{view.status}</p>\n<h1>{escape(blog.title, quote=False)}</h1>\n'
        f'<p class="standfirst">{escape(blog.standfirst, quote=False)}</p>\n'
        f'<section class="live">\n{posts}\n</section>\n</main>\n'
        "<footer><p>Le Quotidien du Canal est un journal inventé.</p></footer>\n"
    )


def _dom_post(view: View, post: DemoPost) -> str:
    wording, published = view.wording(post), view.local(post.published_at)
    if post.kind == "teaser":
        return f'<aside class="teaser"><p class="teaser__label">Lire aussi</p>{_paragraphs(wording)}</aside>'
    marks = _DOM_MARKS.get(post.kind, "")
    kicker = f'<p class="post__kicker">{escape(wording.kicker, quote=False)}</p>' if wording.kicker else ""
    title = f'<h2 class="post__title">{escape(wording.headline, quote=False)}</h2>' if wording.headline else ""
    return (
        f'<article class="post{marks}" id="post-{post.id}">'
        f'<time class="post__time" datetime="{published.isoformat()}">{published:%Hh%M}</time>'
        f'{kicker}{title}<div class="post__body">{_paragraphs(wording)}</div></article>'
    )


def _appstate_page(view: View) -> str:
    blog = view.blog
    page = {
        "id": f"{blog.day:%Y%m%d}",
        "type": "live",
        "title": blog.title,
        "chapo": blog.standfirst,
        "status": "closed" if view.is_closed else "live",
        "url": blog.url,
        "posts": [_appstate_post(view, post) for post in view.posts],
    }
    state = {"props": {"pageProps": {"page": page}}, "page": "/monde/[slug]", "buildId": "ecluse-7"}
    body = (
        f'<div id="__next"><h1>{escape(blog.title, quote=False)}</h1><p>{view.status}</p>'
        "<p>Le direct se charge.</p></div>\n"
        f'<script id="__NEXT_DATA__" type="application/json">{_script(state)}</script>\n'
        f"<script>\n{_asset('state.js')}</script>\n"
    )
    return _document(view, "", body)


def _appstate_post(view: View, post: DemoPost) -> dict[str, Any]:
    wording = view.wording(post)
    body = _typeset(_paragraphs(wording))
    if post.kind == "teaser":
        body = f"<p>À lire aussi</p>{body}"
    return {
        "id": f"{view.blog.day:%m%d}-{post.id}",
        "publishedAt": int(post.published_at.timestamp() * 1000),
        "updatedAt": int(view.modified_at(post).timestamp() * 1000),
        "type": {"reader_question": "question", "summary": "essentiel", "teaser": "teaser"}.get(post.kind, "post"),
        "isKey": post.kind == "key_event",
        "surtitle": wording.kicker,
        "title": wording.headline,
        "body": body,
    }


def _plain_page(view: View) -> str:
    blog, day = view.blog, view.blog.day
    label = f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"
    posts = "\n".join(_entry(view, post) for post in view.posts)
    body = (
        f'<p class="masthead"><a href="/">{escape(blog.outlet.name)}</a></p>\n'
        f'<h1>{escape(blog.title, quote=False)}</h1>\n<p class="state">{view.status}</p>\n<p class="date">{label}</p>\n'
        f'<p class="standfirst">{escape(blog.standfirst, quote=False)}</p>\n<ol class="entries">\n{posts}\n</ol>\n'
        '<p class="imprint">The Harbour Lantern is an invented newspaper.</p>\n'
    )
    return _document(view, "", body)


def _entry(view: View, post: DemoPost) -> str:
    wording = view.wording(post)
    if post.kind == "teaser":
        return f'<li class="related"><p>Read more</p>{_paragraphs(wording)}</li>'
    marks = {"key_event": " entry-key", "reader_question": " entry-question"}.get(post.kind, "")
    kicker = f'<p class="entry-kicker">{escape(wording.kicker, quote=False)}</p>' if wording.kicker else ""
    title = f'<h2 class="entry-title">{escape(wording.headline, quote=False)}</h2>' if wording.headline else ""
    return (
        f'<li class="entry{marks}"><p class="entry-clock">{view.local(post.published_at):%H:%M}</p>'
        f'{kicker}{title}<div class="entry-words">{_paragraphs(wording)}</div></li>'
    )


TECHNOLOGIES: MappingProxyType[str, Callable[[View], str]] = MappingProxyType(
    {"jsonld": _jsonld_page, "appstate": _appstate_page, "plain": _plain_page}
)
