"""The Guardian's Content API: the licensed way to its live blogs, with a key.

A day's blogs are found by `/search` (`type=liveblog`, `from-date`, `to-date`), page after page; the content of one is
asked for by its id with `show-blocks=all`, which answers with every block at once. The key is no part of an address
here: it is added when the request is sent (`FetchRules.secrets`).
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode, urljoin
from zoneinfo import ZoneInfo

from extractors.errors import NothingForDay, Unreachable
from extractors.fetch.links import Address, Fetches, absolute, matches
from extractors.outlet import Feed, Outlet

MAX_ANSWERS = 10
_PAGE_SIZE = 50
_FIELDS = "headline,standfirst,trailText,firstPublicationDate,lastModified,liveBloggingNow"


def listed(outlet: Outlet, feed: Feed, day: date, fetcher: Fetches) -> dict[str, Address]:
    """The live blogs of an outlet's local day by their own address, each with that of its content.

    Raises:
        Unreachable: the interface did not answer, or not with a list of results.
    """
    zone = ZoneInfo(outlet.timezone)
    begins, ends = (datetime.combine(day + timedelta(days=one), time.min, zone).astimezone(UTC) for one in (0, 1))
    found: dict[str, Address] = {}
    for page in range(1, MAX_ANSWERS + 1):
        query = {
            "type": "liveblog", "from-date": begins.date(), "to-date": (ends - timedelta(seconds=1)).date(),
            "order-by": "oldest", "page-size": _PAGE_SIZE, "page": page,
        }  # fmt: skip
        results, pages = _answer(f"{feed.url}{'&' if '?' in feed.url else '?'}{urlencode(query)}", fetcher)
        for one in results:
            url = absolute(feed.url, str(one["webUrl"]))
            if url and one.get("type") == "liveblog" and matches(outlet, url) and _day_of(one, zone) in (day, None):
                found[url] = Address(url=_content(feed, one), canonical_url=url, captured_at=None, origin="live")
        if page >= pages:
            break
    return found


def _content(feed: Feed, result: dict[str, Any]) -> str:
    query = urlencode({"show-blocks": "all", "show-fields": _FIELDS}, safe=",")
    return f"{urljoin(feed.url, '/' + str(result['id']).lstrip('/'))}?{query}"


def _answer(url: str, fetcher: Fetches) -> tuple[list[dict[str, Any]], int]:
    """The results of one answer, and the number of pages that there are."""
    try:
        response = json.loads(fetcher.get(url).body)["response"]
        results = [one for one in response["results"] if isinstance(one, dict) and "id" in one and "webUrl" in one]
        return results, int(response["pages"])
    except NothingForDay:
        return [], 0
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Unreachable(f"{url} did not answer with a list of results.") from error


def _day_of(result: dict[str, Any], zone: ZoneInfo) -> date | None:
    try:
        at = datetime.fromisoformat(str(result.get("webPublicationDate")))
    except ValueError:
        return None
    return at.astimezone(zone).date() if at.tzinfo else None
