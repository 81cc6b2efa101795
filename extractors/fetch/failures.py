"""How a request fails on the wire: kinds of `Unreachable` that decide whether it is asked again."""

from __future__ import annotations

from extractors.errors import Unreachable


class Interrupted(Unreachable):
    """Raised when an answer fails, stalls or ends early: asking once more may help."""


class NoConnection(Interrupted):
    """Raised when a host cannot be found or connected to at all, so that it said neither yes nor no."""


class Delayed(Interrupted):
    """Raised when a server asks to come back later, after `seconds` where it says so."""

    def __init__(self, message: str, *, seconds: float | None) -> None:
        """Keep the time the server asks for."""
        super().__init__(message)
        self.seconds = seconds
