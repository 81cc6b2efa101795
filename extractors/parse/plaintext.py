"""Pages saved as text: posts by their clocks, their days, their kickers in capitals, blank lines, or by language alone.

Which marks a text has decides how it is cut, the strongest first:

| marks (two or more) | a post begins at |
|---|---|
| clock lines ("20:44", "07h28 : titre", "4 février 202419:54", "KICKER07:48", "il y a 5 min") | each of them |
| day lines ("20 décembre 2024", "5 juin 2025KICKER", "mardi 31 décembre") | each of them |
| titles that open with a clock ("À 21h25, le pont rouvre") | each of them |
| lost clocks (lines that open with the colon which stood behind a clock) | each of them |
| kickers (lines in capitals) | each of them |
| blank lines around blocks of several lines | each block |
| none | each paragraph that the rules of `continuation` do not join to the one above |

What stands above the first mark is the head of the page and no post. Labels of teaser cards ("Publié aujourd'hui à
18h31"), "Lire aussi" with the title after it, by-lines and buttons are left out and end nothing.

A text without any time is dated by `extractors.parse.text_day`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from extractors.errors import BrokenPage
from extractors.parse import kinds
from extractors.parse.candidate import Candidate, Label, Scene
from extractors.parse.content import squeeze
from extractors.parse.continuation import continues
from extractors.parse.text_day import dated
from extractors.parse.when import read_label
from extractors.text import fold

_CLOCK = r"(?:[01]?\d|2[0-3])(?: ?[hH] ?|:|\.)[0-5]\d"
_CLOCK_LINE = re.compile(
    rf"^(?:[•·▪*>–—-]\s*)?\[?(?P<label>{_CLOCK}(?: ?(?:TU|UTC|GMT|[aApP]\.?[mM]\.?))?)\]?\.?"
    r"(?:\s*[:–—|•-]\s*(?P<title>\S.*)|\s+(?P<bare>[A-ZÀ-Ý“«\"].*)|"
    r"\s*,\s*(?P<author>[A-ZÀ-Ý][\w.'’-]*(?: [A-ZÀ-Ý][\w.'’-]*){0,4}))?$"
)
_SPOKEN = re.compile(rf"^(?:À|A|At) (?P<label>{_CLOCK}(?: ?[aApP]\.?[mM]\.?)?),? .*[^.!?…:;,]$")
_MAY_BE_LABEL = re.compile(
    r"\d|^(?:hier|aujourd|avant-hier|[àa] l['’]instant|il y a|yesterday|today|just now|an? )", re.IGNORECASE
)
_DAY = (
    r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday),? )?"
    r"(?:\d{1,2}(?:er|st|nd|rd|th)? [a-zà-ÿA-Z]{3,9}|[A-Z][a-z]{2,8} \d{1,2},?) (?:19|20)\d{2}"
)
_DAY_LINE = re.compile(
    rf"^(?P<day>{_DAY})(?:\s*(?:à|at|,|-)?\s*(?P<clock>{_CLOCK}))?\s*(?P<rest>\S.*)?$", re.IGNORECASE
)
_LOST_CLOCK = re.compile(r"^: *(?P<rest>\S.*)?$")
_GLUED_END = re.compile(rf"^(?P<kicker>.*[A-ZÀ-Ý][^a-zà-ÿ]*?)(?P<label>{_CLOCK})$")
_FURNITURE = re.compile(
    r"^(?:(?:valider|reinitialiser) les filtres|minute par minute|les elements marquants|"
    r"les temps forts|suivez la couverture complete|"
    r"partager(?: .{0,20})?|copier le lien|suivez notre dernier direct\b.*|jt perso|afficher (?:plus|"
    r"la suite)|voir plus|charger plus|share|copy link|"
    r"load more|show more|commenter|reagir|publicite|advertisement|newsletter|filtrer|trier|lecture \d+ min)$"
)
_TEASER_LABEL = re.compile(r"^(?:publie|mis a jour|modifie|published|updated|posted)\b.*\d")
_ENDED = re.compile(r"[.!?…:;,][\"»”’)]*$")
_SHORT = 200
_LEAST = 3
_SENTENCE = 40
_MOSTLY = 0.6
_LONGEST_LABEL = 90
MOST_LINES = 20_000


@dataclass(frozen=True, kw_only=True)
class _Mark:
    """What a line marks, and what it says besides."""

    kind: Literal["clock", "day", "spoken"]
    label: Label | None = None
    day: Label | None = None
    kicker: str | None = None
    headline: str | None = None


@dataclass
class _Block:
    """Lines of one post while it is being gathered."""

    lines: list[str] = field(default_factory=list)
    label: Label | None = None
    day: Label | None = None
    kicker: str | None = None
    headline: str | None = None
    is_introduction: bool = False
    is_highlight: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.lines and self.headline is None and self.kicker is None

    @property
    def head(self) -> tuple[str | None, str | None, str | None, Label | None]:
        """What stands above the text of a post: the same head twice is the same post twice."""
        return self.kicker, self.headline, self.label.raw if self.label else None, self.day


def read_lines(text: str, scene: Scene, *, needs_labels: bool = False) -> list[Candidate]:
    """Posts of a text in its order.

    `needs_labels` wants clocks, or what is left of posts without any, so that an article is not taken for posts.
    """
    if text.count("\n") > MOST_LINES:
        raise BrokenPage(f"The text has more than {MOST_LINES} lines.")
    lines = _without_furniture([squeeze(one) for one in text.split("\n")], scene)
    marks = _marks(lines, scene)
    clocks = sum(1 for one in marks if one and one.kind == "clock")
    days = sum(1 for one in marks if one and one.kind == "day")
    kickers = sum(1 for one in lines if is_kicker(one))
    if clocks >= 2 or (days >= 2 and not needs_labels):
        blocks = _by_labels(lines, marks, has_clocks=clocks >= 2)
    elif sum(1 for one in lines if _LOST_CLOCK.match(one)) >= 2:
        blocks = _by_lost_clocks(lines)
    elif kickers >= 2:
        blocks = _by_kickers(lines)
    elif needs_labels:
        return []
    else:
        blocks = _by_blank_lines(lines) or _by_language([one for one in lines if one])
    if needs_labels and clocks < 2 and not _are_posts(blocks):
        return []
    blocks = _without_highlights([one for one in blocks if not one.is_empty])
    return dated([_candidate(one, order) for order, one in enumerate(blocks)], text, scene)


def _marks(lines: Sequence[str], scene: Scene) -> list[_Mark | None]:
    """The marks of a text; titles that open with a clock are marks only where it has no others."""
    found = [_mark(one, scene.is_month_first) for one in lines]
    is_plain = sum(1 for one in found if one and one.kind == "clock") >= 2
    spoken = [one for one in found if one and one.kind == "spoken"]
    if is_plain or len(spoken) < 2:
        return [None if one and one.kind == "spoken" else one for one in found]
    return [replace(one, kind="clock") if one and one.kind == "spoken" else one for one in found]


def is_kicker(line: str) -> bool:
    """Whether a line is a kicker: short and, but for a letter or two, in capitals."""
    letters = [one for one in line if one.isalpha()]
    upper = sum(1 for one in letters if one.isupper())
    return len(letters) >= 3 and len(line) <= 90 and upper >= 0.85 * len(letters)


def _mark(line: str, is_month_first: bool = False) -> _Mark | None:
    """What a line marks: a clock, a day, a kicker glued to a clock, a label of any other form, or nothing."""
    if not line or len(line) > _SHORT:
        return None
    clock = _CLOCK_LINE.match(line)
    if clock:
        return _Mark(kind="clock", label=read_label(clock["label"]), headline=clock["title"] or clock["bare"])
    day = _DAY_LINE.match(line)
    found = read_label(day["day"]) if day else None
    if day and found and (not day["rest"] or is_kicker(day["rest"])):
        label = read_label(day["clock"]) if day["clock"] else None
        return _Mark(kind="clock" if label else "day", label=label, day=found, kicker=day["rest"])
    glued = _GLUED_END.match(line)
    if glued and is_kicker(glued["kicker"]):
        return _Mark(kind="clock", label=read_label(glued["label"]), kicker=squeeze(glued["kicker"]))
    return _bare_mark(line, is_month_first)


def _bare_mark(line: str, is_month_first: bool) -> _Mark | None:
    """A line that is a time label and nothing else, or a title that opens with its clock."""
    if len(line) > _LONGEST_LABEL or not _MAY_BE_LABEL.search(line):
        return None
    label = read_label(line, is_month_first=is_month_first)
    if label is not None and (label.clock or label.ago is not None):
        return _Mark(kind="clock", label=label)
    if label is not None and label.raw:
        return _Mark(kind="day", day=label)
    spoken = _SPOKEN.match(line)
    return _Mark(kind="spoken", label=read_label(spoken["label"]), headline=line) if spoken else None


def _without_furniture(lines: Sequence[str], scene: Scene) -> list[str]:
    """Lines without teaser cards, buttons and by-lines; blank lines stay as separators."""
    labels = [re.compile(one, re.IGNORECASE) for one in (scene.outlet.teaser_labels if scene.outlet else ())]
    kept: list[str] = []
    skips_title = False
    for line in lines:
        if not line:
            kept.append(line)
            continue
        is_title, skips_title = skips_title, False
        folded = fold(line)
        if kinds.is_teaser(line):
            skips_title = len(folded) < 24
        elif is_title and len(line) < _SHORT and not _mark(line):
            continue
        elif _is_card_label(line, folded):
            _take_card_title(kept)
        elif any(one.fullmatch(line) for one in labels):
            continue
        elif not (_FURNITURE.match(folded) or kinds.is_byline(line)):
            kept.append(line)
    return kept


def _take_card_title(kept: list[str]) -> None:
    """Take back the title of a teaser card, the line above its label: one without an end, no kicker and no mark."""
    place = next((one for one in range(len(kept) - 1, -1, -1) if kept[one]), None)
    if place is None or _ENDED.search(kept[place]) or _mark(kept[place]) or is_kicker(kept[place]):
        return
    if len(kept[place]) < _SHORT and any(kept[:place]):
        del kept[place]


def _is_card_label(line: str, folded: str) -> bool:
    return len(line) < 90 and bool(_TEASER_LABEL.match(folded)) and read_label(line) is not None


def _by_labels(lines: Sequence[str], marks: Sequence[_Mark | None], *, has_clocks: bool) -> list[_Block]:
    blocks: list[_Block] = []
    day: Label | None = None
    counts_back = sum(1 for one in marks if one and one.label and one.label.ago is not None)
    for place, (line, mark) in enumerate(zip(lines, marks, strict=True)):
        if mark is None:
            if blocks and line:
                _append(blocks[-1], line)
            continue
        day = mark.day or day
        block = _Block(kicker=mark.kicker, headline=mark.headline, label=mark.label, day=day)
        is_header = mark.kind == "day" and has_clocks and block.is_empty
        if blocks and blocks[-1].is_empty and mark.kind == "day":
            block.label = blocks[-1].label
            blocks[-1] = block
        elif not is_header or (counts_back >= 2 and _has_text_below(lines, marks, place)):
            blocks.append(block)
    return blocks


def _has_text_below(lines: Sequence[str], marks: Sequence[_Mark | None], place: int) -> bool:
    below = next((one for one in range(place + 1, len(lines)) if lines[one]), None)
    return below is not None and marks[below] is None


def _append(block: _Block, line: str) -> None:
    if block.kicker is None and not block.lines and block.headline is None and is_kicker(line):
        block.kicker = line
    else:
        block.lines.append(line)


def _are_posts(blocks: Sequence[_Block]) -> bool:
    """Whether blocks without times read as posts: three and more, most of them with a whole sentence."""
    texts = [" ".join(one.lines) for one in blocks]
    whole = sum(1 for one in texts if len(one) >= _SENTENCE and _ENDED.search(one))
    return len(texts) >= _LEAST and whole >= _MOSTLY * len(texts)


def _without_highlights(blocks: Sequence[_Block]) -> list[_Block]:
    """Blocks without those that a list of highlights shows a second time, whole or by their heads, above the others."""
    last = {one.head: one for one in blocks}
    kept = []
    for block in blocks:
        other = last[block.head]
        is_shown_again = other is not block and any(block.head[:2]) and block.lines in ([], other.lines)
        if is_shown_again:
            other.is_highlight = True
        else:
            kept.append(block)
    return kept


def _by_lost_clocks(lines: Sequence[str]) -> list[_Block]:
    """Posts whose clocks a saved text has lost: a title or the first sentences stand behind the colon."""
    blocks: list[_Block] = []
    for line in lines:
        match = _LOST_CLOCK.match(line)
        if match is None:
            if blocks and line:
                _append(blocks[-1], line)
            continue
        rest = match["rest"] or ""
        is_title = bool(rest) and len(rest) < _SHORT and not _ENDED.search(rest)
        blocks.append(_Block(headline=rest if is_title else None, lines=[rest] if rest and not is_title else []))
    return blocks


def _by_kickers(lines: Sequence[str]) -> list[_Block]:
    blocks: list[_Block] = []
    for line in lines:
        if is_kicker(line):
            blocks.append(_Block(kicker=line))
        elif blocks and line:
            blocks[-1].lines.append(line)
    return [one for one in blocks if one.lines]


def _by_blank_lines(lines: Sequence[str]) -> list[_Block]:
    """Blocks between blank lines, where blank lines set off more than single paragraphs."""
    blocks: list[_Block] = [_Block()]
    for line in lines:
        if line:
            blocks[-1].lines.append(line)
        elif blocks[-1].lines:
            blocks.append(_Block())
    blocks = [one for one in blocks if one.lines]
    has_several = sum(1 for one in blocks if len(one.lines) > 1)
    return blocks if len(blocks) >= 3 and has_several >= 0.3 * len(blocks) else []


def _by_language(lines: Sequence[str]) -> list[_Block]:
    blocks: list[_Block] = []
    is_introduction = False
    for line in lines:
        if is_introduction:
            if blocks[-1].lines and kinds.is_greeting(blocks[-1].lines[0]):
                blocks.append(_Block(is_introduction=True))
            blocks[-1].lines.append(line)
        elif kinds.is_greeting(line) and len(line) < _SHORT:
            blocks.append(_Block(lines=[line]))
            is_introduction = True
        elif blocks and continues(line, "\n".join(blocks[-1].lines)):
            blocks[-1].lines.append(line)
        else:
            blocks.append(_Block(lines=[line]))
    return blocks


def _candidate(block: _Block, order: int) -> Candidate:
    return Candidate(
        strategy="plaintext",
        order=order,
        body="\n".join(block.lines),
        headline=block.headline,
        kicker=block.kicker,
        label=_dated_label(block),
        kind="intro" if block.is_introduction else "key_event" if block.is_highlight else None,
    )


def _dated_label(block: _Block) -> Label | None:
    """The label of a post with the day that holds where it stands."""
    label, day = block.label, block.day
    if label is None or day is None or label.ago is not None or label.day or label.month_day or label.days_back:
        return label or day
    return replace(day, clock=label.clock, has_seconds=label.has_seconds, zone=label.zone, raw=f"{day.raw} {label.raw}")
