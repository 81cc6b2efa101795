"""What an outlet allows: robots.txt (RFC 9309) and its reservation of text and data mining (TDMRep).

robots.txt is obeyed whatever legal basis is declared. A reservation is obeyed unless the operator declares a legal
basis for the outlet; both verdicts, and why, are recorded with every capture. What cannot be read counts as a refusal,
what is not there as consent.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from html import unescape
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from extractors.errors import BlockedByPolicy, Unreachable
from extractors.fetch.asking import AGENT
from extractors.fetch.failures import NoConnection
from extractors.model import LegalBasis

if TYPE_CHECKING:
    from protego import Protego

MAX_CRAWL_DELAY = 300.0
RobotsVerdict = Literal["allowed", "disallowed", "unreachable", "unknown"]
TdmVerdict = Literal["not_reserved", "reserved", "unreachable", "unknown"]

_SERVER_ERROR = 500
_TOO_MANY = 429
_OK = 200
_META = re.compile(r"<meta\b[^>]{0,1000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""([a-z-]{1,40})\s{0,8}=\s{0,8}(?:"([^"]{0,900})"|'([^']{0,900})'|([^\s"'>]{1,900}))""", re.IGNORECASE
)
_ARCHIVED = "x-archive-orig-"
_WITHHELD = ("noai", "noarchive", "none", "noimageai")


@dataclass(frozen=True, kw_only=True)
class PolicyFile:
    """The answer to a request for robots.txt or tdmrep.json."""

    status: int
    body: bytes = b""


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What an outlet says about one address."""

    robots: RobotsVerdict = "unknown"
    tdm: TdmVerdict = "unknown"
    reasons: tuple[str, ...] = ()
    crawl_delay: float = 0.0


class Policy:
    """The policies of one outlet's hosts, each file read once."""

    def __init__(self, slug: str, legal_basis: LegalBasis, read: Callable[[str], PolicyFile]) -> None:
        """Judge for an outlet, reading policy files with the function given."""
        self._slug, self._legal_basis, self._read = slug, legal_basis, read
        self._robots: dict[str, Protego | str] = {}
        self._reservations: dict[str, list[dict[str, Any]] | str] = {}

    def judge(self, url: str) -> Verdict:
        """The verdict on an address before it is fetched; a reservation is not asked for where robots.txt refuses.

        Raises:
            BlockedByPolicy: robots.txt disallows it, or mining is reserved and no legal basis is declared.
        """
        verdict = self._judge_robots(url)
        if verdict.robots != "allowed":
            raise BlockedByPolicy(
                f"{url} is not fetched: {verdict.reasons[-1]}.",
                hint=f"robots.txt is obeyed whatever CLAIMWIRE_LEGAL_BASIS says: leave {self._slug} out.",
            )
        return self._obeyed(url, self._judge_reservation(url, verdict))

    def judge_copy(self, original: str, verdict: Verdict) -> Verdict:
        """The verdict on a web archive's copy: the publisher's reservation holds for copies of its pages too.

        Raises:
            BlockedByPolicy: mining of the original is reserved and no legal basis is declared.
        """
        try:
            found = self._judge_reservation(original, Verdict())
        except NoConnection as error:
            return replace(
                verdict, reasons=(*verdict.reasons, f"the outlet's own tdmrep.json is out of reach ({error})")
            )
        if found.tdm != "reserved":
            return replace(verdict, reasons=(*verdict.reasons, *found.reasons))
        merged = replace(verdict, tdm="reserved", reasons=(*verdict.reasons, *found.reasons))
        return self._obeyed(original, merged)

    def judge_answer(self, url: str, verdict: Verdict, headers: Mapping[str, str], body: bytes) -> Verdict:
        """The verdict once headers and body are seen; a refusal means that the body is dropped.

        Raises:
            BlockedByPolicy: a header or a meta element reserves mining and no legal basis is declared.
        """
        metas = _metas(body)
        archived = {
            name.removeprefix(_ARCHIVED): value for name, value in headers.items() if name.startswith(_ARCHIVED)
        }
        tdm, reasons = verdict.tdm, list(verdict.reasons)
        for source, values in (("meta", metas), ("archived header", archived), ("header", headers)):
            if "tdm-reservation" in values:
                said = values["tdm-reservation"].strip()[:20]
                tdm = _stricter(tdm, said)
                reasons.append(_told(f"{source} tdm-reservation: {said}", values.get("tdm-policy")))
        reasons.extend(_withheld("X-Robots-Tag", headers.get("x-robots-tag", "")))
        reasons.extend(_withheld("meta robots", metas.get("robots", "")))
        return self._obeyed(url, replace(verdict, tdm=tdm, reasons=tuple(dict.fromkeys(reasons))))

    def _obeyed(self, url: str, verdict: Verdict) -> Verdict:
        if verdict.tdm in ("not_reserved", "unknown") or self._legal_basis != "none":
            return verdict
        why = "; ".join(one for one in verdict.reasons if "tdm" in one)
        raise BlockedByPolicy(
            f"{url} is not kept: text and data mining is reserved ({why}),"
            f" and CLAIMWIRE_LEGAL_BASIS declares nothing for {self._slug}.",
            hint=f"If you have a legal basis, set CLAIMWIRE_LEGAL_BASIS={self._slug}=research_art3 (or licence, or"
            " permission); it is recorded with every capture.",
        )

    def _judge_robots(self, url: str) -> Verdict:
        origin = _origin(url)
        if origin not in self._robots:
            self._robots[origin] = self._read_robots(f"{origin}/robots.txt")
        rules = self._robots[origin]
        if isinstance(rules, str):
            return Verdict(robots="unreachable", reasons=(rules,))
        delay = min(float(rules.crawl_delay(AGENT) or 0), MAX_CRAWL_DELAY)
        if rules.can_fetch(url, AGENT):
            return Verdict(robots="allowed", crawl_delay=delay)
        return Verdict(robots="disallowed", reasons=(f"robots.txt disallows it for {AGENT}",), crawl_delay=delay)

    def _read_robots(self, url: str) -> Protego | str:
        from protego import Protego

        try:
            answer = self._read(url)
        except NoConnection:
            raise
        except Unreachable as error:
            return f"robots.txt could not be read, which disallows everything ({error})"
        if answer.status >= _SERVER_ERROR or answer.status == _TOO_MANY:
            return f"robots.txt answered {answer.status}, which disallows everything"
        text = answer.body.decode("utf-8-sig", "replace") if answer.status == _OK else ""
        return Protego.parse(text)

    def _judge_reservation(self, url: str, verdict: Verdict) -> Verdict:
        origin = _origin(url)
        if origin not in self._reservations:
            self._reservations[origin] = self._read_reservations(f"{origin}/.well-known/tdmrep.json")
        rules = self._reservations[origin]
        if isinstance(rules, str):
            return replace(verdict, tdm="unreachable", reasons=(*verdict.reasons, rules))
        rule = _matching(rules, _path(url))
        if rule is None or rule.get("tdm-reservation") == 0:
            return replace(verdict, tdm="not_reserved")
        why = _told(f"tdmrep.json reserves {rule.get('location')}", rule.get("tdm-policy"))
        return replace(verdict, tdm="reserved", reasons=(*verdict.reasons, why))

    def _read_reservations(self, url: str) -> list[dict[str, Any]] | str:
        try:
            answer = self._read(url)
        except NoConnection:
            raise
        except Unreachable as error:
            return f"tdmrep.json could not be read, which counts as a reservation ({error})"
        if answer.status >= _SERVER_ERROR or answer.status == _TOO_MANY:
            return f"tdmrep.json answered {answer.status}, which counts as a reservation"
        if answer.status != _OK or answer.body.lstrip()[:1] in (b"<", b""):
            return []
        try:
            found = json.loads(answer.body.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            return "tdmrep.json is no JSON, which counts as a reservation"
        rules = found if isinstance(found, list) else [found]
        return [rule for rule in rules if isinstance(rule, dict) and isinstance(rule.get("location"), str)]


def _matching(rules: list[dict[str, Any]], path: str) -> dict[str, Any] | None:
    """The most specific rule for a path; of two equal ones that which reserves."""
    matching = [rule for rule in rules if _location_matches(str(rule["location"]), path)]
    return max(matching, key=lambda rule: (len(rule["location"]), rule.get("tdm-reservation") != 0), default=None)


def _location_matches(location: str, path: str) -> bool:
    """Whether a TDMRep location holds for a path: a prefix in which `*` stands for anything and `$` for the end.

    >>> _location_matches("/live/*.html$", "/live/a.html"), _location_matches("/live", "/sport")
    (True, False)
    """
    is_anchored = location.endswith("$")
    pieces = location.removesuffix("$").split("*")
    if not path.startswith(pieces[0]):
        return False
    place = len(pieces[0])
    for piece in pieces[1:]:
        found = path.find(piece, place)
        if found < 0:
            return False
        place = found + len(piece)
    return not is_anchored or place == len(path) or (len(pieces) > 1 and path.endswith(pieces[-1]))


def _stricter(tdm: TdmVerdict, said: str) -> TdmVerdict:
    if said.strip() != "0":
        return "reserved"
    return "not_reserved" if tdm == "unknown" else tdm


def _told(what: str, policy: object) -> str:
    return f"{what}, policy {str(policy)[:200]}" if policy else what


def _withheld(source: str, text: str) -> list[str]:
    return [f"{source}: {word}" for word in re.split(r"[\s,:]+", text.lower()) if word in _WITHHELD]


def _metas(body: bytes) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in _META.findall(body.decode("utf-8", "replace")):
        pairs = {name.lower(): unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(tag)}
        if "name" in pairs and "content" in pairs:
            found.setdefault(pairs["name"].strip().lower(), pairs["content"].strip())
    return found


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _path(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
