"""Pages saved as text: posts by their clocks, their days, their kickers in capitals, blank lines, or by language alone.

Which marks a text has decides how it is cut, the strongest first:

| marks (two or more) | a post begins at |
|---|---|
| clock lines ("20:44", "07h28 : titre", "4 février 202419:54", "KICKER07:48") | each of them |
| day lines ("20 décembre 2024", "5 juin 2025KICKER") | each of them |
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
from datetime import date

from extractors.errors import BrokenPage
from extractors.parse import kinds
from extractors.parse.candidate import Candidate, Label, Moment, Scene
from extractors.parse.content import squeeze
from extractors.parse.continuation import continues
from extractors.parse.text_day import dated
from extractors.parse.when import read_label
from extractors.text import fold

_CLOCK = r"(?:[01]?\d|2[0-3])(?: ?[hH] ?|:|\.)[0-5]\d"
_CLOCK_LINE = re.compile(
    rf"^(?P<label>{_CLOCK}(?: ?(?:TU|UTC|GMT|[aApP]\.?[mM]\.?))?)\.?(?:\s*[:–—|•-]\s*(?P<title>\S.*)|"
    rf"\s+(?P<bare>[A-ZÀ-Ý“«\"].*))?$"
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
MOST_LINES = 20_000


@dataclass
class _Block:
    """Lines of one post while it is being gathered."""

    lines: list[str] = field(default_factory=list)
    label: Label | None = None
    day: date | None = None
    kicker: str | None = None
    headline: str | None = None
    is_introduction: bool = False
    is_highlight: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.lines and self.headline is None and self.kicker is None

    @property
    def head(self) -> tuple[str | None, str | None, str | None, date | None]:
        """What stands above the text of a post: the same head twice is the same post twice."""
        return self.kicker, self.headline, self.label.raw if self.label else None, self.day


def read_lines(text: str, scene: Scene, *, needs_labels: bool = False) -> list[Candidate]:
    """Posts of a text in its order; `needs_labels` wants clocks, so that an article is not taken for posts."""
    if text.count("\n") > MOST_LINES:
        raise BrokenPage(f"The text has more than {MOST_LINES} lines.")
    lines = _without_furniture([squeeze(one) for one in text.split("\n")], scene)
    clocks = sum(1 for one in lines if _mark(one) in {"clock", "glued"})
    days = sum(1 for one in lines if _mark(one) == "day")
    kickers = sum(1 for one in lines if is_kicker(one))
    if clocks >= 2 or (days >= 2 and not needs_labels):
        blocks = _by_labels(lines, has_clocks=clocks >= 2)
    elif needs_labels:
        return []
    elif sum(1 for one in lines if _LOST_CLOCK.match(one)) >= 2:
        blocks = _by_lost_clocks(lines)
    elif kickers >= 2:
        blocks = _by_kickers(lines)
    else:
        blocks = _by_blank_lines(lines) or _by_language([one for one in lines if one])
    blocks = _without_highlights([one for one in blocks if not one.is_empty])
    return dated([_candidate(one, order) for order, one in enumerate(blocks)], text, scene)


def is_kicker(line: str) -> bool:
    """Whether a line is a kicker: short and, but for a letter or two, in capitals."""
    letters = [one for one in line if one.isalpha()]
    upper = sum(1 for one in letters if one.isupper())
    return len(letters) >= 3 and len(line) <= 90 and upper >= 0.85 * len(letters)


def _mark(line: str) -> str | None:
    """What a line marks: a clock, a day, a kicker glued to a clock, or nothing."""
    if not line or len(line) > _SHORT:
        return None
    if _CLOCK_LINE.match(line):
        return "clock"
    match = _DAY_LINE.match(line)
    if match and read_label(match["day"]) and (not match["rest"] or is_kicker(match["rest"])):
        return "clock" if match["clock"] else "day"
    glued = _GLUED_END.match(line)
    return "glued" if glued and is_kicker(glued["kicker"]) else None


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


def _by_labels(lines: Sequence[str], *, has_clocks: bool) -> list[_Block]:
    blocks: list[_Block] = []
    day: date | None = None
    for line in lines:
        mark = _mark(line)
        if mark is None:
            if blocks and line:
                _append(blocks[-1], line)
            continue
        block, day = _begin(line, mark, day)
        if blocks and blocks[-1].is_empty and mark == "day":
            block.label = blocks[-1].label
            blocks[-1] = block
        elif mark == "day" and has_clocks and block.is_empty:
            continue
        else:
            blocks.append(block)
    return blocks


def _begin(line: str, mark: str, day: date | None) -> tuple[_Block, date | None]:
    """Block that a marking line opens, and the day that holds from there on."""
    if mark == "glued":
        match = _GLUED_END.match(line)
        return _Block(
            kicker=squeeze(match["kicker"]), label=read_label(match["label"]), day=day
        ) if match else _Block(), day
    match = _CLOCK_LINE.match(line)
    if match:
        return _Block(headline=match["title"] or match["bare"], label=read_label(match["label"]), day=day), day
    match = _DAY_LINE.match(line)
    label = read_label(match["day"]) if match else None
    day = label.day if label else day
    rest = match["rest"] if match else None
    clock = read_label(match["clock"]) if match and match["clock"] else None
    return _Block(kicker=rest, label=clock, day=day), day


def _append(block: _Block, line: str) -> None:
    if block.kicker is None and not block.lines and block.headline is None and is_kicker(line):
        block.kicker = line
    else:
        block.lines.append(line)


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
    label = block.label
    moment = None
    if label is not None and block.day is not None:
        label = replace(label, day=block.day, raw=f"{block.day.isoformat()} {label.raw}")
    elif block.day is not None:
        moment = Moment(day=block.day, precision="day", method="full_label", raw=block.day.isoformat())
    return Candidate(
        strategy="plaintext",
        order=order,
        body="\n".join(block.lines),
        headline=block.headline,
        kicker=block.kicker,
        moment=moment,
        label=label,
        kind="intro" if block.is_introduction else "key_event" if block.is_highlight else None,
    )
