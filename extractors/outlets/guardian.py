"""The Guardian (United Kingdom): blocks in application state, one page of a blog at a time; its API is licensed."""

from extractors.outlet import Feed, Outlet

OUTLET = Outlet(
    slug="guardian",
    name="The Guardian",
    hosts=("www.theguardian.com",),
    lang="en",
    timezone="Europe/London",
    country="GB",
    owner="Guardian Media Group",
    blog_url=r"https://www\.theguardian\.com/[a-z-]+/live/(?P<id>\d{4}/[a-z]{3}/\d{2}/[a-z0-9-]+)",
    feeds=(Feed(kind="sitemap", url="https://www.theguardian.com/sitemaps/news.xml"),),
    post_ids="stable",
    policy_note="Terms of the site; its content API needs a key.",
)
