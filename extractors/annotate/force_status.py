"""How far a movement of a force has come, by the words around its figure."""

from __future__ import annotations

from extractors.annotate.english_forces import is_progressive
from extractors.annotate.facts import Context, Finding
from extractors.annotate.force_clauses import beside, clause_of, is_told_done
from extractors.annotate.force_series import is_compared, is_hoped_for
from extractors.annotate.force_words import ForceWords
from extractors.annotate.measure import Measure
from extractors.annotate.reading import Sentence
from extractors.annotate.statements import Scan, Statement
from extractors.model import MobilisationStatus, MobilisationType

_ORDERS = frozenset({"ordonner", "décréter", "signer", "order", "decree"})


def _resumes_order(scan: Scan, context: Context) -> bool:
    """Whether a figure tells more of what the sentence before decreed: "300.000 hommes sont concernés"."""
    before = context.scans[scan.sentence.index - 1].statements if scan.sentence.index else ()
    return any(one.text.startswith("concern") for one in scan.sentence.tokens) and any(
        one.cue.lemma in _ORDERS for one in before
    )


_NONE: frozenset[str] = frozenset()


def status_of(
    measure: Measure, kind: MobilisationType, scan: Scan, *, context: Context, statement: Statement | None,
    words: ForceWords,
    country: str | None, parent: Finding | None,
) -> MobilisationStatus:  # fmt: skip
    """How far a movement has come: denied, demanded, planned, announced, imminent, ongoing, reported, achieved."""
    sentence = scan.sentence
    if parent is not None:
        return parent.fields["status"]  # type: ignore[no-any-return]
    if is_hoped_for(measure, sentence, words):
        return "planned"
    if is_compared(measure, sentence, words) or _is_reached(sentence, measure, words):
        return _status_by_speaker(kind, statement, country)
    if statement is not None and statement.cue.stance == "denies":
        return "denied"
    if (statement is not None and statement.cue.stance == "demands") or _is_asked_for(sentence, measure, kind, words):
        return "demanded"
    if _says(clause_of(sentence, measure), words.groups.get("on_the_point", _NONE)) or _is_imminent(sentence, measure):
        return "imminent"
    if statement is not None and (statement.cue.lemma in _ORDERS or _resumes_order(scan, context)):
        return "announced"
    hoping = words.groups.get("hoping", _NONE)
    if statement is not None and (statement.cue.lemma in hoping or _is_floated(statement, sentence, measure, words)):
        return "planned"
    told = _status_by_words(measure, kind, scan, statement=statement, words=words)
    if told is None and kind == "foreign_deployment" and country is None and _would(clause_of(sentence, measure)):
        return "planned"
    return told or _status_by_speaker(kind, statement, country)


def _is_reached(sentence: Sentence, measure: Measure, words: ForceWords) -> bool:
    """A case of "l'objectif de 300.000 hommes est atteint": a target that is reached."""
    at = sentence.token_at((measure.noun_end or measure.end) - 1) + 1
    behind = [one.text for one in sentence.tokens[at : at + _ASKED_FOR]]
    return bool({"est", "été", "sont"}.intersection(behind)) and not words.groups.get("reached", _NONE).isdisjoint(
        behind
    )


def _is_floated(statement: Statement, sentence: Sentence, measure: Measure, words: ForceWords) -> bool:
    """A case of "a évoqué l'envoi de 2.000 hommes": talked of, not done."""
    at = sentence.token_at(measure.start)
    near = [one.text for one in sentence.tokens[max(0, at - _ASKED_FOR) : at]]
    is_talk = statement.cue.lemma in words.groups.get("floating", _NONE)
    return is_talk and any(one.startswith(tuple(words.groups["sending"])) for one in near)


_ASKED_FOR = 6


def _is_asked_for(sentence: Sentence, measure: Measure, kind: MobilisationType, words: ForceWords) -> bool:
    """A case of "l'état-major réclame 500.000 recrues", "il faudrait": asked for, whoever tells it."""
    first = sentence.token_at(measure.start)
    before = {one.text for one in sentence.tokens[max(0, first - _ASKED_FOR) : first]}
    if before & words.groups.get("asking", _NONE):
        return True
    needed = words.groups["needed"] | (words.groups.get("wanting", _NONE) if kind == "foreign_deployment" else _NONE)
    return bool(needed & before) or bool(needed.intersection(beside(sentence, measure)))


_BY_LAW = frozenset({"demobilisation", "mobilisation_wave", "conscription_call_up", "strength"})
_DECREED = frozenset({"mobilisation_wave", "conscription_call_up", "foreign_deployment", "redeployment"})


def _status_by_words(
    measure: Measure, kind: MobilisationType, scan: Scan, *, statement: Statement | None, words: ForceWords
) -> MobilisationStatus | None:
    """The status that the words around a figure tell: to come, under way, decided."""
    texts = [one.text for one in scan.sentence.tokens if abs(one.start - measure.start) < 160]
    near, clause, groups = set(texts), clause_of(scan.sentence, measure), words.groups
    if is_told_done(scan.sentence, measure, words):
        return "ongoing" if measure.rate_period is not None else None
    if any(_is_future_word(word) for word in clause):
        is_enacted = bool(near & groups.get("passed", _NONE)) and "projet" not in near
        return "announced" if kind in _BY_LAW and is_enacted else "planned"
    if kind == "staffing_level" and near & {"serait", "seraient", "would"}:
        return "planned"
    if _runs_now(measure, kind, clause, words):
        return "planned" if measure.rate_period is not None and _is_meant(clause, words) else "ongoing"
    english = _english_status(measure, scan.sentence, near, words) if words.lang == "en" else None
    if english is not None:
        return english
    is_past = _is_done(texts)
    if (near & groups["laws"] and kind in _BY_LAW and not is_past) or near & groups["assent"]:
        return "announced"
    is_own = statement is not None and statement.cue.stance == "announces" and kind in _DECREED
    is_to_be = kind == "strength" and not groups["sizing"].isdisjoint(clause)
    if is_to_be or _is_meant(clause, words) or (kind in _LASTING and not is_own and _would_be_done(clause, words)):
        return "planned"
    if not is_past and (is_own or near & groups.get("ordered", _NONE)):
        return "announced"
    return "announced" if kind in _DECREED and not groups.get("decided", _NONE).isdisjoint(clause) else None


def _runs_now(measure: Measure, kind: MobilisationType, clause: list[str], words: ForceWords) -> bool:
    """Whether a movement is under way, or told as a rate."""
    if words.lang == "fr" and kind in _LASTING and _is_under_way(clause, words):
        return True
    if measure.rate_period is not None or _says(clause, words.groups.get("regular", _NONE)):
        return True
    return kind != "strength" and not {"signent", "massés"}.isdisjoint(clause)


def _is_meant(clause: list[str], words: ForceWords) -> bool:
    """Whether a clause tells an intent; "compte" does before an infinitive: "l'armée compte 37.650 militaires"."""
    if _says(clause, _DEADLINES):
        return True
    found = words.groups["planned"].intersection(clause)
    return bool(found - _COUNTING) or any(
        word in _COUNTING and any(one.endswith(("er", "ir", "re", "oir")) for one in clause[at + 1 : at + 4])
        for at, word in enumerate(clause)
    )


_DEADLINES = frozenset({"d' ici"})
_COUNTING = frozenset({"compte", "comptent", "comptait", "comptaient"})


def _would(clause: list[str]) -> bool:
    """A case of "la force européenne compterait 30.000 hommes": a force of several states that is only talked of."""
    return any(word.endswith(("rait", "raient")) for word in clause) and "rangs" not in clause


def _would_be_done(clause: list[str], words: ForceWords) -> bool:
    """A case of "seraient rappelés", "enverrait": an event told as one to come; "seraient déjà là" is only heard of."""
    standing, doing = tuple(words.groups.get("standing", _NONE)), tuple(words.groups.get("doing", _NONE))
    if any(word.startswith(standing) for word in clause):
        return False
    return any(
        (
            word in {"serait", "seraient"}
            and clause[max(0, at - 1) : at] not in (["se"], ["s'"])
            and any(_is_participle(one) for one in clause[at + 1 : at + 3])
        )
        or (word.endswith(("rait", "raient")) and word.startswith(doing))
        for at, word in enumerate(clause)
    )


def _is_participle(word: str) -> bool:
    return word.endswith(("é", "és", "ée", "ées", "is", "ises", "us", "ues")) and word not in _NO_PARTICIPLES


_NO_PARTICIPLES = frozenset({"plus", "puis", "tous", "parti", "partis", "venus", "entrés", "sortis", "revenus",
                             "rentrés", "passés", "morts", "tombés", "montés", "restés"})  # fmt: skip


_LASTING = frozenset(
    {"training_equipment", "foreign_deployment", "redeployment", "withdrawal", "mobilisation_wave",
     "conscription_call_up", "contract_recruitment", "enlistment"}
)  # fmt: skip


def _is_under_way(clause: list[str], words: ForceWords) -> bool:
    """A case of "en cours de formation", "continue d'envoyer", "est en train d'acheminer"."""
    groups = words.groups
    return not groups["under_way"].isdisjoint(clause) or _says(clause, groups["going_on"])


def _says(clause: list[str], phrases: frozenset[str]) -> bool:
    """Whether a clause has one of some phrases, each from the beginning of a word."""
    said = f" {' '.join(clause)}"
    return any(f" {phrase}" in said for phrase in phrases)


def _english_status(
    measure: Measure, sentence: Sentence, near: set[str], words: ForceWords
) -> MobilisationStatus | None:
    if near & words.groups["announced"]:
        return "announced"
    is_ongoing = is_progressive(sentence, measure) or words.groups["ongoing"].intersection(clause_of(sentence, measure))
    return "ongoing" if is_ongoing else None


def _status_by_speaker(kind: MobilisationType, statement: Statement | None, country: str | None) -> MobilisationStatus:
    """Who owns or trains a force says that it is so; anybody else reports it."""
    if statement is None:
        return "reported"
    speaker = statement.speaker
    is_trainer = kind == "training_equipment" and (speaker.country is not None or speaker.side == "UKR_ALLY")
    is_of_party = speaker.country is not None and speaker.side not in {"MEDIA", "NEUTRAL"}
    if speaker.country is None and (_is_its_own(statement) or (country is None and speaker.side == "UKR_ALLY")):
        return "achieved"
    is_served = kind == "enlistment" and country is None and speaker.side in {"UKR", "RUS"}
    is_owner = is_of_party and (speaker.country == country or is_served)
    return "achieved" if is_trainer or is_owner else "reported"


def _is_its_own(statement: Statement) -> bool:
    """A case of "la brigade est complète à 40 %, déplore son commandant": who speaks for the force that is counted."""
    at = statement.sentence.token_at(statement.speaker.start)
    near = statement.sentence.tokens[max(0, at - 1) : at + 1]
    return any(one.text in {"son", "sa", "leur", "its"} for one in near)


def _is_done(texts: list[str]) -> bool:
    return bool({"ont", "a", "été", "déjà"} & set(texts)) and bool({"déjà", "depuis", "été"} & set(texts))


def _is_imminent(sentence: Sentence, measure: Measure) -> bool:
    tokens = sentence.tokens
    texts = [one.text for one in tokens if measure.start <= one.start < measure.start + 90]
    ahead = [one.text for one in tokens if measure.start - _CLAUSE < one.start < measure.start]
    return any(
        "sur le point" in " ".join(near) or any(word.startswith(("imminent", "apprêt")) for word in near)
        for near in (texts, ahead)
    )


_PAST = frozenset(
    {"opéra", "libéra", "considéra", "déclara", "assura", "jura", "tira", "retira", "espéra", "front", "affront"}
)


def _is_future_word(word: str) -> bool:
    return (
        word.endswith(("ront", "rra", "dra", "vra", "era", "ira", "ura", "oira", "ttra", "îtra"))
        and word not in _PAST
        and len(word) > 4
    ) or word in {"va", "vont"}


_CLAUSE = 70
