"""Opens a Word file: the zip archive and the XML parts in it (ECMA-376 Parts 1 and 2)."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib

from lxml import etree

from corpus.errors import DamagedFile, TooLarge
from corpus.readers.limits import MEBIBYTE, Limits

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

# ISO/IEC 29500 Strict names the same vocabulary differently.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        _OFFICE.rstrip("/").encode(),
    ),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DTD = re.compile(rb"<\0?!\0?(D\0?O\0?C\0?T\0?Y\0?P\0?E|E\0?N\0?T\0?I\0?T\0?Y)")


class Package:
    """The parts of a Word file, read on demand and within limits."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Opens the archive.

        Raises:
            DamagedFile: no zip archive, an encrypted one, or an old Word file.
        """
        if data.startswith(_OLE):
            if "EncryptedPackage".encode("utf-16-le") in data:
                raise DamagedFile("is encrypted; remove its password in Word")
            raise DamagedFile("is an old Word file (.doc) by content; save it as .docx in Word")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
            raise DamagedFile(
                "is not a Word file (no whole zip archive); save it again as .docx"
            ) from error
        self._limits = limits
        self._unpacked = 0
        self.main = self._target("", "officeDocument")
        if self.main is None:
            raise DamagedFile("is a zip archive without a Word document in it")

    def main_part(self) -> etree._Element:
        """The root of the document part."""
        root = self._part(self.main or "")
        if root is None:
            raise DamagedFile("lacks its document part; save it again as .docx")
        return root

    def related(self, kind: str) -> etree._Element | None:
        """The part that the document relates to as `kind` ("styles", "footnotes"); null if none."""
        target = self._target(self.main or "", kind)
        return None if target is None else self._part(target)

    def _target(self, source: str, kind: str) -> str | None:
        folder, name = posixpath.split(source)
        root = self._part(posixpath.join(folder, "_rels", f"{name}.rels"))
        if root is None:
            return None
        for relationship in root.iter(_REL):
            external = relationship.get("TargetMode") == "External"
            if relationship.get("Type") == _OFFICE + kind and not external:
                target = relationship.get("Target", "")
                return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        return None

    def _part(self, name: str) -> etree._Element | None:
        try:
            info = self._zip.getinfo(name)
        except KeyError:
            return None
        self._check_size(info)
        try:
            data = self._zip.read(info)
        except RuntimeError as error:
            raise DamagedFile("is encrypted; remove its password in Word") from error
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise DamagedFile(f"has a damaged part {name}; save it again as .docx") from error
        return _parse(data, name)

    def _check_size(self, info: zipfile.ZipInfo) -> None:
        self._unpacked += info.file_size
        limits = self._limits
        if self._unpacked > limits.max_unpacked_bytes:
            raise TooLarge(
                f"unpacks to over {limits.max_unpacked_bytes / MEBIBYTE:,.0f} MiB, the limit;"
                " split the document"
            )
        ratio = info.file_size / max(info.compress_size, 1)
        if info.file_size > MEBIBYTE and ratio > limits.max_ratio:
            raise TooLarge(
                f"has a part that unpacks to {ratio:,.0f} times its size, over the limit of"
                f" {limits.max_ratio}; save it again in Word"
            )


def _parse(data: bytes, name: str) -> etree._Element:
    if _DTD.search(data):
        raise DamagedFile(f"declares XML entities in {name}, which no Word file does")
    for strict, transitional in _STRICT:
        data = data.replace(strict, transitional)
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise DamagedFile(f"has broken XML in {name}; save it again as .docx") from error
