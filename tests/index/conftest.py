"""A small library, read, resolved and indexed by the real parts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.holdings import MemoryHoldings, known_document
from graph.identity import key_of_header
from graph.model import DocumentNode
from graph.resolution import resolve
from graph.statements import document_graph
from graph.store import GraphStore
from graph.urn import urn_of_key
from index.answer import Answerer
from index.entries import DocumentEntry
from index.lexical import LexicalIndex
from index.passages import make_passages
from nlp.parse import parse_text

_HEAD = """{body}
-------

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------

Số: {number}

{place}, ngày {day} tháng {month} năm {year}

{kind}
{title}

{text}
"""

DOCUMENTS = {
    "decision": _HEAD.format(
        body="THỦ TƯỚNG CHÍNH PHỦ", number="1777/QĐ-TTg", place="Hà Nội", day="05", month="6",
        year="2021", kind="QUYẾT ĐỊNH", title="Phê duyệt Chương trình thư viện số quốc gia",
        text="Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;\n\nĐiều 1. Phê duyệt Chương "
        "trình thư viện số quốc gia.\n\nĐiều 2. Các bộ, ngành và địa phương tổ chức thực hiện.",
    ),
    "province": _HEAD.format(
        body="ỦY BAN NHÂN DÂN\nTỈNH NGHỆ AN", number="55/KH-UBND", place="Nghệ An", day="12",
        month="8", year="2021", kind="KẾ HOẠCH",
        title="Triển khai Chương trình thư viện số trên địa bàn tỉnh",
        text="Thực hiện Quyết định số 1777/QĐ-TTg ngày 05/6/2021 của Thủ tướng Chính phủ phê duyệt "
        "Chương trình thư viện số quốc gia, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:\n\n"
        "I. MỤC TIÊU\n\n1. Số hóa tài liệu quý hiếm của thư viện tỉnh.",
    ),
    "commune": _HEAD.format(
        body="ỦY BAN NHÂN DÂN\nXÃ HƯNG TÂY", number="9/KH-UBND", place="Hưng Tây", day="20",
        month="9", year="2021", kind="KẾ HOẠCH", title="Xây dựng tủ sách số của xã",
        text="Thực hiện Kế hoạch số 55/KH-UBND ngày 12/8/2021 của UBND tỉnh Nghệ An, UBND xã xây "
        "dựng Kế hoạch như sau:\n\nI. NỘI DUNG\n\n1. Lập tủ sách số tại nhà văn hóa xóm.",
    ),
    "follower": _HEAD.format(
        body="ỦY BAN NHÂN DÂN\nTỈNH QUẢNG TRỊ", number="88/KH-UBND", place="Quảng Trị", day="03",
        month="4", year="2022", kind="KẾ HOẠCH", title="Phát triển văn hóa đọc",
        text="I. NỘI DUNG\n\n1. Đánh giá bạn đọc theo quy định tại Quyết định số 1777/QĐ-TTg ngày "
        "05/6/2021 của Thủ tướng Chính phủ.",
    ),
    "successor": _HEAD.format(
        body="THỦ TƯỚNG CHÍNH PHỦ", number="2001/QĐ-TTg", place="Hà Nội", day="10", month="3",
        year="2025", kind="QUYẾT ĐỊNH", title="Về thư viện số giai đoạn mới",
        text="Điều 1. Quyết định này thay thế Quyết định số 1777/QĐ-TTg ngày 05/6/2021 của Thủ "
        "tướng Chính phủ.",
    ),
    "namesake": _HEAD.format(
        body="ỦY BAN NHÂN DÂN\nTỈNH QUẢNG TRỊ", number="1777/QĐ-UBND", place="Quảng Trị", day="02",
        month="7", year="2023", kind="QUYẾT ĐỊNH", title="Về giá dịch vụ thoát nước",
        text="Điều 1. Ban hành giá dịch vụ thoát nước trên địa bàn tỉnh.",
    ),
}  # fmt: skip


@pytest.fixture(scope="package")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    folder: Path = tmp_path_factory.mktemp("library")
    holdings = MemoryHoldings()
    read = []
    for name, text in DOCUMENTS.items():
        directive = parse_text(text)
        header = directive.header
        key = key_of_header(header)
        assert key is not None, name
        node = DocumentNode(
            urn_of_key(key), header.type, header.number, header.date, key.year, header.issuer,
            header.title, True, f"{name}.txt", hashlib.sha256(text.encode()).hexdigest(),
        )  # fmt: skip
        holdings.add(
            known_document(
                header.type or "", header.number, date=header.date, issuer=header.issuer,
                title=header.title, urn=node.urn,
            )
        )  # fmt: skip
        read.append((node, text, directive))
    lexical = LexicalIndex.open(folder / "lexical")
    store = GraphStore.open(folder / "graph")
    graphs = []
    for node, text, directive in read:
        resolutions = resolve(node.urn, directive, holdings)
        graphs.append(document_graph(node, text, directive, resolutions))
        sha256 = node.sha256 or ""
        entry = DocumentEntry(
            sha256, node.urn, f"{node.type} {node.number}: {node.title}",
            (node.type,) if node.type else (), node.number, node.year,
            (node.issuer,) if node.issuer else (),
        )  # fmt: skip
        lexical.put(entry, make_passages(sha256, text, directive))
    store.put(graphs, 1)
    lexical.commit(1)
    yield Answerer(store, lexical, None, holdings)
    lexical.close()
    store.close()
