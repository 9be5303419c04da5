"""The text of one paragraph: runs, fields, tracked changes, note marks, anchored text boxes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from corpus.encodings import LegacyEncoding, convert, encoding_of_font
from corpus.readers.docx.package import W
from corpus.readers.docx.styles import Styles, font_of, switch

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

# Left out: what was deleted or moved away, field codes, properties.
_SKIPPED = frozenset(
    W + name
    for name in (
        "del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "rPr", "sdtPr",
        "sdtEndPr", "rt", "footnoteRef", "endnoteRef", "annotationRef", "commentReference",
    )
)  # fmt: skip
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SIGNS = {
    "tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad",
}  # fmt: skip
# The note mark's call: kind ("footnote" or "endnote") and id to the mark's number.
NoteMark = Callable[[str, str], int]


@dataclass(slots=True)
class Inline:
    """What a paragraph holds: its text, and the text boxes (`w:txbxContent`) anchored in it."""

    text: str
    boxes: list[etree._Element]


@dataclass(slots=True)
class _Pieces:
    """Text in order, consecutive pieces of one font encoding kept together for conversion."""

    pieces: list[tuple[LegacyEncoding | None, str | None, str]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)

    def add(self, text: str, font: str | None = None) -> None:
        encoding = encoding_of_font(font)
        name = font if encoding else None
        if self.pieces and self.pieces[-1][:2] == (encoding, name):
            text = self.pieces.pop()[2] + text
        self.pieces.append((encoding, name, text))

    def text(self) -> str:
        # A letter and its VNI mark may stand in different runs, so that runs are joined first.
        return "".join(
            convert(text, encoding, font=font) if encoding else text
            for encoding, font, text in self.pieces
        )


class InlineReader:
    """Reads the inline content of paragraphs."""

    def __init__(self, styles: Styles, note_mark: NoteMark) -> None:
        self._styles = styles
        self._note_mark = note_mark

    def read(self, paragraph: etree._Element, style: str | None) -> Inline:
        """Reads one `w:p` whose paragraph style is `style`."""
        pieces = _Pieces()
        for child in paragraph:
            self._element(child, style, pieces)
        return Inline(pieces.text(), pieces.boxes)

    def _element(self, element: etree._Element, style: str | None, pieces: _Pieces) -> None:
        tag = element.tag
        if tag in _SKIPPED:
            return
        if tag == f"{W}r":
            self._run(element, style, pieces)
        elif tag == f"{M}t":
            pieces.add(element.text or "")
        elif tag == f"{MC}AlternateContent":
            self._alternative(element, style, pieces)
        else:
            # Links, insertions, fields, content controls, formulas: what they hold is text.
            for child in element:
                self._element(child, style, pieces)

    def _alternative(self, element: etree._Element, style: str | None, pieces: _Pieces) -> None:
        # The same text box stands in mc:Choice (drawing) and in mc:Fallback (VML): take it once.
        choice = element.find(f"{MC}Choice")
        fallback = element.find(f"{MC}Fallback")
        chosen = fallback if choice is None else choice
        if chosen is not None:
            for child in chosen:
                self._object_or_inline(child, style, pieces)

    def _object_or_inline(
        self, element: etree._Element, style: str | None, pieces: _Pieces
    ) -> None:
        if element.tag in {f"{W}drawing", f"{W}pict", f"{W}object"}:
            pieces.boxes += _boxes(element)
        else:
            self._element(element, style, pieces)

    def _run(self, run: etree._Element, style: str | None, pieces: _Pieces) -> None:
        properties = run.find(f"{W}rPr")
        if switch(properties, "vanish"):
            return
        run_style = _value(properties, "rStyle")
        own = font_of(properties)
        font = own if own is not None else self._styles.font(run_style, style)
        caps = switch(properties, "caps")
        if caps is None:
            caps = self._styles.caps(run_style, style)
        raised = _value(properties, "vertAlign") == "superscript"
        for child in run:
            name = child.tag.removeprefix(W) if isinstance(child.tag, str) else ""
            if name == "t":
                text = child.text or ""
                if raised and text.strip().isdigit():
                    text = text.translate(_SUPERSCRIPTS)
                pieces.add(text.upper() if caps and encoding_of_font(font) is None else text, font)
            elif name in _SIGNS:
                pieces.add(_SIGNS[name], font)
            elif name in {"footnoteReference", "endnoteReference"}:
                mark = self._note_mark(name.removesuffix("Reference"), child.get(f"{W}id", ""))
                pieces.add(f"[{mark}]")
            elif child.tag not in _SKIPPED:
                self._inside_run(child, style, pieces)

    def _inside_run(self, child: etree._Element, style: str | None, pieces: _Pieces) -> None:
        if child.tag == f"{MC}AlternateContent":
            self._alternative(child, style, pieces)
        elif child.tag in {f"{W}drawing", f"{W}pict", f"{W}object"}:
            pieces.boxes += _boxes(child)
        elif child.tag == f"{W}ruby":
            for base in child.iterfind(f"{W}rubyBase"):
                self._element(base, style, pieces)


def _boxes(element: etree._Element) -> list[etree._Element]:
    """Text boxes inside a drawing, outermost only, each once."""
    found: list[etree._Element] = []
    stack = [element]
    while stack:
        node = stack.pop()
        if node.tag == f"{W}txbxContent":
            found.append(node)
            continue
        children = list(node)
        if node.tag == f"{MC}AlternateContent":
            children = [c for c in children if c.tag == f"{MC}Choice"][:1] or children[:1]
        stack += reversed(children)
    return found


def _value(properties: etree._Element | None, name: str) -> str | None:
    element = None if properties is None else properties.find(W + name)
    return None if element is None else element.get(f"{W}val")
