"""The ground a territory frame is about: places behind or before it, lists, hamlets no gazetteer knows."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.annotate.facts import Context, is_region, is_settlement
from extractors.annotate.hamlets import SETTLEMENTS, named_at, names_from, unlisted_ahead, unlisted_before
from extractors.annotate.places import PlaceMention, looks_like_place
from extractors.annotate.reading import Sentence, Token
from extractors.annotate.resumption import TOWN_PARTS, VERBS_LEAD, in_statement
from extractors.annotate.statements import Scan
from extractors.annotate.territory_frames import BE, STOPS, TerritoryHit, has_auxiliary, is_filler


def places_of(hit: TerritoryHit, hits: list[TerritoryHit], scan: Scan, context: Context) -> list[PlaceMention]:
    """The places of a frame: objects behind it (a list counts whole), or the subject before a passive."""
    tokens = scan.sentence.tokens
    inside = _candidates(hit, scan, context)
    after = [one for one in hits if one.first >= hit.last]
    limit = tokens[after[0].first].start if after else scan.sentence.end
    end = tokens[hit.last - 1].end
    behind = [one for one in inside if end <= one.start < min(limit, _clause_end(hit, scan.sentence))]
    behind = [one for one in behind if not _is_apart(hit, one, tokens)]
    ahead = _in_clause([one for one in inside if one.end <= tokens[hit.first].start], hit, tokens)
    return (
        _before_frame(hit, ahead, scan, context)
        or _behind_frame(hit, behind, scan, context)
        or _beside_frame(hit, ahead, behind, tokens)
    )


def _in_clause(ahead: list[PlaceMention], hit: TerritoryHit, tokens: Sequence[Token]) -> list[PlaceMention]:
    """Of the places before a frame those of its own clause, where it has any: behind "tandis que", "mais"."""
    turns = [
        one.start
        for at, one in enumerate(tokens[: hit.first])
        if one.text in _TURNS or (one.text == "et" and at and tokens[at - 1].text == ",")
    ]
    own = [one for one in ahead if turns and one.start > turns[-1]]
    return own or ahead


_TURNS = frozenset({"tandis", "mais", "while", "but", "whereas", ";", ":"})


def _is_direct(one: PlaceMention, end: int, sentence: Sentence) -> bool:
    """A case of "revendiqué X", "revendiqué dans le même temps la localité voisine de X": the object, days between."""
    if not 0 < one.start - end < _FAR:
        return False
    between = [each for each in sentence.tokens if end <= each.start < one.start]
    dated = [(day.start, day.end) for day in sentence.dates]
    return one.start - end < _DIRECTLY or all(
        each.text in _BETWEEN or any(start <= each.start < last for start, last in dated) for each in between
    )


_BETWEEN = SETTLEMENTS | frozenset(
    {"la", "le", "l'", "de", "d'", "voisine", "voisin", "dans", "même", "temps", "plus", "tôt", "tard", "une", "un",
     "deux", "trois", "jours", "jour", "semaine", "semaines", "également", "aussi", "petit", "petite"}
)  # fmt: skip


def _is_apart(hit: TerritoryHit, one: PlaceMention, tokens: Sequence[Token]) -> bool:
    """A case of "la liste de ses prises : c'est le premier village de X": the noun governs nothing behind a colon."""
    if hit.frame.rule != "noun":
        return False
    between = [each.text for each in tokens[hit.last :] if each.start < one.start]
    return bool({":", "c'", ";"}.intersection(between))


def _candidates(hit: TerritoryHit, scan: Scan, context: Context) -> list[PlaceMention]:
    sentence = scan.sentence
    if hit.frame.place != "direct":
        listed = [
            one
            for one in context.places.get(sentence.index, ())
            if not (_is_date(one, sentence) or _is_elsewhere(one, hit, sentence))
        ]
        return in_statement(hit, scan, listed)
    tokens = sentence.tokens
    next_to = tokens[min(hit.last, len(tokens) - 1)].start
    end = tokens[hit.last - 1].end
    speakers = [(each.speaker.start, each.speaker.end) for each in scan.statements]
    return [
        one
        for one in sentence.places
        if (one.start == next_to or _is_direct(one, end, sentence))
        and not any(start <= one.start < last for start, last in speakers)
    ]


def _is_seat(one: PlaceMention, sentence: Sentence) -> bool:
    """A case of "À Moscou, la Défense affirme": where it is said."""
    at = sentence.token_at(one.start)
    follows = sentence.tokens[at + 1].text if at + 1 < len(sentence.tokens) else ""
    if at == 0 or sentence.tokens[at - 1].text != "à" or follows != ",":
        return False
    return any(each.is_metonym_place and each.start == one.start for each in sentence.actors)


def _is_elsewhere(one: PlaceMention, hit: TerritoryHit, sentence: Sentence) -> bool:
    """A case of "le rattachement à la Russie de X", "refoulé vers l'Ukraine": not the ground it is about."""
    if _is_seat(one, sentence):
        return True
    if hit.frame.type == "annexation_claim":
        return bool(one.candidates) and one.candidates[0].feature == "country"
    if hit.frame.gain == "enemy_of_object" and one.start > sentence.tokens[hit.first].start:
        return bool(one.candidates) and one.candidates[0].feature == "country"
    if hit.frame.type != "repelled_attack":
        return False
    at = sentence.token_at(one.start)
    words = [each.text for each in sentence.tokens[max(0, at - 3) : at] if each.text not in {"la", "le", "l'"}]
    return words[-1:] == ["vers"]


def _is_date(one: PlaceMention, sentence: Sentence) -> bool:
    """A case of "la plus grande conquête depuis X": the name tells since when."""
    at = sentence.token_at(one.start)
    words = [each.text for each in sentence.tokens[max(0, at - 3) : at] if each.text not in {"la", "le", "l'", "celle"}]
    return words[-1:] == ["depuis"] or words[-2:] in (["depuis", "de"], ["depuis", "d'"])


def _before_frame(hit: TerritoryHit, ahead: list[PlaceMention], scan: Scan, context: Context) -> list[PlaceMention]:
    """The subject of a passive, of a verb that asks for one, or of a phrase."""
    tokens = scan.sentence.tokens
    ahead = [one for one in ahead if not _is_said_besides(one, scan.sentence)] or ahead
    stands_behind = hit.is_passive or hit.frame.rule == "phrase"
    if stands_behind:
        ahead = [one for one in ahead if not _is_in_relative(one, hit, tokens, scan.sentence)]
    if stands_behind and not any(_is_behind_colon(one, hit, tokens) for one in ahead):
        ahead = unlisted_ahead(hit, scan, context) or ahead
    adjacent = [one for one in ahead if tokens[hit.first].start - one.end < _TOUCHING]
    if hit.frame.place == "adjacent":
        return adjacent[-1:] if tokens[hit.first - 1].text != "," else []
    if adjacent and stands_behind:
        return adjacent[-1:]
    if hit.is_passive and hit.frame.type != "repelled_attack" and not has_auxiliary(hit, tokens):
        ahead = [one for one in ahead if tokens[hit.first].start - one.end < _NEXT_TO][-1:]
    if not (stands_behind or hit.frame.place == "subject"):
        return []
    subject = _subject_beside(hit, ahead, scan, context)
    if subject or not ahead:
        return subject
    whole = _list_beside(ahead, scan, context)
    if whole:
        return whole
    first = _nearest_subject(ahead)
    group = _with_unlisted(_group(first, ahead, scan.sentence), scan, context)
    whole = names_from(scan.sentence.token_at(first.start), scan, context)
    return whole if len(whole) > len(group) else group


def _subject_beside(hit: TerritoryHit, ahead: list[PlaceMention], scan: Scan, context: Context) -> list[PlaceMention]:
    """A case of "Au sud de X, Y est conquise": the name that stands right before the verb of the frame."""
    tokens = scan.sentence.tokens
    at = hit.first - 1
    while (
        at > 0
        and (tokens[at].text in VERBS_LEAD | BE | _SHARED or is_filler(tokens[at].text))
        and tokens[at].text != ","
    ):
        at -= 1
    if at <= 0 or at == hit.first - 1 or not tokens[at].is_capital or tokens[at - 1].text in _LINKED:
        return []
    start = tokens[at].start
    listed = [one for one in ahead if one.start <= start < one.end]
    at = scan.sentence.token_at(listed[0].start) if listed else at
    if listed or any(one.start <= start < one.end for one in scan.sentence.places):
        return [] if _is_joined(tokens, at, ahead) else listed
    while tokens[at - 1].is_capital and tokens[at - 1].is_word and at > 1:
        at -= 1
    is_opening = tokens[at - 1].text in {",", ":", '"', "que", "qu'", ";", "("}
    is_name = looks_like_place(tokens[at].text)
    return named_at(at, scan, context) if is_opening and is_name else []


def _is_joined(tokens: Sequence[Token], at: int, ahead: list[PlaceMention]) -> bool:
    """Whether the name at a token goes on a list: not behind "au sud de X,"."""
    if tokens[at - 1].text == "," and len(ahead) > 1:
        leads = [tokens[near - 1].text for near in range(1, at) if tokens[near].start == ahead[-2].start]
        return not _LINKED.intersection(leads)
    return tokens[at - 1].text in _JOINED


_SHARED = frozenset({"moitié", "majorité", "totalité", "partie", "en", "à", "quart", "tiers", "n'", "pas", "%", '"'})


def _list_beside(ahead: list[PlaceMention], scan: Scan, context: Context) -> list[PlaceMention]:
    """A case of "X, Y et Z ont été délivrées", "quatre villages, X, Y, Z et W, sont occupés": the list at the verb."""
    tokens = scan.sentence.tokens
    opening = names_from(0, scan, context) if tokens[0].is_capital else []
    if len(opening) > 1 and opening[-1].end >= ahead[-1].end and any(one.candidates for one in opening):
        return opening
    for one in ahead[:-1]:
        group = _group(one, ahead, scan.sentence)
        if len(group) > 1 and group[-1] is ahead[-1]:
            return [*unlisted_before(group[0], scan, context), *_with_unlisted(group, scan, context)]
    return []


def _is_behind_colon(one: PlaceMention, hit: TerritoryHit, tokens: Sequence[Token]) -> bool:
    """Whether a place stands in the clause of a frame where a colon opens it, or no colon does."""
    colons = [each.start for each in tokens[: hit.first] if each.text == ":"]
    return not colons or one.start > colons[-1]


_LINKED = frozenset({"de", "d'", "du", "des", "à", "la", "le", "l'", "les", "en", "par"})
_JOINED = frozenset({"et", ",", "ou"})
_RELATIVES = frozenset({"qui", "où", "dont", "que", "qu'", "lequel", "laquelle", "which", "who", "where"})


def _is_in_relative(one: PlaceMention, hit: TerritoryHit, tokens: Sequence[Token], sentence: Sentence) -> bool:
    """A case of "le bourg, d'où l'on partait vers X, a été évacué": X stands in a clause of its own."""
    at = sentence.token_at(one.start)
    opening = next((near for near in range(at - 1, -1, -1) if tokens[near].text == ","), None)
    if opening is None:
        return False
    closes = any(each.text == "," for each in tokens[at + 1 : hit.first])
    return closes and bool(_RELATIVES.intersection(each.text for each in tokens[opening + 1 : opening + 3]))


def _is_said_besides(one: PlaceMention, sentence: Sentence) -> bool:
    """A case of "après X dimanche, Y est tombée": X is told by the way."""
    at = sentence.token_at(one.start)
    return at > 0 and sentence.tokens[at - 1].text in {"après", "outre", "comme", "after", "besides", "like"}


def _behind_frame(hit: TerritoryHit, behind: list[PlaceMention], scan: Scan, context: Context) -> list[PlaceMention]:
    """The object of a frame with what is joined to it."""
    sentence = scan.sentence
    if not behind or (hit.frame.place != "direct" and behind[0].start - sentence.tokens[hit.last - 1].end >= _FAR):
        return []
    group = _group(behind[0], behind, sentence)
    if hit.frame.place == "direct":
        return group
    return _with_counted(hit, _with_unlisted(group, scan, context), behind, sentence)


def _beside_frame(
    hit: TerritoryHit, ahead: list[PlaceMention], behind: list[PlaceMention], tokens: Sequence[Token]
) -> list[PlaceMention]:
    """The place before a frame that has none behind it."""
    if not behind and ahead and hit.frame.place == "object":
        whose = [one for one in ahead if _is_whose(one, hit, tokens)]
        return whose[-1:] or _antecedents(hit, ahead, tokens) or _town_of_part(hit, ahead, tokens)
    if behind or not ahead or (hit.frame.rule == "noun" and hit.frame.type == "offensive"):
        return []
    is_of_speakers = hit.frame.rule == "verb" and hit.frame.words[0].endswith("ons")
    if hit.frame.place in {"near", "any"} or is_of_speakers:
        return [_nearest_subject(ahead)]
    is_whose = hit.frame.place == "of" and any(one.text == "dont" for one in tokens[: hit.first])
    is_whose = is_whose and not is_region(ahead[0])
    return [ahead[0]] if is_whose else []


def _is_whose(one: PlaceMention, hit: TerritoryHit, tokens: Sequence[Token]) -> bool:
    """A case of "X, dont les Russes tiennent la gare": the place whose part it is."""
    behind = [each.text for each in tokens[: hit.first] if each.start >= one.end]
    return "dont" in behind[:2]


def _antecedents(hit: TerritoryHit, ahead: list[PlaceMention], tokens: Sequence[Token]) -> list[PlaceMention]:
    """A case of "X et Y, que l'armée dit avoir libérés": the names a relative clause takes up."""
    near = [at for at in range(max(0, hit.first - 14), hit.first) if tokens[at].text in {"que", "qu'"}]
    if not near or near[0] == 0:
        return []
    led = tokens[near[0] - (2 if tokens[near[0] - 1].text == "," else 1)]
    if led.text not in _COUNTED and not any(one.start <= led.start < one.end for one in ahead):
        return []
    before = [one for one in ahead if one.end <= tokens[near[0]].start]
    group: list[PlaceMention] = before[-1:]
    for one in reversed(before[:-1]):
        between = [each.text for each in tokens if one.end <= each.start < group[0].start]
        if not all(word in _JOINING for word in between):
            break
        group.insert(0, one)
    return group


_COUNTED = frozenset({"localités", "villages", "villes", "hameaux", "bourgs"})


def _town_of_part(hit: TerritoryHit, ahead: list[PlaceMention], tokens: Sequence[Token]) -> list[PlaceMention]:
    """A case of "À X, les Russes ne tiennent plus que la gare": the town whose part it is."""
    near = {one.text for one in tokens[hit.last : hit.last + 7]}
    if hit.is_passive or not near.intersection(TOWN_PARTS):
        return []
    held = [one for one in ahead if is_settlement(one) and _is_led(one, tokens)]
    return held[:1]


def _is_led(one: PlaceMention, tokens: Sequence[Token]) -> bool:
    at = next((at for at, each in enumerate(tokens) if each.start >= one.start), 0)
    return at > 0 and tokens[at - 1].text in {"à", "dans", "de", "d'"}


_TOUCHING, _DIRECTLY, _NEXT_TO = 4, 25, 40


def _clause_end(hit: TerritoryHit, sentence: Sentence) -> int:
    """Where the clause of a frame ends: at a full break, or at "et" with a verb of its own behind."""
    tokens = sentence.tokens
    for at in range(hit.last, len(tokens)):
        if tokens[at].text in STOPS:
            return tokens[at].start
        is_joint = tokens[at].text in {"et", "mais", "and", "but"} and at + 1 < len(tokens)
        if is_joint and tokens[at + 1].text in VERBS_LEAD:
            return tokens[at].start
    return sentence.end


def _with_counted(
    hit: TerritoryHit, group: list[PlaceMention], behind: list[PlaceMention], sentence: Sentence
) -> list[PlaceMention]:
    """A case of "repoussé dix assauts près de X et neuf autres en direction de Y": every attack has its place."""
    if hit.frame.type not in {"repelled_attack", "offensive"}:
        return group
    whole = list(group)
    for one in behind:
        if one.start < whole[-1].end:
            continue
        between = [each.text for each in sentence.tokens if whole[-1].end <= each.start < one.start]
        is_counted = any(whole[-1].end <= each.start < one.start for each in sentence.measures)
        if len(between) > _FEW or not is_counted or between[0] not in {",", "et", "and"}:
            break
        whole.append(one)
    return whole


def counted_behind(hit: TerritoryHit, scan: Scan, context: Context) -> list[PlaceMention]:
    """A case of "vingt attaques dans ce secteur et neuf autres en direction de Y": Y beside the place carried over."""
    sentence = scan.sentence
    start = sentence.tokens[hit.last - 1].end
    behind = [one for one in context.places.get(sentence.index, ()) if one.start >= start]
    if hit.frame.type != "repelled_attack" or not behind:
        return []
    counts = [one for one in sentence.measures if start <= one.start < behind[0].start]
    return behind[:1] if len(counts) > 1 else []


_FEW, _FAR = 9, 90


def _with_unlisted(group: list[PlaceMention], scan: Scan, context: Context) -> list[PlaceMention]:
    """A list of villages goes on behind "et" with a name no gazetteer lists."""
    tokens = scan.sentence.tokens
    at = scan.sentence.token_at(group[-1].end - 1) + 1
    if at + 1 < len(tokens) and tokens[at].text in {"et", "and"} and tokens[at + 1].is_capital:
        return group + named_at(at + 1, scan, context)
    return group


def _nearest_subject(ahead: list[PlaceMention]) -> PlaceMention:
    """Of "X, dans la région de Y, a été pris" the town X, not its region."""
    towns = [one for one in ahead if is_settlement(one)]
    return (towns or ahead)[0] if len(ahead) <= 3 else (towns or ahead)[-1]


def _group(first: PlaceMention, among: list[PlaceMention], sentence: Sentence) -> list[PlaceMention]:
    """A list of names joined by commas and "et": "X, Y et Z"."""
    group = [first]
    tokens = sentence.tokens
    for one in among[among.index(first) + 1 :]:
        between = [
            token.text
            for token in tokens
            if group[-1].end <= token.start < one.start
            and not any(day.start <= token.start < day.end for day in sentence.dates)
        ]
        is_listed = _LOCATING.isdisjoint(between) and "," in between
        if all(word in _JOINING for word in between) and (is_listed or not _ADDING.isdisjoint(between)):
            group.append(one)
        else:
            break
    if is_region(first) and any(is_settlement(one) for one in group):
        return group[1:]
    if (
        len(group) > 1
        and "," in [t.text for t in tokens if group[0].end <= t.start < group[1].start]
        and len(group) == 2
    ):
        both = [t.text for t in tokens if group[0].end <= t.start < group[1].start]
        if both == [","] and not (is_settlement(group[1])):
            return group[:1]
    return group


_ADDING = frozenset({"et", "and", "puis", "ni"})
_LOCATING = frozenset({"dans", "près", "autour"})
_JOINING = frozenset(
    {",", "et", "and", "de", "d'", "des", "du", "le", "la", "l'", "les", "the", "of", "ainsi", "que", "puis",
     "villages", "village", "hameau", "hameaux", "bourg", "bourgade", "localité", "localités", "ville",
     "celui", "celle", "ceux", "à", "vers", "ni", "dans", "près", "autour"}
)  # fmt: skip
