from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.syllables import bare_phrase, fold_phrase, fold_word, words_at
from nlp.units import split_label, unit_label, units


def labels(name: str, **how: str) -> list[str]:
    return [", ".join(u.label for u in units().path(found)) for found in units().named(name, **how)]  # type: ignore[arg-type]  # keyword values are literals in the cases


def test_the_table_holds_both_sets_of_units() -> None:
    table = units()
    all_units = [table.unit(i) for i in range(len(table))]
    now = [u for u in all_units if u.valid_on("2025-08-01")]
    then = [u for u in all_units if u.valid_on("2025-02-01")]
    assert sum(u.level == "tỉnh" for u in now) == 34
    assert sum(u.level == "xã" for u in now) == 3321
    assert not [u for u in now if u.level == "huyện"]
    assert sum(u.level == "tỉnh" for u in then) == 63
    assert sum(u.level == "huyện" for u in then) == 696


@pytest.mark.parametrize(
    ("name", "how", "expected"),
    [
        pytest.param(
            "Vĩnh Bảo",
            {"level": "huyện"},
            ["huyện Vĩnh Bảo, thành phố Hải Phòng"],
            id="one district",
        ),
        pytest.param(
            "1",
            {"type": "quận"},
            ["Quận 1, Thành phố Hồ Chí Minh"],
            id="a digit makes the type a part of the name",
        ),
        pytest.param(
            "Hồ Chí Minh",
            {"level": "tỉnh"},
            ["Thành phố Hồ Chí Minh"],
            id="the one province with a capital type",
        ),
        pytest.param(
            "Hoà Bình", {"level": "tỉnh"}, ["tỉnh Hòa Bình"], id="old placement of the tone"
        ),
        pytest.param("ha tinh", {"level": "tỉnh"}, ["tỉnh Hà Tĩnh"], id="lost diacritics"),
        pytest.param("Đắc Lắc", {"level": "tỉnh"}, ["tỉnh Đắk Lắk"], id="another spelling"),
        pytest.param(
            "Bà Rịa Vũng Tàu", {"level": "tỉnh"}, ["tỉnh Bà Rịa - Vũng Tàu"], id="lost hyphen"
        ),
        pytest.param("Không Có Đâu", {}, [], id="unknown name"),
    ],
)
def test_units_are_found_by_name(name: str, how: dict[str, str], expected: list[str]) -> None:
    assert labels(name, **how) == expected


def test_one_name_is_many_communes() -> None:
    found = labels("Phú Lộc", type="xã")
    assert len(found) > 8
    assert "xã Phú Lộc, huyện Tân Phú, tỉnh Đồng Nai" in found


def test_diacritics_tell_communes_of_one_district_apart() -> None:
    assert labels("Sơn Hà", type="xã") != labels("Sơn Hạ", type="xã")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param("2024-05-01", "huyện Phú Lộc, tỉnh Thừa Thiên Huế", id="before the city"),
        pytest.param("2025-02-01", "huyện Phú Lộc, thành phố Huế", id="after it"),
        pytest.param(None, "huyện Phú Lộc, thành phố Huế", id="no day: as the table has it"),
    ],
)
def test_a_parent_has_the_name_of_the_day(day: str | None, expected: str) -> None:
    (unit,) = units().named("Phú Lộc", type="huyện")
    assert ", ".join(u.label for u in units().path(unit, day)) == expected


def test_dong_nai_becomes_a_city() -> None:
    found = {u.type: u for u in units().named("Đồng Nai", level="tỉnh")}
    assert found["tỉnh"].valid_on("2026-04-29")
    assert not found["tỉnh"].valid_on("2026-04-30")
    assert found["thành phố"].valid_on("2026-04-30")
    commune = next(
        u for u in units().named("Tân Phú", type="xã") if u.parent == found["tỉnh"].number
    )
    assert units().path(commune, "2026-05-01")[-1].label == "thành phố Đồng Nai"


def test_successors_and_predecessors_agree() -> None:
    table = units()
    (district,) = table.named("Cần Giờ", type="huyện")
    assert not district.successors  # districts were abolished, only communes went on
    (thach_chau,) = table.named("Thạch Châu", type="xã")
    for number in thach_chau.successors:
        assert thach_chau.number in table.predecessors(number)


@pytest.mark.parametrize(
    ("unit_type", "name", "label"),
    [
        ("quận", "1", "Quận 1"),
        ("phường", "14", "Phường 14"),
        ("xã", "Tân Phú", "xã Tân Phú"),
        ("thành phố", "Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
    ],
)
def test_labels_split_back(unit_type: str, name: str, label: str) -> None:
    assert unit_label(unit_type, name) == label
    assert split_label(label) == (unit_type, name)


def test_a_label_without_a_type_is_refused() -> None:
    with pytest.raises(ValueError, match="no type of administrative unit"):
        split_label("Hà Nội")


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        ("UỶ", "ủy"),
        ("hoà", "hòa"),
        ("Hòa", "hòa"),
        ("ph**ố", "phố"),
        ("Ð", "đ"),
        ("Uy\u0309", "ủy"),
        ("Quý", "quý"),
        ("thuỷ", "thủy"),
        ("loà", "lòa"),
        ("toàn", "toàn"),
    ],
)
def test_words_fold(raw: str, folded: str) -> None:
    assert fold_word(raw) == folded


def test_words_keep_their_places() -> None:
    text = "Ủy  ban\n**nhân** dân"
    words = words_at(text, 0)
    assert [w.raw for w in words] == ["Ủy", "ban", "nhân", "dân"]
    assert [w.gap for w in words] == [" ", " ", "\n", " "]
    assert all(text[w.start : w.end] == w.raw for w in words)


@given(st.text(max_size=60))
def test_folding_is_stable(text: str) -> None:
    assert fold_phrase(fold_phrase(text)) == fold_phrase(text)
    assert bare_phrase(bare_phrase(text)) == bare_phrase(text)


def test_opening_the_table_imports_nothing_heavy() -> None:
    code = (
        "import sys; from nlp.units import units; from nlp.issuers import match_issuer; units();"
        "match_issuer('UBND tỉnh Hà Tĩnh', 0);"
        "print([m for m in ('underthesea', 'spacy', 'torch', 'rdflib') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
