"""Le Monde (France): sections with a clock only; older posts come in by scrolling, so a page is rarely complete.

The markup is as independent readers of these pages describe it from 2021 to 2026; no saved page has confirmed it. The
posts stood in `#post-container` first and in `section.post__live-section` later, and are alike in both, as they are in
what scrolling brings. A paragraph called an answer is one only below a reader's question.
"""

from extractors.outlet import INTERNET_ARCHIVE, Feed, Layout, Outlet, Selectors, Volume, internet_archive

OUTLET = Outlet(
    slug="lemonde",
    name="Le Monde",
    hosts=("www.lemonde.fr",),
    lang="fr",
    timezone="Europe/Paris",
    country="FR",
    owner="Groupe Le Monde",
    blog_url=r"https://www\.lemonde\.fr/[a-z-]+/live/\d{4}/\d{2}/\d{2}/[^/]+_(?P<id>\d{7})_\d+\.html",
    feeds=(
        Feed(kind="rss", url="https://www.lemonde.fr/rss/en_continu.xml"),
        Feed(kind="sitemap", url="https://www.lemonde.fr/sitemap_news.xml"),
        Feed(kind="day_page", url="https://www.lemonde.fr/archives-du-monde/%d-%m-%Y/{page}/"),
        internet_archive("https://www.lemonde.fr/international/live/"),
    ),
    archive_hosts=(INTERNET_ARCHIVE,),
    layouts=(
        Layout(
            selectors=Selectors(
                post="section.post__live-container",
                post_id="id",
                time=".info-content .date",
                kicker=".flag-live__border__label",
                headline=".post__live-container--title",
                body=".content--live, .meta__social--new-live-post",
                author=".post__live-container--comment-author",
                question=".post__live-container--comment-blockquote",
                noise=("a.js-live-read-also", ".read-also-live__container", ".post__live-container--link-content"),
            ),
            next_page="/ajax/live/article/{id}/scroll?lastPost={post}",
            title="#js-title-live",
            standfirst="#js-summary-live",
        ),
    ),
    post_ids="stable",
    volume=Volume(low=10, high=250),
    policy_note="The reservation could not be read (an answer 402); nothing is assumed.",
)
