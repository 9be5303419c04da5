"""Why a request is refused, in the language of the pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

PAGE_WORDS: Final[dict[int, str]] = {
    403: "Máy chủ này không nhận quyết định, hoặc yêu cầu đến từ trang của nơi khác.",
    404: "Không có gì ở địa chỉ này; trang /docs nêu những địa chỉ có thể dùng.",
    405: "Địa chỉ này không nhận thao tác đó.",
    413: "Nội dung gửi lên dài quá mức nhận được.",
    421: "Máy chủ không mang tên này; có thể cho phép tên đó bằng cấu hình hosts.",
    500: "Máy chủ gặp lỗi; nhật ký của máy chủ ghi nguyên nhân.",
}
"""What a page says of a status that no error of the library explains."""

_PARAMETERS: Final[dict[str, str]] = {
    "greater_than_equal": "phải từ {ge} trở lên.",
    "less_than_equal": "không được quá {le}.",
    "int_parsing": "phải là số nguyên.",
    "int_parsing_size": "là số quá lớn.",
    "bool_parsing": "phải là true hoặc false.",
    "string_too_long": "dài hơn {max_length} ký tự; hãy rút ngắn rồi gửi lại.",
    "literal_error": "phải là một trong {expected}.",
    "missing": "còn thiếu.",
}
"""By the names that pydantic gives to what a validator finds wrong."""


def refused(found: Mapping[str, Any]) -> str:
    """Return what is wrong with a parameter, from one of `RequestValidationError.errors()`."""
    return _PARAMETERS.get(found["type"], "không hợp lệ.").format(**found.get("ctx", {}))
