"""What a movement of an army's own soldiers is called, as against that of a force sent abroad."""

from __future__ import annotations

from extractors.annotate.facts import Located
from extractors.annotate.forces import counted_noun
from extractors.annotate.measure import Measure
from extractors.annotate.reading import Sentence
from extractors.model import MobilisationStatus, MobilisationType

_NEAR = 60
_TO_COME = frozenset({"planned", "announced", "imminent"})
_MOVED = ("transf", "dépêch", "achemin", "envoy", "enverr", "envoi", "expédi", "renfort", "fait venir", "amen",
          "sent", "send", "dispatch", "rejoin", "part", "déplo", "deploy", "arriv")  # fmt: skip


def kind_at_home(
    kind: MobilisationType, measure: Measure, sentence: Sentence, *, country: str | None, located: Located,
    is_foreign: bool, status: MobilisationStatus,
) -> MobilisationType:  # fmt: skip
    """What an army does with its own: those sent to a front are moved, those who fight or stand there are so many.

    A state that is asked for more recruits has to mobilise them; one that strengthens its own border sends nobody out.
    """
    near = [one.text for one in sentence.tokens if abs(one.start - measure.start) < _NEAR]
    if kind == "strength" and measure.rate_period and any(word.startswith("mobilis") for word in near):
        return "mobilisation_wave"
    if kind == "withdrawal" and counted_noun(measure).startswith(("réserviste", "reservist")):
        return "mobilisation_wave"
    if kind == "withdrawal" and not is_foreign and _goes_elsewhere(near):
        return "redeployment"
    if kind == "strength" and country == "KP" and located.country != "KP":
        return "foreign_deployment"
    if kind != "foreign_deployment" or country is None:
        return kind
    if is_foreign:
        is_border = {"frontière", "frontières", "border"}.intersection(near)
        return "redeployment" if is_border and country != "KP" and located.country in {None, country} else kind
    if counted_noun(measure).startswith("recrue"):
        return "mobilisation_wave"
    if country not in {"UA", "RU"}:
        return kind
    is_moved = status in _TO_COME or any(word.startswith(_MOVED) for word in near)
    return "redeployment" if is_moved else "strength"


def _goes_elsewhere(near: list[str]) -> bool:
    """A case of "va quitter Zaporijjia pour le Donbass"."""
    left = next((at for at, word in enumerate(near) if word.startswith("quitt")), None)
    return left is not None and "pour" in near[left : left + 5]


_LEGIONS = frozenset({"légion", "légions", "legion", "volontaires"})


def kind_by_host(kind: MobilisationType, measure: Measure, sentence: Sentence) -> MobilisationType:
    """Those enrolled by contract are recruited; whom a legion takes in enlists."""
    if kind == "enlistment" and counted_noun(measure).startswith("contract"):
        return "contract_recruitment"
    words = {one.text for one in sentence.tokens}
    takes_in = any(word.startswith(("accueill", "intégr", "incorpor", "welcom")) for word in words)
    return "enlistment" if kind in {"strength", "foreign_deployment"} and takes_in and words & _LEGIONS else kind
