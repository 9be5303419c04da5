from __future__ import annotations

import pytest

from graph.authority import authority
from graph.build_authority import joined_title, merge, sure_date
from graph.holdings import ChainedHoldings, MemoryHoldings, known_document, name_key
from graph.numbering import split_number


@pytest.mark.parametrize(
    ("number", "date"),
    [
        ("61/2018/NĐ-CP", "2018-04-23"),
        ("61/2018/ND-CP", "2018-04-23"),
        ("63/2010/NĐ-CP", "2010-06-08"),
        ("31/2024/QH15", "2024-01-18"),
        ("77/2015/QH13", "2015-06-19"),
        ("01/2018/TT-VPCP", "2018-11-23"),
    ],
)
def test_records_by_number(number: str, date: str) -> None:
    (record,) = authority().by_number(number)
    assert record.date == date
    assert record.source == "authority"
    assert authority().by_urn(record.urn) is record


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("Luật Đất đai", ["13/2003/QH11", "45/2013/QH13", "31/2024/QH15"]),
        ("dat dai", ["13/2003/QH11", "45/2013/QH13", "31/2024/QH15"]),
        ("Bộ luật Dân sự", ["33/2005/QH11", "91/2015/QH13"]),
        ("Đề án 06", ["06/QĐ-TTg"]),
        ("không có luật này", []),
        ("", []),
        ("Dân quân tự vệ", ["48/2019/QH14"]),
    ],
)
def test_records_by_name(name: str, numbers: list[str]) -> None:
    assert [r.number for r in authority().by_name(name)] == numbers


def test_records_by_running_number_and_year() -> None:
    all_61 = authority().by_serial("61")
    of_2018 = authority().by_serial("061", 2018)
    assert {"61/2018/NĐ-CP", "61/2018/TT-BTC"} <= {r.number for r in of_2018}
    assert set(of_2018) < set(all_61)


def test_every_record_is_whole() -> None:
    records = list(authority())
    assert len(records) > 4000
    assert len({r.urn for r in records}) == len(records)
    for record in records:
        assert record.type
        assert record.date is None or len(record.date) == 10
        assert 0 < record.weight <= 1
        year = split_number(record.number).year if record.number else None
        assert record.date is None or year in (None, int(record.date[:4]))


def test_no_title_says_the_type_twice_but_where_the_name_begins_with_it() -> None:
    twice = {
        record.title
        for record in authority()
        if (record.title or "").startswith(f"{record.type} {record.type} ")
        or record.title == f"{record.type} {record.type}"
    }
    assert twice == {"Luật Luật sư"}  # the law on lawyers


@pytest.mark.parametrize(
    ("number", "date", "force", "sure"),
    [
        pytest.param("5/2022/TT-BYT", "2002-08-01", "2022-08-01", "2022-08-01", id="a lost digit"),
        pytest.param("5/2022/TT-BYT", "2022-08-01", None, "2022-08-01", id="nothing to mend"),
        pytest.param("5/2014/TT-BYT", "2016-12-21", "2017-02-04", None, id="the number is wrong"),
        pytest.param("5/2014/TT-BYT", "2016-12-21", None, None, id="nothing decides"),
        pytest.param("5/2014/TT-BYT", "2016-12-21", "2014-02-01", None, id="force before it"),
        pytest.param("766/QĐ-TTg", "2016-12-21", "2014-02-01", "2016-12-21", id="no year in it"),
        pytest.param("5/2014/TT-BYT", None, "2014-02-01", None, id="no date"),
    ],
)
def test_the_year_in_a_number_decides_over_the_date(
    number: str, date: str | None, force: str | None, sure: str | None
) -> None:
    assert sure_date(number, date, force) == sure


def test_a_title_cut_at_a_date_within_it_is_joined_again() -> None:
    row = {
        "loai": "Thông tư",
        "ten": "Sửa đổi Thông tư số 11/2012/TT-BNV",
        "ngay_ban_hanh": "17/12/2012",
        "co_quan_ban_hanh": "Bộ Nội vụ về báo cáo ngày 01/06/2019 của Bộ Nội vụ",
    }
    joined = joined_title(row)
    assert joined["ngay_ban_hanh"] == "01/06/2019"
    assert joined["co_quan_ban_hanh"] == "Bộ Nội vụ"
    assert joined["ten"].endswith("số 11/2012/TT-BNV ngày 17/12/2012 của Bộ Nội vụ về báo cáo")
    assert joined_title({**row, "co_quan_ban_hanh": "Bộ Y tế"})["ngay_ban_hanh"] == "17/12/2012"


def test_memory_holdings_forget_what_is_removed() -> None:
    document = known_document(
        "Kế hoạch",
        "5/KH-UBND",
        date="2024-01-02",
        issuer="UBND tỉnh Hà Tĩnh",
        title="Kế hoạch năm 2024",
    )
    holdings = MemoryHoldings([document])
    assert holdings.by_number("05/KH-UBND") == (document,)
    assert holdings.by_name("KẾ HOẠCH  năm 2024") == (document,)
    holdings.add(document)
    assert holdings.by_serial("5") == (document,)
    holdings.remove(document.urn)
    assert len(holdings) == 0
    assert holdings.by_number("5/KH-UBND") == holdings.by_serial("5") == ()


def test_the_library_comes_first_and_the_record_corrects_its_date() -> None:
    held = known_document("Bộ luật", "45/2019/QH14", date="2019-12-26", title="Bộ luật Lao động")
    both = ChainedHoldings(MemoryHoldings([held]), authority())
    (found,) = both.by_number("45/2019/QH14")
    assert found.source == "library"
    assert found.date == "2019-11-20"
    assert both.by_urn(found.urn) == found
    assert both.by_urn("urn:lex:vn:khong.co") is None


def test_of_two_sources_the_first_wins_and_names_are_joined() -> None:
    first = known_document("Luật", "31/2024/QH15", date="2024-01-18", names=("Đất đai",))
    second = known_document(
        "Luật", "31/2024/QH15", title="Luật Đất đai", in_force_from="2024-08-01"
    )
    (joined,) = merge([[first], [second]])
    assert (joined.date, joined.title) == ("2024-01-18", "Luật Đất đai")
    assert joined.names == ("Đất đai",)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Luật Đất đai", "đất  ĐAI"),
        ("Về việc cấp phép", "cấp phép"),
        ("Bộ luật Lao động", "Lao động"),
        ("Luât Dân quân", "Dân quân"),
    ],
)
def test_names_are_compared_without_type_and_case(first: str, second: str) -> None:
    assert name_key(first) == name_key(second)
