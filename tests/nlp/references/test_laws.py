import pytest

from tests.nlp.references.reading import only, read


@pytest.mark.parametrize(
    ("text", "kind", "date", "year", "number"),
    [
        pytest.param("Luật Cư trú ngày 13 tháng 11 năm 2020", "law", "2020-11-13", 2020, None,
         id="date"),
        pytest.param("Luật Đất đai năm 2024", "law", None, 2024, None, id="year"),
        pytest.param("Luật Đất đai 2024", "law", None, 2024, None, id="bare year"),
        pytest.param("Luật Viên chức số 58/2010/QH12", "law", None, 2010, "58/2010/QH12",
         id="number"),
        pytest.param("Luật Phòng, chống tham nhũng", "law_bare", None, None, None,
         id="comma in name"),
        pytest.param("Bộ luật Dân sự năm 2015", "law", None, 2015, None, id="code"),
        pytest.param("Pháp lệnh Dân số", "law_bare", None, None, None, id="ordinance"),
        pytest.param("Hiến pháp năm 2013", "law", None, 2013, None, id="constitution"),
        pytest.param("luật đất đai năm 2024", "law", None, 2024, None, id="small letter with year"),
        pytest.param("Luật Cư\ntrú", "law_bare", None, None, None, id="line break in name"),
        pytest.param("Luật Khai khoáng vũ trụ năm 2031", "law", None, 2031, None, id="unknown law"),
    ],
)  # fmt: skip
def test_named_law(
    text: str, kind: str, date: str | None, year: int | None, number: str | None
) -> None:
    found = only(f"theo quy định của {text} và các văn bản khác")
    assert (found.text, found.kind, found.date, found.year, found.number) == (
        text, kind, date, year, number,
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["pháp luật lao động", "dự thảo Luật Đất đai", "kỷ luật lao động", "Luật sư Nguyễn Văn A"],
)
def test_no_law(text: str) -> None:
    assert read(f"theo {text} hiện nay") == ()


def test_amending_law_holds_others_and_keeps_the_date() -> None:
    text = "Luật sửa đổi, bổ sung một số điều của Luật Cư trú và Luật Thủ đô ngày 22/11/2029"
    outer, first, second = read(f"Căn cứ {text};")
    assert outer.text == text
    assert (outer.date, first.date, second.date) == ("2029-11-22", None, None)
    assert (first.text, second.text) == ("Luật Cư trú", "Luật Thủ đô")
    assert (outer.relation, outer.subject) == ("based_on", None)
    assert {(r.relation, r.subject) for r in (first, second)} == {("amends", 0)}
