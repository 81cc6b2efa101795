"""The report and the quality page in a real Chromium: silent, alone, as wide as the window, dark and light."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from claimwire.report.build import write_report

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "report"))
from invented_day import META, claims, quality, tables
from test_pages import CANARY, poisoned

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
READABLE = 4.5
WIDTHS = (390, 768, 1280)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed: apt-get install chromium."),
]

LOWEST_CONTRAST = """() => {
  const channel = value => { value /= 255; return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4 };
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgb = colour => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const ground = element => {
    for (let one = element; one; one = one.parentElement) {
      const colour = rgb(getComputedStyle(one).backgroundColor);
      if (colour[3] > 0) return colour;
    }
    return [255, 255, 255, 255];
  };
  let lowest = [99, ''];
  for (const element of document.querySelectorAll('body *')) {
    if (![...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())) continue;
    if (element.closest('.skip, title')) continue;
    const style = getComputedStyle(element);
    const ink = rgb(element.closest('svg') ? style.fill : style.color);
    const [high, low] = [light(ink), light(ground(element))].sort((a, b) => b - a);
    const contrast = (high + 0.05) / (low + 0.05);
    if (contrast < lowest[0]) lowest = [contrast, element.className + ': ' + element.textContent.trim().slice(0, 40)];
  }
  return lowest;
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("published")
    report = write_report(folder, tables=tables(), quality=quality(), meta=META)
    return report, folder / "quality" / "index.html"


class Visit:
    """A page that was opened, with everything it asked for and complained about."""

    def __init__(self, browser: Any, path: Path, *, width: int = 1280, scheme: str = "light", **options: Any) -> None:
        self.page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, **options)
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(path.as_uri())

    def __enter__(self) -> Visit:
        return self

    def __exit__(self, *_: object) -> None:
        self.page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("which", [0, 1], ids=["report", "quality"])
def test_page_is_silent_alone_and_fits(browser, pages, which, width, scheme):
    with Visit(browser, pages[which], width=width, scheme=scheme) as visit:
        assert visit.requests == [pages[which].as_uri()]
        assert visit.complaints == []
        assert visit.page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("which", [0, 1], ids=["report", "quality"])
def test_text_stands_out_from_its_ground(browser, pages, which, scheme):
    with Visit(browser, pages[which], scheme=scheme) as visit:
        contrast, where = visit.page.evaluate(LOWEST_CONTRAST)
        assert contrast >= READABLE, where


def test_style_is_applied_and_dark_is_dark(browser, pages):
    grounds = []
    for scheme in ("light", "dark"):
        with Visit(browser, pages[0], scheme=scheme) as visit:
            grounds.append(visit.page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert grounds == ["rgb(255, 253, 248)", "rgb(20, 22, 26)"]


def test_permalink_leads_to_its_claim(browser, pages):
    claim = claims()[8]["claim_id"]
    with Visit(browser, pages[0]) as visit:
        visit.page.click(f"a.permalink[href='#c-{claim}']")
        assert visit.page.evaluate("document.querySelector(':target').textContent").count("Vassili Nebenzia") == 1


def test_rows_become_cards_with_their_headings_on_a_phone(browser, pages):
    heading = "getComputedStyle(document.querySelector('#casualties ~ table td'), '::before').content"
    told = []
    for width in (390, 1280):
        with Visit(browser, pages[0], width=width) as visit:
            told.append(visit.page.evaluate(heading))
    assert told == ['"Victims"', "none"]


def test_print_has_addresses_and_no_navigation(browser, pages):
    with Visit(browser, pages[0]) as visit:
        visit.page.emulate_media(media="print")
        assert not visit.page.is_visible("nav")
        address = "getComputedStyle(document.querySelector('.source a'), '::after').content"
        assert "https://live.example/" in visit.page.evaluate(address)


def test_long_words_and_full_days_do_not_widen_a_phone(browser, tmp_path):
    long = "Donaudampfschifffahrtsgesellschaftskapitän" * 4
    stretched = {
        name: [{key: long if key in ("quote", "speaker", "place", "outlet") else value for key, value in row.items()}
               for row in rows]
        for name, rows in tables().items()
    }  # fmt: skip
    report = write_report(tmp_path, tables=stretched, quality=quality(), meta=META)
    with Visit(browser, report, width=390) as visit:
        assert visit.page.evaluate("document.documentElement.scrollWidth") == 390


def test_canary_does_nothing_even_where_policy_is_off(browser, tmp_path):
    meta = {"day": META["day"], "build_id": CANARY}
    report = write_report(tmp_path, tables=poisoned(tables()), quality=poisoned(quality()), meta=meta)
    for path in (report, tmp_path / "quality" / "index.html"):
        with Visit(browser, path, bypass_csp=True) as visit:
            assert visit.page.evaluate("typeof window.__pwned") == "undefined"
            assert visit.requests == [path.as_uri()]


def test_policy_stops_a_script_that_got_in(browser, pages, tmp_path):
    text = pages[0].read_text(encoding="utf-8")
    spoilt = tmp_path / "index.html"
    spoilt.write_text(text.replace("<main", "<script>window.__pwned=1</script><main", 1), encoding="utf-8")
    with Visit(browser, spoilt) as visit:
        assert visit.page.evaluate("typeof window.__pwned") == "undefined"
        assert any("Content Security Policy" in one for one in visit.complaints)
