import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.catalog import (
    Catalog,
    Citation,
    Decision,
    Failure,
    FileState,
    Mention,
    NewDocument,
    PassageSpan,
    StoredDocument,
    VectorBlock,
)
from corpus.catalog.files import path_key
from corpus.catalog.packing import pack_json, pack_text, unpack_json, unpack_text
from corpus.errors import NewerSchema, NotALibrary, StoreBusy, StoreError

URN = "urn:lex:vn:test"


def new(sha: str = "a", urn: str = URN, **facts: Any) -> NewDocument:
    document = NewDocument(
        sha256=sha * 64,
        urn=urn,
        text="Căn cứ Quyết định số 766/QĐ-TTg\r\n\ud800",
        media_type="text/plain",
        parsed={"header": {"type": "Kế hoạch"}},
        source={"pages": [[1, 0, 10]]},
        type="Kế hoạch",
        number="30/KH-UBND",
        year=2024,
        lookup=("30/KH-UBND", "30"),
        extractor="1",
        passages=(PassageSpan(0, 0, 6, ("I. Mục đích",)), PassageSpan(1, 7, 20, ())),
        vectors=VectorBlock("static", 2, bytes(16)),
        warnings=("trang 3 trống",),
    )
    return replace(document, **facts)


def mention(ordinal: int = 0, **facts: Any) -> Mention:
    one = Mention(
        ordinal, 7, 30, "Quyết định số 766/QĐ-TTg", "numbered", "based_on", "unresolved", None,
        "no year", 0.0, "766/QĐ-TTG", ({"urn": "urn:x", "reason": "y", "confidence": 0.5},),
    )  # fmt: skip
    return replace(one, **facts)


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with Catalog.open(tmp_path / "data", write=True) as opened:
        yield opened


def test_a_document_comes_out_as_it_went_in(catalog: Catalog) -> None:
    document = new()
    with catalog.transaction():
        row = catalog.documents.put(document)
        catalog.files.put(FileState("/a/KH 30.txt", document.sha256, 10, 20))
    stored = catalog.documents.by_sha256(document.sha256)
    assert stored is not None
    assert (stored.id, stored.urn, stored.number, stored.year) == (row, URN, "30/KH-UBND", 2024)
    assert stored.pending
    assert stored.warnings == ("trang 3 trống",)
    assert stored.paths == ("/a/KH 30.txt",)
    assert stored.characters == len(document.text)
    assert catalog.documents.text(row) == document.text
    assert catalog.documents.parsed(row) == document.parsed
    assert catalog.documents.source(row) == document.source
    assert tuple(catalog.documents.passages(row)) == document.passages
    assert catalog.documents.vectors(row) == document.vectors


@pytest.mark.parametrize(
    "find",
    [
        pytest.param(lambda c: c.documents.by_urn(URN), id="by identity"),
        pytest.param(lambda c: c.documents.by_lookup("30"), id="by bare number"),
        pytest.param(lambda c: c.documents.by_file_name("KH 30.txt"), id="by file name"),
        pytest.param(lambda c: [c.documents.by_path("/a/KH 30.txt")], id="by path"),
        pytest.param(lambda c: c.documents.by_sha256_prefix("aaaa"), id="by start of the hash"),
        pytest.param(lambda c: list(c.documents.all()), id="by walking through all"),
        pytest.param(lambda c: c.documents.pending(5), id="because it is pending"),
    ],
)
def test_a_document_is_found(
    catalog: Catalog, find: Callable[[Catalog], list[StoredDocument | None]]
) -> None:
    with catalog.transaction():
        row = catalog.documents.put(new())
        catalog.files.put(FileState("/a/KH 30.txt", "a" * 64, 10, 20))
    assert [found.id for found in find(catalog) if found] == [row]
    with catalog.transaction():
        stored = catalog.documents.by_id(row)
        assert stored
        catalog.documents.remove(stored)
    assert [found for found in find(catalog) if found] == []


def test_walking_through_all_crosses_batches(catalog: Catalog) -> None:
    with catalog.transaction():
        for number in range(600):
            catalog.documents.put(replace(new(), sha256=f"{number:064d}"))
    assert len({found.sha256 for found in catalog.documents.all()}) == 600


def test_storing_the_same_bytes_again_replaces_and_keeps_the_row(catalog: Catalog) -> None:
    with catalog.transaction():
        first = catalog.documents.put(new())
        stored = catalog.documents.by_id(first)
        assert stored
        catalog.mentions.put(stored, [mention()])
    with catalog.transaction():
        second = catalog.documents.put(new(urn="urn:lex:vn:other", passages=(), vectors=None))
    assert second == first
    assert catalog.documents.count() == 1
    assert catalog.documents.passages(first) == []
    assert catalog.documents.vectors(first) is None
    assert catalog.mentions.of(first) == ()
    assert [(one.action, one.urn) for one in catalog.changes.since(1)] == [("remove", URN)]


def test_the_generation_rises_only_with_a_logged_change(catalog: Catalog) -> None:
    with catalog.transaction():
        row = catalog.documents.put(new())
    assert catalog.generation == 0, "a pending document is not announced yet"
    stored = catalog.documents.by_id(row)
    assert stored
    with catalog.transaction():
        assert catalog.mentions.put(stored, [mention()])
    assert catalog.generation == 1
    with catalog.transaction():
        assert not catalog.mentions.put(stored, [mention()])
    assert catalog.generation == 1, "the same mentions again are no change"
    with catalog.transaction():
        assert catalog.mentions.put(stored, [mention(status="resolved", urn="urn:x")])
    assert catalog.generation == 2
    assert [(c.generation, c.action) for c in catalog.changes.since(0)] == [(2, "put")]
    with catalog.transaction():
        catalog.documents.remove(stored)
    assert [(c.generation, c.action) for c in catalog.changes.since(2)] == [(3, "remove")]


def test_a_document_without_mentions_is_announced_too(catalog: Catalog) -> None:
    with catalog.transaction():
        row = catalog.documents.put(new())
        stored = catalog.documents.by_id(row)
        assert stored
        assert catalog.mentions.put(stored, [])
    assert [change.action for change in catalog.changes.since(0)] == ["put"]
    assert catalog.documents.count_pending() == 0


def test_a_failed_transaction_leaves_nothing(catalog: Catalog) -> None:
    with pytest.raises(ZeroDivisionError), catalog.transaction():
        catalog.documents.put(new())
        catalog.changes.log("put", "a" * 64, URN)
        raise ZeroDivisionError
    assert catalog.documents.count() == 0
    assert catalog.generation == 0
    assert list(catalog.changes.since(0)) == []


def test_mentions_are_found_by_what_they_ask_for(catalog: Catalog) -> None:
    with catalog.transaction():
        rows = [catalog.documents.put(new(sha)) for sha in "abc"]
        stored = [one for row in rows if (one := catalog.documents.by_id(row))]
        catalog.mentions.put(stored[0], [mention()], ["766", "name:đề án 06"])
        catalog.mentions.put(stored[1], [mention(status="resolved", urn="urn:766")], ["766", "766"])
        catalog.mentions.put(stored[2], [mention(status="resolved", urn="urn:766", decided=True)])
    assert catalog.mentions.asking(["766", "1"]) == {rows[0], rows[1]}
    assert catalog.mentions.asking(["name:đề án 06"]) == {rows[0]}
    assert catalog.mentions.asking([]) == set()
    assert catalog.mentions.of(rows[0]) == (mention(),)
    assert catalog.mentions.count_by_status() == {"resolved": 2, "unresolved": 1}
    assert [row for row, _ in catalog.mentions.to("urn:766", 9)] == rows[1:]


def test_documents_cited_in_full(catalog: Catalog) -> None:
    cited = Citation("urn:766", "2022-06-23", ("766/QĐ-TTg", "766"))
    with catalog.transaction():
        first, second = (catalog.documents.put(new(sha)) for sha in "ab")
        assert catalog.citations.put(first, [cited]) == {"urn:766", "766/QĐ-TTg", "766"}
        assert catalog.citations.put(second, [cited]) == set(), "it was known already"
        later = replace(cited, date="2022-06-24")
        assert catalog.citations.put(second, [cited, later]) == {"urn:766", "766/QĐ-TTg", "766"}
    assert catalog.citations.by_lookup("766") == [("urn:766", None, 3)], "two dates are stated"
    with catalog.transaction():
        assert catalog.citations.put(second, []) == {"urn:766", "766/QĐ-TTg", "766"}, (
            "one date is gone"
        )
        assert catalog.citations.by_lookup("urn:766") == [("urn:766", "2022-06-23", 1)]
        assert catalog.citations.put(first, [cited]) == set(), "nothing new"
        assert catalog.citations.put(first, []) == {"urn:766", "766/QĐ-TTg", "766"}
    assert catalog.citations.by_lookup("766") == []


def test_files_below_a_folder(catalog: Catalog) -> None:
    with catalog.transaction():
        catalog.documents.put(new())
        for path in ("/r/a.txt", "/r/b/c.txt", "/r.txt", "/r2/a.txt", "/r-x/a.txt"):
            catalog.files.put(FileState(path, "a" * 64, 1, 2))
        catalog.files.put_failure(Failure("/r/bad.pdf", "DamagedFile", "no"))
    assert list(catalog.files.under("/r")) == ["/r/a.txt", "/r/b/c.txt", "/r/bad.pdf"]
    assert list(catalog.files.under("/r/")) == ["/r/a.txt", "/r/b/c.txt", "/r/bad.pdf"]
    assert list(catalog.files.under("/r.txt")) == ["/r.txt"]
    assert catalog.files.orphans() == []


def test_a_document_is_an_orphan_when_its_last_file_goes(catalog: Catalog) -> None:
    with catalog.transaction():
        row = catalog.documents.put(new())
        catalog.files.put(FileState("/a", "a" * 64, 1, 2))
        catalog.files.put(FileState("/b", "a" * 64, 1, 2))
        catalog.files.remove("/a")
        assert catalog.files.orphans() == []
        catalog.files.remove("/b")
        assert catalog.files.orphans() == [row]


def test_a_failure_is_forgotten_when_the_file_goes_in(catalog: Catalog) -> None:
    with catalog.transaction():
        catalog.documents.put(new())
        catalog.files.put_failure(Failure("/a", "DamagedFile", "a: damaged"))
    assert catalog.files.failures() == [Failure("/a", "DamagedFile", "a: damaged")]
    with catalog.transaction():
        catalog.files.put(FileState("/a", "a" * 64, 1, 2))
    assert catalog.files.failures() == []


def test_a_decision_outlives_its_document(catalog: Catalog) -> None:
    decision = Decision("a" * 64, URN, 7, 30, "QĐ 766", 0, "urn:766", "2026-01-01T00:00:00Z")
    with catalog.transaction():
        row = catalog.documents.put(new())
        catalog.decisions.put(decision)
        stored = catalog.documents.by_id(row)
        assert stored
        catalog.documents.remove(stored)
    assert catalog.decisions.about("a" * 64, "urn:new") == [decision]
    assert catalog.decisions.about("b" * 64, URN) == [decision]
    assert catalog.decisions.about("b" * 64, "urn:new") == []
    with catalog.transaction():
        catalog.decisions.put(replace(decision, urn="urn:767"))
    assert [one.urn for one in catalog.decisions.all()] == ["urn:767"]
    with catalog.transaction():
        catalog.decisions.remove(decision)
    assert catalog.decisions.all() == []


def test_readers_see_the_last_commit_while_one_writes(catalog: Catalog) -> None:
    with Catalog.open(catalog.folder) as reader:
        with catalog.transaction():
            catalog.documents.put(new())
            assert reader.documents.count() == 0
        assert reader.documents.count() == 1
        with pytest.raises(StoreError, match="reading only"), reader.transaction():
            pass


def test_only_one_process_writes(catalog: Catalog) -> None:
    code = (
        "import sys; from pathlib import Path; from corpus.catalog import Catalog\n"
        "Catalog.open(Path(sys.argv[1]), write=True)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(catalog.folder)], capture_output=True, check=False
    )
    assert b"StoreBusy" in done.stderr
    catalog.close()
    again = Catalog.open(catalog.folder, write=True)
    again.close()


def test_a_second_writer_in_the_same_process_is_refused(catalog: Catalog) -> None:
    with pytest.raises(StoreBusy):
        Catalog.open(catalog.folder, write=True)


def foreign_file(folder: Path) -> None:
    (folder / "thesis.docx").write_bytes(b"x")


def foreign_database(folder: Path) -> None:
    with sqlite3.connect(folder / "catalog.sqlite") as other:
        other.execute("CREATE TABLE recipes (name)")
    other.close()


def no_database(folder: Path) -> None:
    (folder / "catalog.sqlite").write_bytes(b"not a database at all" * 100)


@pytest.mark.parametrize("write", [False, True])
@pytest.mark.parametrize("make", [foreign_file, foreign_database, no_database])
def test_a_folder_of_something_else_is_left_alone(
    tmp_path: Path, make: Callable[[Path], None], write: bool
) -> None:
    make(tmp_path)
    before = sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(NotALibrary, match="--data"):
        Catalog.open(tmp_path, write=write)
    after = {path.name for path in tmp_path.iterdir()} - {"writer.lock"}
    assert sorted(after) == before


def test_reading_makes_no_folder(tmp_path: Path) -> None:
    with pytest.raises(NotALibrary, match="luocdo ingest"):
        Catalog.open(tmp_path / "none")
    assert not (tmp_path / "none").exists()
    with pytest.raises(NotALibrary, match="luocdo ingest"):
        Catalog.open(tmp_path)


def test_a_file_is_no_data_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(NotALibrary, match="is a file"):
        Catalog.open(tmp_path / "file", write=True)


def test_an_older_schema_is_refused(tmp_path: Path) -> None:
    Catalog.open(tmp_path, write=True).close()
    with sqlite3.connect(tmp_path / "catalog.sqlite") as raw:
        raw.execute("PRAGMA user_version = 1")
    raw.close()
    with pytest.raises(StoreError, match="earlier version"):
        Catalog.open(tmp_path)


@pytest.mark.parametrize("write", [False, True])
def test_a_newer_schema_is_refused_and_left_alone(tmp_path: Path, write: bool) -> None:
    Catalog.open(tmp_path, write=True).close()
    with sqlite3.connect(tmp_path / "catalog.sqlite") as raw:
        raw.execute("PRAGMA user_version = 999")
    raw.close()
    with pytest.raises(NewerSchema, match="999"):
        Catalog.open(tmp_path, write=write)


def test_an_interrupted_creation_is_begun_again(tmp_path: Path) -> None:
    (tmp_path / "catalog.sqlite").touch()
    (tmp_path / "writer.lock").touch()
    with pytest.raises(NotALibrary):
        Catalog.open(tmp_path)
    with Catalog.open(tmp_path, write=True) as catalog:
        assert catalog.generation == 0


def test_a_sound_catalog_has_no_problems(catalog: Catalog) -> None:
    with catalog.transaction():
        catalog.documents.put(new())
    assert catalog.check() == []


@given(st.text(alphabet=st.characters(), max_size=200))
def test_texts_survive_packing(text: str) -> None:
    assert unpack_text(pack_text(text)) == text
    assert unpack_json(pack_json({"text": text})) == {"text": text}


def test_a_path_that_is_not_unicode_has_a_key() -> None:
    key = path_key(Path("/tài liệu/\udcff.txt"))
    assert key == "/tài liệu/\\xff.txt"
    key.encode("utf-8")
