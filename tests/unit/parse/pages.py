# ruff: noqa: E501 (sentences and pages in tables)
"""Small pages in original words, one mechanism each."""

from __future__ import annotations

import json
from collections.abc import Iterable

POSTS = (
    ("a1f0c3d2e4b5", "2024-10-30T17:31:20+01:00", "Pont rouvert à Verbove", "Le pont de Verbove a rouvert mercredi matin, a indiqué la préfecture. Les camions attendront encore une semaine."),
    ("b2e1d4c3f5a6", "2024-10-30T15:02:10+01:00", "Nouvelle livraison", "Une quatrième livraison de générateurs est arrivée au port, a annoncé le ministère de l'Énergie dans un communiqué."),
    ("c3d2e5b4a6f7", "2024-10-30T09:45:00+01:00", "L'usine à l'arrêt", "L'usine de Sambre-Est restera fermée jusqu'à vendredi, selon son directeur, qui évoque des dégâts importants sur le toit."),
    ("d4c3f6a5b7e8", "2024-10-29T23:50:30+01:00", "Alerte levée", "L'alerte aérienne a été levée dans trois régions de l'ouest après un peu plus de deux heures, a précisé l'armée."),
)  # fmt: skip


def page(body: str, *, head: str = "", title: str = "EN DIRECT - Le fil de la région", lang: str = "fr") -> bytes:
    """A whole HTML page."""
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body><h1>{title}</h1>{body}</body></html>"
    ).encode()


def script(value: object, *, kind: str = "application/ld+json", identifier: str = "") -> str:
    """A script element that holds JSON."""
    mark = f' id="{identifier}"' if identifier else ""
    return f'<script type="{kind}"{mark}>{json.dumps(value, ensure_ascii=False)}</script>'


def blog(posts: Iterable[tuple[str, str, str, str]] = POSTS, *, host: str = "https://fil.example") -> dict[str, object]:
    """A LiveBlogPosting with its updates."""
    return {
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting",
        "headline": "EN DIRECT - Le fil de la région",
        "datePublished": "2024-10-29T20:00:00+01:00",
        "dateModified": "2024-10-30T17:31:20+01:00",
        "liveBlogUpdate": [
            {
                "@type": "BlogPosting",
                "headline": headline,
                "articleBody": text,
                "datePublished": at,
                "url": f"{host}/direct/fil-123456#{name}",
            }
            for name, at, headline, text in posts
        ],
    }
