"""A second annotator, off by default: a language model behind an OpenAI-compatible endpoint reads posts too.

It has the interface of the rules (a post in, records out) and none of their standing: a record counts only where its
evidence stands word for word in the post and every value is one that the contract knows, and it is kept apart under
its own annotator, as a second opinion to compare with, never as a fact.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from pydantic import TypeAdapter, ValidationError

from claimwire.packages import replace_file
from claimwire.settings import Settings
from extractors.errors import ClaimwireError, MissingSetting, Unreachable
from extractors.fetch.endpoint import ask_json
from extractors.model import Casualty, Claim, Mobilisation, Post, Record, Territory
from extractors.text import normalise, sentences

PROMPT_VERSION = "1"
PATIENCE = 3
_TABLES: Mapping[str, type[Record]] = {one.table: one for one in (Claim, Casualty, Mobilisation, Territory)}
_NOT_ASKED = frozenset(
    {
        *(one.name for one in fields(Record)), "claim_id", "speaker_id", "place_id", "place_candidates",
        "geo_precision", "attribution", "subset_of",
    }
)  # fmt: skip
_SYSTEM = """You read one post of a newsroom's live blog on the war between Russia and Ukraine. List every claim in it
(one proposition by one attributed speaker; of the newsroom itself only where it carries a figure or a change of ground)
and every casualty figure, movement or size of a force, and change or state of ground, each with the index of the claim
that it rests on. `evidence` is copied from the post letter by letter, as short as it can be and still say it. So are
`speaker_mention`, `quantity_text` and `place`. Never add what the post does not say; a value that it does not give is
null. A figure's bounds are what the words say: "at least 30" has low 30, best 30 and no high."""


@dataclass(frozen=True, kw_only=True)
class SecondReading:
    """What the second reader makes of one post: the records that may count, and how many may not."""

    post: Post
    records: tuple[Record, ...]
    refused_count: int


@dataclass(frozen=True, kw_only=True)
class SecondSummary:
    """What one call read: posts, records that may count and that may not, posts left unread, and why."""

    posts: int
    records: int
    refused: int
    unread: int
    error: str | None


@dataclass(frozen=True, kw_only=True)
class SecondReader:
    """Asks one model of one endpoint; every answer is kept in a folder, so that no post is asked about twice."""

    url: str
    model: str
    key: str | None = field(repr=False)
    kept: Path
    deadline_seconds: float
    max_bytes: int
    version: ClassVar[str] = PROMPT_VERSION

    @classmethod
    def of(cls, settings: Settings) -> SecondReader:
        """The reader that the operator set.

        Raises:
            MissingSetting: none is set.
        """
        if not settings.second_reader_url or not settings.second_reader_model:
            raise MissingSetting(
                "No second reader is set.", hint="Set CLAIMWIRE_SECOND_READER_URL and CLAIMWIRE_SECOND_READER_MODEL."
            )
        key = settings.second_reader_key
        return cls(
            url=settings.second_reader_url.rstrip("/") + "/chat/completions", model=settings.second_reader_model,
            key=key.get_secret_value() if key else None, kept=settings.home / "second_reader",
            deadline_seconds=settings.second_reader_seconds, max_bytes=settings.max_bytes,
        )  # fmt: skip

    @property
    def name(self) -> str:
        """The annotator that its records name."""
        return f"openai-compatible:{self.model}"

    def read_all(self, posts: Iterable[Post]) -> tuple[list[SecondReading], ClaimwireError | None]:
        """Read post after post, past those without an answer; the last error is given back with what was read.

        After `PATIENCE` posts in a row without an answer, or a refused key, no more are asked about.
        """
        readings: list[SecondReading] = []
        error: ClaimwireError | None = None
        in_a_row = 0
        for post in posts:
            try:
                readings.append(self.read(post))
                in_a_row = 0
            except (MissingSetting, Unreachable) as failure:
                error, in_a_row = failure, in_a_row + 1
                if in_a_row == PATIENCE or isinstance(failure, MissingSetting):
                    break
        return readings, error

    def annotate(self, post: Post) -> tuple[Record, ...]:
        """The records of one post, as the rules' own `annotate` gives them."""
        return self.read(post).records

    def read(self, post: Post) -> SecondReading:
        """Ask about one post, or look up what was answered, and keep what stands in it.

        Raises:
            MissingSetting: the endpoint refuses the key, or its address is none.
            Unreachable: no answer came, or none of the form asked for.
        """
        answer = self._answer(post)
        accepted: dict[str, list[Record | None]] = {"claims": []}
        for row in _listed(answer, "claims"):
            accepted["claims"].append(self._record(post, "claims", row, claim=None))
        for table in ("casualties", "mobilisation", "territory"):
            rows = _listed(answer, table)
            accepted[table] = [self._figure(post, table, row, accepted["claims"]) for row in rows]
        found = [one for rows in accepted.values() for one in rows]
        kept = [one for one in found if one is not None]
        kept.sort(key=lambda one: (one.span_start, list(_TABLES).index(one.table), one.span_end, one.record_id))
        return SecondReading(post=post, records=tuple(kept), refused_count=len(found) - len(kept))

    def _figure(self, post: Post, table: str, row: Any, claims: list[Record | None]) -> Record | None:
        number = row.get("claim") if isinstance(row, dict) else None
        if not isinstance(number, int) or not 0 <= number < len(claims):
            return None
        claim = claims[number]
        return self._record(post, table, row, claim=claim.record_id) if claim else None

    def _record(self, post: Post, table: str, row: Any, *, claim: str | None) -> Record | None:
        """A record that may count, None where a word of its evidence is not the post's or a value is none."""
        if not isinstance(row, dict) or not all(_stands(post.text, row.get(name)) for name in _COPIED):
            return None
        span = _span(post.text, row.get("evidence"))
        if span is None or not _is_sound(row):
            return None
        said = {name: value for name, value in row.items() if name in _asked(table)}
        try:
            return _adapter(table).validate_python({**said, **self._shared(post, table, row, span, claim)})
        except ValidationError:
            return None

    def _shared(
        self, post: Post, table: str, row: Mapping[str, Any], span: tuple[int, int], claim: str | None
    ) -> dict[str, Any]:
        start, end = span
        around = next(((first, last) for first, last in sentences(post.text) if first <= start < last), span)
        of_table: dict[str, Any] = {"attribution": (), "speaker_id": None} if table == "claims" else {
            "claim_id": claim, "place_id": None, "place_candidates": (), "geo_precision": "unknown", "subset_of": None,
        }  # fmt: skip
        return {
            **of_table,
            "record_id": _digest([self.name, post.post_id, table, claim, row])[:32], "post_id": post.post_id,
            "content_hash": post.content_hash, "span_start": start, "span_end": end, "quote": post.text[start:end],
            "sentence_start": around[0], "sentence_end": around[1], "lang": post.lang,
            "rule_id": f"second_reader.{table}", "annotator": self.name, "annotator_version": PROMPT_VERSION,
            "confidence": 0.0,
        }  # fmt: skip

    def _answer(self, post: Post) -> Any:
        question = self._question(post)
        key = hashlib.sha256(
            json.dumps([self.url, question], ensure_ascii=False).encode("utf-8", "replace")
        ).hexdigest()
        path = self.kept / key[:2] / f"{key}.json"
        if path.is_file():
            return json.loads(path.read_text(encoding="utf-8"))
        answer = self._ask(question)
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace"))
        return answer

    def _ask(self, question: Mapping[str, Any]) -> Any:
        said = ask_json(
            self.url, question, key=self.key, deadline_seconds=self.deadline_seconds, max_bytes=self.max_bytes
        )
        try:
            answer = json.loads(said["choices"][0]["message"]["content"])
        except (LookupError, TypeError, ValueError, RecursionError) as error:
            raise Unreachable(f"{self.url} did not answer with the records asked for.") from error
        if not isinstance(answer, dict):
            raise Unreachable(f"{self.url} did not answer with the records asked for.")
        return answer

    def _question(self, post: Post) -> dict[str, Any]:
        said = post.published_at or post.published_on or post.captured_at
        told = {"outlet": post.outlet, "language": post.lang, "published": said.isoformat() if said else None}
        return {
            "model": self.model,
            "temperature": 0,
            "messages": [
                {"role": "system", "content": _SYSTEM},
                {"role": "user", "content": f"{json.dumps(told)}\n\n{post.text}"},
            ],
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": f"records_{PROMPT_VERSION}", "schema": answer_schema()},
            },
        }


def _digest(values: list[Any]) -> str:
    words = json.dumps(values, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()


_COPIED = ("speaker_mention", "quantity_text", "place")


def _stands(text: str, words: Any) -> bool:
    return words is None or _span(text, words) is not None


def _span(text: str, words: Any) -> tuple[int, int] | None:
    """Where words stand in a text, typography aside; None where they do not."""
    if not isinstance(words, str) or not words.strip():
        return None
    looked_for = normalise(words.strip())
    start = normalise(text).find(looked_for)
    return (start, start + len(looked_for)) if start >= 0 else None


def _is_sound(row: Mapping[str, Any]) -> bool:
    """Whether its figure has words and bounds in order, and its polarity is one of two."""
    bounds = [row[name] for name in ("low", "best", "high") if row.get(name) is not None]
    try:
        is_ordered = bounds == sorted(bounds)
    except TypeError:
        return False
    return is_ordered and (not bounds or bool(row.get("quantity_text"))) and row.get("polarity") in (1, -1)


def _listed(answer: Any, table: str) -> Iterator[Any]:
    rows = answer.get(table)
    yield from rows if isinstance(rows, list) else ()


@cache
def _adapter(table: str) -> TypeAdapter[Record]:
    return TypeAdapter(_TABLES[table])


@cache
def _asked(table: str) -> tuple[str, ...]:
    return tuple(one.name for one in fields(_TABLES[table]) if one.name not in _NOT_ASKED)


@cache
def answer_schema() -> dict[str, Any]:
    """The JSON schema of an answer: for each table, the fields of the record contract that a reader can tell."""
    properties = {name: {"type": "array", "items": _row_schema(name)} for name in _TABLES}
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _row_schema(table: str) -> dict[str, Any]:
    whole = _adapter(table).json_schema()["properties"]
    asked: dict[str, Any] = {"evidence": {"type": "string"}}
    if table != "claims":
        asked["claim"] = {"type": "integer", "minimum": 0}
    asked.update({name: whole[name] for name in _asked(table)})
    return {"type": "object", "properties": asked, "required": list(asked), "additionalProperties": False}
