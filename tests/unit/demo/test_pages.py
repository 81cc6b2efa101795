"""Pages of the demo world: the same bytes each time, each technology with what it is there to show."""

import json
import re
from datetime import date

import pytest

from demo import pages, world

DAY = date(2024, 10, 30)
POST = "#post-kharkiv-bilan-2"


def structured(text):
    return json.loads(re.search(r'application/ld\+json">(.*?)</script>', text, re.DOTALL)[1])


def page(slug, capture=-1):
    blog = world.blog(slug, DAY)
    return pages.render(blog, blog.captures[capture]).decode()


@pytest.mark.parametrize("slug", sorted(world.outlets()))
def test_a_page_is_the_same_bytes_each_time_and_changes_with_the_instant(slug):
    world.blog.cache_clear()
    first = page(slug)
    world.blog.cache_clear()
    assert page(slug) == first
    assert page(slug, 0) != first


def test_json_ld_and_dom_tell_the_same_posts_and_only_the_dom_has_the_teaser():
    text = page("quotidien-du-canal")
    state = structured(text)
    ids = [one["url"].partition("#")[2] for one in state["liveBlogUpdate"]]
    assert ids == re.findall(r'<article class="post[^"]*" id="([^"]+)"', text)
    assert len(ids) == 18
    assert "Publié hier à 16h43" in text
    assert "Publié hier" not in json.dumps(state, ensure_ascii=False)
    assert "coverageEndTime" in state
    assert "coverageEndTime" not in page("quotidien-du-canal", 0)


def test_an_edited_post_carries_its_new_modification_time():
    before, after = (
        next(
            one for one in structured(page("quotidien-du-canal", number))["liveBlogUpdate"] if one["url"].endswith(POST)
        )
        for number in (0, 1)
    )
    assert before["dateModified"] == before["datePublished"] == "2024-10-30T13:18:00+01:00"
    assert after["dateModified"] == "2024-10-30T17:32:00+01:00"
    assert "dix-neuf" in before["articleBody"]
    assert "vingt-trois" in after["articleBody"]


def test_a_post_inserted_late_bears_its_own_time_only():
    posts = structured(page("quotidien-du-canal"))["liveBlogUpdate"]
    late = next(one for one in posts if one["url"].endswith("#post-koursk-insere"))
    assert late["dateModified"] == late["datePublished"] == "2024-10-30T13:40:00+01:00"


def test_application_state_has_epoch_times_and_french_spacing_and_the_dom_no_post():
    text = page("gazette-des-ecluses")
    document, _, script = text.partition('<script id="__NEXT_DATA__" type="application/json">')
    state = json.loads(script.partition("</script>")[0])
    posts = state["props"]["pageProps"]["page"]["posts"]
    assert posts[0]["publishedAt"] == 1730322000000
    assert "20\u202f000 habitants" in script
    assert "«\u00a0" in script
    assert "Krougliakivka" not in document


def test_the_plain_page_has_clocks_and_one_date_and_no_machine_time():
    text = page("harbour-lantern")
    assert "Wednesday 30 October 2024" in text
    assert 'entry-clock">21:30<' in text
    assert "datetime" not in text
    assert "ld+json" not in text
    assert text.count("2024-10-30") == 0


def test_markup_in_a_text_is_escaped():
    blog = world.blog("harbour-lantern", DAY)
    assert "Nato & <b>" not in pages._paragraphs(
        world.Wording(since=blog.captures[0], kicker=None, headline=None, paragraphs=("Nato & <b>",))
    )
    assert "</script>" not in pages._script({"body": "</script>"})
