"""20 Minutes (France): paragraphs that open with `22h45 : titre`; the day stands in the address."""

from extractors.outlet import INTERNET_ARCHIVE, Feed, Outlet, Volume, internet_archive

OUTLET = Outlet(
    slug="vingtminutes",
    name="20 Minutes",
    hosts=("www.20minutes.fr",),
    lang="fr",
    timezone="Europe/Paris",
    country="FR",
    owner="Rossel and Ouest-France",
    blog_url=r"https://www\.20minutes\.fr/(?:[a-z0-9-]+/)+(?P<id>\d{6,8})-20\d{6}-[^/]*direct[^/]*",
    feeds=(
        Feed(kind="rss", url="https://www.20minutes.fr/feeds/rss-une.xml"),
        Feed(kind="sitemap", url="https://www.20minutes.fr/sitemap-news.xml"),
        internet_archive("https://www.20minutes.fr/monde/"),
    ),
    archive_hosts=(INTERNET_ARCHIVE,),
    volume=Volume(low=3, high=120),
    policy_note="No reservation was published.",
)
