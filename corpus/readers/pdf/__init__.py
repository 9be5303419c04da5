"""`.pdf` with a text layer: paragraphs, tables and pages."""

from corpus.readers.pdf.document import read_pdf

__all__ = ["read_pdf"]
