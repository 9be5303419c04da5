from __future__ import annotations

import json
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from index import nibbles
from index import vectors as module
from index.nibbles import LARGEST
from index.quantized import QuantizedRows, encode
from index.vector_files import hash_of
from index.vector_rows import Rows, packed
from index.vectors import VectorIndex, VectorIndexError

_DIMENSIONS = 16


def _unit(rows: int, seed: int = 0) -> NDArray[np.float32]:
    drawn = np.random.default_rng(seed).standard_normal((rows, _DIMENSIONS)).astype(np.float32)
    unit: NDArray[np.float32] = drawn / np.linalg.norm(drawn, axis=1, keepdims=True)
    return unit


def _stored(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """What four bits a dimension keep of rows."""
    kept = packed(rows)
    steps = nibbles.unpack(kept["steps"], rows.shape[1])
    return np.asarray(steps * kept["scale"][:, None], np.float32)


def _open(path: Path, *, read_only: bool = False) -> VectorIndex:
    return VectorIndex.open(path, model="m", dimensions=_DIMENSIONS, read_only=read_only)


_NAMES = {
    hash_of(name): name
    for name in (
        *(f"{name}:{i}" for name in ("a", "b", "p", "one") for i in range(2000)), "late", "many"
    )
}  # fmt: skip


def _found(index: VectorIndex, query: NDArray[np.float32], limit: int) -> list[tuple[str, float]]:
    keys, scores = index.search(query, limit)
    return [(_NAMES[k], s) for k, s in zip(keys.tolist(), scores.tolist(), strict=True)]


def _filled(path: Path, rows: NDArray[np.float32]) -> VectorIndex:
    index = _open(path)
    index.put({f"a:{i}": row[None] for i, row in enumerate(rows)})
    index.commit(3)
    return index


def _nearest(rows: NDArray[np.float32], query: NDArray[np.float32], count: int) -> list[str]:
    return [f"a:{i}" for i in np.argsort(-(_stored(rows) @ query), kind="stable")[:count]]


def test_small_is_exact_and_survives_reopening(tmp_path: Path) -> None:
    rows = _unit(200)
    _filled(tmp_path, rows)
    index = _open(tmp_path, read_only=True)
    assert (len(index), index.generation) == (200, 3)
    for query in _unit(10, seed=1):
        found = _found(index, query, 5)
        assert [name for name, _ in found] == _nearest(rows, query, 5)
        exact = float(_stored(rows)[int(found[0][0][2:])] @ query)
        assert found[0][1] == pytest.approx(exact, abs=1e-5)


def test_large_finds_what_a_full_scan_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FLAT_LIMIT", 500)
    centres = _unit(40, seed=2)
    noise = _unit(2000, seed=3) * 0.6
    rows = centres[np.arange(2000) % 40] + noise
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    index = _filled(tmp_path, rows)
    assert list(tmp_path.glob("codes.*.faiss"))
    recalls = []
    for query in centres:
        found = {name for name, _ in _found(index, query, 10)}
        recalls.append(len(found & set(_nearest(rows, query, 10))) / 10)
    assert np.mean(recalls) >= 0.95


def test_what_is_left_is_found_where_most_of_what_was_near_is_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FLAT_LIMIT", 500)
    monkeypatch.setattr("index.quantized.FEWEST", 1)
    rows = _unit(2000)
    query = rows[0]
    order = np.argsort(-(_stored(rows) @ query))
    index = _filled(tmp_path, rows)
    index.remove([f"a:{row}" for row in order[:300].tolist()])
    index.commit(4)
    found = [name for name, _ in _found(index, query, 5)]
    assert len(found) == 5
    assert set(found) <= {f"a:{row}" for row in order[300:330].tolist()}


@pytest.mark.parametrize("dimensions", [7, 8])
def test_vectors_of_any_length_have_codes(tmp_path: Path, dimensions: int) -> None:
    vectors = np.random.default_rng(0).standard_normal((700, dimensions)).astype(np.float32)
    packed(vectors).tofile(tmp_path / "rows")
    first, rows = (Rows(tmp_path / "rows", count, dimensions) for count in (600, 700))
    assert encode(first, None, 0, 0, tmp_path / "first") == 600
    assert encode(rows, tmp_path / "first", 600, 600, tmp_path / "second") == 600
    assert 650 in QuantizedRows(tmp_path / "second").search(vectors[650], 20)


@given(
    hnp.arrays(
        np.float32,
        st.tuples(st.integers(1, 5), st.integers(1, 9)),
        elements=st.floats(-1, 1, width=32),
    )
)
def test_rows_are_kept_to_half_a_step_or_cut_off(vectors: NDArray[np.float32]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rows"
        packed(vectors).tofile(file)
        rows = Rows(file, len(vectors), vectors.shape[1])
        reach = np.abs(rows[:]).max(axis=1, keepdims=True)
        near = np.abs(rows[:] - vectors) <= reach / LARGEST * 0.501 + 1e-7
        assert np.all(near | (np.abs(vectors) > reach))
        assert np.all(rows[:] * vectors >= 0)
        products = rows.products(np.arange(len(vectors)), vectors[0])
        assert products == pytest.approx(rows[:] @ vectors[0], abs=1e-5)


def test_rows_without_codes_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FLAT_LIMIT", 100)
    index = _filled(tmp_path, _unit(300))
    late = _unit(1, seed=9)[0]
    index.put({"late": late[None]})
    index.commit(4)
    assert _found(index, late, 1)[0][0] == "late"
    index.remove(["late", "a:0"])
    index.commit(5)
    assert "late" not in {name for name, _ in _found(index, late, 300)}
    assert "a:0" not in {name for name, _ in _found(index, _unit(300)[0], 300)}


def test_put_replaces_and_remove_forgets(tmp_path: Path) -> None:
    rows = _unit(10)
    index = _filled(tmp_path, rows)
    index.put({"a:1": -rows[1:2]})
    index.remove(["a:2", "unknown"])
    index.commit(4)
    again = _open(tmp_path, read_only=True)
    assert len(again) == 9
    assert "a:2" not in again
    keys = np.array([hash_of(name) for name in ("a:1", "a:2", "unknown")], np.uint64)
    own = float(_stored(-rows[1:2])[0] @ rows[1])
    assert again.products(rows[1], keys) == pytest.approx([own, 0, 0], abs=1e-5)
    assert again.nearest(rows[3], 1).tolist() == [hash_of("a:3")]


def test_dead_rows_are_dropped_in_the_end(tmp_path: Path) -> None:
    rows = _unit(50)
    index = _filled(tmp_path, rows)
    index.remove([f"a:{i}" for i in range(30)])
    index.commit(4)
    assert (tmp_path / "vectors.1.n4").stat().st_size == 20 * (_DIMENSIONS // 2 + 4)
    assert [name for name, _ in _found(_open(tmp_path), rows[40], 1)] == ["a:40"]


def test_an_append_that_was_not_noted_is_as_if_it_never_was(tmp_path: Path) -> None:
    rows = _unit(5)
    _filled(tmp_path, rows)
    with (tmp_path / "vectors.0.n4").open("ab") as file:
        file.write(b"\x01" * 100)
    with (tmp_path / "hashes.0.u64").open("ab") as file_of_keys:
        file_of_keys.write(b"\x01" * 8)
    index = _open(tmp_path)
    assert len(index) == 5
    index.put({"b:0": rows[:1]})
    index.commit(4)
    assert set(dict(_found(_open(tmp_path), rows[0], 2))) == {"a:0", "b:0"}


def test_an_index_of_another_format_is_refused(tmp_path: Path) -> None:
    _filled(tmp_path, _unit(5))
    note = json.loads((tmp_path / "stamp.json").read_text("utf-8"))
    (tmp_path / "stamp.json").write_text(json.dumps(note | {"format": 5}), "utf-8")
    with pytest.raises(VectorIndexError, match="by another version"):
        _open(tmp_path)


def test_the_best_row_of_a_passage_counts(tmp_path: Path) -> None:
    rows = _unit(60)
    index = _open(tmp_path)
    index.put({"many": rows[:40], **{f"one:{i}": rows[i : i + 1] for i in range(40, 60)}})
    index.commit(1)
    stored, query = _stored(rows), rows[7]
    best = float((stored[:40] @ query).max())
    [(name, score)] = _found(index, query, 1)
    assert name == "many"
    assert score == pytest.approx(best, abs=1e-5)
    assert len(_found(index, query, 21)) == 21
    keys = np.array([hash_of("many"), hash_of("one:41")], np.uint64)
    expected = [best, float(stored[41] @ query)]
    assert index.products(query, keys) == pytest.approx(expected, abs=1e-5)
    known, means = index.vectors(["many", "none", "one:41"])
    assert known == ["many", "one:41"]
    assert np.allclose(means, [stored[:40].mean(axis=0), stored[41]], atol=1e-5)


def test_a_zero_vector_finds_nothing(tmp_path: Path) -> None:
    index = _filled(tmp_path, _unit(5))
    assert _found(index, np.zeros(_DIMENSIONS, np.float32), 3) == []
    assert _found(_open(tmp_path / "empty"), _unit(1)[0], 3) == []


@pytest.mark.parametrize(
    ("model", "dimensions"),
    [pytest.param("other", _DIMENSIONS, id="model"), pytest.param("m", 8, id="dimensions")],
)
def test_vectors_of_another_model_are_refused(tmp_path: Path, model: str, dimensions: int) -> None:
    _filled(tmp_path, _unit(5))
    with pytest.raises(VectorIndexError, match="made with the model"):
        VectorIndex.open(tmp_path, model=model, dimensions=dimensions)


def test_bad_uses(tmp_path: Path) -> None:
    with pytest.raises(VectorIndexError, match="ingest"):
        _open(tmp_path / "none", read_only=True)
    index = _filled(tmp_path, _unit(5))
    for rows in (np.zeros((1, 3)), np.zeros((0, _DIMENSIONS)), np.zeros(_DIMENSIONS)):
        with pytest.raises(VectorIndexError, match="are needed"):
            index.put({"x": rows.astype(np.float32)})
    with pytest.raises(VectorIndexError, match="reading only"):
        _open(tmp_path, read_only=True).commit(1)
    (tmp_path / "hashes.0.u64").write_bytes(b"\x01" * 8)
    with pytest.raises(VectorIndexError, match="damaged"):
        _open(tmp_path)


@pytest.mark.parametrize(
    ("flat", "unordered"),
    [
        pytest.param(10_000, 10_000, id="small"),
        pytest.param(40, 10_000, id="codes"),
        pytest.param(10_000, 10, id="order on disk"),
        pytest.param(40, 10, id="codes, order on disk"),
    ],
)
def test_any_order_of_changes_leaves_what_was_put_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, flat: int, unordered: int
) -> None:
    monkeypatch.setattr(module, "FLAT_LIMIT", flat)
    monkeypatch.setattr(module, "UNORDERED_LIMIT", unordered)
    monkeypatch.setattr(module, "_BUFFERED", 7)
    draw = np.random.default_rng(5)
    index, kept = _open(tmp_path), dict[str, NDArray[np.float32]]()
    for generation in range(1, 16):
        for _ in range(8):
            name = f"p:{draw.integers(60)}"
            if draw.random() < 0.3:
                index.remove([name])
                kept.pop(name, None)
            else:
                kept[name] = _unit(int(draw.integers(1, 4)), seed=int(draw.integers(10_000)))
                index.put({name: kept[name]})
            assert (name in index) is (name in kept)
        index.commit(generation)
        reader = _open(tmp_path, read_only=True)
        assert len(reader) == len(index) == len(kept)
        known, vectors = reader.vectors([f"p:{i}" for i in range(60)])
        assert set(known) == set(kept)
        for name, vector in zip(known, vectors, strict=True):
            assert np.allclose(vector, _stored(kept[name]).mean(axis=0), atol=1e-5)
            for row in kept[name]:
                assert _found(reader, row, 1)[0][0] == name


def test_a_reader_survives_the_next_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FLAT_LIMIT", 100)
    rows = _unit(300)
    index = _filled(tmp_path, rows)
    reader = _open(tmp_path, read_only=True)
    index.remove([f"a:{i}" for i in range(200)])
    index.commit(4)
    assert _found(reader, rows[150], 1)[0][0] == "a:150"
    assert _found(_open(tmp_path, read_only=True), rows[150], 1)[0][0] != "a:150"
