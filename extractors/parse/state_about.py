"""What a body that is application state, or the answer of an interface, says of its blog as a whole."""

from __future__ import annotations

import json
from datetime import UTC
from typing import Any, Literal

from extractors.parse.about import About
from extractors.parse.content import from_markup, squeeze
from extractors.parse.when import instant

_ADDRESSES = ("canonicalUrl", "webURL", "webUrl", "canonical_url")
_TITLES = ("headline", "webTitle", "title")
_STANDFIRSTS = ("standfirst", "trailText")
_ENVELOPES = 4


def about_state(values: list[Any], url: str | None) -> About:
    """What a body that is application state says of its blog."""
    top = _described(values)
    fields: dict[str, Any] = {**top, **(top["fields"] if isinstance(top.get("fields"), dict) else {})}
    lang = top.get("lang")
    title, standfirst = _first_text(fields, _TITLES), _first_text(fields, _STANDFIRSTS)
    published = instant(top.get("webPublicationDate"), UTC) if isinstance(top.get("webPublicationDate"), str) else None
    return About(
        canonical_url=_first_text(top, _ADDRESSES) or url,
        title=squeeze(from_markup(title)) if title else None,
        standfirst=squeeze(from_markup(standfirst).replace("\n", " ")) if standfirst else None,
        lang=lang[:2] if isinstance(lang, str) else None,
        is_live_type=_is_live_type(top),
        status=_state_of(fields),
        modified_at=published.at if published else None,
    )


def _described(values: list[Any]) -> dict[str, Any]:
    """The object that describes the blog: the first that gives its address, at the top or in an answer's envelopes."""
    level = top = [one for one in values if isinstance(one, dict)]
    for _ in range(_ENVELOPES):
        found = next((one for one in level if _first_text(one, _ADDRESSES)), None)
        if found is not None:
            return found
        level = [inner for one in level for inner in one.values() if isinstance(inner, dict)]
    return top[0] if top else {}


def _first_text(value: dict[str, Any], names: tuple[str, ...]) -> str | None:
    return next((value[one] for one in names if isinstance(value.get(one), str) and value[one]), None)


def _is_live_type(top: dict[str, Any]) -> bool:
    config = top.get("config")
    is_configured = isinstance(config, dict) and bool(config.get("isLiveBlog"))
    return is_configured or "LiveBlog" in json.dumps(top.get("format", "")) or top.get("type") == "liveblog"


def _state_of(fields: dict[str, Any]) -> Literal["live", "closed", "unknown"]:
    config = fields.get("config")
    said = config.get("isLive") if isinstance(config, dict) else fields.get("liveBloggingNow")
    return "closed" if said in (False, "false") else "live" if said in (True, "true") else "unknown"
