"""How the reading of a page is shown: the page, the strategies, the posts, and one post in full."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from extractors.rows import to_row

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from extractors.model import Post
    from extractors.parse.examine import Examination, ExaminedPost

_SHORT = {"jsonld": "ld", "microdata": "md", "appstate": "st", "selectors": "se", "repeated": "re", "plaintext": "tx"}
_SHOWN = (
    "kind", "published_at", "time_precision", "time_method", "published_raw", "modified_at", "source_post_id", "kicker",
    "headline", "url",
)  # fmt: skip
_FEW = 3
_COLOURS = {"time": "yellow", "body": "cyan", "headline": "cyan", "id": "magenta", "seen_by_one": "dim"}


def examination_row(found: Examination) -> dict[str, Any]:
    """An examination as one JSON object."""
    page = found.page
    return {
        "verdict": found.verdict,
        "error": str(found.error) if found.error else None,
        **{name: getattr(found, name) for name in ("outlet", "url", "lang", "timezone", "title")},
        **({name: getattr(page, name) for name in _OF_PAGE} if page else {}),
        "quarantined": [to_row(one) for one in page.quarantined] if page else [],
        "strategies": [to_row(one) for one in found.strategies],
        "posts": [to_row(one) for one in found.posts],
    }


_OF_PAGE = ("blog_id", "status", "is_complete", "previous_url", "next_url")


def show_examination(found: Examination) -> None:
    """The page, what each strategy found, each post in a line, and what disagrees."""
    console = _console()
    _show_page(console, found)
    if found.strategies:
        console.print(_strategies(found))
    if found.posts:
        console.print(_posts(found.posts))
        _show_disagreements(console, found.posts)


def show_examined_post(one: ExaminedPost) -> None:
    """One post in full: its fields with what they rest on, each strategy's view, what disagrees, its text."""
    console = _console()
    post = one.post
    console.print(f"post {post.position}: {post.post_id}", style="bold", markup=False)
    for name in _SHOWN:
        value, source = getattr(post, name), getattr(post.field_evidence, name, None)
        if value is not None:
            console.print(f"  {name}: {value}{f'  [{source}]' if source else ''}", markup=False)
    console.print(f"  body: from {post.field_evidence.body or 'nothing'}", markup=False)
    console.print(_views(one))
    _show_disagreements(console, [one])
    console.print(post.text, markup=False)


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False, soft_wrap=True)


def _show_page(console: Console, found: Examination) -> None:
    page = found.page
    said = {
        "title": found.title,
        "outlet": found.outlet or "none declared",
        "address": found.url,
        "language": found.lang,
        "time zone": found.timezone,
        "blog": page.blog_id if page else None,
        "status": page.status if page else None,
        "complete": ("yes" if page.is_complete else "no, there are more pages") if page else None,
        "previous": page.previous_url if page else None,
        "next": page.next_url if page else None,
        "verdict": f"{found.verdict}: {found.error}" if found.error else f"read, {len(found.posts)} posts",
    }
    for name, value in said.items():
        if value is not None:
            console.print(f"{name + ':':<11}{value}", markup=False)
    for one in page.quarantined if page else ():
        console.print(f"left out:  position {one.position}: {one.message}", markup=False)


def _strategies(found: Examination) -> Table:
    table = _table("strategy", "posts", "bodies", "instants", "ids", "used", "")
    for one in found.strategies:
        counts = (one.posts, one.bodies, one.instants, one.ids, one.used)
        _add(
            table,
            f"{one.strategy} ({_SHORT[one.strategy]})",
            *(str(count or "-") for count in counts),
            one.reason or "",
        )
    return table


def _posts(posts: Iterable[ExaminedPost]) -> Table:
    table = _table("post", "published", "how", "kind", "seen by", "rests on", "words", "differs", "headline or opening")
    for one in posts:
        post = one.post
        when = f"{post.published_at:%Y-%m-%d %H:%M:%S}" if post.published_at else str(post.published_on or "-")
        _add(
            table, str(post.position), when, post.time_method, post.kind,
            " ".join(_SHORT[view.strategy] for view in one.views), _evidence(post),
            str(len(post.text.split())), " ".join(dict.fromkeys(each.kind for each in one.disagreements)),
            (post.headline or post.text.partition("\n")[0])[:48],
        )  # fmt: skip
    return table


def _evidence(post: Post) -> str:
    """What the body, the headline, the time and the id rest on: `b=re h=ld t=ld i=ld`."""
    held = {
        "b": post.field_evidence.body,
        "h": post.field_evidence.headline,
        "t": post.field_evidence.published_at,
        "i": post.field_evidence.source_post_id,
    }
    return " ".join(f"{letter}={_SHORT[source]}" for letter, source in held.items() if source)


def _views(one: ExaminedPost) -> Table:
    table = _table("strategy", "instant", "as written", "id", "words", "headline", "opening")
    for view in one.views:
        at = f"{view.at:%Y-%m-%d %H:%M:%S}" if view.at else "-"
        _add(table, view.strategy, at, view.time_as_written or "-", view.source_id or "-", str(view.body_words),
             view.headline or "-", view.opening.replace("\n", " / "))  # fmt: skip
    return table


def _show_disagreements(console: Console, posts: Iterable[ExaminedPost]) -> None:
    """What disagrees, a line for all posts that share it, in detail where they are few."""
    from rich.text import Text

    shared: dict[tuple[str, str, str], list[tuple[int, str]]] = {}
    for one in posts:
        for each in one.disagreements:
            shared.setdefault((each.kind, each.strategy, each.message), []).append((one.post.position, each.detail))
    for (kind, strategy, message), places in sorted(shared.items()):
        line = f"{strategy}: {message} in {_places([place for place, _ in places])}"
        details = [detail for _, detail in places if detail] if len(places) <= _FEW else []
        told = f" ({'; '.join(details)})" if details else ""
        console.print(Text(line + told, style=_COLOURS[kind]))


def _places(places: list[int]) -> str:
    """Positions as ranges.

    >>> _places([0, 1, 2, 5])
    'posts 0-2, 5'
    """
    ranges: list[list[int]] = []
    for one in places:
        if ranges and one == ranges[-1][-1] + 1:
            ranges[-1][1:] = [one]
        else:
            ranges.append([one])
    named = ", ".join("-".join(str(end) for end in one) for one in ranges)
    return f"post{'s' if len(places) > 1 else ''} {named}"


def _table(*names: str) -> Table:
    from rich.table import Table

    return Table(*names, box=None, header_style="bold", pad_edge=False)


def _add(table: Table, *cells: str) -> None:
    from rich.text import Text

    table.add_row(*(Text(one) for one in cells))
