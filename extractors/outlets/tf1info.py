"""TF1info (France): Next.js pages; reserves text and data mining, so a legal basis must be declared.

No saved page of it is at hand: its markup is presumed, its words and the order of its parts are known from texts. The
times of the articles that it announces within a live ("Publié hier à 16h43") are no times of its posts.
"""

from extractors.outlet import INTERNET_ARCHIVE, Feed, Outlet, Volume, internet_archive

OUTLET = Outlet(
    slug="tf1info",
    name="TF1info",
    hosts=("www.tf1info.fr",),
    lang="fr",
    timezone="Europe/Paris",
    country="FR",
    owner="Groupe TF1",
    blog_url=r"https://www\.tf1info\.fr/[a-z-]+/en-direct-[^/]*-(?P<id>\d{7})\.html",
    feeds=(
        Feed(kind="rss", url="https://www.tf1info.fr/feeds/rss-une.xml"),
        Feed(kind="day_page", url="https://www.tf1info.fr/international/"),
        internet_archive("https://www.tf1info.fr/international/en-direct-"),
    ),
    archive_hosts=(INTERNET_ARCHIVE,),
    teaser_labels=(
        r"Publié (?:aujourd['’]hui|hier|le \d{1,2} \w+(?: \d{4})?) à \d{1,2}h\d{2}",
        r"Source : .{2,60}",
    ),
    volume=Volume(low=3, high=120),
    policy_note="tdm-reservation: 1 with a policy; answers to readers that are no browsers are cut short.",
)
