"""The Harbour Lantern, an invented English paper whose live pages are plain DOM with clock times only."""

from extractors.outlet import Feed, Layout, Outlet, Selectors, Volume

ADDRESS = "http://harbour-lantern.localhost:8765/live/%Y/%m/%d/ukraine-war-latest"
TECHNOLOGY = "plain"

OUTLET = Outlet(
    slug="harbour-lantern",
    name="The Harbour Lantern",
    hosts=("harbour-lantern.localhost",),
    lang="en",
    timezone="Europe/London",
    country="GB",
    blog_url=r"/live/(?P<id>\d{4}/\d{2}/\d{2})/[a-z-]+$",
    feeds=(
        Feed(kind="day_page", url="http://harbour-lantern.localhost:8765/archives/%Y/%m/%d"),
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
                post="li.entry",
                time=".entry-clock",
                kicker=".entry-kicker",
                headline=".entry-title",
                body=".entry-words",
                key_event=".entry-key",
                noise=("li.related",),
            )
        ),
    ),
    post_ids="none",
    volume=Volume(low=4, high=40),
    expects_blog_daily=True,
    type="invented newsroom",
    teaser_labels=("Read more",),
)
