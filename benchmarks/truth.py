"""What the shared pages hold, read from their own structured data by rules for each of the four, not by ours."""

from __future__ import annotations

import csv
import gzip
import html
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

PAGES = Path(__file__).parents[2] / "shared" / "pages"
_BLOCK = re.compile(r"<script[^>]*application/ld\+json[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_META = {
    name: re.compile(rf'itemprop\s*=\s*"{name}"\s+content\s*=\s*"(.*?)"\s*/?>', re.DOTALL)
    for name in ("datePublished", "articleBody")
}
_RUN = 5
_TAG = re.compile(r"<[^>]+>|\[\[[^\]]+\]\]")
_SCRIPT = re.compile(rb"<script\b.*?</script>", re.DOTALL | re.IGNORECASE)
_MICRODATA = re.compile(rb'<meta itemprop[^>]*>|itemprop="[^"]*"|itemtype="[^"]*"')


@dataclass(frozen=True)
class Truth:
    """One post as the page's data says it: its instant, and the words of its body."""

    at: datetime
    words: tuple[str, ...]


@dataclass(frozen=True)
class SharedPage:
    """A page with its zone and the number of its posts as the index gives it."""

    name: str
    body: bytes
    zone: str
    posts: int

    @property
    def is_markup(self) -> bool:
        """Whether the page is HTML."""
        return ".html" in self.name

    def shown(self) -> bytes:
        """The page without scripts and microdata: what stands in the DOM."""
        return _MICRODATA.sub(b"", _SCRIPT.sub(b"", self.body))


def shared_pages() -> list[SharedPage]:
    """The pages of the index; none where the folder is not at hand."""
    index = PAGES / "INDEX.tsv"
    if not index.exists():
        return []
    rows = csv.DictReader(index.open(encoding="utf-8"), delimiter="\t")
    return [
        SharedPage(row["file"], gzip.decompress((PAGES / row["file"]).read_bytes()), row["timezone"], int(row["posts"]))
        for row in rows
    ]


def words(text: str) -> tuple[str, ...]:
    """Words of a text that may be escaped twice, and hold tags and tokens of the content system (`[[…]]`)."""
    return tuple(re.findall(r"[^\W_]+", _TAG.sub(" ", html.unescape(html.unescape(text))).casefold()))


def truth_of(page: SharedPage) -> list[Truth]:
    """Posts of a page as its own structured data lists them."""
    text = page.body.decode("utf-8", "replace")
    if not page.is_markup:
        return [_block(one) for one in json.loads(text)["blocks"]]
    posts = [one for block in _BLOCK.findall(text) for one in _updates(_loaded(block))]
    return [_update(one) for one in posts] if posts else _microdata(text)


def _loaded(block: str) -> Any:
    try:
        return json.loads(block, strict=False)
    except ValueError:
        return None


def _updates(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [update for one in value for update in _updates(one)]
    if not isinstance(value, dict):
        return []
    return list(value.get("liveBlogUpdate") or _updates(value.get("@graph")))


def _update(value: dict[str, Any]) -> Truth:
    return Truth(_instant(value["datePublished"]), words(value.get("articleBody") or ""))


def _block(value: dict[str, Any]) -> Truth:
    texts = [one.get("html") or one.get("text") or "" for one in value["elements"]]
    return Truth(datetime.fromtimestamp(value["blockFirstPublished"] / 1000, UTC), words(" ".join(texts)))


def _microdata(text: str) -> list[Truth]:
    """Metas `datePublished` and `articleBody` behind each element with `liveBlogUpdate`."""
    found = []
    for part in re.split(r'itemprop=["\']?liveBlogUpdate', text)[1:]:
        at, body = (_META[name].search(part) for name in ("datePublished", "articleBody"))
        if at:
            found.append(Truth(_instant(at.group(1)), words(body.group(1)) if body else ()))
    return found


def says(text: tuple[str, ...], body: tuple[str, ...]) -> bool:
    """Whether a text says a body: nine of ten of its runs of five words, or of fewer where it has fewer."""
    length = min(_RUN, len(body))
    said = set(_runs(text, length))
    wanted = _runs(body, length)
    return sum(one in said for one in wanted) >= 0.9 * len(wanted)


def _runs(text: tuple[str, ...], length: int) -> list[tuple[str, ...]]:
    return [text[place : place + length] for place in range(len(text) - length + 1)]


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text.strip()).astimezone(UTC)
