"""Processes that are kept running: each in a session of its own, started again when it dies, ended as a group."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_GRACE_SECONDS = 20
_PAUSE_SECONDS = (0.2, 0.2, 1, 5, 15)  # before the first, second, … restart


@dataclass(kw_only=True)
class Part:
    """One process: its command, its environment and its log."""

    name: str
    command: Sequence[str]
    variables: Mapping[str, str]
    log: Path
    restarts: int = 0
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    _due: float | None = field(default=None, repr=False)

    def start(self) -> None:
        """Start it in a session of its own."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(  # noqa: S603 (our own interpreter and arguments)
                list(self.command),
                env=dict(self.variables),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def revive(self) -> bool:
        """Start it again if it died, once its process group is gone; True where that happened."""
        if self.process is None or self.process.poll() is None:
            return False
        if self._due is None:
            kill_group(self.process.pid)
            self._due = time.monotonic() + _PAUSE_SECONDS[min(self.restarts, len(_PAUSE_SECONDS) - 1)]
        if time.monotonic() < self._due:
            return False
        self.restarts, self._due = self.restarts + 1, None
        self.start()
        return True


class Supervisor:
    """The parts, and how they are kept running and ended."""

    def __init__(
        self, parts: Sequence[Part], *, record: Callable[[Sequence[Part]], None], say: Callable[[str], None]
    ) -> None:
        """Keep the parts; `record` is told whenever there are other processes, `say` what a person should know."""
        self.parts = tuple(parts)
        self._record = record
        self._say = say

    def start(self) -> None:
        """Start every part."""
        for part in self.parts:
            part.start()
        self._record(self.parts)

    def keep_alive(self) -> None:
        """Look once at every part and start again what died."""
        revived = [part for part in self.parts if part.revive()]
        for part in revived:
            self._say(f"{part.name} had died and was started again; see {part.log}")
        if revived:
            self._record(self.parts)

    def stop(self) -> None:
        """Ask every part to end, wait, and kill what is left of their process groups."""
        processes = [part.process for part in self.parts if part.process]
        for process in processes:
            process.terminate()
        deadline = time.monotonic() + _GRACE_SECONDS
        while time.monotonic() < deadline and any(process.poll() is None for process in processes):
            time.sleep(0.1)
        for process in processes:
            kill_group(process.pid)
            process.wait()


def kill_group(leader: int) -> None:
    """Kill whatever is left of a process group; nothing happens where nothing is."""
    try:
        os.killpg(leader, signal.SIGKILL)
    except ProcessLookupError:
        return


def birth_of(pid: int) -> str | None:
    """When a process was started, in ticks since the machine was; None where it is gone or a zombie.

    With the process id it names one process for good: ids are used again.
    """
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if fields[0] == "Z" else fields[19]


def identity(pid: int) -> dict[str, Any]:
    """A process as it can be written down and found again."""
    return {"pid": pid, "born": birth_of(pid)}


def is_alive(one: Mapping[str, Any] | None) -> bool:
    """Whether the process that was written down still runs."""
    return bool(one) and one is not None and one["born"] is not None and birth_of(one["pid"]) == one["born"]
