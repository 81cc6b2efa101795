"""How much each element of a page says, measured once for the whole tree.

The elements are visited from the last to the first, so that what an element holds is known before the element itself.
Short texts are kept; of long ones only the length is.
"""

from __future__ import annotations

from typing import Any

from extractors.parse.content import squeeze

LONGEST = 300
_SILENT = frozenset(("script", "style"))


class Outline:
    """Lengths and short texts of a tree's elements, on one line, words of neighbouring elements kept apart."""

    def __init__(self) -> None:
        """Nothing is measured before an element is asked for."""
        self._lengths: dict[Any, int] = {}
        self._linked: dict[Any, int] = {}
        self._short: dict[Any, str] = {}

    def length(self, element: Any) -> int:
        """Characters of an element's text."""
        if element not in self._lengths:
            self._measure(element.getroottree().getroot())
        return self._lengths[element]

    def linked(self, element: Any) -> int:
        """Characters of an element's text that stand in links."""
        return self._linked.get(element, 0) if self.length(element) else 0

    def plain(self, element: Any) -> int:
        """Characters of an element's text that are no link."""
        return self.length(element) - self.linked(element)

    def short(self, element: Any, most: int = LONGEST) -> str:
        """Text of an element if it has at most that many characters (300 at the most), else nothing."""
        return self._short.get(element, "") if self.length(element) <= most else ""

    def _measure(self, root: Any) -> None:
        lengths, linked, short = self._lengths, self._linked, self._short
        for element in reversed(list(root.iter())):
            tag, text = element.tag, element.text
            line = squeeze(text) if text and tag not in _SILENT else ""
            length, links, pieces = len(line), 0, [line] if line else []
            for child in element:
                inner = lengths[child]
                if inner:
                    length += inner + (length > 0)
                    links += linked.get(child, 0)
                    pieces.append(short.get(child, ""))
                tail = child.tail
                line = squeeze(tail) if tail else ""
                if line:
                    length += len(line) + (length > 0)
                    pieces.append(line)
            lengths[element] = length
            if links or tag == "a":
                linked[element] = length if tag == "a" else links
            if 0 < length <= LONGEST:
                short[element] = " ".join(pieces)
