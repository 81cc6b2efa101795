"""The address of a feed for a day: what its declared template says, filled in."""

from __future__ import annotations

import re
from datetime import date

from extractors.errors import UsageError
from extractors.outlet import Feed
from extractors.text import fold

_FRENCH = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
_ENGLISH = "january february march april may june july august september october november december"
_MONTHS = {"fr": _FRENCH.split(" "), "en": _ENGLISH.split(" ")}
_FIELD = re.compile(r"\{([^{}]*)\}")


def address_of(feed: Feed, day: date, page: int = 1) -> str:
    """The feed's address for a day, and for one page of those by which it lists that day.

    >>> address_of(Feed(kind="day_page", url="https://a.example/%Y/%m/%d-{month_fr}"), date(2025, 2, 1))
    'https://a.example/2025/02/01-février'
    >>> address_of(Feed(kind="day_page", url="https://a.example/%-d-{month_fr_plain}-%Y/{page}/"), date(2025, 8, 9), 2)
    'https://a.example/9-aout-2025/2/'

    Raises:
        UsageError: the template names a field that there is not.
    """
    fields = {"page": str(page)}
    for lang, names in _MONTHS.items():
        name = names[day.month - 1]
        fields |= {f"month_{lang}": name, f"month_{lang}_plain": fold(name), f"month_{lang}_short": name[:3]}

    def fill(match: re.Match[str]) -> str:
        if match[1] not in fields:
            raise UsageError(f"The feed {feed.url} names {match[0]}.", hint=f"Fields are {', '.join(sorted(fields))}.")
        return fields[match[1]]

    return _FIELD.sub(fill, day.strftime(feed.url))


def is_dated(feed: Feed) -> bool:
    """Whether the feed's address names the day, so that it can list any day of the past."""
    return "%" in feed.url or "{month" in feed.url


def is_paged(feed: Feed) -> bool:
    """Whether the feed lists a day on several pages."""
    return "{page}" in feed.url
