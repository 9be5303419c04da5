"""What an issuer is, and what a mention of one is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

IssuerLevel = Literal["trung ương", "tỉnh", "huyện", "xã"]

IssuerKind = Literal[
    "quoc_hoi", "ubtvqh", "chu_tich_nuoc", "chinh_phu", "thu_tuong", "bo", "co_quan_ngang_bo",
    "co_quan_thuoc_chinh_phu", "co_quan_thuoc_bo", "toa_an", "vien_kiem_sat", "kiem_toan", "dang",
    "mttq", "doan_the", "lien_tich", "ubnd", "chu_tich_ubnd", "hdnd", "van_phong", "doan_dbqh",
    "so", "phong", "ban", "thanh_tra", "cong_an", "quan_su", "co_quan_doc", "hoi_dong", "trung_tam",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body that issues documents.

    Attributes:
        name: canonical name, with its places ("UBND huyện Nam Đàn, tỉnh Nghệ An").
        kind: what sort of body it is.
        level: the tier of government that it belongs to.
        head: the name without its place ("UBND", "Sở Nội vụ"); the whole name of central bodies.
        places: labels of the units that it stands for, nearest first; empty for central bodies
            and where its own place is unknown.
        parent: canonical name of the body above; null where there is none or it is unknown.
        valid_from, valid_to: first and last day, ISO; null where no limit is known.
        successors: canonical names of the bodies that took over.
        members: canonical names of the bodies that act together (kind "lien_tich").
    """

    name: str
    kind: IssuerKind
    level: IssuerLevel
    head: str
    places: tuple[str, ...] = ()
    parent: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    successors: tuple[str, ...] = ()
    members: tuple[str, ...] = ()

    @property
    def place(self) -> str | None:
        """The places in one line ("huyện Nam Đàn, tỉnh Nghệ An")."""
        return ", ".join(self.places) or None


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A unit as a text names it: its type and, unless the mention is relative, its name."""

    type: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class IssuerMention:
    """A stretch of text that names an issuer.

    Attributes:
        start, end, text: where it stands.
        kind: what sort of body.
        head: the canonical name without place ("UBND"), or the whole canonical name.
        central: it names a central body, which needs no host to be known.
        places: the units named after the head, nearest first; empty where none is ("UBND"),
            with a null name where the mention is relative ("UBND tỉnh").
        members: the central bodies named together (joint documents).
    """

    start: int
    end: int
    text: str
    kind: IssuerKind
    head: str
    central: bool = False
    places: tuple[PlaceMention, ...] = ()
    members: tuple[str, ...] = ()
