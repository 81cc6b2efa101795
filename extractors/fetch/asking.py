"""Asking a host with good manners: who asks is said, pauses are kept, failures are tried again three times at most."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from extractors.errors import ClaimwireError, MissingSetting, Unreachable
from extractors.fetch.failures import Delayed, Interrupted
from extractors.fetch.guard import Gate, Resolver
from extractors.model import LegalBasis

if TYPE_CHECKING:
    import ssl

    import httpx2

AGENT = "Claimwire"
ATTEMPTS = 3
MAX_PAUSE_SECONDS = 120.0
OK = frozenset({200, 203})
_DAY_SECONDS = 86_400.0
_DELAYS = frozenset({408, 425, 429})
_FIRST_WAIT_SECONDS = 1.0
_SERVER_ERROR = 500


@dataclass(frozen=True, kw_only=True)
class FetchRules:
    """What the operator set: who asks, from where, on which legal basis, how slowly and how much.

    `connect_to` maps a host name to the `address:port` that serves it; `delay_seconds` is the pause between two
    requests to one host, `deadline_seconds` what one request may take in all, `max_bytes` the largest decoded body.
    `secrets` are queries with a key (`api-key=…`) by host: they are added to what is sent and stand in nothing that is
    kept or shown.
    """

    contact: str | None = None
    connect_to: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    legal_basis: LegalBasis = "none"
    delay_seconds: float = 10.0
    deadline_seconds: float = 30.0
    max_bytes: int = 10_000_000
    version: str = "0"
    secrets: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), repr=False)

    @property
    def user_agent(self) -> str:
        """The honest name under which every request is made."""
        return f"{AGENT}/{self.version}" + (f" (+{self.contact})" if self.contact else "")


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A whole answer: its status, its headers with lower-case names, and its decoded body where it is a page."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


class Asker:
    """Asks the hosts behind one gate, one request at a time."""

    def __init__(
        self,
        gate: Gate,
        rules: FetchRules,
        *,
        sleep: Callable[[float], None],
        clock: Callable[[], datetime],
        resolver: Resolver,
        ssl_context: ssl.SSLContext | None,
    ) -> None:
        """Ask by these rules.

        Raises:
            MissingSetting: the contact cannot be part of a header.
        """
        if not rules.user_agent.isascii() or not rules.user_agent.isprintable():
            raise MissingSetting(f"CLAIMWIRE_CONTACT {rules.contact!r} holds characters that no header may hold.")
        self._gate, self._rules = gate, rules
        self._sleep, self._clock, self._resolver, self._ssl_context = sleep, clock, resolver, ssl_context
        self._stopped: dict[str, ClaimwireError] = {}
        self._last_asked: dict[str, float] = {}

    def stop(self, address: httpx2.URL, error: ClaimwireError) -> None:
        """Ask nothing more of the host of this address; the error says why."""
        self._stopped[address.netloc.decode("ascii")] = error

    def has_secret(self, address: httpx2.URL) -> bool:
        """Whether a key is sent to the host of this address."""
        return address.host in self._rules.secrets

    def without_secret(self, url: str) -> str:
        """An address as it may be kept, where a server repeats the key that it was sent."""
        for secret in self._rules.secrets.values():
            url = url.replace(secret, secret.partition("=")[0] + "=")
        return url

    def _sent(self, address: httpx2.URL) -> httpx2.URL:
        """The address as it goes over the wire, with its host's key."""
        secret = self._rules.secrets.get(address.host)
        query = b"&".join(filter(None, (address.query, secret.encode("ascii") if secret else b"")))
        return address.copy_with(query=query or None)

    def _require_contact(self, host: str) -> None:
        if not self._rules.contact and not self._gate.is_local(host):
            raise MissingSetting(
                f"CLAIMWIRE_CONTACT is not set, and {host} is not asked by somebody who gives no address.",
                hint="Set it to a page or a mail address at which the outlet can reach you.",
            )

    def ask(
        self, address: httpx2.URL, conditions: Mapping[str, str], *, max_bytes: int, crawl_delay: float = 0.0
    ) -> Answer:
        """Ask until an answer is whole, three times at most, and then no more of that host.

        Raises:
            Interrupted: no whole answer came.
            Unreachable: the answer is larger than allowed, or encoded in a way that was not asked for.
            ForbiddenAddress: the host resolves to an address that is not public.
            MissingSetting: no contact is set, and the host is not one of `connect_to`.
            BlockedByPolicy: the host was stopped after a refusal.
        """
        self._require_contact(address.host)
        host = address.netloc.decode("ascii")
        if host in self._stopped:
            raise self._stopped[host]
        for attempt in range(1, ATTEMPTS + 1):
            self._pause(host, address.host, crawl_delay)
            try:
                return self._ask_once(address, conditions, max_bytes)
            except Interrupted as error:
                if attempt == ATTEMPTS or not self._wait(error, attempt):
                    failure = self._named(address, error)
                    self.stop(address, failure)
                    raise failure from error
            except Unreachable as error:
                raise Unreachable(f"{address} was not fetched: {error}.") from error
            finally:
                self._last_asked[host] = time.monotonic()
        raise Unreachable(f"{address} was not asked.")

    def _ask_once(self, address: httpx2.URL, conditions: Mapping[str, str], max_bytes: int) -> Answer:
        from extractors.fetch.body import read_body
        from extractors.fetch.transport import Budget, exchange

        headers = {
            "User-Agent": self._rules.user_agent,
            "Accept": "text/html,application/xhtml+xml,application/xml,application/json;q=0.9,*/*;q=0.8",
            "Accept-Encoding": "gzip",
            "Connection": "close",
            **conditions,
        }
        budget = Budget(deadline=time.monotonic() + self._rules.deadline_seconds)
        is_secure = address.scheme == "https"
        context = (self._ssl_context or _default_context()) if is_secure else None
        with exchange(
            self._gate, self._sent(address), headers, budget=budget, max_bytes=max_bytes, resolver=self._resolver,
            ssl_context=context,
        ) as answer:  # fmt: skip
            if answer.status in _DELAYS or answer.status >= _SERVER_ERROR:
                raise Delayed(f"it answered {answer.status}", seconds=self._asked_pause(answer.headers))
            body = read_body(answer, max_bytes) if answer.status in OK else b""
            return Answer(url=str(address), status=answer.status, headers=dict(answer.headers.items()), body=body)

    def _asked_pause(self, headers: Mapping[str, str]) -> float | None:
        """Seconds that Retry-After asks for; what cannot be read or lies in the past asks for nothing."""
        text = headers.get("retry-after", "").strip()
        if text.isascii() and text.isdigit():
            return float(min(int(text[:9]), _DAY_SECONDS))
        try:
            seconds = (parsedate_to_datetime(text) - self._clock()).total_seconds()
        except (ValueError, TypeError):
            return None
        return min(seconds, _DAY_SECONDS) if seconds > 0 else None

    def _named(self, address: httpx2.URL, error: Interrupted) -> Interrupted:
        sentence = f"{address} was not fetched: {error}"
        if not isinstance(error, Delayed):
            return type(error)(f"{sentence}.")
        if error.seconds is not None and error.seconds > MAX_PAUSE_SECONDS:
            instant = (self._clock() + timedelta(seconds=error.seconds)).astimezone(UTC)
            sentence += f" and asks not to be asked before {instant:%Y-%m-%dT%H:%M:%SZ}"
        return Delayed(f"{sentence}.", seconds=error.seconds)

    def _wait(self, error: Interrupted, attempt: int) -> bool:
        """Wait before the next attempt, as long as the server asks, else longer each time; False: too long."""
        asked = (error.seconds or 0.0) if isinstance(error, Delayed) else 0.0
        if asked > MAX_PAUSE_SECONDS:
            return False
        jitter = secrets.SystemRandom().uniform(0.5, 1.5)
        self._sleep(max(asked, _FIRST_WAIT_SECONDS * 2 ** (attempt - 1) * jitter))
        return True

    def _pause(self, host: str, name: str, crawl_delay: float) -> None:
        if self._gate.is_local(name) or host not in self._last_asked:
            return
        due = self._last_asked[host] + max(self._rules.delay_seconds, crawl_delay)
        if (left := due - time.monotonic()) > 0:
            self._sleep(left)


@cache
def _default_context() -> ssl.SSLContext:
    import httpx2

    return httpx2.create_ssl_context(trust_env=False)
