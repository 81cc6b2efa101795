"""Caches in which objects stand once, by name, and are referred to elsewhere (`{"__ref": "Post:11"}`)."""

from __future__ import annotations

from typing import Any

_DEEPEST = 6
_MOST_FOLLOWED = 50_000


def followed(state: Any) -> Any:
    """A state whose lists of references hold the objects themselves, with what these refer to; any other as it is.

    Lists are followed in their own order, which is that of the page; the order of the cache says nothing.
    """
    cache = _cache(state)
    if not cache:
        return state
    room = [_MOST_FOLLOWED]
    found: dict[str, Any] = {}
    for name, value in cache.items():
        if isinstance(value, dict):
            listed = {key: _put(one, cache, 0, room) for key, one in value.items() if _refers(one)}
            if listed:
                found[name] = listed
    return [found, state]


def _cache(state: Any) -> dict[str, Any]:
    """The part of a state that holds named objects and a root that refers to them."""
    if not isinstance(state, dict):
        return {}
    for one in (state, *state.values()):
        if isinstance(one, dict) and ("ROOT_QUERY" in one or any(_refers(held) for held in _fields(one))):
            return one
    return {}


def _fields(cache: dict[str, Any]) -> list[Any]:
    return [held for one in list(cache.values())[:50] if isinstance(one, dict) for held in list(one.values())[:50]]


def _refers(value: Any) -> bool:
    """Whether a value is a list of references."""
    return isinstance(value, list) and bool(value) and all(_name(one) for one in value)


def _name(value: Any) -> str | None:
    """Name that a reference names."""
    if not isinstance(value, dict):
        return None
    name = value.get("__ref") or (value.get("id") if value.get("type") == "id" and "generated" in value else None)
    return name if isinstance(name, str) else None


def _put(value: Any, cache: dict[str, Any], depth: int, room: list[int]) -> Any:
    if depth > _DEEPEST or room[0] <= 0:
        return None
    room[0] -= 1
    name = _name(value)
    if name is not None:
        value = cache.get(name)
    if isinstance(value, dict):
        return {key: _put(one, cache, depth + 1, room) for key, one in value.items()}
    if isinstance(value, list):
        return [_put(one, cache, depth + 1, room) for one in value]
    return value
