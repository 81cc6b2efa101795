"""Where a noun phrase ends: at verbs, clauses, foreign prepositions and signs."""

from __future__ import annotations

from functools import lru_cache

from extractors.annotate.english_order import is_plural_present
from extractors.annotate.lexicon import Pack
from extractors.annotate.lexicon import pack as load_pack
from extractors.annotate.names import OF_WORDS
from extractors.annotate.reading import Token

_LONGEST = 16


_AT = frozenset({"à", "au", "aux", "en", "pour", "chargé", "chargée", "auprès", "près", "for", "to", "in"})


_PLURALS = frozenset({"les", "des", "aux", "ces"})
_ARTICLES = frozenset({"le", "la", "l'", "les", "the"})


def phrase_end(tokens: tuple[Token, ...], pack: Pack, first: int) -> int:
    """The end of the phrase that begins at `first`: stops at verbs, clauses, foreign prepositions and signs."""
    at = first
    takes_at = False
    telling = _telling(pack.lang)
    while at < len(tokens) and at - first < _LONGEST:
        one = tokens[at]
        word = one.text
        if at > first and word not in telling and _only_goes_on(one, pack):
            at += 1
            continue
        if one.is_quoted and not tokens[first].is_quoted:
            break
        if word in pack.grammar["opaque_links"]:
            takes_at = True
        width = _fixed_width(tokens, at) if word in _FIXED_BEGIN else 0
        if width or (word == "à" and _is_seat(tokens, pack, first, at)):
            at += width or 2
            continue
        if word in OF_WORDS or (takes_at and word in _AT):
            if not _continues(tokens, pack, at + 1) or (
                word not in OF_WORDS
                and tokens[at - 1].is_capital
                and tokens[at - 1].text != "état"
                and pack.lang != "en"
            ):
                break
        elif not (word in _INITIALS and _is_initial(tokens, first, at)) and _breaks(tokens, pack, first, at):
            break
        at += 1
    while at > first and tokens[at - 1].text in _DANGLING:
        at -= 1
    return at


_DANGLING = OF_WORDS | _AT | _ARTICLES


def _only_goes_on(one: Token, pack: Pack) -> bool:
    """Whether a token inside a phrase is a plain noun or adjective, so that no rule of its end asks for it."""
    is_plain = one.is_word and not one.is_capital and not one.is_quoted and "-" not in one.text
    return is_plain and pack.lang != "en" and one.text not in pack.forms


_FIXED = (("en", "chef"), ("par", "intérim"), ("en", "exil"), ("à", "la", "retraite"), ("en", "retraite"))


_FIXED_BEGIN = frozenset(words[0] for words in _FIXED)


def _fixed_width(tokens: tuple[Token, ...], at: int) -> int:
    """How many tokens of a fixed addition to a title begin here: "en chef", "par intérim"."""
    for words in _FIXED:
        if tuple(one.text for one in tokens[at : at + len(words)]) == words:
            return len(words)
    return 0


_INITIALS = frozenset({"'s", "&", "."})


def _is_initial(tokens: tuple[Token, ...], first: int, at: int) -> bool:
    """A possessive, or the point behind an initial or title."""
    one = tokens[at]
    if one.text == "'s":
        return True
    return (
        at > first and tokens[at - 1].end == one.start and at + 1 < len(tokens)
        and tokens[at - 1].is_capital and len(tokens[at - 1].text) <= 3
    )  # fmt: skip


def _breaks(tokens: tuple[Token, ...], pack: Pack, first: int, at: int) -> bool:
    """Whether a phrase ends before a token that links nothing to it."""
    one = tokens[at]
    if at == first:
        return not (one.is_word or one.text[0].isdigit())
    if one.text == "et":
        return not _joins(tokens, at, first)
    if one.is_capital and _is_plural_common(tokens, first, at):
        return True
    return one.text not in {"m", "mm", "mme", "dr"} and _ends_phrase(one, pack, tokens, at)


def _is_plural_common(tokens: tuple[Token, ...], first: int, at: int) -> bool:
    """Whether a name follows a plural that it does not belong to: "devant les députés Jan Novak"."""
    before = tokens[at - 1].text
    return (
        _opens_plural(tokens, first) and not tokens[at - 1].is_capital
        and before.endswith(("s", "x")) and before not in _PLURALS
    )  # fmt: skip


def _opens_plural(tokens: tuple[Token, ...], first: int) -> bool:
    return tokens[first].text in _PLURALS or (first > 0 and tokens[first - 1].text in _PLURALS)


def _is_seat(tokens: tuple[Token, ...], pack: Pack, first: int, at: int) -> bool:
    """A case of "le ministère de la Défense à Moscou": the capital tells whose ministry it is."""
    if at + 1 >= len(tokens) or not tokens[at + 1].is_capital or tokens[at + 1].is_upper:
        return False
    return any(pack.speaker_nouns.get(one.text) == "ministry" for one in tokens[first : first + 3])


def _joins(tokens: tuple[Token, ...], at: int, first: int) -> bool:
    """Whether "et" stays inside a name: "de la Défense et des Affaires étrangères", "sécurité et de la défense"."""
    return (
        at + 1 < len(tokens)
        and tokens[at + 1].text in {"de", "d'", "du", "des"}
        and any(one.text in OF_WORDS for one in tokens[first:at])
    )


def _continues(tokens: tuple[Token, ...], pack: Pack, at: int) -> bool:
    if at >= len(tokens) or tokens[at].is_quoted:
        return False
    word = tokens[at].text
    if word.endswith(("er", "oir")) and not tokens[at].is_capital and word in pack.forms:
        return False
    return tokens[at].is_word or word[0].isdigit()


def _names_speech(one: Token, pack: Pack) -> bool:
    """A case of "a claim | Kyiv denied": the name begins a clause of its own."""
    return one.text in pack.noun_forms and not one.is_capital and one.text not in pack.speaker_nouns


def _ends_phrase(one: Token, pack: Pack, tokens: tuple[Token, ...], at: int) -> bool:
    word = one.text
    if not (one.is_word or word[0].isdigit()):
        return True
    if pack.lang == "en" and is_plural_present(tokens, pack, at):
        return True
    if pack.lang == "en" and one.is_capital and _names_speech(tokens[at - 1], pack):
        return True
    if one.is_capital and word not in {"selon", "pour", "mais", "il", "elle"}:
        return False
    if tokens[at - 1].text in OF_WORDS and word in pack.grammar["determiners"]:
        return False
    if word in _ARTICLES and tokens[at - 1].text in _AT | OF_WORDS:
        return False
    if word in _closed(pack.lang):
        return True
    is_after_link = tokens[at - 1].text in OF_WORDS or tokens[at - 1].text in pack.grammar["determiners"]
    return not is_after_link and _is_finite_cue(word, pack)


_VERBAL = frozenset(
    {"va", "vont", "n'", "ne", "s'", "se", "has", "have", "had", "was", "were", "is", "are", "will", "would", "that"}
)


@lru_cache(maxsize=4)
def _telling(lang: str) -> frozenset[str]:
    """The words that a rule of the end of a phrase asks for by name."""
    links = load_pack(lang).grammar["opaque_links"]
    return _closed(lang).union(links, _AT, _ARTICLES, OF_WORDS, _FIXED_BEGIN, {"à", "et", "'s"})


@lru_cache(maxsize=4)
def _closed(lang: str) -> frozenset[str]:
    """The words of closed classes that end a phrase."""
    grammar = load_pack(lang).grammar
    classes = ("prepositions", "conjunctions", "determiners", "auxiliaries_have", "auxiliaries_be", "clitics",
               "pronouns", "phrase_enders")  # fmt: skip
    return _VERBAL.union(*(grammar[one] for one in classes))


def _is_finite_cue(word: str, pack: Pack) -> bool:
    is_inverted = word.endswith(("-il", "-elle", "-on", "-ils", "-elles"))
    stem = word.split("-", maxsplit=1)[0] if is_inverted else word
    return any(form.tense not in {"participle", "infinitive"} for form in pack.forms.get(stem, ()))
