"""The demo world over HTTP: every outlet by its host name, and the web archive that kept their pages."""

from __future__ import annotations

import argparse
import hashlib
import re
import threading
from dataclasses import dataclass, field
from datetime import date
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType, TracebackType
from typing import Self
from urllib.parse import parse_qs, unquote, urlsplit

from demo import pages, web_archive, world
from extractors.outlet import Outlet

_ROBOTS = "User-agent: *\nDisallow: /recherche\nDisallow: /search\n"
_HTML, _TEXT = "text/html; charset=utf-8", "text/plain; charset=utf-8"
_DAY_PAGE = re.compile(r"/archives/(\d{4})/(\d{2})/(\d{2})/?")
_REPLAY = re.compile(r"/web/(\d{1,14})id_/(https?://.+)")


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the server says to one request."""

    body: bytes = b""
    content_type: str = _HTML
    status: HTTPStatus = HTTPStatus.OK
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def etag(self) -> str:
        """A strong validator of the body."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:32]}"'


def answer(host: str, target: str) -> Answer:
    """The answer of a host of the demo world to a path with its query."""
    name = host.partition(":")[0].lower()
    parts = urlsplit(target)
    if parts.path == "/robots.txt":
        return Answer(body=_ROBOTS.encode(), content_type=_TEXT)
    if name == world.ARCHIVE_HOST:
        return _archive_answer(target)
    for outlet in world.outlets().values():
        if name in outlet.hosts:
            return _outlet_answer(outlet, parts.path, f"http://{name}:8765{parts.path}")
    return _front_page() if parts.path == "/" else _not_found()


def _outlet_answer(outlet: Outlet, path: str, url: str) -> Answer:
    if path == "/":
        return _home_page(outlet)
    if match := _DAY_PAGE.fullmatch(path):
        return _day_page(outlet, *match.groups())
    if (blog := world.blogs_by_url().get(url)) and blog.outlet.slug == outlet.slug:
        return Answer(body=pages.render(blog, world.last_instant(blog)))
    return _not_found()


def _archive_answer(target: str) -> Answer:
    parts = urlsplit(target)
    if parts.path == "/cdx/search/cdx":
        text, content_type = web_archive.cdx(parse_qs(parts.query))
        return Answer(body=text.encode(), content_type=content_type)
    match = _REPLAY.fullmatch(target) or _REPLAY.fullmatch(unquote(target))
    found = web_archive.nearest(*match.groups()) if match else None
    if match is None or found is None:
        return _not_found()
    if found.timestamp != match.group(1):
        return Answer(status=HTTPStatus.FOUND, headers={"Location": f"/web/{found.timestamp}id_/{found.original}"})
    links = f'<{found.original}>; rel="original"'
    return Answer(body=found.body, headers={"Memento-Datetime": found.memento_datetime, "Link": links})


def _list_page(title: str, links: list[tuple[str, str]], otherwise: str = "") -> Answer:
    rows = "".join(f'<li><a href="{escape(href)}">{escape(label)}</a></li>\n' for href, label in links)
    content = f"<ul>\n{rows}</ul>" if links else f"<p>{escape(otherwise)}</p>"
    head = f'<!DOCTYPE html>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
    return Answer(body=f"{head}<h1>{escape(title)}</h1>\n{content}\n".encode())


def _front_page() -> Answer:
    links = [(f"http://{outlet.hosts[0]}:8765/", outlet.name) for outlet in world.outlets().values()]
    return _list_page("The demo world", links)


def _home_page(outlet: Outlet) -> Answer:
    links = [(f"/archives/{day:%Y/%m/%d}", day.isoformat()) for day in reversed(world.days())]
    return _list_page(outlet.name, links)


def _day_page(outlet: Outlet, year: str, month: str, day: str) -> Answer:
    try:
        asked = date(int(year), int(month), int(day))
    except ValueError:
        return _not_found()
    blog = world.blog(outlet.slug, asked)
    links = [(urlsplit(blog.url).path, blog.title)] if blog else []
    return _list_page(f"{outlet.name}, {asked.isoformat()}", links, "–")


def _not_found() -> Answer:
    return Answer(body=b"<!DOCTYPE html>\n<title>404</title>\n<h1>404</h1>\n", status=HTTPStatus.NOT_FOUND)


class _Exchange(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._send(is_head=False)

    def do_HEAD(self) -> None:
        self._send(is_head=True)

    def _send(self, *, is_head: bool) -> None:
        reply = answer(self.headers.get("Host", ""), self.path)
        is_known = reply.status is HTTPStatus.OK and reply.etag in self.headers.get("If-None-Match", "")
        body = b"" if is_known else reply.body
        self.send_response(HTTPStatus.NOT_MODIFIED if is_known else reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.status is HTTPStatus.OK:
            self.send_header("ETag", reply.etag)
        if not is_known:
            self.send_header("Content-Type", reply.content_type)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if not is_head:
            self.wfile.write(body)

    def version_string(self) -> str:
        """What the server calls itself."""
        return "ClaimwireDemo"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the standard library's name)
        """Keep silent; the caller sees each answer."""


class _LocalServer(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True


class DemoServer:
    """The demo world served on this machine until the context is left."""

    def __init__(self, port: int = 0) -> None:
        """Bind the port; 0 takes a free one."""
        self._server = _LocalServer(("127.0.0.1", port), _Exchange)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self._server.server_address[1])

    @property
    def connect_to(self) -> MappingProxyType[str, str]:
        """Each host of the demo world with the address that serves it."""
        hosts = [host for outlet in world.outlets().values() for host in outlet.hosts]
        return MappingProxyType(dict.fromkeys((*hosts, world.ARCHIVE_HOST), f"127.0.0.1:{self.port}"))

    @property
    def environment(self) -> MappingProxyType[str, str]:
        """The settings with which Claimwire reads the demo world and nothing else."""
        return environment(self.port)

    def __enter__(self) -> Self:
        """Start answering."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop answering and free the port."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def wait(self) -> None:
        """Answer until the process is interrupted."""
        self._thread.join()


def environment(port: int) -> MappingProxyType[str, str]:
    """The settings with which Claimwire reads a demo world served on that port of this machine."""
    hosts = [host for outlet in world.outlets().values() for host in outlet.hosts]
    return MappingProxyType(
        {
            "CLAIMWIRE_OUTLET_FOLDERS": str(world.FOLDER / "outlets"),
            "CLAIMWIRE_OUTLETS": ",".join(world.outlets()),
            "CLAIMWIRE_CONNECT_TO": ",".join(f"{host}=127.0.0.1:{port}" for host in (*hosts, world.ARCHIVE_HOST)),
            "CLAIMWIRE_DELAY_SECONDS": "0",
        }
    )


def serve(port: int = 0) -> DemoServer:
    """The demo world on a port of this machine, as a context manager."""
    return DemoServer(port)


def main() -> None:
    """Serve the demo world until interrupted; with `--settings`, print the settings that go with it and end."""
    options = argparse.ArgumentParser(prog="python -m demo.server", description="Serve the demo world.")
    options.add_argument("--port", type=int, default=8765)
    options.add_argument("--settings", action="store_true", help="print the CLAIMWIRE_… settings and end")
    chosen = options.parse_args()
    if chosen.settings:
        print("\n".join(f"{name}={value}" for name, value in environment(chosen.port).items()))
        return
    with serve(chosen.port) as server:
        print(f"The demo world answers at http://127.0.0.1:{server.port}/ (Ctrl-C ends it).", flush=True)
        try:
            server.wait()
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
