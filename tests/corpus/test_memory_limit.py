from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux counts mapped memory")
@pytest.mark.parametrize(
    ("megabytes", "printed"),
    [
        pytest.param(512, b"refused", id="more than is allowed"),
        pytest.param(2048, b"given", id="within what is allowed"),
    ],
)
def test_the_memory_limit_holds(megabytes: int, printed: bytes) -> None:
    code = (
        f"from corpus.memory_limit import limit_memory\nlimit_memory({megabytes})\n"
        "try:\n    bytearray(1 << 30)\n    print('given')\n"
        "except MemoryError:\n    print('refused')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.strip() == printed


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux counts mapped memory")
def test_what_is_only_reserved_does_not_count() -> None:
    # As the allocator does for each thread.
    code = (
        "import mmap\nfrom corpus.memory_limit import limit_memory\nlimit_memory(256)\n"
        "mmap.mmap(-1, 1 << 30, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, prot=mmap.PROT_READ)"
    )
    subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
