"""Files to `SourceText`, one module a format."""

from corpus.readers.files import SUFFIXES, read_bytes, read_file
from corpus.readers.limits import Limits

__all__ = ["SUFFIXES", "Limits", "read_bytes", "read_file"]
