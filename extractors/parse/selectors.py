"""Declared selectors: the layouts that the profile of an outlet or of its engine describes, by era."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from extractors.outlet import Layout, Selectors
from extractors.parse.candidate import Candidate, Scene
from extractors.parse.content import inline, paragraphs
from extractors.parse.css import compiled
from extractors.parse.dom import (
    Stamp,
    best_stamp,
    headline_of,
    id_of,
    kicker_of,
    read_stamp,
    stamps,
    with_day_headers,
    without_clock,
    without_separator,
)
from extractors.parse.furniture import furniture
from extractors.parse.marks import exchange, kind_of


def read(root: Any, scene: Scene) -> list[Candidate]:
    """Posts by the layout valid at the capture, or else by the layout that finds most.

    A page is sometimes served in another era's markup, so every layout is tried where the dated one finds nothing. Of
    layouts in use at once, the one that finds most is taken.
    """
    valid = [one for one in scene.layouts if _is_valid(one, scene)]
    dated = valid[:1] if valid and valid[0].until else valid
    for group in (dated, list(scene.layouts)):
        found = [_layout(root, one.selectors, scene) for one in group]
        best = max(found, key=len, default=[])
        if best:
            return best
    return []


def drop_excluded(root: Any, scene: Scene) -> None:
    """Take out of the page what a layout says is no post, so that no other strategy takes it for one."""
    for selector in {one for layout in scene.layouts for one in layout.selectors.excluded}:
        for element in compiled(selector)(root):
            element.clear(keep_tail=True)


def names_of_blog(root: Any, scene: Scene) -> tuple[str | None, str | None]:
    """Headline and standfirst of the whole blog, where a layout says where they stand."""
    title = standfirst = None
    for layout in scene.layouts:
        title = title or _named(root, layout.title)[0]
        standfirst = standfirst or _named(root, layout.standfirst)[0]
    return title, standfirst


def _is_valid(layout: Layout, scene: Scene) -> bool:
    if layout.until is None:
        return True
    return scene.captured_at is not None and scene.captured_at.astimezone(scene.zone).date() < layout.until


def _layout(root: Any, selectors: Selectors, scene: Scene) -> list[Candidate]:
    posts = compiled(selectors.post)(root)
    outer = set(posts)
    top = [one for one in posts if not any(above in outer for above in one.iterancestors())]
    return with_day_headers([_candidate(one, order, selectors, scene) for order, one in enumerate(top)], scene)


def _first(element: Any, selector: str | None) -> Any:
    found = compiled(selector)(element) if selector else []
    return found[0] if found else None


def _candidate(element: Any, order: int, selectors: Selectors, scene: Scene) -> Candidate:
    noise = {one for selector in selectors.noise for one in compiled(selector)(element)}
    stamp = _stamp(element, selectors, scene, noise)
    headline, headline_element = _named(element, selectors.headline)
    if headline is None and selectors.headline is None:
        headline, headline_element = headline_of(element, noise, scene)
    kicker, kicker_element = _named(element, selectors.kicker)
    if selectors.kicker is None:
        kicker, kicker_element = kicker_of(element)
    bodies = compiled(selectors.body)(element) if selectors.body else [element]
    author = _first(element, selectors.author)
    asked, is_answered = _exchange(element, selectors, bodies, noise | ({author} - {None}))
    left_out = (
        noise
        | (furniture(element, [*([stamp] if stamp else []), *stamps(element, scene)], scene) - set(bodies))
        | set(asked if is_answered else ())
    )
    named = (headline_element, kicker_element, author)
    left_out |= {one for one in named if one is not None}
    body = "\n".join(filter(None, (paragraphs(one, without=left_out) for one in _outermost(bodies))))
    kind, is_pinned = kind_of(element)
    if asked:
        kind = "answer" if is_answered else "reader_question"
    is_key = _first(element, selectors.key_event) is not None
    return Candidate(
        strategy="selectors",
        order=order,
        body=without_separator(body),
        headline=without_clock(headline, stamp),
        kicker=kicker,
        source_id=(element.get(selectors.post_id) or None) if selectors.post_id else id_of(element),
        moment=stamp.moment if stamp else None,
        label=stamp.label if stamp else None,
        clock=stamp.clock if stamp else None,
        second=stamp.second if stamp else None,
        modified_at=_changed_at(element, selectors, scene),
        kind="key_event" if is_key else kind,
        is_pinned=is_pinned,
        element=element,
    )


def _exchange(element: Any, selectors: Selectors, bodies: list[Any], noise: set[Any]) -> tuple[list[Any], bool]:
    """What a reader says in a post, and whether the post says more than that."""
    if selectors.question is None:
        return exchange(element)
    asked = compiled(selectors.question)(element)
    said = (paragraphs(one, without={*asked, *noise}) for one in bodies if one not in asked)
    return asked, bool(asked) and any(said)


def _changed_at(element: Any, selectors: Selectors, scene: Scene) -> datetime | None:
    place = _first(element, selectors.changed)
    found = best_stamp(stamps(place, scene)) if place is not None else None
    return found.moment.at if found and found.moment else None


def _outermost(elements: list[Any]) -> list[Any]:
    chosen = set(elements)
    return [one for one in elements if not any(above in chosen for above in one.iterancestors())]


def _named(element: Any, selector: str | None) -> tuple[str | None, Any]:
    found = _first(element, selector)
    return (inline(found) or None, found) if found is not None else (None, None)


def _stamp(element: Any, selectors: Selectors, scene: Scene, noise: set[Any]) -> Stamp | None:
    if selectors.time is None and selectors.time_attribute is None:
        return best_stamp([one for one in stamps(element, scene) if one.element not in noise])
    places = [one for one in compiled(selectors.time)(element) if one not in noise] if selectors.time else [element]
    for one in places:
        found = read_stamp(one, scene, attribute=selectors.time_attribute, spare=40) or best_stamp(stamps(one, scene))
        if found is not None:
            return found
    return None
