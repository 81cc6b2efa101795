"""Blogs to which one thing happens each: what an outlet may do to a post or a blog between two captures.

Every post carries the provisional id that reading its page would have given it, and a label by which the tests know it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from zlib import crc32

from extractors.model import PostObservation
from extractors.parse.identity import blog_id, headline_id, post_id
from extractors.text import content_hash
from tests.dbt.small_world import DAY, GAZETTE, Page, at, page

Scenario = tuple[list[Page], Mapping[str, str]]

BRIDGE = "Le pont de Verbivka est rouvert aux camions depuis l’aube, annonce la préfecture du canton."
BRIDGE_AGAIN = "Dès l’aube, le pont de Verbivka est rouvert aux camions, annonce la préfecture du canton."
HARBOUR = "Trois cargos chargés de blé attendent toujours dans le port, selon la capitainerie."
SCHOOL = "Les écoles de la vallée resteront fermées jusqu’à lundi, décide la mairie de Sambre."
TRAIN = "La ligne ferroviaire du nord fonctionne avec un seul quai, prévient la compagnie."
POWER = "Le courant est revenu dans deux quartiers sur cinq, constate notre correspondante."
MARKET = "Le marché couvert rouvre ses portes malgré les vitres brisées, raconte un boulanger."
REWRITTEN = "Finalement aucun véhicule ne franchira la rivière avant mercredi : tout passage demeure interdit."
ALERT = "Alerte aérienne sur tout le canton."
FILLERS = (HARBOUR, SCHOOL, TRAIN, POWER, MARKET)


@dataclass(frozen=True)
class Shown:
    """One post as one capture shows it; `minutes` after six o'clock UTC, None for a post without a time."""

    label: str
    text: str
    minutes: int | None
    source_id: str | None = None
    headline: str | None = None
    second: int | None = None


def address(name: str) -> str:
    """Address of a blog without an id in it."""
    return f"https://gazette.invalid/direct/{name}"


class Story:
    """Collects the captures of one scenario, and under which label each provisional id was shown.

    Each has a day of its own, because blogs of one day that show the same posts are one blog.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.day = DAY - timedelta(days=crc32(name.encode()) % 3000)
        self.pages: list[Page] = []
        self.labels: dict[str, set[str]] = {}
        self.shown: list[Shown] = []

    def capture(
        self, hour: int, shown: Sequence[Shown], *, url: str | None = None, title: str | None = None,
        asked: str | None = None, continues: str | None = None, **differing: Any,
    ) -> Story:  # fmt: skip
        """Add a capture that shows these posts, the newest first; `asked` is the address that answered as `url`."""
        url = url or address(self.name)
        before = blog_id(GAZETTE.slug, GAZETTE, continues, None) if continues else None
        blog = blog_id(GAZETTE.slug, GAZETTE, url, None)
        posts = [self._observation(one, blog) for one in shown]
        self.shown += shown
        held = [_headline(blog, title), *posts] if title else posts
        shot = page(
            at(hour, day=self.day), held, day=self.day, blog_id=blog or "", url=url, title=title or "En direct",
            previous_url=continues, previous_blog_id=before, **differing,
        )  # fmt: skip
        self.pages.append(replace(shot, snapshot=replace(shot.snapshot, url=asked or url)))
        return self

    def _observation(self, shown: Shown, blog: str | None) -> PostObservation:
        when = None if shown.minutes is None else at(6 + shown.minutes // 60, shown.minutes % 60, self.day)
        if when is not None and shown.second is not None:
            when = when.replace(second=shown.second)
        text = f"{shown.headline}\n{shown.text}" if shown.headline else shown.text
        key = post_id(GAZETTE.slug, blog, shown.source_id if shown.second is None else None, when, text)
        self.labels.setdefault(key, set()).add(shown.label)
        return _row(key, text, when, shown, "second" if shown.second is not None else "minute")


def _row(key: str, text: str, when: datetime | None, shown: Shown, precision: Any) -> PostObservation:
    return PostObservation(
        post_id=key, outlet="", lang="fr", timezone="Europe/Paris", text=text, snapshot_id="", day=DAY,
        observed_hash=content_hash(text), source_post_id=shown.source_id, headline=shown.headline, published_at=when,
        published_on=when.date() if when else None, published_raw=None, strategies=("selectors",),
        time_precision=precision if when else "none", time_method="full_label" if when else "none",
    )  # fmt: skip


def _headline(blog: str | None, title: str) -> PostObservation:
    row = _row(headline_id(blog or ""), title, None, Shown("headline", title, None), "none")
    return replace(row, kind="headline", headline=title.split("\n", maxsplit=1)[0])


def fillers(count: int, *, newest: int = 120, step: int = 20) -> list[Shown]:
    """Other posts of the page, the newest first, that nothing happens to."""
    minutes = [newest - n * step for n in range(count)]
    return [Shown(f"filler-{at}", FILLERS[n % len(FILLERS)], at) for n, at in enumerate(minutes)]


def stories() -> dict[str, Story]:
    """Every scenario by its name."""
    told = [
        _opening_edited(), _headline_edited(), _time_corrected(), _time_and_words_corrected(), _time_bumped(),
        _same_minute(), _both_of_a_minute_edited(), _rewritten(), _rewritten_without_time(), _twice_shown(),
        _twice_never_together(), _twice_far_apart_on_other_pages(), _without_time(), _chain(), _gap(), _comes_back(),
        _positions(), _moving_ids(), _impostor(), _time_learnt(), _moved_and_pinned(), _taken_down(), _second_exact(),
        _not_the_same(), _slug_changed(), _redirected(), _permanent_address(), _continued(), _one_number(),
        _day_after(),
        _title_edited(),
    ]  # fmt: skip
    return {one.name: one for one in told}


def _edited(name: str, before: Shown, after: Shown, **differing: Any) -> Story:
    others = fillers(4)
    return (
        Story(name)
        .capture(10, [*others[:2], before, *others[2:]], **differing)
        .capture(12, [*others[:2], after, *others[2:]], **differing)
    )


def _opening_edited() -> Story:
    return _edited("opening-edited", Shown("old", BRIDGE, 90), Shown("new", BRIDGE_AGAIN, 90))


def _headline_edited() -> Story:
    before = Shown("old", BRIDGE, 90, headline="Le pont rouvert")
    return _edited("headline-edited", before, replace(before, label="new", headline="Verbivka : les camions passent"))


def _time_corrected() -> Story:
    return _edited("time-corrected", Shown("old", BRIDGE, 90), Shown("new", BRIDGE, 30))


def _time_and_words_corrected() -> Story:
    return _edited("time-and-words", Shown("old", BRIDGE, 90), Shown("new", BRIDGE_AGAIN, 85))


def _time_bumped() -> Story:
    """The outlet sets the time anew at each change: the post moves to the top under an instant after the capture."""
    others = fillers(3, newest=80)
    return (
        Story("time-bumped")
        .capture(8, [Shown("old", BRIDGE, 90), *others])
        .capture(12, [Shown("new", BRIDGE + " Un quart d’heure d’attente.", 300), *others])
    )


def _same_minute() -> Story:
    others = fillers(2)
    still = Shown("still", MARKET, 90)
    return (
        Story("same-minute")
        .capture(10, [*others, still, Shown("old", BRIDGE, 90)])
        .capture(12, [*others, still, Shown("new", BRIDGE_AGAIN, 90)])
    )


def _both_of_a_minute_edited() -> Story:
    others = fillers(2)
    return (
        Story("both-edited")
        .capture(10, [*others, Shown("one-old", MARKET, 90), Shown("two-old", BRIDGE, 90)])
        .capture(12, [*others, Shown("one-new", "Ce matin " + MARKET, 90), Shown("two-new", BRIDGE_AGAIN, 90)])
    )


def _rewritten() -> Story:
    return _edited("rewritten", Shown("old", BRIDGE, 90), Shown("new", REWRITTEN, 90))


def _rewritten_without_time() -> Story:
    others = [replace(one, minutes=None) for one in fillers(4)]
    return (
        Story("rewritten-without-time")
        .capture(10, [*others[:2], Shown("old", BRIDGE, None), *others[2:]])
        .capture(12, [*others[:2], Shown("new", REWRITTEN, None), *others[2:]])
    )


def _twice_shown() -> Story:
    early, late = Shown("early", ALERT, 30), Shown("late", ALERT, 300)
    return (
        Story("twice-shown")
        .capture(8, [*fillers(2, newest=90), early])
        .capture(12, [late, *fillers(2, newest=90), early])
    )


def _twice_never_together() -> Story:
    """The early alert has fallen off the page when the late one is posted, in the same words."""
    return (
        Story("twice-rolled-off")
        .capture(8, [*fillers(2, newest=90), Shown("early", ALERT, 30)], is_complete=False)
        .capture(12, [Shown("late", ALERT, 300), *fillers(2, newest=280)], is_complete=False)
    )


def _twice_far_apart_on_other_pages() -> Story:
    """The second capture is taken before the late post too, yet shows an earlier stretch only."""
    words = f"{ALERT} Les habitants sont priés de gagner les caves et de garder leur calme."
    return (
        Story("twice-on-other-pages")
        .capture(13, [Shown("late", words, 300), *fillers(2, newest=280)], is_complete=False)
        .capture(14, [*fillers(2, newest=90), Shown("early", words, 30)], is_complete=False)
    )


def _without_time() -> Story:
    others = [replace(one, minutes=None) for one in fillers(4)]
    return (
        Story("without-time")
        .capture(10, [Shown("old", BRIDGE, None), *others])
        .capture(12, [Shown("top", REWRITTEN, None), Shown("new", BRIDGE_AGAIN, None), *others])
    )


def _chain() -> Story:
    told = Story("chain")
    states = (
        BRIDGE,
        "Le pont de Verbivka reste ouvert aux seuls camions, corrige la préfecture du canton.",
        "Le pont de Verbivka reste ouvert aux seuls convois militaires, corrige un porte-parole.",
        "Le pont de Verbivka n’est ouvert qu’aux convois militaires, explique enfin un porte-parole.",
    )
    for turn, text in enumerate(states):
        told.capture(8 + turn, [*fillers(2), Shown(f"state-{turn}", text, 90), Shown("last", MARKET, 30)])
    return told


def _gap() -> Story:
    """Pages that show other stretches of the blog lie between the two states."""
    early, late = fillers(3, newest=100), fillers(4, newest=400)
    return (
        Story("gap")
        .capture(8, [*early, Shown("old", BRIDGE, 35)], is_complete=False)
        .capture(13, late, is_complete=False)
        .capture(14, [*early, Shown("new", BRIDGE_AGAIN, 35)], is_complete=False)
    )


def _comes_back() -> Story:
    """An edit is undone: first words, other words, first words."""
    told = Story("comes-back")
    for hour, label, text in ((8, "first", BRIDGE), (10, "other", BRIDGE_AGAIN), (12, "first", BRIDGE)):
        told.capture(hour, [*fillers(2), Shown(label, text, 90)])
    return told


def _positions() -> Story:
    """Ids that count from the top, as a page shows them that passed for lasting once."""
    told = Story("positions")
    posts = [Shown("third", MARKET, 90), Shown("second", BRIDGE, 60), Shown("first", HARBOUR, 30)]
    for hour, shown in ((8, posts[1:]), (10, posts)):
        placed = [replace(one, source_id=f"post{place}", second=0) for place, one in enumerate(shown, 1)]
        told.capture(hour, placed)
    return told


def _moving_ids() -> Story:
    """Ids that last, on posts whose every word and minute changes."""
    return _edited(
        "lasting-ids", Shown("old", BRIDGE, 90, source_id="482113"), Shown("new", REWRITTEN, 30, source_id="482113")
    )


def _impostor() -> Story:
    """The edited post could follow either of two that are shown together again later: it is only one of them."""
    one, two = Shown("one", BRIDGE, 90), Shown("two", BRIDGE_AGAIN, 90)
    other = Shown("between", "Le pont de Verbivka est rouvert dès l’aube aux camions, annonce la préfecture.", 90)
    return (
        Story("impostor")
        .capture(8, [*fillers(2), one])
        .capture(10, [*fillers(2), other], is_complete=False)
        .capture(12, [*fillers(2), two, one])
    )


def _time_learnt() -> Story:
    return _edited("time-learnt", Shown("old", BRIDGE, None), Shown("new", BRIDGE, 90))


def _moved_and_pinned() -> Story:
    first, second, third = Shown("third", MARKET, 90), Shown("second", BRIDGE, 60), Shown("first", HARBOUR, 30)
    return Story("moved").capture(8, [first, second, third]).capture(10, [third, first, second])


def _taken_down() -> Story:
    """Gone from two whole captures; a wall, a cut and a partial page between them count for nothing."""
    kept, gone, back = Shown("kept", MARKET, 90), Shown("gone", BRIDGE, 60), Shown("back", HARBOUR, 30)
    return (
        Story("taken-down")
        .capture(8, [kept, gone, back])
        .capture(9, [], is_complete=False)
        .capture(10, [kept], is_complete=False)
        .capture(11, [kept], is_truncated=True)
        .capture(12, [kept])
        .capture(13, [kept])
        .capture(14, [kept, back])
    )


def _second_exact() -> Story:
    """One instant to the second, in a page whose posts all changed: no word and no neighbour is left."""
    return (
        Story("second-exact")
        .capture(8, [Shown("old", BRIDGE, 60, second=17)])
        .capture(10, [Shown("other", SCHOOL, 95), Shown("new", REWRITTEN, 60, second=17)])
    )


def _not_the_same() -> Story:
    """One post is taken down, another of another minute stands in its place: nothing makes them one."""
    return _edited("replaced", Shown("old", BRIDGE, 90), Shown("new", REWRITTEN, 85))


def _slug_changed() -> Story:
    """The address has no number; the page moves to a new one, with the posts it had."""
    return (
        Story("slug-changed")
        .capture(8, [Shown("old", BRIDGE, 90), *fillers(3, newest=80)], url=address("le-pont-rouvre"))
        .capture(10, [Shown("new", BRIDGE_AGAIN, 90), *fillers(3, newest=80)], url=address("camions-sur-le-pont"))
    )


def _redirected() -> Story:
    """The old address answers as the new one, long after every post was replaced."""
    return (
        Story("redirected")
        .capture(7, [Shown("old", BRIDGE, 30)], url=address("ancien-titre"))
        .capture(20, [Shown("new", POWER, 700)], url=address("nouveau-titre"), asked=address("ancien-titre"))
    )


def _permanent_address() -> Story:
    """One address leads to whichever blog is open; that makes them no single blog."""
    told = Story("permanent")
    told.capture(7, [Shown("zero", SCHOOL, 5)], url=address("en-ce-moment"))
    for hour, name, text in ((8, "premier", BRIDGE), (12, "deuxieme", POWER)):
        told.capture(hour, [Shown(name, text, hour * 60 - 390)], url=address(name), asked=address("en-ce-moment"))
    return told


def _continued() -> Story:
    """A blog names the one before it and repeats most of its posts on top of its own."""
    repeated = fillers(2, newest=120)
    first, second = address("nuit"), address("journee")
    return (
        Story("continued")
        .capture(9, repeated, url=first)
        .capture(10, [Shown("fresh", BRIDGE, 200), *repeated], url=second, continues=first)
        .capture(20, [Shown("late", TRAIN, 800)], url=address("soiree"), continues=second)
    )


def _day_after() -> Story:
    """The blog of the next day opens with the last posts of the one before, and names it nowhere."""
    repeated = fillers(2, newest=120)
    return (
        Story("day-after")
        .capture(9, repeated, url=address("2024-10-30/le-fil"))
        .capture(10, [Shown("fresh", BRIDGE, 200), *repeated], url=address("2024-10-31/le-fil"))
    )


def _one_number() -> Story:
    """One number under four slugs."""
    told = Story("one-number")
    for turn, slug in enumerate(("pont", "port", "ecoles", "marche")):
        shown = Shown(f"post-{turn}", FILLERS[turn], 60 * turn)
        told.capture(10 + turn, [shown], url=f"https://gazette.invalid/direct-12541713/{slug}")
    return told


def _title_edited() -> Story:
    told = Story("title-edited")
    titles = ("Le pont rouvre\nLes camions passent.", "Le pont rouvre\nLes camions passent.", "Le pont est fermé")
    for turn, title in enumerate(titles):
        told.capture(10 + turn, fillers(3), title=title)
    return told


STORIES = stories()
