"""`.txt` and `.md`: the decoded file, unchanged."""

from __future__ import annotations

import hashlib

from corpus.encodings import decode
from corpus.errors import DamagedFile, EmptyDocument
from corpus.readers.limits import Limits
from corpus.readers.markdown_tables import find_tables
from corpus.source_text import SourceText

# Files of other kinds that carry a text file's name.
_SIGNATURES = (
    (b"%PDF-", "a PDF", ".pdf"),
    (b"PK\x03\x04", "a Word file or another zip archive", ".docx"),
    (b"\xd0\xcf\x11\xe0", "an old Word file", ".doc"),
)


def read_text(data: bytes, limits: Limits) -> SourceText:
    """Reads a plain text file.

    Raises:
        DamagedFile: not text, or another format under a wrong name.
        EmptyDocument: nothing but white space.
    """
    return _read(data, limits, "text/plain")


def read_markdown(data: bytes, limits: Limits) -> SourceText:
    """Reads a Markdown file; its tables are listed, its text stays as it is. Raises as above."""
    return _read(data, limits, "text/markdown")


def _read(data: bytes, limits: Limits, media_type: str) -> SourceText:
    for signature, kind, suffix in _SIGNATURES:
        if data.startswith(signature):
            raise DamagedFile(f"is {kind}; rename it to {suffix}")
    decoded = decode(data)
    limits.check_characters(len(decoded.text))
    if not decoded.text.strip("\ufeff \t\r\n\f\v\xa0"):
        raise EmptyDocument("holds no text")
    return SourceText(
        text=decoded.text,
        media_type=media_type,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=decoded.encoding,
        tables=find_tables(decoded.text) if media_type == "text/markdown" else (),
        warnings=decoded.warnings,
    )
