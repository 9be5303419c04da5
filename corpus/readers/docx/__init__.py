"""`.docx`: the words of a Word document in reading order."""

from corpus.readers.docx.document import read_docx

__all__ = ["read_docx"]
