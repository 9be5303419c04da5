"""What an answer says beside its documents, in the language of the question."""

from __future__ import annotations

from index import language
from index.model import Query

_TEXTS = {
    "taken": (
        "“{typed}” có thể là {count} văn bản; đây là kết quả của {taken}; có văn bản khác để chọn.",
        "“{typed}” fits {count} documents; this answer is about {taken}, others can be chosen.",
    ),
    "other_type": (
        "Không tìm thấy {typed}; đây là kết quả của {taken}, một văn bản khác loại có số đó.",
        "No {typed} was found; this answer is about {taken}, which bears that number but is of "
        "another type.",
    ),
    "other_issuer": (
        "Không tìm thấy {typed} của {issuer}; đây là kết quả của {taken}.",
        "No {typed} of {issuer} was found; this answer is about {taken}.",
    ),
    "unknown": (
        "Không tìm thấy văn bản {typed} trong thư viện và danh mục; dưới đây là các đoạn gần nhất.",
        "No document {typed} is known here; the closest passages are shown.",
    ),
    "none": (
        "Không có văn bản nào trong thư viện {verb} {target}.",
        "No document in this library {verb} {target}.",
    ),
    "none_out": (
        "Không thấy {target} {verb} văn bản nào trong những gì thư viện đã đọc.",
        "Nothing that this library has read says that {target} {verb} another document.",
    ),
    "none_filtered": (
        "Không có văn bản nào đúng bộ lọc ({filters}) {verb} {target}; dưới đây là các văn bản "
        "khác gần nhất.",
        "No document in this library {verb} {target} within the filters ({filters}); the nearest "
        "others are shown.",
    ),
    "none_out_filtered": (
        "Không thấy {target} {verb} văn bản nào đúng bộ lọc ({filters}); dưới đây là các văn bản "
        "khác gần nhất.",
        "Nothing that this library has read says that {target} {verb} another document within the "
        "filters ({filters}); the nearest others are shown.",
    ),
    "filtered": (
        "Không tìm thấy gì trong các văn bản đúng bộ lọc ({filters}); dưới đây là các văn bản "
        "khác gần nhất.",
        "Nothing was found within the filters ({filters}); the nearest others are shown.",
    ),
    "filtered_out": (
        "Không tìm thấy gì trong các văn bản đúng bộ lọc đã chọn ({filters}); hãy bỏ bớt bộ lọc.",
        "Nothing was found within the chosen filters ({filters}); choose fewer.",
    ),
    "weak": (
        "Các văn bản đúng bộ lọc hiểu từ câu hỏi ({filters}) ít nói đến “{topic}”; các văn bản "
        "khác sát chủ đề hơn được nêu tiếp theo.",
        "The documents within the filters that were read out of the question ({filters}) hardly "
        "speak of “{topic}”; others that speak of it more follow.",
    ),
    "titled": (
        "Ngoài bộ lọc hiểu từ câu hỏi ({filters}) có văn bản mà tên nói đúng về “{topic}”; văn bản "
        "đó được nêu tiếp theo.",
        "Outside the filters that were read out of the question ({filters}) there are documents "
        "whose very titles speak of “{topic}”; they follow.",
    ),
    "unmatched": (
        "Không tìm thấy từ nào của “{topic}” trong các văn bản đúng bộ lọc ({filters}); dưới đây "
        "là chính các văn bản đó.",
        "No word of “{topic}” was found in the documents within the filters ({filters}); documents "
        "within them are shown.",
    ),
    "thin": (
        "Không đoạn nào trong thư viện nói rõ về “{topic}”; dưới đây là những đoạn gần nhất.",
        "No passage of this library speaks plainly of “{topic}”; the closest ones are shown.",
    ),
    "inapplicable": (
        "Bộ lọc quan hệ ({filters}) không áp dụng ở đây: nó chỉ dùng cho câu hỏi về quan hệ với "
        "một văn bản.",
        "The filter on the relation ({filters}) does not apply here: it is for questions about "
        "relations to a document.",
    ),
    "more": (
        "Có {count} văn bản; chỉ hiện {shown} văn bản đầu.",
        "{count} documents do; the first {shown} are shown.",
    ),
    "related": (
        "Không có văn bản nào ghi rõ là {verb} {target}; các văn bản sau có quan hệ khác với nó.",
        "No document says outright that it {verb} {target}; these are related to it otherwise.",
    ),
    "related_out": (
        "Không thấy chỗ nào ghi rõ {target} {verb} văn bản khác; sau đây là các quan hệ khác.",
        "Nothing says outright that {target} {verb} another; these are related to it otherwise.",
    ),
    "related_filtered": (
        "Không có văn bản nào đúng bộ lọc ({filters}) ghi rõ là {verb} {target}, ngoài bộ lọc có "
        "{count}; các văn bản sau có quan hệ khác với nó.",
        "No document within the filters ({filters}) says outright that it {verb} {target}, {count} "
        "outside them do; these are related to it otherwise.",
    ),
    "related_out_filtered": (
        "Không thấy chỗ nào ghi rõ {target} {verb} một văn bản đúng bộ lọc ({filters}), ngoài bộ "
        "lọc có {count}; sau đây là các quan hệ khác.",
        "Nothing says outright that {target} {verb} a document within the filters ({filters}), "
        "there are {count} outside them; these are related to it otherwise.",
    ),
    "year_of_results": (
        "Không biết {typed} nào của năm {year}: {year} được hiểu là năm của kết quả.",
        "No {typed} of {year} is known: {year} is taken for the year of the results.",
    ),
    "other_year": (
        "Không biết {typed} nào của năm {year}; có của năm khác để chọn: {names}.",
        "No {typed} of {year} is known; of other years there are to choose from: {names}.",
    ),
    "off_filters": (
        "{target} được hỏi đích danh nên vẫn hiện, dù không đúng bộ lọc đã chọn ({filters}).",
        "{target} was asked for by name and is shown although it does not pass the chosen filters "
        "({filters}).",
    ),
    "not_held_uncited": (
        "Thư viện không giữ toàn văn {target} và không thấy văn bản nào nhắc đến nó; dưới đây là "
        "các đoạn gần nhất.",
        "The library does not hold the text of {target}, and nothing here mentions it; the closest "
        "passages are shown.",
    ),
    "not_held": (
        "Thư viện không giữ toàn văn {target}; dưới đây là nơi nhắc đến văn bản này.",
        "The library does not hold the text of {target}; the places that mention it are shown.",
    ),
    "empty": (
        "Hãy gõ số hiệu, chủ đề hoặc câu hỏi.",
        "Type a number, a topic or a question.",
    ),
    "nothing": (
        "Không tìm thấy gì trong thư viện; hãy thử ít từ hơn hoặc từ khác.",
        "Nothing found in this library; try fewer or other words.",
    ),
}

_VERBS = {
    "based_on": ("căn cứ vào", "is based on"),
    "implements": ("triển khai thực hiện", "implements"),
    "applies": ("áp dụng", "applies"),
    "guides": ("hướng dẫn", "guides"),
    "amends": ("sửa đổi, bổ sung", "amends"),
    "replaces": ("thay thế", "replaces"),
    "repeals": ("bãi bỏ hoặc thay thế", "repeals or replaces"),
    "suspends": ("đình chỉ", "suspends"),
    "corrects": ("đính chính", "corrects"),
    "consolidates": ("hợp nhất", "consolidates"),
    "promulgates": ("ban hành", "promulgates"),
    "annex_of": ("là phụ lục của", "is annexed to"),
    "cites": ("dẫn chiếu", "cites"),
}


def is_english(query: Query) -> bool:
    """Tells whether to speak English: the question is asked in it."""
    return language.is_english(query.text)


def say(name: str, query: Query, **parts: object) -> str:
    """Returns a message; `parts` fill its blanks."""
    return _TEXTS[name][is_english(query)].format(**parts)


def verb(query: Query) -> str:
    """Returns the words for the relation that the query asks for."""
    return _VERBS[query.relation or "cites"][is_english(query)]


def joined(*messages: str) -> str:
    """Returns messages as one text, without the empty ones."""
    return " ".join(filter(None, messages))
