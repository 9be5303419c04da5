from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from graph.authority import authority
from graph.holdings import KnownDocument, MemoryHoldings, known_document
from graph.identity import key_of_header
from graph.model import Resolution
from graph.resolution import reason_sentence, reason_word, reasons, resolve
from graph.urn import urn_of_key
from nlp.directive import Directive, Header, Reference, Section
from tests.graph.resolution.mentions import LAWS, PROVINCE, cases, known, law, mention, outcome

NQ_2023 = mention("Nghị quyết", "01/NQ-CP", "2023-01-06", issuer="Chính phủ")
NQ_2024 = mention("Nghị quyết", "01/NQ-CP", "2024-01-05", issuer="Chính phủ")
URN_2023 = "urn:lex:vn:chinh.phu:nghi.quyet:2023;1-nq-cp"
URN_2024 = "urn:lex:vn:chinh.phu:nghi.quyet:2024;1-nq-cp"
LUAT_2015 = "urn:lex:vn:quoc.hoi:luat:2015;77-2015-qh13"


@pytest.mark.parametrize("case", [pytest.param(c, id=c["reason"]) for c in cases("resolved.jsonl")])
def test_what_is_resolved(case: dict[str, Any]) -> None:
    results = outcome(*case["mentions"], host=case["host"], held=case["held"])
    word = case["because"]
    result = next((r for r in results if reason_word(r) == word), results[-1])
    assert (result.status, reason_word(result)) == ("resolved", word)
    assert result.urn is not None
    assert case["urn"] in (None, result.urn)
    assert 0.5 < result.confidence <= 1
    assert result.urn in urns(result)


@pytest.mark.parametrize("case", [pytest.param(c, id=c["reason"]) for c in cases("in_doubt.jsonl")])
def test_what_stays_in_doubt(case: dict[str, Any]) -> None:
    last = outcome(*case["mentions"], host=case["host"], held=case["held"])[-1]
    assert (last.status, reason_word(last)) == (case["status"], case["because"])
    assert last.urn is None
    assert urns(last) == case["candidates"]


def urns(resolution: Resolution) -> list[str]:
    """Return the candidates' URNs, best first."""
    return [c.urn for c in resolution.candidates]


def test_exchanged_digits_stay_two_documents_and_are_reported() -> None:
    first, second = outcome(
        mention("Quyết định", "2356/QĐ-UBND", "2022-07-27", issuer="UBND tỉnh Quảng Trị"),
        mention("Quyết định", "2536/QĐ-UBND", "2022-07-27", issuer="UBND tỉnh Quảng Trị"),
        host=PROVINCE,
    )
    assert first.urn != second.urn
    assert reason_word(first) == reason_word(second) == "similar_number"
    assert first.urn in urns(second)
    assert second.urn in urns(first)


def test_a_local_document_is_not_that_of_another_commune() -> None:
    held = (
        known(
            "Kế hoạch", "30/KH-UBND", "2024-01-19", "UBND xã Phú Lộc, huyện Can Lộc, tỉnh Hà Tĩnh"
        ),
    )
    (result,) = outcome(mention("Kế hoạch", "30/KH-UBND", "2024-01-19"), held=held)
    assert result.urn is not None
    assert ";dong.nai.tinh" in result.urn


def test_number_and_day_of_one_known_document_make_up_for_the_issuer() -> None:
    host = Header("Kế hoạch", "77/KH-UBND", date="2022-10-14", issuer="UBND xã Kim Liên")
    plan = "UBND huyện Nam Đàn, tỉnh Nghệ An"
    held = (known("Kế hoạch", "148/KH-UBND", "2022-09-28", plan),)
    (same_day,) = outcome(mention("Kế hoạch", "148/KH-UBND", "2022-09-28"), host=host, held=held)
    assert (same_day.urn, reason_word(same_day)) == (held[0].urn, "known_same_day")
    assert same_day.confidence < 0.8
    (another,) = outcome(mention("Kế hoạch", "148/KH-UBND", "2022-09-29"), host=host, held=held)
    assert another.status != "resolved"
    twice = (*held, known("Kế hoạch", "148/KH-UBND", "2022-09-28", "UBND tỉnh Nghệ An"))
    (either,) = outcome(mention("Kế hoạch", "148/KH-UBND", "2022-09-28"), host=host, held=twice)
    assert either.status != "resolved"
    assert len(either.candidates) == 2


LETTER = ("Công văn", "7120/UBND-KSTT", "2022-09-12")
DISTRICT = "UBND huyện Nam Đàn, tỉnh Nghệ An"
ON_THE_LINE = [
    pytest.param(DISTRICT, "UBND tỉnh Nghệ An", id="the province's, in a district's plan"),
    pytest.param("UBND tỉnh Nghệ An", DISTRICT, id="a district's, in the province's report"),
]


@pytest.mark.parametrize(("host", "issuer"), ON_THE_LINE)
def test_a_held_document_of_the_very_day_goes_before_the_hosts_own_level(
    host: str, issuer: str
) -> None:
    header = Header("Kế hoạch", "148/KH-UBND", date="2022-09-28", issuer=host)
    bare = mention(*LETTER, issuer=host, issuer_stated=False)
    held = known(*LETTER, issuer)
    (found,) = outcome(bare, host=header, held=(held,))
    assert (found.urn, reason_word(found)) == (held.urn, "known_same_day")
    assert len(found.candidates) == 2
    (own,) = outcome(bare, host=header, held=(held, known(*LETTER, host)))
    (unheld,) = outcome(bare, host=header)
    assert own.urn == unheld.urn != held.urn
    assert reason_word(unheld) == "issuer_hierarchy"
    (stated,) = outcome(mention(*LETTER, issuer=host), host=header, held=(held,))
    assert (stated.urn, reason_word(stated)) == (unheld.urn, "explicit")


@pytest.mark.parametrize(
    "held",
    [
        pytest.param(known(*LETTER, "UBND tỉnh Hà Tĩnh"), id="of another province"),
        pytest.param(known(*LETTER[:2], "2022-09-13", "UBND tỉnh Nghệ An"), id="of another day"),
        pytest.param(known("Thông báo", *LETTER[1:], "UBND tỉnh Nghệ An"), id="of another type"),
    ],
)
def test_only_the_same_document_on_the_line_of_units_goes_before_it(held: KnownDocument) -> None:
    header = Header("Kế hoạch", "148/KH-UBND", date="2022-09-28", issuer=DISTRICT)
    bare = mention(*LETTER, issuer=DISTRICT, issuer_stated=False)
    (found,) = outcome(bare, host=header, held=(held,))
    assert reason_word(found) == "issuer_hierarchy"


def test_each_mention_has_a_resolution_in_its_order() -> None:
    mentions = (NQ_2023, mention("Đề án", None, text="Đề án", kind="named"), NQ_2024)
    results = outcome(*mentions)
    assert [r.urn for r in results] == [URN_2023, None, URN_2024]


def test_a_document_without_mentions_has_none() -> None:
    assert resolve("urn:lex:vn:x", Directive(Header()), authority()) == ()


def test_mentions_that_wait_for_each_other_end() -> None:
    first = mention("Nghị định", None, text="Nghị định trên", kind="anaphora", antecedent=1)
    second = mention("Nghị định", None, text="Nghị định dưới", kind="anaphora", antecedent=0)
    assert {r.status for r in outcome(first, second)} == {"unresolved"}


def test_ten_thousand_mentions_of_one_word_do_not_recurse() -> None:
    chain = [NQ_2024] + [
        mention("Nghị quyết", None, text="Nghị quyết trên", kind="anaphora", antecedent=i)
        for i in range(3000)
    ]
    assert outcome(*chain)[-1].urn == URN_2024


@pytest.mark.parametrize("word", sorted(reasons()))
def test_every_reason_is_a_sentence_in_both_languages(word: str) -> None:
    assert reason_sentence(word, "vi").endswith(".")
    assert reason_sentence(word, "en").endswith(".")
    assert reason_sentence(word, "vi") != reason_sentence(word, "en")


SUBJECTS = [
    pytest.param(
        mention("Nghị định", "40/2019/NĐ-CP"), (), id="the year in the subject's number"
    ),
    pytest.param(mention("Quyết định", "766/QĐ-TTg", year=2019), (), id="a year beside it"),
    pytest.param(
        mention("Quyết định", "766", kind="short"),
        (known("Quyết định", "766/QĐ-TTg", "2019-06-23"),),
        id="the day of the known document that it means",
    ),
    pytest.param(
        mention("Luật", "47/2019/QH14", "2019-11-22"), (), id="the day that it states"
    ),
]  # fmt: skip


@pytest.mark.parametrize(("subject", "held"), SUBJECTS)
def test_a_law_named_in_a_documents_title_is_no_younger_than_it(
    subject: Reference, held: tuple[KnownDocument, ...]
) -> None:
    host = Header("Kế hoạch", "1/KH-UBND", date="2025-08-01", issuer="UBND tỉnh Quảng Trị")
    nested = law("Tổ chức chính quyền địa phương", subject=0, relation="amends")
    assert outcome(subject, nested, host=host, held=(*LAWS, *held))[1].urn == LUAT_2015


def test_a_host_without_date_is_of_the_year_in_its_number() -> None:
    host = Header("Quyết định", "8/2019/QĐ-UBND", issuer="UBND tỉnh Quảng Trị")
    bare = law("Tổ chức chính quyền địa phương")
    assert outcome(bare, host=host, held=LAWS)[0].urn == LUAT_2015


def test_a_record_without_date_is_of_the_year_in_its_number() -> None:
    undated = known_document("Nghị định", "61/2025/NĐ-CP")
    short = mention("Nghị định", "61", kind="short")
    (result,) = outcome(short, held=(undated, known("Nghị định", "61/2018/NĐ-CP", "2018-04-23")))
    assert result.urn == "urn:lex:vn:chinh.phu:nghi.dinh:2018;61-2018-nd-cp"


def test_an_edition_younger_than_the_citing_document_is_never_meant() -> None:
    host = Header("Thông tư", "8/2010/TT-BTP", date="2010-03-01", issuer="Bộ Tư pháp")
    (only,) = outcome(law("Đường bộ"), host=host, held=LAWS)
    (several,) = outcome(law("Tổ chức chính quyền địa phương"), host=host, held=LAWS)
    assert {reason_word(only), reason_word(several)} == {"law_unknown"}
    assert (len(only.candidates), len(several.candidates)) == (1, 2)


def test_the_edition_that_the_document_names_is_meant_in_titles_as_old() -> None:
    named = law("Ma túy", year=2000)
    amending = mention("Luật", "16/2008/QH12", "2008-06-03")
    young = mention("Nghị định", "5/1999/NĐ-CP")
    nested = law("Ma túy", subject=1, relation="amends")
    older = law("Ma túy", subject=2)
    results = outcome(named, amending, young, nested, older, held=LAWS)
    assert results[3].urn == results[0].urn
    assert reason_word(results[3]) == "same_document"
    assert reason_word(results[4]) == "law_unknown"


def test_new_wording_cites_the_law_of_its_own_day() -> None:
    host = Header("Thông tư", "6/2025/TT-BTP", date="2025-09-07", issuer="Bộ Tư pháp")
    amended = mention("Thông tư", "59/2015/TT-BTP", "2015-12-29", relation="amends")
    nested = law("Tổ chức chính quyền địa phương", subject=0)
    wording = Section("quoted", "“”", "", 0, 500, None, ())
    within = replace(nested, start=100, end=140)
    amended = replace(amended, start=600, end=640)
    directive = Directive(host, sections=(wording,), references=(amended, within))
    results = resolve(urn_of_key(key_of_header(host)), directive, MemoryHoldings(LAWS))
    assert results[1].urn == "urn:lex:vn:quoc.hoi:luat:2025;72-2025-qh15"


def test_a_law_is_called_by_what_the_document_abbreviates() -> None:
    short = mention("Luật", None, year=2024, text="Luật ĐB năm 2024", kind="law")
    directive = Directive(PROVINCE, references=(short,), abbreviations=(("ĐB", "đường bộ"),))
    (result,) = resolve(urn_of_key(key_of_header(PROVINCE)), directive, MemoryHoldings(LAWS))
    assert result.urn == "urn:lex:vn:quoc.hoi:luat:2024;35-2024-qh15"


def test_a_day_without_the_word_for_it_is_that_of_the_next_column() -> None:
    bare = mention("Luật", None, "2025-08-12", text="Luật Đường bộ 12/8/2025", kind="law")
    host = Header("Quyết định", "1/QĐ-BTP", date="2025-09-07", issuer="Bộ Tư pháp")
    (result,) = outcome(bare, host=host, held=LAWS)
    assert result.urn == "urn:lex:vn:quoc.hoi:luat:2024;35-2024-qh15"


def test_a_bare_number_is_not_taken_for_the_only_record_of_its_kind() -> None:
    short = mention("Thông tư", "272", kind="short")
    record = replace(known("Thông tư", "272/2016/TT-BTC", "2016-11-14"), source="authority")
    decree = replace(known("Nghị định", "272/2016/NĐ-CP", "2016-11-14"), source="authority")
    (open_,) = outcome(short, held=(record,))
    assert (open_.status, [c.urn for c in open_.candidates]) == ("unresolved", [record.urn])
    (result,) = outcome(mention("Nghị định", "272", kind="short"), held=(record, decree))
    assert result.urn == decree.urn
