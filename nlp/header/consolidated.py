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
# Not "CÔNG BÁO/Số 342", the gazette's own.
_LABEL = re.compile(r"\n[ \t|*]{0,20}Số\s*:")
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
    label = _LABEL.search(text, above, match.start())
    until = label.start() + 1 if label else match.start()
    ends = [m.end() for m in _BODY_END.finditer(text, above, until)]
    return (ends[-1] if ends else above), min(end, match.end() + _BELOW)
