"""From the candidates of each post to its time, in page order.

The most trustworthy source wins: an epoch, JSON-LD, microdata, application state, an attribute of the DOM (set right
where its offset is false), a written label; a label that is only a clock is walked along the page. Midnights that stand
for want of a clock are days, and a day and a clock from two sources make one time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from extractors.model import Strategy
from extractors.parse.align import Group
from extractors.parse.candidate import Candidate, Label, Moment, Scene
from extractors.parse.clocks import roll
from extractors.parse.confidence import confidence
from extractors.parse.shifts import Shift, corrected, shifts_of
from extractors.parse.when import Offset, midnight_of, resolve

_TRUST: tuple[Strategy, ...] = ("jsonld", "microdata", "appstate", "selectors", "repeated", "plaintext")
_DATA: frozenset[Strategy] = frozenset(("jsonld", "microdata", "appstate"))
_OWN: dict[str, tuple[str, ...]] = {
    "structured": ("data",), "full_label": ("clock",), "relative_label": ("clock",), "clock_rollover": ("clock",),
    "iso_corrected": ("attribute", "clock"),
}  # fmt: skip
"""Sources that a method rests on, which therefore say nothing more for it."""
_SAME = timedelta(minutes=1)
_OTHER = timedelta(minutes=15)
_FEW = 2


@dataclass(frozen=True, kw_only=True)
class _Known:
    """What is known of one post's time before the walk, which strategy says so, what set a false offset right."""

    time: Label | Moment | None = None
    strategy: Strategy | None = None
    shift: Shift | None = None


def moments(
    groups: Sequence[Group],
    scene: Scene,
    *,
    newest: datetime | None,
    oldest: datetime | None,
    published: datetime | None = None,
) -> list[Moment]:
    """Time of each post; `newest` and `oldest` bound the page for labels that give a clock only.

    `published` is when the page says it was first published, a witness against false offsets.
    """
    groups = _without_midnights(groups, scene)
    shifts = shifts_of(groups, scene, published=published)
    known = [_known(group, scene, shifts) for group in groups]
    pinned = [any(one.is_pinned for one in group.candidates.values()) for group in groups]
    labels = [one.time for one in known]
    rolled = roll(labels, scene.clock_zone, newest=newest, oldest=oldest, pinned=pinned)
    found = [one or _unresolved(label) for one, label in zip(rolled, labels, strict=True)]
    bound = scene.captured_at or newest
    anchors = [one.at for one in found if one.at and one.method != "clock_rollover"] + ([bound] if bound else [])
    return [
        replace(
            moment,
            strategy=one.strategy,
            confidence=_confidence(moment, group, one.shift, anchors, scene, is_pinned=is_pinned),
        )
        for moment, group, one, is_pinned in zip(found, groups, known, pinned, strict=True)
    ]


def _unresolved(label: Label | Moment | None) -> Moment:
    return Moment(raw=label.raw) if label is not None else Moment()


def _known(group: Group, scene: Scene, shifts: dict[Offset, Shift]) -> _Known:
    ordered = [group.candidates[one] for one in _TRUST if one in group.candidates]
    said = [(one.moment, one.strategy) for one in ordered if one.moment]
    instants = [(moment, strategy) for moment, strategy in said if moment.at]
    for method in ("epoch", "structured"):
        for moment, strategy in instants:
            if moment.method == method:
                return _Known(time=moment, strategy=strategy)
    if instants:
        moment, shift = corrected(instants[0][0], shifts, scene.clock_zone)
        return _Known(time=moment, strategy=instants[0][1], shift=shift)
    day = next((_Known(time=moment, strategy=strategy) for moment, strategy in said if moment.day), None)
    return _written([(one.label, one.strategy) for one in ordered if one.label], day, scene)


def _written(labels: Sequence[tuple[Label, Strategy]], day: _Known | None, scene: Scene) -> _Known:
    """Time by the labels of a post and the day that another source gives it."""
    for label, strategy in labels:
        resolved = resolve(label, scene.clock_zone, scene.captured_at)
        if resolved is not None and (resolved.at or (label.clock is None and day is None)):
            return _Known(time=resolved, strategy=strategy)
    clocked = next((one for one in labels if one[0].clock), None)
    if clocked and day and isinstance(day.time, Moment):
        label = replace(clocked[0], day=day.time.day)
        return _Known(time=resolve(label, scene.clock_zone, scene.captured_at), strategy=clocked[1])
    if clocked or day is None:
        return _Known(time=(clocked or labels[0])[0], strategy=(clocked or labels[0])[1]) if labels else _Known()
    return day


def _without_midnights(groups: Sequence[Group], scene: Scene) -> list[Group]:
    """The posts with days for the midnights that stand for want of a clock.

    So they are where a source gives nothing else, or the same midnight to several posts, and no clock beside it says
    that it is meant.
    """
    silent = _silent_midnights(groups, scene)
    if not silent:
        return list(groups)
    return [Group({name: _as_day(one, silent, scene) for name, one in group.candidates.items()}) for group in groups]


def _as_day(candidate: Candidate, silent: set[tuple[str, datetime]], scene: Scene) -> Candidate:
    moment = candidate.moment
    if moment is None or moment.at is None or (moment.method, moment.at) not in silent:
        return candidate
    day = replace(moment, at=None, twin=None, day=midnight_of(moment, scene.zone), precision="day")
    return replace(candidate, moment=day)


def _silent_midnights(groups: Sequence[Group], scene: Scene) -> set[tuple[str, datetime]]:
    counted: dict[str, Counter[datetime]] = {}
    for candidate in (one for group in groups for one in group.candidates.values()):
        if candidate.moment and candidate.moment.at and not _is_confirmed(candidate, scene):
            counted.setdefault(candidate.moment.method, Counter())[candidate.moment.at] += 1
    silent = set()
    for method, instants in counted.items():
        midnights = [
            one
            for one in instants
            if midnight_of(Moment(at=one, method=method), scene.zone)  # type: ignore[arg-type]
        ]
        is_all = len(midnights) == len(instants)
        silent |= {(method, one) for one in midnights if is_all or instants[one] >= _FEW}
    return silent


def _is_confirmed(candidate: Candidate, scene: Scene) -> bool:
    """Whether a clock beside a machine-readable time is the local clock of that instant."""
    at, clock = candidate.moment.at if candidate.moment else None, candidate.clock
    local = at.astimezone(scene.clock_zone) if at else None
    return bool(local and clock and (local.hour, local.minute) == (clock.hour, clock.minute))


def _confidence(
    moment: Moment, group: Group, shift: Shift | None, anchors: Sequence[datetime], scene: Scene, *, is_pinned: bool
) -> float:
    agreeing, differing = _witnesses(moment, group, scene)
    walked = timedelta(0)
    if moment.at and moment.method == "clock_rollover":
        walked = min((abs(moment.at - one) for one in anchors), default=walked)
    return confidence(
        moment,
        agreeing=agreeing,
        differing=differing,
        shift=shift,
        walked=walked,
        is_pinned=is_pinned and moment.method == "clock_rollover",
    )


def _witnesses(moment: Moment, group: Group, scene: Scene) -> tuple[int, int]:
    """How many sources beside the one that gave a time say the same, and how many otherwise.

    The page's data, its attributes and its visible clocks are a source each.
    """
    if moment.at is None:
        return 0, 0
    said: dict[str, timedelta] = {}
    for name, candidate in group.candidates.items():
        for one in (candidate.moment, candidate.second):
            if one and one.at and one.method != "iso":
                said["data" if name in _DATA else "attribute"] = abs(one.at - moment.at)
        if candidate.clock or (candidate.label and candidate.label.clock and moment.method != "clock_rollover"):
            said["clock"] = _clock_apart(candidate, moment.at, scene)
    others = [apart for source, apart in said.items() if source not in _OWN.get(moment.method, ("attribute",))]
    return sum(1 for one in others if one < _SAME), sum(1 for one in others if one > _OTHER)


def _clock_apart(candidate: Candidate, at: datetime, scene: Scene) -> timedelta:
    clock = candidate.clock or (candidate.label.clock if candidate.label else None)
    zone = (candidate.label.zone if candidate.label else None) or scene.clock_zone
    local = at.astimezone(zone)
    if clock is None:
        return timedelta(0)
    minutes = abs(local.hour * 60 + local.minute - clock.hour * 60 - clock.minute)
    return timedelta(minutes=min(minutes, 24 * 60 - minutes))
