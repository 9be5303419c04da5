"""The inverted file of a large vector index: finds candidates among many rows (faiss IVF-SQ8).

Rows are sorted into lists around centres, and 8 bits a dimension say where in its list each lies; a
search looks into the nearest lists alone (Jégou et al. 2011; Johnson et al. 2019). Lists take
further rows as they come, leave forgotten ones out, and are read from a mapped file; an HNSW graph,
the usual alternative, can neither forget a row nor be searched without jumping all over the file.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from index.vector_files import Floats, Halves

PROBED_LISTS: Final = 150
"""Lists that a search looks into, more in proportion where there are more than `_LISTS_AT`."""

_LISTS_AT: Final = 1000

_OUTGROWN: Final = 2
"""An inverted file that has grown by this factor since it was trained is trained anew."""

_TRAINING_ROWS_A_LIST: Final = 40
_CHUNK: Final = 32_768
_SEED: Final = 20


def sort_in(vectors: Halves, source: Path | None, indexed: int, trained: int, target: Path) -> int:
    """Writes an inverted file over all `vectors`.

    Args:
        vectors: all rows.
        source: the inverted file over the first `indexed` of them, null where there is none.
        indexed: see `source`.
        trained: how many rows there were when `source` was trained.
        target: the new file.

    Returns:
        How many rows there were when `target` was trained.
    """
    if source is not None and len(vectors) <= _OUTGROWN * trained:
        extend(source, vectors[indexed:], target)
        return trained
    build(vectors, target)
    return len(vectors)


def build(vectors: Halves, target: Path) -> None:
    """Trains an inverted file on a sample of `vectors` and writes it with all of them."""
    import faiss  # noqa: PLC0415 - not needed by the searches of a small library

    rows, dimensions = vectors.shape
    lists = max(16, int(2 * rows**0.5))
    quantizer = faiss.IndexFlatIP(dimensions)
    ivf = faiss.IndexIVFScalarQuantizer(
        quantizer, dimensions, lists, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT
    )
    ivf.cp.seed, ivf.cp.niter, ivf.cp.spherical = _SEED, 8, True
    count = min(rows, lists * _TRAINING_ROWS_A_LIST)
    sample = np.sort(np.random.default_rng(_SEED).choice(rows, count, replace=False))
    ivf.train(vectors[sample].astype(np.float32))
    _add(ivf, vectors)
    faiss.write_index(ivf, str(target))


def extend(source: Path, vectors: Halves, target: Path) -> None:
    """Writes the inverted file `source` with further rows, sorted into the lists that it has."""
    import faiss  # noqa: PLC0415 - see `build`

    ivf = faiss.read_index(str(source))
    _add(ivf, vectors)
    faiss.write_index(ivf, str(target))


def _add(ivf: Any, vectors: Halves) -> None:
    for at in range(0, len(vectors), _CHUNK):
        ivf.add(vectors[at : at + _CHUNK].astype(np.float32))


class InvertedFile:
    """An inverted file on disk, mapped into memory."""

    def __init__(self, file: Path, alive: NDArray[np.bool_]) -> None:
        """Opens `file`; rows that are not `alive` are never found.

        Raises:
            RuntimeError: the file is missing or damaged.
        """
        import faiss  # noqa: PLC0415 - see `build`

        flags = faiss.IO_FLAG_MMAP | faiss.IO_FLAG_READ_ONLY
        read: Any = faiss.read_index
        self._ivf = read(str(file), flags)
        probed = max(PROBED_LISTS, round(PROBED_LISTS * self._ivf.nlist / _LISTS_AT))
        selector: Any = None
        if not alive.all():
            bitmap: Any = faiss.IDSelectorBitmap
            selector = bitmap(np.packbits(alive, bitorder="little"))
        parameters: Any = faiss.SearchParametersIVF
        self._probing = parameters(sel=selector, nprobe=min(self._ivf.nlist, probed))

    def search(self, query: Floats, limit: int) -> NDArray[np.int64]:
        """Returns the rows that lie nearest to `query`, as far as 8 bits tell."""
        _, rows = self._ivf.search(query[None], limit, params=self._probing)
        found: NDArray[np.int64] = rows[0][rows[0] >= 0]
        return found
