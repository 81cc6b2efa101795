"""The story: one short function a verb. Airflow, the command line and the tests all call these.

    collect ▸ extract ▸ load ▸ build ▸ check ▸ publish

A day is the outlet's local calendar day. No step reads the clock: `now` is an argument.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from claimwire import capture, judgements, outcomes, packages, reading, runs, sweep
from claimwire.settings import Settings
from extractors import outlets
from extractors.errors import (
    BadDate,
    CheckFailed,
    ClaimwireError,
    NothingForDay,
    UsageError,
)
from extractors.model import Capture, OutletDay
from extractors.outlet import Outlet

if TYPE_CHECKING:
    from claimwire.second_reader import SecondSummary
    from claimwire.warehouse.build import BuildSummary
    from claimwire.warehouse.load import LoadSummary
    from claimwire.warehouse.publish import Publication
    from expectations.gate import Verdict

Mode = Literal["missing", "refetch", "replay"]


def enabled(settings: Settings) -> tuple[str, ...]:
    """Slugs of the outlets that are read each day.

    Raises:
        MissingSetting: no outlet is enabled and no folder of outlets is set.
        UnknownOutlet: an enabled slug is not declared.
    """
    return tuple(runs.chosen_outlets((), settings))


def run(settings: Settings, day: date, *, mode: Mode = "missing", now: datetime) -> tuple[Publication, list[OutletDay]]:
    """Everything for one day: the enabled outlets are read, loaded, built, checked and published.

    Raises:
        ClaimwireError: the first outlet's error where every outlet failed, or the error of a later step.
    """
    return backfill(settings, [day], mode=mode, now=now)


def backfill(
    settings: Settings, days: Sequence[date], *, mode: Mode = "missing", now: datetime
) -> tuple[Publication, list[OutletDay]]:
    """Everything for several days, read and loaded one by one, then built, checked and published once.

    One outlet that fails leaves the others' day whole; its outcome says why.

    Raises:
        ClaimwireError: the first error where nothing at all could be read, or the error of a later step.
    """
    slugs = enabled(settings)
    done: list[OutletDay] = []
    failures: list[ClaimwireError] = []
    for day in days:
        for slug in slugs:
            try:
                read_outlet(settings, slug, day, mode=mode, now=now)
            except ClaimwireError as error:
                failures.append(error)
        load(settings, day, slugs)
        done.extend(outcomes.read(settings.packages, slugs, day))
    if len(failures) == len(slugs) * len(days):
        raise failures[0]
    return build_and_publish(settings, now=now), done


def build_and_publish(settings: Settings, *, now: datetime, is_full: bool = False) -> Publication:
    """Build a candidate from what is loaded, check it, and publish it if it passes."""
    summary = build(settings, now=now, is_full=is_full)
    check(settings, summary.build_id, now=now)
    return publish(settings, summary.build_id)


def read_outlet(settings: Settings, slug: str, day: date, *, mode: Mode = "missing", now: datetime) -> OutletDay:
    """Collect and extract one outlet's day; its outcome is recorded whatever happens.

    Raises:
        ClaimwireError: the outlet's day could not be read; the recorded outcome holds the same sentence.
    """
    try:
        collected = collect(settings, slug, day, mode=mode, now=now)
        outcome = extract(settings, collected)
    except ClaimwireError as error:
        outcomes.write(settings.packages, outcomes.of_error(slug, day, error, now))
        raise
    outcomes.write(settings.packages, outcome)
    return outcome


def collect(settings: Settings, slug: str, day: date, *, mode: Mode = "missing", now: datetime) -> OutletDay:
    """Bring the captures of one outlet's day into the archive, or find them there.

    `missing` fetches only what the archive lacks (a day counts as held when a capture was made after it ended, to its
    last page, and the last attempt did not fail), `refetch` asks the outlet again, `replay` never touches the network.

    Raises:
        UnknownOutlet, BadDate, NothingForDay, Unreachable, BlockedByPolicy, MissingSetting: as their names say.
    """
    outlet = outlets.find(slug, settings.outlet_folders)
    if capture.begin_of(day, outlet) > now:
        raise BadDate(f"{day} has not begun yet for {slug}.")
    held = capture.archive_of(settings).captures(slug, day)
    if mode == "replay" or (mode == "missing" and _is_held(settings, outlet, day, held)):
        if not held:
            raise NothingForDay(f"No archive and no capture for {slug} on {day}.")
        return outcomes.begin(slug, day, "collected", now, snapshots=len(held))
    fetched = capture.capture_day(settings, outlet, day, now)
    if not fetched and not held:
        return _nothing_found(outlet, day, now)
    return outcomes.begin(slug, day, "collected", now, snapshots=len(capture.archive_of(settings).captures(slug, day)))


def watch(settings: Settings, slug: str, day: date, *, now: datetime) -> int:
    """Capture the outlet's open live blogs as they stand now, into the archive only; returns how many."""
    outlet = outlets.find(slug, settings.outlet_folders)
    return len(capture.capture_day(settings, outlet, day, now))


def import_page(
    settings: Settings, slug: str, page: Path, *, captured_at: datetime, url: str | None = None, now: datetime
) -> OutletDay:
    """Put a saved page into the archive as a capture of its day, and extract that day.

    Raises:
        UnknownOutlet, UsageError: the outlet or the file is not there.
        UnreadablePage: the page is no live blog that can be read; its bytes are kept in the archive.
    """
    outlet = outlets.find(slug, settings.outlet_folders)
    body = reading.read_bytes(page)
    day = captured_at.astimezone(ZoneInfo(outlet.timezone)).date()
    address = url or f"file:{page.name}"
    capture.archive_of(settings).store(
        body,
        outlet=slug,
        day=day,
        url=address,
        final_url=address,
        captured_at=captured_at.astimezone(UTC),
        fetched_at=now,
        origin="import",
        content_type=reading.content_type_of(page),
        legal_basis=settings.legal_basis.get(slug, "none"),
        is_late=True,
    )
    return read_outlet(settings, slug, day, mode="replay", now=now)


def extract(settings: Settings, collected: OutletDay) -> OutletDay:
    """Read every capture of an outlet's day into a package of rows; one bad page fails that page only.

    The day is complete where the newest sweep of each of its blogs is.

    Raises:
        UnreadablePage: no capture of the day could be read.
    """
    if collected.status in ("no_blog", "no_capture"):
        return collected
    outlet = outlets.find(collected.outlet, settings.outlet_folders)
    archive = capture.archive_of(settings)
    folder = packages.folder_of(settings.packages, collected.outlet, collected.day)
    annotated: reading.Annotated = {}
    sweeps = sweep.in_sweeps(archive.captures(collected.outlet, collected.day))
    found: list[list[reading.Reading]] = []
    for pages in sweeps:
        found.append(sweep.read(pages, archive.read, outlet, annotated))
        for held, one in zip(pages, found[-1], strict=True):
            packages.write_package(folder, held.snapshot_id, reading.versions(), one.rows)
    readings = [one for read in found for one in read]
    if readings and all(one.error for one in readings):
        raise next(one.error for one in reversed(readings) if one.error)
    newest = {pages[0].url: sweep.is_complete(pages, read) for pages, read in zip(sweeps, found, strict=True)}
    return replace(
        collected,
        post_count=len({post for one in readings for post in one.post_ids}),
        record_count=len({record for one in readings for record in one.record_ids}),
        quarantined_count=sum(one.quarantined_count for one in readings),
        is_complete=bool(newest) and all(newest.values()),
    )


def load(settings: Settings, day: date, slugs: Sequence[str]) -> LoadSummary:
    """Load the packages and the outcomes of a day into the raw tables, in one transaction.

    Raises:
        WarehouseLocked: another process is loading for longer than `lock_seconds`.
    """
    from claimwire.warehouse.load import load as load_packages

    return load_packages(
        settings.raw,
        packages=[path for slug in slugs for path in packages.packages_of(settings.packages, slug, day)],
        outlet_days=outcomes.read(settings.packages, slugs, day),
        outlets=list(outlets.declared(settings.outlet_folders).values()),
        lock_seconds=settings.lock_seconds,
    )


def build(settings: Settings, *, now: datetime, is_full: bool = False) -> BuildSummary:
    """Build a candidate from everything that is loaded; the build is named after the instant it starts.

    Raises:
        BuildFailed: dbt ended with an error or a failed test; the sentence names it.
        WarehouseLocked: another build is running.
        UsageError: nothing was ever loaded.
    """
    from claimwire.warehouse.build import build as build_candidate

    if not settings.raw.exists():
        raise UsageError("Nothing is loaded yet.", hint="Run a day first: claimwire run --day 2024-10-30.")
    return build_candidate(
        raw=settings.raw,
        candidates=settings.candidates,
        published=settings.published,
        build_id=now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ"),
        lock_seconds=settings.lock_seconds,
        is_full=is_full,
    )


def second_read(settings: Settings, day: date, slugs: Sequence[str]) -> SecondSummary:
    """Ask the second reader about the loaded posts of a day that it has not read, and store what it says apart.

    What was read before an error is stored; a post without an answer is asked about again the next time.

    Raises:
        MissingSetting: no second reader is set, or it refuses its key.
        Unreachable: no post was answered; after three in a row that are not, no more are asked about.
        UsageError: nothing is loaded.
    """
    from claimwire.second_reader import SecondReader, SecondSummary
    from claimwire.warehouse import opinions

    reader = SecondReader.of(settings)
    if not settings.raw.exists():
        raise UsageError("Nothing is loaded yet.", hint="Run a day first: claimwire run --day 2024-10-30.")
    raw, by = settings.raw, opinions.Reader(annotator=reader.name, version=reader.version)
    posts = opinions.unread_posts(raw, by, day=day, outlets=slugs, lock_seconds=settings.lock_seconds)
    readings, error = reader.read_all(posts)
    if error and not readings:
        raise error
    said = [(one.post, one.records, one.refused_count) for one in readings]
    opinions.store_opinions(raw, by, said, lock_seconds=settings.lock_seconds)
    return SecondSummary(
        posts=len(readings),
        records=sum(len(one.records) for one in readings),
        refused=sum(one.refused_count for one in readings),
        unread=len(posts) - len(readings),
        error=str(error) if error else None,
    )


def check(settings: Settings, build_id: str, *, now: datetime) -> Verdict:
    """Judge a candidate; its results are kept, also where it is rejected, for the publications after it.

    Raises:
        CheckFailed: a critical check failed; the candidate is set aside as rejected.
    """
    from claimwire.report.build import write_quality
    from claimwire.warehouse.build import reject
    from claimwire.warehouse.frames import latest_day, read_frames
    from expectations import gate

    candidate = _candidate(settings, build_id)
    day = latest_day(candidate)
    verdict = gate.judge(read_frames(candidate, gate.FRAMES), day=day)
    results, folder = [asdict(one) for one in verdict.results], _quality_folder(settings)
    judgements.write(
        folder, build_id, day=day, judged_at=now.astimezone(UTC), is_passed=verdict.is_passed, results=results
    )
    if not verdict.is_passed:
        rejected = reject(candidate).with_suffix("")
        history = judgements.history(folder, until=build_id)
        page = write_quality(rejected, quality=results, meta={"day": day, "build_id": build_id}, history=history)
        raise CheckFailed(f"{_failures_of(verdict)}.", hint=f"What is published stays as it was; see {page}.")
    return verdict


def publish(settings: Settings, build_id: str) -> Publication:
    """Publish a candidate that passed its checks, with exports and report, and point `latest` at it.

    Raises:
        CheckFailed: the candidate was not checked, or did not pass.
    """
    from claimwire.report.build import QUERIES, write_report
    from claimwire.warehouse.connection import query
    from claimwire.warehouse.frames import latest_day
    from claimwire.warehouse.publish import publish as publish_candidate

    candidate = _candidate(settings, build_id)
    quality = judgements.read(_quality_folder(settings), build_id)
    if quality is None:
        raise CheckFailed(f"Build {build_id} was not checked.", hint=f"Run claimwire check {build_id} first.")
    if not quality["is_passed"]:
        raise CheckFailed(f"Build {build_id} did not pass its checks.")
    day = latest_day(candidate)
    results, history = quality["results"], judgements.history(_quality_folder(settings), until=build_id)

    def finish(folder: Path) -> None:
        database = folder / "claimwire.duckdb"
        tables = {name: query(database, sql) for name, sql in QUERIES.items()}
        meta = {"day": day, "build_id": build_id}
        write_report(folder, tables=tables, quality=results, meta=meta, history=history)

    return publish_candidate(
        candidate=candidate,
        published=settings.published,
        day=day,
        build_id=build_id,
        quality=history,
        keep=settings.keep_builds,
        finish=finish,
    )


def _is_held(settings: Settings, outlet: Outlet, day: date, held: Sequence[Capture]) -> bool:
    before = outcomes.read(settings.packages, [outlet.slug], day)
    has_failed = any(one.status != "collected" for one in before)
    archive = capture.archive_of(settings)
    final = [pages for pages in sweep.in_sweeps(held) if capture.is_final(pages[0], outlet)]
    return not has_failed and bool(final) and not sweep.is_broken(final[-1], archive.read, outlet)


def _nothing_found(outlet: Outlet, day: date, now: datetime) -> OutletDay:
    if now >= capture.end_of(day, outlet) + timedelta(days=2):
        raise NothingForDay(f"No archive and no capture for {outlet.slug} on {day}.")
    return outcomes.begin(outlet.slug, day, "no_blog", now)


def _failures_of(verdict: Verdict) -> str:
    failed = [one for one in verdict.results if not one.is_passed and one.severity == "critical"]
    named = "; ".join(f"{one.suite}.{one.check}: {one.observed}, expected {one.expected}" for one in failed[:3])
    return f"{len(failed)} critical checks failed: {named}"


def _candidate(settings: Settings, build_id: str) -> Path:
    path = settings.candidates / f"{build_id}.duckdb"
    if not path.exists():
        raise UsageError(f"There is no candidate {build_id}.", hint="Run claimwire build; it prints the build's name.")
    return path


def _quality_folder(settings: Settings) -> Path:
    return settings.candidates / "quality"
