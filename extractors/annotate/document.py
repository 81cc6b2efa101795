"""A post in, its records out: the story of the annotator."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from extractors.annotate import VERSION
from extractors.annotate.casualties import find_casualties
from extractors.annotate.claims import hops, modality_of, polarity_of, publisher_of, quote_type_of, stance_of
from extractors.annotate.confidence import confidence
from extractors.annotate.facts import Context, Finding
from extractors.annotate.identity import Numberer, proposition
from extractors.annotate.lexicon import is_read
from extractors.annotate.mobilisation import find_mobilisation
from extractors.annotate.reading import Reading, Sentence, read
from extractors.annotate.statements import Scan, Statement, scan
from extractors.annotate.territory import find_territory, settle_status
from extractors.annotate.topics import told, topic_of
from extractors.model import NEVER_ANNOTATED, Casualty, Claim, Figure, Hop, Mobilisation, Post, Record, Territory, Topic
from extractors.outlet import Outlet

_FACTS: dict[str, type[Figure]] = {"casualties": Casualty, "mobilisation": Mobilisation, "territory": Territory}
_MOVED = frozenset({"foreign_deployment", "withdrawal", "redeployment", "demobilisation"})
_TABLE_ORDER = {"claims": 0, "casualties": 1, "mobilisation": 2, "territory": 3}


def annotate(post: Post, *, outlet: Outlet | None = None) -> tuple[Record, ...]:
    """Read the claims, casualties, mobilisation and territory of one post, in text order.

    Headlines, teasers, bylines, advertisements, boilerplate and languages without a pack yield nothing. Pure and
    deterministic.
    """
    if post.kind in NEVER_ANNOTATED or not post.text.strip() or not is_read(post.lang):
        return ()
    reading = read(post)
    scans = scan(reading)
    context = Context(reading, scans)
    return _Writer(reading, outlet).write(scans, context)


def find_facts(one: Scan, context: Context) -> list[Finding]:
    """The findings of one sentence; a figure that counts victims is never counted as a force."""
    casualties = list(find_casualties(one, context))
    taken = frozenset(each.anchor for each in casualties)
    victims = tuple((each.start, each.end) for each in casualties)
    forces = list(find_mobilisation(one, context, taken))
    moved = tuple((each.start, each.end) for each in forces if each.fields["mobilisation_type"] in _MOVED)
    return [*casualties, *forces, *find_territory(one, context, victims, moved)]


class _Writer:
    """Turns statements and findings of one post into records."""

    def __init__(self, reading: Reading, outlet: Outlet | None) -> None:
        self.reading = reading
        self.post = reading.post
        self.publisher, self.country = publisher_of(reading.post.outlet, outlet)
        self._everything: list[Finding] = []
        self.numberer = Numberer(reading.post.post_id)
        self._same = {
            "post_id": self.post.post_id, "content_hash": self.post.content_hash, "lang": self.post.lang,
            "annotator": f"rules-{reading.pack.lang}", "annotator_version": VERSION,
        }  # fmt: skip

    @cached_property
    def topic(self) -> Topic:
        """What the whole post is about, for claims whose words do not tell."""
        return topic_of(self.post.text, self.reading.pack.lang, self._everything)

    def write(self, scans: tuple[Scan, ...], context: Context) -> tuple[Record, ...]:
        found = {one.sentence.index: find_facts(one, context) for one in scans}
        everything = [each for findings in found.values() for each in findings]
        self._everything = everything
        by_statement: dict[int, list[Finding]] = defaultdict(list)
        for finding in everything:
            by_statement[id(finding.statement)].append(finding)
        claims = {
            id(statement): self._claim(statement, by_statement[id(statement)])
            for one in scans
            for statement in one.statements
        }
        records: list[Record] = list(claims.values())
        for one in scans:
            records.extend(self._sentence(one, found[one.sentence.index], claims))
        return tuple(sorted(records, key=lambda row: (row.span_start, _TABLE_ORDER[row.table], row.span_end)))

    def _sentence(self, one: Scan, findings: list[Finding], claims: dict[int, Claim]) -> Iterable[Record]:
        background = [each for each in findings if each.statement is None]
        newsroom = self._newsroom(one.sentence, background) if background else None
        if newsroom is not None:
            yield newsroom
        yield from self._facts(findings, claims, newsroom)

    def _claim(self, statement: Statement, findings: list[Finding]) -> Claim:
        speaker = statement.speaker
        own_gain = any(each.extra.get("is_own_gain") for each in findings)
        stance = stance_of(statement, self.reading, own_gain)
        text = self.post.text
        words = proposition(text, statement)
        rule_id = f"claims.{statement.frame}.{statement.cue.form}"
        return Claim(
            record_id=self.numberer.name("claims", speaker.name, stance, words),
            **self._shared("claims", rule_id, (statement.start, statement.end), statement.sentence),
            speaker=speaker.name, speaker_id=speaker.speaker_id, speaker_mention=speaker.mention,
            speaker_role=speaker.role, speaker_kind=speaker.kind, speaker_resolution=speaker.resolution,
            speaker_country=speaker.country, speaker_side=speaker.side, stance=stance,
            verb_lemma=statement.cue.lemma, modality=modality_of(statement, self.reading),
            polarity=polarity_of(statement, stance, self.reading), quote_type=quote_type_of(statement, self.reading),
            stated_on=statement.stated_on, stated_on_basis=statement.stated_on_basis,
            topic=topic_of(told(statement, text), self.reading.pack.lang, findings, lambda: self.topic),
            attribution=hops(speaker, statement.sentence, self.reading, self.publisher),
        )  # fmt: skip

    def _newsroom(self, sentence: Sentence, findings: list[Finding]) -> Claim:
        day = self.reading.day
        keys = sorted({"|".join(each.key) for each in findings})
        words = self.post.text[sentence.start : sentence.end]
        return Claim(
            record_id=self.numberer.name("claims", self.publisher, "reports", *keys),
            **self._shared("claims", "claims.newsroom", (sentence.start, sentence.end), sentence),
            speaker=self.publisher, speaker_id=None, speaker_mention=None, speaker_role=None, speaker_kind="newsroom",
            speaker_resolution="newsroom", speaker_country=self.country, speaker_side="MEDIA", stance="reports",
            verb_lemma=None, modality=findings[0].fields["modality"], polarity=1, quote_type="none", stated_on=day,
            stated_on_basis="publication" if day else "none",
            topic=topic_of(words, self.reading.pack.lang, findings, lambda: self.topic),
            attribution=(Hop(name=self.publisher, role="publisher"),),
        )  # fmt: skip

    def _facts(self, findings: list[Finding], claims: dict[int, Claim], newsroom: Claim | None) -> Iterable[Record]:
        ids: dict[int, str] = {}
        for finding in sorted(findings, key=lambda one: (one.start, one.end)):
            claim = newsroom if finding.statement is None else claims[id(finding.statement)]
            if claim is None:
                continue
            record_id = self.numberer.name(finding.table, *finding.key)
            ids[id(finding)] = record_id
            fields = dict(finding.fields)
            if finding.table == "territory":
                fields.update(settle_status(finding, claim))
            if finding.table == "casualties" and finding.subset_parent is not None:
                fields["subset_of"] = ids.get(id(finding.subset_parent))
            sentence = _sentence(self.reading, finding.start)
            yield _FACTS[finding.table](
                record_id=record_id, claim_id=claim.record_id,
                **self._shared(finding.table, finding.rule_id, (finding.start, finding.end), sentence),
                **fields,
            )  # fmt: skip

    def _shared(self, table: str, rule_id: str, span: tuple[int, int], sentence: Sentence) -> dict[str, Any]:
        start, end = span
        return {
            **self._same, "span_start": start, "span_end": end, "quote": self.post.text[start:end],
            "sentence_start": sentence.start, "sentence_end": sentence.end, "rule_id": rule_id,
            "confidence": confidence(table, rule_id),
        }  # fmt: skip


def _sentence(reading: Reading, offset: int) -> Sentence:
    return next((one for one in reading.sentences if one.start <= offset < one.end), reading.sentences[-1])
