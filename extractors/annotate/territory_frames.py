"""Frames of territory: the verbs, nouns and phrases that move or hold a front, found in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.annotate.actors import demonym
from extractors.annotate.reading import Reading, Sentence, Token
from extractors.annotate.territory_nouns import is_no_noun, is_stopped, is_to_come
from extractors.annotate.territory_words import TerritoryFrame, TerritoryWords, options_of

STOPS = frozenset({";", "!", "?"})


_CLITIC_ARTICLES = frozenset({"le", "la", "l'", "les"})


def _is_background(sentence: Sentence, at: int) -> bool:
    """A relative clause in the pluperfect tells what came before: "des soldats qui s'y étaient infiltrés"."""
    near = [one.text for one in sentence.tokens[max(0, at - 6) : at]]
    return "qui" in near and bool({"étaient", "était", "avaient", "avait"}.intersection(near))


@dataclass(frozen=True, kw_only=True)
class TerritoryHit:
    """A frame found in tokens `first:last` of a sentence."""

    frame: TerritoryFrame
    first: int
    last: int
    is_passive: bool = False


def territory_hits(sentence: Sentence, words: TerritoryWords, reading: Reading) -> Iterator[TerritoryHit]:
    """All frames of a sentence that hold, in text order."""
    tokens = sentence.tokens
    at = 0
    while at < len(tokens):
        if tokens[at].text not in words.frames:
            at += 1
            continue
        hit = _hit_at(sentence, at, words, reading)
        if hit is None:
            at += 1
            continue
        yield hit
        at = hit.last


def _hit_at(sentence: Sentence, at: int, words: TerritoryWords, reading: Reading) -> TerritoryHit | None:
    tokens = sentence.tokens
    behind = tokens[at + 1].text if at + 1 < len(tokens) else ""
    is_gap = bool(behind) and is_filler(behind)
    for frame in words.frames.get(tokens[at].text, ()):
        if len(frame.words) > 1 and not is_gap and behind not in options_of(frame.words[1]):
            continue
        last = _end_of(frame, tokens, at)
        if last is None or (frame.place == "adjacent" and last - at > len(frame.words)):
            continue
        hit = _accept(sentence, at, last, frame, words=words, reading=reading)
        if hit is not None:
            return hit
    return None


_GAP = 3
_FILLERS = frozenset(
    {"déjà", "encore", "désormais", "presque", "tout", "aussi", "également", "ainsi", "enfin", "hier", "lundi", "mardi",
     "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "depuis", "plus", "même", "donc", "bien", "à", "nouveau",
     "matin", "soir", "nuit", "dans", "la", ",", "aujourd'hui", "toujours", '"', "de", "kilomètres", "km", "mètres",
     "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "douze", "quinze", "vingt", "trente",
     "quelques", "plusieurs", "fois"}
)  # fmt: skip


def _end_of(frame: TerritoryFrame, tokens: Sequence[Token], at: int) -> int | None:
    """Where the words of a frame end that begins at a token; adverbs and days may stand between them."""
    near = at + 1
    for word in frame.words[1:]:
        stop = min(len(tokens), near + _GAP + 1)
        named = options_of(word)
        while near < stop - 1 and tokens[near].text not in named and is_filler(tokens[near].text):
            near += 1
        if near >= len(tokens) or tokens[near].text not in named:
            return None
        near += 1
    return near


def is_filler(word: str) -> bool:
    """Whether a word may stand between those of a frame or of a verb."""
    return word in _FILLERS or word.endswith("ment") or word[0].isdigit()


def _accept(
    sentence: Sentence, at: int, last: int, frame: TerritoryFrame, *, words: TerritoryWords, reading: Reading
) -> TerritoryHit | None:
    tokens = sentence.tokens
    before = [one.text for one in tokens[max(0, at - 4) : at]]
    if words.groups["traps"].intersection(_phrase_behind(tokens, last)):
        return None
    if frame.tense == "noun":
        behind = [one.text for one in tokens[last : last + 6]]
        if is_to_come(frame, tokens, last) or (frame.needs_reach and not _reaches(tokens, at, words)):
            return None
        if frame.needs_army and not _has_army(tokens, at, last, words):
            return None
        return (
            None
            if is_no_noun(frame, before, words) or is_stopped(frame, behind)
            else TerritoryHit(frame=frame, first=at, last=last)
        )
    if _is_no_verb(sentence, at, frame, reading, before) or _is_trapped(tokens, at, frame, words):
        return None
    if _lacks_force(tokens, at, frame, words) or (frame.needs_area and not _has_area(sentence, last)):
        return None
    has_reflexive = _has_reflexive(before) or _is_of_us(tokens[at].text, frame, before)
    if frame.is_reflexive != has_reflexive:
        return None
    if frame.tense == "participle" and not frame.is_reflexive:
        is_passive = not _is_active(sentence, at, frame, before, reading)
        return TerritoryHit(frame=frame, first=at, last=last, is_passive=is_passive)
    is_english_passive = (
        reading.pack.lang == "en" and frame.tense == "past"
        and bool(reading.pack.grammar["auxiliaries_be"].intersection(before[-2:]))
    )  # fmt: skip
    return TerritoryHit(frame=frame, first=at, last=last, is_passive=is_english_passive)


def _is_foe_stopped(tokens: Sequence[Token], at: int, frame: TerritoryFrame, words: TerritoryWords) -> bool:
    """A case of "l'ennemi a été stoppé à X": who attacks is stopped."""
    return frame.tense == "participle" and not (words.groups["enemy"] - {"ennemie"}).isdisjoint(
        one.text for one in tokens[max(0, at - 4) : at]
    )


def _phrase_behind(tokens: Sequence[Token], last: int) -> list[str]:
    """The next words of the same phrase; "dans le même temps" is only a time."""
    near = [one.text for one in tokens[last : last + 4]]
    near = near[: near.index(",")] if "," in near else near
    return [word for word in near if word != "temps"] if "même" in near else near


def _has_reflexive(before: list[str]) -> bool:
    """Whether the verb is reflexive: in "se targue d'avoir pris" it is the cue that is."""
    at = max((at for at, word in enumerate(before) if word in {"s'", "se"}), default=None)
    return at is not None and not {"d'", "de", "que", "qu'"}.intersection(before[at:])


def _is_of_us(word: str, frame: TerritoryFrame, before: list[str]) -> bool:
    """A case of "nous avons dû nous replier", "nous nous replions"."""
    is_first_person = word.endswith("ons") and before[-2:] == ["nous", "nous"]
    return is_first_person or (frame.tense == "infinitive" and before[-1:] == ["nous"])


_HAVING = frozenset({"avoir", "ayant", "having"})


def _is_active(sentence: Sentence, at: int, frame: TerritoryFrame, before: list[str], reading: Reading) -> bool:
    grammar = reading.pack.grammar
    if before and before[-1] in {"et", "and", "puis"}:
        ahead = [one.text for one in sentence.tokens[max(0, at - 24) : at]]
        follows = sentence.tokens[at + 1 : at + 2]
        is_counted = any(one.start == each.start for one in sentence.measures for each in follows)
        has_object = is_counted or any(each.text in grammar["determiners"] or each.is_capital for each in follows)
        is_intransitive = frame.place == "near" and frame.type != "repelled_attack"
        if grammar["auxiliaries_have"].intersection(ahead) and (has_object or is_intransitive):
            return True
    if (grammar["auxiliaries_have"] | _HAVING).intersection(before) and not {"été", "être"}.intersection(before):
        return True
    return frame.words[0].startswith(("entré", "tombé", "arrivé", "parvenu", "passé")) and bool(
        grammar["auxiliaries_be"].intersection(before)
    )


def _is_no_verb(sentence: Sentence, at: int, frame: TerritoryFrame, reading: Reading, before: list[str]) -> bool:
    """Whether the form is a noun or name here, or tells what came before."""
    grammar = reading.pack.grammar
    if sentence.tokens[at].is_capital and at > 0:
        return True
    if len(before) > 1 and before[-1] in _CLITIC_ARTICLES and before[-2] in grammar["prepositions"] | {"de", "d'"}:
        return True
    if not before:
        follows = sentence.tokens[at + 1].text if at + 1 < len(sentence.tokens) else ""
        return sentence.tokens[at].text in {"prise", "prises", "reprise"} and follows in {"de", "d'", "du", "des"}
    if _is_wished(sentence.tokens, at, frame, before) or _is_background(sentence, at):
        return True
    if reading.pack.lang == "en" and frame.tense == "infinitive" and _is_english_noun(before[-1], reading):
        return True
    if _is_noun_form(sentence.tokens, at, before):
        return True
    if frame.tense in {"gerund", "participle"}:
        return before[-1] in grammar["determiners"] - {"tous", "toutes"} or before[-1] == "de"
    if _is_no_predicate(sentence, at, before):
        return True
    if before[-1] in grammar["prenominal"] and reading.pack.lang == "fr":
        return True
    return before[-1] in grammar["determiners"] - {"le", "la", "l'", "les", "leur"}


def _is_noun_form(tokens: Sequence[Token], at: int, before: list[str]) -> bool:
    """A case of "l'attaque sur X", "à douze reprises", "sa plus belle prise": a noun that a verb is spelled like."""
    word, last = tokens[at].text, before[-1]
    if word == "reprises":
        return "à" in before[-3:]
    if word == "piège":
        return last in {"au", "du", "le", "un"}
    if word == "attaque":
        return last in {"l'", "d'"} and not {"qui", "ils", "elles", "il", "on"}.intersection(before)
    return word in {"prise", "prises"} and (last in _ADJECTIVES or last.startswith(_NTH))


_ADJECTIVES = frozenset({"grosse", "nouvelle", "nouvelles", "belle", "seule", "autre", "autres", "grande", "énième"})
_NTH = ("premi", "second", "deuxi", "troisi", "quatri", "cinqui", "dernière")
_INTO = frozenset({"dans", "en", "à", "au", "aux", "sur", "chez"})


def _is_no_predicate(sentence: Sentence, at: int, before: list[str]) -> bool:
    """A case of "comme l'avance X", "a village they hold", "choisir entre X et Y"."""
    behind = sentence.tokens[at + 1].text if at + 1 < len(sentence.tokens) else ""
    is_told = before[-1] == "l'" and before[-2:-1] == ["comme"]
    is_owned = before[-1] == "they" and bool(before[-2:-1]) and before[-2] in _GROUNDS
    is_between = sentence.tokens[at].text == "entre" and behind not in _INTO
    return is_told or is_owned or is_between


_GROUNDS = frozenset(
    {"village", "town", "city", "settlement", "villages", "towns", "ground", "territory", "land", "position"}
)
_AIMS = ("vue", "afin", "passe", "point", "doigt", "menac", "risqu", "capab", "incapa", "échou", "renon", "rêv", "jur",
         "but", "objectif", "tent", "espér", "cherch", "veut", "veul", "voul", "vis", "essay", "souhait", "projet",
         "prépar", "ambition", "échec", "impossib", "aim", "seek", "want", "try", "attempt", "hop")  # fmt: skip


def _is_wished(tokens: Sequence[Token], at: int, frame: TerritoryFrame, before: list[str]) -> bool:
    """A case of "en vue de prendre X", "pour ne pas être encerclés": neither has happened."""
    if frame.tense == "participle":
        return "être" in before and bool({"pour", "éviter", "afin"}.intersection(before))
    return frame.tense == "infinitive" and _is_purpose(tokens, at)


def _is_purpose(tokens: Sequence[Token], at: int) -> bool:
    """A case of "en vue de reprendre la région": what is wanted has not happened."""
    near = [one.text for one in tokens[max(0, at - 6) : at]]
    while near and near[-1] in {"s'", "se", "y", "en"}:
        near.pop()
    if {"fallu", "faut"}.intersection(one.text for one in tokens[max(0, at - 12) : at]):
        return False
    if near[-1:] == ["pour"] or _has_failed(near):
        return True
    return (
        bool(near)
        and near[-1] in {"de", "d'", "à", "to", "y", "pour", *_MODALS}
        and any(word.startswith(_AIMS) for word in near)
    )


def _has_failed(near: Sequence[str]) -> bool:
    """A case of "n'ont pas réussi à prendre X"."""
    return not _NOT.isdisjoint(near) and any(one.startswith(("réuss", "parv", "arriv", "manag")) for one in near)


_NOT = frozenset({"pas", "jamais", "plus", "guère"})
_MODALS = frozenset({"veut", "veulent", "voulait", "voulaient", "souhaite"})


def _is_english_noun(before: str, reading: Reading) -> bool:
    """A case of "its biggest gain": a bare form stands behind "to", a modal, an adverb or a plural."""
    grammar = reading.pack.grammar
    leads = grammar["modals"] | grammar["back_adverbs"] | grammar["conjunctions"] | grammar["pronouns"]
    return before not in leads | {"to", "not", "did", "do"} and not before.endswith("s")


def _is_trapped(tokens: Sequence[Token], at: int, frame: TerritoryFrame, words: TerritoryWords) -> bool:
    """A case of "la décision prise": the participle belongs to no ground."""
    return frame.tense == "participle" and any(
        tokens[near].text in words.groups["traps"]
        and not (tokens[near].text == "part" and near and _is_of_ground(tokens, near))
        for near in range(max(0, at - 6), at)
    )


def _is_of_ground(tokens: Sequence[Token], at: int) -> bool:
    """A case of "de leur part", "la part de l'oblast tenue par": no part that is taken in something."""
    return tokens[at - 1].text in {"sa", "leur", "autre"} or (
        tokens[at - 1].text == "la" and tokens[at + 1].text in {"de", "du", "des", "d'"}
    )


def _falls_on(tokens: Sequence[Token], last: int, near: set[str], words: TerritoryWords) -> bool:
    """A case of "une bombe est tombée sur un immeuble de X": a weapon falls, not the town."""
    return tokens[min(last, len(tokens) - 1)].text in {"sur", "dans", "contre", "on", "onto"} or bool(
        words.groups["strikes"] & near
    )


def _lacks_force(tokens: Sequence[Token], at: int, frame: TerritoryFrame, words: TerritoryWords) -> bool:
    """Whether the army or the attack that the frame asks for is missing, or a weapon does what armies do."""
    near = {one.text for one in tokens[max(0, at - 14) : at + 14]}
    if (
        frame.needs_force
        and not words.groups["forces"] & near
        and not {"ils", "elles", "nous", "they"} & near
        and not any(demonym(one) for one in near if len(one) > 4)
        and not (frame.type == "repelled_attack" and words.groups["attacks"] & near)
    ):
        return True
    if frame.needs_reach and not _reaches(tokens, at, words):
        return True
    if frame.type == "repelled_attack" and frame.tense == "future":
        return True
    if frame.needs_attack and not words.groups["attacks"] & near and not _is_foe_stopped(tokens, at, frame, words):
        return True
    if frame.words[0].startswith(("tomb", "fall", "fell")) and _falls_on(tokens, at + len(frame.words), near, words):
        return True
    return frame.type in words.groups["strike_types"] and bool(words.groups["strikes"] & near) and frame.type != "entry"


def _has_army(tokens: Sequence[Token], at: int, last: int, words: TerritoryWords) -> bool:
    """Whether soldiers, and no weapon, stand near: "la sortie de ses hommes", "des Russes aperçus dans le centre"."""
    near = {one.text for one in tokens[max(0, at - 12) : last + 8]}
    peoples = {found[1] for found in map(demonym, near) if found is not None}
    if words.groups["strikes"] & near or peoples - {"RUS", "UKR"} or _RESIDENTS & near:
        return False
    return bool(words.groups["forces"] & near or peoples)


_RESIDENTS = frozenset({"habitants", "civils", "population", "enfants", "familles", "blessés", "habitant", "résidents"})


def _has_area(sentence: Sentence, last: int) -> bool:
    """Whether km2 or settlements are what the verb takes: "gagner 449 km²"."""
    near = {one.start for one in sentence.tokens[last : last + 4]}
    ahead = sentence.tokens[max(0, last - 12) : last]
    if {"que", "qu'"}.intersection(one.text for one in ahead):
        near |= {one.start for one in ahead}
    return any(
        one.start in near and (one.kind == "km2" or one.quantity.unit == "settlements") for one in sentence.measures
    )


def _reaches(tokens: Sequence[Token], at: int, words: TerritoryWords) -> bool:
    """Whether an army comes to a distance of a place: "arrivés à deux kilomètres de X", "aux portes de X"."""
    behind = {one.text for one in tokens[at + 1 : at + 9]}
    near = {one.text for one in tokens[max(0, at - 14) : at]}
    is_army = bool(words.groups["forces"] & near) or any(demonym(one) for one in near if len(one) > 4)
    return is_army and bool(words.groups.get("reach", frozenset()) & behind)


def has_auxiliary(hit: TerritoryHit, tokens: Sequence[Token]) -> bool:
    """Whether a participle stands behind a form of "être", and not behind its own noun ("vers des zones occupées")."""
    near = tokens[max(0, hit.first - 5) : hit.first]
    if near and near[-1].text in _ATTRIBUTED:
        return False
    return bool(BE.intersection(one.text for one in near if not one.is_capital))


_ATTRIBUTED = frozenset(
    {"zones", "zone", "territoires", "territoire", "régions", "région", "ville", "villes", "villages", "localités",
     "partie", "parties", "rive", "terres", "village", "localité", "provinces"}
)  # fmt: skip
BE = frozenset(
    {
        "est",
        "sont",
        "reste",
        "restent",
        "demeure",
        "demeurent",
        "été",
        "être",
        "était",
        "étaient",
        "sera",
        "seront",
        "serait",
        "seraient",
        "fut",
        "is",
        "are",
        "was",
        "were",
        "been",
        "be",
    }
)
