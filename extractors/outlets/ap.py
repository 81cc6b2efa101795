"""AP (United States): custom elements with an id and an epoch time each."""

from extractors.outlet import INTERNET_ARCHIVE, Layout, Outlet, Selectors, Volume, internet_archive

OUTLET = Outlet(
    slug="ap",
    name="The Associated Press",
    hosts=("apnews.com",),
    lang="en",
    timezone="America/New_York",
    country="US",
    blog_url=r"https://apnews\.com/live/(?P<id>[^/?#]+)",
    feeds=(internet_archive("https://apnews.com/live/"),),
    archive_hosts=(INTERNET_ARCHIVE,),
    layouts=(
        Layout(
            selectors=Selectors(
                post="bsp-liveblog-post",
                post_id="data-post-id",
                time_attribute="data-posted-date-timestamp",
                noise=("bsp-copy-link",),
            )
        ),
    ),
    post_ids="stable",
    volume=Volume(low=5, high=150),
    type="agency",
    policy_note="Unknown. How its live blogs of a day are listed is not known.",
)
