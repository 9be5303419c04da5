"""The header of a consolidated text (văn bản hợp nhất), which stands at its end.

Pháp lệnh 01/2012/UBTVQH13 on consolidation, Điều 4 and its forms: the text keeps the consolidated
document's type and title at its head; number, place, date and signature of the consolidation stand
beside "XÁC THỰC VĂN BẢN HỢP NHẤT" below the last article. Some offices print number and date at
the head nevertheless.
"""

from __future__ import annotations

import re

_STAMP = re.compile(r"XÁC\s+(?:NHẬN\s+|THỰC\s+)VĂN\s+BẢN\s+HỢP\s+NHẤT")
CONSOLIDATION = "Văn bản hợp nhất"
_ABOVE, _BELOW = 260, 320
_BODY_END = re.compile(r"\./\.|[.;”]\s*\n")


def is_consolidation(symbol: str | None) -> bool:
    """Whether a number's symbol is that of a consolidated text ("VBHN-BYT")."""
    return symbol is not None and symbol.startswith("VBHN")


def find_consolidation(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the span of the block that authenticates a consolidated text, or null."""
    match = _STAMP.search(text, start, end)
    if match is None:
        return None
    above = max(start, match.start() - _ABOVE)
    label = text.find("Số", above, match.start())
    ends = [m.end() for m in _BODY_END.finditer(text, above, match.start() if label < 0 else label)]
    return (ends[-1] if ends else above), min(end, match.end() + _BELOW)
