"""The command line as programs and tired people use it: two fixed interfaces, one sentence for each mistake."""

import json
import socket
import subprocess
import sys
import time
from datetime import UTC, datetime

import pytest

from claimwire.settings import Settings

from .conftest import ARTICLE, EMPTY_BLOG, ROOT, claimwire, refused

HEAVY = ("airflow", "dbt", "duckdb", "pandas", "great_expectations", "bs4", "lxml", "pydantic")
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
    assert any(one["rule_id"] == found["rule_id"] and one["words"] == found["quote"] for one in found["rules"])
    assert {one["table"] for one in found["rules"]} >= {"claims", "casualties", "quantities"}
    for one in found["rules"]:
        assert found["post"][one["start"] : one["end"]] == one["words"]


def test_explain_shows_every_rule_of_a_post(world):
    post_id = world.rows("select post_id as id from fct_casualties order by 1 limit 1")[0]["id"]
    found = json.loads(claimwire("explain", post_id, "--json", environment=world.environment).stdout)
    of_facts = {one["record_id"] for one in found["rules"] if one["record_id"]}
    held = world.rows(
        f"""select claim_id as id from fct_claims where post_id = '{post_id}'
        union all select casualty_id from fct_casualties where post_id = '{post_id}'"""
    )
    assert {one["id"] for one in held} <= of_facts
    table = claimwire("explain", post_id, environment=world.environment).stdout
    assert "quantities." in table


def test_explain_reads_posts_that_nobody_published(environment):
    done = claimwire("explain", "--posts", "-", "--json", environment=environment, stdin=json.dumps(POST) + "\n")
    assert {"claims", "actors"} & {one["table"] for one in json.loads(done.stdout)["rules"]}
    refused(claimwire("explain", environment=environment), 2, "record")


def test_explain_refuses_an_unknown_record(world):
    refused(claimwire("explain", "nothing", environment=world.environment), 2, "nothing")


def test_a_second_reader_is_off_unless_set(environment):
    done = claimwire("second-read", "--day", "2024-10-30", environment=environment)
    refused(done, 2, "No second reader", "CLAIMWIRE_SECOND_READER_URL")


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
