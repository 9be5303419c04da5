"""Recognising the encoding of a file's bytes."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from corpus.encodings.legacy import LegacyEncoding, convert
from corpus.encodings.syllables import plausibility
from corpus.errors import DamagedFile

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Letters that only Vietnamese Unicode text holds: one of them settles that it is read right.
_VIETNAMESE_ONLY = frozenset("ăđơưĂĐƠƯ") | {chr(code) for code in range(0x1EA0, 0x1EFA)}
_SAMPLE = 65536
# A reading is believed where this share of the words with marks are syllables …
_BELIEVED = 0.8
# … and at least this many are, so that a few signs in a foreign text decide nothing.
_FEWEST = 3
_LEGACY: tuple[LegacyEncoding, ...] = ("tcvn3", "vni")
# More NUL bytes than this share, and the file is no text.
_STRAY_NULS = 0.01
_MOST_REPLACED = 0.05


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, the encoding that was recognised, and remarks on what could not be read."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """Decodes a text file; a byte order mark is dropped, everything else stays as it stands.

    Order: byte order mark, UTF-16 without one, the declared encoding (HTML), UTF-8, then the
    8-bit encodings by the plausibility of what they give.

    Args:
        data: the file's bytes.
        declared: an encoding that the file itself names; ignored where it cannot be right.

    Raises:
        DamagedFile: the bytes are not text (NUL bytes, mostly control characters).
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _forgiving(data[len(mark) :], name)
    if b"\0" in data:
        wide = _wide(data)
        if wide is not None:
            return wide
        if data.count(b"\0") > _STRAY_NULS * len(data):
            raise DamagedFile("holds NUL bytes where text should be; save it again as UTF-8 text")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _eight_bit(data, declared)
    legacy = recognise(text)
    if legacy is not None:
        return Decoded(convert(text, legacy), legacy)
    remarks = ("holds stray NUL characters",) if "\0" in text else ()
    return Decoded(text, "utf-8", remarks)


def recognise(text: str) -> LegacyEncoding | None:
    """Tells whether decoded text is really the codes of a font encoding ("NghÞ ®Þnh").

    Such text comes from Word documents in TCVN3 or VNI fonts, copied without their fonts.
    """
    if text.isascii():
        return None
    sample = _sample(text)
    if any(c in _VIETNAMESE_ONLY for c in sample):
        return None
    valid, total = plausibility(sample)
    if total and valid / total >= _BELIEVED:
        return None
    best: LegacyEncoding | None = None
    best_valid = valid
    for encoding in _LEGACY:
        got, of = plausibility(convert(sample, encoding))
        if got >= _FEWEST and got / of >= _BELIEVED and got > best_valid:
            best, best_valid = encoding, got
    return best


def _sample(text: str) -> str:
    """The beginning and the middle of a text: enough to tell its encoding."""
    if len(text) <= 2 * _SAMPLE:
        return text
    middle = len(text) // 2
    return text[:_SAMPLE] + "\n" + text[middle : middle + _SAMPLE]


def _wide(data: bytes) -> Decoded | None:
    """Decodes UTF-16 without a byte order mark; null where the bytes are something else."""
    if len(data) % 2:
        return None
    even, odd = data[0::2].count(0), data[1::2].count(0)
    name = "utf-16-le" if odd >= even else "utf-16-be"
    sample = data[: 2 * _SAMPLE].decode(name, errors="replace")
    likely = sum(c.isalnum() or c.isspace() or (c.isascii() and c.isprintable()) for c in sample)
    latin = sum(c < "\u0250" or "\u1e00" <= c <= "\u1eff" for c in sample)
    if "\0" in sample or min(likely, latin) < 0.9 * len(sample):
        return None
    return _forgiving(data, name)


def _forgiving(data: bytes, name: str) -> Decoded:
    text = data.decode(name, errors="replace")
    legacy = recognise(text)
    if legacy is not None:
        return Decoded(convert(text, legacy), legacy)
    lost = text.count("\ufffd")
    remark = f"{lost} characters were not valid {name.upper()} and were replaced"
    return Decoded(text, name, (remark,) if lost else ())


def _eight_bit(data: bytes, declared: str | None) -> Decoded:
    named = _declared_reading(data, declared)
    if named is not None:
        return named
    western = data.decode("cp1252", errors="replace")
    readings = [
        Decoded(data.decode("cp1258", errors="replace"), "windows-1258"),
        Decoded(convert(western, "tcvn3"), "tcvn3"),
        Decoded(convert(western, "vni"), "vni"),
    ]
    best, best_share, best_valid = readings[0], 0.0, 0
    for reading in readings:
        valid, total = plausibility(_sample(reading.text))
        share = valid / total if total else 0.0
        if (share, valid) > (best_share, best_valid):
            best, best_share, best_valid = reading, share, valid
    if best_share >= _BELIEVED and best_valid >= 1:
        return best
    return _last_resort(data, western)


def _declared_reading(data: bytes, declared: str | None) -> Decoded | None:
    if declared is None:
        return None
    try:
        codec = codecs.lookup(declared).name
        text = data.decode(codec)
    except (LookupError, UnicodeDecodeError, ValueError):
        return None
    if codec in {"cp1252", "iso8859-1"}:
        # Pages in font encodings call themselves Western.
        legacy = recognise(text)
        if legacy is not None:
            return Decoded(convert(text, legacy), legacy)
    valid, total = plausibility(_sample(text))
    if total and valid / total < 0.5:
        return None
    return Decoded(text, _PUBLIC_NAMES.get(codec, codec))


_PUBLIC_NAMES = {"cp1258": "windows-1258", "cp1252": "windows-1252", "utf-16": "utf-16-le"}


def _last_resort(data: bytes, western: str) -> Decoded:
    """UTF-8 with a few broken bytes, else Windows-1252, else no text at all."""
    text = data.decode("utf-8", errors="replace")
    lost = text.count("\ufffd")
    if lost <= max(1, _MOST_REPLACED * len(text)) and any(c in _VIETNAMESE_ONLY for c in text):
        return Decoded(
            text, "utf-8", (f"{lost} characters were not valid UTF-8 and were replaced",)
        )
    control = sum((c < " " and c not in "\t\n\r\f") or c == "\ufffd" for c in western)
    if control > _MOST_REPLACED * len(western):
        raise DamagedFile("is not text in any known encoding; save it again as UTF-8 text")
    return Decoded(western, "windows-1252", ("encoding not recognised, read as Windows-1252",))
