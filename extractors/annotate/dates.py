"""Dates in words: resolve every day, night, month, season and deadline of a text against the moment of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from extractors.annotate.date_patterns import DateWords, date_words
from extractors.annotate.date_rules import RULES, Moment, bounded_by
from extractors.annotate.values import value
from extractors.annotate.words import plain
from extractors.model import DatePrecision
from extractors.text import normalise

_CLOCK = re.compile(r"(?:,? (?:a|vers|at|around))? \d{1,2}(?: ?h(?: ?\d{2})?|:\d{2})(?!\w)")
_CLAUSE_ENDS = re.compile(r"[,;:.!?()\"\n]| qu[e']| that ")
_RECURRING = re.compile(r"(?:chaque|tous les|every|each) $")
_LONGEST_PREFIX = 24
_PERIODS = frozenset({"since_units", "within", "last_units", "next_units", "ago"})


@value
class DateMention:
    """One expression of time: the days it covers, both ends included; an end the words leave open is None.

    A night runs over two days and belongs to the second. `words` is what the text says, without "depuis" or "d'ici",
    which are already counted in.
    """

    start: int
    end: int
    first: date | None
    last: date | None
    precision: DatePrecision
    is_weekday: bool
    words: str


def find_dates(text: str, lang: str, anchor: datetime, *, is_future: bool = False) -> tuple[DateMention, ...]:
    """Find the dates of `text`, in text order, resolved against `anchor` (aware, in the outlet's zone).

    A weekday is the latest such day up to the anchor's, unless the words, a future verb before it or `is_future`
    point ahead.

    >>> from datetime import UTC
    >>> find_dates("depuis août", "fr", datetime(2024, 10, 30, tzinfo=UTC))[0].first
    datetime.date(2024, 8, 1)
    """
    lists = date_words(lang)
    flat = plain(normalise(text))
    found: list[DateMention] = []
    for rule, match in _longest(flat, lists):
        start, end = match.span()
        moment = Moment(
            today=anchor.date(),
            is_ahead=is_future or _points_ahead(flat, start, end, lists),
            lists=lists,
            mentioned=found[-1].last if found else None,
        )
        mention = _resolved(text, rule, match, moment)
        if mention is not None:
            found.append(mention)
    return tuple(found)


def _longest(flat: str, lists: DateWords) -> Iterator[tuple[str, re.Match[str]]]:
    """In text order, the longest at each place; earlier rules win between equals."""
    met = lists.any_of_them.search(flat)
    while met is not None:
        at = past = met.start()
        for rule, pattern in lists.patterns:
            match = pattern.match(flat, at)
            if match is not None and match.end() > past:
                past, longest = match.end(), (rule, match)
        yield longest
        met = lists.any_of_them.search(flat, past)


def _resolved(text: str, rule: str, match: re.Match[str], moment: Moment) -> DateMention | None:
    start, end = match.span()
    if ":" in rule:
        return _event(text, match, rule, moment.today)
    if (rule == "weekday" and _RECURRING.search(match.string[:start])) or _is_modal_may(text, match):
        return None
    before = match.string[max(0, start - _LONGEST_PREFIX) : start]
    prefix = moment.lists.before.search(before) or _inner_prefix(match, moment.lists)
    bound = next((name for name, said in prefix.groupdict().items() if said), "") if prefix else ""
    if bound in {"since", "until", "before"}:
        moment = replace(moment, is_ahead=bound != "since")
    read = RULES[rule](match, moment)
    if read is None:
        return None
    first, last, precision = read
    if bound and rule not in _PERIODS:
        first, last, precision = bounded_by(bound, rule, read, moment.today)
    if precision == "day" and (clock := _CLOCK.match(match.string, end)):
        end, precision = clock.end(), "minute"
    return DateMention(
        start=start,
        end=end,
        first=first,
        last=last,
        precision=precision,
        is_weekday=rule == "weekday",
        words=text[start:end],
    )


def _inner_prefix(match: re.Match[str], lists: DateWords) -> re.Match[str] | None:
    """The same words inside the match, where a rule needs one to know a month or a year ("depuis août")."""
    inner = next((match.start(name) for name in ("month", "season", "year") if match.groupdict().get(name)), None)
    return None if inner is None else lists.before.search(match.string[match.start() : inner])


def _event(text: str, match: re.Match[str], meaning: str, today: date) -> DateMention:
    relation, _, day = meaning.partition(":")
    began = date.fromisoformat(day)
    is_before = relation == "before"
    return DateMention(
        start=match.start(),
        end=match.end(),
        first=None if is_before else began,
        last=began - timedelta(days=1) if is_before else today,
        precision="range",
        is_weekday=False,
        words=text[match.start() : match.end()],
    )


def _is_modal_may(text: str, match: re.Match[str]) -> bool:
    """Whether the "month" is the English verb "may" or "march"."""
    month = match.groupdict().get("month")
    return month in {"may", "march"} and not text[match.start("month")].isupper()


def _points_ahead(flat: str, start: int, end: int, lists: DateWords) -> bool:
    """Whether a future verb governs the date: before it in its clause, or behind it where the date opens the clause."""
    before = _CLAUSE_ENDS.split(flat[max(0, start - 120) : start])[-1]
    said = before
    if not before.strip() or before.strip() in {"le", "on", "des", "ce", "from"}:
        said = re.split(r"[;:.!?\n]", flat[end : end + 120])[0]
    verb = next((one for one in lists.future.finditer(said) if one.group() not in lists.not_future), None)
    return verb is not None and (said is before or not lists.past.search(said[: verb.start()]))
