"""Le Quotidien du Canal, an invented French daily whose live pages carry JSON-LD beside their DOM."""

from extractors.outlet import Feed, Layout, Outlet, Selectors, Volume

ADDRESS = "http://quotidien-du-canal.localhost:8765/international/direct-guerre-en-ukraine-%Y%m%d.html"
TECHNOLOGY = "jsonld"

OUTLET = Outlet(
    slug="quotidien-du-canal",
    name="Le Quotidien du Canal",
    hosts=("quotidien-du-canal.localhost",),
    lang="fr",
    timezone="Europe/Paris",
    country="FR",
    blog_url=r"/international/direct-[a-z-]+-(?P<id>\d{8})\.html$",
    feeds=(
        Feed(kind="day_page", url="http://quotidien-du-canal.localhost:8765/archives/%Y/%m/%d"),
        Feed(
            kind="cdx",
            url="http://archive.localhost:8765/cdx/search/cdx",
            replay="http://archive.localhost:8765/web/{timestamp}id_/{url}",
        ),
    ),
    archive_hosts=("archive.localhost",),
    layouts=(
        Layout(
            selectors=Selectors(
                post="article.post",
                post_id="id",
                time="time.post__time",
                time_attribute="datetime",
                kicker=".post__kicker",
                headline=".post__title",
                body=".post__body",
                key_event=".post--key",
                noise=("aside.teaser",),
            )
        ),
    ),
    post_ids="stable",
    volume=Volume(low=4, high=40),
    expects_blog_daily=True,
    type="invented newsroom",
    teaser_labels=("Lire aussi",),
)
