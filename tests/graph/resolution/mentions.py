"""Short ways to write mentions, documents and holdings in tests, and the cases of the data files.

`resolved.jsonl` and `in_doubt.jsonl` hold one case a line: the reason for it, the mentions of one
document (the one under test stands last, or has the reason word that the case names), what the
library holds ("laws" stands for `LAWS`), and the document that cites ("commune" if none is given).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.holdings import KnownDocument, MemoryHoldings, known_document
from graph.identity import key_of_header
from graph.model import Resolution
from graph.resolution import resolve
from graph.urn import urn_of_key
from nlp.directive import Directive, Header, Reference, ReferenceKind, RelationKind

COMMUNE = Header(
    "Kế hoạch",
    "12/KH-UBND",
    date="2024-03-01",
    issuer="UBND xã Phú Lộc, huyện Tân Phú, tỉnh Đồng Nai",
)
PROVINCE = Header("Kế hoạch", "12/KH-UBND", date="2024-03-01", issuer="UBND tỉnh Quảng Trị")
NOBODY = Header("Kế hoạch", "12/KH-UBND", date="2024-03-01")


def mention(
    document_type: str | None,
    number: str | None = None,
    date: str | None = None,
    *,
    year: int | None = None,
    issuer: str | None = None,
    text: str | None = None,
    kind: ReferenceKind = "numbered",
    relation: RelationKind = "cites",
    subject: int | None = None,
    antecedent: int | None = None,
    issuer_stated: bool = True,
) -> Reference:
    """Return a mention; its text is made from its parts unless it is given."""
    if text is None:
        text = " ".join(filter(None, (document_type, f"số {number}" if number else None)))
    return Reference(
        0,
        len(text),
        text,
        document_type,
        number,
        date,
        year,
        issuer,
        None,
        kind,
        relation,
        subject=subject,
        antecedent=antecedent,
        issuer_stated=issuer_stated,
    )


def law(
    name: str,
    date: str | None = None,
    *,
    year: int | None = None,
    relation: RelationKind = "cites",
    subject: int | None = None,
) -> Reference:
    """Return a mention of a law by name."""
    tail = f" ngày {date}" if date else f" năm {year}" if year else ""
    return mention(
        "Luật",
        None,
        date,
        year=year,
        issuer="Quốc hội",
        text=f"Luật {name}{tail}",
        kind="law" if tail else "law_bare",
        relation=relation,
        subject=subject,
    )


def known(document_type: str, number: str, date: str, issuer: str | None = None) -> KnownDocument:
    """Return a document of the library."""
    return known_document(document_type, number, date=date, issuer=issuer)


def outcome(
    *references: Reference, host: Header = COMMUNE, held: tuple[KnownDocument, ...] = ()
) -> tuple[Resolution, ...]:
    """Resolve mentions of one document against a library."""
    directive = Directive(host, references=references)
    return resolve(urn_of_key(key_of_header(host)), directive, MemoryHoldings(held))


HOSTS = {"commune": COMMUNE, "province": PROVINCE, "nobody": NOBODY}
LOCAL_GOVERNMENT = "Luật Tổ chức chính quyền địa phương"
LAWS = (
    known_document(
        "Luật", "77/2015/QH13", date="2015-06-19", title=LOCAL_GOVERNMENT,
        in_force_from="2016-01-01",
    ),
    known_document(
        "Luật", "72/2025/QH15", date="2025-06-16", title=LOCAL_GOVERNMENT,
        in_force_from="2025-07-01",
    ),
    known_document("Luật", "104/2016/QH13", date="2016-04-06", title="Luật Tiếp cận thông tin"),
    known_document("Luật", "35/2024/QH15", date="2024-06-27", title="Luật Đường bộ"),
)  # fmt: skip


def cases(name: str) -> Iterator[dict[str, Any]]:
    """Yield the cases of a data file with mentions, library and host made."""
    for line in Path(__file__).with_name(name).read_text("utf-8").splitlines():
        case = json.loads(line)
        host = case.get("host", "commune")
        yield {
            **case,
            "host": HOSTS[host] if isinstance(host, str) else Header(**host),
            "mentions": [_mention(**{"document_type": None, **row}) for row in case["mentions"]],
            "held": tuple(
                document
                for row in case.get("held", ())
                for document in (LAWS if row == "laws" else (_held(**row),))
            ),
        }


def _mention(*, document_type: str | None, **row: Any) -> Reference:
    return mention(row.pop("type", document_type), **row)


def _held(**row: Any) -> KnownDocument:
    return known_document(row.pop("type"), row.pop("number"), **row)
