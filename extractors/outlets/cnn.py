"""CNN (United States): articles that say when they were last changed; the day stands in the address."""

from extractors.outlet import Feed, Layout, Outlet, Selectors

OUTLET = Outlet(
    slug="cnn",
    name="CNN",
    hosts=("edition.cnn.com", "www.cnn.com"),
    lang="en",
    timezone="America/New_York",
    country="US",
    owner="Warner Bros. Discovery",
    blog_url=r"https://(?:edition|www)\.cnn\.com/(?:[a-z0-9-]+/)*live-news/(?P<id>[^/?#]+-\d{2}-\d{2}-\d{2})",
    feeds=(Feed(kind="sitemap", url="https://edition.cnn.com/sitemap/news.xml"),),
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
    policy_note="Unknown. The address of the sitemap is a guess.",
)
