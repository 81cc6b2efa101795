"""A wall, a challenge, a soft 404 or a page without its script is an error, and never a blog whose posts are gone."""

from datetime import timedelta

import pytest

from claimwire import capture, outcomes, pipeline
from extractors.errors import NeedsScript, WalledPage
from tests.security.wire import HOST, redirect, reply
from tests.unit.collecting.newsroom import DAY, EVENING, newsroom
from tests.unit.collecting.walls import SCRIPTED, WALLS, page, teasers


@pytest.fixture(params=["declared markup", "generic strategies"])
def world(request, tmp_path):
    layouts = {} if request.param == "declared markup" else {"layouts": ""}
    with newsroom(tmp_path, **layouts) as (server, settings):
        yield server, settings


def read(settings, minutes=0):
    return pipeline.read_outlet(settings, "paper", DAY, mode="refetch", now=EVENING + timedelta(minutes=minutes))


@pytest.mark.parametrize("wall", WALLS.values(), ids=WALLS)
def test_a_wall_is_an_error_of_its_own_and_its_bytes_are_kept(world, wall):
    server, settings = world
    server.routes[server.path] = reply(wall)
    with pytest.raises(WalledPage):
        read(settings)
    (held,) = capture.archive_of(settings).captures("paper", DAY)
    assert capture.archive_of(settings).read(held) == wall
    (outcome,) = outcomes.read(settings.packages, ["paper"], DAY)
    assert (outcome.status, outcome.error, outcome.is_complete) == ("failed", "WalledPage", False)


@pytest.mark.parametrize("scripted", SCRIPTED.values(), ids=SCRIPTED)
def test_a_live_page_without_posts_needs_a_script(world, scripted):
    server, settings = world
    server.routes[server.path] = reply(scripted)
    with pytest.raises(NeedsScript):
        read(settings)
    (outcome,) = outcomes.read(settings.packages, ["paper"], DAY)
    assert (outcome.status, outcome.error, outcome.is_complete) == ("failed", "NeedsScript", False)


@pytest.mark.parametrize("wall", (WALLS | SCRIPTED).values(), ids=WALLS | SCRIPTED)
def test_a_wall_after_a_good_capture_leaves_its_posts_and_an_incomplete_day(world, wall):
    server, settings = world
    before = read(settings)
    server.routes[server.path] = reply(wall)
    after = read(settings, minutes=10)
    assert (after.post_count, after.is_complete) == (before.post_count, False)
    assert after.quarantined_count == before.quarantined_count + 1


def test_a_blog_that_leads_to_the_front_page_is_gone_and_the_front_page_no_blog(world):
    server, settings = world
    server.routes |= {server.path: redirect("/"), "/": reply(page("The Paper", f"<ul>{teasers()}</ul>"))}
    with pytest.raises(WalledPage, match="which is no live blog"):
        read(settings)


def test_a_blog_that_moved_to_another_headline_is_read(world):
    server, settings = world
    moved = f"/world/live/evening-{server.path.rsplit('-', 1)[1]}"
    server.routes |= {server.path: redirect(f"http://{HOST}{moved}"), moved: reply(server.render(1))}
    assert read(settings).post_count == 5
