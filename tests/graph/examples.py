"""A small library that the tests of this folder share: a cascade of three levels."""

from __future__ import annotations

from graph.model import DocumentGraph, DocumentNode, Edge, Evidence, Status
from nlp.directive import RelationKind

LAW = "urn:lex:vn:quoc.hoi:luat:2019;47-2019-qh14"
DECREE = "urn:lex:vn:chinh.phu:nghi.dinh:2018;61-2018-nd-cp"
DECISION = "urn:lex:vn:thu.tuong.chinh.phu:quyet.dinh:2022-06-23;766-qd-ttg"
PROVINCE = "urn:lex:vn:tinh.nghe.an;ubnd:ke.hoach:2022-08-01;500-kh-ubnd"
DISTRICT = "urn:lex:vn:tinh.nghe.an;huyen.do.luong;ubnd:ke.hoach:2022-09-01;77-kh-ubnd"
COMMUNE = "urn:lex:vn:tinh.nghe.an;xa.thinh.son;ubnd:ke.hoach:2022-10-01;9-kh-ubnd"
OTHER = "urn:lex:vn:tinh.ha.tinh;ubnd:ke.hoach:2023-01-05;3-kh-ubnd"


def edge(
    host: str,
    relation: RelationKind,
    target: str,
    mention: int,
    *,
    subject: str | None = None,
    status: Status = "resolved",
    quotation: str = "",
    pinpoint: str | None = None,
    partial: bool = False,
    cue: str | None = None,
    confidence: float = 0.9,
    decided: bool = False,
) -> Edge:
    """An edge with complete evidence; positions follow from the mention."""
    words = quotation or f"Câu thứ {mention} nêu {relation} “{target[-12:]}”\nvà xuống dòng."
    return Edge(
        subject=subject or host,
        relation=relation,
        object=target,
        host=host,
        evidence=Evidence(host, 100 * mention, 100 * mention + 30, words),
        cue=cue,
        pinpoint=pinpoint,
        partial=partial,
        confidence=confidence,
        status=status,
        mention=mention,
        decided=decided,
    )


def node(urn: str, kind: str, number: str, issuer: str, **more: object) -> DocumentNode:
    """A document described as its header would."""
    date = urn.rsplit(":", maxsplit=1)[-1].split(";", maxsplit=1)[0]
    full = date if len(date) == 10 else None
    return DocumentNode(
        urn=urn, type=kind, number=number, date=full, year=int(date[:4]), issuer=issuer,
        **more,  # type: ignore[arg-type]  # the rest of the fields, as named
    )  # fmt: skip


CITED_LAW = node(LAW, "Luật", "47/2019/QH14", "Quốc hội", title="Luật Tổ chức \\ “Chính phủ”")
CITED_DECREE = node(DECREE, "Nghị định", "61/2018/NĐ-CP", "Chính phủ")
CITED_DECISION = node(DECISION, "Quyết định", "766/QĐ-TTg", "Thủ tướng Chính phủ")


def library() -> list[DocumentGraph]:
    """Four plans; the decision, the decree and the law are cited but not held."""
    held = {"held": True, "sha256": "0" * 64}
    province = node(
        PROVINCE, "Kế hoạch", "500/KH-UBND", "UBND tỉnh Nghệ An",
        title="Triển khai Quyết định 766/QĐ-TTg", file="nghe-an/500.docx", **held,
    )  # fmt: skip
    district = node(DISTRICT, "Kế hoạch", "77/KH-UBND", "UBND huyện Đô Lương, tỉnh Nghệ An", **held)
    commune = node(COMMUNE, "Kế hoạch", "9/KH-UBND", "UBND xã Thịnh Sơn", **held)
    other = node(OTHER, "Kế hoạch", "3/KH-UBND", "UBND tỉnh Hà Tĩnh", **held)
    return [
        DocumentGraph(
            province,
            (
                edge(PROVINCE, "based_on", LAW, 0, cue="Căn cứ", pinpoint="Điều 3"),
                edge(PROVINCE, "implements", DECISION, 1, cue="thực hiện", decided=True),
                edge(PROVINCE, "amends", DECREE, 2, subject=DECISION, partial=True),
                edge(PROVINCE, "cites", DECISION, 3),
            ),
            (CITED_LAW, CITED_DECISION, CITED_DECREE),
        ),
        DocumentGraph(
            district,
            (edge(DISTRICT, "implements", PROVINCE, 0), edge(DISTRICT, "implements", DECISION, 1)),
            (CITED_DECISION,),
        ),
        DocumentGraph(commune, (edge(COMMUNE, "implements", DISTRICT, 0),)),
        DocumentGraph(
            other,
            (
                edge(OTHER, "applies", DECISION, 0),
                edge(OTHER, "cites", PROVINCE, 1, status="ambiguous", confidence=0.4),
                edge(OTHER, "cites", DISTRICT, 1, status="ambiguous", confidence=0.4),
            ),
            (CITED_DECISION,),
        ),
    ]
