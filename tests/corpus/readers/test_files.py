"""Choosing a reader, limits, and errors that name the file."""

from __future__ import annotations

import hashlib
import os
import threading
from pathlib import Path

import pytest

from corpus.errors import (
    DamagedFile,
    EmptyDocument,
    InputError,
    TooLarge,
    UnreadableFile,
    UnsupportedFormat,
)
from corpus.readers import SUFFIXES, Limits, read_bytes, read_file


def test_suffixes() -> None:
    assert {".txt", ".md", ".html", ".htm", ".docx", ".pdf"} == SUFFIXES


@pytest.mark.parametrize("name", ["a.txt", "A.TXT", "folder/b.Md", "c.d.txt"])
def test_a_suffix_is_read_in_any_case(name: str) -> None:
    source = read_bytes("Kế hoạch".encode(), name)
    assert source.text == "Kế hoạch"
    assert source.sha256 == hashlib.sha256("Kế hoạch".encode()).hexdigest()


@pytest.mark.parametrize(
    ("name", "data", "error", "says"),
    [
        pytest.param("a.txt", b"", EmptyDocument, "empty", id="no bytes"),
        pytest.param("a.txt", b" \n\t ", EmptyDocument, "no text", id="white space only"),
        pytest.param("a.txt", b"\xef\xbb\xbf", EmptyDocument, "no text", id="only a mark"),
        pytest.param("a.txt", b"\0" * 5000, DamagedFile, "NUL", id="NUL bytes"),
        pytest.param("a.txt", b"%PDF-1.7 x", DamagedFile, "rename it to .pdf", id="pdf as txt"),
        pytest.param("a.md", b"PK\x03\x04..", DamagedFile, ".docx", id="word as markdown"),
        pytest.param("a.docx", b"words", DamagedFile, "not a Word file", id="docx without a zip"),
        pytest.param("a.docx", b"\0" * 99, DamagedFile, "not a Word file", id="docx of NULs"),
        pytest.param("a.pdf", b"words", DamagedFile, "not a PDF", id="pdf without a head"),
        pytest.param("a.pdf", b"%PDF-1.7\n1 0 obj", DamagedFile, "cut off", id="cut pdf"),
        pytest.param("a.pdf", b"%PDF-1.7\n%%EOF", DamagedFile, "broken", id="pdf with nothing"),
        pytest.param("a.html", b"\0" * 99, DamagedFile, "NUL", id="html of NULs"),
        pytest.param("a.html", b"<p> </p>", EmptyDocument, "no text", id="html without words"),
        pytest.param("a.doc", b"x", UnsupportedFormat, "save it as .docx", id="old word"),
        pytest.param("a.rtf", b"x", UnsupportedFormat, "save it as .docx", id="rtf"),
        pytest.param("a.xyz", b"x", UnsupportedFormat, "formats are", id="unknown suffix"),
        pytest.param("README", b"x", UnsupportedFormat, "no suffix", id="no suffix"),
    ],
)
def test_errors_name_the_file_in_one_line(
    name: str, data: bytes, error: type[InputError], says: str
) -> None:
    with pytest.raises(error) as raised:
        read_bytes(data, name)
    message = str(raised.value)
    assert message.startswith(f"{name}: ")
    assert says in message
    assert "\n" not in message


def test_a_missing_path(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no such file"):
        read_file(tmp_path / "a.txt")


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(UnreadableFile, match="is a folder"):
        read_file(tmp_path / "a.txt")


def test_a_broken_link(tmp_path: Path) -> None:
    link = tmp_path / "a.txt"
    try:
        link.symlink_to(tmp_path / "gone")
    except OSError:
        pytest.skip("no symbolic links here")
    with pytest.raises(UnreadableFile):
        read_file(link)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "a.txt"
    os.mkfifo(pipe)
    found: list[BaseException] = []

    def read() -> None:
        try:
            read_file(pipe)
        except UnreadableFile as error:
            found.append(error)

    thread = threading.Thread(target=read, daemon=True)
    thread.start()
    thread.join(10)
    assert "not a regular file" in str(found[0])


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every file"
)
def test_a_file_without_permission(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("x", encoding="utf-8")
    file.chmod(0)
    with pytest.raises(UnreadableFile, match="permission"):
        read_file(file)


def test_a_denied_file_is_an_error_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    file.write_text("x", encoding="utf-8")

    def denied(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", denied)
    with pytest.raises(UnreadableFile, match="Permission denied; check its permissions"):
        read_file(file)


def test_a_file_over_the_limit_is_never_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.txt"
    with file.open("wb") as stream:
        stream.truncate(200 * 1024 * 1024)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("was read"))
    with pytest.raises(TooLarge, match=r"a\.txt: is 200 MiB, over the limit of 100 MiB"):
        read_file(file)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_the_limit_of_characters(name: str) -> None:
    with pytest.raises(TooLarge, match="over the limit of 10"):
        read_bytes(b"<p>twelve words</p>", name, limits=Limits(max_characters=10))


def test_limits_are_inclusive() -> None:
    assert read_bytes(b"0123456789", "a.txt", limits=Limits(max_bytes=10, max_characters=10))
