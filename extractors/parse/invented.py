"""Invented words in the place of those of a page: as long, with the same capitals, the same word for the same word.

Letters give letters of their kind (vowel, consonant, accented, another alphabet), digits give digits. What tells a time
or a day stays, and so do the words of `kept_words`.
"""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from collections.abc import Iterator

from extractors.parse.calendar_words import MONTHS
from extractors.parse.kept_words import is_kept

_VOWELS, _CONSONANTS = "aeiou", "bcdfglmnprstv"
_ACCENTED_VOWELS, _ACCENTED_CONSONANTS = "éèàù", "çñ"
_CYRILLIC_VOWELS, _CYRILLIC_CONSONANTS = "аеиоу", "бвгдклмнпрст"
_SHORTEST = 3
_SPACE = r"(?:\s|&nbsp;|&#160;|&#xa0;|\\u00a0)"
_ACCENTS = str.maketrans({"e": "[eéè]", "u": "[uû]", "a": "[aä]"})
_MONTH = "|".join(sorted((one.translate(_ACCENTS) for one in MONTHS if len(one) > 2), key=len, reverse=True))
_GAP = rf"(?:{_SPACE}|-)*"
_YEAR = r"(?:19|20)\d\d"
_UNIT = "min|mins|mn|minutes?|hrs?|hours?|heures?|secs?|secondes?|seconds?|jours?|days?|[ap]\\.?m\\.?"
_TIMES = (
    rf"{_YEAR}-\d\d-\d\d(?:[T ]\d\d:?\d\d(?::?\d\d)?(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?)?",
    rf"(?<!\d)\d{{1,2}}(?:er|st|nd|rd|th|\.)?{_GAP}(?:de |of )?(?:{_MONTH})\b\.?(?:,?{_GAP}(?:de )?{_YEAR})?",
    rf"\b(?:{_MONTH})\.?{_SPACE}*\d{{1,2}}(?![\d:h])(?:st|nd|rd|th)?(?:,?{_SPACE}*{_YEAR})?",
    r"(?<!\d)\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}(?!\d)|(?<!\d)\d{1,2}/\d{1,2}(?!\d)",
    rf"(?<![\d.,])[0-2]?\d{_SPACE}*h{_SPACE}*(?:[0-5]\d)?(?!\w)",
    rf"(?:(?<!\d)|(?<={_YEAR}))[0-2]?\d[:.][0-5]\d(?:[:.][0-5]\d)?(?!\d)",
    rf"(?<![\d.,])\d{{1,3}}{_SPACE}*(?:{_UNIT}|[mdj](?={_SPACE}+ago))(?![a-z])",
    rf"(?<!\d){_YEAR}(?!\d)|{_YEAR}(?=[0-2]?\d[:h])|(?:GMT|UTC)[+-]\d{{1,2}}",
)
_TIME = re.compile("|".join(_TIMES), re.IGNORECASE)
_ENTITY = re.compile(r"&(?:amp;)*(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)
_PIECE = re.compile(
    rf"(?P<mark>{_ENTITY.pattern}|\\u[0-9a-f]{{4}}|\\+[a-z])|(?P<word>[^\W\d_]+)|(?P<number>\d+)", re.IGNORECASE
)
_LONGEST_ENTITY_DEPTH = 4


class Inventor:
    """Gives invented words; remembers every word it was shown and what it gave for it."""

    def __init__(self) -> None:
        """Begin without words."""
        self.seen: set[str] = set()
        self._given: dict[str, str] = {}
        self._taken: set[str] = set()

    def begin_again(self) -> None:
        """Forget what was given and keep what was seen, so that no word that is to come is invented."""
        self._given.clear()
        self._taken.clear()

    def text(self, text: str) -> str:
        """A text with its words and figures replaced; entities and escapes in it stay."""
        text = _ENTITY.sub(_letter_or_mark, text)
        pieces, place = [], 0
        for match in _TIME.finditer(text):
            pieces += [self._words(text[place : match.start()]), match.group()]
            place = match.end()
        return "".join([*pieces, self._words(text[place:])])

    def words(self, text: str) -> str:
        """A text with its words replaced and its digits kept, as the parts of an address."""
        return _PIECE.sub(lambda one: self.word(one.group()) if one["word"] else one.group(), text)

    def word(self, word: str) -> str:
        """The word that stands for this one."""
        if len(word) < _SHORTEST or is_kept(word):
            return word
        key = word.lower()
        self.seen.add(key)
        if key not in self._given:
            self._given[key] = next(one for one in _inventions(key) if self._is_free(one, key))
            self._taken.add(self._given[key])
        return "".join(_cased(new, old) for new, old in zip(self._given[key], word, strict=True))

    def _is_free(self, invented: str, key: str) -> bool:
        is_free = invented not in self._taken and invented not in self.seen and not is_kept(invented)
        return is_free and len(invented) == len(key)

    def knows(self, word: str) -> bool:
        """Whether it was shown the word before."""
        return word.lower() in self.seen

    def _words(self, text: str) -> str:
        return _PIECE.sub(self._replaced, text)

    def _replaced(self, piece: re.Match[str]) -> str:
        if piece["word"]:
            return self.word(piece["word"])
        return _figure(piece["number"]) if piece["number"] else piece.group()


def _letter_or_mark(entity: re.Match[str]) -> str:
    """The letter that an entity stands for, however often it was escaped; any other entity as it is."""
    text = entity.group()
    for _ in range(_LONGEST_ENTITY_DEPTH):
        text = html.unescape(text)
    return text if len(text) == 1 and text.isalpha() else entity.group()


def _inventions(word: str) -> Iterator[str]:
    number = 0
    while True:
        bytes_of = hashlib.sha256(f"{number} {word}".encode("utf-8", "surrogatepass")).digest()
        yield "".join(_like(letter, bytes_of[place % 32] + place // 32) for place, letter in enumerate(word))
        number += 1


def _like(letter: str, choice: int) -> str:
    plain = unicodedata.normalize("NFD", letter)[0]
    if plain in "aeiouyœæ":
        letters = _VOWELS if plain == letter else _ACCENTED_VOWELS
    elif "a" <= plain <= "z":
        letters = _CONSONANTS if plain == letter else _ACCENTED_CONSONANTS
    elif "а" <= plain <= "я":
        letters = _CYRILLIC_VOWELS if plain in "аеиоуыэюя" else _CYRILLIC_CONSONANTS
    else:
        block = range(ord(letter) & ~15, (ord(letter) | 15) + 1)
        letters = "".join(chr(one) for one in block if unicodedata.category(chr(one)) == unicodedata.category(letter))
    return letters[choice % len(letters)]


def _cased(new: str, old: str) -> str:
    upper = new.upper() if old.isupper() else new
    return upper if len(upper) == 1 else new


def _figure(digits: str) -> str:
    """Other digits, as many; the first is 0 only where it was, and four of them are no year."""
    if len(digits) == 1 or not digits.isascii():
        return digits
    salt = hashlib.sha256(digits.encode()).digest()
    first = "0" if digits[0] == "0" else str(3 + salt[0] % 7)
    return first + "".join(str(salt[place % 32] % 10) for place in range(1, len(digits)))
