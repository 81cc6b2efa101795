"""From aligned groups to the posts of the record contract."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from extractors.model import FieldEvidence, Post, Strategy
from extractors.parse import settle
from extractors.parse.align import Group
from extractors.parse.candidate import Moment, Scene
from extractors.parse.content import compose, repeats
from extractors.parse.identity import distinct, post_id, stable_ids
from extractors.parse.kinds import kind_of_text, without_teasers

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
    said = [settle.source_id(one) for one in groups]
    ids = stable_ids([one.value for one in said], [one.at for one in moments], scene.names_posts)
    named = [settle.Settled(one, source.strategy if one else None) for one, source in zip(ids, said, strict=True)]
    posts: list[Post] = []
    unread: list[UnreadPost] = []
    page_refrains = settle.refrains(groups)
    is_too_late = _too_late(moments, scene.captured_at)
    for position, (group, moment, source_id) in enumerate(zip(groups, moments, named, strict=True)):
        body, strategy = settle.body(group, page_refrains)
        post = _post(group, (without_teasers(body), strategy), moment, source_id, scene, slug=slug, blog=blog)
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


def _post(
    group: Group,
    body: tuple[str, Strategy | None],
    moment: Moment,
    source_id: settle.Settled[str],
    scene: Scene,
    *,
    slug: str,
    blog: str | None,
) -> Post:
    headline, kicker, kind = settle.headline(group), settle.kicker(group), settle.declared_kind(group)
    if kicker.value and headline.value and repeats(headline.value, kicker.value):
        kicker = settle.Settled()
    modified_at, url = settle.modified_at(group), settle.url(group)
    text = compose(kicker.value, headline.value, body[0])
    day = moment.at.astimezone(scene.zone).date() if moment.at else moment.day
    return Post(
        post_id=post_id(slug, blog, source_id.value, moment.at, text, is_declared=_is_declared(scene)),
        outlet=slug,
        lang=scene.lang,
        timezone=scene.zone.key,
        text=text,
        blog_id=blog,
        captured_at=scene.captured_at,
        source_post_id=source_id.value,
        kind=kind_of_text(kicker.value, headline.value, body[0], declared=kind.value),
        kicker=kicker.value,
        headline=headline.value,
        published_at=moment.at,
        published_on=day,
        published_raw=moment.raw,
        time_precision=moment.precision,
        time_method=moment.method,
        time_confidence=moment.confidence,
        modified_at=modified_at.value,
        strategies=tuple(sorted(group.candidates)),
        url=url.value,
        is_pinned=any(one.is_pinned or one.has_pinned_copy for one in group.candidates.values()),
        field_evidence=FieldEvidence(
            body=body[1],
            headline=headline.strategy,
            kicker=kicker.strategy,
            published_at=moment.strategy if moment.method != "none" else None,
            modified_at=modified_at.strategy,
            source_post_id=source_id.strategy,
            kind=kind.strategy,
            url=url.strategy,
        ),
    )


def _is_declared(scene: Scene) -> bool:
    return scene.names_posts is not None and scene.names_posts.post_ids == "stable"
