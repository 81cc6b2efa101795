"""What the three fact finders share: findings, clauses, the place a figure belongs to, the side that holds it."""

from __future__ import annotations

from dataclasses import field, replace
from datetime import date
from functools import lru_cache
from typing import Any

from extractors.annotate.actors import side_of
from extractors.annotate.measure import Measure
from extractors.annotate.moods import is_conditional
from extractors.annotate.places import PlaceMention, ResolvedPlace, places
from extractors.annotate.reading import Reading, Sentence, Token
from extractors.annotate.statement_reach import heading, is_afterthought, is_relative
from extractors.annotate.statements import Scan, Statement
from extractors.annotate.values import value
from extractors.annotate.words import word_list
from extractors.model import DatePrecision, GeoPrecision, Modality, Side, TerritoryType
from extractors.text import fold

_TOWARDS_CITY = frozenset(
    {"près", "autour", "ouest", "est", "nord", "sud", "centre", "banlieue", "rues", "ville", "centre-ville",
     "prise", "lors", "périphérie", "faubourgs", "portes", "habitants", "marché", "quartier", "aéroport"}
)  # fmt: skip
_GIVING = (
    "perm", "demand", "coût", "accord", "donn", "impos", "dit", "reproch", "offr", "offert", "promi", "promet",
    "fourni", "livr", "refus", "interdi", "répond", "répliqu", "conseill", "propos", "ordonn", "rappel",
    "appel", "face", "attribu", "imput",
)  # fmt: skip
_STRUCK = frozenset({":", "sous", ",", "en", "et", "", ".", "de", "a", "pleure", "panse", "enterre"})
_NEAR = {"près", "proximité", "abords", "alentours", "near", "outside"}


@value
class Finding:
    """A fact before it is tied to its claim; `fields` are those of its table, `key` what identifies it."""

    table: str
    start: int
    end: int
    anchor: int
    """The character that decides which claim it belongs to."""
    rule_id: str
    statement: Statement | None
    fields: dict[str, Any]
    key: tuple[str, ...]
    subset_parent: Finding | None = None
    extra: dict[str, Any] = field(default_factory=dict)


@value
class Located:
    """A place as a fact carries it."""

    name: str | None = None
    place_id: str | None = None
    candidates: tuple[str, ...] = ()
    precision: GeoPrecision = "unknown"
    country: str | None = None
    relation: str | None = None

    def block(self) -> dict[str, Any]:
        """The fields of the contract."""
        return {
            "place": self.name, "place_id": self.place_id, "place_candidates": self.candidates,
            "geo_precision": self.precision,
        }  # fmt: skip


class Context:
    """A post's scans with the places that may be meant: those named so far, actors' metonyms left out."""

    def __init__(self, reading: Reading, scans: tuple[Scan, ...]) -> None:
        """Collect the places of every sentence that are no speakers."""
        self.reading = reading
        self.toll_place: PlaceMention | None = None
        self.toll_count = 0
        self.force: tuple[int, str] | None = None
        self.made: tuple[int, str] | None = None
        self.force_place: Located | None = None
        self.foreign: tuple[str | None, Side] | None = None
        self.force_owner: tuple[int, str | None, Side] | None = None
        self.sibling: tuple[int, Finding] | None = None
        self.ground: PlaceMention | None = None
        self.listed: tuple[PlaceMention, ...] = ()
        self.told: tuple[int, TerritoryType, Side] | None = None
        self.area: Measure | None = None
        self.scans = scans
        self.all_places = tuple(one for scan in scans for one in scan.sentence.places)
        self.places = {
            scan.sentence.index: tuple(one for one in scan.sentence.places if self._is_place(one, scan))
            for scan in scans
        }

    def _is_place(self, one: PlaceMention, scan: Scan) -> bool:
        sentence = scan.sentence
        if _names_unit(one, sentence):
            return False
        behind = sentence.token_at(one.end - 1) + 1
        if behind < len(sentence.tokens) and sentence.tokens[behind].text == "'s" and is_state(one):
            return False
        for actor in sentence.actors:
            if actor.start < one.end and one.start < actor.end:
                if one.start < actor.start and is_region(one):
                    return not self._speaks(one, scan)
                return actor.is_metonym_place and self._is_locative(one, sentence) and not self._speaks(one, scan)
        return not self._speaks(one, scan)

    def _speaks(self, one: PlaceMention, scan: Scan) -> bool:
        return any(each.speaker.start <= one.start and one.end <= each.speaker.end for each in scan.statements)

    def _is_acting_state(self, one: PlaceMention) -> bool:
        """A case of "Moscou chiffre à", "les pertes de Moscou": a government, whatever else the post is about."""
        return any(
            actor.is_metonym_place
            and actor.start <= one.start < actor.end
            and (self._speaks(one, scan) or not self._is_struck(one, scan.sentence))
            for scan in self.scans
            for actor in scan.sentence.actors
        )

    def _is_struck(self, one: PlaceMention, sentence: Sentence) -> bool:
        """A case of "Kiev sous le choc", "sur Kiev": the town itself, and no government."""
        behind = sentence.token_at(one.end - 1) + 1
        following = sentence.tokens[behind].text if behind < len(sentence.tokens) else ""
        is_hit = following in _STRUCK or following.endswith(("ée", "ées", "ie"))
        return is_hit or self._is_locative(one, sentence)

    def _is_locative(self, one: PlaceMention, sentence: Sentence) -> bool:
        """A case of "à Kiev", "vers Koursk": a preposition of place before a name that may be a government."""
        at = sentence.token_at(one.start)
        before = sentence.tokens[at - 1].text if at else ""
        if before in {"le", "la", "l'", "les"} and at > 1:
            before = sentence.tokens[at - 2].text
        behind = (
            sentence.tokens[sentence.token_at(one.end - 1) + 1].text
            if sentence.token_at(one.end - 1) + 1 < len(sentence.tokens)
            else ""
        )
        if at == 0 and behind == ":":
            return True
        if before == "à" and at > 1 and sentence.tokens[at - 2].text.startswith(_GIVING):
            return False
        if before == "de" and at > 1 and sentence.tokens[at - 2].text not in _TOWARDS_CITY:
            return False
        return before in {
            "à",
            "en",
            "au",
            "aux",
            "dans",
            "sur",
            "vers",
            "de",
            "près",
            "autour",
            "centre-ville",
            "in",
            "near",
            "at",
            "to",
            "into",
            "on",
            "across",
            "rejoindre",
            "pénétré",
            "from",
            "around",
            "outside",
        }

    def note(self, sentence: Sentence, found: Finding, place: PlaceMention | None) -> None:
        """Remember a toll and where it was, for the figures that follow."""
        is_same = self.sibling is not None and self.sibling[0] == sentence.index
        self.sibling = (sentence.index, found)
        if place is not None:
            self.toll_count = self.toll_count + 1 if is_same and place is not self.toll_place else 1
            self.toll_place = place

    def anywhere(self) -> PlaceMention | None:
        """The only place a post names, also one that could be a government: "Kiev sous le choc"."""
        towns = [
            one
            for one in self.all_places
            if one.candidates
            and is_settlement(one)
            and not self._is_named_actor(one)
            and not self._is_acting_state(one)
        ]
        named = [one for scan in self.scans for one in self.places[scan.sentence.index]] or towns
        return named[0] if len({one.name for one in named}) == 1 else None

    def _is_named_actor(self, one: PlaceMention) -> bool:
        """Whether the name is part of another: the New York of the New York Times."""
        return any(
            actor.start <= one.start < actor.end and not actor.is_metonym_place
            for scan in self.scans
            for actor in scan.sentence.actors
        )

    def settle(self, one: PlaceMention, sentence: Sentence) -> Located:
        """Resolve a mention among the places of the post."""
        if not one.candidates:
            return Located(name=_bare(one.name), relation=_relation(sentence, one))
        found: ResolvedPlace = places().resolve(one, self.all_places)
        relation = _relation(sentence, one)
        precision = found.geo_precision
        if relation not in {None, "in"} and precision == "settlement":
            precision = "near_settlement"
        return Located(
            name=_bare(one.name),
            place_id=found.place_id,
            candidates=found.candidates,
            precision=precision,
            country=found.country,
            relation=relation,
        )

    def before(self, sentence: Sentence, *, takes_town: bool = False) -> PlaceMention | None:
        """The last place named in an earlier sentence of the post, settlements first, the nearest sentence first."""
        for index in range(sentence.index - 1, -1, -1):
            near = tuple(one for one in self.places.get(index, ()) if not is_landmark(self.scans[index].sentence, one))
            if near and not (takes_town and all(is_region(one) for one in near)):
                return _preferred(near)
        for index in range(sentence.index - 1, -1, -1):
            if self.places.get(index):
                return _preferred(self.places[index])
        return None


_UNITS = frozenset({"groupement", "brigade", "bataillon", "régiment", "groupe", "corps", "légion", "unité", "group"})


def _names_unit(one: PlaceMention, sentence: Sentence) -> bool:
    """A case of "le groupement « Lougansk »": the name of a force, not where it is."""
    at = sentence.token_at(one.start)
    ahead = [each.text for each in sentence.tokens[max(0, at - 3) : at]]
    return ahead[-1:] == ['"'] and bool(_UNITS.intersection(ahead))


def is_state(one: PlaceMention) -> bool:
    """Whether a mention names a country."""
    return bool(one.candidates) and one.candidates[0].feature in {"country", "PCLI", "PCL"}


def is_landmark(sentence: Sentence, one: PlaceMention) -> bool:
    """Whether a place only says where another lies: "à huit kilomètres de X", "au nord de X"."""
    at = sentence.token_at(one.start)
    before = {token.text for token in sentence.tokens[max(0, at - 3) : at]}
    return _relation(sentence, one) != "in" or bool(before & {"kilomètres", "km", "kilometres", "miles"})


def _bare(name: str) -> str:
    for article in ("la ", "le ", "les ", "l'", "l’"):
        if name.lower().startswith(article):
            return name[len(article) :]
    return name


def _preferred(found: tuple[PlaceMention, ...]) -> PlaceMention:
    towns = [one for one in found if one.candidates and is_settlement(one)]
    return towns[-1] if towns else found[-1]


def is_region(one: PlaceMention) -> bool:
    """Whether a mention names a region or a state, not a settlement."""
    if one.name.lower().startswith(("région", "oblast", "province", "gouvernorat", "raion")):
        return True
    return bool(one.candidates) and not is_settlement(one) and one.candidates[0].feature != "site"


def is_settlement(one: PlaceMention) -> bool:
    """Whether the best candidate is a settlement."""
    feature = one.candidates[0].feature if one.candidates else ""
    return feature.startswith("P") or feature in {"settlement", "city", "village", "town"}


def _relation(sentence: Sentence, one: PlaceMention) -> str | None:
    at = sentence.token_at(one.start)
    words = [token.text for token in sentence.tokens[max(0, at - 5) : at]]
    if _NEAR.intersection(words[-3:]):
        return "near"
    for direction, name in (("nord", "north_of"), ("sud", "south_of"), ("est", "east_of"), ("ouest", "west_of")):
        if direction in words and words[-1:] in (["de"], ["d'"], ["du"]):
            return name
    if words[-1:] == ["vers"] or "direction" in words:
        return "towards"
    return "in"


@lru_cache(maxsize=1)
def _held() -> dict[str, int]:
    return dict(word_list("../gazetteer/held", "fr")["held"])


_REGIONS_LIKE_TOWNS = frozenset({"UA-14", "UA-09"})


def holder(located: Located, day: date | None) -> tuple[str | None, Side]:
    """Country and side that hold a place: its own state's, or Russia's where it has held it for long."""
    since = _held().get(fold(located.name)) if located.name and located.place_id not in _REGIONS_LIKE_TOWNS else None
    if since is not None and (day is None or since <= day.year):
        return "UA", "RUS"
    return (located.country, side_of(located.country)) if located.country else (None, "UNKNOWN")


def modality_at(statement: Statement | None, tokens: tuple[Token, ...]) -> Modality:
    """Modality of a fact by the verb forms around it."""
    if any(map(is_conditional, [one.text for one in tokens])):
        return "conditional"
    if statement is not None and statement.cue.lemma in {"craindre", "redouter"}:
        return "hypothetical"
    return "fact"


def event_day(
    sentence: Sentence, statements: tuple[Statement, ...]
) -> tuple[date | None, DatePrecision | None, date | None, date | None]:
    """The day the words give the event: one that does not stand with a cue. Day, precision, period start and end."""
    for day in sentence.dates:
        if day.first is None or any(_is_said_with(one, day.start, day.end, sentence) for one in statements):
            continue
        if day.precision in {"day", "minute"}:
            return day.first, "day", None, None
    return None, None, None, None


def _is_said_with(one: Statement, start: int, end: int, sentence: Sentence) -> bool:
    if one.cue.form not in {"finite", "passive"}:
        return False
    begin = sentence.tokens[max(0, one.cue.first - 3)].start
    if one.is_inverted:
        begin = sentence.tokens[one.cue.first].start
    finish = sentence.tokens[min(len(sentence.tokens), one.cue.last + 4) - 1].end
    return begin <= start and end <= max(finish, one.speaker.end if one.is_inverted else finish)


def verb_before(measure: Measure, sentence: Sentence) -> str:
    """The word right before a figure, which may bound it: "avoisine", "dépassent"."""
    at = sentence.token_at(measure.start)
    while at > 1 and sentence.tokens[at - 1].text in {"les", "la", "le", "des"}:
        at -= 1
    return sentence.tokens[at - 1].text if at else ""


def quantity_block(measure: Measure | None, unit: str | None, *, verb: str = "") -> dict[str, Any]:
    """The quantity fields of a record; the verb before it may hedge ("avoisinerait", "dépasse")."""
    if measure is None:
        return {"low": None, "best": None, "high": None, "hedge": "unquantified", "unit": unit, "quantity_text": None}
    one = measure.quantity
    if one.hedge == "exact" and verb.startswith(("avoisin", "frôl", "approch")):
        one = replace(one, low=None, high=None, hedge="approx")
    if one.hedge == "exact" and verb.startswith(("dépass", "excèd", "excéd", "exceed")):
        one = replace(one, high=None, hedge="more_than")
    return {
        "low": one.low, "best": one.best, "high": one.high, "hedge": one.hedge, "unit": unit or one.unit,
        "quantity_text": one.quantity_text,
    }  # fmt: skip


def statement_at(scan: Scan, offset: int) -> Statement | None:
    """The claim that covers a character: the one whose content holds it, the narrowest first."""
    if not scan.statements:
        return scan.implied
    covering = [one for one in scan.statements if one.covers(offset) and not is_afterthought(one, offset)]
    if covering:
        return min(covering, key=lambda one: (one.content_end - one.content_start, one.start))
    headed = heading(scan, offset)
    if headed is not None:
        return headed
    behind = [one for one in scan.statements if one.is_inverted or one.cue.form == "according"]
    if behind and offset < behind[-1].end:
        return behind[-1]
    resuming = [one for one in scan.statements if one.takes_up_what_precedes and offset < one.start]
    if resuming:
        return resuming[0]
    if behind and behind[-1] is scan.statements[-1] and not is_relative(scan.sentence, behind[-1].end, offset):
        return behind[-1]
    return None
