"""From the bytes of captures to settled posts: the whole way, read, loaded and built for real."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from claimwire.reading import Reading, read_capture
from claimwire.warehouse.build import BuildSummary
from claimwire.warehouse.connection import query
from extractors.model import Capture, Snapshot
from tests.dbt.small_world import GAZETTE, Page, at, page

URL = "https://gazette.invalid/direct/le-fil"
BRIDGE = "Le pont de Verbivka est rouvert aux camions depuis l’aube, annonce la préfecture."
BRIDGE_EDITED = "Dès l’aube, le pont de Verbivka est rouvert aux camions, annonce la préfecture."
HARBOUR = "Trois cargos attendent toujours dans le port, selon la capitainerie."
SCHOOL = "Les écoles resteront fermées jusqu’à lundi, décide la mairie."
POWER = "Le courant est revenu dans deux quartiers sur cinq."
FIRST_TITLE, LAST_TITLE = "EN DIRECT - Le pont rouvert", "EN DIRECT - Le courant revient"
Shown = tuple[int, str, str]


def html(title: str, posts: Sequence[Shown]) -> bytes:
    """A page with these posts, each with its minute after six, its words and its classes; ids count from the top."""
    body = "".join(
        f'<article class="post {marks}" id="post{place}">'
        f'<time datetime="2024-10-30T{6 + at // 60:02}:{at % 60:02}:00Z">'
        f"{7 + at // 60:02}:{at % 60:02}</time><p>{text}</p></article>"
        for place, (at, text, marks) in enumerate(posts, 1)
    )
    return (
        f'<!doctype html><html lang="fr"><head><title>{title}</title><link rel="canonical" href="{URL}">'
        f'</head><body><h1>{title}</h1><main class="live">{body}</main></body></html>'
    ).encode()


def read(captured_at: datetime, title: str, posts: Sequence[Shown], *, part_of: str | None = None) -> Reading:
    known = page(captured_at, (), url=URL).snapshot
    names = [one for one in Capture.__dataclass_fields__ if one != "part_of"]
    capture = Capture(**{name: getattr(known, name) for name in names}, part_of=part_of)
    return read_capture(capture, html(title, posts), GAZETTE, {})


def packed(reading: Reading) -> Page:
    (snapshot,) = [one for one in reading.rows if isinstance(one, Snapshot)]
    return Page(snapshot=snapshot, rows=tuple(one for one in reading.rows if one is not snapshot))


OLD = [(120, SCHOOL, ""), (90, BRIDGE, ""), (30, HARBOUR, "")]
NEW = [(30, HARBOUR, "pinned"), (200, POWER, ""), (120, SCHOOL, ""), (90, BRIDGE_EDITED, ""), (30, HARBOUR, "")]


@pytest.fixture(scope="module")
def built(build_world: Callable[..., BuildSummary]) -> Path:
    """Two captures: one new post on top, one edited, one pinned; the later one loaded first."""
    pages = [packed(read(at(10), FIRST_TITLE, OLD)), packed(read(at(12), LAST_TITLE, NEW))]
    return build_world([[pages[1]], [pages[0]]], build_id="20241031T050000Z").candidate


def test_ids_that_count_places_shift_and_the_posts_stay(built: Path) -> None:
    rows = query(built, "from dim_post where outlet_id = 'gazette' order by published_at")
    found = [(one["published_at"], one["captures"], one["current_revision_no"], one["is_pinned"]) for one in rows]
    start = at(6)
    assert found == [
        (start + timedelta(minutes=30), 2, 1, True),
        (start + timedelta(minutes=90), 2, 2, False),
        (start + timedelta(minutes=120), 2, 1, False),
        (start + timedelta(minutes=200), 1, 1, False),
    ]
    assert {one["source_post_id"] for one in rows} == {None}


def test_the_headline_has_revisions_and_is_no_post(built: Path) -> None:
    (blog,) = query(built, "from dim_live_blog")
    assert (blog["first_title"], blog["title"], blog["headline_revision_no"], blog["posts"]) == (
        FIRST_TITLE,
        LAST_TITLE,
        2,
        4,
    )
    states = query(built, "select headline from dim_post_revision where kind = 'headline' order by revision_no")
    assert [one["headline"] for one in states] == [FIRST_TITLE, LAST_TITLE]
    assert query(built, "select posts from mart_coverage where outlet_id = 'gazette'") == [{"posts": 4}]


def test_the_headline_of_a_reading_counts_nowhere() -> None:
    reading = read(at(10), FIRST_TITLE, OLD)
    shown: list[Any] = [one for one in reading.rows if getattr(one, "kind", None) == "headline"]
    assert [one.text for one in shown] == [FIRST_TITLE]
    assert shown[0].post_id not in reading.post_ids
    assert packed(reading).snapshot.post_count == len(reading.post_ids) == 3
    assert not [one for one in reading.rows if getattr(one, "content_hash", None) == shown[0].content_hash][1:]


def test_a_further_page_of_a_sweep_has_no_headline_of_its_own() -> None:
    reading = read(at(10), FIRST_TITLE, OLD, part_of="the-first-page")
    assert not [one for one in reading.rows if getattr(one, "kind", None) == "headline"]
