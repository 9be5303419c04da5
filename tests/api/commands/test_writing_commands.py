"""Commands that write a library, and those that need none."""

import json
from pathlib import Path

import pytest

from tests.api.commands.conftest import Luocdo
from tests.api.texts import PLAN

DECISION_URN = "urn:lex:vn:thu.tuong.chinh.phu:quyet.dinh:2022;1234-qd-ttg"


def test_ingest_reports(luocdo: Luocdo, folder: Path, tmp_path: Path) -> None:
    (folder / "empty.txt").touch()
    data = tmp_path / "data"
    done = luocdo("ingest", folder, "--data", data, "--json")
    assert done.code == 1
    report = done.json
    assert (report["documents"], report["added"]) == (3, 3)
    assert [Path(failure["path"]).name for failure in report["failed"]] == ["empty.txt"]
    assert report["documents_per_second"] > 0
    assert report["peak_memory_mb"] >= 0
    again = luocdo("ingest", folder, "--data", data)
    assert again.code == 1
    assert "3 unchanged, 1 failed" in again.out
    assert "empty.txt" in again.err
    doctor = luocdo("doctor", "--data", data)
    assert doctor.code == 0, "a failed file is a warning"
    assert "empty.txt" in doctor.out


def test_the_data_folder_of_the_environment(
    luocdo: Luocdo, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUOCDO_DATA", str(tmp_path / "by environment"))
    assert luocdo("ingest", folder / "kh-77.txt", "--workers", 1).code == 0
    assert (tmp_path / "by environment" / "catalog.sqlite").is_file()
    assert luocdo("show", "77/KH-UBND").code == 0


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda root: root / "none", id="a missing path"),
        pytest.param(lambda root: root / "photos", id="a folder without documents"),
    ],
)
def test_nothing_to_ingest(luocdo: Luocdo, tmp_path: Path, make) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "photos").mkdir()
    done = luocdo("ingest", make(tmp_path), "--data", tmp_path / "data")
    assert done.code == 2
    assert len(done.err.splitlines()) == 1
    assert make(tmp_path).name in done.err


@pytest.mark.parametrize(
    "command",
    [
        ("search", "x"), ("show", "x"), ("lineage", "x"), ("references",), ("doctor",),
        ("sparql", "ASK {}"), ("export", "x.ttl"), ("serve",), ("ingest", "."),
        ("resolve", "0" * 12 + ":1", "urn:x"),
    ],
    ids=lambda command: command[0],
)  # fmt: skip
def test_a_wrong_data_folder(luocdo: Luocdo, tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "thesis.docx").write_bytes(b"x")
    done = luocdo(*command, "--data", tmp_path)
    assert done.code == 2
    assert "--data" in done.err
    assert len(done.err.splitlines()) == 1
    assert {path.name for path in tmp_path.iterdir()} == {"thesis.docx"}


def test_a_wrong_setting(luocdo: Luocdo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUOCDO_PORT", "many")
    done = luocdo("show", "x")
    assert done.code == 2
    assert "LUOCDO_PORT" in done.err


def test_a_decision_survives_a_new_ingest(luocdo: Luocdo, folder: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    luocdo("ingest", folder, "--data", data)
    rows = luocdo("references", "12/KH-UBND", "--data", data, "--json").lines
    mention = next(row for row in rows if "99/KH-UBND" in row["text"])
    done = luocdo("resolve", mention["id"], DECISION_URN, "--data", data, "--json")
    assert (done.json["urn"], done.json["decided"]) == (DECISION_URN, True)

    plan = folder / "kh-12.md"
    plan.write_text("\n\n" + plan.read_text("utf-8"), "utf-8")
    luocdo("ingest", folder, "--data", data)
    rows = luocdo("references", "12/KH-UBND", "--data", data, "--json").lines
    moved = next(row for row in rows if "99/KH-UBND" in row["text"])
    assert moved["id"] != mention["id"]
    assert (moved["urn"], moved["decided"]) == (DECISION_URN, True)

    back = luocdo("resolve", moved["id"], "--clear", "--data", data, "--json")
    assert (back.json["urn"], back.json["decided"]) == (mention["urn"], False)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(("nonsense", DECISION_URN), "nonsense", id="no mention's name"),
        pytest.param(("0" * 12 + ":7", DECISION_URN), "no mention", id="an unknown mention"),
        pytest.param(("0" * 12 + ":7",), "URN or --clear", id="neither URN nor --clear"),
    ],
)
def test_a_decision_that_cannot_be(
    luocdo: Luocdo, folder: Path, tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    luocdo("ingest", folder / "kh-77.txt", "--data", tmp_path / "data")
    done = luocdo("resolve", *arguments, "--data", tmp_path / "data")
    assert done.code == 2
    assert words in done.err


def test_a_decision_for_no_urn(luocdo: Luocdo, folder: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    luocdo("ingest", folder / "kh-77.txt", "--data", data)
    [row, *_] = luocdo("references", "--data", data, "--json").lines
    done = luocdo("resolve", row["id"], "http://example.org/", "--data", data)
    assert done.code == 2
    assert "example.org" in done.err


def test_repair_builds_the_stores_anew(luocdo: Luocdo, folder: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    luocdo("ingest", folder, "--data", data)
    before = luocdo("search", "số hóa hồ sơ", "--data", data, "--json").json["hits"]
    assert luocdo("doctor", "--repair", "--data", data).code == 0
    assert luocdo("search", "số hóa hồ sơ", "--data", data, "--json").json["hits"] == before


def test_parse_prints_the_contract(luocdo: Luocdo, folder: Path) -> None:
    done = luocdo("parse", folder / "kh-77.txt", folder / "kh-12.md")
    assert done.code == 0
    assert [line["file"] for line in done.lines] == [
        str(folder / "kh-77.txt"),
        str(folder / "kh-12.md"),
    ]
    first = done.lines[0]
    assert set(first) >= {"file", "sha256", "header", "references", "sections", "tasks", "warnings"}
    assert first["header"]["number"] == "77/KH-UBND"
    for reference in first["references"]:
        assert PLAN[reference["start"] : reference["end"]] == reference["text"]


def test_parse_goes_on_after_a_bad_file(luocdo: Luocdo, folder: Path) -> None:
    done = luocdo("parse", folder / "none.txt", folder / "kh-77.txt", folder)
    assert done.code == 1
    assert len(done.lines) == 1
    assert len(done.err.splitlines()) == 2


def test_the_demo_needs_nothing(luocdo: Luocdo, tmp_path: Path) -> None:
    data = tmp_path / "demo"
    done = luocdo("demo", "--no-serve", "--data", data)
    assert done.code == 0
    assert done.out.count("luocdo search") == 3
    answer = luocdo("search", "which plans implement Decision 766", "--data", data, "--json")
    assert answer.json["answer"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--version",), 0),
        (("--help",), 0),
        (("frobnicate",), 2),
        (("search",), 2),
        (("search", "x", "--limit", "many"), 2),
        (("ingest", "--help"), 0),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_exit_codes(luocdo: Luocdo, arguments: tuple[str, ...], code: int) -> None:
    assert luocdo(*arguments).code == code


def test_json_is_utf8_and_on_one_line(luocdo: Luocdo, folder: Path) -> None:
    [line] = luocdo("parse", folder / "kh-77.txt").out.splitlines()
    assert "Kế hoạch" in line
    assert json.loads(line)["header"]["type"] == "Kế hoạch"
