"""How a question leads to a body and says what it does: "của", "do … ban hành", "issued by"."""

from __future__ import annotations

from typing import Final

OWNERS: Final = "cua|do|o|tai|thuoc|cho"
"""Vietnamese words before the body whose documents are meant."""

ENGLISH_OWNERS: Final = "issued by|by|of|from|in|at"
"""English words before it."""

TENSES: Final = "da|dang|se"
"""Words between a body and its verb."""

ISSUES: Final = "ban hanh|cong bo|phat hanh|thong qua|ra|gui|ky|trinh|lap|xay dung"
"""What a body does with a document of its own."""

CARRIES_OUT: Final = "trien khai|thuc hien|ban hanh|cu the hoa"
"""What a body does because of another's document."""
