"""Each case: a text, and for each mention its number, relation and subject (a number or None)."""

import pytest

from tests.nlp.references.reading import PROVINCE, read

A, B, C = "30/2020/NĐ-CP", "12/2019/NĐ-CP", "7/2018/NĐ-CP"
CASES = [
    ("Căn cứ", f"Căn cứ Nghị định số {A};", [(A, "based_on", None)]),
    ("Căn cứ over a list", f"Căn cứ Nghị định số {A}; Nghị định số {B};",
     [(A, "based_on", None), (B, "based_on", None)]),
    ("thực hiện", f"Thực hiện Nghị định số {A} của Chính phủ.", [(A, "implements", None)]),
    ("giao tại", f"theo lộ trình được giao tại Nghị định số {A} và Nghị định số {B}.",
     [(A, "implements", None), (B, "implements", None)]),
    ("giao … tại", f"hoàn thành các chỉ tiêu được Chính phủ giao trong năm tại Nghị định số {A}",
     [(A, "implements", None)]),
    ("theo", f"giải quyết hồ sơ theo Nghị định số {A}.", [(A, "applies", None)]),
    ("theo quy định của X tại", f"theo đúng quy định của Chính phủ tại Nghị định số {A}",
     [(A, "applies", None)]),
    ("tôn giáo is not giao", f"về tôn giáo trong Nghị định số {A}", [(A, "cites", None)]),
    ("quy định chi tiết is not đình chỉ", f"quy \nđịnh chi tiết Nghị định số {A}",
     [(A, "guides", None)]),
    ("bare", f"Nghị định số {A} của Chính phủ.", [(A, "cites", None)]),
    ("title: amends", f"Căn cứ Nghị định số {A} sửa đổi, bổ sung một số điều của Nghị định số {B};",
     [(A, "based_on", None), (B, "amends", A)]),
    ("title: guides", "Căn cứ Thông tư số 12/2021/TT-BNV hướng dẫn thi hành một số quy định của "
     f"Nghị định số {B};", [("12/2021/TT-BNV", "based_on", None), (B, "guides", "12/2021/TT-BNV")]),
    ("title: implements", "Thực hiện Kế hoạch số 5/KH-UBND ngày 27/5/2021 về triển khai thực hiện "
     f"Nghị định số {B};", [("5/KH-UBND", "implements", None), (B, "implements", "5/KH-UBND")]),
    ("dates rule out a subject", "Triển khai Kế hoạch số 5/KH-UBND ngày 27/5/2019 về thực hiện "
     f"Nghị định số {C} về A, Nghị định số {A} sửa đổi Nghị định số {B}:",
     [("5/KH-UBND", "implements", None), (C, "implements", "5/KH-UBND"),
      (A, "implements", None), (B, "amends", A)]),
    ("verb of a title, citation beside it", f"theo Nghị định số {C} về thực hiện thủ tục và Nghị "
     f"định số {A} về văn thư.", [(C, "applies", None), (A, "applies", None)]),
    ("amended by", f"(Điều 2 Nghị định số {B} được sửa đổi, bổ sung bởi Điều 1 Nghị định số {A})",
     [(B, "amends", A), (A, "cites", None)]),
    ("replaces", f"Quyết định này thay thế Nghị định số {A}.",
     [(None, "cites", None), (A, "replaces", None)]),
    ("repeals part", f"Bãi bỏ khoản 2 Điều 5 Nghị định số {A}.", [(A, "repeals", None)]),
    ("expires", f"Nghị định số {A} hết hiệu lực kể từ ngày Quyết định này có hiệu lực.",
     [(A, "repeals", None), (None, "cites", None)]),
    ("expires by another",
     f"Nghị định số {B} hết hiệu lực kể từ ngày Nghị định số {A} có hiệu lực.",
     [(B, "repeals", A), (A, "cites", None)]),
    ("list head", f"Bãi bỏ các văn bản sau đây:\na) Nghị định số {A};\nb) Nghị định số {B}.",
     [(A, "repeals", None), (B, "repeals", None)]),
    ("annex", f"(Kèm theo Nghị định số {A} của Chính phủ)", [(A, "annex_of", None)]),
    ("suspends", f"Đình chỉ việc thi hành Nghị định số {A}.", [(A, "suspends", None)]),
    ("corrects", f"Đính chính Nghị định số {A}.", [(A, "corrects", None)]),
    ("consolidates", f"Hợp nhất Nghị định số {A} và Nghị định số {B}.",
     [(A, "consolidates", None), (B, "consolidates", None)]),
    ("circular reading ends", f"Nghị định số {A} sửa đổi Nghị định số {B} được sửa đổi bởi Nghị "
     f"định số {A} hết hiệu lực", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_relation(text: str, wanted: list[tuple[str | None, str, str | None]] | None) -> None:
    found = read(text, PROVINCE)
    if wanted is None:
        assert len(found) == 3
        return
    got = [
        (r.number, r.relation, None if r.subject is None else found[r.subject].number)
        for r in found
    ]
    assert got == wanted


def test_every_relation_but_cites_shows_its_cue() -> None:
    for _, text, _ in CASES:
        for reference in read(text, PROVINCE):
            if reference.relation not in ("cites", "self"):
                assert reference.cue_span is not None
                span = reference.cue_span
                assert " ".join(text[span.start : span.end].split()) == reference.cue


def test_based_on_and_amended_keeps_both() -> None:
    law, amender = read(
        "Căn cứ Luật Viên chức số 58/2010/QH12 được sửa đổi bởi Luật số 52/2019/QH14;"
    )
    assert law.relation == "based_on"
    assert [(link.relation, link.subject) for link in law.further] == [("amends", 1)]
    assert amender.subject is None


def test_combined_amendment_and_repeal() -> None:
    target, _ = read(
        f"(Điều 3 Nghị định số {B}, có hiệu lực thi hành kể từ ngày 01/01/2019, có nội dung được "
        f"sửa đổi, có nội dung bị bãi bỏ bởi Điều 2 Nghị định số {A} có hiệu lực từ 15/4/2020)"
    )
    relations = {target.relation, *(link.relation for link in target.further)}
    assert relations == {"amends", "repeals"}
    assert target.partial


@pytest.mark.parametrize(
    ("body", "relation"),
    [
        pytest.param("theo chỉ đạo của Thủ tướng Chính phủ⁸; sau đó", "implements", id="leaning"),
        pytest.param("Nâng cao chất lượng⁸; sau đó", "cites", id="bare mark"),
    ],
)
def test_footnote(body: str, relation: str) -> None:
    found = read(f"Hoàn thành {body}.\n\n⁸ Quyết định số 749/QĐ-TTg ngày 03/6/2020.\n")
    assert [r.relation for r in found] == [relation]
