"""What a SPARQL query may not do, decided before it runs.

Oxigraph's query parser knows no updates, so those fail on their own; but it would send requests
for SERVICE, and answer FROM an unknown graph with nothing. SERVICE is looked for in the raw text,
strings and comments included: a lexer that disagrees with the engine's parser on a single `<`
could be made to overlook it, and a refused comment costs less than a request into the network.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from corpus.errors import BadQuery, QueryLimit

MAX_CHARACTERS: Final = 100_000
MAX_NESTING: Final = 100

# What an endpoint begins with: an IRI, a variable, a prefixed name after its prefix.
_ENDPOINT: Final = "<?$:\\"
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# One without its closing quote counts to the end, so that no start is looked at twice.
_NOT_CODE = re.compile(
    r"'''(?:[^'\\]|\\.|'(?!''))*+(?:''')?"
    r'|"""(?:[^"\\]|\\.|"(?!""))*+(?:""")?'
    r"|'(?:[^'\\\r\n]|\\.)*+'?"
    r'|"(?:[^"\\\r\n]|\\.)*+"?'
    r"|<[^<>\"{}|^`\\\x00-\x20]*+>"
    r"|#[^\r\n]*+",
    re.DOTALL,
)
_PREFIX = re.compile(r"\bPREFIX\s+([\w.\-]*):\s*<([^>]*)>", re.IGNORECASE)
_FROM = re.compile(
    r"\bFROM\b\s*(?:NAMED\b\s*)?(?:<([^<>\s]*)>|([\w.\-]*):([^\s{}<>]*))", re.IGNORECASE
)
_UPDATE = re.compile(
    r"\s*(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b", re.IGNORECASE
)
_PROLOGUE = re.compile(r"\s*(?:BASE\s*<>|PREFIX\s+[\w.\-]*:\s*<>)", re.IGNORECASE)


def refuse(query: str, holds: Callable[[str], bool]) -> bool:
    """Whether the query chooses its own dataset (FROM), if it may run at all.

    Args:
        query: as it came.
        holds: whether the store has a named graph of this name.

    Raises:
        QueryLimit: it is too long or nested too deeply.
        BadQuery: it would change the store, ask another server, or read from elsewhere.
    """
    if len(query) > MAX_CHARACTERS:
        raise QueryLimit(f"the query has {len(query)} characters; send at most {MAX_CHARACTERS}")
    if "\x00" in query:
        raise BadQuery("the query holds a NUL character; send text")
    _refuse_service(query)
    # Angle brackets stay, so that what follows FROM or a prefix can still be told from words.
    code = _NOT_CODE.sub(lambda m: "<>" if m[0].startswith("<") else " ", query)
    _refuse_nesting(code)
    _refuse_update(code)
    return _refuse_foreign_graphs(query, holds)


def _refuse_service(query: str) -> None:
    if _asks_service(query) or _asks_service(_ESCAPE.sub(_character, query)):
        raise BadQuery("SERVICE is refused: queries stay in this library; take the word out")


def _asks_service(text: str) -> bool:
    """Whether the word stands before something that could be its endpoint.

    Between them the grammar lets stand SILENT, white space, comments and a prefix. Whether `#`
    begins a comment depends on what is before it, so each occurrence is followed on its own; from
    the end backwards, that takes one pass.
    """
    words = [match.start() for match in re.finditer("service", text, re.IGNORECASE)]
    if not words:
        return False
    leads = bytearray(len(text) + 1)  # at each place: an endpoint follows
    line_end = len(text)
    for at in range(len(text) - 1, words[0], -1):
        letter = text[at]
        if letter in "\r\n":
            line_end = at
        if letter in _ENDPOINT:
            leads[at] = 1
        elif letter == "#":
            leads[at] = leads[line_end]
        elif letter in ".-" or letter.isalnum() or letter == "_" or letter.isspace():
            leads[at] = leads[at + 1]
    return any(leads[word + len("service")] for word in words)


def _character(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= 0x10FFFF else match[0]


def _refuse_nesting(code: str) -> None:
    depth = 0
    for bracket in re.findall(r"[({\[\])}]", code):
        depth += 1 if bracket in "({[" else -1
        if depth > MAX_NESTING:
            raise QueryLimit(f"the query nests deeper than {MAX_NESTING} brackets; flatten it")


def _refuse_update(code: str) -> None:
    at = 0
    while prologue := _PROLOGUE.match(code, at):
        at = prologue.end()
    if update := _UPDATE.match(code, at):
        raise BadQuery(f"{update[1].upper()} is refused: this endpoint only reads")


def _refuse_foreign_graphs(query: str, holds: Callable[[str], bool]) -> bool:
    quiet = _NOT_CODE.sub(lambda m: m[0] if m[0].startswith("<") else " ", query)
    prefixes = dict(_PREFIX.findall(quiet))
    clauses = list(_FROM.finditer(quiet))
    for clause in clauses:
        if clause[1] is not None:
            name = clause[1]
        elif clause[2] in prefixes:
            name = prefixes[clause[2]] + clause[3]
        else:
            continue  # an undeclared prefix, which the parser will name
        if ":" in name and not holds(name):
            raise BadQuery(f"FROM <{name}> is refused: the library holds no such graph")
    return bool(clauses)
