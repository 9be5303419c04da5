"""Compares headers with what others recorded about the same documents.

Two measurements: portal pages, where the portal's own block states number, type, date, issuer and
signer; and gazette texts, against the national codification's list of documents, where they meet.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from nlp.canonical import canonicalise
from nlp.directive import Header
from nlp.fold import compare_key
from nlp.header import read_header
from nlp.issuers import issuer_by_name
from nlp.portal import find_portal

RESULTS = Path(__file__).parent / "results" / "headers.json"
FIELDS = ("number", "type", "date", "issuer", "signer")


def fold(value: str | None) -> str:
    """Compare without case, spaces and composition."""
    text = compare_key(value or "")
    for old, new in (("ủy ban nhân dân", "ubnd"), ("hội đồng nhân dân", "hđnd")):
        text = text.replace(old, new)
    return "".join(text.split())


def iso(date: str) -> str:
    """Return "21/11/2025" as ISO date."""
    day, month, year = date.split("/")
    return f"{year}-{int(month):02d}-{int(day):02d}"


def number_key(value: str | None) -> str:
    return fold(value).lstrip("0")


def same_issuer(stated: str, header: Header) -> bool:
    """Whether the portal's issuer ("Tỉnh Quảng Trị", "Cục Thuế") is the header's, or its place."""
    mine = fold(header.issuer)
    known = issuer_by_name(stated)
    wanted = {fold(stated), fold(known.name) if known else fold(stated)}
    if members(stated) == members(header.issuer or ""):
        return True
    return any(w == mine or mine.endswith(w) or (mine and mine in w) for w in wanted)


def members(name: str) -> frozenset[str]:
    """The bodies of a joint issuer, in any order."""
    parts = re.split(r", | và (?=[A-ZĐ])", name)
    return frozenset(map(fold, parts))


def check_portal(path: Path) -> dict[str, tuple[bool, str, str]] | None:
    text = path.read_text(encoding="utf-8")
    stated = dict(find_portal(canonicalise(text).text).fields)
    if not stated:
        return None
    header = read_header(text)
    right = {
        "number": number_key(stated["number"]) == number_key(header.number),
        "type": fold(stated["type"]) == fold(header.type),
        "date": iso(stated["date"]) == header.date,
        "issuer": same_issuer(stated["issuer"], header),
        "signer": fold(stated["signer"]) == fold(header.signer),
    }
    return {
        f: (right[f], stated[f], str(getattr(header, f))) for f in FIELDS if stated.get(f) != "***"
    }


def read_codification(path: Path) -> dict[tuple[str, str], dict[str, str]]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {(fold(r["loai"]), number_key(r["so_hieu"])): r for r in rows}


def slug(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    kept = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    return re.sub(r"[^a-z0-9]+", "-", kept).strip("-")


def check_gazette(
    path: Path, by_slug: dict[str, dict[str, str]]
) -> tuple[dict[str, tuple[bool, str, str]], bool]:
    """Fields against the codification where the file's name meets it, else against the name."""
    name = re.sub(r"-\d+$", "", path.stem)
    header = read_header(path.read_text(encoding="utf-8"))
    row = by_slug.get(name)
    if row is None:
        found = f"{slug(header.type or '')}-so-{slug(re.sub('^0+', '', header.number or ''))}"
        wanted = name.replace("-so-0", "-so-")
        right = {"number and type": (wanted == found, wanted, found)}
        return right, False
    issuer = row["co_quan_ban_hanh"]
    pairs = {
        "type": (fold(row["loai"]) == fold(header.type), row["loai"], header.type),
        "number": (
            number_key(row["so_hieu"]) == number_key(header.number), row["so_hieu"], header.number,
        ),
        "date": (iso(row["ngay_ban_hanh"]) == header.date, row["ngay_ban_hanh"], header.date),
        "issuer": (same_issuer(issuer, header), issuer, header.issuer),
    }  # fmt: skip
    return {f: (ok, a, str(b)) for f, (ok, a, b) in pairs.items()}, True


def tally(
    name: str, rows: Iterator[tuple[str, dict[str, tuple[bool, str, str]]]], show: bool
) -> dict[str, float]:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for file, fields in rows:
        for field, (ok, wanted, found) in fields.items():
            total[field] += 1
            right[field] += ok
            if not ok and show:
                print(f"  {file} {field}: {wanted!r} read {found!r}")
    figures = {f: right[f] / total[f] for f in total}
    cells = "  ".join(f"{f} {right[f]}/{total[f]} {figures[f]:.3f}" for f in total)
    print(f"{name}: {cells}")
    return figures


def portal_rows(folder: Path) -> Iterator[tuple[str, dict[str, tuple[bool, str, str]]]]:
    for path in sorted(folder.glob("*.md")):
        checked = check_portal(path)
        if checked:
            yield path.name, checked


def gazette_rows(
    folder: Path, by_slug: dict[str, dict[str, str]], met: bool
) -> Iterator[tuple[str, dict[str, tuple[bool, str, str]]]]:
    for path in sorted(folder.glob("*.txt")):
        checked, meets = check_gazette(path, by_slug)
        if meets is met:
            yield path.name, checked


def measure(
    portal: Path | None, gazette: Path | None, codification: Path | None, *, errors: bool = False
) -> dict[str, dict[str, float]]:
    """Return the share of right headers by source and field.

    Args:
        portal: folder of the portal pages (`*.md`).
        gazette: folder of the gazette texts (`*.txt`); counts only with `codification`.
        codification: the documents of the codification (JSON Lines).
        errors: print every miss.
    """
    figures: dict[str, dict[str, float]] = {}
    if portal:
        figures["portal"] = tally("portal", portal_rows(portal), errors)
    if gazette and codification:
        rows = read_codification(codification).values()
        by_slug = {f"{slug(r['loai'])}-so-{slug(r['so_hieu'])}": r for r in rows}
        met = gazette_rows(gazette, by_slug, met=True)
        figures["gazette"] = tally("gazette and codification", met, errors)
        rest = gazette_rows(gazette, by_slug, met=False)
        figures["gazette file names"] = tally("gazette and file name", rest, errors)
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--portal", type=Path, help="folder of the portal pages (*.md)")
    parser.add_argument("--gazette", type=Path, help="folder of the gazette texts (*.txt)")
    parser.add_argument("--codification", type=Path, help="phapdien_documents.jsonl")
    parser.add_argument("--errors", action="store_true", help="print every miss")
    args = parser.parse_args()
    figures = measure(args.portal, args.gazette, args.codification, errors=args.errors)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
