"""A scripted HTTP server on raw sockets, which can break every rule of framing, and fetchers that ask it."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from extractors.fetch.client import Fetcher, FetchRules
from extractors.outlet import Outlet

HOST, COPIES = "paper.localhost", "copies.localhost"
OUTLET = Outlet(
    slug="paper",
    name="The Paper",
    hosts=(HOST,),
    archive_hosts=(COPIES,),
    lang="en",
    timezone="Europe/Paris",
    country="FR",
    blog_url=r"/live/(?P<id>[a-z0-9-]+)$",
)
PAGE = b"<!DOCTYPE html><html><body><p>A quiet day.</p></body></html>"


@dataclass(frozen=True)
class Request:
    """What a client asked."""

    path: str
    headers: Mapping[str, str]


Play = bytes | Callable[[socket.socket, Request], None]


@dataclass
class Server:
    """Plays what its routes say, one connection a thread; a route with a sequence plays one part a request."""

    routes: dict[str, Play | list[Play]]
    otherwise: Play = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
    requests: list[Request] = field(default_factory=list)
    connections: int = 0
    port: int = 0

    def __enter__(self) -> Self:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.port}"

    def paths(self) -> list[str]:
        return [one.path for one in self.requests]

    def pages(self) -> list[str]:
        return [path for path in self.paths() if path not in ("/robots.txt", "/.well-known/tdmrep.json")]

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection:
            try:
                request = _read_request(connection)
                if request is None:
                    return
                self.requests.append(request)
                self._play(self._next(request.path), connection, request)
            except OSError:
                return

    def _next(self, path: str) -> Play:
        play = self.routes.get(path, self.otherwise)
        if isinstance(play, list):
            return play.pop(0) if len(play) > 1 else play[0]
        return play

    @staticmethod
    def _play(play: Play, connection: socket.socket, request: Request) -> None:
        if isinstance(play, bytes):
            connection.sendall(play)
            connection.shutdown(socket.SHUT_WR)
        else:
            play(connection, request)


def _read_request(connection: socket.socket) -> Request | None:
    head = b""
    while b"\r\n\r\n" not in head:
        part = connection.recv(65536)
        if not part:
            return None
        head += part
    first, *lines = head.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines)
    return Request(first.split(" ")[1], {name.lower(): value for name, value in headers.items()})


def reply(body: bytes = PAGE, status: str = "200 OK", **headers: str) -> bytes:
    """A well-formed answer; header names are written with underscores."""
    sent = {"Content_Type": "text/html; charset=utf-8", "Content_Length": str(len(body)), **headers}
    lines = [f"HTTP/1.1 {status}", *(f"{name.replace('_', '-')}: {value}" for name, value in sent.items() if value)]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def redirect(location: str, status: str = "302 Found") -> bytes:
    return reply(b"", status, Location=location)


def reset(connection: socket.socket) -> None:
    """End a connection with RST instead of FIN."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def fetcher(server: Server, outlet: Outlet = OUTLET, *, slept: list[float] | None = None, **options: Any) -> Fetcher:
    """A fetcher that finds the outlet's hosts at the server and only notes how long it would have waited."""
    rules = {"connect_to": dict.fromkeys((*outlet.hosts, *outlet.archive_hosts), server.place), "deadline_seconds": 5.0}
    mechanics = {name: options.pop(name) for name in ("clock", "resolver", "ssl_context") if name in options}
    notes = slept if slept is not None else []
    return Fetcher(outlet, FetchRules(**{**rules, **options}), sleep=notes.append, **mechanics)


def paper(hosts: Sequence[str] = (HOST,), **changes: Any) -> Outlet:
    return replace(OUTLET, hosts=tuple(hosts), **changes)
