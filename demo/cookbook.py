"""The cookbook's page: questions of analysts, their SQL, and what the demo week answers.

`python -m demo.cookbook` runs the week in a home of its own and writes the answers into the page anew.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[1] / "docs" / "cookbook.md"
DAYS = tuple(date(2024, 10, 24) + timedelta(days=number) for number in range(7))
NOW = datetime(2024, 11, 20, 9, 0, tzinfo=UTC)
NO_ROWS = "No rows: "
_QUESTION = re.compile(r"^## (?:Q(\d+)\. )?(.+)$", re.MULTILINE)
_ANSWER = re.compile(r"^```sql\n((?:(?!```).*\n)+)```\n\n((?:\|.*\n)+|No rows: .*\n)", re.MULTILINE)

Rows = list[dict[str, Any]]
Ask = Callable[[str], Rows]


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """One query of the page: the question it answers (0 for a query of another chapter), and the answer as shown."""

    number: int
    question: str
    sql: str
    shown: str


def recipes(page: str) -> tuple[Recipe, ...]:
    """Every query of the page in its order; a question may have several."""
    heads = [(found.start(), int(found.group(1) or 0), found.group(2)) for found in _QUESTION.finditer(page)]
    found = []
    for answer in _ANSWER.finditer(page):
        _, number, question = next(head for head in reversed(heads) if head[0] < answer.start())
        found.append(Recipe(number=number, question=question, sql=answer.group(1), shown=answer.group(2)))
    return tuple(found)


def renewed(page: str, ask: Ask) -> str:
    """The page with each answer as it is now; a reason why there are no rows is kept while there are none."""

    def answer(found: re.Match[str]) -> str:
        rows = ask(found.group(1))
        shown = table(rows) if rows else found.group(2)
        if not rows and not shown.startswith(NO_ROWS):
            shown = NO_ROWS + "\n"
        return f"```sql\n{found.group(1)}```\n\n{shown}"

    return _ANSWER.sub(answer, page)


def table(rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows as a table of markdown.

    >>> print(table([{"place": "Hirnyk", "low": 3.0, "high": None, "by": ["RUS", "UKR"]}]), end="")
    | place | low | high | by |
    |---|---|---|---|
    | Hirnyk | 3 |  | RUS, UKR |
    """
    rows = list(rows)
    lines = [list(rows[0]), *([_cell(value) for value in row.values()] for row in rows)]
    shown = [f"| {' | '.join(line)} |\n" for line in lines]
    return "".join([shown[0], "|" + "---|" * len(rows[0]) + "\n", *shown[1:]])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(_cell(one) for one in value)
    if isinstance(value, float):
        return f"{value:,.10g}"
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%d %H:%M}" if value.tzinfo else f"{value:%Y-%m-%d %H:%M}"
    return str(value).replace("|", "\\|").replace("\n", " ")


def run_week(home: Path, environment: Mapping[str, str]) -> Path:
    """Publish the demo week from the outlets that are served; the published file."""
    from claimwire import pipeline
    from claimwire.settings import Settings

    values: dict[str, Any] = {name.removeprefix("CLAIMWIRE_").lower(): value for name, value in environment.items()}
    settings = Settings.model_validate({**values, "home": home})
    publication, _ = pipeline.backfill(settings, DAYS, mode="missing", now=NOW)
    return publication.database


def main() -> int:
    """Write the page with the answers of the week."""
    from claimwire.warehouse.connection import query
    from demo.server import serve

    with tempfile.TemporaryDirectory() as home, serve(port=0) as outlets:
        database = run_week(Path(home), outlets.environment)
        page = renewed(PAGE.read_text(encoding="utf-8"), lambda sql: query(database, sql))
    PAGE.write_text(page, encoding="utf-8")
    sys.stdout.write(f"{len(recipes(page))} answers are written to docs/cookbook.md\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
