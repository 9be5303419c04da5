"""The one hierarchy of errors that Lược đồ raises on purpose.

    LuocdoError
    ├── InputError              a file, a folder or a query that cannot be used as it is
    │   ├── UnreadableFile      missing, no permission, not a file
    │   ├── UnsupportedFormat   no reader for this kind of file
    │   ├── DamagedFile         the bytes are not what the file's kind promises
    │   ├── EmptyDocument       no text at all, or a scan without a text layer
    │   ├── TooLarge            over a documented limit
    │   └── BadQuery            a search, SPARQL or date argument that cannot be understood
    │       └── QueryLimit      a query over its limit of time, rows or memory
    ├── StoreError              the data folder
    │   ├── NotALibrary         the folder holds something else
    │   ├── NewerSchema         written by a later version of Lược đồ
    │   └── StoreBusy           another process is writing
    ├── UnknownDocument         nothing in the library answers to this name
    └── ConfigError             a setting of the wrong type, or one that does not exist

Every message is one line, names the file or field, and says what to do next.
"""

from __future__ import annotations


class LuocdoError(Exception):
    """Base of all errors that are meant for the user; `str()` is one line.

    Attributes:
        vietnamese: the same for a page, which speaks Vietnamese; empty where no page can show it.
    """

    def __init__(self, *words: object, vietnamese: str = "") -> None:
        super().__init__(*words)
        self.vietnamese = vietnamese

    def __str__(self) -> str:
        return " ".join(super().__str__().split())


class InputError(LuocdoError):
    """A file, folder or query that cannot be used as it is."""


class UnreadableFile(InputError):
    """The path is missing, is not a file, or may not be read."""


class UnsupportedFormat(InputError):
    """No reader exists for this kind of file."""


class DamagedFile(InputError):
    """The bytes are not what the file's kind promises (not a zip, truncated, encrypted)."""


class EmptyDocument(InputError):
    """The file holds no text, for example a scanned PDF without a text layer."""


class TooLarge(InputError):
    """The input is over a documented limit."""


class BadQuery(InputError):
    """A search text, SPARQL query or argument that cannot be understood."""


class QueryLimit(BadQuery):
    """A query that needs more time, rows or memory than it is given."""


class StoreError(LuocdoError):
    """The data folder cannot be used."""


class NotALibrary(StoreError):
    """The folder exists but was not made by Lược đồ."""


class NewerSchema(StoreError):
    """The folder was written by a later version."""


class StoreBusy(StoreError):
    """Another process holds the library for writing."""


class UnknownDocument(LuocdoError):
    """No document of the library answers to the given name."""

    @classmethod
    def named(cls, urn: str) -> UnknownDocument:
        """The error for a URN that stands for nothing in the library."""
        return cls(
            f"{urn}: no such document in the library",
            vietnamese=f"{urn}: thư viện không có văn bản này.",
        )


class ConfigError(LuocdoError):
    """A setting has the wrong type or does not exist."""
