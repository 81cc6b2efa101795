"""Names of persons inside a noun phrase."""

from __future__ import annotations

from extractors.annotate.actors import ActorMention, demonym
from extractors.annotate.lexicon import Pack
from extractors.annotate.reading import Token

OF_WORDS = frozenset({"de", "d'", "du", "des", "of"})


_GOVERNING = OF_WORDS | {"à", "en", "au", "aux", "'s"}
_PARTICLES = frozenset({"von", "van", "der", "den", "de", "di", "da", "al", "el", "ben", "bin", "le", "la", "du", "d'"})


_INSTITUTIONS = frozenset(
    {"ministry", "government", "military", "igo", "ngo", "court", "security_service", "media", "collective",
     "military_unit", "document"}
)  # fmt: skip
_OFFICES = frozenset(
    {"défense", "intérieur", "affaires", "étrangères", "justice", "nations", "maison", "états-unis", "defence",
     "defense", "foreign", "interior"}
)  # fmt: skip


def is_function_word(text: str, pack: Pack) -> bool:
    """Whether a word belongs to a closed class that begins no name."""
    return (
        text in pack.grammar["prepositions"] or text in pack.grammar["conjunctions"] or text in pack.grammar["clitics"]
    )


def demonym_of(one: Token) -> tuple[str, str] | None:
    """Country and side of a token that is an adjective or name of a people."""
    return demonym(one.text) if one.is_word and len(one.text) > 3 else None


def name_in(
    tokens: tuple[Token, ...], pack: Pack, first: int, last: int, inside: list[ActorMention]
) -> tuple[int, int] | None:
    """The run of capitalised words that is a person's name: an actor of kind person, else two or more capitals."""
    for one in inside:
        if one.actor.kind == "person" and tokens[first].start <= one.start:
            begin = next(at for at in range(first, last) if tokens[at].end > one.start)
            end = next((at + 1 for at in range(begin, last) if tokens[at].end >= one.end), last)
            while begin > first and is_name_word(tokens[begin - 1], pack):
                begin -= 1
            while end < last and is_name_word(tokens[end], pack):
                end += 1
            return _without_title(tokens, pack, begin, end)
    at = first
    while at < last:
        if not tokens[at].is_capital:
            at += 1
            continue
        end = at
        while end < last and (
            is_name_word(tokens[end], pack)
            or (
                end > at
                and tokens[end].text in _PARTICLES
                and end + 1 < last
                and (tokens[end + 1].is_capital or tokens[end + 1].text in _PARTICLES)
                and tokens[end].text not in {"de", "du", "d'", "la", "le"}
            )
            or (tokens[end].text == "." and end > at and len(tokens[end - 1].text) == 1)
        ):
            end += 1
        if end > at and not any(one.start < tokens[end - 1].end and tokens[at].start < one.end for one in inside):
            before = tokens[at - 1].text if at > first else ""
            is_titled = before in pack.grammar["titles"] or (before in {"m", "mme", "."} and at > first)
            if before not in _GOVERNING and (
                end - at >= 2
                or is_titled
                or (before in pack.speaker_nouns and pack.speaker_nouns[before] == "person")
                or _follows_demonym(tokens, pack, first, at)
            ):
                return _without_title(tokens, pack, at, end)
        at = max(end, at + 1)
    return None


def _follows_demonym(tokens: tuple[Token, ...], pack: Pack, first: int, at: int) -> bool:
    return (
        at > first + 1
        and demonym_of(tokens[at - 1]) is not None
        and pack.speaker_nouns.get(tokens[at - 2].text) == "person"
    )


def is_name_word(one: Token, pack: Pack) -> bool:
    """Whether a token may be part of a name."""
    return (
        one.is_capital and one.is_word and one.text not in pack.grammar["determiners"]
        and not is_function_word(one.text, pack) and pack.speaker_nouns.get(one.text) not in _INSTITUTIONS
        and one.text not in _OFFICES
    )  # fmt: skip


def _without_title(tokens: tuple[Token, ...], pack: Pack, begin: int, end: int) -> tuple[int, int] | None:
    if begin + 1 < end and tokens[begin].text in {"north", "south"} and tokens[begin + 1].text in {"korean", "koreans"}:
        begin += 2
    while begin < end and (
        tokens[begin].text in pack.grammar["titles"]
        or tokens[begin].text in pack.speaker_nouns
        or tokens[begin].text == "."
        or demonym_of(tokens[begin]) is not None
    ):
        begin += 1
    return (begin, end) if begin < end else None
