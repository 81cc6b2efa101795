"""From a phrase or pronoun to a speaker: name, kind, country, side, with what the post said of it before."""

from __future__ import annotations

from dataclasses import replace

from extractors.annotate.attribution import Attribution
from extractors.annotate.memory import Memory, Speaker
from extractors.annotate.phrases import Phrase
from extractors.annotate.reading import Sentence
from extractors.annotate.sides import side_of_speaker
from extractors.annotate.units import unit_before
from extractors.model import SpeakerKind, SpeakerResolution
from extractors.text import fold

_LOCAL_KINDS = frozenset({"court", "security_service", "government", "military", "military_unit", "person", "ministry"})


_BARE = 2
_ORGANISATIONS = frozenset(
    {"organisation", "institut", "agence", "ong", "quotidien", "journal", "groupe", "site", "média", "chaîne",
     "alliance", "think tank", "ministère", "organization", "institute", "agency", "newspaper", "channel", "group",
     "ministry"}
)  # fmt: skip
_GENERIC = frozenset(
    {"chef", "cheffe", "responsable", "dirigeant", "dirigeante", "patron", "patronne", "homme", "leader", "numéro"}
)


def resolve(one: Attribution, sentence: Sentence, memory: Memory) -> Speaker | None:
    """The speaker of an attribution, None where nobody can be named."""
    if one.pronoun is not None:
        return _from_pronoun(one, memory)
    if one.phrase is None:
        return None
    speaker = describe(one.phrase, sentence, memory)
    if speaker is not None and one.second is not None:
        speaker = _pair(speaker, describe(one.second, sentence, memory), is_before=one.frame == "subject")
    return speaker


def _pair(first: Speaker, second: Speaker | None, *, is_before: bool) -> Speaker:
    if second is None:
        return first
    leading, other = (second, first) if is_before else (first, second)
    return replace(
        leading, name=f"{leading.name} et {other.name}", mention=leading.mention, is_plural=True, speaker_id=None,
        resolution="collective" if leading.country != other.country else leading.resolution,
    )  # fmt: skip


def _from_pronoun(one: Attribution, memory: Memory) -> Speaker | None:
    if one.pronoun is None:
        return None
    word = one.pronoun_word or one.pronoun.text
    is_plural = word in {"ils", "elles", "ceux-ci", "celles-ci", "they"} or word.startswith(("l'un ", "l'une "))
    found = _antecedent(
        memory,
        is_plural=is_plural,
        is_feminine={"elle": True, "elles": True, "she": True}.get(word, False if word in {"il", "he"} else None),
    )
    if found is None:
        return None
    resolution: SpeakerResolution = "coreference" if found.kind != "anonymous" else "anonymous"
    return replace(
        found,
        mention=memory.reading.post.text[one.pronoun.start : one.pronoun.end],
        start=one.pronoun.start,
        end=one.pronoun.end,
        resolution=resolution,
    )


def _antecedent(memory: Memory, *, is_plural: bool, is_feminine: bool | None) -> Speaker | None:
    for strict in (True, False):
        for one in reversed(memory.speakers):
            if one.is_document and strict:
                continue
            if one.is_plural != is_plural and strict:
                continue
            if strict and is_feminine is not None and one.is_feminine is not None and one.is_feminine != is_feminine:
                continue
            return one
    return None


_COUNTS = frozenset(
    {
        "décompte",
        "calculs",
        "estimations",
        "estimation",
        "bilan",
        "chiffres",
        "données",
        "informations",
        "comptage",
        "analyse",
        "analyses",
        "cartes",
        "carte",
        "relevés",
        "évaluation",
        "évaluations",
        "projections",
        "recensement",
        "statistiques",
        "figures",
        "data",
        "tally",
    }
)


def describe(phrase: Phrase, sentence: Sentence, memory: Memory) -> Speaker | None:
    """The speaker a phrase names by itself."""
    phrase = _author(phrase, sentence)
    known = (
        _earlier(phrase, sentence, memory)
        or _by_surname(phrase, sentence, memory)
        or unit_before(phrase, sentence, memory)
    )
    if known is not None:
        return known
    text = memory.reading.post.text
    tokens = sentence.tokens
    start, end = tokens[phrase.first].start, tokens[phrase.last - 1].end
    actor = phrase.actor.actor if phrase.actor is not None else None
    name = _display(phrase, sentence, text)
    if not name:
        return None
    role = text[tokens[phrase.role[0]].start : tokens[phrase.role[1] - 1].end] if phrase.role else None
    kind = _kind(phrase, actor.kind if actor else None)
    country, side = side_of_speaker(phrase, sentence, memory)
    return Speaker(
        name=name, mention=text[start:end], start=start, end=end, speaker_id=actor.actor_id if actor else None,
        role=role or (actor.role if actor and phrase.name else None), kind=kind,
        resolution=_resolution(phrase, kind), country=country, side=side, head=phrase.head,
        is_plural=phrase.is_plural, is_feminine=phrase.is_feminine, is_document=phrase.kind == "document",
    )  # fmt: skip


def _author(phrase: Phrase, sentence: Sentence) -> Phrase:
    """Of "le décompte de l'AFP" the AFP speaks."""
    if phrase.head not in _COUNTS:
        return phrase
    tokens = sentence.tokens
    for one in sentence.actors:
        first = sentence.token_at(one.start)
        if phrase.first < first < phrase.last and tokens[first - 1].text in {
            "l'",
            "de",
            "d'",
            "du",
            "la",
            "des",
            "of",
            "the",
        }:
            last = min(phrase.last, sentence.token_at(one.end - 1) + 1)
            return replace(phrase, first=first, last=last, head=None, kind=None, actor=one, demonym=None)
        if 0 <= first - phrase.last < _BY and "par" in {each.text for each in tokens[phrase.last - 1 : first]}:
            last = sentence.token_at(one.end - 1) + 1
            return replace(phrase, first=first, last=last, head=None, kind=None, actor=one, demonym=None)
    return phrase


_BY = 4


def _earlier(phrase: Phrase, sentence: Sentence, memory: Memory) -> Speaker | None:
    """A description that takes up an earlier speaker: "le porte-parole", "le ministre", "la même source", a surname."""
    text = memory.reading.post.text
    start, end = sentence.tokens[phrase.first].start, sentence.tokens[phrase.last - 1].end
    if phrase.name is not None:
        return _same_person(phrase, sentence, memory, start, end)
    words = [one.text for one in sentence.tokens[phrase.first : phrase.last]]
    if not phrase.is_definite or not words:
        return None
    found = _taken_up(phrase, sentence, memory, words)
    if found is None:
        return None
    return replace(
        found,
        mention=text[start:end],
        start=start,
        end=end,
        resolution="anonymous" if found.kind == "anonymous" else "coreference",
    )


def _taken_up(phrase: Phrase, sentence: Sentence, memory: Memory, words: list[str]) -> Speaker | None:
    """The earlier speaker a definite description stands for."""
    earlier = memory.speakers[::-1]
    if words[-1] in {"dernier", "dernière", "latter"}:
        return memory.latest or next(iter(earlier), None)
    if words[-1] in {"intéressé", "intéressée"}:
        return next((one for one in earlier if one.kind == "person"), None) or next(iter(earlier), memory.latest)
    if "même" in words or words[-1] in {"derniers", "dernières"}:
        return next(iter(earlier), None)
    if phrase.demonym is not None and phrase.kind is None and not phrase.is_plural and len(words) <= _BARE:
        return next((one for one in earlier if _is_national(one, phrase.demonym[0])), None)
    return _described(phrase, sentence, words, earlier)


def _described(phrase: Phrase, sentence: Sentence, words: list[str], earlier: list[Speaker]) -> Speaker | None:
    """The earlier speaker that a noun of its kind stands for: "ce ministère", "l'organisation", "le gouverneur"."""
    if words[0] in _THESE and phrase.kind == "anonymous" and phrase.demonym is None:
        return next((one for one in earlier if one.kind in {"anonymous", "collective"}), None)
    if words[0] in _THESE and phrase.kind in {"ngo", "media", "government", "military", "igo"}:
        return next((one for one in earlier if one.kind != "person"), None)
    if phrase.actor is not None:
        return None
    if phrase.kind == "ngo" and not phrase.is_plural:
        countries = {None, phrase.demonym[0]} if phrase.demonym is not None else None
        return next((one for one in earlier if one.kind == "ngo" and (not countries or one.country in countries)), None)
    if len(words) <= _BARE and phrase.demonym is None and phrase.head in _ORGANISATIONS and not _names_camp(sentence):
        is_ministry = phrase.head in {"ministère", "ministry"}
        kinds = {"ministry"} if is_ministry and any(one.kind == "ministry" for one in earlier) else None
        if is_ministry and kinds is None:
            return None
        return next((one for one in earlier if one.kind not in {"person", "newsroom"}), None)
    if phrase.kind != "person":
        return None
    fitting = next((one for one in earlier if _fits(one, phrase, words)), None)
    is_short = len(words) <= _BARE + 1 and not {"de", "du", "des", "d'", "à", "en"}.intersection(words)
    return fitting or (next((one for one in earlier if _may_be(one, phrase)), None) if is_short else None)


_THESE = frozenset({"ce", "cet", "cette", "ces", "this"})


def _names_camp(sentence: Sentence) -> bool:
    return any(one.text == "côté" for one in sentence.tokens)


def _is_national(one: Speaker, country: str) -> bool:
    """Whether "le Néerlandais" may be a person named before: of that country, or of none ("secrétaire général")."""
    return one.kind == "person" and not one.is_plural and one.country in {country, None}


def _may_be(one: Speaker, phrase: Phrase) -> bool:
    """Whether a person named without an office may be the one a bare office takes up: "le porte-parole"."""
    is_open = one.kind == "person" and not one.role and one.head is None and not one.is_plural
    return is_open and not phrase.is_plural and phrase.demonym is None


_OFFICES: dict[str, tuple[str, ...]] = {
    "diplomatie": ("affaires etrangeres", "diplom", "secretaire d'etat", "foreign"),
    "cabinet": ("cabinet", "administration presidentielle", "bureau"),
    "armee": ("armee", "chef", "commandant", "general", "etat-major"),
    "renseignement": ("renseignement", "espion", "intelligence"),
    "gouvernement": ("premier ministre", "chancelier", "president du conseil", "prime"),
    "etat-major": ("etat-major", "chef", "general"),
    "otan": ("otan", "alliance", "nato"),
    "onu": ("onu", "nations unies"),
    "aiea": ("aiea", "atomique"),
}


def _complement_fits(role: str, written: list[str]) -> bool:
    """Whether "le chef de X" may be somebody whose office is known: X must be his."""
    named = [_OFFICES[fold(word)] for word in written if fold(word) in _OFFICES]
    return not role or not named or any(one in role for one in named[0])


def _fits(one: Speaker, phrase: Phrase, written: list[str]) -> bool:
    if one.kind != "person" or one.is_plural or phrase.is_plural:
        return False
    if phrase.demonym is not None and one.country is not None and phrase.demonym[0] != one.country:
        return False
    role = fold(one.role or "")
    if phrase.head in _GENERIC:
        return _complement_fits(role, written)
    return phrase.head is not None and (fold(phrase.head) in role or phrase.head == one.head)


def _by_surname(phrase: Phrase, sentence: Sentence, memory: Memory) -> Speaker | None:
    """A person named in full before and by the surname alone here."""
    one = sentence.tokens[phrase.first]
    if phrase.last - phrase.first != 1 or phrase.actor is not None or not one.is_capital:
        return None
    people = (each for each in reversed(memory.speakers) if each.kind == "person")
    found = next((each for each in people if each.name.lower().split()[-1] == one.text), None)
    if found is None:
        return None
    mention = memory.reading.post.text[one.start : one.end]
    return replace(found, mention=mention, start=one.start, end=one.end, resolution="coreference")


def _same_person(phrase: Phrase, sentence: Sentence, memory: Memory, start: int, end: int) -> Speaker | None:
    if phrase.name is None:
        return None
    text = memory.reading.post.text
    surname = sentence.tokens[phrase.name[1] - 1].text
    for one in reversed(memory.speakers):
        if (
            one.kind == "person"
            and one.name.lower().split()[-1] == surname
            and len(one.name.split()) > phrase.name[1] - phrase.name[0]
        ):
            return replace(one, mention=text[start:end], start=start, end=end, resolution="explicit")
    return None


def _display(phrase: Phrase, sentence: Sentence, text: str) -> str:
    tokens = sentence.tokens
    first, last = phrase.name if phrase.name is not None else (phrase.first, phrase.last)
    if phrase.name is None:
        while first < last and tokens[first].text in _LEADING:
            first += 1
    return text[tokens[first].start : tokens[last - 1].end] if first < last else ""


_LEADING = frozenset(
    {
        "le",
        "la",
        "l'",
        "les",
        "un",
        "une",
        "des",
        "ce",
        "cet",
        "cette",
        "ces",
        "son",
        "sa",
        "ses",
        "leur",
        "leurs",
        "the",
        "a",
        "an",
        "its",
        "his",
        "her",
        "their",
    }
)


_KINDS = frozenset(
    {
        "person",
        "government",
        "ministry",
        "military",
        "military_unit",
        "igo",
        "ngo",
        "media",
        "agency",
        "court",
        "security_service",
        "anonymous",
        "collective",
    }
)


def _kind(phrase: Phrase, of_actor: SpeakerKind | None) -> SpeakerKind:
    if phrase.name is not None:
        return "person"
    if of_actor is not None:
        return of_actor
    if phrase.kind == "document":
        return "government"
    if phrase.kind == "person" and (phrase.is_plural or not phrase.is_definite):
        return "collective" if phrase.is_plural else "anonymous"
    if phrase.kind in _KINDS:
        return phrase.kind  # type: ignore[return-value]
    return "collective" if phrase.demonym else "anonymous"


def _resolution(phrase: Phrase, kind: SpeakerKind) -> SpeakerResolution:
    if phrase.name is not None:
        return "explicit"
    if phrase.actor is not None and phrase.actor.is_metonym_place:
        return "metonym"
    if kind == "anonymous":
        return "anonymous"
    return "collective" if kind == "collective" else "explicit"
