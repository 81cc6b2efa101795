"""RFI (France): `07h28 : titre`, clocks in universal time; reserves text and data mining."""

from extractors.outlet import INTERNET_ARCHIVE, Feed, Outlet, Volume, internet_archive

OUTLET = Outlet(
    slug="rfi",
    name="RFI",
    hosts=("www.rfi.fr",),
    lang="fr",
    timezone="Europe/Paris",
    clock_timezone="UTC",
    country="FR",
    owner="France Médias Monde",
    ownership_state="FR",
    blog_url=r"https://www\.rfi\.fr/fr/[a-z0-9-]+/(?P<id>20\d{6}-(?:[^/]*-)?en-direct-[^/?#]+)",
    feeds=(
        Feed(kind="rss", url="https://www.rfi.fr/fr/rss"),
        Feed(kind="day_page", url="https://www.rfi.fr/fr/archives/%Y/%m/%d-{month_fr_plain}-%Y"),
        internet_archive(),
    ),
    archive_hosts=(INTERNET_ARCHIVE,),
    volume=Volume(low=3, high=60),
    policy_note="tdm-reservation: 1.",
)
