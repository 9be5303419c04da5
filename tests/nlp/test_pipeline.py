"""The spaCy pipeline gives what the plain functions give, and travels as spaCy's own do."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import DocBin

from corpus.source_text import Cell, SourceText, Table
from nlp.parse import parse, parse_text
from nlp.pipeline import COMPONENTS, build_pipeline, make_doc
from tests.nlp.test_parse import SAMPLE

TEXTS = [SAMPLE, "Theo Quyết định số 766/QĐ-TTg ngày 23/6/2022.", "", "Điều 1. Một\n1. Hai.\n"]


@pytest.fixture(scope="module")
def pipeline() -> Language:
    return build_pipeline()


def test_results_equal_parse(pipeline: Language) -> None:
    for text, doc in zip(TEXTS, pipeline.pipe(TEXTS, batch_size=2), strict=True):
        assert doc.text == text
        assert doc._.directive == parse_text(text)
        assert doc._.header == parse_text(text).header


def test_spans_cover_what_was_found(pipeline: Language) -> None:
    doc = pipeline(SAMPLE)
    directive = doc._.directive
    for key, found in (
        ("references", directive.references),
        ("sections", directive.sections),
        ("tasks", directive.tasks),
    ):
        assert len(doc.spans[key]) == len(found)
        for span, item in zip(doc.spans[key], found, strict=True):
            assert span.start_char <= item.start < item.end <= span.end_char
    assert {span.label_ for span in doc.spans["references"]} >= {"based_on", "implements"}


def test_saved_and_loaded(pipeline: Language, tmp_path: Path) -> None:
    pipeline.to_disk(tmp_path / "model")
    loaded = spacy.load(tmp_path / "model")
    assert tuple(loaded.pipe_names) == COMPONENTS
    assert loaded(SAMPLE)._.directive == parse_text(SAMPLE)


def test_docs_travel_as_bytes(pipeline: Language) -> None:
    stored = DocBin(store_user_data=True, docs=[pipeline(SAMPLE)]).to_bytes()
    (doc,) = DocBin().from_bytes(stored).get_docs(pipeline.vocab)
    assert doc._.directive == parse_text(SAMPLE)


def test_components_have_their_own_config() -> None:
    nlp = build_pipeline(
        ["luocdo_header", "luocdo_references"],
        {"luocdo_references": {"spans_key": "citations"}, "luocdo_header": {"warnings": False}},
    )
    doc = nlp("Theo Quyết định số 766/QĐ-TTg.")
    assert [span.text for span in doc.spans["citations"]] == ["Quyết định số 766/QĐ-TTg"]
    assert doc._.directive.warnings == ()


def test_tables_of_a_reader_are_used(pipeline: Language) -> None:
    words = ["Nội dung", "Chủ trì", "Trồng cây", "Sở Nội vụ"]
    text = f"{words[0]}\t{words[1]}\n{words[2]}\t{words[3]}\n"
    cells = [Cell(text.index(w), text.index(w) + len(w)) for w in words]
    table = Table(0, len(text), (tuple(cells[:2]), tuple(cells[2:])))
    source = SourceText(text, "text/html", "00", tables=(table,))
    doc = pipeline(make_doc(pipeline, source))
    assert doc._.directive == parse(source)
    assert [task.lead for task in doc._.directive.tasks] == ["Sở Nội vụ"]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("số 45/2020/NĐ-CP,", ["số", "45/2020/NĐ-CP", ","]),
        ("37-QĐ/TW và 5", ["37-QĐ/TW", "và", "5"]),
        ("a  b\n\nc", ["a", " ", "b", "\n\n", "c"]),
        ("Quye\u0302\u0301t", ["Quye\u0302\u0301t"]),
        ("  ", ["  "]),
    ],
)
def test_tokens(pipeline: Language, text: str, tokens: list[str]) -> None:
    doc = pipeline.make_doc(text)
    assert [token.text for token in doc] == tokens
    assert doc.text == text


def test_the_guide_s_example_runs() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "spacy.md").read_text("utf-8")
    code = "\n".join(re.findall(r"```python\n(.*?)```", guide, re.DOTALL))
    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    expected = "".join(re.findall(r"```text\n(.*?)```", guide, re.DOTALL))
    assert printed == expected
