"""The declared outlets and engines: one file each, found by scanning a folder for modules that define one."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from extractors.errors import UnknownOutlet, UsageError
from extractors.outlet import Engine, Outlet

_BUILT_IN = Path(__file__).parent
_ENGINES = _BUILT_IN / "engines"
_Declared = TypeVar("_Declared", Outlet, Engine)


def declared(folders: Iterable[Path] = ()) -> Mapping[str, Outlet]:
    """Every outlet declared in this folder and in the given ones, by slug.

    Raises:
        UsageError: a folder is missing, a file defines no `OUTLET`, or its slug is not the file's name.
    """
    return _scan((_BUILT_IN, *(folder.resolve() for folder in folders)))


def find(slug: str, folders: Iterable[Path] = ()) -> Outlet:
    """The outlet of that slug.

    Raises:
        UnknownOutlet: no file declares it.
    """
    outlets = declared(folders)
    if slug not in outlets:
        raise UnknownOutlet(f"No outlet {slug!r} is declared.", hint=f"Declared outlets: {', '.join(sorted(outlets))}.")
    return outlets[slug]


def engines() -> Mapping[str, Engine]:
    """Every engine declared in the folder `engines`, by slug."""
    return _scan_engines()


@cache
def _scan_engines() -> Mapping[str, Engine]:
    found = (_read(path, "ENGINE", Engine) for path in sorted(_ENGINES.glob("[a-z]*.py")))
    return MappingProxyType({one.slug: one for one in found})


@cache
def _scan(folders: tuple[Path, ...]) -> Mapping[str, Outlet]:
    found: dict[str, Outlet] = {}
    for folder in folders:
        if not folder.is_dir():
            raise UsageError(f"The folder of outlets {folder} does not exist.", hint="See CLAIMWIRE_OUTLET_FOLDERS.")
        for path in sorted(folder.glob("[a-z]*.py")):
            outlet = _read(path, "OUTLET", Outlet)
            if outlet.engine is not None and outlet.engine not in engines():
                raise UsageError(f"{path} names the engine {outlet.engine!r}, which no file declares.")
            found[outlet.slug] = outlet
    return MappingProxyType(found)


def _read(path: Path, name: str, kind: type[_Declared]) -> _Declared:
    spec = importlib.util.spec_from_file_location(f"claimwire_{name.lower()}_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise UsageError(f"{path} cannot be read as a declaration.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    declared = getattr(module, name, None)
    if not isinstance(declared, kind) or declared.slug.replace("-", "_") != path.stem:
        raise UsageError(f"{path} must define {name} with the slug {path.stem.replace('_', '-')!r}.")
    return declared
