"""AP (United States): custom elements with an id and an epoch time each."""

from extractors.outlet import Layout, Outlet, Selectors

OUTLET = Outlet(
    slug="ap",
    name="The Associated Press",
    hosts=("apnews.com",),
    lang="en",
    timezone="America/New_York",
    country="US",
    blog_url=r"https://apnews\.com/live/(?P<id>[^/?#]+)",
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
    type="agency",
    policy_note="Unknown. How its live blogs of a day are listed is not known.",
)
