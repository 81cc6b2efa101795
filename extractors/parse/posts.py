"""From aligned groups to the posts of the record contract."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from extractors.model import Post, PostKind
from extractors.parse import settle
from extractors.parse.align import Group
from extractors.parse.candidate import Candidate, Moment, Scene
from extractors.parse.content import compose, repeats
from extractors.parse.identity import distinct, post_id, stable_ids
from extractors.parse.kinds import kind_of_text

_FUTURE = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class UnreadPost:
    """A post that was seen and could not be read, with the evidence."""

    position: int
    error: str
    message: str
    evidence: str


def build(
    groups: Sequence[Group],
    moments: Sequence[Moment],
    scene: Scene,
    *,
    slug: str,
    blog: str | None,
    is_cut: bool = False,
) -> tuple[tuple[Post, ...], tuple[UnreadPost, ...]]:
    """Posts in page order, and what had to be left out.

    Of a page that is cut off, the last post is left out where only its markup says it: its text may be cut too, and
    would read as an edit.
    """
    ids = stable_ids([_source_id(one) for one in groups], [one.at for one in moments], scene.outlet)
    posts: list[Post] = []
    unread: list[UnreadPost] = []
    page_refrains = settle.refrains(groups)
    is_too_late = _too_late(moments, scene.captured_at)
    for position, (group, moment, source_id) in enumerate(zip(groups, moments, ids, strict=True)):
        post = _post(group, settle.body(group, page_refrains), moment, source_id, scene, slug=slug, blog=blog)
        is_last = position == len(groups) - 1
        problem = _problem(post, is_too_late=is_too_late[position], is_cut=is_cut and is_last and _is_shown_only(group))
        if problem:
            unread.append(
                UnreadPost(position=position, error="PostUnreadable", message=problem, evidence=_evidence(post))
            )
        else:
            posts.append(post)
    return _renamed(posts), tuple(unread)


def _renamed(posts: Sequence[Post]) -> tuple[Post, ...]:
    from dataclasses import replace

    keys = distinct([one.post_id for one in posts])
    return tuple(
        replace(one, post_id=key, position=place) for place, (one, key) in enumerate(zip(posts, keys, strict=True))
    )


def _is_shown_only(group: Group) -> bool:
    return not {"jsonld", "appstate"} & set(group.candidates)


def _problem(post: Post, *, is_too_late: bool, is_cut: bool) -> str | None:
    if is_cut:
        return "The page ends inside this post."
    if is_too_late:
        return f"The post is dated {post.published_at}, more than a day after the capture."
    if not post.text and post.published_at is None and post.source_post_id is None:
        return "The post has no text, no time and no id."
    return None


def _evidence(post: Post) -> str:
    return f"{post.published_raw or ''} {post.text[:200]}".strip()


def _too_late(moments: Sequence[Moment], captured_at: datetime | None) -> list[bool]:
    """Which instants lie more than a day after the capture; none where most do (then the capture is wrong)."""
    if captured_at is None:
        return [False] * len(moments)
    late = [one.at is not None and one.at > captured_at + _FUTURE for one in moments]
    return late if sum(late) <= 0.2 * len(late) else [False] * len(late)


def _source_id(group: Group) -> str | None:
    for strategy in ("jsonld", "appstate", "microdata", "selectors", "repeated"):
        candidate = group.candidates.get(strategy)
        if candidate is not None and candidate.source_id:
            return candidate.source_id
    return None


def _post(
    group: Group, body: str, moment: Moment, source_id: str | None, scene: Scene, *, slug: str, blog: str | None
) -> Post:
    headline, kicker = settle.headline(group), settle.kicker(group)
    if kicker and headline and repeats(headline, kicker):
        kicker = None
    text = compose(kicker, headline, body)
    candidates = list(group.candidates.values())
    day = moment.at.astimezone(scene.zone).date() if moment.at else moment.day
    return Post(
        post_id=post_id(slug, blog, source_id, moment.at, text),
        outlet=slug,
        lang=scene.lang,
        timezone=scene.zone.key,
        text=text,
        blog_id=blog,
        captured_at=scene.captured_at,
        source_post_id=source_id,
        kind=kind_of_text(kicker, headline, body, declared=_declared(candidates)),
        kicker=kicker,
        headline=headline,
        published_at=moment.at,
        published_on=day,
        published_raw=moment.raw,
        time_precision=moment.precision,
        time_method=moment.method,
        modified_at=next((one.modified_at for one in candidates if one.modified_at), None),
        strategies=tuple(sorted(group.candidates)),
        url=next((one.url for one in candidates if one.url), None),
    )


def _declared(candidates: Sequence[Candidate]) -> PostKind | None:
    return next((one.kind for one in candidates if one.kind), None)
