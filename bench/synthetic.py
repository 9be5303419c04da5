"""A generated library with the degree distribution of a real one.

Documents are numbered by age; each cites older ones only. One in fifty is central, and these
receive most citations, by Zipf's law (the most cited decree has thousands, most have a few); the
rest go to plans of the level above, so that cascades of four levels arise.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from graph.model import DocumentGraph, DocumentNode, Edge, Evidence
from nlp.directive import RelationKind

_CENTRAL_SHARE: Final = 50
_TO_CENTRAL: Final = 0.7
_RELATIONS: Final[tuple[tuple[RelationKind, int, str], ...]] = (
    ("based_on", 45, "Căn cứ"),
    ("implements", 25, "thực hiện"),
    ("applies", 10, "theo quy định tại"),
    ("cites", 12, ""),
    ("guides", 3, "hướng dẫn"),
    ("amends", 3, "sửa đổi, bổ sung"),
    ("replaces", 1, "thay thế"),
    ("repeals", 1, "bãi bỏ"),
)
_KINDS: Final = [(kind, cue) for kind, _, cue in _RELATIONS]
_WEIGHTS: Final = list(accumulate(weight for _, weight, _ in _RELATIONS))
_LEVELS: Final = (("tinh", "tỉnh", 63), ("huyen", "huyện", 700), ("xa", "xã", 10_000))


@dataclass(frozen=True, slots=True)
class SyntheticLibrary:
    """`documents` documents with `edges` edges between them, the same for the same seed."""

    documents: int
    edges: int
    seed: int = 766

    @property
    def central(self) -> int:
        """How many of the documents are central; they have the lowest numbers."""
        return max(1, self.documents // _CENTRAL_SHARE)

    def urn(self, number: int) -> str:
        """The identifier of a document."""
        if number < self.central:
            return f"urn:lex:vn:chinh.phu:nghi.dinh:{2000 + number % 25};{number}-nd-cp"
        place, _, count = _LEVELS[number % 3]
        body = f"{place}.{number % count};ubnd"
        return f"urn:lex:vn:{body}:ke.hoach:2024-{number % 12 + 1:02d}-01;{number}-kh-ubnd"

    def graphs(self) -> Iterator[DocumentGraph]:
        """The documents, oldest first."""
        draw = random.Random(self.seed)
        per_document = self.edges / self.documents
        made = 0
        for number in range(self.documents):
            # Some documents cite little and some much; what one is over, later ones are under.
            due = max(0, round((number + 1) * per_document) - made)
            count = min(round(due * draw.expovariate(1.0)), 10 * round(per_document) + 10)
            if number == self.documents - 1:
                count = due
            made += count
            yield self._graph(number, count, draw)

    def _graph(self, number: int, count: int, draw: random.Random) -> DocumentGraph:
        urn = self.urn(number)
        cites = range(count if number else 0)  # the oldest has nothing to cite
        edges = tuple(self._edge(urn, number, mention, draw) for mention in cites)
        central = number < self.central
        place, level, size = _LEVELS[number % 3]
        node = DocumentNode(
            urn=urn,
            type="Nghị định" if central else "Kế hoạch",
            number=f"{number}/NĐ-CP" if central else f"{number}/KH-UBND",
            date=None if central else f"2024-{number % 12 + 1:02d}-01",
            year=2000 + number % 25 if central else 2024,
            issuer="Chính phủ" if central else f"UBND {level} {number % size}",
            title=f"Về việc triển khai nhiệm vụ số {number} trên địa bàn {level}",
            held=True,
            file=f"{place}/{number}.docx",
            sha256=f"{number:064x}",
        )
        return DocumentGraph(node, edges)

    def _edge(self, urn: str, number: int, mention: int, draw: random.Random) -> Edge:
        if number <= self.central or draw.random() < _TO_CENTRAL:
            # Of a uniform u, n * u ** 3 falls on the k-th of n about k ** (-2 / 3) times as often.
            target = int(min(number, self.central) * draw.random() ** 3)
        else:
            target = draw.randrange(max(self.central, number - number // 3), number)
        kind, cue = draw.choices(_KINDS, cum_weights=_WEIGHTS)[0]
        start = 400 * mention + draw.randrange(300)
        sentence = f"{cue} văn bản số {target}, giao các cơ quan, đơn vị tổ chức nhiệm vụ {mention}"
        return Edge(
            subject=urn,
            relation=kind,
            object=self.urn(target),
            host=urn,
            evidence=Evidence(urn, start, start + 24, f"{sentence} theo đúng tiến độ; báo cáo."),
            cue=cue or None,
            pinpoint="khoản 2 Điều 5" if draw.random() < 0.2 else None,
            confidence=0.95,
            mention=mention,
        )
