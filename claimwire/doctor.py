"""Doctor: what is set, what is there, and what an operator should do about it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from typing import Any

from claimwire import pipeline
from claimwire.settings import Settings
from extractors import outlets
from extractors.errors import ClaimwireError

_ENOUGH_BYTES = 500_000_000
_OLDEST, _FIRST_UNTRIED = (3, 11), (3, 14)


def examine(settings: Settings) -> list[dict[str, Any]]:
    """Findings in a fixed order, each with `name`, `is_ok` and `message`."""
    return [
        {"name": name, "is_ok": is_ok, "message": message} for name, is_ok, message in (
            _python(), _home(settings), _disk(settings), *_outlets(settings), _published(settings), *_archive(settings),
        )
    ]  # fmt: skip


def _python() -> tuple[str, bool, str]:
    version = sys.version_info[:2]
    return "python", _OLDEST <= version < _FIRST_UNTRIED, f"{version[0]}.{version[1]} (3.11 to 3.13 are supported)"


def _home(settings: Settings) -> tuple[str, bool, str]:
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
        probe = settings.home / ".doctor"
        probe.touch()
        probe.unlink()
    except OSError as error:
        return "home", False, f"{settings.home} cannot be written: {error.strerror}; set CLAIMWIRE_HOME"
    return "home", True, str(settings.home)


def _disk(settings: Settings) -> tuple[str, bool, str]:
    there = next(one for one in (settings.home.resolve(), *settings.home.resolve().parents) if one.exists())
    free = shutil.disk_usage(there).free
    return "disk", free >= _ENOUGH_BYTES, f"{free // 1_000_000} MB free (500 MB are needed)"


def _outlets(settings: Settings) -> Iterator[tuple[str, bool, str]]:
    try:
        slugs = pipeline.enabled(settings)
    except ClaimwireError as error:
        yield "outlets", False, f"{error} {error.hint}"
        return
    yield "outlets", True, ", ".join(slugs)
    for slug in slugs:
        outlet = outlets.find(slug, settings.outlet_folders)
        is_local = all(host in settings.connect_to for host in outlet.hosts)
        if not is_local and settings.contact is None:
            yield f"outlet {slug}", False, "a real site is fetched only with a contact; set CLAIMWIRE_CONTACT"
        basis = settings.legal_basis.get(slug, "none")
        if "tdm-reservation" in outlet.policy_note and basis == "none":
            message = f"reserves text and data mining; without CLAIMWIRE_LEGAL_BASIS={slug}=… it is refused"
            yield f"outlet {slug}", False, message


def _published(settings: Settings) -> tuple[str, bool, str]:
    latest = settings.published / "latest"
    return "published", True, str(latest.resolve()) if latest.exists() else "nothing yet"


def _archive(settings: Settings) -> Iterator[tuple[str, bool, str]]:
    from extractors.fetch.integrity import verify

    corrupt = [one.path for one in verify(settings.archive).faults]
    yield "archive", not corrupt, "every byte as it was captured" if not corrupt else f"corrupt: {', '.join(corrupt)}"
