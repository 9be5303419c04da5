"""One file to everything that the catalog keeps of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from api.embedding import embed
from api.ingest.lookups import document_lookups, full_citations
from api.ingest.messages import EXTRACTOR
from corpus.catalog import NewDocument, PassageSpan
from corpus.readers import Limits, read_file
from corpus.source_text import SourceText
from graph.identity import key_of_header, lex_name
from graph.model import DocumentKey
from graph.urn import urn_of_key
from index.passages import make_passages
from nlp.contract import directive_to_dict
from nlp.directive import Header
from nlp.parse import parse


def read_document(path: Path, limits: Limits, embedder: str) -> NewDocument:
    """Read, parse and cut a file into passages; with an embedder's name, embed these.

    Raises:
        LuocdoError: the file cannot be read or holds no text.
    """
    source = read_file(path, limits=limits)
    directive = parse(source)
    header = directive.header
    key = key_of_document(header, source.sha256)
    passages = make_passages(source.sha256, source.text, directive)
    return NewDocument(
        sha256=source.sha256,
        urn=urn_of_key(key),
        text=source.text,
        media_type=source.media_type,
        parsed=directive_to_dict(directive),
        source=_source_map(source),
        type=header.type,
        number=header.number,
        year=key.year,
        date=header.date,
        issuer=header.issuer,
        title=header.title,
        lookup=document_lookups(key, header),
        extractor=EXTRACTOR,
        passages=tuple(PassageSpan(p.ordinal, p.start, p.end, p.heading) for p in passages),
        vectors=embed(embedder, passages) if embedder else None,
        citations=full_citations(directive),
        warnings=(*source.warnings, *directive.warnings),
    )


def key_of_document(header: Header, sha256: str) -> DocumentKey:
    """Return the key of a held document.

    Where header and title say nothing at all, the bytes are its identity: two such files must not
    become one document.
    """
    key = key_of_header(header)
    if key.number is None and not header.title:
        return replace(key, name=lex_name(f"sha256:{sha256}"))
    return key


def _source_map(source: SourceText) -> dict[str, Any]:
    """Return where things stand in the file, with rows of numbers instead of objects."""
    return {
        "encoding": source.encoding,
        "pages": [[page.number, page.start, page.end] for page in source.pages],
        "blocks": [[b.kind, b.place, b.start, b.end] for b in source.blocks],
        "tables": [
            [
                table.start,
                table.end,
                [[[cell.start, cell.end] for cell in row] for row in table.rows],
            ]
            for table in source.tables
        ],
    }
