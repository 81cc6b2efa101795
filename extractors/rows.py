"""Dataclasses to JSON-ready rows and back: the form of packages and of the command line's JSON lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from extractors.errors import BadDate, UsageError
from extractors.model import FieldEvidence, Post, Record

_POST_FIELDS = frozenset(one.name for one in fields(Post))
_EVIDENCE_FIELDS = tuple(one.name for one in fields(FieldEvidence))


def to_row(value: Any) -> dict[str, Any]:
    """Flatten one dataclass of the model to JSON values: ISO dates and instants, lists for tuples."""
    row = {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    return {"table": value.table, **row} if isinstance(value, Record) else row


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if is_dataclass(value):
        return to_row(value)
    return value


def post_from_row(row: Any) -> Post:
    """Read one post from a JSON object; keys beyond the contract are ignored.

    Raises:
        UsageError: the value is no object, or a required key is missing or is no text.
        BadDate: an instant or a day is not ISO 8601.
    """
    if not isinstance(row, dict):
        raise UsageError("A post is a JSON object.")
    missing = [name for name in ("post_id", "outlet", "lang", "timezone", "text") if not isinstance(row.get(name), str)]
    if missing:
        raise UsageError(
            f"A post lacks {', '.join(missing)}.", hint="Each line is one JSON object as `claimwire parse` prints it."
        )
    known = {name: value for name, value in row.items() if name in _POST_FIELDS and value is not None}
    for name in ("published_at", "captured_at", "modified_at"):
        if name in known:
            known[name] = instant(known[name])
    if "published_on" in known:
        known["published_on"] = day(known["published_on"])
    known["strategies"] = tuple(known.get("strategies", ()))
    known["field_evidence"] = _field_evidence(known.get("field_evidence"))
    return Post(**known)


def post_from_values(row: Mapping[str, Any]) -> Post:
    """Read one post from a stored row, whose days and instants are values already."""
    return post_from_row({name: _plain(value) for name, value in row.items()})


def _field_evidence(row: Any) -> FieldEvidence:
    said = row if isinstance(row, dict) else {}
    return FieldEvidence(**{name: said.get(name) for name in _EVIDENCE_FIELDS})


def instant(text: str) -> datetime:
    """Read an aware instant from ISO 8601.

    Raises:
        BadDate: the text is no instant, or lacks an offset.
    """
    try:
        found = datetime.fromisoformat(text)
    except (TypeError, ValueError) as error:
        raise BadDate(f"{text!r} is no instant.") from error
    if found.tzinfo is None:
        raise BadDate(f"{text!r} has no offset from UTC.")
    return found


def day(text: str) -> date:
    """Read a day from ISO 8601.

    Raises:
        BadDate: the text is no day.
    """
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError) as error:
        raise BadDate(f"{text!r} is no day.") from error
