"""Surface variations of citations: from a canonical key, the forms that real texts give it.

A form is a layout (what is said, in which order) under none, one or two noises (how it is
written). `DOMAIN`-level sources: Nghị định 30/2020/NĐ-CP for the canonical layout; the noises are
those of scanned, exported and typed documents.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from nlp.fold import fold


@dataclass(frozen=True, slots=True)
class Key:
    """What a citation means: type, number with symbol, ISO date, issuer's words, abbreviation."""

    type: str
    number: str
    date: str
    issuer: str
    short: str | None = None

    @property
    def day(self) -> tuple[int, int, int]:
        """Day, month and year."""
        year, month, day = (int(part) for part in self.date.split("-"))
        return day, month, year

    @property
    def bare(self) -> str:
        """The number without its symbol ("30/2020", "749")."""
        found = re.match(r"[\da-z.]+(?:/\d{4}(?=/))?", self.number)
        return found[0] if found else self.number

    @property
    def symbol(self) -> str:
        """What follows the bare number, without the slash ("NĐ-CP")."""
        return self.number[len(self.bare) :].lstrip("/-")


KEYS = (
    Key("Nghị định", "30/2020/NĐ-CP", "2020-03-05", "Chính phủ", "NĐ"),
    Key("Nghị quyết", "76/NQ-CP", "2021-07-15", "Chính phủ", "NQ"),
    Key("Quyết định", "749/QĐ-TTg", "2020-06-03", "Thủ tướng Chính phủ", "QĐ"),
    Key("Quyết định", "34/2019/QĐ-TTg", "2019-12-18", "Thủ tướng Chính phủ", "QĐ"),
    Key("Chỉ thị", "16/CT-TTg", "2017-05-04", "Thủ tướng Chính phủ"),
    Key("Thông tư", "12/2019/TT-BNV", "2019-11-04", "Bộ trưởng Bộ Nội vụ", "TT"),
    Key("Thông tư", "10/2021/TT-BGDĐT", "2021-04-05", "Bộ Giáo dục và Đào tạo", "TT"),
    Key("Thông tư liên tịch", "35/2014/TTLT-BYT-BTC", "2014-11-13", "Bộ Y tế", "TTLT"),
    Key("Kế hoạch", "112/KH-UBND", "2022-05-09", "Ủy ban nhân dân tỉnh Nghệ An", "KH"),
    Key("Quyết định", "27/2021/QĐ-UBND", "2021-10-15", "Ủy ban nhân dân tỉnh Nghệ An", "QĐ"),
    Key("Nghị quyết", "12/2022/NQ-HĐND", "2022-07-12", "Hội đồng nhân dân tỉnh Nghệ An", "NQ"),
    Key("Công văn", "3054/VPCP-TCCV", "2023-05-08", "Văn phòng Chính phủ", "CV"),
    Key("Tờ trình", "45/TTr-SNV", "2023-02-16", "Sở Nội vụ"),
    Key("Nghị quyết", "18-NQ/TW", "2017-10-25", "Ban Chấp hành Trung ương"),
    Key("Quy định", "96-QĐ/TW", "2023-02-02", "Bộ Chính trị"),
    Key("Kết luận", "14-KL/TW", "2021-09-22", "Bộ Chính trị"),
    Key("Chương trình", "05-CTr/TU", "2021-08-20", "Tỉnh ủy"),
    Key("Nghị quyết", "30a/2008/NQ-CP", "2008-12-27", "Chính phủ"),
)

Layout = Callable[[Key], str | None]
Noise = Callable[[str, Key], str | None]


def _long_date(key: Key) -> str:
    day, month, year = key.day
    return f"ngày {day:02} tháng {month:02} năm {year}"


def _slash_date(key: Key) -> str:
    day, month, year = key.day
    return f"ngày {day:02}/{month}/{year}"


def _dot_date(key: Key) -> str:
    day, month, year = key.day
    return f"ngày {day:02}.{month:02}.{year}"


def _abbreviated(key: Key) -> str | None:
    return f"{key.short} {key.bare}" if key.short and len(key.bare) > 1 else None


def _symbol_first(key: Key) -> str | None:
    if "-" not in key.symbol or "/" in key.symbol or key.symbol.count("-") > 1:
        return None
    return f"{key.symbol} {key.bare}" if key.short and key.short != "CV" else None


def _other(key: Key) -> str:
    """Another number of the same series."""
    first = "8" if key.number[0] == "9" else "9"
    return first + key.number[1:]


LAYOUTS: dict[str, Layout] = {
    "full": lambda k: f"{k.type} số {k.number} {_long_date(k)} của {k.issuer}",
    "slash date": lambda k: f"{k.type} số {k.number} {_slash_date(k)} của {k.issuer}",
    "dot date": lambda k: f"{k.type} số {k.number} {_dot_date(k)}",
    "no date": lambda k: f"{k.type} số {k.number} của {k.issuer}",
    "no issuer": lambda k: f"{k.type} số {k.number} {_slash_date(k)}",
    "no word for number": lambda k: f"{k.type} {k.number} {_slash_date(k)}",
    "colon": lambda k: f"{k.type} số: {k.number} {_slash_date(k)}",
    "year only": lambda k: f"{k.type} số {k.number} năm {k.day[2]}",
    "missing ngày": lambda k: f"{k.type} số {k.number} {_long_date(k)[5:]}",
    "small type": lambda k: f"{k.type.lower()} số {k.number} {_slash_date(k)}",
    "capitals": lambda k: f"{k.type.upper()} SỐ {k.number} {_slash_date(k).upper()}",
    "no type": lambda k: f"các {k.type} của {k.issuer}: số {k.number} {_slash_date(k)}",
    "abbreviation": _abbreviated,
    "glued abbreviation": lambda k: f"{k.short}{k.bare}" if k.short and len(k.bare) > 1 else None,
    "abbreviation and symbol": lambda k: f"{k.short} {k.number}" if k.short else None,
    "no symbol": lambda k: f"{k.type} số {k.bare} {_slash_date(k)} của {k.issuer}",
    "symbol first": _symbol_first,
    "pinpoint": lambda k: f"khoản 1 Điều 11 {k.type} số {k.number}",
    "elided": lambda k: f"{k.type} số {_other(k)} và {k.number}",
    "in brackets": lambda k: f"({k.type} số {k.number} {_slash_date(k)})",
}


def _replace(old: str, new: str) -> Noise:
    def noise(text: str, key: Key) -> str | None:
        del key
        return text.replace(old, new) if old in text else None

    return noise


def _in_number(old: str, new: str) -> Noise:
    """Replace within the number alone."""

    def noise(text: str, key: Key) -> str | None:
        changed = key.number.replace(old, new)
        if changed == key.number or key.number not in text:
            return None
        return text.replace(key.number, changed)

    return noise


def _in_type(change: Callable[[str], str]) -> Noise:
    def noise(text: str, key: Key) -> str | None:
        changed = change(key.type)
        return text.replace(key.type, changed) if key.type in text and changed != key.type else None

    return noise


def _lost(text: str, key: Key) -> str:
    del key
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(ch for ch in plain if not unicodedata.combining(ch))


def _decomposed(text: str, key: Key) -> str:
    del key
    return unicodedata.normalize("NFD", text)


def _ocr(text: str, key: Key) -> str | None:
    digits = key.number[: len(key.bare)]
    changed = digits[0] + digits[1:].replace("0", "O").replace("1", "l")
    if key.number not in text or changed == digits or not digits[-1].isdigit():
        return None
    return text.replace(key.number, changed + key.number[len(digits) :])


NOISES: dict[str, Noise] = {
    "spaces round the slash": _in_number("/", " / "),
    "space before the slash": _in_number("/", " /"),
    "spaces round the hyphen": _in_number("-", " - "),
    "space behind the hyphen": _in_number("-", "- "),
    "en dash": _in_number("-", "–"),
    "non-breaking hyphen": _in_number("-", "\u2011"),
    "D for Đ": _in_number("Đ", "D"),
    "eth for Đ": _in_number("Đ", "Ð"),
    "African D for Đ": _in_number("Đ", "Ɖ"),
    "small eth": _in_number("QĐ", "Qð"),
    "line break behind the hyphen": _in_number("-", "-\n"),
    "OCR digits": _ocr,
    "no-break spaces": _replace(" ", "\u00a0"),
    "double spaces": _replace(" ", "  "),
    "line break behind số": _replace("số ", "số\n"),
    "Windows line break behind số": _replace("số ", "số\r\n"),
    "line break before ngày": _replace(" ngày", "\nngày"),
    "line break before năm": _replace(" năm", "\nnăm"),
    "line break in the type": _in_type(lambda name: name.replace(" ", "\n", 1)),
    "bold type": _in_type(lambda name: f"**{name}**"),
    "decomposed": _decomposed,
    "lost diacritics": _lost,
    "old tone placement": _replace("Ủy", "Uỷ"),
    "soft hyphen": _in_number("/", "/\u00ad"),
    "no space behind số": _replace("số ", "số"),
    "italic number": lambda text, key: (
        text.replace(key.number, f"*{key.number}*") if key.number in text else None
    ),
}


@dataclass(frozen=True, slots=True)
class Form:
    """One generated citation: what it means, which layout and noises made it, its text."""

    key: Key
    layout: str
    noises: tuple[str, ...]
    text: str


def generate(keys: tuple[Key, ...] = KEYS) -> Iterator[Form]:
    """All forms of the keys: each layout alone, under each noise, under each pair of noises."""
    for key, (name, layout) in itertools.product(keys, LAYOUTS.items()):
        plain = layout(key)
        if plain is None:
            continue
        yield Form(key, name, (), plain)
        single = {noise: make(plain, key) for noise, make in NOISES.items()}
        for noise, text in single.items():
            if text is not None and text != plain:
                yield Form(key, name, (noise,), text)
        for first, second in itertools.combinations(NOISES, 2):
            once = single[first]
            text = NOISES[second](once, key) if once is not None else None
            if text is not None and text not in (plain, once):
                yield Form(key, name, (first, second), text)


def canonical(number: str | None) -> str:
    """A number for comparison: folded, without spaces and leading zeros."""
    return fold(number or "").replace(" ", "").lstrip("0")


def same(form: Form, type_: str | None, number: str | None) -> bool:
    """Whether a reading means the form's key: the whole number, or what the form says of it."""
    if type_ is None or fold(type_) != fold(form.key.type):
        return False
    wanted = form.key.number
    if form.layout in ("abbreviation", "glued abbreviation", "no symbol"):
        wanted = form.key.bare
    return canonical(number) == canonical(wanted)
