"""A small world of claims that answer each other: a dispatch in ten blogs, a capture denied, tolls that differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from extractors.model import Hop
from extractors.outlet import Outlet
from tests.dbt import small_world
from tests.dbt.small_world import at, casualty, claim, page, post, territory

BLOGS = 10
DISPATCH = (
    "Une colonne de camions bâchés a quitté le dépôt avant l’aube et roule vers le fleuve, a confié à l’AFP "
    "un témoin qui demande que son nom soit tu."
)
PLACE = {"place": "Lypivka", "place_id": "ua:UA3200000000002", "geo_precision": "settlement"}
RUSSIAN = {"speaker": "l'armée russe", "speaker_kind": "military", "speaker_side": "RUS", "speaker_country": "RU"}
RESCUERS = {"speaker": "la mission de l'ONU", "speaker_id": "invented-mission", "speaker_kind": "igo",
            "speaker_side": "IGO", "speaker_country": None}  # fmt: skip


def outlet(number: int) -> Outlet:
    """One of the ten papers."""
    return replace(small_world.GAZETTE, slug=f"paper-{number}", hosts=(f"paper{number}.invalid",))


def dispatches() -> Iterator[small_world.Page]:
    """One agency's words in ten blogs, in two of them with an ending of their own."""
    for number in range(BLOGS):
        ending = " A suivre." if number > BLOGS - 3 else ""
        shown = post(f"wire-{number}", DISPATCH + ending, at(8, number))
        witness = claim(
            shown, f"c-wire-{number}", speaker="un témoin", speaker_kind="anonymous", speaker_side="UNKNOWN",
            speaker_country=None, topic="other", attribution=(Hop(name="un témoin", role="origin"),),
        )  # fmt: skip
        yield page(at(12, number), (shown, witness), outlet=outlet(number), blog_id=f"paper-{number}")


def taken(post_id: str, words: str, minute: int, **speaker: Any) -> tuple[Any, ...]:
    """A post on the village of Verbivka."""
    shown = post(post_id, words, at(9, minute))
    said = claim(shown, f"c-{post_id}", **{"topic": "territory", **speaker})
    ground = territory(shown, f"t-{post_id}", f"c-{post_id}")
    if said.polarity == -1:
        ground = replace(ground, polarity=-1, claim_status="denied_by_loser")
    return shown, said, ground


def toll(post_id: str, words: str, minute: int, killed: float, *, is_exact: bool, **speaker: Any) -> tuple[Any, ...]:
    """A post with the dead of Lypivka."""
    shown = post(post_id, words, at(10, minute))
    dead = casualty(shown, f"k-{post_id}", f"c-{post_id}", killed, words.split(maxsplit=1)[0])
    exact = {"high": killed, "hedge": "exact"} if is_exact else {}
    return shown, claim(shown, f"c-{post_id}", **speaker), replace(dead, **PLACE, **exact)


def pages() -> list[small_world.Page]:
    """Ten blogs with the dispatch, and one blog in which the others answer each other."""
    later = at(9) + timedelta(hours=5)
    answers = (
        *taken("taken", "L’armée russe dit tenir tout Verbivka depuis hier.", 0, stance="claims", **RUSSIAN),
        *taken("denied", "L’état-major à Kiev dément la chute de Verbivka.", 40, stance="denies", polarity=-1,
               speaker="l'état-major", speaker_kind="military"),
        *toll("governor", "Douze morts sont à déplorer dans la halle, dit le gouverneur.", 0, 12.0, is_exact=True),
        *toll("mission", "Neuf morts ont été comptés sous la halle, relève la mission.", 20, 9.0, is_exact=True,
              **RESCUERS),
        *toll("mayor", "Dix morts au moins, selon la mairie du lieu.", 5, 10.0, is_exact=False, speaker="la mairie"),
    )  # fmt: skip
    return [*dispatches(), page(later, answers)]
