"""Keys counted: each table has as many keys as rows, and no fact stands without its claim or its post."""

from __future__ import annotations

from expectations.model import Check, between


def checks() -> tuple[Check, ...]:
    """The suite, over the frame `counts` with one row a table."""
    return (
        _none("keys_unique", "repeated_keys", "as many distinct keys as rows"),
        _none("keys_present", "missing_keys", "no row without its key"),
        _none("claims_known", "rows_without_claim", "no fact without its claim"),
        _none("posts_known", "rows_without_post", "no row without its post"),
    )


def _none(check: str, column: str, expected: str) -> Check:
    return Check(
        suite="keys", check=check, frame="counts", expectation="ExpectColumnValuesToBeBetween",
        arguments=between(column, 0, 0), expected=expected,
    )  # fmt: skip
