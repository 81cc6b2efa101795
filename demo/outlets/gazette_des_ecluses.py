"""La Gazette des Écluses, an invented French weekly whose live pages keep their posts in application state."""

from extractors.outlet import Feed, Outlet, Volume

ADDRESS = "http://gazette-des-ecluses.localhost:8765/monde/en-direct-guerre-en-ukraine_%Y%m%d"
TECHNOLOGY = "appstate"

OUTLET = Outlet(
    slug="gazette-des-ecluses",
    name="La Gazette des Écluses",
    hosts=("gazette-des-ecluses.localhost",),
    lang="fr",
    timezone="Europe/Paris",
    country="FR",
    blog_url=r"/monde/en-direct-[a-z-]+_(?P<id>\d{8})$",
    feeds=(
        Feed(kind="day_page", url="http://gazette-des-ecluses.localhost:8765/archives/%Y/%m/%d"),
        Feed(
            kind="cdx",
            url="http://archive.localhost:8765/cdx/search/cdx",
            replay="http://archive.localhost:8765/web/{timestamp}id_/{url}",
        ),
    ),
    archive_hosts=("archive.localhost",),
    post_ids="stable",
    volume=Volume(low=4, high=40),
    expects_blog_daily=True,
    type="invented newsroom",
    teaser_labels=("À lire aussi",),
)
