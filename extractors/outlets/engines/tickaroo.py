"""Tickaroo: an element that its script fills, with the blog's linked data in an attribute of it.

Its interface answers with that element as markup, and with the linked data beside it. Neither names the posts, so their
ids come from their content. Of the markup that the script makes (`tik4-…`) only parts are known, none of them the post.
"""

from extractors.outlet import Engine

ENGINE = Engine(
    slug="tickaroo",
    name="Tickaroo",
    marks=("<tickaroo-liveblog", "tik4-"),
    post_ids="none",
    note="Interface: https://cdn.tickaroo.com/api/embed/v4/prefetch/liveblog.json with html and schema.",
)
