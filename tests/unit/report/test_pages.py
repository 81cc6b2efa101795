"""The pages as text: nothing scraped gets out of its place, nothing is fetched, every claim can be linked to."""

from __future__ import annotations

import base64
import hashlib
import re
import sys
from datetime import date, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from jinja2 import UndefinedError

from claimwire.report.build import MOST_CLAIMS, QUERIES, write_report

sys.path.insert(0, str(Path(__file__).parent))
from invented_day import META, claims, quality, tables

CANARY = "<script>window.__pwned=1</script>\"'><img src=x onerror=window.__pwned=1>{{ 7*7 }}</style></title>&lt;"
KEPT_TYPES = (bool, int, float, date, datetime, type(None))


class Page(HTMLParser):
    """Tags with their attributes, and ids."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = path.read_text(encoding="utf-8")
        self.feed(self.text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def every(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.tags if attributes.get("id")]


def poisoned(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: poisoned(one) for key, one in value.items()}
    if isinstance(value, list):
        return [poisoned(one) for one in value]
    return value if isinstance(value, KEPT_TYPES) else f"{CANARY}{value}"


def written(folder: Path, **changes: Any) -> tuple[Page, Page]:
    told = {"tables": tables(), "quality": quality(), "meta": META, **changes}
    report = write_report(folder, **told)
    assert report == folder / "report" / "index.html"
    return Page(report), Page(folder / "quality" / "index.html")


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> tuple[Page, Page]:
    return written(tmp_path_factory.mktemp("pages"))


@pytest.fixture(scope="module")
def poisoned_pages(tmp_path_factory) -> tuple[Page, Page]:
    return written(
        tmp_path_factory.mktemp("poisoned"),
        tables=poisoned(tables()),
        quality=poisoned(quality()),
        meta={"day": META["day"], "build_id": CANARY},
    )


@pytest.mark.parametrize("which", [0, 1])
def test_canary_in_every_text_field_stays_text(pages, poisoned_pages, which):
    page, clean = poisoned_pages[which], pages[which]
    assert "&lt;script&gt;window.__pwned" in page.text
    assert not {tag for tag, _ in page.tags} - {tag for tag, _ in clean.tags}
    assert page.every("script") == page.every("img") == []
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    assert "7*7" in page.text
    assert CANARY not in page.text


def test_canary_in_an_address_is_no_link(poisoned_pages):
    assert all(one["href"].startswith(("#", "../")) for one in poisoned_pages[0].every("a"))


@pytest.mark.parametrize("which", [0, 1])
def test_policy_admits_its_own_style_and_nothing_else(pages, which):
    page = pages[which]
    (policy,) = [one["content"] for one in page.every("meta") if one.get("http-equiv") == "Content-Security-Policy"]
    style = re.search(r"<style>(.*?)</style>", page.text, re.DOTALL).group(1)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in style
    assert "@import" not in style
    assert not [one for _, one in page.tags if "style" in one or "src" in one]


def test_links_out_pass_on_neither_address_nor_rank(pages):
    out = [one for one in pages[0].every("a") if one["href"].startswith("http")]
    assert len(out) > len(claims())
    assert {one["rel"] for one in out} == {"noopener nofollow"}


def test_every_claim_and_fact_has_a_permalink_of_its_own(pages):
    page = pages[0]
    assert len(page.ids) == len(set(page.ids))
    assert {f"c-{claim['claim_id']}" for claim in claims()} <= set(page.ids)
    facts = [row for name in ("casualties", "mobilisation", "territory") for row in tables()[name]]
    assert {f"f-{row['fact_id']}" for row in facts} <= set(page.ids)
    inside = {one["href"][1:] for one in page.every("a") if one["href"].startswith("#")}
    assert inside <= set(page.ids)


def test_page_says_that_a_claim_is_never_a_fact(pages):
    assert "A claim is never a fact." in pages[0].text
    assert "Wednesday 30 October 2024" in pages[0].text
    assert META["build_id"] in pages[0].text


def test_files_beside_the_page_are_named(pages):
    links = {one["href"] for one in pages[0].every("a")}
    assert {
        "../claimwire.duckdb",
        "../parquet/fct_claims.parquet",
        "../csv/fct_casualties.csv",
        "../changes.jsonl",
    } <= links


def test_changed_figure_and_removed_words_are_shown(pages):
    assert "first given as 3" in pages[0].text
    assert "le bilan de la frappe est passé à trois morts" in pages[0].text


def test_day_without_anything_is_a_page_too(tmp_path):
    page, told = written(tmp_path, tables={name: [] for name in QUERIES}, quality=[])
    assert page.text.count("was read on this day") == 5
    assert "No outlet was read." in page.text
    assert "No check was run." in told.text


def test_very_full_day_is_cut_with_a_word_about_it(tmp_path):
    many = [{**claims()[0], "claim_id": f"many{number}"} for number in range(MOST_CLAIMS + 5)]
    page, _ = written(tmp_path, tables={**tables(), "claims": many})
    assert "5 more are in the files" in page.text
    assert "c-many604" not in page.ids


@pytest.mark.parametrize(
    ("severity", "is_passed", "told"),
    [
        ("critical", False, "Not fit to publish."),
        ("warning", False, "Published with 1 warning."),
        ("critical", True, "All checks passed."),
    ],
)
def test_quality_page_tells_the_verdict(tmp_path, severity, is_passed, told):
    row = {**quality()[0], "severity": severity, "is_passed": is_passed}
    assert told in written(tmp_path, quality=[row])[1].text


def test_day_may_be_iso_text_and_pages_are_written_over(tmp_path):
    written(tmp_path, meta={"day": "2024-10-29", "build_id": "one"})
    assert "29 October 2024" in written(tmp_path, meta={"day": "2024-10-29", "build_id": "two"})[0].text


def test_column_that_a_query_lacks_is_an_error(tmp_path):
    rows = [{key: value for key, value in claims()[0].items() if key != "lifecycle"}]
    with pytest.raises(UndefinedError, match="lifecycle"):
        written(tmp_path, tables={**tables(), "claims": rows})


def test_same_rows_give_the_same_bytes(tmp_path):
    one, two = (written(tmp_path / name)[0].text for name in ("one", "two"))
    assert one == two


def test_invented_rows_have_the_columns_of_the_queries():
    for name, rows in tables().items():
        for row in rows:
            for column in row:
                assert re.search(rf"\b{column}\b", QUERIES[name]), (name, column)
