"""What a SPARQL query may not do, decided before it runs.

Oxigraph's query parser knows no updates, so those fail on their own; but it would send requests
for SERVICE, and answer FROM an unknown graph with nothing.

Whether SERVICE is a keyword is left to the engine's own parser. A lexer of ours would one day
disagree with it: by the standard `1<'>'` begins with an IRI, to Oxigraph it is a comparison, and
what follows is a string to one of them and a request into the network to the other. So the word
is misspelt wherever it occurs, letter for letter. Comments, strings, IRIs, variables and prefixed
names stay what they were, and the query still parses; only where the keyword stood, it does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final
from urllib.parse import urljoin

from corpus.errors import BadQuery, QueryLimit
from graph import terms
from graph.sparql_tokens import Token, tokens

MAX_CHARACTERS: Final = 100_000
MAX_NESTING: Final = 100

_UPDATES: Final = frozenset(
    ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
)


def _letter(low: str) -> str:
    codes = f"{ord(low):x}|{ord(low.upper()):x}"
    return rf"(?:{low}|{low.upper()}|\\u00(?:{codes})|\\U000000(?:{codes}))"


# Older engines resolve escapes before anything else, so that a letter may be written as one.
_SERVICE: Final = re.compile("({}{}{})({})({}{}{})".format(*(_letter(one) for one in "service")))
_POSITION: Final = re.compile(r"\bat (\d+):(\d+)")
# What the engine may have read of SERVICE and its endpoint before it gave up.
_READ_ON: Final = re.compile(r"[\w:.%\-]*+(?:\s|#[^\r\n]*+)*+")
# It names the place behind the keywords that it tried, the longest of which is OPTIONAL.
_BEHIND: Final = len("OPTIONAL") - len("SERVICE")
_LONGEST_REASON: Final = 160
_NEAR: Final = 20


def refuse(
    query: str,
    base: str,
    *,
    holds: Callable[[str], bool],
    parse: Callable[[str], object],
) -> bool:
    """Whether the query chooses its own dataset (FROM), if it may run at all.

    Args:
        query: as it came.
        base: the IRI that relative ones are resolved against; empty where there is none.
        holds: whether the store has a named graph of this name.
        parse: the engine's parser, which raises `SyntaxError`; asked only where the letters of
            SERVICE occur, and never with that word itself.

    Raises:
        QueryLimit: it is too long or nested too deeply.
        BadQuery: it would change the store, ask another server, or read from elsewhere.
    """
    if len(query) > MAX_CHARACTERS:
        raise QueryLimit(f"the query has {len(query)} characters; send at most {MAX_CHARACTERS}")
    if "\x00" in query:
        raise BadQuery("the query holds a NUL character; send text")
    read = list(tokens(query))
    _refuse_nesting(read)
    _refuse_update(read)
    _refuse_service(query, parse)
    return _refuse_foreign_graphs(read, base, holds)


def _refuse_service(query: str, parse: Callable[[str], object]) -> None:
    words = [match.span() for match in _SERVICE.finditer(query)]
    if not words:
        return
    misspelt = _misspell(query)
    try:
        parse(misspelt)
    except SyntaxError as error:
        at = _offset(query, error)
        if at is None or any(start <= at <= _end_of(query, end) for start, end in words):
            raise BadQuery(
                "SERVICE is refused: queries stay in this library; take the clause out"
            ) from error
        raise no_sparql(query, error) from error


def no_sparql(query: str, error: SyntaxError) -> BadQuery:
    """The error to raise for a query that the engine's parser rejects; one line."""
    reason, offset = " ".join(str(error).split()), _offset(query, error)
    if (prefix := _undeclared(query)) is not None:
        return BadQuery(f"this is no SPARQL query: the prefix {prefix}: is not declared")
    if " expected " in reason:
        # What it lists is what it tried last, letters and all; that helps nobody.
        reason = reason.partition(": expected ")[0]
    if len(reason) > _LONGEST_REASON:
        reason = reason[:_LONGEST_REASON] + " …"
    if offset is not None:
        near = " ".join(query[max(offset - _NEAR, 0) : offset + _NEAR].split())
        reason += f", near {near!r}"
    return BadQuery(f"this is no SPARQL query: {reason}")


def _undeclared(query: str) -> str | None:
    """The first prefix that is used and not declared; null where there is none."""
    declared = set(terms.PREFIXES)
    before = ""
    for token in tokens(query):
        prefix, colon, _ = token.text.partition(":")
        if before == "PREFIX":
            declared.add(prefix)
        elif token.kind == "name" and colon and prefix not in declared:
            return prefix
        before = token.keyword
    return None


def _misspell(query: str) -> str:
    """The query with another letter for the V of each SERVICE; all places stay the same.

    The new word is one that the query does not hold yet, so that no two names become one.
    """
    folded = query.casefold()
    letter = next((one for one in "xzjkqwybfghlmnptud" if f"ser{one}ice" not in folded), "x")

    changes = {"v": letter, "V": letter.upper()}
    changes |= {f"{ord(old):x}": f"{ord(new):x}" for old, new in changes.items()}

    def changed(match: re.Match[str]) -> str:
        before, written, after = match[1], match[2], match[3]
        last = 2 if written.startswith("\\") else 1
        return before + written[:-last] + changes[written[-last:]] + after

    return _SERVICE.sub(changed, query)


def _offset(query: str, error: SyntaxError) -> int | None:
    """Where in the query the engine gave up; null where its message does not say."""
    found = _POSITION.search(str(error))
    if found is None:
        return None
    line, column = int(found[1]), int(found[2])
    start = 0
    for _ in range(line - 1):
        start = query.find("\n", start) + 1
        if not start:
            return None
    return start + column - 1


def _end_of(query: str, end: int) -> int:
    found = _READ_ON.match(query, end)
    return max(found.end() if found else end, end + _BEHIND)


def _refuse_nesting(read: Iterable[Token]) -> None:
    depth = 0
    for token in read:
        if token.kind != "other":
            continue
        if token.text in "({[":
            depth += 1
        elif token.text in ")}]":
            depth -= 1
        if depth > MAX_NESTING:
            raise QueryLimit(f"the query nests deeper than {MAX_NESTING} brackets; flatten it")


def _refuse_update(read: list[Token]) -> None:
    at = 0
    while at < len(read) and read[at].keyword in ("BASE", "PREFIX"):
        at += 2 if read[at].keyword == "BASE" else 3
    if at < len(read) and read[at].keyword in _UPDATES:
        raise BadQuery(f"{read[at].keyword} is refused: this endpoint only reads")


def _refuse_foreign_graphs(read: list[Token], base: str, holds: Callable[[str], bool]) -> bool:
    prefixes, chosen = dict(terms.PREFIXES), False
    for at, token in enumerate(read):
        following = read[at + 1 : at + 3]
        match token.keyword, following:
            case "BASE", [Token("iri", iri), *_]:
                base = _resolved(base, iri)
            case "PREFIX", [Token("name", name), Token("iri", iri)]:
                prefixes[name.removesuffix(":")] = _resolved(base, iri)
            case "FROM", [*_]:
                chosen = True
                named = bool(following) and following[0].keyword == "NAMED"
                graph = _graph_of(following[named:], base, prefixes)
                if graph is not None and not holds(graph):
                    raise BadQuery(f"FROM <{graph}> is refused: the library holds no such graph")
    return chosen


def _graph_of(following: list[Token], base: str, prefixes: dict[str, str]) -> str | None:
    """The graph that stands after FROM; null where it is for the parser to complain."""
    match following:
        case [Token("iri", iri), *_]:
            resolved = _resolved(base, iri)
            return resolved if ":" in resolved else None
        case [Token("name", name, ""), *_]:
            prefix, _, local = name.partition(":")
            if prefix in prefixes:
                return prefixes[prefix] + re.sub(r"\\(.)", r"\1", local)
    return None


def _resolved(base: str, iri: str) -> str:
    return urljoin(base, iri) if base else iri
