"""CNN (United States): articles that say when they were last changed; the day stands in the address."""

from extractors.outlet import INTERNET_ARCHIVE, Feed, Layout, Outlet, Selectors, Volume, internet_archive

OUTLET = Outlet(
    slug="cnn",
    name="CNN",
    hosts=("edition.cnn.com", "www.cnn.com"),
    lang="en",
    timezone="America/New_York",
    country="US",
    owner="Warner Bros. Discovery",
    blog_url=r"https://(?:edition|www)\.cnn\.com/(?:[a-z0-9-]+/)*live-news/(?P<id>[^/?#]+-\d{2}-\d{2}-\d{2})",
    feeds=(
        Feed(kind="sitemap", url="https://edition.cnn.com/sitemap/news.xml"),
        internet_archive("https://edition.cnn.com/world/live-news/"),
    ),
    archive_hosts=(INTERNET_ARCHIVE,),
    layouts=(
        Layout(
            selectors=Selectors(
                post=".live-story-post",
                post_id="id",
                time_attribute="data-last-updated",
                headline=".live-story-post__headline",
                author=".live-story-post__byline",
            )
        ),
    ),
    volume=Volume(low=5, high=150),
    policy_note="Unknown. The address of the sitemap is a guess.",
)
