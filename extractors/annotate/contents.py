"""Whether a cue says anything: the clause, quoted words or figure its frame asks for."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.annotate.attribution import Attribution
from extractors.annotate.cue_words import Cue
from extractors.annotate.english_order import closes
from extractors.annotate.reading import Reading, Sentence, Token


def has_content(one: Attribution, sentence: Sentence, reading: Reading) -> bool:
    """Whether the frame of a cue verb finds what it asks for: a clause, quoted words, a figure, an inverted subject."""
    cue = one.cue
    if cue.form in {"according", "noun", "passive", "label"}:
        return True
    is_bare = reading.pack.lang == "en" and not one.is_inverted and _is_bare(sentence, cue, reading)
    return not is_bare and _has_what_it_asks(one, sentence, reading)


def _has_what_it_asks(one: Attribution, sentence: Sentence, reading: Reading) -> bool:
    cue = one.cue
    tokens = sentence.tokens
    behind = tokens[cue.last : cue.last + 45]
    if _is_judicial(cue, tokens) or _asks_anonymity(cue, behind) or _says_nothing(one, tokens):
        return False
    if cue.frame == "say" or _brands(cue, behind, reading) or _says_he(one, tokens):
        return True
    if cue.frame == "clause":
        openers = reading.pack.grammar["clause_openers"]
        is_infinitive = bool(behind) and behind[0].text in {"avoir", "être", "n'", "ne"}
        return one.is_inverted or is_infinitive or any(token.text in openers for token in behind[:4])
    if cue.frame == "figure":
        return _has_figure(one, sentence)
    if one.is_inverted and (_is_quote_before(tokens, cue) or cue.frame != "quoted" or _is_free(one, tokens)):
        return True
    if _quote_behind(tokens, cue) or (_is_quote_before(tokens, cue) and one.is_inverted):
        return True
    if cue.lemma == "apprendre" and {"lui", "leur"}.intersection(one.text for one in tokens[cue.first : cue.at]):
        return True
    if cue.frame == "weak":
        return (not one.is_inverted and _takes_object(cue, tokens)) or _clause_behind(behind, cue, reading)
    is_told = cue.frame == "quoted" and bool(behind) and behind[0].text == ":"
    return is_told and one.phrase is not None and one.phrase.is_speaker


def _takes_object(cue: Cue, tokens: Sequence[Token]) -> bool:
    """A case of "X le proclame lundi": the pronoun before the verb is what is said."""
    return cue.form == "finite" and cue.first < cue.at and tokens[cue.first].text in {"le", "l'"}


def _is_free(one: Attribution, tokens: Sequence[Token]) -> bool:
    """A case of "Nous n'y sommes pour rien, se défend X": a clause told without its quotation marks."""
    cue = one.cue
    if one.phrase is None or not one.phrase.is_speaker or cue.first < _CLAUSE or tokens[cue.first - 1].text != ",":
        return False
    behind = tokens[one.phrase.last].text if one.phrase.last < len(tokens) else "."
    return behind in {".", ",", ";", "!", "?"} and one.phrase.first <= cue.last + 2


_CLAUSE = 4


def _says_he(one: Attribution, tokens: Sequence[Token]) -> bool:
    """A case of ", corrige-t-il.": a verb turned round with its pronoun tells what stands before it."""
    return one.cue.pronoun is not None and one.is_inverted and tokens[-1].text != "?"


def _brands(cue: Cue, behind: Sequence[Token], reading: Reading) -> bool:
    """A case of "called the claim groundless": the label itself is what is said."""
    labels = reading.pack.grammar["denial_words"]
    return cue.lemma in {"call", "dub", "brand", "label"} and any(one.text in labels for one in behind[:7])


_EMPTY = frozenset({"asserts", "announces"})


def _asks_anonymity(cue: Cue, behind: Sequence[Token]) -> bool:
    """A case of "qui a demandé à rester anonyme": a condition, no claim."""
    if cue.lemma == "assurer" and cue.form == "gerund" and behind and behind[0].text in {"de", "d'", "du"}:
        return True
    is_unasked = cue.is_negated and any(each.text in _UNTOLD for each in behind[:4])
    return cue.stance == "demands" and (is_unasked or any(each.text.startswith("anonym") for each in behind[:6]))


_UNTOLD = frozenset(
    {"nommé", "nommée", "nommés", "cité", "citée", "cités", "identifié", "identifiée", "commenter", "répondre",
     "réagir", "s'exprimer", "préciser", "détailler", "communiquer", "donner", "fournir", "dire", "révéler"}
)  # fmt: skip


_UNSAID = frozenset(
    {"préciser", "dire", "détailler", "indiquer", "révéler", "dévoiler", "communiquer", "expliquer", "confirmer",
     "citer", "commenter", "évoquer", "mentionner", "donner", "fournir", "chiffrer", "nommer",
     "revendiquer", "identifier"}
)  # fmt: skip
"""Verbs that say nothing behind "sans": "sans préciser le nombre de blessés"."""


def _says_nothing(one: Attribution, tokens: Sequence[Token]) -> bool:
    """A case of "Il a annoncé.": a neutral verb with nothing behind or before it."""
    cue = one.cue
    if (
        tokens[cue.first].text == "sans"
        and cue.lemma in _UNSAID
        and not any(each.text in {"que", "qu'"} for each in tokens[cue.last : cue.last + 2])
    ):
        return True
    if cue.lemma == "parler" and tokens[min(len(tokens) - 1, cue.last)].text in {"à", "au", "avec"}:
        return True
    if cue.lemma == "revendiquer" and cue.is_negated and "rien" in {each.text for each in tokens[cue.first : cue.last]}:
        return True
    if cue.lemma == "dire" and tokens[min(len(tokens) - 1, cue.last)].text in {"rien", "mot"}:
        return True
    if one.is_inverted or cue.form != "finite" or cue.stance not in _EMPTY or cue.is_negated:
        return False
    if {"l'", "le", "en", "y"}.intersection(each.text for each in tokens[max(0, cue.first - 1) : cue.at]):
        return False
    return not any(each.is_word or each.text[0].isdigit() for each in tokens[cue.last :])


def _is_bare(sentence: Sentence, cue: Cue, reading: Reading) -> bool:
    """A case of "have yet to comment.", "Writing on Telegram, …": nothing is said behind the cue."""
    tokens = sentence.tokens
    if cue.form == "gerund" and cue.first == 0:
        segment = next((at for at, one in enumerate(tokens) if one.text == ","), len(tokens))
        return not any(one.is_quoted or one.text in {"that", "how", "why"} for one in tokens[:segment])
    behind = next((one for one in tokens[cue.last :] if one.is_word), None)
    if behind is not None and cue.form == "finite" and closes(sentence, cue, reading.pack):
        return not any(one.is_quoted for one in tokens[cue.last :])
    return behind is None or (
        tokens[cue.last].text in {",", ";", "."}
        and not tokens[min(len(tokens) - 1, cue.last + 1)].is_quoted
        and cue.form == "finite"
    )


def _is_judicial(cue: Cue, tokens: Sequence[Token]) -> bool:
    if cue.lemma not in {"condamner", "juger", "sentence", "accuser", "reconnaître"}:
        return False
    words = {one.text for one in tokens}
    return bool(words & {"prison", "réclusion", "jail"}) and cue.lemma != "accuser"


def _is_quote_before(tokens: Sequence[Token], cue: Cue) -> bool:
    return any(one.is_quoted for one in tokens[max(0, cue.first - 3) : cue.first])


def _quote_behind(tokens: Sequence[Token], cue: Cue) -> bool:
    is_aside = cue.lemma == "citer" and cue.form == "gerund"
    for one in tokens[cue.last : cue.last + 25]:
        if is_aside and one.text == ",":
            return False
        if one.is_quoted:
            return True
        if one.text in {";", "."} or one.text in {"qui", "mais"}:
            return False
    return False


def _has_figure(one: Attribution, sentence: Sentence) -> bool:
    """Whether a verb that counts has its figure, or quoted words in its place."""
    cue, tokens = one.cue, sentence.tokens
    if cue.after or _figure_behind(sentence, cue):
        return _figure_behind(sentence, cue)
    return one.is_inverted or _quote_behind(tokens, cue)


def _figure_behind(sentence: Sentence, cue: Cue) -> bool:
    if cue.after and not any(one.text in cue.after for one in sentence.tokens[max(0, cue.first - 6) : cue.last + 14]):
        return False
    start = sentence.tokens[cue.at].end
    return any(
        (one.is_figure or cue.stance == "estimates") and one.start >= start and one.start - start < 60
        for one in sentence.measures
    )


_NEAR = 9


def _is_auxiliary(one: Token, reading: Reading) -> bool:
    """English may leave "that" out: "suggested Ukraine might …"."""
    groups = ("modals", "auxiliaries_be", "auxiliaries_have")
    return any(one.text in reading.pack.grammar[group] for group in groups)


def _clause_behind(behind: Sequence[Token], cue: Cue, reading: Reading) -> bool:
    for index, one in enumerate(behind[:14]):
        if one.text in reading.pack.grammar["clause_openers"] and index < 9:
            return True
        if one.text in cue.after or one.text == ":":
            return True
        if reading.pack.lang == "en" and 0 < index < _NEAR and _is_auxiliary(one, reading):
            return True
        if (cue.after and one.text in {"au", "aux"} and "à" in cue.after) or (
            cue.after and one.text in {"du", "des", "d'"} and "de" in cue.after
        ):
            return True
        if one.text in {";", "."}:
            return False
    return False
