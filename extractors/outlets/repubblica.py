"""la Repubblica (Italy): sections numbered from the oldest; every `Z` in its markup is local time.

The layout and the address are those of a page saved in November 2023. Its linked data gives no ids, true instants, and
texts in which entities and tokens of its editing system stand.
"""

from extractors.outlet import INTERNET_ARCHIVE, Layout, Outlet, Selectors, Volume, internet_archive

OUTLET = Outlet(
    slug="repubblica",
    name="la Repubblica",
    hosts=("www.repubblica.it",),
    lang="it",
    timezone="Europe/Rome",
    country="IT",
    owner="GEDI",
    blog_url=r"https://www\.repubblica\.it/(?:[a-z0-9-]+/)+(?:\d{4}/\d{2}/\d{2}/)?diretta/[^/]*-(?P<id>\d{6,10})/?",
    feeds=(internet_archive("https://www.repubblica.it/esteri/"),),
    archive_hosts=(INTERNET_ARCHIVE,),
    layouts=(
        Layout(
            selectors=Selectors(
                post="section.liveblog__post",
                post_id="id",
                time=".liveblog__post__pubdate",
                time_attribute="datetime",
                headline=".liveblog__post__title",
                body=".liveblog__post__content",
            )
        ),
    ),
    post_ids="stable",
    volume=Volume(low=10, high=250),
    policy_note="Unknown. How its live blogs of a day are listed is not known.",
)
