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
from typing import Generic, NamedTuple, TypeVar

from extractors.model import PostKind, Strategy
from extractors.parse.align import Group, bare_id
from extractors.parse.candidate import Candidate, Label, Moment, Scene
from extractors.parse.clocks import roll
from extractors.parse.content import words
from extractors.parse.when import resolve

_TRUST: tuple[Strategy, ...] = ("jsonld", "microdata", "appstate", "selectors", "repeated", "plaintext")
_STRUCTURED: tuple[Strategy, ...] = ("jsonld", "microdata", "appstate")
_SHOWN: tuple[Strategy, ...] = ("selectors", "repeated", "plaintext")
_IDENTIFYING: tuple[Strategy, ...] = ("jsonld", "appstate", "microdata", "selectors", "repeated")
_NO_BODY: tuple[str, Strategy | None] = ("", None)
_QUARTER = 900
_REFRAIN = 60
_NEARLY = 0.9
_SHORT = 8
_WITNESSES = 3


_Value = TypeVar("_Value")


class Settled(NamedTuple, Generic[_Value]):
    """A field's value, and the strategy that it was taken from."""

    value: _Value | None = None
    strategy: Strategy | None = None


def moments(groups: Sequence[Group], scene: Scene, *, newest: datetime | None, oldest: datetime | None) -> list[Moment]:
    """Time of each post; `newest` and `oldest` bound the page for labels that give a clock only."""
    shift = _false_z(groups, scene)
    said = [_known(group, scene, shift) for group in groups]
    known = [one.value for one in said]
    pinned = [any(one.is_pinned for one in group.candidates.values()) for group in groups]
    rolled = roll(known, scene.clock_zone, newest=newest, oldest=oldest, pinned=pinned)
    found = [one or _unresolved(label) for one, label in zip(rolled, known, strict=True)]
    sourced = [replace(one, strategy=source.strategy) for one, source in zip(found, said, strict=True)]
    return _without_midnights(sourced, scene)


def _unresolved(label: Label | Moment | None) -> Moment:
    return Moment(raw=label.raw) if label is not None else Moment()


def _known(group: Group, scene: Scene, shift: timedelta | None) -> Settled[Label | Moment]:
    found = [(one.moment, one.strategy) for one in _trusted(group) if one.moment]
    for moment, strategy in (
        *((one, said) for one, said in found if one.method == "epoch"),
        *((one, said) for one, said in found if one.at and one.method == "structured"),
    ):
        return Settled(moment, strategy)
    for moment, strategy in found:
        if moment.at:
            return Settled(_corrected(moment, shift), strategy)
    labels = [(one.label, one.strategy) for one in _trusted(group) if one.label]
    for label, strategy in labels:
        resolved = resolve(label, scene.clock_zone, scene.captured_at)
        if resolved is not None and (resolved.at or label.clock is None):
            return Settled(resolved, strategy)
    rest: list[tuple[Label | Moment, Strategy]] = [
        *((one, said) for one, said in labels if one.clock),
        *((one, said) for one, said in found if one.day),
        *labels,
    ]
    return Settled(*rest[0]) if rest else Settled()


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


def headline(group: Group) -> Settled[str]:
    """The headline of the most trusted reading that has a whole one."""
    kept = [Settled(one.headline, one.strategy) for one in _trusted(group) if one.headline]
    whole = [one for one in kept if one.value and not one.value.rstrip().endswith(("…", "..."))]
    return next(iter(whole or kept), Settled())


def kicker(group: Group) -> Settled[str]:
    """The kicker of the most trusted reading that has one."""
    return next((Settled(one.kicker, one.strategy) for one in _trusted(group) if one.kicker), Settled())


def source_id(group: Group) -> Settled[str]:
    """The id of the reading that knows ids best."""
    found = [group.candidates[one] for one in _IDENTIFYING if one in group.candidates]
    return next((Settled(bare_id(one.source_id), one.strategy) for one in found if one.source_id), Settled())


def modified_at(group: Group) -> Settled[datetime]:
    """When the post was last changed, as the first reading that says so."""
    found = group.candidates.values()
    return next((Settled(one.modified_at, one.strategy) for one in found if one.modified_at), Settled())


def url(group: Group) -> Settled[str]:
    """The post's own address, as the first reading that has one."""
    return next((Settled(one.url, one.strategy) for one in group.candidates.values() if one.url), Settled())


def declared_kind(group: Group) -> Settled[PostKind]:
    """The kind that the page itself declares, as the first reading that sees it."""
    found = [one for one in group.candidates.values() if one.kind]
    return Settled(found[0].kind, found[0].strategy) if found else Settled()


def _trusted(group: Group) -> list[Candidate]:
    return [group.candidates[one] for one in _TRUST if one in group.candidates]


def refrains(groups: Sequence[Group]) -> frozenset[str]:
    """Short lines that the page shows in several posts: by-lines, buttons, labels, and no text of any of them."""
    counts: Counter[str] = Counter()
    for group in groups:
        shown = [group.candidates[one].body for one in _SHOWN if one in group.candidates]
        counts.update({line for one in shown for line in one.split("\n") if len(line) <= _REFRAIN})
    return frozenset(line for line, count in counts.items() if count >= max(_WITNESSES, 0.2 * len(groups)))


def body(group: Group, page_refrains: frozenset[str]) -> tuple[str, Strategy | None]:
    """The longest clean body; the page's paragraphs where they hold what the structured text says."""
    structured = [(group.candidates[one].body, one) for one in _STRUCTURED if one in group.candidates]
    shown = [(_without(group.candidates[one].body, page_refrains), one) for one in _SHOWN if one in group.candidates]
    best, _ = longest = max(structured, key=_length, default=_NO_BODY)
    for text, strategy in shown:
        if not best or not text:
            continue
        cleaned = _without_line_above(text, best)
        if len(words(cleaned)) >= _NEARLY * len(words(best)):
            return cleaned, strategy
    found = longest if best else max(shown, key=_length, default=_NO_BODY)
    return found if found[0] else _NO_BODY


def _length(sourced: tuple[str, Strategy | None]) -> int:
    return len(sourced[0])


def _without(text: str, lines: frozenset[str]) -> str:
    return "\n".join(line for line in text.split("\n") if line not in lines) if lines else text


def _without_line_above(shown: str, structured: str) -> str:
    """The page's lines without short ones above the first that the structured text has too (a by-line)."""
    said = "".join(words(structured))
    lines = shown.split("\n")
    first = next((place for place, line in enumerate(lines) if "".join(words(line)) in said), 0)
    return "\n".join(line for place, line in enumerate(lines) if place >= first or len(words(line)) > _SHORT)
