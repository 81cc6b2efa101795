"""What happened while a page was read: what each strategy saw, how it was aligned and settled.

A trace is filled in as `extractors.parse.page` goes along and changes nothing of the reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from extractors.model import Strategy
from extractors.parse.about import About
from extractors.parse.align import Group
from extractors.parse.candidate import Candidate, Moment, Scene


@dataclass(kw_only=True)
class Trace:
    """What is known of one reading so far; empty where the page broke off before.

    `root`, `linked` and `states` are the tree, the JSON-LD and the application state that the strategies looked at;
    `left_out` are the places of groups that could not become posts.
    """

    about: About | None = None
    scene: Scene | None = None
    root: Any = None
    linked: list[Any] = field(default_factory=list)
    states: list[Any] = field(default_factory=list)
    readings: dict[Strategy, Sequence[Candidate]] = field(default_factory=dict)
    groups: Sequence[Group] = ()
    moments: Sequence[Moment] = ()
    left_out: frozenset[int] = frozenset()

    def saw(self, about: About, scene: Scene, readings: Iterable[tuple[Strategy, Sequence[Candidate]]]) -> None:
        """Keep what strategies read; one that found nothing has an empty reading."""
        self.about, self.scene = about, scene
        self.readings.update(readings)
