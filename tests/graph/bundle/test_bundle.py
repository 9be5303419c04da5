"""Bundles: the same bytes every time, and nothing changed that is not named."""

import json
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import DamagedFile, UnreadableFile
from graph import terms, triples
from graph.bundle import archive, verify, write_bundle
from graph.bundle.members import EVIDENCE, FINDINGS, GRAPH, NAMES, REPORT, SOURCES, json_text
from graph.bundle.opening import Opened, open_bundle
from graph.exports import Selection
from tests.graph.audit.library import TextLibrary, text_of

DECREE = text_of("12/2018/NĐ-CP", "2018-04-23", "Điều 1. Phạm vi.")
PLAN = text_of(
    "35/KH-UBND", "2025-10-20",
    "Căn cứ Nghị định số 12/2018/NĐ-CP ngày 23/4/2018 của Chính phủ;\n"
    "1. Theo khoản 2 Điều 5 Nghị định số 9/2021/NĐ-CP và Thông báo số 12 của Sở.",
)  # fmt: skip
LETTER = text_of(
    "3/KH-UBND", "2025-11-20", "Thực hiện Kế hoạch số 35/KH-UBND ngày 20/10/2025 của UBND tỉnh;"
)
TEXTS = {"decree.txt": DECREE, "plan.txt": PLAN, "letter.txt": LETTER}


def write(out: Path) -> Path:
    write_bundle(TextLibrary(TEXTS), out)
    return out


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("bundle") / "audit.zip")


@pytest.fixture(scope="module")
def opened(bundle: Path) -> Opened:
    found = open_bundle(bundle)
    assert isinstance(found, Opened)
    return found


def test_a_bundle_is_sound(bundle: Path) -> None:
    found = verify(bundle)
    assert found.sound, found.problems
    assert found.counts["documents"] == 3
    assert found.counts["relations"] > 0
    assert not found.remarks


def test_it_is_an_ordinary_zip(bundle: Path) -> None:
    with zipfile.ZipFile(bundle) as packed:
        assert packed.testzip() is None
        assert tuple(packed.namelist()) == NAMES
        manifest = json.loads(packed.read("manifest.json"))
        assert set(manifest["members"]) == set(NAMES) - {"manifest.json"}


def test_two_processes_write_the_same_bytes(bundle: Path, tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from tests.graph.bundle.test_bundle import write; "
        "write(pathlib.Path(sys.argv[1]))"
    )
    other = tmp_path / "other.zip"
    subprocess.run(  # the interpreter that runs the tests
        [sys.executable, "-c", code, str(other)], check=True, cwd=Path(__file__).parents[3],
        env={"PYTHONHASHSEED": "7", "TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    assert other.read_bytes() == bundle.read_bytes()


def test_a_part_of_the_library(tmp_path: Path) -> None:
    library = TextLibrary(TEXTS)
    out = tmp_path / "part.zip"
    manifest = write_bundle(library, out, Selection((library.urn("letter.txt"),), depth=1))
    assert manifest["selection"]["documents"] == [library.urn("letter.txt")]
    assert manifest["counts"]["relations"] == 1
    assert verify(out).sound


@pytest.fixture(scope="module")
def archive_problems(bundle: Path) -> Callable[[bytes], list[str]]:
    """What is wrong with an archive of these bytes, by where it is."""
    out = bundle.with_name("changed.zip")

    def look(data: bytes) -> list[str]:
        out.write_bytes(data)
        try:
            found = open_bundle(out)
        except DamagedFile as error:
            return [str(error)]
        problems = found.problems if isinstance(found, Opened) else (found,)
        return [f"{one.member}: {one.message}" for one in problems]

    return look


@settings(max_examples=300, deadline=None)
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_any_flipped_bit_is_found_and_named(
    bundle: Path,
    opened: Opened,
    archive_problems: Callable[[bytes], list[str]],
    place: float,
    bit: int,
) -> None:
    data = bytearray(bundle.read_bytes())
    at = int(place * len(data))
    data[at] ^= 1 << bit
    problems = archive_problems(bytes(data))
    changed = [n for n, (start, length) in opened.spans.items() if start <= at < start + length]
    if changed and changed != [archive.MANIFEST]:
        assert [one.split(":")[0] for one in problems] == changed
    else:
        words = ("manifest", "seal", str(at), "no audit bundle")
        assert any(word in one for one in problems for word in words), problems


def test_every_byte_of_the_structure_is_found_and_named(
    bundle: Path, opened: Opened, archive_problems: Callable[[bytes], list[str]]
) -> None:
    data = bundle.read_bytes()
    inside = [range(start, start + length) for start, length in opened.spans.values()]
    structure = [at for at in range(len(data)) if not any(at in one for one in inside)]
    for at in structure[:: max(1, len(structure) // 400)]:
        changed = bytearray(data)
        changed[at] ^= 0x55
        problems = archive_problems(bytes(changed))
        assert problems
        assert any(str(at) in one or "seal" in one for one in problems), (at, problems)


@pytest.mark.parametrize("name", NAMES)
def test_a_changed_content_is_named_and_nothing_else(
    bundle: Path, opened: Opened, archive_problems: Callable[[bytes], list[str]], name: str
) -> None:
    start, length = opened.spans[name]
    data = bytearray(bundle.read_bytes())
    data[start + length // 2] ^= 1
    problems = archive_problems(bytes(data))
    assert problems
    assert any(name in one for one in problems)
    if name != archive.MANIFEST:
        assert [one.split(":")[0] for one in problems] == [name]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda data: data[:-1], id="cut at the end"),
        pytest.param(lambda data: data[: len(data) // 2], id="cut in half"),
        pytest.param(lambda data: data + b"\0", id="a byte too many"),
        pytest.param(lambda data: b"\0" + data, id="a byte before"),
        pytest.param(lambda data: data[:5000] + data[5001:], id="a byte lost"),
    ],
)
def test_lost_and_added_bytes(
    bundle: Path,
    archive_problems: Callable[[bytes], list[str]],
    change: Callable[[bytes], bytes],
) -> None:
    assert archive_problems(change(bundle.read_bytes()))


def forged(opened: Opened, out: Path, changes: dict[str, Callable[[bytes], bytes]]) -> Path:
    """A bundle whose contents were changed and whose hashes all fit again."""
    folder = out.with_suffix(".d")
    (folder / "shapes").mkdir(parents=True)
    manifest = dict(opened.manifest)
    manifest["members"] = dict(manifest["members"])
    for name in NAMES[1:]:
        opened.copy(name, folder / name)
        if name in changes:
            (folder / name).write_bytes(changes[name]((folder / name).read_bytes()))
        length, sha256, _ = archive.measure(folder / name)
        manifest["members"][name] = {"bytes": length, "sha256": sha256}
    (folder / archive.MANIFEST).write_text(json_text(manifest), "utf-8")
    archive.write(out, [(name, folder / name) for name in NAMES])
    return out


def first_citation(opened: Opened) -> list[ox.Quad]:
    text = b"".join(opened.lines(GRAPH, 1 << 20))
    quads = list(ox.parse(text, format=ox.RdfFormat.N_QUADS))
    pinned = {triples.subject_of(quad) for quad in quads if quad.predicate.value == terms.PINPOINT}
    iri = min(pinned)
    ends = {quad.predicate.value: triples.object_of(quad) for quad in quads
            if triples.subject_of(quad) == iri}  # fmt: skip
    fact = (ends[terms.SUBJECT], ends[terms.PREDICATE], ends[terms.OBJECT])
    return [
        quad
        for quad in quads
        if triples.subject_of(quad) == iri
        or (triples.subject_of(quad), quad.predicate.value, triples.object_of(quad)) == fact
    ]


def test_deleting_any_one_triple_of_an_edge_is_found(opened: Opened, tmp_path: Path) -> None:
    quads = first_citation(opened)
    assert len(quads) >= 11
    for number, quad in enumerate(quads):
        line = f"{quad} .\n".encode()
        out = forged(opened, tmp_path / f"{number}.zip", {GRAPH: without(line)})
        assert any(one.kind == "shacl" for one in verify(out).problems), line


def without(line: bytes) -> Callable[[bytes], bytes]:
    return lambda data: data.replace(line, b"")


def rows(data: bytes) -> list[dict[str, object]]:
    return [json.loads(line) for line in data.splitlines()]


def lines(values: list[dict[str, object]]) -> bytes:
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in values).encode()


def changed_row(field: str, value: object) -> Callable[[bytes], bytes]:
    return lambda data: lines([{**rows(data)[0], field: value}, *rows(data)[1:]])


@pytest.mark.parametrize(
    ("member", "change", "kind"),
    [
        pytest.param(EVIDENCE, changed_row("quotation", ""), "missing_quotation", id="no "
                                                                                     "quotation"),
        pytest.param(EVIDENCE, changed_row("quotation", "khác"), "evidence_differs",
                     id="another quotation"),
        pytest.param(EVIDENCE, changed_row("mention", "x" * 9), "evidence_differs",
                     id="other words"),
        pytest.param(EVIDENCE, changed_row("relation", "repeals"), "evidence_differs",
                     id="another relation"),
        pytest.param(EVIDENCE, lambda data: data.split(b"\n", 1)[1], "without_evidence",
                     id="a line of evidence lost"),
        pytest.param(EVIDENCE, lambda data: data + b"{}\n", "malformed", id="a line that is none"),
        pytest.param(EVIDENCE, lambda data: b"[" * 100_000 + b"\n" + data, "malformed",
                     id="nested too deep"),
        pytest.param(EVIDENCE, lambda data: lines([{**rows(data)[0], "citation": "urn:x#c9"},
                     *rows(data)]), "evidence_differs", id="evidence of nothing"),
        pytest.param(SOURCES, changed_row("sha256", "0" * 64), "broken_hash", id="a source's hash"),
        pytest.param(SOURCES, lambda data: data.split(b"\n", 1)[1], "broken_hash",
                     id="a source left out"),
        pytest.param(FINDINGS, changed_row("evidence", [{"quotation": " "}]), "missing_quotation",
                     id="a finding without words"),
        pytest.param(FINDINGS, changed_row("document", "urn:x"), "evidence_differs",
                     id="a finding about nothing"),
        pytest.param(REPORT, lambda data: data.replace(b"true", b"false"), "shacl",
                     id="another report"),
        pytest.param(GRAPH, lambda data: b"".join(reversed(data.splitlines(keepends=True))),
                     "not_canonical", id="another order"),
        pytest.param(GRAPH, lambda data: data.replace(b" .\n", b"  .\n", 1), "not_canonical",
                     id="another form"),
        pytest.param(GRAPH, lambda data: b"nothing\n" + data, "malformed", id="no graph"),
        pytest.param(GRAPH, lambda data: b"_:b <urn:p> <urn:o> <urn:g#graph> .\n" + data,
                     "not_canonical", id="a blank node"),
        pytest.param(
            GRAPH,
            lambda data: b"".join(sorted([*data.splitlines(keepends=True), b"<urn:lex:vn:a> "
                b"<https://w3id.org/luocdo#repeals> <urn:lex:vn:b> <urn:lex:vn:a#graph> .\n"])),
            "without_evidence", id="a relation that nothing proves"),
    ],
)  # fmt: skip
def test_what_hashes_cannot_tell(
    opened: Opened, tmp_path: Path, member: str, change: Callable[[bytes], bytes], kind: str
) -> None:
    found = verify(forged(opened, tmp_path / "forged.zip", {member: change}))
    assert kind in {one.kind for one in found.problems}, found.problems


def test_the_original_files_are_compared(opened: Opened, bundle: Path, tmp_path: Path) -> None:
    folder = tmp_path / "originals"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"renamed-{name}").write_text(text, "utf-8", newline="")
    assert verify(bundle, [folder]).sound
    (folder / "renamed-decree.txt").write_text(DECREE + "!", "utf-8", newline="")
    assert [one.kind for one in verify(bundle, [folder]).problems] == ["source"]
    moved = forged(opened, tmp_path / "moved.zip", {
        EVIDENCE: lambda data: lines([{**one, "start": 0, "end": 5} for one in rows(data)]),
    })  # fmt: skip
    assert any(
        "other words stand at 0 to 5" in one.message for one in verify(moved, [folder]).problems
    )


@pytest.mark.parametrize(
    "names",
    [
        pytest.param([("../../evil.txt", b"x")], id="path traversal"),
        pytest.param([("manifest.json", b"{}"), ("manifest.json", b"{}")], id="twice one name"),
        pytest.param([("graph.nq", b"\0" * 5_000_000)], id="a zip bomb"),
        pytest.param([("manifest.json", b"[" * 50_000)], id="nested manifest"),
    ],
)
def test_hostile_archives(tmp_path: Path, names: list[tuple[str, bytes]]) -> None:
    path = tmp_path / "hostile.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in names:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", UserWarning)  # that a name stands twice
                packed.writestr(name, data)
    try:
        assert not verify(path).sound
    except DamagedFile as error:
        assert "hostile.zip" in str(error)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["hostile.zip"]


@pytest.mark.parametrize("size", [0, 10, 200, 5000])
def test_no_bundle_at_all(tmp_path: Path, size: int) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(b"\0" * size)
    with pytest.raises(DamagedFile):
        verify(path)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        verify(tmp_path / "none.zip")
