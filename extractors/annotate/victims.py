"""Where the victims were hit."""

from __future__ import annotations

from typing import Any

from extractors.annotate.actors import demonym
from extractors.annotate.casualty_frames import scan_of
from extractors.annotate.casualty_words import CasualtyHit, victim_measures
from extractors.annotate.facts import Context, Finding, Located, is_landmark, is_region, statement_at
from extractors.annotate.measure import Measure
from extractors.annotate.places import PlaceMention
from extractors.annotate.reading import Sentence

_DISTRICTS = frozenset(
    {
        "prison",
        "caserne",
        "base",
        "école",
        "gare",
        "hôpital",
        "secteur",
        "zone",
        "localité",
        "ville",
        "village",
        "région",
        "sector",
        "area",
        "town",
    }
)


def _words(sentence: Sentence) -> set[str]:
    return {one.text for one in sentence.tokens}


def place_of_victims(
    measure: Measure, hit: CasualtyHit, sentence: Sentence, context: Context, *, is_army: bool, parent: Finding | None
) -> Located:
    """Where the victims were hit: in the sentence, else where the post is."""
    if parent is not None and not _has_own_place(measure, sentence, context):
        return parent.extra.get("located", Located()) if parent.extra else Located(
            name=parent.fields["place"], place_id=parent.fields["place_id"],
            candidates=parent.fields["place_candidates"], precision=parent.fields["geo_precision"],
        )  # fmt: skip
    named = context.places.get(sentence.index, ())
    near = [one for one in named if not _is_elsewhere(one, sentence)]
    if _is_nationwide(measure, near, sentence):
        return Located()
    near = _fitting(measure, _in_segment(measure, near, sentence), sentence, is_army=is_army)
    if near and not {"répartis", "réparties"} & _words(sentence):
        return context.settle(_nearest(measure, near, sentence), sentence)
    texts = _words(sentence)
    if is_army:
        is_of_war = hit.outcome == "losses_unspecified" or not _is_of_one_day(measure, texts)
        return _place_of_army(measure, sentence, context, is_of_war=is_of_war)
    if texts & {"pays", "country", "répartis", "réparties"} or _is_overall(measure, hit):
        return Located()
    if _goes_on_nationwide(context):
        return Located()
    earlier = _place_of_toll(context) or context.before(sentence)
    if "y" in texts:
        earlier = context.before(sentence) or earlier
    if earlier is not None and _is_of_other_people(measure, earlier):
        return Located()
    governed = _governed_place(measure, sentence, context)
    if governed is not None and (earlier is None or not _is_within(earlier, governed)):
        return context.settle(governed, sentence)
    return _settled(earlier or context.anywhere(), context)


def _is_of_other_people(measure: Measure, earlier: PlaceMention) -> bool:
    """A case of "La veille, trente-neuf Ukrainiens avaient péri": told after a place of the other country."""
    people = demonym((measure.noun or "").lower())
    countries = {one.country for one in earlier.candidates}
    return people is not None and people[0] in {"UA", "RU"} and bool(countries) and people[0] not in countries


_MANY = 500


def _is_overall(measure: Measure, hit: CasualtyHit) -> bool:
    """Whether so many dead and wounded, told without a place, are those of the whole war."""
    one = measure.quantity
    is_many = (one.best or one.low or one.high or 0) >= _MANY
    return is_many and hit.outcome in {"killed", "wounded", "casualties_total"}


def _goes_on_nationwide(context: Context) -> bool:
    """Whether the last toll was of the whole country, though its sentence names places: the next is so too."""
    if context.toll_place is not None or context.sibling is None or context.sibling[1].fields["place"] is not None:
        return False
    index, found = context.sibling
    return bool(context.places.get(index)) and found.fields["person_category"] != "combatant"


def _place_of_toll(context: Context) -> PlaceMention | None:
    """Where the last toll was; behind a list of tolls in several places the region that holds them."""
    if context.toll_place is None or context.toll_count < _SEVERAL:
        return context.toll_place
    listed = context.places.get(sentence_of(context.toll_place, context), ())
    return next((one for one in listed if is_region(one)), context.toll_place)


_SEVERAL = 3


def _in_segment(measure: Measure, near: list[PlaceMention], sentence: Sentence) -> list[PlaceMention]:
    """Of "à X, deux morts ; à Y, trois blessés" the place on the figure's side of the semicolon, where it has one."""
    cuts = [one.start for one in sentence.tokens if one.text == ";"]
    first = max((cut for cut in cuts if cut < measure.start), default=sentence.start)
    last = min((cut for cut in cuts if cut > measure.start), default=sentence.end)
    return [one for one in near if first <= one.start < last] or near


def _settled(place: PlaceMention | None, context: Context) -> Located:
    return Located() if place is None else context.settle(place, context.scans[sentence_of(place, context)].sentence)


def _fitting(measure: Measure, near: list[PlaceMention], sentence: Sentence, *, is_army: bool) -> list[PlaceMention]:
    """The places of a sentence that may be where a figure's victims were hit."""
    if is_army:
        near = [one for one in near if not _is_country(one)]
    near = [one for one in near if not _is_country(one)] or near
    near = [one for one in near if not _is_of_subset(one, measure, sentence)]
    near = _without_regions(near, sentence)
    if sum(one.noun is not None for one in victim_measures(sentence)) == 1:
        near = _without_landmarks(near, sentence)
    towns = [one for one in near if not is_region(one)]
    is_alone = sum(one.is_figure and one.kind == "count" for one in sentence.measures) == 1
    has_region_behind = any(is_region(one) and one.start > measure.start for one in near)
    return towns if towns and is_alone and not has_region_behind else near


def _is_of_other(sentence: Sentence, measure: Measure, context: Context) -> bool:
    """Whether the other side tells this figure: of another place, as far as anybody can tell."""
    told = statement_at(scan_of(sentence, context), measure.start)
    before = context.sibling[1].statement if context.sibling is not None else None
    sides = {one.speaker.side for one in (told, before) if one is not None}
    return sides == {"UKR", "RUS"}


def _tells_of_koreans(sentence: Sentence, context: Context) -> bool:
    """North Koreans counted again are where they were before: they fight in one place."""
    is_again = context.sibling is not None and context.sibling[1].fields["side"] == "RUS_ALLY"
    return is_again and any("nord-coréen" in one.text for one in sentence.tokens)


def _told_next(sentence: Sentence, context: Context) -> PlaceMention | None:
    """The one place of the next sentence, where a post begins with its dead and tells then where they were."""
    following = context.places.get(sentence.index + 1, ())
    return following[0] if sentence.index <= 1 and len(following) == 1 and not is_region(following[0]) else None


def _is_of_subset(one: PlaceMention, measure: Measure, sentence: Sentence) -> bool:
    """A case of "onze morts, dont cinq à X et deux à Y": where some of them were hit, not all."""
    first = next((part.start for part in sentence.measures if part.is_subset and part.start > measure.end), None)
    if first is None:
        return False
    parts = [part for part in sentence.measures if part.noun is None and first <= part.start and part.end < one.start]
    return bool(parts) and one.start - parts[-1].end < _ATTACHED


_ATTACHED = 12


def _has_own_place(measure: Measure, sentence: Sentence, context: Context) -> bool:
    """Whether a bare figure of some of them has its place right behind: "dont cinq à X"."""
    if measure.noun is not None:
        return False
    return any(0 < one.start - measure.end < _ATTACHED for one in context.places.get(sentence.index, ()))


def _place_of_army(measure: Measure, sentence: Sentence, context: Context, *, is_of_war: bool) -> Located:
    """Soldiers counted without a place are of the whole war, unless they go on a toll or "there" says where."""
    texts = _words(sentence)
    if _DISTRICTS & texts and {"ce", "cette", "this"} & texts:
        return _settled(context.before(sentence), context)
    if (
        context.toll_place is not None
        and not is_of_war
        and not _is_of_other(sentence, measure, context)
        and "y" not in texts
    ):
        return _settled(context.toll_place, context)
    is_of_war = is_of_war and not _tells_of_koreans(sentence, context)
    if context.toll_place is not None and not is_of_war and "y" not in texts and _tells_of_koreans(sentence, context):
        return _settled(context.toll_place, context)
    ahead = _told_next(sentence, context) if not is_of_war and context.before(sentence) is None else None
    if ahead is not None:
        return _settled(ahead, context)
    if texts & {"pays", "country"} or not texts & {"y", "there", "place"}:
        return Located()
    return _settled(context.before(sentence) or context.toll_place or context.anywhere(), context)


_NOT_IN = frozenset({"sans", "hors", "excepté", "sauf", "ni", "hormis"})


def _is_elsewhere(one: PlaceMention, sentence: Sentence) -> bool:
    """Whether nobody was hit in a place named: an office's, a hospital's, one left out, one on the way to."""
    at = sentence.token_at(one.start)
    before = [each.text for each in sentence.tokens[max(0, at - 2) : at]]
    if before and (before[-1] in _NOT_IN or "vers" in before):
        return True
    return _is_of_office(one, sentence) or _is_destination(one, sentence)


_TAKEN_TO = ("conduit", "transport", "transfér", "évacu", "achemin", "emmen", "hospitalis", "admis", "soign", "rapatri")


def _is_destination(one: PlaceMention, sentence: Sentence) -> bool:
    """A case of "les blessés ont été conduits à X": where they were taken, not where they were hit."""
    at = sentence.token_at(one.start)
    before = [each.text for each in sentence.tokens[max(0, at - 2) : at]]
    return len(before) > 1 and before[1] in {"à", "vers", "au"} and before[0].startswith(_TAKEN_TO)


_WHOLE = frozenset({"échelle", "ensemble", "tout", "travers", "reste", "across"})


def _is_nationwide(measure: Measure, near: list[PlaceMention], sentence: Sentence) -> bool:
    """A case of "onze morts à l'échelle du pays, dont cinq à X": the whole country, said before any place."""
    tokens = sentence.tokens
    at = next((at for at, one in enumerate(tokens) if one.text in {"pays", "country"}), None)
    if at is None or not _WHOLE.intersection(one.text for one in tokens[max(0, at - 4) : at]):
        return False
    is_first = all(one.start > tokens[at].start for one in near)
    later = [one for one in victim_measures(sentence) if one.start > tokens[at].end]
    return is_first and not (near and later and measure.start >= later[0].start)


_OF_A_DAY = 1000
_OVERALL = frozenset({"pertes", "depuis", "jour", "guerre", "invasion", "losses", "since", "mois", "semaine"})


def _is_of_one_day(measure: Measure, texts: set[str]) -> bool:
    """Whether soldiers counted after a toll with a place may be of the same event, not of the war."""
    one = measure.quantity
    return (one.best or one.low or one.high or 0) < _OF_A_DAY and not _OVERALL & texts


def _governed_place(measure: Measure, sentence: Sentence, context: Context) -> PlaceMention | None:
    """The place the speaker governs: "le gouverneur de la région de Soumy"."""
    statement = statement_at(scan_of(sentence, context), measure.start)
    inside = [one for one in sentence.places if _is_of_office(one, sentence)]
    if statement is not None and statement.speaker.kind == "person":
        inside += [one for one in sentence.places if statement.speaker.start <= one.start < statement.speaker.end]
    return next((one for one in inside if not _is_country(one)), None)


_OFFICES = frozenset(
    {"gouverneur", "gouverneure", "gouverne", "dirige", "dirigeant", "administre", "préside", "maire", "mairie",
     "édile", "administration", "chef", "tête", "patron", "procureur", "parquet", "préfet", "conseil", "police",
     "gouvernorat", "autorités", "responsable", "élu", "adjoint", "municipalité", "porte-parole",
     "maître", "governor", "mayor"}
)  # fmt: skip
_OFFICE_LINKS = frozenset(
    {"de", "d'", "du", "la", "le", "l'", "les", "des", "région", "oblast", "ville", "district", "province", "militaire",
     "régionale", "régional", "municipale", "municipal", "locale", "local", "civile", "par", "intérim", "république",
     "autoproclamée", "territoire", "raïon", "commune", "administration", "of", "the"}
)  # fmt: skip


def _is_of_office(one: PlaceMention, sentence: Sentence) -> bool:
    """Whether a place only says what somebody governs: "qui dirige la région de X", "le maire de X"."""
    at = sentence.token_at(one.start) - 1
    while at > 0 and (sentence.tokens[at].text in _OFFICE_LINKS or demonym(sentence.tokens[at].text)):
        if sentence.tokens[at].text in _OFFICES:
            return True
        at -= 1
    return at >= 0 and sentence.tokens[at].text in _OFFICES and at < sentence.token_at(one.start) - 1


def _is_within(earlier: PlaceMention, governed: PlaceMention) -> bool:
    """Whether a place named before may lie in what the speaker governs."""
    if not earlier.candidates or not governed.candidates:
        return True
    return not {one.admin1 for one in earlier.candidates}.isdisjoint({one.admin1 for one in governed.candidates})


def _nearest(measure: Measure, near: list[PlaceMention], sentence: Sentence) -> PlaceMention:
    """The last place before the figure; of a list of figures with a place each, the one right behind."""
    behind = [one for one in near if one.start > measure.start]
    ahead = [one for one in near if one.start < measure.start]
    at = sentence.token_at(measure.start)
    if ahead and at and sentence.tokens[at - 1].text == "(":
        return ahead[-1]
    later = [one.start for one in sentence.measures if one.start > measure.end and one.is_figure]
    if behind and ahead and is_region(ahead[-1]) and not is_region(behind[0]) and later and behind[0].start < later[0]:
        return behind[0]
    is_list = any(one.is_figure and one.start < measure.start for one in sentence.measures)
    if behind and len(near) > 1 and is_list and (not later or behind[0].start < later[0]):
        return behind[0]
    return ahead[-1] if ahead else behind[0]


def _is_country(one: PlaceMention) -> bool:
    return not one.candidates or one.candidates[0].feature.startswith("PCL") or one.candidates[0].feature == "country"


def _without_landmarks(near: list[PlaceMention], sentence: Sentence) -> list[PlaceMention]:
    """Of "près de X, dans le village de Y" the village alone."""
    marks = [one for one in near if is_landmark(sentence, one)]
    towns = [one for one in near if one not in marks and not is_region(one)]
    is_listed = any(0 < one.start - mark.end < _JOINED for one in towns for mark in marks)
    return towns if marks and towns and not is_listed else near


_JOINED = 9


def _without_regions(near: list[PlaceMention], sentence: Sentence) -> list[PlaceMention]:
    """Of "X, dans la région de Y" the town X alone; a region with a figure of its own before it is kept."""
    kept = [one for at, one in enumerate(near) if not (at and is_region(one) and _holds(one, near[at - 1], sentence))]
    return kept or near


def _holds(region: PlaceMention, town: PlaceMention, sentence: Sentence) -> bool:
    if is_region(town):
        return False
    return not any(town.end <= one.start < region.start and one.kind == "count" for one in sentence.measures)


def sentence_of(place: Any, context: Context) -> int:
    """The sentence that names a place."""
    return next(one.sentence.index for one in context.scans if one.sentence.start <= place.start < one.sentence.end)
