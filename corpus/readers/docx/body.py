"""Blocks of a Word document in reading order: paragraphs, tables, text boxes, notes."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from corpus.readers.docx.numbering import Numbering
from corpus.readers.docx.package import W
from corpus.readers.docx.runs import MC, InlineReader
from corpus.readers.docx.styles import Styles, whole
from corpus.readers.layout import MOST_COVERED, CellNode, Node, Paragraph, TableNode

_MOST_COLUMNS = 1000
# Elements around blocks that have no meaning for reading: what they hold is read.
_TRANSPARENT = frozenset(
    W + name for name in ("sdtContent", "customXml", "ins", "moveTo", "smartTag", "sdt")
) | {f"{MC}Choice"}


class BodyReader:
    """Turns block elements into nodes. One reader reads one document, from its beginning."""

    def __init__(
        self,
        styles: Styles,
        numbering: Numbering,
        notes: dict[tuple[str, str], etree._Element],
    ) -> None:
        self._styles = styles
        self._numbering = numbering
        self._notes = notes
        self._marks: dict[tuple[str, str], int] = {}
        self._inline = InlineReader(styles, self._mark)
        self._boxes = 0
        self._paragraphs = 0
        self._spare = MOST_COVERED
        self.has_foreign_parts = False

    def body(self, element: etree._Element) -> list[Node]:
        """The document's body, then its notes in the order of their marks."""
        nodes = self._blocks(element, in_body=True)
        done = 0
        # A note may carry marks of further notes.
        while done < len(self._marks):
            key, number = list(self._marks.items())[done]
            done += 1
            note = self._notes.get(key)
            if note is not None:
                text = " ".join(_lines(self._blocks(note))).strip()
                nodes.append(Paragraph(f"[{number}] {text}", "footnote", f"fn{number}"))
        return nodes

    def _mark(self, kind: str, name: str) -> int:
        return self._marks.setdefault((kind, name), len(self._marks) + 1)

    def _blocks(self, parent: etree._Element, *, in_body: bool = False) -> list[Node]:
        nodes: list[Node] = []
        carried = ""
        for element in self._children(parent):
            if element.tag == f"{W}tbl":
                nodes.append(self._table(element))
                continue
            place = ""
            if in_body:
                place = f"p{self._paragraphs}"
                self._paragraphs += 1
            text, boxes, joins_next = self._paragraph(element)
            if joins_next:
                carried += text
            else:
                nodes.append(Paragraph(carried + text, "paragraph", place))
                carried = ""
            nodes += boxes
        if carried:
            nodes.append(Paragraph(carried, "paragraph", place))
        return nodes

    def _children(self, parent: etree._Element) -> Iterator[etree._Element]:
        for child in parent:
            if child.tag in {f"{W}p", f"{W}tbl"}:
                yield child
            elif child.tag == f"{MC}AlternateContent":
                yield from (e for part in list(child)[:1] for e in self._children(part))
            elif child.tag in _TRANSPARENT:
                yield from self._children(child)
            elif child.tag == f"{W}altChunk":
                self.has_foreign_parts = True

    def _paragraph(self, element: etree._Element) -> tuple[str, list[Node], bool]:
        """A paragraph's text, its text boxes, and whether its end mark was deleted."""
        properties = element.find(f"{W}pPr")
        named = None if properties is None else properties.find(f"{W}pStyle")
        style = self._styles.default_paragraph if named is None else named.get(f"{W}val")
        label = self._numbering.label(properties, style)
        inline = self._inline.read(element, style)
        text = label + inline.text.lstrip() if label and inline.text.strip() else inline.text
        boxes: list[Node] = [node for box in inline.boxes for node in self._box(box)]
        mark = None if properties is None else properties.find(f"{W}rPr")
        deleted = mark is not None and mark.find(f"{W}del") is not None
        return text, boxes, deleted

    def _box(self, element: etree._Element) -> list[Node]:
        place = f"tb{self._boxes}"
        self._boxes += 1
        nodes = self._blocks(element)
        if any(isinstance(node, TableNode) for node in nodes):
            for i, node in enumerate(nodes):
                if isinstance(node, Paragraph) and not node.place:
                    node.kind, node.place = "textbox", f"{place}.p{i}"
            return nodes
        text = "\n".join(line for line in _lines(nodes) if line.strip())
        return [Paragraph(text, "textbox", place)] if text else []

    def _table(self, element: etree._Element) -> TableNode:
        table = TableNode()
        for row in _parts(element, f"{W}tr"):
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                continue
            skipped = min(_count(properties, "gridBefore", 0), self._spare)
            self._spare -= skipped
            cells: list[CellNode | None] = [None] * skipped
            for cell in _parts(row, f"{W}tc"):
                cells += self._cell(cell)
            table.rows.append(cells)
        return table

    def _cell(self, element: etree._Element) -> list[CellNode | None]:
        properties = element.find(f"{W}tcPr")
        columns = min(_count(properties, "gridSpan", 1), self._spare + 1)
        self._spare -= columns - 1
        goes_on = _continues(properties, "vMerge") or _continues(properties, "hMerge")
        first = None if goes_on else CellNode(self._blocks(element))
        return [first, *[None] * (columns - 1)]


def _lines(nodes: list[Node]) -> list[str]:
    return [node.text for node in nodes if isinstance(node, Paragraph)]


def _parts(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _TRANSPARENT:
            yield from _parts(child, tag)


def _count(properties: etree._Element | None, name: str, default: int) -> int:
    element = None if properties is None else properties.find(W + name)
    if element is None:
        return default
    return min(max(default, whole(element.get(f"{W}val"), default)), _MOST_COLUMNS)


def _continues(properties: etree._Element | None, name: str) -> bool:
    element = None if properties is None else properties.find(W + name)
    return element is not None and element.get(f"{W}val", "continue") == "continue"
