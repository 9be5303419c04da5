"""Comparing a bundle with the files that it was made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from corpus.discovery import find_files
from corpus.errors import LuocdoError
from corpus.readers import read_file
from graph import nquads
from graph.bundle.archive import measure
from graph.bundle.contents import json_rows
from graph.bundle.members import EVIDENCE, digest_of
from graph.bundle.opening import Opened
from graph.bundle.problems import Problem


def check_originals(
    opened: Opened, sources: dict[str, Any], folders: Sequence[Path]
) -> Iterator[Problem]:
    """Find each source by its SHA-256, read it again, and look up every quotation in its text."""
    files = {measure(path)[1]: path for path in find_files(folders)}
    texts: dict[str, str] = {}
    for urn, row in sorted(sources.items()):
        path = files.get(str(row["sha256"]))
        if path is None:
            yield Problem("source", str(row["file"]), f"{urn}: no file has SHA-256 {row['sha256']}")
            continue
        try:
            text = read_file(path).text
        except LuocdoError as error:
            yield Problem("source", path.name, f"{urn}: {error}")
            continue
        if digest_of(text) != row["text_sha256"]:
            message = f"{urn}: its text is read otherwise than when the bundle was made"
            yield Problem("source", path.name, message)
        else:
            texts[urn] = text
    yield from _quotations(opened, texts)


def _quotations(opened: Opened, texts: dict[str, str]) -> Iterator[Problem]:
    fields = ("citation", "document", "start", "end", "mention", "quotation")
    for row in json_rows(opened, EVIDENCE, fields):
        document = "" if isinstance(row, Problem) else str(row["document"])
        if isinstance(row, Problem) or document not in texts:
            continue  # the first is reported already
        text = texts[document]
        start, end = row["start"], row["end"]
        if not isinstance(start, int) or not isinstance(end, int):
            continue
        if text[start:end] != row["mention"]:
            message = f"{row['citation']}: other words stand at {start} to {end}"
            yield Problem("source", document, message)
        elif str(row["quotation"]) not in nquads.writable(text):
            message = f"{row['citation']}: the text does not hold its quotation"
            yield Problem("missing_quotation", document, message)
