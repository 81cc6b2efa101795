"""The cue automaton: every verb, "selon" and reporting noun of a sentence that may introduce somebody's words."""

from __future__ import annotations

from functools import lru_cache

from extractors.annotate.cue_phrases import according_at, reporting_noun_at, wordless_starters
from extractors.annotate.cue_words import Cue, CueForm, split_inversion
from extractors.annotate.deeds import calls_back, calls_up, counts_behind, moves, supplies
from extractors.annotate.english_order import is_noun_of, is_plural_present
from extractors.annotate.lexicon import Pack, VerbForm
from extractors.annotate.lexicon import pack as load_pack
from extractors.annotate.reading import Sentence, Token

_REFLEXIVE = frozenset({"se", "s'"})


_INSERTION = 9


_CLAUSE_SIGNS = frozenset({";", ":", ".", "!", "?", "…"})


def find_cues(sentence: Sentence, pack: Pack) -> tuple[Cue, ...]:
    """All cues of a sentence outside its quotations, in text order; frames are not yet checked against the content."""
    found: list[Cue] = []
    tokens = sentence.tokens
    starters = _starters(pack.lang)
    past = 0
    for at in [at for at, one in enumerate(tokens) if one.text in starters or "-" in one.text]:
        one = tokens[at]
        is_free = at >= past and (not one.is_quoted or _is_alone_in_marks(tokens, at))
        cue = _cue_at(tokens, pack, at) if is_free else None
        if cue is None or (one.is_quoted and cue.frame == "quoted"):
            continue
        if not found or cue.first >= found[-1].last:
            found.append(cue)
            past = cue.last
    return tuple(found)


def _is_alone_in_marks(tokens: tuple[Token, ...], at: int) -> bool:
    """A case of "X « regrette » une décision": a verb of saying, quoted by itself."""
    return 0 < at < len(tokens) - 1 and tokens[at - 1].text == '"' == tokens[at + 1].text


@lru_cache(maxsize=4)
def _starters(lang: str) -> frozenset[str]:
    """Every word that a cue may begin with."""
    return frozenset(load_pack(lang).forms) | wordless_starters(lang)


def _cue_at(tokens: tuple[Token, ...], pack: Pack, at: int) -> Cue | None:
    return according_at(tokens, pack, at) or _verb_at(tokens, pack, at) or reporting_noun_at(tokens, pack, at)


def _verb_at(tokens: tuple[Token, ...], pack: Pack, at: int) -> Cue | None:
    word, pronoun = split_inversion(tokens[at].text)
    for form in pack.forms.get(word, ()):
        tail = _tail_end(tokens, at, form)
        if tail is None or any(is_deed(tokens, form, tail) for is_deed in (calls_back, calls_up, supplies)):
            continue
        cue = _accept(tokens, pack, at, last=tail, form=form, pronoun=pronoun)
        if cue is not None:
            return cue
    return None


def _tail_end(tokens: tuple[Token, ...], at: int, form: VerbForm) -> int | None:
    """Where the fixed words behind the verb end ("fait aussi état" has one between), None where they are missing."""
    tail = form.verb.tail
    if not tail:
        return at + 1
    first = tail[0]
    for begin in range(at + 1, min(at + 5, len(tokens) - len(tail) + 1)):
        word = tokens[begin].text
        if word != first and first not in _BENT:
            continue
        if all(_same_stem(tokens[begin + i].text, one) for i, one in enumerate(tail)):
            return begin + len(tail)
    return None


_BENT = frozenset({"prêt", "préoccupé", "inquiet", "disposé", "déterminé", "ouvert", "convaincu", "opposé"})


def _same_stem(written: str, listed: str) -> bool:
    return written == listed or (listed in _BENT and written.startswith(listed[:-1].replace("quie", "qui")))


def _accept(
    tokens: tuple[Token, ...], pack: Pack, at: int, *, last: int, form: VerbForm, pronoun: str | None
) -> Cue | None:
    if form.tense == "participle":
        return _participle(tokens, pack, at, last, form)
    if form.tense == "infinitive":
        return _infinitive(tokens, pack, at, last, form)
    if pack.lang == "en" and form.tense == "past" and _is_english_participle(tokens, pack, at, last=last, form=form):
        return None
    first = _clitics_before(tokens, pack, at)
    if form.verb.is_reflexive != _has_reflexive(tokens, first, at):
        return None
    if form.tense == "gerund":
        if at and tokens[at - 1].text in pack.grammar["determiners"] - pack.grammar["clitics"]:
            return None
        if at and tokens[at - 1].text in {"l'", "le", "la"} and tokens[at].text in pack.noun_forms:
            return None
        is_led = first > 0 and tokens[first - 1].text == "en"
        return _cue(form, first - is_led, last, at, "gerund")
    if moves(tokens, form, last) or _says_no_word(tokens, pack, at, last=last, form=form):
        return None
    if pronoun is None and _is_noun(tokens, pack, at, first):
        return None
    is_negated = _is_negated(tokens, pack, first, last)
    return _cue(form, first, last, at, "finite", pronoun=pronoun, is_negated=is_negated)


def _is_english_participle(tokens: tuple[Token, ...], pack: Pack, at: int, *, last: int, form: VerbForm) -> bool:
    """A case of "are now confirmed dead", "an officer quoted by AFP": the past form is a participle."""
    is_quoted = form.verb.lemma in {"quote", "cite"} and any(one.text == "by" for one in tokens[last : last + 1])
    return is_quoted or _is_passive_past(tokens, pack, at)


_COMPLETED = frozenset({"brigade", "division", "unité", "liste", "équipe", "armée", "compagnie", "ligne", "version"})


def _says_no_word(tokens: tuple[Token, ...], pack: Pack, at: int, *, last: int, form: VerbForm) -> bool:
    """A case of "elle en comptera 50.000", "se borne à répondre", "a lancé une attaque"."""
    if form.verb.lemma == "compter" and any(one.text == "en" for one in tokens[max(0, at - 1) : at]):
        return True
    if form.verb.lemma == "compter" and _intends(tokens, last):
        return True
    if form.verb.lemma == "compléter" and at and tokens[at - 1].text in _COMPLETED:
        return True
    is_added = any(one.text == "y" for one in tokens[max(0, at - 1) : at])
    if form.verb.lemma in {"add", "ajouter"} and not is_added and counts_behind(tokens, last):
        return True
    is_launched = form.verb.lemma in _LAUNCHING and _launches(tokens, last)
    return form.verb.frame == "quoted" and (_carries_cue(tokens, pack, last) or is_launched)


def _intends(tokens: tuple[Token, ...], last: int) -> bool:
    """A case of "compterait en réunir 70.000", "compte recruter": before an infinitive "compter" tells an intent."""
    at = last + (last < len(tokens) and tokens[last].text in {"en", "y", "bien", "l'", "les", "s'", "se"})
    return at < len(tokens) and tokens[at].is_word and tokens[at].text.endswith(("er", "ir", "re", "oir"))


def _is_passive_past(tokens: tuple[Token, ...], pack: Pack, at: int) -> bool:
    """A case of "are now confirmed dead": the past form is a participle behind "be"."""
    found = _auxiliary(tokens, pack, at)
    return found is not None and found[1] in pack.grammar["auxiliaries_be"]


_DAYS = frozenset(
    {"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "hier", "ensuite", "alors", "aussi"}
)


def _carries_cue(tokens: tuple[Token, ...], pack: Pack, at: int) -> bool:
    """A case of "se borne à répondre": the infinitive behind is the cue."""
    while at < len(tokens) and (tokens[at].text in _DAYS or tokens[at].text.endswith("ment")):
        at += 1
    if at + 1 >= len(tokens) or tokens[at].text not in {"à", "de", "d'", "to"}:
        return False
    return any(form.tense == "infinitive" for one in tokens[at + 1 : at + 3] for form in pack.forms.get(one.text, ()))


_LAUNCHED = ("attaque", "contre-", "offensive", "assaut", "opération", "frappe", "missile", "drone", "salve", "raid",
             "attack", "operation", "strike", "counter")  # fmt: skip


_LAUNCHING = frozenset(
    {"lancer", "relancer", "conclure", "poursuivre", "reprendre", "continuer", "launch", "fire", "announce"}
)


_GREEN = ("feu", "aval", "accord", "coup", "assaut")


def _gives(tokens: tuple[Token, ...], form: VerbForm, last: int) -> bool:
    """A case of "a donné son feu vert": what is given is no word."""
    return form.verb.lemma == "donner" and any(one.text in _GREEN for one in tokens[last : last + 3])


def _launches(tokens: tuple[Token, ...], last: int) -> bool:
    """A case of "a lancé une contre-attaque", "avoir repris X, que": what is launched or retaken is no word."""
    is_retaken = tokens[last - 1].text in {"repris", "reprend", "reprennent"} and last < len(tokens)
    if is_retaken and tokens[last].is_capital and not tokens[last].is_quoted:
        return True
    return any(one.text.startswith(_LAUNCHED) and not one.is_quoted for one in tokens[last : last + 4])


def _cue(
    form: VerbForm,
    first: int,
    last: int,
    at: int,
    kind: CueForm,
    *,
    pronoun: str | None = None,
    is_negated: bool = False,
    auxiliary: str | None = None,
) -> Cue:
    return Cue(
        first=first, last=last, at=at, lemma=form.verb.lemma, stance=form.verb.stance, form=kind,
        frame=form.verb.frame, after=form.verb.after, pronoun=pronoun, is_negated=is_negated, tense=form.tense,
        is_pluperfect=(auxiliary or "") in {"avait", "avaient", "était", "étaient", "had"} or form.tense == "imperfect",
    )  # fmt: skip


def _clitics_before(tokens: tuple[Token, ...], pack: Pack, at: int) -> int:
    first = at
    while first > 0 and at - first < 4 and tokens[first - 1].text in pack.grammar["clitics"]:
        if tokens[first - 1].text in {"le", "la", "l'", "les", "leur", "en"} and tokens[at].text in pack.noun_forms:
            break
        first -= 1
    return first


def _has_reflexive(tokens: tuple[Token, ...], first: int, at: int) -> bool:
    return any(one.text in _REFLEXIVE for one in tokens[first:at])


def _is_negated(tokens: tuple[Token, ...], pack: Pack, first: int, last: int) -> bool:
    around = [one.text for one in tokens[max(0, first - 2) : last + 2]]
    return bool(pack.grammar["negations"].intersection(around)) and bool(pack.grammar["negators"].intersection(around))


def _is_noun(tokens: tuple[Token, ...], pack: Pack, at: int, first: int) -> bool:
    """Whether a form that is also a noun or adjective is one here, by the word before it."""
    if pack.lang == "en" and first and is_noun_of(tokens, pack, at):
        return True
    if first == 0:
        return tokens[at].text in pack.noun_forms and not (
            len(tokens) > 1 and tokens[1].text in pack.grammar["determiners"]
        )
    before = tokens[first - 1].text
    if f"{before} {tokens[at].text}" in pack.grammar["compounds"]:
        return True
    if tokens[first - 1].is_quoted:
        return False
    if before in pack.grammar["determiners"]:
        return tokens[at].text in pack.noun_forms or before not in {"le", "la", "l'", "les", "leur"}
    if before in pack.grammar["prepositions"] and before != "en":
        return True
    return (
        tokens[at].text in pack.noun_forms
        and before in pack.grammar["prenominal"] | {"sans", "aucun", "aucune", "et", "en"}
        and before != "et"
    )


def _participle(tokens: tuple[Token, ...], pack: Pack, at: int, last: int, form: VerbForm) -> Cue | None:
    found = _auxiliary(tokens, pack, at)
    if (form.verb.lemma in _LAUNCHING and _launches(tokens, last)) or _gives(tokens, form, last):
        return None
    if moves(tokens, form, last):
        return None
    if found is None and not form.verb.is_reflexive and _shares_auxiliary(tokens, pack, at, last):
        return _cue(form, at, last, at, "finite")
    if found is None:
        return _bare_passive(tokens, pack, at, last=last, form=form)
    position, word, pronoun = found
    first = _clitics_before(tokens, pack, position)
    is_be = word in pack.grammar["auxiliaries_be"]
    has_reflexive = _has_reflexive(tokens, first, position)
    is_negated = _is_negated(tokens, pack, first, last)
    if is_be and not has_reflexive:
        return _bare_passive(tokens, pack, at, last=last, form=form, first=first)
    if form.verb.is_reflexive != has_reflexive:
        return None
    is_led = word in {"ayant", "avoir"}
    if word == "avoir" and first > 0 and tokens[first - 1].text == "pour":
        return None
    return _cue(
        form, first, last, at, "gerund" if is_led else "finite", pronoun=pronoun,
        is_negated=is_negated, auxiliary=word,
    )  # fmt: skip


_OBJECTS = frozenset({"une", "un", "des", "de", "d'", "à", "la", "le", "l'", "les"})


def _shares_auxiliary(tokens: tuple[Token, ...], pack: Pack, at: int, last: int) -> bool:
    """A case of "a accusé Moscou et promis que": a second participle under the auxiliary of the first."""
    if at < 2 or last >= len(tokens) or tokens[at - 1].text not in {"et", "puis", "mais", "and"}:
        return False
    behind = tokens[last].text
    if behind not in pack.grammar["clause_openers"] and behind not in _OBJECTS:
        return False
    return any(
        one.text in pack.grammar["auxiliaries_have"] and not one.is_quoted for one in tokens[max(0, at - 30) : at - 1]
    )


def _auxiliary(tokens: tuple[Token, ...], pack: Pack, at: int) -> tuple[int, str, str | None] | None:
    """The auxiliary of a participle: behind it at most a few adverbs, days, or words between two commas."""
    commas = 0
    for position in range(at - 1, max(-1, at - 2 - _INSERTION), -1):
        one = tokens[position]
        word, pronoun = split_inversion(one.text)
        if word in pack.grammar["auxiliaries_have"] or word in pack.grammar["auxiliaries_be"]:
            if commas % 2 == 0 and word not in {"été", "être", "eu"}:
                return position, word, pronoun
            if word in {"été", "être"}:
                return _auxiliary_be(tokens, pack, position)
            return None
        if one.text == ",":
            commas += 1
        elif one.text in _CLAUSE_SIGNS or (commas % 2 == 0 and not _may_stand_between(one, pack)):
            return None
    return None


def _auxiliary_be(tokens: tuple[Token, ...], pack: Pack, position: int) -> tuple[int, str, str | None]:
    """A case of "a été annoncé": the passive auxiliary, from its first word."""
    for before in range(position - 1, max(-1, position - 4), -1):
        if tokens[before].text in pack.grammar["auxiliaries_have"]:
            return before, "été", None
    return position, "été", None


def _may_stand_between(one: Token, pack: Pack) -> bool:
    word = one.text
    return (
        word in pack.grammar["adverbs"]
        or word.endswith("ment")
        or word in pack.grammar["negators"]
        or word[0].isdigit()
        or word == '"'
    )


_TIMES = frozenset(
    {"ce", "cette", "dans", "en", "au", "cours", "la", "le", "l'", "soir", "soirée", "matinée", "journée", "nuit",
     "après-midi", "matin",
     "foulée", "début", "fin", "de", "du", "d'", "veille", "semaine", "mois", "on", "early", "late"}
)  # fmt: skip


def _bare_passive(
    tokens: tuple[Token, ...], pack: Pack, at: int, *, last: int, form: VerbForm, first: int | None = None
) -> Cue | None:
    """A case of "revendiquée mardi par Kiev": the agent stands behind "par"; without one nobody speaks."""
    if form.verb.is_reflexive or form.verb.frame != "say" or form.verb.lemma in {"rapporter", "relayer", "présenter"}:
        return None
    if any(one.text in {"selon", "d'après"} for one in tokens[max(0, at - 4) : at]):
        return None
    for position in range(last, min(len(tokens), last + 7)):
        if tokens[position].text in {"par", "by"}:
            return _cue(form, at if first is None else first, position + 1, at, "passive")
        if not (_may_stand_between(tokens[position], pack) or tokens[position].text in _TIMES):
            return None
    return None


def _opens(tokens: tuple[Token, ...], last: int) -> bool:
    """Whether a clause or quoted words stand behind: "pour garantir un cessez-le-feu" says nothing."""
    return any(one.text in {"que", "qu'", "that"} or one.is_quoted for one in tokens[last : last + 1])


def _infinitive(tokens: tuple[Token, ...], pack: Pack, at: int, last: int, form: VerbForm) -> Cue | None:
    """An infinitive counts behind a verb that carries it: "a tenu à préciser", "vient d'annoncer"."""
    begin = _clitics_before(tokens, pack, at)
    if form.verb.is_reflexive != _has_reflexive(tokens, begin, at):
        return None
    for width in (3, 2, 1):
        if begin - width < 0:
            continue
        carrying = (one.text for one in tokens[begin - width : begin] if one.text not in {"n'", "ne"})
        bare = " ".join(carrying).replace("d'", "de")
        is_purpose = bare in {"pour", "to"} and form.verb.stance == "pledges" and not _opens(tokens, last)
        if bare in pack.grammar["semi_auxiliaries"] and not is_purpose:
            return _carried(tokens, pack, at, last=last, form=form, first=begin - width, carrier=bare)
    if pack.lang == "en" and is_plural_present(tokens, pack, at):
        return _cue(form, at, last, at, "finite")
    return None


def _carried(
    tokens: tuple[Token, ...], pack: Pack, at: int, *, last: int, form: VerbForm, first: int, carrier: str
) -> Cue:
    is_gerund = carrier in {"avant de", "sans", "après avoir", "pour", "venant de", "soucieux de"}
    auxiliary = _auxiliary(tokens, pack, first)
    start = first
    if auxiliary is not None and not is_gerund:
        start = _clitics_before(tokens, pack, auxiliary[0])
    elif not is_gerund:
        start = _clitics_before(tokens, pack, first)
    return _cue(form, start, last, at, "gerund" if is_gerund else "finite")
