"""What a document governs ("phạm vi điều chỉnh") is no change of another document."""

import pytest

from tests.nlp.references.reading import PROVINCE, read

A, B = "30/2020/NĐ-CP", "12/2019/NĐ-CP"


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        pytest.param(
            "Quốc hội ban hành Bộ luật Lao động.\nĐiều 1. Phạm vi điều chỉnh \nBộ luật Lao động "
            "quy định về lao động.",
            ["cites", "cites"],
            id="a heading above the document's own name",
        ),
        pytest.param(
            f"Dự án thuộc phạm vi điều chỉnh của Nghị định số {A}, Nghị định số {B} chưa có vốn",
            ["cites", "cites"],
            id="what is governed by several",
        ),
        pytest.param(
            f"thuê theo số lượng thiết bị thuộc đối tượng điều chỉnh của Nghị định số {A}",
            ["cites"],
            id="a cue before it does not reach across",
        ),
        pytest.param(f"không bị điều chỉnh bởi Nghị định số {A}", ["cites"], id="governed by"),
        pytest.param(f"chịu sự điều chỉnh của Nghị định số {A}", ["cites"], id="under its rule"),
        pytest.param(
            f"Điều 1. Sửa đổi phạm vi điều chỉnh của Nghị định số {A}",
            ["amends"],
            id="the scope itself is amended",
        ),
        pytest.param(
            f"Điều 1. Điều chỉnh Nghị định số {A} như sau:", ["amends"], id="an adjustment"
        ),
    ],
)
def test_scopes(text: str, relations: list[str]) -> None:
    assert [one.relation for one in read(text, PROVINCE)] == relations
