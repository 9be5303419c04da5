"""Reads a Word file from its bytes."""

from __future__ import annotations

import hashlib

from lxml import etree

from corpus.errors import DamagedFile
from corpus.readers.docx.body import BodyReader
from corpus.readers.docx.numbering import Numbering
from corpus.readers.docx.package import Package, W
from corpus.readers.docx.styles import Styles
from corpus.readers.layout import lay_out
from corpus.readers.limits import Limits
from corpus.readers.text_writer import TextWriter
from corpus.source_text import SourceText

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read_docx(data: bytes, limits: Limits) -> SourceText:
    """Reads paragraphs, tables, text boxes and notes in reading order.

    Tracked insertions are read and deletions are not; automatic numbers are written out; page
    headers and footers are left out; notes stand after the body, with marks like "[1]".

    Raises:
        DamagedFile: no Word file, encrypted, or broken inside.
        EmptyDocument: no text in it.
        TooLarge: over `limits`, also once unpacked.
    """
    package = Package(data, limits)
    root = package.main_part()
    body = root.find(f"{W}body")
    if body is None:
        raise DamagedFile("has no document body; save it again as .docx")
    styles = Styles(package.related("styles"))
    numbering = Numbering(package.related("numbering"), styles)
    reader = BodyReader(styles, numbering, _notes(package))
    writer = TextWriter(limits)
    try:
        lay_out(reader.body(body), writer)
    except RecursionError as error:
        raise DamagedFile("nests its parts too deep; save it again as .docx") from error
    warnings = ("holds an embedded document that is not read",) if reader.has_foreign_parts else ()
    return writer.finish(MEDIA_TYPE, hashlib.sha256(data).hexdigest(), warnings)


def _notes(package: Package) -> dict[tuple[str, str], etree._Element]:
    notes: dict[tuple[str, str], etree._Element] = {}
    for kind in ("footnote", "endnote"):
        root = package.related(f"{kind}s")
        if root is not None:
            for note in root.iterfind(W + kind):
                notes[kind, note.get(f"{W}id", "")] = note
    return notes
