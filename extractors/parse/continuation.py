"""Whether a paragraph of a text without separators goes on with the post above it.

A live blog saved as text may have lost every mark between its posts. Then each paragraph opens a post unless one of
these rules says that it continues the one above. They are rules of the language, in the order in which they are asked:

1. **Introduction.** A greeting ("Bonjour et bienvenue…") is a post of its own, the first that a live ever has; the
   paragraphs that stand after it are the live's introduction, one post.
2. **Anaphoric opening.** A personal or demonstrative pronoun ("Elle", "Ce dernier", "They"), a demonstrative with its
   noun ("Cette attaque", "These losses"), or a definite noun that the post above has used and that nothing here
   identifies anew ("La ministre …" after "la ministre des Transports").
3. **Connective opening.** The paragraph opens with a word that joins it to what was said ("Mais", "En outre", "De son
   côté", "However", "Meanwhile" is none).
4. **Continued speech.** The first sentence is spoken by someone who was speaking already: a verb of going on ("a
   ajouté le porte-parole", "a-t-il poursuivi", "she added"), or an inverted pronoun without a name in the sentence.
5. **Repeated subject.** The noun phrase that opens the paragraph, its noun and its name ("La région de …", "Le port
   d'…"), repeats words of the post above, and the sentence brings no news of its own.

A paragraph that dates its own news (a weekday, "ce matin", "today" in its first sentence) opens a post even where rule
5 or a definite noun would join it, since background is not dated by the day.
"""

from __future__ import annotations

import re

from extractors.text import fold, normalise

_SENTENCE = re.compile(r"^.{20,}?[.!?…]['\"]?(?=\s+\S|$)", re.DOTALL)
_DATED = re.compile(
    r"\b(?:ce |cette )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b|\b(?:ce (?:matin|"
    r"soir|midi)|cet apres-midi|cette nuit|aujourd'hui|hier)\b"
    r"|\bon (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b|\b(?:today|yesterday|"
    r"this (?:morning|afternoon|evening)|overnight|tonight)\b"
)
_PRONOUN = re.compile(
    r"^(?:il|elle|ils|elles|celui-ci|celle-ci|ceux-ci|celles-ci|ce dernier|cette derniere|"
    r"ces derniers|ces dernieres|tous deux|toutes deux|"
    r"he|she|they|it|the latter|both)\b(?!['-])"
)
_PRONOUN_EMPTY = re.compile(
    r"^(?:il (?:y a|est|faut|s'agit|fait)|it (?:is|was|has been) (?:not )?(?:clear|unclear|the first))\b"
)
_DEMONSTRATIVE = re.compile(
    r"^(?:ce|cet|cette|ces|this|these|those|such) (?!matin|soir|midi|nuit|apres|lundi|mardi|mercredi|"
    r"jeudi|vendredi|samedi|dimanche|week|morning|afternoon|evening|is\b)[a-z-]{3,}"
)
_CONNECTIVE = re.compile(
    r"^(?:et|mais|or|toutefois|cependant|pourtant|neanmoins|en outre|par ailleurs|de plus|"
    r"de son cote|de leur cote|pour sa part|pour leur part|"
    r"en revanche|enfin|ainsi|en effet|selon (?:lui|elle|eux|elles|la meme source)|d'apres (?:lui|"
    r"elle|eux|la meme source)|a ce sujet|au total|parmi (?:eux|elles)|"
    r"and|but|however|yet|still|in addition|moreover|for (?:his|her|its|their) part|"
    r"according to (?:him|her|them)|among them)\b"
)
_GOES_ON = re.compile(
    r"\b(?:a|ont|avait|avaient) (?:egalement |aussi |encore |notamment )?(?:ajoute|poursuivi|conclu|"
    r"insiste|rencheri|complete)\b|\b(?:ajoute|poursuit|conclut|insiste|rencherit)(?:-t)?[ -](?:il|"
    r"elle|on|ils|elles|le|la|les)\b"
    r"|\ba-t-(?:il|elle|on) (?:ajoute|poursuivi|conclu|insiste|rencheri|encore|egalement|aussi)\b|"
    r"\b(?:he|she|they|it) (?:also )?(?:added|went on|continued|concluded)\b|\b(?:added|continued|"
    r"concluded) (?:the|he|she|they)\b"
)
_INVERTED = re.compile(r"\b(?:a|ont|avait)-(?:t-)?(?:il|elle|on|ils|elles)\b|-t-(?:il|elle|on)\b")
_DEFINITE = re.compile(r"^(?:le |la |les |l'|the )(?P<noun>[a-z][a-z-]{2,})(?P<after>.{0,40})")
_IDENTIFIES = re.compile(
    r"^ (?:de |du |des |d'|of |for |a |au |en )?(?!a\b|ont\b|est\b|sont\b|etait\b|avait\b|se\b|s'|"
    r"y\b|ne\b|n'|doit\b|va\b|has\b|had\b|is\b|was\b|are\b|were\b|said\b|also\b|will\b|would\b)"
    r"(?:de |du |des |d'|of |for |[a-z-]+(?:aine?s?|ien(?:ne)?s?|ais(?:e)?s?|ois(?:e)?s?|ens?|iques?|"
    r"ques?|al(?:e)?s?|aux|e?e?s?e?) )"
)
_OPENING_PHRASE = re.compile(
    r"^(?:le |la |les |l'|the )(?P<noun>[\w-]{3,}) (?:de la |de l'|de |du |des |d'|of the |of )(?P<name>[\w-]{3,})",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<![.!?…] )(?<!^)\b[A-ZÀ-Ý][\w’'-]{2,}")


def first_sentence(paragraph: str) -> str:
    """First sentence of a paragraph, folded."""
    match = _SENTENCE.match(paragraph)
    return fold(match.group() if match else paragraph)


def continues(paragraph: str, above: str) -> bool:
    """Whether a paragraph continues the post above it by rules 2 to 5 (rule 1 is the caller's).

    >>> continues("Mais le pont reste fermé aux camions.", "Le pont de Verbove a rouvert mardi.")
    True
    """
    start = fold(paragraph.lstrip("\"“«‘' \u00a0\u202f"))
    sentence = first_sentence(paragraph)
    if _PRONOUN.match(start) and not _PRONOUN_EMPTY.match(start):
        return True
    if _CONNECTIVE.match(start) or _goes_on(paragraph, sentence):
        return True
    if _DATED.search(sentence):
        return False
    if _DEMONSTRATIVE.match(start):
        return True
    return _resumes_definite(paragraph, above) or _repeats_subject(paragraph, above)


def _goes_on(paragraph: str, sentence: str) -> bool:
    if _GOES_ON.search(sentence):
        return True
    original = paragraph[: len(sentence)]
    return bool(_INVERTED.search(sentence)) and not _NAME.search(original)


def _resumes_definite(paragraph: str, above: str) -> bool:
    """A definite noun with nothing that identifies it, used in the post above."""
    match = _DEFINITE.match(fold(paragraph))
    if match is None or _IDENTIFIES.match(match["after"]) or _names_follow(paragraph):
        return False
    return _says(above, match["noun"])


def _names_follow(paragraph: str) -> bool:
    """Whether the opening is a name, or is at once given one or a number ("La Russie", "Le ministre Jean Dupont")."""
    opening = normalise(paragraph).replace("'", " ", 1).split(" ", 3)
    if len(opening) < 3:
        return False
    return bool(re.match(r"[A-ZÀ-Ý\d]", opening[1]) or re.match(r"[A-ZÀ-Ý\d]", opening[2]))


def _repeats_subject(paragraph: str, above: str) -> bool:
    match = _OPENING_PHRASE.match(normalise(paragraph))
    if match is None or not match["name"][:1].isupper():
        return False
    return all(_says(above, match[one]) for one in ("noun", "name"))


def _says(text: str, word: str) -> bool:
    return bool(re.search(rf"\b{re.escape(fold(word))}\b", fold(text)))
