"""Issuers: the bodies behind documents, found in text, in numbers and by name.

    match_issuer      an issuer phrase at a position of a text
    match_place       a bare unit that stands for its People's Committee ("của Thành phố")
    resolve_issuer    the issuers that a mention can mean, read against the host document
    issuer_of_number  the issuers that a number's symbol can mean
    issuer_by_name    the issuer of a canonical or written name
    narrow_by_text    of several candidates, those whose units the text names
    issuer_chain      an issuer's name and those above it

The tables are `nlp/data/issuers*.tsv`, `symbols.tsv` and the units; each states its source.
"""

from nlp.issuers.matching import joint_name, match_issuer, match_place
from nlp.issuers.model import Issuer, IssuerKind, IssuerLevel, IssuerMention, PlaceMention
from nlp.issuers.naming import level_of, local_issuer
from nlp.issuers.resolving import (
    issuer_by_name,
    issuer_chain,
    issuer_in_own_words,
    narrow_by_text,
    resolve_issuer,
)
from nlp.issuers.symbols import issuer_of_number, symbol_of

__all__ = [
    "Issuer",
    "IssuerKind",
    "IssuerLevel",
    "IssuerMention",
    "PlaceMention",
    "issuer_by_name",
    "issuer_chain",
    "issuer_in_own_words",
    "issuer_of_number",
    "joint_name",
    "level_of",
    "local_issuer",
    "match_issuer",
    "match_place",
    "narrow_by_text",
    "resolve_issuer",
    "symbol_of",
]
