"""What counts as an outlet's own notice of a correction, and what only sounds like one."""

from __future__ import annotations

import re
from functools import cache

import duckdb
import pytest

from claimwire.warehouse.models import PROJECT


@cache
def notice() -> str:
    """The macro's body over a parameter."""
    text = (PROJECT / "macros" / "outlet_notice.sql").read_text(encoding="utf-8")
    (body,) = re.findall(r"{% macro outlet_notice\(text\) %}(.*?){% endmacro %}", text, re.DOTALL)
    return str(body).replace("{{ text }}", "$said")


def said(text: str) -> str | None:
    (row,) = duckdb.connect().execute(f"select {notice()}", {"said": text}).fetchall()
    found: str | None = row[0]
    return found


@pytest.mark.parametrize(
    "text",
    [
        "Correction : le bilan est de quatorze morts.",
        "Quatorze morts, selon le maire. Rectificatif : et non quarante.",
        "Le pont est fermé.\n[Erratum. Le pont de Verbivka, et non celui de Sambre.]",
        "Nous avons retiré un passage de ce message.",
        "Nous avons corrigé le chiffre donné ce matin.",
        "This post was amended to name the right village.",
        "We have corrected an earlier figure.",
        "Ce paragraphe a été rectifié à midi.",
    ],
)
def test_a_notice_is_heard(text: str) -> None:
    assert said(text)


@pytest.mark.parametrize(
    "text",
    [
        "« Nous avons retiré nos troupes du village », dit le général.",
        "We have withdrawn from the eastern bank, the general said.",
        "Un corps a été retiré des décombres.",
        "Le tir de correction : une affaire d’artilleurs.",
        "Le ministère a corrigé son bilan.",
        "Le bilan a été corrigé par le gouverneur.",
    ],
)
def test_what_only_sounds_like_one_is_not(text: str) -> None:
    assert said(text) is None
