"""Distribution: shares and mixes of an outlet's day that tell a parser or annotator which has quietly gone blind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from expectations.model import Check, Severity, between, thresholds


def checks() -> tuple[Check, ...]:
    """The suite, over the outlets of the day that is judged, each as one row of the frame `shares`."""
    return (*_speakers(), *_mixes(), *_times(), *_quarantine(), *_density())


def _speakers() -> tuple[Check, ...]:
    numbers = thresholds()["distribution"]
    enough = f"claims >= {numbers['claims']:g}"
    warn, stop = numbers["warn_resolved_pct"], numbers["stop_resolved_pct"]
    return (
        _warning("speakers_resolved", between("resolved_pct", warn), f"≥ {warn:g} % of speakers resolved", enough),
        _critical("speakers_mostly_unresolved", between("resolved_pct", stop), f"≥ {stop:g} % resolved", enough),
        *_drift("speakers_resolved", "resolved_change_pct", enough),
    )


def _drift(name: str, column: str, enough: str) -> tuple[Check, ...]:
    numbers = thresholds()["distribution"]
    where = f"{enough} and history_days >= {thresholds()['volume']['history_days']:g}"
    warn, stop = numbers["warn_change_pct"], numbers["stop_change_pct"]
    against = "below the median of the 28 days before"
    return (
        _warning(f"{name}_dropped", between(column, warn), f"no more than {-warn:g} % {against}", where),
        _critical(f"{name}_collapsed", between(column, stop), f"no more than {-stop:g} % {against}", where),
    )


def _mixes() -> tuple[Check, ...]:
    numbers = thresholds()["distribution"]
    enough = f"claims >= {numbers['claims']:g}"
    stances, topics, sides = (
        (f"{mix}_not_constant", between(mix, numbers[mix]), f"at least {numbers[mix]:g} different {mix}", enough)
        for mix in ("stances", "topics", "sides")
    )
    return (_critical(*stances), _warning(*topics), _warning(*sides))


def _times() -> tuple[Check, ...]:
    numbers = thresholds()["distribution"]
    enough, warn = f"posts >= {numbers['posts']:g}", numbers["warn_minute_pct"]
    return (
        _warning("times_precise", between("minute_pct", warn), f"≥ {warn:g} % of times to the minute", enough),
        *_drift("times_precise", "minute_change_pct", enough),
    )


def _quarantine() -> tuple[Check, ...]:
    numbers = thresholds()["distribution"]
    enough = f"(posts + quarantined) >= {numbers['posts']:g}"
    warn, stop = numbers["warn_quarantine_pct"], numbers["stop_quarantine_pct"]
    return (
        _warning("quarantine_rate", between("quarantine_pct", None, warn), f"≤ {warn:g} % quarantined", enough),
        _critical("quarantine_rate_extreme", between("quarantine_pct", None, stop), f"≤ {stop:g} %", enough),
    )


def _density() -> tuple[Check, ...]:
    most = thresholds()["distribution"]["warn_claims_per_post"]
    bounds = between("claims_per_post", None, most)
    return (_warning("claims_per_post", bounds, f"≤ {most:g} claims a post", "posts > 0"),)


def _warning(check: str, bounds: Mapping[str, Any], expected: str, where: str) -> Check:
    return _share(check, bounds, expected, where, "warning")


def _critical(check: str, bounds: Mapping[str, Any], expected: str, where: str) -> Check:
    return _share(check, bounds, expected, where, "critical")


def _share(check: str, bounds: Mapping[str, Any], expected: str, where: str, severity: Severity) -> Check:
    return Check(
        suite="distribution", check=check, frame="shares", rows="day", where=where, severity=severity,
        expectation="ExpectColumnValuesToBeBetween", arguments=bounds, expected=expected,
    )  # fmt: skip
