"""Every error Claimwire raises on purpose, each with a hint and an exit code.

    ClaimwireError
    ├── TransientError              try again
    │   ├── Unreachable             3
    │   ├── WarehouseLocked         6
    │   └── DiskFull                1
    └── PermanentError              tell someone
        ├── UsageError              2
        │   ├── UnknownOutlet
        │   ├── BadDate
        │   ├── MissingSetting
        │   └── NothingForDay       (a day that no archive and no capture holds: a run is skipped)
        ├── UnreadablePage          4
        │   ├── NoPosts
        │   ├── NotALiveBlog
        │   ├── BrokenPage
        │   ├── NeedsScript
        │   └── WalledPage
        ├── CorruptArchive          4
        │   └── UnreadableWarehouse
        ├── BadPackage              4
        ├── SchemaMismatch          1
        ├── StaleLog                1
        ├── CheckFailed             5
        │   └── BuildFailed
        └── BlockedByPolicy         7
            └── ForbiddenAddress

Airflow retries `TransientError` and gives up at once on `PermanentError`; the command line exits with `exit_code`.
"""

from __future__ import annotations


class ClaimwireError(Exception):
    """One clear sentence for the person on call, with a hint of what to do."""

    exit_code = 1
    hint = "Run the command again with --debug and report what it prints."

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        """Keep the sentence, and the hint where it is better than the class's own."""
        super().__init__(message)
        if hint is not None:
            self.hint = hint


class TransientError(ClaimwireError):
    """Raised when the same step may succeed later without anyone's help."""


class PermanentError(ClaimwireError):
    """Raised when trying again changes nothing and somebody has to look."""


class Unreachable(TransientError):
    """Raised when an outlet does not answer, answers too late, too much, or with a server error."""

    exit_code = 3
    hint = "Check the network and the outlet's address, then run the day again: what was collected is kept."


class WarehouseLocked(TransientError):
    """Raised when another process holds the lock of the warehouse for longer than the time allowed."""

    exit_code = 6
    hint = "Wait for the other process to end, or stop it; nothing was changed."


class DiskFull(TransientError):
    """Raised when a disk has no room for the files of a step."""

    hint = "Free some space, or set CLAIMWIRE_HOME to another disk; what is published stays as it was."


class UsageError(PermanentError):
    """Raised when a command, a parameter or a setting cannot mean anything."""

    exit_code = 2
    hint = "See claimwire --help."


class UnknownOutlet(UsageError):
    """Raised when no declared outlet has the given slug."""

    hint = "See `claimwire doctor` for the outlets that are declared."


class BadDate(UsageError):
    """Raised when a day or an instant is not written as ISO 8601, or lies where it cannot."""

    hint = "Write a day as 2024-10-30 and an instant as 2024-10-30T18:45:00+01:00."


class MissingSetting(UsageError):
    """Raised when a step needs a setting that is not made."""

    hint = "Set it in the environment or in .env; .env.example lists them all."


class NothingForDay(UsageError):
    """Raised when neither the archive nor any capture holds the day that was asked for."""

    exit_code = 8
    hint = "Import a saved page with `claimwire import`, or leave the day out."


class UnreadablePage(PermanentError):
    """Raised when a page was fetched whole and still cannot be read as a live blog."""

    exit_code = 4
    hint = "Look at it with `claimwire page FILE`; what was captured is kept in the archive."


class NoPosts(UnreadablePage):
    """Raised when a page looks like a live blog and no strategy finds a post in it."""


class NotALiveBlog(UnreadablePage):
    """Raised when a page is readable and is no live blog (an article, an index, an error page)."""


class BrokenPage(UnreadablePage):
    """Raised when the bytes are no page: empty, binary, cut off, too large or nested too deeply."""


class NeedsScript(UnreadablePage):
    """Raised when a live blog's posts are loaded by a script or an interface of its own."""


class WalledPage(UnreadablePage):
    """Raised when a consent wall, a bot challenge or a soft 404 stands where the page should."""


class CorruptArchive(PermanentError):
    """Raised when bytes in the archive no longer have the digest that names them."""

    exit_code = 4
    hint = "Restore the file from a backup, or remove the capture and collect the day again."


class UnreadableWarehouse(CorruptArchive):
    """Raised when a DuckDB file is cut off, damaged or no database."""

    hint = "A published build has older builds beside it; raw.duckdb is rebuilt by loading the packages again."


class BadPackage(PermanentError):
    """Raised when a package holds a row that the raw tables do not know; nothing of the call is loaded."""

    exit_code = 4
    hint = "Extract the day again: `claimwire extract` writes its packages anew from the archive."


class SchemaMismatch(PermanentError):
    """Raised when a raw file holds a column of another type than the model declares."""

    hint = "Move the file away and load the packages again: raw.duckdb is rebuilt from the archive without network."


class StaleLog(PermanentError):
    """Raised when a write-ahead log lies beside a database file that is to be moved or replaced."""

    hint = "Open and close the file once with a DuckDB client to write its log back, then run the step again."


class CheckFailed(PermanentError):
    """Raised when a critical check stops the publication of a build."""

    exit_code = 5
    hint = "What is published stays as it was; see the quality page of the candidate."


class BuildFailed(CheckFailed):
    """Raised when dbt ends with an error or a failed test, so that there is no candidate to check."""

    hint = "What is published stays as it was; the failing model or test is named above."


class BlockedByPolicy(PermanentError):
    """Raised when robots.txt, a text and data mining reservation or a 403 forbids a fetch."""

    exit_code = 7
    hint = "Declare a legal basis for the outlet if you have one (CLAIMWIRE_LEGAL_BASIS), or leave the outlet out."


class ForbiddenAddress(BlockedByPolicy):
    """Raised when the network guard refuses an address: a foreign host, a private network, another scheme or port."""

    hint = "Only the hosts an outlet declares are fetched; CLAIMWIRE_CONNECT_TO admits a local server by name."
