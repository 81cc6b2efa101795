"""A page read in the open: what each strategy saw of it, what each post rests on, and where they disagree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from extractors.errors import UnreadablePage
from extractors.model import Post, Strategy
from extractors.parse import jsonld
from extractors.parse.align import Group, bare_id
from extractors.parse.candidate import Candidate
from extractors.parse.content import words
from extractors.parse.page import Page, read_page
from extractors.parse.trace import Trace

_ORDER: tuple[Strategy, ...] = ("jsonld", "microdata", "appstate", "selectors", "repeated", "plaintext")
_QUARTER = timedelta(minutes=15)
_NEARLY = 0.9
_SHOWN = 80


@dataclass(frozen=True, kw_only=True)
class View:
    """One post as one strategy saw it."""

    strategy: Strategy
    source_id: str | None
    at: datetime | None
    time_as_written: str | None
    headline: str | None
    kicker: str | None
    body_words: int
    opening: str


@dataclass(frozen=True, kw_only=True)
class Disagreement:
    """Where a strategy says otherwise than what was settled: in words that many posts may share, and in detail."""

    kind: Literal["time", "body", "headline", "id", "seen_by_one"]
    strategy: Strategy
    message: str
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class ExaminedPost:
    """A post, how each strategy saw it, and what disagrees."""

    post: Post
    views: tuple[View, ...]
    disagreements: tuple[Disagreement, ...]


@dataclass(frozen=True, kw_only=True)
class StrategyCount:
    """What one strategy found in the whole page, and why where that is nothing or came to nothing."""

    strategy: Strategy
    posts: int
    bodies: int
    instants: int
    ids: int
    used: int
    reason: str | None


@dataclass(frozen=True, kw_only=True)
class Examination:
    """Everything that can be said of the reading of one page; `page` is None where it could not be read."""

    outlet: str | None
    url: str | None
    lang: str | None
    timezone: str | None
    title: str | None
    page: Page | None
    error: UnreadablePage | None
    strategies: tuple[StrategyCount, ...]
    posts: tuple[ExaminedPost, ...]

    @property
    def verdict(self) -> str:
        """`read`, or the class of the error that says why not."""
        return "read" if self.error is None else type(self.error).__name__


def examine_page(body: bytes, **known: Any) -> Examination:
    """Read a page as `read_page` does, with the same keywords, and keep what happened; never raises UnreadablePage."""
    trace = Trace()
    page, error = None, None
    try:
        page = read_page(body, **known, trace=trace)
    except UnreadablePage as raised:
        error = raised
    scene, about = trace.scene, trace.about
    return Examination(
        outlet=scene.outlet.slug if scene and scene.outlet else None,
        url=scene.url if scene else known.get("url"),
        lang=scene.lang if scene else None,
        timezone=scene.zone.key if scene else None,
        title=about.title if about else None,
        page=page,
        error=error,
        strategies=tuple(_count(one, trace) for one in _ORDER if one in trace.readings),
        posts=tuple(_examined(page, trace)) if page else (),
    )


def _count(strategy: Strategy, trace: Trace) -> StrategyCount:
    reading = trace.readings[strategy]
    used = sum(1 for one in trace.groups if strategy in one.candidates)
    return StrategyCount(
        strategy=strategy,
        posts=len(reading),
        bodies=sum(1 for one in reading if one.body),
        instants=sum(1 for one in reading if one.moment and one.moment.at),
        ids=sum(1 for one in reading if one.source_id),
        used=used,
        reason=_why_nothing(strategy, trace) if not reading else None if used else _SET_ASIDE,
    )


_SET_ASIDE = "set aside: too little text or time to stand alone, or the other strategies confirm less than half of it"


def _why_nothing(strategy: Strategy, trace: Trace) -> str:
    if strategy == "jsonld":
        return _why_no_jsonld(trace)
    if strategy == "selectors":
        return _why_no_selectors(trace)
    if strategy == "appstate":
        number = len(trace.states)
        return (
            f"no list in {number} application states reads as posts"
            if number
            else "the page holds no application state"
        )
    return {
        "microdata": "no element carries itemprop liveBlogUpdate",
        "repeated": "no elements of one kind stand beside each other with a time and a text in each",
        "plaintext": "no lines of the text begin with a time",
    }[strategy]


def _why_no_jsonld(trace: Trace) -> str:
    scripts = _scripts(trace.root)
    if not trace.linked:
        return f"none of {scripts} JSON-LD blocks can be decoded" if scripts else "the page holds no JSON-LD"
    kinds = sorted({name for one in jsonld.objects(trace.linked) for name in jsonld.types(one)})
    return f"its JSON-LD lists no updates of its own host (it holds {', '.join(kinds) or 'no types'})"


def _scripts(root: Any) -> int:
    return 0 if root is None else sum(1 for one in root.iter("script") if "ld+json" in (one.get("type") or "").lower())


def _why_no_selectors(trace: Trace) -> str:
    scene = trace.scene
    engine = scene.engine if scene else None
    if scene is None or (scene.outlet is None and engine is None):
        return "no outlet and no engine is known for the page"
    name = scene.outlet.slug if scene.outlet else engine.slug if engine else ""
    has_layouts = bool((scene.outlet and scene.outlet.layouts) or (engine and engine.layouts))
    return f"nothing matches the layouts of {name}" if has_layouts else f"{name} declares no layout"


def _examined(page: Page, trace: Trace) -> Iterator[ExaminedPost]:
    kept = [one for place, one in enumerate(trace.groups) if place not in trace.left_out]
    reporting = {
        one for one, reading in trace.readings.items() if any(one in group.candidates for group in kept) and reading
    }
    for post, group in zip(page.posts, kept, strict=True):
        candidates = [group.candidates[one] for one in _ORDER if one in group.candidates]
        yield ExaminedPost(
            post=post,
            views=tuple(_view(one) for one in candidates),
            disagreements=tuple(_disagreements(post, candidates, group, len(reporting))),
        )


def _view(candidate: Candidate) -> View:
    label = candidate.label.raw if candidate.label else None
    return View(
        strategy=candidate.strategy,
        source_id=candidate.source_id,
        at=candidate.moment.at if candidate.moment else None,
        time_as_written=(candidate.moment.raw if candidate.moment else None) or label,
        headline=candidate.headline,
        kicker=candidate.kicker,
        body_words=len(words(candidate.body)),
        opening=candidate.body[:_SHOWN],
    )


def _disagreements(post: Post, candidates: Sequence[Candidate], group: Group, reporting: int) -> Iterator[Disagreement]:
    evidence = post.field_evidence
    fullest = group.candidates[evidence.body].body if evidence.body in group.candidates else ""
    for one in candidates:
        for found in (
            _time_differs(post, one),
            _body_differs(one, fullest),
            _headline_differs(post, one),
            _id_differs(post, one),
        ):
            if found is not None:
                yield found
    if len(candidates) == 1 and reporting > 1:
        yield Disagreement(kind="seen_by_one", strategy=candidates[0].strategy, message="no other strategy saw it")


def _time_differs(post: Post, candidate: Candidate) -> Disagreement | None:
    moment = candidate.moment
    if moment is None or moment.at is None or post.published_at is None:
        return None
    apart = _minute(moment.at) - _minute(post.published_at)
    if not apart:
        return None
    is_false = (moment.raw or "").endswith(("Z", "+00:00")) and not apart % _QUARTER
    way = "later" if apart > timedelta(0) else "earlier"
    return Disagreement(
        kind="time",
        strategy=candidate.strategy,
        message=f"{_length(abs(apart))} {way} than settled{': its Z is false' if is_false else ''}",
        detail=f"{moment.at:%Y-%m-%d %H:%M:%S} UTC",
    )


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def _length(apart: timedelta) -> str:
    hours, minutes = divmod(int(apart.total_seconds()) // 60, 60)
    return " ".join(f"{count} {unit}" for count, unit in ((hours, "h"), (minutes, "min")) if count)


def _body_differs(candidate: Candidate, fullest: str) -> Disagreement | None:
    mine, most = len(words(candidate.body)), len(words(fullest))
    if mine >= _NEARLY * most:
        return None
    message = "body is shorter" if mine else "has no body"
    return Disagreement(kind="body", strategy=candidate.strategy, message=message, detail=f"{mine} of {most} words")


def _headline_differs(post: Post, candidate: Candidate) -> Disagreement | None:
    said, settled = candidate.headline, post.headline
    if not said or not settled or words(said) == words(settled):
        return None
    return Disagreement(kind="headline", strategy=candidate.strategy, message="headline differs", detail=said)


def _id_differs(post: Post, candidate: Candidate) -> Disagreement | None:
    said, settled = candidate.source_id, post.source_post_id
    if not said or not settled or bare_id(said).lower() == bare_id(settled).lower():
        return None
    return Disagreement(kind="id", strategy=candidate.strategy, message="id differs", detail=said)
