"""What kind of post a text is, by the words that newsrooms use to say so, and by what the markup declares."""

from __future__ import annotations

import re

from extractors.model import PostKind
from extractors.text import fold

_OPENING = 260
_LINE = 200
_INTRO = re.compile(
    r"^(?:bonjour|bonsoir|bienvenue|good (?:morning|afternoon|evening)|hello|hi|welcome)\b[^.!?\n]{0,140}?"
    r"(?:bienvenue|direct|live|welcome|suivre|suivez|follow|coverage|blog|a tous|a toutes)\b"
    r"|^(?:bienvenue|welcome)\b|^(?:good (?:morning|afternoon|evening)|hello|bonjour)[,.!]? (?:and|et)\b"
)
_CLOSING = re.compile(
    r"\b(?:ce|le|notre) (?:live|direct) est (?:a present |desormais |maintenant )?(?:termine|clos)"
    r"|c'est la fin de (?:ce|notre) (?:direct|live)|fin de (?:ce|notre) (?:direct|live)\b|"
    r"merci de (?:nous )?avoir suivi"
    r"|c'est le moment de se quitter|nous refermons ce (?:direct|live)|this (?:live ?blog|live page|"
    r"blog) (?:is (?:now |no longer )|has )(?:being )?(?:closed|updated|ended|closing)"
    r"|that(?:'s| is) (?:it|all) (?:for|from)\b|we(?:'re| are) (?:closing|wrapping up|logging off|"
    r"pausing) (?:this|our|the|up|off|for)|thanks? (?:you )?for (?:following|reading|joining)"
)
_SUMMARY = re.compile(
    r"^(?:l'essentiel|les points essentiels|(?:voici )?ce qu'il faut (?:retenir|savoir)|le point sur|"
    r"ce que l'on sait|on fait le point|le recap|"
    r"(?:evening|morning|afternoon|closing|opening|daily)? ?summary|(?:here(?:'s|"
    r" is) )?(?:a (?:quick )?)?(?:recap|summary)\b|what we know|the story so far|"
    r"what (?:happened|you need to know)|key (?:points|developments))"
)
_CORRECTION = re.compile(
    r"^(?:correction|rectificatif|erratum|mise au point|clarification|precision)\b ?(?:[:.\-–—\n]|$)|"
    r"^(?:nous avions ecrit|an earlier (?:post|version))\b"
)
_QUESTION = re.compile(r"^(?:question|vos questions|votre question|reader question|a reader asks|(?:@|#)\w+ ?[:,])")
_TEASER = re.compile(
    r"^(?:a )?lire (?:aussi|egalement)\b|^(?:read more|read also|also read|retrouvez notre article|related)\b ?[:.\n]?"
)
_READ_ALSO = re.compile(r"^(?:a )?(?:lire (?:aussi|egalement)|read (?:more|also)|also read) ?[:>→–—-]")
_BYLINE = re.compile(r"^(?:la )?redaction (?:de |d'|du |des )?\S+(?: \S+)?$|^(?:par|by) (?:\S+ ){1,5}\S+$|^source ?: ")


def kind_of_text(kicker: str | None, headline: str | None, body: str, *, declared: PostKind | None = None) -> PostKind:
    """Kind of a post: what its words say before what its markup declares.

    >>> kind_of_text(None, "Summary", "Here is where things stand.")
    'summary'
    """
    start = fold(body[:_OPENING]).strip()
    names = [fold(one).strip() for one in (headline, kicker) if one]
    for pattern, kind in ((_SUMMARY, "summary"), (_CORRECTION, "correction"), (_QUESTION, "reader_question")):
        if any(pattern.search(one) for one in (*names, start)):
            return kind  # type: ignore[return-value]
    if any(_INTRO.search(one) for one in (*names, start)):
        return "intro"
    if len(body) < 700 and any(_CLOSING.search(one) for one in (*names, fold(body))):
        return "closing"
    if len(body) < 200 and (_TEASER.search(start) or (not body and any(_TEASER.search(one) for one in names))):
        return "teaser"
    if len(body) < 80 and _BYLINE.search(start) and not names:
        return "byline"
    return declared or "update"


def is_closing(text: str) -> bool:
    """Whether a text says that the live is over."""
    return bool(_CLOSING.search(fold(text)))


def is_greeting(text: str) -> bool:
    """Whether a text greets the reader of a live."""
    return bool(_INTRO.search(fold(text[:_OPENING]).strip()))


def is_byline(text: str) -> bool:
    """Whether a line only names who wrote."""
    return len(text) < 80 and bool(_BYLINE.search(fold(text).strip()))


def is_teaser(text: str) -> bool:
    """Whether a line announces another article ("Lire aussi")."""
    return len(text) < 200 and bool(_TEASER.search(fold(text).strip()))


def without_teasers(body: str) -> str:
    r"""A post's text without lines that announce another article ("Lire aussi : …") among its own.

    >>> without_teasers("Le pont a rouvert.\nLire aussi : Ce que coûte un pont")
    'Le pont a rouvert.'
    """
    lines = body.split("\n")
    kept = [one for one in lines if not (len(one) < _LINE and _READ_ALSO.match(fold(one).strip()))]
    return "\n".join(kept) if kept else body
