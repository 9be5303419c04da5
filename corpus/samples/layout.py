"""Wording of the head and foot of a document that all builders share.

Source: NĐ 30/2020/NĐ-CP, Phụ lục I (state offices); Hướng dẫn 36-HD/VPTW of 2018 (party offices).
"""

from __future__ import annotations

from corpus.samples.source import Source

NOTICE = "Văn bản mẫu, soạn để minh họa; không có giá trị pháp lý."


def right_head(source: Source) -> tuple[str, ...]:
    """Return the lines at the top right: Quốc hiệu and tiêu ngữ, or the party's name."""
    if source.party:
        return ("ĐẢNG CỘNG SẢN VIỆT NAM",)
    return ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


def left_foot(source: Source) -> tuple[str, ...]:
    """Return the line "Nơi nhận:" and the recipients, or nothing."""
    return ("Nơi nhận:", *source.recipients) if source.recipients else ()


def number_lines(source: Source) -> tuple[str, ...]:
    """Return the number and, for a công văn, its subject below it."""
    if source.is_letter:
        return (source.number_line, f"V/v {source.title}")
    return (source.number_line,)


def title_lines(source: Source) -> tuple[str, ...]:
    """Return type and title; a công văn has none."""
    return () if source.is_letter else (source.type.upper(), source.title)
