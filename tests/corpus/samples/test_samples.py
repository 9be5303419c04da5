"""The sample corpus: complete, reproducible, and true to what it promises."""

import io
import json
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from corpus.errors import UnreadableFile
from corpus.samples import EXPECTED, SAMPLES, sample_documents
from corpus.samples.build import build
from corpus.samples.expected import RELATIONS, expected_lines, file_name
from corpus.samples.pdf import font_folder
from corpus.samples.source import Box, Source, Table, read_source, read_sources

SOURCES = read_sources()
FORMATS = ("docx", "pdf", "html", "md", "txt")


def _expected() -> list[dict[str, Any]]:
    return [json.loads(line) for line in EXPECTED.read_text(encoding="utf-8").splitlines()]


def _has_fonts() -> bool:
    try:
        font_folder()
    except UnreadableFile:
        return False
    return True


needs_fonts = pytest.mark.skipif(not _has_fonts(), reason="the DejaVu fonts are not installed")


def _by_format(suffix: str) -> list[Source]:
    return [source for source in SOURCES if source.format == suffix]


def test_every_document_has_a_source_and_the_other_way_round() -> None:
    assert {path.name for path in sample_documents()} == {file_name(source) for source in SOURCES}


def test_every_document_is_expected_and_the_other_way_round() -> None:
    assert [row["file"] for row in _expected()] == [file_name(source) for source in SOURCES]


def test_folder_holds_nothing_else() -> None:
    assert {path.name for path in SAMPLES.iterdir()} == {path.name for path in sample_documents()}


def test_expected_is_what_the_sources_say() -> None:
    assert EXPECTED.read_text(encoding="utf-8") == expected_lines(SOURCES)


def test_size_of_the_corpus() -> None:
    assert len(SOURCES) >= 64
    assert sum(path.stat().st_size for path in sample_documents()) < 4_000_000


@pytest.mark.parametrize("suffix", FORMATS)
def test_enough_of_each_format(suffix: str) -> None:
    assert len(_by_format(suffix)) >= 8


@pytest.mark.parametrize("relation", sorted(RELATIONS))
def test_every_relation_occurs_in_several_documents(relation: str) -> None:
    hosts = {row["file"] for row in _expected() for e in row["edges"] if e["relation"] == relation}
    assert len(hosts) >= 2


def test_no_relation_is_listed_twice() -> None:
    for source in SOURCES:
        assert [line for line, count in Counter(source.expect).items() if count > 1] == []


def test_no_subject_is_older_than_its_object() -> None:
    for row in _expected():
        for edge in row["edges"]:
            subject = row if edge["source"] == "this" else edge["source"]
            earlier, later = edge["target"]["date"] or "", subject["date"] or ""
            known = min(len(earlier), len(later))
            assert later[:known] >= earlier[:known], (row["file"], edge)


def test_written_number_of_every_target_stands_in_the_document() -> None:
    """A target's number, or what the text writes for it, is found in the text of its host.

    Laws are cited by name and attached plans by title; neither has its number in the text.
    """
    for source, row in zip(SOURCES, _expected(), strict=True):
        text = " ".join([source.title, *_texts(source)])
        for edge in row["edges"]:
            target = edge["target"]
            written = target.get("written") or target["number"] or target["name"]
            if written and "QH" not in written and written != "Hiến pháp 2013":
                assert written in text, (source.name, written)


def _texts(source: Source) -> list[str]:
    texts = [*source.footnotes.values(), source.number_line]
    for block in source.blocks:
        if isinstance(block, Table):
            texts += [cell for row in block.rows for cell in row]
        else:
            texts.append(getattr(block, "text", ""))
    return texts


def test_documents_that_the_corpus_promises() -> None:
    assert sum(source.number is None for source in SOURCES) >= 2, "blank numbers"
    assert sum(source.party for source in SOURCES) >= 3, "party documents"
    assert sum(source.is_letter for source in SOURCES) >= 3, "official letters"
    assert sum(bool(source.footnotes) for source in SOURCES) >= 5, "footnotes"
    assert any(isinstance(block, Box) for source in SOURCES for block in source.blocks)
    assert {"nfd", "utf16", "crlf", "cells", "wrap", "columns"} <= {
        quirk for source in SOURCES for quirk in source.quirks
    }


@pytest.mark.parametrize("source", [s for s in SOURCES if s.format in {"txt", "md", "html"}])
def test_rebuilt_text_is_the_committed_file(source: Source) -> None:
    assert (SAMPLES / file_name(source)).read_bytes() == build(source)


@pytest.mark.parametrize("source", _by_format("docx"), ids=lambda source: source.name)
def test_rebuilt_word_file_has_the_committed_parts(source: Source) -> None:
    # The parts, not the zip: another zlib may compress the same bytes differently.
    assert _parts((SAMPLES / file_name(source)).read_bytes()) == _parts(build(source))


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@needs_fonts
@pytest.mark.parametrize("source", _by_format("pdf")[:3], ids=lambda source: source.name)
def test_rebuilt_pdf_says_the_same(source: Source) -> None:
    # The text, not the bytes: they depend on the versions of reportlab and of the font.
    assert _pdf_text((SAMPLES / file_name(source)).read_bytes()) == _pdf_text(build(source))


def _pdf_text(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


@needs_fonts
@pytest.mark.parametrize("suffix", FORMATS)
def test_building_twice_gives_the_same_bytes(suffix: str) -> None:
    source = _by_format(suffix)[0]
    assert build(source) == build(source)


def test_word_footnotes_are_a_part_of_their_own() -> None:
    source = next(source for source in _by_format("docx") if len(source.footnotes) > 1)
    notes = _parts(build(source))["word/footnotes.xml"].decode()
    assert all(text.replace("&", "&amp;") in notes for text in source.footnotes.values())


def test_a_table_runs_over_a_page_break_in_a_pdf() -> None:
    pages = _pdf_text((SAMPLES / "na-kyson-kh-giam-ngheo.pdf").read_bytes())
    with_head = [
        number for number, text in enumerate(pages) if "Cơ quan chủ trì" in " ".join(text.split())
    ]
    assert len(with_head) >= 2


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param('type = "Nghị định"', "", "type", id="a field is missing"),
        pytest.param("# Điều 1", "| a | b |\n| c |\n\n# Điều 1", "cells", id="uneven table"),
    ],
)
def test_broken_source_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    text = (Path(EXPECTED).parent / "sources" / "nd-63-2010.md").read_text(encoding="utf-8")
    path = tmp_path / "broken.md"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=rf"broken\.md: .*{message}"):
        read_source(path)
