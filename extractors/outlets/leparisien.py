"""Le Parisien (France): clocks on lines of their own; reserves text and data mining agent by agent."""

from extractors.outlet import Feed, Outlet

OUTLET = Outlet(
    slug="leparisien",
    name="Le Parisien",
    hosts=("www.leparisien.fr",),
    lang="fr",
    timezone="Europe/Paris",
    country="FR",
    blog_url=r"https://www\.leparisien\.fr/(?:[a-z0-9-]+/)*direct-[^/]*-\d{2}-\d{2}-20\d{2}-(?P<id>[A-Z0-9]{26})\.php",
    feeds=(Feed(kind="day_page", url="https://www.leparisien.fr/archives/%Y/%d-%m-%Y"),),
    policy_note="tdm-reservation: 1, agent by agent.",
)
