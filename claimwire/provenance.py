"""Provenance: from a published record back to its sentence, its post, its archived page and its rule."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from claimwire.settings import Settings
from extractors.errors import UsageError

_FACTS = {
    "fct_claims": "from fct_claims where claim_id = $id",
    "fct_casualties": "from fct_casualties where casualty_id = $id",
    "fct_mobilisation": "from fct_mobilisation where mobilisation_id = $id",
    "fct_territory": "from fct_territory where territory_id = $id",
}
_PAGE = """
    select
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


def trace(settings: Settings, published: Path, record_id: str) -> dict[str, Any]:
    """Everything that stands behind one record, from its own fields to the path of the archived page.

    The page is looked up in the raw tables; where those are elsewhere, the published fields stand alone.

    Raises:
        UsageError: no published fact has that id.
    """
    from claimwire.warehouse.connection import query

    for table, sql in _FACTS.items():
        rows = query(published, sql, {"id": record_id})
        if rows:
            return {"table": table, **rows[0], **_page(settings, rows[0])}
    raise UsageError(f"No published record has the id {record_id!r}.", hint="Ids are the first column of each fact.")


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
