"""Al Jazeera English (Qatar): updates carry GMT without an offset; each is a request of its own in its interface."""

from extractors.outlet import INTERNET_ARCHIVE, Feed, Outlet, Volume, internet_archive

OUTLET = Outlet(
    slug="aljazeera",
    name="Al Jazeera English",
    hosts=("www.aljazeera.com",),
    lang="en",
    timezone="Asia/Qatar",
    clock_timezone="UTC",
    country="QA",
    owner="Al Jazeera Media Network",
    ownership_state="QA",
    blog_url=r"https://www\.aljazeera\.com/news/liveblog/(?P<id>\d{4}/\d{1,2}/\d{1,2}/[^/?#]+)",
    feeds=(
        Feed(kind="rss", url="https://www.aljazeera.com/xml/rss/all.xml"),
        internet_archive("https://www.aljazeera.com/news/liveblog/"),
    ),
    archive_hosts=(INTERNET_ARCHIVE,),
    volume=Volume(low=5, high=150),
    policy_note="Unknown.",
)
