# ruff: noqa: E501 (addresses in tables)
"""Addresses of each outlet's live blogs, all invented, and addresses of it that are none."""

from __future__ import annotations

import re

import pytest

from extractors.fetch.links import matches
from extractors.outlets import declared, find
from extractors.parse.identity import blog_id

BLOGS = {
    "aljazeera": [
        ("https://www.aljazeera.com/news/liveblog/2024/10/30/live-the-canal-talks-enter-a-second-day", "2024/10/30/live-the-canal-talks-enter-a-second-day"),
        ("https://www.aljazeera.com/news/liveblog/2025/3/4/canal-live-drones-over-the-river?update=3301207", "2025/3/4/canal-live-drones-over-the-river"),
    ],
    "ap": [
        ("https://apnews.com/live/canal-talks-prisoners-updates-10-30-2024", "canal-talks-prisoners-updates-10-30-2024"),
        ("https://apnews.com/live/river-drones-11-04-2024#00000192-df10-d0c1-a9b3-ff7a61230001", "river-drones-11-04-2024"),
    ],
    "bfmtv": [
        ("https://www.bfmtv.com/international/europe/en-direct-ukraine-le-fil-de-la-nuit_LN-202410260041.html", "LN-202410260041"),
        ("https://www.bfmtv.com/international/ukraine/direct-le-pont-rouvre_LN-202411040512.html", "LN-202411040512"),
    ],
    "cnn": [
        ("https://edition.cnn.com/world/live-news/canal-talks-prisoners-10-30-24", "canal-talks-prisoners-10-30-24"),
        ("https://www.cnn.com/2024/11/04/world/live-news/river-drones-11-04-24/index.html", "river-drones-11-04-24"),
    ],
    "france24-en": [
        ("https://www.france24.com/en/europe/20260204-live-the-canal-talks-day-two", "20260204-live-the-canal-talks-day-two"),
        ("https://www.france24.com/en/europe/20241104-%F0%9F%94%B4-live-drones-over-the-river", "20241104-%F0%9F%94%B4-live-drones-over-the-river"),
        ("https://www.france24.com/en/20241104-🔴-live-drones-over-the-river", "20241104-🔴-live-drones-over-the-river"),
    ],
    "france24-fr": [
        ("https://www.france24.com/fr/europe/20241030-%F0%9F%94%B4-en-direct-ukraine-le-fil-de-la-journee", "20241030-%F0%9F%94%B4-en-direct-ukraine-le-fil-de-la-journee"),
        ("https://www.france24.com/fr/europe/20241104-🔴-en-direct-des-drones-sur-le-fleuve", "20241104-🔴-en-direct-des-drones-sur-le-fleuve"),
        ("https://www.france24.com/fr/20241105-en-direct-le-pont-rouvre", "20241105-en-direct-le-pont-rouvre"),
    ],
    "franceinfo": [
        ("https://www.franceinfo.fr/monde/europe/direct-guerre-en-ukraine-le-fil-du-30-octobre_6869210.html", "6869210"),
        ("https://www.francetvinfo.fr/monde/europe/manifestations/direct-le-pont-de-verbove-rouvre_5412300.html", "5412300"),
    ],
    "guardian": [
        ("https://www.theguardian.com/world/live/2024/oct/30/the-canal-briefing-live-updates", "2024/oct/30/the-canal-briefing-live-updates"),
        ("https://www.theguardian.com/world/live/2024/nov/04/the-canal-briefing-live?page=with:block-67289a118f08b7c6d5e4f301#block-67289a118f08b7c6d5e4f301", "2024/nov/04/the-canal-briefing-live"),
        ("https://content.guardianapis.com/world/live/2024/nov/04/the-canal-briefing-live", "2024/nov/04/the-canal-briefing-live"),
    ],
    "lemonde": [
        ("https://www.lemonde.fr/international/live/2024/10/30/guerre-en-ukraine-en-direct-le-fil-de-la-journee_6365117_3210.html", "6365117"),
        ("https://www.lemonde.fr/planete/live/2025/11/12/en-direct-le-fleuve-deborde_6652044_3244.html", "6652044"),
    ],
    "leparisien": [
        ("https://www.leparisien.fr/international/ukraine/direct-guerre-en-ukraine-le-fil-de-la-journee-30-10-2024-QX7LZ4K2PVBNTM5RWCYDAHGSEU.php", "QX7LZ4K2PVBNTM5RWCYDAHGSEU"),
        ("https://www.leparisien.fr/international/direct-le-pont-rouvre-04-11-2024-ABCDEFGH234567ABCDEFGH2345.php", "ABCDEFGH234567ABCDEFGH2345"),
    ],
    "repubblica": [
        ("https://www.repubblica.it/esteri/2023/11/06/diretta/guerra_ultime_notizie_fiume_centrale_oggi-419500112/", "419500112"),
        ("https://www.repubblica.it/esteri/2024/11/04/diretta/guerra_ponte_verbove-423600781/", "423600781"),
    ],
    "rfi": [
        ("https://www.rfi.fr/fr/europe/20241030-en-direct-ukraine-le-fil-de-la-journee", "20241030-en-direct-ukraine-le-fil-de-la-journee"),
        ("https://www.rfi.fr/fr/europe/20241104-%F0%9F%94%B4-en-direct-des-drones-sur-le-fleuve", "20241104-%F0%9F%94%B4-en-direct-des-drones-sur-le-fleuve"),
    ],
    "sky": [
        ("https://news.sky.com/story/war-latest-the-canal-talks-12541713", "12541713"),
        ("https://news.sky.com/story/war-live-updates-a-summit-in-the-south-12541713", "12541713"),
    ],
    "tf1info": [
        ("https://www.tf1info.fr/international/en-direct-ukraine-le-fil-du-mercredi-30-octobre-2330417.html", "2330417"),
        ("https://www.tf1info.fr/international/en-direct-guerre-en-ukraine-la-journee-du-4-novembre-2331055.html", "2331055"),
    ],
    "timesofisrael": [
        ("https://www.timesofisrael.com/liveblog-october-30-2024/", "liveblog-october-30-2024"),
        ("https://www.timesofisrael.com/liveblog-november-4-2024", "liveblog-november-4-2024"),
    ],
    "vingtminutes": [
        ("https://www.20minutes.fr/monde/4117200-20241030-guerre-ukraine-direct-fil-journee", "4117200"),
        ("https://www.20minutes.fr/monde/ukraine/4118031-20241104-direct-guerre-ukraine-pont-rouvre", "4118031"),
    ],
}  # fmt: skip
OTHERS = {
    "aljazeera": ["https://www.aljazeera.com/news/2024/10/30/who-holds-the-canal", "https://www.aljazeera.com/news/liveblog/"],
    "ap": ["https://apnews.com/article/canal-talks-prisoners-8f0a1b2c", "https://apnews.com/hub/live-updates"],
    "bfmtv": ["https://www.bfmtv.com/international/europe/le-pont-rouvre_AD-202410260041.html", "https://www.bfmtv.com/en-direct/"],
    "cnn": ["https://edition.cnn.com/2024/10/30/world/canal-talks-explained/index.html", "https://edition.cnn.com/world/live-news"],
    "france24-en": ["https://www.france24.com/en/live", "https://www.france24.com/en/europe/20241104-the-river-after-the-drones", "https://www.france24.com/fr/europe/20241104-en-direct-des-drones"],
    "france24-fr": ["https://www.france24.com/fr/direct", "https://www.france24.com/fr/europe/20241104-le-fleuve-apres-les-drones", "https://www.france24.com/en/europe/20241104-live-the-river"],
    "franceinfo": ["https://www.franceinfo.fr/monde/europe/recit-le-pont-de-verbove_6869211.html", "https://www.franceinfo.fr/en-direct/radio.html"],
    "guardian": ["https://www.theguardian.com/world/2024/oct/30/the-canal-explained", "https://www.theguardian.com/live"],
    "lemonde": ["https://www.lemonde.fr/international/article/2024/10/30/le-pont-rouvre_6365118_3210.html", "https://www.lemonde.fr/international/live/"],
    "leparisien": ["https://www.leparisien.fr/international/le-pont-rouvre-04-11-2024-ABCDEFGH234567ABCDEFGH2345.php", "https://www.leparisien.fr/direct/"],
    "repubblica": ["https://www.repubblica.it/esteri/2023/11/06/news/guerra_ponte_verbove-419500113/", "https://www.repubblica.it/diretta/"],
    "rfi": ["https://www.rfi.fr/fr/europe/20241104-le-fleuve-apres-les-drones", "https://www.rfi.fr/fr/en-direct-monde"],
    "sky": ["https://news.sky.com/story/the-canal-explained-13123456", "https://news.sky.com/watch-live"],
    "tf1info": ["https://www.tf1info.fr/international/le-pont-de-verbove-rouvre-2330418.html", "https://www.tf1info.fr/direct/"],
    "timesofisrael": ["https://www.timesofisrael.com/the-bridge-reopens/", "https://www.timesofisrael.com/liveblog_entry/the-bridge-reopens/"],
    "vingtminutes": ["https://www.20minutes.fr/monde/4117201-20241030-pont-verbove-rouvre", "https://www.20minutes.fr/en-direct/"],
}  # fmt: skip


@pytest.mark.parametrize("slug", sorted(declared()))
def test_addresses_of_live_blogs_are_known_with_their_ids(slug: str) -> None:
    outlet = find(slug)
    assert len(BLOGS[slug]) >= 2
    for url, wanted in BLOGS[slug]:
        assert matches(outlet, url)
        assert re.search(outlet.blog_url, url)["id"] == wanted  # type: ignore[index]


@pytest.mark.parametrize("slug", sorted(declared()))
def test_other_addresses_are_no_live_blogs(slug: str) -> None:
    assert len(OTHERS[slug]) >= 2
    assert [url for url in OTHERS[slug] if matches(find(slug), url)] == []


def test_no_address_belongs_to_two_outlets() -> None:
    for slug, listed in BLOGS.items():
        for url, _ in listed:
            assert [one.slug for one in declared().values() if matches(one, url)] == [slug]


def test_a_changed_slug_is_the_same_blog() -> None:
    sky = find("sky")
    assert len({blog_id("sky", sky, url, None) for url, _ in BLOGS["sky"]}) == 1


def test_an_emoji_in_an_address_is_the_same_blog_however_it_is_written() -> None:
    outlet = find("france24-fr")
    written = [
        "https://www.france24.com/fr/europe/20241030-%F0%9F%94%B4-en-direct-le-fil",
        "https://www.france24.com/fr/europe/20241030-🔴-en-direct-le-fil",
        "https://www.france24.com/fr/europe/20241030-%f0%9f%94%b4-en-direct-le-fil",
    ]
    assert len({blog_id(outlet.slug, outlet, url, None) for url in written}) == 1
