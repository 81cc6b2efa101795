"""Writes the static pages of a publication: no script, no request, every text escaped."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimwire.report import geometry, trend, wording
from claimwire.report.queries import QUERIES
from claimwire.report.wording import Row

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["QUERIES", "write_quality", "write_report"]

FACTS = ("casualties", "mobilisation", "territory")
MOST_CLAIMS = 600
FILTERS = (
    "anchor", "around", "clean", "earlier_figure", "figure", "link", "number", "relays", "side", "speaker", "words",
)  # fmt: skip
DOWNLOADS = (
    "fct_claims",
    "fct_casualties",
    "fct_mobilisation",
    "fct_territory",
    "dim_post",
    "dim_outlet",
    "mart_coverage",
)


def write_report(
    folder: Path, *, tables: Mapping[str, Sequence[Row]], quality: Sequence[Row], meta: Mapping[str, Any],
    history: Sequence[Row] = (),
) -> Path:  # fmt: skip
    """Write `report/index.html` and `quality/index.html` into a publication's folder.

    `tables` holds the rows of `QUERIES` by name, `quality` the results of the checks, `meta` at least `day` (a date
    or ISO text) and `build_id`, `history` the results of this build and of those before it. Returns the path of the
    report.
    """
    environment = _environment()
    shared = _shared(environment, meta)
    report = _page(folder, "report", environment, {**shared, **_told(tables, shared["day"])})
    write_quality(folder, quality=quality, meta=meta, history=history)
    return report


def write_quality(
    folder: Path, *, quality: Sequence[Row], meta: Mapping[str, Any], history: Sequence[Row] = ()
) -> Path:
    """Write `quality/index.html` alone, for a candidate that did not pass; returns its path."""
    environment = _environment()
    return _page(
        folder,
        "quality",
        environment,
        {**_shared(environment, meta), **_judged(quality), **dict(trend.as_context(history))},
    )


def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {name: getattr(wording, name) for name in FILTERS}
    environment.globals |= {"sides": wording.SIDES, "clock": wording.clock}
    return environment


def _page(folder: Path, name: str, environment: Environment, context: Mapping[str, Any]) -> Path:
    path = folder / name / "index.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(environment.get_template(f"{name}.html").render(**context), encoding="utf-8")
    return path


def _shared(environment: Environment, meta: Mapping[str, Any]) -> dict[str, Any]:
    day = meta["day"] if isinstance(meta["day"], date) else date.fromisoformat(str(meta["day"]))
    style = environment.get_template("style.css").render()
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return {"meta": meta, "day": day, "long_day": wording.long_day(day), "style_digest": digest}


def _told(tables: Mapping[str, Sequence[Row]], day: date) -> dict[str, Any]:
    claims = tables["claims"]
    shown = claims[:MOST_CLAIMS]
    return {
        "keys": _key_figures(tables, day),
        "topics": [
            (topic, [claim for claim in shown if claim["topic"] == topic]) for topic in geometry.topics_of(shown)
        ],
        "left_out": len(claims) - len(shown),
        "denials": _denials(shown),
        "facts": {name: tables[name] for name in FACTS},
        "sides_seen": [name for name in wording.SIDES if any(wording.side(c["speaker_side"]) == name for c in claims)],
        "bars": geometry.bars(claims),
        "lanes": geometry.lanes(claims, day),
        "series": geometry.series(tables["totals"]),
        "coverage": geometry.grid(tables["coverage"]),
        "today": [row for row in tables["coverage"] if row["day"] == day],
        "downloads": DOWNLOADS,
    }


def _key_figures(tables: Mapping[str, Sequence[Row]], day: date) -> list[tuple[str, str, str]]:
    """Figure, what it counts, and a line that qualifies it."""
    claims, today = tables["claims"], [row for row in tables["coverage"] if row["day"] == day]
    speakers = {claim["speaker"] for claim in claims if claim["speaker_kind"] != "newsroom" and claim["speaker"]}
    quoted = sum(claim["quote_type"] in ("direct", "mixed") for claim in claims)
    grounds = len(tables["territory"])
    places = {row["place"] for row in tables["territory"] if row["place"]}
    complete = sum(bool(row["is_complete"]) for row in today)
    counts = (
        (len(claims), "claim", f"in {sum(row['posts'] for row in today)} posts"),
        (len(speakers), "speaker", f"named; {quoted} claims carry quoted words"),
        (len(_denials(claims)), "denial", "a speaker says that it is not so"),
        (len(tables["casualties"]), "casualty figure", "dead, wounded, captured, missing"),
        (len(tables["mobilisation"]), "force figure", "mobilised, deployed, withdrawn"),
        (len(places), "place", f"named in {grounds} {wording.counted(grounds, 'statement')} on territory"),
    )
    told = [(wording.number(count), wording.counted(count, word), note) for count, word, note in counts]
    return [*told, (f"{complete}/{len(today)}", "outlets complete", "see what was read")]


def _denials(claims: Sequence[Row]) -> list[Row]:
    return [claim for claim in claims if claim["stance"] == "denies" or claim["polarity"] == -1]


def _judged(quality: Sequence[Row]) -> dict[str, Any]:
    failed = [row for row in quality if not row["is_passed"]]
    critical = [row for row in failed if row["severity"] == "critical"]
    return {
        "failures": [*critical, *(row for row in failed if row["severity"] != "critical")],
        "critical": len(critical),
        "warnings": len(failed) - len(critical),
        "suites": {suite: [row for row in quality if row["suite"] == suite] for suite in _in_order(quality)},
        "checks": len({(row["suite"], row["check"]) for row in quality}),
    }


def _in_order(quality: Sequence[Row]) -> list[str]:
    return list(dict.fromkeys(row["suite"] for row in quality))
