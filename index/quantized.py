"""Finds candidates among many rows by codes of four bits for eight dimensions (faiss fast scan).

Every few dimensions of a vector, eight at most, are replaced by the nearest of sixteen centres
(product quantization, Jégou et al. 2011), and the products of a query with the centres stand in
registers while all rows are scanned (André et al. 2017, Accelerated Nearest Neighbor Search with
Quick ADC). Codes so short tell rows apart badly, but half a bit a dimension is scanned in half the
time of one bit, and comparing thrice as many candidates in full makes up for it: next to nothing is
missed that a full scan would find (`bench/results/passages.json`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from index.nibbles import Floats
from index.vector_rows import Rows

OVERSAMPLING: Final = 12
"""Rows that are compared in full for each one wanted; the codes tell the order that well."""

FEWEST: Final = 1000
"""Rows that are compared in full at least: where few are wanted, more cost nothing."""

SHARE: Final = 1 / 800
"""Share of all rows that are compared in full at least: among more rows more come close."""

_OUTGROWN: Final = 2
"""Codes of rows that have grown by this factor since the centres were learned get new centres."""

_BITS: Final = 4
_PARTS: Final = 64
_WIDEST: Final = 8
"""So many parts a vector has, more where they would be wider than this."""

_TRAINING_ROWS: Final = 20_000
_CHUNK: Final = 32_768
_SEED: Final = 20


def encode(vectors: Rows, source: Path | None, indexed: int, trained: int, target: Path) -> int:
    """Writes the codes of all `vectors`.

    Args:
        vectors: all rows.
        source: the codes of the first `indexed` of them, null where there are none.
        indexed: see `source`.
        trained: how many rows there were when the centres of `source` were learned.
        target: the new file.

    Returns:
        How many rows there were when the centres of `target` were learned.
    """
    import faiss  # noqa: PLC0415 - not needed by the searches of a small library

    with _one_thread():
        if source is not None and len(vectors) <= _OUTGROWN * trained:
            codes = faiss.read_index(str(source))
        else:
            codes, trained, indexed = _learned(vectors), len(vectors), 0
        for at in range(indexed, len(vectors), _CHUNK):
            codes.add(vectors[at : at + _CHUNK])
    faiss.write_index(codes, str(target))
    return trained


@contextmanager
def _one_thread() -> Iterator[None]:
    """Keeps faiss from sharing out work so small that threads only wait for each other."""
    import faiss  # noqa: PLC0415 - see `encode`

    before = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(before)


def _learned(vectors: Rows) -> Any:
    """Returns an empty index with centres learned from a sample of `vectors`."""
    import faiss  # noqa: PLC0415 - see `encode`

    rows, dimensions = len(vectors), vectors.dimensions
    most = min(dimensions, max(_PARTS, dimensions // _WIDEST))
    parts = next(count for count in range(most, 0, -1) if dimensions % count == 0)
    codes = faiss.IndexPQFastScan(dimensions, parts, _BITS, faiss.METRIC_INNER_PRODUCT)
    codes.pq.cp.seed, codes.pq.cp.niter = _SEED, 10
    count = min(rows, _TRAINING_ROWS)
    sample = np.sort(np.random.default_rng(_SEED).choice(rows, count, replace=False))
    codes.train(vectors[sample])
    return codes


class QuantizedRows:
    """The codes of rows, in memory."""

    def __init__(self, file: Path) -> None:
        """Reads `file`.

        Raises:
            RuntimeError: the file is missing or damaged.
        """
        import faiss  # noqa: PLC0415 - see `encode`

        self._codes = faiss.read_index(str(file))

    def search(self, query: Floats, limit: int) -> NDArray[np.int64]:
        """Returns rows among which are the `limit` nearest to `query`, as far as codes tell."""
        total = int(self._codes.ntotal)
        count = max(FEWEST, limit * OVERSAMPLING, int(total * SHARE))
        _, rows = self._codes.search(query[None], min(count, total))
        found: NDArray[np.int64] = rows[0][rows[0] >= 0]
        return found
