"""English word order: whether a cue closes what is said ("…, the ministry said on Monday") or opens it."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.annotate.cue_words import Cue
from extractors.annotate.lexicon import Pack
from extractors.annotate.reading import Sentence, Token

_SIGNS = frozenset({",", ";", ".", "?", "!", "-", "–", "—", ")"})
_ASIDES = frozenset({"on", "in", "at", "with", "during", "after", "by", "via", "from", "following", "before"})
_HEARERS = frozenset({"to", "reporters", "journalists"})
_TOLD = frozenset({"tell", "inform", "brief", "remind", "assure"})
_MODIFIERS = 4
_ARTICLES = frozenset({"a", "the", "its", "his", "her", "their"})
_UNINVERTED = frozenset({"accuses", "denounces", "demands", "denies", "pledges", "estimates"})


def trails(sentence: Sentence, cue: Cue, first: int, pack: Pack) -> bool:
    """Whether the subject that begins at token `first` follows what it says."""
    tokens = sentence.tokens
    start = _with_modifiers(tokens, first, pack)
    if start == 0:
        return False
    before = tokens[start - 1]
    if before.is_quoted or before.text in {'"', "?"}:
        return True
    return before.text == "," and closes(sentence, cue, pack)


def _with_modifiers(tokens: Sequence[Token], first: int, pack: Pack) -> int:
    """Where a phrase begins with the adjectives before it: "regional | governor Jan Novak"."""
    for start in range(first, max(-1, first - _MODIFIERS), -1):
        if start == 0 or not tokens[start - 1].is_word or tokens[start - 1].is_quoted:
            return start
        if _opens_clause(tokens[start - 1], pack) or tokens[start - 1].text in pack.grammar["prepositions"]:
            return first
    return first


def closes(sentence: Sentence, cue: Cue, pack: Pack) -> bool:
    """Whether days, places and hearers are all that stands behind a cue up to the next sign."""
    tokens = sentence.tokens
    at = _behind_hearer(tokens, cue, pack)
    while at < len(tokens):
        one = tokens[at]
        if one.text in _SIGNS:
            return True
        if one.text in pack.grammar["back_adverbs"] or any(day.start <= one.start < day.end for day in sentence.dates):
            at += 1
        elif cue.stance in {"warns", "accuses", "demands"} and one.text in {"on", "in", "at", "by", "before", "after"}:
            return _aside_end(tokens, at + 1, pack) is not None and not {"of", "against", "to"}.intersection(
                each.text for each in tokens[at:]
            )
        elif one.text in _ASIDES or (one.text == "to" and _is_hearer(tokens, at + 1)) or one.text in _HEARERS - {"to"}:
            end = _aside_end(tokens, at + 1, pack)
            if end is None:
                return False
            at = end
        else:
            return False
    return True


def _behind_hearer(tokens: Sequence[Token], cue: Cue, pack: Pack) -> int:
    """Behind the one who is told: "told | a meeting | on Tuesday"."""
    if cue.lemma not in _TOLD or cue.last >= len(tokens):
        return cue.last
    at = cue.last + 1
    while at < len(tokens) and tokens[at].is_word and not _opens_clause(tokens[at], pack):
        if tokens[at].text in _ASIDES:
            return at
        at += 1
    return at


def _is_hearer(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and (
        tokens[at].is_capital or tokens[at].text in {"the", "a", "state", "local", "reporters", "journalists"}
    )


def _aside_end(tokens: Sequence[Token], at: int, pack: Pack) -> int | None:
    """Where the words of an aside end; None where a clause begins in it."""
    while at < len(tokens) and tokens[at].text not in _SIGNS | _ASIDES:
        if _opens_clause(tokens[at], pack) and tokens[at].text not in _ARTICLES:
            return None
        if tokens[at].is_quoted or tokens[at].text in {":", '"'}:
            return None
        at += 1
    return at


def behind_modifiers(tokens: Sequence[Token], at: int, first: int, pack: Pack) -> int:
    """Where the noun begins behind an adjective: "to regional | governor Jan Novak"; -1 where it does not."""
    if first - at >= _MODIFIERS:
        return -1
    plain = all(
        one.is_word
        and not one.is_quoted
        and not _opens_clause(one, pack)
        and one.text not in pack.grammar["prepositions"]
        for one in tokens[at:first]
    )
    return first if plain else -1


def _opens_clause(one: Token, pack: Pack) -> bool:
    grammar = pack.grammar
    groups = ("auxiliaries_have", "auxiliaries_be", "modals", "subordinators", "pronouns")
    if any(one.text in grammar[group] for group in groups):
        return True
    return one.text in grammar["determiners"] - {"a", "an"} or one.text in {"and", "but"}


_NO_PLURALS = frozenset({"'s", "its", "this", "his", "is", "was", "has", "as", "us", "does", "across", "less", "press"})
_PLURALS = frozenset({"staff", "police", "media", "people", "military"})


def is_plural_present(tokens: Sequence[Token], pack: Pack, at: int) -> bool:
    """A case of "prosecutors say": the bare form of a cue verb behind a plural, or behind a pair of names."""
    if at == 0 or not any(one.tense == "infinitive" for one in pack.forms.get(tokens[at].text, ())):
        return False
    verb, at = at, _behind_adverb(tokens, at, pack)
    if at == 0:
        return False
    before = tokens[at - 1]
    is_pair = at > 2 and before.is_capital and tokens[at - 2].text == "and" and tokens[at - 3].is_capital
    is_plural = (before.text.endswith("s") and before.text not in _NO_PLURALS) or before.text in _PLURALS
    if before.is_quoted or not (is_pair or is_plural):
        return False
    if tokens[verb].text not in pack.noun_forms:
        return True
    behind = tokens[verb + 1] if verb + 1 < len(tokens) else None
    return behind is not None and behind.is_word and behind.text not in (
        pack.grammar["prepositions"] | pack.grammar["auxiliaries_have"] | pack.grammar["auxiliaries_be"]
        | (pack.grammar["conjunctions"] - {"that"}) | pack.grammar["modals"]
    )  # fmt: skip


def _behind_adverb(tokens: Sequence[Token], at: int, pack: Pack) -> int:
    """Back over what stands between subject and verb: "lawyers | , however, warn", "officials | also say"."""
    start = at
    while start > 1 and (tokens[start - 1].text == "," or tokens[start - 1].text in pack.grammar["back_adverbs"]):
        start -= 1
    between = {one.text for one in tokens[start:at]}
    return start if between & pack.grammar["back_adverbs"] else at


def is_noun_of(tokens: Sequence[Token], pack: Pack, at: int) -> bool:
    """A case of "says reports of a deal are premature": a noun behind a cue verb, or one that "of" goes on with."""
    if tokens[at].text not in pack.noun_forms:
        return False
    behind = tokens[at + 1].text if at + 1 < len(tokens) else ""
    before = tokens[at - 1].text
    return behind == "of" or (
        before not in pack.noun_forms and any(one.tense in {"present", "past"} for one in pack.forms.get(before, ()))
    )


def bars_inversion(sentence: Sentence, cue: Cue, is_after_quote: bool, has_subject: bool) -> bool:
    """Whether a cue cannot have its subject behind it: "told", "has said", "accused"."""
    if cue.lemma in _TOLD or sentence.tokens[cue.first].text in {"has", "have", "had"}:
        return True
    return has_subject or (not is_after_quote and cue.stance in _UNINVERTED)


def is_nested(cue: Cue, pronoun: Token | None, before: Cue, tokens: Sequence[Token]) -> bool:
    """A case of "the command said it had ordered …": the second verb belongs to what the first tells."""
    if pronoun is None or before.form != "finite":
        return False
    between = [one.text for one in tokens[before.last : cue.first] if one.end <= pronoun.start]
    return tokens[before.at].end <= pronoun.start and not set(between) & {",", ";", ".", '"', "and", "but"}
