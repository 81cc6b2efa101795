"""Live Blog by Sourcefabric (Superdesk): themes rendered from posts that its interface gives, with ids that last.

Posts are packages of items; one that was withdrawn is kept and marked. The AMP theme ships sample posts of a foreign
host in its linked data, which the reader of linked data drops.
"""

from extractors.outlet import Engine, Layout, Selectors

ENGINE = Engine(
    slug="superdesk",
    name="Superdesk Live Blog",
    marks=("lb-post-date", '"lb_highlight"'),
    layouts=(
        Layout(
            selectors=Selectors(
                post="article[data-post-id]",
                post_id="data-post-id",
                time=".lb-post-date",
                time_attribute="data-js-timestamp",
                changed=".lb-post-updated-time",
                body=".items-container",
                key_event=".highlight-icon",
                question=".commentItem",
                noise=(".lb-author", ".lb-post-actions"),
                excluded=("article.advertisement",),
            ),
        ),
        Layout(
            selectors=Selectors(
                post="article.lb-post[data-sort-time]",
                post_id="id",
                time_attribute="data-sort-time",
                body=".lb-item",
                key_event=".highlight-icon",
                question=".commentItem",
                noise=(".lb-author",),
                excluded=("[data-tombstone]", "article.hide-item"),
            ),
        ),
    ),
    post_ids="stable",
    note="Interface: {host}/api/client_blogs/{blog}/posts, an Eve list with _items, _meta and _links.next.",
)
