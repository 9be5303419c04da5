from __future__ import annotations

import random
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import TooLarge
from graph.exports import Selection, export
from graph.exports.drawing import MOST_DOCUMENTS, drawing_of, shown
from graph.exports.layering import bands
from graph.exports.placing import HEIGHT, WIDTH, place
from graph.exports.strokes import STROKES
from graph.exports.svg import svg_of
from graph.model import DocumentNode, Edge
from graph.relation_words import RELATION_WORDS
from graph.store import GraphStore
from graph.terms import RELATIONS
from tests.graph import examples as ex

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</text><script>alert(1)</script>&<!--]]>\x00\x1b[31m\u202egnp.exe\ud800 \"' ￿"


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def titles(root: ElementTree.Element, tag: str) -> list[str]:
    found = (one.find(f"{SVG}title") for one in root.iter(SVG + tag))
    return [title.text or "" for title in found if title is not None]


def plan(nth: int, year: int = 2022) -> DocumentNode:
    urn = f"urn:lex:vn;nghe.an.tinh:ubnd:ke.hoach:{year};{nth}-kh-ubnd"
    return DocumentNode(
        urn, "Kế hoạch", f"{nth}/KH-UBND", f"{year}-01-01", year, "UBND tỉnh Nghệ An", held=True
    )


def drawn(nodes: Iterable[DocumentNode], edges: Iterable[Edge]) -> ElementTree.Element:
    return parsed(svg_of(drawing_of(nodes, edges)))


@pytest.fixture
def svg(tmp_path: Path) -> ElementTree.Element:
    with GraphStore.open(tmp_path / "graph") as store:
        store.put(ex.library(), generation=1)
        (out,) = export(store, tmp_path / "x.svg", selection=Selection((ex.DISTRICT,), 3))
    return ElementTree.parse(out).getroot()


def test_each_document_is_a_link_with_words(svg: ElementTree.Element) -> None:
    links = {unquote(link.attrib["href"]): link for link in svg.iter(SVG + "a")}
    assert set(links) == {
        f"/id/{urn}" for urn in (ex.DISTRICT, ex.PROVINCE, ex.DECISION, ex.COMMUNE, ex.LAW)
    } | {f"/id/{ex.DECREE}"}
    words = [text.text for text in links[f"/id/{ex.DISTRICT}"].iter(SVG + "text")]
    assert words == ["Kế hoạch 77/KH-UBND", "UBND huyện Đô Lương, tỉnh Nghệ…", "01/09/2022"]
    assert "Luật Tổ chức" in titles(svg, "a")[0] + titles(svg, "a")[1]


def test_each_line_says_its_relation_and_its_proof(svg: ElementTree.Element) -> None:
    found = titles(svg, "g")
    assert (
        "Kế hoạch 77/KH-UBND triển khai, thực hiện Quyết định 766/QĐ-TTg\n“Câu thứ 1 nêu "
        "implements “3;766-qd-ttg” và xuống dòng.”"
    ) in found
    assert any(
        title.startswith("Quyết định 766/QĐ-TTg sửa đổi, bổ sung Nghị định 61/2018/NĐ-CP\n")
        and title.endswith("– Kế hoạch 500/KH-UBND")
        for title in found
    ), "said by a third document"


def test_the_drawing_is_named_and_described(svg: ElementTree.Element) -> None:
    names = [svg.attrib["aria-labelledby"], svg.attrib["aria-describedby"]]
    texts = {one.attrib["id"]: one.text or "" for one in svg.iter() if "id" in one.attrib}
    assert texts[names[0]] == "Lược đồ quanh Kế hoạch 77/KH-UBND"
    assert texts[names[1]].startswith("6 văn bản và 7 quan hệ.")
    assert svg.attrib["lang"] == "vi"


def test_the_legend_names_the_kinds_that_occur_and_no_other(svg: ElementTree.Element) -> None:
    words = {text.text for text in svg.iter(SVG + "text")}
    kinds = {kind for kind in RELATIONS if RELATION_WORDS[kind].out in words}
    assert kinds == {"implements", "based_on", "amends", "cites"}
    assert "chỉ được viện dẫn" in words
    assert "? chưa chắc chắn" not in words


def test_upper_documents_stand_above(svg: ElementTree.Element) -> None:
    tops = {
        unquote(link.attrib["href"]).removeprefix("/id/"): int(rect.attrib["y"])
        for link in svg.iter(SVG + "a")
        for rect in link.iter(SVG + "rect")
    }
    assert tops[ex.DECREE] < tops[ex.DECISION] < tops[ex.PROVINCE] < tops[ex.DISTRICT]
    assert tops[ex.DISTRICT] < tops[ex.COMMUNE]


def test_the_whole_library_shows_doubtful_relations_as_such(tmp_path: Path) -> None:
    with GraphStore.open(tmp_path / "graph") as store:
        store.put(ex.library(), generation=1)
        (out,) = export(store, tmp_path / "x.svg")
    root = ElementTree.parse(out).getroot()
    assert sum("(chưa chắc chắn)" in title for title in titles(root, "g")) == 2
    assert [text.text for text in root.iter(SVG + "text")].count("?") == 2
    assert len(titles(root, "a")) == 7


@pytest.mark.parametrize(
    "node",
    [
        pytest.param(DocumentNode("urn:lex:vn:x", "Kế hoạch", "1/KH", title=HOSTILE), id="title"),
        pytest.param(DocumentNode("urn:lex:vn:x", HOSTILE, HOSTILE, issuer=HOSTILE), id="number"),
        pytest.param(DocumentNode('urn:"><script>', date=HOSTILE), id="URN and date"),
    ],
)
def test_what_strangers_write_is_text(tmp_path: Path, node: DocumentNode) -> None:
    proof = ex.edge(ex.PROVINCE, "cites", node.urn, 1, quotation=HOSTILE)
    other = ex.library()[0].node
    svg = svg_of(drawing_of([node, other], [proof], [node.urn]))
    svg.encode()
    root = parsed(svg)
    assert not [one for one in root.iter() if one.tag.endswith(("script", "style"))]
    assert not [name for one in root.iter() for name in one.attrib if name.startswith("on")]
    assert all(link.attrib["href"].startswith("/id/urn:") for link in root.iter(SVG + "a"))
    assert "\u202e" not in svg
    assert "alert(1)" in titles(root, "g")[0]


def test_looks_need_no_style_sheet(svg: ElementTree.Element) -> None:
    assert not [one for one in svg.iter() if one.tag == SVG + "style" or "style" in one.attrib]


@pytest.mark.parametrize("count", [1, 2, 20, 500])
def test_boxes_never_cover_one_another(count: int) -> None:
    nodes = [plan(nth) for nth in range(count)]
    chance = random.Random(7)
    edges = [
        ex.edge(nodes[nth].urn, chance.choice(RELATIONS), nodes[chance.randrange(nth)].urn, 0)
        for nth in range(1, count)
        for _ in range(2)
    ]
    root = drawn(nodes, edges)
    width, height = int(root.attrib["width"]), int(root.attrib["height"])
    corners = [
        (int(rect.attrib["x"]), int(rect.attrib["y"]))
        for link in root.iter(SVG + "a")
        for rect in link.iter(SVG + "rect")
    ]
    assert len(corners) == count
    assert all(0 <= x <= width - WIDTH and 0 <= y <= height - HEIGHT for x, y in corners)
    rows: dict[int, list[int]] = {}
    for x, y in corners:
        rows.setdefault(y, []).append(x)
    assert all(b - a >= HEIGHT for a, b in zip(sorted(rows), sorted(rows)[1:], strict=False))
    for row in rows.values():
        assert all(b - a >= WIDTH for a, b in zip(sorted(row), sorted(row)[1:], strict=False))
    assert width < 60 * height
    assert height < 60 * width


def test_what_nobody_could_read_is_refused_with_advice() -> None:
    nodes = (plan(nth) for nth in range(10**9))  # no more of it is read than is needed
    with pytest.raises(TooLarge, match="more than 500 documents cannot be read; choose"):
        drawing_of(nodes, [])
    assert MOST_DOCUMENTS == 500


def test_documents_that_stand_on_one_another_are_drawn() -> None:
    one, two = plan(1, 2021), plan(2, 2022)
    edges = [ex.edge(one.urn, "amends", two.urn, 0), ex.edge(two.urn, "amends", one.urn, 0)]
    edges.append(ex.edge(one.urn, "cites", one.urn, 1))
    root = drawn([one, two], edges)
    assert len(titles(root, "g")) == 2, "a document that names itself is tied to nothing"
    (band,) = bands({node.urn: node for node in (one, two)}, [(one.urn, two.urn)])
    assert band.level == "tỉnh"


def test_order_of_what_comes_in_makes_no_difference() -> None:
    nodes = [plan(nth, 2020 + nth % 3) for nth in range(40)]
    chance = random.Random(3)
    edges = [
        ex.edge(nodes[nth].urn, "implements", nodes[chance.randrange(nth)].urn, nth)
        for nth in range(1, 40)
    ]
    expected = svg_of(drawing_of(nodes, edges))
    chance.shuffle(nodes)
    chance.shuffle(edges)
    assert svg_of(drawing_of(nodes, edges)) == expected


def test_two_processes_draw_the_same_bytes() -> None:
    program = (
        "from tests.graph import examples as ex\n"
        "from graph.exports.drawing import drawing_of\n"
        "from graph.exports.svg import svg_of\n"
        "graphs = ex.library()\n"
        "nodes = [g.node for g in graphs] + [c for g in graphs[:1] for c in g.cited]\n"
        "print(ascii(svg_of(drawing_of(nodes, [e for g in graphs for e in g.edges]))))\n"
    )
    root = Path(__file__).parents[3]
    ran = [
        subprocess.run(
            [sys.executable, "-c", program], capture_output=True, check=True, cwd=root,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert ran[0] == ran[1]
    assert b"<svg" in ran[0]


def test_neighbours_come_near_one_another() -> None:
    upper = [plan(nth, 2021) for nth in range(6)]
    lower = [plan(100 + nth, 2022) for nth in range(6)]
    ties = {(low.urn, high.urn) for low, high in zip(lower, reversed(upper), strict=True)}
    nodes = {node.urn: node for node in (*upper, *lower)}
    placing = place(bands(nodes, ties), ties, 0)
    assert all(placing.boxes[low].left == placing.boxes[high].left for low, high in ties)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_kinds_look_different_and_stand_out() -> None:
    assert set(STROKES) == set(RELATIONS)
    assert len(set(STROKES.values())) == len(STROKES)
    for stroke in STROKES.values():
        assert 1.05 / (luminance(stroke.colour) + 0.05) >= 4.5
        assert re.fullmatch(r"[\d. ]*", stroke.dashes + stroke.width)


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec=None), max_size=60))
def test_anything_can_stand_in_a_drawing(text: str) -> None:
    node = DocumentNode("urn:lex:vn:x", text, text or None, issuer=text, title=text)
    root = parsed(svg_of(drawing_of([node], [])))
    assert root.attrib["lang"] == "vi"
    assert shown(text) == shown(shown(text))
