"""The body of an answer: decoded within a budget, and refused where it ends early."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator

from extractors.errors import Unreachable
from extractors.fetch.failures import Interrupted
from extractors.fetch.transport import Exchange

_HTML_END = re.compile(rb"</html\s*>", re.IGNORECASE)
_HTML_START = re.compile(rb"\A\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)


def read_body(answer: Exchange, max_bytes: int) -> bytes:
    """The decoded body.

    Raises:
        Unreachable: it is larger than allowed, or encoded otherwise than by gzip.
        Interrupted: it ends before the encoding says that it is over.
    """
    encodings = [one.strip().lower() for one in answer.headers.get("content-encoding", "").split(",") if one.strip()]
    if encodings in ([], ["identity"]):
        return _joined(answer.parts, max_bytes)
    if encodings in (["gzip"], ["x-gzip"]):
        return _joined(_gunzipped(answer.parts, max_bytes), max_bytes)
    raise Unreachable(f"the answer is encoded as {', '.join(encodings)!r}, and only gzip was asked for")


def is_cut_off(body: bytes, content_type: str | None) -> bool:
    """Whether a page of HTML lacks its closing tag, so that nothing can be concluded from what it does not show."""
    is_html = "html" in (content_type or "").lower() or bool(_HTML_START.match(body[:2048]))
    return is_html and not _HTML_END.search(body)


def _joined(parts: Iterable[bytes], max_bytes: int) -> bytes:
    body = bytearray()
    for part in parts:
        body += part
        if len(body) > max_bytes:
            raise Unreachable(f"the answer holds more than {max_bytes} bytes (CLAIMWIRE_MAX_BYTES)")
    return bytes(body)


def _gunzipped(parts: Iterable[bytes], max_bytes: int) -> Iterator[bytes]:
    """Inflate member after member, never more than one byte beyond the budget at a time."""
    inflater = zlib.decompressobj(wbits=31)
    try:
        for part in parts:
            waiting = part
            while waiting:
                if inflater.eof:
                    inflater = zlib.decompressobj(wbits=31)
                yield inflater.decompress(waiting, max_bytes + 1)
                waiting = inflater.unused_data if inflater.eof else inflater.unconsumed_tail
    except zlib.error as error:
        raise Interrupted(f"the gzip stream is damaged ({error})") from error
    if not inflater.eof:
        raise Interrupted("the gzip stream ends early")
