"""The words of a SPARQL query: IRIs, names, variables, punctuation; no strings and no comments.

After the terminals of SPARQL 1.1 Query Language (W3C, 21 March 2013), section 19.8, longest match
first. Names are read a little more freely than there, which is enough to tell keywords, graph
names and brackets from text; whether a query is SPARQL at all is for the engine to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

TokenKind = Literal["iri", "name", "other"]

# Possessive throughout, and nothing unfinished is looked at twice: reading takes linear time.
_TOKEN: Final = re.compile(
    r"""
      \#[^\r\n]*+
    | '''(?:[^'\\]|\\.|'(?!''))*+(?:''')?
    | \"\"\"(?:[^"\\]|\\.|"(?!""))*+(?:\"\"\")?
    | '(?:[^'\\\r\n]|\\.)*+'?
    | "(?:[^"\\\r\n]|\\.)*+"?
    | <(?P<iri>(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*+)>
    | [?$@]\w++                                                   # a variable, a language
    | _:[\w.\-·]*+                                                # a blank node
    | (?P<name>
        (?=[^\W\d_]|:)(?:[^\W\d_][\w.\-·]*+)?+
        (?P<local>:(?:[\w:.\-·]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*+)?+
      )
    | \d++
    | (?P<other>\S)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a query.

    Attributes:
        kind: "iri" for `<…>`, "name" for keywords and prefixed names, "other" for the rest.
        text: as it stands; of an IRI what is between the brackets, escapes resolved.
        keyword: the name in capitals where it has no prefix; else empty.
    """

    kind: TokenKind
    text: str
    keyword: str = ""


def tokens(query: str) -> Iterator[Token]:
    """Yield the IRIs, names and punctuation of a query in their order; takes linear time."""
    for match in _TOKEN.finditer(query):
        if match["iri"] is not None:
            yield Token("iri", _ESCAPE.sub(_character, match["iri"]))
        elif match["name"]:
            # A full stop ends the triple after a name rather than the name.
            text = match["name"].rstrip(".")
            yield Token("name", text, "" if match["local"] else text.upper())
        elif match["other"]:
            yield Token("other", match["other"])


def _character(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= 0x10FFFF else match[0]
