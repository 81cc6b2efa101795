"""Posts that stand, out of a list that also tells what was changed and what was taken back.

Some interfaces answer with an event log (`type` new, update, delete under one id), others keep deleted and unpublished
posts in the list and mark them.
"""

from __future__ import annotations

from typing import Any

_NAMES = ("id", "_id", "uuid", "postId", "post_id")
_UNPUBLISHED = frozenset(("draft", "submitted", "deleted", "unpublished", "archived", "trash", "scheduled"))


def standing(listed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The posts of a list that are published: each in its last state, where it first stands.

    >>> standing([{"id": 1, "type": "new"}, {"id": 2, "type": "new"}, {"id": 1, "type": "delete"}])
    [{'id': 2, 'type': 'new'}]
    """
    published = [one for one in listed if not _is_withdrawn(one)]
    if not any(one.get("type") in {"update", "delete"} for one in published):
        return published
    last: dict[str, dict[str, Any]] = {}
    for place, one in enumerate(published):
        key = next((str(one[name]) for name in _NAMES if one.get(name) not in (None, "")), f"#{place}")
        if key not in last or _at(one) >= _at(last[key]):
            last[key] = one
    return [one for one in last.values() if one.get("type") != "delete"]


def _is_withdrawn(value: dict[str, Any]) -> bool:
    states = {
        str(value.get(name)).lower() for name in ("post_status", "postStatus", "status", "state") if name in value
    }
    is_advertisement = str(value.get("post_items_type")).lower() == "advertisement"
    return (
        is_advertisement
        or value.get("deleted") is True
        or value.get("isDeleted") is True
        or bool(states & _UNPUBLISHED)
    )


def _at(value: dict[str, Any]) -> float:
    """When an event happened, as the log counts it; 0 where it does not say."""
    raw = value.get("timestamp")
    try:
        return float(raw) if isinstance(raw, str | int | float) else 0.0
    except ValueError:
        return 0.0
