"""Posts in, records out: the rule engine that reads claims and figures."""

from __future__ import annotations

VERSION = "6"
