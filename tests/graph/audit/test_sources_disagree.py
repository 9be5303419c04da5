"""A date that two documents give is not said to be wrong on the word of one record."""

import pytest

from graph.audit import audit
from tests.graph.audit.library import TextLibrary, text_of

WRONG_DAY = "1. Theo Nghị định số 61/2018/NĐ-CP ngày 24/4/2018 của Chính phủ."
RIGHT_DAY = "1. Theo Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ."


@pytest.mark.parametrize(
    ("others", "found"),
    [
        pytest.param((), 1, id="one document against the record"),
        pytest.param((RIGHT_DAY,), 1, id="another agrees with the record"),
        pytest.param((WRONG_DAY,), 0, id="another gives the same date"),
    ],
)
def test_a_date_against_the_record(others: tuple[str, ...], found: int) -> None:
    bodies = (WRONG_DAY, *others)
    texts = {
        f"{i}.txt": text_of(f"{35 + i}/KH-UBND", "2020-01-02", body)
        for i, body in enumerate(bodies)
    }
    library = TextLibrary(texts, records=True)
    assert sum(one.kind == "date_differs" for one in audit(library)) == found
