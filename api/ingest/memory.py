"""Peak memory of the running process."""

from __future__ import annotations

import sys


def peak_memory_mb() -> float:
    """Return the largest resident size so far, in MB; 0 on Windows."""
    try:
        import resource  # noqa: PLC0415  not on Windows
    except ImportError:
        return 0.0
    # Linux counts KiB, macOS bytes (getrusage(2) of each).
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
