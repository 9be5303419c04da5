"""Which embedding model a library is searched with, and what happens when it changes."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from api.embedding import rows_of
from api.library import Library
from api.settings import Settings
from corpus.errors import ConfigError

NONE = Settings(workers=1, embedder="none")
STATIC = Settings(workers=1)


def sizes(library: Library) -> tuple[int, int]:
    """Passages of the catalog, and those that the vector index has."""
    return library.catalog.documents.count_passages(), len(library._stores.vectors)


def test_a_library_without_vectors_gets_them_when_the_setting_changes(
    folder: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    with Library.open(data, NONE, write=True) as library:
        library.ingest([folder])
        assert sizes(library)[1] == 0
        assert library.search("chuyển đổi số").hits
    with Library.open(data, STATIC, write=True) as library:
        report = library.ingest([folder])
        assert (report.unchanged, report.added) == (3, 0)
        passages, vectors = sizes(library)
        assert passages == vectors > 0
        [document] = library.catalog.documents.by_lookup("77/KH-UBND")
        block = library.catalog.documents.vectors(document.id)
        assert block is not None
        rows = np.concatenate(rows_of(block))
        assert len(rows_of(block)) == len(library.catalog.documents.passages(document.id))
        assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-3)


def test_a_reader_uses_the_model_that_the_library_has(folder: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    with Library.open(data, STATIC, write=True) as library:
        library.ingest([folder])
    with Library.open(data, NONE) as reader:
        passages, vectors = sizes(reader)
        assert passages == vectors
        assert not reader.lags()


def test_a_model_that_is_gone_stops_searches_alone(folder: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    with Library.open(data, NONE, write=True) as library:
        library.ingest([folder])
        with library.catalog.transaction():
            library.catalog.set_note("embedder", "luocdo-static/none")
    with Library.open(data, replace(NONE, embedder="none")) as reader:
        assert reader.find("77/KH-UBND")
        try:
            reader.search("chuyển đổi số")
        except ConfigError as error:
            assert "luocdo-static/none" in str(error)
        else:
            raise AssertionError("a search needs the model")
