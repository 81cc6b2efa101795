"""Statements: cues that hold, with their speaker, the words they cover and the day they were made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from extractors.annotate.attribution import Attribution, attribute
from extractors.annotate.cues import Cue, find_cues
from extractors.annotate.phrases import Phrase, phrases
from extractors.annotate.reading import Reading, Sentence, Token
from extractors.annotate.speakers import Memory, Speaker, describe, resolve
from extractors.model import StatedOnBasis


@dataclass(frozen=True, kw_only=True)
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

    def covers(self, offset: int) -> bool:
        """Whether a character of the sentence belongs to what is stated."""
        return self.content_start <= offset < self.content_end


@dataclass(frozen=True, kw_only=True)
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
        attributions = tuple(
            one for one in attribute(sentence, cues, found, reading.pack) if _has_content(one, sentence, reading)
        )
        statements: list[Statement] = []
        if not memory.speakers and any(one.pronoun is not None for one in attributions):
            _remember_subject(sentence, found, memory, False)
        for one in attributions:
            if _is_reported_attitude(one, attributions):
                continue
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
    return tuple(replace(one, implied=_implied(done, index)) for index, one in enumerate(done))


def _implied(done: Sequence[Scan], index: int) -> Statement | None:
    """Whose words an unattributed question or conditional is: "X est-elle tombée ? Moscou l'affirme."."""
    one = done[index]
    if one.statements or not one.sentence.tokens:
        return None
    behind = done[index + 1].statements[:1] if index + 1 < len(done) else ()
    if one.sentence.tokens[-1].text == "?":
        return behind[0] if behind and _takes_up(behind[0]) else None
    if not any(is_conditional(token.text) for token in one.sentence.tokens if not token.is_quoted):
        return None
    if behind and behind[0].cue.form == "noun":
        return behind[0]
    before = done[index - 1].statements[-1:] if index else ()
    return before[0] if before else None


def _takes_up(one: Statement) -> bool:
    """Whether a cue has a pronoun for what was said before: "en a fait part", "l'a confirmé"."""
    group = one.sentence.tokens[max(0, one.cue.first - 2) : one.cue.at]
    return bool({"en", "l'", "le", "it", "this"}.intersection(token.text for token in group))


_CONDITIONAL = (
    "erait",
    "eraient",
    "irait",
    "iraient",
    "drait",
    "draient",
    "vrait",
    "vraient",
    "rrait",
    "rraient",
    "aurait",
    "auraient",
)
_NOT_CONDITIONAL = frozenset(
    {
        "retirait",
        "tirait",
        "attirait",
        "admirait",
        "respirait",
        "inspirait",
        "espérait",
        "libérait",
        "considérait",
        "opérait",
        "récupérait",
        "préférait",
        "différait",
        "virait",
        "aspirait",
        "accélérait",
        "coopérait",
        "gérait",
        "ouvrait",
        "couvrait",
        "livrait",
        "découvrait",
        "souffrait",
        "retiraient",
        "espéraient",
        "livraient",
        "considéraient",
        "ouvraient",
        "éclairait",
    }
)


def is_conditional(word: str) -> bool:
    """Whether a word is a verb in the conditional.

    >>> is_conditional("pourrait"), is_conditional("retrait")
    (True, False)
    """
    return (word.endswith(_CONDITIONAL) and word not in _NOT_CONDITIONAL) or word in {"could", "might", "would"}


def _latest_named(sentence: Sentence, found: Sequence[Phrase], memory: Memory) -> Speaker | None:
    """The last person a sentence names: whom "ce dernier" takes up."""
    named = [one for one in found if one.name is not None]
    return describe(named[-1], sentence, memory) if named else None


_ATTITUDES = frozenset(
    {"s'attendre", "vouloir", "souhaiter", "espérer", "prévoir", "redouter", "craindre", "compter", "penser", "croire",
     "douter", "hope", "expect", "want", "fear", "believe", "think"}
)  # fmt: skip


def _is_reported_attitude(one: Attribution, others: Sequence[Attribution]) -> bool:
    """ "Le Pentagone s'attend à …, a exposé sa porte-parole": what is told is the attitude, told once."""
    if one.cue.lemma not in _ATTITUDES or one.is_inverted:
        return False
    return any(other.is_inverted and other.cue.first > one.cue.last for other in others)


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
    speaker = resolve(one, sentence, memory)
    if speaker is None and one.frame == "none" and one.cue.form == "finite" and _is_parenthetical(one, sentence):
        speaker = _carried_speaker(memory)
    if speaker is None or not _is_plausible(one, speaker):
        return None
    start, end, content_start, content_end = _extent(one, sentence, others)
    stated_on, basis = _stated_on(one, sentence, memory.reading, last, speaker)
    return Statement(
        sentence=sentence, cue=one.cue, frame=one.frame, speaker=speaker, start=start, end=end,
        content_start=content_start, content_end=content_end, stated_on=stated_on, stated_on_basis=basis,
        is_inverted=one.is_inverted,
    )  # fmt: skip


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
    return one.is_inverted or one.frame == "relative" and False


def _has_content(one: Attribution, sentence: Sentence, reading: Reading) -> bool:
    """Whether the frame of a cue verb finds what it asks for: a clause, quoted words, a figure, an inverted subject."""
    cue = one.cue
    if cue.form in {"according", "noun", "passive", "label"}:
        return True
    tokens = sentence.tokens
    behind = tokens[cue.last : cue.last + 45]
    if _is_judicial(cue, tokens):
        return False
    if cue.frame == "say":
        return True
    if one.is_inverted and (_is_quote_before(tokens, cue) or cue.frame != "quoted"):
        return True
    if _quote_behind(tokens, cue, reading) or (_is_quote_before(tokens, cue) and one.is_inverted):
        return True
    if cue.frame == "figure":
        return _figure_behind(sentence, cue)
    if cue.lemma == "apprendre" and {"lui", "leur"}.intersection(one.text for one in tokens[cue.first : cue.at]):
        return True
    if cue.frame == "weak":
        return _clause_behind(behind, cue, reading)
    return False


def _is_judicial(cue: Cue, tokens: Sequence[Token]) -> bool:
    if cue.lemma not in {"condamner", "juger", "sentence", "accuser", "reconnaître"}:
        return False
    words = {one.text for one in tokens}
    return bool(words & {"prison", "réclusion", "jail"}) and cue.lemma != "accuser"


def _is_quote_before(tokens: Sequence[Token], cue: Cue) -> bool:
    return any(one.is_quoted for one in tokens[max(0, cue.first - 3) : cue.first])


def _quote_behind(tokens: Sequence[Token], cue: Cue, reading: Reading) -> bool:
    for one in tokens[cue.last : cue.last + 25]:
        if one.is_quoted:
            return True
        if one.text in {";", "."} or one.text in {"qui", "mais"}:
            return False
    return False


def _figure_behind(sentence: Sentence, cue: Cue) -> bool:
    start = sentence.tokens[cue.at].end
    return any(one.is_figure and one.start >= start and one.start - start < 60 for one in sentence.measures)


def _clause_behind(behind: Sequence[Token], cue: Cue, reading: Reading) -> bool:
    for index, one in enumerate(behind[:14]):
        if one.text in reading.pack.grammar["clause_openers"] and index < 9:
            return True
        if one.text in cue.after or one.text == ":":
            return True
        if (
            cue.after
            and one.text in {"au", "aux"}
            and "à" in cue.after
            or cue.after
            and one.text in {"du", "des", "d'"}
            and "de" in cue.after
        ):
            return True
        if one.text in {";", "."}:
            return False
    return False


def _extent(one: Attribution, sentence: Sentence, others: Sequence[Attribution]) -> tuple[int, int, int, int]:
    """Span of the claim and of its content: up to the neighbouring cues, content before an inverted cue."""
    index = others.index(one)
    tokens = sentence.tokens
    own_first, own_last = _anchor(one)
    before = max((_anchor(other)[1] for other in others[:index]), default=0)
    after = min(
        (_anchor(other)[0] for other in others[index + 1 :] if not _looks_back(other, tokens)), default=len(tokens)
    )
    if _looks_back(one, tokens):
        begin = tokens[min(before, own_first)].start if before < len(tokens) else sentence.start
        content_end = tokens[min(own_first, len(tokens) - 1)].start
        return begin, tokens[own_last - 1].end, begin, content_end
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


def _anchor(one: Attribution) -> tuple[int, int]:
    first, last = one.cue.first, one.cue.last
    if one.phrase is not None and one.frame not in {
        "coordinated",
        "gerund",
        "gerund_leading",
        "relative",
        "according_relative",
        "far_subject",
        "through",
    }:
        first, last = min(first, one.phrase.first), max(last, one.phrase.last)
    return first, last


def _looks_back(one: Attribution, tokens: Sequence[Token]) -> bool:
    """Whether the content stands before the cue: inverted subjects, a "selon X" that ends its clause."""
    if one.is_inverted:
        return True
    if one.cue.form != "according":
        return False
    return one.cue.first > 0 and not (tokens[one.cue.first - 1].text in {";", ":", "et", "mais", "."})


def _stated_on(
    one: Attribution, sentence: Sentence, reading: Reading, last: Statement | None, speaker: Speaker
) -> tuple[date | None, StatedOnBasis]:
    said = _day_said(one, sentence)
    if said is not None:
        return said
    carried = (
        last is not None
        and last.speaker.name == speaker.name
        and last.stated_on_basis in {"weekday", "explicit", "carried"}
    )
    if carried and last is not None and sentence.index - last.sentence.index <= 1:
        return last.stated_on, "carried"
    if one.cue.is_pluperfect and not one.is_inverted and one.cue.form == "finite":
        return None, "none"
    if reading.day is None:
        return None, "none"
    return (None, "none") if one.cue.form == "noun" else (reading.day, "publication")


def _day_said(one: Attribution, sentence: Sentence) -> tuple[date, StatedOnBasis] | None:
    """The day that stands with the cue: inside its group, right behind it, or right before it."""
    tokens = sentence.tokens
    if one.cue.form in {"gerund", "noun"}:
        return None
    first, last = _anchor(one)
    if not one.is_inverted:
        last = one.cue.last
    begin = tokens[max(0, first - 3)].start if not one.is_inverted else tokens[one.cue.first].start
    end = tokens[min(len(tokens), last + 3) - 1].end
    for day in sentence.dates:
        if begin <= day.start and day.start < end and day.first is not None and day.precision in {"day", "minute"}:
            return day.first, "weekday" if day.is_weekday else "explicit"
    return None


def _label(sentence: Sentence, found: Sequence[Phrase], memory: Memory) -> Statement | None:
    """ "Zelensky: ..." at the head of a line: a claim without a verb."""
    tokens = sentence.tokens
    if not found or found[0].first != 0 or found[0].last >= len(tokens) - 1 or tokens[found[0].last].text != ":":
        return None
    if found[0].name is None and not any(one.is_quoted for one in tokens):
        return None
    if not found[0].is_speaker or (found[0].name is None and found[0].actor is None):
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
