"""Text that is made while it is read, so that a bulk load never holds the whole of it."""

from __future__ import annotations

import io
from collections.abc import Iterator


class NQuadsStream(io.RawIOBase):
    """A readable binary file over pieces of text.

    An error of the iterator that makes the pieces comes out of `read` as it is.
    """

    def __init__(self, pieces: Iterator[str]) -> None:
        super().__init__()
        self._pieces = pieces
        self._rest = b""

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill the buffer as far as the next pieces go; 0 at the end."""
        view = memoryview(buffer)  # type: ignore[arg-type]  # a writable buffer, by the protocol
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = piece.encode()
        count = min(len(view), len(self._rest))
        view[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count
