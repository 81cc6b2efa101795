"""Documents that cannot rot: links lead somewhere, commands exist, SQL runs, codes are the program's own."""

import re
import shlex

import pytest
import typer

from claimwire import cli
from extractors import errors

from .conftest import ROOT, claimwire

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
VERB = re.compile(r"(?:^|`|\| )(?:\.venv/bin/)?claimwire (?:--demo )?([a-z]+(?:-[a-z]+)*)", re.MULTILINE)
LINK = re.compile(r"\]\(([^)#]+?)(?:#[^)]*)?\)")


def fences(page, language):
    return [body for kind, body in FENCE.findall(page.read_text(encoding="utf-8")) if kind == language]


def lines(language):
    return [(page, line) for page in PAGES for body in fences(page, language) for line in body.splitlines() if line]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    targets = [target for target in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in target]
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_verbs_in_the_documents_exist():
    verbs = set(typer.main.get_command(cli.app).commands)
    said = {verb for page in PAGES for verb in VERB.findall(page.read_text(encoding="utf-8"))}
    assert said
    assert said <= verbs


def test_options_in_the_documents_exist():
    group = typer.main.get_command(cli.app)
    said = [shlex.split(line, comments=True) for _, line in lines("sh") if re.search(r"(?:^|/)claimwire ", line)]
    checked = 0
    for words in said:
        command, rest = group, [one for one in words[1:] if one != "--demo"]
        while hasattr(command, "commands") and rest:
            command, rest = command.commands[rest[0]], rest[1:]
        options = {option for parameter in command.params for option in parameter.opts}
        if command.name != "airflow":
            assert {one for one in rest if one.startswith("--")} <= options, words
            checked += 1
    assert checked >= 8


def test_make_targets_in_the_documents_exist():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    said = {words[1] for _, line in lines("sh") if (words := shlex.split(line, comments=True))[:1] == ["make"]}
    assert {"run", "test", "up"} <= said
    assert said <= targets


def test_settings_in_the_documents_exist():
    from claimwire.settings import Settings

    said = {
        name.lower()
        for page in PAGES
        for name in re.findall(r"CLAIMWIRE_([A-Z][A-Z_]*[A-Z])", page.read_text(encoding="utf-8"))
    }
    assert said <= set(Settings.model_fields)


def test_sql_in_the_documents_runs_and_finds_something(world):
    queries = [query for page in PAGES if page.name != "cookbook.md" for query in fences(page, "sql")]
    queries += [shlex.split(line)[2] for _, line in lines("sh") if " sql " in line]
    assert queries
    for query in queries:
        assert world.rows(query), query


def test_the_readme_query_prints_rows(world):
    command = next(line for _, line in lines("sh") if "claimwire sql" in line)
    done = claimwire(*shlex.split(command)[1:], environment=world.environment)
    assert done.returncode == 0, done.stderr
    assert "no rows" not in done.stdout


def test_exit_codes_are_the_programs_own():
    text = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    documented = {int(code) for code in re.findall(r"^\| (\d) \|", text, re.MULTILINE)}
    kinds = [one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, errors.ClaimwireError)]
    assert documented == {0, *(kind.exit_code for kind in kinds)}


def test_the_error_tree_is_drawn_as_it_is():
    drawn = re.findall(r"[├└]── (\w+)", errors.__doc__)
    kinds = {name for name, one in vars(errors).items() if isinstance(one, type) and issubclass(one, Exception)}
    assert set(drawn) == kinds - {"ClaimwireError"}
