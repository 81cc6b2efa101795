"""Polite conditional requests: one outlet, one connection at a time, its policy asked before its pages.

A fetcher belongs to one run of one outlet. Once a host refuses (403), asks for a long pause, or fails three times,
the fetcher leaves it alone for the rest of the run. Hosts of `connect_to` are the operator's own, so neither the pause
between requests nor a contact is asked for there; everything else holds for them too.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import TYPE_CHECKING, Self
from urllib.parse import unquote, urlsplit

from extractors.errors import BlockedByPolicy, ForbiddenAddress, MissingSetting, NothingForDay, Unreachable
from extractors.fetch.asking import OK, Answer, Asker, FetchRules
from extractors.fetch.failures import Interrupted
from extractors.fetch.guard import Resolver, gate_of, resolve
from extractors.fetch.policy import Policy, PolicyFile, Verdict
from extractors.outlet import Outlet

if TYPE_CHECKING:
    import ssl

    import httpx2

__all__ = ["FetchRules", "Fetcher", "Response"]

MAX_REDIRECTS = 5
_POLICY_FILE_BYTES = 1_000_000
_UNCHANGED = 304
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_REFUSALS = frozenset({401, 402, 403, 451})
_GONE = frozenset({404, 410})
_EMBEDDED = re.compile(r"https?://[^&]+")


@dataclass(frozen=True, kw_only=True)
class Response:
    """An answer that may be kept: its decoded body, its validators, and what the outlet's policy said.

    `is_unchanged` is the answer 304 to a conditional request, with an empty body; `is_truncated` marks a page of HTML
    without its closing tag, from which no deletion may be concluded.
    """

    url: str
    final_url: str
    status: int
    body: bytes
    etag: str | None
    last_modified: str | None
    content_type: str | None
    is_unchanged: bool
    is_truncated: bool
    robots_verdict: str
    tdm_verdict: str
    policy_reasons: tuple[str, ...]


class Fetcher:
    """Fetches pages of one outlet during one run; a context manager."""

    def __init__(
        self,
        outlet: Outlet,
        rules: FetchRules,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        resolver: Resolver = resolve,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        """Prepare for an outlet; `sleep`, `clock`, `resolver` and `ssl_context` are replaced in tests.

        Raises:
            UsageError: `connect_to` names something that is no address with a port.
            MissingSetting: the contact cannot be part of a header.
        """
        self._outlet, self._max_bytes = outlet, rules.max_bytes
        self._gate = gate_of(outlet, rules.connect_to)
        self._asker = Asker(self._gate, rules, sleep=sleep, clock=clock, resolver=resolver, ssl_context=ssl_context)
        self._policy = Policy(outlet.slug, rules.legal_basis, self._read_policy_file)

    def __enter__(self) -> Self:
        """Begin a run."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the run; every connection is closed with its request, so nothing is left to close."""

    def get(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Response:
        """Fetch an address, conditionally where validators of an earlier answer are given.

        Raises:
            Unreachable: no whole answer came, after three attempts where trying again could help.
            NothingForDay: the page is not there (404) or gone (410).
            BlockedByPolicy: robots.txt, a reservation or the server itself (403, 451) forbids it.
            ForbiddenAddress: the address or one it redirects to lies outside the outlet.
            MissingSetting: no contact is set, and the host is not one of `connect_to`; or the host refuses its key.
        """
        validators = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        conditions = {
            name: value for name, value in validators.items() if value and value.isascii() and value.isprintable()
        }
        try:
            answer, verdict = self._follow(url, conditions)
        except Interrupted as error:
            raise Unreachable(str(error)) from error
        return self._response(url, answer, verdict)

    def _response(self, url: str, answer: Answer, verdict: Verdict) -> Response:
        from extractors.fetch.body import is_cut_off

        is_unchanged = answer.status == _UNCHANGED
        verdict = self._policy.judge_answer(answer.url, verdict, answer.headers, answer.body)
        content_type = answer.headers.get("content-type")
        return Response(
            url=url,
            final_url=answer.url,
            status=answer.status,
            body=answer.body,
            etag=answer.headers.get("etag"),
            last_modified=answer.headers.get("last-modified"),
            content_type=content_type,
            is_unchanged=is_unchanged,
            is_truncated=not is_unchanged and is_cut_off(answer.body, content_type),
            robots_verdict=verdict.robots,
            tdm_verdict=verdict.tdm,
            policy_reasons=verdict.reasons,
        )

    def _follow(self, url: str, conditions: Mapping[str, str]) -> tuple[Answer, Verdict]:
        """Ask, and follow redirects, each hop judged by gate and policy as if it were asked first."""
        here = url
        for _ in range(MAX_REDIRECTS + 1):
            address = self._gate.admit(here)
            verdict = self._judge(str(address))
            answer = self._asker.ask(address, conditions, max_bytes=self._max_bytes, crawl_delay=verdict.crawl_delay)
            if answer.status not in _REDIRECTS:
                return self._accepted(address, answer, is_conditional=bool(conditions)), verdict
            here = self._asker.without_secret(_redirected(address, answer))
        raise Unreachable(f"{url} redirects more than {MAX_REDIRECTS} times.")

    def _judge(self, url: str) -> Verdict:
        verdict = self._policy.judge(url)
        original = self._original(url)
        return self._policy.judge_copy(original, verdict) if original else verdict

    def _original(self, url: str) -> str | None:
        """The outlet's own address inside that of a web archive's copy."""
        if urlsplit(url).hostname not in {host.lower() for host in self._outlet.archive_hosts}:
            return None
        embedded = _EMBEDDED.search(unquote(url), len("http://"))
        try:
            return str(self._gate.admit(embedded.group())) if embedded else None
        except ForbiddenAddress:
            return None

    def _accepted(self, address: httpx2.URL, answer: Answer, *, is_conditional: bool) -> Answer:
        if answer.status in OK or (answer.status == _UNCHANGED and is_conditional):
            return answer
        if answer.status in _GONE:
            raise NothingForDay(f"{answer.url} is not there ({answer.status}).")
        if answer.status in _REFUSALS:
            if self._asker.has_secret(address):
                raise MissingSetting(f"{address.host} refuses the key that is set ({answer.status}).")
            error = BlockedByPolicy(
                f"{answer.url} is refused to us ({answer.status}); nothing more is asked of the host in this run.",
                hint=f"The outlet does not want to be read: leave {self._outlet.slug} out, or ask for permission.",
            )
            self._asker.stop(address, error)
            raise error
        raise Unreachable(f"{answer.url} answered {answer.status}.")

    def _read_policy_file(self, url: str) -> PolicyFile:
        address = self._gate.admit(url)
        for _ in range(MAX_REDIRECTS + 1):
            answer = self._asker.ask(address, {}, max_bytes=_POLICY_FILE_BYTES)
            if answer.status not in _REDIRECTS:
                return PolicyFile(status=answer.status, body=answer.body)
            try:
                address = self._gate.admit(_redirected(address, answer))
            except ForbiddenAddress as error:
                raise Unreachable(f"{url} leads elsewhere: {error}") from error
        return PolicyFile(status=404)


def _redirected(address: httpx2.URL, answer: Answer) -> str:
    import httpx2

    location = answer.headers.get("location")
    if not location:
        raise Unreachable(f"{address} redirects to nowhere.")
    try:
        target = address.join(location)
    except (httpx2.InvalidURL, ValueError) as error:
        raise ForbiddenAddress(f"{address} redirects to {location!r}, which is no address.") from error
    if address.scheme == "https" and target.scheme == "http":
        raise ForbiddenAddress(f"{address} redirects from https to http.")
    return str(target)
