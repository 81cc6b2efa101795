"""Cards that announce another article inside a post: a link with its title and "Publié hier à 16h43" below it.

The label of such a card is the time of the other article. It stands in an element with hardly any words but those of
the link, and the link leads away from the page. A headline that is itself a link is no card, unless the post says its
own time elsewhere.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from extractors.parse.content import inline, is_longer

_LABEL = re.compile(r"(?:publi[ée]e?|published|posted|mise? à jour|updated)\b", re.IGNORECASE)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LONGEST = 300
_SHORTEST_TITLE = 20
_REST = 24


def card_of(element: Any, raw: str, top: Any, *, is_only: bool) -> Any:
    """The card inside the post `top` whose label stands in `element` and reads `raw`; None where it is no card's."""
    if not _LABEL.match(raw) or element is top:
        return None
    for one in (element, *element.iterancestors()):
        if one is top or is_longer(one, _LONGEST):
            return None
        if _is_card(one, raw, is_only=is_only):
            return one
    return None


def leads_away(element: Any, url: str | None) -> bool:
    """Whether the headline in an element is a link to another page than `url`."""
    if element is None:
        return False
    headings = list(element.iter(*_HEADINGS))
    links = [link for one in headings for link in (*one.iter("a"), *one.iterancestors("a"))]
    page = urlsplit(url or "").path.rstrip("/")
    paths = (urlsplit(link.get("href") or "#").path.rstrip("/") for link in links)
    return any(path and path != page for path in paths)


def _is_card(holder: Any, raw: str, *, is_only: bool) -> bool:
    links = [one for one in holder.iter("a") if not (one.get("href") or "#").startswith("#")]
    titles = [inline(one).replace(raw, "").strip() for one in links]
    linked = sum(len(one) for one in titles)
    if max((len(one) for one in titles), default=0) < _SHORTEST_TITLE:
        return False
    if is_only and next(holder.iter(*_HEADINGS), None) is not None:
        return False
    return len(inline(holder)) - linked - len(raw) <= _REST
