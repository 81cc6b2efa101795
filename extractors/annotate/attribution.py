"""Who speaks: the phrase a cue attributes its words to, by frame (inverted, relative, subject, coordinated, gerund)."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.annotate.counts import whose_count
from extractors.annotate.cue_words import Cue
from extractors.annotate.english_order import behind_modifiers, trails
from extractors.annotate.english_subjects import is_barred, seated
from extractors.annotate.inversions import cue_is_plural, ends_subject, is_count, is_interrupted
from extractors.annotate.lexicon import Pack
from extractors.annotate.phrases import Phrase, phrase_at
from extractors.annotate.reading import Sentence, Token
from extractors.annotate.subjects import back, relative_antecedent, skip
from extractors.annotate.values import value

_SINGULAR = frozenset({"il", "elle", "on", "celui-ci", "celle-ci", "he", "she", "it"})
_PLURAL = frozenset(
    {
        "ils",
        "elles",
        "ceux-ci",
        "celles-ci",
        "they",
        "l'un d'eux",
        "l'une d'elles",
        "l'un d'entre eux",
        "l'une d'entre elles",
    }
)
_OBJECTS = {"l'": "celui-ci", "les": "ils", "ses": "celui-ci", "son": "celui-ci", "leurs": "ils", "leur": "ils"}
_POSSESSED = frozenset({"croire", "aux yeux de", "de l'avis de"})
_STRESSED = {"lui": "il", "elle": "elle", "eux": "ils", "elles": "elles", "him": "he", "her": "she", "them": "they"}


@value
class Attribution:
    """A cue with the phrase or pronoun that speaks; both None where the sentence names nobody."""

    cue: Cue
    frame: str
    phrase: Phrase | None = None
    second: Phrase | None = None
    """The other speaker of a pair ("les États-Unis et la Corée du Sud")."""
    pronoun: Token | None = None
    pronoun_word: str | None = None
    is_inverted: bool = False


def attribute(sentence: Sentence, cues: Sequence[Cue], found: Sequence[Phrase], pack: Pack) -> tuple[Attribution, ...]:
    """Give every cue of a sentence its speaker phrase, in text order."""
    done: list[Attribution] = []
    for cue in cues:
        done.append(_attribute_one(sentence, cue, found, pack, done))
    for index, one in enumerate(done):
        if one.phrase is None and one.pronoun is None and one.cue.form == "gerund":
            following = next((later for later in done[index + 1 :] if later.phrase or later.pronoun), None)
            subject = next(
                (each for each in found if each.first > one.cue.last and not each.is_governed and each.is_speaker
                 and sentence.tokens[each.first - 1].text == ","),
                None,
            )  # fmt: skip
            if following is None and subject is not None:
                done[index] = Attribution(cue=one.cue, frame="gerund_leading", phrase=subject)
            if following is not None:
                done[index] = Attribution(
                    cue=one.cue, frame="gerund_leading", phrase=following.phrase, pronoun=following.pronoun,
                    pronoun_word=following.pronoun_word,
                )  # fmt: skip
    return tuple(done)


def _attribute_one(
    sentence: Sentence, cue: Cue, found: Sequence[Phrase], pack: Pack, done: Sequence[Attribution]
) -> Attribution:
    tokens = sentence.tokens
    if cue.pronoun == "on":
        return _inverted(sentence, cue, found, pack, takes_governed=True) or Attribution(cue=cue, frame="none")
    if cue.pronoun is not None:
        word = _token_with_pronoun(tokens, cue)
        return Attribution(cue=cue, frame="inverted_pronoun", pronoun=word, pronoun_word=cue.pronoun, is_inverted=True)
    if cue.form in {"according", "noun", "passive"}:
        return _behind(sentence, cue, found, pack)
    learnt = _learnt(sentence, cue, pack)
    if learnt is not None:
        return learnt
    through = _through(sentence, cue, found, pack)
    if through is not None:
        return through
    one_of = _one_of_them(tokens, cue)
    if one_of is not None:
        return one_of
    inverted = _inverted(sentence, cue, found, pack)
    if inverted is not None:
        return inverted
    if cue.form == "gerund":
        return _gerund(sentence, cue, found, done)
    return _subject(sentence, cue, found, pack, done)


def _one_of_them(tokens: Sequence[Token], cue: Cue) -> Attribution | None:
    """A case of "« … », confie l'un d'eux": the group named before."""
    if cue.last >= len(tokens) or not tokens[cue.last].text.startswith(("l'un ", "l'une ")) or cue.form != "finite":
        return None
    one = tokens[cue.last]
    return Attribution(cue=cue, frame="inverted_pronoun", pronoun=one, pronoun_word=one.text, is_inverted=True)


def _token_with_pronoun(tokens: Sequence[Token], cue: Cue) -> Token:
    return next((one for one in tokens[cue.first : cue.last] if "-" in one.text), tokens[cue.at])


def _behind(sentence: Sentence, cue: Cue, found: Sequence[Phrase], pack: Pack) -> Attribution:
    """The phrase right behind "selon", "l'appel de" or "revendiqué par"."""
    tokens = sentence.tokens
    at = cue.last
    is_possessed = cue.lemma in _POSSESSED and cue.form == "according" and tokens[cue.first].text == "à"
    if is_possessed and tokens[cue.first + 1].text in _OBJECTS:
        word = tokens[cue.first + 1]
        return Attribution(cue=cue, frame=cue.form, pronoun=word, pronoun_word=_OBJECTS[word.text])
    if at < len(tokens) and tokens[at].text in _STRESSED and (at + 1 == len(tokens) or not tokens[at + 1].is_capital):
        return Attribution(cue=cue, frame=cue.form, pronoun=tokens[at], pronoun_word=_STRESSED[tokens[at].text])
    if cue.form == "noun" and at < len(tokens) and tokens[at].text[0].isdigit():
        return Attribution(cue=cue, frame=cue.form)
    if at < len(tokens) and tokens[at].text in {"qui", "whom", "lequel", "laquelle"}:
        antecedent = _antecedent(found, cue.first)
        return Attribution(cue=cue, frame="according_relative", phrase=antecedent)
    phrase = next((one for one in found if one.first == at), None) or (
        phrase_at(sentence, pack, at) if at < len(tokens) else None
    )
    phrase = whose_count(sentence, phrase, found, pack) or phrase
    if phrase is None and pack.lang == "en":
        phrase = next((one for one in found if at < one.first == behind_modifiers(tokens, at, one.first, pack)), None)
    if phrase is None:
        return Attribution(cue=cue, frame=cue.form)
    return Attribution(cue=cue, frame=cue.form, phrase=phrase, second=_pair_behind(tokens, phrase, found))


def _pair_behind(tokens: Sequence[Token], phrase: Phrase, found: Sequence[Phrase]) -> Phrase | None:
    if phrase.last < len(tokens) and tokens[phrase.last].text in {"et", "and"}:
        other = next((one for one in found if one.first == phrase.last + 1), None)
        return other if other is not None and other.is_speaker and phrase.is_speaker and _is_named(other) else None
    return None


def _is_named(one: Phrase) -> bool:
    return bool(one.actor or one.name)


def _antecedent(found: Sequence[Phrase], at: int) -> Phrase | None:
    for one in reversed(found):
        if one.last <= at and at - one.last <= 1 and one.is_speaker:
            return one
    return None


def _learnt(sentence: Sentence, cue: Cue, pack: Pack) -> Attribution | None:
    """A case of "a appris l'AFP de source diplomatique": the source speaks, the agency relays."""
    if cue.lemma != "apprendre" or cue.form != "finite":
        return None
    tokens = sentence.tokens
    for at in range(cue.last, min(len(tokens) - 2, cue.last + 9)):
        pair = (tokens[at].text, tokens[at + 1].text)
        if pair in {("de", "source"), ("de", "sources")}:
            phrase = phrase_at(sentence, pack, at + 1)
        elif pair[0] == "auprès":
            phrase = phrase_at(sentence, pack, at + 2) or phrase_at(sentence, pack, at + 1)
        else:
            continue
        if phrase is not None:
            return Attribution(cue=cue, frame="inverted", phrase=phrase, is_inverted=True)
    return None


def _through(sentence: Sentence, cue: Cue, found: Sequence[Phrase], pack: Pack) -> Attribution | None:
    """A case of "par la voix de Y": Y speaks, whoever the subject is."""
    texts = [one.text for one in sentence.tokens[: cue.first]]
    for at in range(len(texts) - 4, -1, -1):
        if texts[at] == "par" and texts[at + 2] in {"voix", "bouche", "intermédiaire", "entremise", "truchement"}:
            named = (one for one in found if at < one.first <= at + _VOICE and one.name)
            phrase = next(named, None) or phrase_at(sentence, pack, at + 4) or phrase_at(sentence, pack, at + 5)
            if phrase is not None and phrase.is_speaker:
                return Attribution(cue=cue, frame="through", phrase=phrase)
    return None


def _inverted(
    sentence: Sentence, cue: Cue, found: Sequence[Phrase], pack: Pack, *, takes_governed: bool = False
) -> Attribution | None:
    """A case of ", a annoncé mercredi le ministère": the subject stands behind the verb, days and places skipped."""
    tokens = sentence.tokens
    if cue.form == "gerund" or not _may_invert(tokens, cue) or _has_subject_aside(tokens, cue, found):
        return None
    if pack.lang == "en" and is_barred(sentence, cue, found):
        return None
    at = cue.last
    while at < len(tokens):
        phrase = next((one for one in found if one.first == at), None)
        if at == cue.last and any(one.first == cue.at < at < one.last for one in found):
            phrase = phrase_at(sentence, pack, at)
        is_subject = phrase is not None and (not phrase.is_governed or (takes_governed and phrase.is_speaker))
        if phrase is not None and is_subject and not _is_day(sentence, phrase, tokens):
            return _accept_inverted(tokens, cue, phrase, found)
        step = _behind_aside(tokens, at, cue, found) or skip(sentence, at, found, pack)
        if step is None:
            return None
        at = step
    return None


_ASIDE = 6


def _behind_aside(tokens: Sequence[Token], at: int, cue: Cue, found: Sequence[Phrase]) -> int | None:
    """A case of "confie, la voix blanche, un lieutenant": where the subject stands behind words between commas."""
    if at != cue.last or tokens[at].text != ",":
        return None
    aside = range(at + 2, min(at + _ASIDE, len(tokens) - 1))
    comma = next((end for end in aside if tokens[end].text == ","), None)
    if comma is None or any(at < one.first < comma and one.is_speaker for one in found):
        return None
    return comma + 1


def _has_subject_aside(tokens: Sequence[Token], cue: Cue, found: Sequence[Phrase]) -> bool:
    """A case of "L'Institut (IISS) crédite l'armée": the subject stands before the brackets."""
    if tokens[cue.first - 1].text != ")":
        return False
    opening = next((at for at in range(cue.first - 2, -1, -1) if tokens[at].text == "("), 0)
    return any(one.last == opening and one.is_speaker and not one.is_governed for one in found)


def _may_invert(tokens: Sequence[Token], cue: Cue) -> bool:
    if cue.first == 0 or tokens[cue.first].is_quoted:
        return False
    before = tokens[cue.first - 1]
    if before.is_quoted or before.text in {'"', "»", "?", "!", "…"}:
        return True
    if before.text == "qu'" or before.text in {"comme", "que", "ainsi"}:
        return True
    return before.text in {",", "-", "–", "—", ")"}


def _is_day(sentence: Sentence, phrase: Phrase, tokens: Sequence[Token]) -> bool:
    start, end = tokens[phrase.first].start, tokens[phrase.last - 1].end
    return any(one.start <= start and end <= one.end for one in sentence.dates)


def _accept_inverted(tokens: Sequence[Token], cue: Cue, phrase: Phrase, found: Sequence[Phrase]) -> Attribution | None:
    behind = tokens[phrase.last].text if phrase.last < len(tokens) else "."
    before = tokens[cue.first - 1]
    is_after_quote = before.is_quoted or before.text == '"'
    is_figure = not is_after_quote and tokens[phrase.first].text[0].isdigit() and not cue_is_plural(tokens, cue)
    if is_count(tokens, phrase) or is_figure:
        return None
    if not phrase.is_speaker and not (is_after_quote or behind in {",", ".", '"'}):
        return None
    if not phrase.is_speaker and phrase.head is None and not is_after_quote and not tokens[phrase.first].is_capital:
        return None
    if not is_after_quote and not is_interrupted(tokens, phrase) and ends_subject(found, cue, tokens):
        is_object = phrase.kind in {None, "document"} and not (phrase.name or phrase.actor or phrase.demonym)
        if is_object or behind not in {".", ",", "!", "?"} or cue.stance in _TAKES_A_PERSON:
            return None
    second = _pair_behind(tokens, phrase, found)
    return Attribution(cue=cue, frame="inverted", phrase=phrase, second=second, is_inverted=True)


_VOICE = 7
_TAKES_A_PERSON = frozenset({"accuses", "denounces", "demands", "denies", "claims", "warns"})


def _gerund(sentence: Sentence, cue: Cue, found: Sequence[Phrase], done: Sequence[Attribution]) -> Attribution:
    tokens = sentence.tokens
    is_verbal = cue.tense == "gerund" or tokens[cue.first].text in {"ayant", "venant"}
    own = next((one for one in found if one.last == cue.first and not one.is_governed and one.is_speaker), None)
    if own is not None and is_verbal:
        return Attribution(cue=cue, frame="gerund_own", phrase=own)
    for one in reversed(done):
        if (one.phrase or one.pronoun) and one.cue.form in {"finite", "according", "gerund"}:
            return Attribution(
                cue=cue,
                frame="gerund",
                phrase=one.phrase,
                second=one.second,
                pronoun=one.pronoun,
                pronoun_word=one.pronoun_word,
            )
    if cue.first == 0 or tokens[cue.first - 1].text == "en":
        return Attribution(cue=cue, frame="gerund_leading")
    subject = next((one for one in found if one.last <= cue.first and not one.is_governed and one.is_speaker), None)
    return Attribution(cue=cue, frame="gerund", phrase=subject)


def _subject(
    sentence: Sentence, cue: Cue, found: Sequence[Phrase], pack: Pack, done: Sequence[Attribution]
) -> Attribution:
    tokens = sentence.tokens
    at = back(sentence, cue.first, found, pack)
    if at and tokens[at - 1].text == '"' and tokens[cue.first].is_quoted:
        at = back(sentence, at - 1, found, pack)
    if at == 0:
        return Attribution(cue=cue, frame="none")
    before = tokens[at - 1]
    if before.text in {"qui", "who", "which"}:
        antecedent = relative_antecedent(tokens, found, at - 1) or _actor_before(sentence, at - 1, pack)
        return Attribution(cue=cue, frame="relative", phrase=antecedent)
    if before.text in _SINGULAR | _PLURAL:
        return Attribution(
            cue=cue,
            frame="pronoun",
            pronoun=before,
            pronoun_word=before.text,
            is_inverted=_trails(sentence, cue, at - 1, pack),
        )
    if before.text in {"et", "mais", "puis", "and", "but", ",", "ou"}:
        shared = _shared(cue, done)
        if shared is not None:
            return shared
    phrase = next((one for one in found if one.last == at and not _is_day(sentence, one, tokens)), None)
    if pack.lang == "en" and phrase is not None and phrase.is_governed:
        phrase = seated(tokens, phrase, found) or phrase
    if phrase is not None and (not phrase.is_governed or _has_written(tokens, phrase)):
        return Attribution(
            cue=cue, frame="subject", phrase=phrase, second=_pair_before(tokens, phrase, found),
            is_inverted=_trails(sentence, cue, phrase.first, pack),
        )  # fmt: skip
    return _far_subject(tokens, cue, at, found)


def _actor_before(sentence: Sentence, at: int, pack: Pack) -> Phrase | None:
    """A case of "Riposte immédiate de Kiev, qui réclame": who stands right before the relative clause."""
    end = at - 1 if at and sentence.tokens[at - 1].text == "," else at
    if end < 1:
        return None
    actor = next((one for one in sentence.actors if one.end == sentence.tokens[end - 1].end), None)
    return phrase_at(sentence, pack, sentence.token_at(actor.start)) if actor is not None else None


_WRITINGS = frozenset(
    {"study", "report", "analysis", "survey", "estimate", "assessment", "étude", "rapport", "analyse"}
)


def _has_written(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """A case of "a study by the Center for … found": who wrote it speaks."""
    first = phrase.first
    return first > 1 and tokens[first - 1].text in {"by", "par"} and tokens[first - 2].text in _WRITINGS


def _trails(sentence: Sentence, cue: Cue, first: int, pack: Pack) -> bool:
    """English puts what is said first: "…, the ministry said"."""
    return pack.lang == "en" and trails(sentence, cue, first, pack)


def _pair_before(tokens: Sequence[Token], phrase: Phrase, found: Sequence[Phrase]) -> Phrase | None:
    if phrase.first > 1 and tokens[phrase.first - 1].text in {"et", "and"}:
        other = next((one for one in found if one.last == phrase.first - 1), None)
        if other is not None and not other.is_governed and _is_named(other) and phrase.is_speaker:
            return other
    return None


def _shared(cue: Cue, done: Sequence[Attribution]) -> Attribution | None:
    for one in reversed(done):
        if (one.phrase or one.pronoun) and one.cue.form == "finite" and not one.is_inverted:
            return Attribution(
                cue=cue, frame="coordinated", phrase=one.phrase, second=one.second, pronoun=one.pronoun,
                pronoun_word=one.pronoun_word,
            )  # fmt: skip
    return None


def _far_subject(tokens: Sequence[Token], cue: Cue, at: int, found: Sequence[Phrase]) -> Attribution:
    """The first subject of the clause: the phrase before any verb, behind the last full break."""
    start = max((i + 1 for i, one in enumerate(tokens[:at]) if one.text in {";", ":"} and not one.is_quoted), default=0)
    inside = [one for one in found if start <= one.first and one.last <= at and not one.is_governed]
    named = [one for one in inside if one.is_speaker]
    if named:
        return Attribution(cue=cue, frame="far_subject", phrase=named[0])
    for position in range(at - 1, start - 1, -1):
        if tokens[position].text in _SINGULAR | _PLURAL and not tokens[position].is_quoted:
            return Attribution(cue=cue, frame="pronoun", pronoun=tokens[position], pronoun_word=tokens[position].text)
    return Attribution(cue=cue, frame="none")
