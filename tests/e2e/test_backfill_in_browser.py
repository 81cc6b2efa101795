"""A backfill of five days started by hand in Airflow's own page, watched to its end and found in the published file."""

import os
from pathlib import Path

import pytest

from claimwire.warehouse.connection import query

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
FIRST, LAST = "2024-10-24", "2024-10-28"

pytestmark = [
    pytest.mark.airflow,
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed: apt-get install chromium."),
]


@pytest.fixture(scope="module")
def page(airflow_stack):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        opened = browser.new_page(viewport={"width": 1280, "height": 860}, color_scheme="light")
        opened.set_default_timeout(60_000)
        opened.goto(airflow_stack.address)
        opened.locator("input[name=username]").fill("admin")
        opened.locator("input[name=password]").fill(airflow_stack.password)
        opened.get_by_role("button", name="Sign in").click()
        opened.get_by_text("Dag Processor").first.wait_for()
        yield opened
        browser.close()


def choose(page, number, day):
    page.locator("[data-testid=datetime-input]").nth(number).click()
    page.get_by_placeholder("YYYY/MM/DD").fill(day.replace("-", "/"))
    page.get_by_placeholder("YYYY/MM/DD").press("Enter")
    page.get_by_text("Date Range").click()
    page.get_by_placeholder("YYYY/MM/DD").wait_for(state="hidden")


def test_five_days_are_backfilled_by_hand(page, airflow_stack):
    page.goto(f"{airflow_stack.address}/dags/live_blogs")
    page.get_by_role("button", name="Trigger").first.click()
    page.get_by_text("Backfill", exact=True).last.click()
    choose(page, 0, FIRST)
    choose(page, 1, LAST)
    page.get_by_text("5 runs will be triggered").wait_for()
    if folder := os.environ.get("CLAIMWIRE_SCREENSHOTS"):
        page.screenshot(path=Path(folder) / "backfill.png")
    page.get_by_role("button", name="Run Backfill").click()

    def days():
        runs = [run for run in airflow_stack.runs("live_blogs") if run["run_type"] == "backfill"]
        return {run["data_interval_start"][:10] for run in runs if run["state"] == "success"}

    wanted = {f"2024-10-{day}" for day in range(24, 29)}
    airflow_stack.wait(lambda: wanted <= days(), seconds=600, what="five days")
    airflow_stack.wait_for_builds(seconds=600)
    sql = f"select count(distinct day) as n from mart_coverage where claims > 0 and day between '{FIRST}' and '{LAST}'"
    latest = airflow_stack.home / "published" / "latest" / "claimwire.duckdb"
    assert query(latest, sql) == [{"n": 5}]
