"""Peak memory of reading pages of 5 MB, each in a process of its own: `python -m benchmarks.memory_pages [--write]`."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.tables import Row, publish, table

ROOT = Path(__file__).parents[1]
SIZE = 5_000_000
HEAD = "<!doctype html><html lang=fr><head><meta charset=utf-8><title>EN DIRECT - Le fil</title>"
WORDS = (
    "le",
    "pont",
    "de",
    "la",
    "ville",
    "a",
    "rouvert",
    "mercredi",
    "selon",
    "la",
    "préfecture",
    "et",
    "les",
    "camions",
)


def text(place: int, length: int) -> str:
    """A sentence of about so many characters, another for each place."""
    turned = WORDS[place % len(WORDS) :] + WORDS[: place % len(WORDS)]
    return f"Point {place} : {' '.join(turned * (length // 60 + 1))[:length]}."


def instant(place: int) -> str:
    return f"2024-10-{place // 1440 % 28 + 1:02d}T{place // 60 % 24:02d}:{place % 60:02d}:00+01:00"


def linked(count: int) -> str:
    posts = [
        {"@type": "BlogPosting", "articleBody": text(one, 1000), "datePublished": instant(one), "@id": f"post-{one}"}
        for one in range(count)
    ]
    data = json.dumps({"@type": "LiveBlogPosting", "liveBlogUpdate": posts}, ensure_ascii=False)
    return f'<script type="application/ld+json">{data}</script>'


def state(count: int) -> str:
    posts = [{"id": one, "body": f"<p>{text(one, 1000)}</p>", "publishedAt": instant(one)} for one in range(count)]
    data = json.dumps({"props": {"posts": posts}}, ensure_ascii=False)
    return f'<script id="__NEXT_DATA__" type="application/json">{data}</script>'


def shown(count: int, paragraphs: int) -> str:
    return "".join(
        f'<article class="post" id="post-{one}"><time datetime="{instant(one)}">x</time>'
        + "".join(f"<p>{text(one * paragraphs + part, 1500 // paragraphs)}</p>" for part in range(paragraphs))
        + "</article>"
        for one in range(count)
    )


PAGES: dict[str, Callable[[], str]] = {
    "one live blog in linked data": lambda: HEAD + linked(4600),
    "one application state": lambda: HEAD + state(4600),
    "3,000 posts in the DOM": lambda: HEAD + "<body>" + shown(3000, 4),
    "1,700 posts in both": lambda: HEAD + linked(1700) + "<body>" + shown(1700, 2),
    "deep nesting": lambda: HEAD + "<body>" + ("<div class=a>" * 400 + text(1, 14_000) + "</div>" * 400) * 220,
    "many small elements": lambda: HEAD + "<body>" + "<p class='mot mot'><b>mot mot mot</b> mot mot</p>" * 49_000,
    "one text": lambda: HEAD + "<body><p>" + "mot " * (SIZE // 4),
    "one attribute": lambda: HEAD + "<body><div data-x='" + "x " * (SIZE // 2) + "'>mot</div>",
    "lines without markup": lambda: "\n".join(f"{instant(one)[11:16]} {text(one, 300)}" for one in range(16_000)),
}  # fmt: skip


def measured(name: str) -> list[object]:
    """Bytes, peak megabytes, CPU seconds and outcome of reading a page in this process."""
    from extractors.errors import UnreadablePage
    from extractors.parse.page import read_page

    body = PAGES[name]().encode()
    began = time.process_time()
    try:
        outcome = f"{len(read_page(body).posts)} posts"
    except UnreadablePage as error:
        outcome = type(error).__name__
    seconds = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [name, len(body), f"{peak:.0f}", f"{seconds:.2f}", outcome]


def rows() -> Iterator[Row]:
    for name in PAGES:
        command = [sys.executable, "-m", "benchmarks.memory_pages", "--one", name]
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
        yield json.loads(done.stdout)


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--one"]:
        sys.stdout.write(json.dumps(measured(arguments[1])))
        return 0
    heads = ["page", "bytes", "peak MB", "CPU seconds", "outcome"]
    publish(__file__, "Memory of reading large pages", [table(heads, rows())], arguments)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
