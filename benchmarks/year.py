"""A generated archive: six invented outlets, each with a live blog a day, their packages as `extract` writes them.

Sentences are templates with places, speakers and figures drawn into them. A pool of posts is really annotated; a post
of the archive is one of the pool with a last sentence of its own, its records placed on its day. A blog is captured
four times as it grows; of its posts one in twenty is edited and one in fifty taken down. What one outlet carries from
an agency (one post in ten), another does too.
"""

from __future__ import annotations

import csv
import gzip
import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from extractors.annotate.document import annotate
from extractors.annotate.words import LEXICON
from extractors.model import PostObservation, Record
from extractors.outlet import Outlet
from extractors.text import content_hash
from tests.dbt import small_world

FIRST_DAY = date(2024, 1, 1)
POSTS_A_BLOG = 32
CAPTURES = 4
POOL, PLACES, SELDOM = 6000, 400, 0.02
OUTLETS = tuple(
    Outlet(slug=f"invented-{name}", name=f"Le Courrier {name}", hosts=(f"{name}.invalid",), lang="fr", country="FR",
           timezone="Europe/Paris", blog_url=rf"https://{name}\.invalid/direct-(?P<id>\d+)", expects_blog_daily=True)
    for name in ("aulne", "bouleau", "charme", "douglas", "erable", "frene")
)  # fmt: skip
_SPEAKERS = (
    "le gouverneur de la région", "le ministère russe de la Défense", "l’état-major ukrainien", "Volodymyr Zelensky",
    "le maire de la ville", "Vladimir Poutine", "le Pentagone", "l’Otan", "les autorités d’occupation", "Dmitri Peskov",
    "le porte-parole de l’armée", "le secrétaire général de l’ONU", "le procureur régional",
    "les renseignements britanniques", "le chef de l’administration militaire",
)  # fmt: skip
_SENTENCES = (
    "Une frappe sur {place} a tué {few} personnes et en a blessé {some}, annonce {speaker}.",
    "L’armée russe affirme avoir pris le village de {place}, indique {speaker}.",
    "{speaker} dément toute avancée ennemie près de {place}.",
    "Au moins {some} soldats ont été capturés dans le secteur de {place}, selon {speaker}.",
    "{speaker} appelle les alliés à livrer davantage de munitions aux défenseurs de {place}.",
    "« Nous tiendrons {place} aussi longtemps qu’il le faudra », a déclaré {speaker}.",
    "Les forces ukrainiennes se sont retirées de {place}, reconnaît {speaker}.",
    "{speaker} accuse Moscou d’avoir visé une école de {place}, où {few} enfants ont été blessés.",
    "Le courant est revenu dans {some} rues de {place} après les réparations de la nuit.",
    "La circulation des trains reprend lentement entre {place} et la capitale, avec des retards.",
    "Dans le quartier bas de {place}, les habitants font la queue devant le four du boulanger.",
    "Notre correspondante a passé la matinée dans la cave d’un immeuble de {place}.",
    "Le marché de {place} a rouvert malgré les vitres brisées.",
)
_SELDOM = (
    "{speaker} assure que {many} soldats nord-coréens sont déployés en Russie.",
    "L’Ukraine va mobiliser {many} hommes supplémentaires, déclare {speaker}.",
    "La Russie a perdu {many} hommes en un mois, estime {speaker}.",
)
_WORDS = [
    "quai", "péniche", "halage", "écluse", "berge", "canal", "brume", "lampe", "marché", "pavé", "tuile", "verger",
    "moulin", "grange", "talus", "sentier", "pont", "cloche", "atelier", "fontaine", "ruelle", "colline", "lisière",
    "étang", "roseau", "barque", "gabare", "chaland", "bief", "vanne",
]  # fmt: skip
_ROLES = ("le gouverneur", "le maire", "le général", "le colonel", "le député")
_NAMES = (
    "Bilotserk", "Dovhalenko", "Hrytsiak", "Korzhenko", "Lozovyi", "Marchuk-Bilyi", "Nahirnyi", "Okhrimets",
    "Pidlisnyi", "Rudovskyi", "Sokyrko", "Tverdokhlib", "Voitsenko", "Yavorskyi", "Zabolotnyi", "Chornyak",
)  # fmt: skip


@cache
def pool() -> tuple[tuple[str, tuple[Record, ...]], ...]:
    """Texts and what the annotator reads in them, on the first day."""
    draw = random.Random(7)
    found = []
    for _ in range(POOL):
        text = " ".join(_sentence(draw) for _ in range(draw.choice((1, 2, 2, 3))))
        found.append((text, annotate(small_world.post("pool", text, small_world.at(9, day=FIRST_DAY)))))
    return tuple(found)


@cache
def places() -> tuple[str, ...]:
    """Names of Ukrainian towns, the largest first."""
    with gzip.open(LEXICON / "gazetteer" / "places.csv.gz", "rt", encoding="utf-8") as file:
        rows = [one for one in csv.DictReader(file) if one["country"] == "UA" and one["name"].isalpha()]
    rows.sort(key=lambda one: (-int(one["population"] or 0), one["name"]))
    return tuple(dict.fromkeys(one["name"] for one in rows))[:PLACES]


def _sentence(draw: random.Random) -> str:
    known = _SELDOM if draw.random() < SELDOM else _SENTENCES
    named = f"{draw.choice(_ROLES)} {draw.choice('AIOSV')}. {draw.choice(_NAMES)}"
    said = draw.choice(known).format(
        place=draw.choice(places()), speaker=draw.choice((named, draw.choice(_SPEAKERS))), few=draw.randint(2, 19),
        some=draw.randint(20, 90), many=f"{draw.randint(1, 90)} 000",
    )  # fmt: skip
    return said[0].upper() + said[1:]


def days_of(posts: int) -> int:
    """How many days of six blogs make so many posts."""
    return max(1, round(posts / len(OUTLETS) / POSTS_A_BLOG))


def packages_of(folder: Path, number: int) -> list[Path]:
    """Write the packages of one day, all outlets'."""
    day = FIRST_DAY + timedelta(days=number)
    wire = random.Random(number)
    dispatches = [wire.randrange(POOL) for _ in range(POSTS_A_BLOG // 10)]
    return [
        path
        for turn, outlet in enumerate(OUTLETS)
        for path in small_world.write_packages(
            folder / outlet.slug / day.isoformat(), _blog(outlet, turn, day, dispatches)
        )
    ]


def _blog(outlet: Outlet, turn: int, day: date, dispatches: list[int]) -> Iterator[small_world.Page]:
    draw = random.Random(f"{outlet.slug} {day}")
    number = 100_000 + (day - FIRST_DAY).days * 10 + turn
    posts = [_post(draw, f"{number}-{place}", day, place, dispatches) for place in range(POSTS_A_BLOG)]
    edited = {place: _edited(posts[place]) for place in draw.sample(range(POSTS_A_BLOG // 2), POSTS_A_BLOG // 20)}
    gone = {draw.randrange(POSTS_A_BLOG // 2)} if draw.random() < POSTS_A_BLOG / 50 else set()
    for capture in range(1, CAPTURES + 1):
        newest = POSTS_A_BLOG * capture // CAPTURES
        held = [place for place in range(newest - 1, -1, -1) if capture < CAPTURES - 1 or place not in gone]
        shown = [edited[place] if capture > 2 and place in edited else posts[place] for place in held]
        yield small_world.page(
            small_world.at(7 + 4 * capture, day=day), [one for rows in shown for one in rows], outlet=outlet, day=day,
            blog_id=f"{outlet.slug}-{number}", url=f"https://{outlet.hosts[0]}/direct-{number}",
        )  # fmt: skip


def _post(draw: random.Random, post_id: str, day: date, place: int, dispatches: list[int]) -> list[Any]:
    is_wire = place in (5, 14, 25)
    known = dispatches[(5, 14, 25).index(place) % len(dispatches)] if is_wire else draw.randrange(POOL)
    text, records = pool()[known]
    source = random.Random(f"{known} {day}") if is_wire else draw
    return _placed(post_id, f"{text} {' '.join(source.choices(_WORDS, k=9)).capitalize()}.", records, day, place)


def _edited(rows: list[Any]) -> list[Any]:
    """The same post with another last sentence: every word of its records is where it was."""
    shown, *records = rows
    text = f"{shown.text[:-1]} encore."
    digest = content_hash(text)
    return [replace(shown, text=text, observed_hash=digest), *(replace(one, content_hash=digest) for one in records)]


def _placed(post_id: str, text: str, records: tuple[Record, ...], day: date, place: int) -> list[Any]:
    at = small_world.at(6, day=day) + timedelta(minutes=25 * place, seconds=place)
    shown: PostObservation = small_world.post(post_id, text, at)
    moved = day - FIRST_DAY
    rows: list[Any] = [shown]
    for one in records:
        changed: dict[str, Any] = {"post_id": post_id, "content_hash": shown.observed_hash}
        changed.update(_moved(one, moved), **_named(one, post_id))
        rows.append(replace(one, **changed))
    return rows


def _moved(record: Record, by: timedelta) -> Mapping[str, Any]:
    return {name: value + by for name, value in vars(record).items() if isinstance(value, date)}


def _named(record: Record, post_id: str) -> Mapping[str, Any]:
    keys = ("record_id", "claim_id", "subset_of")
    return {key: f"{post_id}-{vars(record)[key]}" for key in keys if vars(record).get(key)}
