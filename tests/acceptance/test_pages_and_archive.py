"""How a page is read, fixtures made of pages, and the archive proven and exported, from the command line."""

import json
import shutil

import pytest
from fastwarc.warc import ArchiveIterator

from .conftest import ARTICLE, EMPTY_BLOG, claimwire, refused


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
