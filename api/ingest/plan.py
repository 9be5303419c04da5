"""What has to be done with each file: read it, or only note that it is there.

A file is known by its path, size and time of change; one that differs is known by its bytes. A
renamed or copied file is therefore never parsed again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from api.ingest.messages import EXTRACTOR
from corpus.catalog import Catalog, Failure, FileState
from corpus.catalog.files import path_key
from corpus.discovery import Skipped, find_files
from corpus.errors import InputError, UnreadableFile
from corpus.readers import SUFFIXES

Todo = Literal["parse", "note", "nothing", "fail"]


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file and what to do with it.

    `known` says what the catalog holds under this path; `state` is the file as it is now.
    """

    path: Path
    todo: Todo
    state: FileState
    known: FileState | None = None
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Survey:
    """What the given paths hold.

    `gone` are files of the catalog below the given folders that are there no more. `problems` are
    given paths that cannot be used.
    """

    files: tuple[Path, ...]
    gone: tuple[str, ...]
    problems: tuple[Failure, ...]


def survey(catalog: Catalog, paths: Sequence[Path]) -> Survey:
    """Walk through the given files and folders.

    Raises:
        InputError: not one of the paths can be used.
    """
    files: dict[str, Path] = {}
    gone: list[str] = []
    problems: list[Failure] = []
    for root in paths:
        skipped = Skipped()
        try:
            found = {path_key(path): path for path in find_files([root], skipped=skipped)}
            missing = [known for known in catalog.files.under(path_key(root)) if known not in found]
            if not found and not missing:
                raise UnreadableFile(f"{root}: {_nothing_in(skipped)}")
        except InputError as error:
            problems.append(Failure(str(root), type(error).__name__, str(error)))
            continue
        files |= found
        if skipped.reasons["unreadable folder"]:
            # What cannot be looked at is not gone.
            reason = f"{root}: a folder in it cannot be read; check its permissions"
            problems.append(Failure(str(root), "UnreadableFile", reason))
        else:
            gone += missing
    if problems and not files and not gone:
        raise InputError("; ".join(problem.reason for problem in problems))
    gone = [path for path in gone if path not in files]
    return Survey(tuple(files.values()), tuple(dict.fromkeys(gone)), tuple(problems))


def _nothing_in(skipped: Skipped) -> str:
    """Say why a folder yields no document."""
    if skipped.reasons["unreadable folder"]:
        return "cannot be read; check its permissions"
    formats = ", ".join(sorted(SUFFIXES))
    others = f" ({skipped.total} other files passed over)" if skipped.total else ""
    return f"holds no documents{others}; formats are {formats}"


def plan(catalog: Catalog, path: Path, *, again: bool = False) -> PlannedFile:
    """Decide what to do with one file; with `again`, unchanged ones are parsed as well."""
    key = path_key(path)
    known = catalog.files.get(key)
    try:
        stat = path.stat()
        if known and not again and (known.size, known.mtime_ns) == (stat.st_size, stat.st_mtime_ns):
            stored = catalog.documents.by_sha256(known.sha256)
            if stored and stored.extractor == EXTRACTOR:
                return PlannedFile(path, "nothing", known, known)
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        reason = f"{path}: cannot be read ({error.strerror or error})"
        failure = Failure(key, "UnreadableFile", reason)
        return PlannedFile(path, "fail", FileState(key, "", 0, 0), known, failure)
    state = FileState(key, sha256, stat.st_size, stat.st_mtime_ns)
    stored = catalog.documents.by_sha256(sha256)
    current = stored is not None and stored.extractor == EXTRACTOR and not again
    return PlannedFile(path, "note" if current else "parse", state, known)
