"""The command line as programs and tired people use it: two fixed interfaces, one sentence for each mistake."""

import json
import shutil
import socket
import subprocess
import sys
import time
from datetime import UTC, datetime

import pytest
from fastwarc.warc import ArchiveIterator

from claimwire.settings import Settings

from .conftest import ROOT, claimwire

ARTICLE = "<html><head><title>Recette</title></head><body><h1>Crêpes</h1><p>Mélangez la farine.</p></body></html>"
HEAVY = ("airflow", "dbt", "duckdb", "pandas", "great_expectations", "bs4", "lxml", "pydantic")
EMPTY_BLOG = (
    '<html><head><title>EN DIRECT</title><script type="application/ld+json">'
    '{"@type": "LiveBlogPosting", "headline": "EN DIRECT", "liveBlogUpdate": []}</script></head><body></body></html>'
)
POST = {
    "post_id": "p1",
    "outlet": "gazette-des-ecluses",
    "lang": "fr",
    "timezone": "Europe/Paris",
    "published_at": "2024-10-30T09:00:00+01:00",
    "text": "Le gouverneur Oleh Syniehoubov a annoncé mercredi la mort de trois civils à Koupiansk.",
}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def environment(tmp_path, demo_server):
    return {**demo_server.environment, "CLAIMWIRE_HOME": str(tmp_path / "home")}


def refused(done, code, *words):
    """The command ended with that code, one error sentence and one hint, and printed no data."""
    assert done.returncode == code, done.stderr
    lines = [line for line in done.stderr.splitlines() if line]
    assert lines[-2].startswith("error: ")
    assert lines[-1].startswith("hint: ")
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in lines[-2] + lines[-1]


def test_parse_feeds_annotate(world, tmp_path):
    page = tmp_path / "page.html"
    capture = next((world.settings.archive / "blobs").rglob("*.gz"))
    page.with_suffix(".html.gz").write_bytes(capture.read_bytes())
    parsed = claimwire(
        "parse",
        str(page.with_suffix(".html.gz")),
        "--captured-at",
        "2024-10-30T22:00:00+01:00",
        environment=world.environment,
    )
    assert parsed.returncode == 0, parsed.stderr
    posts = [json.loads(line) for line in parsed.stdout.splitlines()]
    assert [post["position"] for post in posts] == sorted(post["position"] for post in posts)
    annotated = claimwire("annotate", environment=world.environment, stdin=parsed.stdout)
    assert annotated.returncode == 0, annotated.stderr
    texts = {post["post_id"]: post["text"] for post in posts}
    records = [json.loads(line) for line in annotated.stdout.splitlines()]
    assert records
    assert all(row["quote"] == texts[row["post_id"]][row["span_start"] : row["span_end"]] for row in records)


def test_annotate_reads_one_post(environment):
    done = claimwire("annotate", environment=environment, stdin=json.dumps(POST) + "\n")
    tables = [json.loads(line)["table"] for line in done.stdout.splitlines()]
    assert "claims" in tables
    assert "casualties" in tables


def test_annotate_goes_on_after_a_post_that_it_cannot_read(environment):
    broken = (
        "from extractors.annotate import document as d; real = d.annotate\n"
        "d.annotate = lambda post, outlet=None: 1 / 0 if post.post_id == 'bad' else real(post, outlet=outlet)\n"
        "from claimwire import cli; cli.main()"
    )
    lines = json.dumps({**POST, "post_id": "bad"}) + "\n" + json.dumps(POST) + "\n"
    done = claimwire("annotate", environment=environment, stdin=lines, program=broken)
    assert done.returncode == 8
    assert "bad: ZeroDivisionError" in done.stderr
    assert {json.loads(line)["post_id"] for line in done.stdout.splitlines()} == {"p1"}


def test_annotate_names_the_line_that_is_no_post(environment):
    done = claimwire("annotate", environment=environment, stdin=json.dumps(POST) + "\n{broken\n")
    refused(done, 2, "Line 2")


def test_annotate_names_the_line_that_is_no_text(environment, tmp_path):
    posts = tmp_path / "posts.jsonl"
    posts.write_bytes(b"\xff\xfe\n")
    refused(claimwire("annotate", str(posts), environment=environment), 2, "Line 1")


def test_sql_prints_a_list_of_objects(world):
    done = claimwire("sql", "select count(*) as claims from fct_claims", "--json", environment=world.environment)
    rows = json.loads(done.stdout)
    assert rows[0]["claims"] > 0


def test_explain_leads_back_to_the_archived_page(world):
    record = world.rows("select casualty_id as id, quote, outlet_id from fct_casualties order by 1 limit 1")[0]
    done = claimwire("explain", record["id"], "--json", environment=world.environment)
    found = json.loads(done.stdout)
    assert found["quote"] == record["quote"]
    assert found["quote"] in found["post"]
    assert (world.settings.archive / found["archived_page"]).exists()
    assert found["rule_id"]


def test_explain_refuses_an_unknown_record(world):
    refused(claimwire("explain", "nothing", environment=world.environment), 2, "nothing")


def test_doctor_is_content_with_the_demo_world(world):
    done = claimwire("doctor", "--json", environment=world.environment)
    assert done.returncode == 0, done.stdout
    assert all(one["is_ok"] for one in json.loads(done.stdout))


def test_a_home_may_be_a_relative_path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert Settings(_env_file=None, home="var").raw == tmp_path / "var" / "raw.duckdb"


def test_doctor_names_the_missing_contact(tmp_path):
    done = claimwire("doctor", environment={"CLAIMWIRE_HOME": str(tmp_path), "CLAIMWIRE_OUTLETS": "tf1info"})
    assert done.returncode == 2
    assert "CLAIMWIRE_CONTACT" in done.stdout


def test_an_unexpected_error_is_one_sentence_and_shows_its_place_only_when_asked(tmp_path):
    broken = "from claimwire import cli; cli.day_of = None; cli.main()"
    arguments = ["run", "--day", "2024-10-30"]
    environment = {"CLAIMWIRE_OUTLETS": "tf1info", "CLAIMWIRE_HOME": str(tmp_path)}
    refused(claimwire(*arguments, environment=environment, program=broken), 1, "TypeError", "--debug")
    shown = claimwire("--debug", *arguments, environment=environment, program=broken)
    assert shown.returncode == 1
    assert "Traceback" in shown.stderr


def test_the_demo_world_is_one_option_away(tmp_path):
    done = claimwire(
        "--demo", "collect", "--day", "2024-10-29", "--json", environment={"CLAIMWIRE_HOME": str(tmp_path)}
    )
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)["outlets"]) == 3


def test_help_is_quick_because_nothing_heavy_is_imported():
    program = f"import sys; from claimwire import cli; print([one for one in {HEAVY} if one in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("day", ["30/10/2024", "2024-02-30", "yesterday"])
def test_a_bad_date(environment, day):
    refused(claimwire("run", "--day", day, environment=environment), 2, day)


def test_a_day_that_has_not_begun(environment):
    refused(claimwire("collect", "--day", "2999-01-01", environment=environment), 2, "2999-01-01")


def test_an_unknown_outlet(environment):
    refused(claimwire("run", "--day", "2024-10-30", "--outlets", "nobody", environment=environment), 2, "nobody")


def test_a_missing_setting(tmp_path):
    done = claimwire("run", "--day", "2024-10-30", environment={"CLAIMWIRE_HOME": str(tmp_path)})
    refused(done, 2, "CLAIMWIRE_OUTLETS")


def test_a_malformed_setting(environment):
    refused(claimwire("doctor", environment={**environment, "CLAIMWIRE_MAX_BYTES": "many"}), 2, "CLAIMWIRE_MAX_BYTES")


def test_a_real_site_without_a_contact(tmp_path):
    environment = {"CLAIMWIRE_HOME": str(tmp_path), "CLAIMWIRE_OUTLETS": "tf1info"}
    today = datetime.now(UTC).date().isoformat()
    refused(claimwire("collect", "--day", today, environment=environment), 2, "CLAIMWIRE_CONTACT")


def test_a_local_server_is_refused_without_the_setting(environment):
    del environment["CLAIMWIRE_CONNECT_TO"]
    done = claimwire(
        "collect", "--day", "2024-10-30", environment={**environment, "CLAIMWIRE_CONTACT": "us@example.org"}
    )
    refused(done, 7)


def test_an_unreachable_outlet(environment):
    nowhere = f"127.0.0.1:{free_port()}"
    pairs = ",".join(f"{one.split('=')[0]}={nowhere}" for one in environment["CLAIMWIRE_CONNECT_TO"].split(","))
    done = claimwire("run", "--day", "2024-10-30", environment={**environment, "CLAIMWIRE_CONNECT_TO": pairs})
    refused(done, 3)


@pytest.mark.parametrize(
    ("content", "code"),
    [(ARTICLE, 4), (EMPTY_BLOG, 4), ("", 4), ("\x00\x01\x02" * 400, 4), ("<html><body><div" * 300, 4)],
    ids=["article", "no posts", "empty", "binary", "broken"],
)
def test_a_page_that_cannot_be_read(environment, tmp_path, content, code):
    page = tmp_path / "page.html"
    page.write_text(content, encoding="utf-8")
    refused(claimwire("parse", str(page), environment=environment), code)


def test_a_gzip_file_that_is_cut_off(environment, tmp_path):
    page = tmp_path / "page.html.gz"
    import gzip

    page.write_bytes(gzip.compress(ARTICLE.encode() * 50)[:-30])
    refused(claimwire("parse", str(page), environment=environment), 4)


def test_a_page_that_is_not_there(environment):
    refused(claimwire("parse", "nowhere.html", environment=environment), 2, "nowhere.html")


def test_nothing_is_published_yet(environment):
    refused(claimwire("sql", "select 1", environment=environment), 2)


def test_a_day_that_nobody_kept(environment):
    refused(claimwire("run", "--day", "2021-01-05", environment=environment), 8, "2021-01-05")


def test_a_locked_warehouse(world):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD_LOCK, str(world.settings.raw)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    try:
        assert holder.stdout.readline().strip() == "held"
        begun = time.monotonic()
        done = claimwire(
            "load", "--day", "2024-10-30", environment={**world.environment, "CLAIMWIRE_LOCK_SECONDS": "1"}
        )
        refused(done, 6, str(holder.pid))
        assert time.monotonic() - begun < 60
    finally:
        holder.kill()
        holder.wait()


HOLD_LOCK = """
import sys, time
from pathlib import Path
from claimwire.warehouse.connection import locked
with locked(Path(sys.argv[1]), seconds=1):
    print("held", flush=True)
    time.sleep(120)
"""


@pytest.fixture
def saved(world, tmp_path):
    """A captured page of the world as a saved file, and its sidecar."""
    sidecar = next(path for path in sorted((world.settings.archive / "snapshots").rglob("*.json")))
    capture = json.loads(sidecar.read_text(encoding="utf-8"))
    page = tmp_path / "saved.html.gz"
    page.write_bytes((world.settings.archive / capture["body_path"]).read_bytes())
    return str(page), ["--url", capture["url"], "--captured-at", capture["captured_at"]]


def test_page_shows_each_strategy_and_each_post(world, saved):
    page, known = saved
    done = claimwire("page", page, *known, environment={**world.environment, "COLUMNS": "160"})
    assert done.returncode == 0, done.stderr
    for said in ("verdict:", "time zone:", "jsonld (ld)", "microdata (md)", "rests on", "no "):
        assert said in done.stdout
    found = json.loads(claimwire("page", page, *known, "--json", environment=world.environment).stdout)
    assert found["verdict"] == "read"
    assert {one["strategy"] for one in found["strategies"]} >= {"jsonld", "microdata", "selectors", "repeated"}
    parsed = claimwire("parse", page, *known, environment=world.environment).stdout.splitlines()
    assert [one["post"] for one in found["posts"]] == [json.loads(line) for line in parsed]


def test_page_shows_one_post_in_full(world, saved):
    page, known = saved
    whole = claimwire("page", page, *known, "--post", "0", environment=world.environment)
    row = json.loads(claimwire("page", page, *known, "--post", "0", "--json", environment=world.environment).stdout)
    assert row["post"]["text"] in whole.stdout
    assert [one["strategy"] for one in row["views"]]
    refused(claimwire("page", page, *known, "--post", "999", environment=world.environment), 2, "999")


def test_page_of_an_address_is_fetched_and_not_kept(tmp_path, demo_server, world):
    captures = sorted((world.settings.archive / "snapshots").rglob("*.json"))
    address = json.loads(captures[0].read_text(encoding="utf-8"))["url"]
    home = tmp_path / "home"
    environment = {**demo_server.environment, "CLAIMWIRE_HOME": str(home)}
    done = claimwire("page", address, "--json", environment=environment)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["posts"]
    assert not home.exists()


def test_page_fetches_only_declared_hosts_and_under_the_guard(environment):
    refused(claimwire("page", "https://nobody.example/live", environment=environment), 2, "nobody.example")
    refused(claimwire("page", "https://www.theguardian.com/live", environment=environment), 2, "CLAIMWIRE_CONTACT")
    local = {**environment, "CLAIMWIRE_CONTACT": "us@example.org"}
    del local["CLAIMWIRE_CONNECT_TO"]
    refused(claimwire("page", "http://gazette-des-ecluses.localhost:8765/direct", environment=local), 7)


@pytest.mark.parametrize("content", [ARTICLE, EMPTY_BLOG], ids=["article", "no posts"])
def test_a_page_that_cannot_be_read_still_shows_what_was_seen(environment, tmp_path, content):
    page = tmp_path / "page.html"
    page.write_text(content, encoding="utf-8")
    done = claimwire("page", str(page), environment=environment)
    refused(done, 4)
    assert "jsonld (ld)" in done.stdout
    found = json.loads(claimwire("page", str(page), "--json", environment=environment).stdout)
    assert found["error"] in done.stderr
    assert all(one["reason"] for one in found["strategies"])


def test_a_fixture_is_written_that_reads_the_same(world, saved, tmp_path):
    page, known = saved
    folder = tmp_path / "fixture"
    done = claimwire("fixture", page, *known, "--into", str(folder), "--json", environment=world.environment)
    made = json.loads(done.stdout)
    assert (done.returncode, made["differences"], made["words_left"]) == (0, [], []), done.stderr
    about, *rows = [json.loads(line) for line in (folder / "expected.jsonl").read_text(encoding="utf-8").splitlines()]
    assert about["page"] == made["page"]
    parsed = claimwire("parse", page, *known, environment=world.environment).stdout.splitlines()
    again = claimwire(
        "parse", str(folder / about["page"]), "--url", about["url"], "--captured-at", about["captured_at"],
        environment=world.environment,
    ).stdout.splitlines()  # fmt: skip
    posts = [json.loads(line) for line in again]
    assert [one["text"] for one in posts] == [one["text"] for one in rows]
    originals = [json.loads(line) for line in parsed]
    assert [one["published_at"] for one in posts] == [one["published_at"] for one in originals]
    assert not {one["text"] for one in posts} & {one["text"] for one in originals}
    refused(claimwire("fixture", page, *known, "--into", str(folder), environment=world.environment), 2, "already")


def test_a_fixture_that_reads_differently_is_said_to(world, saved, tmp_path):
    broken = (
        "from extractors.parse import scramble as s; s.Scrambler.page = lambda self, text: '<p>nothing</p>'\n"
        "from claimwire import cli; cli.main()"
    )
    page, known = saved
    options = ["fixture", page, *known, "--into", str(tmp_path / "fixture")]
    done = claimwire(*options, environment=world.environment, program=broken)
    assert done.returncode == 8
    assert "reads differently: it cannot be read any more" in done.stderr


def test_a_fixture_that_keeps_words_is_said_to(world, saved, tmp_path):
    broken = (
        "from extractors.parse import scramble as s; s.Scrambler.page = lambda self, text: text\n"
        "from claimwire import cli; cli.main()"
    )
    page, known = saved
    options = ["fixture", page, *known, "--into", str(tmp_path / "fixture")]
    done = claimwire(*options, environment=world.environment, program=broken)
    assert done.returncode == 8
    assert "words of its prose are left: " in done.stderr


def test_a_page_that_cannot_be_read_makes_no_fixture(environment, tmp_path):
    page = tmp_path / "page.html"
    page.write_text(ARTICLE, encoding="utf-8")
    refused(claimwire("fixture", str(page), "--into", str(tmp_path / "made"), environment=environment), 4)
    assert not (tmp_path / "made").exists()


@pytest.fixture
def kept(tmp_path, world):
    """The archive of the world in a home of its own, to be damaged."""
    shutil.copytree(world.settings.archive, tmp_path / "kept" / "archive")
    return tmp_path / "kept", {**world.environment, "CLAIMWIRE_HOME": str(tmp_path / "kept")}


def test_a_whole_archive_is_said_to_be_whole(kept):
    _, environment = kept
    done = claimwire("archive", "verify", "--json", environment=environment)
    found = json.loads(done.stdout)
    assert (done.returncode, found["is_whole"], found["findings"]) == (0, True, [])
    assert found["captures"] >= found["blobs"] > 0
    assert "every byte as it was captured" in claimwire("archive", "verify", environment=environment).stdout


@pytest.mark.parametrize("suffix", ["gz", "json"])
def test_a_flipped_bit_in_the_archive_is_named(kept, suffix):
    home, environment = kept
    path = min((home / "archive").rglob(f"*.{suffix}"))
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 4
    path.write_bytes(content)
    name = path.relative_to(home / "archive").as_posix()
    done = claimwire("archive", "verify", "--json", environment=environment)
    (fault,) = [one for one in json.loads(done.stdout)["findings"] if one["is_fault"]]
    assert (done.returncode, fault["path"]) == (4, name)
    assert fault["captures"][0].keys() == {"outlet", "day", "snapshot_id"}
    shown = claimwire("archive", "verify", environment=environment).stdout
    assert f"BAD  {name}" in shown
    assert f"of {fault['captures'][0]['outlet']}, {fault['captures'][0]['day']}" in shown


def test_the_archive_is_exported_for_replay(kept):
    home, environment = kept
    target = home / "one.warc.gz"
    chosen = ["archive", "export", "--into", str(target), "--from", "2024-10-30", "--to", "2024-10-30", "--json"]
    done = claimwire(*chosen, environment=environment)
    assert done.returncode == 0, done.stderr
    with target.open("rb") as stream:
        kinds = [str(one.record_type) for one in ArchiveIterator(stream)]
    assert kinds.count("response") == json.loads(done.stdout)["captures"] > 0
    refused(claimwire(*chosen, environment=environment), 2, "there already")
    empty = ["archive", "export", "--into", str(home / "none.warc.gz"), "--outlets", "nobody"]
    refused(claimwire(*empty, environment=environment), 8)


def test_tf1info_reserves_and_the_refusal_says_which_setting(tmp_path):
    done = claimwire(
        "doctor",
        environment={
            "CLAIMWIRE_HOME": str(tmp_path),
            "CLAIMWIRE_OUTLETS": "tf1info",
            "CLAIMWIRE_CONTACT": "us@example.org",
        },
    )
    assert "CLAIMWIRE_LEGAL_BASIS=tf1info" in done.stdout
