"""A live blog on four pages, from HTTP to a candidate: every post is there, and only what is gone is gone."""

from datetime import timedelta

from claimwire import pipeline
from claimwire.warehouse.connection import query
from tests.security.wire import reply
from tests.unit.collecting.newsroom import DAY, EVENING, Item, newsroom
from tests.unit.collecting.walls import SCRIPTED, WALLS


def test_a_post_is_deleted_only_where_two_sweeps_of_all_pages_lack_it(tmp_path):
    with newsroom(tmp_path) as (server, settings):

        def collect(minutes):
            now = EVENING + timedelta(minutes=minutes)
            return pipeline.read_outlet(settings, "paper", DAY, mode="refetch", now=now)

        def built(minutes):
            pipeline.load(settings, DAY, ["paper"])
            summary = pipeline.build(settings, now=EVENING + timedelta(minutes=minutes))
            candidate = settings.candidates / f"{summary.build_id}.duckdb"
            posts = query(candidate, "select source_post_id as id, is_deleted from dim_post")
            (coverage,) = query(candidate, "select snapshots, complete_snapshots, is_complete from mart_coverage")
            return {one["id"]: one["is_deleted"] for one in posts if one["id"]}, coverage

        collect(0)
        posts, coverage = built(1)
        assert posts == {Item(number).id: False for number in range(20)}
        assert coverage == {"snapshots": 4, "complete_snapshots": 4, "is_complete": True}

        server.items = [*(one for one in server.items if one.number != 12), Item(20), Item(21)]
        assert collect(10).is_complete
        third = server.page_path(3)
        server.routes[third] = server.otherwise
        for minutes in (20, 30):
            server.items = [*server.items, Item(minutes)]
            assert not collect(minutes).is_complete
        posts, coverage = built(31)
        assert not any(posts.values()), "a post is missed once, and those of page 3 and after were not looked for"
        assert coverage == {"snapshots": 4 + 5 + 2 + 2, "complete_snapshots": 4 + 5, "is_complete": False}

        del server.routes[third]
        server.items = [*server.items, Item(40)]
        assert collect(40).is_complete
        posts, _ = built(41)
        assert [name for name, is_deleted in posts.items() if is_deleted] == [Item(12).id]


def test_walls_delete_nothing(tmp_path):
    with newsroom(tmp_path) as (server, settings):
        pipeline.read_outlet(settings, "paper", DAY, now=EVENING)
        for minutes, wall in enumerate((WALLS | SCRIPTED).values(), start=1):
            server.routes[server.path] = reply(wall)
            pipeline.read_outlet(settings, "paper", DAY, mode="refetch", now=EVENING + timedelta(minutes=minutes))
        pipeline.load(settings, DAY, ["paper"])
        summary = pipeline.build(settings, now=EVENING + timedelta(hours=1))
        candidate = settings.candidates / f"{summary.build_id}.duckdb"
        posts = query(candidate, "select is_deleted from dim_post where source_post_id is not null")
        (coverage,) = query(candidate, "select is_complete, quarantined from mart_coverage")
        assert [one["is_deleted"] for one in posts] == [False] * 20
        assert coverage == {"is_complete": False, "quarantined": len(WALLS | SCRIPTED)}
