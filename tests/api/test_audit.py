"""Audit, force and bundles of a real library: the sample corpus with its seeded defects."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.library import Library
from api.main import app
from api.settings import Settings
from corpus.errors import BadQuery, UnknownDocument
from corpus.samples import SAMPLES
from graph.audit import finding_kinds

RUN = CliRunner()


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("samples") / "data"
    settings = Settings(data=data, workers=1, embedder="none")
    with Library.open(data, settings, write=True) as library:
        assert not library.ingest([SAMPLES]).failed
    return data


@pytest.fixture(scope="module")
def samples(data: Path) -> Iterator[Library]:
    with Library.open(data) as library:
        yield library


def test_every_seeded_defect_is_found_and_nothing_else(samples: Library) -> None:
    found = samples.audit(kinds=("force", "impossible", "graph"))
    assert sorted((one.kind, one.file or "", one.related[0]) for one in found) == [
        ("ended", "lc-bacha-kh.pdf", "urn:lex:vn:chinh.phu:nghi.dinh:2018;61-2018-nd-cp"),
        ("ended", "lc-bacha-kh.pdf", "urn:lex:vn:chinh.phu:nghi.dinh:2021;107-2021-nd-cp"),
        ("ended", "ld-ductrong-kh-pctt.docx",
         "urn:lex:vn;lam.dong.tinh:ubnd:quyet.dinh:2021;15-2021-qd-ubnd"),
        ("near_miss", "ld-dilinh-kh-766.html",
         "urn:lex:vn:thu.tuong.chinh.phu:quyet.dinh:2022;766-qd-ttg"),
        ("year_missing", "ld-dilinh-kh-766.html", _decree_107(found)),
    ]  # fmt: skip
    (missing,) = [one for one in found if one.kind == "year_missing"]
    assert "107/2021/NĐ-CP" in missing.suggestion


def _decree_107(found: tuple[object, ...]) -> str:
    (one,) = [one for one in found if getattr(one, "kind", "") == "year_missing"]
    related: tuple[str, ...] = one.related  # type: ignore[attr-defined]  # a finding
    assert any("107-2021-nd-cp" in urn for urn in related)
    return related[0]


def test_every_quotation_stands_in_its_document(samples: Library) -> None:
    for one in samples.audit():
        for evidence in one.evidence:
            text = samples.text(evidence.document)
            assert evidence.quotation in text
            assert text[evidence.start : evidence.end] in evidence.quotation


def test_blank_headers_and_open_mentions(samples: Library) -> None:
    found = {(one.kind, one.file) for one in samples.audit(kinds=("header", "mention"))}
    assert ("header_incomplete", "ld-baothuan-kh-766.txt") in found
    assert ("header_incomplete", "lc-sapa-tb.txt") in found
    assert ("ambiguous", "na-kimlien-kh-766.txt") in found
    assert not {one for one in found if one[0] in ("header_contradicts", "copies_differ")}


@pytest.mark.parametrize(
    ("name", "day", "state"),
    [
        pytest.param("61/2018/NĐ-CP", "2018-06-20", "not_yet", id="before its first day"),
        pytest.param("61/2018/NĐ-CP", "2025-06-30", "partly", id="amended by 107/2021"),
        pytest.param("61/2018/NĐ-CP", "2025-07-01", "ended", id="replaced"),
        pytest.param("47/QĐ-UBND", "2023-09-15", "suspended", id="suspended from above"),
        pytest.param("766/QĐ-TTg", "2024-01-01", "in_force", id="nothing known against it"),
        pytest.param("01/2018/TT-VPCP", "2025-09-15", "ended", id="repealed"),
    ],
)
def test_force(samples: Library, name: str, day: str, state: str) -> None:
    (record,) = samples.find(name)[:1]
    assert samples.force(record.urn, day).state == state


def test_force_of_what_nobody_knows(samples: Library) -> None:
    with pytest.raises(UnknownDocument):
        samples.force("urn:lex:vn:chinh.phu:nghi.dinh:2031;9-2031-nd-cp", "2025-01-01")
    with pytest.raises(BadQuery):
        samples.force(samples.find("766/QĐ-TTg")[0].urn, "1/1/2025")


def test_the_suspended_article(samples: Library) -> None:
    (record,) = samples.find("22/2023/QĐ-UBND")[:1]
    article = samples.force(record.urn, "2024-01-01").of_article("khoản 1 Điều 7")
    assert article is not None
    assert (article.effect, article.fact.date) == ("suspends", "2023-12-10")


PART = ["--document", "na-kimlien-kh-766.txt", "--depth", "1", "--format", "bundle"]


def test_a_bundle_is_sound_with_its_sources(data: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one.zip", tmp_path / "two"
    for out in (one, two):
        assert RUN.invoke(app, ["export", str(out), *PART, "--data", str(data)]).exit_code == 0
    assert one.read_bytes() == two.read_bytes()
    checked = RUN.invoke(app, ["verify", str(one), "--sources", str(SAMPLES), "--json"])
    found = json.loads(checked.stdout)
    assert (checked.exit_code, found["sound"], found["problems"]) == (0, True, [])
    assert found["counts"]["relations"] > 0


def test_a_changed_bundle_fails(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "part.zip"
    RUN.invoke(app, ["export", str(out), *PART, "--data", str(data)])
    changed = bytearray(out.read_bytes())
    changed[changed.index(b"oa#exact") + 20] ^= 1
    out.write_bytes(changed)
    checked = RUN.invoke(app, ["verify", str(out)])
    assert checked.exit_code == 1
    assert "changed" in checked.stdout
    assert "graph.nq" in checked.stdout


def test_the_audit_command(data: Path, tmp_path: Path) -> None:
    table = RUN.invoke(app, ["audit", "--data", str(data), "--severity", "error"])
    assert (table.exit_code, table.stdout.count("61/2018/NĐ-CP") > 0) == (0, True)
    assert "3 findings: 3 error" in table.stdout
    report = RUN.invoke(
        app, ["audit", "lc-bacha-kh.pdf", "--data", str(data), "--kind", "ended", "--json"]
    )
    found = json.loads(report.stdout)
    assert found["counts"]["by_kind"] == {"ended": 2}
    out = tmp_path / "findings.csv"
    RUN.invoke(app, ["audit", "--data", str(data), "--out", str(out)])
    printed = RUN.invoke(app, ["audit", "--data", str(data), "--format", "csv"]).stdout
    assert out.read_text("utf-8-sig").splitlines() == printed.splitlines()


def test_as_of_a_later_day(data: Path) -> None:
    """A plan of 2022 relied on Decree 61 rightly; in August 2025 it no longer does."""
    run = ["audit", "ld-dilinh-kh-766.html"]
    now = RUN.invoke(app, [*run, "--data", str(data), "--kind", "force", "--json"])
    later = RUN.invoke(
        app, [*run, "--data", str(data), "--kind", "force", "--as-of", "2025-08-01", "--json"]
    )
    assert json.loads(now.stdout)["findings"] == []
    assert "ended" in json.loads(later.stdout)["counts"]["by_kind"]


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["--kind", "endded"], id="unknown kind"),
        pytest.param(["--severity", "bad"], id="unknown severity"),
        pytest.param(["--as-of", "2025-13-01"], id="a day that is none"),
        pytest.param(["--format", "pdf"], id="unknown format"),
        pytest.param(["--out", "x.txt"], id="a table as a file"),
        pytest.param(["no such document"], id="unknown document"),
    ],
)
def test_wrong_use(data: Path, arguments: list[str]) -> None:
    result = RUN.invoke(app, ["audit", "--data", str(data), *arguments])
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_every_kind_is_documented() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "audit.md").read_text("utf-8")
    for name, kind in finding_kinds().items():
        assert f"`{name}`" in guide
        assert f"`{kind.group}`" in guide
