"""The invented outlets and what their live blogs said at any instant."""

from __future__ import annotations

import importlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from demo import generated
from extractors.outlet import Outlet

FOLDER = Path(__file__).parent
ARCHIVE_HOST = "archive.localhost"


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What a post says from an instant on."""

    since: datetime
    kicker: str | None
    headline: str | None
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DemoPost:
    """A post with every wording it ever had, and when it stood on the page."""

    id: str
    kind: str
    published_at: datetime
    appears_at: datetime
    deleted_at: datetime | None
    wordings: tuple[Wording, ...]

    def stands_at(self, instant: datetime) -> bool:
        """Whether the page shows this post at that instant."""
        return self.appears_at <= instant and (self.deleted_at is None or instant < self.deleted_at)

    def wording_at(self, instant: datetime) -> Wording:
        """The wording the page shows at that instant."""
        return [one for one in self.wordings if one.since <= instant][-1]


@dataclass(frozen=True, kw_only=True)
class DemoBlog:
    """One outlet's live blog of one day."""

    outlet: Outlet
    technology: str
    day: date
    url: str
    title: str
    standfirst: str
    posts: tuple[DemoPost, ...]
    captures: tuple[datetime, ...]

    def standing(self, instant: datetime) -> tuple[DemoPost, ...]:
        """The posts on the page at that instant, newest first."""
        shown = [post for post in self.posts if post.stands_at(instant)]
        return tuple(sorted(shown, key=lambda post: post.published_at, reverse=True))


@cache
def outlets() -> Mapping[str, Outlet]:
    """The invented outlets by slug."""
    modules = sorted(path.stem for path in (FOLDER / "outlets").glob("[a-z]*.py"))
    declared = (importlib.import_module(f"demo.outlets.{name}").OUTLET for name in modules)
    return {outlet.slug: outlet for outlet in declared}


@cache
def written_days(slug: str) -> tuple[date, ...]:
    """The days of an outlet that are written in a file, in order."""
    return tuple(sorted(date.fromisoformat(path.stem) for path in (FOLDER / "posts" / slug).glob("*.toml")))


@cache
def blog(slug: str, day: date) -> DemoBlog | None:
    """An outlet's live blog of a day, written or generated; None where the outlet had none."""
    if day in written_days(slug):
        path = FOLDER / "posts" / slug / f"{day.isoformat()}.toml"
        return _read(slug, day, tomllib.loads(path.read_text(encoding="utf-8")))
    if generated.FIRST_DAY <= day <= generated.LAST_DAY:
        return _read(slug, day, generated.content(slug, day))
    return None


def address(slug: str, day: date) -> str:
    """The address of an outlet's live blog of a day."""
    return day.strftime(str(_module(slug).ADDRESS))


def days() -> tuple[date, ...]:
    """Every day on which some outlet has a live blog."""
    return tuple(sorted({*generated.days(), *(day for slug in outlets() for day in written_days(slug))}))


@cache
def blogs() -> tuple[DemoBlog, ...]:
    """Every live blog of the world, by outlet and day."""
    found = (blog(slug, day) for slug in outlets() for day in days())
    return tuple(one for one in found if one is not None)


@cache
def blogs_by_url() -> Mapping[str, DemoBlog]:
    """Every live blog by its address."""
    return {one.url: one for one in blogs()}


def last_instant(one: DemoBlog) -> datetime:
    """From when on the page of a blog no longer changes."""
    changes = [one.captures[-1]]
    for post in one.posts:
        changes += [post.appears_at, *(wording.since for wording in post.wordings)]
        changes += [post.deleted_at] if post.deleted_at else []
    return max(changes)


def _module(slug: str) -> Any:
    return importlib.import_module(f"demo.outlets.{slug.replace('-', '_')}")


def _read(slug: str, day: date, content: Mapping[str, Any]) -> DemoBlog:
    outlet = outlets()[slug]
    zone = ZoneInfo(outlet.timezone)
    return DemoBlog(
        outlet=outlet,
        technology=_module(slug).TECHNOLOGY,
        day=day,
        url=address(slug, day),
        title=content["title"],
        standfirst=content["standfirst"],
        posts=tuple(_read_post(one, day, zone) for one in content["posts"]),
        captures=tuple(sorted(_instant(label, day, zone) for label in content["captures"])),
    )


def _read_post(content: Mapping[str, Any], day: date, zone: ZoneInfo) -> DemoPost:
    published_at = _instant(content["time"], day, zone)
    appears_at = _instant(content["appears_at"], day, zone) if "appears_at" in content else published_at
    return DemoPost(
        id=content["id"],
        kind=content.get("kind", "update"),
        published_at=published_at,
        appears_at=appears_at,
        deleted_at=_instant(content["deleted_at"], day, zone) if "deleted_at" in content else None,
        wordings=_wordings(content, appears_at, day, zone),
    )


def _wordings(content: Mapping[str, Any], appears_at: datetime, day: date, zone: ZoneInfo) -> tuple[Wording, ...]:
    stated, wordings = dict(content), [_wording(content, appears_at)]
    for edit in content.get("edits", ()):
        stated |= edit
        wordings.append(_wording(stated, _instant(edit["at"], day, zone)))
    return tuple(wordings)


def _wording(content: Mapping[str, Any], since: datetime) -> Wording:
    paragraphs = (" ".join(one.split()) for one in content["text"].split("\n\n"))
    return Wording(
        since=since,
        kicker=content.get("kicker"),
        headline=content.get("headline"),
        paragraphs=tuple(one for one in paragraphs if one),
    )


def _instant(label: str, day: date, zone: ZoneInfo) -> datetime:
    local = datetime.fromisoformat(label) if "T" in label else datetime.combine(day, time.fromisoformat(label))
    return local.replace(tzinfo=zone).astimezone(UTC)
