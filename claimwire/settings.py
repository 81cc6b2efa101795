"""Typed settings: the only reader of the environment. Made once, passed on."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from extractors.errors import MissingSetting
from extractors.model import LegalBasis


def _pairs(text: str) -> dict[str, str]:
    return dict(one.strip().split("=", 1) for one in text.split(",") if one.strip())


def _names(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in text.split(",") if one.strip())


class Settings(BaseSettings):
    """Everything an operator may set, each as `CLAIMWIRE_<NAME>` in the environment or in `.env`."""

    model_config = SettingsConfigDict(
        env_prefix="CLAIMWIRE_", env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    home: Path = Field(default=Path("var"), description="Folder under which everything is written.")
    outlets: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="Slugs of the outlets read each day, separated by commas; empty: all of the folders."
    )
    outlet_folders: Annotated[tuple[Path, ...], NoDecode] = Field(
        default=(), description="Folders with further outlet declarations, separated by commas."
    )
    contact: str | None = Field(default=None, description="Address named in the User-Agent; required for real sites.")
    connect_to: Annotated[dict[str, str], NoDecode] = Field(
        default={}, description="Hosts served locally, as host=address:port pairs separated by commas."
    )
    legal_basis: Annotated[dict[str, LegalBasis], NoDecode] = Field(
        default={}, description="Legal basis per outlet, as slug=research_art3|licence|permission pairs."
    )
    guardian_key: SecretStr | None = Field(
        default=None, description="Key of The Guardian's Content API, by which its live blogs are then read."
    )
    second_reader_url: str | None = Field(
        default=None, description="OpenAI-compatible endpoint of a second reader, off unless set; up to and with /v1."
    )
    second_reader_model: str | None = Field(default=None, description="Model that the second reader asks.")
    second_reader_key: SecretStr | None = Field(default=None, description="Key of that endpoint, where it needs one.")
    second_reader_seconds: float = Field(default=120, gt=0, description="Seconds that one of its answers may take.")
    delay_seconds: float = Field(default=10, ge=0, description="Seconds between two requests to one host.")
    deadline_seconds: float = Field(default=30, gt=0, description="Seconds that one request may take in all.")
    max_bytes: int = Field(default=10_000_000, gt=0, description="Largest body accepted, in bytes after decoding.")
    lock_seconds: float = Field(default=120, ge=0, description="Seconds to wait for the lock of the warehouse.")
    port: int = Field(default=8080, ge=1, le=65535, description="Port of the Airflow page that `make up` starts.")
    demo: bool = Field(default=True, description="Whether `make up` serves the demo outlets and reads only them.")
    demo_port: int = Field(default=8765, ge=1, le=65535, description="Port of the demo outlets that `make up` serves.")
    keep_builds: int = Field(default=14, ge=1, description="Published builds that are kept.")

    @field_validator("home")
    @classmethod
    def _make_absolute(cls, value: Path) -> Path:
        return value.absolute()

    @field_validator("guardian_key")
    @classmethod
    def _check_key(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.fullmatch(r"[A-Za-z0-9_-]{4,100}", value.get_secret_value()):
            raise ValueError("a key holds letters, digits, hyphens and underscores only")
        return value

    @field_validator("outlets", "outlet_folders", mode="before")
    @classmethod
    def _split_names(cls, value: Any) -> Any:
        return _names(value) if isinstance(value, str) else value

    @field_validator("connect_to", "legal_basis", mode="before")
    @classmethod
    def _split_pairs(cls, value: Any) -> Any:
        return _pairs(value) if isinstance(value, str) else value

    @property
    def airflow_home(self) -> Path:
        """Airflow's own files: its database, secrets, logs and process file."""
        return self.home / "airflow"

    @property
    def archive(self) -> Path:
        """Captured bytes and their sidecars."""
        return self.home / "archive"

    @property
    def packages(self) -> Path:
        """Rows read from each snapshot, before they are loaded."""
        return self.home / "packages"

    @property
    def raw(self) -> Path:
        """The DuckDB file of the raw tables."""
        return self.home / "raw.duckdb"

    @property
    def candidates(self) -> Path:
        """Builds that are not published."""
        return self.home / "candidates"

    @property
    def published(self) -> Path:
        """Published builds, and `latest`."""
        return self.home / "published"


def read_settings(**overrides: Any) -> Settings:
    """Read the settings of this process.

    Raises:
        MissingSetting: a setting is malformed; the sentence names it.
    """
    try:
        return Settings(**overrides)
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(("CLAIMWIRE", *(str(one) for one in first["loc"][:1]))).upper()
        raise MissingSetting(f"{name} cannot be read: {first['msg']}.") from error


def child_environment(changes: Mapping[str, str]) -> dict[str, str]:
    """The environment of this process with some changes, for a process that it starts."""
    return {**os.environ, **changes}
