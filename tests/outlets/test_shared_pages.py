"""Real pages kept beside the checkout: every post, body and instant. Skipped where they are not at hand."""

from __future__ import annotations

import csv
import gzip
import re
from datetime import datetime
from pathlib import Path

import pytest

from extractors.outlets import find
from extractors.parse.content import words
from extractors.parse.page import Page, read_page

SHARED = Path(__file__).parents[2].parent / "shared"
INDEX = SHARED / "pages" / "INDEX.tsv"
SEED = SHARED / "seed" / "tf1info-2024-10-30.txt"
ROWS = list(csv.DictReader(INDEX.open(encoding="utf-8"), delimiter="\t")) if INDEX.exists() else []
HTML = [row for row in ROWS if ".html" in row["file"]]
_SCRIPTS = re.compile(rb"<script\b.*?</script>", re.DOTALL | re.IGNORECASE)
_MICRODATA = re.compile(rb'<meta itemprop[^>]*>|itemprop="[^"]*"|itemtype="[^"]*"')


def load(row: dict[str, str]) -> bytes:
    return gzip.decompress((INDEX.parent / row["file"]).read_bytes())


def named(row: dict[str, str]) -> str:
    return row["file"]


def read(row: dict[str, str], body: bytes) -> Page:
    return read_page(body, timezone=row["timezone"])


@pytest.mark.skipif(not ROWS, reason="the shared pages are not at hand")
@pytest.mark.parametrize("row", ROWS, ids=named)
def test_every_post_with_its_body_and_time(row: dict[str, str]) -> None:
    found = read(row, load(row))
    assert len(found.posts) == int(row["posts"])
    assert sum(1 for one in found.posts if one.text) >= int(row["posts_with_body"])
    assert {one.time_precision for one in found.posts} == {"second"}
    assert len({one.post_id for one in found.posts}) == len(found.posts)
    assert not found.quarantined
    assert found.is_complete is ("page 1 of" not in row["notes"])


@pytest.mark.skipif(not HTML, reason="the shared pages are not at hand")
@pytest.mark.parametrize("row", HTML, ids=named)
def test_without_its_data_the_page_says_the_same(row: dict[str, str]) -> None:
    body = load(row)
    whole, shown = read(row, body), read(row, _MICRODATA.sub(b"", _SCRIPTS.sub(b"", body)))
    minutes = [
        [one.published_at.replace(second=0, microsecond=0) for one in page.posts if one.published_at]
        for page in (whole, shown)
    ]
    assert minutes[0] == minutes[1]
    assert [set(words(one.text)) for one in whole.posts] == [set(words(one.text)) for one in shown.posts]


@pytest.mark.skipif(not SEED.exists(), reason="the seed page is not at hand")
def test_the_seed_text_gives_ten_posts() -> None:
    captured = datetime.fromisoformat("2024-10-30T18:45:00+01:00")
    lines = SEED.read_text(encoding="utf-8").splitlines()
    found = read_page(SEED.read_bytes(), outlet=find("tf1info"), captured_at=captured)
    cut = [[lines.index(line) + 1 for line in one.text.split("\n")] for one in found.posts]
    assert cut == [[1], [2], [3], [5, 6], [7, 8], [9], [10], [11], [12], [13, 14, 15, 16, 19]]
    assert {one.published_at for one in found.posts} == {None}
