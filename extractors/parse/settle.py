"""From the candidates of one post to its fields: the most trustworthy source for each.

- **instant**: epoch attribute, JSON-LD, microdata, application state, ISO attribute (corrected where its `Z` is false),
  written label.
- **headline, kicker**: JSON-LD, microdata, application state, selectors, repeated; a headline cut with an ellipsis
  gives way.
- **body**: the longest clean one; the page's own paragraphs where they say the same as the structured text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from extractors.model import Strategy
from extractors.parse.align import Group
from extractors.parse.candidate import Candidate, Label, Moment, Scene
from extractors.parse.clocks import roll
from extractors.parse.content import words
from extractors.parse.when import resolve

_TRUST: tuple[Strategy, ...] = ("jsonld", "microdata", "appstate", "selectors", "repeated", "plaintext")
_STRUCTURED: tuple[Strategy, ...] = ("jsonld", "microdata", "appstate")
_SHOWN: tuple[Strategy, ...] = ("selectors", "repeated", "plaintext")
_QUARTER = 900
_REFRAIN = 60
_NEARLY = 0.9
_SHORT = 8
_WITNESSES = 3


def moments(groups: Sequence[Group], scene: Scene, *, newest: datetime | None, oldest: datetime | None) -> list[Moment]:
    """Time of each post; `newest` and `oldest` bound the page for labels that give a clock only."""
    shift = _false_z(groups, scene)
    known = [_known(group, scene, shift) for group in groups]
    pinned = [any(one.is_pinned for one in group.candidates.values()) for group in groups]
    rolled = roll(known, scene.clock_zone, newest=newest, oldest=oldest, pinned=pinned)
    found = [one or _unresolved(label) for one, label in zip(rolled, known, strict=True)]
    return _without_midnights(found, scene)


def _unresolved(label: Label | Moment | None) -> Moment:
    return Moment(raw=label.raw) if label is not None else Moment()


def _known(group: Group, scene: Scene, shift: timedelta | None) -> Label | Moment | None:
    ordered = [group.candidates[one] for one in _TRUST if one in group.candidates]
    found = [one.moment for one in ordered if one.moment]
    for moment in (
        next((one for one in found if one.method == "epoch"), None),
        next((one for one in found if one.at and one.method == "structured"), None),
    ):
        if moment is not None:
            return moment
    iso = next((one for one in ordered if one.moment and one.moment.at), None)
    if iso is not None and iso.moment is not None:
        return _corrected(iso.moment, shift)
    labels = [one.label for one in ordered if one.label]
    for label in labels:
        resolved = resolve(label, scene.clock_zone, scene.captured_at)
        if resolved is not None and (resolved.at or label.clock is None):
            return resolved
    clocked = next((one for one in labels if one.clock), None)
    return clocked or next((one for one in found if one.day), None) or (labels[0] if labels else None)


def _corrected(moment: Moment, shift: timedelta | None) -> Moment:
    if shift is None or moment.at is None or moment.method != "iso" or not (moment.raw or "").endswith(("Z", "+00:00")):
        return moment
    return replace(moment, at=moment.at - shift, method="iso_corrected")


def _false_z(groups: Sequence[Group], scene: Scene) -> timedelta | None:
    """How far the `Z` times of the DOM are off, by a second witness: another reading, or the visible clock.

    Another reading counts where at least three posts differ by one and the same number of quarter hours. The visible
    clock counts where it repeats the `Z` time and the page's clocks are known not to be in UTC.
    """
    differences: list[int] = []
    clocks: list[int] = []
    for group in groups:
        iso = next(
            (one for one in group.candidates.values() if one.moment and one.moment.at and one.moment.method == "iso"),
            None,
        )
        if iso is None or iso.moment is None or iso.moment.at is None:
            continue
        other = [
            one.moment.at
            for one in group.candidates.values()
            if one.moment and one.moment.at and one.moment.method != "iso"
        ]
        if other:
            differences.append(round((iso.moment.at - other[0]).total_seconds() / _QUARTER))
        elif iso.clock is not None:
            clocks.append(_clock_difference(iso, iso.moment.at, scene))
    for found in (differences, clocks):
        value, count = Counter(found).most_common(1)[0] if found else (0, 0)
        if count >= min(_WITNESSES, len(groups)) and count >= 0.8 * len(found):
            return timedelta(seconds=value * _QUARTER) if value else None
    return None


def _clock_difference(candidate: Candidate, at: datetime, scene: Scene) -> int:
    """Quarter hours between the written and the true instant if the visible clock repeats the `Z` time, else 0."""
    clock = candidate.clock
    if clock is None or (at.hour, at.minute) != (clock.hour, clock.minute):
        return 0
    offset = at.replace(tzinfo=scene.clock_zone).utcoffset() or timedelta(0)
    return round(offset.total_seconds() / _QUARTER)


def _without_midnights(found: list[Moment], scene: Scene) -> list[Moment]:
    """A page whose every instant is midnight says days, not instants."""
    instants = [one.at for one in found if one.at]
    for zone in (UTC, scene.zone):
        local = [one.astimezone(zone) for one in instants]
        if len(local) >= _WITNESSES and all((one.hour, one.minute, one.second) == (0, 0, 0) for one in local):
            return [
                replace(one, at=None, day=one.at.astimezone(zone).date(), precision="day") if one.at else one
                for one in found
            ]
    return found


def headline(group: Group) -> str | None:
    """The headline of the most trusted reading that has a whole one."""
    found = [group.candidates[one].headline for one in _TRUST if one in group.candidates]
    kept = [one for one in found if one]
    whole = [one for one in kept if not one.rstrip().endswith(("…", "..."))]
    return next(iter(whole or kept), None)


def kicker(group: Group) -> str | None:
    """The kicker of the most trusted reading that has one."""
    found = [group.candidates[one].kicker for one in _TRUST if one in group.candidates]
    return next((one for one in found if one), None)


def refrains(groups: Sequence[Group]) -> frozenset[str]:
    """Short lines that the page shows in several posts: by-lines, buttons, labels, and no text of any of them."""
    counts: Counter[str] = Counter()
    for group in groups:
        shown = [group.candidates[one].body for one in _SHOWN if one in group.candidates]
        counts.update({line for one in shown for line in one.split("\n") if len(line) <= _REFRAIN})
    return frozenset(line for line, count in counts.items() if count >= max(_WITNESSES, 0.2 * len(groups)))


def body(group: Group, page_refrains: frozenset[str]) -> str:
    """The longest clean body; the page's paragraphs where they hold what the structured text says."""
    structured = [group.candidates[one].body for one in _STRUCTURED if one in group.candidates]
    shown = [_without(group.candidates[one].body, page_refrains) for one in _SHOWN if one in group.candidates]
    best = max(structured, key=len, default="")
    for one in shown:
        if not best or not one:
            continue
        cleaned = _without_line_above(one, best)
        if len(words(cleaned)) >= _NEARLY * len(words(best)):
            return cleaned
    return best or max(shown, key=len, default="")


def _without(text: str, lines: frozenset[str]) -> str:
    return "\n".join(line for line in text.split("\n") if line not in lines) if lines else text


def _without_line_above(shown: str, structured: str) -> str:
    """The page's lines without short ones above the first that the structured text has too (a by-line)."""
    said = "".join(words(structured))
    lines = shown.split("\n")
    first = next((place for place, line in enumerate(lines) if "".join(words(line)) in said), 0)
    return "\n".join(line for place, line in enumerate(lines) if place >= first or len(words(line)) > _SHORT)
