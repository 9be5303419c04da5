"""Figures of the reader: seeds, amendment notes, surface variations, prose, speed, hostile text.

    python -m bench.parse [--shared ../shared] [--part seeds ...] [--eyecite PYTHON]

Prints every figure and writes `bench/results/parse.json`; `bench/baseline.json` holds the floors
that a test keeps.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.surface import canonical, generate, same
from corpus.source_text import SourceText
from nlp.contract import to_json
from nlp.directive import Header, Reference
from nlp.parse import parse_text
from nlp.references import find_references

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "bench" / "results" / "parse.json"
SHARED = ROOT.parent / "shared"

Figures = dict[str, float]


def seeds(shared: Path) -> Figures:
    """The gold's own scorer over the five seed documents."""
    with tempfile.TemporaryDirectory() as folder:
        predictions = Path(folder) / "predictions.jsonl"
        with predictions.open("w", encoding="utf-8") as out:
            for path in sorted((shared / "seeds").glob("*.txt")):
                text = path.read_bytes().decode("utf-8")
                found = to_json(path.name, SourceText(text, "text/plain", ""), parse_text(text))
                out.write(json.dumps(found, ensure_ascii=False) + "\n")
        gold = shared / "gold"
        command = [sys.executable, str(gold / "score.py"), str(gold / "seeds.jsonl")]
        printed = subprocess.run(
            [*command, str(predictions), "--json"], capture_output=True, check=True
        ).stdout
    scored = json.loads(printed)
    figures = {"seeds.exact_span_f1": scored["exact span"][2]}
    figures["seeds.end_to_end_f1"] = scored["end to end"][2]
    for field, value in scored["fields on matched"].items():
        figures["seeds." + re.sub(r"\W+", "_", field).strip("_")] = value
    return figures


def amendments(shared: Path, limit: int | None = None) -> Figures:
    """Each note alone: pair, articles and direction, and the kind.

    `pair_whole_rows` leaves out rows whose number the data cut at a space of the note
    ("35/2021/TT-" for "35/2021/TT- BGTVT").
    """
    path = shared / "data" / "phapdien_amendments.dev.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()][:limit]
    right = kinds = whole = whole_right = 0
    for row in rows:
        references = find_references(row["note"], Header())
        found = [link for link in _links(references) if _is_pair(row, *link[:2])]
        relations = {relation for *_, relation in _links(references)}
        right += bool(found)
        kinds += relations == _wanted(row["relation"])
        if not _cut(row):
            whole += 1
            whole_right += bool(found)
    return {
        "amendments.pair": right / len(rows),
        "amendments.pair_whole_rows": whole_right / whole,
        "amendments.kind": kinds / len(rows),
        "amendments.rows_cut_in_the_data": float(len(rows) - whole),
    }


def _links(references: tuple[Reference, ...]) -> Iterator[tuple[Reference, Reference, str]]:
    for reference in references:
        if reference.subject is not None:
            yield reference, references[reference.subject], reference.relation
        for link in reference.further:
            if link.subject is not None:
                yield reference, references[link.subject], link.relation


def _is_pair(row: dict[str, str], affected: Reference, by: Reference) -> bool:
    return (
        canonical(affected.number) == canonical(row["affected"])
        and canonical(by.number) == canonical(row["by"])
        and row["affected_article"] in _articles(affected)
        and row["by_article"] in _articles(by)
    )


def _articles(reference: Reference) -> list[str]:
    return re.findall(r"[Đđ]iều\s+(\w+)", reference.pinpoint or "")


def _wanted(relation: str) -> set[str]:
    wanted = {"repeals"} if "bãi bỏ" in relation else set()
    return wanted | ({"amends"} if "sửa đổi" in relation or "bổ sung" in relation else set())


def _cut(row: dict[str, str]) -> bool:
    """Whether a number of the row is only a piece of the one that stands in its note."""
    note = " " + row["note"].replace("số '", "số ") + " "
    pieces = (row["affected"], row["by"])
    return any(
        piece.endswith("-") or not re.search(rf"số {re.escape(piece)}(?![\w/-])", note)
        for piece in pieces
    )


def surface(step: int = 1) -> Figures:
    """Generated forms that come back to their key (every `step`-th one)."""
    host = Header(type="Báo cáo", issuer="UBND tỉnh Nghệ An", date="2024-01-01")
    total = right = 0
    kinds = set()
    for number, form in enumerate(generate()):
        if number % step:
            continue
        total += 1
        kinds.add((form.layout, form.noises))
        found = find_references(f"Thực hiện {form.text} về việc này.", host)
        wanted = 2 if form.layout == "elided" else 1
        right += len(found) == wanted and any(same(form, r.type, r.number) for r in found)
    return {
        "surface.right": right / total,
        "surface.forms": float(total),
        "surface.kinds_of_form": float(len(kinds)),
    }


# A number with its slash or hyphen: a sentence that holds one may cite.
_NUMBERED = re.compile(r"\d\s*[/-]\s*\w")
_SENTENCE_END = re.compile(r"(?<=[.;:])\s+|\n+")


def prose_of(shared: Path, megabytes: float) -> str:
    """Sentences of the codification's articles that hold no numbered citation."""
    kept: list[str] = []
    size = 0
    with lzma.open(shared / "data" / "phapdien_articles.jsonl.xz", "rt", encoding="utf-8") as rows:
        for row in rows:
            text = re.sub(r"\([^()]*\)", "", json.loads(row)["text"])
            for sentence in _SENTENCE_END.split(text):
                if len(sentence) > 40 and not _NUMBERED.search(sentence):
                    kept.append(sentence)
                    size += len(sentence.encode()) + 1
            if size > megabytes * 1e6:
                break
    return "\n".join(kept)


def prose(shared: Path, megabytes: float = 5.0) -> Figures:
    """What is found in prose without numbers: named laws are real; all else is printed."""
    text = prose_of(shared, megabytes)
    found = find_references(text, Header(type="Nghị định", issuer="Chính phủ", date="2024-01-01"))
    cited = [r for r in found if r.kind not in ("self", "anaphora")]
    laws = [r for r in cited if r.kind in ("law", "law_bare")]
    for reference in cited:
        if reference.kind not in ("law", "law_bare"):
            before = text[max(0, reference.start - 40) : reference.start]
            print("prose:", reference.kind, "|", " ".join((before + reference.text).split()))
    return {
        "prose.megabytes": len(text.encode()) / 1e6,
        "prose.laws": float(len(laws)),
        "prose.different_laws": float(len({" ".join(r.text.lower().split()) for r in laws})),
        "prose.other_mentions": float(len(cited) - len(laws)),
    }


def against_eyecite(python: str, ours: Figures) -> Figures:
    """Speeds of eyecite under another Python, and how many times ours they are."""
    # -I: modules beside the script have names of the standard library.
    command = [python, "-I", str(ROOT / "bench" / "eyecite_speed.py")]
    theirs = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    figures = {}
    for tokenizer in ("default", "hyperscan"):
        figures[f"eyecite.{tokenizer}_mb_s"] = theirs[tokenizer]
        for part in ("references", "parse"):
            ratio = ours[f"speed.{part}_mb_s"] / theirs[tokenizer]
            figures[f"eyecite.{part}_to_{tokenizer}"] = ratio
    return figures


def gazette(shared: Path) -> list[str]:
    """The texts of the government gazette."""
    texts = []
    with tarfile.open(shared / "data" / "congbao_texts.dev.tar.xz") as archive:
        for member in archive:
            content = archive.extractfile(member) if member.isfile() else None
            if content is not None:
                texts.append(content.read().decode("utf-8", "replace"))
    return texts


def speed(shared: Path) -> Figures:
    """MB of UTF-8 a second on one core (process time): references alone, and the whole parse."""
    texts = gazette(shared)
    size = sum(len(text.encode()) for text in texts) / 1e6
    host = Header(type="Thông tư", issuer="Chính phủ", date="2025-01-01")
    references = _seconds(lambda text: find_references(text, host), texts)
    whole = _seconds(parse_text, texts)
    figures = {"speed.references_mb_s": size / references, "speed.parse_mb_s": size / whole}
    for name, text in HOSTILE.items():
        seconds = _seconds(parse_text, [text]) / (len(text.encode()) / 1e6)
        figures[f"hostile.{name}"] = seconds / (whole / size)
    return figures


def _seconds(work: Callable[[str], object], texts: list[str]) -> float:
    work(texts[0][:20_000])
    start = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - start


# 1 MB each; the figure is seconds a MB against those of the gazette.
HOSTILE = {
    "digits": "1234567890" * 100_000,
    "slashes": "12/34/" * 166_000,
    "articles": "Điều " + ", ".join(str(i % 900) for i in range(200_000)),
    "articles_again": "Điều 1, 2, 3, 4, 5 " * 45_000,
    "quotes": '“"' * 250_000,
    "one_line": "theo quy định tại khoản 1 của " * 27_000,
    "half_numbers": "Quyết định số 12/ " * 45_000,
    "spaces": " " * 1_000_000,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parts = ["seeds", "amendments", "surface", "prose", "speed"]
    parser.add_argument("--part", nargs="*", default=parts, choices=parts)
    parser.add_argument("--eyecite", metavar="PYTHON", help="a Python that has eyecite, to compare")
    args = parser.parse_args()
    figures: Figures = {}
    if "seeds" in args.part:
        figures |= seeds(args.shared)
    if "amendments" in args.part:
        figures |= amendments(args.shared)
    if "surface" in args.part:
        figures |= surface()
    if "prose" in args.part:
        figures |= prose(args.shared)
    if "speed" in args.part:
        figures |= speed(args.shared)
        if args.eyecite:
            figures |= against_eyecite(args.eyecite, figures)
    for name, value in figures.items():
        print(f"{name:<36} {value:10.4f}")
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(
        json.dumps(kept | figures, indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
