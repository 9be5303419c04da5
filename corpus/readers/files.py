"""Chooses the reader by a file's name."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path, PurePath
from typing import cast

from corpus.errors import EmptyDocument, InputError, UnreadableFile, UnsupportedFormat
from corpus.readers.limits import Limits
from corpus.source_text import SourceText

Reader = Callable[[bytes, Limits], SourceText]

DEFAULT_LIMITS = Limits()

# Suffix to module and function: a format's libraries load when its first file is read.
_READERS = {
    ".txt": ("corpus.readers.plain_text", "read_text"),
    ".md": ("corpus.readers.plain_text", "read_markdown"),
    ".html": ("corpus.readers.html", "read_html"),
    ".htm": ("corpus.readers.html", "read_html"),
    ".docx": ("corpus.readers.docx", "read_docx"),
    ".pdf": ("corpus.readers.pdf", "read_pdf"),
}
SUFFIXES: frozenset[str] = frozenset(_READERS)

_ADVICE = {
    ".doc": "save it as .docx in Word",
    ".dot": "save it as .docx in Word",
    ".docm": "save it as .docx in Word",
    ".odt": "save it as .docx in a word processor",
    ".rtf": "save it as .docx in a word processor",
    ".wps": "save it as .docx in a word processor",
    ".xls": "save the sheet as .html or copy it into a .docx",
    ".xlsx": "save the sheet as .html or copy it into a .docx",
    ".jpg": "run text recognition (OCR) and save the result as .docx or .pdf",
    ".png": "run text recognition (OCR) and save the result as .docx or .pdf",
    ".tif": "run text recognition (OCR) and save the result as .docx or .pdf",
    ".zip": "unpack it and give the files inside",
    ".rar": "unpack it and give the files inside",
}


def read_file(path: Path, *, limits: Limits = DEFAULT_LIMITS) -> SourceText:
    """Reads one file.

    Args:
        path: a file with one of `SUFFIXES`, in any case.
        limits: how much is taken in.

    Raises:
        UnreadableFile: missing, a folder, or without permission.
        UnsupportedFormat: no reader for its suffix.
        DamagedFile, EmptyDocument, TooLarge: see the readers; messages begin with the path.
    """
    try:
        if path.is_dir():
            raise UnreadableFile(f"{path}: is a folder; give the files in it")
        if not path.exists():
            raise UnreadableFile(f"{path}: no such file; check the path")
        if not path.is_file():
            raise UnreadableFile(f"{path}: is not a regular file; copy its content to one")
        _reader(str(path))
        # The size first, so that a file over the limit is never in memory.
        limits.check_bytes(path.stat().st_size)
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "cannot be read"
        raise UnreadableFile(f"{path}: {reason}; check its permissions") from error
    except InputError as error:
        raise _named(error, str(path)) from error
    return read_bytes(data, str(path), limits=limits)


def read_bytes(data: bytes, name: str, *, limits: Limits = DEFAULT_LIMITS) -> SourceText:
    """Reads a file's bytes; `name` chooses the format and begins every error's message.

    Raises:
        UnsupportedFormat, DamagedFile, EmptyDocument, TooLarge: as `read_file`.
    """
    try:
        reader = _reader(name)
        limits.check_bytes(len(data))
        if not data:
            raise EmptyDocument("is empty (0 bytes); check that it was copied whole")
        return reader(data, limits)
    except InputError as error:
        raise _named(error, name) from error


def _reader(name: str) -> Reader:
    suffix = PurePath(name).suffix.lower()
    if suffix not in _READERS:
        advice = _ADVICE.get(suffix, f"formats are {', '.join(sorted(SUFFIXES))}")
        kind = f"{suffix} files are not read" if suffix else "has no suffix to tell its format"
        raise UnsupportedFormat(f"{kind}; {advice}")
    module, function = _READERS[suffix]
    return cast(Reader, getattr(import_module(module), function))


def _named(error: InputError, name: str) -> InputError:
    message = str(error)
    return error if message.startswith(f"{name}: ") else type(error)(f"{name}: {message}")
