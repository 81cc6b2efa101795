"""The cookbook: every question is answered by the demo week exactly as the page shows it."""

import re
from pathlib import Path

import pytest

from claimwire.warehouse.connection import query
from demo import cookbook

TEXT = cookbook.PAGE.read_text(encoding="utf-8")
RECIPES = cookbook.recipes(TEXT)


@pytest.fixture(scope="module")
def week(demo_server, tmp_path_factory) -> Path:
    return cookbook.run_week(tmp_path_factory.mktemp("week"), demo_server.environment)


def test_every_query_of_the_page_is_asked():
    assert len(RECIPES) == TEXT.count("```sql")
    asked = {int(number) for number in re.findall(r"^## Q(\d+)\.", TEXT, re.MULTILINE)}
    assert {one.number for one in RECIPES} - {0} == asked
    assert asked == set(range(1, 21))


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda one: f"Q{one.number}")
def test_the_answer_is_the_one_shown(week, recipe):
    rows = query(week, recipe.sql)
    if rows:
        assert cookbook.table(rows) == recipe.shown
    else:
        assert len(recipe.shown) > len(cookbook.NO_ROWS) + 20, "an empty answer says why it is right"


def test_a_figure_that_changed_would_be_seen(week):
    recipe = next(one for one in RECIPES if one.number == 16)
    rows = query(week, recipe.sql.replace("max(best)", "1 + max(best)"))
    assert cookbook.table(rows) != recipe.shown


def test_the_python_example_runs_as_it_stands(week, tmp_path, monkeypatch, capsys):
    (example,) = re.findall(r"^```python\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    (tmp_path / "var" / "published").mkdir(parents=True)
    (tmp_path / "var" / "published" / "latest").symlink_to(week.parent)
    monkeypatch.chdir(tmp_path)
    exec(compile(example, "cookbook.md", "exec"), {})
    assert "Pat Ryder" in capsys.readouterr().out
