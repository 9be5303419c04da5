"""Word documents: reading order, numbering, tables, changes, notes, hostile archives."""

# ruff: noqa: E501 - lines of XML are easier to read whole

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import DamagedFile, EmptyDocument, TooLarge
from corpus.readers import Limits, read_bytes
from corpus.source_text import SourceText
from tests.corpus.readers.spans import check_spans, rows
from tests.corpus.readers.word_file import document_xml, p, r, tbl, tc, word_file
from tests.corpus.test_encodings import to_tcvn3, to_vni


def read(body: str, **parts: str) -> SourceText:
    source = read_bytes(word_file(body, **parts), "a.docx")
    check_spans(source)
    return source


def lines(body: str, **parts: str) -> list[str]:
    return read(body, **parts).text.rstrip("\n").split("\n")


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        pytest.param(r("a") + r("b"), "ab", id="runs glue"),
        pytest.param("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a\tb", id="tab"),
        pytest.param("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>", "a\nb", id="soft break"),
        pytest.param("<w:r><w:t>QĐ</w:t><w:noBreakHyphen/><w:t>T</w:t></w:r>", "QĐ-T", id="hyphen"),
        pytest.param(
            "<w:r><w:t>th</w:t><w:softHyphen/><w:t>ực</w:t></w:r>", "thực", id="soft hyphen"
        ),
        pytest.param("<w:ins>" + r("a") + "</w:ins>" + r("b"), "ab", id="insertion"),
        pytest.param(
            "<w:del><w:r><w:delText>a</w:delText></w:r></w:del>" + r("b"), "b", id="deletion"
        ),
        pytest.param(
            "<w:moveFrom>" + r("a") + "</w:moveFrom><w:moveTo>" + r("b") + "</w:moveTo>",
            "b",
            id="move",
        ),
        pytest.param("<w:hyperlink>" + r("a") + "</w:hyperlink>" + r("b"), "ab", id="link"),
        pytest.param(
            "<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>"
            + r("a")
            + "</w:sdtContent></w:sdt>",
            "a",
            id="content control",
        ),
        pytest.param("<w:fldSimple>" + r("7") + "</w:fldSimple>", "7", id="simple field"),
        pytest.param(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            + r("7")
            + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "7",
            id="field code is not read",
        ),
        pytest.param(r("a") + r("b", "<w:vanish/>"), "a", id="hidden text"),
        pytest.param(r("a") + r("b", '<w:vanish w:val="0"/>'), "ab", id="not hidden"),
        pytest.param(r("Quyết", "<w:caps/>"), "QUYẾT", id="shown as capitals"),
        pytest.param(
            r("m") + r("2", '<w:vertAlign w:val="superscript"/>'), "m²", id="raised digit"
        ),
        pytest.param("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "x=1", id="formula"),
        pytest.param(r("Ke\u0302\u0301"), "Kế", id="composed"),
        pytest.param("<w:smartTag>" + r("a") + "</w:smartTag>", "a", id="smart tag"),
    ],
)
def test_runs(inner: str, text: str) -> None:
    assert "\n".join(lines(p(inner=inner))) == text


def test_paragraphs_are_blocks_with_their_place() -> None:
    source = read(p("a") + p() + p() + p("b"))
    assert source.text == "a\n\nb\n"
    assert [(b.kind, b.place) for b in source.blocks] == [("paragraph", "p0"), ("paragraph", "p3")]


def test_a_deleted_paragraph_mark_joins_paragraphs() -> None:
    assert lines(p("a ", properties="<w:rPr><w:del/></w:rPr>") + p("b")) == ["a b"]


def test_blocks_in_content_controls_and_insertions() -> None:
    body = (
        f"<w:sdt><w:sdtContent>{p('a')}</w:sdtContent></w:sdt><w:customXml>{p('b')}</w:customXml>"
    )
    assert lines(body) == ["a", "b"]


NUMBERING = """
<w:abstractNum w:abstractNumId="0">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Điều %1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2."/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/><w:pStyle w:val="Muc"/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="+"/><w:suff w:val="nothing"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
"""


def item(text: str, number: int, level: int = 0) -> str:
    return p(
        text,
        properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>',
    )


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        pytest.param(
            [("a", 1, 0), ("b", 1, 0)], ["Điều 1. a", "Điều 2. b"], id="words in the label"
        ),
        pytest.param(
            [("a", 1, 0), ("b", 1, 1), ("c", 1, 2), ("d", 1, 2), ("e", 1, 1), ("f", 1, 2)],
            ["Điều 1. a", "1.1. b", "a) c", "b) d", "1.2. e", "a) f"],
            id="lower levels start again",
        ),
        pytest.param([("a", 2, 0), ("b", 2, 1), ("c", 2, 2)], ["I. a", "- b", "+c"], id="bullets"),
        pytest.param(
            [("a", 1, 0), ("b", 3, 0), ("c", 1, 0)],
            ["Điều 1. a", "Điều 7. b", "Điều 8. c"],
            id="a start of its own",
        ),
        pytest.param([("a", 9, 0), ("b", 0, 0)], ["a", "b"], id="no such list"),
        pytest.param([("a", 1, 1)], ["1.1. a"], id="a level without the one above"),
        pytest.param([("a", 1, 8)], ["a"], id="no such level"),
    ],
)
def test_automatic_numbers_are_written(
    items: list[tuple[str, int, int]], expected: list[str]
) -> None:
    assert lines("".join(item(*i) for i in items), numbering=NUMBERING) == expected


def test_numbers_from_styles() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr>'
        '</w:pPr></w:style><w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Muc"/></w:style>'
    )
    body = "".join(
        p(t, properties=f'<w:pStyle w:val="{s}"/>') for t, s in (("a", "Muc"), ("b", "Con"))
    )
    assert lines(body, numbering=NUMBERING, styles=styles) == ["I. a", "II. b"]


def test_styles_in_a_circle_end() -> None:
    styles = (
        '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    assert lines(p("a", properties='<w:pStyle w:val="A"/>'), styles=styles) == ["a"]


def test_font_encodings_are_converted_run_by_run() -> None:
    font = '<w:rFonts w:ascii="{0}" w:hAnsi="{0}"/>'.format
    vni = to_vni("Nghị định")
    body = p(
        inner=r(to_tcvn3("thực hiện "), font(".VnTime"))
        + r(to_tcvn3("quyết"), font(".VnTimeH"))
        + r(" ® ")
        + r(vni[:4], font("VNI-Times"))
        + r(vni[4:], font("VNI-Times"))
    )
    assert lines(body) == ["thực hiện QUYẾT ® Nghị định"]


@pytest.mark.parametrize(
    "styles",
    [
        pytest.param(
            '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr></w:rPrDefault></w:docDefaults>',
            id="document default",
        ),
        pytest.param(
            '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr></w:style>',
            id="default style",
        ),
    ],
)
def test_font_encodings_from_styles(styles: str) -> None:
    body = p(inner=r(to_tcvn3("thực hiện ")) + r("®", '<w:rFonts w:ascii="Times New Roman"/>'))
    assert lines(body, styles=styles) == ["thực hiện ®"]


def test_a_soft_hyphen_in_tcvn3_is_a_letter() -> None:
    font = '<w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr>'
    body = p(inner=f"<w:r>{font}<w:t>th</w:t><w:softHyphen/><w:t> m</w:t></w:r>")
    assert lines(body) == ["thư m"]


def test_tables_row_by_row() -> None:
    source = read(
        p("x")
        + tbl(
            (tc("TT"), tc("a" + "</w:t><w:br/><w:t>b"), tc("c")),
            (tc("1"), tc(p("d") + p("e")), tc("f")),
        )
        + p("y")
    )
    assert source.text == "x\nTT\ta b\tc\n1\td e\tf\ny\n"
    assert rows(source) == [["TT", "a b", "c"], ["1", "d e", "f"]]
    assert [b.place for b in source.blocks if b.kind == "cell"][:2] == ["t0.r0.c0", "t0.r0.c1"]


def test_merged_cells_stand_once() -> None:
    source = read(
        tbl(
            (tc("a", '<w:gridSpan w:val="2"/>'), tc("b"), tc("c")),
            (tc("d"), tc("e"), tc("f", '<w:vMerge w:val="restart"/>'), tc("g")),
            (tc("h"), tc("i"), tc("again", "<w:vMerge/>"), tc("j")),
            (tc("k"), tc("all", '<w:gridSpan w:val="3"/>')),
        )
    )
    assert rows(source) == [
        ["a", "", "b", "c"],
        ["d", "e", "f", "g"],
        ["h", "i", "", "j"],
        ["k", "all"],
    ]


def test_merged_cells_cannot_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.readers.docx.body.MOST_COVERED", 5)
    row = (tc("a", '<w:gridSpan w:val="900"/>'), tc("b"))
    assert [len(cells) for cells in rows(read(tbl(row, row)))] == [7, 2]


def test_deleted_rows_and_cells_in_controls() -> None:
    deleted = f"<w:tr><w:trPr><w:del/></w:trPr>{tc('x')}{tc('y')}</w:tr>"
    control = f"<w:sdt><w:sdtContent><w:tr>{tc('a')}<w:sdt><w:sdtContent>{tc('b')}</w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt>"
    assert rows(read(f"<w:tbl>{deleted}{control}</w:tbl>")) == [["a", "b"]]


def test_a_table_in_a_cell() -> None:
    inner = tbl((tc("x"), tc("y")))
    assert rows(read(tbl((tc("a"), tc(p("b") + inner + p("c")))))) == [["a", "b x y c"]]


def test_the_header_table_is_read_cell_by_cell() -> None:
    state = p("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM") + p("Độc lập - Tự do - Hạnh phúc")
    source = read(
        tbl(
            (tc(p("UBND HUYỆN A") + p("UBND XÃ B")), tc(state)),
            (tc("Số: 1/KH-UBND"), tc("B, ngày 1")),
        )
        + p("KẾ HOẠCH")
    )
    assert source.tables == ()
    assert source.text.splitlines() == [
        "UBND HUYỆN A", "UBND XÃ B", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc", "Số: 1/KH-UBND", "B, ngày 1", "KẾ HOẠCH",
    ]  # fmt: skip


BOX = "<w:txbxContent>{}</w:txbxContent>"


def test_a_text_box_stands_once_after_its_paragraph() -> None:
    box = BOX.format(p("in") + p("the box"))
    drawing = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    source = read(p("a", inner=drawing) + p("b"))
    assert source.text == "a\nin\nthe box\nb\n"
    assert [(b.kind, b.place) for b in source.blocks][1] == ("textbox", "tb0")


def test_an_old_text_box_alone() -> None:
    assert lines(
        p(inner=f"<w:r><w:pict><v:textbox>{BOX.format(p('x'))}</v:textbox></w:pict></w:r>")
    ) == ["x"]


NOTES = (
    '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    '<w:footnote w:id="5"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> five</w:t></w:r></w:p></w:footnote>'
    '<w:footnote w:id="6"><w:p><w:r><w:t>six</w:t></w:r></w:p></w:footnote>'
    '<w:footnote w:id="7"><w:p><w:r><w:t>never</w:t></w:r></w:p></w:footnote>'
)


def test_notes_stand_after_the_body_in_the_order_of_marks() -> None:
    mark = '<w:r><w:{}Reference w:id="{}"/></w:r>'.format
    source = read(
        p("a", inner=mark("footnote", 6) + r("b") + mark("endnote", 1))
        + p("c", inner=mark("footnote", 5)),
        footnotes=NOTES,
        endnotes='<w:endnote w:id="1"><w:p><w:r><w:t>end</w:t></w:r></w:p></w:endnote>',
    )
    assert source.text == "a[1]b[2]\nc[3]\n[1] six\n[2] end\n[3] five\n"
    assert [b.place for b in source.blocks if b.kind == "footnote"] == ["fn1", "fn2", "fn3"]


def test_page_heads_and_feet_are_no_text() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "head"
    document.sections[0].footer.paragraphs[0].text = "foot"
    document.add_paragraph("body")
    buffer = io.BytesIO()
    document.save(buffer)
    assert read_bytes(buffer.getvalue(), "a.docx").text.strip() == "body"


def test_a_file_of_word_itself() -> None:
    document = docx.Document()
    document.add_heading("Kế hoạch", 1)
    document.add_paragraph("một", style="List Number")
    document.add_paragraph("hai", style="List Number")
    document.add_paragraph("ba", style="List Bullet")
    table = document.add_table(2, 3)
    for i, cell in enumerate(c for row in table.rows for c in row.cells):
        cell.text = f"c{i}"
    table.cell(0, 0).merge(table.cell(0, 1))
    buffer = io.BytesIO()
    document.save(buffer)
    source = read_bytes(buffer.getvalue(), "a.docx")
    check_spans(source)
    assert source.text.split("\n")[:4] == ["Kế hoạch", "1. một", "2. hai", "- ba"]
    assert rows(source) == [["c0 c1", "", "c2"], ["c3", "c4", "c5"]]
    assert source == read_bytes(buffer.getvalue(), "a.docx")


def test_strict_documents() -> None:
    xml = document_xml(p("a")).replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert read_bytes(word_file(document=xml), "a.docx").text == "a\n"


# Hostile and broken files


BOMB = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(BOMB + document_xml(p("&b;")), id="entity bomb"),
        pytest.param(
            '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + document_xml(p("&x;")),
            id="a file of the machine",
        ),
        pytest.param((BOMB + document_xml(p("&b;"))).encode("utf-16"), id="in utf-16"),
    ],
)
def test_entities_are_refused(document: str | bytes) -> None:
    with pytest.raises(DamagedFile, match="entities"):
        read_bytes(word_file(document=document), "a.docx")


def test_a_zip_bomb_is_refused() -> None:
    data = word_file(p("a" * 30_000_000))
    assert len(data) < 100_000
    with pytest.raises(TooLarge, match="times its size"):
        read_bytes(data, "a.docx")


def test_the_limit_of_unpacked_bytes() -> None:
    with pytest.raises(TooLarge, match="unpacks"):
        read_bytes(word_file(p("a" * 5000)), "a.docx", limits=Limits(max_unpacked_bytes=4000))


def test_the_limit_of_characters() -> None:
    with pytest.raises(TooLarge, match="characters"):
        read_bytes(word_file(p("a" * 50)), "a.docx", limits=Limits(max_characters=40))


def _without(data: bytes, name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info, old.read(info))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        pytest.param(word_file(p("a"))[:-40], "not a Word file", id="cut off"),
        pytest.param(
            _without(word_file(p("a")), "_rels/.rels"), "without a Word document", id="another zip"
        ),
        pytest.param(
            _without(word_file(p("a")), "word/document.xml"), "document part", id="no document"
        ),
        pytest.param(word_file(document="<w:document"), "broken XML", id="broken XML"),
        pytest.param(word_file(document="<a/>"), "document body", id="no body"),
        pytest.param(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Word file", id="old word"
        ),
        pytest.param(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "encrypted",
            id="encrypted",
        ),
        pytest.param(
            word_file(
                document=document_xml(
                    "<w:sdt><w:sdtContent>" * 900 + p("a") + "</w:sdtContent></w:sdt>" * 900
                )
            ),
            "too deep|broken XML",
            id="nested too deep",
        ),
    ],
)
def test_broken_files(data: bytes, says: str) -> None:
    with pytest.raises(DamagedFile, match=says):
        read_bytes(data, "a.docx")


def test_a_damaged_part() -> None:
    data = bytearray(word_file(p("words " * 300)))
    at = data.index(b"word/document.xml") + 40
    data[at : at + 8] = b"\xff" * 8
    with pytest.raises(DamagedFile):
        read_bytes(bytes(data), "a.docx")


def test_a_document_without_words() -> None:
    with pytest.raises(EmptyDocument):
        read_bytes(word_file(p()), "a.docx")


TEXTS = st.text(alphabet="aêđ \t\n&<", max_size=8)


@given(
    st.lists(
        st.one_of(TEXTS, st.lists(st.lists(TEXTS, min_size=2, max_size=3), min_size=1, max_size=3)),
        min_size=1,
        max_size=6,
    )
)
def test_any_document_gives_consistent_spans(parts: list[str | list[list[str]]]) -> None:
    def escape(text: str) -> str:
        return text.replace("&", "&amp;").replace("<", "&lt;")

    body = p("w") + "".join(
        p(escape(part))
        if isinstance(part, str)
        else tbl(*(tuple(tc(p(escape(cell))) for cell in row) for row in part))
        for part in parts
    )
    check_spans(read_bytes(word_file(body), "a.docx"))
