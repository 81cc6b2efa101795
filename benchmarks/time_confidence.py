"""How often a time is right, by the way it was read, beside the confidence that the reader states.

    python benchmarks/time_confidence.py [BLOGS] [--write]

Blogs of invented posts (200 unless said otherwise, from a fixed seed) are written as outlets write them and read back.
The pauses between posts are drawn from those measured on the four real pages kept beside the checkout, with a night's
pause now and then; a fifth of the blogs lies about a change of clocks. What goes wrong is put in at rates that are
guesses: one post in thirty changes places with its neighbour, one blog in twenty has an old post pinned to its top
that nothing marks, one pause in a thousand is longer than a day.

A time is right when it is that of the post to the precision it claims: the minute, or the local day.
`--write` also keeps the table as `benchmarks/time_confidence.md`.
"""

from __future__ import annotations

import json
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

ROOT = Path(__file__).parents[1]
TABLE = Path(__file__).with_suffix(".md")
SEED = 20241030
PAUSES = [0, 1, 2, 2, 3, 3, 3, 4, 5, 5, 7, 8, 9, 10, 11, 15, 18, 21, 36, 52, 176]
NIGHT = (300, 540)
ZONES = ("Europe/Paris", "Europe/London", "Europe/Kyiv", "America/New_York")
CHANGES = [datetime(2024, 10, 27, 1, tzinfo=UTC), datetime(2025, 3, 30, 1, tzinfo=UTC)]


@dataclass(frozen=True)
class Blog:
    """Posts in page order, newest first but for what went wrong, as one capture shows them."""

    zone: ZoneInfo
    captured: datetime
    posts: list[datetime]

    def local(self) -> list[datetime]:
        return [one.astimezone(self.zone) for one in self.posts]


def invented(chance: random.Random) -> Blog:
    captured = datetime(2022, 1, 1, tzinfo=UTC) + timedelta(minutes=chance.randrange(4 * 365 * 24 * 60))
    if chance.random() < 0.2:
        captured = chance.choice(CHANGES) + timedelta(minutes=chance.randrange(1, 1200))
    posts = [captured - timedelta(minutes=chance.choice(PAUSES) // 4)]
    for place in range(chance.randrange(10, 120)):
        pause = chance.choice(PAUSES) if place % 45 != 44 else chance.randrange(*NIGHT)
        pause = chance.randrange(1440, 2400) if chance.random() < 1 / 1000 else pause
        posts.append(posts[-1] - timedelta(minutes=pause))
    for place in range(len(posts) - 1):
        if chance.random() < 1 / 30:
            posts[place], posts[place + 1] = posts[place + 1], posts[place]
    if chance.random() < 1 / 20:
        posts.insert(0, posts[-1] - timedelta(minutes=chance.randrange(30, 600)))
    return Blog(zone=ZoneInfo(chance.choice(ZONES)), captured=captured, posts=posts)


def sentence(place: int) -> str:
    return f"Message {place} du fil : la ligne {place} circule de nouveau, a dit la mairie, et le pont reste ouvert."


def marked(marks: Sequence[str], head: str = "") -> bytes:
    """A page with a mark above each post."""
    posts = "".join(f'<div class="post">{mark}<p>{sentence(place)}</p></div>' for place, mark in enumerate(marks))
    head = f'<html lang="fr"><head><title>EN DIRECT - Le fil</title>{head}</head>'
    return f"{head}<body><h1>EN DIRECT - Le fil</h1>{posts}</body></html>".encode()


def clocks(blog: Blog) -> bytes:
    return marked([f"<i>{one:%H:%M}</i>" for one in blog.local()])


def clocks_under_days(blog: Blog) -> bytes:
    from tests.unit.parse.written_times import french_day

    marks, day = [], None
    for one in blog.local():
        header = f'</div><h2>{french_day(one)}</h2><div class="post">' if one.date() != day else ""
        marks.append(f"{header}<i>{one:%H:%M}</i>")
        day = one.date()
    return marked(marks)


def full_labels(blog: Blog) -> bytes:
    from tests.unit.parse.written_times import FULL

    return marked([f"<span>{FULL['published'](one)}</span>" for one in blog.local()])


def counting_back(blog: Blog) -> bytes:
    from tests.unit.parse.written_times import counted_back

    return marked([f"<span>{counted_back(one, blog.captured)[0][0]}</span>" for one in blog.posts])


def true_offsets(blog: Blog) -> bytes:
    return marked([f'<time datetime="{one.isoformat()}"></time>' for one in blog.local()])


def epochs(blog: Blog) -> bytes:
    return marked([f'<b data-ts="{int(one.timestamp())}"></b>' for one in blog.posts])


def false_z(blog: Blog, text: str = "") -> list[str]:
    return [f'<time datetime="{one:%Y-%m-%dT%H:%M:%S}Z">{text and one.strftime(text)}</time>' for one in blog.local()]


def false_z_and_clock(blog: Blog) -> bytes:
    return marked(false_z(blog, "%H:%M"))


def false_z_alone(blog: Blog) -> bytes:
    return marked(false_z(blog))


def false_z_and_page(blog: Blog) -> bytes:
    first = min(blog.local()).isoformat()
    return marked(false_z(blog), f'<meta property="article:published_time" content="{first}">')


def false_z_and_data(blog: Blog) -> bytes:
    """Linked data for the newer half of the posts only."""
    updates = [
        {"@type": "BlogPosting", "articleBody": sentence(place), "datePublished": one.isoformat()}
        for place, one in enumerate(blog.local()[: len(blog.posts) // 2])
    ]
    value = json.dumps({"@type": "LiveBlogPosting", "liveBlogUpdate": updates})
    return marked(false_z(blog), f'<script type="application/ld+json">{value}</script>')


WAYS: tuple[Callable[[Blog], bytes], ...] = (
    clocks, clocks_under_days, full_labels, counting_back, true_offsets, epochs, false_z_and_clock, false_z_alone,
    false_z_and_page, false_z_and_data,
)  # fmt: skip


def readings(blogs: int) -> Iterator[tuple[str, str, bool, float]]:
    """Way of writing, way of reading, whether the time is right, and the confidence stated, a post."""
    from extractors.parse.page import read_page

    chance = random.Random(SEED)
    for blog in [invented(chance) for _ in range(blogs)]:
        for way in WAYS:
            found = read_page(way(blog), captured_at=blog.captured, timezone=blog.zone.key).posts
            if len(found) != len(blog.posts):
                continue
            for post, true in zip(found, blog.posts, strict=True):
                yield way.__name__, read_as(post, blog, true), is_right(post, blog, true), post.time_confidence


def read_as(post: Any, blog: Blog, true: datetime) -> str:
    local = true.astimezone(blog.zone)
    if post.time_method == "clock_rollover" and local.replace(fold=1 - local.fold).astimezone(UTC) != true:
        return "clock_rollover, in the hour that comes twice"
    if post.time_method == "clock_rollover":
        halves = (blog.captured - true) // timedelta(hours=12)
        return f"clock_rollover, {min(halves, 6) * 12} h back"
    return f"{post.time_method}, {post.time_precision}"


def is_right(post: Any, blog: Blog, true: datetime) -> bool:
    if post.time_precision == "day":
        return bool(post.published_on == true.astimezone(blog.zone).date())
    return post.published_at is not None and abs(post.published_at - true) <= timedelta(minutes=1)


def rows(blogs: int) -> Iterator[str]:
    yield "| written | read | posts | right | stated |\n|---|---|---|---|---|"
    found: dict[tuple[str, str], list[tuple[bool, float]]] = defaultdict(list)
    for way, read, right, stated in readings(blogs):
        found[way, read].append((right, stated))
    for (way, read), said in sorted(found.items()):
        right, stated = (sum(one) / len(said) for one in zip(*said, strict=True))
        yield f"| {way.replace('_', ' ')} | {read} | {len(said)} | {right:.3f} | {stated:.3f} |"


def main(arguments: list[str]) -> int:
    blogs = next((int(one) for one in arguments if one.isdigit()), 200)
    lines = list(rows(blogs))
    sys.stdout.write("\n".join(lines) + "\n")
    if "--write" in arguments:
        TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    raise SystemExit(main(sys.argv[1:]))
