"""Provenance: from a published record back to its sentence, its post, its archived page and every rule that fired."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from claimwire.settings import Settings
from extractors import outlets
from extractors.errors import UsageError
from extractors.model import Post
from extractors.rows import post_from_values, to_row

_FACTS = {
    "fct_claims": "from fct_claims where claim_id = $id",
    "fct_casualties": "from fct_casualties where casualty_id = $id",
    "fct_mobilisation": "from fct_mobilisation where mobilisation_id = $id",
    "fct_territory": "from fct_territory where territory_id = $id",
}
_POST = """
    select observations.* from post_observations as observations
    inner join snapshots on observations.snapshot_id = snapshots.snapshot_id
    where post_id = $id
    order by snapshots.captured_at desc, snapshots.snapshot_id
    limit 1
"""
_PAGE = """
    select
        observations.snapshot_id,
        observations.post_id as observed_post_id,
        observations.text as post,
        snapshots.url as page,
        snapshots.origin,
        snapshots.body_path as archived_page,
        snapshots.body_sha256,
        snapshots.legal_basis,
        snapshots.parser_version
    from post_observations as observations
    inner join snapshots on observations.snapshot_id = snapshots.snapshot_id
    where observations.outlet = $outlet
        and snapshots.captured_at = $captured_at
        and substr(observations.text, $start + 1, $length) = $quote
    order by snapshots.snapshot_id
    limit 1
"""


_OF_POST = ("post_id", "outlet", "kind", "lang", "published_at", "published_on", "url", "text")


def explain_published(settings: Settings, published: Path, name: str) -> dict[str, Any]:
    """Everything that stands behind a record or a post of the published file, named by its id.

    Of a record: its own fields, the post's text, the archived page, and the `rules` that fired on its sentence. Of a
    post: its text as last captured and all its `rules`. Page and rules are looked up in the raw tables; where those
    are elsewhere, a record's published fields stand alone.

    Raises:
        UsageError: neither a published fact nor a captured post has that id.
    """
    from claimwire.warehouse.connection import query

    for table, sql in _FACTS.items():
        rows = query(published, sql, {"id": name})
        if rows:
            return {"table": table, **rows[0], **_behind(settings, rows[0])}
    posts = query(settings.raw, _POST, {"id": name}) if settings.raw.exists() else []
    if posts:
        return explain_post(post_from_values(posts[0]), folders=settings.outlet_folders)
    raise UsageError(
        f"No published record and no captured post has the id {name!r}.", hint="Ids are the first column of each fact."
    )


def explain_post(post: Post, *, folders: Iterable[Path]) -> dict[str, Any]:
    """A post with every rule that fires on it, in text order."""
    return {**{key: value for key, value in to_row(post).items() if key in _OF_POST}, "rules": _rules(post, folders)}


def _rules(post: Post, folders: Iterable[Path]) -> list[dict[str, Any]]:
    from extractors.annotate.explain import explain

    return [to_row(one) for one in explain(post, outlet=outlets.declared(folders).get(post.outlet))]


def _behind(settings: Settings, row: dict[str, Any]) -> dict[str, Any]:
    """The archived page of a record, and the rules that fired on its sentence."""
    page = _page(settings, row)
    if not page:
        return {}
    post = post_from_values(_observed(settings, page.pop("observed_post_id"), page.pop("snapshot_id")))
    start, end = row["sentence_start"], row["sentence_end"]
    fired = _rules(post, settings.outlet_folders)
    return {**page, "rules": [one for one in fired if one["start"] < end and start < one["end"]]}


def _observed(settings: Settings, post_id: str, snapshot_id: str) -> dict[str, Any]:
    from claimwire.warehouse.connection import query

    sql = "from post_observations where post_id = $post and snapshot_id = $snapshot"
    return query(settings.raw, sql, {"post": post_id, "snapshot": snapshot_id})[0]


def _page(settings: Settings, row: dict[str, Any]) -> dict[str, Any]:
    from claimwire.warehouse.connection import query

    if not settings.raw.exists():
        return {}
    wanted = {
        "outlet": row["outlet_id"],
        "captured_at": row["captured_at"],
        "start": row["span_start"],
        "length": row["span_end"] - row["span_start"],
        "quote": row["quote"],
    }
    return next(iter(query(settings.raw, _PAGE, wanted)), {})
