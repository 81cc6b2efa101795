"""The Guardian (United Kingdom): blocks in application state, one page of a blog at a time; its API is licensed.

`https://content.guardianapis.com/{id}?show-blocks=all` answers with every block of a blog, for a key that developers
get free of charge; a page itself names its older and newer pages.
"""

from extractors.outlet import INTERNET_ARCHIVE, Feed, Outlet, Volume, internet_archive

OUTLET = Outlet(
    slug="guardian",
    name="The Guardian",
    hosts=("www.theguardian.com", "content.guardianapis.com"),
    lang="en",
    timezone="Europe/London",
    country="GB",
    owner="Guardian Media Group",
    blog_url=(
        r"https://(?:www\.theguardian|content\.guardianapis)\.com/[a-z-]+/live/(?P<id>\d{4}/[a-z]{3}/\d{2}/[a-z0-9-]+)"
    ),
    feeds=(
        Feed(kind="content_api", url="https://content.guardianapis.com/search?section=world"),
        Feed(kind="sitemap", url="https://www.theguardian.com/sitemaps/news.xml"),
        internet_archive("https://www.theguardian.com/world/live/"),
    ),
    archive_hosts=(INTERNET_ARCHIVE,),
    post_ids="stable",
    volume=Volume(low=8, high=200),
    policy_note="Terms of the site; its content API needs a key and is the licensed way.",
)
