"""Sky News (United Kingdom): one blog rolls on for years: no day in its address, relative labels."""

from extractors.outlet import Outlet

OUTLET = Outlet(
    slug="sky",
    name="Sky News",
    hosts=("news.sky.com",),
    lang="en",
    timezone="Europe/London",
    country="GB",
    owner="Comcast",
    blog_url=r"https://news\.sky\.com/story/[^/]*(?:live|latest)[^/]*-(?P<id>\d{8})",
    policy_note="Unknown. Older days stand only in web archives.",
)
