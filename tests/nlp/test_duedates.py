"""Due dates and their last day."""

from __future__ import annotations

import pytest

from nlp.duedates import find_due, last_day


@pytest.mark.parametrize(
    ("due", "day"),
    [
        pytest.param("Quý I năm 2023", "2023-03-31", id="quarter"),
        pytest.param("Quý II/2024", "2024-06-30", id="quarter with slash"),
        pytest.param("quý 4 năm 2024", "2024-12-31", id="quarter in Arabic"),
        pytest.param("Trước ngày 30/8/2024", "2024-08-30", id="before a day gives that day"),
        pytest.param("Trước 15/12/2024", "2024-12-15", id="without ngày"),
        pytest.param("Ngày 05 tháng 9 năm 2024", "2024-09-05", id="written out"),
        pytest.param("Trong tháng 02/2024", "2024-02-29", id="month of a leap year"),
        pytest.param("Tháng 8/2023", "2023-08-31", id="month"),
        pytest.param("Tháng 3 đến tháng 7 năm 2023", "2023-07-31", id="range of months"),
        pytest.param("6 tháng đầu năm 2024", "2024-06-30", id="first half"),
        pytest.param("6 tháng cuối năm 2024", "2024-12-31", id="second half"),
        pytest.param("Năm 2025", "2025-12-31", id="year"),
        pytest.param("Giai đoạn 2022 - 2025", "2025-12-31", id="range of years"),
        pytest.param("Quý III", "2030-09-30", id="year from the document"),
        pytest.param("Trước ngày 15/12", "2030-12-15", id="day without year"),
        pytest.param("Thường xuyên", None, id="recurring"),
        pytest.param("Thường xuyên trong năm 2023", None, id="recurring within a year"),
        pytest.param("Hằng tháng", None, id="monthly"),
        pytest.param("Khi có thay đổi", None, id="on an event"),
        pytest.param("Ngày 31/02/2024", None, id="no such day"),
        pytest.param("Sớm", None, id="nothing to tell"),
        pytest.param("", None, id="empty"),
    ],
)
def test_last_day(due: str, day: str | None) -> None:
    assert last_day(due, 2030) == day


def test_no_year_no_day() -> None:
    assert last_day("Quý III") is None


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("Sở gửi báo cáo trước ngày 31/5/2024 để tổng hợp.", "báo cáo trước ngày 31/5/2024"),
        ("Hoàn thành trong quý II năm 2024.", "Hoàn thành trong quý II năm 2024"),
        ("Làm ngay.", None),
    ],
)
def test_find_due(sentence: str, due: str | None) -> None:
    found = find_due(sentence)
    assert found == due or (due is not None and found is not None and found.endswith(due[-20:]))
