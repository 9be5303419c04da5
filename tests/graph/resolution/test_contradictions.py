from __future__ import annotations

import pytest

from graph.contradictions import find_contradictions
from graph.holdings import KnownDocument
from nlp.directive import Directive, Header, Reference
from tests.graph.resolution.mentions import COMMUNE, PROVINCE, known, mention, outcome

QD_2356 = mention("Quyết định", "2356/QĐ-UBND", "2022-07-27", issuer="UBND tỉnh Quảng Trị")
QD_2536 = mention("Quyết định", "2536/QĐ-UBND", "2022-07-27", issuer="UBND tỉnh Quảng Trị")

FOUND = [
    pytest.param(
        [
            mention("Kế hoạch", "5/KH-UBND", "2023-03-10", issuer="UBND tỉnh Quảng Trị"),
            mention("Kế hoạch", "5/KH-UBND", "2023-03-12", issuer="UBND tỉnh Quảng Trị"),
        ],
        (),
        "two_dates",
        (0, 1),
        ("2023-03-10", "2023-03-12"),
        id="one number, two days",
    ),
    pytest.param(
        [QD_2356, QD_2536],
        (),
        "similar_numbers",
        (0, 1),
        ("2356/QĐ-UBND", "2536/QĐ-UBND"),
        id="exchanged digits",
    ),
    pytest.param(
        [mention("Quyết định", "34/QĐ-TTg", "2021-11-08")],
        (known("Quyết định", "34/2021/QĐ-TTg", "2021-11-08"),),
        "year_missing",
        (0,),
        ("34/QĐ-TTg", "2021-11-08"),
        id="a year left out",
    ),
    pytest.param(
        [mention("Nghị định", "61/2018/NĐ-CP", "2019-04-23")],
        (),
        "year_contradicts",
        (0,),
        ("61/2018/NĐ-CP", "2019-04-23"),
        id="number and date of two years",
    ),
    pytest.param(
        [mention("Nghị định", "61/2018/NĐ-CP", "2018-04-24")],
        (known("Nghị định", "61/2018/NĐ-CP", "2018-04-23"),),
        "date_differs",
        (0,),
        ("61/2018/NĐ-CP", "2018-04-24"),
        id="a day that the record denies",
    ),
    pytest.param(
        [mention("Quyết định", "766/QĐ-TTg", "2021-06-23")],
        (known("Quyết định", "766/QĐ-TTg", "2022-06-23"),),
        "year_differs",
        (0,),
        ("766/QĐ-TTg", "2021-06-23"),
        id="a year that the record denies",
    ),
    pytest.param(
        [mention("Nghị định", "42/2025/NĐ-CP", "2025-02-27")],
        (),
        "after_host",
        (0,),
        ("2025-02-27", "2024-03-01"),
        id="younger than what cites it",
    ),
]


@pytest.mark.parametrize(("mentions", "held", "kind", "where", "detail"), FOUND)
def test_contradictions_are_found(
    mentions: list[Reference],
    held: tuple[KnownDocument, ...],
    kind: str,
    where: tuple[int, ...],
    detail: tuple[str, ...],
) -> None:
    results = outcome(*mentions, host=PROVINCE, held=held)
    found = find_contradictions(Directive(PROVINCE, references=tuple(mentions)), results)
    assert [(c.kind, c.mentions, c.detail) for c in found] == [(kind, where, detail)]
    assert found[0].urns


CONSISTENT = [
    pytest.param(
        [
            mention("Nghị quyết", "01/NQ-CP", "2023-01-06"),
            mention("Nghị quyết", "01/NQ-CP", "2024-01-05"),
        ],
        id="the same number in two years",
    ),
    pytest.param(
        [
            mention("Nghị định", "61/2018/NĐ-CP", "2018-04-23"),
            mention("Nghị định", "61/2018/NĐ-CP"),
        ],
        id="a date and none",
    ),
    pytest.param(
        [
            mention("Kế hoạch", "15/KH-UBND", "2023-03-10"),
            mention("Quyết định", "15/QĐ-UBND", "2023-01-19"),
        ],
        id="two types of one number",
    ),
    pytest.param(
        [
            QD_2356,
            mention("Quyết định", "2536/QĐ-UBND", "2022-07-28", issuer="UBND tỉnh Quảng Trị"),
        ],
        id="exchanged digits of two days",
    ),
    pytest.param(
        [QD_2356, mention("Quyết định", "2536/QĐ-UBND", "2022-07-27", issuer="UBND tỉnh Hà Tĩnh")],
        id="exchanged digits of two provinces",
    ),
    pytest.param(
        [
            mention("Luật", None, "2018-01-23", text="Luật Rừng ngày 23/1/2018", kind="law"),
            mention("Luật", None, "2018-05-07", text="Luật Rừng 07/5/2018", kind="law"),
        ],
        id="a law beside a column of dates",
    ),
    pytest.param(
        [
            mention("Nghị định", "12/2018/NĐ-CP", "2018-01-23"),
            mention("Nghị định", "21/2018/NĐ-CP", "2018-01-23"),
        ],
        id="two short numbers",
    ),
]


@pytest.mark.parametrize("mentions", CONSISTENT)
def test_what_is_no_contradiction(mentions: list[Reference]) -> None:
    results = outcome(*mentions, host=COMMUNE)
    assert find_contradictions(Directive(COMMUNE, references=tuple(mentions)), results) == ()


def test_an_undated_host_contradicts_no_date() -> None:
    host = Header("Kế hoạch", "12/KH-UBND", date="2024", issuer="UBND tỉnh Quảng Trị")
    late = mention("Nghị định", "42/2025/NĐ-CP", "2025-02-27")
    found = find_contradictions(Directive(host, references=(late,)), outcome(late, host=host))
    assert found == ()
