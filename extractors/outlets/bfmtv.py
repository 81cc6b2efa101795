"""BFMTV (France): the day stands in the blog's id; its wall refuses readers that are no browsers."""

from extractors.outlet import INTERNET_ARCHIVE, Feed, Outlet, Volume, internet_archive

OUTLET = Outlet(
    slug="bfmtv",
    name="BFMTV",
    hosts=("www.bfmtv.com",),
    lang="fr",
    timezone="Europe/Paris",
    country="FR",
    owner="CMA CGM",
    blog_url=r"https://www\.bfmtv\.com/(?:[a-z0-9-]+/)*[^/]*_(?P<id>LN-\d{12})\.html",
    feeds=(
        Feed(kind="rss", url="https://www.bfmtv.com/rss/news-24-7/"),
        Feed(kind="sitemap", url="https://www.bfmtv.com/sitemap_news.xml"),
        internet_archive(),
    ),
    archive_hosts=(INTERNET_ARCHIVE,),
    volume=Volume(low=5, high=250),
    policy_note="Unknown: requests were answered 403 by a wall, which is not to be evaded.",
)
