"""Pages saved as text."""

from __future__ import annotations

from extractors.parse.candidate import Candidate, Scene


def read_lines(text: str, scene: Scene, *, needs_labels: bool = False) -> list[Candidate]:
    """Posts of a text."""
    return []
