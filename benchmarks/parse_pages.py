"""How rightly and how fast pages are read, beside trafilatura and newspaper4k: `python -m benchmarks.parse_pages`.

The pages are the four kept beside the checkout in `../shared/pages`; any saved pages named on the command line are
timed too. Right is what each page's own structured data says, read by `benchmarks.truth`. The times are CPU
milliseconds of eleven readings in one process, caches emptied before each; `--write` keeps the tables. Without the
other readers (`make benchmark` installs them into an environment of their own) their columns are empty.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.tables import Row, publish, table
from benchmarks.truth import SharedPage, Truth, says, shared_pages, truth_of, words

READINGS = 11
MISSING = "–"


def read(body: bytes, zone: str | None = None) -> Sequence[Any]:
    """Posts of a page by our reader, its caches emptied."""
    from extractors import text
    from extractors.parse import content, when
    from extractors.parse.page import read_page

    for cached in (content.words, when.read_label, text.fold):
        cached.cache_clear()
    return read_page(body, timezone=zone).posts


def by_trafilatura(body: bytes) -> str:
    import trafilatura

    return trafilatura.extract(body, include_comments=False, favor_recall=True) or ""


def by_newspaper(body: bytes) -> str:
    import newspaper

    article = newspaper.Article("https://page.example/live")
    article.download(input_html=body.decode("utf-8", "replace"))
    article.parse()
    return str(article.text)


PEERS: dict[str, Callable[[bytes], str]] = {"trafilatura": by_trafilatura, "newspaper4k": by_newspaper}


def milliseconds(reading: Callable[[], Any], count: int = READINGS) -> list[float]:
    """CPU milliseconds of each of so many readings."""
    found = []
    for _ in range(count):
        began = time.process_time()
        reading()
        found.append((time.process_time() - began) * 1000)
    return found


def found_in(posts: Sequence[Any], truth: Sequence[Truth]) -> tuple[int, int]:
    """How many true instants the posts have, and how many true bodies in a post of that instant."""
    texts: dict[Any, list[tuple[str, ...]]] = {}
    for one in posts:
        texts.setdefault(one.published_at, []).append(words(one.text))
    instants = Counter(one.at for one in truth) & Counter(one.published_at for one in posts)
    bodies = sum(any(says(text, one.words) for text in texts.get(one.at, ())) for one in truth if one.words)
    return instants.total(), bodies


def correctness(pages: Sequence[SharedPage]) -> Iterator[Row]:
    """Posts, instants and bodies found of those that are there; then what other readers' texts hold of the bodies."""
    for page in pages:
        truth, posts = truth_of(page), read(page.body, page.zone)
        instants, bodies = found_in(posts, truth)
        bodied = [one for one in truth if one.words]
        peers = [_bodies_of_peer(page, bodied, peer) for peer in PEERS.values()]
        ours = (f"{len(posts)} of {page.posts}", f"{instants} of {len(truth)}", f"{bodies} of {len(bodied)}")
        yield [page.name, *ours, *peers]


def _bodies_of_peer(page: SharedPage, bodied: Sequence[Truth], peer: Callable[[bytes], str]) -> str:
    try:
        text = words(peer(page.body)) if page.is_markup else None
    except ImportError:
        return MISSING
    return MISSING if text is None else f"{sum(says(text, one.words) for one in bodied)} of {len(bodied)}"


def dom_only(pages: Sequence[SharedPage]) -> Iterator[Row]:
    """Posts found without scripts and microdata, with the minute and the words that the whole page gives them."""
    for page in (one for one in pages if one.is_markup):
        whole, shown = read(page.body, page.zone), read(page.shown(), page.zone)
        keys = [Counter((one.published_at.replace(second=0), words(one.text)) for one in of) for of in (whole, shown)]
        same = (keys[0] & keys[1]).total()
        yield [page.name, len(whole), len(shown), same, f"{100 * same / len(whole):.1f} %"]


def times(bodies: dict[str, bytes]) -> Iterator[Row]:
    """Bytes, posts, and median and least CPU milliseconds of each page; the median of the other readers."""
    for name, body in bodies.items():
        ours = milliseconds(lambda body=body: read(body))
        peers = [_median_of_peer(body, peer) for peer in PEERS.values()]
        yield [name, len(body), len(read(body)), f"{statistics.median(ours):.0f}", f"{min(ours):.0f}", *peers]


def _median_of_peer(body: bytes, peer: Callable[[bytes], str]) -> str:
    try:
        return f"{statistics.median(milliseconds(lambda: peer(body), 3)):.0f}" if body[:1] != b"{" else MISSING
    except ImportError:
        return MISSING


def main(arguments: list[str]) -> int:
    named = {one: Path(one).read_bytes() for one in arguments if one != "--write"}
    pages = shared_pages()
    if not pages and not named:
        sys.stderr.write("No pages to read: ../shared/pages is not there, and none is named.\n")
        return 1
    peers = [f"bodies in {one}" for one in PEERS]
    parts = [
        "What is there, by the page's own data, and what is found.",
        table(["page", "posts", "instants", "bodies", *peers], correctness(pages)),
        "Scripts and microdata removed: posts with the same minute and the same words.",
        table(["page", "posts", "shown", "same", "share"], dom_only(pages)),
        "CPU milliseconds a page.",
        table(
            ["page", "bytes", "posts", "median", "least", *PEERS], times({one.name: one.body for one in pages} | named)
        ),
    ]
    publish(__file__, "Reading pages", parts, arguments)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
