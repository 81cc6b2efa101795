"""Nine invented outlets whose live blogs are imported day by day, until something changes in the pages of some."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from claimwire import outcomes, pipeline
from claimwire.settings import Settings
from extractors.errors import UnreadablePage

FIRST = date(2024, 9, 1)
SOUND_DAYS = 21
BREAK = FIRST + timedelta(days=SOUND_DAYS)
BROKEN_DAYS = 30
BUSY = 12
NOW = datetime(2025, 1, 15, tzinfo=UTC)
DECLARATION = """from extractors.outlet import Layout, Outlet, Selectors, Volume

OUTLET = Outlet(
    slug="{slug}", name="{slug}", hosts=("{slug}.invalid",), lang="en", timezone="UTC", country="GB",
    blog_url=r"/live/(?P<id>[0-9-]+)$", volume=Volume(low={low}, high=60), expects_blog_daily={daily},
    layouts=(Layout(selectors=Selectors(
        post="article.post", post_id="id", time="time", time_attribute=None, body=".words")),),
)
"""
SPEAKERS = (
    "Ukraine’s president, Volodymyr Zelensky,",
    "The Russian defence ministry",
    "Ukraine’s general staff",
    "The Kremlin spokesman Dmitry Peskov",
    "The governor of Russia’s Belgorod region, Vyacheslav Gladkov,",
)
PLACES = ("Vovchansk", "Kupiansk", "Pokrovsk", "Toretsk", "Nikopol")


def sentences(day: date, number: int) -> tuple[str, ...]:
    """What a post says: two statements with figures that differ from post to post and from day to day."""
    count = 2 + (day.toordinal() * 31 + number * 7) % 90
    speaker, other = SPEAKERS[number % 5], SPEAKERS[(number + 2) % 5]
    place = PLACES[(number + day.toordinal()) % 5]
    return (
        f"{speaker} said that {count} people were wounded in {place} on the {number + 1}th hour of the day.",
        f"{other} denied that {count + 3} soldiers were killed near {place}.",
        f"{speaker} claimed that its forces had taken the village next to {place}, number {count}.",
    )


def sound(day: date, number: int) -> str:
    """A post as the declared layout has it."""
    return article(day, number, "".join(f"<p>{one}</p>" for one in sentences(day, number)))


def article(day: date, number: int, words: str) -> str:
    """The declared layout around the words of a post."""
    at = f"{day}T{6 + number:02}:10:00Z"
    time = f'<time datetime="{at}">{at}</time>'
    return f'<article class="post" id="post-{day:%m%d}-{number}">{time}<div class="words">{words}</div></article>'


def unmarked(day: date, number: int) -> str:
    """A post in markup that nobody declared, without a time of its own."""
    return "".join(f"<p class='x{number}'>{one}</p>" for one in sentences(day, number))


def one_of_twenty(day: date, number: int) -> str:
    """One post keeps its markup, the others lose it."""
    return sound(day, number) if number == 0 else f"<section><p>{'</p><p>'.join(sentences(day, number))}</p></section>"


def without_times(day: date, number: int) -> str:
    """The time of a post is gone."""
    before, _, rest = sound(day, number).partition("<time")
    return before + rest.partition("</time>")[2]


def as_list(day: date, number: int) -> str:
    """The sentences have become lists of what happened, and nobody says them any more."""
    count = 2 + (day.toordinal() * 31 + number * 7) % 90
    items = (f"{count} wounded, {PLACES[number % 5]}", "They denied it", f"They said {count + 9}")
    return article(day, number, f"<ul>{''.join(f'<li>{one}</li>' for one in items)}</ul>")


Post = Callable[[date, int], str]
BROKEN: Mapping[str, Post] = {
    "all-selectors-lost": unmarked,
    "one-of-twenty-found": one_of_twenty,
    "times-lost": without_times,
    "speakers-lost": as_list,
}
OUTLETS = (*BROKEN, "steady", "quiet", "weekly-rest", "newcomer", "newcomer-broken")


def page(slug: str, day: date, post: Post, count: int) -> str:
    posts = "".join(post(day, number) for number in reversed(range(count)))
    return (
        f"<!doctype html><html lang='en'><head><title>War live {day}</title>"
        f"<link rel='canonical' href='https://{slug}.invalid/live/{day}'></head>"
        f"<body><main><h1>War live {day}</h1>{posts}</main></body></html>"
    )


def declare(folder: Path) -> None:
    folder.mkdir()
    for slug in OUTLETS:
        low = 1 if slug == "quiet" else 10
        text = DECLARATION.format(slug=slug, low=low, daily=slug != "weekly-rest")
        (folder / f"{slug.replace('-', '_')}.py").write_text(text, encoding="utf-8")


def pages_of(day: date) -> Iterator[tuple[str, str | None]]:
    """The page of each outlet that is read that day; none for a day on which it has no live blog."""
    is_broken = day >= BREAK
    for slug, post in BROKEN.items():
        yield slug, page(slug, day, post if is_broken else sound, BUSY)
    yield "steady", page("steady", day, sound, BUSY - day.day % 3)
    yield "quiet", page("quiet", day, sound, (day.day * 5) % 4 + 1)
    if day > BREAK:
        return
    yield "weekly-rest", None if day.weekday() == BREAK.weekday() else page("weekly-rest", day, sound, BUSY)
    if day + timedelta(days=2) >= BREAK:
        yield "newcomer", page("newcomer", day, sound, BUSY)
        yield "newcomer-broken", page("newcomer-broken", day, one_of_twenty if is_broken else sound, BUSY)


def play(settings: Settings, day: date, scratch: Path) -> None:
    """Import and load one day of all outlets."""
    slugs = []
    for slug, text in pages_of(day):
        slugs.append(slug)
        if text is None:
            outcomes.write(settings.packages, outcomes.begin(slug, day, "no_blog", NOW))
            continue
        path = scratch / f"{slug}.html"
        path.write_text(text, encoding="utf-8")
        captured: dict[str, Any] = {"captured_at": datetime(day.year, day.month, day.day, 23, 50, tzinfo=UTC)}
        try:
            pipeline.import_page(settings, slug, path, url=f"https://{slug}.invalid/live/{day}", now=NOW, **captured)
        except UnreadablePage:
            continue
    pipeline.load(settings, day, slugs)
