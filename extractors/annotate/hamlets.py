"""Places that no gazetteer lists: hamlets named right behind or before a territory frame."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.annotate.actors import demonym
from extractors.annotate.facts import Context
from extractors.annotate.places import PlaceMention, looks_like_place
from extractors.annotate.reading import Sentence, Token
from extractors.annotate.statements import Scan
from extractors.annotate.territory_frames import TerritoryHit

SETTLEMENTS = frozenset({"localité", "village", "ville", "bourg", "cité", "bourgade", "hameau", "town", "city"})
_ARTICLES = frozenset({"de", "d'", "du", "la", "le", "l'", "les", "des", "of", "the"})
_KINDS = frozenset(
    {"village", "localité", "ville", "bourg", "villages", "localités", "hameau", "hameaux", "cité", "bourgade", "town",
     "city", "hamlet", "settlement", "towns", "hamlets", "settlements", "communes", "commune", "bourgs", "villes"}
)  # fmt: skip
_NEAR = frozenset(
    {
        "tête",
        "pont",
        "poche",
        "saillant",
        "secteur",
        "bastion",
        "moitié",
        "partie",
        "quartier",
        "à",
        "dans",
        "vers",
        "près",
        "autour",
        "aux",
        "abords",
        "into",
        "in",
        "near",
        "at",
        "from",
        "around",
        "towards",
        "toward",
        "outside",
    }
)
_DEEPEST = 7


def named_behind(hit: TerritoryHit, scan: Scan, context: Context) -> list[PlaceMention]:
    """The name next behind a frame where no gazetteer lists it, with the names joined to it by commas and "et"."""
    if hit.is_passive or hit.frame.place not in {"object", "of", "near"}:
        return []
    sentence = scan.sentence
    at = _first_name(hit, sentence)
    if at is None or _listed_at(at, sentence) is not None:
        return []
    found = named_at(at, scan, context)
    while found:
        following = _joined_behind(found[-1], scan, context)
        if following is None:
            break
        found.append(following)
    return found


def names_from(at: int, scan: Scan, context: Context) -> list[PlaceMention]:
    """The names of a list that begins at a token, listed in a gazetteer or not."""
    tokens = scan.sentence.tokens
    while at < len(tokens) and tokens[at].text in _ARTICLES | _KINDS:
        at += 1
    if at >= len(tokens) or not tokens[at].is_capital:
        return []
    listed = _listed_at(at, scan.sentence)
    found = [listed] if listed is not None else named_at(at, scan, context)
    while found:
        following = _joined_behind(found[-1], scan, context, is_list=True)
        if following is None:
            break
        found.append(following)
    return found


def _first_name(hit: TerritoryHit, sentence: Sentence) -> int | None:
    """Where the name begins that follows a frame over articles, words for a settlement, days and adverbs."""
    tokens = sentence.tokens
    leads = _ARTICLES | _KINDS | (_NEAR if hit.frame.place == "near" else frozenset())
    for at in range(hit.last, min(len(tokens), hit.last + _DEEPEST)):
        one = tokens[at]
        spans = [(each.start, each.end) for each in sentence.dates]
        spans += [(each.start, each.end) for each in sentence.measures]
        is_counted = any(start <= one.start < end for start, end in spans)
        if one.is_capital and one.is_word:
            return at if at > hit.last or hit.frame.place == "object" else None
        if not (one.text in leads or is_counted or one.text.endswith("ment")):
            return None
    return None


def _listed_at(at: int, sentence: Sentence) -> PlaceMention | None:
    start = sentence.tokens[at].start
    return next((one for one in sentence.places if one.start <= start < one.end), None)


def _joined_behind(last: PlaceMention, scan: Scan, context: Context, *, is_list: bool = False) -> PlaceMention | None:
    """The next name of a list: listed behind a comma, any behind "et"."""
    sentence = scan.sentence
    tokens = sentence.tokens
    at = sentence.token_at(last.end - 1) + 1
    if at >= len(tokens) or tokens[at].text not in {",", "et", "and", "puis"}:
        return None
    is_comma = tokens[at].text == ","
    at += 1
    while at < len(tokens) and tokens[at].text in _ARTICLES | {"et", "and", "puis"}:
        at += 1
    if at >= len(tokens) or not tokens[at].is_capital:
        return None
    listed = _listed_at(at, sentence)
    if listed is not None:
        return listed if listed in context.places.get(sentence.index, ()) else None
    found = [] if is_comma and not is_list else named_at(at, scan, context)
    return found[0] if found else None


def unlisted_places(hit: TerritoryHit, scan: Scan, context: Context) -> list[PlaceMention]:
    """A capitalised name behind the frame that no gazetteer lists, further off where a word announces it."""
    tokens = scan.sentence.tokens
    hamlet = _hamlet_behind(tokens, hit.last)
    return named_at(hamlet, scan, context) if hamlet is not None else []


def _hamlet_behind(tokens: Sequence[Token], last: int) -> int | None:
    """A case of "near the village of X", "le petit hameau de X": where the name begins."""
    for at in range(last, min(len(tokens) - 2, last + 8)):
        if tokens[at].text in {",", ";"}:
            return None
        if tokens[at].text in _KINDS and tokens[at + 1].text in {"of", "de", "d'"}:
            return at + 2
    return None


def unlisted_ahead(hit: TerritoryHit, scan: Scan, context: Context) -> list[PlaceMention]:
    """A case of "la localité de X est aux mains de": a subject that no gazetteer lists."""
    tokens = scan.sentence.tokens
    colons = [at for at, one in enumerate(tokens[: hit.first]) if one.text == ":"]
    opening = colons[-1] + 1 if colons else 0
    if colons and tokens[opening].is_capital and tokens[opening + 1].text in {",", "et", *_COPULAS}:
        return named_at(opening, scan, context)
    if tokens[0].is_capital and looks_like_place(tokens[0].text) and tokens[1].text in {",", "et", *_COPULAS}:
        return named_at(0, scan, context)
    for at in range(hit.first - 1, max(1, hit.first - 10), -1):
        is_led = tokens[at - 1].text in {"de", "d'", "of"} and tokens[at - 2].text in SETTLEMENTS
        if is_led and tokens[at].is_capital:
            return named_at(at, scan, context)
    return []


def unlisted_before(first: PlaceMention, scan: Scan, context: Context) -> list[PlaceMention]:
    """A list of villages may open with a name no gazetteer lists: "Irpine, Boutcha, Hostomel sont libérées"."""
    tokens = scan.sentence.tokens
    at = scan.sentence.token_at(first.start) - 2
    if at < 0 or tokens[at + 1].text not in {",", "et"} or not looks_like_place(tokens[at].text):
        return []
    is_opening = at == 0 or tokens[at - 1].text in {":", '"', "(", ","}
    return named_at(at, scan, context) if is_opening and tokens[at].is_capital else []


_GAPS = frozenset({"lendemain", "veille", "surlendemain", "tour"})


def gapped(hit: TerritoryHit, scan: Scan, context: Context) -> list[PlaceMention]:
    """A case of "X a été reprise dimanche, Y le lendemain": a name beside its own day takes the verb of the first."""
    sentence = scan.sentence
    tokens = sentence.tokens
    dated = [(one.start, one.end) for one in sentence.dates]
    at = hit.last
    while at < len(tokens) and any(start <= tokens[at].start < end for start, end in dated):
        at += 1
    if at + 1 >= len(tokens) or tokens[at].text not in {",", "et", "puis", ";"} or not tokens[at + 1].is_capital:
        return []
    listed = _listed_at(at + 1, sentence)
    found = [listed] if listed is not None else named_at(at + 1, scan, context)
    if not found:
        return []
    behind = sentence.token_at(found[0].end - 1) + 1
    is_dated = any(start <= one.start < end for one in tokens[behind : behind + 1] for start, end in dated)
    is_gap = is_dated or not _GAPS.isdisjoint(one.text for one in tokens[behind : behind + 3])
    return found if is_gap else []


_COPULAS = frozenset({"est", "sont", "a", "ont", "serait", "seraient", "était", "aurait"})


def named_at(at: int, scan: Scan, context: Context) -> list[PlaceMention]:
    """The run of capitalised words at a token as a place, unless it is somebody's name or an acronym."""
    tokens = scan.sentence.tokens
    last = at
    while last < len(tokens) and tokens[last].is_capital and tokens[last].is_word and not tokens[last].is_quoted:
        last += 1
    start = tokens[at].start if at < len(tokens) else 0
    if last == at or tokens[at].is_upper or demonym(tokens[at].text) is not None:
        return []
    is_taken = any(one.start <= start < one.end for one in scan.sentence.actors)
    is_person = any(
        one.name is not None and tokens[one.name[0]].start <= start < tokens[one.name[1] - 1].end
        for one in scan.phrases
        if one.kind == "person"
    )
    if is_taken or is_person or tokens[at].text in context.reading.pack.grammar["determiners"]:
        return []
    end = tokens[last - 1].end
    return [PlaceMention(start=start, end=end, name=context.reading.post.text[start:end], candidates=())]
