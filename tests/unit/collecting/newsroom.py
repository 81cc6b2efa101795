"""A newsroom on this machine whose live blog stands on several pages, and the settings that read it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from claimwire.settings import Settings
from tests.security.wire import COPIES, HOST, Play, Server, reply

API = "content.paper.localhost"
DAY = date(2024, 10, 30)
EVENING = datetime(2024, 10, 30, 20, tzinfo=UTC)
BLOG = f"http://{HOST}/world/live/canal-briefing-1234567"
LAYOUT = 'Layout(selectors=Selectors(post="article.post", post_id="id", time="time", time_attribute="datetime")),'
COMPUTED = f'Feed(kind="computed", url="{BLOG}"),'
DECLARATION = """
from extractors.outlet import Feed, Layout, Outlet, Selectors
OUTLET = Outlet(
    slug="paper", name="The Paper", hosts=("{host}", "{api}"), lang="en",
    timezone="Europe/London", country="GB",
    blog_url=r"/live/[a-z-]+-(?P<id>\\d+)$", post_ids="stable",
    feeds=({feeds}), layouts=({layouts}), {more}
)
"""


@dataclass(frozen=True)
class Item:
    """One post; its number dates it and names it."""

    number: int
    text: str = ""

    @property
    def id(self) -> str:
        return str(67_210_000 + self.number)

    @property
    def at(self) -> datetime:
        return datetime(2024, 10, 30, 6, tzinfo=UTC) + timedelta(minutes=15 * self.number)

    @property
    def words(self) -> str:
        return self.text or (
            f"Pumping station {self.number} on the Sambre canal was reported closed by the harbour office, "
            f"which counted {100 + self.number} barges waiting in the upper basin."
        )

    @property
    def html(self) -> str:
        return (
            f'<article class="post" id="{self.id}"><time datetime="{self.at.isoformat()}">{self.at:%H:%M}</time>'
            f"<h2>Update {self.number}</h2><p>{self.words}</p></article>"
        )


@dataclass
class Newsroom(Server):
    """Serves `items`, newest first, `per_page` a page, each page naming the next by `rel=next`."""

    routes: dict[str, Play | list[Play]] = field(default_factory=dict)
    items: list[Item] = field(default_factory=lambda: [Item(n) for n in range(20)])
    per_page: int = 5
    has_validators: bool = True

    @property
    def path(self) -> str:
        return BLOG.removeprefix(f"http://{HOST}")

    def page_path(self, number: int) -> str:
        return self.path if number == 1 else f"{self.path}?page={number}"

    def pages_of(self) -> list[list[Item]]:
        newest = sorted(self.items, key=lambda one: -one.number)
        return [newest[at : at + self.per_page] for at in range(0, len(newest), self.per_page)]

    def render(self, number: int) -> bytes:
        pages = self.pages_of()
        link = f'<link rel="next" href="?page={number + 1}">' if number < len(pages) else ""
        posts = "".join(one.html for one in pages[number - 1])
        head = f'<title>Canal briefing – live</title><link rel="canonical" href="{BLOG}">{link}'
        return f"<!DOCTYPE html><html lang=en><head>{head}</head><body><main>{posts}</main></body></html>".encode()

    def play(self, path: str) -> Play:
        """What is answered to a path that no route plays."""
        for number in range(1, len(self.pages_of()) + 1):
            if path == self.page_path(number):
                return self.validated(self.render(number))
        return self.otherwise

    def validated(self, body: bytes, **headers: str) -> Play:
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'

        def answer(connection: Any, request: Any) -> None:
            is_known = self.has_validators and request.headers.get("if-none-match") == etag
            sent = {**headers, **({"ETag": etag} if self.has_validators else {})}
            connection.sendall(reply(b"", "304 Not Modified", **sent) if is_known else reply(body, **sent))

        return answer

    def _next(self, path: str) -> Play:
        return super()._next(path) if path in self.routes else self.play(path)


@contextmanager
def newsroom(
    home: Path,
    server: Newsroom | None = None,
    *,
    feeds: str = COMPUTED,
    layouts: str = LAYOUT,
    more: str = "",
) -> Iterator[tuple[Newsroom, Settings]]:
    """A newsroom that answers, and the settings that read it and nothing else."""
    folder = home / "outlets"
    folder.mkdir(parents=True, exist_ok=True)
    declared = DECLARATION.format(host=HOST, api=API, feeds=feeds, layouts=layouts, more=more)
    (folder / "paper.py").write_text(declared, encoding="utf-8")
    with server or Newsroom() as answering:
        yield (
            answering,
            Settings(
                _env_file=None, home=home / "var", outlet_folders=(folder,), outlets=("paper",), delay_seconds=0,
                connect_to=dict.fromkeys((HOST, COPIES, API), answering.place), deadline_seconds=5,
            ),
        )  # fmt: skip


def edited(items: Sequence[Item], number: int, text: str) -> list[Item]:
    """The same posts, one of them in other words."""
    return [replace(one, text=text) if one.number == number else one for one in items]


def as_json(value: Any) -> bytes:
    """An answer in JSON."""
    return reply(json.dumps(value).encode(), Content_Type="application/json")
