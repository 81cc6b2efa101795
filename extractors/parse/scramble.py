"""A page with its prose scrambled and its markup kept, so that it can be shown to others and reads the same.

Replaced are the words of text nodes, of attributes that people read, of texts in JSON (also where they hold markup,
entities, or JSON again) and of addresses. Tags, classes, ids, keys, times, and the shape of addresses stay. Scripts
that hold no data, styles and comments are emptied: nobody reads a post in them.

A word that stands alone where markup and prose cannot be told apart ("ukraine" as a tag, as a part of an id) counts as
prose where the page's prose uses it, so every page is gone through twice.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterable
from itertools import islice
from urllib.parse import unquote

from extractors.outlet import Outlet
from extractors.parse.invented import Inventor
from extractors.parse.kept_words import is_kept

_MARKUP = re.compile(
    r"(?P<comment><!--.*?(?:-->|\Z))"
    r"|(?P<open><(?P<raw>script|style)\b(?:[^\"'<>]|\"[^\"]*\"|'[^']*')*>)(?P<code>.*?)(?P<close></(?P=raw)\s*>|\Z)"
    r"|(?P<tag></?[a-zA-Z](?:[^\"'<>]|\"[^\"]*\"|'[^']*')*>|</?[a-zA-Z][^<>]*>|<[!?][^<>]*>)",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE = re.compile(r"(\s)([^\s\"'<>=/]+)(\s*=\s*)(\"[^\"]*\"|'[^']*'|[^\s\"'<>]+)")
_STRING = re.compile(r"\"((?:[^\"\\]|\\.)*)\"(\s*:)?|'((?:[^'\\\n]|\\.)*)'", re.DOTALL)
_ASSIGNED = re.compile(
    r"(?:window|self|globalThis|Fusion)(?:\.[A-Za-z_$][\w$]*|\[[\"'][^\"']+[\"']\])\s*=\s*(JSON\.parse\(\s*)?(?=[{\[\"'])"
)
_BRACKET = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|[{}\[\]]", re.DOTALL)
_ADDRESS = re.compile(r"(?:https?:)?//[^\s\"'<>\\|]+|(?<![\w/])/(?!/)[\w%.~-]+/[^\s\"'<>\\|]*|www\.[\w.-]+\S*")
_IS_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]*:)?//\S+|(?:\.{0,2}/|#|\?)\S*|mailto:\S+|data:\S*|[\w-]+(?:/[\w.-]+)+", re.IGNORECASE
)
_ADDRESSES = re.compile(r"[^\s,]+(?:,[^\s,]+)*")
_DATA = re.compile(r"data:[^\s\"')]*")
_HOST = re.compile(r"^((?:[a-z]+:)?//)([^/?#\s]+)", re.IGNORECASE)
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}(?=$|\?)")
_TOKEN = re.compile(r"\[\[[a-z]{1,12}:")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_IS_JSON = re.compile(r"[{\[]\s*(?:[\"{\[\d}\]-]|null|true|false)")
_FLIGHT = re.compile(r"self\.__next_f\.push\(\s*\[\s*1\s*,\s*\"((?:[^\"\\]|\\.)*)\"", re.DOTALL)
_TO_QUOTE = re.compile(r"(?:[^\"\\]|\\.)*", re.DOTALL)
_PARTS = re.compile(r"[^\W\d_]+")
_SLUG_PARTS = 3
_LONGEST_SUFFIX = 4
_MOST_ASSIGNED = 30
_READ_BY_PEOPLE = """
    alt title placeholder label summary value aria-label aria-description content caption data-title data-caption
    data-description data-alt data-headline data-text
"""
_MARKUP_ATTRIBUTES = re.compile(
    r"(?:class|id|for|rel|type|role|lang|hreflang|charset|datetime|name|property|itemprop|itemtype|itemscope|style|"
    r"http-equiv|media|target|method|width|height|sizes|loading|as|on\w+|xmlns\S*|d|viewbox|fill|stroke|"
    r"data-[\w-]*(?:type|component|testid|test-id|kind|role|event|module|format|status|id|key|name|time|date))$",
    re.IGNORECASE,
)
_MARKUP_KEYS = re.compile(
    r"@?(?:type|context|id)|\w*(?:Type|_type|Kind|Status|Class|Id|_id|Key|At|Date|Time)|kind|role|position|align|format|lang|language|"
    r"inLanguage|locale|status|state|encoding|mimeType|design|theme|pillar|element|tag|component|class|className|__typename"
)
_PROSE_KEYS = re.compile(
    r"\w*(?:[Hh]eadline|[Tt]itle|[Tt]itre|[Tt]ext|[Cc]aption|[Bb]ody|[Kk]icker|[Bb]yline|[Ss]tandfirst)|keywords|"
    r"description|alt|section|articleSection|surtitre|content|contents|message|legend|credit"
)
_META_OF_MARKUP = re.compile(
    r"(?:name|property|itemprop|http-equiv)\s*=\s*[\"']?(?:viewport|robots|generator|referrer|theme-color|charset|"
    r"og:type|og:locale|twitter:card|content-type|format-detection|[\w:.-]*(?:time|date\w*|width|height|_id|type))[\"'\s]",
    re.IGNORECASE,
)
_KEPT_HOSTS = """
    schema.org www.schema.org www.w3.org ogp.me purl.org twitter.com pic.twitter.com platform.twitter.com x.com
    t.co youtube.com www.youtube.com facebook.com www.facebook.com instagram.com www.instagram.com t.me
"""
_KEPT_LABELS = "www com org net gov edu co ac api cdn img static media amp"
_KEY = re.compile(r"\"[^\"\\\n]{1,60}\"\s*:")
_KEYED = re.compile(rf"\"(?:{_MARKUP_KEYS.pattern})\"\s*:\s*\"[^\"\s]*\"")


class Scrambler:
    """Scrambles one page, its address and its ids in the same way; `outlet` keeps its own hosts and paths."""

    def __init__(self, outlet: Outlet | None = None) -> None:
        """Begin with no words known."""
        self._inventor = Inventor()
        self._hosts = set(_KEPT_HOSTS.split()) | set(outlet.hosts if outlet else ())
        self._is_inside = False
        self._path_words = set(_PARTS.findall(outlet.blog_url.lower())) if outlet else set()

    def page(self, text: str) -> str:
        """The page: HTML, JSON, or text."""
        scramble = self._json if text.lstrip()[:1] in {"{", "["} else self._html if _TAG.search(text) else self._prose
        scramble(text)
        self._inventor.begin_again()
        self._is_inside = False
        return scramble(text)

    def address(self, url: str) -> str:
        """An address: its scheme, its digits and its shape stay, its words and its host change."""
        if _DATA.match(url):
            return "data:,"
        host = _HOST.match(url)
        begin, rest = (host.group(1) + self._host(host.group(2)), url[host.end() :]) if host else ("", url)
        path, mark, fragment = rest.partition("#")
        return begin + self._path(path) + mark + self.identifier(fragment)

    def identifier(self, name: str) -> str:
        """An id: as it is, unless it is made of the words of a headline."""
        parts = [one for one in _PARTS.findall(name) if len(one) > 2]
        known = [one for one in parts if self._inventor.knows(one)]
        return self._inventor.words(name) if len(parts) >= _SLUG_PARTS and len(known) >= 2 else name

    def _host(self, host: str) -> str:
        if host.lower() in self._hosts:
            return host
        *labels, last = host.split(".")
        named = [one if one in _KEPT_LABELS.split() else self._inventor.words(one) for one in labels]
        is_suffix = bool(labels) and len(last) <= _LONGEST_SUFFIX
        return ".".join([*named, last if is_suffix else self._inventor.words(last)])

    def _path(self, path: str) -> str:
        decoded = unquote(path) if "%" in path and _is_utf8(path) else path
        suffix = _SUFFIX.search(decoded)
        if suffix is None:
            return _PARTS.sub(self._path_word, decoded)
        stem, query = decoded[: suffix.start()], decoded[suffix.end() :]
        return _PARTS.sub(self._path_word, stem) + suffix.group() + _PARTS.sub(self._path_word, query)

    def _path_word(self, match: re.Match[str]) -> str:
        word = match.group()
        return word if word.lower() in self._path_words else self._inventor.word(word)

    def _prose(self, text: str) -> str:
        pieces, place = [], 0
        for match in _ADDRESS.finditer(text):
            pieces += [self._inventor.text(text[place : match.start()]), self.address(match.group())]
            place = match.end()
        return "".join([*pieces, self._inventor.text(text[place:])])

    def _html(self, text: str) -> str:
        pieces, place = [], 0
        for match in _MARKUP.finditer(text):
            pieces += [self._prose(text[place : match.start()]), self._piece(match)]
            place = match.end()
        return "".join([*pieces, self._prose(text[place:])])

    def _piece(self, match: re.Match[str]) -> str:
        if match["comment"]:
            return "<!---->"
        if match["tag"]:
            return self._tag(match["tag"])
        opening, code = self._tag(match["open"]), match["code"]
        if "__next_f" in code:
            code = _FLIGHT.sub(lambda one: one.group().replace(one[1], _literal(one[1], '"', self._flight)[1:-1]), code)
        else:
            code = self._json(code) if "json" in opening.lower() else self._state(code)
        return opening + code + match["close"]

    def _state(self, code: str) -> str:
        """The data that a script assigns, without the code around it."""
        kept = []
        for match in islice(_ASSIGNED.finditer(code), _MOST_ASSIGNED):
            value = _value_at(code, match.end())
            if value:
                kept.append(match.group() + self._json(value) + (");" if match.group(1) else ";"))
        return "\n".join(kept)

    def _flight(self, text: str) -> str:
        """A piece of flight data, which may begin and end inside a text."""
        begun = _TO_QUOTE.match(text) if self._is_inside else None
        head = begun.group() if begun else ""
        begin, end = len(head), len(head)
        if self._is_inside and begin < len(text):
            begin, end, self._is_inside = begin + 1, begin + 1, False
        for one in _STRING.finditer(text, begin):
            end = one.end()
        opened = text.find('"', end)
        if self._is_inside or opened < 0:
            return self._prose(head) + text[len(head) : begin] + self._json(text[begin:])
        self._is_inside = True
        whole, tail = text[begin : opened + 1], text[opened + 1 :]
        return self._prose(head) + text[len(head) : begin] + self._json(whole[:-1]) + '"' + self._prose(tail)

    def _tag(self, tag: str) -> str:
        is_markup = bool(_META_OF_MARKUP.search(tag))
        return _ATTRIBUTE.sub(lambda one: self._attribute(one, is_markup=is_markup), tag)

    def _attribute(self, match: re.Match[str], *, is_markup: bool) -> str:
        space, name, equals, value = match.groups()
        quote = value[0] if value[0] in "\"'" else ""
        inner = value[1:-1] if quote else value
        return f"{space}{name}{equals}{quote}{self._value_of(name.lower(), inner, is_markup=is_markup)}{quote}"

    def _value_of(self, name: str, value: str, *, is_markup: bool) -> str:
        if name in {"id", "for"}:
            return self.identifier(value)
        if name.startswith("on"):
            return ""
        if _MARKUP_ATTRIBUTES.match(name):
            return _DATA.sub("data:,", value)
        decoded = html.unescape(value).strip()
        if _IS_JSON.match(decoded):
            return html.escape(self._json(decoded), quote=True)
        if name == "srcset" or _IS_ADDRESS.fullmatch(decoded):
            changed = _ADDRESSES.sub(lambda one: self.address(one.group()), decoded)
            return changed if decoded == value else html.escape(changed, quote=True)
        if name == "content" and is_markup:
            return value
        return self._prose(value) if name in _READ_BY_PEOPLE.split() or " " in decoded else self._lone(value)

    def _lone(self, value: str) -> str:
        """A value of one piece: prose where its words are words of the page's prose."""
        invent, knows = self._inventor.word, self._inventor.knows
        return _PARTS.sub(lambda one: invent(one.group()) if knows(one.group()) else one.group(), value)

    def _json(self, text: str) -> str:
        key = ""

        def replaced(match: re.Match[str]) -> str:
            nonlocal key
            inner = match.group(1) if match.group(1) is not None else match.group(3)
            if match.group(2):
                key = inner
                return match.group() if " " not in inner else f'"{self._prose(inner)}"{match.group(2)}'
            return _literal(inner, '"' if match.group(1) is not None else "'", lambda value: self._said(key, value))

        return _STRING.sub(replaced, text)

    def _said(self, key: str, value: str) -> str:
        """A text that JSON holds under a key."""
        stripped = value.strip()
        if _TAG.search(value) and stripped[:1] not in {"{", "["}:
            return self._html(value)
        if _TOKEN.match(stripped):
            return self._prose(value)
        if _IS_JSON.match(stripped):
            return self._json(value)
        if _IS_ADDRESS.fullmatch(stripped):
            return self.address(value)
        if " " in stripped or not stripped.isascii() or _PROSE_KEYS.fullmatch(key):
            return self._prose(value)
        if _MARKUP_KEYS.fullmatch(key):
            return self.identifier(value)
        return self._lone(value) if stripped.isalpha() else self.identifier(value)


def prose_left(texts: Iterable[str], page: str) -> tuple[str, ...]:
    """Words of four letters or more of these texts that a scrambled page still has outside its markup.

    It looks at every word of the page but tags, attributes that markup uses, keys, and what stands under keys of
    markup, so that it finds what the scrambling took for markup and was none.
    """
    bare = html.unescape(_without_markup(page)).replace('\\"', '"')
    bare = _KEY.sub(" ", _KEYED.sub(" ", _without_markup(bare)))
    words = {one.lower() for one in _PARTS.findall(" ".join(texts)) if len(one) > 3 and not is_kept(one)}
    return tuple(sorted(words & {one.lower() for one in _PARTS.findall(bare)}))


def _without_markup(page: str) -> str:
    return _MARKUP.sub(lambda one: _shown(one["tag"] or one["open"] or "") + (one["code"] or ""), page)


def _shown(tag: str) -> str:
    """What a tag holds that is no markup."""
    if _META_OF_MARKUP.search(tag):
        return " "
    held = (one.groups() for one in _ATTRIBUTE.finditer(tag))
    return " ".join(
        ["", *(value.partition("#")[0] for _, name, _, value in held if not _MARKUP_ATTRIBUTES.match(name)), ""]
    )


def _value_at(code: str, place: int) -> str:
    """The JavaScript value that begins there, as it is written; nothing where it does not end."""
    depth = 0
    for match in _BRACKET.finditer(code, place):
        depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(match.group(), 0)
        if depth <= 0:
            return code[place : match.end()]
    return ""


def _literal(inner: str, quote: str, replace: Callable[[str], str]) -> str:
    """A JSON or JavaScript string with its value replaced, escaped as it was."""
    try:
        doubled = inner if quote == '"' else inner.replace('"', '\\"').replace("\\'", "'")
        value = json.loads(f'"{doubled}"', strict=False)
    except ValueError:
        return quote + replace(inner) + quote
    changed = replace(value)
    if changed == value:
        return quote + inner + quote
    written = json.dumps(changed, ensure_ascii=inner.isascii())[1:-1]
    if quote == "'":
        written = written.replace('\\"', '"').replace("'", "\\'")
    for plain, escaped in (("/", "\\/"), ("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        if escaped in inner or escaped.upper().replace("\\U", "\\u") in inner:
            written = written.replace(plain, escaped)
    return quote + written + quote


def _is_utf8(text: str) -> bool:
    try:
        unquote(text, errors="strict")
    except UnicodeDecodeError:
        return False
    return True
