"""The words between cues and citations: what joins them, what opens a title, what cuts apart.

All patterns run on folded, lower-case text, `ANNEX` on the cased copy.
"""

from __future__ import annotations

import re

# What joins a citation to the one before it.
COORDINATED = re.compile(
    r"(?:[,;(]|\bva|\bhoac|\bcung|\bvoi|\bcua|\bcac|\bva cac|/|:|[-+])\s*(?:va\s+)?"
    r"(?:cac\s+|cua\s+)?(?:quy\s+dinh\s+)?(?:tai\s+)?$"
)
# "tại" alone decides nothing: what stands before it does.
WEAK = re.compile(r"\btai\s+(?:cac\s+|muc\s+\S+\s+)?$")
# Words right behind a citation with which its title begins.
TITLE_OPENS = re.compile(
    r"\s*,?\s*(?:\([^()]{0,60}\)\s*)?(?:ve\b|v/v|quy\s+dinh(?!\s+(?:tai|cua)\b)|sua\s+doi|bo\s+sung|ban\s+hanh|phe\s+duyet"
    r"|huong\s+dan|cong\s+bo|trien\s+khai|thuc\s+hien|thay\s+the|bai\s+bo|dieu\s+chinh|chi\s+dao|giao\b"
    r"|tang\s+cuong|day\s+manh|to\s+chuc|thi\s+hanh|de\s+nghi|dinh\s+chinh|dinh\s+chi|hop\s+nhat"
    r"|phat\s+trien|nang\s+cao|don\s+doc|yeu\s+cau|\"|thong\s+qua|bao\s+cao)"
)
# A list item's mark, and nothing else.
ITEM = re.compile(
    r"[\s|]*(?:[-+*.]|\(?\d{1,3}(?:\.\d{1,2}){0,3}[.)/]|\(?[a-z]{1,2}\))?[\s|]*(?:cac\s+)?$"
)
# A list item that names parts of what another document promulgated: "b) Điều 19 và Phụ lục ban
# hành kèm Thông tư …".
PARTS_HELD = re.compile(
    r"[\s|]*(?:[-+*]|\(?\d{1,3}(?:\.\d{1,2}){0,3}[.)/]|\(?[a-z]{1,2}\))[\s|]*(?:cac\s+)?"
    r"(?:dieu|khoan|diem|muc|chuong|phu\s+luc|mau)\b[^;:.]{0,200}\bban\s+hanh\s+kem(?:\s+theo)?\s+$"
)
# Words over which a verb reaches a second cue: "thực hiện đầy đủ các nội dung quy định tại".
LIGHT = re.compile(
    r"[\s,]*(?:(?:day\s+du|thong\s+nhat|mot\s+so|dieu|khoan|nghiem\s+tuc|nghiem|hieu\s+qua|co|dong\s+bo"
    r"|kip\s+thoi|tot|dung|cac|nhung|noi\s+dung|nhiem\s+vu|chi\s+tieu|muc\s+tieu|giai\s+phap|da|duoc|va"
    r"|theo|quy\s+trinh|quyet\s+liet|chinh\s+sach|che\s+do)[\s,]+)*$"
)
# "(Kèm theo Quyết định số …)": in brackets, or on a line of its own.
ANNEX = re.compile(
    r"(?:\([\s_(]{0,4}(?i:(?:ban\s+hanh\s+)?(?:dinh\s+)?kem(?:\s+theo)?|dinh\s+kem)"
    r"|(?:^|\n)[ \t|]*(?:Ban\s+hanh\s+kem|Dinh\s+kem|Kem)\s+theo)\s+(?:(?i:cac)\s+)?$"
)

# Behind a citation, "… cơ chế một cửa và Nghị định B": B goes with the citation, not with the verb.
JOINED = re.compile(r"(?:,|\bva)\s*(?:cac\s+)?$")
LIST_HEAD = re.compile(
    r"\b(?:van\s+ban|cong\s+van|nghi\s+dinh|thong\s+tu|nghi\s+quyet|quyet\s+dinh|ke\s+hoach|chi\s+thi"
    r"|thong\s+bao|luat)\b"
)
_ATTACHED = re.compile(r"(?:ban\s+hanh\s+)?kem\s+theo\s+$")
_ATTACHED_TYPE = re.compile(
    r"\b(?:quy\s+dinh|quy\s+che|ke\s+hoach|de\s+an|chuong\s+trinh|danh\s+muc|bang\s+gia|dieu\s+le"
    r"|phuong\s+an|quy\s+trinh|huong\s+dan|tieu\s+chi|bo\s+don\s+gia|phu\s+luc|mau)\b"
)
_CLAUSE_BREAK = re.compile(r"[.!?]\s|\n\s*\n")


def cuts_apart(gap: str) -> bool:
    """Whether the words between a cue and a citation hold the end of a sentence."""
    return _CLAUSE_BREAK.search(gap) is not None


def before_title(gap: str) -> str:
    """The words between a cue and a citation, less the title of what the citation promulgated.

    "sửa đổi Quy định về … ban hành kèm theo Quyết định X" speaks of X, however long the title is.
    """
    attached = _ATTACHED.search(gap)
    head = _ATTACHED_TYPE.search(gap) if attached else None
    return gap[: head.start()] if head else gap


# "(bộ) đã có Công văn số …", "đã ban hành Kế hoạch số …": a new clause that only names a document.
NEW_ACT = re.compile(r"\b(?:da\s+(?:co|gui|nhan\s+duoc)|co|ban\s+hanh)\s+(?:cac\s+|mot\s+so\s+)?$")
# "kể từ ngày Nghị định … có hiệu lực": the citation only dates something.
ENTRY_DATE = re.compile(r"\b(?:tu\s+ngay|truoc\s+(?:ngay|khi)|sau\s+khi|tu\s+khi|khi|ngay)\s+$")
ENTERS = re.compile(r"[^;.\n]{0,60}?\b(?:co\s+hieu\s+luc|duoc\s+ban\s+hanh|het\s+hieu\s+luc)\b")
# "… được đính chính tại X", "sửa đổi bởi X": X is the agent, not what is changed.
PASSIVE_GAP = re.compile(
    r"\s*(?:(?:mot\s+so|noi\s+dung|dieu)\s+)*(?:tai|boi|theo|bang)\s+"
    r"(?:(?:cac|khoan|diem|dieu|muc|phu\s+luc|\d+|[a-z])[\s,]+)*$"
)
# A type word with its issuer before numbers that follow it: "và các Nghị quyết của Chính phủ số …".
TYPE_HEAD = re.compile(
    r"(?:[,;(]|\bva|\bcung)\s*(?:cac\s+)?(?:luat|nghi\s+dinh|nghi\s+quyet|quyet\s+dinh|thong\s+tu|chi\s+thi"
    r"|ke\s+hoach|cong\s+van|van\s+ban|thong\s+bao|cong\s+dien|bao\s+cao)\b[^,;.\d]{0,70}:?\s*$"
)
# "các văn bản hướng dẫn thi hành Luật …": guides that are not named, and not the host itself.
UNNAMED_GUIDE = re.compile(
    r"\bvan\s+ban\s+(?:quy\s+pham\s+phap\s+luat\s+)?$"
    r"|\b(?:cac|trong|trinh|xay\s+dung|du\s+thao|theo)\s+(?:nghi\s+dinh|thong\s+tu)\s+$"
)
# "(sau đây gọi là Nghị định số 10/2020/NĐ-CP)": a short name for the citation before it.
DEFINED = re.compile(
    r"\bsau\s+day\s+(?:duoc\s+)?(?:goi|viet)(?:\s+(?:tat|chung))?(?:\s+la)?\s*:?\s*\"?\s*$"
)
# "theo văn bản sửa đổi, bổ sung, thay thế Thông tư X": acts that nobody names, if there are any.
UNNAMED_ACT = re.compile(
    r"\b(?:van\s+ban|(?:tai|theo|cac|cua|trong)\s+(?:nghi\s+dinh|thong\s+tu|quyet\s+dinh|nghi\s+quyet))\s+"
    r"(?:khac\s+)?(?:(?:sua\s+doi|bo\s+sung|thay\s+the|bai\s+bo)(?:,\s+|\s+(?:va|hoac)\s+))*$"
)
# Forms that another document holds: "(Mẫu số 01 ban hành kèm theo …)".
FORM_OF = re.compile(r"(?:\([^()]*|,\s*)(?:duoc\s+)?(?:ban\s+hanh\s+)?kem\s+theo\s+$")
# What a verb that changes leaves of a document untouched: only a part of it is meant.
PART = re.compile(
    r"\b(?:cac\s+quy\s+dinh\s+(?:sau|tai)|noi\s+dung|cum\s+tu|mot\s+(?:so|phan)|phan\s|dieu\s+\d|khoan\s+\d"
    r"|diem\s+[a-z]\b|muc\s+[\divx]|phu\s+luc|so\s+thu\s+tu|tu\s+\"|quy\s+dinh\s+(?:ve\s.*)?(?:tai|trong))"
)
