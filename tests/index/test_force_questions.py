from __future__ import annotations

import pytest

from index.force_questions import asks_force
from index.query import understand


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        pytest.param("Quyết định 22/2023/QĐ-UBND còn hiệu lực không", True, id="Vietnamese"),
        pytest.param("nd 61/2018 het hieu luc chua", True, id="without diacritics"),
        pytest.param("is Decree 61/2018 still in force", True, id="English"),
        pytest.param("Nghị định 61/2018 hết hiệu lực từ khi nào", True, id="when"),
        pytest.param("Bộ luật Lao động 2012 còn hiệu lực không", True, id="a code by its name"),
        pytest.param("bo luat lao dong 2012 con hieu luc khong", True, id="a code, without marks"),
        pytest.param("thong tu 12/2022 cua bo y te con hieu luc khong", True, id="a ministry"),
        pytest.param("văn bản nào bãi bỏ Nghị định 61/2018", False, id="what repeals it"),
        pytest.param("has Decree 61/2018 been repealed", False, id="whether it was repealed"),
        pytest.param("Nghị định 61/2018 thay thế văn bản nào", False, id="what it replaces"),
        pytest.param("kế hoạch triển khai Nghị định 61/2018", False, id="another relation"),
    ],
)
def test_what_asks_for_force(text: str, asked: bool) -> None:
    assert asks_force(understand(text)) is asked
