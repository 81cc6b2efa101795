"""Statements: cues that hold, with their speaker, the words they cover and the day they were made."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from operator import attrgetter

from extractors.annotate.attribution import Attribution, attribute
from extractors.annotate.contents import has_content
from extractors.annotate.cue_words import Cue
from extractors.annotate.cues import find_cues
from extractors.annotate.english_order import is_nested
from extractors.annotate.memory import Memory, Speaker
from extractors.annotate.moods import is_conditional
from extractors.annotate.phrases import Phrase, phrases
from extractors.annotate.reading import Reading, Sentence, Token
from extractors.annotate.speakers import describe, resolve
from extractors.annotate.timing import anchor_tokens, day_stated
from extractors.annotate.values import value
from extractors.annotate.voices import only_counts, own_future, seat, speaks_for_nobody
from extractors.model import StatedOnBasis

_start_of = attrgetter("start")


@value
class Statement:
    """One claim before its fields are settled: who, by which cue, over which words of which sentence."""

    sentence: Sentence
    cue: Cue
    frame: str
    speaker: Speaker
    start: int
    end: int
    content_start: int
    content_end: int
    stated_on: date | None
    stated_on_basis: StatedOnBasis
    is_inverted: bool = False

    @cached_property
    def content(self) -> tuple[Token, ...]:
        """Tokens of what is stated, the cue's own left out."""
        tokens = self.sentence.tokens
        begin, end = (bisect_left(tokens, one, key=_start_of) for one in (self.content_start, self.content_end))
        return tokens[begin : min(self.cue.first, end)] + tokens[max(self.cue.last, begin) : end]

    @property
    def takes_up_what_precedes(self) -> bool:
        """A case of "X est tombée, Kiev l'a confirmé": the pronoun stands for the clause before."""
        at = self.cue.first
        words = [one.text for one in self.sentence.tokens[max(0, at - 1) : at + 1]]
        return self.cue.form == "finite" and not self.is_inverted and "l'" in words

    def covers(self, offset: int) -> bool:
        """Whether a character of the sentence belongs to what is stated."""
        return self.content_start <= offset < self.content_end


@value
class Scan:
    """A sentence with its noun phrases and statements."""

    sentence: Sentence
    phrases: tuple[Phrase, ...]
    statements: tuple[Statement, ...]
    cues: tuple[Cue, ...]
    implied: Statement | None = None
    """The statement of a neighbour that a sentence without its own belongs to."""


def scan(reading: Reading) -> tuple[Scan, ...]:
    """Read all statements of a post in text order; speakers carry over from sentence to sentence."""
    memory = Memory(reading)
    done: list[Scan] = []
    last: Statement | None = None
    for sentence in reading.sentences:
        found = phrases(sentence, reading.pack)
        cues = find_cues(sentence, reading.pack)
        attributions = _told(
            tuple(one for one in attribute(sentence, cues, found, reading.pack) if has_content(one, sentence, reading)),
            sentence,
            reading,
        )
        attributions = tuple(
            one
            for one in attributions
            if not _is_reported_attitude(one, attributions, sentence)
            and not speaks_for_nobody(one)
            and not only_counts(one, sentence)
        )
        statements: list[Statement] = []
        if not memory.speakers and any(one.pronoun is not None for one in attributions):
            _remember_subject(sentence, found, memory, False)
        for one in attributions:
            made = _statement(one, sentence, attributions, memory, last)
            if made is not None:
                statements.append(made)
                memory.remember(made.speaker)
                last = made
        main = [one for one in statements if one.frame not in {"according_relative", "relative", "noun", "passive"}]
        if main and main[-1] is not statements[-1]:
            memory.remember(main[-1].speaker)
        label = None if statements else _label(sentence, found, memory)
        if label is not None:
            statements.append(label)
            memory.remember(label.speaker)
        _remember_subject(sentence, found, memory, bool(statements))
        memory.latest = _latest_named(sentence, found, memory) or memory.latest
        done.append(Scan(sentence=sentence, phrases=found, statements=tuple(statements), cues=cues))
    implied: list[Statement | None] = []
    for index in range(len(done)):
        implied.append(_implied(done, index, implied[-1] if implied else None))
    return tuple(
        one if whose is None else replace(one, implied=whose) for one, whose in zip(done, implied, strict=True)
    )


def _implied(done: Sequence[Scan], index: int, carried: Statement | None) -> Statement | None:
    """Whose words an unattributed question or conditional is: "X est-elle tombée ? Moscou l'affirme."."""
    one = done[index]
    if one.statements or not one.sentence.tokens:
        return None
    behind = done[index + 1].statements[:1] if index + 1 < len(done) else ()
    if one.sentence.tokens[-1].text == "?":
        return behind[0] if behind and _takes_up(behind[0]) else None
    if behind and behind[0].takes_up_what_precedes:
        return behind[0]
    if not any(is_conditional(token.text) for token in one.sentence.tokens if not token.is_quoted):
        return None
    if behind and behind[0].cue.form == "noun":
        return behind[0]
    before = done[index - 1].statements[-1:] if index else ()
    return before[0] if before else carried


def _takes_up(one: Statement) -> bool:
    """Whether a cue has a pronoun for what was said before: "en a fait part", "l'a confirmé"."""
    group = one.sentence.tokens[max(0, one.cue.first - 2) : one.cue.at]
    return bool({"en", "l'", "le", "ce", "it", "this"}.intersection(token.text for token in group))


def _latest_named(sentence: Sentence, found: Sequence[Phrase], memory: Memory) -> Speaker | None:
    """The last person a sentence names: whom "ce dernier" takes up."""
    named = [one for one in found if one.name is not None]
    return describe(named[-1], sentence, memory) if named else None


_ATTITUDES = frozenset(
    {"se dire prêt", "se montrer", "se dire",
     "décider", "envisager", "autoriser", "s'attendre", "vouloir", "souhaiter", "espérer", "prévoir",
     "redouter", "craindre", "compter", "penser", "croire", "douter", "hope", "expect", "want", "fear", "believe",
     "think"}
)  # fmt: skip


def _is_reported_attitude(one: Attribution, others: Sequence[Attribution], sentence: Sentence) -> bool:
    """A case of "Le Pentagone s'attend à …, a exposé sa porte-parole": what is told is the attitude, told once."""
    if one.pronoun is not None and any(_holds(other, one.cue.first - 1, sentence) for other in others):
        return True
    if one.pronoun is not None and one.cue.first > 2 and _is_relative_object(sentence, one):
        return any(other.cue.last < one.cue.first for other in others)
    is_planned = one.cue.tense == "future" and not one.is_inverted
    if (one.cue.lemma not in _ATTITUDES and not is_planned) or one.is_inverted:
        return False
    if one.phrase is not None and any(_holds(other, one.phrase.first, sentence) for other in others):
        return True
    stop = next((at for at in range(one.cue.last, len(sentence.tokens)) if sentence.tokens[at].text == ";"), None)
    return any(
        (other.is_inverted or (other.cue.form == "according" and (one.cue.lemma or "").startswith("se ")))
        and other.cue.first > one.cue.last
        and (stop is None or other.cue.first < stop)
        for other in others
    )


def _is_relative_object(sentence: Sentence, one: Attribution) -> bool:
    """A case of "projeter ce qu'elle impute aux autres": what is told inside another's words."""
    before = [token.text for token in sentence.tokens[max(0, one.cue.first - 3) : one.cue.first]]
    return before[:2] in (["ce", "qu'"], ["ce", "que"])


def _holds(other: Attribution, first: int, sentence: Sentence) -> bool:
    """Whether a phrase opens the clause that another cue reports: "a confirmé que Paris comptait former"."""
    between = sentence.tokens[other.cue.last : first]
    return other.cue.form == "finite" and 0 < len(between) < 3 and between[-1].text in {"que", "qu'", "that"}


def _told(found: tuple[Attribution, ...], sentence: Sentence, reading: Reading) -> tuple[Attribution, ...]:
    """The attributions that are not themselves told by another."""
    if reading.pack.lang != "en":
        return found
    kept: list[Attribution] = []
    for one in found:
        if one.frame == "none" and not _is_parenthetical(one, sentence):
            continue
        last = kept[-1] if kept else None
        if (
            last is None
            or one.is_inverted
            or last.is_inverted
            or not is_nested(one.cue, one.pronoun, last.cue, sentence.tokens)
        ):
            kept.append(one)
    return tuple(kept)


def _remember_subject(sentence: Sentence, found: Sequence[Phrase], memory: Memory, has_statement: bool) -> None:
    """Keep the subject of a sentence without a statement, so that a pronoun can take it up."""
    if has_statement:
        return
    for one in found:
        if not one.is_governed and (one.actor or one.name or (one.demonym and (one.kind or one.is_plural))):
            speaker = describe(one, sentence, memory)
            if speaker is not None:
                memory.remember(speaker)
            return


def _statement(
    one: Attribution, sentence: Sentence, others: Sequence[Attribution], memory: Memory, last: Statement | None
) -> Statement | None:
    speaker = seat(one, sentence, memory) or own_future(one, sentence, memory) or resolve(one, sentence, memory)
    if speaker is None and one.frame == "none" and one.cue.form == "finite" and _is_parenthetical(one, sentence):
        speaker = _carried_speaker(memory)
    if speaker is None or not _is_plausible(one, speaker) or _is_readers(one, sentence, speaker):
        return None
    start, end, content_start, content_end = _extent(one, sentence, others)
    stated_on, basis = day_stated(one, sentence, memory.reading, last, speaker)
    return Statement(
        sentence=sentence, cue=one.cue, frame=one.frame, speaker=speaker, start=start, end=end,
        content_start=content_start, content_end=content_end, stated_on=stated_on, stated_on_basis=basis,
        is_inverted=one.is_inverted,
    )  # fmt: skip


def _is_readers(one: Attribution, sentence: Sentence, speaker: Speaker) -> bool:
    """A case of "…? demande Paul": a reader asks; nothing is claimed."""
    if one.cue.lemma not in {"demander", "s'interroger", "se demander", "ask"} or not one.is_inverted:
        return False
    is_question = any(token.text == "?" for token in sentence.tokens[max(0, one.cue.first - 2) : one.cue.first])
    return is_question and speaker.speaker_id is None and speaker.kind in {"person", "anonymous"}


def _carried_speaker(memory: Memory) -> Speaker | None:
    return None if not memory.speakers else replace(memory.speakers[-1], resolution="coreference")


def _is_parenthetical(one: Attribution, sentence: Sentence) -> bool:
    tokens = sentence.tokens
    return (
        one.cue.first > 0
        and tokens[one.cue.first - 1].text in {",", '"'}
        and (one.cue.last >= len(tokens) - 1 or tokens[one.cue.last].text in {",", "."})
    )


def _is_plausible(one: Attribution, speaker: Speaker) -> bool:
    """Only people, institutions and documents speak; a place name or a thing does not."""
    if one.phrase is None or one.pronoun is not None or speaker.resolution == "coreference":
        return True
    phrase = one.phrase
    if phrase.is_speaker:
        return not (phrase.actor is None and phrase.name is None and phrase.kind is None and one.cue.form == "noun")
    return one.is_inverted or (one.frame == "relative" and False)


def _extent(one: Attribution, sentence: Sentence, others: Sequence[Attribution]) -> tuple[int, int, int, int]:
    """Span of the claim and of its content: up to the neighbouring cues, content before an inverted cue."""
    index = others.index(one)
    tokens = sentence.tokens
    own_first, own_last = anchor_tokens(one)
    before = max((anchor_tokens(other)[1] for other in others[:index]), default=0)
    after = min(
        (
            anchor_tokens(other)[0]
            for other in others[index + 1 :]
            if not _looks_back(other, tokens)
            and other.cue.form != "noun"
            and not (one.frame == "relative" and anchor_tokens(other)[0] < own_last)
        ),
        default=len(tokens),
    )
    if _looks_back(one, tokens):
        begin = tokens[min(before, own_first)].start if before < len(tokens) else sentence.start
        content_end = tokens[min(own_first, len(tokens) - 1)].start
        end = max(_resumed_quote(tokens, own_last, after), tokens[_quotation_end(tokens, own_last, one) - 1].end)
        if _interrupts(one, tokens, begin, own_last):
            end = content_end = tokens[max(own_last, min(after, len(tokens))) - 1].end
        return begin, end, begin, content_end
    first = min(own_first, len(tokens) - 1)
    last = max(own_last, min(after, len(tokens)))
    content_end = tokens[last - 1].end
    begin = tokens[min(one.cue.first, len(tokens) - 1)].start
    if one.frame == "relative":
        comma = next(
            (at for at in range(one.cue.last, last) if tokens[at].text == "," and not tokens[at].is_quoted), last
        )
        content_end = tokens[comma - 1].end
    return tokens[first].start, content_end, begin, content_end


_LEADS = frozenset(
    {"a", "ont", "n'", "ne", "est", "sont", "avait", "avaient", "aurait", "auraient", "était", "étaient", "va", "vont",
     "s'", "se", "doit", "doivent", "peut", "peuvent", "has", "have", "is", "are", "was", "were", "had"}
)  # fmt: skip
_SUBJECT = 8


def _interrupts(one: Attribution, tokens: Sequence[Token], begin: int, last: int) -> bool:
    """A case of "L'ennemi, dit-il, a tenté de passer": only the subject stands before the cue, its verb behind."""
    if last + 1 >= len(tokens) or tokens[last].text != "," or tokens[last + 1].text not in _LEADS:
        return False
    subject = [each for each in tokens if begin <= each.start < tokens[one.cue.first].start]
    return len(subject) <= _SUBJECT and not _LEADS.intersection(each.text for each in subject)


def _resumed_quote(tokens: Sequence[Token], at: int, limit: int) -> int:
    """The end of a claim whose quotation goes on behind the speaker: "“A,” he told reporters, “but B.”"."""
    for comma in range(at, min(at + 6, limit, len(tokens) - 1)):
        if tokens[comma].text == "," and tokens[comma + 1].is_quoted:
            end = comma + 1
            while end < limit and tokens[end].is_quoted:
                end += 1
            return tokens[end - 1].end
        if tokens[comma].text in {".", ";", ":"}:
            break
    return tokens[at - 1].end


def _quotation_end(tokens: Sequence[Token], last: int, one: Attribution) -> int:
    """A case of ", a dit X à la télévision : « … »": the quotation behind the colon is the speaker's too."""
    if one.cue.form != "finite":
        return last
    colon = next((at for at in range(last, min(len(tokens), last + 12)) if tokens[at].text == ":"), None)
    if colon is None or colon + 1 >= len(tokens) or not tokens[colon + 1].is_quoted:
        return last
    if any(each.text in {",", ";", "qui", "que"} for each in tokens[last + 1 : colon]):
        return last
    return next((at for at in range(colon + 1, len(tokens)) if not tokens[at].is_quoted), len(tokens))


def _looks_back(one: Attribution, tokens: Sequence[Token]) -> bool:
    """Whether the content stands before the cue: inverted subjects, a "selon X" that ends its clause."""
    if one.is_inverted:
        return True
    if one.cue.form == "passive":
        return True
    if one.cue.form != "according" or one.frame == "according_relative":
        return False
    return one.cue.first > 0 and tokens[one.cue.first - 1].text not in {";", ":", "et", "mais", "."}


_LABELS = frozenset({"ministry", "military", "military_unit", "government", "security_service", "agency", "court"})


def _is_unnamed(phrase: Phrase) -> bool:
    return phrase.name is None and phrase.actor is None and phrase.demonym is None


def _is_government(phrase: Phrase) -> bool:
    return phrase.actor is not None and phrase.actor.is_metonym_place


def _label(sentence: Sentence, found: Sequence[Phrase], memory: Memory) -> Statement | None:
    """A case of "Zelensky: ..." at the head of a line: a claim without a verb."""
    tokens = sentence.tokens
    if not found or found[0].first != 0 or found[0].last >= len(tokens) - 1 or tokens[found[0].last].text != ":":
        return None
    phrase = found[0]
    if phrase.actor is None and any(one.start == tokens[0].start for one in sentence.places):
        return None
    is_quoting = any(one.is_quoted for one in tokens)
    if not is_quoting and phrase.name is None and phrase.kind not in _LABELS and not _is_government(phrase):
        return None
    if not phrase.is_speaker or (_is_unnamed(phrase) and phrase.kind not in _LABELS):
        return None
    speaker = describe(found[0], sentence, memory)
    if speaker is None:
        return None
    cue = Cue(first=0, last=found[0].last + 1, at=0, lemma=None, stance="asserts", form="label")
    day = memory.reading.day
    return Statement(
        sentence=sentence, cue=cue, frame="label", speaker=speaker, start=sentence.start, end=sentence.end,
        content_start=sentence.start, content_end=sentence.end, stated_on=day,
        stated_on_basis="publication" if day else "none",
    )  # fmt: skip
