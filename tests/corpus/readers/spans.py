"""What holds for the map of every `SourceText`."""

from __future__ import annotations

from itertools import pairwise

from corpus.source_text import SourceText


def check_spans(source: SourceText) -> None:
    """Asserts that spans lie inside the text, in order, and say what stands there."""
    length = len(source.text)
    for block in source.blocks:
        assert 0 <= block.start < block.end <= length
        assert source.text[block.start : block.end].strip()
    for a, b in pairwise(source.blocks):
        assert a.end <= b.start
    assert len({b.place for b in source.blocks if b.kind != "footnote"}) == len(
        [b for b in source.blocks if b.kind != "footnote"]
    )
    for table in source.tables:
        assert 0 <= table.start <= table.end <= length
        cells = [cell for row in table.rows for cell in row]
        assert all(table.start <= cell.start <= cell.end <= table.end for cell in cells)
        assert all(a.end <= b.start for a, b in pairwise(cells))
    assert all(a.end <= b.start for a, b in pairwise(source.tables))
    for number, page in enumerate(source.pages, 1):
        assert page.number == number
        assert 0 <= page.start <= page.end <= length
    assert all(a.end <= b.start for a, b in pairwise(source.pages))


def rows(source: SourceText, table: int = 0) -> list[list[str]]:
    """The cells of a table as strings."""
    return [
        [source.text[cell.start : cell.end] for cell in row] for row in source.tables[table].rows
    ]
