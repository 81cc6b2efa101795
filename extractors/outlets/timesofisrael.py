"""The Times of Israel (Israel): one live blog a day, its day in its address."""

from extractors.outlet import INTERNET_ARCHIVE, Feed, Layout, Outlet, Selectors, Volume, internet_archive

OUTLET = Outlet(
    slug="timesofisrael",
    name="The Times of Israel",
    hosts=("www.timesofisrael.com",),
    lang="en",
    timezone="Asia/Jerusalem",
    country="IL",
    blog_url=r"https://www\.timesofisrael\.com/(?P<id>liveblog-[A-Za-z]+-\d{1,2}-\d{4})/?",
    feeds=(
        Feed(kind="computed", url="https://www.timesofisrael.com/liveblog-{month_en}-%-d-%Y/"),
        internet_archive(),
    ),
    archive_hosts=(INTERNET_ARCHIVE,),
    layouts=(Layout(selectors=Selectors(post="div[id^=liveblog-]", post_id="id")),),
    post_ids="stable",
    volume=Volume(low=15, high=250),
    expects_blog_daily=True,
    policy_note="Unknown.",
)
