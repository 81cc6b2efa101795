"""Who has spoken in a post so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.annotate.reading import Reading
from extractors.annotate.values import value
from extractors.model import Side, SpeakerKind, SpeakerResolution


@value
class Speaker:
    """Who made a claim, as the contract wants it; `start`/`end` are the words that name the speaker here."""

    name: str
    mention: str
    start: int
    end: int
    speaker_id: str | None = None
    role: str | None = None
    kind: SpeakerKind = "person"
    resolution: SpeakerResolution = "explicit"
    country: str | None = None
    side: Side = "UNKNOWN"
    head: str | None = None
    is_plural: bool = False
    is_feminine: bool | None = None
    is_document: bool = False


@dataclass
class Memory:
    """The speakers a post has named so far, latest last, and the subjects that did not speak."""

    reading: Reading
    speakers: list[Speaker] = field(default_factory=list)
    latest: Speaker | None = None
    """The last person named, speaking or not."""

    def remember(self, one: Speaker) -> None:
        """Note a speaker as the latest."""
        self.speakers.append(one)
