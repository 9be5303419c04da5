"""The archive of a bundle: a ZIP file of which every byte is prescribed.

Members are stored, not compressed, in a fixed order, without dates: the same contents give the
same bytes with every version of every library, and a reader needs to unpack nothing. The comment
at the end (the seal) holds length and SHA-256 of the manifest, which holds those of all others;
so any changed byte can be named: it belongs to a member, to a header, or to the seal.

Fields are those of APPNOTE.TXT 6.3.10 (PKWARE), 4.3.
"""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from corpus.errors import TooLarge

MANIFEST: Final = "manifest.json"
LARGEST: Final = 2**32 - 2**20
"""Bytes of an archive; more would need another format of header (ZIP64)."""

_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")
_VERSION: Final = 20
_UNIX: Final = 3 << 8
_NEW_YEAR_1980: Final = 33
_MODE: Final = 0o100644 << 16
_SEAL: Final = "luocdo bundle 1: manifest.json {length:010d} bytes, sha256 {digest}"
_SEALED: Final = re.compile(
    rb"luocdo bundle 1: manifest\.json (\d{10}) bytes, sha256 ([0-9a-f]{64})"
)
SEAL_LENGTH: Final = len(_SEAL.format(length=0, digest="0" * 64))
_BLOCK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of an archive: a member's content, its header, its directory entry, the end.

    `content` is what must stand there; null for the content of members, which hashes describe.
    """

    start: int
    end: int
    name: str
    content: bytes | None


def measure(path: Path) -> tuple[int, str, int]:
    """Length, SHA-256 and CRC-32 of a file."""
    with path.open("rb") as file:
        return measure_part(file, 0, path.stat().st_size)


def measure_part(file: IO[bytes], start: int, length: int) -> tuple[int, str, int]:
    """Length found, SHA-256 and CRC-32 of a part of a file."""
    file.seek(start)
    digest, crc, left = hashlib.sha256(), 0, length
    while left and (block := file.read(min(_BLOCK, left))):
        digest.update(block)
        crc = zlib.crc32(block, crc)
        left -= len(block)
    return length - left, digest.hexdigest(), crc


def seal(manifest: bytes) -> bytes:
    """The comment at the end of an archive."""
    digest = hashlib.sha256(manifest).hexdigest()
    return _SEAL.format(length=len(manifest), digest=digest).encode("ascii")


def read_seal(comment: bytes) -> tuple[int, str] | None:
    """Length and SHA-256 of the manifest; null where this is no seal."""
    found = _SEALED.fullmatch(comment)
    return (int(found[1]), found[2].decode()) if found else None


def write(out: Path, members: Sequence[tuple[str, Path]]) -> None:
    """Write an archive of these files; the first one must be the manifest.

    Raises:
        TooLarge: it would be larger than `LARGEST`.
    """
    measured = [(name, *measure(path)) for name, path in members]
    sizes = {name: length for name, length, _, _ in measured}
    if sum(sizes.values()) > LARGEST:
        raise TooLarge(
            f"a bundle of {sum(sizes.values())} bytes is larger than {LARGEST}; "
            "export a part with --document"
        )
    crcs = {name: crc for name, _, _, crc in measured}
    files = dict(members)
    with out.open("wb") as archive:
        for region in layout(sizes, crcs, seal(files[MANIFEST].read_bytes())):
            if region.content is not None:
                archive.write(region.content)
                continue
            with files[region.name].open("rb") as file:
                while block := file.read(_BLOCK):
                    archive.write(block)


def layout(sizes: Mapping[str, int], crcs: Mapping[str, int], comment: bytes) -> list[Region]:
    """Every stretch of the archive of members with these lengths, in order."""
    return list(_regions(sizes, crcs, comment))


def _regions(sizes: Mapping[str, int], crcs: Mapping[str, int], comment: bytes) -> Iterator[Region]:
    at, entries = 0, []
    for name, size in sizes.items():
        header = _LOCAL.pack(
            b"PK\x03\x04", _VERSION, 0, 0, 0, _NEW_YEAR_1980, crcs[name], size, size,
            len(name), 0,
        ) + name.encode("ascii")  # fmt: skip
        entry = _CENTRAL.pack(
            b"PK\x01\x02", _UNIX | _VERSION, _VERSION, 0, 0, 0, _NEW_YEAR_1980, crcs[name], size,
            size, len(name), 0, 0, 0, 0, _MODE, at,
        ) + name.encode("ascii")  # fmt: skip
        entries.append((name, entry))
        yield Region(at, at + len(header), f"header of {name}", header)
        at += len(header)
        yield Region(at, at + size, name, None)
        at += size
    directory = at
    for name, entry in entries:
        yield Region(at, at + len(entry), f"directory entry of {name}", entry)
        at += len(entry)
    end = _END.pack(
        b"PK\x05\x06", 0, 0, len(entries), len(entries), at - directory, directory, len(comment)
    )
    yield Region(at, at + len(end), "end of the directory", end)
    at += len(end)
    yield Region(at, at + len(comment), "seal", comment)


def header_length(name: str) -> int:
    """Bytes of the header before a member's content."""
    return _LOCAL.size + len(name)


def stated_crc(header: bytes) -> int:
    """The CRC-32 that a member's header states."""
    return int(_LOCAL.unpack(header[: _LOCAL.size])[6]) if len(header) >= _LOCAL.size else 0
