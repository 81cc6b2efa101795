"""Why a page has no posts: a wall, a cut, a script, an article, or a live blog that shows none."""

from __future__ import annotations

import re
from typing import Any

from extractors.errors import BrokenPage, NeedsScript, NoPosts, NotALiveBlog, UnreadablePage, WalledPage
from extractors.parse.about import About
from extractors.parse.address import urlsplit
from extractors.parse.content import inline, paragraphs

_CHALLENGE = re.compile(
    r"captcha-delivery\.com|cf-chl-|challenge-platform|cf-browser-verification|px-captcha|_incapsula_resource|"
    r"<title>\s*just a moment|<title>\s*attention required|<title>\s*access (?:to this page has been )?denied|"
    r"<title>\s*(?:403|429|robot check|are you a robot|vérification)",
    re.IGNORECASE,
)
_CHALLENGE_TEXT = re.compile(
    r"(?:verify|v[ée]rifi\w+|prouve\w+) (?:that )?(?:you are|que vous) (?:human|not a robot|"
    r"n['’][êe]tes pas un robot|[êe]tes (?:bien )?humain)|"
    r"are you a (?:robot|human)|unusual traffic|trafic (?:inhabituel|suspect)|"
    r"enable javascript and cookies to continue|"
    r"please enable js and disable any ad blocker|acc[èe]s (?:temporairement )?(?:refus[ée]|"
    r"restreint)|access denied|too many requests",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"continuer sans accepter|before you continue|(?:accepter|refuser|g[ée]rer) (?:tous )?(?:les|mes|"
    r"vos|nos) cookies|accept (?:all )?cookies|"
    r"nous (?:utilisons|et nos partenaires)[^.]{0,80}cookies|we (?:value your privacy|"
    r"and our partners)|votre consentement|your (?:privacy choices|consent)|"
    r"manage (?:your )?(?:consent|preferences)|accepter et continuer|s['’]abonner sans publicit[ée]",
    re.IGNORECASE,
)
_MISSING = re.compile(
    r"\b404\b|page (?:introuvable|non trouv[ée]e|not found|inexistante)|not found|"
    r"n['’]existe (?:plus|pas)|cette page (?:est|a [ée]t[ée]) (?:introuvable|supprim[ée]e)|"
    r"(?:page|story|article) (?:you requested |is )?(?:no longer (?:available|exists)|"
    r"could not be found|cannot be found|doesn['’]t exist)",
    re.IGNORECASE,
)
_MISSING_HEADING = re.compile(
    r"(?:(?:error|erreur)\W*)?404(?:\W.{0,40})?|(?:oups|oops|d[ée]sol[ée]s?|sorry)?\W*(?:la |cette |the |this )?"
    r"(?:page|article)\b[^.]{0,30}\b(?:introuvable|non trouv[ée]e?|not found|inexistante?|"
    r"n['’]existe (?:plus|pas)|does(?:n['’]t| not) exist|no longer (?:exists|available))",
    re.IGNORECASE,
)
_LIVE_PATH = re.compile(
    r"(?:^|[/_-])(?:live|direct|en-direct|diretta|directo|liveblog|live-blog|live-updates|live-news|"
    r"liveticker|ticker|minute-par-minute|as-it-happened)(?:$|[/_.-])",
    re.IGNORECASE,
)
_LIVE_TITLE = re.compile(
    r"\b(?:en direct|direct\s*[.:–—-]|\[?live\]?\b|liveblog|live updates|minute par minute|diretta|"
    r"liveticker|as it happened)",
    re.IGNORECASE,
)
_SCRIPTED = re.compile(
    r"norkon|24liveblog|arena\.im|scribblelive|scrbbl|tickaroo|liveblog\.pro|live-?center|"
    r"liveblog-(?:app|root|container|embed)|"
    r"si le live ne s['’]affiche pas|(?:enable|activer?|activez) (?:le )?javascript|live-feed-root|data-live-?blog",
    re.IGNORECASE,
)
_SHORT = 2500
_BODY = re.compile("<body", re.IGNORECASE)


def looks_live(about: About, url: str | None) -> bool:
    """Whether address, title or linked data say that this is a live blog."""
    path = urlsplit(about.canonical_url or url or "").path + " " + urlsplit(url or "").path
    return about.is_live_type or bool(_LIVE_PATH.search(path)) or bool(_LIVE_TITLE.search(about.title or ""))


def is_cut(text: str) -> bool:
    """Whether a page ends before its end: neither body nor html is closed, and something was open."""
    end = text[-3000:].lower()
    return bool(_BODY.search(text)) and "</html" not in end and "</body" not in end


def says_missing(root: Any) -> bool:
    """Whether the page's own heading says that it is not there, whatever else it shows."""
    named = [inline(one) for tag in ("title", "h1") for one in root.iter(tag)]
    return any(_MISSING_HEADING.fullmatch(part.strip()) for one in named for part in re.split(r" [|–—-] ", one))


def wall(text: str, root: Any, shown: str) -> WalledPage | None:
    """The wall that stands where the page should, if there is one."""
    if says_missing(root):
        return WalledPage("The page says that it does not exist (a soft 404).")
    title = " ".join(inline(one) for tag in ("title", "h1") for one in root.iter(tag))
    if len(shown) > _SHORT and not _MISSING.search(title):
        return None
    if _CHALLENGE.search(text[:200_000]) or _CHALLENGE_TEXT.search(shown):
        return WalledPage("A bot challenge stands where the page should.")
    if _MISSING.search(title) or (len(shown) < 800 and _MISSING.search(shown[:400])):
        return WalledPage("The page says that it does not exist (a soft 404).")
    if _CONSENT.search(shown):
        return WalledPage("A consent wall stands where the page should.")
    return None


def reason(text: str, root: Any, about: About, url: str | None) -> UnreadablePage:
    """The error that says why no post was found."""
    shown = paragraphs(root)
    found = wall(text, root, shown)
    if found is not None:
        return found
    if is_cut(text):
        return BrokenPage("The page is cut off before its first post.")
    if looks_live(about, url):
        if _SCRIPTED.search(text) or len(shown) < 600:
            return NeedsScript("The live blog needs JavaScript or an API: its posts are not in the page.")
        return NoPosts("The page looks like a live blog, but no post was found in it.")
    if len(shown) < 40:
        return (
            NeedsScript("The page shows nothing without its scripts.")
            if "<script" in text
            else BrokenPage("The page shows no text.")
        )
    return NotALiveBlog("The page is readable, but it is no live blog.")
