"""How much a reader takes in before it refuses: input may be hostile."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.errors import TooLarge

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one file; over any of them `TooLarge` is raised.

    Attributes:
        max_bytes: size of the file.
        max_characters: length of the text that comes out.
        max_unpacked_bytes: size of the parts of a Word file that are read, once unpacked.
        max_ratio: unpacked size over packed size of one such part, where it is over 1 MiB.
        max_pages: pages of a PDF.
    """

    max_bytes: int = 100 * MEBIBYTE
    max_characters: int = 50_000_000
    max_unpacked_bytes: int = 300 * MEBIBYTE
    max_ratio: int = 200
    max_pages: int = 5_000

    def check_bytes(self, size: int) -> None:
        """Raises `TooLarge` for a file of `size` bytes over the limit."""
        if size > self.max_bytes:
            raise TooLarge(
                f"is {size / MEBIBYTE:,.0f} MiB, over the limit of"
                f" {self.max_bytes / MEBIBYTE:,.0f} MiB; split it"
            )

    def check_characters(self, length: int) -> None:
        """Raises `TooLarge` for a text of `length` characters over the limit."""
        if length > self.max_characters:
            raise TooLarge(
                f"holds {length:,} characters, over the limit of {self.max_characters:,}; split it"
            )
