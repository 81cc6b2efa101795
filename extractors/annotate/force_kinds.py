"""What a movement of an army's own soldiers is called, as against that of a force sent abroad."""

from __future__ import annotations

from extractors.annotate.actors import demonym
from extractors.annotate.facts import Located
from extractors.annotate.force_nouns import counted_noun
from extractors.annotate.measure import Measure
from extractors.annotate.reading import Sentence
from extractors.model import MobilisationStatus, MobilisationType

_NEAR = 60
_TO_COME = frozenset({"planned", "announced", "imminent"})
_MOVED = ("transf", "dépêch", "achemin", "envoy", "enverr", "envoi", "expédi", "renfort", "fait venir", "amen",
          "sent", "send", "dispatch", "rejoin", "part", "déplo", "deploy", "arriv")  # fmt: skip


def kind_at_home(
    kind: MobilisationType, measure: Measure, sentences: tuple[Sentence, ...], *, country: str | None,
    located: Located, is_foreign: bool, status: MobilisationStatus,
) -> MobilisationType:  # fmt: skip
    """What an army does with its own: those sent to a front are moved, those who fight or stand there are so many.

    A state that is asked for more recruits has to mobilise them; one that strengthens its own border sends nobody out.
    The last of the `sentences` holds the figure; the one before it is given where "y" takes up its place.
    """
    sentence = sentences[-1]
    is_at_border = any(_is_own_border(one, country, located) for one in sentences)
    near = [one.text for one in sentence.tokens if abs(one.start - measure.start) < _NEAR]
    if kind == "strength":
        if is_foreign and is_at_border:
            return "redeployment"
        return _standing(measure, near, country=country, located=located, is_foreign=is_foreign)
    if kind == "withdrawal":
        return _leaving(kind, measure, near, is_foreign=is_foreign)
    if kind != "foreign_deployment" or country is None:
        return kind
    if counted_noun(measure).startswith(("réserviste", "reservist")) and any(one.startswith(_CALLED) for one in near):
        return "mobilisation_wave"
    if is_foreign:
        return "redeployment" if country != "KP" and is_at_border else kind
    if counted_noun(measure).startswith("recrue"):
        return "mobilisation_wave"
    if country not in {"UA", "RU"} or located.country not in {"UA", "RU", None}:
        return kind
    is_moved = status in _TO_COME or any(word.startswith(_MOVED) for word in near)
    return "redeployment" if is_moved else "strength"


def _standing(
    measure: Measure, near: list[str], *, country: str | None, located: Located, is_foreign: bool
) -> MobilisationType:
    """What soldiers that stand somewhere are: raised where told by the month, sent where they stand abroad."""
    if measure.rate_period and any(word.startswith("mobilis") for word in near):
        return "mobilisation_wave"
    if (is_foreign and country is None) or any(word.startswith(_HOSTED) for word in near):
        return "foreign_deployment"
    if is_foreign and located.country != country and any(word.startswith(_POSTED) for word in near):
        return "foreign_deployment"
    is_abroad = located.country is not None and located.country not in {"UA", "RU"}
    if country == "RU" and is_abroad:
        return "foreign_deployment"
    return "foreign_deployment" if country == "KP" and located.country != "KP" else "strength"


def _leaving(kind: MobilisationType, measure: Measure, near: list[str], *, is_foreign: bool) -> MobilisationType:
    """Reservists who are called back are raised; soldiers taken from one front for another are moved."""
    if counted_noun(measure).startswith(("réserviste", "reservist")):
        return "mobilisation_wave"
    return "redeployment" if not is_foreign and _goes_elsewhere(near) else kind


_FAR = 12
_LAWS = frozenset({"loi", "texte", "projet", "décret", "mobilisation"})
_MOBILISED = ("recrue", "homme", "personne", "incorporation")
_CALLED = ("drapeau", "rappel", "vague", "mobilis")
_POSTED = ("stationn", "déploy", "basés", "basées", "positionn", "présen", "cantonn")
_HOSTED = ("abrit", "héberg", "hosts")
_BORDERS = frozenset({"frontière", "frontières", "border"})


def _is_own_border(sentence: Sentence, country: str | None, located: Located) -> bool:
    """A case of "à sa frontière": soldiers that a state sends to its own border stay at home."""
    if located.country not in {None, country}:
        return False
    for border, behind in zip(sentence.tokens, (*sentence.tokens[1:], None), strict=True):
        if border.text in _BORDERS:
            people = demonym(behind.text) if behind is not None and behind.is_word else None
            return people is None or people[0] == country
    return False


def _goes_elsewhere(near: list[str]) -> bool:
    """A case of "va quitter Zaporijjia pour le Donbass", "retiré du front de Kherson pour renforcer"."""
    left = next((at for at, word in enumerate(near) if word.startswith(("quitt", "retir"))), None)
    return left is not None and bool({"pour", "vers", "afin"}.intersection(near[left : left + _FAR]))


_LEGIONS = frozenset({"légion", "légions", "legion", "volontaires"})


_CONVICTS = frozenset({"prisonniers", "détenus", "condamnés", "inmates", "convicts", "prisoners"})
_OFFICES = ("bureau", "commission", "centre", "tcc", "office")


def kind_of_enrolment(
    kind: MobilisationType, measure: Measure, sentence: Sentence, country: str | None
) -> MobilisationType:
    """How a state fills its ranks: from its prisons, by contract in Russia, by its recruiting offices in Ukraine.

    Those who enrol of themselves, or are called volunteers, enlist.
    """
    noun = counted_noun(measure)
    if kind == "conscription_call_up" and country == "UA" and noun.startswith(_MOBILISED):
        return "mobilisation_wave"
    if kind == "conscription_call_up" and not noun.startswith(("conscri", "appelé")):
        told = (one.text for one in sentence.tokens)
        return "mobilisation_wave" if any(word.startswith(("mobilisation", "mobilisés")) for word in told) else kind
    if kind not in {"enlistment", "contract_recruitment"}:
        return kind
    if noun in _CONVICTS:
        return "prisoner_recruitment"
    near = [one.text for one in sentence.tokens if abs(one.start - measure.start) < _NEAR]
    if kind == "enlistment" and not noun.startswith(("volont", "volunt", "candid")) and _is_enrolled(near, country):
        if country == "RU":
            return "contract_recruitment"
        is_of_office = country == "UA" and any(one.startswith(_OFFICES) for one in near)
        if is_of_office:
            return "conscription_call_up"
        is_by_law = country == "UA" and any(one.text in _LAWS for one in sentence.tokens)
        return "mobilisation_wave" if is_by_law else kind
    return "mobilisation_wave" if noun.startswith("recrue") and country == "UA" and kind != "enlistment" else kind


def _is_enrolled(near: list[str], country: str | None) -> bool:
    """A case of "l'armée russe enrôle 30.000 hommes par mois": the state enrols them, they do not enrol themselves."""
    joins = ("enrôl", "rejoi", "engag") if country == "RU" else ("enrôl",)
    at = next((at for at, word in enumerate(near) if word.startswith(joins)), None)
    return at is not None and not {"s'", "se", "volontaires", "légion"}.intersection(near[max(0, at - 3) : at + 4])


def kind_by_host(kind: MobilisationType, measure: Measure, sentence: Sentence) -> MobilisationType:
    """Those enrolled by contract are recruited; whom a legion takes in enlists."""
    if kind == "enlistment" and counted_noun(measure).startswith("contract"):
        return "contract_recruitment"
    words = {one.text for one in sentence.tokens}
    takes_in = any(word.startswith(("accueill", "intégr", "incorpor", "welcom")) for word in words)
    return "enlistment" if kind in {"strength", "foreign_deployment"} and takes_in and words & _LEGIONS else kind
