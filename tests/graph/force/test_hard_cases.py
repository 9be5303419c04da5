"""Force where it hangs on more than one document or clause."""

from __future__ import annotations

import pytest

from corpus.errors import BadQuery
from graph.days import check_day, days_after
from graph.force.acting import can_act
from graph.force.delays import number_of
from graph.model import DocumentNode, ForceState
from tests.graph.audit.library import TextLibrary, text_of

OLD = text_of(
    "12/2018/NĐ-CP", "2018-04-23",
    "Điều 1. Phạm vi.\nĐiều 2. Nghị định này có hiệu lực từ ngày 21 tháng 6 năm 2018.",
)  # fmt: skip
SIGNED = "Nghị định này có hiệu lực kể từ ngày ký."


def decree(number: str, date: str, *articles: str) -> str:
    body = "\n".join(f"Điều {i}. {words}" for i, words in enumerate(articles, start=1))
    return text_of(f"{number}/NĐ-CP", date, body)


def law(number: str, date: str, *articles: str) -> str:
    body = "\n".join(f"Điều {i}. {words}" for i, words in enumerate(articles, start=1))
    return text_of(number, date, body, kind="LUẬT", issuer="QUỐC HỘI", title="Báo in")


@pytest.mark.parametrize(
    ("clause", "since"),
    [
        pytest.param("có hiệu lực kể từ ngày ký", "2025-06-09", id="signing"),
        pytest.param("có hiệu lực thi hành từ ngày ký ban hành", "2025-06-09", id="issue"),
        pytest.param("có hiệu lực sau 45 ngày kể từ ngày ký", "2025-07-24", id="45 days"),
        pytest.param("có hiệu lực thi hành sau 15 ngày, kể từ ngày ký", "2025-06-24", id="comma"),
        pytest.param("có hiệu lực sau 45 (bốn mươi lăm) ngày kể từ ngày ký ban hành",
                     "2025-07-24", id="figures and words"),
        pytest.param("có hiệu lực sau bốn mươi lăm ngày kể từ ngày ký", "2025-07-24", id="words"),
        pytest.param("có hiệu lực thi hành\nsau mười ngày\nkể từ ngày ban hành", "2025-06-19",
                     id="over lines"),
        pytest.param("có hiệu lực từ ngày 01 tháng 7 năm 2025", "2025-07-01", id="a date"),
        pytest.param("có hiệu lực từ ngày 01 tháng 01 năm 2026 và hết hiệu lực từ ngày 01 tháng 3 "
                     "năm 2027", "2026-01-01", id="first and last day"),
    ],
)  # fmt: skip
def test_the_first_day(clause: str, since: str) -> None:
    library = TextLibrary(
        {"a.txt": decree("9/2025", "2025-06-09", "Nghị định này " + clause + ".")}
    )
    history = library.force.history(library.urn("a.txt"))
    before = history.on(days_after(since, -1)).state
    force = history.on(since)
    assert (before, force.state, force.since) == ("not_yet", "in_force", since)
    assert force.facts[0].source == "clause"
    held, proof = library.read(library.urn("a.txt")), force.facts[0].evidence
    assert held is not None
    assert proof is not None
    assert "hiệu lực" in held.text[proof.start : proof.end]


@pytest.mark.parametrize(
    "clause",
    [
        pytest.param("có hiệu lực sau 10 ngày kể từ ngày đăng Công báo", id="publication"),
        pytest.param("có hiệu lực sau 99999999999 ngày kể từ ngày ký", id="beyond the calendar"),
        pytest.param("có hiệu lực sau vài ngày kể từ ngày ký", id="no number"),
        pytest.param("có hiệu lực từ ngày 31 tháng 02 năm 2025", id="no day of the calendar"),
        pytest.param("có hiệu lực từ ngày 01 tháng 01 năm 2020", id="before it was signed"),
    ],
)
def test_a_first_day_that_cannot_be_told(clause: str) -> None:
    library = TextLibrary(
        {"a.txt": decree("9/2025", "2025-06-09", "Nghị định này " + clause + ".")}
    )
    history = library.force.history(library.urn("a.txt"))
    assert history.on("2025-06-20").state == "unknown"
    assert all(fact.source == "date" for fact in history.facts)


@pytest.mark.parametrize(
    ("words", "number"),
    [("45", 45), ("mười", 10), ("mười lăm", 15), ("hai mươi", 20), ("hai mươi mốt", 21),
     ("bốn mươi lăm", 45), ("chín mươi chín", 99), ("ba", 3), ("vài", None), ("", None),
     ("mươi", None), ("mười mười", None), ("hai mươi mốt hai", None)],
)  # fmt: skip
def test_numbers(words: str, number: int | None) -> None:
    assert number_of(words) == number


REPLACES = decree(
    "118/2025", "2025-06-09",
    "Nghị định này có hiệu lực từ ngày 01 tháng 7 năm 2025 và thay thế Nghị định số 12/2018/NĐ-CP.",
)  # fmt: skip
REPEALS_IT = "Bãi bỏ Nghị định số 118/2025/NĐ-CP ngày 09 tháng 6 năm 2025 của Chính phủ."
SUSPENDS = decree(
    "9/2025", "2025-09-01",
    "Tạm ngưng hiệu lực Nghị định số 12/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ.", SIGNED,
)  # fmt: skip
LIFTS = decree(
    "19/2025", "2025-11-01", "Bãi bỏ Nghị định số 9/2025/NĐ-CP ngày 01 tháng 9 năm 2025.",
    "Nghị định này có hiệu lực từ ngày 15 tháng 11 năm 2025.",
)  # fmt: skip
OLD_LAW = law("5/2016/QH13", "2016-04-06", "Phạm vi.", "Luật này có hiệu lực từ ngày 01 tháng 01 "
              "năm 2017.")  # fmt: skip
NEW_LAW = law("105/2025/QH15", "2025-06-06", "Phạm vi.", "Luật này có hiệu lực từ ngày 01 tháng 01 "
              "năm 2026. Luật Báo in số 5/2016/QH13 hết hiệu lực kể từ ngày Luật này có hiệu "
              "lực.")  # fmt: skip
DETAILS = text_of(
    "12/2018/NĐ-CP", "2018-04-23",
    "Điều 1. Nghị định này quy định chi tiết một số điều của Luật Báo in số 5/2016/QH13.\n"
    "Điều 2. Nghị định này có hiệu lực từ ngày 21 tháng 6 năm 2018.",
)  # fmt: skip


@pytest.mark.parametrize(
    ("others", "days"),
    [
        pytest.param([REPLACES, decree("120/2025", "2025-06-20", REPEALS_IT, SIGNED)],
                     {"2025-07-01": "in_force", "2030-01-01": "in_force"},
                     id="a repealer that was repealed before it acted"),
        pytest.param([REPLACES, decree("220/2025", "2025-08-20", REPEALS_IT, SIGNED)],
                     {"2025-06-30": "in_force", "2025-07-01": "ended", "2030-01-01": "ended"},
                     id="a repealer that was repealed later: what ended stays ended"),
        pytest.param([REPLACES, decree("120/2025", "2025-06-20", REPEALS_IT,
                      "Nghị định này có hiệu lực từ ngày 30 tháng 6 năm 2025."),
                      decree("121/2025", "2025-06-25", "Bãi bỏ Nghị định số 120/2025/NĐ-CP ngày 20 "
                      "tháng 6 năm 2025 của Chính phủ.", SIGNED)],
                     {"2025-07-01": "ended"}, id="a repealed repealer of a repealer"),
        pytest.param([SUSPENDS], {"2025-08-31": "in_force", "2025-09-01": "suspended",
                                  "2030-01-01": "suspended"}, id="suspended without an end"),
        pytest.param([SUSPENDS, LIFTS], {"2025-09-01": "suspended", "2025-11-14": "suspended",
                                         "2025-11-15": "in_force"}, id="a suspension is lifted"),
        pytest.param([SUSPENDS, REPLACES], {"2025-06-30": "in_force", "2025-09-02": "ended"},
                     id="suspended and ended is ended"),
        pytest.param([decree("5/2020", "2020-03-01", "Sửa đổi khoản 1 Điều 9 Nghị định số "
                      "12/2018/NĐ-CP như sau: “1. Mới.”", SIGNED),
                      decree("6/2021", "2021-03-01", "Bãi bỏ Điều 1 Nghị định số 5/2020/NĐ-CP ngày "
                      "01 tháng 3 năm 2020.", SIGNED)],
                     {"2020-02-29": "in_force", "2020-03-01": "partly", "2021-03-01": "partly"},
                     id="an amendment of an amendment"),
    ],
)  # fmt: skip
def test_acts_of_documents_that_are_acted_on(
    others: list[str], days: dict[str, ForceState]
) -> None:
    texts = {"old.txt": OLD, **{f"{i}.txt": text for i, text in enumerate(others)}}
    library = TextLibrary(texts)
    history = library.force.history(library.urn("old.txt"))
    assert {day: history.on(day).state for day in days} == days


def test_what_details_an_ended_law_is_in_doubt() -> None:
    library = TextLibrary({"law.txt": OLD_LAW, "new.txt": NEW_LAW, "decree.txt": DETAILS})
    urn = library.urn("decree.txt")
    days = ("2018-06-20", "2018-06-21", "2025-12-31", "2026-01-01")
    forces = [library.force.on(urn, day) for day in days]
    assert [one.state for one in forces] == ["not_yet", "in_force", "in_force", "unknown"]
    doubt = forces[-1].facts[0]
    assert (doubt.effect, doubt.date, doubt.by) == ("lapses", "2026-01-01", library.urn("law.txt"))
    assert doubt.evidence is not None
    assert "quy định chi tiết" in doubt.evidence.quotation


@pytest.mark.parametrize("verb", ["Sửa đổi, bổ sung một số điều của", "Bãi bỏ"])
def test_documents_that_act_on_each_other(verb: str) -> None:
    texts = {
        f"{own}.txt": decree(
            f"{own}/2025", "2025-03-01",
            f"{verb} Nghị định số {other}/2025/NĐ-CP ngày 01 tháng 3 năm 2025 của Chính phủ.",
            SIGNED,
        )
        for own, other in ((3, 4), (4, 5), (5, 3))
    }  # fmt: skip
    found = []
    for order in (sorted(texts), sorted(texts, reverse=True)):
        library = TextLibrary(texts)
        found.append({name: library.force.on(library.urn(name), "2025-03-01").state
                      for name in order})  # fmt: skip
    assert found[0] == found[1], "whoever is asked first"
    assert set(found[0].values()) == {"partly" if "Sửa" in verb else "ended"}


def test_parts_that_begin_later() -> None:
    text = decree(
        "9/2025", "2025-06-09", "Phạm vi.",
        "Nghị định này có hiệu lực từ ngày 01 tháng 7 năm 2025, trừ Điều 7 và khoản 1 Điều 8 có "
        "hiệu lực từ ngày 01 tháng 01 năm 2026.\n2. Quy định tại Điều 9 có hiệu lực từ ngày 01 "
        "tháng 3 năm 2026.",
    )  # fmt: skip
    library = TextLibrary({"a.txt": text})
    urn = library.urn("a.txt")
    parts = ("khoản 2 Điều 7", "khoản 1 Điều 8", "khoản 2 Điều 8", "Điều 9", "Điều 1")
    on = {day: library.force.on(urn, day) for day in ("2025-07-01", "2026-01-01", "2026-03-01")}
    assert {force.state for force in on.values()} == {"in_force"}
    assert {
        day: [part for part in parts if (one := force.of_article(part)) and one.effect == "begins"]
        for day, force in on.items()
    } == {
        "2025-07-01": ["khoản 2 Điều 7", "khoản 1 Điều 8", "Điều 9"],
        "2026-01-01": ["Điều 9"],
        "2026-03-01": [],
    }


@pytest.mark.parametrize("day", ["0001-01-01", "1900-02-28", "9999-12-31"])
def test_the_ends_of_the_calendar(day: str) -> None:
    library = TextLibrary({"old.txt": OLD, "new.txt": REPLACES})
    state = library.force.on(library.urn("old.txt"), check_day(day)).state
    assert state == ("ended" if day > "2025" else "not_yet")


@pytest.mark.parametrize(
    "day",
    ["", "2025", "2025-13-01", "2025-02-30", "0000-00-00", "10000-01-01", "01/07/2025", "2025-7-1",
     "20250701", "2025-W27-2", "2025-07-01T00:00", "２０２５-07-01", "-2025-07-01", "2025-07-01\n"],
)  # fmt: skip
def test_days_that_are_none(day: str) -> None:
    with pytest.raises(BadQuery):
        check_day(day)


def test_a_form_of_a_decision_says_nothing_of_the_decree() -> None:
    form = "Mẫu số 01\nQUYẾT ĐỊNH\nĐiều 3. Quyết định này có hiệu lực kể từ ngày ký."
    library = TextLibrary({"a.txt": decree("9/2025", "2025-06-09", "Phạm vi.") + "\n" + form})
    history = library.force.history(library.urn("a.txt"))
    assert history.on("2025-06-10").state == "unknown"  # of its date alone


@pytest.mark.parametrize(
    ("title", "acts"),
    [
        pytest.param("Công bố danh mục văn bản hết hiệu lực", False, id="a list"),
        pytest.param("Bổ sung nội dung tại Quyết định số 5/QĐ-BNV về việc công bố kết quả hệ thống "
                     "hóa văn bản quy phạm pháp luật", False, id="what is added to a list"),
        pytest.param("Bãi bỏ Thông tư về công bố thông tin", True, id="a title that says công bố"),
    ],
)  # fmt: skip
def test_a_list_of_ended_documents_ends_none(title: str, acts: bool) -> None:
    actor = DocumentNode("urn:a", "Quyết định", "9/QĐ-BNV", "2025-06-09", 2025, "Bộ Nội vụ", title)
    target = DocumentNode("urn:b", "Thông tư", "1/2020/TT-BNV", "2020-02-03", 2020, "Bộ Nội vụ")
    assert can_act(actor, target) is acts


def test_another_text_says_when_the_acting_document_enters_into_force() -> None:
    body = (
        "Điều 1. Nghị định số 9/2025/NĐ-CP ngày 09 tháng 6 năm 2025 có hiệu lực kể từ ngày 01 "
        "tháng 8 năm 2025.\nĐiều 2. Nghị định số 12/2018/NĐ-CP ngày 23 tháng 4 năm 2018 được thay "
        "thế bởi Nghị định số 9/2025/NĐ-CP ngày 09 tháng 6 năm 2025."
    )
    library = TextLibrary({"old.txt": OLD, "new.txt": decree("10/2026", "2026-02-02", body)})
    history = library.force.history(library.urn("old.txt"))
    assert (history.on("2025-07-31").state, history.on("2025-08-01").state) == ("in_force", "ended")
