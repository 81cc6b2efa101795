"""Further pages of a live blog as its interfaces answer: JSON that holds posts as HTML, or a list that is empty."""

from __future__ import annotations

from typing import Any

_LISTS = ("posts", "entries", "items", "html")


def markup_of(value: Any) -> str | None:
    """The posts of an answer that holds each as a piece of HTML (`{"posts": ["<section>…"]}`), as one page.

    >>> markup_of({"posts": ["<section>a</section>", "<section>b</section>"]})
    '<html><body><main><section>a</section><section>b</section></main></body></html>'
    """
    pieces = _list(value)
    if isinstance(pieces, str):
        pieces = [pieces]
    if not pieces or not all(isinstance(one, str) for one in pieces) or "<" not in pieces[0]:
        return None
    return f"<html><body><main>{''.join(pieces)}</main></body></html>"


def is_end(value: Any) -> bool:
    """Whether an answer says that nothing follows: the list of its posts is there, and empty."""
    return _list(value) in ([], "")


def _list(value: Any) -> Any:
    if not isinstance(value, dict):
        return None
    return next((value[name] for name in _LISTS if isinstance(value.get(name), list | str)), None)
