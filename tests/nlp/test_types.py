import pytest

from nlp.types import document_types, type_by_name, type_of_symbol


@pytest.mark.parametrize(
    ("symbol", "name"),
    [
        pytest.param("NĐ", "Nghị định", id="decree"),
        pytest.param("ND", "Nghị định", id="decree without stroke"),
        pytest.param("QĐ", "Quyết định", id="decision"),
        pytest.param("TTr", "Tờ trình", id="proposal, mixed case"),
        pytest.param("CTr", "Chương trình", id="programme"),
        pytest.param("HD", "Hướng dẫn", id="guidance"),
        pytest.param("HĐ", "Hợp đồng", id="contract, not guidance"),
        pytest.param("TTLT", "Thông tư liên tịch", id="joint circular"),
    ],
)
def test_symbol_names_type(symbol: str, name: str) -> None:
    kind = type_of_symbol(symbol)
    assert kind is not None
    assert kind.name == name


@pytest.mark.parametrize("symbol", ["UBND", "VPCP", "QH15", ""])
def test_bodies_are_no_types(symbol: str) -> None:
    assert type_of_symbol(symbol) is None


def test_names_are_unique_and_found_without_diacritics() -> None:
    names = [kind.name for kind in document_types()]
    assert len(names) == len(set(names))
    found = type_by_name("ke hoach")
    assert found is not None
    assert found.name == "Kế hoạch"
