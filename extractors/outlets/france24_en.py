"""France 24 in English (France): reserves text and data mining.

Its dates are written day, month, year.
"""

from extractors.outlet import INTERNET_ARCHIVE, Feed, Outlet, Volume, internet_archive

OUTLET = Outlet(
    slug="france24-en",
    name="France 24 English",
    hosts=("www.france24.com",),
    lang="en",
    timezone="Europe/Paris",
    country="FR",
    owner="France Médias Monde",
    ownership_state="FR",
    blog_url=r"https://www\.france24\.com/en/(?:[a-z0-9-]+/)*(?P<id>20\d{6}-(?:[^/]*-)?live-[^/?#]+)",
    feeds=(
        Feed(kind="rss", url="https://www.france24.com/en/rss"),
        Feed(kind="day_page", url="https://www.france24.com/en/archives/%Y/%m/%d-{month_en}-%Y"),
        internet_archive(),
    ),
    archive_hosts=(INTERNET_ARCHIVE,),
    volume=Volume(low=3, high=80),
    policy_note="tdm-reservation: 1. Its feed holds about four hours.",
)
