"""Le Monde (France): sections with a clock only; older posts come in by scrolling, so a page is rarely complete.

The markup is as independent readers of these pages describe it from 2021 to 2026; no saved page has confirmed it.
"""

from extractors.outlet import Feed, Layout, Outlet, Selectors

_PARTS = {
    "post_id": "id",
    "time": ".info-content .date",
    "kicker": ".flag-live__border__label",
    "headline": ".post__live-container--title",
    "body": ".content--live, .meta__social--new-live-post, .post__live-container--answer-text",
    "key_event": "[data-post-essential]",
}

OUTLET = Outlet(
    slug="lemonde",
    name="Le Monde",
    hosts=("www.lemonde.fr",),
    lang="fr",
    timezone="Europe/Paris",
    country="FR",
    blog_url=r"https://www\.lemonde\.fr/[a-z-]+/live/\d{4}/\d{2}/\d{2}/[^/]+_(?P<id>\d{7})_\d+\.html",
    feeds=(
        Feed(kind="rss", url="https://www.lemonde.fr/rss/en_continu.xml"),
        Feed(kind="day_page", url="https://www.lemonde.fr/archives-du-monde/%d-%m-%Y/"),
    ),
    layouts=(
        Layout(
            selectors=Selectors(post="section.post__live-container", noise=("a.js-live-read-also",), **_PARTS),
            next_page="/ajax/live/article/{id}/scroll?lastPost={post}",
        ),
        Layout(
            selectors=Selectors(post="section.post__live-section", noise=("a.js-live-read-also",), **_PARTS),
            next_page="/ajax/live/article/{id}/scroll?lastPost={post}",
        ),
    ),
    post_ids="stable",
    policy_note="The reservation could not be read (an answer 402); nothing is assumed.",
)
