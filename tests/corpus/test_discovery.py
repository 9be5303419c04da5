"""Finding files in folders."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from corpus.discovery import Skipped, find_files
from corpus.errors import UnreadableFile


def _touch(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x", encoding="utf-8")
    return path


def test_order_is_stable_and_files_come_before_folders(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "c.PDF", "a/b/x.docx", "B.htm", "đ.html"):
        _touch(tmp_path / name)
    names = [f.relative_to(tmp_path).as_posix() for f in find_files([tmp_path])]
    assert names == ["B.htm", "b.txt", "c.PDF", "đ.html", "a/z.md", "a/b/x.docx"]
    assert names == [f.relative_to(tmp_path).as_posix() for f in find_files([tmp_path])]


def test_skipped_entries_are_counted_by_reason(tmp_path: Path) -> None:
    for name in ("a.txt", ".hidden.txt", ".git/b.txt", "~$a.docx", "c.xlsx", "d.xlsx", "README"):
        _touch(tmp_path / name)
    skipped = Skipped()
    assert [f.name for f in find_files([tmp_path], skipped=skipped)] == ["a.txt"]
    assert skipped.reasons == {"hidden": 2, "lock file": 1, "other format": 3}
    assert skipped.suffixes == {".xlsx": 2, "": 1}
    assert skipped.total == 6


def test_a_named_file_is_always_given(tmp_path: Path) -> None:
    odd = _touch(tmp_path / "c.xlsx")
    assert list(find_files([odd])) == [odd]


def test_a_file_is_given_once(tmp_path: Path) -> None:
    file = _touch(tmp_path / "a.txt")
    skipped = Skipped()
    assert list(find_files([file, tmp_path], skipped=skipped)) == [file]
    assert skipped.reasons["given twice"] == 1


def test_link_loops_end(tmp_path: Path) -> None:
    _touch(tmp_path / "in" / "a.txt")
    try:
        (tmp_path / "in" / "again").symlink_to(tmp_path, target_is_directory=True)
    except OSError:
        pytest.skip("no symbolic links here")
    skipped = Skipped()
    assert [f.name for f in find_files([tmp_path], skipped=skipped)] == ["a.txt"]
    assert skipped.reasons["link loop"] == 1


def test_a_broken_link_is_given_when_its_name_fits(tmp_path: Path) -> None:
    link = tmp_path / "gone.txt"
    try:
        link.symlink_to(tmp_path / "nowhere.txt")
    except OSError:
        pytest.skip("no symbolic links here")
    assert list(find_files([tmp_path])) == [link]


def test_a_missing_path_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"nowhere.*no such file"):
        list(find_files([tmp_path / "nowhere"]))


def test_an_empty_folder_gives_nothing(tmp_path: Path) -> None:
    assert list(find_files([tmp_path])) == []


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every folder"
)
def test_an_unreadable_folder_is_counted(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir()
    locked.chmod(0)
    skipped = Skipped()
    try:
        assert list(find_files([tmp_path], skipped=skipped)) == []
    finally:
        locked.chmod(0o700)
    assert skipped.reasons == {"unreadable folder": 1}
