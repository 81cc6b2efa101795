"""How a record or a post is shown with the rules that read it."""

from __future__ import annotations

import json
import sys
from typing import Any

_LONGEST = 70


def show_explained(found: dict[str, Any], *, as_json: bool) -> None:
    """The fields a line each, then the rules in text order; as JSON, one object a line."""
    if as_json:
        sys.stdout.write(json.dumps(found, default=str, ensure_ascii=False) + "\n")
        return
    for name, value in found.items():
        if name != "rules":
            sys.stdout.write(f"{name}: {value}\n")
    _show_rules(found.get("rules", []))


def _show_rules(rules: list[dict[str, Any]]) -> None:
    """Each rule in two lines: where and which, then on which words and with what result."""
    if not rules:
        sys.stdout.write("rules: none fired\n")
    for one in rules:
        record = f" -> {one['record_id']}" if one["record_id"] else ""
        span = f"{one['start']}-{one['end']}"
        words = one["words"] if len(one["words"]) <= _LONGEST else f"{one['words'][:_LONGEST]} …"
        sys.stdout.write(f"{span:>9}  {one['rule_id']}{record}\n{'':11}“{words}”: {one['note']}\n")
