"""One post out of one element: its time, id, kicker, headline and body, by markup conventions that many sites share."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import time
from functools import lru_cache
from typing import Any

from extractors.parse.calendar_words import PUBLISHED
from extractors.parse.candidate import Candidate, Label, Moment, Scene
from extractors.parse.cards import card_of
from extractors.parse.content import BLOCKS, inline, is_teaser
from extractors.parse.pairs import is_same, joined
from extractors.parse.when import instant, read_label, resolve
from extractors.text import fold

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_TIME_NAME = re.compile(
    r"(?:^|[-_])(?:date|datetime|time|timestamp|published|publishedat|posted|pubdate|created|ts|"
    r"epoch)(?:$|[-_])|posttime",
    re.IGNORECASE,
)
_NOT_PUBLISHED = re.compile(r"modif|updat|expir|zone|format|offset|duration|refresh|reading|edit", re.IGNORECASE)
_CHANGED_NAME = re.compile(r"^data-(?:last-?)?(?:updated?|modified)(?:-?(?:at|date|time|timestamp))?$", re.IGNORECASE)
_TIMED_NUMBER = re.compile(
    r"\d ?(?:[h:.]|[ap]\.?m|min|mn|m\b|jour|day|sec)|20\d\d|"
    r"\d(?:er|st|nd|rd|th)?[ /](?:de )?(?:[01]?\d|jan|f[ée]v|feb|mar|a[vp]r|ma[iy]|jui|ju[nl]|ao[uû]|aug|sep|oct|nov|"
    r"d[ée]c)"
)
_TIMED_WORD = re.compile(r"une? [hm]|an? [hm]|ago\b|il y a\b|hier|yesterday|aujourd|today|instant|just now")
_ID_NAMES = (
    "data-post-id", "data-id", "data-entry-id", "data-block-id", "data-update-id", "data-liveblog-id", "data-key", "id",
    "name",
)  # fmt: skip
_ID = re.compile(r"\d|[0-9a-f]{6}")
TITLE = re.compile(r"(?:^|[-_ ])(?:title|titre|headline|heading|ttl|hed)(?:$|[-_ ])", re.IGNORECASE)
_KICKER = re.compile(
    r"(?:^|[-_ ])(?:kicker|overline|surtitre|eyebrow|flag-live|supertitle|catenaccio|occhiello)(?:$|[-_ ])",
    re.IGNORECASE,
)
_CHANGE_MARK = re.compile(
    r"(?:^|[-_ ])(?:modified|modif|modification|updated|last-?update|edited|maj)(?:$|[-_ ])", re.IGNORECASE
)
CHANGE_WORDS = re.compile(r"(?:modifi|mis(?:e)? à jour|actualis|updated|edited|last updated)", re.IGNORECASE)
_LABELLED = re.compile(r"(?:publi|post|issued|mis |mise |modifi|actualis|updated|par |by |le \d|last )", re.IGNORECASE)
_WORD_END = re.compile(r"(?:[^\W\d_]|['’])$")
_SEPARATOR = re.compile(r"^[\s:|–—-]+(?=\S)")
_SENTENCE = 2
_FULL_TIME = re.compile(r"(?:19|20)\d\d.*\d ?[:hH.] ?\d\d|\d ?[:hH.] ?\d\d.*(?:19|20)\d\d")
_LINE = 70
_SHORT = 40
_LABEL = 120
_MOSTLY = 0.9
_TITLE_LENGTH = 300


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """The time that stands in an element: read from an attribute, from its text, or both."""

    element: Any
    moment: Moment | None = None
    label: Label | None = None
    clock: time | None = None
    second: Moment | None = None
    is_change: bool = False
    card: Any = None


def stamp_of(element: Any, scene: Scene) -> Stamp | None:
    """Time in one element itself, not in what it holds; each element of a page is looked at once."""
    if element not in scene.stamps:
        scene.stamps[element] = read_stamp(element, scene)
    found: Stamp | None = scene.stamps[element]
    return found


def read_stamp(element: Any, scene: Scene, *, attribute: str | None = None, spare: int = 3) -> Stamp | None:
    """Time in one element; an attribute comes before the text, the time of a change after any other."""
    moment, raw = None, None
    names = element.keys()
    for name in [attribute] if attribute else _time_names(element, names, scene) if names else ():
        raw = element.get(name)
        moment = _dom_moment(raw, scene) if raw else None
        if moment:
            break
    is_change = moment is None and attribute is None and bool(names)
    if is_change:
        moment = _changed(element, names, scene)
    is_change = moment is not None and is_change
    is_time = element.tag == "time"
    text = scene.outline.short(element, _LABEL) if is_time or len(element) < 6 else ""
    label = None
    if text and _looks_timed(text.lower()):
        label = read_label(text, is_month_first=scene.is_month_first, spare=40 if is_time else spare)
    if moment is None and label is None and raw:
        label = read_label(raw, is_month_first=scene.is_month_first)
    elif moment is None and label is not None and _in_sentence(element):
        label = None
    if moment is not None and label is not None:
        moment, label = joined(moment, label, scene)
    if moment is None and label is None:
        return None
    is_change = is_change or _says_change(element, text)
    return Stamp(
        element=element,
        moment=moment,
        label=label,
        clock=label.clock if label and not label.zone else None,
        is_change=is_change,
    )


def _looks_timed(text: str) -> bool:
    """Whether a text may be a time label: a quick look that spares most texts of a page the thorough one."""
    return bool(_TIMED_NUMBER.search(text) or _TIMED_WORD.search(text))


def _before(element: Any) -> str:
    """Text that stands directly before an element on its line."""
    previous, parent = element.getprevious(), element.getparent()
    found = previous.tail if previous is not None else parent.text if parent is not None else None
    return (found or "").strip()


def _in_sentence(element: Any) -> bool:
    """Whether an element stands within a sentence ("le train de <b>18h31</b> est parti"): it says no post's time."""
    if element.tag == "time" or element.tag in BLOCKS:
        return False
    before, after = _before(element), (element.tail or "").strip()
    if not before or _LABELLED.match(before):
        return False
    return max(before.count(" "), after.count(" ")) >= _SENTENCE and bool(_WORD_END.search(before))


def _says_change(element: Any, text: str) -> bool:
    if _names_change(element.get("class") or "") or CHANGE_WORDS.search(_before(element)[-_LINE:]):
        return True
    return bool(CHANGE_WORDS.match(text)) and not PUBLISHED.search(fold(text))


@lru_cache(maxsize=4096)
def _names_change(classes: str) -> bool:
    return bool(_CHANGE_MARK.search(classes))


def _time_names(element: Any, names: list[str], scene: Scene) -> list[str]:
    """Attributes that may say when a post was published; a title only on an element of a few words."""
    if element.tag == "meta":
        return ["content"] if element.get("itemprop") in {"datePublished", "dateCreated"} else []
    found = [one for one in names if _is_time_name(one)]
    if not found and ("title" in names or "aria-label" in names) and scene.outline.length(element) <= _SHORT:
        found = [one for one in ("title", "aria-label") if _FULL_TIME.search(element.get(one) or "")]
    return found


@lru_cache(maxsize=2048)
def _is_time_name(name: str) -> bool:
    if name == "datetime":
        return True
    return bool(_TIME_NAME.search(name)) and not _NOT_PUBLISHED.search(name) and name not in {"class", "itemprop"}


def _changed(element: Any, names: list[str], scene: Scene) -> Moment | None:
    """When an element says it was last changed (`data-last-updated`), which counts where nothing says more."""
    for name in names:
        if name.startswith("data-") and _CHANGED_NAME.match(name) and element.get(name):
            return _dom_moment(element.get(name), scene)
    return None


def _dom_moment(raw: str, scene: Scene) -> Moment | None:
    found = instant(raw, scene.zone)
    if found is None:
        label = read_label(raw, is_month_first=scene.is_month_first)
        resolved = resolve(label, scene.clock_zone, None) if label else None
        return resolved if resolved and resolved.at else None
    return found if found.method == "epoch" else replace(found, method="iso")


def stamps(element: Any, scene: Scene) -> list[Stamp]:
    """Times in an element and in what it holds, in document order, those of embedded teasers left out."""
    if element not in scene.stamps_within:
        scene.stamps_within[element] = _stamps_within(element, scene)
    return list(scene.stamps_within[element])


def _stamps_within(element: Any, scene: Scene) -> list[Stamp]:
    found: list[Stamp] = []
    stack = [element]
    while stack:
        one = stack.pop()
        if not isinstance(one.tag, str) or (one is not element and is_teaser(one)):
            continue
        stamp = stamp_of(one, scene)
        if stamp is not None:
            found.append(stamp)
            if one.tag == "time":
                continue
        if not (one is not element and one.tag in {"blockquote", "figure"}):
            stack.extend(reversed(one))
    return [_with_card(one, element, is_only=len(found) == 1) for one in found]


def _with_card(stamp: Stamp, top: Any, *, is_only: bool) -> Stamp:
    """The stamp, marked where it stands in a card of another article."""
    card = card_of(stamp.element, stamp.label.raw, top, is_only=is_only) if stamp.label else None
    return replace(stamp, card=card) if card is not None else stamp


def best_stamp(found: list[Stamp]) -> Stamp | None:
    """The publication among several times: machine-readable before written, first before later.

    A day that stands in one element and a clock in the next ("2 November 2023", "21:06") are read together.
    """
    found = [one for one in found if one.card is None]
    timed = [one for one in found if one.moment and one.moment.at]
    machine = [one for one in timed if not one.is_change] or timed
    if machine:
        clock = next((one.clock for one in found if one.clock), None)
        chosen, second = _with_second(machine)
        return replace(chosen, clock=chosen.clock or clock, second=second)
    if not found:
        return None
    found = [one for one in found if not one.is_change] or found
    first = found[0]
    day = next((one for one in map(_day_of, found) if one), None)
    clocked = next((one for one in found if one.label and one.label.clock), None)
    if day is not None and clocked is not None and day.clock is None and clocked.label and clocked.label.ago is None:
        joined = replace(day, clock=clocked.label.clock, zone=clocked.label.zone, raw=f"{day.raw} {clocked.label.raw}")
        return replace(clocked, label=joined)
    return clocked or first


def _day_of(stamp: Stamp) -> Label | None:
    """The day that a stamp gives, as a label: written, or in an attribute without a clock."""
    if stamp.moment and stamp.moment.day:
        return Label(raw=stamp.moment.raw or "", day=stamp.moment.day)
    return stamp.label if stamp.label and (stamp.label.day or stamp.label.month_day) else None


def _with_second(machine: list[Stamp]) -> tuple[Stamp, Moment | None]:
    """The machine-readable time to go by and another one of the same post: an epoch knows no false offset."""
    first = machine[0]
    for one in machine[1:]:
        if first.moment and one.moment and is_same(first.moment.at, one.moment.at):
            is_better = one.moment.method == "epoch" and first.moment.method != "epoch"
            return (one, first.moment) if is_better else (first, one.moment)
    return first, None


def id_of(element: Any) -> str | None:
    """Id of a post by the attributes that carry one, on the element or on what directly wraps it."""
    for one in (element, element.getparent()):
        if one is None:
            continue
        for name in _ID_NAMES:
            value = (one.get(name) or "").strip()
            if value and len(value) <= 120 and _ID.search(value):
                return value
        if one.tag == "body" or _has_siblings(one):
            break
    return None


def _has_siblings(element: Any) -> bool:
    parent = element.getparent()
    return parent is not None and len(parent) > 1


def headline_of(element: Any, left_out: set[Any], scene: Scene) -> tuple[str | None, Any]:
    """Headline of a post and the element it stands in: a heading, or an element whose class says so.

    It stands above the first long paragraph; a heading further down belongs to an embedded card or a section.
    """
    outline = scene.outline
    for one in element.iterdescendants():
        is_heading = one.tag in HEADINGS
        is_title = is_heading or (_names_title(one.get("class") or "") and one.tag not in {"img", "svg", "section"})
        if is_title and 0 < outline.length(one) <= _TITLE_LENGTH:
            is_part = is_heading or outline.length(one) < _MOSTLY * outline.length(element)
            if is_part and not _inside(one, left_out, element):
                return inline(one), one
        elif not is_title and one.tag == "p" and outline.length(one) >= _LINE and not _inside(one, left_out, element):
            break
    return None, None


@lru_cache(maxsize=4096)
def _names_title(classes: str) -> bool:
    return bool(TITLE.search(classes))


def without_clock(headline: str | None, stamp: Stamp | None) -> str | None:
    """A headline without the time label that it opens with ("17h31 | Le pont rouvre")."""
    raw = stamp.label.raw if stamp and stamp.label else None
    if not headline or not raw or not headline.startswith(raw):
        return headline
    return headline[len(raw) :].lstrip(" \u00a0:|–—•·-") or None


def kicker_of(element: Any) -> tuple[str | None, Any]:
    """Kicker of a post and the element it stands in."""
    for one in element.iterdescendants():
        classes = one.get("class")
        if classes and _names_kicker(classes):
            text = inline(one)
            if text and len(text) <= _LINE * 2:
                return text, one
    return None, None


@lru_cache(maxsize=4096)
def _names_kicker(classes: str) -> bool:
    return bool(_KICKER.search(classes))


def _inside(element: Any, left_out: set[Any], top: Any) -> bool:
    """Whether an element, or one that holds it inside the post, is left out."""
    if element in left_out:
        return True
    for one in element.iterancestors():
        if one in left_out:
            return True
        if one is top:
            return False
    return False


def without_separator(body: str) -> str:
    """A body without the mark that stood between its time and its first words ("18h31 : le pont rouvre")."""
    return _SEPARATOR.sub("", body)


def with_day_headers(candidates: list[Candidate], scene: Scene) -> list[Candidate]:
    """Give clock labels the day of the header that stands above them among the posts ("mercredi 30 octobre 2024")."""
    units = {one.element for one in candidates}
    day: Label | None = None
    found = []
    for one in candidates:
        day = _header_above(one.element, units, scene) or day
        if day is not None and one.label is not None and one.moment is None and not _has_day(one.label):
            label = replace(
                one.label, day=day.day, month_day=day.month_day, days_back=day.days_back, weekday=day.weekday
            )
            found.append(replace(one, label=label))
        else:
            found.append(one)
    return found


def _has_day(label: Label) -> bool:
    return label.day is not None or label.month_day is not None or label.days_back is not None or label.ago is not None


def _header_above(element: Any, units: set[Any], scene: Scene) -> Label | None:
    for one in element.itersiblings(preceding=True):
        if one in units:
            return None
        text = scene.outline.short(one, _LINE) if len(one) < 6 else ""
        label = read_label(text) if len(text) >= 4 else None
        if label is not None and label.clock is None and _has_day(label) and label.ago is None:
            return label
    return None
