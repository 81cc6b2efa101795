"""Small live blogs for the days before the written week, so that a long backfill has something to read.

Sentences are templates, figures and places follow from the day's number: nothing of it was reported by anybody.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

FIRST_DAY = date(2024, 9, 1)
LAST_DAY = date(2024, 10, 23)

_FOLDER = Path(__file__).parent / "templates"
_FRENCH_PLACES = ("Vovtchansk", "Koupiansk", "Pokrovsk", "Toretsk", "Kourakhové", "Tchassiv Iar", "Nikopol")
_ENGLISH_PLACES = ("Vovchansk", "Kupiansk", "Pokrovsk", "Toretsk", "Kurakhove", "Chasiv Yar", "Nikopol")


def days() -> tuple[date, ...]:
    """Every generated day, in order."""
    return tuple(FIRST_DAY + timedelta(days=count) for count in range((LAST_DAY - FIRST_DAY).days + 1))


def content(slug: str, day: date) -> Mapping[str, Any]:
    """A day of an outlet in the shape of a written day's file."""
    template, figures = _template(slug), _figures(slug, day)
    posts = [{**post, "text": post["text"].format(**figures)} for post in template["posts"]]
    return {**template, "title": template["title"].format(**figures), "posts": posts}


@cache
def _template(slug: str) -> Mapping[str, Any]:
    return tomllib.loads((_FOLDER / f"{slug}.toml").read_text(encoding="utf-8"))


def _figures(slug: str, day: date) -> dict[str, Any]:
    number = (day - date(2022, 2, 24)).days + 1
    is_english = slug == "harbour-lantern"
    places = _ENGLISH_PLACES if is_english else _FRENCH_PLACES
    losses = f"{684_280 - 1_270 * (date(2024, 10, 24) - day).days:,}"
    return {
        "day_of_war": number,
        "losses": losses if is_english else losses.replace(",", "."),
        "dead": 2 + number % 3,
        "hurt": 5 + number % 11,
        "drones": 18 + number % 23,
        "place": places[number % len(places)],
    }
