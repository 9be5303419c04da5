"""Bundles made to deceive or to break `verify`: it answers in one line, and never stumbles."""

from __future__ import annotations

import json
import stat
import struct
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import LuocdoError, TooLarge, UnreadableFile
from graph import terms
from graph.bundle import archive, verify
from graph.bundle.members import EVIDENCE, FINDINGS, GRAPH, NAMES, SOURCES
from graph.bundle.opening import Opened, open_bundle
from tests.graph.bundle.test_bundle import forged, lines, rows, write


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("hostile") / "audit.zip")


@pytest.fixture(scope="module")
def opened(bundle: Path) -> Opened:
    found = open_bundle(bundle)
    assert isinstance(found, Opened)
    return found


def complaint(path: Path) -> str:
    """What `verify` says of a bundle that is none: an error of one line, or one problem."""
    try:
        found = verify(path)
    except LuocdoError as error:
        assert path.name in str(error)
        assert "\n" not in str(error)
        return str(error)
    assert not found.sound
    assert all("\n" not in one.message for one in found.problems)
    return "; ".join(f"{one.member}: {one.message}" for one in found.problems)


def symlink(packed: zipfile.ZipFile) -> None:
    entry = zipfile.ZipInfo("manifest.json")
    entry.create_system = 3
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    packed.writestr(entry, "/etc/passwd")


def bomb(packed: zipfile.ZipFile) -> None:
    with packed.open("graph.nq", "w", force_zip64=True) as member:
        for _ in range(40):
            member.write(b"\0" * 1_000_000)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    "fill",
    [
        pytest.param(symlink, id="a link in place of the manifest"),
        pytest.param(bomb, id="forty megabytes in forty kilobytes"),
        pytest.param(lambda packed: packed.writestr("../../x", "x"), id="a name that leads out"),
        pytest.param(lambda packed: packed.writestr("C:\\x", "x"), id="a name with a drive"),
        pytest.param(lambda packed: packed.writestr("manifest.json/", ""), id="a folder"),
        pytest.param(lambda packed: [packed.writestr("manifest.json", "{}") for _ in range(9)],
                     id="nine members of one name"),
        pytest.param(lambda packed: packed.writestr("manifest.json", "9" * 100_000),
                     id="a number without end"),
        pytest.param(lambda packed: packed.writestr("manifest.json", "[" * 100_000),
                     id="nested without end"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_archives_of_others(
    tmp_path: Path, fill: Callable[[zipfile.ZipFile], None], packing: int
) -> None:
    path = tmp_path / "hostile.zip"
    with zipfile.ZipFile(path, "w", packing) as packed:
        fill(packed)
    assert complaint(path)
    assert [one.name for one in tmp_path.iterdir()] == ["hostile.zip"], "nothing is unpacked"


def test_a_link_inside_is_named_by_its_mode(bundle: Path, tmp_path: Path) -> None:
    data = bytearray(bundle.read_bytes())
    entry = data.rindex(b"PK\x01\x02", 0, data.rindex(b"graph.nq"))
    data[entry + 38 : entry + 42] = struct.pack("<L", (stat.S_IFLNK | 0o777) << 16)
    path = tmp_path / "link.zip"
    path.write_bytes(data)
    assert "directory entry of graph.nq" in complaint(path)


@pytest.mark.parametrize(
    "size", [pytest.param(archive.LARGEST - 7, id="as large as can be"),
             pytest.param(archive.LARGEST + (2 << 20), id="larger than can be")],
)  # fmt: skip
def test_four_gigabytes_of_nothing(tmp_path: Path, size: int) -> None:
    path = tmp_path / "large.zip"
    with path.open("wb") as file:
        file.truncate(size)
    if path.stat().st_blocks * 512 > 1 << 20:
        pytest.skip("this file system has no sparse files")
    assert complaint(path)
    if size > archive.LARGEST:
        with pytest.raises(TooLarge):
            verify(path)


@pytest.mark.parametrize("length", [0, -1, 2**32 - 1, 2**63, True, 1.5, "9", None])
def test_lengths_that_the_manifest_claims(opened: Opened, tmp_path: Path, length: object) -> None:
    manifest = json.loads(json.dumps(opened.manifest))
    manifest["members"][GRAPH]["bytes"] = length
    text = (json.dumps(manifest, indent=1, sort_keys=True) + "\n").encode()
    start, old = opened.spans[archive.MANIFEST]
    data = opened.path.read_bytes()
    data = data[:start] + text + data[start + old : -archive.SEAL_LENGTH] + archive.seal(text)
    path = tmp_path / "claims.zip"
    path.write_bytes(data)
    assert complaint(path)


@pytest.mark.parametrize("length", [0, 1, 2**32, 9_999_999_999])
def test_a_length_that_the_seal_claims(bundle: Path, tmp_path: Path, length: int) -> None:
    data = bundle.read_bytes()
    comment = data[-archive.SEAL_LENGTH :]
    number = comment.index(b".json ") + len(b".json ")
    claimed = comment[:number] + f"{length:010d}".encode() + comment[number + 10 :]
    path = tmp_path / "seal.zip"
    path.write_bytes(data[: -archive.SEAL_LENGTH] + claimed)
    assert complaint(path)


def test_a_folder_is_no_bundle(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        verify(tmp_path)


def test_bytes_before_between_and_after_are_found(opened: Opened, tmp_path: Path) -> None:
    data = opened.path.read_bytes()
    path = tmp_path / "padded.zip"
    borders = [0, *(start + length for start, length in opened.spans.values()), len(data)]
    for at in borders:
        for padding in (b"\0", b"PK\x03\x04", b"\n" * 4096):
            path.write_bytes(data[:at] + padding + data[at:])
            assert complaint(path), at


WEIRD: st.SearchStrategy[Any] = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5),
    st.lists(st.integers(), max_size=2), st.dictionaries(st.text(max_size=2), st.none()),
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_any_json_value_in_any_field(
    opened: Opened, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    member = data.draw(st.sampled_from([EVIDENCE, SOURCES, FINDINGS]))
    content = b"".join(opened.lines(member, 1 << 22))
    number = data.draw(st.integers(0, len(rows(content)) - 1))
    field = data.draw(st.sampled_from(sorted(rows(content)[number])))
    value = data.draw(WEIRD)

    def change(old: bytes) -> bytes:
        stated = rows(old)
        stated[number] = {**stated[number], field: value}
        return lines(stated)

    folder = tmp_path_factory.mktemp("json")
    verify(forged(opened, folder / "forged.zip", {member: change}), [folder])  # never stumbles


def hostile_objects() -> Iterator[ox.NamedNode | ox.Literal]:
    for value in ("", "x", "-1", "9" * 5000, "nan", "inf", "true", "2025-02-30"):
        for name in ("integer", "decimal", "date", "gYear", "boolean", "string"):
            yield ox.Literal(value, datatype=ox.NamedNode(terms.XSD + name))
    yield ox.NamedNode("urn:x")
    yield ox.Literal("x", language="vi")


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_any_value_in_any_quad(
    opened: Opened, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    content = b"".join(opened.lines(GRAPH, 1 << 22)).splitlines(keepends=True)
    number = data.draw(st.integers(0, len(content) - 1))
    quad = next(iter(ox.parse(content[number], format=ox.RdfFormat.N_QUADS)))
    value = data.draw(st.sampled_from(list(hostile_objects())))
    this = ox.Quad(quad.subject, quad.predicate, value, quad.graph_name)
    changed = f"{this} .\n".encode()
    out = tmp_path_factory.mktemp("quad") / "forged.zip"
    whole = b"".join(sorted({*content[:number], changed, *content[number + 1 :]}))
    found = verify(forged(opened, out, {GRAPH: lambda _: whole}))
    if terms.is_citation(str(quad.subject.value)):
        assert not found.sound, this


@pytest.mark.parametrize("graph", ["", "<urn:x>", "<https://w3id.org/luocdo/graph/authority>"])
def test_nothing_hides_outside_the_documents(opened: Opened, tmp_path: Path, graph: str) -> None:
    hidden = f"<urn:lex:vn:a> <{terms.LUOCDO}repeals> <urn:lex:vn:b> {graph}"
    line = " ".join(hidden.split()).encode() + b" .\n"
    out = forged(opened, tmp_path / "hidden.zip", {
        GRAPH: lambda old: b"".join(sorted([*old.splitlines(keepends=True), line])),
    })  # fmt: skip
    assert "in no document's graph" in complaint(out)


def test_names_of_members_are_plain() -> None:
    assert all(name.isascii() and not name.startswith("/") and ".." not in name for name in NAMES)
