"""Noun phrases that may name a speaker: where they begin and end, what heads them, the name they hold."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from extractors.annotate.actors import ActorMention
from extractors.annotate.lexicon import Pack
from extractors.annotate.lexicon import pack as load_pack
from extractors.annotate.names import OF_WORDS, demonym_of, is_function_word, name_in
from extractors.annotate.peoples import people_at
from extractors.annotate.phrase_ends import phrase_end
from extractors.annotate.reading import Sentence, Token
from extractors.annotate.values import value


@value
class Phrase:
    """Tokens `first:last` of a sentence; `head` is the noun that says what it is, `kind` how the pack lists it."""

    first: int
    last: int
    head: str | None
    kind: str | None
    name: tuple[int, int] | None
    """Tokens of the person's name it holds."""
    actor: ActorMention | None
    demonym: tuple[str, str] | None
    is_governed: bool
    """Whether a preposition stands before it, so that it is no subject."""
    is_plural: bool
    is_feminine: bool | None
    is_definite: bool
    is_proper: bool = False
    """Whether it holds a proper name the gazetteer does not know ("DTEK", "Viorstka")."""
    role: tuple[int, int] | None = None
    """Tokens of the role beside a name, where written."""

    @property
    def is_speaker(self) -> bool:
        """Whether a person or institution is named."""
        return bool(self.kind or self.name or self.actor or self.demonym or self.is_proper)


def phrases(sentence: Sentence, pack: Pack) -> tuple[Phrase, ...]:
    """All phrases of a sentence outside its quotations, appositions joined, in text order."""
    found: list[Phrase] = []
    past = 0
    tokens = sentence.tokens
    openings = _openings(pack.lang)
    for at, token in enumerate(tokens):
        if at < past or not (token.is_capital or token.text in openings or _may_open(token)):
            continue
        one = phrase_at(sentence, pack, at)
        if one is not None:
            found.append(one)
            past = one.last
    return tuple(_join_appositions(found, tokens))


@lru_cache(maxsize=4)
def _openings(lang: str) -> frozenset[str]:
    """The words in small letters that a phrase may begin with."""
    pack = load_pack(lang)
    return pack.grammar["determiners"].union(pack.speaker_nouns, pack.compound_beginnings)


def _may_open(one: Token) -> bool:
    return demonym_of(one) is not None if one.is_word else one.text[0].isdigit()


def _is_adverbial(tokens: tuple[Token, ...], at: int) -> bool:
    """A case of "de son côté", "à son tour", "pour leur part"."""
    if tokens[at].text not in {"son", "sa", "leur", "ma"} or at + 1 == len(tokens):
        return False
    return tokens[at + 1].text in {"côté", "tour", "part"}


_PLATFORMS = frozenset(
    {"telegram", "x", "twitter", "facebook", "instagram", "whatsapp", "youtube", "linkedin", "vkontakte"}
)


def phrase_at(sentence: Sentence, pack: Pack, at: int) -> Phrase | None:
    """The phrase that begins at a token, appositions not joined."""
    tokens = sentence.tokens
    one = tokens[at]
    if one.is_quoted or not (one.is_word or one.text[0].isdigit()):
        return None
    starts = one.text in pack.grammar["determiners"] or one.is_capital or one.text in pack.speaker_nouns
    if not starts and one.text in pack.compound_beginnings and at + 1 < len(tokens):
        starts = f"{one.text} {tokens[at + 1].text}" in pack.speaker_nouns
    if not starts and demonym_of(one) is None and not one.text[0].isdigit():
        return None
    if _is_adverbial(tokens, at) or _is_platform(tokens, at) or (at < 2 and tokens[0].text == "côté"):
        return None
    if at and f"{tokens[at - 1].text} {one.text}" in pack.grammar["compounds"]:
        return None
    if one.is_capital and at == 0 and is_function_word(one.text, pack) and one.text not in pack.grammar["determiners"]:
        return None
    last = phrase_end(tokens, pack, at)
    if last == at or (last == at + 1 and one.text in pack.grammar["determiners"]):
        return None
    return _describe(sentence, pack, at, last)


def _is_platform(tokens: tuple[Token, ...], at: int) -> bool:
    """A case of "a écrit sur Telegram Volodymyr Zelensky": where it was written is no name."""
    return at > 0 and tokens[at].text in _PLATFORMS and tokens[at - 1].text in {"sur", "on", "via"}


def _describe(sentence: Sentence, pack: Pack, first: int, last: int) -> Phrase:
    tokens = sentence.tokens
    if sentence.actors:
        last = _actor_end(sentence, first, _metonym_end(sentence, pack, first, last))
    head, kind = _head(tokens, pack, first, last)
    start, end = tokens[first].start, tokens[last - 1].end
    inside = [one for one in sentence.actors if start <= one.start and one.end <= end]
    name = name_in(tokens, pack, first, last, inside)
    actor = _main_actor(inside, tokens, first, name, kind)
    people = _demonym(tokens, first, last)
    before = tokens[first - 1].text if first else ""
    opening = tokens[first].text
    plural = opening in {
        "les",
        "des",
        "ces",
        "ses",
        "leurs",
        "plusieurs",
        "certains",
        "certaines",
        "quelques",
        "deux",
        "trois",
        "d'autres",
    }
    feminine = (
        True
        if opening in {"la", "une", "cette", "sa"}
        else False
        if opening in {"le", "un", "ce", "cet", "son"}
        else None
    )
    return Phrase(
        first=first, last=last, head=head, kind=kind, name=name, actor=actor, demonym=people,
        is_governed=before in pack.grammar["prepositions"]
        or (opening in {"des", "du", "au", "aux"} and before not in {"", ","} and kind is None),
        is_plural=plural, is_feminine=feminine,
        is_definite=opening in {"le", "la", "l'", "les", "ce", "cet", "cette", "ces", "the", "this", "that", "these"},
    )  # fmt: skip


def _actor_end(sentence: Sentence, first: int, last: int) -> int:
    """A phrase holds the whole name it begins with: "l'Institut pour l'étude de la guerre"."""
    start, end = sentence.tokens[first].start, sentence.tokens[last - 1].end
    for one in sentence.actors:
        if start <= one.start <= start + 4 and one.end > end:
            return sentence.token_at(one.end - 1) + 1
    return last


def _metonym_end(sentence: Sentence, pack: Pack, first: int, last: int) -> int:
    """A phrase that begins with a government's name ends with it: "Washington | d'un déploiement"."""
    begin = first + 1 if sentence.tokens[first].text in _DETERMINERS and first + 1 < last else first
    for one in sentence.actors:
        if one.start not in {sentence.tokens[first].start, sentence.tokens[begin].start}:
            continue
        behind = sentence.token_at(one.end - 1) + 1
        if behind < len(sentence.tokens) and sentence.tokens[behind].text == "'s":
            continue
        if pack.lang == "en" and any(each.text in pack.speaker_nouns for each in sentence.tokens[behind:last]):
            continue
        if one.actor.kind in {"agency", "media"} and _is_told(sentence, first, behind):
            return min(last, behind)
        if one.is_metonym_place:
            return min(last, behind)
    return last


def _is_told(sentence: Sentence, first: int, behind: int) -> bool:
    """A case of "a déclaré à l'AFP | Ivan Popov": the agency is told, the name behind it speaks."""
    tokens = sentence.tokens
    leads = {one.text for one in tokens[max(0, first - 1) : first + 1]}
    return bool(leads & {"à", "au", "aux", "auprès"}) and behind < len(tokens) and tokens[behind].is_capital


def _head(tokens: tuple[Token, ...], pack: Pack, first: int, last: int) -> tuple[str | None, str | None]:
    """The first noun of the pack in the phrase, before any of-link that follows another noun."""
    for at, one in enumerate(tokens[first:last], first):
        word = one.text
        if word in OF_WORDS and at > first:
            return None, None
        for width in (3, 2) if word in pack.compound_beginnings else ():
            joined = " ".join(one.text for one in tokens[at : at + width]).replace("' ", "'")
            if at + width <= last and joined in pack.speaker_nouns:
                return joined, pack.speaker_nouns[joined]
        if word in pack.speaker_nouns and word not in pack.grammar["determiners"]:
            return word, pack.speaker_nouns[word]
        for part in word.split("-") if "-" in word else ():
            if part in pack.speaker_nouns and len(part) > 3:
                return part, pack.speaker_nouns[part]
    return None, None


def _main_actor(
    inside: list[ActorMention], tokens: tuple[Token, ...], first: int, name: tuple[int, int] | None, kind: str | None
) -> ActorMention | None:
    """The actor the phrase is about: a named person, else the one at its head; "le maire de Kiev" is not Kiev."""
    for one in inside:
        if one.actor.kind == "person":
            return one
    if name is not None:
        return None
    begin = (
        tokens[first + 1].start
        if tokens[first].text in _DETERMINERS and first + 1 < len(tokens)
        else tokens[first].start
    )
    for one in inside:
        if one.start <= begin and not any(
            token.text == "'s" and token.start == one.end for token in tokens[first : first + 6]
        ):
            return one
    if kind is None or kind == "person":
        return None
    offices = [one for one in inside if not one.is_metonym_place]
    return offices[0] if offices and offices[0].start <= begin else None


_DETERMINERS = frozenset({"le", "la", "l'", "les", "un", "une", "des", "the", "a", "an"})


def _demonym(tokens: tuple[Token, ...], first: int, last: int) -> tuple[str, str] | None:
    for at, one in enumerate(tokens[first:last], first):
        if one.text in {"à", "au", "aux", "auprès"}:
            return None
        people = people_at(tokens, at) if one.text in {"korean", "koreans"} else demonym_of(one)
        if people is not None:
            return people
    return None


def _join_appositions(found: list[Phrase], tokens: tuple[Token, ...]) -> list[Phrase]:
    """Join "X, role" and "role, X" where exactly one of the two bears the name."""
    merged: list[Phrase] = []
    for one in found:
        before = merged[-1] if merged else None
        if before is not None and _is_apposition(before, one, tokens):
            merged[-1] = joined(before, one)
        else:
            role = _role(one)
            merged.append(one if role == one.role else replace(one, role=role))
    return merged


def _is_apposition(before: Phrase, one: Phrase, tokens: tuple[Token, ...]) -> bool:
    between = [token.text for token in tokens[before.last : one.first] if not token.is_quoted and token.text != '"']
    if between not in ([","], [",", "soit"], ["("], [","]) or one.is_governed:
        return False
    if before.name is not None and one.name is not None:
        return False
    if before.name is None and one.name is None:
        return False
    role, name = (before, one) if one.name is not None else (one, before)
    if role.kind not in {"person", "anonymous", "collective", "document", None} and name is one:
        return False
    if role.kind not in {"person", "anonymous"}:
        return False
    return not (name is one and (role.is_plural or one.role is not None))


def joined(before: Phrase, one: Phrase) -> Phrase:
    """One phrase of a role and a name that stand side by side."""
    named, role = (before, one) if before.name is not None else (one, before)
    return replace(
        before, last=one.last, head=role.head or named.head, kind="person", name=named.name,
        actor=named.actor if named.actor is not None else None, demonym=role.demonym or named.demonym,
        role=(role.first, role.last), is_definite=True,
    )  # fmt: skip


def _role(one: Phrase) -> tuple[int, int] | None:
    if one.name is None or one.kind is None:
        return None
    first, last = one.name
    if first - one.first > 1:
        return one.first, first
    return (last, one.last) if one.last - last > 1 else None
