"""TF1info (France): Next.js pages; reserves text and data mining, so a legal basis must be declared."""

from extractors.outlet import Feed, Outlet

OUTLET = Outlet(
    slug="tf1info",
    name="TF1info",
    hosts=("www.tf1info.fr",),
    lang="fr",
    timezone="Europe/Paris",
    country="FR",
    owner="Groupe TF1",
    blog_url=r"https://www\.tf1info\.fr/[a-z-]+/en-direct-[^/]*-(?P<id>\d{7})\.html",
    feeds=(Feed(kind="rss", url="https://www.tf1info.fr/feeds/rss-une.xml"),),
    teaser_labels=(r"Publié (?:aujourd['’]hui|hier) à \d{1,2}h\d{2}",),
    policy_note="tdm-reservation: 1 with a policy; robots.txt as read.",
)
