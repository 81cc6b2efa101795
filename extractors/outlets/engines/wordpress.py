"""Liveblog, the WordPress plugin of Automattic: a feed of entries, and an interface that answers with a log of events.

An entry keeps its id when it is edited or taken back; `entry_time` is when it was published, `timestamp` when the event
happened. Its AMP theme names entries by the time of their last change, so it is left to the generic strategies.
"""

from extractors.outlet import Engine, Layout, Selectors

_SEEN_BY_EDITORS = ".liveblog-entry-tools, .liveblog-entry-actions"

ENGINE = Engine(
    slug="wordpress",
    name="WordPress Liveblog",
    marks=("liveblog-entry-content", "liveblog-entry-text", '"entry_time"'),
    layouts=(
        Layout(
            selectors=Selectors(
                post="article.liveblog-entry-card",
                post_id="data-entry-id",
                time="time",
                time_attribute="datetime",
                body=".liveblog-entry-content",
            )
        ),
        Layout(
            selectors=Selectors(
                post="article.liveblog-entry",
                post_id="id",
                body=".liveblog-entry-content",
                noise=(_SEEN_BY_EDITORS,),
            )
        ),
        Layout(
            selectors=Selectors(
                post="div[id^=liveblog-entry-]",
                post_id="id",
                time_attribute="data-timestamp",
                body=".liveblog-entry-text",
                noise=(_SEEN_BY_EDITORS,),
            )
        ),
    ),
    post_ids="stable",
    note="Interface: /wp-json/liveblog/v1/{post}/entries/{from}/{to}, lazyload, get-entries, get-key-events.",
)
