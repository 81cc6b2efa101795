"""Frames of casualties: what became of the people a figure counts, by the nouns and predicates around it."""

from __future__ import annotations

from extractors.annotate.casualty_words import (
    STOPS,
    CasualtyHit,
    CasualtyWords,
    is_out_of,
    is_people,
    noun_of,
    predicate_at,
)
from extractors.annotate.english_victims import governs_behind, is_active
from extractors.annotate.facts import Context, statement_at
from extractors.annotate.measure import Measure
from extractors.annotate.reading import Sentence, Token
from extractors.annotate.resumed_victims import part_of, taken_up
from extractors.annotate.statements import Scan
from extractors.annotate.totals import total_before
from extractors.annotate.victim_lists import tells_state
from extractors.model import Outcome

_BEHIND, _BEFORE = 16, 9


def casualty_hit(measure: Measure, sentence: Sentence, words: CasualtyWords, context: Context) -> CasualtyHit | None:
    """What became of the people a figure counts, None where it counts no victims."""
    noun = noun_of(measure)
    part = None if noun else part_of(measure, sentence, words)
    if part is not None or (not noun and _counts_things(measure, sentence, words)):
        return part
    if (
        measure.form == "unquantified"
        and measure.quantity.hedge != "vague_small"
        and statement_at(scan_of(sentence, context), measure.start) is None
    ):
        return None
    if noun in _CAPTIVES and _is_taken(measure, sentence):
        return CasualtyHit(outcome="captured", rule="taken", start=measure.start, end=measure.noun_end or measure.end)
    if noun in _BODIES:
        return _found_dead(measure, sentence)
    if noun in words.outcome_nouns:
        outcome = _combined(sentence, measure, words, words.outcome_nouns[noun])
        told = _predicate_behind(measure, sentence, words) if noun.startswith("victime") else None
        outcome = told.outcome if told is not None else outcome
        return CasualtyHit(outcome=outcome, rule="noun", start=measure.start, end=measure.noun_end or measure.end)
    if noun and noun not in words.people and not is_people(noun) and not _is_person(measure, noun):
        return None
    if not noun and any(one.text.startswith("abatt") for one in sentence.tokens):
        return None
    return _by_predicate(measure, sentence, words, context)


_NO_VICTIMS = frozenset(
    {"effectifs", "recrutement", "recrutements", "têtes", "évacuation", "otages", "otage", "échange", "âmes"}
)


def _is_person(measure: Measure, noun: str) -> bool:
    """Whether the lists of figures know the noun as one for people: "un mécanicien des chemins de fer"."""
    return measure.quantity.unit == "persons" and noun not in _NO_VICTIMS


def _by_predicate(measure: Measure, sentence: Sentence, words: CasualtyWords, context: Context) -> CasualtyHit | None:
    """What a verb, a participle or a noun elsewhere in the sentence tells of the people counted."""
    noun = noun_of(measure)
    behind = _predicate_behind(measure, sentence, words)
    is_after_wounded = context.sibling is not None and context.sibling[1].fields["outcome"] == "wounded"
    if behind is not None and not noun and is_after_wounded and tells_state(measure, sentence):
        return None
    if behind is not None:
        return behind
    resumed = taken_up(measure, sentence, words, context)
    if resumed is not None:
        return resumed
    if noun and measure.form == "bare_plural" and not _predicate_before(measure, sentence, words):
        return None
    return (
        _noun_before(measure, sentence, words)
        or total_before(measure, sentence, words)
        or _predicate_before(measure, sentence, words)
    )


_CAPTIVES = frozenset({"prisonniers", "prisonnier", "captifs", "prisoners"})


_BODIES = frozenset({"corps", "dépouilles"})
_FOUND = (
    "sorti",
    "extrai",
    "dégag",
    "retir",
    "retrouv",
    "découver",
    "repêch",
    "exhum",
    "carbonis",
    "relev",
    "sans",
    "mis au",
)


def _found_dead(measure: Measure, sentence: Sentence) -> CasualtyHit | None:
    """A case of "vingt corps ont été sortis des ruines"."""
    at = sentence.token_at((measure.noun_end or measure.end) - 1) + 1
    behind = sentence.tokens[at : at + 6]
    found = next((one for one in behind if one.text.startswith(_FOUND)), None)
    before = {one.text for one in sentence.tokens[max(0, at - 6) : at]}
    if found is None or {"découverte", "dont", "les", "ces"} & before:
        return None
    return CasualtyHit(outcome="killed", rule="bodies", start=measure.start, end=found.end)


def _is_taken(measure: Measure, sentence: Sentence) -> bool:
    """A case of "avoir fait dix-sept prisonniers", "took 17 prisoners"."""
    at = sentence.token_at(measure.start)
    taking = {"fait", "font", "faire", "faisant", "took", "taken", "taking", "take", "pris"}
    return bool(taking.intersection(one.text for one in sentence.tokens[max(0, at - 3) : at]))


def _noun_before(measure: Measure, sentence: Sentence, words: CasualtyWords) -> CasualtyHit | None:
    """A case of "la mort de trois civils", "la capture d'une dizaine de soldats"."""
    tokens = sentence.tokens
    at = sentence.token_at(measure.start) - 1
    if at < 1 or tokens[at].text not in {"de", "d'", "of"}:
        return None
    at -= 1 if tokens[at - 1].text not in {"moins", "plus", "près"} else 2
    for back in (at, at - 1, at - 2):
        if back >= 0 and tokens[back].text in words.deeds:
            start, end = tokens[back].start, measure.noun_end or measure.end
            return CasualtyHit(outcome=words.deeds[tokens[back].text], rule="deed", start=start, end=end)
    return None


def _counts_things(measure: Measure, sentence: Sentence, words: CasualtyWords) -> bool:
    """A bare figure goes on counting what the last one counted: of "96 drones, dont 62" no person."""
    before = [
        one
        for one in sentence.measures
        if one.start < measure.start and one.noun and one.is_figure and one.form != "article"
    ]
    if not before:
        return False
    noun = noun_of(before[-1])
    if noun.endswith(("és", "ées", "us", "is")):
        return False
    return noun not in words.people and noun not in words.outcome_nouns and not is_people(noun)


def scan_of(sentence: Sentence, context: Context) -> Scan:
    """The scan of a sentence."""
    return context.scans[sentence.index]


def _combined(sentence: Sentence, measure: Measure, words: CasualtyWords, outcome: Outcome) -> Outcome:
    """A case of "120 morts et blessés" counts both."""
    at = sentence.token_at((measure.noun_end or measure.end) - 1) + 1
    following = [one.text for one in sentence.tokens[at : at + 2]]
    if (
        len(following) == 2
        and following[0] in words.groups["both"]
        and following[1] in words.outcome_nouns
        and not any(one.start == sentence.tokens[at + 1].start for one in sentence.measures)
    ):
        return "casualties_total"
    return outcome


def _predicate_behind(measure: Measure, sentence: Sentence, words: CasualtyWords) -> CasualtyHit | None:
    tokens = sentence.tokens
    first = sentence.token_at((measure.noun_end or measure.end) - 1) + 1
    later = [
        one.start
        for one in sentence.measures
        if one.start > measure.start
        and one.is_figure
        and one.kind == "count"
        and not one.is_subset
        and not (measure.start <= one.start < measure.end)
        and not _is_whole(one, sentence)
        and not _completes(one, sentence)
        and not is_out_of(one, sentence)
    ]
    limit = later[0] if later else sentence.end
    subsets = _subset_ends(measure, sentence)
    depth_subset = any(one.is_subset and one.start > measure.start for one in sentence.measures)
    for at in range(first, min(len(tokens), first + _BEHIND)):
        one = tokens[at]
        if one.start >= limit or one.text in STOPS:
            break
        if at in subsets:
            break
        if one.text in {"qui", "dont", "selon"} and at > first and not depth_subset and one.text != "qui":
            break
        found = predicate_at(tokens, at, words)
        if found is not None and _is_of_one_thing(measure, tokens, at):
            found = None
        if found is not None and not (found[1] == at + 1 and _is_active_verb(tokens, at)):
            main = _behind_relative(tokens, first, at, limit, words)
            found = found if main is None else main
            return CasualtyHit(
                outcome=_listed(tokens, found), rule="predicate", start=measure.start, end=tokens[found[1] - 1].end
            )
    return None


def _is_of_one_thing(measure: Measure, tokens: tuple[Token, ...], at: int) -> bool:
    """A case of "mille personnes dans le centre commercial touché": a singular participle says nothing of many."""
    one = measure.quantity
    if (one.best or one.low or one.high or 0) <= 1 or not tokens[at].text.endswith("é"):
        return False
    return not _HAVING.union({"été"}).intersection(each.text for each in tokens[max(0, at - 4) : at])


def _completes(measure: Measure, sentence: Sentence) -> bool:
    """A case of "les trois enfants d'une enseignante sont morts": nobody else is counted behind "de"."""
    at = sentence.token_at(measure.start)
    return measure.form == "article" and at > 1 and sentence.tokens[at - 1].text in {"d'", "de"}


def _is_whole(measure: Measure, sentence: Sentence) -> bool:
    """A case of "un bébé figure parmi les onze personnes tuées": what became of the whole is told behind it."""
    at = sentence.token_at(measure.start)
    return bool({"parmi", "among"}.intersection(one.text for one in sentence.tokens[max(0, at - 2) : at]))


def _subset_ends(measure: Measure, sentence: Sentence) -> set[int]:
    """Tokens right behind the bare figure of a subset: of "4,700, including 600 killed" only 600 are said killed."""
    later = [one for one in sentence.measures if one.is_subset and one.start > measure.end]
    if measure.noun is not None:
        later = [one for one in later if one.noun is None or one.noun.endswith("ment")]
    ends = {sentence.token_at(one.end - 1) + 1 for one in later}
    return ends if measure.noun is None else ends | {end + 1 for end in ends}


def _behind_relative(
    tokens: tuple[Token, ...], first: int, at: int, limit: int, words: CasualtyWords
) -> tuple[Outcome, int] | None:
    """A case of "seize soldats qui s'étaient rendus ont été abattus": what became of them is told by the main verb."""
    is_adjective = at == first and tokens[at].text in _HELD
    if not is_adjective and "qui" not in {one.text for one in tokens[first:at]}:
        return None
    for later in range(at + 2, min(len(tokens), at + _BEFORE)):
        if tokens[later].start >= limit or tokens[later].text in STOPS | {","}:
            return None
        found = predicate_at(tokens, later, words)
        if found is not None and tokens[later - 1].text in {"été", "sont", "ont"}:
            return found
    return None


_HELD = frozenset(
    {
        "capturés",
        "blessés",
        "blessées",
        "disparus",
        "disparues",
        "détenus",
        "détenues",
        "arrêtés",
        "évacués",
        "déplacés",
    }
)
"""Participles that say who they were, where another verb says what became of them: "93 soldats capturés ont été …"."""


def _listed(tokens: tuple[Token, ...], found: tuple[Outcome, int]) -> Outcome:
    """A case of "blessés, portés disparus ou capturés": a list of several outcomes is a loss unspecified."""
    behind = [one.text for one in tokens[found[1] : found[1] + 6]]
    others = [word for word in behind if word in {"disparus", "capturés", "prisonniers", "blessés", "tués"}]
    if found[0] == "casualties_total" or not others:
        return found[0]
    if behind[:1] == [","] and behind[2:3] == ["ou"] and {behind[1], *behind[3:4]} <= {"tués", "morts", "blessés"}:
        return "casualties_total"
    if "ou" not in behind:
        return found[0]
    return "losses_unspecified" if len(others) > 1 or {"disparus", "capturés"} & set(others) else "casualties_total"


def _is_active_verb(tokens: tuple[Token, ...], at: int) -> bool:
    """A case of "les soldats ont tué": a singular participle behind "ont" has its victims behind it."""
    word = tokens[at].text
    before = tokens[at - 1].text if at else ""
    return (
        (
            before in {"ont", "a", "avait", "avaient"}
            and word
            in {"tué", "blessé", "éliminé", "capturé", "abattu", "exécuté", "évacué", "perdu", "sacrifié", "neutralisé"}
        )
        or word in {"tuant", "blessant", "éliminant", "abattant", "capturant"}
        or is_active(tokens, at)
    )


def _predicate_before(measure: Measure, sentence: Sentence, words: CasualtyWords) -> CasualtyHit | None:
    tokens = sentence.tokens
    last = sentence.token_at(measure.start)
    for at in range(last - 1, max(-1, last - 1 - _BEFORE), -1):
        if tokens[at].text in {"que", "qu'"} or (tokens[at].text == ":" and at < last - _COLON):
            return None
        if tokens[at].text in STOPS - {":"} or (tokens[at].text in {"selon", "dont"} and at < last - 1):
            return None
        if (
            any(one.is_figure and one.start <= tokens[at].start < one.end for one in sentence.measures)
            and measure.form != "article"
        ):
            return None
        found = predicate_at(tokens, at, words)
        if tokens[at].text.startswith("coût") and found is not None and found[1] == at + 1 and not measure.noun:
            return None
        if found is not None and found[1] <= last and _governs(tokens, at, found):
            return CasualtyHit(
                outcome=found[0], rule="predicate_before", start=tokens[at].start, end=measure.noun_end or measure.end
            )
    return None


_INFINITIVE, _COLON = 3, 2


_OF_ITSELF = ("trouv", "perd", "laiss", "rend", "mort", "tomb", "retrouv", "pas", "port", "manqu", "quitt", "transport")
_HAVING = frozenset({"a", "ont", "avait", "avaient", "aurait", "auraient", "avoir", "ayant", "a-t-elle"})
_GOVERNING = frozenset(
    {"pertes", "perdu", "perd", "perdent", "perdre", "sacrifié", "pleure", "pleurent", "enterre", "coûté", "coûte",
     "coûtera", "éliminé", "lost", "loses", "losses", "tue", "tuent", "tuait", "blesse", "blessent", "tua", "abattu",
     "neutralisé", "fauche", "fauchent", "emporte", "emportent", "capture", "capturent", "exécute", "exécutent", "abat"}
)  # fmt: skip
"""Predicates with their victims behind them, whatever stands before."""


def _governs(tokens: tuple[Token, ...], at: int, found: tuple[Outcome, int]) -> bool:
    """Whether the victims stand behind this predicate: an active verb, a gerund, "pertes" with a figure."""
    word = tokens[at].text
    before = tokens[at - 1].text if at else ""
    told = governs_behind(tokens, at)
    if told is not None:
        return told
    if word.endswith("er") and len(word) > _INFINITIVE:
        return True
    if found[1] - at > 1:
        return not word.startswith(_OF_ITSELF)
    if word.endswith("ant") or word in _GOVERNING or before in _HAVING:
        return True
    return any(
        one.text in _HAVING - {"ayant", "a-t-elle"} for one in tokens[max(0, at - 3) : at]
    ) and not word.endswith(("és", "ées", "ts", "tes"))
