"""One question in JSON to an endpoint that the operator names: no outlet, so no policy and no guard, but limits."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from typing import Any

from extractors.errors import MissingSetting, Unreachable

_REFUSALS = frozenset({401, 403})


def ask_json(url: str, question: Mapping[str, Any], *, key: str | None, deadline_seconds: float, max_bytes: int) -> Any:
    """Post a JSON object, the key as a bearer token, and read the JSON that answers it.

    Redirects are not followed, so that the key goes nowhere else; proxies of the environment are not used.

    Raises:
        MissingSetting: the address is none, or the endpoint refuses the key.
        Unreachable: no whole answer in JSON came in time, within `max_bytes`.
    """
    import httpx2

    headers = {"Authorization": f"Bearer {key}"} if key else {}
    deadline = time.monotonic() + deadline_seconds
    try:
        with (
            httpx2.Client(trust_env=False, timeout=deadline_seconds, follow_redirects=False) as client,
            client.stream("POST", url, json=dict(question), headers=headers) as answer,
        ):
            if answer.status_code in _REFUSALS:
                raise MissingSetting(f"{url} refuses the key that is set ({answer.status_code}).")
            if answer.status_code != httpx2.codes.OK:
                raise Unreachable(f"{url} answered {answer.status_code}.")
            body = bytearray()
            for part in answer.iter_bytes():
                body += part
                if len(body) > max_bytes:
                    raise Unreachable(f"{url} answered with more than {max_bytes} bytes.")
                if time.monotonic() > deadline:
                    raise Unreachable(f"{url} took longer than {deadline_seconds:g} s.")
        return json.loads(body)
    except (httpx2.InvalidURL, httpx2.UnsupportedProtocol) as error:
        raise MissingSetting(f"{url} is no address that can be asked.") from error
    except httpx2.HTTPError as error:
        raise Unreachable(f"{url} was not asked: {str(error) or type(error).__name__}.") from error
    except (ValueError, RecursionError) as error:
        raise Unreachable(f"{url} did not answer in JSON.") from error
