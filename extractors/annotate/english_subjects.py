"""English subjects: what stands before a cue verb and speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.annotate.cue_words import Cue
from extractors.annotate.english_order import bars_inversion
from extractors.annotate.lexicon import Pack
from extractors.annotate.phrases import Phrase
from extractors.annotate.reading import Sentence, Token


def is_barred(sentence: Sentence, cue: Cue, found: Sequence[Phrase]) -> bool:
    """Whether a cue of an English sentence cannot have its subject behind it."""
    before = sentence.tokens[cue.first - 1]
    has_subject = any(one.last == cue.first - 1 and _may_speak(one) and not one.is_governed for one in found)
    return bars_inversion(sentence, cue, before.is_quoted or before.text == '"', before.text == "," and has_subject)


def ends_named(found: Sequence[Phrase], at: int, pack: Pack) -> bool:
    """A case of "the governor, Jan Novak, said": a named subject right before the comma."""
    is_enough = pack.lang == "en"
    return any(
        one.last == at and one.name is not None and (bool(one.role) or (is_enough and not one.is_governed))
        for one in found
    )


def seated(tokens: Sequence[Token], place: Phrase, found: Sequence[Phrase]) -> Phrase | None:
    """A case of "the defence ministry in Moscow": the institution before the place it sits in."""
    if tokens[place.first - 1].text not in {"in", "at", "for"}:
        return None
    seat = next((one for one in found if one.last == place.first - 1 and one.kind and not one.is_governed), None)
    return replace(seat, last=place.last) if seat is not None else None


def _may_speak(one: Phrase) -> bool:
    """A named speaker, or one that opens its sentence; "three firefighters, said X" do not."""
    return one.is_speaker and (one.name is not None or one.actor is not None or one.first == 0)
