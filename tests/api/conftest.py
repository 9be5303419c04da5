from collections.abc import Iterator
from pathlib import Path

import pytest

from api.library import Library
from api.settings import Settings
from tests.api.texts import COMMUNE_PLAN, DECISION, PLAN


@pytest.fixture(autouse=True)
def _no_settings_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LUOCDO_DATA", "LUOCDO_CONFIG", "LUOCDO_EMBEDDER", "LUOCDO_WORKERS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three directives."""
    folder = tmp_path / "văn bản"
    folder.mkdir()
    (folder / "qd-1234.txt").write_text(DECISION, "utf-8")
    (folder / "kh-77.txt").write_text(PLAN, "utf-8")
    (folder / "kh-12.md").write_text(COMMUNE_PLAN, "utf-8")
    return folder


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An empty library, open for writing."""
    data = tmp_path / "data"
    with Library.open(data, Settings(data=data, workers=1, embedder="none"), write=True) as library:
        yield library
