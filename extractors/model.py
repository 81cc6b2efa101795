"""What is read from pages and posts: one frozen dataclass a raw table, and the enums of the record contract.

Names and values are those of the record contract; instants are aware and in UTC, days are the outlet's local ones.
The DDL of the raw tables is derived from these classes (`claimwire.warehouse.schema`), so a field is written once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, ClassVar, Literal

from extractors.text import content_hash

Origin = Literal["live", "replay", "wayback", "import"]
LegalBasis = Literal["none", "research_art3", "licence", "permission"]
OutletDayStatus = Literal["collected", "no_blog", "no_capture", "failed", "blocked"]
PostKind = Literal[
    "update", "key_event", "summary", "intro", "closing", "correction", "reader_question", "answer",
    "headline", "teaser", "byline", "ad", "boilerplate",
]  # fmt: skip
Strategy = Literal["jsonld", "microdata", "appstate", "selectors", "repeated", "plaintext"]
TimePrecision = Literal["second", "minute", "day", "none"]
TimeMethod = Literal[
    "structured", "epoch", "iso", "iso_corrected", "full_label", "clock_rollover", "relative_label", "page_date",
    "none",
]  # fmt: skip
SpeakerKind = Literal[
    "person", "government", "ministry", "military", "military_unit", "igo", "ngo", "media", "agency", "court",
    "security_service", "anonymous", "collective", "newsroom",
]  # fmt: skip
SpeakerResolution = Literal["explicit", "coreference", "metonym", "collective", "anonymous", "newsroom", "unresolved"]
Side = Literal["UKR", "RUS", "UKR_ALLY", "RUS_ALLY", "IGO", "MEDIA", "NEUTRAL", "UNKNOWN"]
Stance = Literal[
    "asserts", "claims", "reports", "announces", "confirms", "estimates", "denies", "accuses", "denounces", "demands",
    "pledges", "warns", "questions",
]  # fmt: skip
Modality = Literal["fact", "future", "hypothetical", "conditional", "indicated"]
QuoteType = Literal["direct", "mixed", "indirect", "selon", "none"]
StatedOnBasis = Literal["explicit", "weekday", "carried", "publication", "none"]
Topic = Literal[
    "territory", "mobilisation", "casualties", "foreign_troops", "strikes", "diplomacy", "aid", "nuclear", "prisoners",
    "justice", "sanctions", "energy", "information_war", "other",
]  # fmt: skip
HopRole = Literal["origin", "spokesperson", "document", "relay_agency", "relay_media", "publisher"]
Hedge = Literal["exact", "approx", "at_least", "more_than", "nearly", "up_to", "less_than", "between", "vague",
                "vague_small", "vague_large", "unquantified"]  # fmt: skip
Unit = Literal["persons", "formations", "units", "percent", "km2", "settlements", "months", "days"]
Outcome = Literal[
    "killed", "wounded", "captured", "missing", "deserted", "casualties_total", "losses_unspecified", "evacuated",
    "displaced",
]  # fmt: skip
PersonCategory = Literal["combatant", "civilian", "child", "mixed", "unknown"]
Aggregation = Literal["increment", "cumulative", "stock", "rate", "unspecified"]
CountingBasis = Literal["official_claim", "enemy_claim", "estimate", "verified", "unknown"]
RatePeriod = Literal["day", "week", "month"]
MobilisationType = Literal[
    "mobilisation_wave", "conscription_call_up", "enlistment", "staffing_level", "contract_recruitment",
    "prisoner_recruitment", "training_equipment", "foreign_deployment", "redeployment", "strength", "withdrawal",
    "demobilisation",
]  # fmt: skip
MobilisationStatus = Literal["denied", "demanded", "planned", "announced", "imminent", "ongoing", "reported",
                             "achieved"]  # fmt: skip
TargetOrAchieved = Literal["target", "expected", "achieved", "none"]
TerritoryType = Literal[
    "capture", "recapture", "advance", "withdrawal", "repelled_attack", "contested", "control", "encirclement",
    "offensive", "entry", "annexation_claim",
]  # fmt: skip
ClaimStatus = Literal["claimed_by_gainer", "admitted_by_loser", "denied_by_loser", "reported", "assessed_by_osint",
                      "confirmed_by_third"]  # fmt: skip
GeoPrecision = Literal["settlement", "near_settlement", "hromada", "adm2", "adm1", "front", "country", "unknown"]
DatePrecision = Literal["minute", "day", "range", "month", "year"]

NEVER_ANNOTATED: frozenset[str] = frozenset({"headline", "teaser", "byline", "ad", "boilerplate"})


@dataclass(frozen=True, kw_only=True)
class Capture:
    """Provenance of one fetch or import, as its sidecar in the archive (where `body_path` lies) keeps it.

    `captured_at` is when the page stood so, for a web archive too; `is_late` marks a past day fetched after its end.
    Pages of one blog are a sweep with one `captured_at` and `url`: `page_number` counts, `part_of` names the first.
    """

    snapshot_id: str
    outlet: str
    day: date
    url: str
    final_url: str
    captured_at: datetime
    fetched_at: datetime
    origin: Origin
    http_status: int | None
    etag: str | None
    last_modified: str | None
    content_type: str | None
    body_sha256: str
    body_path: str
    body_bytes: int
    legal_basis: LegalBasis
    robots_verdict: str
    tdm_verdict: str
    policy_reasons: tuple[str, ...]
    is_late: bool
    is_truncated: bool
    part_of: str | None = None
    page_number: int = 1


@dataclass(frozen=True, kw_only=True)
class Snapshot(Capture):
    """`raw.snapshots`: a capture as one parser and annotator read it; `is_complete` where no page follows this one."""

    table: ClassVar[str] = "snapshots"

    blog_id: str | None
    is_complete: bool
    post_count: int
    quarantined_count: int
    parser_version: str
    annotator_version: str


@dataclass(frozen=True, kw_only=True)
class Blog:
    """`raw.blogs`: what one snapshot says of its live blog as a whole."""

    table: ClassVar[str] = "blogs"

    blog_id: str
    snapshot_id: str
    outlet: str
    canonical_url: str | None
    title: str | None
    standfirst: str | None
    lang: str
    timezone: str
    status: Literal["live", "closed", "unknown"]
    opened_at: datetime | None
    closed_at: datetime | None
    previous_url: str | None
    next_url: str | None
    previous_blog_id: str | None
    next_blog_id: str | None


@dataclass(frozen=True, kw_only=True)
class FieldEvidence:
    """Which strategy each field of a post was taken from; None where none says it (then the words tell a kind)."""

    body: Strategy | None = None
    headline: Strategy | None = None
    kicker: Strategy | None = None
    published_at: Strategy | None = None
    modified_at: Strategy | None = None
    source_post_id: Strategy | None = None
    kind: Strategy | None = None
    url: Strategy | None = None


@dataclass(frozen=True, kw_only=True)
class Post:
    """One post as a page shows it; what `claimwire parse` prints and `claimwire annotate` reads."""

    post_id: str
    outlet: str
    lang: str
    timezone: str
    text: str
    blog_id: str | None = None
    captured_at: datetime | None = None
    source_post_id: str | None = None
    position: int = 0
    kind: PostKind = "update"
    kicker: str | None = None
    headline: str | None = None
    published_at: datetime | None = None
    published_on: date | None = None
    published_raw: str | None = None
    time_precision: TimePrecision = "none"
    time_method: TimeMethod = "none"
    time_confidence: float = 0.0
    modified_at: datetime | None = None
    strategies: tuple[Strategy, ...] = ()
    url: str | None = None
    field_evidence: FieldEvidence = FieldEvidence()
    is_pinned: bool = False

    @property
    def content_hash(self) -> str:
        """Digest of the text with typography folded away, so that new quotation marks are no new revision."""
        return content_hash(self.text)


@dataclass(frozen=True, kw_only=True)
class PostObservation(Post):
    """`raw.post_observations`: one post as one snapshot showed it; `content_hash` joins it to its records."""

    table: ClassVar[str] = "post_observations"

    snapshot_id: str
    day: date
    observed_hash: str


@dataclass(frozen=True, kw_only=True)
class Record:
    """What every record carries: where it stands in its post, and which rule read it.

    Offsets count Unicode code points in the post's text; `quote` is `text[span_start:span_end]`. `confidence` is the
    measured precision of the rule on development gold.
    """

    table: ClassVar[str]

    record_id: str
    post_id: str
    content_hash: str
    span_start: int
    span_end: int
    quote: str
    sentence_start: int
    sentence_end: int
    lang: str
    rule_id: str
    annotator: str
    annotator_version: str
    confidence: float


@dataclass(frozen=True, kw_only=True)
class Hop:
    """One station on the way from the origin of a claim to its publisher."""

    name: str
    role: HopRole


@dataclass(frozen=True, kw_only=True)
class Claim(Record):
    """`raw.claims`: one proposition by one attributed speaker in one post."""

    table: ClassVar[str] = "claims"

    speaker: str | None
    speaker_id: str | None
    speaker_mention: str | None
    speaker_role: str | None
    speaker_kind: SpeakerKind
    speaker_resolution: SpeakerResolution
    speaker_country: str | None
    speaker_side: Side
    stance: Stance
    verb_lemma: str | None
    modality: Modality
    polarity: int
    quote_type: QuoteType
    stated_on: date | None
    stated_on_basis: StatedOnBasis
    topic: Topic
    attribution: tuple[Hop, ...]


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """A figure as the words bound it; a bound the words do not give is None."""

    low: float | None = None
    best: float | None = None
    high: float | None = None
    hedge: Hedge = "unquantified"
    unit: Unit | None = None
    quantity_text: str | None = None


@dataclass(frozen=True, kw_only=True)
class Figure(Record):
    """The part shared by the three fact tables: the claim they rest on, the quantity block and the place."""

    claim_id: str
    low: float | None
    best: float | None
    high: float | None
    hedge: Hedge
    unit: Unit | None
    quantity_text: str | None
    aggregation: Aggregation
    place: str | None
    place_id: str | None
    place_candidates: tuple[str, ...]
    geo_precision: GeoPrecision
    period_start: date | None
    period_end: date | None
    modality: Modality
    polarity: int


@dataclass(frozen=True, kw_only=True)
class Casualty(Figure):
    """`raw.casualties`: claim x victims x outcome."""

    table: ClassVar[str] = "casualties"

    outcome: Outcome
    person_category: PersonCategory
    side: Side
    victim_country: str | None
    is_running_total: bool
    counting_basis: CountingBasis
    rate_period: RatePeriod | None
    subset_of: str | None
    event_on: date | None
    event_on_precision: DatePrecision | None


@dataclass(frozen=True, kw_only=True)
class Mobilisation(Figure):
    """`raw.mobilisation`: claim x movement or size of a force."""

    table: ClassVar[str] = "mobilisation"

    mobilisation_type: MobilisationType
    status: MobilisationStatus
    target_or_achieved: TargetOrAchieved
    side: Side
    force_country: str | None
    is_foreign_force: bool
    rate_period: RatePeriod | None


@dataclass(frozen=True, kw_only=True)
class Territory(Figure):
    """`raw.territory`: claim x place x change or state."""

    table: ClassVar[str] = "territory"

    territory_type: TerritoryType
    claim_status: ClaimStatus
    side_gaining: Side | None
    side_losing: Side | None
    is_trend: bool
    place_relation: str | None
    event_on: date | None
    event_on_precision: DatePrecision | None


@dataclass(frozen=True, kw_only=True)
class Quarantined:
    """`raw.quarantine`: what could not be read, with the error and the evidence."""

    table: ClassVar[str] = "quarantine"

    snapshot_id: str
    outlet: str
    day: date
    post_id: str | None
    position: int | None
    stage: Literal["parse", "annotate"]
    error: str
    message: str
    evidence: str


@dataclass(frozen=True, kw_only=True)
class OutletDay:
    """`raw.outlet_days`: how one outlet's day ended, also where nothing was found or everything failed."""

    table: ClassVar[str] = "outlet_days"

    outlet: str
    day: date
    status: OutletDayStatus
    error: str | None
    message: str | None
    snapshot_count: int
    post_count: int
    record_count: int
    quarantined_count: int
    is_complete: bool
    recorded_at: datetime


RAW_TABLES: MappingProxyType[str, type[Any]] = MappingProxyType(
    {
        row.table: row
        for row in (
            Snapshot, Blog, PostObservation, Claim, Casualty, Mobilisation, Territory, Quarantined, OutletDay,
        )
    }
)  # fmt: skip
