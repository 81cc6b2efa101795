"""The tables of outlets and engines in the recipe are those of the declarations and of the fixtures."""

from __future__ import annotations

from pathlib import Path

from extractors.outlet import Outlet
from extractors.outlets import declared, engines
from tests.outlets.fixtures import FOLDER, rows_of

RECIPE = (Path(__file__).parents[2] / "docs" / "adding-an-outlet.md").read_text(encoding="utf-8")
_PAST = {"computed": "computed address", "day_page": "page by day", "content_api": "Content API", "cdx": "web archive"}


def known(folder: Path) -> str:
    """How many pages an outlet or engine has, and for how many the markup is wholly presumed."""
    abouts = [rows_of(path)[0]["markup"] for path in sorted(folder.glob("expected*.jsonl"))]
    presumed = sum(1 for one in abouts if "documented" not in one)
    return f"{len(abouts)}" + (f" ({presumed} presumed)" if presumed else "")


def past_days(outlet: Outlet) -> str:
    """By which feeds an outlet's blogs of a past day are found."""
    dated = [one.kind for one in outlet.feeds if one.kind in ("cdx", "content_api") or "%" in one.url]
    return ", ".join(dict.fromkeys(_PAST[one] for one in dated))


def outlets_table() -> str:
    """The table of outlets as it belongs into the recipe."""
    lines = ["| outlet | slug | country, language | zone | ids | posts a day | past days | pages |", "|" + "---|" * 8]
    for slug, one in sorted(declared().items(), key=lambda item: item[1].name.lower()):
        zone = one.timezone + (f", clocks {one.clock_timezone}" if one.clock_timezone else "")
        lines.append(
            f"| {one.name} | `{slug}` | {one.country}, {one.lang} | {zone} | {one.post_ids} | "
            f"{one.volume.low}–{one.volume.high} | {past_days(one)} | {known(FOLDER / slug)} |"
        )
    return "\n".join(lines)


def engines_table() -> str:
    """The table of engines as it belongs into the recipe."""
    lines = ["| engine | slug | ids | themes | pages |", "|" + "---|" * 5]
    for slug, one in sorted(engines().items()):
        pages = known(FOLDER / "engines" / slug)
        lines.append(f"| {one.name} | `{slug}` | {one.post_ids} | {len(one.layouts)} | {pages} |")
    return "\n".join(lines)


def test_the_recipe_lists_every_outlet_as_declared() -> None:
    assert outlets_table() in RECIPE, f"docs/adding-an-outlet.md should hold:\n{outlets_table()}"


def test_the_recipe_lists_every_engine_as_declared() -> None:
    assert engines_table() in RECIPE, f"docs/adding-an-outlet.md should hold:\n{engines_table()}"
