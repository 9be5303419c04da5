"""The state of a document on a day, and what proves it."""

import pytest

from graph.model import ForceState
from tests.graph.audit.library import TextLibrary, text_of

OLD = text_of(
    "12/2018/NĐ-CP", "2018-04-23",
    "Điều 1. Phạm vi.\nĐiều 2. Nghị định này có hiệu lực thi hành từ ngày 21 tháng 6 năm 2018.",
)  # fmt: skip


def states(acting: str, days: dict[str, ForceState], old: str = OLD) -> None:
    library = TextLibrary({"old.txt": old, "new.txt": acting})
    found = {day: library.force.on(library.urn("old.txt"), day).state for day in days}
    assert found == days


@pytest.mark.parametrize(
    ("body", "days"),
    [
        pytest.param(
            "Điều 1. Nghị định này có hiệu lực từ ngày 01 tháng 7 năm 2025 và thay thế Nghị định "
            "số "
            "12/2018/NĐ-CP.",
            {"2018-06-20": "not_yet", "2018-06-21": "in_force", "2025-06-30": "in_force",
             "2025-07-01": "ended"},
            id="ends when the new one enters into force, not when it is signed",
        ),
        pytest.param(
            "Điều 1. Bãi bỏ Nghị định số 12/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ.",
            {"2025-06-08": "in_force", "2025-06-09": "ended"},
            id="without a clause on force the date counts",
        ),
        pytest.param(
            "Điều 1. Nghị định số 12/2018/NĐ-CP hết hiệu lực kể từ ngày 01 tháng 9 năm 2025.\n"
            "Điều 2. Nghị định này có hiệu lực từ ngày 01 tháng 7 năm 2025.",
            {"2025-08-31": "in_force", "2025-09-01": "ended"},
            id="the clause names the day",
        ),
        pytest.param(
            "Điều 1. Các văn bản sau đây hết hiệu lực kể từ ngày 01 tháng 10 năm 2025:\n"
            "a) Nghị định số 12/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ;\n"
            "Điều 2. Nghị định này có hiệu lực từ ngày 01 tháng 7 năm 2025.",
            {"2025-09-30": "in_force", "2025-10-01": "ended"},
            id="the lead-in of a list names the day",
        ),
        pytest.param(
            "Điều 1. Bãi bỏ khoản 2 Điều 5 Nghị định số 12/2018/NĐ-CP.",
            {"2025-06-08": "in_force", "2025-06-09": "partly"},
            id="a pinpoint ends a part",
        ),
        pytest.param(
            "Điều 1. Bãi bỏ một số quy định tại Nghị định số 12/2018/NĐ-CP.",
            {"2025-06-09": "partly"},
            id="an unnamed part",
        ),
        pytest.param(
            "Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 12/2018/NĐ-CP.",
            {"2025-06-09": "partly"},
            id="amended is partly in force as it stood",
        ),
        pytest.param(
            "Điều 1. Tạm ngưng hiệu lực từ ngày 01 tháng 10 năm 2025 đến hết ngày 31 tháng 12 năm "
            "2025 đối với các văn bản sau đây:\n"
            "1. Nghị định số 12/2018/NĐ-CP ngày 23 tháng 4 năm 2018.",
            {"2025-09-30": "in_force", "2025-10-01": "suspended", "2025-12-31": "suspended",
             "2026-01-01": "in_force"},
            id="suspended for a while",
        ),
    ],
)  # fmt: skip
def test_states(body: str, days: dict[str, ForceState]) -> None:
    states(text_of("118/2025/NĐ-CP", "2025-06-09", body), days)


@pytest.mark.parametrize(
    "acting",
    [
        pytest.param(
            text_of("30/TTr-BNV", "2025-06-09", "Kính trình Chính phủ ban hành Nghị định thay thế "
                    "Nghị định số 12/2018/NĐ-CP.", kind="TỜ TRÌNH"),
            id="a proposal",
        ),
        pytest.param(
            text_of("30/2025/QĐ-UBND", "2025-06-09", "Điều 1. Bãi bỏ Nghị định số 12/2018/NĐ-CP."),
            id="a province cannot repeal a decree",
        ),
        pytest.param(
            text_of("5/2025/TT-BNV", "2025-06-09", "Điều 1. Bãi bỏ Nghị định số 12/2018/NĐ-CP."),
            id="nor can a ministry",
        ),
        pytest.param(
            text_of("30/KH-UBND", "2025-06-09", "Kế hoạch này thay thế Nghị định số "
                                                "12/2018/NĐ-CP."),
            id="nor a plan",
        ),
        pytest.param(
            text_of("7/2017/NĐ-CP", "2017-06-09", "Điều 1. Bãi bỏ Nghị định số 12/2018/NĐ-CP."),
            id="nor what is older",
        ),
        pytest.param(
            text_of("9/2025/NĐ-CP", "2025-06-09", "DANH MỤC VĂN BẢN CẦN SỬA ĐỔI, BỔ SUNG, BÃI BỎ\n"
                    "1. Nghị định số 12/2018/NĐ-CP."),
            id="what is still to be repealed",
        ),
    ],
)  # fmt: skip
def test_what_ends_nothing(acting: str) -> None:
    states(acting, {"2025-12-31": "in_force"})


def test_a_term_of_its_own() -> None:
    old = text_of(
        "7/2020/NĐ-CP", "2020-01-06",
        "Điều 1. Nghị định này có hiệu lực từ ngày 15 tháng 01 năm 2020 đến hết ngày 31 tháng 12 "
        "năm 2022.",
    )  # fmt: skip
    library = TextLibrary({"old.txt": old})
    urn = library.urn("old.txt")
    assert [library.force.on(urn, day).state for day in ("2022-12-31", "2023-01-01")] == [
        "in_force", "ended",
    ]  # fmt: skip


def test_the_fact_carries_its_sentence_and_the_day() -> None:
    body = (
        "Điều 3. Nghị định này có hiệu lực từ ngày 01 tháng 7 năm 2025 và thay thế Nghị định "
        "số 12/2018/NĐ-CP."
    )
    library = TextLibrary(
        {"old.txt": OLD, "new.txt": text_of("118/2025/NĐ-CP", "2025-06-09", body)}
    )
    force = library.force.on(library.urn("old.txt"), "2025-07-01")
    fact = force.facts[0]
    assert (force.since, fact.by, fact.relation) == (
        "2025-07-01", library.urn("new.txt"), "replaces",
    )  # fmt: skip
    assert fact.evidence is not None
    held = library.read(fact.evidence.document)
    assert held is not None
    assert "12/2018/NĐ-CP" in held.text[fact.evidence.start : fact.evidence.end]
    assert "thay thế Nghị định số 12/2018/NĐ-CP" in fact.evidence.quotation


def test_article_by_article() -> None:
    body = (
        "Điều 1. Bãi bỏ Điều 7 Nghị định số 12/2018/NĐ-CP.\n"
        "Điều 2. Sửa đổi, bổ sung khoản 1 Điều 9 Nghị định số 12/2018/NĐ-CP như sau: “1. Mới.”"
    )
    library = TextLibrary({"old.txt": OLD, "new.txt": text_of("5/2020/NĐ-CP", "2020-03-01", body)})
    force = library.force.on(library.urn("old.txt"), "2021-01-01")
    effects = {
        part: found.effect if (found := force.of_article(part)) else None
        for part in ("khoản 3 Điều 7", "khoản 1 Điều 9", "khoản 2 Điều 9", "Điều 8")
    }
    assert effects == {
        "khoản 3 Điều 7": "ends", "khoản 1 Điều 9": "changes", "khoản 2 Điều 9": None,
        "Điều 8": None,
    }  # fmt: skip


def test_documents_that_nobody_knows() -> None:
    library = TextLibrary({"old.txt": OLD})
    force = library.force.on("urn:lex:vn:chinh.phu:nghi.dinh:2030;1-2030-nd-cp", "2031-01-01")
    assert (force.state, force.facts) == ("unknown", ())


def test_a_law_ends_when_one_of_its_name_enters_into_force() -> None:
    plan = text_of("3/KH-UBND", "2025-01-02", "Căn cứ Luật Tổ chức Chính phủ ngày 19/6/2015;")
    library = TextLibrary({"plan.txt": plan}, records=True)
    urn = next(one.urn for one in library.holdings.by_number("76/2015/QH13"))
    days = ("2015-12-31", "2025-02-28", "2025-03-01")
    states = [library.force.on(urn, day).state for day in days]
    assert states == ["not_yet", "in_force", "ended"]
    assert "63/2025/QH15" in (library.force.on(urn, "2025-03-01").facts[0].record or "")


def test_a_normative_document_of_which_only_the_date_is_known() -> None:
    library = TextLibrary(
        {
            "a.txt": text_of(
                "3/KH-UBND", "2025-01-02", "Theo Nghị định số 1/2025/NĐ-CP ngày 01/01/2025."
            )
        }
    )
    urn = "urn:lex:vn:chinh.phu:nghi.dinh:2025;1-2025-nd-cp"
    assert library.force.on(urn, "2025-01-20").state == "unknown"
    assert library.force.on(urn, "2025-03-20").state == "in_force"
