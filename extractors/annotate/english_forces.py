"""English forces: movements that go on now, and figures that resume the force of the sentence before."""

from __future__ import annotations

from typing import cast

from extractors.annotate.facts import Context
from extractors.annotate.force_nouns import counted_noun
from extractors.annotate.measure import Measure
from extractors.annotate.reading import Sentence
from extractors.model import MobilisationType

_BE = frozenset({"is", "are", "was", "were"})
_INTENT = ("plan", "consider", "prepar", "expect", "intend", "go", "look", "hop")
_WHOLES = frozenset(
    {"number", "figure", "total", "contingent", "chiffre", "nombre", "effectif", "détachement", "force", "dispositif"}
)
_RECRUITS = frozenset(
    {"recrues", "volontaires", "réservistes", "conscrits", "appelés", "stagiaires", "engagés", "candidats", "recruits",
     "volunteers", "reservists", "conscripts", "trainees"}
)  # fmt: skip
MADE = frozenset({"training_equipment", "mobilisation_wave", "conscription_call_up", "enlistment",
                   "contract_recruitment"})  # fmt: skip
_CLAUSE = 70


def continued(measure: Measure, sentence: Sentence, context: Context) -> MobilisationType | None:
    """A case of "The number is expected to rise to 10,000": the force of the sentence before."""
    force = context.force
    if force is None or force[0] != sentence.index - 1 or measure.kind != "count":
        return None
    kind = cast("MobilisationType", force[1])
    if counted_noun(measure) in _RECRUITS:
        is_resumed = context.made is not None and context.made[0] == force[0] and measure.form != "article"
        return cast("MobilisationType", context.made[1]) if context.made is not None and is_resumed else None
    texts = [one.text for one in sentence.tokens if one.start < measure.start]
    return kind if not counted_noun(measure) and _WHOLES.intersection(texts) else None


def is_progressive(sentence: Sentence, measure: Measure) -> bool:
    """A case of "is training 2,300 soldiers"."""
    clause = [one.text for one in sentence.tokens if abs(one.start - measure.start) < _CLAUSE]
    return any(
        word in _BE and any(each.endswith("ing") and not each.startswith(_INTENT) for each in clause[at + 1 : at + 3])
        for at, word in enumerate(clause)
    )
