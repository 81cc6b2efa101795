"""Claims: the fields of the contract settled for each statement (stance, modality, polarity, quotation, hops)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from extractors.annotate.actors import demonym
from extractors.annotate.clauses import is_clause
from extractors.annotate.memory import Speaker
from extractors.annotate.moods import is_conditional
from extractors.annotate.reading import Reading, Sentence, Token
from extractors.annotate.statements import Statement
from extractors.annotate.words import word_list
from extractors.model import Hop, Modality, QuoteType, Side, Stance
from extractors.outlet import Outlet
from extractors.text import Quotation


def stance_of(statement: Statement, reading: Reading, own_gain: bool) -> Stance:
    """The stance of the cue verb, changed by content only where the contract says so."""
    stance = statement.cue.stance
    words = [one.text for one in statement.content]
    if own_gain and (stance in {"asserts", "announces"}):
        return "claims"
    if statement.cue.lemma in {"exclure", "écarter", "rule out"} and not statement.cue.is_negated:
        return "denies"
    is_judged = stance == "estimates" and statement.cue.lemma in {"juger", "estimer", "considérer"}
    if (stance in {"asserts", "announces"} or is_judged) and _denies(statement, words, reading):
        return "denies"
    if stance in {"denounces", "asserts"} and statement.is_inverted and _labels_false(statement, reading):
        return "denies"
    if stance == "asserts" and _blames(statement):
        return "accuses"
    if statement.cue.form == "according" and {"estimations", "estimation", "estimates"}.intersection(
        statement.speaker.mention.lower().split()
    ):
        return "estimates"
    if (
        stance == "asserts"
        and not _quoted_only(statement)
        and _is_future(statement.content, reading)
        and _is_own_act(statement)
    ):
        return "pledges" if statement.cue.lemma in {"assurer", "garantir", "jurer"} else "announces"
    if statement.cue.lemma == "appeler" and _names(statement):
        return "asserts"
    if stance == "asserts" and statement.cue.form == "finite" and (_is_demand(words) or _ought(statement)):
        return "demands"
    return stance


def _denies(statement: Statement, words: list[str], reading: Reading) -> bool:
    """Whether a neutral verb calls an allegation false: a belligerent's words, or a label ("called it groundless")."""
    if not reading.pack.grammar["denial_words"].intersection(words):
        return False
    is_label = statement.cue.lemma in {"call", "dub", "label", "brand"}
    return is_label or (statement.speaker.side in {"UKR", "RUS", "RUS_ALLY"} and _calls_false(statement))


def _labels_false(statement: Statement, reading: Reading) -> bool:
    """A case of "« Mensonges », s'emporte Londres": the quoted label alone calls an allegation false."""
    quoted = [one for one in statement.content if one.is_quoted]
    is_label = 0 < len(quoted) <= _LABEL_LENGTH and len(quoted) >= len(statement.content) - 4
    words = {one.text for one in quoted}
    is_untrue = {"pas", "vrai"} <= words or {"pas", "exact"} <= words
    labels = reading.pack.grammar["denial_words"]
    return is_label and (is_untrue or not labels.isdisjoint(one.text for one in quoted[:3]))


_LABEL_LENGTH = 8
_BLAMES = frozenset(
    {"crime", "crimes", "sabotage", "provocation", "terrorisme", "terroriste", "terroristes", "agression", "massacre",
     "chantage", "génocide", "attentat", "crime de guerre", "barbarie", "acte"}
)  # fmt: skip


def _blames(statement: Statement) -> bool:
    """A case of "un « acte de sabotage » ukrainien", "tient Moscou pour « responsable »": a label with its culprit."""
    words = [one.text for one in statement.content]
    if statement.cue.lemma in {"tenir", "juger", "désigner"} and {"responsable", "responsables", "coupable"} & set(
        words
    ):
        return True
    if statement.cue.lemma not in _LABELLING or statement.speaker.side not in _ADVERSARY:
        return False
    label = next((at for at, one in enumerate(statement.content) if one.is_quoted and one.text in _BLAMES), None)
    if label is None:
        return False
    near = [demonym(word) for word in words[label : label + 7]]
    return any(one is not None and one[1] == _ADVERSARY[statement.speaker.side] for one in near)


_ADVERSARY: dict[Side, Side] = {"UKR": "RUS", "RUS": "UKR", "UKR_ALLY": "RUS", "RUS_ALLY": "UKR"}
_LABELLING = frozenset(
    {"parler", "rétorquer", "crier", "évoquer", "voir", "répliquer", "répondre", "riposter", "réagir"}
)


def _calls_false(statement: Statement) -> bool:
    return statement.cue.form != "according" or statement.cue.lemma in {"selon", "pour", "d'après"}


def _quoted_only(statement: Statement) -> bool:
    return all(one.is_quoted for one in statement.content)


def _is_own_act(statement: Statement) -> bool:
    """Whether the future act is the speaker's own: its country or a passive without another actor."""
    mentioned = {
        one.actor.country
        for one in statement.sentence.actors
        if statement.covers(one.start) and not _is_goal(statement, one.start)
    }
    mentioned.discard(None)
    return not mentioned or statement.speaker.country in mentioned


def _is_goal(statement: Statement, start: int) -> bool:
    """A case of "envoyer des soldats en Ukraine": the country is where, not who."""
    at = statement.sentence.token_at(start)
    return at > 0 and statement.sentence.tokens[at - 1].text in {"en", "à", "au", "aux", "vers", "to", "in", "into"}


def _names(statement: Statement) -> bool:
    """A case of "ce que X appelle une arme « de lâches »": he names it, and calls for nothing."""
    behind = statement.sentence.tokens[statement.cue.last : statement.cue.last + 4]
    return any(one.is_quoted for one in statement.content) and not {"à", "au", "aux"}.intersection(
        one.text for one in behind
    )


_PLANNED = frozenset({"se", "avoir", "être", "s'", "débuter", "commencer", "durer", "arriver", "entrer"})


def _ought(statement: Statement) -> bool:
    """A case of "« Le monde doit le voir », martèle X": a duty of others in a quoted clause."""
    content = statement.content
    at = next((at for at, one in enumerate(content[:-1]) if one.text in {"doit", "doivent"} and one.is_quoted), None)
    if at is None or at > _MAIN or content[at + 1].text in _PLANNED:
        return False
    return not {"ne", "n'", "il", "qui", "on"}.intersection(one.text for one in content[:at])


_MAIN = 8


def _is_demand(words: list[str]) -> bool:
    joined = set(words)
    return bool(joined & {"faut", "must"}) and "il" in joined


def modality_of(statement: Statement, reading: Reading) -> Modality:
    """By the form of the reported clause."""
    tokens = statement.content
    words = [one.text for one in tokens]
    if statement.cue.form != "noun" and any(map(is_conditional, words)):
        return "conditional"
    if statement.cue.lemma in {"redouter", "craindre", "appréhender", "fear"}:
        return "hypothetical"
    if "indices" in words or ("penser" in words and "laisse" in words):
        return "indicated"
    if _is_future(tokens, reading) or statement.cue.lemma in {"promettre", "s'engager", "vow", "pledge", "ordonner"}:
        return "future"
    return "fact"


_NOT_FUTURE = frozenset(
    {
        "opéra",
        "caméra",
        "sera-t-il",
        "extra",
        "ultra",
        "libéra",
        "considéra",
        "espéra",
        "réitéra",
        "récupéra",
        "para",
        "front",
        "giron",
        "retira",
        "tira",
        "attira",
        "inspira",
        "entra",
        "montra",
        "rencontra",
        "déclara",
        "assura",
        "jura",
        "accapara",
        "opera",
        "demeura",
        "mesura",
        "empara",
        "s'empara",
        "prépara",
    }
)


_FUTURE = ("era", "ira", "dra", "tra", "vra", "rra", "ront", "aura", "erons", "irons", "drons", "erai", "irai", "drai",
           "vrons")  # fmt: skip


def _is_future(tokens: tuple[Token, ...], reading: Reading) -> bool:
    markers = reading.pack.grammar["future_markers"]
    for index, one in enumerate(tokens):
        word = one.text
        if word.endswith(_FUTURE) and not one.is_capital and word not in _NOT_FUTURE and len(word) > 3:
            return True
        if word in markers:
            behind = tokens[index + 1 : index + 4]
            if word == "will" or any(each.text.endswith(("er", "ir", "re", "oir")) for each in behind):
                return True
    return False


def polarity_of(statement: Statement, stance: Stance, reading: Reading) -> int:
    """-1 for a denial, a negated cue, or a reported main clause that is negated."""
    if statement.cue.is_negated and stance != "denies" and _counts_nobody(statement):
        return 1
    if stance == "denies" or statement.cue.is_negated:
        return -1
    negatives = reading.pack.grammar["negations"] | _NO_ONE
    if negatives.isdisjoint([one.text for one in statement.content]):
        return 1
    return -1 if _is_main_negated(statement.content, statement, reading) else 1


def _counts_nobody(statement: Statement) -> bool:
    """A case of "ne signale aucun enfant touché": a zero toll denies nothing."""
    behind = [one.text for one in statement.sentence.tokens[statement.cue.last - 1 : statement.cue.last + 5]]
    return bool({"aucun", "aucune"}.intersection(behind)) and bool(
        _TOLL.union({"tué", "tuée", "touché", "touchée", "blessée", "perte", "décès"}).intersection(behind)
    )


def _negates(ahead: Sequence[str], behind: Sequence[str], reading: Reading) -> bool:
    """Whether the second half of a negation stands behind "ne", or nobody before it: "aucun soldat n'a …"."""
    if "plus" in behind and {"que", "qu'"}.intersection(behind[behind.index("plus") : behind.index("plus") + 2]):
        return False
    if behind[:1] and behind[0] in _NEED_NO_PAS and not {"que", "qu'"}.intersection(behind):
        return True
    if "personne" in ahead and _TOLL.union({"tué", "blessée", "tuée", "touché"}).intersection(behind):
        return False
    return not reading.pack.grammar["negators"].isdisjoint(behind) or not _NOBODY.isdisjoint(ahead)


_NEED_NO_PAS = frozenset({"peut", "saurait", "sauraient", "pourra", "peuvent"})
"""Verbs that "ne" alone negates: "il ne peut être question"."""
_NOBODY = frozenset({"none", "nobody", "aucun", "aucune", "personne", "rien", "nul", "nulle", "jamais"})
_NO_ONE = frozenset({"pas", "aucun", "aucune", "no", "nothing", "none", "nobody"})
_TOLL = frozenset(
    {"mort", "morts", "blessé", "blessés", "victime", "victimes", "dead", "wounded", "casualties", "injured"}
)


def _is_zero_toll(words: list[str], at: int) -> bool:
    """A case of "n'a fait aucun blessé" counts nobody; it denies nothing."""
    return bool(
        {"aucun", "aucune", "no", "sans", "pas"}.intersection(words[at : at + 7])
        and _TOLL.intersection(words[at : at + 9])
    )


def _is_main_negated(tokens: tuple[Token, ...], statement: Statement, reading: Reading) -> bool:
    words = [one.text for one in tokens]
    start = 0
    if not statement.is_inverted and statement.cue.form == "finite":
        behind_cue = statement.sentence.tokens[statement.cue.at].end
        start = next((at for at, one in enumerate(tokens) if one.start >= behind_cue), 0)
    seen = 0
    first = start + (words[start : start + 1] in (["that"], ["que"], ["qu'"]))
    if _NO_ONE.intersection(words[first : first + 1]) and not _is_zero_toll(words, start):
        return True
    for index in range(start, min(len(words), start + 22)):
        word = words[index]
        if word in {"qui", "dont", "car", "parce", "où", "if", "who", "which"} and index > start:
            return False
        if word in {"que", "qu'", "that"}:
            seen += 1
            if seen > 1:
                return False
        if (word in {"et", "mais", "and", "but"} and index > start + 3) or (
            word == ","
            and not seen
            and not statement.is_inverted
            and statement.cue.form == "finite"
            and not tokens[index].is_quoted
        ):
            return False
        if word in reading.pack.grammar["negations"] and reading.pack.lang == "en":
            return words[index + 1 : index + 2] != ["only"] and not _is_zero_toll(words, index)
        if word in reading.pack.grammar["negations"]:
            ahead, behind = words[max(start, index - 5) : index], words[index + 1 : index + 6]
            nobody = max(start, index - 5)
            is_zero = _is_zero_toll(words, index) or _is_zero_toll(words, nobody)
            return not is_zero and _negates(ahead, behind, reading)
    return False


def quote_type_of(statement: Statement, reading: Reading) -> QuoteType:
    """Direct where the marks hold a clause, mixed where they hold less, else by the form of the cue."""
    quotes = [one for one in statement.sentence.quotations if one.start < statement.end and statement.start < one.end]
    if quotes:
        if (
            statement.is_inverted
            and reading.pack.lang == "en"
            and all(one.start > statement.speaker.start for one in quotes)
        ):
            return "mixed"
        return "direct" if any(is_clause(_inside(one, statement), reading.pack) for one in quotes) else "mixed"
    if statement.cue.form == "according":
        return "selon"
    return "none" if statement.cue.form == "noun" else "indirect"


def _inside(quotation: Quotation, statement: Statement) -> list[Token]:
    start, end = quotation.inner_start, quotation.inner_end
    return [one for one in statement.sentence.tokens if start <= one.start and one.end <= end]


def hops(statement_speaker: Speaker, sentence: Sentence, reading: Reading, publisher: str) -> tuple[Hop, ...]:
    """The way of the words: origin, spokesperson or document, relays named in the sentence, publisher."""
    found = [Hop(name=statement_speaker.name, role="document" if statement_speaker.is_document else "origin")]
    if statement_speaker.role and "porte-parole" in statement_speaker.role.lower():
        found[0] = Hop(name=statement_speaker.name, role="spokesperson")
    tokens = sentence.tokens
    for one in sentence.actors:
        if one.actor.kind in {"agency", "media"} and not statement_speaker.start <= one.start < statement_speaker.end:
            before = tokens[max(0, sentence.token_at(one.start) - 4) : sentence.token_at(one.start)]
            if any(token.text in reading.pack.grammar["relay_links"] for token in before):
                found.append(
                    Hop(name=one.actor.name, role="relay_agency" if one.actor.kind == "agency" else "relay_media")
                )
    return (*found, Hop(name=publisher, role="publisher"))


@lru_cache(maxsize=256)
def publisher_of(slug: str, outlet: Outlet | None) -> tuple[str, str | None]:
    """Name and country of the publisher: the outlet's own, else those listed for its slug."""
    if outlet is not None:
        return outlet.name, outlet.country
    listed = word_list("../publishers", "fr")["names"].get(slug)
    if listed is None:
        return slug, None
    name, country = listed.split("|")
    return name, country
