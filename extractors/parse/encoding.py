"""Bytes to characters, once and before anything else looks at them.

The order is that of trust: byte order mark, the charset of the HTTP header, a strict UTF-8 trial, the charset that the
page declares, Windows-1252. A declared charset comes after the trial because pages in UTF-8 that declare another one
are common, and bytes that happen to be valid UTF-8 by chance are not.
"""

from __future__ import annotations

import codecs
import re

from extractors.errors import BrokenPage

MOST_BYTES = 12_000_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNMARKED = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))
_BINARY = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"RIFF",
    b"\x7fELF",
    b"\x00\x00\x01\x00",
)
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,40})|<\?xml[^>]{0,100}?encoding=[\"']([A-Za-z0-9_-]{2,40})",
    re.IGNORECASE)  # fmt: skip
_ENCODINGS = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030"} | {
    name: name
    for name in (
        *("utf-8", "utf-16", "utf-16-le", "utf-16-be"),
        *("koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "cp866", "cp874"),
        *(f"cp{number}" for number in range(1250, 1259)),
        *(f"iso8859-{number}" for number in range(2, 17) if number != 12),
        *("gbk", "gb18030", "big5", "big5hkscs", "cp932", "shift_jis", "euc_jp", "iso2022_jp", "euc_kr", "cp949"),
    )
}
_HEADER = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_-]{2,40})", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]+")
_CONTROL_BYTES = bytes(one for one in (*range(0x20), 0x7F) if one not in b"\t\n\r")


def decode(body: bytes, content_type: str | None = None) -> str:
    """Characters of a page, without control characters, with a line feed as the line end.

    Raises:
        BrokenPage: the bytes are empty, too many, or no text.
    """
    if not body.strip():
        raise BrokenPage("The page is empty.")
    if len(body) > MOST_BYTES:
        raise BrokenPage(f"The page has {len(body)} bytes; at most {MOST_BYTES} are read.")
    if body.startswith(_BINARY):
        raise BrokenPage("The bytes are not a page but a binary file.")
    text = _characters(body, content_type)
    is_wide = body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE, *dict(_UNMARKED)))
    controls = len(body) - len(body.translate(None, _CONTROL_BYTES))
    if text.count("\x00") + text.count("\ufffd") + (0 if is_wide else controls) > max(20, len(text) // 10):
        raise BrokenPage("The bytes are not text in any encoding that is known.")
    return _clean(text, has_controls=controls > 0)


def _clean(text: str, *, has_controls: bool) -> str:
    """Unified line ends, no control characters; a text that has none of them is only looked at."""
    for separator in ("\r\n", "\r", "\u2028", "\u2029"):
        text = text.replace(separator, "\n")
    return _CONTROLS.sub("", text) if has_controls or "\ufeff" in text else text


def _characters(body: bytes, content_type: str | None) -> str:
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    for start, encoding in _UNMARKED:
        if body.startswith(start):
            return body.decode(encoding, "replace")
    header = _HEADER.search(content_type or "")
    declared = _DECLARED.search(body[:4096])
    named = (declared.group(1) or declared.group(2)).decode("ascii") if declared else ""
    if named.lower().startswith("utf"):
        named = ""  # what is read as ASCII is no UTF-16, and UTF-8 is tried anyway
    for name in (header.group(1) if header else "", "utf-8", named):
        found = _strict(body, name)
        if found is not None:
            return found
    return _lenient(body)


def _strict(body: bytes, name: str) -> str | None:
    """Characters in an encoding that pages are written in; None where it is another, or does not fit the bytes."""
    try:
        encoding = _ENCODINGS.get(codecs.lookup(name).name)
        return body.decode(encoding) if encoding else None
    except (LookupError, UnicodeError):
        return None


def _lenient(body: bytes) -> str:
    """UTF-8 with a few bad bytes stays UTF-8 (a cut or spoilt character); anything else is Windows-1252."""
    text = body.decode("utf-8", "replace")
    multibyte = sum(1 for one in text if "\x7f" < one != "\ufffd")
    return text if text.count("\ufffd") <= max(min(1, multibyte), multibyte // 10) else body.decode("cp1252", "replace")
