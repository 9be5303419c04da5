"""The whole parse: spans, determinism, JSON forms, and the same from spaCy."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.source_text import SourceText
from nlp.canonical import canonicalise
from nlp.contract import directive_from_dict, directive_to_dict, to_json
from nlp.directive import Directive
from nlp.parse import parse, parse_text

SAMPLE = """UBND HUYỆN ĐỨC THỌ
Số: 5/KH-UBND
Đức Thọ, ngày 02 tháng 3 năm 2023

KẾ HOẠCH
Trồng cây năm 2023

Căn cứ Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ về thủ tục hành chính (TTHC);
I. MỤC ĐÍCH
1. Triển khai Quyết định số 06/QĐ-TTg ngày 06/01/2022 của Thủ tướng Chính phủ.
2. Giao Văn phòng chủ trì, phối hợp với các thôn trồng cây trước ngày 30/4/2023.
II. HIỆU LỰC
Kế hoạch này có hiệu lực kể từ ngày ký.

Nơi nhận:
- Lưu: VT.
CHỦ TỊCH

Lê Na
"""
WORDS = [
    "Điều 1. Một", "1. Hai", "a) Ba", "- Bốn", "I. NĂM", "“Điều 3. Sáu", "Bảy”.", "Số: 5/QĐ-UBND",
    "QUYẾT ĐỊNH", "ngày 05 tháng 01 năm 2024", "Căn cứ Nghị định số 61/2018/NĐ-CP ngày 23/4/2018;",
    "(Kèm theo Quyết định số 5/QĐ-UBND)", "TT\tNội dung\tChủ trì\tThời gian", "1\tTrồng\tSở\tQuý I",
    "|", "TM. UBND", "CHỦ TỊCH", "Lê Na", "Nơi nhận:", "[1] Chú", "có hiệu lực kể từ ngày ký.", "",
    "cây (CX)", "Giao Sở Nội vụ chủ trì.", "PHỤ LỤC I", "CÔNG BÁO/Số 1", "**Đậm**", "\u200b", "\t",
]  # fmt: skip
DOCUMENTS = st.lists(st.sampled_from(WORDS), max_size=18).map("\n".join)
SEEDS = sorted((Path(__file__).parents[3] / "shared" / "seeds").glob("*.txt"))


def check_spans(text: str, directive: Directive) -> None:
    spans = [(s.start, s.end) for _, s in directive.header.spans]
    spans += [(s.start, s.end) for s in directive.sections]
    spans += [(t.start, t.end) for t in directive.tasks]
    spans += [(a.start, a.end) for a in directive.attachments]
    spans += [(e.start, e.end) for e in directive.effects]
    for start, end in spans:
        assert 0 <= start <= end <= len(text)
    for reference in directive.references:
        assert text[reference.start : reference.end] == reference.text
    for task in directive.tasks:
        for i in task.references:
            assert task.start <= directive.references[i].start < task.end


@settings(max_examples=80, deadline=None)
@given(DOCUMENTS)
def test_spans_lie_in_the_text_and_parsing_is_deterministic(text: str) -> None:
    first = parse_text(text)
    check_spans(text, first)
    canonicalise.cache_clear()
    assert parse_text(text) == first


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_any_text_parses(text: str) -> None:
    check_spans(text, parse_text(text))


def test_every_part_is_there() -> None:
    directive = parse_text(SAMPLE)
    assert directive.header.number == "5/KH-UBND"
    assert [s.label for s in directive.sections] == ["I", "1", "2", "II"]
    assert {"61/2018/NĐ-CP", "06/QĐ-TTg"} <= {r.number for r in directive.references}
    assert [t.due_date for t in directive.tasks] == ["2023-04-30"]
    assert [e.date for e in directive.effects] == ["2023-03-02"]
    assert directive.abbreviations == (("TTHC", "thủ tục hành chính"),)
    assert directive.warnings == ()


def test_composition_and_line_ends_change_only_offsets() -> None:
    other = unicodedata.normalize("NFD", SAMPLE).replace("\n", "\r\n")
    before, after = parse_text(SAMPLE), parse_text(other)
    check_spans(other, after)
    for field in ("type", "number", "date", "place", "issuer", "title", "signer", "recipients"):
        assert getattr(before.header, field) == getattr(after.header, field)
    assert [(s.level, s.path, s.heading) for s in before.sections] == [
        (s.level, s.path, s.heading) for s in after.sections
    ]
    assert [(t.content, t.lead, t.due_date) for t in before.tasks] == [
        (t.content, t.lead, t.due_date) for t in after.tasks
    ]
    assert [r.number for r in before.references] == [r.number for r in after.references]


def test_contract_has_the_promised_keys() -> None:
    source = SourceText(SAMPLE, "text/plain", "00")
    printed = json.loads(json.dumps(to_json("a/b.txt", source, parse(source))))
    assert list(printed) == [
        "file", "sha256", "header", "references", "sections", "tasks", "attachments", "effects",
        "abbreviations", "warnings",
    ]  # fmt: skip
    assert printed["file"] == "a/b.txt"
    for key in ("type", "number", "date", "place", "issuer", "title", "signer"):
        assert key in printed["header"]
    for reference in printed["references"]:
        assert {
            "start", "end", "text", "type", "number", "date", "issuer", "pinpoint", "kind",
            "relation", "source", "confidence",
        } <= set(reference)  # fmt: skip
        assert reference["source"] == "this" or reference["subject"] is not None


@pytest.mark.parametrize("text", [SAMPLE, "", *(p.read_text("utf-8") for p in SEEDS[:2])])
def test_lossless_form(text: str) -> None:
    directive = parse_text(text)
    plain = json.loads(json.dumps(directive_to_dict(directive)))
    assert directive_from_dict(plain) == directive


def test_fields_of_an_older_form_take_their_defaults() -> None:
    assert directive_from_dict({"header": {"type": "Luật"}}).header.type == "Luật"
