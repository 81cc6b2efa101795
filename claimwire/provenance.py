"""Provenance: from a published record back to its sentence, its post, its archived page and its rule."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from claimwire.settings import Settings
from extractors.errors import UsageError

_KEYS = {
    "fct_claims": "claim_id",
    "fct_casualties": "casualty_id",
    "fct_mobilisation": "mobilisation_id",
    "fct_territory": "territory_id",
}
_RECORD_ID = re.compile(r"[0-9A-Za-z_:.-]{1,128}")


def trace(settings: Settings, published: Path, record_id: str) -> dict[str, Any]:
    """Everything that stands behind one record, from its own fields to the path of the archived page.

    Raises:
        UsageError: no published fact has that id.
    """
    table, row = _find(published, record_id)
    source = _source(settings, row) if settings.raw.exists() else {}
    return {"table": table, **row, **source}


def _find(published: Path, record_id: str) -> tuple[str, dict[str, Any]]:
    from claimwire.warehouse.connection import query

    if _RECORD_ID.fullmatch(record_id):
        for table, key in _KEYS.items():
            rows = query(published, f"select * from {table} where {key} = '{record_id}'")  # noqa: S608 - vetted above
            if rows:
                return table, rows[0]
    raise UsageError(f"No published record has the id {record_id!r}.", hint="Ids are the first column of each fact.")


def _source(settings: Settings, row: dict[str, Any]) -> dict[str, Any]:
    from claimwire.warehouse.frames import source_of

    return source_of(settings.raw, row["claim_id"], lock_seconds=settings.lock_seconds)
