"""Real files, where they are at hand beside the repository."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

from corpus.discovery import find_files
from corpus.readers import read_bytes, read_file
from tests.corpus.readers.spans import check_spans

SHARED = Path(__file__).resolve().parents[4] / "shared"

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not at hand")


def members(name: str, *wanted: str) -> list[tuple[str, bytes]]:
    archive = SHARED / "data" / name
    if not archive.exists():
        pytest.skip(f"{name} is not at hand")
    found = []
    with tarfile.open(archive) as tar:
        for member in tar:
            stream = tar.extractfile(member) if member.isfile() else None
            if stream is not None and any(part in member.name for part in wanted):
                found.append((member.name, stream.read()))
    return found


def test_seeds_are_read_unchanged() -> None:
    files = list(find_files([SHARED / "seeds"]))
    assert files
    for file in files:
        source = read_file(file)
        assert source.text == file.read_bytes().decode("utf-8")
        assert source.encoding == "utf-8"


def test_portal_pages_are_read_unchanged_and_their_tables_found() -> None:
    for name, data in members("directives.dev.tar.xz", "/00", "/01"):
        source = read_bytes(data, name)
        assert source.text == data.decode("utf-8")
        check_spans(source)
        assert source.tables


def test_a_gazette_pdf() -> None:
    ((name, data),) = members("congbao_pdfs.dev.tar", "thong-tu-so-02-2026-tt-btc")
    source = read_bytes(data, name)
    check_spans(source)
    lines = source.text.split("\n")
    assert lines[:6] == [
        "BỘ TÀI CHÍNH",
        "Số: 02/2026/TT-BTC",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Hà Nội, ngày 01 tháng 01 năm 2026",
        "THÔNG TƯ",
    ]
    assert "CÔNG BÁO" not in source.text
    assert len(source.pages) == 2
    # Every ground is one paragraph, whole to its semicolon.
    grounds = [line for line in lines if line.startswith("Căn cứ")]
    assert len(grounds) >= 4
    assert all(line.endswith((";", ".")) for line in grounds)
