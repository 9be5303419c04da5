"""A document's force through time, from everything that the graph and the texts say of it."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterator
from typing import Final

from graph.force.acting import can_act, is_normative
from graph.force.clauses import (
    begins,
    effective_date,
    effective_elsewhere,
    expires,
    parts_that_begin,
    suspension,
)
from graph.force.delays import delayed_beginning
from graph.force.dependence import DEPTH, ended_on, lapse, that_took_effect
from graph.force.held import HeldText, HeldTexts
from graph.force.model import Force, ForceEffect, ForceFact, ForceHistory
from graph.force.scope import means_whole, named_part
from graph.holdings import KnownDocument
from graph.model import DocumentNode, Edge
from graph.reading import GraphReader
from nlp.directive import RelationKind

EFFECTS: Final[dict[RelationKind, ForceEffect]] = {
    "replaces": "ends", "repeals": "ends", "suspends": "suspends", "amends": "changes",
}  # fmt: skip
_LAWS: Final = frozenset({"Hiến pháp", "Luật", "Bộ luật", "Pháp lệnh"})
_AMENDING: Final = re.compile(r"(?:Luật |Bộ luật |Pháp lệnh )?sửa đổi", re.IGNORECASE)
_CACHED: Final = 20_000
_FULL: Final = len("2025-07-01")
# A relation that the extractor or the resolution is less sure of ends nothing.
SURE: Final = 0.6


class ForceIndex:
    """Force of the documents of one library; histories are kept once they were asked for.

    Args:
        graph: the library's graph.
        texts: its held texts and the records.
    """

    def __init__(self, graph: GraphReader, texts: HeldTexts) -> None:
        self._graph = graph
        self._texts = texts
        self._histories: OrderedDict[str, ForceHistory] = OrderedDict()
        self._ends: dict[tuple[str, int], str | None] = {}

    def on(self, urn: str, day: str) -> Force:
        """A document's force on a day (ISO), held or not; "unknown" where nothing is known."""
        return self.history(urn).on(day)

    def history(self, urn: str) -> ForceHistory:
        """Everything known of a document's force."""
        found = self._histories.get(urn)
        if found is None:
            found = self._histories[urn] = self._read(urn)
            if len(self._histories) > _CACHED:
                self._histories.popitem(last=False)
        return found

    def _read(self, urn: str) -> ForceHistory:
        node, held = self._node(urn), self._texts.read(urn)
        parts = parts_that_begin(held) if held else ()
        facts = [*self._facts(urn, DEPTH), *parts]
        if is_normative(node) and (doubt := lapse(self._guided(urn))):
            facts.append(doubt)
        unique = dict.fromkeys(sorted(facts, key=_order))
        return ForceHistory(urn, tuple(unique), is_normative(node))

    def _node(self, urn: str) -> DocumentNode:
        record = self._texts.record(urn)
        return self._graph.node(urn) or (_node_of(record) if record else DocumentNode(urn))

    def _facts(self, urn: str, depth: int) -> list[ForceFact]:
        """What is known of a document, in view of the force of those that act on it."""
        node, held, record = self._node(urn), self._texts.read(urn), self._texts.record(urn)
        acts = self._acts(node)
        if depth:
            acts = that_took_effect(acts, urn, lambda by: self._end_of(by, depth - 1))
        return [
            *self._beginning(node, held, record),
            *([end] if held and (end := expires(held)) else []),
            *acts,
            *self._succession(record),
        ]

    def _end_of(self, urn: str, depth: int) -> str | None:
        key = (urn, depth)
        if key not in self._ends:
            if len(self._ends) > _CACHED:
                self._ends.clear()
            self._ends[key] = ended_on(self._facts(urn, depth))
        return self._ends[key]

    def _guided(self, urn: str) -> Iterator[tuple[ForceFact, str | None]]:
        """What a document says that it details, each with the day on which that ended."""
        detailing: tuple[RelationKind, ...] = ("guides",)
        for edge in self._graph.edges(subject=urn, relations=detailing, host=urn):
            if edge.status == "resolved" and edge.confidence >= SURE and edge.object != urn:
                proof = ForceFact(
                    "lapses", None, edge.object, "relation", relation="guides",
                    evidence=edge.evidence,
                )  # fmt: skip
                yield proof, self._end_of(edge.object, DEPTH - 1)

    def _beginning(
        self, node: DocumentNode, held: HeldText | None, record: KnownDocument | None
    ) -> Iterator[ForceFact]:
        """What its own clause says, else the record, else the day on which it was issued."""
        stated = (begins(held) or delayed_beginning(held)) if held else None
        if stated is not None:
            yield stated
        elif record is not None and record.in_force_from:
            day = record.in_force_from
            words = f"{record.number or record.title}: có hiệu lực từ {day}"
            yield ForceFact("begins", day, node.urn, "record", record=words)
        elif node.date and len(node.date) == _FULL:
            yield ForceFact("begins", node.date, node.urn, "date")

    def _acts(self, node: DocumentNode) -> Iterator[ForceFact]:
        """What others do to it, each as its text states it."""
        for edge in self._graph.edges(object=node.urn, relations=tuple(EFFECTS)):
            if edge.status != "resolved" or edge.confidence < SURE or edge.subject == node.urn:
                continue
            actor = self._graph.node(edge.subject)
            host = self._texts.read(edge.host)
            if actor is not None and host is not None and can_act(actor, node):
                yield self._fact(edge, actor, host)

    def _fact(self, edge: Edge, actor: DocumentNode, host: HeldText) -> ForceFact:
        effect = EFFECTS[edge.relation]
        whole = effect != "changes" and means_whole(host, edge.mention)
        day, until = None, None
        if effect == "suspends" and edge.subject == edge.host:
            day, until = suspension(host, edge.mention)
        day = day or self._effective(edge, actor, host)
        pinpoint = None if whole else named_part(host, edge.mention)
        return ForceFact(
            effect, day, edge.subject, "relation", whole, until, pinpoint, edge.relation,
            edge.evidence,
        )  # fmt: skip

    def _effective(self, edge: Edge, actor: DocumentNode, host: HeldText) -> str | None:
        """When an act takes effect: as the acting document says, as recorded, else its date."""
        stated = None
        if edge.subject == edge.host:
            stated = effective_date(host, edge.mention)
        else:
            acting = self._texts.read(edge.subject)
            own = begins(acting) if acting else None
            stated = own.date if own else None
        if stated is None:
            record = self._texts.record(edge.subject)
            stated = record.in_force_from if record else None
        if stated is None and edge.subject != edge.host:
            stated = effective_elsewhere(host, edge.mention)
        if stated is None and actor.date and len(actor.date) == _FULL:
            stated = actor.date
        return stated

    def _succession(self, record: KnownDocument | None) -> Iterator[ForceFact]:
        """A law ends when one of the same name enters into force.

        Luật 80/2015/QH13, Điều 154: a document ends when its issuer replaces it. The records of
        laws hold their editions; the sentence of the newer law is not at hand.
        """
        if record is None or record.type not in _LAWS or not record.date:
            return
        later = [
            one
            for one in self._texts.editions(record)
            if one.type in _LAWS and one.date and one.in_force_from and one.date > record.date
        ]
        if _AMENDING.match(record.title or ""):
            return  # two acts that amend one law bear one name, and both stand
        for newer in sorted(later, key=lambda one: (one.in_force_from or "", one.urn))[:1]:
            words = f"{newer.number or newer.title}: cùng tên, có hiệu lực từ {newer.in_force_from}"
            yield ForceFact("ends", newer.in_force_from, newer.urn, "record", record=words)


def _node_of(record: KnownDocument) -> DocumentNode:
    return DocumentNode(
        record.urn, record.type, record.number, record.date, record.year, record.issuer,
        record.title,
    )  # fmt: skip


def _order(fact: ForceFact) -> tuple[str, bool, bool, str, int, int, str]:
    evidence = fact.evidence
    where = (evidence.start, evidence.end) if evidence else (0, 0)
    # Of several proofs for one day the acting document's own words come first.
    second_hand = evidence is None or evidence.document != fact.by
    return fact.date or "9999", second_hand, fact.source == "record", fact.by, *where, fact.effect
