"""Build `graph/data/authority.tsv.gz`: what is known of central documents.

    python -m graph.build_authority DATA

DATA is the folder of the source files. Facts only (type, number, title, date, issuer, entry into
force) are taken, from three sources in this order:

1. `phapdien_documents.jsonl`: the documents behind the official codification (Bộ pháp điển,
   Ministry of Justice, January 2026).
2. `nlp/data/law_editions.tsv`: laws by name, with other editions; `nlp/data/programmes.tsv`:
   programmes and the decisions that approved them.
3. Citations with number and date in `congbao_texts.dev.tar.xz` and `directives.dev.tar.xz`, of
   documents that neither of the former has: kept where at least two documents agree on the date
   and at least four fifths of all that state one do.

The file has four parts with form feeds between them: one record a line (URN, type, number, date,
issuer, in force from, title, names, weight), then indexes from number, running number and name to
the records' lines.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import tarfile
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from graph.holdings import KnownDocument, known_document, name_key
from graph.identity import is_local
from graph.numbering import split_number
from nlp.issuers import issuer_of_number, joint_name, match_issuer, symbol_of
from nlp.issuers.bodies import code_of_issuer
from nlp.issuers.symbols import issuer_codes
from nlp.types import type_of_symbol

DATA = Path(__file__).parent / "data"
_CITATION = re.compile(
    r"(?<![\w/])(\d{1,5}[a-zA-Z]?(?:(?:/\d{4})?/[A-ZĐƯ][\w&Đ.-]{1,40}?|-[A-ZĐ]\w{1,4}/TW))"
    r"\s+ngày\s+"
    r"(\d{1,2})\s*(?:/|-|\.|tháng)\s*(\d{1,2})\s*(?:/|-|\.|năm)\s*((?:19|20)\d\d)"
)
_AGREE = 0.8


def _iso(day: str) -> str | None:
    """Turn "16/06/2020" into "2020-06-16"."""
    match = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", day)
    return f"{match[3]}-{int(match[2]):02d}-{int(match[1]):02d}" if match else None


def _whole_number(number: str, stated: str) -> str:
    """Give a symbol its end back where the source cut it at a line break ("64/2020/TT-")."""
    if not number.endswith("-"):
        return number
    mention = match_issuer(stated, 0, joint=True)
    members = (mention.members or (mention.head,)) if mention else ()
    codes = [code_of_issuer(member) for member in members]
    kept = len(issuer_codes(symbol_of(number))[0])
    rest = codes[kept:] if len(codes) > 1 else codes
    return number + "-".join(code for code in rest if code) if all(rest) else number.rstrip("-")


# A title that cites a dated document was cut there: the rest, with the document's own date and
# issuer behind it, stands in the column of issuers.
_REST_OF_TITLE = re.compile(
    r"(?P<rest>.*)\bngày\s+(?P<date>\d{1,2}/\d{1,2}/\d{4})\s+của\s+(?P<issuer>.+)", re.DOTALL
)


def joined_title(row: dict[str, str]) -> dict[str, str]:
    """Put a row of the codification together again whose title was cut at a date within it."""
    cut = _REST_OF_TITLE.fullmatch(row["co_quan_ban_hanh"])
    if cut is None:
        return row
    title = f"{row['ten']} ngày {row['ngay_ban_hanh']} của {cut['rest'].rstrip()}"
    own = {"ten": title, "ngay_ban_hanh": cut["date"], "co_quan_ban_hanh": cut["issuer"]}
    return {**row, **own}


def sure_date(number: str, date: str | None, in_force_from: str | None) -> str | None:
    """Return a record's date, or null where the year in the number contradicts it.

    The number is decisive where day and month in its year come at most a year before the entry
    into force (Luật 64/2025/QH15, Điều 53: entry into force follows within months).
    """
    year = split_number(number).year
    if date is None or year is None or int(date[:4]) == year:
        return date
    mended = f"{year}{date[4:]}"
    later = f"{year + 1}{date[4:]}"
    return mended if in_force_from and mended <= in_force_from <= later else None


def codification(path: Path) -> Iterator[KnownDocument]:
    """Read the documents behind the codification."""
    for line in path.read_text("utf-8").splitlines():
        row = joined_title(json.loads(line))
        number = _whole_number(row["so_hieu"], row["co_quan_ban_hanh"])
        force = _iso(row["ngay_hieu_luc"])
        date = sure_date(number, _iso(row["ngay_ban_hanh"]), force)
        found = issuer_of_number(row["loai"], number, None, date)
        mention = match_issuer(row["co_quan_ban_hanh"], 0, joint=True)
        # The symbol is surer than the column, which sometimes holds a piece of the title.
        issuer = found[0].name if len(found) == 1 else None
        if issuer is None and mention is not None:
            issuer = joint_name(mention.members) if mention.members else mention.head
        title = " ".join(unicodedata.normalize("NFC", row["ten"]).split())
        yield known_document(
            row["loai"], number, date=date, issuer=issuer, title=title,
            in_force_from=force, source="authority",
        )  # fmt: skip


def _table(path: Path) -> Iterator[list[str]]:
    for line in path.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield [*line.split("\t"), "", "", ""]


def laws() -> Iterator[KnownDocument]:
    """Read the table of laws."""
    rows = _table(Path(__file__).parent.parent / "nlp" / "data" / "law_editions.tsv")
    next(rows)  # the names of the columns
    for kind, names, number, date, force, *_ in rows:
        issuer = "Ủy ban Thường vụ Quốc hội" if kind == "Pháp lệnh" else "Quốc hội"
        all_names = tuple(name.strip() for name in names.split(";"))
        # The Constitution's name is its type.
        title = kind if all_names[0] == kind else f"{kind} {all_names[0]}"
        yield known_document(
            kind, number or None, date=date or None, issuer=issuer, title=title,
            in_force_from=force or None, names=all_names, source="authority",
        )  # fmt: skip


def programmes() -> Iterator[KnownDocument]:
    """Read the programmes that a decision approved; they are called by the decision's URN."""
    rows = _table(Path(__file__).parent.parent / "nlp" / "data" / "programmes.tsv")
    header = next(rows)
    for cells in rows:
        row = dict(zip(header, cells, strict=False))
        if not row["decision"] or not row["date"]:
            continue
        names = tuple(filter(None, (*row["names"].split("|"), row["number"])))
        yield known_document(
            "Quyết định", row["decision"], date=row["date"], names=names, source="authority"
        )


def _texts(archive: Path) -> Iterator[str]:
    with tarfile.open(archive) as tar:
        for member in tar:
            packed = tar.extractfile(member) if member.isfile() else None
            if packed is not None:
                text = unicodedata.normalize("NFC", packed.read().decode("utf-8", "replace"))
                yield re.sub(r"\s+", " ", re.sub(r"[*|]", "", text))


def citations(archives: Iterable[Path]) -> Iterator[KnownDocument]:
    """Read the numbers and dates on which the documents that cite them agree."""
    seen: defaultdict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    for archive in archives:
        for text in _texts(archive):
            dates = {
                (split_number(m[1]), f"{m[4]}-{int(m[3]):02d}-{int(m[2]):02d}")
                for m in _CITATION.finditer(text)
                if 1 <= int(m[3]) <= 12 and 1 <= int(m[2]) <= 31
            }
            for parts, date in dates:
                central = parts.symbol and parts.serial and not is_local(parts.symbol)
                if central and parts.year in (None, int(date[:4])):
                    seen[parts.text, int(date[:4])][date] += 1
    for (number, _), dates_seen in sorted(seen.items()):
        date, count = dates_seen.most_common(1)[0]
        kind = type_of_symbol(split_number(number).symbol.split("-")[0])
        found = issuer_of_number(None, number, None, date)
        if count >= 2 and count >= _AGREE * dates_seen.total() and kind and len(found) == 1:
            yield known_document(
                kind.name, number, date=date, issuer=found[0].name, source="authority", weight=0.8
            )


def merge(groups: Iterable[Iterable[KnownDocument]]) -> list[KnownDocument]:
    """Join records of one URN: the first source wins, names are added."""
    found: dict[str, KnownDocument] = {}
    for group in groups:
        for document in group:
            first = found.get(document.urn)
            if first is None:
                found[document.urn] = document
                continue
            names = tuple(dict.fromkeys((*first.names, *document.names)))
            found[document.urn] = KnownDocument(
                first.urn, first.type, first.number, first.date or document.date, first.year,
                first.issuer or document.issuer, first.title or document.title,
                first.in_force_from or document.in_force_from, names, first.source, first.weight,
            )  # fmt: skip
    return sorted(found.values(), key=lambda d: (d.date or "", d.urn))


def write(documents: list[KnownDocument], path: Path) -> None:
    """Write records and indexes; the same input gives the same bytes."""
    indexes: tuple[defaultdict[str, list[int]], ...] = tuple(defaultdict(list) for _ in range(3))
    lines = []
    for i, d in enumerate(documents):
        cells = (d.urn, d.type, d.number, d.date, d.issuer, d.in_force_from, d.title,
                 ";".join(d.names), f"{d.weight:g}")  # fmt: skip
        lines.append("\t".join((cell or "").replace("\t", " ") for cell in cells))
        if d.number:
            parts = split_number(d.number)
            indexes[0][parts.text].append(i)
            indexes[1][parts.serial].append(i)
        called = (*d.names, d.title) if d.title else d.names
        for name in dict.fromkeys(map(name_key, called)):
            indexes[2][name].append(i)
    parts_of_file = ["\n".join(lines)]
    for index in indexes:
        rows = (f"{key}\t{','.join(map(str, ids))}" for key, ids in sorted(index.items()))
        parts_of_file.append("\n".join(rows))
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write("\f".join(parts_of_file).encode())


def main() -> None:
    """Read the sources named on the command line and write the data file."""
    if len(sys.argv) != 2:
        raise SystemExit("usage: python -m graph.build_authority DATA")
    folder = Path(sys.argv[1])
    archives = [folder / "congbao_texts.dev.tar.xz", folder / "directives.dev.tar.xz"]
    documents = merge((
        laws(), codification(folder / "phapdien_documents.jsonl"), programmes(),
        citations(archives),
    ))  # fmt: skip
    write(documents, DATA / "authority.tsv.gz")
    print(f"{len(documents)} records written")


if __name__ == "__main__":
    main()
