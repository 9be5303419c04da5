"""Commands that read a library."""

import io
import sys
from pathlib import Path

import pytest

from tests.api.commands.conftest import Luocdo
from tests.api.texts import PLAN

DECISION_URN = "urn:lex:vn:thu.tuong.chinh.phu:quyet.dinh:2022;1234-qd-ttg"
PLAN_URN = "urn:lex:vn;nghe.an.tinh:ubnd:ke.hoach:2022;77-kh-ubnd"


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("which plans implement Decision 1234", id="English"),
        pytest.param("kế hoạch nào triển khai Quyết định 1234", id="Vietnamese"),
        pytest.param("ke hoach trien khai qd 1234", id="without diacritics"),
    ],
)
def test_search_answers_with_the_sentence(luocdo: Luocdo, data: Path, question: str) -> None:
    found = luocdo("search", question, "--data", data, "--json")
    assert found.code == 0
    assert found.json["query"]["relation"] == "implements"
    assert found.json["query"]["target"]["urn"] == DECISION_URN
    answers = {one["urn"]: one for one in found.json["answer"]}
    assert PLAN_URN in answers
    assert len(answers) == 2
    for one in answers.values():
        assert one["relation"] == "implements"
        assert "1234/QĐ-TTg" in one["evidence"][0]["quotation"]
    assert found.json["took_ms"] > 0


def test_a_year_is_told_once(luocdo: Luocdo, data: Path) -> None:
    within = luocdo("search", "Nghị định 61/2018 còn hiệu lực không", "--data", data)
    assert "Hiểu là: Nghị định 61/2018;" in within.out
    beside = luocdo("search", "Quyết định 1234 năm 2022", "--data", data)
    assert "Hiểu là: Quyết định 1234 2022" in beside.out


def test_search_prints_for_people(luocdo: Luocdo, data: Path) -> None:
    found = luocdo("search", "which plans implement Decision 1234", "--data", data)
    assert found.code == 0
    assert "Kế hoạch 77/KH-UBND" in found.out
    assert "“Thực hiện Quyết định số 1234/QĐ-TTg" in found.out


def test_search_says_what_was_understood_and_can_leave_it(luocdo: Luocdo, data: Path) -> None:
    question = "which plans implement Decision 1234"
    found = luocdo("search", question, "--data", data)
    assert "Understood: Quyết định 1234; relation implements (in); type Kế hoạch" in found.out
    plain = luocdo("search", question, "--plain", "--data", data, "--json")
    query = plain.json["query"]
    assert (query["intent"], query["target"], query["topic"]) == ("topic", None, question)


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        pytest.param("kế hoạch triển khai Quyết định 1234 ở Hà Nội", "gần nhất", id="Vietnamese"),
        pytest.param("which plans in Hanoi implement Decision 1234", "nearest", id="English"),
    ],
)
def test_search_prints_what_comes_near(
    luocdo: Luocdo, data: Path, question: str, heading: str
) -> None:
    found = luocdo("search", question, "--data", data)
    before, _, after = found.out.partition(f"{heading} ─")
    assert "77/KH-UBND" not in before
    assert "implements  Kế hoạch 77/KH-UBND" in after
    assert "“Thực hiện Quyết định số 1234/QĐ-TTg" in after


def test_search_of_a_topic_gives_passages(luocdo: Luocdo, data: Path) -> None:
    found = luocdo("search", "số hóa hồ sơ", "--data", data, "--json", "--limit", 1)
    [hit] = found.json["hits"][:1]
    assert hit["urn"] == PLAN_URN
    assert hit["highlights"]
    assert set(hit) >= {"document", "urn", "title", "heading", "start", "end", "text", "score"}
    printed = luocdo("search", "số hóa hồ sơ", "--data", data)
    assert "Bảo đảm số hóa hồ sơ" in printed.out


def test_search_within_filters(luocdo: Luocdo, data: Path) -> None:
    options = ("--data", data, "--json", "--type", "Quyết định", "--year-from", 2022)
    found = luocdo("search", "chuyển đổi số", *options)
    assert {hit["urn"] for hit in found.json["hits"]} == {DECISION_URN}


def test_search_reads_queries_from_standard_input(
    luocdo: Luocdo, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = "QĐ 1234\n\n  số hóa hồ sơ \n".encode() + b"\xff\xfe\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
    found = luocdo("search", "-", "--data", data)
    assert found.code == 0
    assert [line["text"] for line in found.lines[:2]] == ["QĐ 1234", "số hóa hồ sơ"]
    assert len(found.lines) == 3


@pytest.mark.parametrize(
    ("command", "limit"),
    [
        pytest.param("search", 0, id="no hit"),
        pytest.param("search", -3, id="fewer than none"),
        pytest.param("search", 1001, id="one too many"),
        pytest.param("search", 100_000_000, id="more than memory holds"),
        pytest.param("search", 10**24, id="more than a number of the index"),
        pytest.param("similar", 0, id="no document"),
        pytest.param("similar", 51, id="too many like it"),
    ],
)
def test_a_limit_out_of_range_is_named_in_one_line(
    luocdo: Luocdo, data: Path, command: str, limit: int
) -> None:
    found = luocdo(command, "77/KH-UBND", "--data", data, "--limit", limit)
    assert (found.code, found.out) == (2, "")
    [line] = found.err.splitlines()
    assert line.startswith(f"luocdo: limit: {limit} is out of range; give 1 to ")


def test_similar_documents_are_quoted_without_what_all_begin_and_end_with(
    luocdo: Luocdo, data: Path
) -> None:
    found = luocdo("similar", "77/KH-UBND", "--data", data)
    assert "Kế hoạch 12/KH-UBND" in found.out
    assert "    “" in found.out
    assert "CỘNG HÒA" not in found.out
    assert "“CHỦ TỊCH" not in found.out


def test_the_largest_limit_works(luocdo: Luocdo, data: Path) -> None:
    assert luocdo("search", "số hóa", "--data", data, "--limit", 1000).code == 0


def test_an_absurdly_long_query(luocdo: Luocdo, data: Path) -> None:
    found = luocdo("search", "x" * 20_000, "--data", data)
    assert found.code == 2
    assert "20000 characters" in found.err


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(DECISION_URN, id="URN"),
        pytest.param("1234/QĐ-TTg", id="number"),
        pytest.param("QĐ 1234", id="short form"),
        pytest.param("Quyết định số 1234/QĐ-TTg", id="as cited"),
        pytest.param("qd 1234", id="without diacritics"),
        pytest.param("qd-1234.txt", id="file name"),
        pytest.param("qd-1234", id="file name without its ending"),
    ],
)
def test_show_finds_a_document_by_what_a_person_types(
    luocdo: Luocdo, data: Path, name: str
) -> None:
    shown = luocdo("show", name, "--data", data, "--json")
    assert shown.code == 0
    [document] = shown.json["documents"]
    assert document["urn"] == DECISION_URN
    assert document["held"]
    assert {edge["relation"] for edge in document["stated_by"]} == {"implements"}


def test_show_prints_for_people(luocdo: Luocdo, data: Path) -> None:
    shown = luocdo("show", "77/KH-UBND", "--data", data)
    assert "Kế hoạch 77/KH-UBND" in shown.out
    assert "UBND tỉnh Nghệ An" in shown.out
    assert "states: implements 1" in shown.out


def test_show_of_a_cited_document(luocdo: Luocdo, data: Path) -> None:
    shown = luocdo("show", "99/KH-UBND", "--data", data)
    assert shown.code == 0
    assert "not held, only cited" in shown.out


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("4321/QĐ-TTg", "4321/QĐ-TTg", id="an unknown number"),
        pytest.param("none.docx", "none.docx", id="an unknown file"),
        pytest.param("urn:lex:xx:nothing", "urn:lex:xx", id="a URN of nothing"),
        pytest.param("urn:<>", "urn:<>", id="no URN at all"),
        pytest.param("  ", "empty", id="nothing"),
        pytest.param("x" * 5000, "5000 characters", id="absurdly long"),
        pytest.param("\udcff \x00", "no document", id="bytes that are no text"),
    ],
)
@pytest.mark.parametrize("command", ["show", "lineage", "references"])
def test_an_unknown_document_is_named(
    luocdo: Luocdo, data: Path, command: str, name: str, words: str
) -> None:
    shown = luocdo(command, name, "--data", data)
    assert shown.code == 2
    assert words in shown.err
    assert len(shown.err.splitlines()) == 1


def test_lineage_as_a_tree(luocdo: Luocdo, data: Path) -> None:
    drawn = luocdo("lineage", "QĐ 1234", "--data", data, "--direction", "down")
    assert drawn.code == 0
    assert drawn.out.count("── implements  Kế hoạch") == 2
    assert "“Thực hiện Quyết định số 1234/QĐ-TTg" in drawn.out


def test_lineage_as_json(luocdo: Luocdo, data: Path) -> None:
    options = ("--data", data, "--json", "--depth", 1, "--relation", "implements")
    found = luocdo("lineage", "77/KH-UBND", *options).json
    assert found["root"] == PLAN_URN
    assert [node["document"]["urn"] for node in found["nodes"]] == [PLAN_URN, DECISION_URN]
    assert all(edge["evidence"]["quotation"] for edge in found["edges"])


@pytest.mark.parametrize(
    "option",
    [
        ("--direction", "sideways"),
        ("--depth", "1000"),
        ("--relation", "likes"),
        ("--as-of", "2025-13-45"),
    ],
    ids=" ".join,
)
def test_lineage_that_cannot_be(luocdo: Luocdo, data: Path, option: tuple[str, str]) -> None:
    drawn = luocdo("lineage", "QĐ 1234", "--data", data, *option)
    assert drawn.code == 2
    assert len(drawn.err.splitlines()) == 1


def test_references_of_the_library(luocdo: Luocdo, data: Path) -> None:
    rows = luocdo("references", "--data", data, "--json").lines
    assert {row["file"] for row in rows} == {"qd-1234.txt", "kh-77.txt", "kh-12.md"}
    for row in rows:
        assert set(row) >= {"file", "start", "end", "status", "urn", "candidates", "reason"}
    cited = [row for row in rows if row["urn"] == DECISION_URN and row["file"] != "qd-1234.txt"]
    assert len(cited) == 2


def test_references_of_a_document(luocdo: Luocdo, data: Path) -> None:
    rows = luocdo("references", "77/KH-UBND", "--data", data, "--json").lines
    assert {row["file"] for row in rows} == {"kh-77.txt"}
    printed = luocdo("references", "77/KH-UBND", "--data", data)
    assert "resolved" in printed.out


def test_references_of_a_name_that_a_cited_document_bears_too(
    luocdo: Luocdo, tmp_path: Path
) -> None:
    (tmp_path / "van-ban").mkdir()
    other = "Kế hoạch số 77/KH-UBND ngày 02/3/2022 của UBND tỉnh Hà Tĩnh"
    (tmp_path / "van-ban" / "kh-77.txt").write_text(f"{PLAN}\nTheo {other}.\n", "utf-8")
    data = tmp_path / "data"
    luocdo("ingest", tmp_path / "van-ban", "--data", data, "--workers", "1")
    assert len(luocdo("show", "77/KH-UBND", "--data", data, "--json").json["documents"]) == 2
    found = luocdo("references", "77/KH-UBND", "--data", data, "--json")
    assert (found.code, found.err) == (0, "")
    assert {row["document"] for row in found.lines} == {PLAN_URN}


def test_references_of_a_document_that_is_only_cited(luocdo: Luocdo, data: Path) -> None:
    found = luocdo("references", "99/KH-UBND", "--data", data)
    assert found.code == 2
    assert "does not hold its text" in found.err


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("all.ttl", "urn:lex:vn"),
        ("all.nq", "urn:lex:vn"),
        ("all.jsonld", "@"),
        ("all.graphml", "graphml"),
        ("all.csv", "implements"),
    ],
)
def test_export(luocdo: Luocdo, data: Path, tmp_path: Path, name: str, words: str) -> None:
    out = tmp_path / name
    done = luocdo("export", out, "--data", data, "--json")
    assert done.json == {"files": [str(out)]}
    assert words in out.read_text("utf-8")


def test_export_of_a_part(luocdo: Luocdo, data: Path, tmp_path: Path) -> None:
    out = tmp_path / "part.csv"
    done = luocdo("export", out, "--data", data, "--document", "12/KH-UBND", "--depth", 1)
    assert done.code == 0
    assert "12-kh-ubnd" in out.read_text("utf-8")
    assert "77-kh-ubnd" not in out.read_text("utf-8")


def test_export_to_an_unknown_format(luocdo: Luocdo, data: Path, tmp_path: Path) -> None:
    done = luocdo("export", tmp_path / "all.doc", "--data", data)
    assert done.code == 2
    assert "turtle" in done.err


def test_sparql(luocdo: Luocdo, data: Path) -> None:
    query = "SELECT DISTINCT ?plan WHERE { ?plan luocdo:implements <" + DECISION_URN + "> }"
    rows = luocdo("sparql", query, "--data", data)
    assert rows.code == 0
    assert len(rows.out.split()) == 3
    found = luocdo("sparql", query, "--data", data, "--json").json
    assert len(found["results"]["bindings"]) == 2


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("INSERT DATA { <urn:a> <urn:b> <urn:c> }",), id="an update"),
        pytest.param(("SELECT nonsense",), id="no SPARQL"),
        pytest.param(("ASK {}", "--format", "docx"), id="no such format"),
    ],
)
def test_sparql_that_is_refused(luocdo: Luocdo, data: Path, arguments: tuple[str, ...]) -> None:
    done = luocdo("sparql", *arguments, "--data", data)
    assert done.code == 2
    assert len(done.err.splitlines()) == 1


def test_doctor_finds_a_sound_library(luocdo: Luocdo, data: Path) -> None:
    done = luocdo("doctor", "--data", data, "--json")
    assert done.code == 0
    assert {check["status"] for check in done.json["checks"]} == {"ok"}
    assert "catalog: 3 documents in 3 files" in luocdo("doctor", "--data", data).out


@pytest.mark.parametrize(("day", "state"), [("2022-03-05", "in_force"), ("2022-03-04", "not_yet")])
def test_show_says_whether_a_document_is_in_force(
    luocdo: Luocdo, data: Path, day: str, state: str
) -> None:
    found = luocdo("show", DECISION_URN, "--data", data, "--as-of", day, "--json")
    force = found.json["documents"][0]["force"]
    assert (force["on"], force["state"]) == (day, state)
    assert "hiệu lực thi hành kể từ ngày ký" in force["facts"][0]["evidence"]["quotation"]
    printed = luocdo("show", DECISION_URN, "--data", data, "--as-of", day).out
    assert f"force: {state.replace('_', ' ')}" in printed
    assert "“Quyết định này có hiệu lực thi hành kể từ ngày ký.”" in printed


@pytest.mark.parametrize("day", ["1899-12-31", "2201-01-01", "2025-02-30", "mai"])
def test_a_day_out_of_range_is_one_line(luocdo: Luocdo, data: Path, day: str) -> None:
    found = luocdo("show", DECISION_URN, "--data", data, "--as-of", day)
    assert found.code == 2
    assert found.err.startswith("luocdo: date ")
    assert found.err.count("\n") == 1
