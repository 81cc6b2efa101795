"""What the supervisor asks of Airflow's own page: is it healthy, and switch a DAG on."""

from __future__ import annotations

import json
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

_COMPONENTS = ("metadatabase", "scheduler", "triggerer", "dag_processor")


def unhealthy(address: str) -> tuple[str, ...]:
    """The components that are not healthy yet; `api-server` where nothing answers."""
    try:
        state = ask(f"{address}/api/v2/monitor/health")
    except (OSError, HTTPException, ValueError):
        return ("api-server",)
    return tuple(name for name in _COMPONENTS if (state.get(name) or {}).get("status") != "healthy")


def token(address: str, user: str, password: str) -> str:
    """A bearer token for the interface of that page."""
    return str(ask(f"{address}/auth/token", {"username": user, "password": password}, method="POST")["access_token"])


def switch_on(address: str, bearer: str, dag_id: str) -> bool:
    """Unpause a DAG; False while Airflow has not read its file."""
    try:
        ask(f"{address}/api/v2/dags/{dag_id}", {"is_paused": False}, method="PATCH", bearer=bearer)
    except HTTPError:
        return False
    return True


def unreadable(address: str, bearer: str) -> tuple[str, ...]:
    """The DAG files that Airflow cannot read, each with the reason."""
    found = ask(f"{address}/api/v2/importErrors", bearer=bearer)["import_errors"]
    return tuple(f"{one['filename']}: {one['stack_trace'].strip().splitlines()[-1]}" for one in found)


def ask(address: str, body: Any = None, *, method: str = "GET", bearer: str | None = None) -> Any:
    """One request to the page, as JSON; no proxy stands between."""
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {bearer}"} if bearer else {})
    content = None if body is None else json.dumps(body).encode()
    request = Request(address, data=content, headers=headers, method=method)  # noqa: S310 (an address of ours)
    with build_opener(ProxyHandler({})).open(request, timeout=30) as answer:
        return json.loads(answer.read() or b"null")
