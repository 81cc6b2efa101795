"""Where a request may go: the hosts of one outlet, by http or https, at public addresses.

An address is judged after it was resolved, never by how it is written, and the connection goes to the address that
was judged. `connect_to` is the operator's own word for a local server and the only way to a private address.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from extractors.errors import ForbiddenAddress, UsageError
from extractors.fetch.failures import NoConnection
from extractors.outlet import Outlet

if TYPE_CHECKING:
    import httpx2

Resolver = Callable[[str, int, float], Sequence[str]]

_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
# Ranges that `ipaddress.is_global` of some Python version lets through although no outlet can live there.
_DENIED = tuple(
    ipaddress.ip_network(one)
    for one in (
        "168.63.129.16/32",  # a cloud's host, reachable from its guests only
        "192.0.0.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",  # 6to4 relays
        "192.175.48.0/24",
        "240.0.0.0/4",
        "2001::/23",  # Teredo and other protocol assignments
        "2001:db8::/32",
        "2002::/16",  # 6to4 carries any IPv4 address
        "2620:4f:8000::/48",
        "3fff::/20",
    )
)


@dataclass(frozen=True, kw_only=True)
class Target:
    """Where a connection is opened: a host and port, chosen by the operator or still to be resolved and judged."""

    host: str
    port: int
    is_local: bool


@dataclass(frozen=True, kw_only=True)
class Gate:
    """The hosts that may be asked, and those among them that are served elsewhere by the operator's own word."""

    slug: str
    hosts: frozenset[str]
    connect_to: Mapping[str, Target] = field(default_factory=lambda: MappingProxyType({}))

    def admit(self, url: str) -> httpx2.URL:
        """The address as it will be requested, without its fragment.

        Raises:
            ForbiddenAddress: it has another scheme, a foreign host, a port of its own, or a user name.
        """
        import httpx2

        try:
            parsed = httpx2.URL(url).copy_with(fragment=None)
        except (httpx2.InvalidURL, TypeError, ValueError) as error:
            raise ForbiddenAddress(f"{url!r} is no address: {error}.") from error
        if parsed.scheme not in ("http", "https"):
            raise ForbiddenAddress(f"{url!r} is neither http nor https.")
        if parsed.userinfo:
            raise ForbiddenAddress(f"{url!r} carries a user name.")
        self.target(parsed.raw_host.decode("ascii"), parsed.port)
        return parsed

    def target(self, host: str, port: int | None) -> Target:
        """Where a connection for this host goes; a port is named only by a host of `connect_to`.

        Raises:
            ForbiddenAddress: the host is none of the outlet's, or the port is not the scheme's own.
        """
        name = host.lower()
        if name not in self.hosts:
            raise ForbiddenAddress(f"The host {host!r} is none of the declared hosts of {self.slug}.")
        if name in self.connect_to:
            return self.connect_to[name]
        if port is not None:
            raise ForbiddenAddress(f"{host}:{port} is not asked: outlets answer at the ports of http and https only.")
        return Target(host=name, port=0, is_local=False)

    def is_local(self, host: str) -> bool:
        """Whether the operator serves this host, so that neither politeness nor a contact is owed to it."""
        return host.lower() in self.connect_to


def gate_of(outlet: Outlet, connect_to: Mapping[str, str]) -> Gate:
    """The gate of one outlet: its hosts, those of its web archives, and what the operator serves.

    Raises:
        UsageError: `connect_to` names something that is no address with a port.
    """
    hosts = frozenset(host.lower() for host in (*outlet.hosts, *outlet.archive_hosts))
    targets = {host.lower(): _local_target(host, place) for host, place in connect_to.items()}
    return Gate(slug=outlet.slug, hosts=hosts, connect_to=MappingProxyType(targets))


def is_public(address: str) -> bool:
    """Whether an address is one at which an outlet can be reached on the internet.

    >>> is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("93.184.215.14")
    (False, False, True)
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return is_public(str(found.ipv4_mapped))
        if found.scope_id is not None or found not in _GLOBAL_UNICAST:
            return False
    return (
        found.is_global
        and not found.is_multicast
        and not any(found.version == network.version and found in network for network in _DENIED)
    )


def vet(host: str, addresses: Iterable[str]) -> tuple[str, ...]:
    """All answers of a resolver, if every one of them is public.

    Raises:
        ForbiddenAddress: one is not; a name that answers with both kinds is refused as a whole.
    """
    found = tuple(dict.fromkeys(addresses))
    refused = [one for one in found if not is_public(one)]
    if refused or not found:
        raise ForbiddenAddress(f"{host} resolves to {', '.join(refused) or 'nothing'}, which is no public address.")
    return found


def resolve(host: str, port: int, seconds: float) -> Sequence[str]:
    """Ask the system's resolver, and wait no longer than the given time.

    Raises:
        NoConnection: it knows no address, or does not answer in time.
    """
    answers: queue.Queue[Sequence[str] | OSError] = queue.Queue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put([str(one[4][0]) for one in found])
        except OSError as error:
            answers.put(error)

    threading.Thread(target=ask, name="resolver", daemon=True).start()
    try:
        answer = answers.get(timeout=max(seconds, 0.001))
    except queue.Empty as error:
        raise NoConnection(f"{host} was not resolved in time") from error
    if isinstance(answer, OSError):
        raise NoConnection(f"{host} was not resolved ({answer.strerror})") from answer
    return answer


def _local_target(host: str, place: str) -> Target:
    address, _, port = place.rpartition(":")
    if not address or not port.isascii() or not port.isdigit() or not 0 < int(port) < 1 << 16:
        raise UsageError(
            f"CLAIMWIRE_CONNECT_TO sends {host} to {place!r}, which is no address with a port.",
            hint="Write it as host=127.0.0.1:8765.",
        )
    return Target(host=address.strip("[]"), port=int(port), is_local=True)
