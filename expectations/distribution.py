"""Distribution: shares and mixes of an outlet's day that tell a parser or annotator which has quietly gone blind."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from expectations.model import Check, between, threshold

NAMES = {
    "resolved": "speakers_resolved",
    "placed": "places_resolved",
    "minute": "times_precise",
    "spoken": "speakers_named",
}
WORDS = {"resolved": "of speakers resolved", "placed": "of named places found", "minute": "of times to the minute"}


def checks() -> tuple[Check, ...]:
    """The suite, over the outlets of the day that is judged, each as one row of the frame `shares`."""
    return (*_speakers(), *_places(), *_times(), *_mixes(), *_drifts(), _columns(), *_quarantine(), _density())


def _speakers() -> tuple[Check, ...]:
    enough = f"claims >= {threshold('distribution.claims'):g}"
    return (
        _least("speakers_resolved", "resolved", enough, "warn_resolved_pct"),
        _least("speakers_mostly_unresolved", "resolved", enough, "stop_resolved_pct"),
        *_drop("resolved", enough),
        *_drop("spoken", f"claims >= {threshold('distribution.few_claims'):g}"),
    )


def _places() -> tuple[Check, ...]:
    enough = f"places >= {threshold('distribution.places'):g}"
    return (
        _least("places_resolved", "placed", enough, "warn_placed_pct"),
        _least("places_mostly_unresolved", "placed", enough, "stop_placed_pct"),
        *_drop("placed", enough),
    )


def _times() -> tuple[Check, ...]:
    enough = f"posts >= {threshold('distribution.posts'):g}"
    return (_least("times_precise", "minute", enough, "warn_minute_pct"), *_drop("minute", enough))


def _least(check: str, share: str, where: str, limit: str) -> Check:
    least = threshold(f"distribution.{limit}")
    return _share(check, between(f"{share}_pct", least), f"≥ {least:g} % {WORDS[share]}", where, limit)


def _drop(share: str, enough: str) -> tuple[Check, ...]:
    where = f"{enough} and {share}_history_days >= {threshold('volume.history_days'):g}"
    return tuple(
        _share(
            f"{NAMES[share]}_{word}", between(f"{share}_change_pct", threshold(f"distribution.{limit}")),
            f"no more than {-threshold(f'distribution.{limit}'):g} % below the median of its last 28 sound days",
            where, limit,
        )
        for word, limit in (("dropped", "warn_change_pct"), ("collapsed", "stop_change_pct"))
    )  # fmt: skip


def _mixes() -> tuple[Check, ...]:
    enough = f"claims >= {threshold('distribution.claims'):g}"
    stances, topics, sides = (
        _share(
            f"{mix}_not_constant", between(mix, threshold(f"distribution.{mix}")),
            f"at least {threshold(f'distribution.{mix}'):g} different {mix}", enough, mix,
        )
        for mix in ("stances", "topics", "sides")
    )  # fmt: skip
    return (replace(stances, severity="critical"), topics, sides)


def _drifts() -> tuple[Check, ...]:
    enough = (
        f"records >= {threshold('distribution.claims'):g} and records_before >= {threshold('distribution.before'):g}"
    )
    return tuple(
        replace(
            _share(
                f"{mix}_{word}", between("drift_pct", None, threshold(f"distribution.{limit}")),
                f"at most {threshold(f'distribution.{limit}'):g} % of the day's {mix} unlike the 28 days before",
                f"mix == '{mix}' and {enough}", limit,
            ),
            frame="drift", rows="all",
        )
        for mix in ("stances", "tables")
        for word, limit in (("drifted", "warn_drift_pct"), ("drifted_far", "stop_drift_pct"))
    )  # fmt: skip


def _columns() -> Check:
    kinds = threshold("distribution.kinds")
    check = _share(
        "columns_not_constant", between("kinds", kinds), "no column holds one value for 28 days",
        f"rows >= {threshold('distribution.rows'):g}", "kinds",
    )  # fmt: skip
    return replace(check, frame="variety", rows="all")


def _quarantine() -> tuple[Check, ...]:
    enough = f"(posts + quarantined) >= {threshold('distribution.posts'):g}"
    return tuple(
        _share(
            check, between("quarantine_pct", None, threshold(f"distribution.{limit}")),
            f"≤ {threshold(f'distribution.{limit}'):g} % quarantined", enough, limit,
        )
        for check, limit in (
            ("quarantine_rate", "warn_quarantine_pct"), ("quarantine_rate_extreme", "stop_quarantine_pct"),
        )
    )  # fmt: skip


def _density() -> Check:
    limit = "warn_claims_per_post"
    most = threshold(f"distribution.{limit}")
    return _share("claims_per_post", between("claims_per_post", None, most), f"≤ {most:g} claims a post",
                  "posts > 0", limit)  # fmt: skip


def _share(check: str, bounds: dict[str, Any], expected: str, where: str, limit: str) -> Check:
    """A check that stops where its limit is a `stop_` one, and warns otherwise."""
    return Check(
        suite="distribution", check=check, frame="shares", rows="day", where=where,
        severity="critical" if limit.startswith("stop_") else "warning", limit=f"distribution.{limit}",
        expectation="ExpectColumnValuesToBeBetween", arguments=bounds, expected=expected,
    )  # fmt: skip
