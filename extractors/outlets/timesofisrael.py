"""The Times of Israel (Israel): one live blog a day, its day in its address."""

from extractors.outlet import Feed, Layout, Outlet, Selectors

OUTLET = Outlet(
    slug="timesofisrael",
    name="The Times of Israel",
    hosts=("www.timesofisrael.com",),
    lang="en",
    timezone="Asia/Jerusalem",
    country="IL",
    blog_url=r"https://www\.timesofisrael\.com/(?P<id>liveblog-[A-Za-z]+-\d{1,2}-\d{4})/?",
    feeds=(Feed(kind="computed", url="https://www.timesofisrael.com/liveblog-%B-%-d-%Y/"),),
    layouts=(Layout(selectors=Selectors(post="div[id^=liveblog-]", post_id="id")),),
    post_ids="stable",
    expects_blog_daily=True,
    policy_note="Unknown.",
)
