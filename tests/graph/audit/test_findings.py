"""Each kind of finding where it must be, and not where it must not be."""

import pytest

from corpus.errors import BadQuery, UnknownDocument
from graph.audit import Finding, Scope, audit, finding_kinds
from tests.graph.audit.library import TextLibrary, text_of

DECREE = text_of("12/2018/NĐ-CP", "2018-04-23", "Điều 1. Phạm vi.")
NEW = text_of(
    "118/2025/NĐ-CP", "2025-06-09",
    "Điều 1. Nghị định này có hiệu lực từ ngày 01 tháng 7 năm 2025 và thay thế Nghị định số "
    "12/2018/NĐ-CP.\nĐiều 2. Bãi bỏ Điều 4 Nghị định số 20/2019/NĐ-CP.",
)  # fmt: skip


def plan(body: str, number: str = "35/KH-UBND", date: str = "2025-10-20") -> str:
    return text_of(number, date, body)


def found(texts: dict[str, str], file: str = "plan.txt", *, records: bool = False) -> list[Finding]:
    library = TextLibrary({"old.txt": DECREE, "new.txt": NEW, **texts}, records=records)
    return [one for one in audit(library) if one.file == file]


BASIS = "Căn cứ Nghị định số 118/2025/NĐ-CP ngày 09 tháng 6 năm 2025 của Chính phủ;\n"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        pytest.param("Căn cứ Nghị định số 12/2018/NĐ-CP ngày 23/4/2018 của Chính phủ;", "ended",
                     id="based on what has ended"),
        pytest.param("1. Thực hiện theo quy định tại Nghị định số 12/2018/NĐ-CP.", "ended",
                     id="applies what has ended"),
        pytest.param("1. Thực hiện theo quy định tại khoản 1 Điều 4 Nghị định số 20/2019/NĐ-CP "
                     "ngày "
                     "26/02/2019 của Chính phủ.", "part_ended", id="a clause of an ended article"),
        pytest.param("1. Theo Nghị định số 9/2025/NĐ-CP ngày 11/11/2025 của Chính phủ.",
                     "cited_later", id="a date to come"),
        pytest.param("1. Theo quy định tại Nghị định số 9/2026/NĐ-CP của Chính phủ.",
                     "number_later", id="a year to come"),
        pytest.param("1. Theo Nghị định số 9/2021/NĐ-CP ngày 11/11/2022 của Chính phủ.",
                     "year_contradicts", id="two years"),
        pytest.param("1. Theo Nghị định số 107/NĐ-CP của Chính phủ.", "year_missing",
                     id="a decree's number without its year"),
        pytest.param("1. Theo Luật Phí và lệ phí số 97/2015/QH12 của Quốc hội.", "wrong_term",
                     id="a term of the Assembly that was over"),
        pytest.param("1. Theo Thông tư số 44/2023/TT-BTC ngày 29/12/2023 của Bộ trưởng Bộ Công "
                     "Thương.",
                     "wrong_issuer", id="the symbol of another ministry"),
        pytest.param("1. Theo Nghị định số 9/2021/NĐ-CP ngày 11/11/2021 và Nghị định số "
                     "9/2021/NĐ-CP "
                     "ngày 12/11/2021 của Chính phủ.", "two_dates", id="two dates"),
        pytest.param("1. Theo Quyết định số 2356/QĐ-UBND ngày 27/7/2022 và Quyết định số "
                     "2536/QĐ-UBND "
                     "ngày 27/7/2022 của UBND tỉnh.", "similar_numbers", id="numbers alike"),
        pytest.param("1. Theo Thông báo số 12 của Sở.", "unresolved", id="nobody's number"),
    ],
)  # fmt: skip
def test_is_found(body: str, kind: str) -> None:
    findings = [one for one in found({"plan.txt": plan(BASIS + body)}) if one.kind == kind]
    assert len(findings) == 1
    evidence = findings[0].evidence[0]
    assert evidence.document == findings[0].document
    assert evidence.quotation in plan(BASIS + body)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("1. Theo Nghị định số 118/2025/NĐ-CP.", id="what is in force"),
        pytest.param("1. Nghị định số 12/2018/NĐ-CP đã hết hiệu lực từ ngày 01/7/2025.",
                     id="the text says that it has ended"),
        pytest.param("1. Hồ sơ nộp trước ngày 01/7/2025 tiếp tục thực hiện theo Nghị định số "
                     "12/2018/NĐ-CP.", id="a transition"),
        pytest.param("1. Theo quy định tại Điều 5 Nghị định số 20/2019/NĐ-CP ngày 26/02/2019 của "
                     "Chính "
                     "phủ.", id="an article that still stands"),
        pytest.param("1. Theo Nghị định số 43/CP ngày 22/6/1993 của Chính phủ.",
                     id="numbers held no year then"),
        pytest.param("1. Theo Thông tư liên tịch số 23/2015/TTLT-BGDĐT-BNV ngày 16/9/2015 của Bộ "
                     "Giáo "
                     "dục và Đào tạo.", id="the first of two issuers"),
        pytest.param("1. Theo Quyết định số 467/QĐ-UBND ngày 27/7/2022 và Quyết định số "
                     "468/QĐ-UBND ngày "
                     "27/7/2022 của UBND tỉnh.", id="neighbours"),
    ],
)  # fmt: skip
def test_is_not_found(body: str) -> None:
    assert not found({"plan.txt": plan(BASIS + body)})


def test_before_its_end_a_decree_may_be_relied_on() -> None:
    body = "Căn cứ Nghị định số 12/2018/NĐ-CP ngày 23/4/2018 của Chính phủ;"
    assert not found({"plan.txt": plan(body, date="2025-06-30")})


def test_the_end_is_proved_by_the_sentence_that_ended_it() -> None:
    body = BASIS + "Căn cứ Nghị định số 12/2018/NĐ-CP ngày 23/4/2018 của Chính phủ;"
    (ended,) = found({"plan.txt": plan(body)})
    assert "thay thế Nghị định số 12/2018/NĐ-CP" in ended.evidence[1].quotation
    assert ended.related == (
        "urn:lex:vn:chinh.phu:nghi.dinh:2018;12-2018-nd-cp",
        "urn:lex:vn:chinh.phu:nghi.dinh:2025;118-2025-nd-cp",
    )
    assert "01/7/2025" in ended.message
    assert "2025-07-01" in ended.message_en


def test_a_suspended_document() -> None:
    pause = text_of(
        "9/2025/NĐ-CP", "2025-09-01",
        "Điều 1. Tạm ngưng hiệu lực Nghị định số 20/2019/NĐ-CP ngày 26 tháng 02 năm 2019.",
    )  # fmt: skip
    body = BASIS + "1. Theo quy định tại Nghị định số 20/2019/NĐ-CP ngày 26/02/2019 của Chính phủ."
    assert [one.kind for one in found({"plan.txt": plan(body), "pause.txt": pause})] == [
        "suspended"
    ]


def test_not_yet_in_force() -> None:
    later = text_of(
        "7/2025/NĐ-CP",
        "2025-10-01",
        "Điều 1. Nghị định này có hiệu lực từ ngày 01 tháng 01 năm 2026.",
    )
    body = BASIS + "1. Theo quy định tại Nghị định số 7/2025/NĐ-CP của Chính phủ."
    assert [one.kind for one in found({"plan.txt": plan(body), "later.txt": later})] == ["not_yet"]


def test_a_misprint_of_a_held_number() -> None:
    decision = text_of("766/QĐ-TTg", "2022-06-23", "Điều 1. Phê duyệt Bộ chỉ số.")
    body = BASIS + "Thực hiện Quyết định số 676/QĐ-TTg ngày 23/6/2022 của Thủ tướng Chính phủ;"
    (one,) = found({"plan.txt": plan(body), "qd.txt": decision})
    assert one.kind == "near_miss"
    assert "766/QĐ-TTg" in one.suggestion


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("Thực hiện Quyết định số 676/QĐ-TTg ngày 24/6/2022 của Thủ tướng Chính phủ;",
                     id="of another day"),
        pytest.param("Thực hiện Quyết định số 767/QĐ-TTg ngày 23/6/2022 của Thủ tướng Chính phủ;",
                     id="the next number of that day"),
        pytest.param("Thực hiện Quyết định số 676/QĐ-TTg ngày 23/6/2022 và Quyết định số "
                     "766/QĐ-TTg "
                     "ngày 23/6/2022 của Thủ tướng Chính phủ;", id="both are cited"),
    ],
)  # fmt: skip
def test_is_no_misprint(body: str) -> None:
    decision = text_of("766/QĐ-TTg", "2022-06-23", "Điều 1. Phê duyệt Bộ chỉ số.")
    kinds = {one.kind for one in found({"plan.txt": plan(BASIS + body), "qd.txt": decision})}
    assert "near_miss" not in kinds


def test_a_date_that_is_not_the_recorded_one() -> None:
    body = BASIS + "1. Theo Nghị định số 61/2018/NĐ-CP ngày 24/4/2018 của Chính phủ."
    findings = found({"plan.txt": plan(body, date="2020-01-02")}, records=True)
    differs = [one for one in findings if one.kind == "date_differs"]
    assert len(differs) == 1
    assert "23/4/2018" in differs[0].suggestion


def test_a_plan_without_a_basis() -> None:
    assert [one.kind for one in found({"plan.txt": plan("I. MỤC ĐÍCH\n1. Bảo đảm.")})] == [
        "without_basis",
    ]  # fmt: skip


def test_a_blank_header() -> None:
    blank = plan(BASIS).replace("35/KH-UBND", "     /KH-UBND", 1)
    (one,) = found({"plan.txt": blank})
    assert (one.kind, "số" in one.message) == ("header_incomplete", True)


def test_a_header_whose_number_and_date_disagree() -> None:
    text = text_of("12/2019/NĐ-CP", "2021-04-23", "Điều 1. Phạm vi.")
    assert [one.kind for one in found({"plan.txt": text})] == ["header_contradicts"]


def test_a_date_that_many_citations_contradict_is_reported_once() -> None:
    body = BASIS + "1. Theo Nghị định số 1/2025/NĐ-CP ngày 02/01/2025 của Chính phủ."
    findings = found({"plan.txt": plan(body, date="2015-10-20")})
    assert [one.kind for one in findings] == ["header_contradicts"]


def test_two_files_of_one_document() -> None:
    texts = {"plan.txt": plan(BASIS), "plan2.txt": plan(BASIS, date="2025-10-21")}
    (one,) = [f for f in found(texts) + found(texts, "plan2.txt") if f.kind == "copies_differ"]
    assert "plan.txt, plan2.txt" in one.message


def test_tasks_that_nobody_carries_out() -> None:
    tasks = "\n".join(
        f"{i}. Bộ Nội vụ chủ trì, phối hợp với các địa phương rà soát {what}, hoàn thành trước "
        f"ngày "
        "31 tháng 12 năm 2022."
        for i, what in enumerate(("thủ tục hành chính", "dữ liệu hồ sơ", "cơ sở vật chất"), start=1)
    )
    decision = text_of("766/QĐ-TTg", "2022-06-23", f"Điều 1. Giao nhiệm vụ:\n{tasks}")
    alone = found({"plan.txt": decision})
    assert [one.kind for one in alone] == ["not_carried_out"]
    carrier = plan("Thực hiện Quyết định số 766/QĐ-TTg ngày 23/6/2022 của Thủ tướng Chính phủ;")
    assert not found({"plan.txt": decision, "kh.txt": carrier})


def test_a_circle() -> None:
    one = text_of(
        "3/QĐ-UBND", "2025-03-01", "Căn cứ Quyết định số 4/QĐ-UBND ngày 01/3/2025 của UBND tỉnh;"
    )
    two = text_of(
        "4/QĐ-UBND", "2025-03-01", "Căn cứ Quyết định số 3/QĐ-UBND ngày 01/3/2025 của UBND tỉnh;"
    )
    library = TextLibrary({"one.txt": one, "two.txt": two})
    (cycle,) = [f for f in audit(library) if f.kind == "cycle"]
    assert len(cycle.evidence) == 2
    assert set(cycle.related) == set(library.urns())


def test_the_day_can_be_chosen() -> None:
    body = BASIS + "Căn cứ Nghị định số 12/2018/NĐ-CP ngày 23/4/2018 của Chính phủ;"
    library = TextLibrary(
        {"old.txt": DECREE, "new.txt": NEW, "plan.txt": plan(body, date="2025-06-20")}
    )
    assert not audit(library, Scope(kinds=("ended",)))
    (ended,) = audit(library, Scope(kinds=("force",), as_of="2025-08-01"))
    assert ended.kind == "ended"
    assert not audit(library, Scope(as_of="2025-06-19", kinds=("ended",))), "the plan is younger"


def test_scope() -> None:
    texts = {"plan.txt": plan("1. Theo Nghị định số 12/2018/NĐ-CP và Thông báo số 12 của Sở.")}
    library = TextLibrary({"old.txt": DECREE, "new.txt": NEW, **texts})
    everything = audit(library)
    assert audit(library, Scope(kinds=("mention",))) == tuple(
        one for one in everything if finding_kinds()[one.kind].group == "mention"
    )
    assert {one.severity for one in audit(library, Scope(severity="error"))} == {"error"}
    assert not audit(library, Scope(urns=(library.urn("old.txt"),)))
    assert everything == audit(library), "the order never changes"
    assert len({one.id for one in everything}) == len(everything)


@pytest.mark.parametrize(
    "scope",
    [
        pytest.param(Scope(kinds=("endded",)), id="a kind that is none"),
        pytest.param(Scope(severity="fatal"), id="a severity that is none"),  # type: ignore[arg-type]
        pytest.param(Scope(as_of="2025-02-30"), id="a day that is none"),
        pytest.param(Scope(as_of="20250201"), id="a date in another form"),
    ],
)
def test_wrong_scopes(scope: Scope) -> None:
    with pytest.raises(BadQuery):
        audit(TextLibrary({"old.txt": DECREE}), scope)


def test_an_unknown_document() -> None:
    with pytest.raises(UnknownDocument):
        audit(TextLibrary({"old.txt": DECREE}), Scope(urns=("urn:lex:vn:x",)))


def test_the_table_of_kinds_can_be_filled() -> None:
    for kind in finding_kinds().values():
        for template in (kind.message_vi, kind.message_en, kind.suggestion_vi, kind.suggestion_en):
            assert template.count("{") == template.count("}")


@pytest.mark.parametrize(
    ("since", "until", "files"),
    [
        pytest.param(None, None, {"a.txt", "b.txt"}, id="no period"),
        pytest.param("2025-10-20", "2025-10-20", {"a.txt"}, id="one day"),
        pytest.param("2025-10-21", None, {"b.txt"}, id="from a day on"),
        pytest.param(None, "2025-10-31", {"a.txt"}, id="until a day"),
        pytest.param("2026-01-01", None, set(), id="a period without documents"),
    ],
)
def test_a_period(since: str | None, until: str | None, files: set[str]) -> None:
    body = "I. MỤC ĐÍCH\n1. Bảo đảm."
    library = TextLibrary(
        {
            "a.txt": plan(body, date="2025-10-20"),
            "b.txt": plan(body, number="36/KH-UBND", date="2025-11-20"),
        }
    )
    findings = audit(library, Scope(kinds=("without_basis",), since=since, until=until))
    assert {one.file for one in findings} == files


@pytest.mark.parametrize(
    ("since", "until"), [("2025-13-01", None), (None, "2025"), ("2025-07-02", "2025-07-01")]
)
def test_wrong_periods(since: str | None, until: str | None) -> None:
    with pytest.raises(BadQuery):
        audit(TextLibrary({"old.txt": DECREE}), Scope(since=since, until=until))
