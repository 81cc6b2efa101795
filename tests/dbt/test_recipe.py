"""docs/incremental.md, checked: what a continued build promises never rests on the rows of changed blogs alone."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from claimwire.warehouse.increments import NARROWED

PROMISED = {"main", "history"}
EXTRACTED_WHOLE = {"mart_review_queue"}  # a build has all rows of posts that a second reader read


@pytest.fixture(scope="module")
def manifest(candidate: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((candidate.parent / "dbt" / "target" / "manifest.json").read_text("utf-8"))
    return read


def narrowed(manifest: dict[str, Any]) -> set[str]:
    """Models that hold the rows of changed blogs only, after a continued build."""
    found = {name for name, source in manifest["sources"].items() if source["name"] in NARROWED}
    edge = set(found)
    while edge:
        reached = {child for name in edge for child in manifest["child_map"][name]} - found
        edge = {name for name in reached if _kind(manifest, name) in ("table", "view")}
        found |= edge
    return found


def _kind(manifest: dict[str, Any], name: str) -> str:
    return str(manifest["nodes"][name]["config"]["materialized"]) if name in manifest["nodes"] else ""


def broken(manifest: dict[str, Any]) -> list[str]:
    return sorted(
        manifest["nodes"][name]["name"]
        for name in narrowed(manifest)
        if name in manifest["nodes"]
        and manifest["nodes"][name]["schema"] in PROMISED
        and manifest["nodes"][name]["name"] not in EXTRACTED_WHOLE
    )


def test_no_promised_table_holds_changed_rows_only(manifest: dict[str, Any]) -> None:
    assert len(narrowed(manifest)) > 20
    assert broken(manifest) == []


@pytest.mark.parametrize("model", ["fct_claims", "int_posts", "history_claims"])
def test_a_model_that_forgets_to_keep_its_rows_is_named(manifest: dict[str, Any], model: str) -> None:
    spoilt = copy.deepcopy(manifest)
    spoilt["nodes"][f"model.claimwire.{model}"]["config"]["materialized"] = "table"
    assert broken(spoilt)


def test_every_kept_model_first_drops_what_it_makes_again(manifest: dict[str, Any]) -> None:
    kept = [one for one in manifest["nodes"].values() if one["config"].get("materialized") == "incremental"]
    assert len(kept) > 10
    assert [one["name"] for one in kept if not _forgets(manifest, one)] == []


def _forgets(manifest: dict[str, Any], model: dict[str, Any]) -> bool:
    macro = model["config"]["pre-hook"][0]["sql"].strip("{ }").partition("(")[0]
    return "delete from {{ this }}" in manifest["macros"][f"macro.claimwire.{macro}"]["macro_sql"]
