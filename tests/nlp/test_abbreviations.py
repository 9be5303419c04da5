"""Abbreviations that a text defines."""

from __future__ import annotations

import pytest

from nlp.abbreviations import find_abbreviations


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("công tác thủ tục hành chính (TTHC) của xã", (("TTHC", "thủ tục hành chính"),)),
        ("Hội đồng nhân dân (sau đây viết tắt là HĐND)", (("HĐND", "Hội đồng nhân dân"),)),
        ("Ủy ban nhân dân (“UBND”) xã", (("UBND", "Ủy ban nhân dân"),)),
        ("văn bản quy\nphạm pháp luật (QPPL)", (("QPPL", "quy phạm pháp luật"),)),
        (
            "Sở Giao dịch hàng hóa Việt Nam (sau đây gọi là Sở Giao dịch)",
            (("Sở Giao dịch", "Sở Giao dịch hàng hóa Việt Nam"),),
        ),
        (
            "thủ tục hành chính (TTHC), lại thủ tục hành chính (TTHC)",
            (("TTHC", "thủ tục hành chính"),),
        ),
        ("xã Đông (II)", ()),
        ("nộp lệ phí (theo mẫu)", ()),
        ("cây xanh (KHCN)", ()),
        ("(((((", ()),
    ],
)
def test_pairs(text: str, pairs: tuple[tuple[str, str], ...]) -> None:
    assert find_abbreviations(text) == pairs
