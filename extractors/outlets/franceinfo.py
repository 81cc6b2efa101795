"""franceinfo (France): read by the generic strategies; reserves text and data mining, so declare a legal basis."""

from extractors.outlet import Feed, Outlet

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
    ),
    policy_note="tdm-reservation: 1.",
)
