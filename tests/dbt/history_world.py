"""Blogs of one morning to which one thing happens each, hour by hour: what may change what is known of a fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import chain
from typing import Any

from extractors.model import PostObservation, Record
from extractors.outlet import Outlet
from tests.dbt import identity_world
from tests.dbt.small_world import GAZETTE, Page, at, casualty, claim, page, post

CALM = "La nuit a été calme sur les deux rives, note le préfet."
TOLL = "Le bilan est de douze morts, affirme le gouverneur."
HIGHER = "Le bilan est de quatorze morts, affirme le gouverneur."
CORRECTED = f"{HIGHER} Correction : le bilan de douze morts donné plus tôt était inexact."
AMENDED = f"{TOLL} Rectificatif : le gouverneur s’exprimait à la radio."
RETRACTED = "Nous avons retiré un passage de ce message qui attribuait un bilan au gouverneur."
SILENT = "Le gouverneur s’est exprimé ce matin."
HOURS = (8, 9, 10, 11, 12, 13)


def pages() -> list[Page]:
    """Every capture of every blog."""
    return list(
        chain.from_iterable(
            (
                _of_words("corrected", (TOLL, TOLL, CORRECTED, CORRECTED)),
                _of_words("noticed", (TOLL, AMENDED)),
                _of_words("retracted", (TOLL, RETRACTED, RETRACTED)),
                _of_words("silent", (TOLL, SILENT, TOLL, HIGHER)),
                _shown("returning", (True, False, False, False, True, False)),
                _learnt("time-learnt", (None, None, at(7), at(7, 30))),
                _addresses("address-learnt", ("premier", "premier", "second", "troisieme"), (None, None, None, "#p1")),
                _cut_off("cut-off", (TOLL, HIGHER, SILENT, TOLL, CORRECTED), whole_from=3),
                _cut_off("always-cut-off", (TOLL, HIGHER), whole_from=9),
                _speaker_learnt("speaker-learnt"),
            )
        )
    )


def outlets() -> list[Outlet]:
    """One outlet a blog, so that no blog tells of another."""
    return [replace(GAZETTE, slug=one) for one in sorted({one.snapshot.outlet for one in pages()})]


def identity_pages() -> list[Page]:
    """The stories of posts whose ids change, each of an outlet of its own and with a claim and a toll in every post."""
    return [
        _of_outlet(replace(one, rows=tuple(_with_records(one.rows))), name)
        for name, story in identity_world.STORIES.items()
        for one in story.pages
    ]


def identity_outlets() -> list[Outlet]:
    """One outlet a story."""
    return [replace(GAZETTE, slug=one) for one in identity_world.STORIES]


def _with_records(rows: Iterable[Any]) -> Iterator[Any]:
    for one in rows:
        yield one
        if isinstance(one, PostObservation) and one.kind != "headline":
            yield from _records(one)


def _records(shown: PostObservation, killed: float = 12.0, speaker: str = "le gouverneur") -> tuple[Record, ...]:
    key = f"c-{shown.post_id}"
    return claim(shown, key, speaker=speaker), casualty(shown, f"k-{shown.post_id}", key, killed, "douze")


def _of_outlet(shot: Page, outlet: str) -> Page:
    rows = tuple(replace(one, outlet=outlet) if hasattr(one, "outlet") else one for one in shot.rows)
    return Page(snapshot=replace(shot.snapshot, outlet=outlet), rows=rows)


def _capture(name: str, turn: int, shown: Iterable[Any], **differing: Any) -> Page:
    """A capture of the blog `name`, with one more post to which nothing happens."""
    quiet = post(f"{name}-quiet", CALM, at(6))
    shot = page(
        at(HOURS[0] + turn), (*shown, quiet, *_records(quiet)), blog_id=f"{name}-1",
        **{"url": f"https://gazette.invalid/{name}", **differing},
    )  # fmt: skip
    return _of_outlet(shot, name)


def _told(name: str, words: str) -> tuple[Any, ...]:
    shown = post(f"{name}-post", words, at(7))
    is_counted = words not in {SILENT, RETRACTED}
    return (shown, *(_records(shown, 12.0 if "douze" in words[:30] else 14.0) if is_counted else ()))


def _of_words(name: str, states: Iterable[str]) -> Iterator[Page]:
    for turn, words in enumerate(states):
        yield _capture(name, turn, _told(name, words))


def _shown(name: str, turns: Iterable[bool]) -> Iterator[Page]:
    for turn, is_shown in enumerate(turns):
        yield _capture(name, turn, _told(name, TOLL) if is_shown else ())


def _learnt(name: str, times: Iterable[datetime | None]) -> Iterator[Page]:
    for turn, when in enumerate(times):
        shown, *records = _told(name, TOLL)
        day = shown.published_on if turn else None
        yield _capture(name, turn, (replace(shown, published_at=when, published_on=day), *records))


def _addresses(name: str, of_blog: Iterable[str], of_post: Iterable[str | None]) -> Iterator[Page]:
    for turn, (slug, anchor) in enumerate(zip(of_blog, of_post, strict=True)):
        shown, *records = _told(name, TOLL)
        url = f"https://gazette.invalid/{name}/{slug}"
        yield _capture(name, turn, (replace(shown, url=anchor and url + anchor), *records), url=url)


def _cut_off(name: str, states: Iterable[str], *, whole_from: int) -> Iterator[Page]:
    for turn, words in enumerate(states):
        is_cut = turn < whole_from
        yield _capture(name, turn, _told(name, words), is_truncated=is_cut, is_complete=not is_cut)


def _speaker_learnt(name: str) -> Iterator[Page]:
    """Another state of the words names the speaker's office; the toll is the same record throughout."""
    for turn, (words, stance) in enumerate(((TOLL, "asserts"), (HIGHER, "confirms"), (HIGHER, "confirms"))):
        shown, said, toll = _told(name, words)
        yield _capture(name, turn, (shown, replace(said, stance=stance), toll))
