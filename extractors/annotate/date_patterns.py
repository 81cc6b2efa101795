"""How dates are written: the patterns of each language, named after the rule of `date_rules` that resolves them.

Patterns see the text without accents and in lower case, character for character. W, M, L, N, U, S, A, B stand for the
weekdays, months, long month names, numbers, units, seasons, words for "next" and for "last" of the word lists.
Every quantifier is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from extractors.annotate.words import word_list
from extractors.text import fold

_FRENCH = (
    ("nights", r"(?:dans )?(?:la )?nuit d[eu] (?P<a>W)(?: \d{1,2})?(?: M)? (?:a|au) (?P<weekday>W)(?: (?P<day>\d{1,2})(?: (?P<month>M))?)?"),
    ("nights", r"(?:dans )?(?:la )?nuit du \d{1,2}(?: M)? au (?P<day>\d{1,2}) (?P<month>M)(?: (?P<year>\d{4}))?"),
    ("night_of", r"(?:dans )?(?:la )?nuit de (?P<weekday>W)"),
    ("night", r"(?:(?:dans|pendant|durant|au cours de|de|toute) la nuit(?! d[eu] (?:W|\d))|la nuit (?:derniere|passee)|cette nuit)"),
    ("days", r"(?:du|entre le) (?P<day>\d{1,2})(?:er)?(?: (?P<month>M))? (?:au|et le) (?P<day2>\d{1,2}) (?P<month2>M)(?: (?P<year>\d{4}))?"),
    ("day", r"(?:(?:le )?W,? )?(?:le )?(?P<day>\d{1,2})(?:er)? (?P<month>M)\.?(?:,? (?P<year>(?:19|20)\d{2}))?"),
    ("numeric", r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>(?:19|20)\d{2})"),
    ("numeric", r"(?P<year>(?:19|20)\d{2})-(?P<month>\d{2})-(?P<day>\d{2})"),
    ("weekend", r"(?:ce|le|du|au cours du) week-?end(?: (?P<ahead>A)| (?P<back>B))?"),
    ("weekday", r"(?:ce |le )?(?P<weekday>W)(?: (?:en )?(?:soir|matin|midi|apres-midi|apres midi|en fin de journee))?(?: (?P<ahead>A)| (?P<back>B))?"),
    ("shifted", r"(?P<today>aujourd'hui|ce (?:matin|soir|midi|jour)|cet apres-midi|en cours de journee)|(?P<before>avant-hier|l'avant-veille)|(?P<yesterday>hier(?: (?:soir|matin|apres-midi))?|la veille)|(?P<after>apres-demain)|(?P<tomorrow>demain(?: (?:soir|matin))?)"),
    ("next_day", r"le lendemain"),
    ("last_units", r"(?:(?:ces|les|des|cours des|depuis ces|depuis quelques) )?(?:(?P<n>N) )?(?:derniers|dernieres) (?:(?P<m>N) )?(?P<unit>U)"),
    ("next_units", r"(?:(?:ces|les|des|cours des) )?(?:(?P<n>N) )?(?:prochains|prochaines) (?:(?P<m>N) )?(?P<unit>U)"),
    ("next_units", r"(?:les|des) (?:(?P<n>N) )?(?P<unit>U) (?:a venir|qui viennent|suivants)(?P<m>)?"),
    ("ago", r"il y a (?:environ |pres d[e'] ?|plus d[e'] ?|a peine |tout juste )?(?P<n>N) (?P<unit>U)"),
    ("since_units", r"depuis (?:environ |pres d[e'] ?|plus d[e'] ?|au moins |quelque )?(?P<n>N) (?P<unit>U)"),
    ("within", r"d'ici(?: a)? (?P<n>N) (?P<unit>U)"),
    ("in_units", r"dans (?:un delai de )?(?P<n>N) (?P<unit>U)"),
    ("over_units", r"en (?P<n>N) (?P<unit>U)"),
    ("edge_of_unit", r"(?:le |la )?(?P<part>debut|fin|milieu) (?:de l'|de la |du |de cette |de ce )(?P<unit>annee|mois|semaine)(?! (?:d[e']|B|A))"),
    ("this_unit", r"(?:cette|ce|la|le|l'|cet) ?(?P<unit>semaine|mois|annee|an) (?:(?P<ahead>A|suivante?)|(?P<back>B))\b"),
    ("this_unit", r"(?:cette semaine|ce mois-ci|ce mois|cette annee)(?P<unit>)(?P<ahead>)?(?P<back>)?"),
    ("part_of_month", r"(?:a la |au |le |la )?(?P<part>debut|mi|fin|courant|milieu)[ -](?:du mois )?(?:de |d'|du )?(?P<month>L)(?: (?P<year>(?:19|20)\d{2}))?"),
    ("part_of_year", r"(?:a la |au |le |la )?(?P<part>debut|mi|fin)[ -](?:de |d')?(?P<year>(?:19|20)\d{2})"),
    ("season", r"(?:a l'|de l'|l'|cet |au |le |du |ce |en |d'|d'ici a l'|d'ici l')(?P<season>S)(?: (?:(?P<ahead>A)|(?P<back>B)|(?P<year>(?:19|20)\d{2})))?"),
    ("month", r"(?:en|depuis|d'ici(?: a)?|mois de|mois d'|d'|de|jusqu'en|jusqu'a|des|pour|avant|courant|entre|et) ?(?P<month>L)(?: (?:(?P<ahead>A)|(?P<back>B)|(?P<year>(?:19|20)\d{2})))?"),
    ("month", r"(?P<month>L) (?P<year>(?:19|20)\d{2})(?P<ahead>)?(?P<back>)?"),
    ("year", r"(?:en|depuis|an|annee|jusqu'en|d'ici a|d'ici|avant|apres|de|des|pour|entre) (?P<year>(?:19|20)\d{2})(?![\d.,]?\d)"),
)  # fmt: skip
_ENGLISH = (
    ("nights", r"(?:overnight|night) (?:from |of )?(?P<a>W)(?: night)? (?:to|into|and) (?P<weekday>W)(?P<day>)?(?P<month>)?"),
    ("night", r"overnight|last night|during the night|through the night"),
    ("days", r"(?:from|between) (?P<day>\d{1,2})(?: (?P<month>M))? (?:to|and) (?P<day2>\d{1,2}) (?P<month2>M)(?: (?P<year>\d{4}))?"),
    ("day", r"(?:W,? )?(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)? (?:of )?(?P<month>M)(?:,? (?P<year>(?:19|20)\d{2}))?"),
    ("day", r"(?:W,? )?(?P<month>M)\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\d,.]\d)(?:,? (?P<year>(?:19|20)\d{2}))?"),
    ("numeric", r"(?P<year>(?:19|20)\d{2})-(?P<month>\d{2})-(?P<day>\d{2})"),
    ("weekend", r"(?:(?:this|the|last|next|over the|at the) )+?weekend(?P<ahead>)?(?P<back>)?"),
    ("weekday", r"(?:(?:(?P<ahead>A)|(?P<back>B)) )?(?P<weekday>W)(?: (?:evening|morning|afternoon|night))?"),
    ("shifted", r"(?P<today>today|this (?:morning|evening|afternoon)|tonight)|(?P<before>the day before yesterday)|(?P<yesterday>yesterday|the day before|a day earlier|the previous day)|(?P<after>the day after tomorrow)|(?P<tomorrow>tomorrow)"),
    ("next_day", r"the (?:next|following) day"),
    ("last_units", r"(?:the |over the |in the )?(?:last|past|recent|previous) (?:(?P<n>N) )?(?P<unit>U)(?P<m>)?(?<!last week)(?<!last month)(?<!last year)(?<!past week)(?<!past month)(?<!past year)"),
    ("next_units", r"(?:the |over the |in the )?(?:next|coming|upcoming) (?:(?P<n>N) )?(?P<unit>U)(?P<m>)?(?<!next week)(?<!next month)(?<!next year)"),
    ("next_units", r"the (?P<unit>U) (?:to come|ahead)(?P<n>)?(?P<m>)?"),
    ("ago", r"(?:about |around |some |more than |nearly |over |almost )?(?P<n>N) (?P<unit>U) (?:ago|earlier)"),
    ("since_units", r"for (?:about |around |some |more than |nearly |over |almost |the past |the last )?(?P<n>N) (?P<unit>U)"),
    ("within", r"within (?:about )?(?P<n>N) (?P<unit>U)"),
    ("in_units", r"in (?P<n>N) (?P<unit>U)(?:' time|'s time)?"),
    ("edge_of_unit", r"the (?P<part>start|beginning|end|middle) of (?:the |this )?(?P<unit>year|month|week)"),
    ("this_unit", r"(?:(?P<ahead>A)|(?P<back>B)|this) (?P<unit>week|month|year)"),
    ("part_of_month", r"(?:the )?(?P<part>early|mid|late|beginning|end|start|middle)[ -](?:of |in )?(?P<month>L)(?: (?P<year>(?:19|20)\d{2}))?"),
    ("part_of_year", r"(?:the )?(?P<part>early|mid|late|end|start|beginning)[ -](?:of )?(?P<year>(?:19|20)\d{2})"),
    ("season", r"(?:(?:this|the|in|in the|by|by the|early|late|since|since the|of) )?(?:(?P<ahead>A) |(?P<back>B) )?(?P<season>S)(?: of)?(?: (?P<year>(?:19|20)\d{2}))?(?<!the fall)(?<!to fall)"),
    ("month", r"(?:in|since|by|until|of|last|this|from|before|during|between|and|next) (?P<month>L)(?: (?P<year>(?:19|20)\d{2}))?(?P<ahead>)?(?P<back>)?"),
    ("month", r"(?P<month>L) (?P<year>(?:19|20)\d{2})(?P<ahead>)?(?P<back>)?"),
    ("year", r"(?:in|since|year|until|by|before|after|of|from|during|for|between) (?P<year>(?:19|20)\d{2})(?![\d.,]?\d)"),
)  # fmt: skip
_BEFORE = {
    "fr": r"(?:(?P<since>depuis)|(?P<until>d'ici)|(?P<up_to>jusqu')|(?P<before>avant)|(?P<from>a partir|a compter|des))"
    r"(?: a| en| au| de| du| d'| la| le| l'| ?au| ?a| ?en){0,3} ?$",
    "en": r"(?:(?P<since>since)|(?P<until>by)|(?P<up_to>until|till)|(?P<before>before)|(?P<from>starting(?: from| on)?|as of))"
    r"(?: the| on| about| early| late){0,2} $",
}
_GATE = r"\d{4}|\d/\d|semaine|week|mois|month|annee|\ban\b|\bans\b|year|jour|heure|nuit|night|hier|demain|veille|matin|soir|today|day|tomorrow|morning|evening|tonight|hour|guerre|war|invasion|conflit|hostilit|operation|trimestre|quarter|S|M|W"


@dataclass(frozen=True, kw_only=True)
class DateWords:
    """Patterns and word lists of one language."""

    lang: str
    gate: re.Pattern[str]
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    before: re.Pattern[str]
    future: re.Pattern[str]
    past: re.Pattern[str]
    not_future: frozenset[str]
    weekdays: tuple[str, ...]
    months: Mapping[str, int]
    numbers: Mapping[str, int]
    units: Mapping[str, str]
    seasons: Mapping[str, int]
    events: tuple[tuple[re.Pattern[str], str], ...]


@lru_cache(maxsize=8)
def date_words(lang: str) -> DateWords:
    """Patterns and word lists for `lang`; a language without its own is read as French."""
    lang = lang if lang in _BEFORE else "fr"
    pack = word_list("dates", lang)
    tables = {name: {fold(word): value for word, value in pack[name].items()} for name in ("months", "numbers", "units", "seasons")}
    listed = {
        "W": _any(pack["weekdays"]), "M": _any(tables["months"]), "A": _any(map(fold, pack["ahead"])),
        "L": _any(word for word in tables["months"] if word not in _SHORT_MONTHS), "B": _any(map(fold, pack["back"])),
        "N": r"(?:\d{1,3}|" + _any(tables["numbers"])[3:], "U": _any(tables["units"]), "S": _any(tables["seasons"]),
    }  # fmt: skip
    patterns = _FRENCH if lang == "fr" else _ENGLISH
    return DateWords(
        lang=lang,
        gate=re.compile(_filled(_GATE, listed)),
        patterns=tuple((rule, re.compile(rf"(?<![\w-])(?:{_filled(one, listed)})(?![\w-])")) for rule, one in patterns),
        before=re.compile(rf"\b{_BEFORE[lang]}"),
        future=re.compile(pack["future"]),
        past=re.compile(pack["past"]),
        not_future=frozenset(map(fold, pack["not_future"])),
        weekdays=tuple(pack["weekdays"]),
        months=tables["months"], numbers=tables["numbers"], units=tables["units"], seasons=tables["seasons"],
        events=tuple((re.compile(rf"\b{re.escape(fold(words))}\b"), meaning) for words, meaning in pack["events"].items()),
    )  # fmt: skip


_SHORT_MONTHS = frozenset({"janv", "fevr", "sept", "oct", "nov", "dec", "jan", "feb", "aug", "sep"})
_PLACEHOLDER = re.compile(r"(?<![\\A-Za-z<])[ABLMNSUW](?![A-Za-z>])")


def _any(listed: object) -> str:
    words = sorted({str(one) for one in listed}, key=len, reverse=True)  # type: ignore[attr-defined]
    return "(?:" + "|".join(map(re.escape, words)) + ")"


def _filled(pattern: str, listed: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda match: listed[match.group()], pattern)
