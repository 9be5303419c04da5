"""A library made of a few texts, read, resolved and stored by the real code."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pyoxigraph as ox

from graph import nquads
from graph.authority import authority
from graph.force import ForceIndex, HeldText
from graph.holdings import ChainedHoldings, KnownDocument, MemoryHoldings, known_document
from graph.identity import key_of_header
from graph.model import DocumentNode
from graph.quad_reader import QuadReader
from graph.resolution import resolve
from graph.statements import document_graph
from graph.urn import urn_of_key
from nlp.directive import Directive
from nlp.parse import parse_text

HEAD = """{issuer}
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: {number}
{place}, ngày {day} tháng {month} năm {year}

{kind}
{title}

"""


def text_of(
    number: str,
    date: str,
    body: str,
    *,
    kind: str = "",
    issuer: str = "",
    title: str = "Về một việc",
) -> str:
    """A directive with this header; type and issuer follow from the number's symbol.

    Local ones are of the province of Nghệ An.
    """
    year, month, day = date.split("-")
    symbol = number.rsplit("/", 1)[-1]
    kinds = {"QĐ": "QUYẾT ĐỊNH", "NĐ": "NGHỊ ĐỊNH", "KH": "KẾ HOẠCH", "TT": "THÔNG TƯ"}
    issuers = {
        "CP": "CHÍNH PHỦ", "TTg": "THỦ TƯỚNG CHÍNH PHỦ", "BNV": "BỘ NỘI VỤ",
        "UBND": "ỦY BAN NHÂN DÂN\nTỈNH NGHỆ AN",
    }  # fmt: skip
    first, _, last = symbol.partition("-")
    return HEAD.format(
        issuer=issuer or issuers[last], number=number, kind=kind or kinds[first], title=title,
        place="Nghệ An" if last == "UBND" else "Hà Nội", day=day, month=month, year=year,
    ) + body + "\n"  # fmt: skip


class TextLibrary:
    """`graph.audit.AuditLibrary` over texts by file name; `records` adds the authority's."""

    def __init__(self, texts: dict[str, str], *, records: bool = False) -> None:
        self._records = records
        parsed = {name: parse_text(text) for name, text in texts.items()}
        self._names: dict[str, list[str]] = {}
        nodes = {}
        for name, directive in sorted(parsed.items()):
            node = nodes[name] = _node(name, texts[name], directive)
            self._names.setdefault(node.urn, []).append(name)
        self._nodes = nodes
        held = MemoryHoldings(map(_known, nodes.values()))
        self.holdings = ChainedHoldings(held, authority()) if records else held
        self._held: dict[str, HeldText] = {}
        store = ox.Store()
        for urn, names in self._names.items():
            name = names[0]
            resolutions = resolve(urn, parsed[name], self.holdings)
            self._held[urn] = HeldText(nodes[name], texts[name], parsed[name], resolutions)
            graph = document_graph(nodes[name], texts[name], parsed[name], resolutions)
            store.load(nquads.nquads_of_graph(graph).encode(), format=ox.RdfFormat.N_QUADS)
        self.graph = QuadReader(store)
        self.force = ForceIndex(self.graph, self)

    def urn(self, name: str) -> str:
        """URN of the document in a file."""
        return self._nodes[name].urn

    def urns(self) -> Iterator[str]:
        yield from sorted(self._held)

    def read(self, urn: str) -> HeldText | None:
        return self._held.get(urn)

    def copies(self, urn: str) -> tuple[DocumentNode, ...]:
        return tuple(self._nodes[name] for name in self._names[urn])

    def record(self, urn: str) -> KnownDocument | None:
        return authority().by_urn(urn) if self._records else None

    def editions(self, record: KnownDocument) -> tuple[KnownDocument, ...]:
        return tuple(authority().by_name(record.title or "")) if self._records else ()


def _node(name: str, text: str, directive: Directive) -> DocumentNode:
    header = directive.header
    key = key_of_header(header)
    return DocumentNode(
        urn_of_key(key), header.type, header.number, header.date, key.year, header.issuer,
        header.title, held=True, file=name, sha256=hashlib.sha256(text.encode()).hexdigest(),
    )  # fmt: skip


def _known(node: DocumentNode) -> KnownDocument:
    return known_document(
        node.type or "", node.number, date=node.date, issuer=node.issuer, title=node.title,
        urn=node.urn,
    )  # fmt: skip
