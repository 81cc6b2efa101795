"""One key for all spellings of a place: Ukrainian, Russian, French and English forms of a name fold to the same."""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.text import fold

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "h", "д": "d", "е": "e", "є": "e", "ж": "j", "з": "z", "и": "i",
    "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "ts", "ч": "x", "ш": "x", "щ": "x", "ы": "i", "э": "e", "ю": "iu",
    "я": "ia", "ё": "e", "ь": "", "ъ": "", "'": "", "’": "", "ʼ": "",
}  # fmt: skip
_ROMAN = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z", "и": "y",
    "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "iu", "я": "ia",
    "ь": "", "'": "", "’": "", "ʼ": "",
}  # fmt: skip
_ROMAN_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_LATIN = (
    (re.compile(r"shch|chtch|tch|sch|sh|ch|cz|sz"), "x"),
    (re.compile(r"zh|dj"), "j"),
    (re.compile(r"kh|gh|gu(?=[ei])|g"), "h"),
    (re.compile(r"qu|ck"), "k"),
    (re.compile(r"ou|oo"), "u"),
    (re.compile(r"tz"), "ts"),
    (re.compile(r"w"), "v"),
    (re.compile(r"y"), "i"),
    (re.compile(r"ie"), "e"),
    (re.compile(r"c"), "k"),
)
_DOUBLED = re.compile(r"(.)\1")
_KEPT = re.compile(r"[^a-z]")


@lru_cache(maxsize=65_536)
def place_key(name: str) -> str:
    """Fold a name in Latin or Cyrillic letters to its key.

    >>> place_key("Krougliakivka") == place_key("Kruhliakivka") == place_key("Кругляківка")
    True
    """
    lowered = name.casefold()
    if any("\u0400" <= letter <= "\u04ff" for letter in lowered):
        lowered = "".join(_CYRILLIC.get(letter, letter) for letter in lowered)
        key = _KEPT.sub("", fold(lowered))
        key = key.replace("ie", "e")
    else:
        key = _KEPT.sub("", fold(lowered))
        for pattern, letter in _LATIN:
            key = pattern.sub(letter, key)
    return _DOUBLED.sub(r"\1", key)


def romanised(name: str) -> str:
    """Official Ukrainian romanisation (2010) of a name in Ukrainian letters.

    >>> romanised("Часів Яр")
    'Chasiv Yar'
    """
    written = name.replace("Зг", "Zgh").replace("зг", "zgh")
    return "".join(_romanised_word(word) for word in re.split(r"([\s-])", written))


def _romanised_word(word: str) -> str:
    letters = []
    for position, letter in enumerate(word):
        lowered = letter.lower()
        latin = (_ROMAN_FIRST if position == 0 else _ROMAN).get(lowered, _ROMAN.get(lowered, letter))
        letters.append(latin.capitalize() if letter.isupper() and latin.isalpha() else latin)
    return "".join(letters)


def adjective_stem(key: str) -> str:
    """What the key of a seat and that of the adjective naming its raion or hromada share.

    >>> adjective_stem(place_key("Покровський")) == adjective_stem(place_key("Pokrovsk"))
    True
    """
    for ending in ("ii", "i", "a", "sk"):
        key = key.removesuffix(ending)
    return key
