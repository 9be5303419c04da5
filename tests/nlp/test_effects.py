"""Clauses on force."""

from __future__ import annotations

import pytest

from nlp.directive import Reference
from nlp.effects import find_effects


@pytest.mark.parametrize(
    ("text", "effect", "date"),
    [
        pytest.param("Quyết định này có hiệu lực thi hành kể từ ngày 01 tháng 7 năm 2025.", "from",
                     "2025-07-01", id="from a day"),
        pytest.param("Thông tư này có hiệu lực từ ngày 15/8/2024 và thay thế Thông tư cũ.", "from",
                     "2024-08-15", id="goes on"),
        pytest.param("Quyết định này có hiệu lực kể từ ngày "
                     "ký.", "from", "2024-03-02", id="signing"),
        pytest.param("Quyết định này có hiệu lực kể từ ngày ký ban hành.", "from", "2024-03-02",
                     id="signing and issuing"),
        pytest.param("Quyết định này có hiệu\nlực thi hành\nkể từ ngày 01/7/2025.", "from",
                     "2025-07-01", id="broken over lines"),
        pytest.param("Nghị quyết này hết hiệu lực kể từ ngày 31/12/2026.", "until", "2026-12-31",
                     id="until a day"),
        pytest.param("Nghị định này có hiệu lực đến hết ngày 31 tháng 12 năm 2026.", "until",
                     "2026-12-31", id="to the end of a day"),
    ],
)  # fmt: skip
def test_clause(text: str, effect: str, date: str) -> None:
    (clause,) = find_effects(text, signed="2024-03-02")
    assert (clause.effect, clause.date, clause.object) == (effect, date, None)
    assert text[clause.start : clause.end].startswith(text.split(" ", maxsplit=1)[0])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Nâng cao hiệu lực, hiệu quả quản lý.", id="efficacy, not force"),
        pytest.param("Bản án có hiệu lực pháp luật.", id="a judgment"),
        pytest.param("", id="empty"),
    ],
)
def test_no_clause(text: str) -> None:
    assert find_effects(text) == ()


def test_the_clause_speaks_of_the_document_that_it_names() -> None:
    text = "Quyết định số 5/QĐ-UBND hết hiệu lực kể từ ngày 01/7/2025."
    named = Reference(
        0, 23, text[:23], "Quyết định", "5/QĐ-UBND", None, None, None, None, "numbered", "repeals"
    )
    (clause,) = find_effects(text, [named])
    assert (clause.effect, clause.object) == ("until", 0)
