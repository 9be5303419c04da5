"""Tells passages that say nothing of a document's matter: its signature and its recipients."""

from __future__ import annotations

from typing import Final

from index.model import Passage
from index.stretches import embedded
from nlp.header.closing import find_signature

_BESIDE: Final = 40
"""Characters that may stand around a signature: a rule, an end mark, "(Đã ký)"."""


def is_closing(passage: Passage) -> bool:
    """Tells whether a passage holds recipients and a signature alone, or one of them.

    After Nghị định 30/2020/NĐ-CP, Phụ lục I, ô 7 and 9b.
    """
    said = "\n".join(embedded(passage).stretches)
    if not said.strip():
        return True
    signature = find_signature(f"\n{said}", 0)
    if signature is None:
        return False
    return signature.start <= _BESIDE and len(said) - signature.end <= _BESIDE
