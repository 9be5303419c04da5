"""What an ingest and its worker processes tell each other."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.catalog import NewDocument
from corpus.readers import Limits

EXTRACTOR = "4"
"""Raised when parsing changes what it finds, so that unchanged files are parsed again."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What a worker must know before its first file.

    `embedder` is the model's name, empty where vectors are made elsewhere; `memory_mb` limits what
    the process allocates, where the system can (Linux).
    """

    limits: Limits
    embedder: str
    memory_mb: int


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a file was not parsed: the error's class name and its one line."""

    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker answers to a path: the document or why there is none, and its own state.

    `process` and `peak_mb` tell how much memory which worker has used at most.
    """

    result: NewDocument | Failed
    process: int
    peak_mb: float
