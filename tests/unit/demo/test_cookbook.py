"""The page of questions as a program reads and renews it."""

from datetime import UTC, datetime

from demo.cookbook import PAGE, recipes, renewed, table

TEXT = """# Page

```sh
make run
```

## Q1. What?

Prose.

```sql
select 1
where true
```

| old |
|---|
| 0 |

```sql
select 2
```

No rows: nobody denies it on these days.

## Q2. Why?

```sql
select 3
```

| n |
|---|
| 3 |
"""


def test_queries_belong_to_the_question_above_them():
    found = recipes(TEXT)
    assert [(one.number, one.question, one.sql) for one in found] == [
        (1, "What?", "select 1\nwhere true\n"),
        (1, "What?", "select 2\n"),
        (2, "Why?", "select 3\n"),
    ]
    assert found[2].shown == "| n |\n|---|\n| 3 |\n"


def test_answers_are_renewed_and_reasons_kept_while_there_is_nothing():
    answers = {"select 1\nwhere true\n": [{"n": 1}], "select 2\n": [], "select 3\n": []}
    page = renewed(TEXT, answers.__getitem__)
    assert [one.shown for one in recipes(page)] == [
        "| n |\n|---|\n| 1 |\n",
        "No rows: nobody denies it on these days.\n",
        "No rows: \n",
    ]
    assert page.startswith(TEXT[: TEXT.index("| old")])


def test_cells_are_readable_and_cannot_break_the_table():
    at = datetime(2024, 10, 30, 12, 5, tzinfo=UTC)
    row = {"a": 160000.0, "b": None, "c": at, "d": ["x", "y"], "e": "one|two\nthree", "f": 0.5}
    assert table([row]).splitlines()[2] == "| 160,000 |  | 2024-10-30 12:05 | x, y | one\\|two three | 0.5 |"


def test_the_page_that_ships_is_read_whole():
    text = PAGE.read_text(encoding="utf-8")
    assert len(recipes(text)) == text.count("```sql") > 0
