# ruff: noqa: E501 (sentences in tables)
"""Pages with every form of time label, and the time that a reader gives each post; the tables beside this file say how.

Two tables were written before the code was first run on them: of `labels` and `pages` 44 pages of 78 came out right then,
of `second` 15 of 20.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from extractors.model import Post
from extractors.parse.page import read_page
from tests.unit.parse.pages import page

URL = "https://fil.example/direct/fil-123456"
TEXTS = {
    "fr": (
        "Le pont de Verbove a rouvert aux voitures, a indiqué la préfecture. Les camions attendront encore une semaine.",
        "Une quatrième livraison de générateurs est arrivée au port, a annoncé le ministère de l'Énergie ce jour.",
        "L'usine de Sambre-Est restera fermée, selon son directeur, qui évoque des dégâts importants sur le toit.",
        "L'alerte aérienne a été levée dans trois régions de l'ouest après un peu plus de deux heures, selon l'armée.",
        "Deux trains de nuit sont supprimés jusqu'à nouvel ordre, précise la compagnie, qui promet des autocars.",
        "Le maire de Kalynka assure que l'eau est revenue dans la moitié des quartiers et demande de la patience.",
    ),
    "en": (
        "The road bridge at Verbove has reopened to cars, the district administration said. Lorries will have to wait.",
        "A fourth delivery of generators has reached the port, the energy ministry announced in a short statement.",
        "The plant at Sambre East will stay closed, said its director, who speaks of serious damage to the roof.",
        "The air alert was lifted in three western regions after a little more than two hours, the army said.",
        "Two night trains are cancelled until further notice, the company says, and promises coaches instead.",
        "The mayor of Kalynka says that water is back in half of the districts and asks for a little patience.",
    ),
    "es": (
        "El puente de Verbove ha vuelto a abrir a los coches, indicó la prefectura. Los camiones tendrán que esperar.",
        "Una cuarta entrega de generadores ha llegado al puerto, anunció el ministerio en un breve comunicado.",
        "La fábrica de Sambre Este seguirá cerrada, según su director, que habla de daños importantes en el tejado.",
    ),
}
TITLES = {"fr": "EN DIRECT - Le fil de la région", "en": "LIVE - The region today", "es": "EN DIRECTO - La región"}


@dataclass(frozen=True)
class Case:
    """One page: its zone, its capture, the marks of its posts, and the time expected of each."""

    name: str
    captured: str
    posts: list[tuple[str, str]]
    zone: str = "Europe/Paris"
    lang: str = "fr"
    shape: str = "html"
    head: str = ""
    above: str = ""

    def blocks(self) -> list[str]:
        bodies = iter(TEXTS[self.lang])
        found = [self.above] if self.above else []
        for mark, _ in self.posts:
            if mark.startswith("@"):
                found.append(mark[1:])
            elif self.shape == "text":
                found.append(f"{mark}\n{next(bodies)}")
            else:
                found.append(f'<div class="post">{mark}<p>{next(bodies)}</p></div>')
        return found

    def read(self) -> list[Post]:
        captured = datetime.fromisoformat(self.captured)
        body, kind = "\n\n".join(self.blocks()).encode(), "text/plain"
        if self.shape == "html":
            body = page("\n".join(self.blocks()), head=self.head, title=TITLES[self.lang], lang=self.lang)
            kind = "text/html"
        found = read_page(body, url=URL, captured_at=captured, timezone=self.zone, content_type=kind)
        return list(found.posts)


def cases() -> list[Case]:
    tables = sorted(Path(__file__).parent.glob("time_cases_*.toml"))
    rows: list[dict[str, Any]] = [
        row for one in tables for row in tomllib.loads(one.read_text(encoding="utf-8"))["case"]
    ]
    return [Case(**{**row, "posts": [tuple(one) for one in row["posts"]]}) for row in rows]


def said(post: Post) -> str:
    """The time of a post as the tables write it."""
    if post.published_at is not None:
        second = f":{post.published_at:%S}" if post.published_at.second else ""
        return f"{post.published_at:%Y-%m-%dT%H:%M}{second}Z {post.time_precision} {post.time_method}"
    return f"{post.published_on or ''} {post.time_precision} {post.time_method}".strip()


@pytest.mark.parametrize("case", cases(), ids=lambda one: one.name)
def test_each_post_has_the_time_that_a_reader_gives_it(case: Case) -> None:
    posts = case.read()
    cards = [one for one in posts if one.kind == "teaser"]
    assert {said(one) for one in cards} <= {"none none"}
    shown = [one for one in posts if one.kind != "teaser"]
    assert [said(one) for one in shown] == [wanted for mark, wanted in case.posts if not mark.startswith("@")]
    assert all(text in one.text for one, text in zip(shown, TEXTS[case.lang], strict=False))
