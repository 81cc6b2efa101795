"""Le Parisien (France): clocks on lines of their own; reserves text and data mining agent by agent."""

from extractors.outlet import INTERNET_ARCHIVE, Feed, Outlet, Volume, internet_archive

OUTLET = Outlet(
    slug="leparisien",
    name="Le Parisien",
    hosts=("www.leparisien.fr",),
    lang="fr",
    timezone="Europe/Paris",
    country="FR",
    owner="LVMH",
    blog_url=r"https://www\.leparisien\.fr/(?:[a-z0-9-]+/)*direct-[^/]*-\d{2}-\d{2}-20\d{2}-(?P<id>[A-Z0-9]{26})\.php",
    feeds=(
        Feed(kind="day_page", url="https://www.leparisien.fr/archives/%Y/%d-%m-%Y"),
        internet_archive(),
    ),
    archive_hosts=(INTERNET_ARCHIVE,),
    volume=Volume(low=5, high=150),
    policy_note="tdm-reservation: 1, agent by agent.",
)
