"""A small world as dataclasses: two outlets, four captures of one blog, and everything that happens to posts."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from extractors.model import (
    Blog,
    Casualty,
    Claim,
    FieldEvidence,
    Hop,
    Mobilisation,
    OutletDay,
    PostObservation,
    Quarantined,
    Record,
    Snapshot,
    Territory,
)  # fmt: skip
from extractors.outlet import Outlet
from extractors.rows import to_row
from extractors.text import content_hash

DAY = date(2024, 10, 30)
BLOG = "gazette-77"
BUILD = "20241031T000000Z"
GAZETTE = Outlet(
    slug="gazette", name="La Gazette inventée", hosts=("gazette.invalid",), lang="fr", timezone="Europe/Paris",
    country="FR", blog_url=r"https://gazette\.invalid/direct-(?P<id>\d+)", expects_blog_daily=True,
)  # fmt: skip
BEACON = Outlet(
    slug="beacon", name="The Invented Beacon", hosts=("beacon.invalid",), lang="en", timezone="Europe/London",
    country="GB", blog_url=r"https://beacon\.invalid/live/(?P<id>\w+)",
)  # fmt: skip
TOLL_BEFORE = "Au moins douze personnes ont été tuées, affirme le gouverneur."
TOLL_AFTER = "Au moins quatorze personnes ont été tuées, affirme le gouverneur."
CALL_UP = "Le ministre annonce 5 000 recrues d’ici à la fin de l’année."
VILLAGE = "L’armée russe revendique la prise du village de Verbivka."
DENIAL = "Le porte-parole dément toute perte."
OPENING_BEFORE = "Ce matin, le maire dit avoir vu passer une colonne de blindés."
OPENING_AFTER = "A l’aube, le maire dit avoir vu passer une colonne de blindés."
DISPATCH = "The general said the road to the north was open."


@dataclass(frozen=True, kw_only=True)
class Page:
    """One capture: the snapshot and every row that belongs to it, as a package holds them."""

    snapshot: Snapshot
    rows: tuple[Any, ...]

    def write(self, folder: Path) -> Path:
        """Write the package as the pipeline does."""
        path = folder / f"{self.snapshot.snapshot_id}-1-1.jsonl.gz"
        folder.mkdir(parents=True, exist_ok=True)
        lines = [
            json.dumps({"table": one.table, **to_row(one)}, ensure_ascii=False) for one in (self.snapshot, *self.rows)
        ]
        path.write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))
        return path


def at(hour: int, minute: int = 0, day: date = DAY) -> datetime:
    """An instant of the day, in UTC."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


def page(
    captured_at: datetime, posts: Iterable[PostObservation | Record], *, outlet: Outlet = GAZETTE, blog_id: str = BLOG,
    day: date = DAY, is_complete: bool = True, is_truncated: bool = False, quarantined: Sequence[Quarantined] = (),
    annotator_version: str = "1", url: str | None = None, **of_blog: Any,
) -> Page:  # fmt: skip
    """A capture that shows posts (with their records)."""
    url = url or f"https://{outlet.hosts[0]}/direct-77"
    body = hashlib.sha256(f"{outlet.slug}{captured_at}{url}".encode()).hexdigest()
    snapshot_id = body[:32]
    held = [replace(one, snapshot_id=snapshot_id, outlet=outlet.slug, blog_id=blog_id, day=day, position=place)
            if isinstance(one, PostObservation) else one for place, one in enumerate(posts)]  # fmt: skip
    snapshot = Snapshot(
        snapshot_id=snapshot_id, outlet=outlet.slug, day=day, url=url, final_url=url, captured_at=captured_at,
        fetched_at=captured_at, origin="live", http_status=200, etag=None, last_modified=None,
        content_type="text/html", body_sha256=body, body_path=f"blobs/{body[:2]}/{body}.gz", body_bytes=1000,
        legal_basis="none", robots_verdict="allowed",
        tdm_verdict="none", policy_reasons=(), is_late=False, is_truncated=is_truncated, blog_id=blog_id,
        is_complete=is_complete, post_count=sum(getattr(one, "kind", "headline") != "headline" for one in held),
        quarantined_count=len(quarantined), parser_version="1", annotator_version=annotator_version,
    )  # fmt: skip
    values: dict[str, Any] = {
        "canonical_url": snapshot.url, "title": "En direct", "standfirst": None, "lang": outlet.lang,
        "timezone": outlet.timezone, "status": "live", "opened_at": at(5, day=day), "closed_at": None,
        "previous_url": None, "next_url": None, "previous_blog_id": None, "next_blog_id": None,
    }  # fmt: skip
    blog = Blog(blog_id=blog_id, snapshot_id=snapshot_id, outlet=outlet.slug, **{**values, **of_blog})
    refused = tuple(replace(one, snapshot_id=snapshot_id) for one in quarantined)
    return Page(snapshot=snapshot, rows=(blog, *held, *refused))


def post(
    post_id: str, text: str, published_at: datetime, *, is_known_by_source: bool = True, lang: str = "fr"
) -> PostObservation:
    """One post of a page; the page fills in where it stands."""
    return PostObservation(
        post_id=post_id, outlet="", lang=lang, timezone="Europe/Paris", text=text, snapshot_id="", day=DAY,
        observed_hash=content_hash(text), source_post_id=post_id if is_known_by_source else None,
        published_at=published_at, published_on=published_at.date(), published_raw="07h00", time_precision="minute",
        time_method="full_label", time_confidence=0.96, strategies=("selectors",),
        field_evidence=FieldEvidence(body="selectors", published_at="selectors"),
    )  # fmt: skip


def claim(shown: PostObservation, record_id: str, **differing: Any) -> Claim:
    """A claim that quotes the whole post."""
    values: dict[str, Any] = {
        "speaker": "le gouverneur", "speaker_id": None, "speaker_mention": "le gouverneur",
        "speaker_role": "gouverneur",
        "speaker_kind": "person", "speaker_resolution": "explicit", "speaker_country": "UA", "speaker_side": "UKR",
        "stance": "asserts", "verb_lemma": "affirmer", "modality": "fact", "polarity": 1, "quote_type": "indirect",
        "stated_on": shown.published_on, "stated_on_basis": "publication", "topic": "casualties",
        "attribution": (Hop(name="le gouverneur", role="origin"), Hop(name="AFP", role="relay_agency"),
                        Hop(name="La Gazette inventée", role="publisher")),
    }  # fmt: skip
    return Claim(**_placed(shown, record_id), **{**values, **differing})


def casualty(shown: PostObservation, record_id: str, claim_id: str, killed: float, words: str) -> Casualty:
    """At least so many killed."""
    return Casualty(
        **_placed(shown, record_id),
        **_figure(claim_id, low=killed, best=killed, hedge="at_least", quantity_text=words),
        outcome="killed", person_category="unknown", side="UKR", victim_country=None, is_running_total=True,
        counting_basis="official_claim", rate_period=None, subset_of=None, event_on=None, event_on_precision=None,
    )  # fmt: skip


def mobilisation(shown: PostObservation, record_id: str, claim_id: str) -> Mobilisation:
    """Five thousand recruits to come."""
    return Mobilisation(
        **_placed(shown, record_id),
        **_figure(claim_id, low=5000.0, best=5000.0, high=5000.0, hedge="exact", quantity_text="5 000"),
        mobilisation_type="mobilisation_wave", status="announced", target_or_achieved="target", side="UKR",
        force_country="UA", is_foreign_force=False, rate_period=None,
    )  # fmt: skip


def territory(shown: PostObservation, record_id: str, claim_id: str) -> Territory:
    """A village said to be taken."""
    figure = _figure(claim_id, unit=None, place="Verbivka", place_id="ua:UA1400000000001", geo_precision="settlement")
    return Territory(
        **_placed(shown, record_id), **figure, territory_type="capture", claim_status="claimed_by_gainer",
        side_gaining="RUS", side_losing="UKR", is_trend=False, place_relation="in", event_on=None,
        event_on_precision=None,
    )  # fmt: skip


def _placed(shown: PostObservation, record_id: str) -> dict[str, Any]:
    return {
        "record_id": record_id, "post_id": shown.post_id, "content_hash": shown.observed_hash, "span_start": 0,
        "span_end": len(shown.text), "quote": shown.text, "sentence_start": 0, "sentence_end": len(shown.text),
        "lang": shown.lang, "rule_id": "claims.cue", "annotator": "claimwire", "annotator_version": "1",
        "confidence": 0.9,
    }  # fmt: skip


def _figure(claim_id: str, **differing: Any) -> dict[str, Any]:
    values: dict[str, Any] = {
        "claim_id": claim_id, "low": None, "best": None, "high": None, "hedge": "unquantified", "unit": "persons",
        "quantity_text": None, "aggregation": "cumulative", "place": None, "place_id": None, "place_candidates": (),
        "geo_precision": "unknown", "period_start": None, "period_end": None, "modality": "fact", "polarity": 1,
    }  # fmt: skip
    return {**values, **differing}


def toll(words: str, killed: float, counted: str) -> tuple[Any, ...]:
    """The post with the running toll."""
    shown = post("g-1", words, at(7))
    return shown, claim(shown, "c-toll"), casualty(shown, "k-toll", "c-toll", killed, counted)


def call_up() -> tuple[Any, ...]:
    """The post that is taken down later."""
    shown = post("g-2", CALL_UP, at(7, 30))
    minister = claim(shown, "c-callup", speaker="le ministre", stance="announces", topic="mobilisation")
    return shown, minister, mobilisation(shown, "m-callup", "c-callup")


def village() -> tuple[Any, ...]:
    """The post that is inserted later, with an older time."""
    shown = post("g-3", VILLAGE, at(6, 15))
    army = claim(shown, "c-village", speaker="l'armée russe", speaker_id="invented-army", speaker_kind="military",
                 speaker_side="RUS", speaker_country="RU", stance="claims", topic="territory")  # fmt: skip
    return shown, army, territory(shown, "t-village", "c-village")


def denial() -> tuple[Any, ...]:
    """The post that one last capture lacks: missing, not yet deleted."""
    shown = post("g-4", DENIAL, at(8))
    return shown, claim(shown, "c-denial", stance="denies", polarity=-1)


def opening(words: str, post_id: str, record_id: str) -> tuple[Any, ...]:
    """The post without an id of the outlet's own, whose provisional id changes with its opening words."""
    shown = post(post_id, words, at(5, 40), is_known_by_source=False)
    return shown, claim(shown, record_id, speaker="le maire", topic="other")


def pages() -> list[Page]:
    """Four captures of the Gazette's blog and one of the Beacon's."""
    before = (*toll(TOLL_BEFORE, 12.0, "douze"), *call_up(), *denial(), *opening(OPENING_BEFORE, "h-a", "c-opening-a"))
    after = (*toll(TOLL_AFTER, 14.0, "quatorze"), *village(), *opening(OPENING_AFTER, "h-b", "c-opening-b"))
    unread = Quarantined(
        snapshot_id="", outlet="gazette", day=DAY, post_id=None, position=9, stage="parse", error="ValueError",
        message="no time", evidence="<p>?</p>",
    )  # fmt: skip
    dispatch = post("b-1", DISPATCH, at(9), lang="en")
    return [
        page(at(10), before),
        page(at(12), (*after, *call_up(), *denial()), quarantined=[unread]),
        page(at(14), (*after, *denial())),
        page(at(16), after),
        page(
            at(11), (dispatch, claim(dispatch, "c-dispatch", speaker="the general")), outlet=BEACON, blog_id="beacon-1"
        ),
    ]


def outlet_days() -> list[OutletDay]:
    """How the days of both outlets ended; the Beacon failed on the day before."""
    return [
        _outcome("gazette", DAY, "collected", snapshots=4),
        _outcome("beacon", DAY, "collected", snapshots=1),
        _outcome("beacon", date(2024, 10, 28), "failed", error="Unreachable"),
    ]


def _outcome(outlet: str, day: date, status: Any, *, snapshots: int = 0, error: str | None = None) -> OutletDay:
    return OutletDay(
        outlet=outlet, day=day, status=status, error=error, message="No answer." if error else None,
        snapshot_count=snapshots, post_count=0, record_count=0, quarantined_count=0, is_complete=not error,
        recorded_at=at(23),
    )  # fmt: skip


def write_packages(folder: Path, some: Iterable[Page] | None = None) -> list[Path]:
    """Write packages; all of this world's unless some pages are given."""
    return list(_written(folder, pages() if some is None else some))


def _written(folder: Path, some: Iterable[Page]) -> Iterator[Path]:
    for one in some:
        yield one.write(folder)
