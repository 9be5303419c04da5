import os
import shutil
from pathlib import Path

import pytest

from api.ingest.report import Event, IngestReport
from api.library import Library
from api.settings import Settings
from corpus.errors import ConfigError, InputError, StoreError
from nlp.directive import RelationKind
from tests.api.texts import COMMUNE_PLAN, PLAN

DECISION_URN = "urn:lex:vn:thu.tuong.chinh.phu:quyet.dinh:2022;1234-qd-ttg"


IMPLEMENTS: tuple[RelationKind, ...] = ("implements",)


def counts(report: IngestReport) -> dict[str, int]:
    names = ("added", "changed", "renamed", "removed", "unchanged")
    said = {name: getattr(report, name) for name in names} | {"failed": len(report.failed)}
    return {name: number for name, number in said.items() if number}


def is_sound(library: Library) -> bool:
    return all(check.status != "error" for check in library.doctor())


def implementers(library: Library) -> set[str]:
    return {link.subject for link in library.links(DECISION_URN, "in", IMPLEMENTS)}


def test_documents_go_in_and_are_tied_together(library: Library, folder: Path) -> None:
    events: list[Event] = []
    report = library.ingest([folder], on_event=events.append)
    assert counts(report) == {"added": 3}
    assert report.documents == 3
    assert [event.total for event in events if event.kind == "found"] == [3]
    assert sum(event.kind == "added" for event in events) == 3
    assert is_sound(library)
    assert not library.lags()
    found = implementers(library)
    assert {library.document(urn).number for urn in found} == {"77/KH-UBND", "12/KH-UBND"}
    for edge in library.edges(object=DECISION_URN, relations=IMPLEMENTS):
        assert "1234/QĐ-TTg" in edge.evidence.quotation
        text = library.text(edge.host)
        assert "1234/QĐ-TTg" in text[edge.evidence.start : edge.evidence.end]
        assert edge.evidence.quotation in text


def test_ingesting_twice_changes_nothing(library: Library, folder: Path) -> None:
    library.ingest([folder])
    generation = library.generation
    report = library.ingest([folder])
    assert counts(report) == {"unchanged": 3}
    assert library.generation == generation


def test_a_touched_file_is_not_parsed_again(library: Library, folder: Path) -> None:
    library.ingest([folder])
    generation = library.generation
    os.utime(folder / "kh-77.txt", ns=(1, 1))
    report = library.ingest([folder])
    assert counts(report) == {"unchanged": 3}
    assert report.documents_per_second == 0
    assert library.generation == generation


def test_a_changed_file_replaces_what_it_was(library: Library, folder: Path) -> None:
    library.ingest([folder])
    (folder / "kh-77.txt").write_text(PLAN.replace("77/KH-UBND", "78/KH-UBND"), "utf-8")
    assert counts(library.ingest([folder])) == {"changed": 1, "unchanged": 2}
    assert {library.document(urn).number for urn in implementers(library)} == {
        "78/KH-UBND",
        "12/KH-UBND",
    }
    assert not library.find("77/KH-UBND")
    assert is_sound(library)


def test_a_removed_file_is_forgotten(library: Library, folder: Path) -> None:
    library.ingest([folder])
    (folder / "kh-77.txt").unlink()
    assert counts(library.ingest([folder])) == {"removed": 1, "unchanged": 2}
    assert len(implementers(library)) == 1
    assert library.catalog.documents.count() == 2
    assert is_sound(library)


def test_a_removed_document_that_others_cite_stays_as_a_node(
    library: Library, folder: Path
) -> None:
    library.ingest([folder])
    assert library.document(DECISION_URN).held
    (folder / "qd-1234.txt").unlink()
    library.ingest([folder])
    assert not library.document(DECISION_URN).held
    assert len(implementers(library)) == 2, "the commune's plan gives no date, the other does"


def test_a_renamed_file_is_recognised(library: Library, folder: Path) -> None:
    library.ingest([folder])
    (folder / "kh-77.txt").rename(folder / "kế hoạch 77.txt")
    report = library.ingest([folder])
    assert counts(report) == {"renamed": 1, "unchanged": 2}
    assert report.documents_per_second == 0, "its bytes are known"
    assert [record.number for record in library.find("kế hoạch 77.txt")] == ["77/KH-UBND"]
    assert is_sound(library)
    assert not library.find("kh-77.txt")


def test_swapped_names_keep_both_documents(library: Library, folder: Path) -> None:
    library.ingest([folder])
    first, second = folder / "kh-77.txt", folder / "qd-1234.txt"
    first.rename(folder / "x")
    second.rename(first)
    (folder / "x").rename(second)
    report = library.ingest([folder])
    assert counts(report) == {"changed": 2, "unchanged": 1}
    assert library.catalog.documents.count() == 3
    assert is_sound(library)


def test_a_copied_file_is_one_document(library: Library, folder: Path) -> None:
    shutil.copy(folder / "kh-77.txt", folder / "copy.txt")
    assert counts(library.ingest([folder])) == {"added": 4}
    assert library.catalog.documents.count() == 3
    (folder / "kh-77.txt").unlink()
    library.ingest([folder])
    assert library.catalog.documents.count() == 3


def test_only_given_folders_lose_documents(library: Library, folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "kh.txt").write_text(PLAN.replace("77/KH", "80/KH"), "utf-8")
    library.ingest([folder, other])
    (other / "kh.txt").unlink()
    assert counts(library.ingest([folder])) == {"unchanged": 3}
    assert library.catalog.documents.count() == 4
    assert counts(library.ingest([other])) == {"removed": 1}


def test_a_document_that_arrives_answers_open_mentions(library: Library, folder: Path) -> None:
    short = COMMUNE_PLAN.replace("số 1234/QĐ-TTg của Thủ tướng Chính phủ", "số 1234/QĐ-TTg")
    (folder / "kh-12.md").write_text(short, "utf-8")
    decision = (folder / "qd-1234.txt").rename(folder.parent / "later.txt")
    library.ingest([folder / "kh-12.md"])
    before = [row for row in library.references() if "1234/QĐ-TTg" in row.text]
    assert [row.status for row in before] == ["unresolved"], "no year and nothing known"
    library.ingest([decision])
    after = [
        row for row in library.references() if "1234/QĐ-TTg" in row.text and row.kind != "header"
    ]
    assert [row.urn for row in after] == [DECISION_URN]
    assert len(implementers(library)) == 1


def test_one_misprinted_year_does_not_put_the_others_in_doubt(
    library: Library, folder: Path
) -> None:
    (folder / "qd-1234.txt").unlink()
    for number, year in ((81, 2022), (82, 2022), (83, 2021)):
        text = PLAN.replace("77/KH-UBND", f"{number}/KH-UBND")
        text = text.replace("05 tháng 3 năm 2022", f"05 tháng 3 năm {year}")
        (folder / f"kh-{number}.txt").write_text(text, "utf-8")
    library.ingest([folder])
    statuses = {row.file: row.status for row in library.references() if "1234/QĐ-TTg" in row.text}
    assert statuses.pop("kh-83.txt") == "ambiguous"
    assert set(statuses.values()) == {"resolved"}


def test_the_order_of_arrival_makes_no_difference(folder: Path, tmp_path: Path) -> None:
    files = sorted(folder.iterdir())
    rows: list[set[tuple[str, str, str | None]]] = []
    for order in (files, files[::-1]):
        data = tmp_path / f"data{len(rows)}"
        with Library.open(
            data, Settings(data=data, workers=1, embedder="none"), write=True
        ) as library:
            for file in order:
                library.ingest([file])
            rows.append({(row.id, row.status, row.urn) for row in library.references()})
    assert rows[0] == rows[1]


BAD_FILES = {
    "empty.txt": b"",
    "nul.txt": bytes(5000),
    "no-zip.docx": b"this is no zip archive",
    "truncated.pdf": b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog",
    "blank.md": b" \n\t\n",
}


def test_bad_files_fail_alone_and_are_remembered(library: Library, folder: Path) -> None:
    for name, content in BAD_FILES.items():
        (folder / name).write_bytes(content)
    report = library.ingest([folder], workers=2)
    assert counts(report) == {"added": 3, "failed": len(BAD_FILES)}
    for failure in report.failed:
        assert "\n" not in failure.reason
        assert Path(failure.path).name in failure.reason
    assert {Path(failure.path).name for failure in report.failed} == set(BAD_FILES)
    remembered = [check for check in library.doctor() if check.name == "failed file"]
    assert len(remembered) == len(BAD_FILES)
    assert is_sound(library)


def test_a_failure_is_forgotten_with_its_file(library: Library, folder: Path) -> None:
    (folder / "empty.txt").touch()
    library.ingest([folder])
    (folder / "empty.txt").unlink()
    report = library.ingest([folder])
    assert counts(report) == {"unchanged": 3}
    assert library.catalog.files.failures() == []


def test_a_file_that_turns_bad_keeps_its_earlier_document(library: Library, folder: Path) -> None:
    library.ingest([folder])
    (folder / "kh-77.txt").write_bytes(b"")
    assert counts(library.ingest([folder])) == {"unchanged": 2, "failed": 1}
    assert [record.held for record in library.find("77/KH-UBND")] == [True]


def test_limits_are_those_of_the_settings(folder: Path, tmp_path: Path) -> None:
    (folder / "long.txt").write_text("Căn cứ Luật. " * 20_000, "utf-8")
    settings = Settings(workers=1, embedder="none", max_file_mb=0.1)
    with Library.open(tmp_path / "data", settings, write=True) as library:
        report = library.ingest([folder])
    assert [failure.kind for failure in report.failed] == ["TooLarge"]
    assert report.added == 3


def test_an_unreadable_file_fails_alone(library: Library, folder: Path) -> None:
    secret = folder / "secret.txt"
    secret.write_text(PLAN, "utf-8")
    secret.chmod(0)
    if os.access(secret, os.R_OK):
        secret.unlink()  # root reads everything; a dangling link cannot be read by anybody
        secret.symlink_to(folder / "nowhere.txt")
    report = library.ingest([folder])
    assert counts(report) == {"added": 3, "failed": 1}
    assert "secret.txt" in report.failed[0].reason


@pytest.mark.parametrize("missing_beside_good", [True, False])
def test_a_missing_path(library: Library, folder: Path, missing_beside_good: bool) -> None:
    missing = folder / "none"
    if missing_beside_good:
        report = library.ingest([folder, missing])
        assert counts(report) == {"added": 3, "failed": 1}
    else:
        with pytest.raises(InputError, match="none: no such file"):
            library.ingest([missing])


def test_a_folder_without_documents(library: Library, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").touch()
    with pytest.raises(InputError, match=r"photos: holds no documents"):
        library.ingest([tmp_path / "photos"])


def test_emptying_a_folder_forgets_its_documents(library: Library, folder: Path) -> None:
    library.ingest([folder])
    for file in folder.iterdir():
        file.unlink()
    assert counts(library.ingest([folder])) == {"removed": 3}
    assert library.catalog.documents.count() == 0
    assert is_sound(library)


def test_a_wrong_embedder_is_an_error_before_the_first_file(folder: Path, tmp_path: Path) -> None:
    with (
        pytest.raises(ConfigError),
        Library.open(
            tmp_path / "data", Settings(embedder="luocdo-static/x"), write=True
        ) as library,
    ):
        library.ingest([folder])


def test_a_reading_library_refuses_to_ingest(library: Library, folder: Path) -> None:
    library.ingest([folder])
    with (
        Library.open(library.catalog.folder, library.settings) as reader,
        pytest.raises(StoreError, match="reading only"),
    ):
        reader.ingest([folder])


def test_files_of_unknown_headers_stay_apart(library: Library, folder: Path) -> None:
    (folder / "a.txt").write_text("Một đoạn không có gì.", "utf-8")
    (folder / "b.txt").write_text("Một đoạn khác cũng vậy.", "utf-8")
    library.ingest([folder])
    urns = {library.find(name)[0].urn for name in ("a.txt", "b.txt")}
    assert len(urns) == 2


def test_a_file_that_takes_too_long_fails_alone(folder: Path, tmp_path: Path) -> None:
    settings = Settings(workers=1, embedder="none", file_seconds=0.1)
    with Library.open(tmp_path / "data", settings, write=True) as library:
        report = library.ingest([folder])  # not even the worker starts in a tenth of a second
    assert {failure.kind for failure in report.failed} == {"TooLarge"}
    assert "file_seconds" in report.failed[0].reason
