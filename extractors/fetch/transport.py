"""One request on the wire: a connection to a vetted address, within one deadline and one budget of bytes."""

from __future__ import annotations

import ipaddress
import ssl
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpcore2
import httpx2

from extractors.errors import ForbiddenAddress, Unreachable
from extractors.fetch.failures import Interrupted, NoConnection
from extractors.fetch.guard import Gate, Resolver, vet

_HEAD_BYTES = 128 * 1024


@dataclass(kw_only=True)
class Budget:
    """What one request may cost: a deadline on the monotonic clock and a number of bytes on the wire."""

    deadline: float
    bytes_left: int = _HEAD_BYTES

    def seconds(self) -> float:
        """Seconds that are left.

        Raises:
            Interrupted: none are left.
        """
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise Interrupted("it took longer than CLAIMWIRE_DEADLINE_SECONDS allows")
        return left

    def spend(self, count: int) -> None:
        """Count bytes that came over the wire.

        Raises:
            Unreachable: more came than was allowed.
        """
        self.bytes_left -= count
        if self.bytes_left < 0:
            raise Unreachable("the answer is larger than CLAIMWIRE_MAX_BYTES allows")


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """The head of an answer, and its body as it comes over the wire (still encoded)."""

    status: int
    headers: httpx2.Headers
    parts: Iterator[bytes] = field(repr=False)


class WatchedStream(httpcore2.NetworkStream):
    """A connection every read and write of which counts against one budget."""

    def __init__(self, stream: httpcore2.NetworkStream, budget: Budget) -> None:
        """Watch the stream."""
        self._stream, self._budget = stream, budget

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 (httpcore2 names it)
        """Read what is there, before the deadline."""
        part = self._stream.read(max_bytes, self._budget.seconds())
        self._budget.spend(len(part))
        return part

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 (httpcore2 names it)
        """Write, before the deadline."""
        self._stream.write(buffer, self._budget.seconds())

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore2.NetworkStream:
        """Go on encrypted, the certificate judged by the host's name and not by the address."""
        secure = self._stream.start_tls(ssl_context, server_hostname, self._budget.seconds())
        return WatchedStream(secure, self._budget)

    def get_extra_info(self, info: str) -> Any:
        """What the connection knows of itself."""
        return self._stream.get_extra_info(info)


class GuardedBackend(httpcore2.NetworkBackend):
    """Opens connections to vetted addresses only."""

    def __init__(self, gate: Gate, resolver: Resolver, budget: Budget, explicit_port: int | None) -> None:
        """Serve one request, whose address names that port or none."""
        self._gate, self._resolver, self._budget, self._explicit_port = gate, resolver, budget, explicit_port
        self._sockets = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 (httpcore2 names it)
        local_address: str | None = None,  # noqa: ARG002 (httpcore2 names it)
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002 (httpcore2 names it)
    ) -> httpcore2.NetworkStream:
        """Resolve once, judge every answer, connect to what was judged, and look at who answers."""
        target = self._gate.target(host, self._explicit_port)
        if target.is_local:
            stream = self._sockets.connect_tcp(target.host, target.port, self._budget.seconds(), None, ())
        else:
            stream = self._connect_public(host, port)
        return WatchedStream(stream, self._budget)

    def _connect_public(self, host: str, port: int) -> httpcore2.NetworkStream:
        addresses = vet(host, self._resolver(host, port, self._budget.seconds()))
        for place, address in enumerate(addresses):
            try:
                stream = self._sockets.connect_tcp(address, port, self._budget.seconds(), None, ())
            except (httpcore2.NetworkError, httpcore2.TimeoutException):
                if place == len(addresses) - 1:
                    raise
            else:
                _check_peer(stream, address)
                return stream
        raise NoConnection(f"{host} has no address")


@contextmanager
def exchange(
    gate: Gate,
    url: httpx2.URL,
    headers: Mapping[str, str],
    *,
    budget: Budget,
    max_bytes: int,
    resolver: Resolver,
    ssl_context: ssl.SSLContext | None,
) -> Iterator[Exchange]:
    """Ask once, over a connection of its own that is closed afterwards; no proxy, no cookie, no redirect.

    Raises:
        ForbiddenAddress: the gate refuses the host, or its address is not public.
        NoConnection: the host cannot be found or connected to, or its certificate is not accepted.
        Interrupted: the answer ended or stalled before it was whole.
        Unreachable: the answer has a head or a body beyond what is allowed.
    """
    backend = GuardedBackend(gate, resolver, budget, url.port)
    origin = httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
    sent = [(b"Host", url.netloc), *((name.encode(), value.encode()) for name, value in headers.items())]
    with (
        _translated(),
        httpcore2.ConnectionPool(ssl_context, network_backend=backend, max_connections=1) as pool,
    ):
        answer = pool.handle_request(httpcore2.Request(b"GET", origin, headers=sent))
        try:
            budget.bytes_left = max_bytes + _HEAD_BYTES
            yield Exchange(status=answer.status, headers=httpx2.Headers(answer.headers), parts=answer.iter_stream())
        finally:
            answer.close()


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
        raise NoConnection(f"no connection ({error})") from error
    except httpcore2.TimeoutException as error:
        raise Interrupted("no answer came within CLAIMWIRE_DEADLINE_SECONDS") from error
    except (httpcore2.NetworkError, httpcore2.ProtocolError) as error:
        raise Interrupted(f"the connection broke ({error})") from error


def _check_peer(stream: httpcore2.NetworkStream, address: str) -> None:
    peer = str(stream.get_extra_info("server_addr")[0])
    if ipaddress.ip_address(peer) != ipaddress.ip_address(address):
        stream.close()
        raise ForbiddenAddress(f"{peer} answered where {address} was asked.")
