"""SVG: the lược đồ as a drawing, for browsers, word processors and print.

Looks are written as attributes and never as style sheets: a server's content policy drops those,
and so does many an editor. The elements are built, not pasted, so that no title can become markup.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, tostring

from graph.exports.drawing import Drawing, Line, described, drawing_of, label_lines, name_of
from graph.exports.layering import bands
from graph.exports.legend import Sample, samples
from graph.exports.placing import ABOVE, HEIGHT, MARGIN, WIDTH, Box, Placing, Stripe, place
from graph.exports.strokes import STROKES
from graph.model import DocumentNode

if TYPE_CHECKING:
    from graph.exports.extract import Extract

_NAMESPACE: Final = "http://www.w3.org/2000/svg"
_FONT: Final = "system-ui, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif"
_INK, _DIM, _WASH, _ACCENT = "#1c2430", "#566072", "#f4f6f9", "#a4161a"
_TITLE: Final = 56
"""Height of the heading."""

_SAMPLE_WIDTH, _SAMPLE_HEIGHT = 252, 24
_NARROWEST: Final = 640
"""Pixels that a heading needs."""

_LEVEL_WORDS: Final = {
    "trung ương": "Trung ương", "tỉnh": "Tỉnh", "huyện": "Huyện", "xã": "Xã",
    None: "Chưa rõ cấp",
}  # fmt: skip


def write_svg(extract: Extract, out: Path) -> None:
    """A drawing with links to each document's page and the proof of each line.

    Raises:
        TooLarge: more documents or relations than anybody could read.
    """
    asked = extract.selection
    roots = (*asked.urns, *(node.urn for node in asked.recorded)) if asked else ()
    drawing = drawing_of(extract.documents(), extract.edges(), roots)
    declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
    out.write_text(declaration + svg_of(drawing) + "\n", "utf-8", newline="\n")


def svg_of(drawing: Drawing) -> str:
    """Return the drawing as an `svg` element, which may stand in a page as well."""
    ties = [line.tie for line in drawing.lines]
    placing = place(bands(drawing.documents, ties), ties, _TITLE)
    wanted = samples(drawing)
    width = max(placing.width, _NARROWEST)
    columns = max(1, (width - 2 * MARGIN) // _SAMPLE_WIDTH)
    rows = -(-len(wanted) // columns)
    height = placing.height + (2 * MARGIN + rows * _SAMPLE_HEIGHT if wanted else MARGIN)
    root = _root(drawing, width, height)
    shift = (width - placing.width) // 2
    for stripe in placing.stripes:
        _draw_stripe(root, stripe, width)
    boxes = {urn: Box(box.left + shift, box.top) for urn, box in placing.boxes.items()}
    _draw_lines(root, drawing.lines, boxes)
    for urn in _in_reading_order(placing):
        _draw_document(root, drawing.documents[urn], boxes[urn], root=urn in drawing.roots)
    for nth, sample in enumerate(wanted):
        left = MARGIN + nth % columns * _SAMPLE_WIDTH
        _draw_sample(root, sample, left, placing.height + MARGIN + nth // columns * _SAMPLE_HEIGHT)
    return tostring(root, encoding="unicode")


def _in_reading_order(placing: Placing) -> list[str]:
    return sorted(placing.boxes, key=lambda urn: (placing.boxes[urn].top, placing.boxes[urn].left))


def _root(drawing: Drawing, width: int, height: int) -> Element:
    root = Element("svg", {
        "xmlns": _NAMESPACE, "viewBox": f"0 0 {width} {height}", "width": str(width),
        "height": str(height), "lang": "vi", "font-family": _FONT, "font-size": "13",
        # Not "img", which would hide the links and words inside from screen readers.
        "role": "graphics-document document", "aria-labelledby": "drawing-title",
        "aria-describedby": "drawing-desc",
    })  # fmt: skip
    names = [name_of(drawing.documents[urn]) for urn in sorted(drawing.roots)]
    heading = "Lược đồ quanh " + ", ".join(names) if names else "Lược đồ của thư viện"
    _element(root, "title", {"id": "drawing-title"}, heading)
    _element(root, "desc", {"id": "drawing-desc"}, (
        f"{len(drawing.documents)} văn bản và {len(drawing.lines)} quan hệ. Văn bản của cấp trên "
        "đứng trên; mũi tên đi từ văn bản nói đến văn bản được nói tới. Mỗi đường mang câu chứng "
        "minh nó."
    ))  # fmt: skip
    _element(root, "rect", {"width": str(width), "height": str(height), "fill": "#ffffff"})
    _text(root, MARGIN, 34, _fitting(heading, width), size="17", weight="600")
    _draw_arrows(root, drawing.lines)
    return root


def _fitting(heading: str, width: int) -> str:
    most = (width - 2 * MARGIN) // 10
    return heading if len(heading) <= most else heading[: most - 1] + "…"


def _draw_arrows(root: Element, lines: Iterable[Line]) -> None:
    definitions = _element(root, "defs")
    for colour in sorted({STROKES[line.relation].colour for line in lines}):
        marker = SubElement(definitions, "marker", {
            "id": _arrow(colour), "viewBox": "0 0 8 8", "refX": "8", "refY": "4",
            "markerWidth": "9", "markerHeight": "9", "markerUnits": "userSpaceOnUse",
            "orient": "auto",
        })  # fmt: skip
        SubElement(marker, "path", {"d": "M0 0L8 4L0 8z", "fill": colour})


def _arrow(colour: str) -> str:
    return "arrow-" + colour.removeprefix("#")


def _draw_stripe(root: Element, stripe: Stripe, width: int) -> None:
    place_ = {"y": str(stripe.top), "width": str(width), "height": str(stripe.height)}
    _element(root, "rect", {"x": "0", **place_, "fill": _WASH, "stroke": "#ffffff"})
    _text(root, MARGIN // 2, stripe.top + 19, _LEVEL_WORDS[stripe.level], size="12", fill=_DIM)


def _draw_lines(root: Element, lines: Iterable[Line], boxes: dict[str, Box]) -> None:
    lines = tuple(lines)
    ports = _ports(lines, boxes)
    for nth, line in enumerate(lines):
        stroke = STROKES[line.relation]
        (x, y), (to_x, to_y) = ports[nth, line.subject], ports[nth, line.object]
        bend = _bend(boxes[line.subject], boxes[line.object])
        middle, to_middle = y + bend[0], to_y + bend[1]
        group = _element(root, "g", {"role": "graphics-symbol img"})
        SubElement(group, "title").text = line.words
        path = {"d": f"M{x} {y}C{x} {middle} {to_x} {to_middle} {to_x} {to_y}", "fill": "none"}
        # A wide unseen line under the thin one: it is what a pointer hits.
        unseen = {"stroke": _INK, "stroke-opacity": "0", "stroke-width": "12"}
        SubElement(group, "path", path | unseen)
        drawn = path | {"stroke": stroke.colour, "stroke-width": stroke.width,
                        "marker-end": f"url(#{_arrow(stroke.colour)})"}  # fmt: skip
        if stroke.dashes:
            drawn["stroke-dasharray"] = stroke.dashes
        if line.status != "resolved":
            drawn["stroke-opacity"] = "0.5"
            at = {"x": str((x + to_x) // 2), "y": str((y + to_y + 3 * (middle + to_middle)) // 8)}
            SubElement(group, "text", at | {"fill": stroke.colour, "font-weight": "700"}).text = "?"
        SubElement(group, "path", drawn)


def _sides(subject: Box, target: Box) -> tuple[int, int]:
    """How far below its upper edge a line leaves the one box and enters the other."""
    if subject.top < target.top:
        return HEIGHT, 0
    return 0, HEIGHT if subject.top > target.top else 0


def _bend(subject: Box, target: Box) -> tuple[int, int]:
    if subject.top == target.top:
        return -ABOVE * 2 // 3, -ABOVE * 2 // 3
    reach = max(ABOVE // 2, abs(subject.top - target.top) // 3)
    return (reach, -reach) if subject.top < target.top else (-reach, reach)


def _ports(
    lines: tuple[Line, ...], boxes: dict[str, Box]
) -> dict[tuple[int, str], tuple[int, int]]:
    """Where each line touches its two boxes: side by side, in the order of their other ends."""
    sides: dict[tuple[str, int], list[tuple[int, int, int]]] = defaultdict(list)
    for nth, line in enumerate(lines):
        here, there = boxes[line.subject], boxes[line.object]
        leave, enter = _sides(here, there)
        sides[line.subject, leave].append((there.left, there.top, nth))
        sides[line.object, enter].append((here.left, here.top, nth))
    ports = {}
    for (urn, side), ends in sides.items():
        for place_, (_, _, nth) in enumerate(sorted(ends), start=1):
            x = boxes[urn].left + WIDTH * place_ // (len(ends) + 1)
            ports[nth, urn] = x, boxes[urn].top + side
    return ports


def _draw_document(parent: Element, node: DocumentNode, box: Box, *, root: bool) -> None:
    link = _element(parent, "a", {"href": "/id/" + quote(node.urn, safe=":;.-_~@+")})
    SubElement(link, "title").text = described(node)
    border = {"stroke": _ACCENT if root else _INK, "stroke-width": "3" if root else "1.2"}
    if not node.held:
        border["stroke-dasharray"] = "5 3"
    SubElement(link, "rect", {
        "x": str(box.left), "y": str(box.top), "width": str(WIDTH), "height": str(HEIGHT),
        "rx": "6", "fill": "#ffffff", **border,
    })  # fmt: skip
    names, small = label_lines(node)
    y = box.top + 20
    for words in names:
        _text(link, box.left + 10, y, words, weight="600")
        y += 16
    for words in small:
        _text(link, box.left + 10, y + 1, words, size="11", fill=_DIM)
        y += 15


def _draw_sample(root: Element, sample: Sample, left: int, y: int) -> None:
    if sample.stroke is None:
        frame = {"x": str(left), "y": str(y - 8), "width": "40", "height": "16", "rx": "4",
                 "fill": "#ffffff", "stroke": _INK, "stroke-dasharray": "5 3"}  # fmt: skip
        _element(root, "rect", frame)
    else:
        drawn = {"d": f"M{left} {y}h40", "stroke": sample.stroke.colour,
                 "stroke-width": sample.stroke.width}  # fmt: skip
        if sample.stroke.dashes:
            drawn["stroke-dasharray"] = sample.stroke.dashes
        if sample.doubtful:
            drawn["stroke-opacity"] = "0.5"
        _element(root, "path", drawn)
    _text(root, left + 50, y + 4, sample.words, size="12")


def _element(
    parent: Element, tag: str, attributes: dict[str, str] | None = None, text: str | None = None
) -> Element:
    """An element on a line of its own."""
    element = SubElement(parent, tag, attributes or {})
    element.text, element.tail = text, "\n"
    return element


def _text(
    parent: Element, x: int, y: int, words: str, *, size: str = "", weight: str = "",
    fill: str = _INK,
) -> None:  # fmt: skip
    attributes = {"x": str(x), "y": str(y), "fill": fill}
    if size:
        attributes["font-size"] = size
    if weight:
        attributes["font-weight"] = weight
    SubElement(parent, "text", attributes).text = words
