"""What changed since the base of a build: live blogs whose captures differ, and all that may hang together with them.

The candidate keeps its own memory in the schema `increment`: a digest of each blog's captures, and marks, which are
what two blogs may have in common. From these and the raw tables follow the changed blogs; the build sees their rows
only, and the marts drop theirs first.
"""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from claimwire.warehouse.connection import connect_readonly, writer
from claimwire.warehouse.files import log_of
from claimwire.warehouse.schema import TABLES, literal, statement
from extractors.annotate.words import LEXICON
from extractors.errors import PermanentError, TransientError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_CODE = (Path(__file__).parent, Path(__file__).parents[2] / "dbt_project", LEXICON / "gazetteer")
_BY_SNAPSHOT = ("snapshots", "blogs", "post_observations")
_BY_POST = ("claims", "casualties", "mobilisation", "territory")
NARROWED = frozenset({*_BY_SNAPSHOT, *_BY_POST})
_MEMORY = """
    create schema if not exists increment;
    create table if not exists increment.code (version varchar);
    create table if not exists increment.blogs (blog_key varchar, digest varchar);
    create table if not exists increment.marks (blog_key varchar, kind varchar, mark varchar)
"""
_PAGES = """
    create temp table pages as
    select snapshot_id, outlet, url, final_url, coalesce(part_of, snapshot_id) as sweep_id,
        coalesce(digest, '') as digest,
        coalesce(blog_id, max(blog_id) over (partition by sweep_id), 'sweep ' || sweep_id) as blog_key
    from live.snapshots left join live.loaded_packages using (snapshot_id);
    create temp table states as
    select blog_key, md5(string_agg(snapshot_id || digest, ' ' order by snapshot_id)) as digest from pages group by all;
    create temp table changed as
    select blog_key from states full join increment.blogs as before using (blog_key)
    where states.digest is distinct from before.digest
"""
_FRESH_MARKS = """
    create temp table fresh as
    with
        seen as (from pages where blog_key in (from changed)),
        posts as (
            select distinct blog_key, post_observations.outlet, post_id, blog_id, published_at,
                if(published_at is null, left(text, 300), null) as words,
            from live.post_observations join seen using (snapshot_id)
        ),
        blogs as (select blogs.*, blog_key from live.blogs join seen using (snapshot_id))
    select distinct blog_key, kind, mark from (
        select blog_key, 'sweep' as kind, sweep_id as mark from seen
        union all select blog_key, 'asked', outlet || ' ' || rtrim(unnest([url, final_url]), '/') from seen
        union all select blog_key, 'canonical', outlet || ' ' || rtrim(canonical_url, '/') from blogs
        union all select blog_key, 'blog', blog_key from seen
        union all select blog_key, 'blog', blog_id from blogs
        union all select blog_key, 'blog', blog_id from posts
        union all select blog_key, 'post', post_id from posts
        union all select blog_key, 'moment', concat_ws(' ', outlet, date_trunc('minute', published_at),
            array_to_string(regexp_extract_all(lower(strip_accents(words)), '\\w+')[:3], ' ')) from posts
    ) where mark is not null
"""
_TIES = """
    create temp table known as
    select * from increment.marks union select * from fresh
    $linked;
    create temp table reached as
    select blog_key from changed
    union
    select blog_key from known where kind = 'moment' and mark in (
        select mark from known where kind = 'moment' and blog_key in (from changed)
    );
    create temp table ties as
    select blog_key, kind || ' ' || mark as hub from known where kind in ('sweep', 'post', 'blog')
    union
    select blog_key, 'address ' || mark from known
    where kind = 'canonical' or kind = 'asked' and mark in (select mark from known where kind = 'canonical')
"""
_LINKED = "union select observed_blog_id, 'blog', blog_id from intermediate.int_blog_identity"
_REACH_FURTHER = """
    insert into reached
    select distinct blog_key from ties
    where hub in (select hub from ties where blog_key in (from reached)) and blog_key not in (from reached)
"""
_REMEMBER = """
    create or replace table increment.changed_blogs as select blog_key as blog_id from reached;
    create or replace table increment.changed_posts as
    select distinct mark as post_id from known where kind = 'post' and blog_key in (from reached);
    create or replace table increment.changed_sweeps as
    select distinct mark as sweep_id from known where kind = 'sweep' and blog_key in (from reached);
    delete from increment.blogs where blog_key in (from changed);
    delete from increment.marks where blog_key in (from changed);
    insert into increment.blogs from states where blog_key in (from changed);
    insert into increment.marks from fresh
"""
_EXTRACT_BY_SNAPSHOT = """
    create table extract.$one as from live.$one where snapshot_id in (
        select snapshot_id from pages where blog_key in (from reached)
    )
"""
_EXTRACT_BY_POST = """
    create table extract.$one as from live.$one
    where post_id in (from increment.changed_posts) or post_id in (select post_id from live.second_readings)
"""
_EXTRACT_WHOLE = "create table extract.$one as from live.$one"


def code_version() -> str:
    """Digest of all that makes rows out of raw tables; builds of another one cannot be continued.

    DuckDB's version is part of it: kept rows hold hashes, and no two versions promise the same ones.
    """
    digest = hashlib.sha256(version("duckdb").encode())
    for path in sorted(
        one for folder in _CODE for one in folder.rglob("*") if one.suffix in {".py", ".sql", ".yml", ".csv"}
    ):
        digest.update(f"{path.name}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def find_base(candidates: Path) -> Path | None:
    """The newest candidate that a build can continue: whole, and made by this very code; None if there is none."""
    for candidate in sorted(candidates.glob("[0-9]*.duckdb"), reverse=True):
        if not log_of(candidate).exists() and _version_of(candidate) == code_version():
            return candidate
    return None


def _version_of(candidate: Path) -> str | None:
    import duckdb

    try:
        connection = connect_readonly(candidate)
    except (PermanentError, TransientError):
        return None
    try:
        (version,) = connection.execute("select any_value(version) from increment.code").fetchall()[0]
    except duckdb.Error:
        return None
    finally:
        connection.close()
    return str(version)


def remember_changes(database: Path, live: Path, *, extract: Path | None = None) -> int:
    """Bring the memory of a candidate up to the raw file `live`; returns how many blogs are to be built again.

    An `extract`, a new file, gets the raw rows of those blogs, and the small tables whole.
    """
    with writer(database) as connection:
        connection.execute(_MEMORY)
        connection.execute("delete from increment.code")
        connection.execute("insert into increment.code values (?)", [code_version()])
        connection.execute(f"attach {literal(str(live))} as live (read_only)")
        _reach(connection, is_continued=extract is not None)
        if extract:
            connection.execute(f"attach {literal(str(extract))} as extract")
            _extract(connection)
        (count,) = connection.execute("select count(*) from reached").fetchall()[0]
    return int(count)


def _reach(connection: DuckDBPyConnection, *, is_continued: bool) -> None:
    connection.execute(_PAGES)
    connection.execute(_FRESH_MARKS)
    connection.execute(_TIES.replace("$linked", _LINKED if is_continued else ""))
    while connection.execute(_REACH_FURTHER).fetchall()[0][0]:
        pass
    connection.execute(_REMEMBER)


def _extract(connection: DuckDBPyConnection) -> None:
    for table in TABLES:
        text = _EXTRACT_WHOLE
        if table in _BY_SNAPSHOT:
            text = _EXTRACT_BY_SNAPSHOT
        elif table in _BY_POST:
            text = _EXTRACT_BY_POST
        connection.execute(statement(text, one=table))
