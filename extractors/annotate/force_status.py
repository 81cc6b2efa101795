"""The words of force frames, and how far a movement has come by them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extractors.annotate.english_forces import is_progressive
from extractors.annotate.facts import Context, Finding
from extractors.annotate.measure import Measure
from extractors.annotate.reading import Sentence
from extractors.annotate.statements import Scan, Statement
from extractors.annotate.words import word_list
from extractors.model import MobilisationStatus, MobilisationType

_ORDERS = frozenset({"ordonner", "décréter", "signer", "order", "decree"})


@dataclass(frozen=True)
class ForceWords:
    """The force words of a pack, ready for look-up."""

    lang: str
    phrases: dict[str, list[tuple[tuple[str, ...], MobilisationType]]]
    triggers: tuple[tuple[str, MobilisationType], ...]
    groups: dict[str, frozenset[str]]
    faint: tuple[str, ...]


@lru_cache(maxsize=4)
def force_words(lang: str) -> ForceWords:
    """The force words of a language, read once."""
    listed = word_list("mobilisation", lang)
    phrases: dict[str, list[tuple[tuple[str, ...], MobilisationType]]] = {}
    for row in listed["triggers"]:
        for written in row["words"]:
            if " " in written:
                phrases.setdefault(written.split()[0], []).append((tuple(written.split()), row["type"]))
    return ForceWords(
        lang=lang,
        phrases=phrases,
        triggers=tuple((word, row["type"]) for row in listed["triggers"] for word in row["words"]),
        groups={name: frozenset(words) for name, words in listed["words"].items()},
        faint=tuple(listed["words"].get("faint", ("\0",))),
    )


@lru_cache(maxsize=16_384)
def type_of_word(word: str, lang: str) -> MobilisationType | None:
    """The type of the longest trigger a word begins with, None where none does."""
    best: tuple[int, MobilisationType] | None = None
    if word.startswith(("retraité", "retraite")):
        return None
    for trigger, kind in force_words(lang).triggers:
        if " " not in trigger and word.startswith(trigger) and (best is None or len(trigger) > best[0]):
            best = (len(trigger), kind)
    return best[1] if best else None


def _resumes_order(scan: Scan, context: Context) -> bool:
    """Whether a figure tells more of what the sentence before decreed: "300.000 hommes sont concernés"."""
    before = context.scans[scan.sentence.index - 1].statements if scan.sentence.index else ()
    return any(one.text.startswith("concern") for one in scan.sentence.tokens) and any(
        one.cue.lemma in _ORDERS for one in before
    )


def status_of(
    measure: Measure, kind: MobilisationType, scan: Scan, *, context: Context, statement: Statement | None,
    words: ForceWords,
    country: str | None, parent: Finding | None,
) -> MobilisationStatus:  # fmt: skip
    """How far a movement has come: denied, demanded, planned, announced, imminent, ongoing, reported, achieved."""
    if parent is not None:
        return parent.fields["status"]  # type: ignore[no-any-return]
    if statement is not None and statement.cue.stance == "denies":
        return "denied"
    if statement is not None and statement.cue.stance == "demands":
        return "demanded"
    if kind == "foreign_deployment" and _NEEDED.intersection(_beside(scan.sentence, measure)):
        return "demanded"
    if _asks_for(scan.sentence, measure):
        return "demanded"
    if _is_imminent(scan.sentence, measure):
        return "imminent"
    if statement is not None and (statement.cue.lemma in _ORDERS or _resumes_order(scan, context)):
        return "announced"
    if statement is not None and (statement.cue.lemma in _HOPES or _is_floated(statement, scan.sentence, measure)):
        return "planned"
    return _status_by_words(measure, kind, scan, statement=statement, words=words) or _status_by_speaker(
        kind, statement, country
    )


_HOPES = frozenset({"tabler", "espérer", "ambitionner", "miser", "viser"})
_FLOATING = frozenset({"évoquer", "proposer", "envisager", "suggérer", "discuter", "imaginer", "float", "discuss"})
_SENDING = ("envoi", "déploiement", "mobilisation", "retrait", "formation", "deployment", "sending", "withdrawal")


def _is_floated(statement: Statement, sentence: Sentence, measure: Measure) -> bool:
    """A case of "a évoqué l'envoi de 2.000 hommes": talked of, not done."""
    at = sentence.token_at(measure.start)
    near = [one.text for one in sentence.tokens[max(0, at - _ASKED_FOR) : at]]
    return statement.cue.lemma in _FLOATING and any(one.startswith(_SENDING) for one in near)


_ASKING = frozenset(
    {"réclame", "réclament", "réclamait", "exige", "exigent", "exigeait", "sollicite", "sollicitent"}
)  # fmt: skip
_ASKED_FOR = 6


def _asks_for(sentence: Sentence, measure: Measure) -> bool:
    """A case of "l'état-major réclame 500.000 recrues", "sollicite": asked for, whoever tells it."""
    first = sentence.token_at(measure.start)
    return bool(_ASKING.intersection(one.text for one in sentence.tokens[max(0, first - _ASKED_FOR) : first]))


_NEEDED = frozenset(
    {"nécessaire", "nécessaires", "faut", "faudrait", "needed", "required", "necessary"}
)  # fmt: skip
_LAWS = frozenset(
    {"loi", "décret", "oukase", "adopté", "adoptée", "promulgué", "promulguée", "voté", "votée", "law", "decree"}
)  # fmt: skip
_PASSED = frozenset(
    {"décret", "oukase", "adopté", "adoptée", "promulgué", "promulguée", "voté", "votée", "paraphé", "paraphée"}
)  # fmt: skip
_ASSENT = frozenset(
    {"feu", "approuvé", "approuve", "entériné", "autorisé", "autorise", "validé", "approved", "authorised"}
)
_BY_LAW = frozenset({"demobilisation", "mobilisation_wave", "conscription_call_up", "strength"})


def _status_by_words(
    measure: Measure, kind: MobilisationType, scan: Scan, *, statement: Statement | None, words: ForceWords
) -> MobilisationStatus | None:
    """The status that the words around a figure tell: to come, under way, decided."""
    texts = [one.text for one in scan.sentence.tokens if abs(one.start - measure.start) < 160]
    near = set(texts)
    if any(_is_future_word(word) for word in _clause(scan.sentence, measure)):
        return "announced" if kind in _BY_LAW and _is_enacted(near) else "planned"
    if kind == "staffing_level" and near & {"serait", "seraient", "would"}:
        return "planned"
    if words.lang == "fr" and kind in _LASTING and _is_under_way(_clause(scan.sentence, measure)):
        return "ongoing"
    if measure.rate_period is not None or (near & {"chaque", "signent", "massés"} and kind != "strength"):
        return "ongoing"
    english = _english_status(measure, scan.sentence, near, words) if words.lang == "en" else None
    if english is not None:
        return english
    if (near & _LAWS and kind in _BY_LAW) or near & _ASSENT:
        return "announced"
    if (_clause_set(scan.sentence, measure) - _own_verb(scan.sentence, measure)) & words.groups["planned"]:
        return "planned"
    if (
        statement is not None
        and statement.cue.stance == "announces"
        and kind in {"mobilisation_wave", "conscription_call_up", "foreign_deployment", "redeployment"}
        and not _is_done(texts)
    ):
        return "announced"
    if near & {"décret", "décrété", "ordonné"}:
        return "announced"
    return None


def _is_enacted(near: set[str]) -> bool:
    """A case of "la loi adoptée portera l'armée à 900.000 hommes": decided, though its effect is to come."""
    return bool(near & _PASSED) and "projet" not in near


_LASTING = frozenset(
    {"training_equipment", "foreign_deployment", "redeployment", "withdrawal", "mobilisation_wave",
     "conscription_call_up", "contract_recruitment", "enlistment"}
)  # fmt: skip
_UNDER_WAY = frozenset({"poursuit", "poursuivent", "continue", "continuent", "afflue", "affluent"})


def _is_under_way(clause: list[str]) -> bool:
    """A case of "en cours de formation", "continue d'envoyer", "est en train d'acheminer"."""
    said = " ".join(clause)
    return bool(_UNDER_WAY.intersection(clause)) or any(
        phrase in said for phrase in ("en cours", "en train d", "est à l' instruction", "sont à l' instruction")
    )


def _english_status(
    measure: Measure, sentence: Sentence, near: set[str], words: ForceWords
) -> MobilisationStatus | None:
    if near & words.groups["announced"]:
        return "announced"
    is_ongoing = is_progressive(sentence, measure) or _clause_set(sentence, measure) & words.groups["ongoing"]
    return "ongoing" if is_ongoing else None


def _status_by_speaker(kind: MobilisationType, statement: Statement | None, country: str | None) -> MobilisationStatus:
    """Who owns or trains a force says that it is so; anybody else reports it."""
    if (
        statement is not None
        and statement.speaker.country is not None
        and (statement.speaker.country == country or kind == "training_equipment")
    ):
        return "achieved"
    return "reported"


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
        word.endswith(("ront", "rra", "dra", "vra", "era", "ira", "ura", "oira"))
        and word not in _PAST
        and len(word) > 4
    ) or word in {"va", "vont"}


_CLAUSE = 70


def _turns(sentence: Sentence, measure: Measure) -> list[int]:
    """Where the clause of the next figure begins: at the last "et" or "mais" before it."""
    following = [one for one in sentence.measures if one.start > measure.end and one.is_figure and one.kind == "count"]
    if not following:
        return []
    between = [one for one in sentence.tokens if measure.end <= one.start < following[0].start]
    turns = [one.start for one in between if one.text in {"et", "mais", "and", "but"}]
    return turns[-1:] if len(between) > _NEAR else []


_NEAR = 3


def _beside(sentence: Sentence, measure: Measure) -> list[str]:
    """The words next to a figure, up to the next one."""
    first = sentence.token_at(measure.start)
    following = (one.start for one in sentence.measures if one.start > measure.end and one.is_figure)
    limit = next(following, sentence.end)
    return [one.text for one in sentence.tokens[max(0, first - 5) : first + 9] if one.start < limit]


def _own_verb(sentence: Sentence, measure: Measure) -> set[str]:
    """A case of "l'armée compte 37.650 militaires": right before a figure "compte" is no plan."""
    at = sentence.token_at(measure.start)
    return {one.text for one in sentence.tokens[max(0, at - 1) : at]} & {"compte", "comptent", "comptait", "comptaient"}


def _clause(sentence: Sentence, measure: Measure) -> list[str]:
    breaks = [one.start for one in sentence.tokens if one.text == ";"]
    breaks += _turns(sentence, measure)
    first = max((at for at in breaks if at < measure.start), default=sentence.start)
    last = min((at for at in breaks if at > measure.start), default=sentence.end)
    return [
        one.text
        for one in sentence.tokens
        if first <= one.start < last and abs(one.start - measure.start) < _CLAUSE and not one.is_capital
    ]


def _clause_set(sentence: Sentence, measure: Measure) -> set[str]:
    return set(_clause(sentence, measure))
