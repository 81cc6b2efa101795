"""franceinfo (France): read by the generic strategies; reserves text and data mining, so declare a legal basis.

Texts saved of it have lost the clocks and keep ": " where they stood; only sentences still name hours then.
"""

from extractors.outlet import INTERNET_ARCHIVE, Feed, Outlet, Volume, internet_archive

OUTLET = Outlet(
    slug="franceinfo",
    name="franceinfo",
    hosts=("www.franceinfo.fr", "www.francetvinfo.fr"),
    lang="fr",
    timezone="Europe/Paris",
    country="FR",
    owner="France Télévisions and Radio France",
    ownership_state="FR",
    blog_url=r"https://www\.france(?:tv)?info\.fr/(?:[a-z0-9-]+/)*direct-[^/]*_(?P<id>\d{6,8})\.html",
    feeds=(
        Feed(kind="rss", url="https://www.franceinfo.fr/titres.rss"),
        Feed(kind="sitemap", url="https://www.franceinfo.fr/sitemap_news.xml"),
        Feed(kind="day_page", url="https://www.franceinfo.fr/archives/%Y/%-d-{month_fr_plain}-%Y.html"),
        internet_archive("https://www.franceinfo.fr/monde/europe/"),
    ),
    archive_hosts=(INTERNET_ARCHIVE,),
    volume=Volume(low=5, high=150),
    policy_note="tdm-reservation: 1.",
)
