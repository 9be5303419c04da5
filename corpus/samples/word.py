"""Builds `.docx` samples: two-column head, tables, text boxes, real footnotes.

python-docx has no interface for footnotes and text boxes, so their XML is written here
(ECMA-376 part 1, §17.11 and §20.4.2.37). A text box stands twice, as Word itself writes it: once
as DrawingML and once as VML for readers that do not know the first.
"""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from corpus.samples.layout import NOTICE, left_foot, number_lines, right_head, title_lines
from corpus.samples.source import (
    FOOTNOTE_MARK,
    Block,
    Box,
    PageBreak,
    Paragraph,
    Signature,
    Source,
    Table,
)

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# The oldest time that a zip member can carry, so that building twice gives the same bytes.
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def build_docx(source: Source) -> bytes:
    """Return the bytes of a `.docx` file, the same for the same source."""
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(13)
    _describe(document, source)
    _add_head(document, source)
    for block in source.blocks:
        _add_block(document, block, source)
    if source.footnotes:
        _add_footnotes(document, source.footnotes)
    stream = io.BytesIO()
    document.save(stream)
    return _repacked(stream.getvalue())


def _describe(document: Any, source: Source) -> None:
    properties = document.core_properties
    when = datetime(2025, 1, 1, tzinfo=UTC)
    properties.created = properties.modified = when
    properties.title, properties.author, properties.comments = source.title, "", NOTICE
    section = document.sections[0]
    section.footer.paragraphs[0].text = NOTICE
    page_number = section.header.paragraphs[0]
    page_number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    page_number._p.append(parse_xml(field))


def _add_head(document: Any, source: Source) -> None:
    table = document.add_table(rows=2, cols=2)
    cells = (source.head, right_head(source), number_lines(source), (source.date_line,))
    for index, lines in enumerate(cells):
        _fill(table.cell(index // 2, index % 2), lines, bold=index < 2, italic=index == 3)
    for line in title_lines(source):
        _add_paragraph(document, Paragraph(line, "centre"))


def _fill(cell: Any, lines: tuple[str, ...], *, bold: bool = False, italic: bool = False) -> None:
    for number, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(line)
        run.bold, run.italic = bold, italic


def _add_block(document: Any, block: Block, source: Source) -> None:
    match block:
        case Paragraph():
            _add_paragraph(document, block)
        case Table(rows):
            _add_table(document, rows)
        case Box(text):
            document.add_paragraph()._p.append(parse_xml(_box(text)))
        case PageBreak():
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        case Signature():
            table = document.add_table(rows=1, cols=2)
            _fill(table.cell(0, 0), left_foot(source), italic=True)
            _fill(table.cell(0, 1), source.sign, bold=True)


def _add_paragraph(document: Any, block: Paragraph) -> None:
    paragraph = document.add_paragraph()
    if block.style == "centre":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _add_runs(paragraph, block.text, bold=block.style in {"heading", "centre"}, style=block.style)


def _add_runs(paragraph: Any, text: str, *, bold: bool, style: str = "body") -> None:
    for index, piece in enumerate(FOOTNOTE_MARK.split(text)):
        if index % 2:
            paragraph._p.append(parse_xml(_footnote_mark(piece)))
        elif piece:
            run = paragraph.add_run(piece)
            run.bold, run.italic = bold, style == "basis"


def _add_table(document: Any, rows: tuple[tuple[str, ...], ...]) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    cells = table._cells
    for number, text in enumerate(text for row in rows for text in row):
        _add_runs(cells[number].paragraphs[0], text, bold=number < len(rows[0]))


def _footnote_mark(mark: str) -> str:
    return (
        f'<w:r {nsdecls("w")}><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        f'<w:footnoteReference w:id="{mark}"/></w:r>'
    )


def _add_footnotes(document: Any, footnotes: dict[str, str]) -> None:
    notes = "".join(
        f'<w:footnote w:id="{mark}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        f'<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p>'
        "</w:footnote>"
        for mark, text in footnotes.items()
    )
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p>'
        "</w:footnote>"
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<w:footnotes xmlns:w="{_W}">{separators}{notes}</w:footnotes>'
    )
    name, kind = PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES
    part = Part(name, kind, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _box(text: str) -> str:
    content = f"<w:txbxContent><w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p></w:txbxContent>"
    return f"""<w:r {nsdecls("w", "wp", "a")}
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
 xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent><mc:Choice Requires="wps">
<w:drawing><wp:inline><wp:extent cx="5400000" cy="720000"/><wp:docPr id="1" name="Text Box 1"/>
<a:graphic><a:graphicData
 uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>
<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5400000" cy="720000"/>
</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>
<wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline>
</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape style="width:425pt;height:57pt">
<v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""


def _repacked(data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for member in old.infolist():
            info = zipfile.ZipInfo(member.filename, _ZIP_EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # the same on every operating system
            new.writestr(info, old.read(member))
    return stream.getvalue()
