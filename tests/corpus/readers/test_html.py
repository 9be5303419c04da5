"""Web pages: lines, tables, layout tables, encodings, hostile markup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import DamagedFile
from corpus.readers import read_bytes
from tests.corpus.readers.spans import check_spans, rows
from tests.corpus.test_encodings import TEXT, to_tcvn3, to_vni, to_windows_1258


def read(markup: str) -> str:
    source = read_bytes(markup.encode(), "a.html")
    check_spans(source)
    return source.text.rstrip("\n")


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        pytest.param("<p>a</p><p>b</p>", "a\nb", id="paragraphs"),
        pytest.param("<p>a\n  b\t c</p>", "a b c", id="white space"),
        pytest.param("<p>a<br>b<br/>c</p>", "a\nb\nc", id="breaks"),
        pytest.param("<p>a</p><p>&nbsp;</p><p></p><p>b</p>", "a\n\nb", id="an empty line"),
        pytest.param("<p>a&nbsp;b &amp; c &lt;d&gt; &#x1EBF;</p>", "a b & c <d> ế", id="entities"),
        pytest.param("<p>số <b>7</b>6<i>6</i>/QĐ</p>", "số 766/QĐ", id="inline elements glue"),
        pytest.param("<div>a<p>b</p>c</div>", "a\nb\nc", id="text around a block"),
        pytest.param("<h1>a</h1>b<hr>c", "a\nb\nc", id="headings and rules"),
        pytest.param("<pre>a\n  b</pre>", "a\n  b", id="preformatted"),
        pytest.param("<script>x</script><style>y</style><nav>z</nav><p>a</p>", "a", id="dropped"),
        pytest.param("<p>a<!-- x --></p><p style='display: none'>b</p>", "a", id="not shown"),
        pytest.param("<p hidden>b</p><button>x</button>a", "a", id="hidden and controls"),
        pytest.param("<title>t</title><p>a</p>", "a", id="the title is no text"),
        pytest.param("<ul><li>a<li>b</ul>", "- a\n- b", id="bullets"),
        pytest.param("<ul><li>- a<li>+ b</ul>", "- a\n+ b", id="bullets of their own"),
        pytest.param("<ol><li>a<li>b</ol>", "1. a\n2. b", id="numbers"),
        pytest.param("<ol type=I start=3><li>a<li value=9>b</ol>", "III. a\nIX. b", id="roman"),
        pytest.param("<ol type=a><li>a<li>b</ol>", "a) a\nb) b", id="letters"),
        pytest.param("<p>100 m<sup>2</sup></p>", "100 m²", id="a raised digit"),
        pytest.param("<p>NĐ-CP<sup><a href='#fn1'>1</a></sup></p>", "NĐ-CP[1]", id="note mark"),
        pytest.param("<p>x<a href='#_ftn2'>[2]</a></p>", "x[2]", id="note mark in brackets"),
        pytest.param("<p>Ke\u0302\u0301 hoa\u0323ch</p>", "Kế hoạch", id="composed"),
        pytest.param("<p>th\u00adực</p>", "thực", id="soft hyphen"),
        pytest.param("<nav>m</nav><main><p>abc def</p></main><div>x</div>", "abc def", id="main"),
        pytest.param("just words", "just words", id="no elements"),
    ],
)
def test_lines(markup: str, text: str) -> None:
    assert read(markup) == text


def test_a_note_is_a_block_of_its_kind() -> None:
    source = read_bytes(b"<p>a[1]</p><div id='ftn1'><p>[1] note</p></div>", "a.html")
    assert [(b.kind, b.place) for b in source.blocks] == [("paragraph", "p0"), ("footnote", "fn1")]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(
            "<tr><th>TT</th><th>Nội<br>dung</th></tr><tr><td>1</td><td><p>a</p><p>b</p></td></tr>",
            [["TT", "Nội dung"], ["1", "a b"]],
            id="lines in a cell",
        ),
        pytest.param(
            "<tr><td rowspan=2>a<td>b<td>c<tr><td>d<td>e",
            [["a", "b", "c"], ["", "d", "e"]],
            id="a cell over two rows",
        ),
        pytest.param(
            "<tr><td colspan=2>a<td>b<tr><td>c<td>d<td>e",
            [["a", "", "b"], ["c", "d", "e"]],
            id="a cell over two columns",
        ),
        pytest.param(
            "<tr><td>I<td colspan=3>a<tr><td>1<td>b<td>c<td>d",
            [["I", "a"], ["1", "b", "c", "d"]],
            id="the end of a merged row is left off",
        ),
        pytest.param(
            "<tr><td>a<td>b<table><tr><td>x<td>y</table><tr><td>c<td>d",
            [["a", "b x y"], ["c", "d"]],
            id="a table in a cell",
        ),
        pytest.param(
            "<thead><tr><td>a<td>b</thead><tbody><tr><td>c<td>d</tbody>",
            [["a", "b"], ["c", "d"]],
            id="parts of a table",
        ),
        pytest.param(
            "<tr><td colspan=999999999>a<td>b<tr><td rowspan=-1>c<td>d",
            [["a", *[""] * 999, "b"], ["c", "d"]],
            id="spans without sense",
        ),
    ],
)
def test_tables(table: str, expected: list[list[str]]) -> None:
    source = read_bytes(f"<p>x</p><table>{table}</table><p>y</p>".encode(), "a.html")
    check_spans(source)
    assert rows(source) == expected
    assert source.text == "\n".join(["x", *["\t".join(row) for row in expected], "y", ""])


HEADER = """
<table><tr>
<td><p>UBND HUYỆN A</p><p><b>UBND XÃ B</b></p></td>
<td><p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p><p>Độc lập - Tự do - Hạnh phúc</p></td>
</tr><tr><td>Số: 1/KH-UBND</td><td><i>B, ngày 01 tháng 02 năm 2024</i></td></tr></table>
"""


def test_a_header_table_is_read_cell_by_cell() -> None:
    source = read_bytes(f"{HEADER}<p>KẾ HOẠCH</p>".encode(), "a.html")
    check_spans(source)
    assert source.tables == ()
    assert source.text.splitlines() == [
        "UBND HUYỆN A",
        "UBND XÃ B",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 1/KH-UBND",
        "B, ngày 01 tháng 02 năm 2024",
        "KẾ HOẠCH",
    ]


def test_a_signature_table_is_read_cell_by_cell() -> None:
    text = read(
        "<table><tr><td>Nơi nhận:<br>- Như trên;<br>- Lưu: VT.</td>"
        "<td>TM. ỦY BAN NHÂN DÂN<br>CHỦ TỊCH<br><br>Nguyễn Văn A</td></tr></table>"
    )
    assert text.splitlines()[:3] == ["Nơi nhận:", "- Như trên;", "- Lưu: VT."]
    assert text.splitlines()[-1] == "Nguyễn Văn A"


def test_a_page_inside_a_table_is_no_table() -> None:
    data = "<table><tr><td>1<td>x</td></tr><tr><td>2<td>y</td></tr></table>"
    source = read_bytes(
        f"<table><tr><td>{HEADER}<p>words</p>{data}</td></tr></table>".encode(), "a.html"
    )
    check_spans(source)
    assert source.text.startswith("UBND HUYỆN A\nUBND XÃ B\nCỘNG HÒA")
    assert rows(source) == [["1", "x"], ["2", "y"]]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        pytest.param(TEXT.encode("utf-16"), "utf-16-le", id="utf-16"),
        pytest.param(
            b"<meta charset=windows-1258>" + to_windows_1258(TEXT), "windows-1258", id="1258"
        ),
        pytest.param(
            b"<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'>"
            + to_tcvn3(TEXT).encode("latin-1"),
            "tcvn3",
            id="tcvn3 that calls itself Western",
        ),
        pytest.param(to_vni(TEXT).encode("cp1252"), "vni", id="vni bytes"),
        pytest.param(to_tcvn3(TEXT).encode(), "tcvn3", id="tcvn3 codes as utf-8"),
    ],
)
def test_encodings(data: bytes, encoding: str) -> None:
    source = read_bytes(data, "a.html")
    assert " ".join(source.text.split()) == " ".join(TEXT.split())
    assert source.encoding == encoding


def test_font_elements_name_their_encoding() -> None:
    markup = (
        f"<p>Kế hoạch <font face='.VnTime'>{to_tcvn3('thực hiện')}</font> "
        f"<span style='font-family: VNI-Times'>{to_vni('Nghị định')}</span> ®</p>"
    )
    assert read(markup) == "Kế hoạch thực hiện Nghị định ®"


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param("<div>" * 100_000, id="deep blocks"),
        pytest.param("<span>" * 100_000, id="deep inline elements"),
        pytest.param("".join(f"<font size={i}>" for i in range(1900)) + "<p>x" * 5000, id="fonts"),
    ],
)
def test_hostile_nesting_is_refused(markup: str) -> None:
    with pytest.raises(DamagedFile, match="too deep"):
        read_bytes(f"{markup}x".encode(), "a.html")


def test_merged_cells_cannot_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.readers.html_builder.MOST_COVERED", 5)
    wide = "<tr><td colspan=900>a<td>b</tr>" * 3
    tall = "<tr><td rowspan=900 colspan=900>c<td>d</tr>" * 2
    for row in rows(read_bytes(f"<table>{wide}{tall}</table>".encode(), "a.html")):
        assert len(row) <= 7


def test_tables_in_tables_in_tables() -> None:
    assert "x" in read("<table><tr><td>a<td>" * 200 + "x")


@given(st.text(alphabet="<>/tablerdpihs =\"'&;x1\n", max_size=120).map(lambda t: f"w{t}"))
def test_any_markup_gives_consistent_spans(markup: str) -> None:
    source = read_bytes(markup.encode(), "a.html")
    check_spans(source)
    assert source == read_bytes(markup.encode(), "a.html")


TAGS = (
    "<table>", "</table>", "<tr>", "<td>", "</td>", "<td colspan=2>", "<td rowspan=2>", "<p>",
    "</p>", "<ul>", "<li>", "</ul>", "<b>", "</b>", "<br>", "a", "b", "<sup>1</sup>", "<pre>",
    "</pre>",
)  # fmt: skip
PARTS = st.lists(st.sampled_from(TAGS), max_size=40)


@given(PARTS)
def test_any_nesting_gives_consistent_spans(parts: list[str]) -> None:
    check_spans(read_bytes(f"w{''.join(parts)}".encode(), "a.html"))
