"""Reading the archive of a bundle: every byte is compared with what must stand there.

Nothing is unpacked, and no name in the archive is used as a path, so that a hostile file can do
nothing but be refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

from corpus.errors import DamagedFile, TooLarge, UnreadableFile
from graph.bundle import archive
from graph.bundle.members import FORMAT, NAMES, VERSION, json_text
from graph.bundle.problems import Problem

_LARGEST_MANIFEST: Final = 1_000_000
_SHOWN: Final = 12
_SEALED: Final = "manifest.json or seal"


@dataclass(frozen=True, slots=True)
class Opened:
    """A bundle whose archive can be read.

    Attributes:
        path: the file.
        manifest: the parsed manifest.
        manifest_sha256: its SHA-256.
        spans: start and length of each member's content in the file.
        problems: what is wrong with the archive and with the hashes of its contents.
    """

    path: Path
    manifest: dict[str, Any]
    manifest_sha256: str
    spans: dict[str, tuple[int, int]]
    problems: tuple[Problem, ...]

    def lines(self, name: str, longest: int) -> Iterator[bytes]:
        """The lines of a member, each at most `longest` bytes (a longer one comes in pieces)."""
        start, left = self.spans[name]
        with self.path.open("rb") as file:
            file.seek(start)
            while left and (line := file.readline(min(longest, left))):
                left -= len(line)
                yield line

    def copy(self, name: str, out: Path) -> None:
        """Write a member's content to a file."""
        start, left = self.spans[name]
        with self.path.open("rb") as file, out.open("wb") as target:
            file.seek(start)
            while left and (block := file.read(min(1 << 20, left))):
                left -= len(block)
                target.write(block)


def open_bundle(path: Path) -> Opened | Problem:
    """Read a bundle's archive; a problem alone where its manifest cannot be used at all.

    Raises:
        UnreadableFile: there is no such file, or it may not be read.
        DamagedFile: it is no bundle.
        TooLarge: it is larger than a bundle can be.
    """
    try:
        size = path.stat().st_size
        if size > archive.LARGEST + (1 << 20):
            raise TooLarge(f"{path}: {size} bytes; no bundle is larger than {archive.LARGEST}")
        with path.open("rb") as file:
            return _read(path, file, size)
    except OSError as error:
        raise UnreadableFile(f"cannot read {path}: {error.strerror or error}") from error


def _read(path: Path, file: IO[bytes], size: int) -> Opened | Problem:
    start = archive.header_length(archive.MANIFEST)
    if size < start + archive.SEAL_LENGTH:
        raise DamagedFile(f"{path} is no audit bundle: it has {size} bytes")
    file.seek(size - archive.SEAL_LENGTH)
    comment = file.read(archive.SEAL_LENGTH)
    sealed = archive.read_seal(comment)
    manifest, length, digest = None, 0, ""
    if sealed is not None:
        length, digest = sealed
        manifest = _manifest(file, start, min(length, size))
    if manifest is None:
        length, manifest = _unsealed_manifest(file, start, size)
        if manifest is None:
            file.seek(0)
            if sealed is None and not file.read(start).endswith(archive.MANIFEST.encode()):
                raise DamagedFile(f"{path} is no audit bundle of luocdo")
            return Problem(
                "changed", archive.MANIFEST,
                "it cannot be read, so nothing else can be checked",
            )  # fmt: skip
    found = archive.measure_part(file, start, length)[1]
    spans, problems = _contents(file, start + length, manifest)
    if found != digest:
        written = json_text(manifest).encode() == _part(file, start, length)
        problems.insert(0, _manifest_or_seal(agrees=written and not problems))
    changed = {one.member for one in problems}
    spans = {archive.MANIFEST: (start, length), **spans}
    crcs = {name: _crc(file, name, spans[name], name in changed) for name in NAMES}
    sizes = {name: count for name, (_, count) in spans.items()}
    # A changed manifest is named once: the seal that does not fit it stays what it was.
    seal = (
        comment
        if changed & {archive.MANIFEST, _SEALED}
        else archive.seal(_part(file, *spans[archive.MANIFEST]))
    )
    problems += _structure(file, size, archive.layout(sizes, crcs, seal))
    return Opened(path, manifest, found, spans, tuple(problems))


def _crc(file: IO[bytes], name: str, span: tuple[int, int], changed: bool) -> int:
    """The CRC-32 that a member's header must state; for a changed content what it does state."""
    if not changed:
        return archive.measure_part(file, *span)[2]
    length = archive.header_length(name)
    return archive.stated_crc(_part(file, span[0] - length, length))


def _part(file: IO[bytes], start: int, length: int) -> bytes:
    file.seek(start)
    return file.read(length)


def _manifest(file: IO[bytes], start: int, length: int) -> dict[str, Any] | None:
    """The manifest if it is one of this format that names the members in their order."""
    if not 2 <= length <= _LARGEST_MANIFEST:
        return None
    try:
        value = json.loads(_part(file, start, length))
    except (ValueError, RecursionError):
        return None
    return value if _is_manifest(value) else None


def _unsealed_manifest(file: IO[bytes], start: int, size: int) -> tuple[int, dict[str, Any] | None]:
    """The manifest by its own end, where the seal does not tell its length."""
    text = _part(file, start, min(size, _LARGEST_MANIFEST))
    end = text.find(b"\n}\n")
    length = end + 3
    return length, _manifest(file, start, length) if end > 0 else None


def _is_manifest(value: Any) -> bool:
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        return False
    members = value.get("members")
    if value.get("version") != VERSION or not isinstance(members, dict):
        return False
    return set(members) == set(NAMES) - {archive.MANIFEST} and all(
        isinstance(one, dict)
        and isinstance(one.get("bytes"), int)
        and 0 <= one["bytes"] <= archive.LARGEST
        and isinstance(one.get("sha256"), str)
        for one in members.values()
    )


def _contents(
    file: IO[bytes], after_manifest: int, manifest: dict[str, Any]
) -> tuple[dict[str, tuple[int, int]], list[Problem]]:
    """Where each member's content stands, and which are not what the manifest says."""
    at, spans, problems = after_manifest, {}, []
    for name in NAMES[1:]:
        stated = manifest["members"][name]
        at += archive.header_length(name)
        spans[name] = (at, stated["bytes"])
        found, sha256, _ = archive.measure_part(file, at, stated["bytes"])
        if found != stated["bytes"]:
            message = f"only {found} of {stated['bytes']} bytes are there"
            problems.append(Problem("changed", name, message))
        elif sha256 != stated["sha256"]:
            message = f"its SHA-256 is {sha256}, the manifest says {stated['sha256'][:64]}"
            problems.append(Problem("changed", name, message))
        at += stated["bytes"]
    return spans, problems


def _manifest_or_seal(*, agrees: bool) -> Problem:
    """Which of the two was changed: the manifest, unless it agrees with all that it describes."""
    if agrees:
        return Problem("archive", _SEALED, "the seal holds another SHA-256 than the manifest's")
    return Problem("changed", archive.MANIFEST, "its SHA-256 is not the one in the seal")


def _structure(file: IO[bytes], size: int, layout: list[archive.Region]) -> Iterator[Problem]:
    """Every byte outside the contents that is not what it must be."""
    for region in layout:
        if region.content is not None:
            found = _part(file, region.start, region.end - region.start)
            if found != region.content:
                yield Problem("archive", region.name, _difference(region, found))
    end = layout[-1].end
    if end != size:
        yield Problem("archive", "end of the file", f"{size} bytes, {end} belong to the bundle")


def _difference(region: archive.Region, found: bytes) -> str:
    wanted = region.content or b""
    apart = [i for i, pair in enumerate(zip(wanted, found, strict=False)) if pair[0] != pair[1]]
    if not apart:
        return f"only {len(found)} of {len(wanted)} bytes are there"
    first = apart[0]
    shown = ", ".join(str(region.start + i) for i in apart[:_SHOWN])
    more = ", …" if len(apart) > _SHOWN else ""
    return (
        f"changed at byte {shown}{more}: {found[first]:#04x} stands there, "
        f"{wanted[first]:#04x} must"
    )
