"""A world that changes between builds, from a seed: what outlets, captures and readings do to live blogs.

It holds the packages that lie in the archive; each step alters some of them, and the raw file is loaded from what is
new, or anew where packages were removed.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from claimwire.warehouse.load import load
from extractors.model import Quarantined
from tests.dbt import small_world
from tests.dbt.small_world import BEACON, DAY, GAZETTE, Page, at, casualty, claim, page, post, territory

WORDS = [
    "pont", "colonne", "gare", "vallée", "dépôt", "sirène", "convoi", "barrage", "quartier", "lisière", "verger",
    "écluse", "hangar", "minoterie", "talus", "passerelle", "carrière", "remblai", "silo", "chenal"
]  # fmt: skip


@dataclass
class Blog:
    """A live blog as its outlet has it now: its posts by number, each a minute and its words."""

    name: str
    outlet: small_world.Outlet
    day_offset: int
    posts: dict[int, tuple[int, str]] = field(default_factory=dict)
    hour: int = 6
    previous: str | None = None


class ChangingWorld:
    """The archive's packages, and the blogs they show."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.blogs: list[Blog] = []
        self.pages: dict[str, Page] = {}
        self.fresh: list[Page] = []
        self.is_reduced = False
        self.happened: list[str] = []

    def step(self, count: int) -> None:
        """Let so many things happen, after one new blog that is captured."""
        self.begin_blog()
        self.capture()
        for _ in range(count):
            self.chance.choice(self.EVENTS)(self)

    def load(self, raw: Path, folder: Path) -> None:
        """Bring the raw file up to the archive."""
        if self.is_reduced:
            raw.unlink(missing_ok=True)
            self.fresh = list(self.pages.values())
        self.chance.shuffle(self.fresh)
        load(raw, packages=small_world.write_packages(folder, self.fresh), outlet_days=small_world.outlet_days(),
             outlets=[GAZETTE, BEACON], lock_seconds=5)  # fmt: skip
        self.fresh, self.is_reduced = [], False

    def _keep(self, shot: Page) -> None:
        self.pages[shot.snapshot.snapshot_id] = shot
        self.fresh = [one for one in self.fresh if one.snapshot.snapshot_id != shot.snapshot.snapshot_id] + [shot]

    def _sentence(self) -> str:
        chosen = self.chance.sample(WORDS, 8)
        return f"Le gouverneur affirme que {' et '.join(chosen)} sont tenus."

    def begin_blog(self) -> None:
        """An outlet opens a blog, on an earlier day as well as on a later one; half of them name another."""
        number = len(self.blogs)
        before = self.chance.choice(self.blogs).name if self.blogs and self.chance.random() < 0.5 else None
        blog = Blog(name=f"blog-{number}", outlet=self.chance.choice([GAZETTE, BEACON]),
                    day_offset=self.chance.randint(-2, 3), previous=before)  # fmt: skip
        for turn in range(4):
            blog.posts[turn] = (self.chance.randrange(240), self._sentence())
        self.blogs.append(blog)

    def capture(self) -> None:
        """A blog is captured, its address as it is or asked for by that of another blog."""
        blog = self.chance.choice(self.blogs)
        self.happened.append(f"capture {blog.name}")
        asked = self.chance.choice(self.blogs).name if self.chance.random() < 0.15 else blog.name
        self._keep(self._shot(blog, blog_id=blog.name, asked=asked))

    def capture_under_another_name(self) -> None:
        """A blog is captured under an address of its own second name: two ids that show the same posts."""
        blog = self.chance.choice(self.blogs)
        self.happened.append(f"alias {blog.name}")
        self._keep(self._shot(blog, blog_id=f"{blog.name}-bis", asked=f"{blog.name}-bis"))

    def edit(self) -> None:
        """A blog's posts are rewritten, taken down, added and retimed; the next capture shows it."""
        blog = self.chance.choice(self.blogs)
        self.happened.append(f"edit {blog.name}")
        number = self.chance.choice(sorted(blog.posts) or [0])
        minute, words = blog.posts.pop(number, (0, self._sentence()))
        if self.chance.random() < 0.7:
            blog.posts[number] = (minute, words.replace("sont", "seraient") if self.chance.random() < 0.5 else words)
        blog.posts[max([*blog.posts, number]) + 1] = (self.chance.randrange(240), self._sentence())
        self._keep(self._shot(blog, blog_id=blog.name, asked=blog.name))

    def carry_over(self) -> None:
        """A blog shows posts of another one of its outlet: too few to be one with it, or enough."""
        one, other = self.chance.choice(self.blogs), self.chance.choice(self.blogs)
        self.happened.append(f"carry {one.name} {other.name}")
        for turn, held in enumerate(list(other.posts.values())[: self.chance.randint(1, 4)]):
            one.posts[100 + turn] = held
        one.day_offset = other.day_offset
        self._keep(self._shot(one, blog_id=one.name, asked=one.name))

    def read_again(self) -> None:
        """A capture is read anew: fewer posts, another blog id, none at all, or another annotator."""
        if not self.pages:
            return
        key = self.chance.choice(sorted(self.pages))
        shot = self.pages[key]
        self.happened.append(f"read again {key[:6]}")
        rows, snapshot = list(shot.rows), shot.snapshot
        match self.chance.randrange(4):
            case 0:
                rows = [one for one in rows if getattr(one, "position", 0) != 1]
            case 1:
                name = f"{snapshot.blog_id}-ter"
                snapshot = replace(snapshot, blog_id=name)
                rows = [replace(one, blog_id=name) if hasattr(one, "blog_id") else one for one in rows]
            case 2:
                snapshot = replace(snapshot, blog_id=None)
                rows = [replace(one, blog_id=None) if one.table == "post_observations" else one for one in rows
                        if one.table != "blogs"]  # fmt: skip
            case _:
                snapshot = replace(snapshot, annotator_version="2")
                rows = [replace(one, stance="reports", annotator_version="2") if one.table == "claims" else one
                        for one in rows]  # fmt: skip
        self._keep(Page(snapshot=snapshot, rows=tuple(rows)))

    def continue_sweep(self) -> None:
        """The second page of a capture comes in, with a blog id or without."""
        firsts = sorted(one for one, shot in self.pages.items() if shot.snapshot.part_of is None)
        first = self.pages[self.chance.choice(firsts)].snapshot
        blog = self.chance.choice(self.blogs)
        self.happened.append(f"sweep {blog.name}")
        shot = self._shot(blog, blog_id=blog.name, asked=f"{blog.name}-page-2", first_post=50)
        is_known = self.chance.random() < 0.5
        snapshot = replace(shot.snapshot, part_of=first.snapshot_id, page_number=2, captured_at=first.captured_at,
                           blog_id=first.blog_id if is_known else None)  # fmt: skip
        self._keep(Page(snapshot=snapshot, rows=tuple(one for one in shot.rows if one.table != "blogs")))

    def lose(self) -> None:
        """A package is removed from the archive."""
        if len(self.pages) > 3:
            key = self.chance.choice(sorted(self.pages))
            self.happened.append(f"lose {key[:6]}")
            del self.pages[key]
            self.fresh = [one for one in self.fresh if one.snapshot.snapshot_id != key]
            self.is_reduced = True

    EVENTS: tuple[Callable[[ChangingWorld], None], ...] = (
        capture, capture, capture_under_another_name, edit, edit, carry_over, read_again, read_again, continue_sweep,
        lose,
    )  # fmt: skip

    def _shot(self, blog: Blog, *, blog_id: str, asked: str, first_post: int = 0) -> Page:
        day = DAY + timedelta(days=blog.day_offset)
        blog.hour = min(blog.hour + 1, 22) if self.chance.random() < 0.8 else max(blog.hour - 3, 6)
        shown = []
        for number, (minute, words) in sorted(blog.posts.items()):
            is_known = number % 3 != 0
            name = f"{blog.name}-{number + first_post}" if is_known else f"{blog_id}-{words[:40]}"
            one = post(name, words, at(5, day=day) + timedelta(minutes=minute), is_known_by_source=is_known)
            told = claim(one, f"c-{name}-{len(words)}", speaker=f"le gouverneur {number}", speaker_id=f"g-{number % 5}")
            shown += [one, told]
            if number % 2:
                shown.append(casualty(one, f"k-{name}", told.record_id, float(number + len(words)), "douze"))
            else:
                shown.append(territory(one, f"t-{name}", told.record_id))
        refused = [Quarantined(snapshot_id="", outlet=blog.outlet.slug, day=day, post_id=None, position=9,
                               stage="parse", error="ValueError", message="no time", evidence="<p>?</p>")]  # fmt: skip
        host = blog.outlet.hosts[0]
        shot = page(
            at(blog.hour, self.chance.randrange(60), day=day), shown, outlet=blog.outlet, blog_id=blog_id, day=day,
            url=f"https://{host}/{blog_id}", is_complete=self.chance.random() < 0.8,
            is_truncated=self.chance.random() < 0.1, previous_blog_id=blog.previous,
            quarantined=refused if self.chance.random() < 0.1 else (),
        )  # fmt: skip
        return replace(shot, snapshot=replace(shot.snapshot, url=f"https://{host}/{asked}"))
