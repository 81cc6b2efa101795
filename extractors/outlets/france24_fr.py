"""France 24 in French (France): reserves text and data mining.

In some years the posts come in by a script and the page itself holds only the essentials.
"""

from extractors.outlet import INTERNET_ARCHIVE, Feed, Outlet, Volume, internet_archive

OUTLET = Outlet(
    slug="france24-fr",
    name="France 24",
    hosts=("www.france24.com",),
    lang="fr",
    timezone="Europe/Paris",
    country="FR",
    owner="France Médias Monde",
    ownership_state="FR",
    blog_url=r"https://www\.france24\.com/fr/(?:[a-z0-9-]+/)*(?P<id>20\d{6}-(?:[^/]*-)?en-direct-[^/?#]+)",
    feeds=(
        Feed(kind="rss", url="https://www.france24.com/fr/rss"),
        Feed(kind="day_page", url="https://www.france24.com/fr/archives/%Y/%m/%d-{month_fr_plain}-%Y"),
        internet_archive(),
    ),
    archive_hosts=(INTERNET_ARCHIVE,),
    volume=Volume(low=3, high=80),
    policy_note="tdm-reservation: 1. Its feed holds about four hours.",
)
