"""Country and side of a speaker the gazetteer does not name: by adjective, role, place and the rest of the post."""

from __future__ import annotations

from collections import Counter

from extractors.annotate.actors import demonym, side_of
from extractors.annotate.memory import Memory
from extractors.annotate.phrases import Phrase
from extractors.annotate.reading import Sentence
from extractors.annotate.words import word_list
from extractors.model import Side

_PRESS = frozenset(
    {
        "media",
        "newspaper",
        "broadcaster",
        "news agency",
        "outlet",
        "outlets",
        "daily",
        "magazine",
        "tabloid",
        "state media",
        "state news agency",
        "state television",
        "state tv",
        "state broadcaster",
    }
)


def side_of_speaker(phrase: Phrase, sentence: Sentence, memory: Memory) -> tuple[str | None, Side]:
    """Country and side by the actor, the demonym, the words that tell a side, the place governed, then the post."""
    if phrase.kind == "media" and phrase.head in _PRESS:
        country = phrase.demonym[0] if phrase.demonym is not None else None
        return country or (phrase.actor.actor.country if phrase.actor is not None else None), "MEDIA"
    if phrase.actor is not None:
        return phrase.actor.actor.country, phrase.actor.actor.side
    written = [one.text for one in sentence.tokens[phrase.first : phrase.last]]
    told = _told_side(" ".join(written), memory.reading.pack.lang)
    if told is not None:
        return told
    named = _neutral_inside(phrase, sentence) or _people(phrase)
    named = named or _possessor(written, phrase, sentence, memory) or _house(phrase, sentence)
    if named is not None:
        return named
    start, end = sentence.tokens[phrase.first].start, sentence.tokens[phrase.last - 1].end
    inside = [one for one in sentence.actors if start <= one.start and one.end <= end and one.actor.kind != "person"]
    if inside:
        return inside[0].actor.country, inside[0].actor.side
    place = [one for one in sentence.places if start <= one.start and one.end <= end and one.candidates]
    if place and place[0].candidates[0].country:
        return place[0].candidates[0].country, side_of(place[0].candidates[0].country)
    if phrase.kind == "media":
        return None, "MEDIA"
    if phrase.head in {"expert", "experte", "experts", "analyste", "analystes", "institut", "chercheur", "spécialiste"}:
        return None, "NEUTRAL"
    return (
        _numbered(phrase, written)
        or _camp(sentence)
        or _of_opener(phrase, sentence)
        or _same_camp(phrase, written, memory)
        or (_seen_before(memory, sentence) if phrase.head in _LOCAL else None)
        or local_side(memory, sentence)
    )


def _people(phrase: Phrase) -> tuple[str | None, Side] | None:
    return None if phrase.demonym is None else (phrase.demonym[0], _as_side(phrase.demonym[1]))


def _neutral_inside(phrase: Phrase, sentence: Sentence) -> tuple[str | None, Side] | None:
    """A case of "l'institut américain CSIS": an independent body, whatever its country."""
    start, end = sentence.tokens[phrase.first].start, sentence.tokens[phrase.last - 1].end
    for one in sentence.actors:
        if start < one.start and one.end <= end and one.actor.side == "NEUTRAL" and one.actor.kind in {"ngo", "agency"}:
            return one.actor.country, one.actor.side
    return None


_WITHIN = frozenset({"à", "au", "aux", "du", "de", "des", "d'", "la", "le", "l'", "dans", "chez", "auprès", "proche",
                     "proches", "sein"})  # fmt: skip


def _house(phrase: Phrase, sentence: Sentence) -> tuple[str | None, Side] | None:
    """A case of "une source au sein du SBU", "un officier à l'état-major de Kiev": of the body behind."""
    tokens = sentence.tokens
    at = phrase.last
    while at < len(tokens) and at - phrase.last < _REACH and tokens[at].text in _WITHIN:
        at += 1
    if at in {phrase.last, len(tokens)} or (phrase.kind != "anonymous" and tokens[at].is_capital):
        return None
    found = next((one.actor for one in sentence.actors if one.start == tokens[at].start), None)
    is_body = found is not None and found.kind not in {"person", "media", "agency"}
    return (found.country, found.side) if found is not None and is_body else None


_REACH = 5


def _numbered(phrase: Phrase, written: list[str]) -> tuple[str | None, Side] | None:
    """A brigade that speaks by its number alone is Ukrainian: Russian units do not report to foreign newsrooms.

    So are its soldiers: "un tireur de la 47e brigade".
    """
    is_unit = phrase.kind == "military_unit" or not _UNITS.isdisjoint(written)
    return ("UA", "UKR") if is_unit and any(word[0].isdigit() for word in written) else None


_VOICES = frozenset(
    {"spokesperson", "spokesman", "spokeswoman", "porte-parole", "portes-parole", "ministre", "secrétaire", "minister",
     "secretary", "premier ministre", "prime minister", "présidente", "président", "vice-président"}
)  # fmt: skip
_STAFFS = frozenset(
    {"ministère", "défense", "état-major", "commandement", "ministry", "command", "military", "general staff"}
)


def _same_camp(phrase: Phrase, written: list[str], memory: Memory) -> tuple[str | None, Side] | None:
    """A case of "a rapporté le ministère": of the side at war that has just spoken."""
    if phrase.head not in _STAFFS or len(written) > _BARE or not memory.speakers:
        return None
    if phrase.head == "état-major" and not any(one.head == "état-major" for one in memory.speakers):
        return "UA", "UKR"
    last = memory.speakers[-1]
    return (last.country, last.side) if last.side in {"UKR", "RUS"} else None


_BARE = 2
_UNITS = frozenset({"brigade", "régiment", "bataillon", "division", "corps", "regiment", "battalion"})


def _of_opener(phrase: Phrase, sentence: Sentence) -> tuple[str | None, Side] | None:
    """A case of "Downing Street declined, but a spokesperson insisted": whose voice it is opens the sentence."""
    if phrase.head not in _VOICES or not sentence.actors:
        return None
    first = sentence.actors[0]
    is_opener = sentence.token_at(first.start) <= 1 and first.actor.country is not None
    return (first.actor.country, first.actor.side) if is_opener else None


def _camp(sentence: Sentence) -> tuple[str | None, Side] | None:
    """A case of "côté russe", "de source russe": the camp a sentence opens with."""
    if sentence.tokens and sentence.tokens[0].text == "à":
        seat = next((one for one in sentence.actors if one.is_metonym_place), None)
        if seat is not None and sentence.token_at(seat.start) == 1:
            return seat.actor.country, seat.actor.side
    for at, one in enumerate(sentence.tokens[:-1]):
        if one.text in {"côté", "camp"}:
            found = demonym(sentence.tokens[at + 1].text)
            if found is not None:
                return found[0], _as_side(found[1])
    return None


def _possessor(
    written: list[str], phrase: Phrase, sentence: Sentence, memory: Memory
) -> tuple[str | None, Side] | None:
    """A case of "son ministre": of the state the sentence is about, else of the last speaker."""
    if written[-2:] == ["du", "pays"] and memory.speakers:
        return memory.speakers[-1].country, memory.speakers[-1].side
    if not {"son", "sa", "leur", "ses", "its"}.intersection(written[:1] + written[-8:]):
        return None
    start = sentence.tokens[phrase.first].start
    for one in sentence.actors:
        if one.end <= start and (one.is_metonym_place or one.actor.kind in {"igo", "government", "person"}):
            return one.actor.country, one.actor.side
    ahead = [demonym(one.text) for one in reversed(sentence.tokens[: phrase.first]) if len(one.text) > _SHORT]
    people = next((one for one in ahead if one is not None), None)
    if people is not None:
        return people[0], _as_side(people[1])
    return (memory.speakers[-1].country, memory.speakers[-1].side) if memory.speakers else None


_SHORT = 3


def _as_side(side: str) -> Side:
    return side  # type: ignore[return-value]


def _told_side(words: str, lang: str) -> tuple[str | None, Side] | None:
    for row in word_list("sides", lang)["told"]:
        if any(map(words.__contains__, row["words"])):
            return row.get("country"), row["side"]
    return None


def local_side(memory: Memory, sentence: Sentence) -> tuple[str | None, Side]:
    """The side of a local authority: who holds the place of the sentence, else of the post."""
    near = _place_country(sentence) or _named_country(sentence)
    if near is None:
        named = [one.country for one in memory.speakers[-2:] if one.country in {"UA", "RU"}]
        near = named[-1] if named else None
    if near is None:
        counts: Counter[str] = Counter()
        for one in memory.reading.sentences:
            country = _place_country(one)
            if country is not None:
                counts[country] += 1
        near = counts.most_common(1)[0][0] if counts else None
    if near is None:
        listed = Counter(
            each.actor.country
            for one in memory.reading.sentences
            for each in one.actors
            if each.actor.country in {"UA", "RU"}
        )
        near = listed.most_common(1)[0][0] if listed else None
    if near is None:
        named = [one.country for one in memory.speakers if one.country]
        near = named[-1] if named else None
    return (near, side_of(near)) if near else (None, "UNKNOWN")


_LOCAL = frozenset(
    {
        "mairie",
        "maire",
        "municipalité",
        "parquet",
        "pompiers",
        "secours",
        "police",
        "hôpital",
        "procureur",
        "procureure",
    }
)


def _seen_before(memory: Memory, sentence: Sentence) -> tuple[str | None, Side] | None:
    """A local body is of the town that the post has named, whoever spoke last."""
    for one in memory.reading.sentences[: sentence.index + 1][::-1]:
        country = _place_country(one)
        if country is not None:
            return country, side_of(country)
    return None


def _named_country(sentence: Sentence) -> str | None:
    """The country of a person the sentence names beside the speaker: generals report to their own president."""
    for one in sentence.actors:
        if one.actor.kind == "person" and one.actor.country in {"UA", "RU"}:
            return one.actor.country
    return None


_BORDERING = frozenset({"UA", "RU", "PL", "BY", "RO", "MD", "EE", "LV", "LT", "FI", "NO", "DK"})
"""States whose own authorities speak of what comes over their border."""


def _place_country(sentence: Sentence) -> str | None:
    metonyms = {(one.start, one.end) for one in sentence.actors if one.is_metonym_place}
    for one in sentence.places:
        if one.candidates and (one.start, one.end) not in metonyms and one.candidates[0].country in _BORDERING:
            return one.candidates[0].country
    return None
