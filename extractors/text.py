"""Characters, one to one: what is normalised here keeps every offset."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_SAME_LENGTH = str.maketrans(
    {
        "’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‹": '"', "›": '"',
        "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2011": "-", "\u2010": "-",
    }
)  # fmt: skip
_SPACES = re.compile(r"\s+")


def normalise(text: str) -> str:
    """Unify quotation marks, apostrophes, spaces and hyphens; the result is as long as `text`.

    >>> normalise("“Selydové”")
    '"Selydové"'
    """
    return text.translate(_SAME_LENGTH)


def fold(text: str) -> str:
    """Lower case without accents and with unified typography, for looking names up; not of the same length.

    >>> fold("Sélydové")
    'selydove'
    """
    decomposed = unicodedata.normalize("NFKD", normalise(text).casefold())
    return "".join(one for one in decomposed if not unicodedata.combining(one))


def content_hash(text: str) -> str:
    """Digest of a text with spaces and typography unified (32 hexadecimal digits of SHA-256)."""
    unified = _SPACES.sub(" ", normalise(unicodedata.normalize("NFC", text))).strip()
    return hashlib.sha256(unified.encode("utf-8", "replace")).hexdigest()[:32]
