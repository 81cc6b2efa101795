"""Military units named by their number, and the bare words that take them up: "la 110e brigade … l'unité"."""

from __future__ import annotations

from extractors.annotate.memory import Memory, Speaker
from extractors.annotate.peoples import people_at
from extractors.annotate.phrase_ends import phrase_end
from extractors.annotate.phrases import Phrase
from extractors.annotate.reading import Sentence

_NOUNS = frozenset({"brigade", "régiment", "bataillon", "division", "corps", "regiment", "battalion"})
_BARE = frozenset({"unité", "brigade", "régiment", "bataillon", "division", "unit", "regiment", "battalion"})
_BARE_WORDS = 2


def unit_before(phrase: Phrase, sentence: Sentence, memory: Memory) -> Speaker | None:
    """The numbered unit that a bare "l'unité" or "the brigade" takes up, None where the post has named none."""
    if phrase.head not in _BARE or phrase.last - phrase.first > _BARE_WORDS or not phrase.is_definite:
        return None
    text, tokens = memory.reading.post.text, sentence.tokens
    start, end = tokens[phrase.first].start, tokens[phrase.last - 1].end
    for one in reversed(memory.reading.sentences[: sentence.index + 1]):
        found = _numbered(one, start, memory)
        if found is not None:
            first, last, country = found
            return Speaker(
                name=text[first:last], mention=text[start:end], start=start, end=end, kind="military_unit",
                resolution="coreference", country=country, side="RUS" if country == "RU" else "UKR", head=phrase.head,
            )  # fmt: skip
    return None


def _numbered(sentence: Sentence, limit: int, memory: Memory) -> tuple[int, int, str] | None:
    """Where the last unit with a number before an offset begins and ends, and whose it is."""
    tokens = sentence.tokens
    for at in range(len(tokens) - 1, 0, -1):
        if tokens[at].start >= limit or tokens[at].text not in _NOUNS or not tokens[at - 1].text[0].isdigit():
            continue
        last = max(at + 1, phrase_end(tokens, memory.reading.pack, at - 1))
        peoples = [people_at(tokens, place) for place in range(at, last)]
        country = next((one[0] for one in peoples if one is not None), "UA")
        return tokens[at - 1].start, tokens[last - 1].end, country
    return None
