"""A bound on the memory of a process that reads what strangers wrote."""

from __future__ import annotations

import contextlib


def limit_memory(megabytes: int) -> None:
    """Let this process allocate so much at most, and leave no core dump; without effect on Windows.

    What counts is memory that can be written (`RLIMIT_DATA`, getrlimit(2); only Linux counts
    mapped memory). Address space is no measure: every thread's allocator reserves 64 to 128 MB of
    it that nothing ever uses.
    """
    try:
        import resource  # noqa: PLC0415  not on Windows
    except ImportError:
        return
    bound = megabytes * 1024 * 1024
    for kind, value in ((resource.RLIMIT_DATA, bound), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(ValueError, OSError):
            _, hard = resource.getrlimit(kind)
            within = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.setrlimit(kind, (within, hard))
