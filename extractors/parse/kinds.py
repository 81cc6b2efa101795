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
    r"\b(?:ce|le|notre) (?:live|direct|suivi(?: en direct)?) "
    r"(?:est (?:a present |desormais |maintenant )?(?:termine|clos)|s'acheve|se termine|prend fin|touche a sa fin)\b"
    r"|\b(?:nous mettons fin a|nous refermons|nous cloturons) (?:ce|notre) (?:live|direct|suivi)\b"
    r"|c'est la fin de (?:ce|notre) (?:direct|live)|^fin d(?:u|e (?:ce|notre)) (?:direct|live)\b"
    r"|merci de (?:nous )?(?:avoir suivi|votre fidelite)|c'est le moment de se quitter"
    r"|this (?:live ?blog|live page|blog) (?:is (?:now |no longer )|has )(?:being )?(?:closed|updated|ended|closing)"
    r"|(?:our|this) live coverage (?:has (?:now )?(?:ended|finished)|is (?:now )?(?:over|closed|ending))"
    r"|that(?:'s| is) (?:it|all) (?:for|from)\b|that (?:concludes|brings us to the end of) our\b"
    r"|we(?:'re| are) (?:closing|ending|wrapping up|logging off|pausing) (?:this|our|the|up|off|for)"
    r"|we(?:'ll| will) (?:now )?be (?:closing|ending|pausing) (?:this|our|the)\b"
    r"|thanks? (?:you )?for (?:following|reading|joining)"
)
_SUMMARY = re.compile(
    r"^(?:l'essentiel|les points essentiels|(?:voici )?ce qu'il faut (?:retenir|savoir)|(?:ce|voici ce) que l'on sait"
    r"|(?:le|un) point sur (?:la situation|la journee|la nuit|les (?:evenements|developpements|dernieres))"
    r"|le point (?:a|de) (?:\d{1,2} ?h|midi|minuit|la mi-journee|situation)|point de situation"
    r"|on fait le point|faisons le point|(?:le |un )?recap(?:itulatif)?\b"
    r"|(?:resume|synthese|bilan) (?:de (?:la|cette) (?:journee|nuit|matinee|soiree|situation)|des evenements)"
    r"|que (?:retenir|s'est-il passe)|ce qui s'est passe (?:cette nuit|ce matin|aujourd'hui|hier|dans)"
    r"|les (?:principaux|derniers) (?:evenements|developpements|faits)\b"
    r"|(?:evening|morning|afternoon|closing|opening|daily|today's)? ?summary\b"
    r"|(?:here(?:'s| is) )?(?:a (?:quick )?)?(?:recap|summary)\b|at a glance\b|catch up on\b"
    r"|here(?:'s| is|'re| are) (?:what (?:we know|(?:has |'s )?happened|you need to know)|the (?:latest|key|main)\b)"
    r"|what we know|the story so far|where things stand\b"
    r"|what(?:'s| has)? (?:happened (?:so far|overnight|today|this)|you need to know)"
    r"|(?:the day's |today's |the )?(?:key|main) (?:points|developments|events)\b)"
)
_CORRECTION = re.compile(
    r"^(?:correction|rectificatif|rectification|erratum|mise au point|clarification|precision|corrects?)\b ?"
    r"(?:[:.\-–—\n]|$)"
    r"|^(?:nous avions (?:ecrit|indique)|contrairement a ce que nous (?:avons|avions) (?:ecrit|indique|annonce)"
    r"|une (?:precedente |premiere )?version (?:precedente |anterieure )?de ce (?:message|post|direct)"
    r"|ce (?:message|post) a ete (?:corrige|rectifie|modifie)|nous avons (?:corrige|rectifie)\b)"
    r"|^(?:an earlier (?:post|version|entry|update)|(?:this|our) (?:earlier )?(?:post|entry|update) "
    r"(?:has been|was) (?:corrected|amended)|we have (?:corrected|amended)|we (?:earlier|previously|wrongly) "
    r"(?:reported|said|wrote|stated))\b"
)
_QUESTION = re.compile(
    r"^(?:(?:votre |la )?question (?:de lecteur|d'un lecteur|d'une lectrice|du jour)\b|(?:votre )?question ?[:\-–—\n]"
    r"|question$|vos questions\b|(?:un lecteur|une lectrice) (?:nous )?demande\b|vous nous (?:demandez|interrogez)\b"
    r"|vous (?:etes (?:nombreux|plusieurs) a|avez ete nombreux a) (?:nous )?(?:demander|interroger)\b"
    r"|(?:reader(?:'s)?|your) questions?\b|a reader (?:asks|asked|writes)\b|q ?: |you asked\b|[@#]\w+ ?[:,])"
)
_ANSWER = re.compile(
    r"^(?:reponse(?:s)?(?: de la redaction)?\b ?(?:[:\-–—\n]|$|a (?:vos|la|une) question)|(?:nous|on) vous repond"
    r"|answers?\b ?(?:[:\-–—\n]|$)|your questions answered\b|a ?: |we answer\b)"
)
_LATER_ANSWER = re.compile(r"\n(?:reponse(?: de la redaction)?|answer|a) ?[:\-–—\n]")
_KEY_LABEL = re.compile(
    r"^(?:urgent|alerte(?: info)?|flash|temps fort|a retenir|point cle|breaking(?: news)?|key (?:event|moment)|just in)"
    r"$"
)
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
    told = (*names, start)
    if declared in {"answer", "reader_question"} or any(_ANSWER.search(one) or _QUESTION.search(one) for one in told):
        return _exchange(told, body, declared)
    for pattern, kind in _OPENERS:
        if any(pattern.search(one) for one in told):
            return kind
    if len(body) < 700 and any(_CLOSING.search(one) for one in (*names, fold(body))):
        return "closing"
    if len(body) < 200 and (_TEASER.search(start) or (not body and any(_TEASER.search(one) for one in names))):
        return "teaser"
    if len(body) < 80 and _BYLINE.search(start) and not names:
        return "byline"
    return declared or ("key_event" if any(_KEY_LABEL.search(one) for one in names) else "update")


_OPENERS: tuple[tuple[re.Pattern[str], PostKind], ...] = (
    (_SUMMARY, "summary"),
    (_CORRECTION, "correction"),
    (_INTRO, "intro"),
)


def _exchange(told: tuple[str, ...], body: str, declared: PostKind | None) -> PostKind:
    """A reader's question, or an answer where the newsroom gives one in the same post."""
    is_answered = any(_ANSWER.search(one) for one in told) or bool(_LATER_ANSWER.search(fold(body)))
    return "answer" if is_answered or declared == "answer" else "reader_question"


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
