"""Sky News (United Kingdom): one blog rolls on for years under one id: no day in its address, relative labels."""

from extractors.outlet import INTERNET_ARCHIVE, Feed, Outlet, Volume, internet_archive

OUTLET = Outlet(
    slug="sky",
    name="Sky News",
    hosts=("news.sky.com",),
    lang="en",
    timezone="Europe/London",
    country="GB",
    owner="Comcast",
    blog_url=r"https://news\.sky\.com/story/[^/]*(?:live|latest)[^/]*-(?P<id>\d{8})",
    feeds=(
        Feed(kind="day_page", url="https://news.sky.com/world"),
        internet_archive("https://news.sky.com/story/ukraine-war-latest"),
    ),
    archive_hosts=(INTERNET_ARCHIVE,),
    volume=Volume(low=5, high=150),
    policy_note="Unknown. Older days stand only in web archives.",
)
