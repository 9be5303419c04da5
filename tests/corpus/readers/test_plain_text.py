"""Text and Markdown come out unchanged; tables are spans into them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.encodings import recognise
from corpus.readers import read_bytes
from tests.corpus.readers.spans import check_spans, rows

WORDS = st.text(
    alphabet=st.characters(codec="utf-8", exclude_characters="\0\ufeff"), min_size=1
).filter(lambda text: bool(text.strip()) and recognise(text) is None)


@given(WORDS)
def test_text_is_the_decoded_file(text: str) -> None:
    source = read_bytes(text.encode(), "a.txt")
    assert (source.text, source.encoding, source.media_type) == (text, "utf-8", "text/plain")
    assert not (source.tables or source.blocks or source.pages)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a\r\nb\r\n", id="CRLF"),
        pytest.param("a\rb\x0cc\x0bd", id="other breaks"),
        pytest.param("  a  \n\n\n", id="white space at the ends"),
        pytest.param("Ke\u0302\u0301 hoa\u0323ch", id="decomposed letters"),
        pytest.param("a\u00adb\u200bc\u00a0d", id="signs without width"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_nothing_is_changed(text: str, name: str) -> None:
    assert read_bytes(text.encode(), name).text == text


@given(st.text(alphabet="|\n ab-:1", max_size=200).filter(lambda text: bool(text.strip())))
def test_any_markdown_gives_tables_inside_it(text: str) -> None:
    source = read_bytes(text.encode(), "a.md")
    assert source.text == text
    check_spans(source)
    assert read_bytes(text.encode(), "a.md") == source


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("| a | b |\n|---|---|\n| 1 | 2 |\n\nx", [["a", "b"], ["1", "2"]], id="pipes"),
        pytest.param("a|b\n-|-\n1|2\n", [["a", "b"], ["1", "2"]], id="no outer pipes"),
        pytest.param("| a \\| b | c |\n|:-|-:|\n|1|2|", [["a \\| b", "c"], ["1", "2"]], id="bar"),
        pytest.param("|a|b|\r\n|-|-|\r\n|1|2|\r\n", [["a", "b"], ["1", "2"]], id="CRLF"),
        pytest.param("|a|b|\n|-|-|\n||2|", [["a", "b"], ["", "2"]], id="empty cell"),
        pytest.param(
            "|\nTT\n|\nNội dung\n|\n|\n1\n|\nRà soát\nquy định\n|\n\nsau",
            [["TT", "Nội dung"], ["1", "Rà soát\nquy định"]],
            id="a cell on lines of its own",
        ),
        pytest.param(
            "|\nTT\n|\nViệc\n|\nHạn\n|\n|\nI\n|\nNhóm\n|\n|\n1\n|\na\n|\nb\n|\n",
            [["TT", "Việc", "Hạn"], ["I", "Nhóm"], ["1", "a", "b"]],
            id="a row with merged cells",
        ),
        pytest.param(
            "|\nTT\n|\nViệc\n|\nHạn\n|\n|\n1\n|\n|\nb\n|\n|\n2\n|\nc\n|\nd\n|\n",
            [["TT", "Việc", "Hạn"], ["1", "", "b"], ["2", "c", "d"]],
            id="an empty cell inside a row",
        ),
        pytest.param(
            "|\nA\n|\nB\n|\n|\nC\n|\nD\n|\nnot in it\nany more\n",
            [["A", "B"], ["C", "D"]],
            id="text right after the table",
        ),
    ],
)
def test_markdown_tables(text: str, expected: list[list[str]]) -> None:
    source = read_bytes(text.encode(), "a.md")
    check_spans(source)
    assert len(source.tables) == 1
    assert rows(source) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a | b\nno delimiter row", id="a pipe in prose"),
        pytest.param("---\n\n- x\n", id="a rule"),
        pytest.param("|\nonly one cell\n|\n", id="one cell"),
        pytest.param("|\n|\n|\n", id="bars without cells"),
    ],
)
def test_no_markdown_tables(text: str) -> None:
    assert read_bytes(text.encode(), "a.md").tables == ()


def test_plain_text_has_no_tables() -> None:
    assert read_bytes(b"|a|b|\n|-|-|\n|1|2|\n", "a.txt").tables == ()
